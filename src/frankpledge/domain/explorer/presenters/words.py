"""The answer in sentences: each says what a named test allows, and nothing more."""

from __future__ import annotations

from frankpledge.analysis.periods import Month
from frankpledge.charts.words import Polarity, joined, runs
from frankpledge.domain.evidence.queries.explore import Explored
from frankpledge.domain.evidence.queries.reading import Band
from frankpledge.domain.explorer.queries.answer import Answer
from frankpledge.statute.categories import crime_type

KINDS = {"crime": "recorded crime", "asb": "anti-social behaviour"}
LEVELS = {
    "csp": ("partnership", "partnerships"),
    "district": ("district", "districts"),
    "ward": ("ward", "wards"),
    "neighbourhood": ("neighbourhood", "neighbourhoods"),
}
RUN = 7


def subject(what: str) -> str:
    """Return what is counted, as it stands inside a sentence."""
    return KINDS.get(what) or crime_type(what).plain_name


def unit(what: str) -> str:
    """Return what one row of it is called, in the plural."""
    return "incidents" if what in ("asb", "Anti-social behaviour") else "crimes"


def polarity(what: str) -> Polarity:
    """Return which way is better."""
    return "smaller" if what in KINDS else crime_type(what).polarity


def percent(value: float) -> str:
    """Return a change in hundredths with its sign; what rounds to nothing has none."""
    return f"{value:+.0f}%".replace("-", "−") if round(value) else "0%"


def capital(words: str) -> str:
    """Return a sentence with its first letter large."""
    return words[:1].upper() + words[1:]


def finding(found: Explored) -> str:
    """Return the one sentence that the figures allow: of the year, else of its months."""
    name = subject(found.what)
    if found.compared is None:
        return f"{found.total:,} recorded: no year before to compare {name} with"
    verdict = found.compared.change.verdict
    if verdict in ("higher", "lower"):
        return f"{capital(name)} is {verdict} than a year before"
    if signal := signal_sentence(found):
        return f"{capital(name)} {signal}"
    return f"No detectable change in {name}" if verdict == "none" else f"We cannot tell whether {name} changed"


def signal_sentence(found: Explored) -> str:
    """Return what the months show, without its subject; empty where none is a signal."""
    outside, run = _outside(found), _run(found)
    for verdict, side in (("higher", "above"), ("lower", "below")):
        if run and run[0] == verdict:
            return f"has been {side} its expected level for {run[1]} months running"
    if not outside:
        return ""
    months = joined([month.label for month in outside[:3]])
    more = f" and {len(outside) - 3} other months" if len(outside) > 3 else ""
    return f"left its expected range in {months}{more}"


def _outside(found: Explored) -> list[Month]:
    pairs = zip(found.series.months, found.expected, strict=True)
    return [month for month, band in pairs if band and band.signal and not band.in_a_run]


def _run(found: Explored) -> tuple[str, int] | None:
    """Return the side and length of a run of seven or more that reaches the last month."""
    sides = [_side(value, band) for value, band in zip(found.series.values, found.expected, strict=True)]
    last = sides[-1] if sides else ""
    if not last:
        return None
    held = runs([at for at, side in enumerate(sides) if side == last])[-1]
    return (last, held[1] - held[0] + 1) if held[1] - held[0] + 1 >= RUN else None


def _side(value: int | None, band: Band | None) -> str:
    """Return on which side of what was expected a month lies; one exactly on it, or not judged, on neither."""
    if value is None or band is None or band.unsure or value == band.centre:
        return ""
    return "higher" if value > band.centre else "lower"


def lede(found: Answer) -> str:
    """Return the sentences under the finding: over which months, why, what the months show, and how it compares."""
    e = found.explored
    said = [missing_sentence(e)] if e.missing else []
    if e.compared:
        said.append(change_sentence(e))
    name = subject(e.what)
    if (signal := signal_sentence(e)) and signal not in finding(e):
        said.append(f"{capital(name)} {signal}.")
    if found.beside:
        said.append(beside_sentence(found))
    return " ".join(said)


def missing_sentence(found: Explored) -> str:
    """Return which months of the window are missing."""
    gone = joined([month.label for month in found.missing])
    return f"The window is incomplete: {gone} {'is' if len(found.missing) == 1 else 'are'} missing."


def change_sentence(found: Explored) -> str:
    """Return the two counts and what was made of them."""
    if found.compared is None:
        return "No like month of the year before is loaded."
    change = found.compared.change
    counts = f"{found.compared.now:,} against {found.compared.before:,} in the same months a year before."
    if len(found.like) < len(found.window):
        counts = f"Over the {len(found.like)} months that both years have: {found.compared.now:,} against "
        counts += f"{found.compared.before:,}."
    return f"{counts} {change.reason}"


def beside_sentence(found: Answer) -> str:
    """Return how the rate stands to that of the rest of the force."""
    others, force = found.beside, found.explored.force
    if others is None:
        return ""
    told = {
        "higher": f"The rate is higher than that of the rest of {force}.",
        "lower": f"The rate is lower than that of the rest of {force}.",
        "none": f"The rate is about that of the rest of {force}.",
    }
    return told.get(others.verdict, f"We cannot tell whether the rate differs from that of the rest of {force}.")


def beside_title(found: Answer) -> str:
    """Return the finding over the picture of the partnerships."""
    others, e = found.beside, found.explored
    told = {"higher": "has a higher rate than", "lower": "has a lower rate than", "none": "has about the rate of"}
    verdict = others.verdict if others else ""
    if verdict in told:
        return f"{e.name} {told[verdict]} the rest of {e.force}"
    return f"Rates of {subject(e.what)} in the partnerships of {e.force}"


def places_title(found: Answer) -> str:
    """Return the finding over the map: in how few places half of it lay."""
    level = found.level
    if level is None or not level.whole:
        return f"No {subject(found.explored.what)} is recorded in these places"
    one, many = LEVELS[level.kind]
    where = f"1 {one}" if level.half == 1 else f"{level.half:,} of {len(level.places):,} {many}"
    return f"Half of {subject(found.explored.what)} lay in {where}"


def trend_title(found: Explored) -> str:
    """Return the finding over the line of months."""
    name = capital(subject(found.what))
    outside, run = _outside(found), _run(found)
    if run:
        side = {"higher": "above", "lower": "below"}[run[0]]
        beyond = f", {len(outside)} of them beyond its range" if outside else ""
        return f"{run[1]} months in a row {side} what was expected{beyond}"
    if outside:
        return f"{name} {signal_sentence(found)}"
    if not any(found.expected):
        return f"{name}, month by month: too little before to expect a range"
    if any(band and band.unsure for band in found.expected):
        return f"{name} is recorded otherwise since: months are not judged"
    return f"No month of {subject(found.what)} was outside its expected range"
