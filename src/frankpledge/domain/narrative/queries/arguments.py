"""What is asked before a figure or a claim can be found: area, period, month, what is counted, a number, a figure.

Every argument is text in one form: "csp:E22000100", "2025-01 to 2025-12", "2025-04", "crime", "250". A form shows
`choices` where there are any; anything else that `read` can read is taken as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from frankpledge.analysis.periods import FinancialYear, Month, Quarter, Window, year_ending
from frankpledge.domain.evidence.queries.naming import display_name
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.narrative.rules import BadArgument, Reference
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.lake import areas
from frankpledge.lake.areas import Area
from frankpledge.statute.categories import crime_types

Choices = Callable[[Known], tuple[tuple[str, str], ...]]
_NUMBER = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,6})?")
_WHOLE = (("crime", "All recorded crime"), ("asb", "Anti-social behaviour"))


@dataclass(frozen=True)
class Argument:
    """One thing to be asked. kind: area, period, month, what, number, figure, choice or text."""

    name: str
    label: str
    kind: str = "text"
    hint: str = ""
    optional: bool = False
    default: str = ""
    choices: Choices | None = None

    def read(self, text: str) -> str:
        """Return a text in its one form; refused, with an example, when it is of another kind."""
        return READERS[self.kind](text.strip())


def area_of(known: Known, text: str) -> Area:
    """Return the area of an argument."""
    kind, _, code = text.partition(":")
    return areas.find_area(known.open, code, kind=kind) if code else areas.find_area(known.open, kind)


def period_of(text: str) -> Window:
    """Return the window of a text: 2025-01 to 2025-12, year ending 2025-12, 2025-04, 2024/25 or 2024/25 Q1."""
    words = text.strip()
    for read in (_run, _year_ending, _month, _quarter, _financial_year):
        try:
            found = read(words)
        except ValueError:
            continue
        if found is not None:
            return found
    raise BadArgument(
        f"“{words}” is not a period.", where="period", cure="Write 2025-01 to 2025-12, year ending 2025-12, or 2025-04."
    )


def month_of(text: str) -> Month:
    """Return the month of an argument."""
    try:
        return Month.parse(text.strip())
    except ValueError as error:
        raise BadArgument(f"“{text}” is not a month.", where="month", cure="Write it as 2025-04.") from error


def number_of(text: str) -> Decimal:
    """Return the number of an argument: at most twelve digits before the point and six after."""
    plain = text.replace(",", "").replace("−", "-").strip().removesuffix("%")
    if not _NUMBER.fullmatch(plain):
        raise BadArgument(f"“{text}” is not a number.", where="number", cure="Write it as 1250 or 12.5.")
    return Decimal(plain)


# ---- choices ---------------------------------------------------------------------------------------------------


def own_areas(known: Known) -> tuple[tuple[str, str], ...]:
    """Return the partnership's own area, its districts and wards, and its force, with what each is called."""
    own = own_area(known)
    if own is None:
        return ()
    force = areas.force_of(known.open, own)
    inside = (*areas.members(known.open, own, "district"), *areas.members(known.open, own, "ward"))
    kinds = {"csp": "partnership", "district": "district", "ward": "ward", "force": "police force area"}
    found = [own, *inside, *([force] if force else [])]
    return tuple(
        (f"{area.kind}:{area.code or area.name}", f"{display_name(area)} ({kinds[area.kind]})") for area in found
    )


def own_area(known: Known) -> Area | None:
    """Return the area of the partnership whose knowledge this is; None for nobody's, and where it is not loaded."""
    if known.workspace is None:
        return None
    one = Partnership.objects.filter(workspace=known.workspace).first()
    if one is None:
        return None
    try:
        return areas.find_area(known.open, one.area_code, kind=one.area_kind)
    except areas.UnknownArea:
        return None


def kinds_of_record(_known: Known) -> tuple[tuple[str, str], ...]:
    """Return what is counted: all crime, anti-social behaviour, and each type of crime in use."""
    return (*_WHOLE, *types_of_crime(_known))


def types_of_crime(known: Known) -> tuple[tuple[str, str], ...]:
    """Return the types of crime in use."""
    return tuple((each.name, each.name) for each in crime_types(on=known.on) if not each.is_asb)


def periods(known: Known) -> tuple[tuple[str, str], ...]:
    """Return the years that end with the latest month loaded and those before, and the quarters of the last two."""
    held = sorted({month for month, _ in known.open.partitions("street")})
    if not held:
        return ()
    first, last = Month.parse(held[0]), Month.parse(held[-1])
    years = [year_ending(last - 12 * back) for back in range(4)]
    ends = [last - back for back in range(24) if (last - back).month % 3 == 0]
    quarters = [Window(end - 2, end) for end in ends]
    return tuple((str(one), one.label) for one in (*years, *quarters) if one.first >= first)


def months(known: Known) -> tuple[tuple[str, str], ...]:
    """Return the months of the last two years that are loaded, the latest first."""
    held = sorted({month for month, _ in known.open.partitions("street")}, reverse=True)
    return tuple((month, Month.parse(month).label) for month in held[:24])


AREA = Argument("area", "Area", "area", "The partnership, a district, a ward or the force", choices=own_areas)
PERIOD = Argument("period", "Period", "period", "2025-01 to 2025-12, or year ending 2025-12", choices=periods)
WHAT = Argument(
    "what", "What is counted", "what", "All crime, anti-social behaviour or a type", choices=kinds_of_record
)
TYPE = Argument("type", "Type of crime", "what", "As it is published", choices=types_of_crime)
MONTH = Argument("month", "Month", "month", "Written as 2025-04", choices=months)
NUMBER = Argument("number", "Number", "number", "1250 or 12.5")
FIGURE = Argument("figure", "Which figure", "figure", "One that this passage quotes")


# ---- reading ---------------------------------------------------------------------------------------------------


def _area(text: str) -> str:
    if not text:
        raise BadArgument("no area is named.", where="area", cure="Choose an area.")
    return text


def _what(text: str) -> str:
    known = {value for value, _ in _WHOLE} | {each.name for each in crime_types()}
    if text not in known:
        raise BadArgument(f"“{text}” is not counted.", where="what", cure="Write crime, asb or the name of a type.")
    return text


def _run(text: str) -> Window | None:
    first, middle, last = (part.strip() for part in text.partition(" to "))
    return Window(Month.parse(first), Month.parse(last)) if middle else None


def _year_ending(text: str) -> Window | None:
    found = text.lower().removeprefix("year ending ")
    return year_ending(Month.parse(found)) if found != text.lower() else None


def _month(text: str) -> Window | None:
    return Window(Month.parse(text), Month.parse(text))


def _quarter(text: str) -> Window | None:
    return Quarter.parse(text).window


def _financial_year(text: str) -> Window | None:
    return FinancialYear.parse(text).window


READERS: dict[str, Callable[[str], str]] = {
    "area": _area,
    "period": lambda text: str(period_of(text)),
    "month": lambda text: str(month_of(text)),
    "what": _what,
    "number": lambda text: str(number_of(text)),
    "figure": lambda text: Reference.parse(text).key,
    "choice": lambda text: text,
    "text": lambda text: text,
}


def offered(known: Known, argument: Argument) -> Iterator[tuple[str, str]]:
    """Yield what a form offers for an argument at a cut-off."""
    if argument.choices is not None:
        yield from argument.choices(known)
