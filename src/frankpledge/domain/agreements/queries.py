"""Reading agreements: how each stands on a day, who signed, who is nominated, what was asked, and what it proves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from frankpledge.domain.agreements import rules
from frankpledge.domain.agreements.models import Agreement, Liaison, Request, Signature, Version
from frankpledge.domain.agreements.rules import Answer, Kind, Standing, Term
from frankpledge.domain.bodies.queries.organisations import OrganisationAt, organisations_on
from frankpledge.domain.bodies.queries.register import register_in
from frankpledge.domain.bodies.rules import CapacityKind
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.ground.registry import Seen, SeenRequest
from frankpledge.statute.agreements import clock as clock_of_agreements


@dataclass(frozen=True)
class Signatory:
    """What an organisation said to the version in force: signed, refused, or (None) nothing yet."""

    organisation_id: UUID
    organisation: str
    capacity: CapacityKind | None
    answer: Answer | None
    on: date | None
    by_whom: str
    words: str

    @property
    def must(self) -> bool:
        """Return whether it is a responsible authority, which has to keep to the protocol."""
        return self.capacity is CapacityKind.RESPONSIBLE


@dataclass(frozen=True)
class Nominated:
    """Who is nominated by an organisation on a day; nobody where the place is empty."""

    organisation_id: UUID
    organisation: str
    must: bool
    liaison_id: UUID | None
    name: str
    since: date | None


@dataclass(frozen=True)
class Line:
    """One agreement as on a day."""

    id: UUID
    name: str
    kind: Kind
    keeper: str
    bases: tuple[str, ...]
    which_data: str
    purposes: str
    basis_words: str
    version: Version | None
    standing: Standing
    signatories: tuple[Signatory, ...]
    nominated: tuple[Nominated, ...]
    unproved: tuple[str, ...]

    @property
    def not_signed(self) -> tuple[str, ...]:
        """Return the responsible authorities that have not signed."""
        return tuple(one.organisation for one in self.signatories if one.must and one.answer is not Answer.SIGNED)

    @property
    def unnamed(self) -> tuple[str, ...]:
        """Return the responsible authorities that nominate nobody."""
        return tuple(one.organisation for one in self.nominated if one.must and one.liaison_id is None)


@dataclass(frozen=True)
class Choice:
    """Which agreements are shown. Every part may be empty: all of them."""

    state: str = ""
    kind: str = ""
    organisation: str = ""
    words: str = ""
    order: str = "pressing"


def agreements_of(*, workspace: Workspace, viewer: User) -> QuerySet[Agreement]:
    """Return the agreements of a workspace that the viewer belongs to, with all that is kept of them."""
    return _whole(Agreement.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer)))


def _whole(found: QuerySet[Agreement]) -> QuerySet[Agreement]:
    signed = Prefetch("signatures", queryset=Signature.objects.select_related("organisation", "recorded_by"))
    versions = Version.objects.filter(withdrawn_at__isnull=True).select_related("edition", "recorded_by", "file")
    named = Liaison.objects.filter(withdrawn_at__isnull=True).select_related("organisation", "person")
    return (
        found.filter(withdrawn_at__isnull=True)
        .select_related("workspace", "keeper", "recorded_by")
        .prefetch_related(
            Prefetch("versions", queryset=versions.defer("file__content").prefetch_related(signed).order_by("-since")),
            Prefetch("liaisons", queryset=named.order_by("organisation__name", "since")),
        )
    )


def agreement_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Agreement | None:
    """Return one agreement; None where there is none that the viewer may see."""
    return agreements_of(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def lines_of(*, workspace: Workspace, viewer: User, on: date) -> tuple[Line, ...]:
    """Return every agreement as on a day."""
    return _lines(agreements_of(workspace=workspace, viewer=viewer), workspace, on)


def _lines(found: Iterable[Agreement], workspace: Workspace, on: date) -> tuple[Line, ...]:
    there = organisations_on(register_in(workspace=workspace), on=on)
    return tuple(line_of(one, there, on=on) for one in found)


def line_of(agreement: Agreement, there: Iterable[OrganisationAt], *, on: date) -> Line:
    """Return an agreement as on a day, among the organisations that were there then."""
    versions = list(agreement.versions.all())
    terms = [Term(one.since, one.until, one.review_on) for one in versions]
    standing = rules.standing(terms, on=on, warnings=clock_of_agreements().warnings)
    version = next((one for one, term in zip(versions, terms, strict=True) if term.holds(on)), None)
    wanted = [one for one in there if _takes_part(one)]
    signatories = tuple(_signatories(version, wanted, on))
    not_signed = [one.organisation for one in signatories if one.must and one.answer is not Answer.SIGNED]
    known = any(one.must for one in signatories)
    return Line(
        id=agreement.pk,
        name=agreement.name,
        kind=Kind(agreement.kind),
        keeper=agreement.keeper.name,
        bases=tuple(agreement.bases),
        which_data=agreement.which_data,
        purposes=agreement.purposes,
        basis_words=agreement.basis_words,
        version=version,
        standing=standing,
        signatories=signatories,
        nominated=tuple(_nominated(agreement, wanted, on)),
        unproved=rules.unproved(standing=standing, covered=agreement.bases, not_signed=not_signed, known=known),
    )


def _takes_part(one: OrganisationAt) -> bool:
    return one.capacity is not None and one.capacity.kind in (CapacityKind.RESPONSIBLE, CapacityKind.CO_OPERATING)


def _signatories(version: Version | None, wanted: list[OrganisationAt], on: date) -> Iterator[Signatory]:
    """Yield everybody who has to sign or may, and whoever else answered; responsible authorities first."""
    rows = version.signatures.all() if version else []
    answers = {row.organisation_id: row for row in rows if row.on <= on}
    capacities = {one.id: one.capacity.kind for one in wanted if one.capacity}
    names = {one.id: one.name for one in wanted} | {key: row.organisation.name for key, row in answers.items()}
    order = list(CapacityKind)
    for key in sorted(names, key=lambda key: (order.index(capacities[key]) if key in capacities else 9, names[key])):
        row = answers.get(key)
        answer = Answer(row.answer) if row else None
        said = (row.on, row.by_whom, row.words) if row else (None, "", "")
        yield Signatory(key, names[key], capacities.get(key), answer, *said)


def _nominated(agreement: Agreement, wanted: list[OrganisationAt], on: date) -> Iterator[Nominated]:
    held = {one.organisation_id: one for one in agreement.liaisons.all() if one.span.holds(on)}
    must = {one.id for one in wanted if one.capacity and one.capacity.kind is CapacityKind.RESPONSIBLE}
    names = {one.id: one.name for one in wanted if one.id in must}
    names |= {key: row.organisation.name for key, row in held.items()}
    for key in sorted(names, key=lambda key: (key not in must, names[key])):
        row = held.get(key)
        name = (row.person.name if row.person else row.role) if row else ""
        yield Nominated(key, names[key], key in must, row.pk if row else None, name, row.since if row else None)


STATES = {
    "in_force": {"in_force", "ends_soon", "review_soon", "review_late"},
    "presses": {"ends_soon", "review_soon", "review_late", "lapsed"},
    "lapsed": {"lapsed"},
    "to_come": {"to_come", "none"},
}
ORDER = ("lapsed", "review_late", "ends_soon", "review_soon", "in_force", "to_come", "none")


def chosen(lines: Iterable[Line], choice: Choice) -> tuple[Line, ...]:
    """Return the agreements that a choice names, in its order."""
    words = choice.words.casefold()
    found = [
        line
        for line in lines
        if (choice.state not in STATES or line.standing.kind in STATES[choice.state])
        and choice.kind in ("", line.kind.value)
        and (not choice.organisation or any(str(one.organisation_id) == choice.organisation for one in _signed(line)))
        and words in line.name.casefold()
    ]
    if choice.order == "name":
        return tuple(sorted(found, key=lambda line: line.name.casefold()))
    return tuple(sorted(found, key=lambda line: (ORDER.index(line.standing.kind), line.standing.days or 0, line.name)))


def _signed(line: Line) -> list[Signatory]:
    return [one for one in line.signatories if one.answer is Answer.SIGNED]


# ---- requests --------------------------------------------------------------------------------------------------------


def requests_of(*, workspace: Workspace, viewer: User) -> QuerySet[Request]:
    """Return the requests under the agreements of a workspace that the viewer belongs to, the latest first."""
    found = Request.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    found = found.filter(withdrawn_at__isnull=True)
    return found.select_related("workspace", "agreement", "asked_by", "asked_of", "recorded_by").order_by("-number")


def request_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Request | None:
    """Return one request; None where there is none that the viewer may see."""
    return requests_of(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def chosen_requests(found: QuerySet[Request], told: dict[str, str], *, on: date) -> QuerySet[Request]:
    """Return the requests that filters name (state, asked_of, words), in the same order."""
    states = {
        "open": Q(answered_on__isnull=True),
        "late": Q(answered_on__isnull=True, due__lt=on),
        "answered": Q(answered_on__isnull=False),
    }
    found = found.filter(states.get(told.get("state", ""), Q()))
    if told.get("asked_of"):
        found = found.filter(asked_of_id=UUID(told["asked_of"]))
    return found.filter(what__icontains=told.get("words", "").strip())


def late_requests(*, workspace: Workspace, viewer: User, on: date) -> QuerySet[Request]:
    """Return the requests that are open past their day, the oldest first."""
    found = requests_of(workspace=workspace, viewer=viewer).filter(answered_on__isnull=True, due__lt=on)
    return found.order_by("due", "number")


def nominated_in(person: User, *, workspace: Workspace, on: date) -> tuple[Liaison, ...]:
    """Return where a person is nominated on a day, for whoever lets them go."""
    running = Q(until__isnull=True) | Q(until__gte=on)
    found = Liaison.objects.filter(running, workspace=workspace, person__user=person, withdrawn_at__isnull=True)
    return tuple(found.select_related("workspace", "agreement", "organisation", "person"))


# ---- what it proves --------------------------------------------------------------------------------------------------


def protocol_kept(asked: SeenRequest) -> Iterator[Seen]:
    """Yield each protocol in force on the day asked about that covers what it must and that every authority signed."""
    for line in _protocols(asked):
        if line.version is not None and not line.unproved:
            signed = sum(one.must for one in line.signatories)
            words = f"{line.version}, signed by {signed} of {signed} responsible authorities"
            if line.version.review_on:
                words += f"; to be looked at again on {line.version.review_on:%d %B %Y}".replace(" 0", " ")
            yield Seen(key="", on=line.version.since, words=words, href=_page(asked, line))


def everybody_nominated(asked: SeenRequest) -> Iterator[Seen]:
    """Yield each protocol under which every responsible authority nominates somebody on the day asked about."""
    for line in _protocols(asked):
        days = [one.since for one in line.nominated if one.must and one.liaison_id and one.since]
        if days and line.version is not None and not line.unnamed:
            words = f"{line.name}: somebody is nominated by each of {len(days)} responsible authorities"
            yield Seen(key="", on=max(days), words=words, href=_page(asked, line))


def _protocols(asked: SeenRequest) -> tuple[Line, ...]:
    found = _whole(Agreement.objects.filter(workspace=asked.workspace, kind=Kind.PROTOCOL))
    return _lines(found, asked.workspace, asked.on) if found else ()


def _page(asked: SeenRequest, line: Line) -> str:
    return reverse("agreements:one", args=(asked.workspace.slug, line.id))
