"""A mail server that takes nothing, for tests of what is done then."""

from __future__ import annotations

from collections.abc import Sequence
from smtplib import SMTPServerDisconnected

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class Backend(BaseEmailBackend):
    """Takes no message."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Fail, as a server that has gone away does."""
        raise SMTPServerDisconnected("Connection unexpectedly closed")
