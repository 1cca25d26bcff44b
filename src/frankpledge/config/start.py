"""Beginning: choose the data folder, make it when asked, and bring Django up.

The command line and `manage.py` both start here.
"""

from __future__ import annotations

import os
from pathlib import Path

from frankpledge.config.keys import AUDIT, create_keys
from frankpledge.refusal import Refusal

SETTINGS = "frankpledge.config.settings"


class NotInitialised(Refusal):
    """The data folder has not been made yet."""


def choose(data: Path) -> None:
    """Point this process at a data folder. Settings read it from the environment, so this comes before they load."""
    os.environ["FRANKPLEDGE_DATA"] = str(data.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)


def setup(data: Path) -> None:
    """Bring Django up on a data folder that `initialise` made. Refused where there is none."""
    if not (data / AUDIT).exists():
        raise NotInitialised("nothing has been set up here.", where=str(data), cure="Run `frankpledge init` first.")
    choose(data)
    import django  # noqa: PLC0415 (settings are read at this moment, and need the folder first)

    django.setup()


def initialise(data: Path, *, verbosity: int = 0) -> None:
    """Make the data folder and its keys, bring Django up, and bring the database to today's shape.

    Doing it again is harmless.
    """
    create_keys(data)
    setup(data)
    from django.core.management import call_command  # noqa: PLC0415 (needs the apps)

    from frankpledge.config.fresh import lay_out  # noqa: PLC0415 (needs the apps)

    lay_out()
    call_command("migrate", interactive=False, verbosity=verbosity)
