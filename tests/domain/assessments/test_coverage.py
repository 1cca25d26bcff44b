"""Coverage tells honestly what is there, what is in part, and whom to ask."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from frankpledge.domain.assessments.rules import UnknownFormat, asks, coverage, formats_of, share_not_police
from frankpledge.domain.evidence.queries.reading import SourceLine
from frankpledge.statute.template import Supply


@dataclass(frozen=True)
class Asked:
    """A requirement as the statute module gives it."""

    id: str
    code: str
    words: str = "words"
    applies: bool = True
    why_not: str = ""
    source: str = "SI"


NEEDS = {"levels": ("crime levels", "reoffending levels"), "county": ("matters for the county",)}
SUPPLY = Supply(
    need="reoffending levels",
    also=("reoffending change",),
    verb="Ask",
    ask="for it",
    owner="Probation",
    otherwise="none",
)


def states(provided: dict[str, tuple[str, ...]], *, two_tier: bool = True) -> dict[str, str]:
    required = [Asked("levels", "7(a)"), Asked("county", "7(g)", applies=two_tier)]
    return {c.code: c.state for c in coverage(required, needs=NEEDS, provided=provided)}


def test_a_part_with_everything_is_present_with_something_incomplete_and_with_nothing_missing():
    assert states({})["7(a)"] == "missing"
    assert states({"crime levels": ("chapter 2",)})["7(a)"] == "incomplete"
    assert states({"crime levels": ("chapter 2",), "reoffending levels": ("chapter 4",)})["7(a)"] == "present"


def test_a_part_that_does_not_apply_is_neither_missing_nor_asked_for():
    parts = coverage([Asked("county", "7(g)", applies=False)], needs=NEEDS, provided={})
    assert (parts[0].state, parts[0].lacking) == ("not_applicable", ())
    assert asks(parts, [SUPPLY]) == ()


def test_an_incomplete_part_says_where_it_is_and_what_it_lacks():
    (part,) = coverage([Asked("levels", "7(a)")], needs=NEEDS, provided={"crime levels": ("chapter 2", "chapter 3")})
    assert part.where == "chapter 2, chapter 3; lacks reoffending levels"


def test_what_several_parts_lack_is_asked_for_once_with_the_codes_of_all():
    needs = {"levels": ("reoffending levels",), "changes": ("reoffending change",)}
    parts = coverage([Asked("levels", "7(a)"), Asked("changes", "7(b)")], needs=needs, provided={})
    (ask,) = asks(parts, [SUPPLY])
    assert ask.codes == ("7(a)", "7(b)")


def test_the_share_not_from_the_police_tells_evidence_from_context():
    def line(*, police: bool, context: bool = False) -> SourceLine:
        return SourceLine("d", "s", "p", 3, "k", police=police, context=context)

    share = share_not_police([line(police=True), line(police=False, context=True), line(police=False)])
    assert (share.evidence, share.not_police, share.context) == (2, 1, 1)


def test_formats_are_taken_once_each_and_an_unknown_one_is_refused():
    assert formats_of(["pdf", "html", "pdf"], known=("html", "pdf")) == ("pdf", "html")
    with pytest.raises(UnknownFormat, match="docm"):
        formats_of(["docm"], known=("html", "pdf"))
    with pytest.raises(UnknownFormat, match="No format"):
        formats_of([], known=("html", "pdf"))
