"""A strategy in the words and parts of its pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from frankpledge.domain.serious_violence.queries import Theirs, Whole, seen_from, wholes_on
from frankpledge.domain.serious_violence.rules import Stands
from frankpledge.ground.documents.listing import Listing
from frankpledge.ground.registry import Need, Seen, SeenRequest
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Fact, Row, Table
from frankpledge.statute.deadlines import in_words
from frankpledge.statute.obligations import Happening, key_of

HEAD = ("strategy", "asked_for", "state", "how_it_stands", "duty", "provision", "level", "confidence")
TAGS = {"present": ("Present", "done"), "incomplete": ("Incomplete", "late"), "missing": ("Missing", "late")}


def list_table(found: Iterable[Whole], slug: str) -> Table:
    """Return strategies as a table."""
    columns = (Column("Strategy"), Column("From"), Column("Edition"), Column("Gaps", right=True))
    rows = tuple(
        Row((one.strategy.title, in_words(one.strategy.starts),
             f"Edition {one.editions[0].number}" if one.editions else "Draft", f"{len(one.gaps):,}"),
            href=reverse("serious_violence:one", args=(slug, one.strategy.pk)))
        for one in found
    )  # fmt: skip
    return Table("Strategies", columns, rows, caption_hidden=True)


def stands_table(found: Whole) -> Table:
    """Return all that the duty asks for, and how it stands."""
    columns = (Column("Asked for"), Column("State"), Column("How it stands"), Column("By what"))
    rows = tuple(
        Row((one.item.label, component("tag", words=TAGS[one.state][0], kind=TAGS[one.state][1]), one.words,
             f"{one.item.provision}; {one.item.level}, confidence {one.item.confidence}"))
        for one in found.stands
    )  # fmt: skip
    return Table("What the duty asks for", columns, rows, caption_hidden=True)


def facts(found: Whole) -> tuple[Fact, ...]:
    """Return how far a strategy is there."""
    there = len(found.stands) - len(found.gaps)
    asked, answered = len(found.consulted), sum(one.answered_on is not None for one in found.consulted)
    signed = sum(one.signed_on is not None for one in found.served)
    return (
        Fact("There", f"{there} of {len(found.stands)}", "of what the duty asks for"),
        Fact("Answered", f"{answered} of {asked}", "authorities that were consulted"),
        Fact("Signed up", f"{signed} of {len(found.served)}", "partnerships that it serves"),
    )


def written(found: Whole) -> tuple[tuple[str, str, str, str], ...]:
    """Return each part that is written in words: its short name, its label, what is asked, and what it says."""
    return tuple(
        (one.item.id, one.item.label, one.item.asks, found.words.get(one.item.id, ""))
        for one in found.stands
        if one.item.form == "words"
    )


def listing(found: Iterable[Whole], on: date) -> Listing:
    """Return how strategies stand to the duty, as a list that leaves."""
    rows = tuple(
        (one.strategy.title, each.item.label, each.state, each.words, each.item.duty, each.item.provision,
         each.item.level, each.item.confidence)
        for one in found
        for each in one.stands
    )  # fmt: skip
    return Listing("serious-violence", f"What the Serious Violence Duty asks for on {in_words(on)}", HEAD, rows, on)


def needs(found: Iterable[Whole], slug: str) -> tuple[Need, ...]:
    """Return what waits for whoever writes strategies: those with gaps."""
    return tuple(
        Need(one.strategy.title, reverse("serious_violence:one", args=(slug, one.strategy.pk)),
             f"{len(one.gaps)} things that the Serious Violence Duty asks for are missing or incomplete.")
        for one in found
        if one.gaps
    )  # fmt: skip


def theirs_table(found: Iterable[Theirs], slug: str) -> Table:
    """Return the strategies of others that serve this partnership, each with the way to sign up."""
    columns = (Column("Strategy"), Column("Held by"), Column("Edition"), Column("This partnership"))
    rows = tuple(
        Row((one.title, one.holder, f"Edition {one.edition}, {in_words(one.approved_on)}", own_words(one)),
            href=reverse("serious_violence:theirs", args=(slug, one.served.pk)))
        for one in found
    )  # fmt: skip
    return Table("Strategies of others that serve this partnership", columns, rows, caption_hidden=True)


def own_words(one: Theirs) -> str:
    """Return whether this partnership signed up, in words."""
    if one.own is None:
        said = f"; {one.holder} wrote down that it did" if one.served.signed_on else ""
        return f"has not signed up here{said}"
    newer = f"; edition {one.edition} was approved since" if one.newer else ""
    return f"signed up to edition {one.own.edition} on {in_words(one.own.signed_on)}{newer}"


def to_sign(found: Iterable[Theirs], slug: str) -> tuple[Need, ...]:
    """Return the strategies of others that wait for this partnership to sign up."""
    return tuple(
        Need(f"Sign up: {one.title}", reverse("serious_violence:theirs", args=(slug, one.served.pk)),
             f"{one.holder} holds it, and it serves this partnership too.")
        for one in found
        if one.own is None
    )  # fmt: skip


# ---- what proves the duties ------------------------------------------------------------------------------------------


EVENTS = ("SVD-02", "SVD-04")


def proves_of_event(duty: str, asked: SeenRequest) -> Iterable[Seen]:
    """Yield what proves the duties that the beginning of a strategy started, once all of it is there.

    That is whom it consulted, or what was looked at before publication.
    """
    for one in wholes_on(asked.on, workspace=asked.workspace):
        event, needed = one.strategy.event, [each for each in one.stands if each.item.duty == duty]
        if event is None or event.withdrawn_at is not None or any(each.state != "present" for each in needed):
            continue
        day = seen_from(one, duty)
        if day is not None and day <= asked.on:
            href = reverse("serious_violence:one", args=(asked.workspace.slug, one.strategy.pk))
            key = key_of(Happening(id=str(event.pk), kind=event.kind, on=event.on))
            yield Seen(key, day, f"{one.strategy.title}: {'; '.join(_told(each) for each in needed)}", href)


def _told(each: Stands) -> str:
    return f"{each.item.label}, {each.words[:1].lower()}{each.words[1:]}"


def proves(duty: str, asked: SeenRequest) -> Iterable[Seen]:
    """Yield each strategy that has all that one duty asks for, with the day from which it can be seen."""
    for one in wholes_on(asked.on, workspace=asked.workspace):
        needed = [each for each in one.stands if each.item.duty == duty]
        days = {
            "SVD-01": one.editions[-1].approved_at.date() if one.editions else None,
            "SVD-03": max((look.on for look in one.looks), default=one.strategy.published_on),
            "SVD-05": one.strategy.starts,
        }
        on = days.get(duty)
        if on is not None and on <= asked.on and all(each.state == "present" for each in needed):
            href = reverse("serious_violence:one", args=(asked.workspace.slug, one.strategy.pk))
            yield Seen("", on, f"{one.strategy.title}: {', '.join(each.item.label for each in needed)}", href)
