"""One generated county for the whole folder of tests, and the odds against a wrong verdict."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from frankpledge.demo.generator import DEFAULT_SEED, Generated, generate
from frankpledge.demo.generator.generate import Scene, scene
from frankpledge.demo.generator.series import months_from
from frankpledge.demo.generator.truths import Truths, planted_truths

Row = dict[str, str]


@pytest.fixture(scope="session")
def truths() -> Truths:
    return planted_truths()


@pytest.fixture(scope="session")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Generated:
    return generate(tmp_path_factory.mktemp("generated"))


@pytest.fixture(scope="session")
def world(truths: Truths) -> Scene:
    return scene(seed=DEFAULT_SEED, months=months_from("2023-01", 36), truths=truths)


@pytest.fixture(scope="session")
def members() -> Callable[[Path, str], dict[str, list[Row]]]:
    """Rows of the files of an archive whose names end so, by month."""

    def read(path: Path, ending: str) -> dict[str, list[Row]]:
        held: dict[str, list[Row]] = {}
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith(ending):
                    held.setdefault(name[:7], []).extend(csv.DictReader(io.StringIO(archive.read(name).decode())))
        return held

    return read


@pytest.fixture(scope="session")
def first_street(evidence: Generated, members: Callable[[Path, str], dict[str, list[Row]]]) -> dict[str, list[Row]]:
    return members(evidence.first_publication[0], "-street.csv")


@pytest.fixture(scope="session")
def second_street(evidence: Generated, members: Callable[[Path, str], dict[str, list[Row]]]) -> dict[str, list[Row]]:
    return members(evidence.second_publication[0], "-street.csv")
