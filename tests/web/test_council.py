"""The council's own sign-in, against a server that speaks OpenID Connect: it lets in the invited, and nobody else."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import clear_url_caches, include, path
from pytest_django import Settings

from frankpledge.config.signing_in import Provider, WronglyChosen, mail, provider, second_factor_required
from frankpledge.config.urls import handler403, handler404
from frankpledge.config.urls import urlpatterns as ours
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from tests.ground.people import PASSWORD, new_user
from tests.web.signing_in import give_password, set_up_app

pytestmark = pytest.mark.django_db
TENANT = {
    "FRANKPLEDGE_OIDC_SERVER": "https://login.microsoftonline.com/0000-1111/v2.0",
    "FRANKPLEDGE_OIDC_CLIENT": "us",
    "FRANKPLEDGE_OIDC_SECRET": "secret",
}
urlpatterns = [*ours, path("", include("frankpledge.web.entrance.council"))]
__all__ = ["handler403", "handler404", "urlpatterns"]


class Server(ThreadingHTTPServer):
    """A council's sign-in server: it says that whoever comes is `email`."""

    email = ""
    more: dict[str, Any] = {}  # noqa: RUF012 (replaced, never changed)
    down = False
    asked: dict[str, list[str]]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def id_token(self) -> str:
        said = {"iss": self.address, "aud": "us", "iat": 1, "exp": 9_999_999_999, **self.person()}
        parts = (json.dumps(part).encode() for part in ({"alg": "none"}, said))
        return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts) + "."

    def person(self) -> dict[str, Any]:
        """Return what it says of whoever comes."""
        return {"sub": f"id of {self.email}", "email": self.email, **self.more}


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        if self.server.down:
            return
        home = self.server.address
        answers: dict[str, Any] = {
            "/.well-known/openid-configuration": {
                "issuer": home,
                "authorization_endpoint": f"{home}/authorize",
                "token_endpoint": f"{home}/token",
                "userinfo_endpoint": f"{home}/me",
                "jwks_uri": f"{home}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            },
            "/me": self.server.person(),
        }
        self.answer(answers[urlsplit(self.path).path])

    def do_POST(self) -> None:
        self.server.asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.answer({"access_token": "t", "token_type": "Bearer", "expires_in": 60, "id_token": self.server.id_token()})

    def answer(self, what: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(what).encode())

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def council(settings: Settings) -> Iterator[Server]:
    """Return the server, with the product told to use it."""
    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        settings.PROVIDER = Provider("the council", server.address, "us", "secret")
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [settings.PROVIDER.app()]}}
        settings.ROOT_URLCONF = __name__
        clear_url_caches()
        cache.clear()
        yield server
        server.shutdown()
        thread.join()
    clear_url_caches()


def come_in(client: Client, council: Server, email: str) -> Any:
    """Return the answer to somebody who comes back from the council's server."""
    council.email = email
    away = client.post("/sign-in/with/council/")
    assert away["Location"].startswith(f"{council.address}/authorize")
    state = parse_qs(urlsplit(away["Location"]).query)["state"][0]
    return client.get("/sign-in/with/council/back/", {"code": "c", "state": state}, follow=True)


def signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_whoever_was_invited_comes_in_whatever_the_capitals_of_their_address(client: Client, council: Server) -> None:
    person = new_user("Alun", password=PASSWORD)
    assert "Sign in with the council" in client.get("/sign-in/").content.decode()
    come_in(client, council, person.email.upper())
    assert signed_in(client)
    assert council.asked["code_verifier"]
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_a_stranger_is_told_to_ask_for_an_invitation_and_gets_no_account(client: Client, council: Server) -> None:
    before = User.objects.count()
    page = come_in(client, council, "stranger@example.org").content.decode()
    assert "nobody here has invited you" in page
    assert not signed_in(client)
    assert User.objects.count() == before


def test_a_closed_account_stays_closed(client: Client, council: Server) -> None:
    person = new_user()
    person.is_active = False
    person.save()
    come_in(client, council, person.email)
    assert not signed_in(client)


def test_our_second_step_is_asked_for_as_well(client: Client, council: Server, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    person = new_user(password=PASSWORD)
    give_password(client, person.email)
    set_up_app(client, clock.now().timestamp())
    client.post("/sign-out/")
    page = come_in(client, council, person.email)
    assert page.redirect_chain[-1][0] == "/sign-in/second-step/"
    assert not signed_in(client)


def test_where_theirs_is_relied_upon_ours_is_not_asked_for_and_a_password_still_needs_it(
    client: Client, council: Server, settings: Settings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    settings.PROVIDER = Provider("the council", council.address, "us", "secret", second_factor_is_theirs=True)
    person = new_user(password=PASSWORD)
    come_in(client, council, person.email)
    assert signed_in(client)
    client.post("/sign-out/")
    give_password(client, person.email)
    assert client.get("/account/")["Location"] == "/account/second-step/"


def test_an_address_that_their_server_calls_unproved_is_nobodys(client: Client, council: Server) -> None:
    council.more = {"email_verified": False}
    come_in(client, council, new_user().email)
    assert not signed_in(client)


def test_a_server_that_does_not_answer_leads_back_with_a_word(client: Client, council: Server) -> None:
    council.down = True
    answer = client.post("/sign-in/with/council/", follow=True)
    assert "does not answer" in answer.content.decode()
    assert answer.redirect_chain == [("/sign-in/", 302)]


def test_an_answer_that_nobody_asked_for_opens_nothing(client: Client, council: Server) -> None:
    council.email = new_user().email
    client.get("/sign-in/with/council/back/", {"code": "c", "state": "made up"})
    assert not signed_in(client)


def test_a_server_is_named_whole_or_not_at_all_and_is_never_open_to_all() -> None:
    assert provider({}) is None
    named = provider(TENANT)
    assert named is not None
    assert named.origin == "https://login.microsoftonline.com"
    with pytest.raises(WronglyChosen, match="FRANKPLEDGE_OIDC_SECRET"):
        provider({**TENANT, "FRANKPLEDGE_OIDC_SECRET": ""})
    for tenant in ("common", "organizations", "Consumers"):
        with pytest.raises(WronglyChosen, match="every organisation"):
            provider({**TENANT, "FRANKPLEDGE_OIDC_SERVER": f"https://login.microsoftonline.com/{tenant}/v2.0"})


@pytest.mark.parametrize(
    ("word", "demonstration", "required"),
    [("", False, True), ("", True, False), ("off", False, False), ("on", True, True), ("OFF", False, False)],
)
def test_a_second_factor_is_required_unless_it_is_a_demonstration_or_put_off(
    word: str, demonstration: bool, required: bool
) -> None:
    assert second_factor_required({"FRANKPLEDGE_SECOND_FACTOR": word}, demonstration=demonstration) is required


def test_a_word_that_is_neither_is_refused_rather_than_taken_for_off() -> None:
    with pytest.raises(WronglyChosen, match="neither"):
        second_factor_required({"FRANKPLEDGE_SECOND_FACTOR": "no"}, demonstration=False)


def test_mail_goes_out_where_a_server_is_named_and_is_kept_otherwise() -> None:
    kept = mail({})
    assert (kept.goes_out, kept.sender) == (False, "frankpledge@localhost")
    sent = mail({"FRANKPLEDGE_MAIL": "smtp://us:p%40ss@mail.example", "FRANKPLEDGE_MAIL_FROM": "us@example.org"})
    assert (sent.host, sent.port, sent.user, sent.password) == ("mail.example", 587, "us", "p@ss")
    assert (sent.starttls, sent.tls, sent.goes_out) == (True, False, True)
    assert mail({"FRANKPLEDGE_MAIL": "smtps://mail.example"}).tls
    with pytest.raises(WronglyChosen, match="no address"):
        mail({"FRANKPLEDGE_MAIL": "mail.example"})
