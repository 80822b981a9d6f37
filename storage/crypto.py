"""Keys and what is done with them: sealing, blind indexes, digests, derived secrets."""

import base64
import binascii
import hmac
import json
import os
import secrets
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.errors import KeyFileBroken, SealBroken

_FORMAT = b"\x01"
_KEY_ID = 4
_NONCE = 12
_KEY = 32
_HEADER = len(_FORMAT) + _KEY_ID + _NONCE


class Keyring:
    """All keys of one installation.

    Sealing keys come and go: the active one seals, every one kept opens. The root key stays for good, because
    blind indexes, digests and derived secrets must come out the same next year; it never seals anything.
    """

    def __init__(self, active: str, keys: Mapping[str, bytes], root: bytes) -> None:
        """`active` and the names of `keys` are eight hex digits; every key is 32 bytes. Raises ValueError."""
        if active not in keys:
            raise ValueError("the active key is not among the keys")
        if any(len(key) != _KEY for key in (*keys.values(), root)):
            raise ValueError("a key must be 32 bytes")
        self._keys = {bytes.fromhex(name): bytes(key) for name, key in keys.items()}
        self._active = bytes.fromhex(active)
        if any(len(name) != _KEY_ID for name in self._keys):
            raise ValueError("a key is named by eight hex digits")
        self._root = bytes(root)
        self._ciphers: dict[tuple[bytes, str, str], AESGCM] = {}
        self._derived: dict[str, bytes] = {}

    @classmethod
    def generate(cls) -> "Keyring":
        """A keyring of new random keys that is kept nowhere."""
        active = secrets.token_hex(_KEY_ID)
        return cls(active, {active: secrets.token_bytes(_KEY)}, secrets.token_bytes(_KEY))

    @classmethod
    def create(cls, path: Path) -> "Keyring":
        """New random keys, written to `path` with mode 0600. Raises FileExistsError rather than overwrite."""
        keyring = cls.generate()
        _write_new(path, keyring._as_text())
        return keyring

    @classmethod
    def load(cls, path: Path) -> "Keyring":
        """The keys in the file at `path`. Raises KeyFileBroken, whose message never contains a key."""
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            keys = {str(name): base64.b64decode(key, validate=True) for name, key in content["keys"].items()}
            return cls(content["active"], keys, base64.b64decode(content["root"], validate=True))
        except OSError as error:
            raise KeyFileBroken(f"cannot read the key file {path}: {error.strerror}") from error
        except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
            raise KeyFileBroken(f"{path} is not a key file") from error

    @classmethod
    def rotate(cls, path: Path) -> "Keyring":
        """Add a new sealing key to the file and make it the active one; the old ones stay and still open.

        The file is replaced in one step, so a crash leaves the old or the new one.
        """
        old = cls.load(path)
        keys = {name.hex(): key for name, key in old._keys.items()}
        active = secrets.token_hex(_KEY_ID)
        renewed = cls(active, {**keys, active: secrets.token_bytes(_KEY)}, old._root)
        beside = path.with_name(f"{path.name}.{active}")
        _write_new(beside, renewed._as_text())
        beside.replace(path)
        return renewed

    def _as_text(self) -> str:
        def coded(key: bytes) -> str:
            return base64.b64encode(key).decode("ascii")

        keys = {name.hex(): coded(key) for name, key in self._keys.items()}
        content = {"format": 1, "active": self._active.hex(), "keys": keys, "root": coded(self._root)}
        return json.dumps(content, indent=1)

    def seal(self, table: str, field: str, row: str, plaintext: bytes) -> bytes:
        """AES-256-GCM of `plaintext`, bound to this table, field and row: elsewhere it does not open.

        Form: version byte, key id (4), nonce (12), ciphertext with tag. Length is not hidden.
        """
        header = _FORMAT + self._active + secrets.token_bytes(_NONCE)
        cipher = self._cipher(self._active, table, field)
        return header + cipher.encrypt(header[-_NONCE:], plaintext, _bound_to(header, table, field, row))

    def open(self, table: str, field: str, row: str, sealed: bytes) -> bytes:
        """What was sealed here. Raises SealBroken if it was changed, moved, or its key is not kept."""
        header, body = sealed[:_HEADER], sealed[_HEADER:]
        key_id = header[len(_FORMAT) : len(_FORMAT) + _KEY_ID]
        if len(header) < _HEADER or header[:1] != _FORMAT or key_id not in self._keys:
            raise SealBroken(f"a value of {table}.{field} has no key here")
        try:
            cipher = self._cipher(key_id, table, field)
            return cipher.decrypt(header[-_NONCE:], body, _bound_to(header, table, field, row))
        except InvalidTag as error:
            raise SealBroken(f"a value of {table}.{field} was changed or moved") from error

    @property
    def mark(self) -> bytes:
        """How everything begins that the active key seals: what begins otherwise a rotation must still renew."""
        return _FORMAT + self._active

    def blind(self, index_name: str, value: str) -> bytes:
        """A keyed fingerprint (HMAC-SHA256, 16 bytes) by which a sealed value can be found, exact match only.

        It leaks equality: whoever reads the table sees which rows of one index hold the same value, and how
        often, but not the value; without the key it cannot be guessed at. Other indexes give other bytes.
        """
        return hmac.digest(self._secret(f"blind {index_name}"), value.encode("utf-8"), sha256)[:16]

    def digest(self, *parts: bytes) -> bytes:
        """A keyed hash (32 bytes) of the content of an input: same content, same digest, and no way back."""
        framed = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
        return hmac.digest(self._secret("digest"), framed, sha256)

    def derive_secret(self, name: str) -> bytes:
        """32 bytes that only this installation has, the same at every start: demo passwords, CSRF keys."""
        return self._secret(f"secret {name}")

    def _secret(self, purpose: str) -> bytes:
        derived = self._derived.get(purpose)
        if derived is None:
            derived = self._derived[purpose] = _subkey(self._root, purpose)
        return derived

    def _cipher(self, key_id: bytes, table: str, field: str) -> AESGCM:
        # One subkey a column: random nonces then stay far below the limit of one key, and a leak stays local.
        which = (key_id, table, field)
        cipher = self._ciphers.get(which)
        if cipher is None:
            cipher = self._ciphers[which] = AESGCM(_subkey(self._keys[key_id], f"seal {table}.{field}"))
        return cipher


def _subkey(key: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=_KEY, salt=None, info=f"shenbao {purpose}".encode()).derive(key)


def _bound_to(header: bytes, table: str, field: str, row: str) -> bytes:
    # Table and field are identifiers of ours and hold no NUL, so the last part cannot be confused with them.
    return header[: len(_FORMAT) + _KEY_ID] + f"{table}\0{field}\0{row}".encode()


def _write_new(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
