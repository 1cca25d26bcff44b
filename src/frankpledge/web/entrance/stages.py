"""The step of signing in that asks for the second factor."""

from __future__ import annotations

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from frankpledge.ground.accounts.middleware import proved_by_council


class SecondStepStage(AuthenticateStage):
    """Asks for the second factor, unless the council's own sign-in did and the administrator relies on it."""

    def _should_handle(self, request: HttpRequest) -> bool:
        return bool(super()._should_handle(request)) and not proved_by_council(request, self.login.user)
