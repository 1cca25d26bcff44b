"""What the register proves: that a strategy group is in being, as the law of the day wants it seated."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from frankpledge.domain.bodies.queries.register import register_in
from frankpledge.domain.bodies.queries.seating import bodies_on
from frankpledge.domain.bodies.queries.statutory import checked
from frankpledge.domain.bodies.rules import BodyKind
from frankpledge.ground.registry import Seen, SeenRequest


def seated(kind: BodyKind, asked: SeenRequest) -> Iterator[Seen]:
    """Yield each group of a kind on which all sit whom the law itself asks for, on the day that is asked about."""
    register = register_in(workspace=asked.workspace)
    if kind not in {body.kind for body in register.bodies.values()}:
        return
    for body in bodies_on(register, on=asked.on):
        found = checked(body.id, register, asked.workspace, asked.on) if body.kind is kind else None
        wanted = [one.words for one in found.findings if one.law] if found else []
        if found and wanted and found.met:
            href = reverse("roster:body", args=(asked.workspace.slug, body.id))
            yield Seen(key="", on=asked.on, words=f"{body.name}: {'; '.join(wanted)}", href=href)
