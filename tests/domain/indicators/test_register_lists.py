"""The register as a list: the same file in and out with definitions and targets, plain faults, and back as one deed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from frankpledge.domain.bodies.actions.organisations import found_organisation
from frankpledge.domain.indicators.actions.keeping import Aimed, define_again, retire_indicator, set_target
from frankpledge.domain.indicators.actions.register import REGISTER
from frankpledge.domain.indicators.models import Definition, Indicator, Target
from frankpledge.domain.indicators.rules import Every, Measure, Origin, TargetKind, WindowKind
from frankpledge.domain.performance.presenters.register import register_listing
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.documents.listing import as_xlsx
from frankpledge.ground.lists.actions import apply_list, send_list, undo_list
from frankpledge.ground.lists.models import SentList
from frankpledge.ground.lists.queries import Read, Sheet, read_file
from frankpledge.refusal import Refusal
from tests.domain.indicators.conftest import CRIMES, REPEATS, Keep, Register

pytestmark = pytest.mark.django_db
TODAY = date(2025, 12, 2)
NEW = {
    "reference": "YJ-01", "name": "First-time entrants", "since": "2024-04-01", "measure": "Rate", "per": "100000",
    "words": "Children who enter the system.", "numerator": "First-time entrants", "denominator": "Residents 10 to 17",
    "base_adds_up": "no", "unit": "per 100,000", "polarity": "Smaller is better", "source": "Youth Justice Board",
    "origin": "Returns from a partner", "every": "Quarter", "window": "Rolling twelve months", "lag_days": "90",
    "target_since": "2025-04-01", "target_kind": "A trajectory", "points": "2026-03-31 120; 2027-03-31 100",
}  # fmt: skip


def send(workspace: Workspace, by: User, *rows: dict[str, str]) -> SentList:
    heads = tuple(dict.fromkeys(head for row in rows for head in row))
    lines = tuple((0, at, [row.get(head, "") for head in heads]) for at, row in enumerate(rows, start=2))
    read = Read((Sheet("Register", 1, heads),), lines)
    return send_list(kind=REGISTER, workspace=workspace, name="register.xlsx", read=read, by=by)


@pytest.fixture
def filled(workspace: Workspace, analyst: User, people: dict[Role, User], register: Register) -> list[Indicator]:
    """Return a register that says all that a line can: definitions and targets, a window of another, a retired one."""
    trust = found_organisation(workspace=workspace, name="Harbour Trust", kind="charity", by=people[Role.OFFICER])
    cases = register("DA-03", REPEATS, supplier=trust, sensitive=True)
    define_again(
        indicator=cases, defined=replace(REPEATS, since=date(2025, 4, 1), caveats="Cases of two areas; not children."),
        because="The conference was joined to another.", by=analyst,
    )  # fmt: skip
    set_target(indicator=cases, aimed=Aimed(date(2023, 4, 1), TargetKind.VALUE, low=Decimal("32.5")), by=analyst)
    points = ((date(2026, 3, 31), Decimal(30)), (date(2027, 3, 31), Decimal(25)))
    aimed = Aimed(date(2025, 4, 1), TargetKind.TRAJECTORY, points=points, baseline="32% in 2024/25")
    set_target(indicator=cases, aimed=aimed, by=analyst)
    counted = replace(
        CRIMES, since=date(2021, 1, 1), origin=Origin.EVIDENCE, question={"what": ["Burglary", "Shoplifting"]},
        every=Every.MONTH, window=WindowKind.QUARTER,
    )  # fmt: skip
    burglary = register("NC-03", counted)
    later = replace(counted, question={}, origin=Origin.RETURNS, window=WindowKind.YEAR_TO_DATE, reckoned_from=burglary)
    year = register("NC-04", later)
    retire_indicator(indicator=year, on=date(2025, 10, 1), because="Nobody asked for it.", by=analyst)
    return [cases, burglary, year]


def test_the_register_that_leaves_as_a_workbook_comes_back_and_changes_nothing(
    filled: list[Indicator], workspace: Workspace, analyst: User, tmp_path: Path
) -> None:
    file = tmp_path / "register.xlsx"
    listing = register_listing(Indicator.objects.all(), today=TODAY)
    assert [row[0] for row in listing.rows] == ["DA-03", "DA-03", "NC-03", "NC-04"]
    file.write_bytes(as_xlsx(listing))
    read = read_file(file, called=file.name, kind=REGISTER, workspace=workspace)
    sent = send_list(kind=REGISTER, workspace=workspace, name=file.name, read=read, by=analyst)
    assert (sent.faults, sent.changes, sent.not_read, sent.unchanged) == ([], [], [], 4)


def test_a_register_that_left_fills_an_empty_one_alike_and_is_taken_back_whole(
    filled: list[Indicator], workspace: Workspace, analyst: User
) -> None:
    before = register_listing(Indicator.objects.all(), today=TODAY)
    told = [{head: str(cell) for head, cell in zip(before.head, row, strict=True) if cell} for row in before.rows]
    Definition.objects.all().delete()
    Indicator.objects.all().delete()
    sent = send(workspace, analyst, *told)
    assert sent.faults == []
    assert not Indicator.objects.exists()  # a trial leaves no trace
    apply_list(sent=sent, kind=REGISTER, by=analyst)
    assert register_listing(Indicator.objects.all(), today=TODAY).rows == before.rows
    sent.refresh_from_db()
    undo_list(sent=sent, kind=REGISTER, by=analyst)
    assert not Indicator.objects.exists()
    assert not Target.objects.exists()


def test_what_a_line_says_otherwise_is_put_right_told_and_put_back(
    filled: list[Indicator], workspace: Workspace, analyst: User
) -> None:
    cases, _, year = filled
    sent = send(
        workspace,
        analyst,
        {"reference": "da-03", "name": "Cases heard again", "sensitive": "no", "since": "2026-04-01",
         "changed_because": "A new form.", "decimals": "0", "target_since": "2026-04-01", "target_kind": "None yet",
         "target_reason": "The board decides in May.", "expected_on": "2026-05-31"},
        {"reference": "NC-04", "retired_on": "none"},
    )  # fmt: skip
    assert sent.faults == []
    assert [one["parts"] for one in sent.changes] == [
        [["name", "Indicator DA-03", "Cases heard again"], ["sensitive", "yes", "no"],
         ["definition", "2", "3, since 2026-04-01"], ["target", "", "None yet, since 2026-04-01"]],
        [["retired", "2025-10-01", ""]],
    ]  # fmt: skip
    apply_list(sent=sent, kind=REGISTER, by=analyst)
    newest = cases.definitions.order_by("-since").first()
    assert newest is not None
    assert (newest.decimals, newest.numerator, newest.caveats) == (
        0,
        REPEATS.numerator,
        "Cases of two areas; not children.",
    )
    sent.refresh_from_db()
    undo_list(sent=sent, kind=REGISTER, by=analyst)
    cases.refresh_from_db()
    year.refresh_from_db()
    assert (cases.name, cases.sensitive, cases.definitions.count(), cases.targets.count()) == (
        "Indicator DA-03",
        True,
        2,
        2,
    )
    assert (year.retired_on, year.retired_because) == (date(2025, 10, 1), "Nobody asked for it.")


@pytest.mark.parametrize(
    ("said", "column", "reason"),
    [
        ({"name": ""}, "name", "it is new, and its name is not said."),
        ({"per": "many"}, "per", "“many” is no whole number."),
        ({"denominator": ""}, "denominator", "it is not said of what."),
        ({"every": "Year", "window": "Quarter"}, "window", "a value every year cannot be shown by quarter."),
        ({"measure": "Ratio"}, "measure", "“Ratio” is not known under measure."),
        ({"since": "last spring"}, "since", "“last spring” is not a day."),
        ({"points": "soon 120"}, "points", "“soon 120” is no day with a value."),
        ({"target_kind": "A value"}, "low", "a value is one number."),
        ({"target_kind": ""}, "target_kind", "target_since is said, and no kind of target."),
        ({"origin": "Loaded evidence"}, "records", "it is counted from the evidence, and not said what."),
        ({"reckoned_from": "XX-1"}, "reckoned_from", "there is no indicator “XX-1”."),
        ({"retired_on": "2025-09-01"}, "retired_because", "an indicator is retired for a reason."),
    ],
)
def test_what_is_wrong_in_a_line_is_told_at_its_column(
    said: dict[str, str], column: str, reason: str, workspace: Workspace, analyst: User
) -> None:
    (fault,) = send(workspace, analyst, NEW | said).faults
    assert (fault[2], fault[3]) == (column, reason)


def test_a_definition_by_which_values_were_counted_is_not_written_over(
    filled: list[Indicator], workspace: Workspace, analyst: User
) -> None:
    line = {"reference": "DA-03", "since": "2023-04-01", "numerator": "All cases"}
    (fault,) = send(workspace, analyst, line).faults
    assert fault[3].startswith("definition 1 has another numerator since that day")
    (fault,) = send(workspace, analyst, line | {"since": "2026-04-01"}).faults
    assert fault[2:4] == ["changed_because", "a definition changes for a reason."]


def test_what_changes_no_number_is_put_right_on_the_newest_definition_for_a_reason_and_taken_back(
    filled: list[Indicator], workspace: Workspace, analyst: User
) -> None:
    line = {"reference": "DA-03", "caveats": "Children too.", "review_on": "2026-09-01"}
    (fault,) = send(workspace, analyst, line).faults
    assert fault[2:5] == ["reworded_because", "it says another caveats, and not why.", "Write why."]
    (fault,) = send(workspace, analyst, line | {"since": "2023-04-01", "reworded_because": "Wrong."}).faults
    assert fault[3].startswith("definition 1 has another caveats since that day")  # another has followed it
    sent = send(workspace, analyst, line | {"reworded_because": "Children are counted."})
    apply_list(sent=sent, kind=REGISTER, by=analyst)
    newest = filled[0].definitions.get(number=2)
    assert (newest.caveats, newest.review_on, newest.reworded_because) == (
        "Children too.", date(2026, 9, 1), "Children are counted.",
    )  # fmt: skip
    sent.refresh_from_db()
    undo_list(sent=sent, kind=REGISTER, by=analyst)
    newest.refresh_from_db()
    assert (newest.caveats, newest.review_on, newest.reworded_at) == ("Cases of two areas; not children.", None, None)


def test_a_register_of_which_values_were_written_since_is_not_taken_back(
    workspace: Workspace, analyst: User, keep: Keep
) -> None:
    sent = send(workspace, analyst, NEW)
    apply_list(sent=sent, kind=REGISTER, by=analyst)
    keep(Indicator.objects.get(reference="YJ-01"), "2025/26 Q1", 3, 20_000)
    sent.refresh_from_db()
    with pytest.raises(Refusal, match="more was done since"):
        undo_list(sent=sent, kind=REGISTER, by=analyst)


def test_only_who_keeps_the_register_sends_it(workspace: Workspace, people: dict[Role, User]) -> None:
    with pytest.raises(Refusal):
        send(workspace, people[Role.LEAD], NEW)


def test_measures_of_a_line_are_those_of_the_register(workspace: Workspace, analyst: User) -> None:
    sent = send(workspace, analyst, NEW)
    apply_list(sent=sent, kind=REGISTER, by=analyst)
    made = Definition.objects.get(indicator__reference="YJ-01")
    assert (made.measure, made.per, made.base_adds_up, made.lag_days) == (Measure.RATE, 100_000, False, 90)
    assert Target.objects.get().points == [["2026-03-31", "120"], ["2027-03-31", "100"]]
