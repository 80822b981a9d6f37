"""What is sealed opens only where it was sealed, with a key that is kept; keys survive in one private file."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.crypto import Keyring
from storage.errors import KeyFileBroken, SealBroken

RING = Keyring.generate()


@given(st.binary(max_size=300), st.text(max_size=40))
@settings(max_examples=50)
def test_what_is_sealed_opens_in_its_place(plain: bytes, row: str) -> None:
    sealed = RING.seal("turns", "body", row, plain)
    assert RING.open("turns", "body", row, sealed) == plain
    assert not plain or len(plain) < 4 or plain not in sealed


@pytest.mark.parametrize("place", [("papers", "body", "1:2"), ("turns", "note", "1:2"), ("turns", "body", "1:3")])
def test_it_opens_nowhere_else(place: tuple[str, str, str]) -> None:
    sealed = RING.seal("turns", "body", "1:2", b"x")
    with pytest.raises(SealBroken):
        RING.open(*place, sealed)


@given(st.data())
@settings(max_examples=60)
def test_any_changed_byte_is_noticed(data: st.DataObject) -> None:
    sealed = bytearray(RING.seal("turns", "body", "1", b"wage 2000"))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealBroken):
        RING.open("turns", "body", "1", bytes(sealed))


@pytest.mark.parametrize("length", [0, 1, 16, 17, 32])
def test_what_is_cut_short_is_noticed(length: int) -> None:
    with pytest.raises(SealBroken):
        RING.open("turns", "body", "1", RING.seal("turns", "body", "1", b"")[:length])


def test_the_same_words_never_look_the_same() -> None:
    assert RING.seal("turns", "body", "1", b"x") != RING.seal("turns", "body", "1", b"x")


def test_a_file_is_private_and_gives_the_same_keys_back(tmp_path: Path) -> None:
    made = Keyring.create(tmp_path / "keys.json")
    assert (tmp_path / "keys.json").stat().st_mode & 0o777 == 0o600
    loaded = Keyring.load(tmp_path / "keys.json")
    assert loaded.open("t", "f", "r", made.seal("t", "f", "r", b"x")) == b"x"
    assert loaded.blind("name", "周") == made.blind("name", "周")
    with pytest.raises(FileExistsError):
        Keyring.create(tmp_path / "keys.json")


def test_after_a_rotation_the_old_opens_the_new_seals_and_indexes_stay(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    old = Keyring.create(path)
    before = old.seal("t", "f", "r", b"x")
    new = Keyring.rotate(path)
    after = new.seal("t", "f", "r", b"x")
    assert new.open("t", "f", "r", before) == b"x"
    assert (before.startswith(new.mark), after.startswith(new.mark)) == (False, True)
    assert (new.blind("n", "v"), new.digest(b"v"), new.derive_secret("s")) == (
        old.blind("n", "v"),
        old.digest(b"v"),
        old.derive_secret("s"),
    )
    with pytest.raises(SealBroken):
        old.open("t", "f", "r", after)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["keys.json"]


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"active": "aa", "keys": {}, "root": ""}', '{"keys": 3}'])
def test_what_is_no_key_file_is_named_and_not_shown(tmp_path: Path, content: str) -> None:
    (tmp_path / "keys.json").write_text(content)
    with pytest.raises(KeyFileBroken, match="is not a key file"):
        Keyring.load(tmp_path / "keys.json")


def test_a_missing_key_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeyFileBroken, match="cannot read"):
        Keyring.load(tmp_path / "keys.json")


def test_a_short_key_is_refused(tmp_path: Path) -> None:
    Keyring.create(tmp_path / "keys.json")
    content = json.loads((tmp_path / "keys.json").read_text())
    content["root"] = "AAAA"
    (tmp_path / "keys.json").write_text(json.dumps(content))
    with pytest.raises(KeyFileBroken):
        Keyring.load(tmp_path / "keys.json")


def test_an_index_finds_the_same_value_of_the_same_installation_only() -> None:
    assert RING.blind("name", "周小满") == RING.blind("name", "周小满")
    assert len(RING.blind("name", "周小满")) == 16
    others = {RING.blind("name", "周小溪"), RING.blind("phone", "周小满"), Keyring.generate().blind("name", "周小满")}
    assert len(others | {RING.blind("name", "周小满")}) == 4


def test_a_digest_does_not_confuse_where_parts_end() -> None:
    assert RING.digest(b"ab", b"c") != RING.digest(b"a", b"bc")
    assert RING.digest(b"ab", b"c") == RING.digest(b"ab", b"c")


def test_derived_secrets_differ_by_name() -> None:
    assert RING.derive_secret("csrf") != RING.derive_secret("demo")
    assert len(RING.derive_secret("csrf")) == 32
