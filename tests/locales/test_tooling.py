"""What is said in the code is in every catalogue, and nothing else; a translation keeps its places."""

from pathlib import Path

import pytest

from locales.extraction import NotWrittenOutError
from locales.tooling import collect, faults, missing, places, update

CODE = """
from conversations.messages import say

GREETING = say("您好")
LETTER = say("收入：{lines}", lines=tuple(say("每月 {n} 元", n=n) for n in (1, 2)), of=len([say("深处")]))
"""
PAGE = '<h1>{{ _("申报") }}</h1>{% trans name=who %}{{ name }}，请看{% endtrans %}'


class Checkout:
    """A small project on disk: one module, one page, two catalogues."""

    def __init__(self, root: Path) -> None:
        self.root, self.folder = root, root / "locales"
        for locale in ("zh_CN", "en"):
            (self.folder / locale / "LC_MESSAGES").mkdir(parents=True)
        self.write("conversations/greeting.py", CODE)
        self.write("api/web/resident/templates/page.html", PAGE)

    def write(self, path: str, text: str) -> None:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")

    def translate(self, source: str, translation: str) -> None:
        place = self.folder / "en/LC_MESSAGES/messages.po"
        before = place.read_text(encoding="utf-8")
        after = before.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{translation}"')
        assert before != after
        place.write_text(after, encoding="utf-8")

    def update(self) -> None:
        update(self.root, self.folder)

    def faults(self) -> list[str]:
        return list(faults(self.root, self.folder))


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_sentences_are_found_in_code_and_pages_at_any_depth(checkout: Checkout) -> None:
    found = {str(message.id) for message in collect(checkout.root) if message.id}
    assert found == {"您好", "收入：{lines}", "每月 {n} 元", "深处", "申报", "%(name)s，请看"}


def test_collected_catalogues_are_fresh_and_collecting_again_changes_nothing(checkout: Checkout) -> None:
    checkout.update()
    held = {path: path.read_bytes() for path in checkout.folder.rglob("*.po*")}
    checkout.update()
    assert len(held) == 3
    assert {path: path.read_bytes() for path in checkout.folder.rglob("*.po*")} == held
    assert checkout.faults() == []


def test_a_new_sentence_makes_them_stale(checkout: Checkout) -> None:
    checkout.update()
    checkout.write("bot/new.py", 'say("刚写的")')
    assert [fault for fault in checkout.faults() if "刚写的" in fault and "not collected" in fault]


def test_a_sentence_that_is_gone_makes_them_stale(checkout: Checkout) -> None:
    checkout.update()
    checkout.write("conversations/greeting.py", "")
    assert [fault for fault in checkout.faults() if "您好" in fault and "no longer" in fault]


def test_a_catalogue_that_lost_a_sentence_is_stale(checkout: Checkout) -> None:
    checkout.update()
    place = checkout.folder / "en/LC_MESSAGES/messages.po"
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace('msgid "您好"\nmsgstr ""\n', ""), encoding="utf-8")
    assert checkout.faults() == ["en: not collected yet: '您好'"]


def test_a_translation_is_kept_and_the_rest_counted_as_missing(checkout: Checkout) -> None:
    checkout.update()
    checkout.translate("您好", "Hello")
    checkout.update()
    assert checkout.faults() == []
    assert "您好" not in missing(checkout.folder)["en"]
    assert "深处" in missing(checkout.folder)["en"]


@pytest.mark.parametrize("bad", ["{m} yuan", "some yuan", "{n} of {total} yuan"])
def test_a_translation_must_keep_its_places(checkout: Checkout, bad: str) -> None:
    checkout.update()
    checkout.translate("每月 {n} 元", bad)
    assert [fault for fault in checkout.faults() if "places" in fault]


def test_a_guessed_translation_is_a_fault(checkout: Checkout) -> None:
    checkout.update()
    checkout.translate("您好", "Hello")
    place = checkout.folder / "en/LC_MESSAGES/messages.po"
    guessed = place.read_text(encoding="utf-8").replace('msgid "您好"', '#, fuzzy\nmsgid "您好"')
    place.write_text(guessed, encoding="utf-8")
    assert [fault for fault in checkout.faults() if "guess" in fault]


@pytest.mark.parametrize("code", ["say(sentence)", 'say(f"{n} 元")', 'say("a" if n else "b")'])
def test_a_sentence_made_at_run_time_is_refused(checkout: Checkout, code: str) -> None:
    checkout.write("bot/clever.py", code)
    with pytest.raises(NotWrittenOutError, match="write the sentence out"):
        collect(checkout.root)
    assert "clever.py:1" in checkout.faults()[0]


def test_a_method_of_that_name_takes_messages_and_is_passed_over(checkout: Checkout) -> None:
    checkout.write("conversations/greeting.py", 'step.say(message)\nstep.say(say("里面的"))')
    assert {str(message.id) for message in collect(checkout.root) if message.id} >= {"里面的"}


def test_places_are_read_in_both_spellings() -> None:
    assert places("{name}，%(day)s 前") == {"name", "day"}
    assert places("{{literal}}") == set()
