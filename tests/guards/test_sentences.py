"""The ledger speaks in sentences: no short name and no day as programs write them, whatever was recorded."""

from __future__ import annotations

import re
import string

import pytest

from frankpledge.ground.audit.models import Event
from frankpledge.ground.audit.queries import all_sentences, as_happenings, fact_words, in_full
from tests.guards.town import Town

RAW = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b|\b[a-z]+[.:][a-z]+(?:_[a-z]+)*\b|\b\d{4}-\d{2}-\d{2}\b")
# Words that others wrote, and addresses and files that are called so.
SAID = {"council.invalid", "example.org"}


def raw(words: str) -> list[str]:
    return [found for found in RAW.findall(words) if found not in SAID]


def test_no_sentence_has_a_short_name_in_its_own_words() -> None:
    own = {
        verb: "".join(text for text, *_ in string.Formatter().parse(words)) for verb, words in all_sentences().items()
    }
    assert {verb: raw(words) for verb, words in own.items() if raw(words)} == {}


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        ("highlight_report", "highlight report"),
        ("2026-04-01", "1 April 2026"),
        ("2026-02-31", "2026-02-31"),
        ("Board", "Board"),
        ("the refuge_grant is over", "the refuge_grant is over"),
        (7, 7),
    ],
)
def test_a_fact_is_told_as_a_reader_would_write_it(fact: object, told: object) -> None:
    assert in_full(fact, {}) == told


def test_an_app_says_what_its_short_names_say() -> None:
    assert fact_words()["decision_report_exempt"] == "exempt appendix of a decision report"
    assert in_full("risks.risks", fact_words()) == "risks"
    assert in_full("risks:list", fact_words()) == "Risks"


@pytest.mark.django_db
def test_nothing_that_happened_in_a_town_is_told_in_short_names(town: Town) -> None:
    events = list(Event.objects.filter(workspace=town.workspace.pk))
    told = {one.words for one in as_happenings(events)}
    assert len({event.verb for event in events}) > 100
    assert sorted(words for words in told if raw(words)) == []
