"""The routes of performance: indicators, their definitions, targets and values."""

from __future__ import annotations

from frankpledge.ground.accounts.rules import Role
from tests.guards.routes_of_delivery import lists
from tests.guards.routes_of_people import Route, only

READERS = frozenset(Role) - {Role.DATA_CONTACT}
KEEPERS = only(Role.OFFICER, Role.ANALYST)
PUBLISHERS = only(Role.OFFICER, Role.ANALYST, Role.LEAD)
INDICATORS: dict[str, Route] = {
    **lists("performance", KEEPERS),
    **lists("performance", KEEPERS, named="wide_"),
    **lists("performance", KEEPERS, named="register_"),
    "performance:values_file": Route(KEEPERS, shared=True),
    "performance:wide_file": Route(KEEPERS, shared=True),
    "performance:register_file": Route(KEEPERS, shared=True),
    "performance:order": Route(KEEPERS, takes_a_form=True),
    "performance:list": Route(READERS),
    "performance:file": Route(READERS, shared=True),
    "performance:side_by_side": Route(READERS),
    "performance:changed": Route(READERS),
    "performance:add": Route(KEEPERS, takes_a_form=True),
    "performance:column": Route(KEEPERS, takes_a_form=True),
    "performance:one": Route(READERS),
    "performance:value": Route(KEEPERS, takes_a_form=True),
    "performance:publish": Route(PUBLISHERS, "POST"),
    "performance:refresh": Route(KEEPERS, "POST"),
    "performance:edit": Route(KEEPERS, takes_a_form=True),
    "performance:define": Route(KEEPERS, takes_a_form=True),
    "performance:reword": Route(KEEPERS, takes_a_form=True),
    "performance:target": Route(KEEPERS, takes_a_form=True),
    "performance:retire": Route(KEEPERS, takes_a_form=True),
}
