"""A report that begins with what stands out, for the tests of it."""

from __future__ import annotations

from dataclasses import replace

from frankpledge.charts.sparks import spark
from frankpledge.ground.documents.blocks import (
    Absent,
    Column,
    Document,
    Position,
    Quality,
    Row,
    Section,
    Signal,
    Spark,
    Standout,
    Table,
    Text,
)
from frankpledge.ground.documents.words import line
from tests.ground.documents.samples import sample


def small_line(name: str = "small") -> Spark:
    """Return the line of four periods, the third without data."""
    drawn = spark(name, title="Shoplifting", values=[208, 241, None, 266], verdict="higher")
    return Spark(drawn.svg, drawn.description)


def standout() -> Standout:
    """Return what a report tells first."""
    return Standout(
        figure="crime.this",
        words="crimes in the year; 9,730 in the year before",
        title="Shoplifting is higher for the eighth month",
        judgements=(("Signal", Signal("higher")), ("Position", Position("no_target")), ("Data", Quality(3))),
        lines=(line("Each month since May is above {crime.last}."), line("**Decide D1:** a range for next year.")),
        spark=small_line("standing-out"),
    )


def exceptions() -> Document:
    """Return a report that begins with what stands out, a number that is missing among it, and small lines in rows."""
    missing = replace(
        standout(),
        figure="probation.this",
        title="Reoffending: no return for three quarters",
        judgements=(("Signal", Absent("missing", "no data")), ("Position", Absent("missing", "no data"))),
        spark=None,
    )
    rows = Table(
        "Every indicator",
        "",
        (Column("Indicator", share=2), Column("Last four", share=1)),
        (Row(((Text("Shoplifting"),), (small_line("in-a-cell"),))),),
    )
    told = Section("exceptions", "Exceptions first", (standout(), missing, rows), numbered=False)
    return replace(sample(), title="Quarterly board report", sections=(told, *sample().sections[1:]))
