"""Returns on "This quarter", in digests and in reminders: whose turn it is, and never a figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.returns.actions.rounds import make_receipt_link, make_return_link
from frankpledge.domain.returns.models import Return
from frankpledge.domain.returns.queries import REMINDED, Line, line_of
from frankpledge.domain.returns.queries.uses import Used
from frankpledge.domain.returns.rules import State
from frankpledge.ground.registry import Need
from frankpledge.ground.telling import Reminded
from frankpledge.statute.deadlines import in_words

SHOWN = 3
NEW_DAYS, SOON_DAYS = timedelta(days=8), timedelta(days=7)


def due_from_own(lines: Iterable[Line], slug: str) -> tuple[Need, ...]:
    """Return what the reader's own organisations owe."""
    return tuple(
        Need(
            title=f"Return of {line.supplier} for {line.round}",
            href=reverse("returns:one", args=(slug, line.id)),
            words=f"Due {in_words(line.due_on)}: {line.standing}. Whoever sends it needs no account.",
            due=line.due_on,
            tag=f"{line.days_late} days late" if line.late else "Due from your organisation",
            late=line.late,
        )
        for line in lines
    )


def for_keepers(lines: Iterable[Line], slug: str) -> tuple[Need, ...]:
    """Return what waits for whoever keeps the returns: late ones, those to check, those whose supplier wrote."""
    told = list(lines)
    late = [line for line in told if line.late]
    needs: list[Need] = []
    if late:
        names = ", ".join(dict.fromkeys(line.supplier for line in late[:SHOWN]))
        more = f" and {len(late) - SHOWN} more" if len(late) > SHOWN else ""
        needs.append(
            Need(
                title=f"{len(late)} return{' is' if len(late) == 1 else 's are'} late",
                href=reverse("returns:late", args=(slug,)),
                words=f"{names}{more}. Reminders go out by themselves where they are let out.",
                due=min(line.due_on for line in late),
                tag="Late",
                late=True,
            )
        )
    needs += [
        Need(
            title=f"Return of {line.supplier} for {line.round}",
            href=reverse("returns:one", args=(slug, line.id)),
            words="It asks for a correction." if line.wish else f"{line.questions or 'No'} questions of the checks.",
            tag="To correct" if line.wish else "To check",
        )
        for line in told
        if line.wish or line.state is State.SUBMITTED
    ][:SHOWN]
    return tuple(needs)


def for_publishers(lines: Iterable[Line], slug: str) -> tuple[Need, ...]:
    """Return what waits to be put before the board by whoever did not check it."""
    agreed = [line for line in lines if line.state is State.AGREED]
    if not agreed:
        return ()
    href = reverse("returns:list", args=(slug,))
    if len(agreed) == 1:
        href = reverse("returns:one", args=(slug, agreed[0].id))
    title = f"{len(agreed)} return{'' if len(agreed) == 1 else 's'} to put before the board"
    return (Need(title=title, href=href, words="Checked, and agreed by the organisation.", tag="To publish"),)


def reminders(found: Iterable[Return], addresses: Mapping[UUID, str], *, today: date) -> Iterator[Reminded]:
    """Yield what suppliers are reminded of: newly asked, soon due, late, to be corrected, to be agreed."""
    for one in found:
        line = line_of(one, on=today)
        kind, words = _turn(one, line, today)
        if kind:
            yield Reminded(
                id=f"{REMINDED}{one.pk}:{kind}",
                key=str(one.supplier_id),
                whom=line.supplier,
                account=None,
                address=addresses.get(one.supplier_id, ""),
                title=f"Return of {one} ({words})",
                neutral=f"Figures for {line.round}, due {in_words(line.due_on)}: {words}",
                href=reverse("returns:one", args=(one.workspace.slug, one.pk)),
                link=_link(one),
            )


def thanks(
    found: Iterable[tuple[Return, tuple[Used, ...]]], addresses: Mapping[UUID, str]
) -> Iterator[Reminded]:  # fmt: skip
    """Yield for what suppliers are thanked: that their figures stand before the board, and in which documents."""
    for one, uses in found:
        yield Reminded(
            id=f"returns.thanks:{one.pk}",
            key=str(one.supplier_id),
            whom=one.supplier.name,
            account=None,
            address=addresses.get(one.supplier_id, ""),
            title=f"Return of {one} (thanks)",
            neutral=f"Your figures for {one.round} stand before the board{_made_of(uses)}. Thank you.",
            href=reverse("returns:one", args=(one.workspace.slug, one.pk)),
            link=_receipt(one),
            thanks=True,
        )


def _made_of(uses: Iterable[Used]) -> str:
    """Return in which kinds of documents figures are used: never by their titles, which somebody wrote."""
    told = "; ".join(f"{used.kind}, approved on {in_words(used.approved_on)}" for used in uses)
    return f", and are used in: {told}" if told else ""


def _receipt(one: Return) -> Callable[[Any, int], str]:
    return lambda by, days: make_receipt_link(one=one, days=days, by=by).path


def _link(one: Return) -> Callable[[Any, int], str]:
    # It lasts as long as the round is open, whatever reminders of other things last.
    return lambda by, days: make_return_link(one=one, by=by).path


def _turn(one: Return, line: Line, today: date) -> tuple[str, str]:
    if line.state is State.CHECKED:
        return "agree", "checked; say whether they are right"
    if line.state is State.UNLOCKED:
        return "unlocked", "open again, to be corrected"
    if line.late:
        return "late", f"{line.days_late} days late; late is still useful"
    if line.due_on - today <= SOON_DAYS:
        return "soon", "due soon"
    if today - one.round.opened_at.date() < NEW_DAYS:
        return "asked", "you are asked for them"
    return "", ""
