"""An installation with fourteen months of the invented county, whose last months were published twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from frankpledge.demo.generator import Generated, generate, mini_archive
from tests.cli.terminal import Terminal


@dataclass(frozen=True)
class Office:
    """A terminal at an installation that has the county, and what was generated for it."""

    say: Terminal
    made: Generated


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    made = generate(folder / "files", months=14, first="2024-11", seed=7)
    with Terminal(folder / "data") as say:
        assert say("init").code == 0
        for files, known in (
            ((*made.geography, *made.first_publication), made.known_first),
            (made.second_publication, made.known_second),
        ):
            told = say("ingest", *files, "--known-at", str(known))
            assert told.code == 0, told.err
        yield Office(say, made)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """Return a terminal at an installation with nothing in it."""
    with Terminal(tmp_path / "data") as say:
        assert say("init").code == 0
        yield say


@pytest.fixture(scope="session")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive of two hundred rows in two months."""
    return mini_archive(tmp_path_factory.mktemp("mini"))
