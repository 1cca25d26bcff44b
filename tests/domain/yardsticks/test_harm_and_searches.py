"""Harm, cost and searches: what may be said with what is loaded, and what is refused."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from frankpledge.analysis import NoDenominator
from frankpledge.analysis.periods import Month, Window
from frankpledge.domain.evidence.queries.months import Months
from frankpledge.domain.evidence.queries.reading import AreaReading
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.exhibits.documents import EXHIBITS
from frankpledge.domain.exhibits.documents.ledger import Ledger
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.yardsticks.actions import WeightFacts, load_weights
from frankpledge.domain.yardsticks.models import WeightSet
from frankpledge.domain.yardsticks.queries.harm import (
    OffenceCounts,
    harm_reading,
    offence_counts,
    published_scale,
    scales,
    type_counts,
)
from frankpledge.domain.yardsticks.queries.searched import against_residents, searched
from frankpledge.domain.yardsticks.rules import BadWeights, CannotBePeers
from frankpledge.ground.accounts.models import User
from frankpledge.lake import queries
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot
from frankpledge.refusal import Refusal
from frankpledge.statute.weights import scheme
from tests.domain.county import ASB, County, load
from tests.domain.yardsticks.conftest import WINDOW, _heard

OFFENCES = OffenceCounts(
    by="code",
    area="Nevermouth",
    counts={"8N": 400, "1": 2, "46": 900},
    words={"8N": "Assault with injury", "1": "Murder", "46": "Shoplifting"},
    period="year ending March 2025",
    source="Home Office",
)
FACTS = WeightFacts(
    name="Our own", kind="harm", by="type", unit="points", source="Board paper of March", licence="our own"
)


def test_types_alone_cannot_be_weighed_by_offence_and_the_document_says_so(
    snapshot: Snapshot, area: Area, told: Callable[[str], str]
) -> None:
    assert offence_counts(snapshot, area, WINDOW) is None
    said = told("harm.table")
    assert "Recorded crime cannot be weighed by offence" in said
    assert "has no confirmed weight for any of them" in said


def test_types_are_the_crimes_of_the_window_and_none_while_a_month_is_missing(county: County, months: Months) -> None:
    found = type_counts("Nevermouth", months, WINDOW)
    assert found is not None
    rows = county.of("Nevermouth", "2025-01", "2025-12")
    assert sum(found.counts.values()) == sum(row.kind != ASB for row in rows)
    assert ASB not in found.counts
    assert type_counts("Nevermouth", months, Window(Month(2022, 12), Month(2023, 11))) is None


def test_what_has_no_confirmed_weight_stands_apart_and_in_no_total() -> None:
    found = harm_reading(OFFENCES, published_scale(scheme("ons-severity"), by="code"))
    assert found.weighing is not None
    assert found.weighing.total == 400 * 184 + 2 * 7_979
    assert found.weighing.unweighed == {"46": 900}
    opened = harm_reading(OFFENCES, published_scale(scheme("ons-severity"), by="code", unconfirmed=True))
    assert opened.weighing is not None
    assert opened.weighing.total == found.weighing.total + 900 * 13


def test_costs_carry_the_year_of_their_prices() -> None:
    (cost,) = scales("cost", by="code", workspace=None)
    assert cost.price_year == "2015/16"
    assert cost.weights["8N"] == 14_050


def weights(analyst: User, partnership: Partnership, text: str, **facts: str) -> WeightSet:
    asked = WeightFacts(**{**{name: getattr(FACTS, name) for name in FACTS.__slots__}, **facts}) if facts else FACTS
    return load_weights(workspace=partnership.workspace, facts=asked, text=text, by=analyst)


def test_own_weights_stand_beside_the_published_ones_in_the_document(
    partnership: Partnership, analyst: User, held: AreaReading, snapshot: Snapshot
) -> None:
    text = "\ufeffOffence,Weight\nBurglary,438\nRobbery,746\n"
    made = weights(analyst, partnership, text)
    assert made.weights == {"Burglary": 438.0, "Robbery": 746.0}
    ledger = Ledger(held, Known(snapshot, None, partnership.workspace))
    said = "\n".join(_heard(block, ledger) for block in EXHIBITS["harm.table"](ledger))
    assert "Board paper of March; our own" in said
    assert "Without a weight, and in no share: " in said
    key = next(key for key in ledger.figures if key.startswith("harm") and key.endswith(".total"))
    weighed = {str(one["offence"]): one["count"] for one in ledger.figures[key].inputs}
    counts = {each.name: each.total for each in held.types}
    assert weighed == {"Burglary": counts["Burglary"], "Robbery": counts["Robbery"]}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("what,how much\nBurglary,4\n", "The columns are what, how much"),
        ("offence,weight\nBurglary,four\n", "“four” is not a number"),
        ("offence,weight\nBurglary,-4\n", "weighs nothing"),
        ("offence,weight\nBurglary,inf\n", "weighs nothing"),
        ("offence,weight\n,4\n", "names no offence"),
        ("offence,weight\nBurglary,4\nBurglary,5\n", "Burglary stands twice"),
        ("offence,weight\nBurglaries,4\n", "is no type of data.police.uk"),
        ("offence,weight\n", "has no rows"),
        ("", "The columns are none"),
    ],
)
def test_a_file_with_one_line_that_will_not_do_is_refused_whole(
    partnership: Partnership, analyst: User, text: str, reason: str
) -> None:
    with pytest.raises(BadWeights, match=reason):
        load_weights(workspace=partnership.workspace, facts=FACTS, text=text, by=analyst)
    assert not WeightSet.objects.exists()


def facts(**changed: str) -> WeightFacts:
    base = {"name": "A", "kind": "harm", "by": "code", "unit": "days", "source": "us", "licence": "ours"}
    return WeightFacts(**{**base, **changed})


def test_costs_without_a_price_year_and_weights_without_a_source_or_kind_are_refused(
    partnership: Partnership, analyst: User, member: User
) -> None:
    text = "offence,weight\n8N,184\n"
    here = partnership.workspace
    for wrong, reason in (
        (facts(kind="cost"), "year of their prices"),
        (facts(source=" "), "source is not given"),
        (facts(kind="mood"), "no kind of weights"),
    ):
        with pytest.raises(BadWeights, match=reason):
            load_weights(workspace=here, facts=wrong, text=text, by=analyst)
    made = load_weights(workspace=here, facts=facts(kind="cost", price_year="2015/16"), text=text, by=analyst)
    assert str(made) == "A"
    with pytest.raises(CannotBePeers, match="already"):
        load_weights(workspace=here, facts=facts(), text=text, by=analyst)
    with pytest.raises(Refusal):
        load_weights(workspace=here, facts=facts(name="B"), text=text, by=member)


def test_searches_are_shares_with_intervals_and_no_rate_is_made_of_them(
    snapshot: Snapshot, area: Area, told: Callable[[str], str]
) -> None:
    found = searched(snapshot, area, WINDOW)
    assert found is not None
    assert found.stated == sum(int(share.count) for _, share in found.shares)
    assert found.total >= found.stated
    assert all(share.low <= share.value <= share.high for _, share in found.shares)
    said = told("searches.groups")
    assert "Whether any group is searched more than its share cannot be told" in said
    assert "No count of residents by these groups is loaded." in said


def test_a_share_against_residents_is_only_made_of_residents_by_the_same_groups() -> None:
    with pytest.raises(NoDenominator, match="No count of residents"):
        against_residents({"A": 3}, None)
    with pytest.raises(NoDenominator, match="No residents are known for B"):
        against_residents({"A": 3, "B": 1}, {"A": 100})
    found = against_residents({"A": 30, "B": 70}, {"A": 4_000, "B": 96_000})
    assert found["A"].value == pytest.approx(7.5)
    assert found["A"].low < 7.5 < found["A"].high


def test_a_force_without_search_files_has_nothing_to_show(
    partly: Callable[..., Path], area: Area, settings: Any
) -> None:
    from frankpledge.lake.store import Lake

    bare = Lake(partly(["2025-12"]) / "lake").snapshot()
    assert searched(bare, area, WINDOW) is None


@pytest.fixture(scope="module")
def coded(rich: Path, county: County, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Return the county's lake with the Home Office's tables by partnership and offence code."""
    folder = tmp_path_factory.mktemp("coded")
    shutil.copytree(rich / "lake", folder / "lake")
    return load(folder, county.made.police_tables).snapshot()


def test_offences_are_summed_by_code_over_the_whole_quarters_of_the_window(coded: Snapshot, area: Area) -> None:
    found = offence_counts(coded, area, WINDOW)
    assert found is not None
    rows = queries.recorded(coded, area, first="2025-01", last="2025-12")
    assert rows is not None
    by_hand: dict[str, int] = {}
    for row in rows.rows:
        if row.counted and not row.fraud and row.n is not None:
            by_hand[row.code] = by_hand.get(row.code, 0) + row.n
    assert dict(found.counts) == {code: n for code, n in by_hand.items() if n > 0}
    assert (found.by, found.area, found.period) == ("code", "Nevermouth", WINDOW.label)
    assert offence_counts(coded, area, Window(Month(2025, 12), Month(2025, 12))) is None


def test_with_offence_codes_the_ranking_by_harm_stands_beside_the_ranking_by_number(
    coded: Snapshot, area: Area, held: AreaReading
) -> None:
    ledger = Ledger(held, Known(coded, None))
    said = "\n".join(_heard(block, ledger) for block in EXHIBITS["harm.table"](ledger))
    assert "of the offences recorded in Nevermouth have a weight; they weigh" in said
    assert "offences without a confirmed weight | " in said
    offences = offence_counts(coded, area, WINDOW)
    assert offences is not None
    used = published_scale(scheme("ons-severity"), by="code").weights
    total = sum(n * used[code] for code, n in offences.counts.items() if code in used)
    assert ledger.figures["harm.total"].value == pytest.approx(total)
    cost = "\n".join(_heard(block, ledger) for block in EXHIBITS["harm.cost"](ledger))
    assert "at prices of 2015/16" in cost
    assert "£" in cost


def test_where_only_the_force_has_a_table_its_offences_are_said_to_be_the_forces(
    coded: Snapshot, area: Area, held: AreaReading
) -> None:
    versions = {name: at for name, at in coded.manifest.versions.items() if name != "recorded_crime_csp"}
    state = replace(coded, manifest=replace(coded.manifest, id="without partnerships", versions=versions))
    found = offence_counts(state, area, WINDOW)
    assert found is not None
    assert found.area == "Nevershire"
    ledger = Ledger(held, Known(state, None))
    said = "\n".join(_heard(block, ledger) for block in EXHIBITS["harm.table"](ledger))
    assert "These are the offences of the whole force" in said
