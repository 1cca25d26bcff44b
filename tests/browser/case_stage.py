"""A partnership whose site is open and whose procedure is published, with bodies to ask: for a journey of a case.

`python -m tests.browser.case_stage FOLDER` prints where it answers, who may sign in and the short name, as JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from frankpledge import config
from tests.schema import begin


def main(data: Path) -> None:
    """Set the scene and serve it until told to end."""
    begin(data)
    config.initialise(data)
    from frankpledge.domain.asb_reviews.actions import office
    from frankpledge.domain.bodies.actions.organisations import found_organisation
    from frankpledge.domain.site.actions import open_public_site
    from frankpledge.ground.accounts.rules import Role
    from tests.browser.stage import nevermouth, welcome
    from tests.domain.asb_reviews.words import PROCEDURE
    from tests.ground.people import new_member

    workspace = nevermouth()
    officer = new_member(workspace, Role.OFFICER, name="Community safety officer")
    lead = new_member(workspace, Role.LEAD, name="Priority lead")
    for name, kind in (("Nevermouth Police", "police"), ("Nevermouth Council", "unitary_council")):
        found_organisation(workspace=workspace, name=name, kind=kind, by=officer)
    written = office.write_procedure(workspace=workspace, given=PROCEDURE, by=officer)
    office.publish_procedure(procedure=written, by=lead)
    open_public_site(workspace=workspace, by=officer)
    told = {"officer": welcome(officer), "slug": workspace.slug}

    def tell(at: config.Addresses) -> None:
        public = f"{at.public}{workspace.slug}"
        print(json.dumps({**told, "address": at.workspace, "public": public}), flush=True)

    config.serve(data, port=0, ready=tell)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
