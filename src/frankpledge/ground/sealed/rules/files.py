"""Files under seal: each is shut with a key of its own, which is sealed as any word of its case.

When the keys of the installation change, the key of a file is sealed anew and the file stays as it is; where its key
is gone, so is the file, in every copy. It opens in the row that it was shut for alone (AES-256 in GCM).
"""

from __future__ import annotations

import base64
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from frankpledge.ground.sealed.rules.keys import KEY_BYTES, CannotOpen

_NONCE = 12


def new_file_key() -> str:
    """Return a key for one file, as text that is to be sealed."""
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode("ascii")


def shut(content: bytes, *, key: str, row: str) -> bytes:
    """Return what a file holds, shut with its key for one row."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(base64.urlsafe_b64decode(key)).encrypt(nonce, content, row.encode("ascii"))


def opened(held: bytes, *, key: str, row: str) -> bytes:
    """Return what was shut. Refused where it was changed, or is another row's."""
    try:
        return AESGCM(base64.urlsafe_b64decode(key)).decrypt(held[:_NONCE], held[_NONCE:], row.encode("ascii"))
    except (InvalidTag, ValueError):
        raise CannotOpen(
            "this file was changed, or moved from its place.", where=row,
            cure="Put the file of keys and the row back from one backup.",
        ) from None  # fmt: skip
