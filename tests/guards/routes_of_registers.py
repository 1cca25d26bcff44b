"""The routes of the registers of the office: risks, training, campaigns, agreements."""

from __future__ import annotations

from frankpledge.ground.accounts.rules import Role
from tests.guards.routes_of_people import Route, only

READERS = frozenset(Role) - {Role.DATA_CONTACT}
SEERS_OF_ACTIONS = READERS - {Role.SCRUTINY, Role.COMMISSIONER}
WRITERS = only(Role.OFFICER, Role.ANALYST, Role.LEAD)
INSIDERS = WRITERS | only(Role.MEMBER)
KEEPERS = only(Role.OFFICER, Role.LEAD)
REGISTERS: dict[str, Route] = {
    "agreements:list": Route(READERS),
    "agreements:file": Route(READERS, shared=True),
    "agreements:add": Route(KEEPERS, takes_a_form=True),
    "agreements:requests": Route(INSIDERS),
    "agreements:requests_file": Route(INSIDERS, shared=True),
    "agreements:request": Route(INSIDERS),
    "agreements:answer": Route(WRITERS, takes_a_form=True),
    "agreements:one": Route(READERS),
    "agreements:edit": Route(KEEPERS, takes_a_form=True),
    "agreements:withdraw": Route(KEEPERS, takes_a_form=True),
    "agreements:nominate": Route(KEEPERS, takes_a_form=True),
    "agreements:ask": Route(WRITERS, takes_a_form=True),
    "agreements:add_version": Route(KEEPERS, takes_a_form=True),
    "agreements:text": Route(READERS),
    "agreements:term": Route(KEEPERS, takes_a_form=True),
    "agreements:sign": Route(KEEPERS, takes_a_form=True),
    "campaigns:list": Route(READERS),
    "campaigns:file": Route(READERS, shared=True),
    "campaigns:add": Route(KEEPERS, takes_a_form=True),
    "campaigns:one": Route(READERS),
    "campaigns:edit": Route(KEEPERS, takes_a_form=True),
    "campaigns:withdraw": Route(KEEPERS, takes_a_form=True),
    "campaigns:piece": Route(KEEPERS, takes_a_form=True),
    "campaigns:remove_piece": Route(KEEPERS, "POST"),
    "campaigns:reach": Route(KEEPERS, takes_a_form=True),
    "campaigns:said": Route(KEEPERS, takes_a_form=True),
    "campaigns:change": Route(KEEPERS, takes_a_form=True),
    "training:list": Route(READERS),
    "training:file": Route(READERS, shared=True),
    "training:years": Route(READERS),
    "training:years_file": Route(READERS, shared=True),
    "training:add": Route(KEEPERS, takes_a_form=True),
    "training:course": Route(READERS),
    "training:edit": Route(KEEPERS, takes_a_form=True),
    "training:withdraw": Route(KEEPERS, takes_a_form=True),
    "training:add_event": Route(KEEPERS, takes_a_form=True),
    "training:event": Route(READERS),
    "training:edit_event": Route(KEEPERS, takes_a_form=True),
    "training:delegates": Route(KEEPERS, takes_a_form=True),
    "training:feedback": Route(KEEPERS, takes_a_form=True),
    "training:cancel": Route(KEEPERS, takes_a_form=True),
    "training:withdraw_event": Route(KEEPERS, takes_a_form=True),
    "risks:list": Route(SEERS_OF_ACTIONS),
    "risks:file": Route(SEERS_OF_ACTIONS, shared=True),
    "risks:appetite": Route(SEERS_OF_ACTIONS),
    "risks:set_appetite": Route(KEEPERS, takes_a_form=True),
    "risks:bulk": Route(KEEPERS, takes_a_form=True),
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
}
