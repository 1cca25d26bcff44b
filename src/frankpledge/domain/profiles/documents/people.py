"""Victim and offender, as far as the data go: who is harmed again, and how cases ended; who anybody is, nowhere."""

from __future__ import annotations

from frankpledge.analysis.refusals import NotEnoughData
from frankpledge.analysis.repeats import repeat_victims
from frankpledge.domain.evidence.queries.explore import chosen_by
from frankpledge.domain.profiles.documents.book import Book
from frankpledge.ground.documents.blocks import Block, Column, FigureRef, Paragraph, Row, Table, Text
from frankpledge.ground.documents.words import line
from frankpledge.lake import queries

NO_SUSPECT = "Investigation complete; no suspect identified"
NONE_YET = "no state on the file"
SHOWN = 8


def victim(book: Book) -> list[Block]:
    """Return how many victims were harmed again, where records tell, and what is not known of any."""
    needed = "Needed: age, sex, circumstances and whether they were victims before, from the force and support services"
    if book.own is None:
        return [Paragraph((Text("Open data say nothing of victims."),), needed)]
    who = "Who they are cannot be told: the records bear a keyed mark of the victim and no name, age or sex."
    try:
        found = repeat_victims(victims=book.own.victims)
    except NotEnoughData as refusal:
        return [Paragraph((Text(f"How many were harmed again is not told. {refusal.reason} {who}"),), needed)]
    theirs = book.theirs()
    book.count("victim.again", "Victims with two records or more", found.repeated, **{**theirs, "unit": "victims"})
    book.count("victim.all", "Victims known by a keyed mark", found.distinct, **{**theirs, "unit": "victims"})
    book.share(
        "victim.share",
        "Share of records that fell on somebody who had suffered one before in the period",
        found.share_of_events.value,
        f"{found.n:,} records with a mark",
        **theirs,
    )
    said = (
        "{victim.again} of {victim.all} victims were harmed more than once in the period; {victim.share} of the "
        f"records fell on somebody who had suffered one before. {who}"
    )
    unknown = book.own.rows - found.n
    note = f"{theirs['source']}. {unknown:,} records bear no mark. {needed}"
    return [Paragraph(line(said), note)]


def offender(book: Book) -> list[Block]:
    """Return how the crimes ended, as far as street files say, and that of offenders nothing is held."""
    gap = "Of who offended nothing is held."
    needed = "Needed: suspects, their links and how it was done; from the force, and probation for those it knows"
    asked = book.asked
    if asked.what == "asb":
        return [Paragraph((Text(f"{gap} Anti-social behaviour is published without an outcome."),), needed)]
    ended = _outcomes(book)
    known = sum(number for name, number in ended if name != NONE_YET)
    if not known:
        return [Paragraph((Text(f"{gap} No outcome stands on the street files of the period."),), needed)]
    book.count("outcome.known", "Crimes of which the street files tell the state", known)
    none = dict(ended).get(NO_SUSPECT, 0)
    of = f"{known:,} crimes with a state"
    book.count("outcome.none", "Crimes that ended without a suspect", none, denominator=of)
    book.share("outcome.share", "Share that ended without a suspect", none / known, of)
    said = (
        "{outcome.none} of the {outcome.known} crimes of which the street files tell the state ({outcome.share}) ended "
        f"without a suspect. {gap}"
    )
    note = f"The last outcome category of each, which later months may change. {needed}"
    return [Paragraph(line(said), note), _ended(book, ended)]


def _outcomes(book: Book) -> list[tuple[str, int]]:
    """Return the last outcomes with how many crimes have each, the most first; those without one come last."""
    asked, held = book.asked, dict[str, int]()
    first, last = str(asked.window.first), str(asked.window.last)
    chosen = chosen_by(asked.what)
    for row in queries.counts(
        asked.snapshot, area=asked.area, first=first, last=last, by=("type", "outcome"), measure="all"
    ).rows:
        if chosen(str(row["type"])):
            name = str(row["outcome"] or NONE_YET)
            held[name] = held.get(name, 0) + int(str(row["count"]))
    return sorted(held.items(), key=lambda one: (one[0] == NONE_YET, -one[1], one[0]))


def _ended(book: Book, ended: list[tuple[str, int]]) -> Table:
    """Return the outcomes as a table, every number a figure; the rarest are told as one line."""
    rows = []
    shown, rest = ended[:SHOWN], ended[SHOWN:]
    if rest:
        shown = [*shown, (f"{len(rest)} other{'s' * (len(rest) > 1)}", sum(number for _, number in rest))]
    for at, (name, number) in enumerate(shown, start=1):
        key = book.count(f"outcome.{at}", f"Crimes with the outcome: {name}", number)
        rows.append(Row(((Text(name[:1].upper() + name[1:]),), (FigureRef(key),))))
    of = book.subject
    return Table(
        title="How they ended",
        subtitle=f"Last outcome on the street files, {of.name}, {of.window.label}",
        columns=(Column("Outcome"), Column("Crimes", "right")),
        rows=tuple(rows),
        source=f"{of.source}. {of.cut_off}",
        generated=book.asked.generated,
    )
