"""Every kind of picture with ordinary and with odd values, at every width: what the tests of all pictures look at."""

from __future__ import annotations

from collections.abc import Callable
from math import inf

from shapely.geometry import Polygon, box

from frankpledge.charts.change import ChangeRow, change_dots
from frankpledge.charts.chart import Chart
from frankpledge.charts.comparison import AreaRate, Level, comparison_dots
from frankpledge.charts.maps import MapPlace, Town, area_map
from frankpledge.charts.monthly import ChartEvent, MonthPoint, monthly_line
from frankpledge.charts.rank_dots import RankDot, rank_dots
from frankpledge.charts.ranked import Bar, ranked_bars
from frankpledge.charts.words import Words
from tests.charts.gallery_more import more

WIDTHS = (354, 600, 1136)
LONG = "Possession of weapons and of other things adapted for use as one in a public place or on school premises"
PLACE = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"


def words(name: str) -> Words:
    return Words(name, f"The finding of {name}", "Offences recorded, year ending December 2025", "Invented Police")


def month(i: int) -> str:
    return f"{2023 + i // 12}-{i % 12 + 1:02}"


def ordinary_months() -> list[MonthPoint]:
    wave = (58, 61, 74, 76, 66, 70, 64, 72, 63, 60, 69, 57)
    points = []
    for i in range(36):
        expected = float(wave[i % 12]) + 2
        value = wave[i % 12] + (i * 7) % 11 - 5 + (34 if i in (28, 30) else -40 if i == 15 else 0)
        verdict = "higher" if i in (28, 30) else "lower" if i == 15 else ""
        points.append(
            MonthPoint(
                month(i), value, expected, expected - 22, expected + 22, verdict, i == 35, reference=expected - 4
            )
        )
    return points


def _monthly(name: str, points: list[MonthPoint], **more: object) -> Callable[[int], Chart]:
    return lambda width: monthly_line(words(name), points=points, width=width, **more)


def _events(*months: int) -> list[ChartEvent]:
    return [ChartEvent(month(i), f"Event {i}, of which {'much ' * (i % 4)}is said") for i in months]


def months() -> dict[str, Callable[[int], Chart]]:
    full = ordinary_months()
    gaps = [p for i, p in enumerate(full) if i not in (5, 6, 20)]
    gaps[9] = MonthPoint(gaps[9].month, None, why="not shown")
    lockdown = ChartEvent(month(2), "Lockdown, kept out of the expected range", last=month(8))
    big = [MonthPoint(month(i), 1.2e9 + i * 1e7, signal="higher", lower=1e9, upper=1.1e9) for i in range(12)]
    tiny = [MonthPoint(month(i), 0.0003 * (1 + i % 3), reference=0.0004) for i in range(20)]
    crowded = [MonthPoint(month(i), (5, 1, 0, 2, None, 3)[i % 6], 2.5, 0, 5.5) for i in range(49)]
    return {
        "months": _monthly("months", full, unit="offences", reference="Three-year average, same month"),
        "months-low": _monthly(
            "months low", full, events=_events(10, 29), reference="Three-year average, same month", low=True
        ),
        "months-events": _monthly("months events", full, events=_events(10, 29)),
        "months-gaps": _monthly("months gaps", gaps, events=[lockdown, *_events(22, 23)], polarity="neither"),
        "months-four": _monthly("four", [MonthPoint(month(i), v) for i, v in enumerate((812, 790, 861, 844))]),
        "months-one": _monthly("one", [MonthPoint("2025-04", 3, 2.2, 0, 6, provisional=True)], events=_events(27)),
        "months-zero": _monthly("zero", [MonthPoint(month(i), 0) for i in range(14)]),
        "months-none": _monthly("none", [MonthPoint(month(i), None, why="not shown") for i in range(5)]),
        "months-big": _monthly("big", big),
        "months-tiny": _monthly("tiny", tiny, reference="Three-year average, same month"),
        "months-crowded": _monthly("crowded", crowded, events=_events(3, 4, 5, 6, 20, 47, 48), polarity="bigger"),
        "months-minus": _monthly("minus", [MonthPoint(month(i), (-5, 1, None, 2)[i % 4]) for i in range(24)]),
        "months-expected": _monthly("expected", [MonthPoint(month(i), 4 + i, 5, provisional=i > 1) for i in range(5)]),
        "months-half-range": _monthly("half", [MonthPoint(month(i), 4, lower=2, upper=9) for i in range(3)]),
    }


def ordinary_changes() -> list[ChangeRow]:
    return [
        ChangeRow("Burglary", 592, 480, "lower", 0.81, 0.71, 0.93, -19),
        ChangeRow("Shoplifting", 742, 937, "higher", 1.26, 1.08, 1.43, 26),
        ChangeRow("Violence and sexual offences", 4640, 4727, "none", 1.02, 0.97, 1.05, 2),
        ChangeRow("Robbery", 49, 56, "cannot_tell", 1.14, 0.78, 1.69, None),
        ChangeRow("Referrals of women over 60", 60, 90, "higher", 1.5, 1.1, 2.1, 50, polarity="neither"),
    ]


def odd_changes() -> list[ChangeRow]:
    return [
        ChangeRow(LONG, 0, 3, "cannot_tell"),
        ChangeRow("Bicycle theft", 1, 400, "higher", 400.0, 60.0, inf, None),
        ChangeRow("Other", None, 4, "cannot_tell", why="not shown"),
        ChangeRow("Seizures", 12_345_678, 1_234_567, "lower", 0.1, 0.09, 0.11, -90, polarity="bigger"),
        ChangeRow("Same", 50, 50, "none", 1.0, 0.6, 1.6, 0.0, reason=""),
        ChangeRow("Gone", 30, 0, "lower", 0.0, 0.0, 0.2, None, reason=""),
    ]


def _changes(name: str, rows: list[ChangeRow], **more: bool) -> Callable[[int], Chart]:
    ends = {"before": "year ending December 2024", "after": "year ending December 2025"}
    return lambda width: change_dots(words(name), rows=rows, width=width, **ends, **more)


def changes() -> dict[str, Callable[[int], Chart]]:
    many = [ChangeRow(f"Kind {i}", 100 + i, 100, "none", 1 - i / 99, 0.7, 1.3, -i) for i in range(25)]
    return {
        "change": _changes("change", ordinary_changes()),
        "change-odd": _changes("change odd", odd_changes(), as_given=True),
        "change-one": _changes("change one", odd_changes()[:1]),
        "change-many": _changes("change many", many),
    }


def ordinary_areas() -> list[AreaRate]:
    named = (("Telford", 96.7), ("South Worcester", 75.1), ("Herefordshire, County of", 63.8), ("Shropshire", 57.2))
    rows = [AreaRate(n, v, v - 1.2 - v / 40, v + 1.2 + v / 40, own="Here" in n, group="Ours") for n, v in named]
    return [
        *rows,
        AreaRate("King’s Lynn and West Norfolk", 70.2, 68, 72.1, group="Outside the force, as listed in 2023"),
    ]


def odd_areas() -> list[AreaRate]:
    return [
        AreaRate(PLACE, 0.00012, 0, 0.0004),
        AreaRate("Herefordshire", 0.00031, 0.0001, 0.0005, own=True),
        AreaRate("Nowhere", 0, 0, 0.0002),
        AreaRate(LONG, None, why="not shown"),
        AreaRate("B", None),
    ]


def _areas(name: str, rows: list[AreaRate], force: Level | None, **more: bool) -> Callable[[int], Chart]:
    return lambda width: comparison_dots(
        words(name), areas=rows, unit="per 1,000 residents", force=force, width=width, **more
    )


def comparisons() -> dict[str, Callable[[int], Chart]]:
    same = [AreaRate(f"Area {i}", 12_345_678, 12_000_000, 13_000_000, own=i == 3) for i in range(25)]
    return {
        "areas": _areas("areas", ordinary_areas(), Level("West Mercia, all five", 72)),
        "areas-odd": _areas("areas odd", odd_areas(), Level(f"A force with a name like {PLACE}", 0.0006)),
        "areas-same": _areas("areas same", same, Level("Force", 1), as_given=True),
        "areas-one": _areas("areas one", [AreaRate("Herefordshire", 0, own=True)], None),
        "areas-unknown": _areas("areas unknown", [AreaRate("Herefordshire", None, own=True)], None),
    }


def grid(across: int, down: int, side: float = 1_000, at: tuple[float, float] = (350_000, 240_000)) -> list[Polygon]:
    west, south = at
    return [
        box(west + c * side, south + r * side, west + (c + 1) * side, south + (r + 1) * side)
        for r in range(down)
        for c in range(across)
    ]


def squares(across: int = 5, down: int = 4, **more: float) -> list[MapPlace]:
    amounts = (0, 3, 12, None, 40, 7, 160, 1, 25)
    return [
        MapPlace(
            f"X{i:03}",
            f"Place {i}",
            outline,
            amounts[i % 9],
            "no data" if i % 2 else "not shown",
            i % 3 == 0,
            i % 9 == 6,
        )
        for i, outline in enumerate(grid(across, down, **more))
    ]


def countryside(across: int = 4, down: int = 4, streets: int = 6) -> list[MapPlace]:
    """Return large places with a town of small ones laid over the corner of the first."""
    fields = grid(across, down, side=8_000)
    town = grid(streets, streets, side=300, at=(350_400, 240_400))
    return [
        MapPlace(f"X{i:03}", f"Place {i}", outline, (i * 37) % 90 if i % 11 else None, "not shown", marked=i % 13 == 5)
        for i, outline in enumerate([*fields, *town])
    ]


def _map(name: str, places: list[MapPlace], **more: object) -> Callable[[int], Chart]:
    return lambda width: area_map(words(name), places=places, unit="offences", width=width, **more)


def maps() -> dict[str, Callable[[int], Chart]]:
    ring = Polygon([(0, 0), (9, 0), (9, 9), (0, 9)], [[(3, 3), (6, 3), (6, 6), (3, 6)]])
    towns = [Town("Middle", 352_500, 242_000), Town(PLACE, 350_100, 240_100), Town("Abroad", 1, 1)]
    lands = [MapPlace(p.code, p.name, p.shape, p.value, labelled=True) for p in squares(4, 3, side=0.02, at=(-2.7, 52))]
    return {
        "map": _map("map", squares(), towns=towns, marked="highest three"),
        "map-town": _map("map town", countryside(), towns=[Town("Market Town", 351_000, 241_000)], marked="highest"),
        "map-town-wide": _map("map town wide", countryside(across=9, down=1)),
        "map-wide": _map("map wide", squares(30, 1), bounds=(1, 10, 100)),
        "map-tall": _map("map tall", squares(1, 30)),
        "map-degrees": _map("map degrees", lands),
        "map-one": _map("map one", [MapPlace("X1", PLACE, ring, 2.5, labelled=True)]),
        "map-zero": _map("map zero", [MapPlace("X1", "A", ring, 0), MapPlace("X2", "B", grid(1, 1)[0], None)]),
        "map-rings": _map("map rings", [MapPlace("X1", "A", ((((0, 0), (900, 0), (900, 500))),), 4)]),
    }


def _bars(name: str, rows: list[Bar], **more: bool) -> Callable[[int], Chart]:
    return lambda width: ranked_bars(words(name), bars=rows, unit="offences", width=width, **more)


def bars() -> dict[str, Callable[[int], Chart]]:
    kinds = [Bar("Violence", 4727), Bar("Robbery", 4), Bar("Bicycle theft", 0), Bar(LONG, None, why="not shown")]
    mixed = [Bar(LONG, 38.5, own=False), Bar("Us", 146.25), Bar("Burglary", -158, own=False), Bar("Rest", None)]
    return {
        "bars": _bars("bars", kinds),
        "bars-mixed": _bars("bars mixed", mixed, as_given=True),
        "bars-many": _bars("bars many", [Bar(f"Kind {i}", 1e9 / (i + 1)) for i in range(25)]),
        "bars-zero": _bars("bars zero", [Bar("Only", 0)]),
        "bars-minus": _bars("bars minus", [Bar("Only", -3)]),
        "bars-unknown": _bars("bars unknown", [Bar("Only", None)]),
    }


def ordinary_places() -> list[RankDot]:
    """Return five issues, two of them picked, one that lacks a mark."""
    return [
        RankDot("Domestic abuse", 1, 1, 1, picked=True),
        RankDot("Serious violence among young people in the town centre at night", 2, 2, 4, picked=True),
        RankDot("Anti-social behaviour", 3, 2, 4),
        RankDot("Shop theft", 4, 2, 4),
        RankDot("Fraud", None, why="not marked"),
    ]


def _places(name: str, rows: list[RankDot], top: int) -> Callable[[int], Chart]:
    return lambda width: rank_dots(words(name), ranks=rows, top=top, width=width)


def places() -> dict[str, Callable[[int], Chart]]:
    """Return places in several states."""
    many = [RankDot(f"Issue {n}", n, max(1, n - 6), min(60, n + 6)) for n in range(1, 61)]
    return {
        "places": _places("places", ordinary_places(), 2),
        "places-one": _places("places one", [RankDot("Only this", 1)], 1),
        "places-many": _places("places many", many, 4),
    }


def everything() -> dict[str, Callable[[int], Chart]]:
    return months() | changes() | comparisons() | maps() | bars() | places() | more()
