"""How long a board report takes: forty indicators over six years, gathered, told and written in every format.

    python tests/benchmarks/board_report.py [--indicators 40]

Fails where it takes a minute or more on the machine at hand: at the end of a quarter somebody waits for it.
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
    how_many = asked.parse_args().indicators
    with tempfile.TemporaryDirectory() as folder:
        return _timed(Path(folder), how_many)


def _timed(folder: Path, how_many: int) -> int:
    _begin(folder)
    from django.db import transaction

    from frankpledge.domain.reports import rules
    from frankpledge.domain.reports.queries.material import Wanted, gather
    from frankpledge.domain.reports.queries.telling import report_document
    from frankpledge.ground import clock
    from frankpledge.ground.documents.formats import FORMATS
    from frankpledge.statute.reports import Every

    officer, second, workspace = _partnership()
    began = time.perf_counter()
    with transaction.atomic():
        _measured(workspace, officer, second, how_many)
    print(f"{'(written down before)':<24}{time.perf_counter() - began:7.1f} s   {how_many * 27 * 2:,} acts")
    wanted = Wanted(rules.template("board"), rules.period(Every.QUARTER, "2025/26 Q3"), clock.now())
    whole = began = time.perf_counter()
    document = report_document(gather(wanted, workspace=workspace, viewer=officer))
    print(f"{'gathered and told':<24}{time.perf_counter() - began:7.1f} s   {len(document.figures)} figures")
    for name, form in FORMATS.items():
        began = time.perf_counter()
        content = form.render(document)
        print(f"{name:<24}{time.perf_counter() - began:7.1f} s   {len(content):,} bytes")
    took = time.perf_counter() - whole
    print(f"{'in all':<24}{took:7.1f} s   of {LIMIT:.0f}, {how_many} indicators")
    return 0 if took < LIMIT else 1


def _begin(folder: Path) -> None:
    """Start the product on an empty data folder."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "frankpledge.config.settings"
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from frankpledge import config

    config.initialise(folder / "data")


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
