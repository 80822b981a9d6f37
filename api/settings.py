"""The settings, read from the environment (prefix `SHENBAO_`): checked once at the start, immutable after."""

from ipaddress import ip_network
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "SHENBAO_"
LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
TelegramAnswers = Literal["link", "chat"]


class SettingsError(Exception):
    """The deployment is not set up as it must be; the text says, a line a setting, what would do."""


def _default_database(known: dict[str, Any]) -> str:
    return f"sqlite:///{known['data_dir'] / 'shenbao.db'}"


def _default_public_url(known: dict[str, Any]) -> str:
    host = known["host"]
    # An address that means "every interface" is no address a browser can open.
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else f"[{host}]" if ":" in host else host  # noqa: S104
    return f"http://{shown}:{known['port']}"


def _default_answers(known: dict[str, Any]) -> TelegramAnswers:
    return "chat" if known["demo"] else "link"


class Settings(BaseSettings):
    """Every setting of a deployment. In tests, made with keyword arguments (`Settings(demo=True, …)`).

    `database_url` is ready for SQLAlchemy, its driver chosen; `public_url` has no slash at its end;
    `trusted_proxies`: addresses or networks, with commas between, whose word on who asks is believed;
    `ocr`: photos are read where the extra `[ocr]` is installed.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="forbid", hide_input_in_errors=True
    )

    demo: bool = False
    data_dir: Path = Path("data")
    database_url: str = Field(default_factory=_default_database, repr=False)
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    public_url: str = Field(default_factory=_default_public_url)
    trusted_proxies: str = "127.0.0.1,::1"
    master_key_file: Path | None = None
    telegram_token: SecretStr | None = None
    telegram_api_base: str = "https://api.telegram.org"
    telegram_webhook_url: str | None = None
    telegram_webhook_secret: SecretStr | None = None
    telegram_answers: TelegramAnswers = Field(default_factory=_default_answers)
    ocr: bool = True
    log_level: LogLevel = "INFO"
    crash_at: str | None = None
    slow_storage_ms: int = Field(default=0, ge=0)

    @field_validator("log_level", mode="before")
    @classmethod
    def _level_in_any_case(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("database_url")
    @classmethod
    def _with_driver(cls, value: str) -> str:
        scheme, separator, rest = value.partition("://")
        # What libpq calls postgres:// SQLAlchemy does not know; the driver is psycopg 3 either way.
        if scheme in {"postgresql", "postgres", "postgresql+psycopg"}:
            return f"postgresql+psycopg://{rest}"
        if scheme == "sqlite" and separator:
            return value
        raise ValueError("write postgresql://user:password@host/database, or leave it out for SQLite in DATA_DIR")

    @field_validator("public_url", "telegram_api_base", "telegram_webhook_url")
    @classmethod
    def _web_address(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError("write the whole address, beginning with https:// (or http://)")
        return value.rstrip("/") if value else value

    @field_validator("trusted_proxies")
    @classmethod
    def _addresses(cls, value: str) -> str:
        for one in value.split(","):
            try:
                ip_network(one.strip(), strict=False)
            except ValueError:
                raise ValueError(
                    "write the addresses of your proxies with commas between, like 10.0.0.5,192.168.7.0/24"
                ) from None
        return value

    @field_validator("telegram_token")
    @classmethod
    def _whole_token(cls, value: SecretStr | None) -> SecretStr | None:
        number, colon, rest = value.get_secret_value().partition(":") if value else ("0", ":", "x")
        if not (number.isdigit() and colon and rest):
            raise ValueError("copy the whole token BotFather gave: digits, a colon, letters")
        return value

    @model_validator(mode="after")
    def _fit_together(self) -> Self:
        if self.telegram_webhook_url and not self.telegram_webhook_secret:
            raise ValueError(
                "TELEGRAM_WEBHOOK_URL needs TELEGRAM_WEBHOOK_SECRET, or anybody could speak for Telegram:"
                " set it to a long random word (openssl rand -hex 32)"
            )
        if self.telegram_webhook_url and not self.telegram_token:
            raise ValueError("TELEGRAM_WEBHOOK_URL needs TELEGRAM_TOKEN: set the token of the bot it serves")
        if not self.demo and (self.crash_at or self.slow_storage_ms):
            raise ValueError("CRASH_AT and SLOW_STORAGE_MS are for the demo only: leave them out, or set DEMO=1")
        return self

    @property
    def key_file(self) -> Path:
        """Where the master key lies. The demo makes one in its data folder; otherwise it must be named.

        Raises `SettingsError` when it is not named outside the demo; asked for only by what opens the store.
        """
        if self.master_key_file is not None:
            return self.master_key_file
        if self.demo:
            return self.data_dir / "master.key"
        raise SettingsError(
            f"{PREFIX}MASTER_KEY_FILE: name the file that holds the master key, kept apart from the data"
        )

    @property
    def on_sqlite(self) -> bool:
        """Whether the embedded database is used."""
        return self.database_url.startswith("sqlite")


def load_settings() -> Settings:
    """The settings of the environment. Raises `SettingsError`, in words and without any value."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError("\n".join(_told(detail) for detail in error.errors())) from None


def _told(detail: ErrorDetails) -> str:
    words = detail["msg"].removeprefix("Value error, ")
    name = "_".join(str(part) for part in detail["loc"]).upper()
    return f"{PREFIX}{name}: {words}" if name else words
