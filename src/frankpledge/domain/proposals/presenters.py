"""Proposed words beside those that stand."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from frankpledge.domain.narrative.models import Passage
from frankpledge.domain.narrative.queries.passages import spoken
from frankpledge.domain.narrative.rules import sentences
from frankpledge.domain.proposals.models import Proposal
from frankpledge.domain.proposals.rules import State


@dataclass(frozen=True)
class ProposalShown:
    """Words that are proposed: for which heading, by whom, and what they would change, sentence by sentence."""

    proposal: Proposal
    state: str
    waits: bool
    asked: bool
    changes: tuple[tuple[str, str], ...]


def proposal_shown(one: Proposal) -> ProposalShown:
    """Return a proposal with the sentences that would go and come."""
    waits = one.state == State.CAME
    changes = _changes(one) if waits else ()
    return ProposalShown(one, State(one.state).label, waits, one.state == State.ASKED, changes)


def _changes(one: Proposal) -> tuple[tuple[str, str], ...]:
    passage = one.part.passage or Passage(workspace=one.workspace)
    old = [spoken(passage, each.text) for each in sentences(passage.text)]
    new = [spoken(passage, each.text) for each in sentences(one.text)]
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return tuple((" ".join(old[a:b]), " ".join(new[c:d])) for kind, a, b, c, d in steps if kind != "equal")
