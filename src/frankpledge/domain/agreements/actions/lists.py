"""Lists of agreements: what takes one into the register, line by line by its own acts, and what takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction

from frankpledge.domain.action_log.queries.incoming import named
from frankpledge.domain.agreements import actions
from frankpledge.domain.agreements.actions import AgreementFacts, VersionFacts
from frankpledge.domain.agreements.models import Agreement, Liaison, Signature, Version
from frankpledge.domain.agreements.permissions import GRANTS, Capability
from frankpledge.domain.agreements.queries import agreements_of
from frankpledge.domain.agreements.rules import Answer, Kind, Term
from frankpledge.domain.bodies.models import Organisation, Person
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.lists.actions import attempt_each, note_step, put_rows_back, settle_steps, stands
from frankpledge.ground.lists.rules import (
    CLEARS,
    Change,
    Column,
    Line,
    ListKind,
    NotTaken,
    Outcome,
    Taken,
    check_untouched,
    of_kinds,
    plain,
    said_otherwise,
)
from frankpledge.statute.agreements import bases

Parts = list[tuple[str, str, str]]
NOT_YET = "not_yet"
COLUMNS = (
    Column("agreement", "agreement", ("name", "title", "protocol"), needed=True),
    Column("kind", "kind", ("type",), words=of_kinds(Kind)),
    Column("kept_by", "kept_by", ("keeper", "held by"), words=named(Organisation)),
    Column("basis", "basis", ("bases", "legal basis")),
    Column("version", "version", only_shown=True),
    Column("in_force_from", "in_force_from", ("from", "since", "start"), is_day=True),
    Column("in_force_to", "in_force_to", ("to", "until", "end", "expires"), is_day=True),
    Column("review_on", "review_on", ("review", "review date"), is_day=True),
    Column("standing", "standing", only_shown=True),
    Column("organisation", "organisation", ("signatory", "agency", "partner"), words=named(Organisation)),
    Column("capacity", "capacity", only_shown=True),
    Column(
        "answer", "answer", ("signed",),
        words=lambda *_: [(NOT_YET, "Not yet"), *((one.value, one.label) for one in Answer)],
    ),
    Column("answered_on", "answered_on", ("signed on", "date signed"), is_day=True),
    Column("by_whom", "by_whom", ("signed by", "signatory post")),
    Column("said", "said", ("remarks", "comments")),
    Column("nominated", "nominated", ("contact", "nominated person")),
    Column("which_data", "which_data", ("data",)),
    Column("purposes", "purposes", ("purpose",)),
    Column("basis_words", "basis_words"),
    Column("reason", "reason", ("why",)),
)  # fmt: skip
TERM = ("since", "until", "review_on", "withdrawn_at")
KINDS = {
    "agreement": (
        Agreement,
        ("name", "kind", "keeper_id", "which_data", "purposes", "basis_words", "withdrawn_at"),
        ("versions", "liaisons", "requests"),
    ),
    "version": (Version, TERM, ("signatures",)),
    "signature": (Signature, ("answer", "on", "by_whom", "words"), ()),
    "liaison": (Liaison, ("since", "until", "person_id", "role"), ()),
}
BASES, GONE = "bases", "an agreement that is not there any more"


def check_may_keep(workspace: Workspace, user: User) -> None:
    """Refuse whoever does not keep the register."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=user)


def take(given: Taken) -> Outcome:
    """Take a list in: agreements and versions that are new, their days, and who answered and is nominated otherwise."""
    taking = Taking(given)
    attempt_each(taking.outcome, given.lines, taking.line)
    settle_steps(taking.outcome, KINDS)
    for one in taking.outcome.steps:
        if one["kind"] == BASES:
            one["now"] = Agreement.objects.get(pk=one["id"]).bases
    return taking.outcome


@dataclass
class Taking:
    """A list on its way into the register."""

    given: Taken
    outcome: Outcome = field(default_factory=Outcome)

    def __post_init__(self) -> None:
        place, by = self.given.workspace, self.given.by
        rows = standing_rows(Organisation, workspace=place, viewer=by)
        self.organisations = {str(one.pk): one for one in rows}
        self.people = {plain(one.name): one for one in standing_rows(Person, workspace=place, viewer=by)}

    def line(self, line: Line) -> None:
        """Take one line in: the agreement, its version, and what one organisation answered and whom it nominates."""
        every = agreements_of(workspace=self.given.workspace, viewer=self.given.by)
        found = next((one for one in every if plain(one.name) == plain(line["agreement"])), None)
        before = stands(found, KINDS) if found else None
        agreement, parts = self.add(line) if found is None else (found, self.amend(found, line))
        parts += self.version(agreement, line) + self.nominated(agreement, line)
        if not parts:
            self.outcome.unchanged += 1
            return
        note_step(self.outcome, agreement, KINDS, before)
        kind = "new" if found is None else "changed"
        self.outcome.changes.append(Change(line.sheet, line.number, kind, agreement.name, tuple(parts)))

    def facts(self, line: Line, was: AgreementFacts) -> AgreementFacts:
        """Return an agreement as the line describes it; what it does not say stays."""
        return replace(
            was, kind=Kind(line["kind"] or was.kind), keeper=self.organisations.get(line["kept_by"], was.keeper),
            bases=_bases(line) if line["basis"] else was.bases, which_data=line["which_data"] or was.which_data,
            purposes=line["purposes"] or was.purposes, basis_words=line["basis_words"] or was.basis_words,
        )  # fmt: skip

    def add(self, line: Line) -> tuple[Agreement, Parts]:
        """Record an agreement that the register does not hold."""
        keeper = self.organisations.get(line["kept_by"])
        if keeper is None or not line["kind"]:
            raise NotTaken(
                "it is new, and what it is or who keeps it is not said.", column="kept_by",
                cure="Fill both in, or write its name as the register has it.",
            )  # fmt: skip
        facts = self.facts(line, AgreementFacts(line["agreement"], Kind(line["kind"]), keeper))
        made = actions.add_agreement(workspace=self.given.workspace, given=facts, by=self.given.by)
        note_step(self.outcome, made, KINDS, None)
        return made, [("agreement", "", made.name), ("kept by", "", keeper.name)]

    def amend(self, agreement: Agreement, line: Line) -> Parts:
        """Put right what the line says otherwise of an agreement."""
        was = _facts(agreement)
        now = self.facts(line, was)
        parts = said_otherwise(was, now, words=_words)
        if parts:
            self.note_bases(agreement)
            actions.amend_agreement(agreement=agreement, given=now, by=self.given.by)
        return parts

    def note_bases(self, agreement: Agreement) -> None:
        """Note what sharing rested on before: a list of words, which is put back by itself."""
        if not any((one["kind"], one["id"]) == (BASES, str(agreement.pk)) for one in self.outcome.steps):
            step = {"kind": BASES, "id": str(agreement.pk), "was": list(agreement.bases)}
            self.outcome.steps.append(step)

    # ---- a version, and what was said to it --------------------------------------------------------------------------

    def version(self, agreement: Agreement, line: Line) -> Parts:
        """Keep the version of a line, its days where they differ, and what an organisation answered to it."""
        since = line.day("in_force_from")
        held = list(agreement.versions.filter(withdrawn_at__isnull=True).order_by("-since"))
        found = next((one for one in held if since in (None, one.since)), None)
        if found is not None:
            return self.term(found, line) + self.answer(found, line)
        if since is None:
            return self.no_version(line)
        open_ = [(one, stands(one, KINDS)) for one in held if one.until is None and one.since < since]
        term = Term(since, line.day("in_force_to"), line.day("review_on"))
        made = actions.add_version(agreement=agreement, given=VersionFacts(term), by=self.given.by)
        for one, before in open_:
            note_step(self.outcome, one, KINDS, before)
        note_step(self.outcome, made, KINDS, None)
        return [("version", "", f"{made.number}, in force from {since}"), *self.answer(made, line)]

    def no_version(self, line: Line) -> Parts:
        """Return nothing for a line that says nothing of a version; refused where it answers to none."""
        if line["answer"] not in ("", NOT_YET):
            raise NotTaken(
                "no version is recorded that it answers to.", column="in_force_from", cure="Say from when one holds."
            )
        return []

    def term(self, version: Version, line: Line) -> Parts:
        """Move the end or the review of a version where the line says another day, and why."""
        until = None if line["in_force_to"] == CLEARS else line.day("in_force_to") or version.until
        review = None if line["review_on"] == CLEARS else line.day("review_on") or version.review_on
        parts = [
            (name, _words(was), _words(now))
            for name, was, now in (("in force to", version.until, until), ("review on", version.review_on, review))
            if was != now
        ]
        if parts and not line["reason"]:
            raise NotTaken("a day of a version moves, and it is not said why.", column="reason", cure="Write why.")
        if parts:
            before = stands(version, KINDS)
            actions.change_term(version=version, until=until, review_on=review, reason=line["reason"], by=self.given.by)
            note_step(self.outcome, version, KINDS, before)
        return parts

    def answer(self, version: Version, line: Line) -> Parts:
        """Keep what an organisation answered, where its latest answer is another."""
        organisation = self.organisations.get(line["organisation"])
        if line["answer"] in ("", NOT_YET):
            return []
        on = line.day("answered_on")
        if organisation is None or on is None:
            raise NotTaken(
                "it answers, and who or on which day is not said.", column="organisation",
                cure="Fill in organisation and answered_on.",
            )  # fmt: skip
        latest = version.signatures.filter(organisation=organisation).order_by("-on", "-recorded_at").first()
        answer, said = Answer(line["answer"]), (line["by_whom"], line["said"])
        if latest and (latest.answer, latest.on) == (answer, on):
            said = (said[0] or latest.by_whom, said[1] or latest.words)
            if (latest.by_whom, latest.words) == said:
                return []
        before = stands(version, KINDS)
        made = actions.record_answer(
            version=version, organisation=organisation, answer=answer, on=on, by_whom=said[0], words=said[1],
            by=self.given.by,
        )  # fmt: skip
        note_step(self.outcome, version, KINDS, before)
        note_step(self.outcome, made, KINDS, None)
        return [(f"answer of {organisation}", Answer(latest.answer).label if latest else "not yet", answer.label)]

    def nominated(self, agreement: Agreement, line: Line) -> Parts:
        """Nominate whom the line names for its organisation, a person or a post, from today, where it is another."""
        organisation, today = self.organisations.get(line["organisation"]), clock.today()
        if not line["nominated"]:
            return []
        if organisation is None:
            raise NotTaken("somebody is nominated by nobody.", column="organisation", cure="Name the organisation.")
        rows = agreement.liaisons.filter(organisation=organisation, withdrawn_at__isnull=True).select_related("person")
        held = next((one for one in rows if one.span.holds(today)), None)
        was = (held.person.name if held.person else held.role) if held else ""
        if plain(was) == plain(line["nominated"]):
            return []
        person = self.people.get(plain(line["nominated"]))
        open_ = [(one, stands(one, KINDS)) for one in rows if one.until is None]
        made = actions.nominate(
            agreement=agreement, organisation=organisation, person=person, role="" if person else line["nominated"],
            since=today, by=self.given.by,
        )  # fmt: skip
        for one, before in open_:
            note_step(self.outcome, one, KINDS, before)
        note_step(self.outcome, made, KINDS, None)
        return [(f"nominated by {organisation}", was, line["nominated"])]


def _facts(agreement: Agreement) -> AgreementFacts:
    return AgreementFacts(
        agreement.name, Kind(agreement.kind), agreement.keeper, tuple(agreement.bases), agreement.which_data,
        agreement.purposes, agreement.basis_words,
    )  # fmt: skip


def _bases(line: Line) -> tuple[str, ...]:
    """Return what a cell says that sharing rests on: labels or short names, with “;” between them."""
    ours = {plain(name): one.id for one in bases() for name in (one.id, one.label)}
    said = [one.strip() for one in line["basis"].split(";") if one.strip()]
    unknown = [one for one in said if plain(one) not in ours]
    if unknown:
        known = "; ".join(one.label for one in bases())
        raise NotTaken(f"“{unknown[0]}” is no basis that is known.", column="basis", cure=f"Known are: {known}.")
    return tuple(ours[plain(one)] for one in said)


def _words(value: Any) -> str:
    """Return a fact in words, by which two are compared."""
    if isinstance(value, Kind):
        return value.label
    if isinstance(value, tuple | list):
        labels = {one.id: one.label for one in bases()}
        return "; ".join(labels[one] for one in labels if one in value)
    return "" if value is None else str(value)


@transaction.atomic
def take_back(workspace: Workspace, steps: Sequence[Any], _name: str, by: User) -> None:
    """Take a list back: what it made leaves, what it changed is as it was. Refused where more was done since."""
    check_may_keep(workspace, by)
    order = list(KINDS)
    rows = sorted((one for one in steps if one["kind"] in KINDS), key=lambda one: order.index(one["kind"]))
    rested = [
        (Agreement.objects.filter(workspace=workspace, pk=one["id"]).first(), one)
        for one in steps
        if one["kind"] == BASES
    ]
    check_untouched([str(found or GONE) for found, one in rested if found is None or found.bases != one["now"]])
    put_rows_back(steps=rows, kinds=KINDS, workspace=workspace, by=by)
    for found, one in rested:
        if found is not None:
            found.refresh_from_db()
            actions.amend_agreement(agreement=found, given=replace(_facts(found), bases=tuple(one["was"])), by=by)


AGREEMENTS = ListKind("agreements.agreements", COLUMNS, check_may_keep, take, take_back)
