"""Every figure that may be quoted is what anyone would find who counted the rows of the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from frankpledge.domain.evidence.actions import record_published_figures
from frankpledge.domain.evidence.models import PublishedFigure
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.narrative.queries.arguments import month_of, number_of, offered, period_of
from frankpledge.domain.narrative.queries.catalogue import (
    claim_kinds,
    figure_of,
    figure_queries,
    figure_query,
    read_arguments,
    reference,
)
from frankpledge.domain.narrative.rules import BadArgument, UnknownName, Withheld
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.blocks import Figure
from frankpledge.lake.store import Lake
from frankpledge.refusal import Refusal
from tests.domain.county import ASB, County, Row, months_between
from tests.domain.narrative.conftest import AREA, YEAR, count

PARTNERSHIPS = ("Nevermouth", "Vale and Wold", "Inklemarsh", "Quillbridge")
pytestmark = pytest.mark.django_db


def crimes(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.kind != ASB]


def found(known: Known, query: str, **arguments: str) -> Figure:
    return figure_of(known, reference(query, **{"area": AREA, "period": YEAR, **arguments}))


@pytest.fixture(scope="module")
def rows(county: County) -> list[Row]:
    return county.of("Nevermouth", "2025-01", "2025-12")


@pytest.fixture(scope="module")
def earlier(county: County) -> list[Row]:
    return county.of("Nevermouth", "2024-01", "2024-12")


def test_counts_are_those_of_the_rows_by_type_and_at_each_cut_off(
    county: County, rows: list[Row], earlier: list[Row], then: Known, now: Known
) -> None:
    kinds = Counter(row.kind for row in rows)
    assert found(now, "recorded_count", what="crime").value == len(crimes(rows))
    assert found(now, "recorded_count", what="asb").value == kinds[ASB]
    assert {kind: found(now, "recorded_count", what=kind).value for kind in kinds if kind != ASB} == {
        kind: number for kind, number in kinds.items() if kind != ASB
    }
    assert found(now, "recorded_before", what="crime").value == len(crimes(earlier))
    first = crimes(county.of("Nevermouth", "2025-01", "2025-12", rows=county.first))
    assert found(then, "recorded_count", what="crime").value == len(first) < len(crimes(rows))


def test_a_figure_names_source_period_cut_off_releases_and_its_print(now: Known, rows: list[Row]) -> None:
    one = found(now, "recorded_count", what="crime")
    assert one.display == f"{len(crimes(rows)):,}"
    assert (one.period, one.cut_off, one.area) == (
        "year ending December 2025",
        "As known on 24 March 2026",
        "Nevermouth",
    )
    assert one.source.startswith("data.police.uk")
    assert len(one.inputs[0]["releases"]) == 12  # type: ignore[arg-type]  # a list of releases


def test_a_rate_is_the_count_over_the_residents_of_the_files(county: County, rows: list[Row], now: Known) -> None:
    one, people = found(now, "recorded_rate", what="crime"), county.residents("Nevermouth", 2024)
    assert one.value == pytest.approx(1000 * len(crimes(rows)) / people)
    assert (one.denominator, one.unit) == (f"{people:,} residents, mid-2024", "per 1,000")
    assert one.method.startswith("95% interval 87.4 to 91.0")


def test_a_change_is_per_day_and_signed_or_plain(rows: list[Row], earlier: list[Row], now: Known) -> None:
    worked = 100 * (len(crimes(rows)) / 365 / (len(crimes(earlier)) / 366) - 1)
    one = found(now, "recorded_change", what="crime")
    assert (one.value, one.display) == (pytest.approx(worked), f"{worked:+.0f}%")
    assert found(now, "recorded_change", what="crime", form="plain").display == f"{worked:.0f}%"
    assert "95% interval" in one.method


def test_a_percentage_on_a_base_under_fifty_is_withheld(now: Known) -> None:
    with pytest.raises(Withheld, match="base under 50"):
        found(now, "recorded_change", what="Robbery", period="2025-04")


def test_a_share_has_both_its_numbers(rows: list[Row], now: Known) -> None:
    one, kinds = found(now, "share_of_crime", type="Burglary"), Counter(row.kind for row in rows)
    assert one.value == pytest.approx(100 * kinds["Burglary"] / len(crimes(rows)))
    assert one.denominator == f"{len(crimes(rows)):,} crimes"


def test_the_average_of_three_years_needs_three_years(now: Known, county: County) -> None:
    with pytest.raises(Refusal, match="2022-12 missing"):
        found(now, "three_year_average", what="crime")


def test_the_force_is_its_partnerships_together_and_the_ratio_leaves_the_area_out(county: County, now: Known) -> None:
    events = {name: len(crimes(county.of(name, "2025-01", "2025-12"))) for name in PARTNERSHIPS}
    people = {name: county.residents(name, 2024) for name in PARTNERSHIPS}
    assert found(now, "force_rate").value == pytest.approx(1000 * sum(events.values()) / sum(people.values()))
    own, others = "Nevermouth", [name for name in PARTNERSHIPS if name != "Nevermouth"]
    rest = sum(events[n] for n in others) / sum(people[n] for n in others)
    assert found(now, "ratio_to_force").value == pytest.approx(events[own] / people[own] / rest)


def test_half_of_crime_lies_in_the_fewest_neighbourhoods_that_hold_it(rows: list[Row], now: Known) -> None:
    one = found(now, "places_half")
    held = [number["value"] for number in one.inputs]
    placed = sum(1 for row in crimes(rows))
    assert len(held) == one.value
    assert sum(held) >= placed / 2 > sum(held[:-1])  # type: ignore[arg-type]  # counts
    assert held == sorted(held, reverse=True)  # type: ignore[type-var]  # counts


def test_a_window_with_a_missing_month_has_no_number_and_names_the_month(
    partly: Callable[..., Path], partnership: Partnership
) -> None:
    months = [month for month in months_between("2024-01", "2025-12") if month not in {"2025-03", "2024-05"}]
    known = Known(Lake(partly(months) / "lake").snapshot(), None, partnership.workspace)
    for query in ("recorded_count", "recorded_rate", "recorded_change"):
        one = found(known, query, what="crime")
        assert (one.state, one.value, one.display) == ("missing", None, "no data")
        assert "March 2025" in one.caveat
    assert "May 2024" in found(known, "recorded_change", what="crime").caveat
    for query in ("force_rate", "ratio_to_force", "places_half"):
        assert found(known, query).state == "missing"
    assert found(known, "share_of_crime", type="Drugs").state == "missing"
    assert (found(known, "months_present").display, found(known, "months_present").denominator) == ("11", "12 months")
    assert found(known, "recorded_count", what="crime", period="2025-04 to 2025-12").state == "value"


def test_no_residents_are_no_rate(partly: Callable[..., Path], partnership: Partnership) -> None:
    known = Known(Lake(partly(months_between("2025-01", "2025-12")) / "lake").snapshot(), None, partnership.workspace)
    one = found(known, "recorded_rate", what="crime")
    assert (one.state, one.value) == ("missing", None)
    assert one.caveat


def test_a_printed_figure_is_the_partnerships_own_and_no_other(
    now: Known, workspace: Workspace, analyst: User, officer: User
) -> None:
    printed = {"group": "VAWG", "label": "Offences", "unit": "%", "period": "2022/23", "source": "Plan, page 4"}
    record_published_figures(
        workspace=workspace,
        rows=[
            {**printed, "value": "57.5", "missing": "", "caveat": "base not stated"},
            {**printed, "period": "2021/22", "value": "", "missing": "not printed", "caveat": ""},
        ],
        by=analyst,
    )
    there, gone = PublishedFigure.objects.order_by("position")
    one = figure_of(now, reference("published_figure", printed=str(there.pk)))
    assert (one.display, one.source, one.caveat) == ("57.5%", "Plan, page 4", "base not stated")
    none = figure_of(now, reference("published_figure", printed=str(gone.pk)))
    assert (none.state, none.value, none.caveat) == ("missing", None, "not printed")
    assert [value for value, _ in offered(now, figure_query("published_figure").arguments[0])] == [
        str(there.pk),
        str(gone.pk),
    ]
    elsewhere = Known(now.open, None, Workspace.objects.create(name="Elsewhere", slug="elsewhere"))
    with pytest.raises(UnknownName):
        figure_of(elsewhere, reference("published_figure", printed=str(there.pk)))
    assert list(offered(elsewhere, figure_query("published_figure").arguments[0])) == []


def test_a_figure_of_ones_own_needs_its_source(now: Known) -> None:
    one = figure_of(now, reference("stated_figure", number="1,250", label="Answers", source="Survey 2025, table 2"))
    assert (one.display, one.value, one.source) == ("1,250", 1250, "Survey 2025, table 2")
    with pytest.raises(BadArgument, match="Source"):
        reference("stated_figure", number="1250", label="Answers")


def test_arguments_have_one_form_and_odd_ones_are_refused() -> None:
    same = {count(period=text).key for text in ("year ending 2025-12", "2025-01 to 2025-12", " 2025-01 to 2025-12 ")}
    assert len(same) == 1
    assert str(period_of("2024/25 Q1")) == "2024-04 to 2024-06"
    assert str(period_of("2024/25")) == "2024-04 to 2025-03"
    assert str(period_of("2025-04")) == "2025-04 to 2025-04"
    for odd in ("2025", "2025-13", "2025-12 to 2025-01", "lately"):
        with pytest.raises(BadArgument):
            period_of(odd)
    for odd in ("many", "nan", "1e999999999999", ""):
        with pytest.raises(BadArgument):
            number_of(odd)
    with pytest.raises(BadArgument):
        month_of("April")
    with pytest.raises(BadArgument, match="takes no colour"):
        reference("recorded_count", area=AREA, what="crime", period=YEAR, colour="red")
    with pytest.raises(BadArgument, match="is not counted"):
        count("Witchcraft")
    with pytest.raises(UnknownName):
        reference("horoscope")


def test_the_partnership_is_offered_its_own_area_its_parts_and_its_force(now: Known) -> None:
    area = figure_query("recorded_count").arguments[0]
    words = [label for _, label in offered(now, area)]
    assert words[0] == "Nevermouth (partnership)"
    assert words[-1] == "Nevershire (police force area)"
    assert all(figure_of(now, reference("months_present", area=value, period=YEAR)) for value, _ in offered(now, area))
    assert list(offered(Known(now.open, None), area)) == []


def test_everything_offered_can_be_asked_and_has_a_name_of_its_own() -> None:
    assert {"recorded_count", "published_figure"} <= set(figure_queries())
    assert {"rose", "fell", "highest", "at_least"} <= set(claim_kinds())
    for one in (*figure_queries().values(), *claim_kinds().values()):
        assert one.label
        with pytest.raises(BadArgument):
            read_arguments(one.arguments, {})
