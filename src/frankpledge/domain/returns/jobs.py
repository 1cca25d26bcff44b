"""What is done beside a transaction: a supplier's file is read, and a code goes out by mail."""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.domain.returns.actions.answering import take_sheet
from frankpledge.domain.returns.actions.codes import make_code
from frankpledge.domain.returns.documents import read_sheet
from frankpledge.domain.returns.models import Return
from frankpledge.domain.returns.permissions import GRANTS, Capability
from frankpledge.domain.returns.queries import REMINDED, return_for_link
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.links.models import Link
from frankpledge.ground.notices.actions.mails import plan_reminders
from frankpledge.ground.notices.jobs import send_now
from frankpledge.ground.notices.queries.chasing import chase, plan_of, still_may
from frankpledge.ground.notices.rules import CannotSend
from frankpledge.statute.settings import settings

LETTER = """{code}

is the code that shows the earlier figures of {supplier} on the page for {round}. It can be used once, until {minutes}
minutes from now.

If nobody at {supplier} asked for it, somebody has a link that was made for you: tell {place}.
"""


def fill_from_file(*, link: Link, name: str, content: bytes) -> Return:
    """Read a supplier's file and fill the boxes from it; what is wrong in it is kept with it."""
    filled = read_sheet(return_for_link(link), name=name, content=content)
    return take_sheet(link=link, name=name, content=content, filled=filled)


def send_code(*, link: Link) -> str:
    """Send a code to the registered address of a link's supplier, and return the address as it may be shown."""
    made = make_code(link=link)
    one = made.one
    words = LETTER.format(
        code=f"{made.code[:4]} {made.code[4:]}", supplier=one.supplier, round=one.round, place=one.workspace.name,
        minutes=settings().returns_code_minutes,
    )  # fmt: skip
    send_now(to=made.address, subject="Frankpledge: a code", words=words, invented=one.workspace.generated)
    return masked(made.address)


@dataclass(frozen=True)
class Going:
    """What goes out now: how many messages, and which organisations nobody can write to."""

    messages: int
    unreachable: tuple[str, ...]

    @property
    def words(self) -> str:
        """Return it in a sentence."""
        lost = f" Nobody knows an address of {', '.join(self.unreachable)}." if self.unreachable else ""
        return f"Messages to go: {self.messages}.{lost}"


def remind_suppliers(*, workspace: Workspace, by: User) -> Going:
    """Let go at once what the day of reminders would bring, to every supplier that a return waits for.

    It is the same digest: with everything else of theirs that waits, at most once in some days, and nothing of what
    they sent.
    """
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    plan = plan_of(workspace)
    if plan is None or not plan.on or not still_may(plan):
        raise CannotSend("reminders are not let out here.", cure="Let them out under “Reminders to organisations”.")
    today = clock.today()
    found = chase(workspace=workspace, on=today)
    ours = [one for one in found.going if any(each.id.startswith(REMINDED) for each in one.things)]
    made = plan_reminders(workspace=workspace, reminders=ours, on=today, at=clock.now())
    return Going(made, tuple(name for name, _ in found.unreachable))


def masked(address: str) -> str:
    """Return an address as whoever holds a forwarded link may see it: d…@example.org."""
    name, _, host = address.partition("@")
    return f"{name[:1]}…@{host}"
