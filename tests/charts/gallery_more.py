"""Pictures of many small parts, with ordinary and with odd values: small multiples, funnels, maps of classes."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt

from shapely.geometry import box

from frankpledge.charts.chart import Chart
from frankpledge.charts.funnel import FunnelPoint, funnel_plot
from frankpledge.charts.maps import ClassedPlace, MapClass, class_map
from frankpledge.charts.multiples import Panel, small_multiples
from frankpledge.charts.thread import Knot, thread
from frankpledge.charts.words import Words
from tests.charts.gallery_looking import looking

LONG = "Possession of weapons and of other things adapted for use as one in a public place or on school premises"
STAGES = ("Evidence", "Finding", "Action")
YEAR = [f"2025-{n:02}" for n in range(1, 13)]
CLASSES = (
    MapClass("P", "Persistent", "hot in the newest year and the one before; 21.7% of crime", "seq4", "paper"),
    MapClass("E", "Emerging", "hot in the newest year alone; 5.5% of crime", "seq2", "ink"),
    MapClass("F", "Former", "hot before and not in the newest year", "paper", "ink"),
)


def words(name: str) -> Words:
    return Words(name, f"The finding of {name}", "Offences recorded, year ending December 2025", "Invented Police")


def line(scale: float, *, gaps: tuple[int, ...] = ()) -> tuple[float | None, ...]:
    return tuple(None if i in gaps else round(scale * (1 + ((i * 5) % 7) / 7)) for i in range(12))


def panels() -> list[Panel]:
    return [
        Panel("Violence and sexual offences", line(390), line(380), "none"),
        Panel("Shoplifting", line(78), line(60), "higher"),
        Panel("Burglary", line(40, gaps=(3, 4)), line(52), "lower"),
        Panel("Drugs", line(22), line(20), "higher", "neither"),
        Panel(LONG, line(3), line(2, gaps=tuple(range(12)))),
        Panel("Robbery", line(0), line(0), "cannot_tell"),
        Panel("Bicycle theft", line(12_345_678), line(1), "lower", "bigger"),
    ]


def _panels(name: str, held: list[Panel], months: list[str] = YEAR) -> Callable[[int], Chart]:
    return lambda width: small_multiples(words(name), panels=held, months=months, width=width)


def multiples() -> dict[str, Callable[[int], Chart]]:
    gone = Panel("Nothing", (None,) * 12, (None,) * 12)
    one = Panel("One month", (4,), (None,))
    over = [f"{2024 + n // 12}-{n % 12 + 1:02}" for n in range(6, 18)]
    return {
        "panels": _panels("panels", panels()),
        "panels-one": _panels("panels one", [one], ["2025-04"]),
        "panels-none": _panels("panels none", [gone]),
        "panels-two-years": _panels("panels two years", panels()[:2], over),
    }


def points(n: int, *, scale: float = 1.0, out: tuple[int, ...] = (2, 9), own: int = 5) -> list[FunnelPoint]:
    found = []
    for i in range(n):
        base = 40_000 + 17_000 * ((i * 7) % n)
        half = 400 / sqrt(base)
        value = 5 + ((i * 13) % 9 - 4) / 9 + (4 if i in out[:1] else -3 if i in out[1:] else 0)
        side = "" if i not in out else "higher" if i in out[:1] else "lower"
        ends = ((5 - half) * scale, (5 + half) * scale), ((5 - 1.5 * half) * scale, (5 + 1.5 * half) * scale)
        found.append(FunnelPoint(f"Partnership {i}", base, value * scale, *ends, side, own=i == own))
    return found


def _funnel(name: str, held: list[FunnelPoint], centre: float = 5.0) -> Callable[[int], Chart]:
    return lambda width: funnel_plot(
        words(name), points=held, centre=centre, base="residents", unit="crimes per 1,000 residents", width=width
    )


def funnels() -> dict[str, Callable[[int], Chart]]:
    crowd = [FunnelPoint(LONG, 1_000, 5, (4, 6), (3, 7), "higher", own=i == 0) for i in range(20)]
    return {
        "funnel": _funnel("funnel", points(45)),
        "funnel-small": _funnel("funnel small", points(20, scale=0.0001), 0.0005),
        "funnel-all-alike": _funnel("funnel alike", crowd),
    }


def classed(side: float, across: int, down: int, letters: str) -> list[ClassedPlace]:
    return [
        ClassedPlace(
            f"X{i:03}",
            f"Place {i}",
            box(i % across * side, i // across * side, (i % across + 1) * side, (i // across + 1) * side),
            float(i * 7 % 40),
            letters[i] if i < len(letters) and letters[i] != " " else "",
        )
        for i in range(across * down)
    ]


def _classes(name: str, held: list[ClassedPlace]) -> Callable[[int], Chart]:
    return lambda width: class_map(words(name), places=held, classes=CLASSES, unit="crimes", width=width)


def class_maps() -> dict[str, Callable[[int], Chart]]:
    return {
        "classes": _classes("classes", classed(4_000, 6, 6, "P  E F   P PP   E")),
        "classes-tiny": _classes("classes tiny", classed(40, 30, 30, "PEF" * 30)),
        "classes-none": _classes("classes none", classed(900, 4, 2, "")),
        "classes-tall": _classes("classes tall", classed(900, 1, 30, "P" + " " * 27 + "E")),
    }


def _thread(name: str, held: list[Knot], ties: list[tuple[str, str]]) -> Callable[[int], Chart]:
    return lambda width: thread(words(name), stages=STAGES, knots=held, ties=ties, width=width)


def threads() -> dict[str, Callable[[int], Chart]]:
    few = [Knot("a", "Evidence", "9,041 recorded"), Knot("b", "Finding", LONG), Knot("c", "Action", "Lamps", here=True)]
    crowd = [*few, *(Knot(f"x{n}", "Evidence", f"2025-{n:02}-street.csv") for n in range(1, 13))]
    many = [("a", "b"), ("b", "c"), *((f"x{n}", "a") for n in range(1, 13))]
    return {
        "thread-short": _thread("thread-short", few, [("a", "b"), ("b", "c")]),
        "thread-crowded": _thread("thread-crowded", crowd, many),
        "thread-alone": _thread("thread-alone", few[2:], []),
    }


def more() -> dict[str, Callable[[int], Chart]]:
    return multiples() | funnels() | class_maps() | threads() | looking()
