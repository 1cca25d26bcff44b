"""The pages of the thread: walked by links alone, tied and untied by forms, and empty of what is not the reader's."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from frankpledge.ground.threads.actions import tie
from frankpledge.ground.threads.models import Tie
from frankpledge.ground.threads.rules import Ref
from tests.ground.threads.conftest import Table

pytestmark = pytest.mark.django_db


def of(table: Table, ref: Ref) -> str:
    return f"/w/{table.workspace.slug}/thread/of/{ref.kind}/{ref.about}/"


def test_one_ties_from_a_place_and_walks_there_and_back(table: Table, client: Client) -> None:
    client.force_login(table.officer)
    here = of(table, table.action)
    assert "It rests on nothing" in client.get(here).content.decode()
    looked = client.get(f"{here}tie/?stage=evidence&words=vale").content.decode()
    assert str(table.heard) in looked
    typed = {"other": str(table.heard), "way": "back", "why": "They asked for it"}
    answer = client.post(f"{here}tie/?stage=evidence", typed, follow=True).content.decode()
    assert "They asked for it" in answer
    assert of(table, table.heard) in answer
    assert here in client.get(of(table, table.heard)).content.decode()


def test_what_is_typed_wrongly_is_shown_again(table: Table, client: Client) -> None:
    client.force_login(table.officer)
    for typed in ({"other": "", "why": "x"}, {"other": str(table.action), "way": "on", "why": "x"}):
        assert client.post(f"{of(table, table.action)}tie/", typed).status_code == 422
    assert not Tie.objects.exists()


def test_one_unties_with_a_reason(table: Table, client: Client) -> None:
    made = tie(workspace=table.workspace, earlier=table.heard, later=table.action, why="So", by=table.officer)
    client.force_login(table.officer)
    end = f"/w/{table.workspace.slug}/thread/ties/{made.pk}/end/"
    assert end in client.get(of(table, table.action)).content.decode()
    assert client.post(end, {"because": ""}).status_code == 422
    assert client.post(end, {"because": "No more"}, follow=True).status_code == 200
    assert Tie.objects.get().ended_because == "No more"


def test_of_what_may_not_be_seen_there_is_neither_page_nor_word(table: Table, client: Client) -> None:
    tie(workspace=table.workspace, earlier=table.heard, later=table.action, why="Secret lamps", by=table.officer)
    client.force_login(table.commissioner)
    assert client.get(of(table, table.action)).status_code == 404
    for address in (of(table, table.heard), f"/w/{table.workspace.slug}/thread/?stage=action",
                    f"/w/{table.workspace.slug}/thread/breaks/?gap=actions"):  # fmt: skip
        page = client.get(address)
        assert page.status_code == 200
        assert table.action.about not in page.content.decode()
        assert "Secret lamps" not in page.content.decode()


def test_the_list_of_breaks_leaves_as_it_is_shown(table: Table, client: Client) -> None:
    client.force_login(table.officer)
    place = f"/w/{table.workspace.slug}/thread/breaks/"
    assert "lamps are mended" in client.get(f"{place}?gap=actions").content.decode()
    assert "lamps are mended" not in client.get(f"{place}?gap=actions&words=zebra").content.decode()
    rows = list(csv.reader(io.StringIO(client.get(f"{place}list.csv?gap=actions").content.decode("utf-8-sig"))))
    assert rows[0] == ["stage", "kind", "what", "how_it_stands", "whose", "day", "page"]
    assert any("lamps are mended" in row[2] for row in rows[1:])
    assert client.get(f"{place}list.exe").status_code == 404


def test_the_page_of_an_action_leads_to_its_thread(table: Table, client: Client) -> None:
    client.force_login(table.officer)
    page = client.get(f"/w/{table.workspace.slug}/actions/{table.action.about}/").content.decode()
    assert of(table, table.action) in page
