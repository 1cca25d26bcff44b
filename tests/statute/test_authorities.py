from __future__ import annotations

from datetime import date

import pytest

from frankpledge.domain.bodies.rules import OrganisationKind
from frankpledge.statute import authorities as law
from frankpledge.statute.authorities import authorities, capacity_of, ended_by, group_rule, national_changes
from frankpledge.statute.load import BadDefinition


def responsible(on: date, nation: str = "england", *, two_tier: bool = False) -> list[str]:
    found = authorities(on=on, nation=nation, two_tier=two_tier, capacity="responsible")
    return [f"{each.id}:{'|'.join(each.kinds)}" for each in found]


def test_the_responsible_authorities_of_england_are_those_of_the_day() -> None:
    councils = "council:district_council|unitary_council"

    def with_health(kind: str) -> list[str]:
        return [councils, "police:police", "fire:fire", f"health:{kind}", "probation:probation"]

    assert responsible(date(2026, 11, 26)) == [
        councils,
        "police:police",
        "fire:fire",
        "health:icb",
        "probation:probation",
    ]
    assert responsible(date(2022, 6, 30)) == [
        councils,
        "police:police",
        "fire:fire",
        "health:ccg",
        "probation:probation",
    ]
    assert responsible(date(2012, 12, 1)) == [
        councils,
        "police:police",
        "fire:fire",
        "health:pct",
        "probation:probation",
    ]
    assert "police_authority:police_authority" in responsible(date(2012, 11, 21))
    assert responsible(date(2000, 1, 1)) == [councils, "police:police"]


def test_the_county_council_is_one_only_in_two_tier_areas() -> None:
    assert "county_council:county_council" in responsible(date(2026, 1, 1), two_tier=True)
    assert "county_council:county_council" not in responsible(date(2026, 1, 1))


def test_wales_has_its_health_board_throughout() -> None:
    for on in (date(2012, 1, 1), date(2022, 7, 1), date(2026, 1, 1)):
        assert "health:health_board" in responsible(on, "wales")
        assert not any("icb" in each or "ccg" in each or "pct" in each for each in responsible(on, "wales"))


def test_a_commissioner_is_never_a_responsible_authority() -> None:
    for kind in ("pcc", "mayor", "policing_board"):
        found = capacity_of(kind, on=date(2026, 1, 1), nation="england", two_tier=False)
        assert found is not None
        assert found.capacity == "co_operating"
    assert capacity_of("pcc", on=date(2012, 1, 1), nation="england", two_tier=False) is None
    assert capacity_of("other", on=date(2026, 1, 1), nation="england", two_tier=False) is None


def test_probation_became_responsible_in_april_2010() -> None:
    before = capacity_of("probation", on=date(2010, 3, 31), nation="england", two_tier=False)
    after = capacity_of("probation", on=date(2010, 4, 1), nation="england", two_tier=False)
    assert before is not None
    assert before.capacity == "co_operating"
    assert after is not None
    assert after.capacity == "responsible"


def test_england_asks_for_two_persons_since_june_2011_and_wales_for_one_of_each() -> None:
    now = group_rule("board", on=date(2026, 1, 1), nation="england")
    assert now is not None
    assert (now.each_authority, now.least_persons, now.chair, now.confidence) == (False, 2, "local", "V")
    then = group_rule("board", on=date(2011, 5, 31), nation="england")
    assert then is not None
    assert then.each_authority
    wales = group_rule("board", on=date(2026, 1, 1), nation="wales")
    assert wales is not None
    assert (wales.each_authority, wales.chair, wales.portfolio_holder) == (True, "law", True)
    assert group_rule("board", on=date(2007, 7, 31), nation="england") is None
    assert group_rule("county_strategy_group", on=date(2026, 1, 1), nation="wales") is None


def test_kinds_that_ended_are_told_from_the_day_of_their_end() -> None:
    change = ended_by("ccg", on=date(2022, 7, 1), nation="england")
    assert change is not None
    assert change.after == ("icb",)
    assert ended_by("ccg", on=date(2022, 6, 30), nation="england") is None
    assert ended_by("ccg", on=date(2026, 1, 1), nation="wales") is None
    assert ended_by("probation", on=date(2026, 1, 1), nation="england") is None
    assert [each.on for each in national_changes()] == sorted(each.on for each in national_changes())


def test_every_kind_that_the_law_names_is_one_that_an_organisation_may_have() -> None:
    named = {kind for each in law._authorities() for kind in each.kinds}
    changed = {kind for each in national_changes() for kind in (each.before, *each.after)}
    assert named | changed <= {kind.value for kind in OrganisationKind}
    assert set(OrganisationKind) - named == {OrganisationKind.OTHER}


def test_two_versions_of_a_description_on_one_day_are_refused() -> None:
    one = law._authorities()[0]
    with pytest.raises(BadDefinition, match="two versions"):
        law._check_versions((one, one))


def test_no_other_nation_has_partnerships() -> None:
    with pytest.raises(ValueError, match="no community safety partnerships"):
        authorities(on=date(2026, 1, 1), nation="scotland", two_tier=False)
