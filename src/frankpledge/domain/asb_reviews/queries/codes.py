"""What a code opens: a case, to whoever has its code. An unknown one tells nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from frankpledge.domain.asb_reviews.models import Case
from frankpledge.domain.asb_reviews.rules import CODE_LENGTH, Channel, plain_code
from frankpledge.ground.accounts.models import Workspace

HOUR = timedelta(hours=1)


def mark_of(code: str) -> str:
    """Return the mark by which a code is known: an HMAC under the installation's own key, in hex."""
    return salted_hmac("frankpledge.asb_reviews", plain_code(code), algorithm="sha256").hexdigest()


def case_by_code(code: str, *, workspace: Workspace) -> Case | None:
    """Return the case that a code opens in a workspace; None alike for a code of any other kind."""
    if len(plain_code(code)) != CODE_LENGTH:
        return None
    return Case.objects.filter(workspace=workspace, code_mark=mark_of(code)).select_related("workspace").first()


def begun_by(mark: str, *, workspace: Workspace) -> int:
    """Return how many applications one address began on a day."""
    return Case.objects.filter(workspace=workspace, sender_mark=mark).count()


def begun_lately(*, workspace: Workspace, now: datetime) -> int:
    """Return how many applications were begun on the public's pages within the last hour, wherever they came from."""
    return Case.objects.filter(workspace=workspace, channel=Channel.WEB, recorded_at__gt=now - HOUR).count()
