"""What a set of peers or of weights must say before anything may be held against it."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping, Sequence
from math import isfinite

from frankpledge.refusal import Refusal
from frankpledge.statute.categories import crime_types

FEWEST_PEERS = 3
COLUMNS = ("offence", "weight")


class CannotBePeers(Refusal):
    """The set says too little, or holds what cannot be a peer."""


class BadWeights(Refusal):
    """A file of weights that cannot be used as it is."""


def check_named(name: str, *, taken: Collection[str]) -> str:
    """Return the name of a set, refused when it is blank or another set of the partnership bears it."""
    if not name.strip():
        raise CannotBePeers("The set has no name.", where="name")
    if name.strip() in taken:
        raise CannotBePeers(f"There is a set called “{name.strip()}” already.", where="name", cure="Name it otherwise.")
    return name.strip()


def check_members(codes: Sequence[str], *, own: str) -> tuple[str, ...]:
    """Return the codes of the peers, each once; an area is no peer of itself, and two are no set."""
    chosen = tuple(dict.fromkeys(code for code in codes if code != own))
    if len(chosen) < FEWEST_PEERS:
        raise CannotBePeers(
            f"{len(chosen)} peers are chosen; a set needs {FEWEST_PEERS}.", where="members", cure="Choose more areas."
        )
    return chosen


def check_reason(reason: str) -> str:
    """Return why peers were chosen by hand, refused when nothing is said."""
    if not reason.strip():
        raise CannotBePeers(
            "Peers that are chosen by hand need a reason.", where="reason", cure="Say why these areas are alike."
        )
    return reason.strip()


def read_weights(text: str, *, by: str) -> Mapping[str, float]:
    """Return the weights of a CSV text with the columns offence and weight; the first line that will not do is named.

    Offences are Home Office codes as the police tables write them (8N), or with `by` "type" the types of
    data.police.uk by their exact names.
    """
    rows = csv.DictReader(text.lstrip("\ufeff").splitlines())
    header = [name.strip().casefold() for name in rows.fieldnames or ()]
    if not set(COLUMNS) <= set(header):
        raise BadWeights(
            f"The columns are {', '.join(header) or 'none'}.",
            where="line 1",
            cure="Name two of them offence and weight.",
        )
    known = {each.name for each in crime_types()}
    found: dict[str, float] = {}
    for number, row in enumerate(rows, start=2):
        cells = {(name or "").strip().casefold(): (value or "").strip() for name, value in row.items() if name}
        offence, weight = cells["offence"], cells["weight"]
        where = f"line {number}"
        if not offence or offence in found:
            raise BadWeights("It names no offence." if not offence else f"{offence} stands twice.", where=where)
        if by == "type" and offence not in known:
            raise BadWeights(f"“{offence}” is no type of data.police.uk.", where=where, cure="Write it as published.")
        found[offence] = _weight(weight, where)
    if not found:
        raise BadWeights("The file has no rows.", cure="Give a line for each offence.")
    return found


def _weight(text: str, where: str) -> float:
    try:
        weight = float(text.replace(",", ""))
    except ValueError as error:
        raise BadWeights(f"“{text}” is not a number.", where=where) from error
    if not isfinite(weight) or weight < 0:
        raise BadWeights(f"A weight of {text} weighs nothing.", where=where, cure="A weight is 0 or more.")
    return weight


def check_price_year(kind: str, price_year: str) -> str:
    """Return the price year of a set, refused where money has none: prices of two years are never added."""
    if kind == "cost" and not price_year.strip():
        raise BadWeights("Costs need the year of their prices.", where="price year", cure="Write it as 2015/16.")
    return price_year.strip()


def check_said(words: str, *, where: str) -> str:
    """Return what is said of a set, refused when nothing is."""
    if not words.strip():
        raise BadWeights(f"The {where} is not given.", where=where)
    return words.strip()
