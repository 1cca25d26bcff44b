"""Who may reach what, written by hand and independent of every `GRANTS` table.

A route that is not here fails the build.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from frankpledge.ground.accounts.rules import Role
from tests.guards.routes_of_alignment import ALIGNMENT
from tests.guards.routes_of_cases import CASES
from tests.guards.routes_of_decisions import DECISIONS
from tests.guards.routes_of_delivery import DELIVERY, lists
from tests.guards.routes_of_indicators import INDICATORS
from tests.guards.routes_of_packs import PACKS
from tests.guards.routes_of_people import PEOPLE, Door, Route, only
from tests.guards.routes_of_performance import PERFORMANCE
from tests.guards.routes_of_plans import PLANS
from tests.guards.routes_of_registers import REGISTERS
from tests.guards.routes_of_returns import RETURNS
from tests.guards.routes_of_violence import VIOLENCE

READERS = frozenset(Role) - {Role.DATA_CONTACT}
WRITERS = only(Role.OFFICER, Role.ANALYST, Role.LEAD)
APPROVERS = only(Role.OFFICER, Role.LEAD, Role.MEMBER)
LOADERS = only(Role.OFFICER, Role.ANALYST)
INSIDERS = WRITERS | APPROVERS
KEEPERS = only(Role.OFFICER, Role.LEAD)
SEERS_OF_ACTIONS = READERS - {Role.SCRUTINY, Role.COMMISSIONER}
ROUTES: dict[str, Route] = {
    **ALIGNMENT,
    **VIOLENCE,
    **PEOPLE,
    **CASES,
    **DECISIONS,
    **INDICATORS,
    **REGISTERS,
    **RETURNS,
    **lists("training", KEEPERS),
    **lists("risks", KEEPERS),
    **lists("campaigns", KEEPERS),
    **lists("agreements", KEEPERS),
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
    "web:remove_key": Route(Door.SIGNED_IN, "POST"),
    "web:start_again": Route(Door.STRANGERS, "POST"),
    "web:sign_out": Route(Door.SIGNED_IN, "POST"),
    "web:theme": Route(Door.STRANGERS, "POST"),
    "web:account": Route(Door.SIGNED_IN),
    "web:accessibility": Route(Door.STRANGERS),
    "web:workspaces": Route(Door.SIGNED_IN),
    "founding:found": Route(Door.SIGNED_IN, takes_a_form=True),
    "founding:board": Route(only(Role.OFFICER), takes_a_form=True),
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
    "versions:erase": Route(only(Role.OFFICER, Role.ADMINISTRATOR), "POST"),
    "web:thread": Route(READERS),
    "web:thread_gaps": Route(READERS),
    "web:thread_gaps_file": Route(READERS, shared=True),
    "threads:of": Route(READERS),
    "threads:tie": Route(WRITERS, takes_a_form=True),
    "threads:untie": Route(WRITERS, takes_a_form=True),
    "web:words": Route(Door.MEMBERS),
    "web:ledger": Route(only(Role.OFFICER, Role.ADMINISTRATOR)),
    "web:links": Route(WRITERS | only(Role.ADMINISTRATOR)),
    "web:withdraw_link": Route(WRITERS | only(Role.ADMINISTRATOR), "POST"),
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
    "owners:list": Route(READERS),
    "owners:file": Route(READERS, shared=True),
    "owners:bulk": Route(only(Role.OFFICER), takes_a_form=True),
    **lists("owners", only(Role.OFFICER)),
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
    **DELIVERY,
    **PACKS,
    **PERFORMANCE,
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
    **PLANS,
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
