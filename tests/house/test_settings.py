"""Settings come from the environment, fit together, and when they do not, say what would do."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import ValidationError

from api.settings import Settings, SettingsError, load_settings

TOKEN = "12345678:AAabcdefghijklmnopqrstuvwxyz0123456"


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody's own SHENBAO_ variables reach these tests."""
    for name in [name for name in os.environ if name.startswith("SHENBAO_")]:
        monkeypatch.delenv(name)
    yield


def test_without_any_setting_it_is_sqlite_in_the_data_folder_on_this_machine_only() -> None:
    settings = Settings()
    assert settings.database_url == "sqlite:///data/shenbao.db"
    assert settings.on_sqlite
    assert (settings.host, settings.port, settings.public_url) == ("127.0.0.1", 8000, "http://127.0.0.1:8000")
    assert settings.telegram_answers == "link"


def test_every_setting_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given = {
        "DATA_DIR": str(tmp_path), "DATABASE_URL": "postgresql://u:p@db/shenbao", "HOST": "0.0.0.0",
        "PORT": "9000", "PUBLIC_URL": "https://sb.example/", "MASTER_KEY_FILE": "/keys/master",
        "DEMO": "1", "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_BASE": "http://127.0.0.1:8081/",
        "TELEGRAM_WEBHOOK_URL": "https://sb.example/hook", "TELEGRAM_WEBHOOK_SECRET": "s3cret",
        "TELEGRAM_ANSWERS": "link", "LOG_LEVEL": "debug", "CRASH_AT": "before_commit",
        "SLOW_STORAGE_MS": "50",
    }  # fmt: skip
    for name, value in given.items():
        monkeypatch.setenv(f"SHENBAO_{name}", value)
    settings = load_settings()
    assert settings.data_dir == tmp_path
    assert settings.database_url == "postgresql+psycopg://u:p@db/shenbao"
    assert not settings.on_sqlite
    assert (settings.host, settings.port) == ("0.0.0.0", 9000)
    assert settings.public_url == "https://sb.example"
    assert settings.key_file == Path("/keys/master")
    assert settings.demo
    assert settings.telegram_token is not None
    assert settings.telegram_token.get_secret_value() == TOKEN
    assert settings.telegram_api_base == "http://127.0.0.1:8081"
    assert settings.telegram_webhook_url == "https://sb.example/hook"
    assert settings.telegram_webhook_secret is not None
    assert settings.telegram_answers == "link"
    assert (settings.log_level, settings.crash_at, settings.slow_storage_ms) == ("DEBUG", "before_commit", 50)


def test_an_empty_variable_is_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHENBAO_DATABASE_URL", "")
    monkeypatch.setenv("SHENBAO_TELEGRAM_TOKEN", "")
    settings = load_settings()
    assert settings.on_sqlite
    assert settings.telegram_token is None


def test_the_demo_answers_in_the_chat_and_keeps_its_key_with_its_data(tmp_path: Path) -> None:
    settings = Settings(demo=True, data_dir=tmp_path)
    assert settings.telegram_answers == "chat"
    assert settings.key_file == tmp_path / "master.key"


def test_outside_the_demo_the_key_must_be_named() -> None:
    with pytest.raises(SettingsError, match="SHENBAO_MASTER_KEY_FILE: name the file"):
        _ = Settings().key_file


@pytest.mark.parametrize(
    ("given", "driven"),
    [
        ("postgresql://h/d", "postgresql+psycopg://h/d"),
        ("postgres://h/d", "postgresql+psycopg://h/d"),
        ("postgresql+psycopg://h/d", "postgresql+psycopg://h/d"),
        ("sqlite:////var/lib/x.db", "sqlite:////var/lib/x.db"),
    ],
)
def test_the_driver_is_ours_to_choose(given: str, driven: str) -> None:
    assert Settings(database_url=given).database_url == driven


@pytest.mark.parametrize(("host", "url"), [("0.0.0.0", "http://127.0.0.1:80"), ("::1", "http://[::1]:80")])
def test_the_public_address_can_be_opened(host: str, url: str) -> None:
    assert Settings(host=host, port=80).public_url == url


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        ({"DATABASE_URL": "mysql://u:hunter2@h/d"}, "SHENBAO_DATABASE_URL: write postgresql://"),
        ({"PORT": "eighty"}, "SHENBAO_PORT: "),
        ({"PORT": "70000"}, "SHENBAO_PORT: "),
        ({"PUBLIC_URL": "sb.example"}, "SHENBAO_PUBLIC_URL: write the whole address"),
        ({"TELEGRAM_TOKEN": "hunter2"}, "SHENBAO_TELEGRAM_TOKEN: copy the whole token"),
        ({"TELEGRAM_ANSWERS": "mail"}, "SHENBAO_TELEGRAM_ANSWERS: "),
        ({"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_WEBHOOK_URL": "https://x.example/h"}, "TELEGRAM_WEBHOOK_SECRET"),
        ({"TELEGRAM_WEBHOOK_URL": "https://x.example/h", "TELEGRAM_WEBHOOK_SECRET": "s"}, "TELEGRAM_TOKEN"),
        ({"CRASH_AT": "anywhere"}, "for the demo only"),
        ({"SLOW_STORAGE_MS": "10"}, "for the demo only"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_would_do_and_no_secret(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], word: str
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(f"SHENBAO_{name}", value)
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert word in str(refused.value)
    assert "hunter2" not in str(refused.value)
    assert TOKEN not in str(refused.value)


def test_two_faults_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHENBAO_PORT", "eighty")
    monkeypatch.setenv("SHENBAO_LOG_LEVEL", "loud")
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert "SHENBAO_PORT" in str(refused.value)
    assert "SHENBAO_LOG_LEVEL" in str(refused.value)


def test_secrets_are_not_shown_and_nothing_can_be_changed() -> None:
    settings = Settings.model_validate({"telegram_token": TOKEN, "database_url": "postgresql://u:hunter2@h/d"})
    assert TOKEN not in repr(settings)
    assert "hunter2" not in repr(settings)
    with pytest.raises(ValidationError):
        settings.port = 1
