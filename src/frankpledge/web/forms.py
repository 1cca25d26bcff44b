"""What people type on the pages that join apps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm


class SignInForm(AuthenticationForm):
    """An e-mail address and a password. A wrong one is not told apart from an unknown one."""

    username = forms.EmailField(
        label="E-mail address", widget=forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false"})
    )
    password = forms.CharField(
        label="Password", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    error_messages = {  # noqa: RUF012 (as Django declares it)
        "invalid_login": "This address and password do not belong together. Check both.",
        "inactive": "This address and password do not belong together. Check both.",
    }
    field_order = ("username", "password")

    def clean_username(self) -> Any:
        """Return the address as accounts keep it."""
        return str(self.cleaned_data["username"]).strip().lower()
