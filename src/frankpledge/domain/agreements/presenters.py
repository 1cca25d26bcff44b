"""Agreements and requests in the words and parts of their pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.action_log.rules import in_words
from frankpledge.domain.agreements.models import Agreement, Request, Version
from frankpledge.domain.agreements.queries import Line
from frankpledge.domain.agreements.rules import Answer, Kind, Outcome, request_clock
from frankpledge.ground.documents.listing import Listing
from frankpledge.ground.registry import HomeContribution, Need
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Fact, Row, Table
from frankpledge.statute.agreements import Basis, bases
from frankpledge.statute.agreements import clock as clock_of_agreements

HEAD = (
    "agreement", "kind", "kept_by", "basis", "version", "in_force_from", "in_force_to", "review_on", "standing",
    "organisation", "capacity", "answer", "answered_on", "by_whom", "said", "nominated",
    "which_data", "purposes", "basis_words",
)  # fmt: skip
REQUEST_HEAD = (
    "number", "agreement", "asked_by", "asked_of", "asked_on", "what", "basis", "due", "standing", "answered_on",
    "outcome", "answer",
)  # fmt: skip
COLUMNS = (
    Column("Agreement"), Column("Kind"), Column("Version"), Column("Standing"), Column("Signed"), Column("Nominated"),
)  # fmt: skip
CONFIDENCE = {"V": "read in the law", "S": "seen in a secondary source", "K": "general knowledge, to be checked"}
SHOWN_AT_HOME = 5


def standing_cell(line: Line) -> str:
    """Return how an agreement stands, marked where something has to be done."""
    words = line.standing.words[:1].upper() + line.standing.words[1:]
    return component("tag", words=words, kind="late") if line.standing.presses else words


def lines_table(lines: Iterable[Line], slug: str) -> Table:
    """Return agreements as a table."""
    rows = tuple(
        Row(
            (
                line.name,
                line.kind.short,
                f"{line.version.number}, since {in_words(line.version.since)}" if line.version else "none in force",
                standing_cell(line),
                _signed(line),
                _named(line),
            ),
            href=reverse("agreements:one", args=(slug, line.id)),
        )
        for line in lines
    )
    return Table("Agreements", COLUMNS, rows, caption_hidden=True)


def _signed(line: Line) -> str:
    must = [one for one in line.signatories if one.must]
    signed = sum(one.answer is Answer.SIGNED for one in must)
    refused = sum(one.answer is Answer.REFUSED for one in line.signatories)
    others = sum(one.answer is Answer.SIGNED for one in line.signatories if not one.must)
    if line.kind is Kind.PROTOCOL:
        words = f"{signed:,} of {len(must):,} responsible authorities" + (f", {others:,} more" if others else "")
    else:
        words = f"{signed + others:,} signed"
    return f"{words}; {refused:,} refused" if refused else words


def _named(line: Line) -> str:
    must = [one for one in line.nominated if one.must]
    if line.kind is not Kind.PROTOCOL:
        return f"{sum(one.liaison_id is not None for one in line.nominated):,}"
    return f"{len(must) - len(line.unnamed):,} of {len(must):,}"


def facts(lines: Sequence[Line]) -> tuple[Fact, ...]:
    """Return how many are in force, need something done, and lack a signature, of those shown."""
    force = [line for line in lines if line.version is not None]
    presses = sum(line.standing.presses for line in lines)
    unsigned = sum(bool(line.not_signed) for line in force if line.kind is Kind.PROTOCOL)
    return (
        Fact("In force", f"{len(force):,}", f"of {len(lines):,} shown"),
        Fact("To be done", f"{presses:,}", "lapsed, ending, or to be looked at again"),
        Fact("Protocols not signed by all", f"{unsigned:,}", "each responsible authority has to keep to it"),
    )


# ---- one agreement ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Text:
    """A version as it is shown: its days, what is new in it, and where its text lies."""

    id: UUID
    number: int
    days: str
    words: str
    href: str
    href_words: str


@dataclass(frozen=True)
class AgreementPage:
    """One agreement: how it stands, who signed, who is nominated, its basis and its versions."""

    line: Line
    lede: str
    is_protocol: bool
    unproved: str
    details: tuple[tuple[str, str], ...]
    signatories: Table | None
    nominated: Table | None
    bases: tuple[tuple[Basis, str], ...]
    versions: tuple[Text, ...]


def agreement_page(agreement: Agreement, line: Line) -> AgreementPage:
    """Return the page of an agreement."""
    details = (
        ("Kind", line.kind.label),
        ("Kept by", line.keeper),
        ("Which data", agreement.which_data or "not said"),
        ("What for", agreement.purposes or "not said"),
        ("In law", agreement.basis_words or "not said"),
    )
    return AgreementPage(
        line=line,
        lede=line.standing.words,
        is_protocol=line.kind is Kind.PROTOCOL,
        unproved="; ".join(line.unproved),
        details=details,
        signatories=_signatories(line) if line.signatories else None,
        nominated=_nominated(line) if line.nominated else None,
        bases=tuple((one, CONFIDENCE[one.confidence]) for one in bases() if one.id in line.bases),
        versions=tuple(_text(one, agreement) for one in agreement.versions.all()),
    )


def _signatories(line: Line) -> Table:
    columns = (Column("Organisation"), Column("Takes part as"), Column("Answer"), Column("By"))
    rows = tuple(
        Row(
            (
                one.organisation,
                one.capacity.label if one.capacity else "no capacity recorded",
                _answer(one.answer, one.on, one.words, must=one.must and line.kind is Kind.PROTOCOL),
                one.by_whom or "–",
            ),
            quiet=one.answer is None and not one.must,
        )
        for one in line.signatories
    )
    return Table("Signatories", columns, rows, caption_hidden=True)


def _answer(answer: Answer | None, on: date | None, words: str, *, must: bool) -> str:
    if answer is None:
        return component("tag", words="Not yet", kind="late") if must else "Not yet"
    told = f"{answer.label} on {in_words(on)}"
    return f"{told}: {words}" if words else told


def _nobody(line: Line) -> str:
    return component("tag", words="Nobody", kind="late") if line.kind is Kind.PROTOCOL else "nobody"


def _nominated(line: Line) -> Table:
    columns = (Column("Organisation"), Column("Nominated person"), Column("Since"))
    rows = tuple(
        Row(
            (
                one.organisation,
                one.name or _nobody(line),
                in_words(one.since) if one.since else "–",
            )
        )
        for one in line.nominated
    )
    return Table("Nominated persons", columns, rows, caption_hidden=True)


def _text(version: Version, agreement: Agreement) -> Text:
    until = f" to {in_words(version.until)}" if version.until else ""
    review = f"; to be looked at again on {in_words(version.review_on)}" if version.review_on else ""
    href, words, said = version.address, "Where it lies", version.words
    if getattr(version, "file", None) is not None:
        said = " ".join(filter(None, (said, *version.file.told)))
        slug = agreement.workspace.slug
        href, words = (
            reverse("agreements:text", args=(slug, agreement.pk, version.pk)),
            f"Its text: {version.file.name}",
        )
    elif version.edition is not None:
        href, words = "", f"Edition {version.edition.number}: {version.edition.title}"
    days = f"In force from {in_words(version.since)}{until}{review}"
    return Text(version.pk, version.number, days, said, href, words if href or version.edition else "")


def listing(lines: Iterable[Line], *, today: date) -> Listing:
    """Return the agreements shown as a list that leaves: a line for each organisation that signs or may."""
    labels = {one.id: one.label for one in bases()}
    rows = []
    for line in lines:
        version, named = line.version, {one.organisation: one.name for one in line.nominated}
        plain = (
            line.name, line.kind.label, line.keeper, "; ".join(labels.get(one, one) for one in line.bases),
            version.number if version else None, version.since if version else None,
            version.until if version else None, version.review_on if version else None, line.standing.words,
        )  # fmt: skip
        for one in line.signatories:
            answer = one.answer.label if one.answer else "Not yet"
            capacity = one.capacity.label if one.capacity else None
            said = (one.organisation, capacity, answer, one.on, one.by_whom, one.words, named.get(one.organisation))
            rows.append((*plain, *said, line.which_data, line.purposes, line.basis_words))
    return Listing("agreements", f"Agreements on {in_words(today)}", HEAD, tuple(rows), today)


# ---- requests --------------------------------------------------------------------------------------------------------


def basis_label(name: str) -> str:
    """Return what a request rests on, as it is shown."""
    return next((one.label for one in bases() if one.id == name), name)


def request_words(one: Request, *, on: date) -> str:
    """Return how a request stands, with its outcome."""
    _, words = request_clock(due=one.due, answered_on=one.answered_on, on=on)
    return f"{Outcome(one.outcome).label}, {words}" if one.outcome else words


def requests_table(found: Iterable[Request], slug: str, *, on: date) -> Table:
    """Return requests as a table."""
    columns = (Column("Request"), Column("Asked by"), Column("Asked of"), Column("Asked on"), Column("Standing"))
    rows = []
    for one in found:
        late, _ = request_clock(due=one.due, answered_on=one.answered_on, on=on)
        words = request_words(one, on=on)[:1].upper() + request_words(one, on=on)[1:]
        cell = component("tag", words=words, kind="late") if late else words
        href = reverse("agreements:request", args=(slug, one.pk))
        cells = (f"{one.number}. {one.what}", one.asked_by.name, one.asked_of.name, in_words(one.asked_on), cell)
        rows.append(Row(cells, href=href))
    return Table("Requests", columns, tuple(rows), caption_hidden=True)


def request_facts(found: Sequence[Request], *, on: date) -> tuple[Fact, ...]:
    """Return how many were asked, are open, and were refused or given only in part."""
    still = [one for one in found if one.answered_on is None]
    late = sum(request_clock(due=one.due, answered_on=None, on=on)[0] for one in still)
    short = sum(one.outcome in (Outcome.REFUSED, Outcome.IN_PART) for one in found)
    return (
        Fact("Asked", f"{len(found):,}", "of the requests shown"),
        Fact("Open", f"{len(still):,}", f"{late:,} of them late"),
        Fact("Refused, or in part", f"{short:,}", "each with its reason"),
    )


def request_details(one: Request) -> tuple[tuple[str, str], ...]:
    """Return the facts of a request."""
    return (
        ("Under", one.agreement.name),
        ("Asked by", one.asked_by.name),
        ("Asked of", one.asked_of.name),
        ("Asked on", in_words(one.asked_on)),
        ("Wanted by", in_words(one.due) if one.due else "no day was asked for"),
        ("Rests on", basis_label(one.basis)),
        ("Answer", one.answer or "–"),
    )


def requests_listing(found: Iterable[Request], *, today: date) -> Listing:
    """Return the requests shown as a list that leaves."""
    rows = tuple(
        (
            one.number, one.agreement.name, one.asked_by.name, one.asked_of.name, one.asked_on, one.what,
            basis_label(one.basis), one.due, request_words(one, on=today), one.answered_on,
            Outcome(one.outcome).label if one.outcome else None, one.answer,
        )
        for one in found
    )  # fmt: skip
    return Listing("requests", f"Requests for information on {in_words(today)}", REQUEST_HEAD, rows, today)


# ---- home ------------------------------------------------------------------------------------------------------------


def home_needs(lines: Iterable[Line], late: Sequence[Request], slug: str, *, on: date) -> HomeContribution:
    """Return what waits for whoever keeps agreements: ends, reviews, gaps, and requests that are late."""
    needs = [need for line in lines for need in _needs(line, slug, on)]
    if late:
        oldest, href = late[0], f"{reverse('agreements:requests', args=(slug,))}?state=late"
        title = "A request for information is late" if len(late) == 1 else f"{len(late):,} requests are late"
        words = f"The oldest, of {oldest.asked_by} to {oldest.asked_of}, was due on {in_words(oldest.due)}."
        needs.append(Need(title, href, words, due=oldest.due, late=True))
    return HomeContribution(needs=tuple(needs[:SHOWN_AT_HOME]))


def _needs(line: Line, slug: str, on: date) -> Iterable[Need]:
    href = reverse("agreements:one", args=(slug, line.id))
    if line.standing.presses:
        tag = line.standing.words[:1].upper() + line.standing.words[1:]
        yield Need(line.name, href, _why(line), tag=tag, late=line.standing.late)
    if line.version is None or line.kind is not Kind.PROTOCOL:
        return
    old = (on - line.version.since).days > clock_of_agreements().sign_days
    if line.not_signed and old:
        words = f"Not signed by {', '.join(line.not_signed)}, {clock_of_agreements().sign_days} days after it began."
        yield Need(f"Signatures are missing: {line.name}", href, words)
    if line.unnamed:
        yield Need(f"Nobody is nominated: {line.name}", href, f"By {', '.join(line.unnamed)}.")


def _why(line: Line) -> str:
    if line.standing.kind in {"lapsed", "ends_soon"}:
        return "What is shared under it has no terms once it has lapsed: a new version, or another last day."
    return "Look at it again: what is shared, for what, and whether the law is still as it says."
