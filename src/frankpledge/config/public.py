"""What an installation chooses about its public site, read from its environment.

`FRANKPLEDGE_PUBLIC_HOSTS` names the hosts of the public: `safer.example.gov.uk=hereford` gives a host to one
partnership, a host alone shows every partnership that has opened its site, each beneath its own name. Left out, the
public site answers on a port of its own (`frankpledge serve`). `FRANKPLEDGE_PUBLIC_ADDRESS` is where its links lead in
messages and feeds, and `FRANKPLEDGE_PUBLIC_LEAVE` the page to which “Leave this page” goes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from frankpledge.config.signing_in import WronglyChosen

# A page that everybody has a reason to look at, and that looks the same whoever opens it.
WEATHER = "https://www.bbc.co.uk/weather"
# How the server of `frankpledge serve` marks what came to the public's port. No visitor can write it: it is no header.
MARK = "frankpledge.public"


@dataclass(frozen=True)
class PublicChoice:
    """The hosts of the public, each with the partnership that it is given to or "" for all; and two addresses."""

    hosts: Mapping[str, str]
    address: str
    leave: str


def public_choice(chosen: Mapping[str, str]) -> PublicChoice:
    """Return what was chosen about the public site."""
    hosts = {}
    for part in filter(None, (one.strip() for one in chosen.get("FRANKPLEDGE_PUBLIC_HOSTS", "").split(","))):
        host, _, slug = part.partition("=")
        hosts[host.strip().lower()] = slug.strip()
    said = chosen.get("FRANKPLEDGE_PUBLIC_ADDRESS", "").strip().rstrip("/")
    first = next(iter(hosts), "")
    return PublicChoice(
        hosts,
        _checked(said, "FRANKPLEDGE_PUBLIC_ADDRESS") if said else f"https://{first}" if first else "",
        _checked(chosen.get("FRANKPLEDGE_PUBLIC_LEAVE", "").strip() or WEATHER, "FRANKPLEDGE_PUBLIC_LEAVE"),
    )


def _checked(address: str, name: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise WronglyChosen(f"{name} is no address.", cure=f"Write it whole: {WEATHER}.")
    return address
