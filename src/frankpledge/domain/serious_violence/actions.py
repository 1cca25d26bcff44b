"""Writing a serious violence strategy: every act checks who may and what is true, and leaves its trace."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from frankpledge.domain.bodies.models import Organisation
from frankpledge.domain.duties.actions import record_event
from frankpledge.domain.partnerships.queries import around_called
from frankpledge.domain.serious_violence import rules
from frankpledge.domain.serious_violence.models import Consulted, Line, Look, Part, Served, SignUp, Strategy
from frankpledge.domain.serious_violence.permissions import GRANTS, Capability
from frankpledge.domain.serious_violence.queries import editions_of, strategy_of, whole
from frankpledge.domain.serious_violence.rules import Done, Sort
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.documents import actions as papers
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.rules import State

KIND = "serious_violence_strategy"
PREPARED = "violence_strategy"  # what starts the clocks of the duties
FORMS = ("html", "docx", "odt", "pdf")


def _may(strategy: Strategy, by: User) -> None:
    check_granted(GRANTS, Capability.WRITE, workspace=strategy.workspace, user=by)


def _kept(strategy: Strategy, by: User) -> dict[str, Any]:
    return {"workspace": strategy.workspace, "strategy": strategy, "recorded_by": by, "recorded_at": clock.now()}


@transaction.atomic
def begin_strategy(*, workspace: Workspace, title: str, starts: date, serves: Iterable[str], by: User) -> Strategy:
    """Begin a strategy, with the partnerships that it serves, by name."""
    check_granted(GRANTS, Capability.WRITE, workspace=workspace, user=by)
    named = rules.check_line(title, where="Title")
    there = Strategy.objects.filter(workspace=workspace, title=named, withdrawn_at=None).exists()
    rules.check_new(there=there, what="a strategy of this title")
    today = clock.today()
    begun = record_event(
        workspace=workspace, kind=PREPARED, on=min(starts, today), given=max(starts, today), by=by,
        words=f"{named} is prepared: whom it consults and what it leaves out is owed",
    )  # fmt: skip
    made = Strategy.objects.create(
        workspace=workspace, title=named, starts=starts, event=begun, recorded_by=by, recorded_at=clock.now()
    )
    for name in dict.fromkeys(one.strip() for one in serves if one.strip()):
        _serve(made, rules.check_line(name, where="Serves"), by)
    record("serious_violence.strategy_begun", made, by=by, facts={"title": made.title})
    return made


@transaction.atomic
def write_part(*, strategy: Strategy, item: str, words: str, by: User) -> Part:
    """Write what an item says. What it said before stays."""
    _may(strategy, by)
    of = rules.check_item(item)
    said = rules.check_line(words, where=of.label, longest=rules.LONGEST_WORDS)
    made = Part.objects.create(item=of.id, words=said, **_kept(strategy, by))
    record("serious_violence.part_written", strategy, by=by, facts={"part": of.label})
    return made


@transaction.atomic
def consult(*, strategy: Strategy, sort: Sort, name: str, asked_on: date, by: User) -> Consulted:
    """Record that an authority was consulted, on a day."""
    _may(strategy, by)
    rules.check_past(asked_on, today=clock.today())
    said = rules.check_line(name, where="Who")
    rules.check_new(there=Consulted.objects.filter(strategy=strategy, name=said).exists(), what="this authority")
    made = Consulted.objects.create(sort=sort, name=said, asked_on=asked_on, **_kept(strategy, by))
    record("serious_violence.consulted", strategy, by=by, facts={"sort": sort.label})
    return made


@transaction.atomic
def record_answer(*, consulted: Consulted, on: date, answer: str, used: str = "", by: User) -> Consulted:
    """Record what an authority answered, and what was made of it."""
    _may(consulted.strategy, by)
    rules.check_days(consulted.asked_on, on, what="the answer")
    rules.check_past(on, today=clock.today())
    consulted.answer = rules.check_line(answer, where="Answer", longest=rules.LONGEST_WORDS)
    consulted.answered_on, consulted.used = on, used.strip()[: rules.LONGEST_WORDS]
    consulted.save(update_fields=["answer", "answered_on", "used"])
    record("serious_violence.answered", consulted.strategy, by=by, facts={"sort": Sort(consulted.sort).label})
    return consulted


@transaction.atomic
def say_none(*, strategy: Strategy, sorts: Iterable[Sort], by: User) -> Strategy:
    """Say of which sorts of authority the area has none."""
    _may(strategy, by)
    strategy.none = sorted(one.value for one in sorts if one is not Sort.OTHER)
    strategy.save(update_fields=["none"])
    record("serious_violence.none_said", strategy, by=by, facts={"sorts": len(strategy.none)})
    return strategy


@transaction.atomic
def sign_up(*, served: Served, on: date, signed_by: str, by: User) -> Served:
    """Record that a partnership said that the strategy is its own too, by whose hand."""
    _may(served.strategy, by)
    rules.check_past(on, today=clock.today())
    served.signed_by, served.signed_on = rules.check_line(signed_by, where="By whose hand"), on
    served.save(update_fields=["signed_by", "signed_on"])
    record("serious_violence.signed_up", served.strategy, by=by, facts={"partnership": served.name})
    return served


@transaction.atomic
def add_served(*, strategy: Strategy, name: str, by: User) -> Served:
    """Name one more partnership that the strategy serves."""
    _may(strategy, by)
    said = rules.check_line(name, where="Partnership")
    rules.check_new(there=Served.objects.filter(strategy=strategy, name=said).exists(), what="this partnership")
    made = _serve(strategy, said, by)
    record("serious_violence.served_added", strategy, by=by, facts={"partnership": said})
    return made


def _serve(strategy: Strategy, name: str, by: User) -> Served:
    """Name a partnership; one that works on this installation, in the same county, is asked in its own workspace."""
    near = around_called(name, workspace=strategy.workspace)
    partner = near.workspace if near else None
    return Served.objects.create(name=name, partner=partner, **_kept(strategy, by))


@transaction.atomic
def sign_up_here(*, served: Served, on: date, signed_by: str, by: User) -> SignUp:
    """Say, in the workspace of a partnership that it serves, that another's approved strategy is its own too.

    The record is this partnership's; whoever holds the strategy sees that it signed, when, and by whose hand.
    """
    strategy, own = Strategy.objects.select_related("workspace").get(pk=served.strategy_id), served.partner
    if own is None:
        raise rules.NotAStrategy("it does not serve this partnership.", cure="Ask whoever holds it to name you.")
    check_granted(GRANTS, Capability.WRITE, workspace=own, user=by)
    found = editions_of(strategy)
    rules.check_signable(approved=bool(found), there=SignUp.objects.filter(served=served).exists())
    rules.check_past(on, today=clock.today())
    said = rules.check_line(signed_by, where="By whose hand")
    made = SignUp.objects.create(
        workspace=own, served=served, title=strategy.title, holder=strategy.workspace.name, edition=found[0].number,
        signed_on=on, signed_by=said, recorded_by=by, recorded_at=clock.now(),
    )  # fmt: skip
    served.signed_on, served.signed_by = on, said
    served.save(update_fields=["signed_on", "signed_by"])
    record("serious_violence.signed_up_here", made, by=by, facts={"title": made.title, "edition": made.edition})
    record("serious_violence.signed_up", strategy, by=by, facts={"partnership": served.name})
    return made


@transaction.atomic
def plan_line(
    *, strategy: Strategy, year: str, words: str, lead: Organisation, due: date | None = None, by: User
) -> Line:
    """Plan one thing for a year."""
    _may(strategy, by)
    rules.check_new(there=lead.workspace_id != strategy.workspace_id, what="an organisation of another register")
    said = rules.check_line(words, where="What is done")
    made = Line.objects.create(year=year, words=said, lead=lead, due=due, **_kept(strategy, by))
    record("serious_violence.line_planned", strategy, by=by, facts={"year": year})
    return made


@transaction.atomic
def tell_line(*, line: Line, done: Done, effect: str, by: User) -> Line:
    """Say how far a line came, and what came of it."""
    _may(line.strategy, by)
    said = effect.strip() if done is Done.OPEN else rules.check_line(effect, where="What came of it")
    line.done, line.effect = done, said
    line.save(update_fields=["done", "effect"])
    record("serious_violence.line_told", line.strategy, by=by, facts={"year": line.year, "done": done.label})
    return line


@transaction.atomic
def review(*, strategy: Strategy, on: date, effect: str, revise: str = "", by: User) -> Look:
    """Record a review: what came of the strategy, and what is to be revised."""
    _may(strategy, by)
    rules.check_days(strategy.starts, on, what="the review")
    rules.check_past(on, today=clock.today())
    said = rules.check_line(effect, where="What came of it", longest=rules.LONGEST_WORDS)
    made = Look.objects.create(on=on, effect=said, revise=revise.strip()[: rules.LONGEST_WORDS], **_kept(strategy, by))
    record("serious_violence.reviewed", strategy, by=by, facts={"on": str(on)})
    return made


@transaction.atomic
def publish(*, strategy: Strategy, address: str, on: date, by: User) -> Strategy:
    """Record at which address an approved strategy can be read. Refused while it is no edition."""
    _may(strategy, by)
    rules.check_past(on, today=clock.today())
    if not editions_of(strategy):
        raise rules.NotAStrategy("it was not approved yet.", cure="Send it to its approver first.")
    strategy.address, strategy.published_on = rules.check_line(address, where="Address"), on
    strategy.save(update_fields=["address", "published_on"])
    record("serious_violence.published", strategy, by=by, facts={"on": str(on)})
    return strategy


@transaction.atomic
def send(*, strategy: Strategy, tree: Document, note: str = "", by: User) -> Strategy:
    """Put a strategy before whoever may approve it. Refused while a part that the Act asks for is not written."""
    _may(strategy, by)
    found = strategy_of(strategy.pk, workspace=strategy.workspace, viewer=by)
    rules.check_whole(whole(found or strategy, on=clock.today()).stands)
    paper = strategy.paper
    if paper is None:
        paper = papers.create_paper(workspace=strategy.workspace, kind=KIND, title=tree.title, tree=tree, by=by)
    elif paper.state == State.APPROVED:
        paper = papers.correct(edition=editions_of(strategy)[0], tree=tree, note=note, by=by)
    else:
        paper = papers.revise_paper(paper=paper, tree=tree, by=by)
    strategy.paper = papers.send_for_review(paper=paper, by=by)
    strategy.save(update_fields=["paper"])
    record("serious_violence.sent", strategy, by=by, facts={"title": strategy.title})
    return strategy


def approve_strategy(*, strategy: Strategy, by: User, formats: Iterable[str] = FORMS) -> Edition:
    """Approve a strategy: refused for whoever wrote in it. It becomes an edition."""
    if strategy.paper is None:
        raise rules.NotAStrategy("it was not sent yet.", cure="Whoever writes it sends it.")
    return papers.approve(paper=strategy.paper, by=by, formats=tuple(formats))
