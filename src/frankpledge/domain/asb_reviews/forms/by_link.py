"""What a relevant body is asked by its link: its answer, and the days that its log has for some lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from frankpledge.domain.asb_reviews.actions import handling, reading
from frankpledge.domain.asb_reviews.queries.opened import Open
from frankpledge.domain.asb_reviews.queries.requests import request_for
from frankpledge.domain.asb_reviews.rules import LONGEST_WORDS
from frankpledge.ground.links.models import Link
from frankpledge.ground.links.queries import Asked, Purpose
from frankpledge.ground.ui.forms import day, long_text


class AnswerForm(forms.Form):
    """What the body knows and did, and its days."""

    answer = long_text(
        "What you know of it, and what you did", 8, max_length=LONGEST_WORDS,
        help_text="That nothing is on record is an answer too.",
    )  # fmt: skip

    def __init__(self, *args: Any, lines: Sequence[Open], **more: Any) -> None:
        super().__init__(*args, **more)
        for line in lines:
            self.fields[f"happened_{line.position}"] = day(
                f"Report {line.position}: it happened on", required=False, help_text=line.what
            )
            self.fields[f"told_{line.position}"] = day(f"Report {line.position}: you were told on", required=False)


def asked(link: Link) -> Asked:
    """Return what the page of a link asks: what was written for this body, and the lines that were chosen for it."""
    request, lines = reading.open_request(link=link, request=request_for(link))

    def form(*args: Any, **more: Any) -> AnswerForm:
        return AnswerForm(*args, lines=lines, **more)

    return Asked(
        title="What do you know of this?",
        lede=request.asks,
        only_for=f"the answer of {link.to_whom} to this request",
        form=form,
    )


def take(link: Link, answers: Mapping[str, Any]) -> str:
    """Keep the answer, and return the words of the receipt."""
    days: dict[int, tuple[date | None, date | None]] = {}
    for name in answers:
        kind, _, position = name.partition("_")
        if kind == "happened":
            days[int(position)] = (answers[name], answers[f"told_{position}"])
    handling.answer_request(link=link, request=request_for(link), answer=answers["answer"], days=days)
    return "Your answer has come. It is under seal, and read by whoever looks after this alone."


# What was typed is not kept before it is sent: it would lie outside the seal.
ANSWER = Purpose("what a body knows of a case", asked, take, keeps=False)
