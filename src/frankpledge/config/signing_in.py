"""What an installation chooses about signing in and mail, read from its environment.

`FRANKPLEDGE_SECOND_FACTOR=off` lets people in by password alone; `FRANKPLEDGE_OIDC_SERVER`, `_CLIENT`, `_SECRET` and
`_NAME` name the council's own sign-in; `FRANKPLEDGE_MAIL` (smtp://user:password@host:587) and `FRANKPLEDGE_MAIL_FROM`
say how messages go out, and `FRANKPLEDGE_ADDRESS` (https://frankpledge.example.gov.uk) where their links lead. Left
out, second factors are required, there is no other sign-in, and messages lie in a folder.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from frankpledge.refusal import Refusal

SMTP = "django.core.mail.backends.smtp.EmailBackend"
FOLDER = "django.core.mail.backends.filebased.EmailBackend"
NOBODY = "frankpledge@localhost"
# Of these anyone in the world may open an account, under any address: an address would prove nothing.
OPEN_TO_ALL = {"common", "organizations", "consumers"}


class WronglyChosen(Refusal):
    """The environment asks for something that would not be safe, or is not complete."""


@dataclass(frozen=True)
class Provider:
    """The council's own sign-in. `second_factor_is_theirs` says that it asks for a second factor itself."""

    name: str
    server: str
    client: str
    secret: str
    second_factor_is_theirs: bool = False

    @property
    def origin(self) -> str:
        """Return the host that the sign-in form may lead on to."""
        parts = urlsplit(self.server)
        return f"{parts.scheme}://{parts.netloc}"

    def app(self) -> dict[str, object]:
        """Return what allauth asks of a provider. Its addresses are believed: they are the council's own."""
        settings = {"server_url": self.server, "oauth_pkce_enabled": True, "verified_email": True}
        return {
            "provider_id": "council",
            "name": self.name,
            "client_id": self.client,
            "secret": self.secret,
            "settings": settings,
        }


@dataclass(frozen=True)
class Mail:
    """How messages go out. Without a server they are kept in the data folder, and pages say so."""

    backend: str = FOLDER
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False
    sender: str = NOBODY

    @property
    def goes_out(self) -> bool:
        """Return whether messages leave this machine."""
        return self.backend == SMTP


def second_factor_required(chosen: Mapping[str, str], *, demonstration: bool) -> bool:
    """Return whether every account needs a second factor: always, but in a demonstration and where it was put off."""
    word = chosen.get("FRANKPLEDGE_SECOND_FACTOR", "").strip().lower()
    if word not in {"", "on", "off"}:
        raise WronglyChosen(f"FRANKPLEDGE_SECOND_FACTOR={word} is neither on nor off.", cure="Leave it out for on.")
    return word == "on" or (word != "off" and not demonstration)


def provider(chosen: Mapping[str, str]) -> Provider | None:
    """Return the council's own sign-in, or None where none is named."""
    server = chosen.get("FRANKPLEDGE_OIDC_SERVER", "").strip().rstrip("/")
    if not server:
        return None
    missing = [name for name in ("CLIENT", "SECRET") if not chosen.get(f"FRANKPLEDGE_OIDC_{name}")]
    if missing:
        raise WronglyChosen(
            f"a sign-in server is named without FRANKPLEDGE_OIDC_{missing[0]}.", cure="Set it too, or neither."
        )
    if OPEN_TO_ALL & set(urlsplit(server).path.lower().split("/")):
        raise WronglyChosen(
            "this sign-in server is open to every organisation, so an address from it proves nothing.",
            where=server,
            cure="Name your own tenant: https://login.microsoftonline.com/YOUR-TENANT-ID/v2.0",
        )
    return Provider(
        name=chosen.get("FRANKPLEDGE_OIDC_NAME", "").strip() or "your organisation",
        server=server,
        client=chosen["FRANKPLEDGE_OIDC_CLIENT"],
        secret=chosen["FRANKPLEDGE_OIDC_SECRET"],
        second_factor_is_theirs=chosen.get("FRANKPLEDGE_OIDC_SECOND_FACTOR", "").strip().lower() == "theirs",
    )


def address(chosen: Mapping[str, str], *, hosts: Sequence[str], https: bool) -> str:
    """Return where the links of messages lead: as it was chosen, else the first host that is answered to."""
    said = chosen.get("FRANKPLEDGE_ADDRESS", "").strip().rstrip("/")
    if not said:
        return f"https://{hosts[0]}" if https else f"http://{hosts[0]}:8000"
    parts = urlsplit(said)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise WronglyChosen(
            "FRANKPLEDGE_ADDRESS is no address of a host.", cure="Write https://frankpledge.example.gov.uk."
        )
    return said


def mail(chosen: Mapping[str, str]) -> Mail:
    """Return how messages go out. smtps:// speaks TLS from the first byte, smtp:// turns to it, plain:// never does."""
    sender = chosen.get("FRANKPLEDGE_MAIL_FROM", "").strip() or NOBODY
    address = chosen.get("FRANKPLEDGE_MAIL", "").strip()
    if not address:
        return Mail(sender=sender)
    parts = urlsplit(address)
    if parts.scheme not in {"smtp", "smtps", "plain"} or not parts.hostname:
        raise WronglyChosen(
            "FRANKPLEDGE_MAIL is no address of a mail server.", cure="Write smtp://user:password@host:587."
        )
    return Mail(
        backend=SMTP,
        host=parts.hostname,
        port=parts.port or {"smtp": 587, "smtps": 465, "plain": 25}[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=parts.scheme == "smtp",
        tls=parts.scheme == "smtps",
        sender=sender,
    )
