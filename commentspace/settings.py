"""All settings: one list, from the environment as `COMMENTSPACE_…`; secrets also from files as `…_FILE`."""

import os
import secrets
from functools import cached_property
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from commentspace.errors import Misconfigured, marked

PREFIX = "COMMENTSPACE_"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1", "[::1]"})


class Settings(BaseSettings):
    """What an operator may choose; each field's description is its documentation (`commentspace config`)."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore")

    data: Path = Field(Path("data"), description="folder for the SQLite database and the secrets")
    database_url: str = Field("", description="where the rows are; empty: SQLite in the data folder")
    base_url: str = Field(
        "http://localhost:8000", description="the address people type; https, or http on the loopback"
    )
    host: str = Field("127.0.0.1", description="the address to listen on for HTTP")
    port: int = Field(8000, ge=0, le=65535, description="the port to listen on for HTTP")
    demo: bool = Field(False, description="the demo: sign in as anybody, see all mail; loopback only")

    mail_domain: str = Field("localhost", description="the domain of our own mail addresses")
    mail_host: str = Field("127.0.0.1", description="the address to listen on for mail")
    mail_port: int = Field(8025, ge=-1, le=65535, description="the port to listen on for mail; -1: no listener")
    mail_protocol: Literal["smtp", "lmtp"] = Field("smtp", description="smtp, or lmtp behind a mail server")
    authserv_id: str = Field("", description="the name our mail server writes in Authentication-Results")
    smtp_host: str = Field("127.0.0.1", description="the server that takes our letters")
    smtp_port: int = Field(25, ge=1, le=65535, description="its port")
    smtp_user: str = Field("", description="the user name there, where it asks for one")
    smtp_password: SecretStr = Field(SecretStr(""), description="the password there")
    smtp_security: Literal["none", "starttls", "tls"] = Field("none", description="how to speak to it")

    secret: SecretStr = Field(SecretStr(""), description="the key of signed addresses; empty: kept in the data folder")
    log_format: Literal["json", "console"] = Field("console", description="one JSON object a line, or for people")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="how much is logged")

    @property
    def url(self) -> str:
        """The database's address, as SQLAlchemy wants it."""
        if not self.database_url:
            return f"sqlite:///{(self.data / 'commentspace.sqlite3').resolve()}"
        return self.database_url.replace("postgresql://", "postgresql+psycopg://", 1)

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
        address = urlsplit(self.base_url)
        if address.scheme not in ("http", "https") or not address.hostname:
            raise Misconfigured(
                marked("COMMENTSPACE_BASE_URL is %(url)s; it must look like https://comments.example.org."),
                url=self.base_url,
            )
        if self.demo and not self.is_loopback:
            raise Misconfigured(
                marked(
                    "The demo lets anybody sign in as anybody, so it runs on the loopback only; %(url)s is not that."
                ),
                url=self.base_url,
            )
        if address.scheme == "http" and address.hostname not in LOOPBACK:
            raise Misconfigured(
                marked("COMMENTSPACE_BASE_URL is %(url)s: outside the loopback it must begin with https."),
                url=self.base_url,
            )
        return self


def kept_secret(path: Path) -> str:
    """The secret in this file, which is made, readable by its owner alone, where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        made = secrets.token_hex(32)
        file.write(made)
        return made


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
        raise Misconfigured(
            marked("COMMENTSPACE_%(name)s cannot be used: %(why)s."),
            name=str(first["loc"][0]).upper(),
            why=first["msg"],
        ) from error
