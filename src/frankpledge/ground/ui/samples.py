"""Invented content for the gallery: one example of every component, and of every state of those that have some."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.safestring import SafeString

from frankpledge.charts.chart import Chart, ChartTable
from frankpledge.ground.documents import blocks
from frankpledge.ground.documents.svg import inline
from frankpledge.ground.ui.components import POSITIONS, PRESENCES, QUALITIES, SIGNALS, STATES, component
from frankpledge.ground.ui.parts import (
    Button,
    Choice,
    Column,
    Covered,
    Crumb,
    Fact,
    Happened,
    Pages,
    Row,
    Table,
    Task,
    ThreadStep,
)

HERE = "#main"
MONTHS = (("January", 57), ("February", 62), ("March", 65), ("April", None), ("May", 105), ("June", 69))
BAR_UNIT, CHART_HEIGHT, FOOT, GAP = 1.6, 210, 180, 8


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label="Name of the scheme", help_text="As the board calls it.")
    area = forms.ChoiceField(label="Area", choices=[("a", "North Vale"), ("b", "South Vale")])
    began = forms.DateField(label="Day it began", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    people = forms.IntegerField(label="People reached", help_text="Each person once.", max_value=1_000_000)
    wording = forms.CharField(label="What was decided", widget=forms.Textarea(attrs={"rows": 3}))
    outcome = forms.ChoiceField(
        label="How did it end?",
        choices=[("kept", "Kept"), ("ended", "Ended")],
        widget=forms.RadioSelect,
        required=False,
    )
    partners = forms.MultipleChoiceField(
        label="Who took part?",
        choices=[("fire", "Fire and rescue"), ("health", "Health")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    paper = forms.FileField(label="Paper", required=False)
    agreed = forms.BooleanField(label="The chair agrees with this wording", required=False)


class SampleFilters(forms.Form):
    """The choices above an explorer."""

    place = forms.ChoiceField(label="Place", choices=[("a", "North Vale"), ("b", "South Vale")])
    kind = forms.ChoiceField(label="Type", choices=[("a", "Shoplifting"), ("b", "Burglary")])


def samples() -> dict[str, Any]:
    """Return everything that the gallery's template shows."""
    wrong = SampleForm({"name": "", "area": "a", "people": "many", "wording": "Agreed."})
    wrong.is_valid()
    return {
        "sheet": {"lede": "A safer place", "aside": "2025/26", "columns": (("Homes", ""), ("Streets", "at night"))},
        "sheet_rows": (
            (
                {"label": "Aims", "under": "", "across": False},
                (("Homes", (("Help sooner", "", "", False),)), ("Streets", (("Fewer hurt", "", "", False),))),
            ),
        ),
        **judged(),
        **listed(),
        **exhibited(),
        "table": table(),
        "plain_table": Table(
            "People asked", (Column("Month"), Column("Asked", right=True)), (Row(("January", "12")),), stacked=False
        ),
        "facts": facts(),
        "wide": picture(720),
        "narrow": picture(354),
        "form": wrong,
        "filters": SampleFilters(auto_id="filter_%s"),
        "pages": Pages(number=3, last=9, query="type=all&"),
        "buttons": (
            Button("Send for review", HERE, "first"),
            Button("Preview", HERE),
            Button("Withdraw", HERE, "warning"),
        ),
        "crumbs": (Crumb("Evidence", HERE), Crumb("Explorer", HERE), Crumb("Gallery")),
        "judged": (("Signal", component("signal", verdict="higher", polarity="smaller")),),
        "said": ("Three chains began to report through a portal in April.",),
        "details": (("Value", "1,854"), ("Period", "Year to June 2023"), ("Source", "West Vale Police, release 41")),
    }


def judged() -> dict[str, Any]:
    """Return each judgement in each of its states."""
    return {
        "signals": [component("signal", verdict=verdict, polarity="smaller") for verdict in SIGNALS],
        "neither": component("signal", verdict="higher", polarity="neither", note="Neither good nor bad in itself"),
        "positions": [component("position", standing=standing) for standing in POSITIONS],
        "qualities": [component("quality", steps=steps) for steps in QUALITIES],
        "presences": [component("presence", kind=kind, shown=True) for kind in PRESENCES],
        "states": [component("state", kind=kind) for kind in STATES],
        "a_signal": component("signal", verdict="cannot_tell"),
        "a_position": component("position", standing="close"),
        "a_quality": component("quality", steps=2),
        "sentence": component("figure", display="1,854", href=HERE),
    }


def listed() -> dict[str, Any]:
    """Return the lists."""
    at = datetime(2026, 1, 20, 14, 7, tzinfo=UTC)
    return {
        "tasks": (
            Task("Chase two returns", HERE, "Two indicators stay blank without them.", "5 days late", late=True),
            Task("Review the protocol", HERE, "Version 4, signed by five authorities.", "Due 31 January"),
        ),
        "order": (Choice("Month", ""), Choice("Most recorded", HERE), Choice("Fewest recorded", HERE)),
        "links": (Choice("Public meeting", HERE, "by 31 March, no date set"), Choice("Strategic assessment", HERE)),
        "events": (
            Happened(at, "An officer", "approved edition 2", HERE),
            Happened(at, "An analyst", "sent it for review"),
        ),
        "steps": tuple(
            ThreadStep(title, words, state)
            for title, words, state in (
                ("Evidence", "31 December", "done"),
                ("Findings", "25 of 29", "part"),
                ("Assessment", "draft 4", "now"),
                ("Plan", "by April", "to_come"),
            )
        ),
        "covered": tuple(Covered(f"Part {at}", kind, "12 figures") for at, kind in enumerate(STATES, start=1)),
    }


def exhibited() -> dict[str, Any]:
    """Return a picture and a table as a document shows them."""
    chart = picture(600)
    drawn = blocks.Picture(
        name="sample",
        title=chart.title,
        subtitle=chart.subtitle,
        source=chart.source,
        description=chart.description,
        svg=chart.svg,
        columns=("Month", "Offences"),
        rows=tuple((month, str(count or "no data")) for month, count in MONTHS),
        notes=chart.notes,
    )
    shown = blocks.Table(title="Offences by type", subtitle="January to June", columns=(), rows=(), source="Invented.")
    return {
        "drawn": drawn,
        "drawing": SafeString(inline(drawn.svg, name=drawn.name, description=drawn.description)),
        "shown": shown,
        "shown_columns": (("Type", False), ("Offences", True)),
        "shown_rows": ((blocks.Row(cells=()), "Burglary", ((True, "Offences", "311"),)),),
        "shown_notes": (("a", "Recorded, not occurred."),),
    }


def facts() -> tuple[Fact, ...]:
    """Return four facts, the last of them judgements."""
    return (
        Fact("Recorded in the year", "937", "offences, 12 of 12 months"),
        Fact("Rate", "4.8", "per 1,000 residents, mid-2020 (4.5 to 5.2)"),
        Fact("Against the year before", "+17%", "801 to 937 (+7% to +29%)"),
        Fact("Judgement", component("signal", verdict="higher", polarity="smaller"), in_words=True),
    )


def table() -> Table:
    """Return a table with every kind of cell."""
    late = component("tag", words="2 late, 5 days", kind="late")
    return Table(
        "Returns from partners",
        (Column("Organisation"), Column("Asked", right=True), Column("In", right=True), Column("Late")),
        (
            Row(("Council", "7", "7", "None"), quiet=True),
            Row(("Probation", "3", "1", late), href=HERE),
            Row(
                ("Health board", "4", component("absent", kind="suppressed"), component("absent", kind="missing")),
                strong=True,
            ),
        ),
        total=Row(("All", "14", "8", "2 late")),
    )


def picture(width: int) -> Chart:
    """Return a small chart of months with a gap where there is no number."""
    step = width / len(MONTHS)
    drawn = "".join(bar(at * step, step, count) for at, (_, count) in enumerate(MONTHS) if count is not None)
    labels = "".join(label((at + 0.5) * step, month[:3]) for at, (month, _) in enumerate(MONTHS))
    size = f'width="{width}" height="{CHART_HEIGHT}" viewBox="0 0 {width} {CHART_HEIGHT}"'
    name = f'<title id="gallery-{width}">May stood out</title>'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="gallery-{width}" {size}>'
    return Chart(
        name="gallery",
        title="May stood out",
        subtitle="Offences recorded each month",
        source="Invented for this gallery.",
        description="Bars from January to June; none for April, which has no number.",
        svg=f"{head}{name}{drawn}{labels}</svg>",
        width=width,
        height=CHART_HEIGHT,
        table=ChartTable(("Month", "Offences"), MONTHS),
        notes=("April was not received.",),
    )


def bar(left: float, step: float, count: int) -> str:
    """Return the bar of one month."""
    tall = count * BAR_UNIT
    where = f'x="{left + GAP:.0f}" y="{FOOT - tall:.0f}" width="{step - 2 * GAP:.0f}" height="{tall:.0f}"'
    return f'<rect class="fp-f-area" {where}/>'


def label(middle: float, words: str) -> str:
    """Return the words under a bar."""
    return f'<text class="fp-f-ink" x="{middle:.0f}" y="202" text-anchor="middle" font-size="15">{words}</text>'
