"""`frankpledge training`, `campaigns` and `agreements`: registers of the office, by the same acts as their pages."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from frankpledge.cli.action_log import NotAsked, Place, day_of, named
from frankpledge.cli.installation import entered
from frankpledge.cli.lists import offer_lists
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table

On = Annotated[str, typer.Option("--on", help="The day, such as 2026-03-31.")]

training = typer.Typer(help="Courses and events, delegates by organisation, feedback.", no_args_is_help=True)
campaigns = typer.Typer(help="Campaigns, whom they reached and what changed.", no_args_is_help=True)
agreements = typer.Typer(help="The protocol and other agreements, who signed, who is nominated.", no_args_is_help=True)

offer_lists(training, "frankpledge.domain.training.actions.lists.TRAINING", of="training")
offer_lists(campaigns, "frankpledge.domain.campaigns.actions.lists.CAMPAIGNS", of="campaigns")
offer_lists(agreements, "frankpledge.domain.agreements.actions.lists.AGREEMENTS", of="agreements")


def _shown(columns: tuple[str, ...], told: list[dict[str, Any]], name: str, *, as_json: bool) -> None:
    if as_json:
        print_json({name: told})
        return
    print_table(columns, [[str(one[column]) for column in columns] for one in told])


# ---- training --------------------------------------------------------------------------------------------------------


@training.command("list")
@answers_refusals
def training_list(workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """List events, the latest first."""
    place, by = entered(data, workspace)
    from frankpledge.domain.disclosure.actions import let_list_out
    from frankpledge.domain.training.permissions import GRANTS, Capability
    from frankpledge.domain.training.presenters import listing, pounds
    from frankpledge.domain.training.queries import lines_of
    from frankpledge.ground import clock
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.SEE, workspace=place, user=by)
    lines = lines_of(workspace=place, viewer=by, on=clock.today())
    let_list_out(listing=listing(lines, today=clock.today()), kind="csv", workspace=place, by=by)
    told = [
        {
            "course": one.course, "on": str(one.on), "state": one.state.value, "cost": pounds(one.cost),
            "came": str(one.came), "delegates": dict(one.delegates),
        }
        for one in lines
    ]  # fmt: skip
    _shown(("course", "on", "state", "cost", "came"), told, "events", as_json=as_json)


@training.command("years")
@answers_refusals
def training_years(workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """Tell how many came in each financial year from each organisation."""
    place, by = entered(data, workspace)
    from frankpledge.domain.disclosure.actions import let_list_out
    from frankpledge.domain.training.permissions import GRANTS, Capability
    from frankpledge.domain.training.presenters import years_listing
    from frankpledge.domain.training.queries import lines_of, years_of
    from frankpledge.ground import clock
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.SEE, workspace=place, user=by)
    years = years_of(lines_of(workspace=place, viewer=by, on=clock.today()))
    let_list_out(listing=years_listing(years, today=clock.today()), kind="csv", workspace=place, by=by)
    told = [
        {"year": str(one.year), "organisation": name, "came": str(found)}
        for one in years
        for name, found in one.by_organisation.items()
    ]
    _shown(("year", "organisation", "came"), told, "years", as_json=as_json)


@training.command("add")
@answers_refusals
def training_add(
    course: Annotated[str, typer.Argument(help="What is taught; a course of that name is used, or made.")],
    workspace: Place,
    on: On,
    provider: Annotated[str, typer.Option("--provider", help="Who teaches it; needed for a new course.")] = "",
    subject: Annotated[str, typer.Option("--subject", help="Its subject; needed for a new course.")] = "",
    came: Annotated[
        list[str] | None, typer.Option("--came", help="ORGANISATION=12; =0 for none, =? where nobody counted.")
    ] = None,
    data: Data = "",
) -> None:
    """Record an event of a course, with how many came from each organisation."""
    place, by = entered(data, workspace)
    from frankpledge.domain.bodies.models import Organisation
    from frankpledge.domain.training.actions import CourseFacts, EventFacts, add_course, add_event, count_delegates
    from frankpledge.domain.training.queries import courses_of

    counts = {}
    for one in came or ():
        name, _, count = one.rpartition("=")
        if not (count == "?" or count.isdigit()):
            raise NotAsked(f"“{one}” is no count.", where="--came", cure="Write ORGANISATION=12, =0 or =?.")
        counts[named(Organisation, name, "--came", place, by)] = None if count == "?" else int(count)
    known = courses_of(workspace=place, viewer=by).filter(title__iexact=course.strip()).first()
    taught = known or add_course(workspace=place, given=CourseFacts(course, provider, subject), by=by)
    made = add_event(course=taught, given=EventFacts(day_of(on, "--on")), by=by)
    if counts:
        count_delegates(session=made, counts=counts, by=by)
    print(f"Recorded: {made}.")


# ---- campaigns -------------------------------------------------------------------------------------------------------


@campaigns.command("list")
@answers_refusals
def campaigns_list(workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """List campaigns, the latest first."""
    place, by = entered(data, workspace)
    from frankpledge.domain.campaigns.permissions import GRANTS, Capability
    from frankpledge.domain.campaigns.presenters import counted, listing, pounds
    from frankpledge.domain.campaigns.queries import lines_of
    from frankpledge.domain.campaigns.rules import ran
    from frankpledge.domain.disclosure.actions import let_list_out
    from frankpledge.ground import clock
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.SEE, workspace=place, user=by)
    lines = lines_of(workspace=place, viewer=by, on=clock.today())
    let_list_out(listing=listing(lines, today=clock.today()), kind="csv", workspace=place, by=by)
    told = [
        {
            "campaign": one.name, "ran": ran(began=one.began, ended=one.ended), "lead": one.lead,
            "cost": pounds(one.cost), "changed": one.changed or "not told",
            "reached": {each.channel.id: counted(each.count) for each in one.reached},
        }
        for one in lines
    ]  # fmt: skip
    _shown(("campaign", "ran", "lead", "cost", "changed"), told, "campaigns", as_json=as_json)


@campaigns.command("add")
@answers_refusals
def campaigns_add(
    name: Annotated[str, typer.Argument(help="Its name.")],
    workspace: Place,
    subject: Annotated[str, typer.Option("--subject", help="Its subject.")],
    lead: Annotated[str, typer.Option("--lead", help="The organisation that leads it.")],
    began: Annotated[str, typer.Option("--from", help="Its first day.")],
    ended: Annotated[str, typer.Option("--to", help="Its last day; left out, it runs on.")] = "",
    data: Data = "",
) -> None:
    """Record a campaign."""
    place, by = entered(data, workspace)
    from frankpledge.domain.bodies.models import Organisation
    from frankpledge.domain.campaigns.actions import CampaignFacts, add_campaign

    given = CampaignFacts(
        name=name, subject=subject, began=day_of(began, "--from"), ended=day_of(ended, "--to") if ended else None,
        lead=named(Organisation, lead, "--lead", place, by),
    )  # fmt: skip
    print(f"Recorded: {add_campaign(workspace=place, given=given, by=by)}.")


# ---- agreements ------------------------------------------------------------------------------------------------------


@agreements.command("list")
@answers_refusals
def agreements_list(workspace: Place, on: On = "", data: Data = "", as_json: Json = False) -> None:
    """List agreements as on a day (today if left out): how each stands, who has not signed, who nominates nobody."""
    place, by = entered(data, workspace)
    from frankpledge.domain.agreements.permissions import GRANTS, Capability
    from frankpledge.domain.agreements.presenters import listing
    from frankpledge.domain.agreements.queries import Choice, chosen, lines_of
    from frankpledge.domain.disclosure.actions import let_list_out
    from frankpledge.ground import clock
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.SEE, workspace=place, user=by)
    day = day_of(on, "--on") if on else clock.today()
    lines = chosen(lines_of(workspace=place, viewer=by, on=day), Choice())
    let_list_out(listing=listing(lines, today=day), kind="csv", workspace=place, by=by)
    told = [
        {
            "agreement": one.name, "standing": one.standing.words, "not_signed": ", ".join(one.not_signed),
            "nobody_nominated": ", ".join(one.unnamed),
        }
        for one in lines
    ]  # fmt: skip
    _shown(("agreement", "standing", "not_signed", "nobody_nominated"), told, "agreements", as_json=as_json)


@agreements.command("sign")
@answers_refusals
def agreements_sign(
    name: Annotated[str, typer.Argument(help="The agreement, by its name.")],
    workspace: Place,
    organisation: Annotated[str, typer.Option("--organisation", help="Who answered.")],
    on: On,
    refused: Annotated[str, typer.Option("--refused", help="Why it refused; left out, it signed.")] = "",
    by_whom: Annotated[str, typer.Option("--by", help="The post of whoever signed.")] = "",
    data: Data = "",
) -> None:
    """Record that an organisation signed the version in force on that day, or refused to."""
    place, by = entered(data, workspace)
    from frankpledge.domain.agreements.actions import record_answer
    from frankpledge.domain.agreements.queries import lines_of
    from frankpledge.domain.agreements.rules import Answer
    from frankpledge.domain.bodies.models import Organisation

    day = day_of(on, "--on")
    lines = {one.name.casefold(): one for one in lines_of(workspace=place, viewer=by, on=day)}
    found = lines.get(name.strip().casefold())
    if found is None or found.version is None:
        raise NotAsked(
            f"no version of “{name}” is in force on {day}.", cure="`frankpledge agreements list` tells them."
        )
    record_answer(
        version=found.version, organisation=named(Organisation, organisation, "--organisation", place, by), on=day,
        answer=Answer.REFUSED if refused else Answer.SIGNED, by_whom=by_whom, words=refused, by=by,
    )  # fmt: skip
    print(f"Recorded for {found.version}.")


@agreements.command("requests")
@answers_refusals
def agreements_requests(
    workspace: Place,
    state: Annotated[str, typer.Option("--state", help="open, late or answered; all where left out.")] = "",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """List requests for information under agreements, the latest first."""
    place, by = entered(data, workspace)
    from frankpledge.domain.agreements.permissions import GRANTS, Capability
    from frankpledge.domain.agreements.presenters import request_words, requests_listing
    from frankpledge.domain.agreements.queries import chosen_requests, requests_of
    from frankpledge.domain.disclosure.actions import let_list_out
    from frankpledge.ground import clock
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.SEE_REQUESTS, workspace=place, user=by)
    if state not in ("", "open", "late", "answered"):
        raise NotAsked(f"“{state}” is no standing.", where="--state", cure="Use open, late or answered.")
    today = clock.today()
    found = list(chosen_requests(requests_of(workspace=place, viewer=by), {"state": state}, on=today))
    let_list_out(listing=requests_listing(found, today=today), kind="csv", workspace=place, by=by)
    told = [
        {
            "number": one.number, "agreement": one.agreement.name, "asked_by": one.asked_by.name,
            "asked_of": one.asked_of.name, "what": one.what, "standing": request_words(one, on=today),
        }
        for one in found
    ]  # fmt: skip
    _shown(("number", "asked_by", "asked_of", "what", "standing"), told, "requests", as_json=as_json)


@agreements.command("ask")
@answers_refusals
def agreements_ask(
    name: Annotated[str, typer.Argument(help="The agreement, by its name.")],
    what: Annotated[str, typer.Argument(help="What was asked for; never about whom.")],
    workspace: Place,
    asked_by: Annotated[str, typer.Option("--by", help="The organisation that asked.")],
    asked_of: Annotated[str, typer.Option("--of", help="The organisation that was asked.")],
    basis: Annotated[str, typer.Option("--basis", help="On which basis, such as cda_115.")],
    on: On,
    due: Annotated[str, typer.Option("--due", help="Wanted by which day.")] = "",
    data: Data = "",
) -> None:
    """Record what one organisation asked of another under an agreement."""
    place, by = entered(data, workspace)
    from frankpledge.domain.agreements.actions import Asked, record_request
    from frankpledge.domain.agreements.queries import agreements_of
    from frankpledge.domain.bodies.models import Organisation

    found = agreements_of(workspace=place, viewer=by).filter(name__iexact=name.strip()).first()
    if found is None:
        raise NotAsked(f"there is no agreement “{name}”.", cure="See `frankpledge agreements list`.")
    asker, other = (named(Organisation, one, flag, place, by) for one, flag in ((asked_by, "--by"), (asked_of, "--of")))
    given = Asked(asker, other, day_of(on, "--on"), what, basis, day_of(due, "--due") if due else None)
    print(f"Recorded: {record_request(agreement=found, given=given, by=by)}.")
