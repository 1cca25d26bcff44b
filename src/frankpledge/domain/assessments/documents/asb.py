"""The chapter on anti-social behaviour: incidents, beside crime and never inside it."""

from __future__ import annotations

from frankpledge.domain.assessments.documents import pictures
from frankpledge.domain.assessments.documents.crime import EXACT
from frankpledge.domain.assessments.documents.findings import (
    months_label,
    periods_compared,
    sentence,
    sentence_case,
    write_down,
)
from frankpledge.domain.assessments.documents.ledger import Ledger
from frankpledge.ground.documents.blocks import Block, Paragraph, Section
from frankpledge.ground.documents.words import line


def chapter(ledger: Ledger, *, title: str, about: str) -> Section:
    """Return the chapter on anti-social behaviour."""
    reading = ledger.reading
    ledger.count("asb.total", "Anti-social behaviour incidents", reading.asb)
    blocks: list[Block] = [
        Paragraph(
            line=line(
                f"Police recorded {{asb.total}} incidents of anti-social behaviour {reading.within}."
                " They are incidents, not crimes, and are in no total of crime in this document."
            ),
            note="Councils' and landlords' own records are not in this count",
        )
    ]
    if reading.asb_compared:
        write_down(ledger, "asb", "Anti-social behaviour, like months", reading.asb_compared)
        when = months_label(reading.like)
        blocks.append(
            Paragraph(
                line=sentence("asb", "recorded anti-social behaviour", reading.asb_compared, when=when),
                note=f"{sentence_case(periods_compared(reading))}. {EXACT}",
            )
        )
    if (trend := pictures.monthly(ledger, "asb")) is not None:
        blocks.append(trend)
    return Section(ref="asb", title=title, about=about, blocks=tuple(blocks))
