"""How long a board report takes: forty indicators over six years, gathered, told and written in every format.

    python tests/benchmarks/board_report.py [--indicators 40]
    python tests/benchmarks/board_report.py --demonstration FOLDER

The second times the report of a demonstration that is built: forty indicators of three years, with plan, commentary,
actions, risks and what else happened. Fails where it takes a minute or more on the machine at hand: at the end of a
quarter somebody waits for it. Beside each time stand the seconds that the processor worked for it alone.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

LIMIT = 60.0


def main() -> int:
    """Build the report, print what each step took, and say whether it kept within a minute."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--indicators", type=int, default=40)
    asked.add_argument("--demonstration", type=Path)
    said = asked.parse_args()
    if said.demonstration:
        _begin(said.demonstration)
        return _timed(*_demonstrated())
    with tempfile.TemporaryDirectory() as folder:
        _begin(Path(folder) / "data")
        return _timed(*_written(said.indicators))


class Watch:
    """What a step takes: by the clock on the wall, and of the processor."""

    def __init__(self) -> None:
        self.wall, self.worked = time.perf_counter(), _worked()

    def told(self, what: str, more: str) -> float:
        """Print what a step took, and return it by the clock on the wall."""
        wall, worked = time.perf_counter() - self.wall, _worked() - self.worked
        print(f"{what:<24}{wall:7.1f} s {worked:7.1f} s worked   {more}")
        return wall


def _worked() -> float:
    """Return for how many seconds the processor worked for this program and those that it called."""
    return sum(os.times()[:4])


def _timed(workspace, officer) -> int:
    from frankpledge.domain.indicators.models import Indicator
    from frankpledge.domain.reports import rules
    from frankpledge.domain.reports.queries.material import Wanted, gather
    from frankpledge.domain.reports.queries.telling import report_document
    from frankpledge.ground import clock
    from frankpledge.ground.documents.formats import FORMATS
    from frankpledge.statute.reports import Every

    wanted = Wanted(rules.template("board"), rules.period(Every.QUARTER, "2025/26 Q3"), clock.now())
    whole, step = Watch(), Watch()
    document = report_document(gather(wanted, workspace=workspace, viewer=officer))
    step.told("gathered and told", f"{len(document.figures)} figures")
    for name, form in FORMATS.items():
        step = Watch()
        content = form.render(document)
        step.told(name, f"{len(content):,} bytes")
    how_many = Indicator.objects.filter(workspace=workspace).count()
    took = whole.told("in all", f"of {LIMIT:.0f}, {how_many} indicators")
    return 0 if took < LIMIT else 1


def _begin(folder: Path) -> None:
    """Start the product on a data folder."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "frankpledge.config.settings"
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from frankpledge import config

    config.initialise(folder)


def _demonstrated() -> tuple:
    """Return the partnership of the demonstration that has the most indicators, and its officer."""
    from django.db.models import Count

    from frankpledge.domain.indicators.models import Indicator
    from frankpledge.ground.accounts.models import User, Workspace

    most = Indicator.objects.values("workspace").annotate(how_many=Count("pk")).order_by("-how_many")[0]
    officer = User.objects.get(email="officer@demonstration.invalid")
    return Workspace.objects.get(pk=most["workspace"]), officer


def _written(how_many: int) -> tuple:
    """Return a partnership with so many indicators, all of them written down by its own acts, and its officer."""
    from django.db import transaction

    officer, second, workspace = _partnership()
    step = Watch()
    with transaction.atomic():
        _measured(workspace, officer, second, how_many)
    step.told("(written down before)", f"{how_many * 27 * 2:,} acts")
    return workspace, officer


def _partnership() -> tuple:
    from frankpledge.ground.accounts.actions import create_user, create_workspace
    from frankpledge.ground.accounts.rules import Role
    from tests.ground.people import new_member

    founder = create_user(email="founder@example.invalid", name="Founder")
    workspace = create_workspace(name="Tithing", slug="tithing", by=founder)
    officer, second = (new_member(workspace, Role.OFFICER, name=name) for name in ("Officer", "Second officer"))
    return officer, second, workspace


def _measured(workspace, officer, second, how_many: int) -> None:
    """Register indicators with twenty-seven quarters each; in every fifth the last quarter has risen.

    All of it stands before the board but the last quarter of the last indicator, which a report names.
    """
    from frankpledge.domain.indicators.actions import register_indicator
    from tests.domain.measured import CRIMES, QUARTERS, SHARE, USUAL, keep

    for number in range(how_many):
        share = number % 2 == 1
        made = register_indicator(
            workspace=workspace, reference=f"B-{number:02}", name=f"Indicator {number}",
            defined=replace(SHARE if share else CRIMES, words=f"What is counted, {number}."), by=officer,
        )  # fmt: skip
        for at, quarter in enumerate(QUARTERS):
            rose = number % 5 == 0 and quarter == QUARTERS[-1]
            known = datetime(2019, 7, 1, 10, tzinfo=UTC) + timedelta(days=92 * at)
            waits = number == how_many - 1 and quarter == QUARTERS[-1]
            told = (80 + (at + number) % 4, 110) if share else (391 if rose else USUAL[at % 4] + (at + number) % 5,)
            keep(made, quarter, *told, by=officer, known=known, second=None if waits else second)


if __name__ == "__main__":
    sys.exit(main())
