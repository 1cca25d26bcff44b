"""Where it changed otherwise than the whole area, and how places picked a year ago fared."""

from __future__ import annotations

from frankpledge.analysis.places import ChangeMap
from frankpledge.charts.chart import Chart
from frankpledge.charts.maps import ClassedPlace, MapClass, class_map
from frankpledge.domain.explorer.presenters import words as say
from frankpledge.domain.places.queries.where import PlacesReading, Tried
from frankpledge.domain.studies.presenters.page import Frame, Line, Part, drawn, mapped, signed
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Row, Table

SHOWN, UNCHANGED = 15, 5
CHANGED = {
    "higher": MapClass("H", "Rose more", "than the rest of the area", "seq4", "paper"),
    "lower": MapClass("L", "Rose less, or fell", "against the rest of the area", "paper", "ink"),
}


def changed_part(found: PlacesReading, frame: Frame) -> Part:
    """Return the map and table of places that changed otherwise than the whole."""
    title, c = "Where it changed otherwise than the whole", found.changed
    if c is None:
        return Part("changed", title, absent=found.whys["changed"])
    shown = min(SHOWN, sum(verdict != "" for verdict in c.verdict) + UNCHANGED)
    all_of_them = f" All {c.n} places are in the CSV." if c.n > shown else ""
    method = (
        "Each place against the change of all others together: exact binomial below 50 events, else normal, widened "
        f"by dispersion {c.dispersion:.2f}; false discovery rate {c.alpha:.0%}. The whole went from "
        f"{sum(found.before):,} to {sum(found.after):,} ({c.whole:.2f} times): a rise everywhere is no rise "
        f"here.{all_of_them}"
    )
    order = sorted(range(c.n), key=lambda at: (c.verdict[at] == "", -abs(c.difference[at])))
    heads = (
        Column("Neighbourhood"),
        Column("Before", right=True),
        Column("After", right=True),
        Column("Beyond its share", right=True),
        Column("Has it changed otherwise?"),
    )
    rows = tuple(_row(found, c, at) for at in order[:shown])
    lines: list[Line] = [(found.codes[at], float(found.after[at]), _cells(found, c, at)) for at in order]
    head = ("place", "code", "before", "after", "ratio", "beyond_its_share", "p_value", "verdict")
    table = Table("Change by place", heads, rows, caption_hidden=True)
    drawing = drawn(lambda width: _change_map(found, frame, width)) if any(c.verdict) and found.outlines else None
    return Part("changed", title, picture=drawing, table=table, method=method, file=frame.file("changed", head, lines))


def _row(found: PlacesReading, c: ChangeMap, at: int) -> Row:
    counts = (found.names[at], f"{found.before[at]:,}", f"{found.after[at]:,}", signed(c.difference[at], 1))
    return Row((*counts, _verdict(found, at)), quiet=not c.verdict[at])


def _cells(found: PlacesReading, c: ChangeMap, at: int) -> tuple[object, ...]:
    counts = (found.names[at], found.codes[at], found.before[at], found.after[at])
    told = (round(float(c.ratio[at]), 4), round(float(c.difference[at]), 3), round(float(c.p_value[at]), 5))
    return (*counts, *told, c.verdict[at])


def _verdict(found: PlacesReading, at: int) -> str:
    verdict = found.changed.verdict[at] if found.changed else ""
    words = {"higher": "Rose more than the rest", "lower": "Rose less than the rest, or fell"}.get(verdict, "")
    polarity = say.polarity(found.subject.asked.what)
    return component("signal", verdict=verdict or "none", polarity=polarity, words=words or "No detectable difference")


def _change_map(found: PlacesReading, frame: Frame, width: int) -> Chart:
    verdicts = dict(zip(found.codes, found.changed.verdict if found.changed else (), strict=True))
    after = dict(zip(found.codes, found.after, strict=True))
    letters = {"higher": "H", "lower": "L"}
    places = [
        ClassedPlace(p.code, p.name, p.shape, float(after.get(p.code, 0)), letters.get(verdicts.get(p.code, ""), ""))
        for p in found.outlines
    ]
    ups, downs = (list(verdicts.values()).count(way) for way in ("higher", "lower"))
    words = frame.words(
        f"changed-{width}",
        f"{ups} places rose more than the rest of the area, {downs} less",
        f"{say.capital(say.unit(frame.asked.what))}, {frame.subject.window.label} against the year before, by "
        "neighbourhood",
        source=mapped(frame),
    )
    classes = [each for way, each in CHANGED.items() if way in verdicts.values()]
    return class_map(words, places=places, classes=classes, unit=say.unit(frame.asked.what), width=width)


def tried_part(found: PlacesReading, frame: Frame) -> Part:
    """Return how hot spots and busiest places of the year before did in the period."""
    title = "How places picked a year ago fared"
    if not found.tried:
        return Part("tried", title, absent="A month of the two years is missing, so nothing can be tried.")
    heads = (
        Column("Picked"),
        *(Column(name, right=True) for name in ("Places", "Events held", "Ground", "PAI", "PEI", "RRI")),
    )
    rows = tuple(_fared(one) for one in found.tried)
    lines: list[Line] = [(one.name, one.found.hit_rate if one.found else None, _figures(one)) for one in found.tried]
    method = (
        "Picked on the year before the period, judged on the period, which picking did not see. PAI: events held ÷ "
        "ground (1: no better than chance); PEI: of what the best places of the same ground would have held; RRI: how "
        "far the picked places' share of events held on (1: wholly)."
    )
    head = ("picked", "places", "hit_rate", "area_share", "pai", "pei", "rri")
    file = frame.file("tried", head, lines, count=False)
    return Part("tried", title, table=Table("Back-test", heads, rows, caption_hidden=True), method=method, file=file)


def _fared(one: Tried) -> Row:
    f = one.found
    if f is None:
        none = component("absent", kind="withheld", words=one.why)
        return Row((one.name, f"{one.picked}", none, "–", "–", "–", "–"))
    rri = "–" if f.rri is None else f"{f.rri:.2f}"
    shares = (f"{f.hit_rate:.1%}", f"{f.area_share:.1%}", f"{f.pai:.1f}", f"{f.pei:.2f}", rri)
    return Row((one.name, f"{one.picked}", *shares))


def _figures(one: Tried) -> tuple[object, ...]:
    f = one.found
    if f is None:
        return (one.name, one.picked, *[""] * 5)
    told = (round(value, 5) for value in (f.hit_rate, f.area_share, f.pai, f.pei))
    return (one.name, one.picked, *told, "" if f.rri is None else round(f.rri, 5))
