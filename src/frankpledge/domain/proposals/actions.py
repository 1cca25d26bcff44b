"""Words that somebody else proposes for a heading: asked of another agency by a link, or brought back from Word.

Nothing of them stands in a chapter until one of its writers accepts them, having seen what they change.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction

from frankpledge.domain.chapters.actions.passages import begin_passage, may_write, note_written
from frankpledge.domain.chapters.models import Chapter, Part
from frankpledge.domain.chapters.permissions import check_may_write
from frankpledge.domain.chapters.rules import check_said
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.narrative.actions import write_passage
from frankpledge.domain.narrative.models import Passage
from frankpledge.domain.narrative.queries.passages import references_once_held
from frankpledge.domain.narrative.queries.returned import Returned
from frankpledge.domain.proposals import rules
from frankpledge.domain.proposals.models import Proposal
from frankpledge.domain.proposals.queries import PURPOSE, proposal_for_link
from frankpledge.domain.proposals.rules import MARKS, MOST_WORDS, State
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import Role, roles_of
from frankpledge.ground.audit.actions import record
from frankpledge.ground.links.actions import Opened, holder_of, open_link
from frankpledge.ground.links.models import Link


@transaction.atomic
def ask_agency(*, part: Part, to_whom: str, days: int, by: User) -> Opened:
    """Ask another agency for the words of a heading, and return the link that it answers by, shown once."""
    check_may_write(part.chapter, by, deed="asked for")
    made = Proposal.objects.create(
        workspace=part.workspace,
        part=part,
        whose=check_said(to_whom, what="the organisation that is asked")[:200],
        way="link",
        state=State.ASKED,
        due=clock.today() + timedelta(days=days),
        revision=part.passage.revision if part.passage else 0,
        asked_by=by,
        asked_at=clock.now(),
    )
    opened = open_link(
        workspace=part.workspace, purpose=PURPOSE, about=str(made.pk), to_whom=made.whose, days=days, by=by
    )
    record("proposals.agency_asked", made, by=by, facts={"ref": part.chapter.ref})
    return opened


def receive_words(*, link: Link, text: str) -> Proposal:
    """Keep the words that came by a link, to be accepted or declined. No mark in them means more than itself."""
    found = proposal_for_link(link)
    found.text = check_said(text, what="what you send", most=MOST_WORDS).translate(MARKS)
    found.state, found.came_at = State.CAME, clock.now()
    found.save(update_fields=("text", "state", "came_at"))
    record("proposals.words_came", found, by=holder_of(link), facts={"ref": found.part.chapter.ref})
    return found


@transaction.atomic
def bring_back(*, chapter: Chapter, returned: Iterable[Returned], by: User) -> tuple[Proposal, ...]:
    """Keep the words of a chapter that came back from Word as proposals, one for each passage that differs.

    Refused from whoever does not write the chapter, and for a file that holds none of its words.
    """
    check_may_write(chapter, by, deed="brought back")
    _check_writer(chapter, by)
    found = [one for one in returned if one.back.found]
    if not found:
        raise rules.WrongFile(
            "none of this chapter's words are in this file.",
            cure="Bring back the Word file of this assessment, as it was taken from here, on the page of its chapter.",
        )
    parts = {part.passage_id: part for part in chapter.parts.all()}
    made = [_brought(parts[one.passage.pk], one, by) for one in found if one.back.changed]
    record("proposals.brought_back", chapter, by=by, facts={"ref": chapter.ref, "changed": len(made)})
    return tuple(made)


def accept_proposal(*, proposal: Proposal, known: Known, by: User) -> Passage:
    """Put proposed words under their heading. Refused where somebody wrote there since they were sent out."""
    rules.check_waits(proposal.state)
    part = proposal.part
    check_may_write(part.chapter, by, deed="written in")
    passage = begin_passage(part=part, known=known, by=by)
    written = write_passage(
        passage=passage,
        workspace=part.workspace,
        text=proposal.text,
        references=references_once_held(passage),
        known=known,
        by=by,
        may=may_write(part.chapter),
        revision=proposal.revision or passage.revision,
    )
    with transaction.atomic():
        note_written(part=part, by=by)
        _decide(proposal, State.ACCEPTED, by)
    return written


@transaction.atomic
def decline_proposal(*, proposal: Proposal, by: User) -> None:
    """Decline proposed words, or withdraw the asking. They are kept on record."""
    check_may_write(proposal.part.chapter, by, deed="changed")
    if proposal.state != State.ASKED:
        rules.check_waits(proposal.state)
    _decide(proposal, State.DECLINED, by)


def _brought(part: Part, one: Returned, by: User) -> Proposal:
    now = clock.now()
    return Proposal.objects.create(
        workspace=part.workspace,
        part=part,
        whose=by.name,
        way="word",
        state=State.CAME,
        text=one.back.text,
        revision=one.back.revision,
        told=list(one.back.told),
        asked_by=by,
        asked_at=now,
        came_at=now,
    )


def _check_writer(chapter: Chapter, by: User) -> None:
    """Refuse whoever is neither the chapter's writer nor an officer, where it has a writer."""
    if chapter.writer_id in (None, by.pk) or Role.OFFICER in roles_of(by, chapter.workspace):
        return
    raise rules.WrongPerson(
        f"this chapter is written by {chapter.writer}, so another may not bring it back.",
        cure="Ask them, or an officer, to bring it back.",
    )


def _decide(proposal: Proposal, state: State, by: User) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, clock.now()
    proposal.save(update_fields=("state", "decided_by", "decided_at"))
    record("proposals.proposal_decided", proposal, by=by, facts={"how": state.label.lower()})
