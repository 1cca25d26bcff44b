"""The scoring scheme: every mark means something, volume counts once, and a broken scheme is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frankpledge.analysis.priorities import DOUBTS, HIGHEST
from frankpledge.statute.load import BadDefinition
from frankpledge.statute.priorities import check_scheme, scoring_scheme


def test_every_criterion_says_what_each_mark_from_0_to_4_means() -> None:
    for criterion in scoring_scheme().criteria:
        assert len(set(criterion.anchors)) == HIGHEST + 1
        assert criterion.question.endswith("?")


def test_volume_appears_once_and_as_likelihood() -> None:
    assert [criterion.part for criterion in scoring_scheme().criteria if criterion.volume] == ["likelihood"]


def test_harm_likelihood_and_the_gap_are_all_there() -> None:
    assert {criterion.part for criterion in scoring_scheme().criteria} == {"harm", "likelihood", "gap"}


def test_how_sure_an_agency_is_has_three_steps() -> None:
    assert tuple(certainty.doubt for certainty in scoring_scheme().certainties) == DOUBTS == (0.0, 0.5, 1.0)
    assert scoring_scheme().draws == 2_000


def test_it_is_never_called_by_another_schemes_name() -> None:
    words = " ".join(f"{one.label} {one.question} {' '.join(one.anchors)}" for one in scoring_scheme().criteria)
    assert "MoRiLE" not in words


def test_a_scheme_that_breaks_its_rules_is_refused() -> None:
    scheme = scoring_scheme()
    first, *rest = scheme.criteria
    for broken in (
        (first, first, *rest),
        (replace(first, anchors=first.anchors[:4]), *rest),
        (replace(first, anchors=(*first.anchors[:4], " ")), *rest),
        (replace(first, volume=True), *rest),
        tuple(replace(one, volume=False) for one in scheme.criteria),
    ):
        with pytest.raises(BadDefinition):
            check_scheme(broken, scheme.certainties)
