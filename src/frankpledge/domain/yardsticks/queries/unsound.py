"""Printed figures that mislead, worked out again by the methods of this product on a base that is stated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from frankpledge.analysis.change import Change, compare_counts, compare_proportions
from frankpledge.analysis.change.evaluated import evaluate
from frankpledge.analysis.change.reverting import reversion
from frankpledge.analysis.comparison import funnel, spread_between
from frankpledge.analysis.periods import FinancialYear
from frankpledge.analysis.rates import disproportionality, proportion, rate
from frankpledge.statute.events import recording_changes
from frankpledge.statute.unsound import Unsound, unsound_cases

FORCE = "West Mercia"


@dataclass(frozen=True)
class WorkedOut:
    """A case with what follows when it is worked out again: the finding, and a table where there is one.

    `values` are the numbers behind the finding by name, as they come from the method.
    """

    case: Unsound
    finding: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    values: Mapping[str, float]


def worked_out() -> tuple[WorkedOut, ...]:
    """Return every case worked out again, in the order of the definitions."""
    return tuple(_METHODS[case.method](case) for case in unsound_cases())


def _rates(case: Unsound) -> WorkedOut:
    """Rates on residents beside those printed, lowest first, and the base that the printed rate would need."""
    found = []
    for row in case.rows:
        again = rate(events=row.count, population=row.base or 0)
        implied = 100 * row.count / (row.printed or 1) * 1_000 / (row.base or 1)
        found.append((row, again, implied))
    found.sort(key=lambda one: one[1].value)
    lowest, printed = found[0], min(case.rows, key=lambda row: row.printed or 0)
    needs = sorted(implied for _, _, implied in found)
    finding = (
        f"On residents {lowest[0].label} is lowest with {lowest[1].value:.1f}, not {printed.label}."
        f" The rates printed would need a base of {needs[0]:.0f} to {needs[-1]:.0f}% of residents."
    )
    rows = tuple(
        (
            row.label,
            f"{row.count:,}",
            f"{row.printed:g}",
            f"{again.value:.1f}",
            f"{again.low:.1f} to {again.high:.1f}",
            f"{implied:.0f}%",
        )
        for row, again, implied in found
    )
    heads = ("Area", "Offences", "Printed", "Per 1,000 residents", "95% interval", "Base needed, of residents")
    values = {row.label: again.value for row, again, _ in found}
    return WorkedOut(case, finding, heads, rows, {**values, **{f"{r.label}, needed": i for r, _, i in found}})


def _chosen(case: Unsound) -> WorkedOut:
    """What a group chosen for being high does by itself, beside what it did."""
    given = case.numbers
    before, after, people = given["before"], given["after"], given["people"]
    back = reversion(chosen_mean=before / people, usual_mean=given["usual_mean"], shape=given["shape"])
    judged = evaluate(before=before, after=after, dispersion=1.0, chosen_for_being_high=True)
    finding = (
        f"A fall of {100 * (1 - after / before):.0f}% was seen. If offenders usually commit {given['usual_mean']:g} a"
        f" year and differ much from each other, {-100 * back.change:.0f}% would have come by itself. Whether the"
        " programme did anything: cannot tell."
    )
    rows = (
        ("Offences in the year before", f"{before:.0f}"),
        ("Offences in the year after", f"{after:.0f}"),
        ("Expected after without any effect", f"{back.expected * people:.0f}"),
        ("Verdict", judged.verdict.replace("_", " ")),
    )
    values = {"fall": 1 - after / before, "fall by itself": -back.change, "cannot tell": 0.0}
    values["cannot tell"] = float(judged.verdict == "cannot_tell")
    return WorkedOut(case, finding, ("What", "Number"), rows, values)


def _share(case: Unsound) -> WorkedOut:
    """A share with its interval."""
    found = proportion(count=case.numbers["count"], total=case.numbers["total"])
    share, low, high = (_percent(one) for one in (found.value, found.low, found.high))
    finding = f"{found.count:.0f} of {found.n:.0f} are {share}, with a 95% interval of {low} to {high}."
    return WorkedOut(case, finding, (), (), {"share": found.value, "low": found.low, "high": found.high})


def _two_counts(case: Unsound) -> WorkedOut:
    """Two counts over periods of unequal length, by the exact test."""
    found = compare_counts(**{name: float(value) for name, value in case.numbers.items()})  # type: ignore[arg-type]
    finding = (
        f"Per month the ratio is {found.ratio:.2f}, with a 95% interval of {found.low:.2f} to {found.high:.2f};"
        f" p = {found.p_value:.2f}: {_told(found)}."
    )
    values = {"p": found.p_value or 0.0, "ratio": found.ratio or 0.0}
    return WorkedOut(case, finding, (), (), values)


def _told(found: Change) -> str:
    return {"cannot_tell": "we cannot tell whether it changed", "none": "no detectable change"}.get(
        found.verdict, found.verdict
    )


def _two_shares(case: Unsound) -> WorkedOut:
    """Two shares whose totals were not printed, for a small and a large number in either group."""
    rows: list[tuple[str, str, str]] = []
    values: dict[str, float] = {}
    for size in (case.numbers["small"], case.numbers["large"]):
        then, now = (round(case.numbers[name] * size) for name in ("before", "after"))
        found = compare_proportions(before_count=then, before_total=size, after_count=now, after_total=size)
        interval = f"{_points(found.low)} to {_points(found.high)}"
        rows.append((f"{size:.0f} in either group", _points(found.difference), interval))
        values[f"low of {size:.0f}"] = found.low
    finding = (
        "The difference is not chance, whichever the numbers. It is still no effect: the groups chose themselves, and"
        " those who volunteer may have done better anyway."
    )
    return WorkedOut(case, finding, ("If there were", "Difference", "95% interval"), tuple(rows), values)


def _last(case: Unsound) -> WorkedOut:
    """The last of several counts against the others, as if it were whole and as what it may be."""
    *others, last = (row.count for row in case.rows)
    whole = compare_counts(before=sum(others), after=last, exposure_before=len(others), dispersion=1.0)
    honest = compare_counts(
        before=sum(others), after=last, exposure_before=len(others), dispersion=1.0, incomplete=True
    )
    finding = (
        f"{last} stand against {sum(others) / len(others):.0f} in a usual quarter; chance would bring so few with"
        f" p = {whole.p_value:.4f} if the quarter were whole. Until it is known to be: cannot tell."
    )
    rows = tuple((row.label, f"{row.count}") for row in case.rows)
    values = {"p": whole.p_value or 0.0, "cannot tell": float(honest.verdict == "cannot_tell")}
    return WorkedOut(case, finding, ("Quarter", "Attendances"), rows, values)


def _recording(case: Unsound) -> WorkedOut:
    """What the register holds between the two years of a printed percentage."""
    before, after = (FinancialYear(int(case.numbers[name])) for name in ("before_start", "after_start"))
    held = recording_changes(before=before.window, after=after.window, force=FORCE)
    finding = (
        f"Between {before} and {after} the register holds {len(held)} changes of recording: the recorded level rose by"
        f" {case.numbers['percent']:.0f}%; crime: cannot tell."
    )
    rows = tuple((each.first.label, each.words, each.source) for each in held)
    return WorkedOut(case, finding, ("From", "What changed", "Source"), rows, {"changes": float(len(held))})


def _spread(case: Unsound) -> WorkedOut:
    """How unlike areas are, with the interval of each and no limits where there are too few."""
    events, people = [row.count for row in case.rows], [row.base or 0 for row in case.rows]
    phi = spread_between(events=events, base=people)
    found = funnel(events=events, base=people, per=1_000, confidence=0.95)
    order = sorted(range(len(events)), key=lambda at: -found.value[at])
    finding = (
        f"φ between the {found.n} areas is {phi:.0f}, where chance alone gives 1: they are of different kinds. Under 20"
        " areas there are intervals and no limits."
    )
    rows = tuple(
        (case.rows[at].label, f"{found.value[at]:.1f}", f"{found.low[at]:.1f} to {found.high[at]:.1f}") for at in order
    )
    return WorkedOut(case, finding, ("Area", "Per 1,000 residents", "95% interval"), rows, {"phi": phi})


def _disproportionality(case: Unsound) -> WorkedOut:
    """A group's share of victims over its share of residents, for a small and a large number of victims."""
    rows: list[tuple[str, str, str]] = []
    values: dict[str, float] = {}
    part, of = case.numbers["share_of_victims"], case.numbers["share_of_residents"]
    for size in (case.numbers["small"], case.numbers["large"]):
        found = disproportionality(
            count=round(part * size), total=size, population=round(of * 100_000), total_population=100_000
        )
        rows.append((f"{size:.0f} victims", f"{found.value:.1f}", f"{found.low:.1f} to {found.high:.1f}"))
        values |= {"ratio": found.value, f"low of {size:.0f}": found.low, f"high of {size:.0f}": found.high}
    finding = f"The ratio is {part / of:.1f}. How sure that is depends on a number that was not printed."
    return WorkedOut(case, finding, ("If there were", "Ratio", "95% interval"), tuple(rows), values)


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%"


def _points(share: float) -> str:
    return f"{100 * share:.0f} points"


_METHODS: Mapping[str, Callable[[Unsound], WorkedOut]] = {
    "rates": _rates,
    "chosen_for_being_high": _chosen,
    "share": _share,
    "two_counts": _two_counts,
    "two_shares": _two_shares,
    "last_of_several": _last,
    "recording": _recording,
    "spread": _spread,
    "disproportionality": _disproportionality,
}
