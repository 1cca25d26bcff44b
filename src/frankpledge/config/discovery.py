"""Which apps this installation has: every folder of the ground and the domain that declares an `apps.py`."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

HOMES = ("ground", "domain")
PAGES = ("frankpledge.api", "frankpledge.web")


def app_names() -> tuple[str, ...]:
    """Return the dotted names of all apps, lowest layer first, in an order that never changes."""
    root = Path(__file__).resolve().parent.parent
    found = [
        f"frankpledge.{home}.{folder.parent.name}"
        for home in HOMES
        for folder in sorted((root / home).glob("*/apps.py"))
    ]
    return (*found, *PAGES)


def address_modules() -> tuple[str, ...]:
    """Return the `urls` modules of the apps that have pages. Each writes its whole address."""
    return tuple(f"{name}.urls" for name in app_names() if find_spec(f"{name}.urls"))


def public_address_modules() -> tuple[str, ...]:
    """Return the `public_urls` modules of the apps that have pages for the public. Each writes its whole address."""
    return tuple(f"{name}.public_urls" for name in app_names() if find_spec(f"{name}.public_urls"))
