"""Anti-social behaviour: incidents, beside crime and never inside it."""

from __future__ import annotations

from frankpledge.domain.exhibits.documents import pictures, themes
from frankpledge.domain.exhibits.documents.crime import EXACT
from frankpledge.domain.exhibits.documents.ledger import Ledger
from frankpledge.domain.exhibits.documents.sentences import (
    months_label,
    periods_note,
    sentence,
    write_down,
)
from frankpledge.ground.documents.blocks import Block, Paragraph
from frankpledge.ground.documents.words import line
from frankpledge.statute.themes import themes as all_themes


def level(ledger: Ledger) -> list[Block]:
    """Return how many incidents were recorded."""
    ledger.count("asb.total", "Anti-social behaviour incidents", ledger.reading.asb)
    return [
        Paragraph(
            line=line(
                f"Police recorded {{asb.total}} incidents of anti-social behaviour {ledger.reading.within}."
                " They are incidents, not crimes, and are in no total of crime in this document."
            ),
            note="Councils' and landlords' own records are not in this count",
        )
    ]


def change(ledger: Ledger) -> list[Block]:
    """Return what may be said of the change against last year, nothing where no month can be compared."""
    reading = ledger.reading
    if reading.asb_compared is None:
        return []
    write_down(ledger, "asb", "Anti-social behaviour, like months", reading.asb_compared)
    when = months_label(reading.like)
    return [
        Paragraph(
            line=sentence("asb", "recorded anti-social behaviour", reading.asb_compared, when=when),
            note=f"{periods_note(reading)} {EXACT}",
        )
    ]


def months(ledger: Ledger) -> list[Block]:
    """Return the line of months, with what each was expected to be where the evidence is at hand."""
    known = ledger.months()
    if known is not None:
        return themes.line_of(next(of for of in all_themes() if of.id == "disorder"), ledger, known)
    trend = pictures.monthly(ledger, "asb")
    return [trend] if trend is not None else []


EXHIBITS = {"asb.level": level, "asb.change": change, "asb.months": months}
