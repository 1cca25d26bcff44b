"""The routes of plans of other bodies."""

from __future__ import annotations

from frankpledge.ground.accounts.rules import Role
from tests.guards.routes_of_delivery import lists
from tests.guards.routes_of_people import Route, only

READERS = frozenset(Role) - {Role.DATA_CONTACT}
WRITERS = only(Role.OFFICER, Role.ANALYST, Role.LEAD)
ALIGNMENT: dict[str, Route] = {
    **lists("alignment", WRITERS),
    "alignment:list": Route(READERS),
    "alignment:file": Route(READERS, shared=True),
    "alignment:priorities_file": Route(READERS, shared=True),
    "alignment:add": Route(WRITERS, takes_a_form=True),
    "alignment:judge": Route(WRITERS, takes_a_form=True),
    "alignment:one": Route(READERS),
    "alignment:edit": Route(WRITERS, takes_a_form=True),
    "alignment:withdraw": Route(WRITERS, takes_a_form=True),
    "alignment:add_priority": Route(WRITERS, takes_a_form=True),
    "alignment:change": Route(WRITERS, takes_a_form=True),
    "alignment:drop": Route(WRITERS, takes_a_form=True),
}
