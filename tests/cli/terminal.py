"""A terminal for tests: commands as a person types them, in processes of their own."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from tests import schema
from tests.schema import migrated_database

COMMAND = [sys.executable, "-m", "frankpledge.cli.main"]
# One process that takes a command a line, so that many questions to one folder start Python once.
_LISTENER = """
import json, sys
from typer.testing import CliRunner
from frankpledge.cli.main import app
for line in sys.stdin:
    told = CliRunner().invoke(app, json.loads(line))
    whole = told.exception is None or isinstance(told.exception, SystemExit)
    answer = [told.exit_code if whole else 1, told.stdout, told.stderr if whole else repr(told.exception)]
    print(json.dumps(answer), flush=True)
"""


@dataclass(frozen=True)
class Told:
    """What a command left with and wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Return its standard output, which must be JSON and nothing else."""
        return json.loads(self.out)

    @property
    def refusal(self) -> str:
        """Return what it refused with, having checked that it did so and printed no answer."""
        assert self.code == 2, (self.code, self.err)
        assert self.out == ""
        assert "Traceback" not in self.err
        return self.err


def environment(data: Path | None) -> Mapping[str, str]:
    """Return an environment in which only `data` is chosen, and Django has not been told its settings.

    On PostgreSQL every data folder has a database of its own, as every installation must.
    """
    ours = {k: v for k, v in os.environ.items() if k not in ("FRANKPLEDGE_DATA", "DJANGO_SETTINGS_MODULE")}
    if data is None:
        return ours
    own = {"DATABASE_URL": database(ours["DATABASE_URL"], data)} if "DATABASE_URL" in ours else {}
    return {**ours, **own, "FRANKPLEDGE_DATA": str(data)}


def database(url: str, data: Path, *, template: str = "template1") -> str:
    """Return the address of the data folder's own database, made when it is first asked for."""
    name = f"cli_{hashlib.sha256(str(data).encode()).hexdigest()[:20]}"
    with psycopg.connect(url, autocommit=True) as server:
        if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            server.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def begin(data: Path) -> None:
    """Put a database that all migrations made where `init` would make one, so that it finds nothing left to do."""
    if "DATABASE_URL" in os.environ:
        database(os.environ["DATABASE_URL"], data, template=migrated_database(os.environ["DATABASE_URL"]))
    elif not data.exists():
        schema.begin(data)


def run(*words: str | Path, data: Path | None = None, at: Path | None = None, timeout: int = 300) -> Told:
    """Run `frankpledge` once with the folder in the environment, in the working folder `at`."""
    command = [*COMMAND, *map(str, words)]
    done = subprocess.run(
        command, env=environment(data), cwd=at, capture_output=True, text=True, check=False, timeout=timeout
    )
    return Told(done.returncode, done.stdout, done.stderr)


class Terminal:
    """One process that answers any number of commands on one data folder."""

    def __init__(self, data: Path) -> None:
        self.data = data
        begin(data)
        self._process = subprocess.Popen(
            [sys.executable, "-c", _LISTENER],
            env=environment(data),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate(timeout=20)

    def __call__(self, *words: str | Path) -> Told:
        """Return what one command told."""
        sender, answers = self._process.stdin, self._process.stdout
        assert sender is not None
        assert answers is not None
        sender.write(json.dumps([str(word) for word in words]) + "\n")
        sender.flush()
        return Told(*json.loads(answers.readline()))

    def counts(self, area: str, first: str, last: str, *more: str) -> Told:
        """Return what `frankpledge counts` told of an area and window."""
        return self("counts", "--area", area, "--from", first, "--to", last, *more)
