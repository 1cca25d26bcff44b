"""What an assessment puts forward is read from its frozen edition, and every matter of it is answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frankpledge.domain.plans.models import Plan
from frankpledge.domain.plans.queries import recommended, whole
from frankpledge.domain.plans.queries.gates import lacking
from frankpledge.domain.plans.queries.recommended import assessments_to_consider, recommendations
from frankpledge.domain.plans.rules.parts import Kind
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.blocks import Column, Document, Row, Section, Table, Text
from frankpledge.ground.documents.models import Edition
from tests.domain.plans.conftest import Written


def ranked() -> Section:
    said = (("Burglary", "chosen"), ("Fire setting, tied", "not yet"), ("Parking", "not chosen"))
    rows = tuple(Row(((Text(name),), (Text("2.1"),), (Text(board),))) for name, board in said)
    heads = (Column("Matter"), Column("Risk", "right"), Column("The board"))
    return Section("priorities", "Priorities", (Table("3 matters", "", heads, rows),))


@pytest.fixture
def putting_forward(monkeypatch: pytest.MonkeyPatch, edition: Edition) -> Edition:
    """Let the edition hold the table in which assessments put matters forward."""
    kept = recommended.document_of

    def with_matters(one: Edition) -> Document:
        tree = kept(one)
        return replace(tree, sections=(*tree.sections, ranked()))

    monkeypatch.setattr(recommended, "document_of", with_matters)
    return edition


def test_the_matters_are_those_that_the_board_did_not_turn_down(putting_forward: Edition) -> None:
    assert recommendations(putting_forward) == ("Burglary", "Fire setting")
    assert recommendations(None) == ()


def test_each_is_taken_up_or_left_out_with_a_reason(putting_forward: Edition, written: Written) -> None:
    Plan.objects.update(assessment=putting_forward)
    told = [one.words for one in lacking(whole(Plan.objects.get())) if "forward" in one.words]
    assert len(told) == 2
    written.plan.priorities.update(recommended="Burglary")
    written.write(Kind.LEFT_OUT, words="Fire setting", reason="The fire authority leads it alone")
    assert not [one for one in lacking(whole(Plan.objects.get())) if "forward" in one.words]


def test_the_approved_assessments_are_offered(edition: Edition, workspace: Workspace, officer: User) -> None:
    assert [one.pk for one in assessments_to_consider(workspace=workspace, viewer=officer)] == [edition.pk]
