from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.domain.bodies import rules
from frankpledge.domain.bodies.rules import Span, SuccessionKind, vacancy

D = date(2022, 7, 1)
DAYS = [D + timedelta(days=n) for n in range(12)]
spans = st.tuples(st.none() | st.sampled_from(DAYS), st.none() | st.sampled_from(DAYS)).map(lambda two: Span(*two))
spans = spans.filter(lambda s: not (s.since and s.until and s.until < s.since))


def days_of(span: Span) -> set[date]:
    """Return the days of a span within a window that reaches beyond all of them."""
    window = [D + timedelta(days=n) for n in range(-5, 20)]
    return {
        each for each in window if (not span.since or span.since <= each) and (not span.until or each <= span.until)
    }


@given(spans, spans)
def test_spans_overlap_when_they_share_a_day(one: Span, other: Span) -> None:
    assert one.overlaps(other) == bool(days_of(one) & days_of(other))
    assert one.overlaps(other) == other.overlaps(one)


@given(spans, st.sampled_from(DAYS))
def test_a_span_holds_on_its_days(span: Span, on: date) -> None:
    assert span.holds(on) == (on in days_of(span))


def test_what_begins_on_an_unrecorded_day_is_not_held_against_it() -> None:
    assert Span(D, None).covers(Span(None, None))
    assert not Span(D, D).covers(Span(None, None))
    assert Span(D, DAYS[5]).covers(Span(DAYS[1], DAYS[5]))
    assert not Span(D, DAYS[5]).covers(Span(DAYS[1], DAYS[6]))
    assert not Span(DAYS[1], None).covers(Span(D, None))


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (Span(D, None), "since 1 July 2022"),
        (Span(D, DAYS[3]), "from 1 July 2022 to 4 July 2022"),
        (Span(None, D), "until 1 July 2022"),
        (Span(None, None), "throughout"),
    ],
)
def test_a_span_is_said_in_words(span: Span, words: str) -> None:
    assert rules.span_words(span) == words
    assert rules.day(None) == "a day not recorded"


@given(spans, st.lists(spans, max_size=4), st.sampled_from(DAYS))
def test_a_vacancy_begins_on_the_first_empty_day_of_the_gap(seat: Span, filled: list[Span], on: date) -> None:
    found = vacancy(seat, filled, on=on)
    taken = set().union(*(days_of(span) for span in filled)) if filled else set()
    if on not in days_of(seat) or on in taken:
        assert found is None
        return
    assert found is not None
    first = on
    while first - timedelta(days=1) in days_of(seat) - taken and first > D - timedelta(days=5):
        first -= timedelta(days=1)
    if found.since is None:
        assert first == D - timedelta(days=5)
        assert found.days is None
        assert found.words == "vacant, since when is not recorded"
    else:
        assert found.since == first
        assert found.days == (on - first).days + 1


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 3, 1), date(2026, 3, 1), "1 day"),
        (date(2026, 3, 1), date(2026, 3, 13), "13 days"),
        (date(2026, 3, 1), date(2026, 3, 21), "3 weeks"),
        (date(2026, 3, 1), date(2026, 4, 29), "8 weeks"),
        (date(2026, 3, 1), date(2026, 4, 30), "2 months"),
        (date(2026, 3, 1), date(2026, 5, 1), "2 months"),
        (date(2026, 3, 31), date(2026, 8, 29), "4 months"),
        (date(2024, 3, 1), date(2026, 3, 1), "2 years"),
    ],
)
def test_the_clock_of_a_vacancy_is_told_in_words(first: date, last: date, words: str) -> None:
    assert rules.length(first, last) == words
    assert vacancy(Span(first, None), [], on=last).words == f"vacant for {words}, since {rules.day(first)}"  # type: ignore[union-attr]


def test_days_that_cannot_follow_each_other_are_refused() -> None:
    with pytest.raises(rules.NotInOrder, match="before it begins"):
        rules.check_span(Span(DAYS[1], D))
    with pytest.raises(rules.NotInOrder, match="outside the days of the board"):
        rules.check_inside(Span(D, None), Span(D, DAYS[3]), what="the seat", of="the board")
    with pytest.raises(rules.NotInOrder, match="ended on 1 July 2022 already"):
        rules.check_ends(Span(None, D), last=DAYS[2])
    with pytest.raises(rules.NotInOrder):
        rules.check_ends(Span(DAYS[2], None), last=D)
    rules.check_ends(Span(D, DAYS[4]), last=DAYS[2])


def test_a_place_that_another_has_is_refused_by_name() -> None:
    with pytest.raises(rules.Taken, match=r"The council has this seat since 1 July 2022\."):
        rules.check_free(Span(DAYS[4], None), [(Span(D, None), "The council")], what="this seat")
    rules.check_free(Span(DAYS[4], None), [(Span(D, DAYS[3]), "The council")], what="this seat")


@pytest.mark.parametrize(
    ("kind", "before", "after", "may"),
    [
        (SuccessionKind.RENAMED, 1, 1, True),
        (SuccessionKind.RENAMED, 2, 1, False),
        (SuccessionKind.RENAMED, 1, 2, False),
        (SuccessionKind.MERGED, 2, 1, True),
        (SuccessionKind.MERGED, 1, 1, False),
        (SuccessionKind.MERGED, 2, 2, False),
        (SuccessionKind.SPLIT, 1, 2, True),
        (SuccessionKind.SPLIT, 1, 1, False),
        (SuccessionKind.SPLIT, 2, 2, False),
        (SuccessionKind.TRANSFERRED, 1, 1, True),
        (SuccessionKind.TRANSFERRED, 2, 1, True),
        (SuccessionKind.TRANSFERRED, 0, 1, False),
        (SuccessionKind.TRANSFERRED, 1, 2, False),
    ],
)
def test_a_succession_is_of_as_many_as_its_kind(kind: SuccessionKind, before: int, after: int, may: bool) -> None:
    if may:
        rules.check_successors(before, after, kind)
    else:
        with pytest.raises(rules.NotInOrder):
            rules.check_successors(before, after, kind)


def test_names_reasons_and_quorums_are_asked_for() -> None:
    assert rules.check_name("  The   Board ", what="a body") == "The Board"
    assert rules.check_reason(" typed twice ") == "typed twice"
    with pytest.raises(rules.NotNamed, match="a body needs a name"):
        rules.check_name(" ", what="a body")
    with pytest.raises(rules.NotWithoutReason):
        rules.check_reason("  ")
    with pytest.raises(rules.NotInOrder, match="withdrawn"):
        rules.check_standing(withdrawn=True)
    with pytest.raises(rules.NotTheSame, match="different partnerships"):
        rules.check_together(1, 2, what="they")
    with pytest.raises(rules.NotTheSame, match="cannot report"):
        rules.check_parent(body=1, ancestors=[2, 1])
    with pytest.raises(rules.NotInOrder, match="nobody"):
        rules.check_quorum(0)
    rules.check_quorum(None)
    rules.check_quorum(3)
    rules.check_together(1, 1, what="they")
    rules.check_parent(body=1, ancestors=[2])
    rules.check_standing(withdrawn=False)


def test_every_kind_has_its_words() -> None:
    kinds = (
        *rules.OrganisationKind, *rules.CapacityKind, *rules.BodyKind, *rules.SuccessionKind, *rules.Standing,
        *rules.OfficeKind, *rules.Part, *rules.QuorumOf, *rules.Frequency,
    )  # fmt: skip
    assert all(kind.label for kind in kinds)
    assert {each.months for each in rules.Frequency} == {1, 2, 3, 6, 12, None}
