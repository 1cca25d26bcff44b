"""Ready-counted figures: counts, and shares whose number, base and what they leave out are held to the same rule."""

from __future__ import annotations

import pytest

from frankpledge.analysis.disclosure import Published, audit, hide
from frankpledge.analysis.disclosure.ready import Counted, Ready
from frankpledge.analysis.disclosure.views import NoSuchView, View
from frankpledge.analysis.periods import Month

APRIL = Month(2024, 4)
LAST = APRIL + 11


def quarter(at: int, number: int | None, base: int | None = None, kind: str = "Reoffended", **more: str) -> Counted:
    first = APRIL + 3 * at
    share = base is not None
    return Counted(kind=kind, first=first, last=first + 2, number=number, base=base, share=share, **more)  # type: ignore[arg-type]


def shown(view: View) -> dict[tuple[str, str], int | None]:
    """Return what a reader sees, and prove that no small count of it can be worked out."""
    numbers = [line.number for line in view.lines]
    hidden = hide(numbers=numbers)
    told = [Published(one.cells, one.value) for one in numbers if one.name not in hidden.names]
    small = {one.name: one.cells for one in numbers if 1 <= one.value <= 4}
    assert audit(releases=told, protected=small).unsafe == ()
    return {
        (line.kind, line.period): None if line.number.name in hidden.names else line.number.value for line in view.lines
    }


@pytest.mark.parametrize(
    ("number", "base", "why"),
    [(3, 60, "a small numerator"), (58, 60, "a small complement"), (2, 4, "a small base"), (57, 60, "three others")],
)
def test_a_share_is_told_only_where_its_number_its_base_and_what_it_leaves_out_may_be(
    number: int, base: int, why: str
) -> None:
    view = Ready(figures=(quarter(0, number, base), quarter(1, 20, 60))).view(APRIL, LAST, span=3)
    seen = shown(view)
    first = [seen[f"Reoffended ({part})", "2024-04--2024-06"] for part in ("number", "others", "all")]
    assert sum(value is None for value in first) >= 2, why
    assert view.shares == {"Reoffended (number)": "Reoffended (all)"}
    second = [seen[f"Reoffended ({part})", "2024-07--2024-09"] for part in ("number", "others", "all")]
    assert second == [20, 40, 60]


def test_a_year_of_four_quarters_hides_what_would_give_a_quarter_away() -> None:
    ready = Ready(figures=tuple(quarter(at, n, kind="Fires") for at, n in enumerate((2, 9, 12, 30))))
    by_year, by_quarter = ready.view(APRIL, LAST, span=12), ready.view(APRIL, LAST, span=3)
    both = View((*by_quarter.lines, *by_year.lines), (), by_quarter.counts)
    seen = shown(both)
    assert seen["Fires", "2024-04--2024-06"] is None
    assert sum(value is None for value in seen.values()) == 2


def test_what_the_supplier_hid_or_does_not_hold_is_never_a_number_nor_part_of_a_longer_one() -> None:
    ready = Ready(
        figures=(
            quarter(0, 20, kind="Fires"), quarter(1, None, kind="Fires", state="suppressed"),
            quarter(2, 30, kind="Fires"), quarter(3, None, kind="Fires", state="missing"),
        )
    )  # fmt: skip
    view = ready.view(APRIL, LAST, span=3)
    assert [line.number.value for line in view.lines if line.kind == "Fires"] == [20, 30]
    absent = {one.period: one.hidden for one in view.absent}
    assert absent["2024-07--2024-09"] is True
    assert absent["2025-01--2025-03"] is False
    year = ready.view(APRIL, LAST, span=12)
    assert year.lines == ()
    assert {one.hidden for one in year.absent} == {True}


def test_periods_that_overlap_or_begin_amiss_are_not_taken_and_sensitive_figures_stand_apart() -> None:
    rolling = Counted(kind="Rolling", first=APRIL - 9, last=APRIL + 2, number=40)
    ready = Ready(
        figures=(rolling, quarter(0, 9, kind="Fires"), quarter(0, 9, kind="Hate")), sensitive_kinds=frozenset({"Hate"})
    )
    assert ready.kinds == ("Fires", "Hate")
    assert [line.kind for line in ready.view(APRIL, LAST, span=3).lines] == ["Fires"]
    assert [line.kind for line in ready.view(APRIL, LAST, span=3, sensitive=True).lines] == ["Hate"]
    with pytest.raises(NoSuchView, match="Nothing that is ready counted"):
        ready.view(APRIL, LAST, span=12)
