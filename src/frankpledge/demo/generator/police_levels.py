"""The ONS's workbook of recorded crime by partnership: counts of two years ending, the change, and rates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from frankpledge.analysis.periods import Month, Quarter, year_ending
from frankpledge.demo.generator.names import DISTRICTS, FORCE_CODE, FORCE_NAME
from frankpledge.demo.generator.police_counts import PoliceCounts, offences
from frankpledge.demo.generator.records import partnerships

_PLACES = (
    "Police Force Area code", "Police Force Area name", "Community Safety Partnership code",
    "Community Safety Partnership name", "Local Authority code", "Local Authority name",
)  # fmt: skip
_TOTAL = "Total recorded crime\n (excluding fraud)"
_CHANGE = "Percentage change"
_LEAST_BASE = 50
_PER_HOUSEHOLD = 2.3
_QUARTERS = 4
Row = tuple[object, ...]


def years_ending(quarters: tuple[Quarter, ...]) -> tuple[Month, ...]:
    """Return the last months of the years that end with the newest quarter and a year before, each having its like."""
    ends = [quarters[-1].window.last, quarters[-1].window.last - 12]
    held = set(quarters)
    return tuple(sorted(last for last in ends if set(_quarters(last)) | set(_quarters(last - 12)) <= held))


def ons_workbook(counts: PoliceCounts, *, last: Month, people: Mapping[str, int]) -> dict[str, list[Row]]:
    """Return the sheets for the year ending a month; `people` are residents by partnership."""
    now, before = _year(counts, last), _year(counts, last - 12)
    told = f"year ending {last.label}"
    heads = _headings()
    return {
        "Cover sheet": [(f"Recorded crime data by Community Safety Partnership area, {told}",), (_INVENTED,)],
        "Notes": [("Notes",), ("Note number", "Note text"), *_NOTES],
        "Table C2": _table("C2", f"year ending {(last - 12).label}", "Numbers", heads, _counts(before, people)),
        "Table C3": _table("C3", told, "Numbers", heads, _counts(now, people)),
        "Table C4": _table(
            "C4",
            f"year ending {(last - 12).label} to {told}",
            "Percentage change",
            heads,
            _changes(before, now, people),
        ),
        "Table C5": _table("C5", told, "Rate per 1,000 population", _rate_headings(last), _rates(now, people)),
    }


_INVENTED = "Generated for this demonstration: an invented county in the layout of the Office for National Statistics"
_NOTES: tuple[Row, ...] = (
    ("note 1", "Police recorded crime data are not designated as accredited official statistics"),
    ("note 2", "Population figures are rounded to the nearest 100"),
    ("note 3", "The symbol : means that a figure is not available, and [x] that none is shown"),
    ("note 4", "Percentage changes are not given where fewer than 50 crimes were recorded in the earlier year"),
)


def _table(name: str, told: str, unit: str, heads: tuple[str, ...], rows: list[Row]) -> list[Row]:
    """Return a table below its title, unit and words on symbols, with a source at its foot."""
    return [
        (f"Table {name}: Recorded crime by Community Safety Partnership area, {told} [note 1]",),
        ("This worksheet contains one table. Some cells refer to notes, which can be found on the notes worksheet",),
        (f"{FORCE_NAME}",),
        (unit,),
        (),
        (*_PLACES, *heads),
        *rows,
        (),
        (f"Source: {_INVENTED}",),
    ]


def _headings() -> tuple[str, ...]:
    return (_TOTAL, *_names())


def _rate_headings(last: Month) -> tuple[str, ...]:
    year = last.year - 1
    names = [name for name in _names() if name != "Residential burglary"]
    split = ("Residential burglary (per 1,000 population)", "Residential burglary (per 1,000 household)")
    figures = (f"Population figures (mid-{year}) - rounded to 100", f"Household figures (mid-{year}) - rounded to 100")
    return (*figures, f"{_TOTAL} [note 2]", *names, *split)


def _names() -> tuple[str, ...]:
    """Return groups and the sub-groups that are not a group by themselves, each once, in the order of the table."""
    pairs = dict.fromkeys(name for one in sorted(offences(), key=_order) for name in (one.group, one.subgroup))
    return tuple(pairs)


def _order(one: object) -> tuple[int, str]:
    group, subgroup = getattr(one, "group", ""), getattr(one, "subgroup", "")
    return (_GROUPS.index(group), subgroup)


_GROUPS = (
    "Violence against the person", "Sexual offences", "Robbery", "Theft offences", "Criminal damage and arson",
    "Drug offences", "Possession of weapons offences", "Public order offences", "Miscellaneous crimes against society",
)  # fmt: skip


def _year(counts: PoliceCounts, last: Month) -> dict[str | None, Counter[str]]:
    """Return counts by group and sub-group for the force (None) and each partnership."""
    found: dict[str | None, Counter[str]] = {}
    for place in (None, *partnerships()):
        codes = counts.of_year(_quarters(last), place)
        sums: Counter[str] = Counter()
        for one in offences():
            for name in {_TOTAL, one.group, one.subgroup}:
                sums[name] += codes[one.code]
        found[place] = sums
    return found


def _quarters(last: Month) -> tuple[Quarter, ...]:
    return tuple(dict.fromkeys(Quarter.of(month) for month in year_ending(last).months()))


def _places(people: Mapping[str, int]) -> list[tuple[str | None, Row, int]]:
    """Return the force, then each partnership, with the cells that name it and its residents."""
    whole = sum(people[name] for name in partnerships())
    found: list[tuple[str | None, Row, int]] = [(None, (FORCE_CODE, FORCE_NAME, "[z]", "[z]", "[z]", "[z]"), whole)]
    for name in partnerships():
        own = [district for district in DISTRICTS if district.partnership == name]
        council = (own[0].code, own[0].name) if len(own) == 1 else ("[z]", "Combined Local Authority")
        found.append((name, (FORCE_CODE, FORCE_NAME, own[0].partnership_code, name, *council), people[name]))
    return found


def _counts(year: Mapping[str | None, Counter[str]], people: Mapping[str, int]) -> list[Row]:
    return [(*cells, *(year[place][name] for name in _headings())) for place, cells, _ in _places(people)]


def _changes(
    before: Mapping[str | None, Counter[str]], now: Mapping[str | None, Counter[str]], people: Mapping[str, int]
) -> list[Row]:
    rows: list[Row] = []
    for place, cells, _ in _places(people):
        pairs = [(before[place][name], now[place][name]) for name in _headings()]
        rows.append((*cells, *(":" if old < _LEAST_BASE else round(100 * (new / old - 1)) for old, new in pairs)))
    return rows


def _rates(year: Mapping[str | None, Counter[str]], people: Mapping[str, int]) -> list[Row]:
    """Return rates on residents rounded to 100; robbery of the smallest partnership is marked as not shown."""
    smallest = min(partnerships(), key=lambda name: people[name])
    names = [_TOTAL, *(name for name in _names() if name != "Residential burglary")]
    rows: list[Row] = []
    for place, cells, residents in _places(people):
        crowd = round(residents, -2)
        homes = round(residents / _PER_HOUSEHOLD, -2)
        rates = [
            "[x]" if place == smallest and name == "Robbery" else _rate(year[place][name], crowd) for name in names
        ]
        burgled = year[place]["Residential burglary"]
        rows.append((*cells, crowd, homes, *rates, _rate(burgled, crowd), _rate(burgled, homes)))
    return rows


def _rate(events: int, people: float) -> float:
    return round(1_000 * events / people, 1)
