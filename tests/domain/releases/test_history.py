"""The list of files, its filters, and whose eyes it is for."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from frankpledge.domain.evidence.queries.store import own_lake
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.releases.actions.mapping import remember_mapping
from frankpledge.domain.releases.actions.own import load_own
from frankpledge.domain.releases.actions.uploads import Arrived, send_files
from frankpledge.domain.releases.queries.history import held
from frankpledge.domain.releases.rules import Whose
from frankpledge.ground.accounts.actions import add_member, create_user, create_workspace
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.lake.own.mapping import Mapping
from tests.domain.county import County
from tests.domain.releases.sent import LOAD, load, page, work
from tests.lake.files import stops_text, street_name, street_text, write
from tests.lake.own.own_files import EXTRACT, HEADERS, extract

FILES = "/w/tithing/evidence/releases/"
CANARY = "Quillfeather"


@pytest.fixture
def three(loader: Client) -> Client:
    """Return the browser where two months of street files and one of stops are loaded."""
    files = {street_name(f"2025-0{m}"): street_text(30, month=f"2025-0{m}").encode() for m in (1, 2)}
    load(loader, {**files, "2025-01-elsewhere-stop-and-search.csv": stops_text().encode()})
    return loader


def listed(client: Client, query: str = "") -> list[str]:
    html = page(client, f"{FILES}{query}")
    return [line.partition(">")[2].partition("<")[0] for line in html.split(f'<a href="{FILES}')[1:]]


@pytest.mark.parametrize(
    ("query", "files"),
    [
        ("", 3),
        ("?month=2025-02", 1),
        ("?kind=police_uk_stops", 1),
        ("?kind=police_uk_street&month=2025-01", 1),
        ("?force=elsewhere", 1),
        ("?state=replaced", 0),
        ("?state=current&kind=all", 3),
    ],
)
def test_the_address_chooses_the_files(three: Client, query: str, files: int) -> None:
    assert len(listed(three, query)) == files


def test_a_filter_that_means_nothing_is_an_error_with_the_cure(three: Client) -> None:
    html = page(three, f"{FILES}?month=lately", 422)
    assert "is not a month. Write it as 2025-01." in html
    page(three, f"{FILES}?kind=nonsense", 422)


def test_a_long_list_comes_in_pages_and_keeps_its_filter(client: Client, evidence: County, analyst: User) -> None:
    client.force_login(analyst)
    first = listed(client)
    assert len(first) == 50
    assert len(set(first) & set(listed(client, "?page=2"))) < 50
    html = page(client, f"{FILES}?kind=police_uk_street&state=current")
    assert "?kind=police_uk_street&amp;state=current&amp;page=2" in html or html.count("-street.csv</a>") < 50


def test_the_list_names_who_loaded_what_and_keeps_quiet_of_strangers(three: Client) -> None:
    assert "Analyst" in page(three, FILES)
    stranger = create_user(email="stranger@example.invalid", name=f"{CANARY} Stranger")
    elsewhere = create_workspace(name="Elsewhere", slug="elsewhere", by=stranger)
    add_member(workspace=elsewhere, user=stranger, role=Role.MEMBER, by=stranger)
    three.force_login(stranger)
    html = page(three, "/w/elsewhere/evidence/releases/")
    assert "the installation" in html
    assert "Analyst" not in html


def test_a_partners_file_of_one_quarter_is_told_by_its_months_wherever_it_stands(
    loader: Client, empty: Path, partnership: Partnership, analyst: User
) -> None:
    columns = (("indicator", "Measure"), ("period", "Quarter"), ("value", "How many"))
    mapping = Mapping("long", "Ambulance", "Ambulance trust", columns, unit="count")
    file = write(empty, "ambulance.csv", "Measure,Quarter,How many\nCall-outs,2025/26 Q1,44\n")
    load_own(workspaces=[partnership.workspace], paths=[file], by=analyst, mapping=mapping)
    assert "April to June 2025, Ambulance" in page(loader, FILES)
    (held_,) = held(workspace=partnership.workspace, viewer=analyst)
    one = f"{FILES}{held_.release}/"
    assert "April to June 2025, Ambulance. Figures are counted from it." in page(loader, one)
    assert "Indicators, April to June 2025, Ambulance" in page(loader, f"{one}take-back/")


# ---- two partnerships ----------------------------------------------------------------------------------------


@pytest.fixture
def sister(loader: Client, empty: Path) -> Workspace:
    """Return another partnership that has loaded its own extract, sent a file and remembers a layout."""
    theirs = create_user(email="theirs@example.invalid", name=f"{CANARY} Analyst")
    sister = create_workspace(name=f"{CANARY} Partnership", slug="sister", by=theirs)
    add_member(workspace=sister, user=theirs, role=Role.ANALYST, by=theirs)
    file = write(empty, f"{CANARY}.csv", extract().replace("FN/00001", CANARY).replace("14/01/2026", "nonsense", 0))
    load_own(workspaces=[sister], paths=[file], by=theirs, mapping=EXTRACT)
    remember_mapping(workspace=sister, name=f"{CANARY} layout", headers=HEADERS, mapping=EXTRACT, by=theirs)
    arrived = Arrived(name=f"{CANARY} sent.csv", path=str(file), size=file.stat().st_size)
    send_files(workspace=sister, whose=Whose.OWN, meant_for=[sister], files=[arrived], by=theirs)
    return sister


def their_release(sister: Workspace) -> str:
    return str(own_lake(sister).snapshot().read("releases")["release_id"][0].as_py())


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ANALYST, Role.MEMBER])
def test_nothing_of_a_sisters_own_files_is_on_any_page(
    three: Client, sister: Workspace, people: dict[Role, User], partnership: Partnership, role: Role
) -> None:
    three.force_login(people[role])
    release = their_release(sister)
    addresses = [FILES, "/w/tithing/evidence/known/", "/w/tithing/evidence/columns/", "/w/tithing/evidence/", LOAD]
    deep = [f"{FILES}{release}/", f"{FILES}{release}/set-aside.csv", f"{FILES}{release}/take-back/"]
    for address in (*addresses, *deep):
        answer = three.get(address)
        assert CANARY.encode() not in answer.content, address
        assert answer.status_code in ({200, 403} if address in addresses else {404, 403}), address
    assert three.post(f"{FILES}{release}/take-back/", {"reason": "x"}).status_code in {403, 404}
    assert own_lake(sister).snapshot().read("records").num_rows == 4


def test_no_page_of_the_sister_is_there_for_a_stranger_to_it(three: Client, sister: Workspace) -> None:
    for part in ("releases/", "known/", "load/", "columns/", f"releases/{their_release(sister)}/"):
        answer = three.get(f"/w/sister/evidence/{part}")
        assert answer.status_code == 404
        assert CANARY.encode() not in answer.content


def test_files_are_sent_for_a_sister_only_by_who_loads_there_too(
    loader: Client, sister: Workspace, workspace: Workspace, analyst: User
) -> None:
    assert CANARY not in page(loader, LOAD)
    answer = loader.post(LOAD, {"whose": "own", "places": [str(sister.pk)]})
    assert answer.status_code == 422
    add_member(workspace=sister, user=analyst, role=Role.ANALYST)
    assert f"{CANARY} Partnership" in page(loader, LOAD)
    remember_mapping(workspace=workspace, name="Ours", headers=HEADERS, mapping=EXTRACT, by=analyst)
    both = [str(workspace.pk), str(sister.pk)]
    load(loader, {"both.csv": extract().encode()}, whose="own", places=both)
    for one in (workspace, sister):
        assert own_lake(one).snapshot().read("records").num_rows == 4


def test_what_was_sent_for_two_names_only_those_that_the_reader_serves(
    loader: Client, sister: Workspace, workspace: Workspace, analyst: User, officer: User
) -> None:
    add_member(workspace=sister, user=analyst, role=Role.ANALYST)
    remember_mapping(workspace=workspace, name="Ours", headers=HEADERS, mapping=EXTRACT, by=analyst)
    both = [str(workspace.pk), str(sister.pk)]
    upload = load(loader, {"both.csv": extract().encode()}, whose="own", places=both)
    assert CANARY in page(loader, f"{LOAD}{upload.pk}/")
    loader.force_login(officer)
    html = page(loader, f"{LOAD}{upload.pk}/")
    assert CANARY not in html
    assert "1 more" in html


def test_the_list_is_empty_for_a_stranger(three: Client, workspace: Workspace) -> None:
    stranger = create_user(email="nobody@example.invalid", name="Nobody")
    assert held(workspace=workspace, viewer=stranger) == ()
    assert work() == 0
