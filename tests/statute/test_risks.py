"""Scales of likelihood and impact hold together, and a broken one is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frankpledge.statute import risks
from frankpledge.statute.load import BadDefinition


def test_each_scale_covers_every_score_once() -> None:
    assert [(one.id, one.highest) for one in risks.schemes()] == [("five", 25), ("four", 16)]
    for scheme in risks.schemes():
        for likelihood in scheme.likelihood:
            for impact in scheme.impact:
                assert scheme.band(likelihood.score * impact.score)


def test_a_scale_is_found_by_its_name() -> None:
    assert risks.scheme_called("four") is risks.schemes()[1]
    assert risks.scheme_called("three") is None
    assert "money" in {one.id for one in risks.categories()}


def test_a_scale_with_a_gap_is_refused() -> None:
    first = risks.schemes()[0]
    with pytest.raises(BadDefinition, match="each score once"):
        risks._checked(replace(first, bands=first.bands[1:]))
    with pytest.raises(BadDefinition, match="run from 1 up"):
        risks._checked(replace(first, impact=first.impact[1:]))
