"""Where the rows are kept: SQLite in the data folder, or the PostgreSQL that `DATABASE_URL` names."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from frankpledge.refusal import Refusal

WAL_IS_SOUND_FROM = (3, 51, 3)
SECONDS_TO_WAIT_FOR_THE_LOCK = 20


def database(*, url: str, data: Path) -> dict[str, Any]:
    """Return Django's entry for the one database.

    A `url` that is not PostgreSQL is refused, with the form it should have.
    """
    return postgresql(url) if url else sqlite(data / "frankpledge.sqlite3")


def sqlite(path: Path) -> dict[str, Any]:
    """Return an SQLite entry whose every transaction takes the write lock at once, so that none fails half way.

    The write-ahead log is used only where the library no longer has the bug that resets it (before 3.51.3).
    """
    journal = "WAL" if sqlite3.sqlite_version_info >= WAL_IS_SOUND_FROM else "DELETE"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": SECONDS_TO_WAIT_FOR_THE_LOCK,
            # What is deleted is written over, so that no row of a case lies in the file when its time is over.
            "init_command": f"PRAGMA journal_mode={journal}; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA secure_delete=ON;",
        },
    }


def postgresql(url: str) -> dict[str, Any]:
    """Return the PostgreSQL entry that `postgresql://user:password@host:port/name?option=value` describes."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise Refusal(
            "this is not the address of a PostgreSQL database.",
            where="DATABASE_URL",
            cure="Write postgresql://user:password@host:5432/name, or leave it empty for SQLite.",
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or options.pop("host", "")),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }
