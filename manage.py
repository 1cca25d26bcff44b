#!/usr/bin/env python
"""Django's own commands, on the data folder that `FRANKPLEDGE_DATA` names."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "src"))


def main() -> None:
    """Make the folder and its keys where they are missing, then run the command."""
    from django.core.management import execute_from_command_line

    from frankpledge.config.keys import create_keys
    from frankpledge.config.start import choose

    data = Path(os.environ.get("FRANKPLEDGE_DATA") or "frankpledge-data")
    create_keys(data)
    choose(data)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
