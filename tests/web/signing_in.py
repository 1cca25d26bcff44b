"""Signing in as a person does: with a password, and with an app that counts from a secret (RFC 6238)."""

from __future__ import annotations

import hashlib
import hmac
import struct
from base64 import b32decode
from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.ground.people import PASSWORD
from tests.guards.page import Page

PERIOD = 30


def code_at(secret: str, moment: float) -> str:
    """Return what an app shows at a moment, reckoned from RFC 4226 and 6238 and not by our own library."""
    mac = hmac.new(b32decode(secret), struct.pack(">Q", int(moment) // PERIOD), hashlib.sha1).digest()
    start = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def give_password(client: Client, email: str, password: str = PASSWORD, **more: Any) -> HttpResponse:
    """Return the answer to the first step."""
    return client.post("/sign-in/", {"login": email, "password": password, **more})


def secret_shown(html: str) -> str:
    """Return the letters that the page of setting up an app shows."""
    return next(one.text for one in Page(html).all("code"))


def set_up_app(client: Client, moment: float) -> tuple[str, list[str]]:
    """Return the secret of an app that was set up, and the recovery codes that came with it."""
    secret = secret_shown(client.get("/account/second-step/app/").content.decode())
    answer = client.post("/account/second-step/app/", {"code": code_at(secret, moment)}, follow=True)
    assert answer.redirect_chain[-1][0] == "/account/second-step/codes/", answer.content.decode()
    return secret, [one.text for one in Page(answer.content.decode()).all("code")]
