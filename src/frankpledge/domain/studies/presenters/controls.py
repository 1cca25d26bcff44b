"""The parameters of a study as a page shows them: links that keep the rest of the address, or boxes to tick."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from frankpledge.domain.studies.presenters.study import Choices, Control, Option
from frankpledge.ground.ui.parts import Choice


@dataclass(frozen=True)
class Shown:
    """A parameter on a page: links (the chosen one has no address), or boxes with the button that sends them."""

    name: str
    label: str
    links: tuple[Choice, ...]
    boxes: tuple[Option, ...]
    button: str
    near: tuple[str, ...]
    fields: tuple[tuple[str, str, str], ...]
    sent: frozenset[str]


def controls_shown(controls: Iterable[Control], choices: Choices, here: str) -> tuple[Shown, ...]:
    """Return parameters as a page shows them. `here` is the address of the study with its question."""
    return tuple(_shown(one, choices, here) for one in controls)


def _shown(one: Control, choices: Choices, here: str) -> Shown:
    if one.button:
        sent = frozenset({one.name, *(name for name, _, _ in one.fields)})
        return Shown(one.name, one.label, (), one.options, one.button, one.near, one.fields, sent)
    kept = choices.query(without=one.name)
    links = tuple(
        Choice(option.words, "" if option.chosen else f"{here}{kept}&{urlencode({one.name: option.value})}")
        for option in one.options
    )
    return Shown(one.name, one.label, links, (), "", (), (), frozenset())
