"""The routes of papers, packs and attachments, and who may reach each."""

from __future__ import annotations

from frankpledge.ground.accounts.rules import Role
from tests.guards.routes_of_people import Route, only

READERS = frozenset(Role) - {Role.DATA_CONTACT}
KEEPERS = only(Role.OFFICER, Role.LEAD)
PACKS: dict[str, Route] = {
    "packs:one": Route(READERS),
    "packs:build": Route(KEEPERS, "POST"),
    "packs:read": Route(READERS),
    "packs:picture": Route(READERS),
    "packs:file": Route(READERS),
    "packs:add_note": Route(READERS, "POST"),
    "packs:notes": Route(READERS),
    "packs:notes_file": Route(READERS),
    "packs:delete_note": Route(READERS, "POST"),
    "packs:add_paper": Route(KEEPERS, takes_a_form=True),
    "packs:paper": Route(READERS),
    "packs:version": Route(KEEPERS, takes_a_form=True),
    "packs:amend_paper": Route(KEEPERS, takes_a_form=True),
    "packs:take_out": Route(KEEPERS, takes_a_form=True),
    "packs:original": Route(KEEPERS),
    # Whose thing it is says who may: here an exercise, which officers and analysts keep.
    "attachments:add": Route(only(Role.OFFICER, Role.ANALYST), takes_a_form=True),
    "attachments:fetch": Route(READERS),
    "attachments:take_away": Route(only(Role.OFFICER, Role.ANALYST), takes_a_form=True),
}
