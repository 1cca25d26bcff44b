"""How an agreement stands on a day against a naive twin, what a protocol lacks, and what makes none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given as tried
from hypothesis import strategies as some

from frankpledge.domain.agreements import rules
from frankpledge.domain.agreements.rules import Answer, Kind, NotAnAgreement, Outcome, Standing, Term

DAY, WARNINGS = date(2025, 12, 2), (60, 30, 7)
BEGAN = date(2024, 12, 2)
IN_FORCE = Standing("in_force", "in force")


def ahead(days: int) -> date:
    return DAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("terms", "kind", "words", "warning"),
    [
        ([], "none", "no version is recorded", None),
        ([Term(ahead(1), None, None)], "to_come", "in force from 3 December 2025", None),
        ([Term(BEGAN, None, None)], "in_force", "in force since 2 December 2024", None),
        ([Term(BEGAN, ahead(90), None)], "in_force", "in force since 2 December 2024 until 2 March 2026", None),
        ([Term(BEGAN, ahead(61), None)], "in_force", "in force since 2 December 2024 until 1 February 2026", None),
        ([Term(BEGAN, ahead(60), None)], "ends_soon", "ends on 31 January 2026, in 60 days", 60),
        ([Term(BEGAN, ahead(30), None)], "ends_soon", "ends on 1 January 2026, in 30 days", 30),
        ([Term(BEGAN, ahead(8), None)], "ends_soon", "ends on 10 December 2025, in 8 days", 30),
        ([Term(BEGAN, ahead(7), None)], "ends_soon", "ends on 9 December 2025, in 7 days", 7),
        ([Term(BEGAN, DAY, None)], "ends_soon", "ends on 2 December 2025, today", 7),
        ([Term(BEGAN, ahead(-1), None)], "lapsed", "lapsed on 1 December 2025", None),
        ([Term(BEGAN, None, ahead(60))], "review_soon", "review on 31 January 2026, in 60 days", 60),
        ([Term(BEGAN, None, ahead(-1))], "review_late", "review 1 day late", None),
        ([Term(BEGAN, ahead(9), None), Term(ahead(10), None, None)], "in_force",
         "in force since 2 December 2024 until 11 December 2025", None),
        ([Term(BEGAN, ahead(9), None), Term(ahead(12), None, None)], "ends_soon",
         "ends on 11 December 2025, in 9 days", 30),
    ],
)  # fmt: skip
def test_an_agreement_stands_by_its_versions(terms: list[Term], kind: str, words: str, warning: int | None) -> None:
    found = rules.standing(terms, on=DAY, warnings=WARNINGS)
    assert (found.kind, found.words, found.warning) == (kind, words, warning)
    assert found.presses is (kind in {"ends_soon", "review_soon", "review_late", "lapsed"})
    assert found.late is (kind in {"review_late", "lapsed"})


@tried(first=some.integers(-900, 900), length=some.integers(0, 900), on=some.integers(-900, 900))
def test_an_agreement_is_in_force_exactly_from_its_first_to_its_last_day(first: int, length: int, on: int) -> None:
    term = Term(ahead(first), ahead(first + length), None)
    found = rules.standing([term], on=ahead(on), warnings=WARNINGS)
    naive = "to_come" if on < first else "lapsed" if on > first + length else "held"
    assert ({"in_force": "held", "ends_soon": "held"}.get(found.kind, found.kind)) == naive


def test_a_protocol_proves_the_duty_when_it_covers_what_it_must_and_all_signed() -> None:
    full = ("cda_17a", "cda_115", "reg_4")
    assert rules.unproved(standing=IN_FORCE, covered=full, not_signed=(), known=True) == ()
    late = Standing("review_late", "review 9 days late")
    assert rules.unproved(standing=late, covered=full, not_signed=(), known=True) == ()
    told = rules.unproved(
        standing=Standing("lapsed", "lapsed on 1 May"), covered=("cda_17a", "reg_4"), not_signed=("Fire",), known=True
    )
    assert told == (
        "lapsed on 1 May",
        "it does not cover: disclosure to a relevant authority for the purposes of the act",
        "not signed by Fire",
    )
    nobody = rules.unproved(standing=IN_FORCE, covered=full, not_signed=(), known=False)
    assert nobody == ("no responsible authority is recorded",)


@pytest.mark.parametrize(
    ("due", "answered_on", "late", "words"),
    [
        (None, None, False, "open, no day was asked for"),
        (DAY, None, False, "due today"),
        (ahead(3), None, False, "due in 3 days"),
        (ahead(-3), None, True, "3 days late"),
        (ahead(-3), DAY, False, "answered on 2 December 2025, after its day"),
        (DAY, DAY, False, "answered on 2 December 2025"),
        (None, DAY, False, "answered on 2 December 2025"),
    ],
)
def test_a_request_is_late_from_the_day_after_its_day(
    due: date | None, answered_on: date | None, late: bool, words: str
) -> None:
    assert rules.request_clock(due=due, answered_on=answered_on, on=DAY) == (late, words)


def test_what_makes_no_agreement_is_refused() -> None:
    term = Term(DAY, None, None)
    for refused in (
        lambda: rules.check_line(" ", what="x"),
        lambda: rules.check_line("x" * 201, what="x"),
        lambda: rules.check_bases(["magna_carta"]),
        lambda: rules.check_term(Term(DAY, ahead(-1), None), others=()),
        lambda: rules.check_term(term, others=[term]),
        lambda: rules.check_one_place(edition=True, address="x", file=False),
        lambda: rules.check_day(ahead(1), today=DAY),
        lambda: rules.check_span(since=DAY, until=ahead(-1)),
        lambda: rules.check_named(person=None, role=" "),
        lambda: rules.check_two("one", "one"),
        lambda: rules.check_open(DAY),
        lambda: rules.check_answered(ahead(-1), asked_on=DAY, today=DAY),
        lambda: rules.check_answered(ahead(1), asked_on=DAY, today=DAY),
        lambda: rules.check_ours("theirs", "ours"),
        lambda: rules.check_reason(""),
        lambda: rules.check_standing(withdrawn=True),
    ):
        with pytest.raises(NotAnAgreement):
            refused()  # type: ignore[no-untyped-call]


def test_what_makes_one_is_taken() -> None:
    assert rules.check_bases(["reg_4", "cda_17a"]) == ["cda_17a", "reg_4"]
    assert rules.check_term(Term(DAY, None, None), others=[Term(ahead(1), None, None)]).since == DAY
    rules.check_one_place(edition=False, address="", file=True)
    rules.check_span(since=DAY, until=None)
    rules.check_named(person=None, role="Analyst")
    rules.check_named(person="one", role="")
    rules.check_two("one", "other")
    rules.check_open(None)
    assert rules.check_answered(DAY, asked_on=DAY, today=DAY) == DAY


def test_every_kind_answer_and_outcome_has_its_words() -> None:
    assert {one.label for one in Answer} == {"Signed", "Refused"}
    assert [one.label for one in Outcome] == ["Given", "In part", "Refused", "Withdrawn"]
    assert len({one.label for one in Kind}) == 4
    assert [one.short for one in Kind] == ["Protocol", "Sharing", "Processing", "Other"]
