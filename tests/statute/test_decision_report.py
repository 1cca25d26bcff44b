"""The headings of a decision report."""

from __future__ import annotations

from frankpledge.statute.decision_report import headings


def test_the_headings_stand_in_the_order_in_which_councils_print_them() -> None:
    assert [one.ref for one in headings()] == [
        "recommendations", "options", "reasons", "considerations", "community", "section-17", "equality",
        "environment", "financial", "legal", "risk", "consultees", "appendices", "background",
    ]  # fmt: skip
    assert [one.ref for one in headings() if not one.required] == ["environment", "appendices"]


def test_each_heading_says_what_to_write_and_what_it_is_for() -> None:
    assert all(one.ask.endswith(".") and one.why.endswith(".") for one in headings())
    assert len({one.ref for one in headings()}) == len(headings())
