"""Having been shown the earlier values once, for the rest of a visit: carried by the page, and kept nowhere."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core import signing

from frankpledge.ground import clock
from frankpledge.ground.links.models import Link

SALT = "frankpledge.returns.pass"
LASTS = timedelta(minutes=60)


def pass_for(link: Link) -> str:
    """Return what a page carries after the right code: good for this link alone, and for an hour."""
    return signing.dumps({"link": str(link.pk), "until": (clock.now() + LASTS).isoformat()}, salt=SALT)


def may_see(link: Link, given: str) -> bool:
    """Return whether a page carries what shows the earlier values of a link."""
    try:
        told = signing.loads(given, salt=SALT)
        return told["link"] == str(link.pk) and datetime.fromisoformat(told["until"]) > clock.now()
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return False
