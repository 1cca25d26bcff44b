"""A whole installation with one case whose every word is a canary; the case is removed, and what is left is told.

Run with the data folder as its only word, in a process of its own; prints JSON. Nothing here looks by the product's own
search for remnants: it reads the bytes of every file.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

CANARY = "Blenheim-canary-7419"
FILE = "frankpledge.sqlite3"
SAFE = {"static", "lake"}


def main(data: Path) -> dict[str, Any]:
    from frankpledge import config

    config.initialise(data)
    from frankpledge.config.database import sqlite
    from frankpledge.ground import clock

    workspace, officer, lead = people()
    case = lived(workspace, officer, lead)
    tokens = sealed_of(case)
    before = remnants(data, tokens)
    backup = data.parent / "backup.sqlite3"
    copy(data / FILE, backup)
    known = sorted({str(case.pk), case.pk.hex})
    removed = purged(workspace, officer, clock.today())
    after_open = remnants(data, tokens)  # the connection is open, its log not closed
    close()
    after = remnants(data, tokens)
    found = {
        "before": before, "rows": removed.rows, "tables": removed.tables, "after": [after_open, after],
        "identifiers": tables_with(data / FILE, known), "secure": "secure_delete=ON" in str(sqlite(data)),
    }  # fmt: skip
    copy(backup, data / FILE)
    return found | again(workspace, officer, data, tokens)


def people() -> tuple[Any, Any, Any]:
    """Return a partnership and two people in it, neither of whom administers."""
    from frankpledge.ground.accounts.actions import add_member, create_user, create_workspace
    from frankpledge.ground.accounts.rules import Role

    workspace = create_workspace(name="North Vale", slug="north-vale")
    found = []
    for role in (Role.OFFICER, Role.LEAD):
        found.append(create_user(email=f"{role}@example.invalid", name=role.label))
        add_member(workspace=workspace, user=found[-1], role=role)
    return workspace, *found


def lived(workspace: Any, officer: Any, lead: Any) -> Any:
    """Return a case through which everything of the product went that a case goes through, and that is closed."""
    from frankpledge.domain.asb_reviews.actions import applying, filing, handling, letting, reviewing
    from frankpledge.domain.asb_reviews.models import Case
    from frankpledge.domain.bodies.actions.organisations import found_organisation
    from frankpledge.domain.casework.documents import answer_file
    from frankpledge.domain.casework.queries import kept_case
    from frankpledge.ground import clock
    from frankpledge.ground.jobs.actions import run_pending
    from frankpledge.ground.notices.jobs import deliver
    from frankpledge.ground.sealed import actions as sealed
    from frankpledge.ground.sealed.queries.access import passages_of
    from frankpledge.ground.sealed.rules.access import Fate
    from frankpledge.ground.search.actions import catch_up
    from frankpledge.ground.versions.actions import keep_what_stands

    def say(part: str) -> str:
        return f"{CANARY}: {part}, as somebody wrote it."

    today = clock.today()
    begun = applying.begin(workspace=workspace, channel="web")
    case = begun.case
    applying.keep(case=case, given={name: say(name) for name in applying.SEALED})
    line = applying.Line(say("what"), "police", told_whom=say("whom"), reference=say("reference"))
    report = applying.add_line(case=case, given=line)
    text = filing.Sent(f"{CANARY}.txt", (say("diary") + "\n").encode(), say("a diary"))
    filing.add_file(case=case, sent=text)
    applying.send(case=case)
    applying.write_back(case=case, words=say("a message"))
    case = handling.take_up(case=case, by=officer)
    until = today + timedelta(days=9)
    letting.let_in(case=case, person=lead, capacity="second", until=until, works=True, by=officer)
    handling.acknowledge(case=case, words=say("a letter"), by=officer)
    body = found_organisation(workspace=workspace, name="Homes of the Vale", kind="charity", by=officer)
    handling.ask_body(
        case=case, organisation=body, asks=say("a question"), about=[report], due=today, days=9, by=officer
    )
    asked = sealed.open_access_request(workspace=workspace, matter=case.matter, received_on=today, by=officer)
    for passage in passages_of(asked, viewer=officer):
        sealed.decide_passage(
            passage=passage, fate=Fate.REDACTED, ground="another_person", leave_out=[CANARY], by=officer
        ) if passage.number % 2 else sealed.decide_passage(passage=passage, fate=Fate.WHOLE, by=officer)
    sealed.answer_access_request(request=asked, by=lead)
    asked.refresh_from_db()
    kept = kept_case("asb-case-review", case.pk, workspace=workspace, viewer=officer)
    if kept is None or CANARY.encode() not in unzipped(answer_file(kept, asked, kind="odt", by=officer)):
        raise AssertionError("the answer does not hold what was decided: the canary proves nothing")
    sealed.hold(workspace=workspace, matter=case.matter, because="hold_complaint", by=officer)
    reviewing.close(case=case, because="withdrawn", words=say("a last letter"), by=officer)
    catch_up()
    keep_what_stands()
    run_pending()
    deliver()
    long_ago = today - timedelta(days=800)
    Case.objects.filter(pk=case.pk).update(closed_on=long_ago)
    return Case.objects.get(pk=case.pk)


def unzipped(content: bytes) -> bytes:
    """Return what an archive holds."""
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return b"".join(packed.read(name) for name in packed.namelist())


def sealed_of(case: Any) -> list[bytes]:
    """Return all that the case's words were sealed to, and the bytes of its files as they are held."""
    from frankpledge.domain.asb_reviews.models import FileBody
    from frankpledge.ground.sealed.models import Passage, sealed_fields
    from frankpledge.ground.sealed.queries.keeping import case_kind

    rows = [*case_kind(case.matter.kind).rows(case.workspace, case.matter.about), *Passage.objects.all()]
    values = (getattr(row, one.attname) for row in rows for one in sealed_fields(type(row)))
    found = [value.token.encode() for value in values if value is not None]
    return [*found, *(bytes(one.held)[:64] for one in FileBody.objects.all())]


def remnants(data: Path, tokens: list[bytes]) -> dict[str, int]:
    """Return in which files of the folder the canary or anything sealed of it stands, and how often. Bytes alone."""
    found = {}
    for path in sorted(data.rglob("*")):
        if path.is_file() and path.relative_to(data).parts[0] not in SAFE:
            content = path.read_bytes()
            number = content.count(CANARY.encode()) + sum(content.count(one) for one in tokens)
            if number:
                found[path.relative_to(data).as_posix()] = number
    return found


def copy(source: Path, target: Path) -> None:
    """Copy a database as a backup is made."""
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


def close() -> None:
    from django.db import connections

    connections.close_all()


def purged(workspace: Any, officer: Any, on: Any) -> Any:
    """Lift what holds the case back, and remove it."""
    from frankpledge.ground.sealed import actions
    from frankpledge.ground.sealed.models import Hold
    from frankpledge.ground.sealed.queries.keeping import cases_due

    for one in Hold.objects.filter(lifted_at=None):
        actions.lift(hold=one, by=officer)
    [due] = cases_due(workspace=workspace, viewer=officer, on=on)
    return actions.purge(workspace=workspace, due=due, on=on, by=officer)


def tables_with(path: Path, known: list[str]) -> list[str]:
    """Return the tables in which an identifier of the case stands, read past the product."""
    found = set()
    with closing(sqlite3.connect(path)) as database:
        names = [name for [name] in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in names:
            rows = database.execute(f'SELECT * FROM "{name}"')
            if any(one in str(row) for row in rows for one in known):
                found.add(name)
    return sorted(found)


def again(workspace: Any, officer: Any, data: Path, tokens: list[bytes]) -> dict[str, Any]:
    """Return what a restored backup holds, that its case stands in the list again, and what is left once it goes."""
    from frankpledge.ground import clock

    close()
    there = remnants(data, tokens)
    removed = purged(workspace, officer, clock.today())
    close()
    return {"restored": there, "again": removed.rows, "after_again": remnants(data, tokens)}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
