"""Catalogues load by name, each once and only when asked for; an unknown language falls back to Chinese."""

from pathlib import Path

import pytest

from locales.catalogues import Catalogues


def write(folder: Path, locale: str, translation: str) -> None:
    place = folder / locale / "LC_MESSAGES" / "messages.po"
    place.parent.mkdir(parents=True, exist_ok=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    place.write_text(f'{head}msgid "您好"\nmsgstr "{translation}"\n', encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "zh_CN", "")
    write(tmp_path, "en", "Hello")
    write(tmp_path, "en@plain", "Hi")
    return tmp_path


def test_a_catalogue_is_found_by_its_name_modifier_included(folder: Path) -> None:
    catalogues = Catalogues(folder)
    assert catalogues.catalogue("en").gettext("您好") == "Hello"
    assert catalogues.catalogue("en@plain").gettext("您好") == "Hi"
    assert catalogues.locales() == ("zh_CN", "en", "en@plain")


def test_the_source_language_is_never_parsed(folder: Path) -> None:
    write(folder, "zh_CN", "never read")
    assert Catalogues(folder).catalogue("zh_CN").gettext("您好") == "您好"


def test_a_catalogue_is_parsed_once(folder: Path) -> None:
    catalogues = Catalogues(folder)
    first = catalogues.catalogue("en")
    write(folder, "en", "Changed")
    assert catalogues.catalogue("en") is first


def test_every_catalogue_of_the_project_can_be_read() -> None:
    catalogues = Catalogues()
    assert catalogues.locales()[:2] == ("zh_CN", "en")
    for locale in catalogues.locales():
        assert catalogues.catalogue(locale).gettext("not a sentence of ours") == "not a sentence of ours"


@pytest.mark.parametrize("unknown", ["tlh", "../../etc", "", "EN"])
def test_an_unknown_language_is_answered_in_chinese(folder: Path, unknown: str) -> None:
    assert Catalogues(folder).catalogue(unknown).gettext("您好") == "您好"


@pytest.mark.parametrize(
    ("wished", "spoken"),
    [(["en-GB"], "en"), (["fr", "en"], "en"), (["zh-TW"], "zh_CN"), (["fr"], "zh_CN"), ([], "zh_CN")],
)
def test_the_first_wish_we_speak_wins(folder: Path, wished: list[str], spoken: str) -> None:
    assert Catalogues(folder).best(wished) == spoken
