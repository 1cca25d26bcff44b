"""A count in plain words, what may be decided on it, and the letter that gives the reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from frankpledge.statute.case_days import CannotCount, about, between, exactly
from frankpledge.statute.case_decision import CannotDecide, Decision, check_decision, settled
from frankpledge.statute.case_procedures import acts_own
from frankpledge.statute.case_review import Reckoning, reckon
from frankpledge.statute.case_words import answer_words, count_words, letter, line_words, wanted_words
from tests.statute.case_lines import lines, rules

APPLIED, DECIDED = date(2026, 6, 1), date(2026, 6, 10)
TWO = ["2026-04-20 2026-04-20 council", "2026-05-01 2026-05-01 police"]
OBJECTION = "If you do not agree, write to the head of community safety within 20 working days."
WEIGHED = {"persistence": "Two nights.", "harm": "Lost sleep.", "response": "Both were answered within a day."}


def count(*texts: str, **more: Any) -> Reckoning:
    return reckon(lines(texts), applied_on=APPLIED, procedure=rules(**more) if more else acts_own())


def said(text: str, *others: str, **more: Any) -> str:
    found = count(text, *others, **more)
    return " ".join(line_words(found.lines[0], found))


# ---- a line ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "2026-03-10 2026-04-09 council",
            (
                "Complaint 1, to the council. It happened on 10 March 2026. One month beginning with 10 March 2026 "
                "ends on 9 April 2026. The complaint was made on 9 April 2026: in time. Six months beginning with 9 "
                "April 2026 end on 8 October 2026. The review was asked for on 1 June 2026: in time. This complaint "
                "counts."
            ),
        ),
        (
            "2026-03-10 2026-04-10 council",
            (
                "Complaint 1, to the council. It happened on 10 March 2026. One month beginning with 10 March 2026 "
                "ends on 9 April 2026. The complaint was made on 10 April 2026: 1 day too late. Six months beginning "
                "with 10 April 2026 end on 9 October 2026. The review was asked for on 1 June 2026: in time. This "
                "complaint does not count."
            ),
        ),
        (
            "2025-11-01 2025-11-01",
            (
                "Complaint 1. It happened on 1 November 2025. One month beginning with 1 November 2025 ends on 30 "
                "November 2025. The complaint was made on 1 November 2025: in time. Six months beginning with 1 "
                "November 2025 end on 30 April 2026. The review was asked for on 1 June 2026: 32 days too late. This "
                "complaint does not count."
            ),
        ),
        (
            "2026-05-30 2026-06-02 hate",
            (
                "Complaint 1. It happened on 30 May 2026. One month beginning with 30 May 2026 ends on 29 June 2026. "
                "The complaint was made on 2 June 2026: in time. Six months beginning with 2 June 2026 end on 1 "
                "December 2026. The review was asked for on 1 June 2026, before this complaint, which can count for a"
                " new application until 1 December 2026. Its motive is said to be hate. This complaint does not "
                "count."
            ),
        ),
    ],
)
def test_a_line_can_be_checked_with_a_calendar(text: str, words: str) -> None:
    assert said(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "? 2026-05-01 council",
            (
                "Complaint 1, to the council. It is not known when it happened. The complaint was made on 1 May 2026."
                " Six months beginning with 1 May 2026 end on 31 October 2026. The review was asked for on 1 June "
                "2026: in time. It cannot be told yet whether it counts. The day on which it happened is wanted, from"
                " the council. It can count only if that was from 2 April 2026 to 1 May 2026."
            ),
        ),
        (
            "~2026-05-01 ?",
            (
                "Complaint 1. It happened about 1 May 2026. It is not known when the complaint was made. It cannot be"
                " told yet whether it counts. The day on which it happened is wanted, from the agencies’ logs. The "
                "day of the complaint is wanted, from the agencies’ logs. It can count only if that was from 2 "
                "December 2025 to 1 June 2026."
            ),
        ),
        (
            "2026-06-01 ? police",
            (
                "Complaint 1, to the police. It happened on 1 June 2026. One month beginning with 1 June 2026 ends on"
                " 30 June 2026. It is not known when the complaint was made. It cannot be told yet whether it counts."
                " The day of the complaint is wanted, from the police. It counts if that was 1 June 2026."
            ),
        ),
        (
            "2026-05-03 2026-05-01",
            (
                "Complaint 1. It happened on 3 May 2026. One month beginning with 3 May 2026 ends on 2 June 2026. The"
                " complaint was made on 1 May 2026, before it happened: one of the two days must be wrong. It cannot "
                "be told yet whether it counts. The day on which it happened is wanted, from the agencies’ logs. The "
                "day of the complaint is wanted, from the agencies’ logs."
            ),
        ),
    ],
)
def test_a_line_that_is_open_says_which_days_are_wanted_and_of_whom(text: str, words: str) -> None:
    assert said(text, *TWO) == words


def test_a_line_that_is_counted_with_another_gives_the_reason_whichever_of_them_carries_it() -> None:
    found = count("2026-05-01 2026-05-01 council", "2026-05-01 2026-05-02 police same=1", *TWO)
    assert line_words(found.lines[1], found)[-1] == (
        "It is the incident of complaint 1, which is counted once. The reason: The same night in both logs."
    )
    late_first = count("2026-05-01 ? council", "2026-05-01 2026-05-02 police same=1", *TWO)
    assert line_words(late_first.lines[0], late_first)[-1] == (
        "It is the incident of complaint 2, which is counted once. The reason: The same night in both logs."
    )


def test_a_day_says_where_it_is_from_and_a_local_period_is_named() -> None:
    one = replace(lines(["? 2026-05-01"])[0], behaviour=exactly(date(2026, 4, 30), source="the council’s log"))
    found = reckon([one], applied_on=APPLIED, procedure=rules(complaint_within=28, complaint_unit="days"))
    words = line_words(found.lines[0], found)
    assert words[1] == "It happened on 30 April 2026 (the council’s log)."
    assert words[2] == "28 days beginning with 30 April 2026 end on 27 May 2026."
    searched = replace(lines(["? 2026-05-01"])[0], behaviour=replace(one.behaviour, first=None, last=None))
    found = reckon([searched], applied_on=APPLIED, procedure=acts_own())
    assert line_words(found.lines[0], found)[1] == "It is not known when it happened (the council’s log)."


# ---- the whole ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "more", "words"),
    [
        (
            [*TWO, "2026-05-02 2026-05-02"],
            {},
            (
                "Three complaints count (1, 2 and 3); three are needed. The threshold is met, and a review must be "
                "held (ASBCPA 2014 s104(4))."
            ),
        ),
        (
            TWO[:1],
            {"number": 1},
            (
                "One complaint counts (1); one is needed. The threshold is met, and a review must be held (ASBCPA "
                "2014 s104(4))."
            ),
        ),
        (
            [*TWO, "? ?"],
            {},
            (
                "Two complaints count (1 and 2); three are needed. Of one more it cannot be told yet. It cannot be "
                "told yet whether the threshold is met. The days that are wanted may decide it."
            ),
        ),
        (
            [],
            {},
            (
                "No complaints count; three are needed. The number is not reached. That alone does not decide: the "
                "relevant bodies weigh how persistent it is, the harm, and how it was answered, and give their "
                "reasons in writing (ASBCPA 2014 s104(5))."
            ),
        ),
        (
            ["2026-05-01 2026-05-01 a by=A", "2026-05-01 2026-05-02 a by=B same=1"],
            {"people": 2, "one_hate_report": True},
            (
                "One complaint counts (1); three are needed. Complaints that count by their days were made by two "
                "people; two are enough. Of complaints whose motive was hate none counts; one is enough. The threshold "
                "is met by the local procedures (“Local procedures”): a review must be held."
            ),
        ),
        (
            ["2026-05-01 2026-05-01 a by=A hate", "? ? a by=A"],
            {"people": 5, "one_hate_report": True, "of_whom": "one_person"},
            (
                "One complaint counts of any one person; three are needed. Of one more it cannot be told yet. "
                "Complaints that count by their days were made by one person; five are enough. Of complaints whose "
                "motive was hate one counts (1); one is enough. The threshold is met by the local procedures (“Local "
                "procedures”): a review must be held."
            ),
        ),
    ],
)
def test_the_whole_count_is_said_rule_by_rule(texts: list[str], more: dict[str, Any], words: str) -> None:
    assert " ".join(count_words(count(*texts, **more))) == words


def test_short_of_the_number_it_is_said_that_open_days_could_not_reach_it() -> None:
    assert "and would not be if everything open counted" in answer_words(count(TWO[0], "? ?"))
    assert count(TWO[0], "? ?").wanted == ()
    assert wanted_words(count(*TWO, "? ?").wanted[0]).startswith("The day on which it happened is wanted")


# ---- deciding -------------------------------------------------------------------------------------------------------


def decide(found: Reckoning, met: bool, **reasons: str) -> Decision:
    return check_decision(found, Decision(met=met, decided_on=DECIDED, **reasons))


def test_what_is_forced_needs_no_reason_and_cannot_be_refused() -> None:
    forced = count(*TWO, "2026-05-02 2026-05-02")
    assert decide(forced, True).met
    with pytest.raises(CannotDecide, match="a review must be held"):
        decide(forced, False, **WEIGHED)


def test_an_unknown_day_is_no_reason_to_refuse_but_the_bodies_may_hold_a_review() -> None:
    still = count(*TWO, "? 2026-05-02 landlord")
    with pytest.raises(CannotDecide, match=r"days are wanted for: 3.*settle the day with a reason"):
        decide(still, False, **WEIGHED)
    with pytest.raises(CannotDecide, match="why the threshold is met"):
        decide(still, True)
    assert decide(still, True, harm="She is afraid to go out.").met


def test_short_of_the_number_every_heading_has_a_written_reason_or_nothing_is_refused() -> None:
    short = count(*TWO)
    assert not decide(short, False, **WEIGHED).met
    for left_out in WEIGHED:
        with pytest.raises(CannotDecide, match="two of three headings"):
            decide(short, False, **{**WEIGHED, left_out: "  "})
    assert decide(short, True, persistence="Every week for a year, told once.").met
    with pytest.raises(CannotDecide, match="before the review was asked for"):
        check_decision(short, Decision(met=True, decided_on=date(2026, 5, 31), harm="x"))


def test_a_reviewer_settles_a_day_that_no_log_has_with_a_reason_and_within_what_was_told() -> None:
    span = between(date(2026, 5, 1), date(2026, 5, 31))
    day = settled(span, date(2026, 5, 20), reason="Her diary names the match of that day. ")
    assert day.words == "20 May 2026 (settled by the reviewer: Her diary names the match of that day.)"
    assert settled(about(date(2026, 5, 1)), date(2026, 3, 1), reason="A photograph.").known == date(2026, 3, 1)
    for told, on, reason, words in (
        (span, date(2026, 6, 1), "x", "outside what was told"),
        (span, date(2026, 5, 2), " ", "not said why"),
        (exactly(date(2026, 5, 2)), date(2026, 5, 3), "x", "known already"),
    ):
        with pytest.raises(CannotCount, match=words):
            settled(told, on, reason=reason)


# ---- the letter -----------------------------------------------------------------------------------------------------


def test_the_letter_of_a_refusal_gives_every_line_every_reason_and_the_ways_on() -> None:
    short = count(*TWO)
    text = letter(short, decide(short, False, **WEIGHED), objection=OBJECTION).text
    paragraphs = text.split("\n\n")
    assert paragraphs[0] == (
        "You asked for a case review on 1 June 2026. On 10 June 2026 the relevant bodies decided that the "
        "threshold is not met. There will be no review."
    )
    assert [one[:12] for one in paragraphs[1:3]] == ["Complaint 1,", "Complaint 2,"]
    assert paragraphs[3:7] == [
        (
            "Two complaints count (1 and 2); three are needed. The bodies did not leave it at the number. They "
            "weighed what follows."
        ),
        "How persistent it is: Two nights.",
        "The harm, or what harm it may do: Lost sleep.",
        "How it was answered: Both were answered within a day.",
    ]
    assert paragraphs[7] == (
        f"{OBJECTION} If it happens again, tell us: a new report may change the count, and you can ask for a review "
        "again."
    )
    assert "policing body" not in text  # it is not known to be in force, so nobody is sent there


def test_the_letter_of_a_refusal_names_the_local_policing_body_once_it_is_in_force() -> None:
    short = count(*TWO, policing_body_review_from=DECIDED)
    text = letter(short, decide(short, False, **WEIGHED), objection=OBJECTION).text
    assert "Since 10 June 2026: An applicant may ask the local policing body to review" in text


def test_the_letter_of_a_review_says_when_the_panel_meets_or_that_it_will_be_said() -> None:
    forced = count(*TWO, "2026-05-02 2026-05-02")
    found = letter(forced, decide(forced, True), objection=OBJECTION, panel_by=date(2026, 7, 8))
    assert found.decided[1:] == (
        "On 10 June 2026 the relevant bodies decided that the threshold is met.",
        "There will be a review.",
    )
    assert found.whole[-1] == "The threshold is met, and a review must be held (ASBCPA 2014 s104(4))."
    assert found.reasons == ()
    assert found.next_steps == (
        "The panel will meet by 8 July 2026.",
        "You can speak to it yourself, or somebody can speak for you.",
        OBJECTION,
    )
    later = letter(forced, decide(forced, True), objection=OBJECTION)
    assert later.next_steps[0] == "We will tell you when the panel meets."


def test_a_review_that_the_number_did_not_force_says_why_it_is_held() -> None:
    short = count(*TWO)
    found = letter(short, decide(short, True, harm="She has moved out."), objection=OBJECTION)
    assert found.whole[-1] == "The bodies did not leave it at the number. They weighed what follows."
    assert found.reasons == (("The harm, or what harm it may do", "She has moved out."),)
