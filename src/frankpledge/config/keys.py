"""The secrets of an installation: one signs sessions, one seals the audit ledger, and keys seal the fields of casework.

All live outside the database.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from frankpledge.ground import clock
from frankpledge.ground.sealed.rules.keys import new_key

SECRET = "secret.key"  # noqa: S105 (the name of its file)
AUDIT = "audit.key"
SEALED = "sealed.keys"  # the first seals; `frankpledge keys rotate` puts a new one before it
STATIC = "static"  # where styles and scripts are gathered for serving
OPERATOR = "operator"  # not a secret: which user the command line acts as
DEMONSTRATION = "this-is-a-demonstration"  # not a secret: that everything here is invented, its accounts too
ACCOUNTS_OF_A_DEMONSTRATION = "demonstration-accounts.csv"


def create_keys(data: Path) -> None:
    """Make the data folder (0700) and whichever of the keys (0600) is not there yet.

    An existing key is never replaced.
    """
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    data.chmod(0o700)
    (data / STATIC).mkdir(exist_ok=True)
    for name in (SECRET, AUDIT):
        write_once(data / name, secrets.token_urlsafe(64))
    write_once(data / SEALED, f"{new_key(made_on=clock.today(), taken=set()).line}\n")


def mark_demonstration(data: Path) -> bool:
    """Say of a data folder that it is a demonstration, and return whether it may be one.

    A folder where an installation was set up for use never becomes one.
    """
    if (data / OPERATOR).exists() and not is_demonstration(data):
        return False
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_once(data / DEMONSTRATION, "Everything here is invented. Its accounts need no second factor.\n")
    return True


def is_demonstration(data: Path) -> bool:
    """Return whether a data folder is a demonstration, and not an installation in use."""
    return (data / DEMONSTRATION).exists() or (data / ACCOUNTS_OF_A_DEMONSTRATION).exists()


def write_once(path: Path, text: str) -> None:
    """Write a file that only its owner may read, unless it exists."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)


def secret_key(data: Path) -> str:
    """Return the installation's secret, or one for this process alone where none was made."""
    path = data / SECRET
    return path.read_text(encoding="ascii").strip() if path.exists() else secrets.token_urlsafe(64)
