"""The peers that a partnership chose stand beside its own area, with how they were chosen."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from django.test import Client

from frankpledge.domain.explorer.presenters import Links, export, notes
from frankpledge.domain.explorer.presenters.pictures import pictures
from frankpledge.domain.explorer.presenters.tables import beside_table
from frankpledge.domain.explorer.queries.answer import answer
from frankpledge.domain.explorer.queries.figures import NoSuchFigure, figure, rows_of
from frankpledge.domain.explorer.queries.peers import Peers
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.yardsticks.actions import choose_peers
from frankpledge.domain.yardsticks.queries.levels import Level
from frankpledge.ground.accounts.models import User
from frankpledge.lake.areas import Area
from tests.domain.county import County
from tests.domain.explorer.conftest import Ask

HERE = "/w/tithing/evidence/explore/"
FAMILY = Peers("Our family", "chosen by no methodology: old habit", (Area("csp", "X22000002", "Vale and Wold"),))


def page(client: Client, address: str) -> str:
    answered = client.get(address)
    assert answered.status_code == 200, address
    return answered.content.decode()


def test_the_peers_in_use_stand_beside_ones_own_area_and_say_how_they_were_chosen(
    evidence: County, reader: Client, partnership: Partnership, analyst: User
) -> None:
    workspace, codes = partnership.workspace, ["X22000002", "X22000003", "X22000004"]
    chosen = choose_peers(workspace=workspace, name="Our family", codes=codes, reason="Old habit", by=analyst)
    html = page(reader, f"{HERE}?what=Burglary")
    assert "Our family: chosen by no methodology: old habit." in html
    assert "Partnerships of Nevershire" in html
    rows = list(csv.DictReader(io.StringIO(page(reader, f"{HERE}comparison.csv?what=Burglary"))))
    names = [row["compared"] for row in rows]
    for one in chosen.members:
        rows_of_it = [r for r in evidence.of(one["name"], "2025-01", "2025-12") if r.kind == "Burglary"]
        told = [int(row["recorded"]) for row in rows if row["compared"] == one["name"]]
        assert (told, names.count(one["name"])) == ([len(rows_of_it)] * 2, 2)
    assert page(reader, f"{HERE}places/?what=Burglary").count("(peer)") == 3
    assert "Our family" not in page(reader, f"{HERE}?area=X22000002&what=Burglary")


def test_a_peer_is_drawn_in_a_group_of_its_own_and_its_figure_opens(ask: Ask) -> None:
    question = replace(ask(what="Burglary"), peers=FAMILY)
    found = answer(question)
    drawn = pictures(question).beside
    assert drawn is not None
    assert {row[1] for row in drawn.wide.table.rows} == {"Partnerships of Nevershire", "Our family", ""}
    assert found.beside is not None
    alone = replace(found, beside=None)
    one = figure(question, alone, of="beside", key="X22000002")
    assert one.count == rows_of(question.snapshot, one.now).total > 0
    assert pictures(ask(what="Burglary")).beside != drawn


def test_a_peer_without_months_is_not_drawn_and_is_told(ask: Ask) -> None:
    question = replace(ask(what="Burglary"), peers=FAMILY)
    gone = Level("E22", "Elsewhere", None, None, None, "Elsewhere Police: months not loaded")
    found = replace(answer(question), peers=(gone,))
    assert notes.peers_note(found, question).endswith(" 1 of the 1 have no complete months here and are not drawn.")
    table = beside_table(found, Links("tithing", question))
    assert table is not None
    assert (table.rows[-1].cells[0], table.rows[-1].href) == ("Elsewhere (peer)", "")
    assert "Elsewhere Police: months not loaded" in table.rows[-1].cells[1]
    made = export(found, "comparison")
    assert made is not None
    told = [dict(zip(made.head, row, strict=True)) for row in made.rows]
    assert [(row["recorded"], row["state"]) for row in told if row["code"] == "E22"] == [("", "no data")]
    with pytest.raises(NoSuchFigure):
        figure(question, found, of="beside", key="E22")
