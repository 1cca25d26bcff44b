"""A serious violence strategy of a town's, each word with the canary."""

from __future__ import annotations

from datetime import timedelta

from frankpledge.domain.bodies.actions.organisations import found_organisation
from frankpledge.domain.serious_violence import actions
from frankpledge.domain.serious_violence.documents import strategy_document
from frankpledge.domain.serious_violence.queries import strategy_of, whole
from frankpledge.domain.serious_violence.rules import Done, Sort
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.statute.serious_violence import items


def violent(canary: str, workspace: Workspace, by: User, second: User) -> dict[str, str]:
    """Write a strategy, consult, plan, review, and return what its addresses need."""
    today = clock.today()
    before = today - timedelta(days=30)
    strategy = actions.begin_strategy(
        workspace=workspace, title=f"{canary} strategy", starts=before, serves=[f"{canary} north", ""], by=by
    )
    for one in items():
        if one.form == "words":
            actions.write_part(strategy=strategy, item=one.id, words=f"{canary} {one.id}", by=by)
    asked = actions.consult(strategy=strategy, sort=Sort.EDUCATION, name=f"{canary} school", asked_on=before, by=by)
    actions.record_answer(consulted=asked, on=today, answer=f"{canary} yes", used=f"{canary} used", by=by)
    lead = found_organisation(workspace=workspace, name=f"{canary} youth club", kind="charity", by=by)
    line = actions.plan_line(strategy=strategy, year="2025/26", words=f"{canary} boxing", lead=lead, by=by)
    actions.tell_line(line=line, done=Done.PART, effect=f"{canary} fewer fights", by=by)
    actions.review(strategy=strategy, on=today, effect=f"{canary} effect", revise=f"{canary} more", by=by)
    served = actions.add_served(strategy=strategy, name=f"{canary} south", by=by)
    return {
        "strategy": str(strategy.pk), "violence_item": "definition", "consulted": str(asked.pk),
        "served": str(served.pk), "violence_line": str(line.pk), "theirs": _of_others(canary, workspace, by, second),
    }  # fmt: skip


def _of_others(canary: str, workspace: Workspace, by: User, second: User) -> str:
    """Return whom an approved strategy serves: this town, as if another held it."""
    title, starts = f"{canary} shared strategy", clock.today() - timedelta(days=400)
    shared = actions.begin_strategy(workspace=workspace, title=title, starts=starts, serves=[f"{canary} town"], by=by)
    for one in items():
        if one.form == "words":
            actions.write_part(strategy=shared, item=one.id, words=f"{canary} {one.id}", by=by)
    found = strategy_of(shared.pk, workspace=workspace, viewer=by)
    assert found is not None
    sent = actions.send(strategy=found, tree=strategy_document(whole(found, on=clock.today())), by=by)
    actions.approve_strategy(strategy=sent, by=second, formats=("html",))
    served = shared.served.get()
    served.partner = workspace
    served.save(update_fields=["partner"])
    actions.sign_up_here(served=served, on=clock.today(), signed_by=f"{canary} chair", by=by)
    return str(served.pk)
