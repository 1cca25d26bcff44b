"""The product as it is served, in a process of its own: a lived-in partnership, real styles, one job that waits.

`python -m tests.browser.stage FOLDER` prints where it answers, who may sign in and what addresses need, as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from frankpledge import config
from tests.schema import begin

if TYPE_CHECKING:
    from frankpledge.ground.jobs.models import JobRun
    from frankpledge.ground.jobs.queries import Tell

GO = "go"


def main(data: Path) -> None:
    """Set the scene and serve it until told to end."""
    begin(data)
    config.initialise(data)
    from frankpledge.ground.accounts.rules import Role
    from tests.browser.returned_stage import over, suppliers
    from tests.guards.evidence import fill
    from tests.guards.town import build_town

    county = fill(data)
    town = build_town("Ownvale", area=county.area)
    officer, analyst = town.people[Role.OFFICER], town.people[Role.ANALYST]
    supplied = suppliers("Ownvale", town.workspace, analyst, officer)
    ended = over(town.workspace, officer)
    second, third = welcome(town.people[Role.MEMBER]), welcome(analyst)
    parts = {**town.parts, **supplied, "ended": ended, "release": county.release}
    told = {"email": welcome(town.everyone()), "second": second, "third": third, "parts": parts}
    give_work(data / GO)

    def tell(at: config.Addresses) -> None:
        public = f"{at.public}{town.workspace.slug}"
        print(json.dumps({**told, "address": at.workspace, "public": public}), flush=True)

    config.serve(data, port=0, ready=tell)


def nevermouth(*, two_tier: bool = False) -> Any:
    """Found the partnership of Nevermouth, and return its workspace."""
    from frankpledge.domain.partnerships.models import Partnership
    from tests.ground.people import new_workspace

    workspace = new_workspace("Nevermouth Community Safety Partnership", generated=True)
    Partnership.objects.create(
        workspace=workspace, name=workspace.name, area_code="X22000001", area_name="Nevermouth", nation="england",
        two_tier=two_tier,
    )  # fmt: skip
    return workspace


def welcome(person: Any) -> str:
    """Return the address to sign in with, after giving the person the password of all tests."""
    from frankpledge.ground.accounts.actions import set_password
    from tests.ground.people import PASSWORD

    set_password(user=person, password=PASSWORD)
    return str(person.email)


def give_work(go: Path) -> None:
    """Register the job of the town's run: it waits until a file appears."""
    from frankpledge.ground.jobs import registry
    from frankpledge.ground.jobs.queries import Job

    def wait(run: JobRun, tell: Tell) -> Mapping[str, Any]:
        while not go.exists():
            tell(0.4, "reading March 2025")
            time.sleep(0.2)
        return {"words": "Twelve files were read.", "details": [["Files", "12"]]}

    registry.JOBS = {"test.none": Job("Read files", wait)}  # type: ignore[attr-defined]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
