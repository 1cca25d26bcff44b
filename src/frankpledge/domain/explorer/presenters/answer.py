"""The page of an answer: finding, four facts, pictures, tables, definition, caveats; and its places as tables."""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.domain.evidence.queries.explore import Explored
from frankpledge.domain.explorer.presenters import notes, tables
from frankpledge.domain.explorer.presenters import words as say
from frankpledge.domain.explorer.presenters.links import Links
from frankpledge.domain.explorer.presenters.pictures import Picture, pictures
from frankpledge.domain.explorer.queries.answer import Answer
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.ground.registry import told
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Choice, Fact, Pages, Table
from frankpledge.lake.areas import kind_in_words

GOOD, WITH_CARE, POOR = 3, 2, 1
PLACES_A_PAGE = 25


@dataclass(frozen=True)
class AnswerPage:
    """Everything on the page of an answer, in the order in which it is read."""

    caption: str
    title: str
    lede: str
    known: str
    facts: tuple[Fact, ...]
    months: Picture | None
    month_links: tuple[Choice, ...]
    month_csv: str
    method: str
    beside: Picture | None
    beside_links: tuple[Choice, ...]
    beside_note: str
    behind: tuple[tuple[str, str], ...]
    places: Picture | None
    places_links: tuple[Choice, ...]
    places_note: str
    types: Table | None
    types_csv: str
    table: Table
    order: tuple[Choice, ...]
    deeper: tuple[Choice, ...]
    definition: tuple[tuple[str, str], ...]
    caveats: tuple[str, ...]


def answer_page(found: Answer, question: Asked, slug: str, *, by: str = "month") -> AnswerPage:
    """Return the page that answers a question."""
    e, links, drawn = found.explored, Links(slug, question), pictures(question)
    return AnswerPage(
        caption=f"{e.name} ({kind_in_words(found.area.kind)}) · {say.capital(say.subject(e.what))} · {e.window.label}",
        title=say.finding(e),
        lede=say.lede(found),
        known=e.cut_off,
        facts=facts(found, links),
        months=drawn.months,
        month_links=_month_links(links),
        month_csv=links.csv("months", by=by),
        method=notes.method(found),
        beside=drawn.beside,
        beside_links=(
            Choice("Table with links", f"{links.places()}#beside"),
            Choice("CSV", links.csv("comparison")),
            Choice("Similar partnerships", links.peers()),
        ),
        beside_note=f"{notes.beside_note(found)} {notes.peers_note(found, question)}".strip(),
        behind=notes.behind(found),
        places=drawn.places,
        places_links=(Choice("Same map as a table", links.places()), Choice("CSV", links.csv("places"))),
        places_note=notes.places_note(found),
        types=tables.type_table(found, links) if found.types else None,
        types_csv=links.csv("types"),
        table=tables.month_table(found, links, by=by),
        order=tuple(
            Choice(words, "" if key == by else f"{links.ask(by=key)}#table") for key, words in tables.MONTHS_BY.items()
        ),
        deeper=_deeper(links),
        definition=notes.definition(found),
        caveats=notes.caveats(found),
    )


def _deeper(links: Links) -> tuple[Choice, ...]:
    """Return the studies that look deeper into an answer, as the apps above tell of them."""
    found = sorted((study for _, of in told("STUDIES") for study in of), key=lambda study: study.order)
    return tuple(Choice(study.title, links.deeper(study.name), study.question) for study in found)


def _month_links(links: Links) -> tuple[Choice, ...]:
    return (
        Choice("Table", "#table"),
        Choice("Definition", "#definition"),
        Choice("Link to this view", links.ask()),
        Choice("Events and changes of recording", links.events()),
    )


def facts(found: Answer, links: Links) -> tuple[Fact, ...]:
    """Return the four facts: total, rate, comparison, judgements; each number leads to its own page."""
    e = found.explored
    there = len(e.window) - len(e.missing)
    total = Fact(
        "Recorded",
        f"{e.total:,}",
        f"{say.unit(e.what)}, {there} of {len(e.window)} months",
        href=links.figure("total"),
    )
    judged = component("judgements", items=judgements(found))
    return (total, _rate(e, links), _against(e, links), Fact("Judgement", judged, "", in_words=True))


def _rate(e: Explored, links: Links) -> Fact:
    if e.rate is None:
        why = "months are missing" if e.missing else e.people_flag or "no residents are known"
        return Fact("Rate", component("absent", kind="withheld"), why, in_words=True)
    words = f"per 1,000 of {e.people:,} residents, mid-{e.people_year} ({e.rate.lower:.1f} to {e.rate.upper:.1f})"
    return Fact("Rate", f"{e.rate.value:.1f}", words, href=links.figure("rate"))


def _against(e: Explored, links: Links) -> Fact:
    label = "Against the year before"
    if e.compared is None:
        return Fact(label, component("absent", kind="missing"), "no like month is loaded", in_words=True)
    change = e.compared.change
    words = f"{e.compared.before:,} to {e.compared.now:,} over {len(e.like)} like months"
    if change.low is not None and change.high is not None:
        words += f" (95% interval of the ratio {change.low:.2f} to {change.high:.2f})"
    if change.percent is None:
        why = f"{words}; base under 50"
        return Fact(label, component("absent", kind="withheld"), why, in_words=True, href=links.figure("change"))
    return Fact(label, say.percent(change.percent), words, href=links.figure("change"))


def judgements(found: Answer) -> list[str]:
    """Return whether it changed, where it stands to a target, and how good the data are: three, never one."""
    e = found.explored
    verdict = e.compared.change.verdict if e.compared else "cannot_tell"
    words = {"higher": "Higher than a year before", "lower": "Lower than a year before"}.get(verdict, "")
    return [
        component("signal", verdict=verdict, polarity=say.polarity(e.what), words=words),
        component("position", standing="no_target"),
        component("quality", steps=quality(found), words=_QUALITY[quality(found)]),
    ]


_QUALITY = {GOOD: "Data quality good", WITH_CARE: "Data to be read with care", POOR: "Data quality poor"}


def quality(found: Answer) -> int:
    """Return how far the data can be trusted: poor where a month is missing, with care where something bends them."""
    e = found.explored
    if e.missing:
        return POOR
    before = e.window.shifted(-12)
    recorded = any(event.kind == "recording" and event.parts(before, e.window) for event in found.events)
    return WITH_CARE if recorded or e.people_flag else GOOD


@dataclass(frozen=True)
class PlacesPage:
    """The places of an answer, a page of them, and the partnerships beside it."""

    title: str
    caption: str
    lede: str
    known: str
    table: Table | None
    note: str
    order: tuple[Choice, ...]
    pages: Pages
    csv: str
    beside: Table | None
    beside_note: str
    beside_csv: str
    back: str


def places_page(found: Answer, question: Asked, slug: str, *, by: str = "most", page: int = 1) -> PlacesPage:
    """Return the places and the partnerships as tables."""
    e, links, level = found.explored, Links(slug, question), found.level
    ordered = tables.place_order(level.places, by) if level else []
    last = max(1, -(-len(ordered) // PLACES_A_PAGE))
    shown = ordered[(page - 1) * PLACES_A_PAGE : page * PLACES_A_PAGE]
    year = e.people_year if e.people else None
    return PlacesPage(
        title=say.places_title(found),
        caption=f"{e.name} · {say.capital(say.subject(e.what))} · {e.window.label}",
        lede=say.beside_sentence(found),
        known=e.cut_off,
        table=tables.place_table(found, links, shown, year=year) if shown else None,
        note=notes.places_note(found),
        order=tuple(
            Choice(words, "" if key == by else links.places(by=key)) for key, words in tables.PLACES_BY.items()
        ),
        pages=Pages(min(page, last), last, f"{question.other(by=by)}&"),
        csv=links.csv("places", by=by),
        beside=tables.beside_table(found, links),
        beside_note=notes.beside_note(found),
        beside_csv=links.csv("comparison"),
        back=links.ask(),
    )
