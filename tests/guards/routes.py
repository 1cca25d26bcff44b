"""Who may reach what, written by hand and independent of every `GRANTS` table.

A route that is not here fails the build.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from django.urls import URLPattern, URLResolver, get_resolver

from frankpledge.ground.accounts.rules import Role


class Door(Enum):
    """Who a route is open to, where not to roles."""

    STRANGERS = "anyone, signed in or not"
    SIGNED_IN = "anyone signed in"
    MEMBERS = "whoever holds a role in the workspace of the address"


@dataclass(frozen=True)
class Route:
    """One route: to whom it is open, how it is called, whether it takes a form too.

    `shared` says that what the address names besides the workspace belongs to the installation, or to a year.
    """

    open_to: Door | frozenset[Role]
    method: str = "GET"
    takes_a_form: bool = False
    shared: bool = False


def only(*roles: Role) -> frozenset[Role]:
    """Return the roles that a route is open to."""
    return frozenset(roles)


READERS = frozenset(Role) - {Role.DATA_CONTACT}
WRITERS = only(Role.OFFICER, Role.ANALYST, Role.LEAD)
APPROVERS = only(Role.OFFICER, Role.LEAD, Role.MEMBER)
LOADERS = only(Role.OFFICER, Role.ANALYST)
OFFICE = only(Role.OFFICER, Role.ADMINISTRATOR)
INSIDERS = WRITERS | APPROVERS
KEEPERS = only(Role.OFFICER, Role.LEAD)
SEERS_OF_ACTIONS = READERS - {Role.SCRUTINY, Role.COMMISSIONER}


def lists(app: str, open_to: frozenset[Role]) -> dict[str, Route]:
    """Return the routes of the lists that come into an app as files."""
    return {
        f"{app}:lists": Route(open_to, takes_a_form=True),
        f"{app}:list_one": Route(open_to),
        f"{app}:list_heads": Route(open_to, takes_a_form=True),
        f"{app}:list_words": Route(open_to, takes_a_form=True),
        f"{app}:list_remarks": Route(open_to),
        f"{app}:list_again": Route(open_to, "POST"),
        f"{app}:list_apply": Route(open_to, "POST"),
        f"{app}:list_undo": Route(open_to, "POST"),
    }


ROUTES: dict[str, Route] = {
    "web:start": Route(Door.SIGNED_IN),
    "account_login": Route(Door.STRANGERS, takes_a_form=True),
    "mfa_authenticate": Route(Door.STRANGERS, takes_a_form=True),
    "account_reset_password": Route(Door.STRANGERS, takes_a_form=True),
    "account_reset_password_done": Route(Door.STRANGERS),
    "account_reset_password_from_key": Route(Door.STRANGERS, takes_a_form=True),
    "account_reset_password_from_key_done": Route(Door.STRANGERS),
    "account_change_password": Route(Door.SIGNED_IN, takes_a_form=True),
    "account_reauthenticate": Route(Door.SIGNED_IN, takes_a_form=True),
    "mfa_reauthenticate": Route(Door.SIGNED_IN, takes_a_form=True),
    "mfa_reauthenticate_webauthn": Route(Door.SIGNED_IN, takes_a_form=True),
    "mfa_index": Route(Door.SIGNED_IN),
    "mfa_activate_totp": Route(Door.SIGNED_IN, takes_a_form=True),
    "mfa_deactivate_totp": Route(Door.SIGNED_IN, takes_a_form=True),
    "mfa_add_webauthn": Route(Door.SIGNED_IN, takes_a_form=True),
    "mfa_view_recovery_codes": Route(Door.SIGNED_IN),
    "mfa_generate_recovery_codes": Route(Door.SIGNED_IN, takes_a_form=True),
    "web:sessions": Route(Door.SIGNED_IN, takes_a_form=True),
    "access:people": Route(OFFICE),
    "access:invite": Route(OFFICE, takes_a_form=True),
    "access:offer": Route(OFFICE, "POST"),
    "seat_roles:list": Route(OFFICE),
    "seat_roles:one": Route(only(Role.OFFICER), takes_a_form=True),
    "contacts:list": Route(INSIDERS | only(Role.ADMINISTRATOR)),
    "contacts:file": Route(INSIDERS | only(Role.ADMINISTRATOR), shared=True),
    "contacts:one": Route(only(Role.OFFICER), takes_a_form=True),
    "contacts:end": Route(only(Role.OFFICER), "POST"),
    "access:withdraw": Route(OFFICE, "POST"),
    "access:review": Route(OFFICE),
    "access:matrix": Route(Door.MEMBERS),
    "access:member": Route(OFFICE, takes_a_form=True),
    "access:confirm": Route(OFFICE, "POST"),
    "access:end": Route(OFFICE, "POST"),
    "access:leave": Route(OFFICE, takes_a_form=True),
    "access:reset_factor": Route(only(Role.ADMINISTRATOR), takes_a_form=True),
    "web:remove_key": Route(Door.SIGNED_IN, "POST"),
    "web:start_again": Route(Door.STRANGERS, "POST"),
    "web:sign_out": Route(Door.SIGNED_IN, "POST"),
    "web:theme": Route(Door.STRANGERS, "POST"),
    "web:account": Route(Door.SIGNED_IN),
    "web:accessibility": Route(Door.STRANGERS),
    "web:workspaces": Route(Door.SIGNED_IN),
    "web:home": Route(Door.MEMBERS),
    "web:search": Route(Door.MEMBERS),
    "comments:add": Route(READERS, "POST"),
    "comments:edit": Route(READERS, takes_a_form=True),
    "comments:take_off": Route(only(Role.OFFICER, Role.ADMINISTRATOR), takes_a_form=True),
    "comments:read": Route(READERS, "POST"),
    "saved_views:list": Route(Door.MEMBERS),
    "saved_views:save": Route(Door.MEMBERS, "POST"),
    "saved_views:first": Route(Door.MEMBERS, "POST"),
    "saved_views:share": Route(Door.MEMBERS, "POST"),
    "saved_views:remove": Route(Door.MEMBERS, "POST"),
    "versions:of": Route(SEERS_OF_ACTIONS),
    "versions:put_back": Route(KEEPERS, "POST"),
    "versions:erase": Route(only(Role.OFFICER), "POST"),
    "web:words": Route(Door.MEMBERS),
    "web:ledger": Route(only(Role.OFFICER, Role.ADMINISTRATOR)),
    "web:links": Route(WRITERS | only(Role.ADMINISTRATOR)),
    "web:withdraw_link": Route(WRITERS | only(Role.ADMINISTRATOR), "POST"),
    "notices:mine": Route(Door.SIGNED_IN, takes_a_form=True),
    "notices:stop": Route(Door.STRANGERS, takes_a_form=True),
    "notices:outbox": Route(OFFICE),
    "notices:try_again": Route(OFFICE, "POST"),
    "notices:chasers": Route(only(Role.OFFICER), takes_a_form=True),
    "notices:hold": Route(only(Role.OFFICER), "POST"),
    "links:open": Route(Door.STRANGERS, takes_a_form=True),
    "links:receipt": Route(Door.STRANGERS),
    "engagement:list": Route(READERS),
    "engagement:views_file": Route(READERS, shared=True),
    "engagement:inputs_file": Route(READERS, shared=True),
    "engagement:add": Route(LOADERS, takes_a_form=True),
    "engagement:add_input": Route(LOADERS, takes_a_form=True),
    "engagement:input": Route(READERS, takes_a_form=True),
    "engagement:one": Route(READERS),
    "engagement:edit": Route(LOADERS, takes_a_form=True),
    "engagement:withdraw": Route(LOADERS, "POST"),
    "engagement:add_question": Route(LOADERS, takes_a_form=True),
    "engagement:edit_question": Route(LOADERS, takes_a_form=True),
    "engagement:remove_question": Route(LOADERS, "POST"),
    "roster:list": Route(READERS),
    "roster:members_file": Route(READERS, shared=True),
    "roster:body": Route(READERS),
    "roster:seat": Route(READERS),
    "roster:organisations": Route(READERS),
    "roster:organisations_file": Route(READERS, shared=True),
    "roster:organisation": Route(READERS),
    "roster:people": Route(READERS),
    "roster:people_file": Route(READERS, shared=True),
    "roster:person": Route(READERS),
    **lists("roster", only(Role.OFFICER)),
    "roster:add": Route(only(Role.OFFICER), takes_a_form=True, shared=True),
    "roster:deed": Route(only(Role.OFFICER), takes_a_form=True),
    "priorities:list": Route(READERS),
    "priorities:add": Route(only(Role.OFFICER), takes_a_form=True),
    "priorities:one": Route(READERS),
    "priorities:add_issue": Route(only(Role.OFFICER), "POST"),
    "priorities:remove_issue": Route(only(Role.OFFICER), "POST"),
    "priorities:add_agency": Route(only(Role.OFFICER), "POST"),
    "priorities:remove_agency": Route(only(Role.OFFICER), "POST"),
    "priorities:ask": Route(only(Role.OFFICER), "POST"),
    "priorities:open_round": Route(only(Role.OFFICER), "POST"),
    "priorities:close_round": Route(only(Role.OFFICER), "POST"),
    "priorities:sheet": Route(WRITERS | only(Role.MEMBER, Role.DATA_CONTACT), takes_a_form=True),
    "priorities:result": Route(READERS),
    "priorities:result_file": Route(READERS),
    "priorities:choice": Route(only(Role.OFFICER, Role.MEMBER), takes_a_form=True),
    "duties:list": Route(READERS),
    "duties:calendar": Route(READERS),
    "duties:events": Route(READERS),
    "duties:add_event": Route(INSIDERS, takes_a_form=True),
    "duties:event": Route(READERS, takes_a_form=True),
    "duties:evidence": Route(READERS, takes_a_form=True),
    "duties:evidence_file": Route(READERS),
    "duties:statement": Route(READERS),
    "duties:statement_file": Route(READERS, shared=True),
    "duties:export": Route(READERS, shared=True),
    "duties:feeds": Route(WRITERS, takes_a_form=True),
    "duties:one": Route(READERS, shared=True),
    "duties:owner": Route(only(Role.OFFICER), takes_a_form=True, shared=True),
    "duties:binding": Route(only(Role.OFFICER), takes_a_form=True, shared=True),
    "duties:prove": Route(INSIDERS, takes_a_form=True, shared=True),
    "duties:feed": Route(Door.STRANGERS),
    "ui:gallery": Route(Door.SIGNED_IN),
    "tokens:own": Route(Door.SIGNED_IN),
    "tokens:make": Route(Door.SIGNED_IN, takes_a_form=True),
    "tokens:withdraw_own": Route(Door.SIGNED_IN, "POST"),
    "tokens:here": Route(only(Role.ADMINISTRATOR)),
    "tokens:withdraw": Route(only(Role.ADMINISTRATOR), "POST"),
    "api:reference": Route(Door.SIGNED_IN),
    "api:description": Route(Door.STRANGERS),
    "jobs:run": Route(Door.MEMBERS),
    "assessments:list": Route(READERS),
    "assessments:draft": Route(only(Role.OFFICER, Role.ANALYST), takes_a_form=True),
    "assessments:compare": Route(READERS),
    "escalations:list": Route(SEERS_OF_ACTIONS),
    "escalations:file": Route(SEERS_OF_ACTIONS, shared=True),
    "escalations:send": Route(KEEPERS, takes_a_form=True),
    "escalations:one": Route(SEERS_OF_ACTIONS),
    "escalations:agenda": Route(KEEPERS, takes_a_form=True),
    "escalations:answer": Route(KEEPERS, takes_a_form=True),
    "escalations:end": Route(KEEPERS, takes_a_form=True),
    "escalations:hand_on": Route(KEEPERS, takes_a_form=True),
    "escalations:read": Route(KEEPERS, "POST"),
    "action_log:list": Route(SEERS_OF_ACTIONS),
    "action_log:file": Route(SEERS_OF_ACTIONS, shared=True),
    "action_log:kept": Route(SEERS_OF_ACTIONS),
    "action_log:one": Route(SEERS_OF_ACTIONS),
    **lists("action_log", KEEPERS),
    "action_log:add": Route(KEEPERS, takes_a_form=True),
    "action_log:edit": Route(KEEPERS, takes_a_form=True),
    "action_log:report": Route(INSIDERS, takes_a_form=True),
    "action_log:move": Route(KEEPERS, takes_a_form=True),
    "action_log:end": Route(KEEPERS, takes_a_form=True),
    "action_log:ask": Route(KEEPERS, "POST"),
    "risks:list": Route(SEERS_OF_ACTIONS),
    "risks:file": Route(SEERS_OF_ACTIONS, shared=True),
    "risks:appetite": Route(SEERS_OF_ACTIONS),
    "risks:set_appetite": Route(KEEPERS, takes_a_form=True),
    "risks:add": Route(KEEPERS, takes_a_form=True),
    "risks:one": Route(SEERS_OF_ACTIONS),
    "risks:edit": Route(KEEPERS, takes_a_form=True),
    "risks:score": Route(KEEPERS, takes_a_form=True),
    "risks:review": Route(INSIDERS, takes_a_form=True),
    "risks:end": Route(KEEPERS, takes_a_form=True),
    "risks:control": Route(KEEPERS, takes_a_form=True),
    "risks:change_control": Route(KEEPERS, "POST"),
    "risks:tie": Route(KEEPERS, takes_a_form=True),
    "risks:untie": Route(KEEPERS, "POST"),
    "meetings:list": Route(READERS),
    "attendance:list": Route(READERS),
    "attendance:file": Route(READERS, shared=True),
    **lists("attendance", KEEPERS),
    "meetings:decisions": Route(READERS),
    "meetings:decisions_file": Route(READERS, shared=True),
    "meetings:one": Route(READERS),
    "meetings:add": Route(KEEPERS, takes_a_form=True),
    "meetings:dates": Route(KEEPERS, takes_a_form=True),
    "meetings:move": Route(KEEPERS, takes_a_form=True),
    "meetings:cancel": Route(KEEPERS, takes_a_form=True),
    "meetings:who": Route(KEEPERS, takes_a_form=True),
    "meetings:add_item": Route(KEEPERS, takes_a_form=True),
    "meetings:edit_item": Route(KEEPERS, takes_a_form=True),
    "meetings:order_item": Route(KEEPERS, "POST"),
    "meetings:minute": Route(KEEPERS, takes_a_form=True),
    "meetings:decide": Route(KEEPERS, takes_a_form=True),
    "meetings:interest": Route(KEEPERS, takes_a_form=True),
    "meetings:minutes_file": Route(INSIDERS),
    "meetings:send": Route(KEEPERS, "POST"),
    "meetings:agree": Route(READERS, "POST"),
    "meetings:return": Route(READERS, takes_a_form=True),
    "meetings:correct": Route(KEEPERS, takes_a_form=True),
    "assessments:changed": Route(INSIDERS, shared=True, takes_a_form=True),
    "assessments:detail": Route(READERS, shared=True),
    "assessments:read": Route(INSIDERS, shared=True),
    "assessments:draft_file": Route(INSIDERS, shared=True),
    "assessments:send": Route(WRITERS, "POST", shared=True),
    "assessments:return": Route(INSIDERS, "POST", shared=True),
    "assessments:approve": Route(APPROVERS, "POST", shared=True),
    "assessments:correct": Route(WRITERS, "POST", shared=True),
    "assessments:edition": Route(READERS, shared=True),
    "assessments:edition_read": Route(INSIDERS, shared=True),
    "assessments:edition_file": Route(INSIDERS, shared=True),
    "proposals:list": Route(WRITERS),
    "proposals:ask": Route(WRITERS, "POST"),
    "proposals:word": Route(WRITERS, "POST"),
    "proposals:decide": Route(WRITERS, "POST"),
    "plans:list": Route(READERS, takes_a_form=True),
    "plans:step": Route(WRITERS, takes_a_form=True),
    "plans:remove": Route(WRITERS, "POST"),
    "chapters:take_in": Route(WRITERS, "POST"),
    "chapters:list": Route(INSIDERS, takes_a_form=True),
    "chapters:chapter": Route(INSIDERS),
    "chapters:standing": Route(WRITERS, "POST"),
    "chapters:exhibit": Route(WRITERS, "POST"),
    "chapters:heading": Route(WRITERS, "POST"),
    "chapters:part": Route(WRITERS, "POST"),
    "chapters:write": Route(WRITERS, takes_a_form=True),
    "chapters:remarks": Route(INSIDERS, "POST"),
    "chapters:remark": Route(INSIDERS, "POST"),
    "chapters:history": Route(INSIDERS),
    "chapters:version": Route(INSIDERS, takes_a_form=True),
    "publishing:list": Route(only(Role.OFFICER)),
    "publishing:publish": Route(only(Role.OFFICER), "POST"),
    "publishing:withdraw": Route(only(Role.OFFICER), "POST"),
    "publishing:public": Route(Door.STRANGERS),
    "publishing:public_one": Route(Door.STRANGERS),
    "publishing:public_file": Route(Door.STRANGERS),
    "evidence:home": Route(READERS),
    "explorer:ask": Route(READERS),
    "explorer:places": Route(READERS),
    "explorer:figure": Route(READERS),
    "explorer:rows": Route(READERS),
    "explorer:csv": Route(READERS, shared=True),
    "studies:home": Route(READERS),
    "studies:study": Route(READERS, shared=True),
    "studies:csv": Route(READERS, shared=True),
    "profiles:list": Route(INSIDERS),
    "profiles:draft": Route(WRITERS, takes_a_form=True),
    "profiles:profile": Route(INSIDERS),
    "profiles:read": Route(INSIDERS),
    "profiles:file": Route(INSIDERS),
    "explorer:events": Route(READERS),
    "explorer:event_add": Route(only(Role.OFFICER, Role.ANALYST), takes_a_form=True),
    "explorer:event_withdraw": Route(only(Role.OFFICER, Role.ANALYST), takes_a_form=True),
    "evidence:published": Route(READERS),
    "yardsticks:peers": Route(READERS),
    "yardsticks:nearest": Route(only(Role.OFFICER, Role.ANALYST), takes_a_form=True),
    "yardsticks:by_hand": Route(only(Role.OFFICER, Role.ANALYST), takes_a_form=True),
    "yardsticks:use": Route(only(Role.OFFICER, Role.ANALYST), "POST"),
    "yardsticks:unsound": Route(READERS),
    "releases:list": Route(READERS),
    "releases:release": Route(READERS, shared=True),
    "releases:set_aside": Route(LOADERS, shared=True),
    "releases:withdraw": Route(LOADERS, takes_a_form=True, shared=True),
    "releases:states": Route(READERS),
    "releases:sources": Route(READERS),
    "releases:load": Route(LOADERS, takes_a_form=True),
    "releases:sending": Route(LOADERS),
    "releases:again": Route(LOADERS, "POST"),
    "releases:give_up": Route(LOADERS, "POST"),
    "releases:annotated": Route(LOADERS),
    "releases:columns": Route(LOADERS, takes_a_form=True),
    "releases:trial": Route(LOADERS),
    "releases:confirm": Route(LOADERS, "POST"),
    "releases:mappings": Route(READERS),
    "releases:mapping": Route(READERS, takes_a_form=True),
    "releases:forget": Route(LOADERS, "POST"),
}


def all_routes() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield every route of the product by name, with the parts that its address needs."""
    yield from walk(get_resolver().url_patterns, "")


def walk(patterns: list[URLPattern | URLResolver], space: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the routes beneath some patterns. One without a name is called so, and no table can hold it.

    Those that ask for a token and no session have a table of their own: `programs.py`.
    """
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, pattern.namespace or space)
        elif not getattr(pattern.callback, "by_token", False):
            name = f"{space}:{pattern.name}".lstrip(":") if pattern.name else f"without a name: {pattern.pattern}"
            yield name, tuple(pattern.pattern.converters)


def disagreements(found: set[str], listed: set[str]) -> list[str]:
    """Return what one of the two has and the other has not."""
    return [f"not listed: {name}" for name in sorted(found - listed)] + [
        f"gone: {name}" for name in sorted(listed - found)
    ]
