"""Ten thousand posts by machines of six kinds at the form of a case review, and two hundred people among them.

Goals: at most 1 in 100 machines stands unmarked among the applications, and no person is kept out. Each goes the whole
way by the pages; time is moved on by what they wait, so it takes minutes. Less: `--posts 600 --people 24`.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

MOST_THROUGH = 0.01


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--posts", type=int, default=10_000)
    asked.add_argument("--people", type=int, default=200)
    asked.add_argument("--every", type=float, default=2, help="seconds from one machine to the next")
    given = asked.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "frankpledge.config.settings"
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    with tempfile.TemporaryDirectory(prefix="frankpledge-bench-") as folder:
        from frankpledge import config

        config.initialise(Path(folder) / "data")
        return 0 if measured(given.posts, given.people, given.every) else 1


def measured(posts: int, people: int, every: float) -> bool:
    """Let machines and people come, and tell how many of each were marked, taken and refused."""
    import time_machine

    from frankpledge.domain.site.actions import open_public_site
    from frankpledge.ground import clock as real
    from frankpledge.ground.accounts.rules import Role
    from tests.ground.people import new_member, new_workspace
    from tests.web.comers import MACHINES, PEOPLE, Clock, Comer, swarm, unmarked

    workspace = new_workspace()
    open_public_site(workspace=workspace, by=new_member(workspace, Role.OFFICER))
    begun, through, refused, marked = time.monotonic(), 0, 0, 0
    share, each = posts // len(MACHINES), people // len(MACHINES)
    with time_machine.travel(real.now(), tick=False) as moved:
        clock = Clock(moved)
        for at, kind in enumerate(MACHINES):
            came = swarm(workspace, clock, kind, share, every=every)
            through += came.through
            print(f"     {kind}: {came.through} of {came.posts} unmarked", flush=True)
            for number in range(each):
                before = unmarked(workspace)
                taken = PEOPLE[number % len(PEOPLE)](Comer(workspace, clock, f"203.0.{at}.{number}"))
                refused += not taken
                marked += unmarked(workspace) == before
    came, met = share * len(MACHINES), each * len(MACHINES)
    right = through <= MOST_THROUGH * came and not refused
    verdict = "met " if right else "MISS"
    print(
        f"{verdict} machines at the form: {through} of {came:,} unmarked (goal {MOST_THROUGH:.0%}); "
        f"{refused} of {met} people refused (goal 0), {marked} of them marked and looked at all the same; "
        f"{time.monotonic() - begun:.0f} s"
    )
    return right


if __name__ == "__main__":
    sys.exit(main())
