"""`counts --engine`: the same words from either engine, and a plain refusal where Spark cannot run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Office
from tests.cli.terminal import Told, environment

YEAR = ("2025-01", "2025-12")
# Stand-ins for what a machine has installed: none of our own code is replaced.
ABSENT = "import sys; sys.modules['pyspark'] = None\n"
START = "from frankpledge.cli.main import app\napp()"


def asked_of_spark(place: Path, *words: str, pyspark: bool, java: str | None = None) -> Told:
    """Return what is told on a machine that has PySpark or not, and a Java of some version or none."""
    home = place / "java"
    (home / "bin").mkdir(parents=True)
    if java is not None:
        program = home / "bin" / "java"
        program.write_text(f"#!/bin/sh\necho 'openjdk version \"{java}\"' >&2\n")
        program.chmod(0o755)
    (place / "pyspark.py").write_text("# found before whatever is installed\n")
    question = ("counts", "--area", "Nevermouth", "--from", YEAR[0], "--to", YEAR[1], "--engine", "spark", *words)
    path = os.pathsep.join([str(place), *filter(None, sys.path)])
    done = subprocess.run(
        [sys.executable, "-c", ("" if pyspark else ABSENT) + START, *question],
        capture_output=True,
        text=True,
        env={**environment(place / "data"), "JAVA_HOME": str(home), "PYTHONPATH": path},
    )
    return Told(done.returncode, done.stdout, done.stderr)


def test_spark_without_pyspark_is_refused_with_the_way_to_get_it(tmp_path: Path) -> None:
    refused = asked_of_spark(tmp_path, pyspark=False, java="17.0.1").refusal
    assert "--engine spark: PySpark is not installed." in refused
    assert "make test-spark" in refused


@pytest.mark.parametrize(
    ("java", "told"),
    [(None, "Java is not on this machine"), ("11.0.2", "Java is of version 11"), ("1.8.0_432", "Java is of version 8")],
)
def test_spark_without_a_java_that_it_can_run_on_is_refused(tmp_path: Path, java: str | None, told: str) -> None:
    refused = asked_of_spark(tmp_path, pyspark=True, java=java).refusal
    assert told in refused
    assert "Java 17 or newer" in refused
    assert "JAVA_HOME" in refused


def test_a_published_table_is_not_asked_by_spark(tmp_path: Path) -> None:
    told = asked_of_spark(tmp_path, "--source", "ons", pyspark=True, java="21").refusal
    assert "ons is not asked by spark" in told


def test_a_refusal_of_an_engine_is_json_where_json_was_asked_for(tmp_path: Path) -> None:
    assert '"refused": "NoSpark"' in asked_of_spark(tmp_path, "--json", pyspark=False).refusal


def test_the_usual_engine_may_be_named_and_no_other(office: Office) -> None:
    plain = office.say.counts("Nevermouth", *YEAR, "--by", "ward,month")
    assert office.say.counts("Nevermouth", *YEAR, "--by", "ward,month", "--engine", "duckdb") == plain
    refused = office.say.counts("Nevermouth", *YEAR, "--engine", "abacus").refusal
    assert "--engine: “abacus” is not an engine. Use duckdb or spark" in refused


@pytest.mark.spark
@pytest.mark.parametrize("form", ["table", "csv", "json"])
@pytest.mark.parametrize("by", ["", "month,type", "ward,type", "lsoa", "outcome"])
def test_spark_tells_to_the_letter_what_duckdb_tells(office: Office, by: str, form: str) -> None:
    ask = ("Nevermouth", *YEAR, "--by", by, "--format", form)
    told = office.say.counts(*ask)
    assert told.code == 0
    assert office.say.counts(*ask, "--engine", "spark") == told


@pytest.mark.spark
def test_spark_tells_the_same_of_a_force_an_earlier_day_and_a_broken_window(office: Office) -> None:
    for ask in (
        (office.made.county, *YEAR, "--kind", "force", "--measure", "all", "--by", "month"),
        ("Nevermouth", *YEAR, "--as-known", str(office.made.known_first), "--measure", "asb", "--by", "type"),
        ("Nevermouth", "2024-10", "2025-01", "--by", "month"),
        ("Nevermuth", *YEAR),
    ):
        assert office.say.counts(*ask, "--engine", "spark") == office.say.counts(*ask), ask
