"""Pages of the public site by token: drafted by one, approved by another who read them, withdrawn with a reason."""

from __future__ import annotations

from frankpledge.domain.site.models import Version
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from tests.api.conftest import Program
from tests.ground.people import new_member
from tests.web.on_the_public_host import address, visitor


def test_a_page_is_drafted_by_one_program_and_approved_for_another_person(
    program: Program, officer: User, workspace: Workspace
) -> None:
    assert program.post("/site/open", 200) == {"open": True}
    begun = program.post("/site-pages", standing="have-your-say", title="Have your say", language="en")
    here = f"/site-pages/{begun['version']['id']}"
    strange = program.call("POST", f"{here}/blocks/text", {"fields": {"words": "Tell us.", "colour": "red"}})
    assert (strange.status_code, "colour" in strange.content.decode()) == (422, True)
    assert program.call("POST", f"{here}/blocks/text", {"fields": {}}).status_code == 422
    whole = program.post(f"{here}/blocks/text", fields={"words": "Tell us what you see."})
    assert whole["blocks"] == [{"kind": "text", "heading": "", "words": "Tell us what you see."}]
    assert program.post(f"{here}/submit", 200)["version"]["state"] == "waits for a second person"
    today = clock.today().isoformat()
    alone = program.call("POST", f"{here}/approve", {"shown_from": today})
    assert (alone.status_code, "second person" in alone.content.decode()) == (422, True)
    version = Version.objects.get()
    stale = version.drafted_at.isoformat()
    program.post(f"{here}/blocks/text", fields={"words": "And what you want."}, at=0)
    member = Program(workspace, new_member(workspace, Role.MEMBER, name="Board member"))
    unread = member.call("POST", f"{here}/approve", {"shown_from": today, "seen": stale})
    assert (unread.status_code, "has changed" in unread.content.decode()) == (422, True)
    seen = member.get(here)["version"]["seen"]
    assert member.post(f"{here}/approve", 200, shown_from=today, seen=seen)["version"]["state"] == "shown"
    at = address("public:say", slug=workspace.slug)
    assert "And what you want." in visitor().get(at).content.decode()
    member.post(f"{here}/withdraw", 200, reason="The survey is closed.")
    assert visitor().get(at).status_code == 410
    assert [one["state"] for one in program.get("/site-pages")["items"]] == ["withdrawn"]
