"""Keys and what they seal. A sealed text says by which key, and opens only in the field of the row that it is for.

From each key and the name of a field two keys are derived (HKDF): one seals (Fernet: AES-CBC with an HMAC), one
marks, so that a value can be looked up by its mark without being read. What is sealed begins with the identifier of
its row: text moved to another row or field does not open. It is padded, so that its length tells little.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from frankpledge.refusal import Refusal

KEY_BYTES = 32
BLOCK = 64
ID = re.compile(r"[a-z0-9]{1,12}")
_END, _PAD, _PART = b"\x80", b"\x00", b"\x00"


class NoKeys(Refusal):
    """The keys that open sealed fields are not there, or their file cannot be read."""


class CannotOpen(Refusal):
    """A sealed text that no key of ours opens, or that was moved or changed."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its name, the day on which it was made, and the secret, which nothing prints."""

    id: str
    made_on: date
    secret: bytes

    def __repr__(self) -> str:
        return f"Key({self.id})"

    @property
    def line(self) -> str:
        """Return the key as a line of its file."""
        return f"{self.id} {self.made_on.isoformat()} {base64.urlsafe_b64encode(self.secret).decode('ascii')}"


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys of an installation. The first seals; the others still open what they sealed before."""

    keys: tuple[Key, ...]

    @property
    def first(self) -> Key:
        """Return the key that seals."""
        return self.keys[0]

    def seal(self, content: bytes, *, field: str, row: str) -> str:
        """Return content sealed for one field of one row."""
        whole = row.encode("ascii") + _PART + content + _END
        whole += _PAD * (-len(whole) % BLOCK)
        return f"{self.first.id}.{_sealing(self.first.secret, field).encrypt(whole).decode('ascii')}"

    def open(self, token: str, *, field: str, row: str) -> bytes:
        """Return what was sealed for one field of one row. Refused for every other, and without the key of its name."""
        name, _, sealed = token.partition(".")
        key = next((one for one in self.keys if one.id == name), None)
        if key is None:
            raise CannotOpen(f"the key “{name}” is not here.", where=field, cure="Put the file of keys back as it was.")
        try:
            whole = _sealing(key.secret, field).decrypt(sealed.encode("ascii"))
        except (InvalidToken, UnicodeEncodeError):
            raise _changed(field) from None
        of, _, content = whole.partition(_PART)
        if not hmac.compare_digest(of, row.encode("ascii")):
            raise _changed(field)
        return content.rstrip(_PAD)[: -len(_END)]

    def mark(self, text: str, *, field: str) -> str:
        """Return the mark under which a text is found again, by the key that seals now."""
        return _mark(self.first, text, field)

    def marks(self, text: str, *, field: str) -> tuple[str, ...]:
        """Return the marks that a text may have, one by each key: look among all of them."""
        return tuple(_mark(key, text, field) for key in self.keys)

    def with_new(self, *, made_on: date) -> Keyring:
        """Return the ring with a new key before the others."""
        return Keyring((new_key(made_on=made_on, taken={one.id for one in self.keys}), *self.keys))

    def without(self, names: Iterable[str]) -> Keyring:
        """Return the ring without some of its old keys; never without the first."""
        gone = set(names) - {self.first.id}
        return Keyring(tuple(one for one in self.keys if one.id not in gone))

    @property
    def text(self) -> str:
        """Return the ring as its file holds it."""
        return "".join(f"{key.line}\n" for key in self.keys)


def _changed(field: str) -> CannotOpen:
    return CannotOpen(
        "this was sealed with another key, changed, or moved from its place.",
        where=field,
        cure="Put the file of keys and the row back from one backup.",
    )


def new_key(*, made_on: date, taken: set[str]) -> Key:
    """Return a new key with a name that none of the others has."""
    number = next(count for count in range(1, len(taken) + 2) if f"k{count}" not in taken)
    return Key(f"k{number}", made_on, secrets.token_bytes(KEY_BYTES))


def key_of(sealed: str) -> str:
    """Return the name of the key by which something was sealed or marked."""
    return sealed.partition(".")[0]


def read_keyring(text: str, *, where: str) -> Keyring:
    """Return the keys that a file holds. Refused where a line is no key, or none is there."""
    found = tuple(_read_key(line, where) for line in text.splitlines() if line.strip())
    if not found or len({key.id for key in found}) < len(found):
        raise NoKeys("no keys, or two of one name.", where=where, cure="Put the file of keys back from its copy.")
    return Keyring(found)


def _read_key(line: str, where: str) -> Key:
    try:
        name, made_on, secret = line.split()
        key = Key(name, date.fromisoformat(made_on), base64.urlsafe_b64decode(secret))
    except ValueError:
        raise _no_key(where) from None
    if not ID.fullmatch(key.id) or len(key.secret) != KEY_BYTES:
        raise _no_key(where)
    return key


def _no_key(where: str) -> NoKeys:
    return NoKeys("a line is no key.", where=where, cure="Put the file of keys back from its copy.")


def _mark(key: Key, text: str, field: str) -> str:
    digest = hmac.new(_derived(key.secret, f"mark {field}"), text.encode("utf-8"), hashlib.sha256)
    return f"{key.id}.{digest.hexdigest()}"


@lru_cache(maxsize=256)
def _sealing(secret: bytes, field: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_derived(secret, f"seal {field}")))


@lru_cache(maxsize=256)
def _derived(secret: bytes, use: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"frankpledge {use}".encode()).derive(secret)
