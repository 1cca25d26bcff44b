"""The whole assessment in short."""

from __future__ import annotations

from frankpledge.charts.words import joined
from frankpledge.domain.assessments.rules import Ask, Covered
from frankpledge.domain.exhibits.documents import pictures
from frankpledge.domain.exhibits.documents.ledger import Ledger, whole
from frankpledge.domain.exhibits.documents.recorded import Counted, counted
from frankpledge.domain.exhibits.documents.sentences import months_label, sentence
from frankpledge.ground.documents.blocks import Block, FigureRef, KeyFigures, Line, Section, Strong, SummaryPoint, Text
from frankpledge.ground.documents.words import line

NAMED, NAMED_PRIORITIES = 4, 6
NUMBERS = (
    "a sentence",
    "one sentence",
    "two sentences",
    "three sentences",
    "four sentences",
    "five sentences",
    "six sentences",
)


def section(
    ledger: Ledger,
    parts: tuple[Covered, ...],
    asks: tuple[Ask, ...],
    recommended: tuple[str, ...],
    *,
    chapters: dict[str, int],
) -> Section:
    """Return the summary: up to four key figures, a sentence a matter, what is recommended, and the chart of changes.

    `chapters` gives the number of each chapter by its ref, for the references.
    """
    sentences = {
        "crime": crime(ledger) if not quiet(ledger) else both_quiet(),
        "types": types(ledger),
        "asb": asb(ledger) if not quiet(ledger) else None,
        "places": places(ledger),
        "priorities": put_forward(recommended) if "priorities" in chapters else None,
        "missing": cannot(parts),
    }
    # A chapter may be hidden: what it would have said is then not in the summary either.
    points = [(said, f"Chapter {chapters[ref]}") for ref, said in sentences.items() if said and shown(ledger, said)]
    keys = key_figures(ledger)
    blocks: list[Block] = [KeyFigures(items=keys)] if keys else []
    blocks += [
        SummaryPoint(number=str(number), line=said, reference=reference)
        for number, (said, reference) in enumerate(points, start=1)
    ]
    if asks:
        blocks.append(_asked(len(asks), chapters["missing"]))
    if (dots := pictures.changes(ledger)) is not None:
        blocks.append(dots)
    return Section(
        ref="summary",
        title=f"What matters, in {NUMBERS[len(points)]}",
        numbered=False,
        about="the whole assessment in short",
        blocks=tuple(blocks),
    )


def _asked(many: int, chapter: int) -> SummaryPoint:
    words = f"**The board is asked** to require what is missing: {many} requests, each with an owner and a date."
    return SummaryPoint(number="", line=line(words), reference=f"Chapter {chapter}")


def put_forward(recommended: tuple[str, ...]) -> Line | None:
    """Return the sentence on what is put to the partnership as its priorities."""
    if not recommended:
        return None
    first, rest = recommended[:NAMED_PRIORITIES], len(recommended[NAMED_PRIORITIES:])
    named = joined([*first, f"{rest} more"]) if rest else joined(first)
    return (Strong("Put forward as priorities: "), Text(f"{named}."))


def shown(ledger: Ledger, said: Line) -> bool:
    """Return whether every figure of a sentence stands in the document."""
    return all(piece.key in ledger.figures for piece in said if isinstance(piece, FigureRef))


def headline(ledger: Ledger) -> Counted | None:
    """Return the Home Office's count where the document prints it as its headline, None where it does not."""
    return counted(ledger) if "recorded.total" in ledger.figures else None


def quiet(ledger: Ledger) -> bool:
    """Return whether neither crime nor anti-social behaviour changed detectably: one sentence then serves for both."""
    found = (ledger.reading.crime_compared, ledger.reading.asb_compared)
    return headline(ledger) is None and all(
        compared is not None and compared.change.verdict == "none" for compared in found
    )


def both_quiet() -> Line:
    """Return the one sentence on crime and anti-social behaviour when neither changed."""
    return line(
        "**No detectable change** in recorded crime ({crime.like} against {crime.like_before}) or in anti-social"
        " behaviour ({asb.like} against {asb.like_before})."
    )


def key_figures(ledger: Ledger) -> tuple[tuple[str, str], ...]:
    """Return the large numbers, those that exist."""
    reading = ledger.reading
    stem, without = ("crime", "anti-social behaviour") if headline(ledger) is None else ("recorded", "fraud")
    items = [(f"{stem}.total", f"crimes recorded, without {without}, {reading.span}")]
    if reading.crime_rate:
        words = f"for every 1,000 residents (mid-{reading.people_year}: {whole(reading.people or 0)})"
        items.append((f"{stem}.rate", words))
    if "types.changed" in ledger.figures:
        items.append(("types.changed", "types changed by more than chance explains"))
    if "places.half" in ledger.figures:
        items.append(("places.half", "neighbourhoods hold half of recorded crime"))
    return tuple(item for item in items if item[0] in ledger.figures)[:4]


def crime(ledger: Ledger) -> Line | None:
    """Return the sentence on all crime, by the Home Office's count where that is the headline."""
    reading, official = ledger.reading, headline(ledger)
    if official is not None and official.compared is not None:
        return sentence("recorded", "recorded crime", official.compared)
    if reading.crime_compared is None:
        return line(
            "Police recorded {crime.total} crimes. **We cannot tell whether that is a change**, because no month of the"
            " year before is loaded."
        )
    return sentence("crime", "recorded crime", reading.crime_compared, when=_when(ledger))


def _when(ledger: Ledger) -> str:
    """Return the months that are compared, nothing where they are the whole year."""
    reading = ledger.reading
    return "" if reading.complete and not reading.quality.missing_before else months_label(reading.like)


def types(ledger: Ledger) -> Line | None:
    """Return the sentence on the types that changed, from the same tally as the chapter's."""
    if "types.changed" not in ledger.figures:
        return None
    compared = [t for t in ledger.reading.types if t.compared]
    parts = []
    for verdict in ("higher", "lower"):
        names = [t.name for t in compared if t.compared and t.compared.change.verdict == verdict]
        if names:
            parts.append(f"{_list(names)} {'is' if len(names) == 1 else 'are'} {verdict}")
    if not parts:
        return line("{types.changed} types of crime changed by more than chance explains.")
    return line(f"**{'; '.join(parts)}** than a year before ({{types.changed}} types).")


def _list(names: list[str]) -> str:
    first, *rest = names
    return joined([first, *(name.lower() for name in rest)])


def asb(ledger: Ledger) -> Line | None:
    """Return the sentence on anti-social behaviour."""
    compared = ledger.reading.asb_compared
    if compared is None:
        return None
    return sentence("asb", "recorded anti-social behaviour", compared, when=_when(ledger))


def places(ledger: Ledger) -> Line | None:
    """Return the sentence on places."""
    reading = ledger.reading.places
    if reading is None or not reading.neighbourhoods:
        return None
    first = reading.neighbourhoods[0]
    where = f"{first.name} ({first.within})" if first.within else first.name
    return line("Half of recorded crime lay in {places.half} neighbourhoods; most in {where}.", where=Text(where))


def cannot(parts: tuple[Covered, ...]) -> Line | None:
    """Return the sentence on what the assessment cannot say."""
    gone = [c for c in parts if c.state in ("missing", "incomplete")]
    if not gone:
        return None
    unsaid = list(dict.fromkeys(_matter(need) for c in gone for need in c.lacking))
    named = ", ".join(unsaid[:NAMED])
    rest = f" and {len(unsaid) - NAMED} more" if len(unsaid) > NAMED else ""
    return line(f"**We cannot say** anything yet of {named}{rest}.")


def _matter(need: str) -> str:
    """Return what a need is about: levels of it and changes in it are one matter."""
    return need.removesuffix(" levels").removesuffix(" change")
