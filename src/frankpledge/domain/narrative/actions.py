"""Writing in passages: words, figures, claims; and accepting or giving up what new data has overtaken.

A passage belongs to a page of another app, which alone knows who may write in it. Every action therefore takes `may`, a
function of workspace and person that refuses, and calls it with the passage's own workspace before anything else: no
caller can forget it, and none can ask it about another workspace than the one that is written in. `revision` is the one
that the writer has read; where somebody wrote since, nothing is changed and the refusal says who and when.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils.timezone import get_current_timezone

from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.narrative.models import Claim, Passage, PassageVersion, QuotedFigure
from frankpledge.domain.narrative.queries.catalogue import claim_kind, figure_of, judged, predicate, reference
from frankpledge.domain.narrative.queries.passages import quoted_of, references_once_held, spoken
from frankpledge.domain.narrative.rules import (
    BadPassage,
    NoReason,
    NoSuchPassage,
    Predicate,
    Reference,
    UnknownName,
    UntrueClaim,
    WrittenMeanwhile,
    figure_as_json,
    lines,
    names,
    sentences,
)
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.audit.actions import record
from frankpledge.ground.documents.blocks import Figure
from frankpledge.ground.documents.words import printable

May = Callable[[Workspace, User], None]
Attached = tuple[str, Predicate]


@dataclass(frozen=True)
class _Answered:
    """A reference with its answer, worked out before the transaction."""

    asked: Reference
    figure: Figure


def write_passage(
    *,
    passage: Passage | None,
    workspace: Workspace,
    text: str,
    references: Mapping[str, Reference] | None = None,
    claims: Iterable[Attached] | None = None,
    known: Known,
    by: User,
    may: May,
    revision: int | None = None,
) -> Passage:
    """Write the words of a passage, beginning it where there is none, and return it.

    `references` are by the names that the words quote; one that the passage has already keeps the value that its author
    accepted. `claims` are pairs of a sentence, word for word, and its predicate; given, they are all that the passage
    then claims. Not given, claims stay with the sentences that they were attached to. Refused: a name without a
    reference, a figure that cannot be found, a claim that does not hold.
    """
    may(workspace, by)
    _check_begun(passage, workspace, revision)
    text = printable(text)
    given = {name: reference(each.query, **each.arguments) for name, each in (references or {}).items()}
    held = {} if passage is None else {quoted.name: quoted.reference for quoted in quoted_of(passage)}
    once = {} if passage is None else references_once_held(passage)
    wanted = {name: given.get(name) or held.get(name) or once.get(name) for name in names(text)}
    lines(text, {name: name for name, asked in wanted.items() if asked})
    fresh = {
        name: _Answered(asked, figure_of(known, asked))
        for name, asked in wanted.items()
        if asked and (name not in held or held[name].key != asked.key)
    }
    tested = None if claims is None else [_tested(known, text, *each) for each in claims]
    with transaction.atomic():
        row = _opened(passage, workspace, by=by, revision=revision)
        row.text = text.strip()
        _quote(row, fresh, keep=set(wanted), known=known, by=by)
        if tested is not None:
            _replace_claims(row, tested, known=known, by=by)
        _keep(row, by=by)
        if passage is None:
            record("narrative.passage_begun", row, by=by, facts={"figures": len(wanted)})
        else:
            record("narrative.passage_written", row, by=by, facts={"revision": row.revision})
    return row


def quote_figure(
    *,
    passage: Passage,
    asked: Reference,
    known: Known,
    by: User,
    may: May,
    revision: int,
    text: str | None = None,
    at: int | None = None,
    name: str = "",
) -> Passage:
    """Insert a figure in the words (`text`, or as they stand) and return the passage.

    `at` is the place in the words; at their end where none is given.
    """
    may(passage.workspace, by)
    _check_begun(passage, passage.workspace, revision)
    words = passage.text if text is None else text
    chosen = name or free_name(asked.query, (*names(words), *(quoted.name for quoted in quoted_of(passage))))
    place = len(words) if at is None or not 0 <= at <= len(words) else at
    return write_passage(
        passage=passage,
        workspace=passage.workspace,
        text=_inserted(words, place, f"{{{chosen}}}"),
        references={chosen: asked},
        known=known,
        by=by,
        may=may,
        revision=revision,
    )


def attach_claim(
    *, passage: Passage, sentence: str, claimed: Predicate, known: Known, by: User, may: May, revision: int
) -> Claim:
    """Attach a claim to a sentence, given word for word with its marks, and return it. Refused unless it holds."""
    may(passage.workspace, by)
    _check_begun(passage, passage.workspace, revision)
    asked = predicate(claimed.kind, **claimed.arguments)
    tested = _tested(known, passage.text, sentence, asked, spoken(passage, sentence))
    with transaction.atomic():
        row = _opened(passage, passage.workspace, by=by, revision=revision)
        made = _attach(row, tested, known=known, by=by)
        _keep(row, by=by)
        record("narrative.claim_attached", row, by=by, facts={"kind": made.kind})
    return made


def detach_claim(*, claim: Claim, by: User, may: May, revision: int) -> Passage:
    """Take a claim off its sentence and return the passage."""
    may(claim.workspace, by)
    with transaction.atomic():
        row = _opened(claim.passage, claim.workspace, by=by, revision=revision)
        _give_up(_open_claim(claim), because="", by=by)
        _keep(row, by=by)
        record("narrative.claim_detached", row, by=by, facts={"kind": claim.kind})
    return row


def accept_value(*, passage: Passage, name: str, known: Known, by: User, may: May, revision: int) -> Passage:
    """Accept what a figure says at a cut-off, the words standing as they are, and return the passage."""
    may(passage.workspace, by)
    _check_begun(passage, passage.workspace, revision)
    quoted = QuotedFigure.objects.filter(passage=passage, name=name).first()
    if quoted is None:
        raise UnknownName(f"this passage quotes no figure called “{name}”.", cure="Read the passage again.")
    old, new = quoted.accepted(), figure_of(known, quoted.reference)
    with transaction.atomic():
        row = _opened(passage, passage.workspace, by=by, revision=revision)
        _quote(row, {name: _Answered(quoted.reference, new)}, keep=None, known=known, by=by)
        _keep(row, by=by)
        facts: dict[str, str | int] = {"old": old.display, "new": new.display, "name": name}
        record("narrative.value_accepted", row, by=by, facts=facts)
    return row


def accept_claim_gone(*, claim: Claim, reason: str, by: User, may: May, revision: int) -> Passage:
    """Give up a claim that is no longer true, saying why the sentence may stand without it; return the passage."""
    may(claim.workspace, by)
    if not reason.strip():
        raise NoReason("giving up a claim needs its reason.", cure="Say in a sentence why the sentence may stand.")
    with transaction.atomic():
        row = _opened(claim.passage, claim.workspace, by=by, revision=revision)
        _give_up(_open_claim(claim), because=reason.strip(), by=by)
        _keep(row, by=by)
        record("narrative.untrue_claim_given_up", row, by=by, facts={"kind": claim.kind})
    return row


def free_name(query: str, taken: Iterable[str]) -> str:
    """Return a name for a figure that is not taken: recorded_count, or recorded_count_2, and so on."""
    held = set(taken)
    return next(name for n in range(1, len(held) + 2) if (name := query if n == 1 else f"{query}_{n}") not in held)


# ---- parts -----------------------------------------------------------------------------------------------------


def _check_begun(passage: Passage | None, workspace: Workspace, revision: int | None) -> None:
    """Refuse a passage of another workspace, and one that somebody wrote in since, before anything is worked out."""
    if passage is None:
        return
    if passage.workspace_id != workspace.pk:
        raise NoSuchPassage("there is no such passage.", cure="Go back to the list.")
    _check_revision(Passage.objects.select_related("written_by").get(pk=passage.pk), revision)


def _check_revision(row: Passage, revision: int | None) -> None:
    if revision is None or revision != row.revision:
        when = row.written_at.astimezone(get_current_timezone())
        raise WrittenMeanwhile(
            f"{row.written_by} wrote in this passage on {when.day} {when:%B} at {when:%H:%M}, after you had read it.",
            cure="Nothing of theirs is changed. Your words are below: compare the two, and save again.",
        )


def _opened(passage: Passage | None, workspace: Workspace, *, by: User, revision: int | None) -> Passage:
    """Return the passage as it is now, held until the transaction ends, or a new one; refused where it moved on."""
    if passage is None:
        return Passage.objects.create(workspace=workspace, text="", revision=0, written_by=by, written_at=clock.now())
    rows = Passage.objects.filter(pk=passage.pk).select_related("workspace", "written_by")
    row = (rows.select_for_update(of=("self",)) if connection.features.has_select_for_update else rows).get()
    _check_revision(row, revision)
    return row


def _keep(row: Passage, *, by: User) -> None:
    """Count the writing, and keep what the passage says with it."""
    row.revision += 1
    row.written_by, row.written_at = by, clock.now()
    row.save(update_fields=("text", "revision", "written_by", "written_at"))
    quoted = QuotedFigure.objects.filter(passage=row)
    PassageVersion.objects.create(
        workspace=row.workspace,
        passage=row,
        revision=row.revision,
        text=row.text,
        references={each.name: each.reference.key for each in quoted},
        by=by,
        at=row.written_at,
    )


def _quote(row: Passage, answers: Mapping[str, _Answered], *, keep: set[str] | None, known: Known, by: User) -> None:
    """Write down the answers; figures that are not to be kept go from the passage (its versions still have them)."""
    if keep is not None:
        QuotedFigure.objects.filter(passage=row).exclude(name__in=keep).delete()
    for name, answered in answers.items():
        QuotedFigure.objects.update_or_create(
            passage=row,
            name=name,
            defaults={
                "workspace": row.workspace,
                "query": answered.asked.query,
                "arguments": dict(answered.asked.arguments),
                "manifest": known.manifest,
                "figure": figure_as_json(answered.figure),
                "accepted_by": by,
                "accepted_at": clock.now(),
            },
        )


@dataclass(frozen=True)
class _Tested:
    """A claim that holds, and the words that it holds with."""

    sentence: str
    claimed: Predicate
    words: str


def _tested(known: Known, text: str, sentence: str, claimed: Predicate, said: str = "") -> _Tested:
    """Return a claim that holds; refused where it does not, or where no such sentence is there. `said`: as heard."""
    words = " ".join(sentence.split())
    where = f"“{said or words}”"
    if words not in {one.text for one in sentences(text)}:
        raise BadPassage("the passage has no such sentence.", where=where, cure="Choose the sentence again.")
    found = judged(known, claimed)
    if not found.holds:
        why = "cannot be said" if found.refused else "does not hold"
        raise UntrueClaim(
            f"“{claim_kind(claimed.kind).label}” {why}: {found.words}",
            where=where,
            cure="Attach what does hold.",
        )
    return _Tested(words, claimed, found.words)


def _attach(row: Passage, tested: _Tested, *, known: Known, by: User) -> Claim:
    return Claim.objects.create(
        workspace=row.workspace,
        passage=row,
        sentence=tested.sentence,
        kind=tested.claimed.kind,
        arguments=dict(tested.claimed.arguments),
        manifest=known.manifest,
        words=tested.words,
        attached_by=by,
        attached_at=clock.now(),
    )


def _replace_claims(row: Passage, tested: list[_Tested], *, known: Known, by: User) -> None:
    wanted = {(each.sentence, each.claimed.key): each for each in tested}
    for claim in Claim.objects.filter(passage=row, gone_at__isnull=True):
        if wanted.pop((claim.sentence, claim.predicate.key), None) is None:
            _give_up(claim, because="", by=by)
    for each in wanted.values():
        _attach(row, each, known=known, by=by)


def _open_claim(claim: Claim) -> Claim:
    found = Claim.objects.filter(pk=claim.pk, gone_at__isnull=True).first()
    if found is None:
        raise UnknownName("this claim is no longer attached.", cure="Read the passage again.")
    return found


def _give_up(claim: Claim, *, because: str, by: User) -> None:
    claim.gone_by, claim.gone_at, claim.gone_because = by, clock.now(), because
    claim.save(update_fields=("gone_by", "gone_at", "gone_because"))


def _inserted(words: str, place: int, mark: str) -> str:
    before, after = words[:place], words[place:]
    gap = "" if not before or before[-1].isspace() or before[-1] in "([“‘" else " "
    then = "" if not after or not after[0].isalnum() else " "
    return f"{before}{gap}{mark}{then}{after}"
