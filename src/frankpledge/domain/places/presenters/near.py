"""Near repeats: pairs of records close in space and time, beyond what chance would give."""

from __future__ import annotations

from frankpledge.domain.disclosure.rules import Policy
from frankpledge.domain.evidence.queries.naming import day_in_words
from frankpledge.domain.places.queries.where import DAYS, METRES, SEED, SHUFFLES, NearRepeats
from frankpledge.domain.studies.presenters.page import Frame, Line, Part
from frankpledge.ground.ui.parts import Column, Row, Table


def near_part(near: NearRepeats, frame: Frame) -> Part:
    """Return the table of pairs, or why there is none."""
    title = "Near repeats"
    if near.found is None or near.own is None or near.own.events is None:
        return Part("near", title, absent=near.why)
    k, own = near.found, near.own.events
    heads = (Column("Metres apart"), *(Column(f"{label} days", right=True) for label in k.time_labels))
    rows = tuple(
        Row((label, *(_pairs(near, at, on) for on in range(len(k.time_labels)))))
        for at, label in enumerate(k.distance_labels)
    )
    lines: list[Line] = [
        (f"{where} {when}", float(k.observed[at, on]), (where, when, *_figures(near, at, on)))
        for at, where in enumerate(k.distance_labels)
        for on, when in enumerate(k.time_labels)
    ]
    source = f"{own.supplier}, {own.data_set}. As known on {day_in_words(own.known_on)}. For the partnership only"
    method = (
        f"Knox: pairs by distance and days apart, bands half-open, against {SHUFFLES} shuffles of the days (seed "
        f"{SEED}); p = (1 + as many or more) ÷ {SHUFFLES + 1}. {k.n:,} records with a point, to {METRES[-1]:.0f} m and "
        f"{DAYS[-1]:.0f} days. {source}."
    )
    file = frame.file(
        "near", ("metres", "days", "pairs", "expected", "p_value"), lines, source=source, policy=Policy.RESTRICTED
    )
    table = Table("Pairs beyond chance", heads, rows, caption_hidden=True)
    return Part("near", title, table=table, method=method, file=file, words=_near_words(near))


def _pairs(near: NearRepeats, at: int, on: int) -> str:
    k = near.found
    if k is None:
        return ""
    return f"{k.observed[at, on]:,} of {k.expected[at, on]:,.1f} (p {k.p_value[at, on]:.3f})"


def _near_words(near: NearRepeats) -> str:
    k = near.found
    if k is None:
        return ""
    ratio, p = float(k.ratio[0, 0]), float(k.p_value[0, 0])
    if p <= 0.05:
        return (
            f"Pairs within {METRES[1]:.0f} m and {DAYS[1]:.0f} days of each other are {ratio:.1f} times as many as "
            f"chance would give (p = {p:.3f}). Each cell: pairs found, of how many expected."
        )
    return (
        f"Pairs close in space and time are no more than chance gives (p = {p:.3f}). Each cell: of how many expected."
    )


def _figures(near: NearRepeats, at: int, on: int) -> tuple[object, ...]:
    k = near.found
    if k is None:
        return ()
    return int(k.observed[at, on]), round(float(k.expected[at, on]), 3), round(float(k.p_value[at, on]), 4)
