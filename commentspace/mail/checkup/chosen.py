"""What the settings alone say about mail."""

from collections.abc import Iterator

from commentspace.mail.checkup.findings import Finding, bad, good, odd
from commentspace.settings import LOOPBACK, Settings

RESERVED = ("localhost", "test", "example", "invalid", "local")
"""Names under which nobody else can reach us (RFC 2606, RFC 6762); the documentation's own example domains apart."""


def is_reserved(domain: str) -> bool:
    """Whether no server elsewhere will ever find this domain."""
    return domain.rpartition(".")[2].lower() in RESERVED


def of_settings(settings: Settings) -> Iterator[Finding]:
    """What can be said before anything is asked."""
    yield _domain(settings)
    yield _authserv_id(settings)
    yield _secret(settings)
    if settings.smtp_user and settings.smtp_security == "none" and settings.smtp_host not in LOOPBACK:
        yield bad(
            "password",
            f"The password for {settings.smtp_host} would cross the network in clear. "
            "Set COMMENTSPACE_SMTP_SECURITY to starttls or tls.",
        )
    if settings.is_loopback:
        yield odd("links", f"Links in letters lead to {settings.base_url}, which is reached from this machine only.")


def _domain(settings: Settings) -> Finding:
    domain = settings.mail_domain
    if is_reserved(domain):
        return odd(
            "domain",
            f"Our addresses end in @{domain}, which no other server can find. Set COMMENTSPACE_MAIL_DOMAIN.",
        )
    return good("domain", f"Our addresses end in @{domain}.")


def _authserv_id(settings: Settings) -> Finding:
    if settings.authserv_id:
        return good("sender", f"Authentication-Results of {settings.authserv_id} say whether a sender is authentic.")
    return odd(
        "sender",
        "No server says whether a sender is authentic: an answer rests on its signed address and its From alone. "
        "Set COMMENTSPACE_AUTHSERV_ID to the name that your mail server writes in Authentication-Results.",
    )


def _secret(settings: Settings) -> Finding:
    if settings.secret.get_secret_value():
        return good("secret", "The key of our addresses is given by the settings.")
    if settings.database_url:
        return odd(
            "secret",
            "The key of our addresses is in the data folder, and the rows are elsewhere: another process with another "
            "folder would not know the addresses of our letters. Give all the same COMMENTSPACE_SECRET.",
        )
    return good("secret", "The key of our addresses is in the data folder; keep it with your backups.")
