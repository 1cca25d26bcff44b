"""When: months counted by hand, seasons that add up, no hour without a time, and the same judgement as the explorer."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from frankpledge.analysis.clock import aoristic
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.studies.presenters.page import Frame
from frankpledge.domain.studies.presenters.time import time_page
from frankpledge.domain.studies.queries.own import MONTH_ONLY, Own
from frankpledge.domain.studies.queries.series import subject
from frankpledge.domain.studies.queries.when import Hours, hours_of, time_reading
from frankpledge.domain.supplied.queries.points import NotToldByCode, own_events
from frankpledge.ground.accounts.models import Workspace
from tests.domain.county import ASB, County, months_between
from tests.domain.studies.conftest import Ask


def test_the_parts_of_a_month_add_up_to_what_was_recorded(county: County, ask: Ask) -> None:
    found = time_reading(ask(what="Burglary"))
    rows = Counter(row.month for row in county.of("Nevermouth", "2023-01", "2025-12") if row.kind == "Burglary")
    months = months_between("2023-01", "2025-12")
    assert [str(month) for month in found.months] == months
    assert list(found.values) == [rows[month] for month in months]
    assert found.season
    assert found.season.trend + found.season.season + found.season.rest == pytest.approx(np.array(found.values))


def test_the_seasons_of_the_year_are_the_means_of_their_months(ask: Ask) -> None:
    found = time_reading(ask())
    assert found.season
    assert [name for name, _ in found.by_calendar_month()][:2] == ["January", "February"]
    assert found.by_calendar_month()[0][1] == pytest.approx(np.mean(found.season.season[::12]))


def test_too_few_months_are_said_to_be_too_few(ask: Ask) -> None:
    found = time_reading(ask(to="2023-10", months=6))
    assert (found.season, found.trend, found.breaks) == (None, None, None)
    page = time_page(found, Hours(None, None, MONTH_ONLY), Frame("t", "time", subject(ask(to="2023-10", months=6))))
    assert [part.absent for part in page.parts if part.ref == "season"] == [
        f"No season is drawn. {found.whys['season']}"
    ]
    assert "there are 10" in found.whys["season"]


@pytest.mark.django_db
def test_without_the_forces_own_records_there_is_the_month_only(
    evidence: County, ask: Ask, workspace: Workspace
) -> None:
    found = hours_of(ask(), workspace)
    assert found.week is None
    assert found.why.startswith("Month only")


def test_hours_are_those_of_records_of_the_kind_and_every_record_weighs_one(own_known: Known, ask: Ask) -> None:
    asked = ask(what="Burglary")
    events = own_events(own_known, asked.area, asked.window, what="Burglary")
    assert events
    week = aoristic(start=[a for a, _ in events.times], end=[b for _, b in events.times])
    assert week.weights.sum() == pytest.approx(week.n)
    assert week.n <= events.rows
    page = time_page(time_reading(asked), Hours(Own(events), week, ""), Frame("t", "time", subject(asked)))
    (part,) = [one for one in page.parts if one.ref == "hours"]
    assert part.file
    assert {cell.policy for cell in part.file.cells} == {"restricted"}
    assert sum(float(str(cell.value)) for cell in part.file.cells) == pytest.approx(week.n)
    assert "For the partnership only" in part.picture.wide.source if part.picture else False


def test_burglaries_of_the_extract_are_those_that_the_open_files_hold_of_it(
    county: County, own_known: Known, ask: Ask
) -> None:
    asked = ask(what="Burglary")
    events = own_events(own_known, asked.area, asked.window, what="Burglary")
    published = [row for row in county.of("Nevermouth", "2025-01", "2025-12") if row.kind == "Burglary"]
    assert events
    assert abs(events.rows - len(published)) <= 0.03 * len(published), "open rows are moved to a nearby street"


def test_a_type_that_no_codes_make_up_is_not_told_from_records(own_known: Known, ask: Ask) -> None:
    with pytest.raises(NotToldByCode, match="no list of codes"):
        own_events(own_known, ask().area, ask().window, what="Other crime")


def test_the_first_picture_is_the_explorers_own(ask: Ask) -> None:
    from frankpledge.domain.explorer.presenters.pictures import pictures

    asked = ask(what="Vehicle crime")
    page = time_page(time_reading(asked), Hours(None, None, MONTH_ONLY), Frame("t", "time", subject(asked)))
    drawn = pictures(asked).months
    assert drawn
    assert page.parts[0].picture
    assert page.parts[0].picture.wide.svg == drawn.wide.svg
    assert page.parts[0].file
    assert len(page.parts[0].file.rows) == 36
    assert ASB not in str(page.parts[0].file.rows[0])
