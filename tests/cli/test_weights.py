"""Weights from a terminal: the published scales are listed, a partnership's own are loaded whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Office

SAID = ("--name", "Ours", "--unit", "points", "--source", "Board paper", "--licence", "our own", "--by", "type")


@pytest.fixture(scope="module")
def slug(office: Office, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the workspace of Vale and Wold, which its first draft founds."""
    out = tmp_path_factory.mktemp("papers")
    told = office.say("assess", "--area", "Vale and Wold", "--to", "2025-12", "--formats", "html", "--out", out)
    assert told.code == 0, told.err
    return "vale-and-wold"


def load(office: Office, path: Path, slug: str, *more: str) -> object:
    return office.say("weights", "load", path, "--workspace", slug, *SAID, *more)


def test_the_published_scales_are_listed_with_how_many_rows_are_used(office: Office) -> None:
    told = office.say("weights", "list", "--json")
    scales = {one["scale"]: one for one in told.json["scales"]}
    assert set(scales) == {"ons-severity", "ho-unit-cost"}
    assert scales["ho-unit-cost"]["price_year"] == "2015/16"
    assert all(0 < one["confirmed"] < one["rows"] for one in scales.values())
    assert "ons-severity" in office.say("weights", "list").out


def test_own_weights_are_loaded_once_and_a_bad_line_loads_none(office: Office, slug: str, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("offence,weight\nBurglary,438\n", encoding="utf-8")
    bad.write_text("offence,weight\nBurglary,438\nArson,1\n", encoding="utf-8")
    refused = load(office, bad, slug)
    assert "line 3: “Arson” is no type of data.police.uk" in refused.refusal
    told = load(office, good, slug, "--json")
    assert (told.code, told.json["offences"]) == (0, 1), told.err
    assert "already" in load(office, good, slug).refusal
    again = load(office, good, slug, "--name", "Again")
    assert "Again: 1 weights loaded." in again.out


def test_a_workspace_and_a_file_that_are_not_there_are_refused(office: Office, slug: str, tmp_path: Path) -> None:
    good = tmp_path / "good.csv"
    good.write_text("offence,weight\nBurglary,438\n", encoding="utf-8")
    assert load(office, good, "nowhere").refusal
    assert "cannot be read" in load(office, tmp_path / "missing.csv", slug).refusal
