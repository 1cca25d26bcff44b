"""The checks of every picture must be able to fail: each is shown a picture that breaks its rule."""

from __future__ import annotations

from frankpledge.charts.drawing import Sheet
from tests.charts.seeing import written


def test_words_outside_are_seen_outside() -> None:
    sheet = Sheet("planted", 354)
    sheet.text((340, 10), "too far right", size=15)
    (only,) = written(sheet.finish(50, title="t", description="d"))
    assert only.right > 354


def test_words_on_words_are_seen() -> None:
    sheet = Sheet("planted", 354)
    sheet.text((10, 20), "first", size=15, halo="paper")
    sheet.text((20, 26), "second", size=15)
    first, second = written(sheet.finish(50, title="t", description="d"))
    assert first.overlaps(second)


def test_words_beneath_each_other_are_not_on_each_other() -> None:
    sheet = Sheet("planted", 354)
    sheet.lines((10, 20), ("first", "second"), size=15)
    first, second = written(sheet.finish(50, title="t", description="d"))
    assert not first.overlaps(second)
