"""All settings: one list, from the environment as `COMMENTSPACE_…`; secrets also from files as `…_FILE`."""

import os
import secrets
import tempfile
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Literal
from urllib.parse import SplitResult, urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from commentspace.errors import Misconfigured, marked

PREFIX = "COMMENTSPACE_"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1", "[::1]"})
POSTGRES = ("postgresql", "postgres", "postgresql+psycopg")


class Settings(BaseSettings):
    """What an operator may choose; each field's description is its documentation (`commentspace config`)."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore")

    data: Path = Field(Path("data"), description="folder for the SQLite database and the secrets")
    database_url: str = Field("", description="where the rows are, postgresql://…; empty: SQLite in the data folder")
    base_url: str = Field(
        "http://localhost:8000", description="the address people type; https, or http on the loopback"
    )
    host: str = Field("127.0.0.1", description="the address to listen on for HTTP")
    port: int = Field(8000, ge=0, le=65535, description="the port to listen on for HTTP")
    demo: bool = Field(False, exclude=True, description="set by the command: sign in as anybody, see all mail")

    mail_domain: str = Field("localhost", description="the domain of our own mail addresses")
    mail_host: str = Field("127.0.0.1", description="the address to listen on for mail")
    mail_port: int = Field(8025, ge=-1, le=65535, description="the port to listen on for mail; -1: no listener")
    mail_protocol: Literal["smtp", "lmtp"] = Field("smtp", description="smtp, or lmtp behind a mail server")
    authserv_id: str = Field("", description="the name our mail server writes in Authentication-Results")
    smtp_host: str = Field("127.0.0.1", description="the server that takes our letters")
    smtp_port: int = Field(25, ge=1, le=65535, description="the port of that server")
    smtp_user: str = Field("", description="the user name at that server, where it asks for one")
    smtp_password: SecretStr = Field(SecretStr(""), description="the password at that server")
    smtp_security: Literal["none", "starttls", "tls"] = Field(
        "none", description="none, starttls or tls to that server"
    )
    mail_at_once: int = Field(4, ge=0, description="letters to one domain that are under way at once; 0: any number")
    mail_a_minute: int = Field(120, ge=0, description="letters to one domain in a minute; 0: any number")

    work: bool = Field(
        True, description="yes: the server also deals with mail and daily letters; no: “commentspace worker” does"
    )

    soffice: str = Field(
        "", description="LibreOffice's program, which reads .odt, .rtf and .doc; empty: soffice, where it is installed"
    )

    secret: SecretStr = Field(SecretStr(""), description="the key of signed addresses; empty: kept in the data folder")
    log_format: Literal["json", "console"] = Field("console", description="json: an object a line; console: for people")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="how much is logged; debug shows errors with their words, which may be personal"
    )

    @field_validator("database_url")
    @classmethod
    def _of_a_known_kind(cls, given: str) -> str:
        parts = urlsplit(given)
        if given and not (parts.scheme in (*POSTGRES, "sqlite") and _has_sound_port(parts)):
            raise ValueError("it has to look like postgresql://user@host/name")
        return given

    @property
    def url(self) -> str:
        """The database's address, as SQLAlchemy wants it."""
        if self.database_file is not None:
            return f"sqlite:///{self.database_file}"
        scheme, _, rest = self.database_url.partition("://")
        return f"postgresql+psycopg://{rest}" if scheme in POSTGRES else self.database_url

    @property
    def database_file(self) -> Path | None:
        """The SQLite database in the data folder; None where the rows are elsewhere."""
        return None if self.database_url else (self.data / "commentspace.sqlite3").resolve()

    @cached_property
    def secret_key(self) -> bytes:
        """The key of signed addresses and links; made once and kept beside the database."""
        if given := self.secret.get_secret_value():
            return given.encode()
        return kept_secret(self.data / "secret").encode()

    @property
    def is_loopback(self) -> bool:
        """Whether people reach us only from this machine."""
        return (urlsplit(self.base_url).hostname or "") in LOOPBACK and self.host in LOOPBACK

    @property
    def hostname(self) -> str:
        """The host in the base URL."""
        return urlsplit(self.base_url).hostname or "localhost"

    def checked(self) -> "Settings":
        """These settings, or Misconfigured where serving with them would be unsafe."""
        address = _address(self.base_url)
        if self.demo and not self.is_loopback:
            raise Misconfigured(
                marked(
                    "The demo lets anybody sign in as anybody, so it runs on the loopback only. "
                    "%(url)s, served from %(host)s, is not that."
                ),
                url=self.base_url,
                host=self.host,
            )
        if address.scheme == "http" and address.hostname not in LOOPBACK:
            raise Misconfigured(
                marked("COMMENTSPACE_BASE_URL is %(url)s: outside the loopback it must begin with https."),
                url=self.base_url,
            )
        if address.scheme == "http" and self.host not in LOOPBACK:
            raise Misconfigured(
                marked(
                    "COMMENTSPACE_HOST is %(host)s, which others can reach: "
                    "then COMMENTSPACE_BASE_URL must begin with https."
                ),
                host=self.host,
            )
        return self


def _address(url: str) -> SplitResult:
    """The parts of a base URL; Misconfigured where it has others than scheme, host and port."""
    with suppress(ValueError):
        parts = urlsplit(url)
        is_bare = parts.path in ("", "/") and not (parts.query or parts.fragment or parts.username)
        if parts.scheme in ("http", "https") and parts.hostname and is_bare and _has_sound_port(parts):
            return parts
    raise Misconfigured(
        marked("COMMENTSPACE_BASE_URL is %(url)s; it must look like https://comments.example.org."), url=url
    )


def _has_sound_port(parts: SplitResult) -> bool:
    """Whether its port is a number, where it names one."""
    try:
        return parts.port is None or parts.port >= 0
    except ValueError:
        return False


def kept_secret(path: Path) -> str:
    """The secret in this file, which is made, readable by its owner alone, where there is none."""
    try:
        if not path.exists():
            _make_secret(path)
        secret = path.read_text().strip()
    except OSError as error:
        raise Misconfigured(
            marked("The secret in %(path)s cannot be kept: %(why)s."), path=path, why=error.strerror
        ) from error
    if not secret:
        raise Misconfigured(marked("The file %(path)s is empty; it held the secret of signed addresses."), path=path)
    return secret


def _make_secret(path: Path) -> None:
    """Whole and on disk before it has its name: letters signed with it may leave at once."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix="secret-")
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(32))
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):  # another process was quicker, and its secret is the one
        os.link(beside, path)
    Path(beside).unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def secrets_from_files() -> dict[str, str]:
    """Values of `COMMENTSPACE_X_FILE`: what stands in the file that it names."""
    found = {}
    for name, path in os.environ.items():
        if name.startswith(PREFIX) and name.endswith("_FILE"):
            try:
                found[name.removeprefix(PREFIX).removesuffix("_FILE").lower()] = Path(path).read_text().strip()
            except OSError as error:
                raise Misconfigured(
                    marked("%(name)s names a file that cannot be read: %(why)s."), name=name, why=error.strerror
                ) from error
    return found


def load(**given: object) -> Settings:
    """The settings of this process; what is `given` (and not None) goes before the environment."""
    chosen = {**secrets_from_files(), **{name: value for name, value in given.items() if value is not None}}
    try:
        return Settings(**chosen)  # type: ignore[arg-type]  # pydantic checks each value
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        raise Misconfigured(
            marked("%(name)s cannot be used: %(why)s. It is %(meaning)s."),
            name=f"{PREFIX}{name.upper()}",
            why=_lowered(str(first.get("ctx", {}).get("error", first["msg"]))),
            meaning=Settings.model_fields[name].description,
        ) from error


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
