"""Open data from a terminal: sources, proposals, refusals with their ways out, a second person, withdrawal, files."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from frankpledge.demo.generator import generate
from tests.cli.terminal import Terminal, Told, environment

FOUND = """
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from frankpledge.config.start import setup
setup(Path(sys.argv[1]))
from frankpledge.demo.partners import EXTRACT
from frankpledge.domain.partnerships.actions import found_partnership
from frankpledge.domain.releases.actions.mapping import remember_mapping
from frankpledge.domain.releases.actions.own import load_own
from frankpledge.ground.accounts.actions import add_member, create_user
from frankpledge.ground.accounts.rules import Role
from frankpledge.lake.own.look import look
extract = Path(sys.argv[2])
names = ("officer", "second", "analyst", "member")
people = {name: create_user(email=f"{name}@fen.invalid", name=name) for name in names}
workspace = found_partnership(
    area_kind="csp", area_code=sys.argv[3], area_name="Nevermouth", nation="england", two_tier=True,
    by=people["officer"],
).workspace
for name, role in (("second", Role.OFFICER), ("analyst", Role.ANALYST), ("member", Role.MEMBER)):
    add_member(workspace=workspace, user=people[name], role=role, by=people["officer"])
add_member(workspace=workspace, user=people["officer"], role=Role.OFFICER, by=people["officer"])
remember_mapping(
    workspace=workspace, name=EXTRACT.data_set, headers=look(extract)[0].words, mapping=EXTRACT, by=people["analyst"]
)
load_own(workspaces=[workspace], paths=[extract], by=people["analyst"], known_at=datetime(2026, 3, 1, tzinfo=UTC))
print(json.dumps({"slug": workspace.slug, **{name: str(one.pk) for name, one in people.items()}}))
"""
SOURCE = "records:nevershire-police.crime-and-incident-extract"


@dataclass(frozen=True)
class Desk:
    """A terminal, and who may sit at it: whoever the data folder names is the one who acts."""

    say: Terminal
    known: dict[str, str]

    def __call__(self, who: str, *words: str) -> Told:
        """Return what a command told somebody."""
        (self.say.data / "operator").write_text(self.known[who], encoding="ascii")
        return self.say("open-data", *words, "--workspace", self.known["slug"])


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return a terminal at an installation whose partnership holds four months of its force's records."""
    folder = tmp_path_factory.mktemp("gate")
    made = generate(folder / "files", months=4, first="2025-09", seed=7)
    with Terminal(folder / "data") as say:
        assert say("init").code == 0
        assert say("ingest", *made.geography, "--known-at", str(made.known_first)).code == 0
        command = [sys.executable, "-c", FOUND, str(folder / "data"), str(made.extract), made.partnership_code]
        done = subprocess.run(command, env=environment(folder / "data"), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        yield Desk(say, json.loads(done.stdout))


def test_a_table_leaves_by_two_people_and_every_no_says_why(desk: Desk, tmp_path: Path) -> None:
    assert [one["source"] for one in desk("analyst", "sources", "--json").json["sources"]] == [SOURCE]
    months = ("--from", "2025-09", "--to", "2025-11", "--periods", "month")
    fine = desk("analyst", "propose", SOURCE, *months, "--places", "lsoa").refusal
    assert "of its cells would be from 1 to 4" in fine
    assert "Larger places: The whole partnership" in fine
    for wrong, words in (
        (("--places", "street"), "street"), (("--types", "gossip"), "gossip"), (("--rates",), "twelve months"),
        (("--from", "soon"), "soon"), (("--from", "2031-01", "--to", "2031-02"), "held"),
    ):  # fmt: skip
        assert words in desk("analyst", "propose", SOURCE, *months, *wrong).refusal
    assert "No restricted data" in desk("analyst", "propose", "records:none", *months).refusal
    assert "does not allow you" in desk("member", "propose", SOURCE, *months).refusal
    assert desk("analyst", "list", "--json").json == {"tables": []}

    made = desk("officer", "propose", SOURCE, *months, "--title", "Autumn", "--json").json
    key, early = made["id"], ("--reason", "Early.")
    assert "You proposed this release yourself" in desk("officer", "approve", key).refusal
    assert "does not allow you" in desk("analyst", "approve", key).refusal
    assert "there is no proposal" in desk("second", "approve", "nonsense").refusal
    assert "nothing of it is public" in desk("second", "withdraw", key, *early).refusal
    assert "Released as" in desk("second", "approve", key).out
    assert "decided on before" in desk("second", "approve", key).refusal
    listed = desk("analyst", "list", "--json").json["tables"]
    assert [(one["title"], one["state"]) for one in listed] == [("Autumn", "released")]

    out = tmp_path / "files"
    assert "Wrote 1 tables" in desk("analyst", "fetch", "--out", str(out)).out
    (table,) = [one for one in out.iterdir() if one.is_dir()]
    assert {one.name for one in table.iterdir()} == {"table.csv", "table.parquet", "table.csv-metadata.json"}
    rows = list(csv.DictReader((table / "table.csv").read_text(encoding="utf-8").splitlines()))
    assert len(rows) == made["numbers"]
    assert sum(row["count"] == "[c]" for row in rows) == made["hidden"]
    assert len(json.loads((out / "catalogue.jsonld").read_text(encoding="utf-8"))["dcat:dataset"]) == 1
    assert "Withdrawn." in desk("second", "withdraw", key, "--reason", "Made again.").out
    assert "withdrawn before" in desk("second", "withdraw", key, *early).refusal

    again = desk("officer", "propose", SOURCE, *months, "--types", "all", "--json").json["id"]
    assert "not said why" in desk("second", "turn-down", again, "--reason", " ").refusal
    assert "Turned down." in desk("second", "turn-down", again, "--reason", "Not this year.").out
