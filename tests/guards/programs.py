"""What a program may reach for whom, written by hand and independent of every `GRANTS` table, and how it calls.

A route that is not here fails the build.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from typing import Any

from django.apps import apps
from django.core.cache import cache as counts
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from frankpledge.api.openapi import METHODS, description
from frankpledge.api.parts import PARTS
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.tokens.actions import make_token
from tests.guards.programs_of_decisions import DECISIONS
from tests.guards.programs_of_delivery import DELIVERY
from tests.guards.programs_of_performance import PERFORMANCE
from tests.guards.programs_of_plans import PLANS
from tests.guards.programs_of_registers import REGISTERS
from tests.guards.routes import APPROVERS, INSIDERS, KEEPERS, READERS, SEERS_OF_ACTIONS, WRITERS, only
from tests.guards.town import Town

__all__ = ["BY_TOKEN", "Program", "operations"]

OFFICER = only(Role.OFFICER)
# Nothing is shown to a data contact by a program: they make no token.
CALLERS = frozenset(Role) - {Role.DATA_CONTACT}
BY_TOKEN: dict[str, frozenset[Role]] = {
    "list_actions": SEERS_OF_ACTIONS,
    "list_kept": SEERS_OF_ACTIONS,
    "list_data_tables": only(Role.OFFICER, Role.ANALYST),
    "read_data_table": only(Role.OFFICER, Role.ANALYST),
    "propose_data_table": only(Role.OFFICER, Role.ANALYST),
    "approve_data_table": OFFICER,
    "turn_down_data_table": OFFICER,
    "withdraw_data_table": OFFICER,
    "list_site_pages": INSIDERS,
    "read_site_page": INSIDERS,
    "begin_site_page": WRITERS,
    "begin_site_version": WRITERS,
    "reword_site_page": WRITERS,
    "put_site_block": WRITERS,
    "remove_site_block": WRITERS,
    "raise_site_block": WRITERS,
    "submit_site_page": WRITERS,
    "approve_site_page": APPROVERS,
    "withdraw_site_page": APPROVERS,
    "open_site": OFFICER,
    "close_site": OFFICER,
    "read_action": SEERS_OF_ACTIONS,
    "add_action": KEEPERS,
    "amend_action": KEEPERS,
    "report_action": INSIDERS,
    "move_action": KEEPERS,
    "stop_action": KEEPERS,
    "reopen_action": KEEPERS,
    "list_places": READERS,
    "read_thread": READERS,
    "read_gaps": READERS,
    "tie_things": WRITERS,
    "untie_things": WRITERS,
    "list_return_rounds": INSIDERS,
    "open_return_round": OFFICER,
    "list_returns": INSIDERS,
    "read_return_scorecard": INSIDERS,
    "read_return": INSIDERS,
    "send_return": OFFICER,
    "check_return": only(Role.OFFICER, Role.ANALYST),
    "agree_return": OFFICER,
    "publish_return": WRITERS,
    "unlock_return": only(Role.OFFICER, Role.ANALYST),
    "read_attachments": READERS,
    "fetch_attachment": READERS,
    "send_attachment": only(Role.OFFICER, Role.ANALYST),
    "take_attachment_away": only(Role.OFFICER, Role.ANALYST),
    "read_comments": READERS,
    "add_comment": READERS,
    "edit_comment": READERS,
    "take_off_comment": only(Role.OFFICER, Role.ADMINISTRATOR),
    "read_mention": READERS,
    "list_duties": READERS,
    "read_statement": READERS,
    "fetch_statement": READERS,
    "list_events": READERS,
    "record_event": INSIDERS,
    "withdraw_event": INSIDERS,
    "withdraw_evidence": INSIDERS,
    "read_duty": READERS,
    "add_evidence": INSIDERS,
    "send_evidence": INSIDERS,
    "fetch_evidence": READERS,
    "assign_duty": OFFICER,
    "excuse_duty": OFFICER,
    "count_recorded": READERS,
    "read_rows": READERS,
    "list_meetings": READERS,
    "read_attendance": READERS,
    "list_decisions": READERS,
    "read_meeting": READERS,
    "propose_days": KEEPERS,
    "plan_meeting": KEEPERS,
    "move_meeting": KEEPERS,
    "cancel_meeting": KEEPERS,
    "add_item": KEEPERS,
    "amend_item": KEEPERS,
    "move_item_up": KEEPERS,
    "move_item_down": KEEPERS,
    "remove_item": KEEPERS,
    "record_attendance": KEEPERS,
    "minute_item": KEEPERS,
    "record_decision": KEEPERS,
    "declare_interest": KEEPERS,
    "send_minutes": KEEPERS,
    "agree_minutes": READERS,
    "return_minutes": READERS,
    "correct_minutes": KEEPERS,
    "fetch_minutes": INSIDERS,
    "list_editions": READERS,
    "read_edition": READERS,
    "fetch_edition": INSIDERS,
    "list_organisations": READERS,
    "read_organisation": READERS,
    "list_bodies": READERS,
    "read_body": READERS,
    "read_seat": READERS,
    "list_people": READERS,
    "read_person": READERS,
    "add_organisation": OFFICER,
    "add_body": OFFICER,
    "add_person": OFFICER,
    "search_everything": CALLERS,
    "feed_actions": SEERS_OF_ACTIONS,
    "feed_duties": READERS,
    "feed_decisions": READERS,
    "feed_attendance": READERS,
    "feed_organisations": READERS,
    "feed_people": READERS,
    "feed_members": READERS,
    "feed_months": READERS,
    "feed_places": READERS,
    "feed_comparison": READERS,
    "feed_types": READERS,
    "feed_scorecard": INSIDERS,
}
# Every deed of the register is the officer's.
DEEDS = ("capacity", "succeed", "end_organisation", "add_seat", "terms", "end_body", "give_seat", "appoint", "office",
         "vacate_seat", "end_seat", "post", "left", "account", "end_capacity", "end_post", "end_representation",
         "end_office")  # fmt: skip
ROWS = ("organisation", "capacity", "body", "terms", "seat", "seatholding", "office", "person", "post",
        "representation")  # fmt: skip
BY_TOKEN |= REGISTERS | DELIVERY | DECISIONS | PERFORMANCE | PLANS
BY_TOKEN |= {f"register_{deed}": OFFICER for deed in DEEDS}
BY_TOKEN |= {f"register_{what}_{row}": OFFICER for what in ("correct", "withdraw") for row in ROWS}
# which kind of row a deed is done to, where its name does not say it
DONE_TO = {"capacity": "organisation", "succeed": "organisation", "add_seat": "body", "terms": "body",
           "give_seat": "seat", "appoint": "seat", "office": "seat", "vacate_seat": "seat", "post": "person",
           "left": "person", "account": "person"}  # fmt: skip


class Operation:
    """One thing that a program may ask: how, where, and what it sends."""

    def __init__(self, method: str, path: str, told: dict[str, Any]) -> None:
        self.method, self.path, self.told = method, path, told
        self.name: str = told["operationId"]

    def __repr__(self) -> str:
        return self.name

    @property
    def writes(self) -> bool:
        """Return whether it changes anything."""
        return self.method != "get"

    def parameters(self, place: str) -> list[dict[str, Any]]:
        """Return what stands in the path, or in the query."""
        return [one for one in self.told.get("parameters", []) if one["in"] == place]

    def schema(self) -> dict[str, Any]:
        """Return the schema of its body, empty where it takes none."""
        content = self.told.get("requestBody", {}).get("content", {})
        return resolved(next(iter(content.values()))["schema"]) if content else {}

    @property
    def sends_files(self) -> bool:
        """Return whether it is sent in several parts, of which some are files."""
        return "multipart/form-data" in self.told.get("requestBody", {}).get("content", {})

    def parted(self, body: dict[str, Any]) -> dict[str, Any]:
        """Return a body as it is sent in several parts: what the schema calls a file as one."""
        fields, sent = self.schema()["properties"], {}
        for name, told in body.items():
            if told is not None:
                file = "'binary'" in str(fields.get(name, {}))
                content = told if isinstance(told, bytes) else str(told).encode()
                sent[name] = SimpleUploadedFile(f"{name}.pdf", content) if file else plain(told)
        return sent


def plain(told: Any) -> Any:
    """Return a field of a body in several parts: texts, one or more."""
    return [str(one) for one in told] if isinstance(told, list) else str(told)


def operations() -> Iterator[Operation]:
    """Yield everything that a program may ask."""
    for path, told in description()["paths"].items():
        for method in METHODS:
            if method in told:
                yield Operation(method, path, told[method])


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema, in place of its name."""
    name = schema.get("$ref", "").rpartition("/")[2]
    found: dict[str, Any] = description()["components"]["schemas"][name] if name else schema
    return found


def value(schema: dict[str, Any]) -> Any:
    """Return something of a schema."""
    schema = resolved(schema)
    kind = next((one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"), schema)
    made: dict[str, Any] = {"integer": 1, "boolean": False, "array": [], "object": {}}
    if "enum" in kind:
        return kind["enum"][0]
    formats = {"date": clock.today().isoformat(), "uuid": "00000000-0000-4000-8000-000000000000", "time": "10:00:00"}
    return made.get(kind.get("type", ""), formats.get(kind.get("format", ""), "words"))


def filled(operation: Operation, town: Town) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """Return the parameters and the body of a call that is rightly made."""
    known = {"kind": "engagement.exercise", "about": town.parts["exercise"]} if "comments" in operation.path else {}
    if "thread" in operation.path:
        action, exercise = (
            f"{town.parts['thing']}:{town.parts['identifier']}",
            f"engagement.exercise:{town.parts['exercise']}",
        )
        known |= {"place": exercise, "earlier": exercise, "later": action}
    known |= {"body": town.parts["body"]} if operation.name == "propose_days" else {}
    asked = {one["name"]: value(one["schema"]) for one in operation.parameters("query") if one["required"]}
    schema = operation.schema()
    body = {name: value(schema["properties"][name]) for name in schema.get("required", [])}
    sent = {name: known.get(name, told) for name, told in body.items()} if schema else None
    return {name: known.get(name, told) for name, told in asked.items()}, sent


def parts_of(operation: Operation, town: Town) -> dict[str, str]:
    """Return what stands in the path of an operation, of a town."""
    fixed = {
        "kind": "csv",
        "version": "open",
        "form": "html",
        "duty": town.parts["code"],
        "row": row_for(operation, town),
        "sent_list": town.parts["risk_list"],
    }
    fixed |= {"event": town.parts["duty_event"]} if "duties" in operation.path else {}
    names = [one["name"] for one in operation.parameters("path")]
    return {name: str(fixed[name] if name in fixed else town.parts[name]) for name in names}


def row_for(operation: Operation, town: Town) -> str:
    """Return a row of the register that a deed is done to."""
    deed = operation.name.removeprefix("register_")
    kind = DONE_TO.get(deed) or deed.rpartition("_")[2]
    if not operation.name.startswith("register_"):
        return ""
    found = apps.get_model("bodies", kind).objects.filter(workspace=town.workspace, withdrawn_at=None).first()
    assert found is not None, f"the town has no {kind}"
    return str(found.pk)


@cache
def client() -> Client:
    """Return who sends: it keeps no cookie that anybody would read."""
    return Client(raise_request_exception=False)


class Program:
    """A token of somebody, and calls by it."""

    def __init__(self, workspace: Workspace, by: User, *, writes: bool = True) -> None:
        until = clock.today() + timedelta(days=1)
        made = make_token(workspace=workspace, name="A program", writes=writes, reaches=PARTS, until=until, by=by)
        self.headers = {"Authorization": f"Bearer {made.text}"}

    def call(
        self, operation: Operation, parts: dict[str, str], query: dict[str, Any], body: dict[str, Any] | None
    ) -> HttpResponse:
        """Return what a call answers."""
        counts.clear()
        more: dict[str, Any] = {}
        if body is not None:
            in_parts = operation.sends_files and isinstance(body, dict)
            more = {"data": operation.parted(body)} if in_parts else {"data": body, "content_type": "application/json"}
        send = getattr(client(), operation.method)
        answer: HttpResponse = send(
            operation.path.format(**parts), headers=self.headers, query_params=query or None, **more
        )
        return answer
