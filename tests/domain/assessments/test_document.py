"""The assessment says what the evidence bears, each number with all that a reader may ask of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frankpledge.analysis.change import compare_counts
from frankpledge.analysis.periods import Month, Window
from frankpledge.domain.assessments.documents import cover_places
from frankpledge.domain.assessments.documents.summary import put_forward
from frankpledge.domain.evidence.queries.reading import AreaReading, Compared, TypeReading
from frankpledge.ground.documents.blocks import Document, KeyFigures, Picture, Recommendation, State, Table
from frankpledge.ground.documents.checks import check
from frankpledge.ground.documents.tree import as_json, canonical, from_json
from frankpledge.ground.documents.words import plain_text
from frankpledge.statute.contents import Nation
from tests.domain.assessments.paper import commission, drafted, nodes, quoted, section, words


def compared(before: int, now: int, **known: object) -> Compared:
    return Compared(now, before, compare_counts(before=before, after=now, **known))


@pytest.fixture(scope="module")
def bare(reading: AreaReading) -> AreaReading:
    """Return a reading of nothing but the year's rows: no year before, no residents, no places, nobody beside."""
    return replace(
        reading,
        like=(),
        people=None,
        people_year=None,
        crime_rate=None,
        crime_compared=None,
        asb_compared=None,
        types=tuple(replace(each, compared=None) for each in reading.types),
        expected=(None,) * len(reading.expected),
        dispersion=None,
        comparison=None,
        places=None,
        outlines=(),
        quality=replace(reading.quality, missing_before=tuple(f"{m.label}" for m in reading.before.months())),
    )


def test_every_figure_that_is_quoted_was_written_down(document: Document) -> None:
    check(document)
    keys = {key for each in nodes(document.sections) if isinstance(each, KeyFigures) for key, _ in each.items}
    assert quoted(document.sections) | keys <= set(document.figures)
    assert {"crime.total", "crime.rate", "types.changed", "places.half"} == keys


def test_every_figure_carries_its_area_period_source_and_cut_off(document: Document) -> None:
    for figure in document.figures.values():
        assert all((figure.label, figure.area, figure.period, figure.source, figure.cut_off)), figure.key
        assert figure.generated
        assert figure.policy == "open"
        assert figure.inputs or figure.method, figure.key


def test_a_rate_carries_its_denominator_with_its_year_and_its_interval(
    document: Document, reading: AreaReading
) -> None:
    figure = document.figures["crime.rate"]
    assert figure.denominator == f"{reading.people:,} residents, mid-2024"
    assert figure.method.startswith("95% interval ")


def test_the_same_evidence_makes_the_same_tree_and_it_survives_being_kept(
    document: Document, reading: AreaReading
) -> None:
    assert canonical(drafted(reading)) == canonical(document)
    assert from_json(as_json(document)) == document


def test_no_finding_rests_on_anything_but_its_own_numbers(document: Document, reading: AreaReading) -> None:
    assert f"Police recorded {reading.crime:,} crimes in Nevermouth" in words(document, "crime")
    assert f"Police recorded {reading.asb:,} incidents" in words(document, "asb")
    assert reading.crime_compared is not None
    assert document.figures["crime.like"].value == reading.crime_compared.now
    assert "No detectable change in recorded crime" in words(document, "crime")


def test_the_cover_says_that_it_is_a_draft_and_generated(document: Document) -> None:
    assert document.status == "Draft, not approved"
    assert not document.approved
    assert "generated for an invented county" in document.demonstration
    assert dict(document.cover)["Data"] == "Year ending December 2025, as known on 24 March 2026"


def test_a_real_place_is_not_called_generated(reading: AreaReading) -> None:
    made = drafted(replace(reading, generated=False))
    assert made.demonstration == ""
    assert not any(figure.generated for figure in made.figures.values())
    pictures = [node for node in nodes(made.sections) if isinstance(node, Picture)]
    assert any("Office for National Statistics" in " ".join(picture.notes) for picture in pictures)


def test_places_on_the_cover_keep_their_shape_and_stay_on_it(document: Document) -> None:
    assert len(document.places) > 20
    assert all(0 <= number <= 1 for place in document.places for number in place)
    assert max(size for _, _, size in document.places) == 1
    assert cover_places(()) == ()


# ---- the summary ---------------------------------------------------------------------------------------------


def test_the_summary_names_six_priorities_at_most_and_nothing_where_none_is_put_forward() -> None:
    assert put_forward(()) is None
    line = put_forward(("Burglary", "Arson")) or ()
    assert plain_text(line, {}) == "Put forward as priorities: Burglary and Arson."
    line = put_forward(tuple("ABCDEFGH")) or ()
    assert plain_text(line, {}) == "Put forward as priorities: A, B, C, D, E, F and 2 more."


# ---- the coverage chapter ------------------------------------------------------------------------------------


def states(document: Document) -> dict[str, str]:
    """Return the state that the coverage chapter gives each part."""
    tables = [block for block in section(document, "coverage").blocks if isinstance(block, Table)]
    found = {}
    for row in (row for table in tables for row in table.rows):
        ((code,), _, _, (state,)) = row.cells
        assert isinstance(state, State)
        found[code.text] = state.kind  # type: ignore[union-attr]  # the first cell is text
    return found


def test_coverage_lists_every_part_that_the_law_asks_for_and_claims_none_in_full(document: Document) -> None:
    asked = commission()
    found = states(document)
    assert set(found) == {part.code for part in (*asked.contents, *asked.inputs)}
    assert {code for code, state in found.items() if state == "incomplete"} == {"7(a)", "7(b)", "6(a)"}
    assert "0 are present, 3 are incomplete and 11 are missing" in words(document, "coverage")


def test_the_county_part_applies_only_in_two_tier_areas_and_says_why_it_does_not(reading: AreaReading) -> None:
    alone = drafted(reading, two_tier=False)
    assert states(alone)["7(g)"] == "not_applicable"
    assert "so that nobody has to wonder" in words(alone, "coverage")


@pytest.mark.parametrize("nation", ["england", "wales"])
def test_each_nation_has_its_own_list(reading: AreaReading, nation: Nation) -> None:
    asked = commission(nation=nation)
    assert set(states(drafted(reading, nation=nation))) == {part.code for part in (*asked.contents, *asked.inputs)}


def test_a_change_that_is_not_given_is_not_called_covered(bare: AreaReading) -> None:
    assert states(drafted(bare))["7(b)"] == "missing"


def test_every_gap_is_asked_for_once_with_an_owner_a_date_and_what_follows_otherwise(document: Document) -> None:
    asks = [block for block in section(document, "missing").blocks if isinstance(block, Recommendation)]
    assert [ask.code for ask in asks] == [f"R{n}" for n in range(1, len(asks) + 1)]
    assert all(ask.owner and ask.by == "31 March 2026" and ask.otherwise for ask in asks)
    gaps = {code for code, state in states(document).items() if state in ("missing", "incomplete")}
    assert gaps == {code for ask in asks for code in ask.evidence.removeprefix("Needed for ").split(", ")}


def test_the_share_that_is_not_from_the_police_is_told(document: Document) -> None:
    assert "0 of 1 data sets" in words(document, "missing")
    assert "5 more are context" in words(document, "missing")


# ---- what is not there ---------------------------------------------------------------------------------------


def test_without_a_year_before_the_document_says_so_and_stays_whole(bare: AreaReading) -> None:
    made = drafted(bare)
    check(made)
    assert "No month can be compared" in words(made, "crime")
    assert "because no month of the year before is loaded" in words(made, "summary")
    assert [one.ref for one in made.sections] == [
        "summary", "contents", "coverage", "crime", "types", "asb", "missing", "method",
    ]  # fmt: skip
    assert "not compared" in words(made, "types")
    assert "24 before the window are needed" in words(made, "method")


def test_a_full_year_change_is_refused_naming_the_months_and_the_like_ones_are_compared(reading: AreaReading) -> None:
    window = Window(Month(2025, 1), Month(2025, 4))
    gone = tuple(Month(2024, n).label for n in range(5, 13))
    part = replace(
        reading,
        like=window.months(),
        quality=replace(reading.quality, missing_before=gone),
        crime_compared=compared(3000, 3100),
        asb_compared=compared(600, 610),
    )
    said = words(drafted(part), "crime")
    assert "The change over the full year is not given" in said
    assert all(month in said for month in gone)
    assert "Only January to April 2025 can be compared" in said
    assert "We cannot tell whether recorded crime changed in January to April 2025 (3,100 against 3,000)" in said
    assert "anti-social behaviour changed in January to April 2025" in words(drafted(part), "summary")


@pytest.mark.parametrize(
    ("known", "words_of_it"),
    [
        ({"people_flag": ""}, "no residents are known."),
        ({"people_flag": "The newest estimate is too old."}, "The newest estimate is too old."),
        ({"complete": False}, "months are missing."),
    ],
)
def test_a_rate_that_is_not_given_says_why(bare: AreaReading, known: dict[str, object], words_of_it: str) -> None:
    said = words(drafted(replace(bare, **known)), "crime")
    assert f"No rate is given: {words_of_it}" in said


def test_a_window_with_gaps_counts_the_months_published_and_names_the_others(reading: AreaReading) -> None:
    gaps = replace(reading.quality, missing_now=("March 2025",))
    made = drafted(replace(reading, complete=False, crime_rate=None, quality=gaps, comparison=None))
    marked = "in 11 of 12 months of the year ending December 2025 (not March 2025)"
    assert marked in words(made, "crime")
    assert marked in words(made, "asb")
    assert "March 2025" in made.figures["crime.total"].period
    assert "months missing" in words(made, "places") or all(p.rate for p in (reading.places or ()).neighbourhoods)
    assert "Months that are not there: March 2025." in words(made, "method")


def test_where_no_crime_was_recorded_nothing_is_shared_out(bare: AreaReading) -> None:
    none = tuple(TypeReading(each.name, 0, None) for each in bare.types)
    made = drafted(replace(bare, crime=0, types=none))
    assert "No crime was recorded in the year ending December 2025." in words(made, "types")


# ---- types, comparison, pictures -----------------------------------------------------------------------------


def test_types_that_changed_are_named_and_chance_is_counted(document: Document, reading: AreaReading) -> None:
    verdicts = {each.name: each.compared.change.verdict for each in reading.types if each.compared}
    changed = [name for name, verdict in verdicts.items() if verdict in ("higher", "lower")]
    assert document.figures["types.changed"].display == f"{len(changed)} of {len(verdicts)}"
    said = words(document, "types")
    assert f"Of {len(verdicts)} types about {0.05 * len(verdicts):.1f} would be called changed" in said
    assert [name for name in changed if f"{name} is {verdicts[name]}" not in said] == []


def all_types(reading: AreaReading, found: Compared | None) -> AreaReading:
    return replace(reading, types=tuple(replace(each, compared=found) for each in reading.types))


def test_where_no_type_can_be_told_there_is_no_tally(reading: AreaReading) -> None:
    made = drafted(all_types(reading, compared(400, 600)))
    assert "types.changed" not in made.figures
    assert "For none of the 13 types can we tell whether it changed" in words(made, "types")


def test_where_no_type_changed_the_summary_and_the_picture_say_so(reading: AreaReading) -> None:
    made = drafted(all_types(reading, compared(20_000, 20_100, dispersion=1.0)))
    assert "0 of 13 types of crime changed by more than chance explains." in words(made, "summary")
    assert "None of the 13 types changed by more than chance" in words(made, "summary")
    unsure = all_types(reading, compared(20_000, 20_100, dispersion=1.0))
    unsure = replace(unsure, types=(replace(unsure.types[0], compared=compared(10, 14)), *unsure.types[1:]))
    assert "None of the types is known to have changed; for 1 we cannot tell" in words(drafted(unsure), "summary")


@pytest.mark.parametrize(
    ("verdict", "title"),
    [
        ("lower", "Nevermouth has a lower rate than the rest of Nevershire"),
        ("none", "Nevermouth has about the rate of the rest of Nevershire"),
        ("cannot_tell", "We cannot tell whether Nevermouth differs from the rest of Nevershire"),
    ],
)
def test_the_comparison_is_headed_by_its_verdict(reading: AreaReading, verdict: str, title: str) -> None:
    assert reading.comparison is not None
    said = words(drafted(replace(reading, comparison=replace(reading.comparison, verdict=verdict))), "crime")
    assert title in said
    assert ("times its rate" in said) is (verdict == "lower")


def test_a_comparison_without_rates_is_a_table_without_a_picture(reading: AreaReading) -> None:
    assert reading.comparison is not None
    levels = tuple(replace(area, people=None, rate=None) for area in reading.comparison.areas)
    beside = replace(reading.comparison, areas=levels, force=None, verdict="cannot_tell", placeless=0)
    made = drafted(replace(reading, comparison=beside))
    assert "force.placeless" not in made.figures
    assert not [n for n in nodes(section(made, "crime")) if isinstance(n, Picture) and n.name.startswith("comparison")]
    assert "no data" in words(made, "crime")


@pytest.mark.parametrize(
    ("found", "title"),
    [
        (compared(400, 600, dispersion=1.0), "Recorded crime is higher than a year before"),
        (compared(600, 400, dispersion=1.0), "Recorded crime is lower than a year before"),
        (compared(400, 600), "Recorded crime was between "),
    ],
)
def test_the_line_of_months_is_headed_by_the_verdict_of_the_text(
    reading: AreaReading, found: Compared, title: str
) -> None:
    plain = replace(reading, expected=(None,) * len(reading.expected), crime_compared=found)
    assert title in words(drafted(plain), "crime")


def test_months_outside_what_was_expected_head_the_line_of_months(reading: AreaReading) -> None:
    bands = tuple(replace(band, signal="higher", in_a_run=False) if band else None for band in reading.expected)
    assert "lay outside its expected range in 12 of the months" in words(
        drafted(replace(reading, expected=bands)), "crime"
    )


def test_no_line_is_drawn_where_no_month_is_known(bare: AreaReading) -> None:
    unknown = replace(bare.crime_series, values=(None,) * len(bare.crime_series.values))
    made = drafted(replace(bare, crime_series=unknown, asb_series=unknown))
    assert not [node for node in nodes(made.sections) if isinstance(node, Picture)]


def test_places_without_outlines_or_residents_are_still_ranked(reading: AreaReading) -> None:
    assert reading.places is not None
    plain = tuple(replace(p, people=None, rate=None, within="") for p in reading.places.neighbourhoods)
    places = replace(reading.places, neighbourhoods=plain, wards=(), wards_unknown=12, top_count=1, gini=None)
    made = drafted(replace(reading, outlines=(), places=places))
    said = words(made, "places")
    assert "12 crimes lie in a place that no one ward holds." in said
    assert "the busiest one held" in said
    assert "Gini" not in said
    assert not [node for node in nodes(section(made, "places")) if isinstance(node, Picture)]
    assert f"most in {plain[0].name}." in words(made, "summary")


def test_an_estimate_that_is_flagged_is_flagged_beside_the_rate(reading: AreaReading) -> None:
    made = drafted(replace(reading, people_flag="The estimate is 4 years older than the window."))
    assert "4 years older than the window" in words(made, "crime")
    assert made.figures["crime.rate"].caveat == "The estimate is 4 years older than the window."


def test_a_force_whose_rows_all_have_a_place_says_nothing_of_placeless_ones(reading: AreaReading) -> None:
    made = drafted(replace(reading, quality=replace(reading.quality, placeless=0)))
    assert "quality.placeless" not in made.figures


def test_where_neither_crime_nor_disorder_changed_one_sentence_serves_for_both(reading: AreaReading) -> None:
    quiet = compared(20_000, 20_100, dispersion=1.0)
    said = words(drafted(replace(reading, crime_compared=quiet, asb_compared=quiet)), "summary")
    assert "No detectable change in recorded crime (20,100 against 20,000) or in anti-social behaviour" in said
    assert said.count("No detectable change") == 1


def test_too_few_intervals_are_left_to_the_table(reading: AreaReading) -> None:
    two = replace(reading, types=reading.types[:2])
    pictures = [node for node in nodes(section(drafted(two), "summary")) if isinstance(node, Picture)]
    assert pictures == []
