"""An assessment of the invented county, drafted before six months were published again, served for a journey.

`python -m tests.browser.builder_stage FOLDER` prints where it answers, who may sign in and where the chapter is.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from frankpledge import config
from tests.schema import begin

BEFORE = date(2026, 2, 1)


def main(data: Path) -> None:
    """Load both publications, draft at the first, and serve."""
    begin(data)
    config.initialise(data)
    from frankpledge.domain.assessments.jobs import draft_for_area
    from frankpledge.domain.chapters.models import Chapter
    from frankpledge.ground.accounts.rules import Role
    from tests.browser.stage import nevermouth, welcome
    from tests.domain import county
    from tests.ground.people import new_member

    county.build(data)
    workspace = nevermouth(two_tier=True)
    analyst, member = (new_member(workspace, role, name=role.label) for role in (Role.ANALYST, Role.MEMBER))
    draft = draft_for_area(area="X22000001", last_month="2025-12", as_known=BEFORE, by=analyst)
    chapter = Chapter.objects.get(paper=draft.paper, ref="types")
    part = chapter.parts.get(kind="narrative")
    told = {
        "analyst": welcome(analyst),
        "member": welcome(member),
        "slug": workspace.slug,
        "chapter": f"/w/{workspace.slug}/chapters/{chapter.pk}/",
        "write": f"/w/{workspace.slug}/chapters/{chapter.pk}/write/{part.pk}/",
        "assessment": f"/w/{workspace.slug}/assessments/2025-12/",
    }
    config.serve(data, port=0, ready=lambda at: print(json.dumps({**told, "address": at.workspace}), flush=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
