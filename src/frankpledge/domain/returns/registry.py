"""What this app adds to the ground."""

from collections.abc import Iterator
from datetime import date

from frankpledge.domain.contacts.queries import addresses_on
from frankpledge.domain.returns.findable import FINDABLE, SUBJECTS, THREAD
from frankpledge.domain.returns.forms.answering import AGREEMENT, SEND
from frankpledge.domain.returns.permissions import GRANTS, Capability
from frankpledge.domain.returns.presenters.home import due_from_own, for_keepers, for_publishers, reminders, thanks
from frankpledge.domain.returns.queries import AGREE, PURPOSE, to_be_told_of
from frankpledge.domain.returns.queries.own import due_from, waiting
from frankpledge.domain.returns.queries.uses import to_thank_for
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import HomeContribution, HomeRequest, NavigationEntry
from frankpledge.ground.telling import Chaser, Reminded

__all__ = ["AUDIT_SENTENCES", "CHASERS", "FINDABLE", "HOME", "LINKS", "NAVIGATION", "SUBJECTS", "THREAD"]

LINKS = {PURPOSE: SEND, AGREE: AGREEMENT}


def _sees(user: User, workspace: Workspace) -> bool:
    return is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user)


NAVIGATION = (NavigationEntry("Returns from partners", "returns:list", 41, _sees, under="performance:list"),)

AUDIT_SENTENCES = {
    "returns.round_opened": "asked {suppliers} organisations for their figures for {round}",
    "returns.link_made": "made a link for the return of {supplier} for {round}",
    "returns.pair_declared": "held {one} against {other}",
    "returns.pair_withdrawn": "no longer held {one} against {other}",
    "returns.draft_kept": "kept what was typed for {round}, to come back to it",
    "returns.file_came": "filled the return for {round} from a file: {taken} figures, {wrong} things to mend",
    "returns.code_made": "asked for a code that shows earlier figures of {supplier}",
    "returns.code_used": "saw the earlier figures of {supplier} by a code",
    "returns.code_wrong": "tried a code for the earlier figures of {supplier} that shows nothing",
    "returns.sent": "sent the figures of {supplier} for {round}, receipt {receipt}",
    "returns.correction_wished": "asked to correct the figures of {supplier} for {round}",
    "returns.checked": "checked the figures of {supplier} for {round}",
    "returns.agreed": "recorded that {supplier} agrees to its figures for {round}",
    "returns.not_agreed": "said that the figures of {supplier} for {round} are not right",
    "returns.published": "put the figures of {supplier} for {round} before the board",
    "returns.unlocked": "opened the return of {supplier} for {round} again",
}


def HOME(asked: HomeRequest) -> HomeContribution:  # noqa: N802 (the name that the ground reads)
    """Return what returns bring to "This quarter": due from the reader's agency, late, to check, to publish."""
    workspace, viewer, today = asked.workspace, asked.viewer, asked.today
    if not _sees(viewer, workspace):
        return HomeContribution()
    needs = due_from_own(due_from(viewer, workspace=workspace, on=today), workspace.slug)
    lines = waiting(workspace=workspace, viewer=viewer, on=today)
    if is_granted(GRANTS, Capability.CHECK, workspace=workspace, user=viewer):
        needs += for_keepers(lines, workspace.slug)
    if is_granted(GRANTS, Capability.PUBLISH, workspace=workspace, user=viewer):
        needs += for_publishers(lines, workspace.slug)
    return HomeContribution(needs=needs)


def _chased(workspace: Workspace, today: date) -> Iterator[Reminded]:
    yield from reminders(to_be_told_of(workspace), addresses_on(workspace=workspace, on=today), today=today)


def _thanked(workspace: Workspace, today: date) -> Iterator[Reminded]:
    yield from thanks(to_thank_for(workspace, today=today), addresses_on(workspace=workspace, on=today))


CHASERS = (
    Chaser("returns.returns", "Returns", _chased),
    Chaser("returns.thanks", "Thanks, and what was made of returns", _thanked),
)
