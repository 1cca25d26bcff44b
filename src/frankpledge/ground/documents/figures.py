"""A figure of a document: one number, with all that a reader may ask of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One number, with all that a reader may ask of it.

    `state` is value, missing or suppressed: three different things. `display` is how it is printed ("1,968", "64",
    "+17%", "no data"). `inputs` are published aggregates or other figures' keys with their values, enough to compute
    it again: ({"what": ..., "value": ..., "release": ...}, …). `policy` is the disclosure class of its data:
    open | restricted | casework.
    """

    key: str
    display: str
    label: str
    value: float | int | None = None
    state: str = "value"
    unit: str = ""
    area: str = ""
    period: str = ""
    denominator: str = ""
    source: str = ""
    cut_off: str = ""
    method: str = ""
    caveat: str = ""
    policy: str = "open"
    generated: bool = False
    inputs: tuple[dict[str, object], ...] = ()
