"""When a public site may be opened and closed."""

from __future__ import annotations

from frankpledge.refusal import Refusal


class SiteRefused(Refusal):
    """What was asked of the public site may not be done as it stands."""


def check_closed(*, open_now: bool) -> None:
    """Refuse to open a site that is open."""
    if open_now:
        raise SiteRefused("The public site is open already.")


def check_open(*, open_now: bool) -> None:
    """Refuse to close a site that is not open."""
    if not open_now:
        raise SiteRefused("The public site is not open.")
