"""Reading the ledger: proving that it is whole, and telling what happened in sentences."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import models

from frankpledge.ground.audit import rules
from frankpledge.ground.audit.models import Event, Head
from frankpledge.ground.registry import Subject, told
from frankpledge.statute.deadlines import in_words

THE_INSTALLATION = "The installation"


@dataclass(frozen=True)
class WitnessedHead:
    """One line of the file of heads: in this workspace, the event of this number had this seal."""

    workspace: str
    number: int
    seal: str


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with a chain: where, and what in plain words."""

    workspace: str
    number: int
    words: str


@dataclass(frozen=True)
class Report:
    """What verifying found. The ledger is whole when there are no findings."""

    events: int
    chains: int
    findings: tuple[Finding, ...]

    @property
    def whole(self) -> bool:
        """Return whether nothing was found."""
        return not self.findings

    def as_json(self) -> dict[str, object]:
        """Return the report for `--json`."""
        found = [{"workspace": f.workspace, "number": f.number, "words": f.words} for f in self.findings]
        return {"whole": self.whole, "events": self.events, "chains": self.chains, "findings": found}


@dataclass(frozen=True)
class Happening:
    """An event as a sentence, for a timeline."""

    at: datetime
    who: str
    words: str
    number: int


def ledger_key() -> bytes:
    """Return the key that seals events. Refused where `frankpledge init` made none."""
    path = Path(settings.AUDIT_KEY_FILE)
    try:
        return path.read_bytes().strip()
    except FileNotFoundError:
        raise rules.NoLedgerKey(
            "the key of the ledger is missing.", where=str(path), cure="Run `frankpledge init`."
        ) from None


def verify(workspace: models.Model | None = None) -> Report:
    """Return whether the ledger is as it was written: of one workspace, or of all and of the installation.

    Found are an event edited, deleted, inserted, moved, and a tail cut off, the last because every head is also kept
    outside the database.
    """
    key = ledger_key()
    witnessed = _witnessed()
    chains = {workspace.pk} if workspace is not None else _all_chains(witnessed)
    findings: list[Finding] = []
    events = 0
    for chain in sorted(chains, key=str):
        seals, wrong = _walk(key, chain)
        events += len(seals)
        findings += [
            *wrong,
            *_against_head(chain, seals),
            *_against_witness(chain, seals, witnessed.get(str(chain), [])),
        ]
    if None in witnessed and workspace is None:
        findings.append(Finding("", 0, "a line of the file of heads cannot be read."))
    return Report(events=events, chains=len(chains), findings=tuple(findings))


def history(subject: models.Model, *, limit: int = 100) -> tuple[Happening, ...]:
    """Return what happened to one thing, newest first, each as a sentence."""
    events = Event.objects.filter(subject_kind=subject._meta.label_lower, subject=str(subject.pk)).order_by("-number")
    return tuple(as_happenings(events[:limit]))


def history_of(
    workspace: models.Model, subject: Subject, *, also: Iterable[tuple[str, tuple[str, ...]]] = (), limit: int
) -> tuple[Happening, ...]:
    """Return what happened to one thing, newest first, each as a sentence: one question, however many its parts.

    `also` are further subjects of the ledger that belong to it. Of what the installation did it is not said who.
    """
    told_by = models.Q(pk=None)
    for kind, identifiers in (*subject.events, *also):
        told_by |= models.Q(subject_kind=kind, subject__in=identifiers)
    for name, value in subject.facts:
        told_by |= models.Q(**{f"facts__{name}": value})
    own = Event.objects.filter(told_by, workspace__in=(workspace.pk, *subject.chains))
    events = list(own.order_by("-at", "-number")[:limit])
    found = [
        replace(one, who=THE_INSTALLATION) if event.workspace != workspace.pk else one
        for event, one in zip(events, as_happenings(events), strict=True)
    ]
    found += [Happening(at, who or THE_INSTALLATION, words, 0) for at, who, words in subject.besides]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True)[:limit])


def events_of(workspace: models.Model) -> models.QuerySet[Event]:
    """Return the events of a workspace, newest first, to be shown a page at a time through `as_happenings`."""
    return Event.objects.filter(workspace=workspace.pk).order_by("-number")


def recent(workspace: models.Model, *, limit: int = 20) -> tuple[Happening, ...]:
    """Return what happened last in a workspace, newest first."""
    return tuple(as_happenings(events_of(workspace)[:limit]))


def as_happenings(events: Iterable[Event]) -> Iterator[Happening]:
    """Yield events as sentences, in the order given."""
    sentences, short = all_sentences(), fact_words()
    for event in events:
        facts = {name: in_full(value, short) for name, value in event.facts.items()}
        words = sentences[event.verb].format_map(defaultdict(str, facts))
        yield Happening(at=event.at, who=event.actor_label, words=words, number=event.number)


def fact_words() -> dict[str, str]:
    """Return what short names say that stand in facts, as their apps tell it; a list is called as on its page."""
    lists = {page.route: page.label for _, pages in told("LIST_PAGES") for page in pages}
    return lists | {name: words for _, offered in told("FACT_WORDS") for name, words in offered.items()}


def in_full(value: object, short: Mapping[str, str]) -> object:
    """Return a fact as a sentence says it: a day and a short name in words, everything else as it is.

    Facts are sealed as they were recorded, so what they say is told here and never written over.
    """
    if not isinstance(value, str):
        return value
    if value in short:
        return short[value]
    if (on := rules.day_of(value)) is not None:
        return in_words(on)
    return value.replace("_", " ") if rules.SHORT_NAME.fullmatch(value) else value


def all_sentences() -> dict[str, str]:
    """Return every verb with its sentence, which leaves out who: "opened the workspace {name}"."""
    return {verb: words for _, sentences in told("AUDIT_SENTENCES") for verb, words in sentences.items()}


def witnessed_heads() -> Iterator[WitnessedHead | None]:
    """Yield each head that was appended, in order, and None for a line that cannot be read."""
    path = Path(settings.AUDIT_HEADS_FILE)
    if not path.exists():
        return
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            yield read_head(line)


def read_head(line: str) -> WitnessedHead | None:
    """Return the head that a line holds, or None."""
    try:
        said = json.loads(line)
        return WitnessedHead(workspace=str(UUID(said["workspace"])), number=int(said["number"]), seal=str(said["seal"]))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _walk(key: bytes, chain: UUID) -> tuple[list[str], list[Finding]]:
    """Return the seals of a chain in order, and what is wrong inside it."""
    seals: list[str] = []
    wrong: list[Finding] = []
    previous, expected = rules.BEFORE_THE_FIRST, 1
    for event in Event.objects.filter(workspace=chain).order_by("number", "id").iterator():
        if event.number != expected:
            wrong.append(Finding(str(chain), expected, f"event {expected} is missing."))
        if not rules.same(event.previous, previous):
            wrong.append(Finding(str(chain), event.number, "it does not follow the event before it."))
        if not rules.same(event.seal, rules.seal(key, event.said())):
            wrong.append(Finding(str(chain), event.number, "what it says is not what was sealed."))
        seals.append(event.seal)
        previous, expected = event.seal, event.number + 1
    return seals, wrong


def _against_head(chain: UUID, seals: list[str]) -> list[Finding]:
    """Return what is wrong between the end of a chain and the head that the database keeps."""
    head = Head.objects.filter(pk=chain).first()
    number, seal = (head.number, head.seal) if head else (0, rules.BEFORE_THE_FIRST)
    last = seals[-1] if seals else rules.BEFORE_THE_FIRST
    if number == len(seals) and rules.same(seal, last):
        return []
    return [Finding(str(chain), len(seals), f"the chain ends at {len(seals)}, its head says {number}.")]


def _against_witness(chain: UUID, seals: list[str], lines: list[WitnessedHead]) -> list[Finding]:
    """Return what the heads kept outside say that the chain does not."""
    wrong = [
        Finding(str(chain), line.number, "the head kept outside the database names another event, or one that is gone.")
        for line in lines
        if not (1 <= line.number <= len(seals) and rules.same(seals[line.number - 1], line.seal))
    ]
    if seals and not lines:
        wrong.append(Finding(str(chain), len(seals), "the file of heads does not know this chain."))
    return wrong


def _witnessed() -> dict[str | None, list[WitnessedHead]]:
    """Return the heads kept outside, by workspace; under None where lines could not be read."""
    lines: dict[str | None, list[WitnessedHead]] = defaultdict(list)
    for head in witnessed_heads():
        if head is None:
            lines[None] = []
        else:
            lines[head.workspace].append(head)
    return dict(lines)


def _all_chains(witnessed: dict[str | None, list[WitnessedHead]]) -> set[UUID]:
    """Return every chain that the events, the heads or the file outside know of."""
    outside = {UUID(text) for text in witnessed if text}
    return (
        outside
        | set(Head.objects.values_list("pk", flat=True))
        | set(Event.objects.values_list("workspace", flat=True).distinct())
    )
