"""Lists of risks: what takes one into the register, line by line by its own acts, and what takes it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from frankpledge.domain.action_log.queries.incoming import named
from frankpledge.domain.action_log.rules import in_words
from frankpledge.domain.bodies.models import Body, Organisation, Person
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.risks import actions
from frankpledge.domain.risks.actions import Described, First
from frankpledge.domain.risks.models import Review, Risk, Score, Turn
from frankpledge.domain.risks.permissions import GRANTS, Capability
from frankpledge.domain.risks.queries import line_of, risks_of
from frankpledge.domain.risks.rules import Level, ScoreKind, State
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.lists.actions import attempt_each, note_step, put_rows_back, stands
from frankpledge.ground.lists.rules import (
    CLEARS,
    Change,
    Column,
    Line,
    ListKind,
    NotTaken,
    Outcome,
    Taken,
    of_kinds,
    plain,
)
from frankpledge.statute.risks import categories, schemes

Parts = list[tuple[str, str, str]]
NAMES: Mapping[str, Any] = {"group": Body, "organisation": Organisation, "owner": Person, "deputy": Person}
SCORES = tuple(
    Column(f"{kind.value}_{side}", f"{kind.value}_{side}", (f"{kind.value} {side}",))
    for kind in ScoreKind
    for side in ("likelihood", "impact")
)
SHOWN = (
    "score", "band", "appetite", "against_appetite", "moved", "controls", "reviewed_on",
)  # fmt: skip
COLUMNS = (
    Column("number", "number", ("risk number", "no", "no.", "ref")),
    Column("risk", "risk", ("what may happen", "risk description", "description", "title")),
    Column("cause", "cause", ("why",)),
    Column("effect", "effect", ("consequence", "what would follow")),
    Column("kind", "kind", ("category",), words=lambda *_: [(one.id, one.label) for one in categories()]),
    Column("group", "group", ("body", "sub-group", "board"), words=named(Body)),
    Column("organisation", "organisation", ("agency", "lead organisation"), words=named(Organisation)),
    Column("owner", "owner", ("risk owner", "person"), words=named(Person)),
    Column("deputy", "deputy", words=named(Person)),
    Column("raised_on", "raised_on", ("raised", "date raised"), is_day=True),
    Column("scale", "scale", words=lambda *_: [(one.id, one.about.label) for one in schemes()]),
    *SCORES,
    Column("review_on", "review_on", ("review date", "next review"), is_day=True),
    Column("reason", "reason", ("why so", "comments")),
    *(Column(name, name, only_shown=True) for name in SHOWN),
    Column("state", "state", ("status",), words=of_kinds(State)),
    Column("closed_on", "closed_on", ("date closed",), is_day=True),
    Column("closed_because", "closed_because", ("why closed",)),
)
KINDS = {
    "risk": (
        Risk,
        ("title", "cause", "effect", "category", "body_id", "organisation_id", "person_id", "deputy_id", "state"),
        ("scores", "reviews", "turns", "controls", "ties"),
    ),
    "score": (Score, ("likelihood", "impact"), ()),
    "review": (Review, ("due_next",), ()),
    "turn": (Turn, ("state", "on", "reason"), ()),
}


def check_may_keep(workspace: Workspace, user: User) -> None:
    """Refuse whoever does not keep the register."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=user)


def take(given: Taken) -> Outcome:
    """Take a list in: risks that are new, and words, owners, scores and reviews that the list says otherwise."""
    taking = Taking(given)
    attempt_each(taking.outcome, given.lines, taking.line)
    return taking.outcome


@dataclass
class Taking:
    """A list on its way into the register."""

    given: Taken
    outcome: Outcome = field(default_factory=Outcome)

    def __post_init__(self) -> None:
        place, by = self.given.workspace, self.given.by
        self.rows = {
            name: {str(row.pk): row for row in standing_rows(kind, workspace=place, viewer=by)}
            for name, kind in NAMES.items()
        }

    def line(self, line: Line) -> None:
        """Take one line in."""
        found = self.found(line)
        if found is None:
            self.add(line)
        else:
            self.change(found, line)

    def found(self, line: Line) -> Risk | None:
        """Return the risk that a line is of: by its number, else word for word among the open ones."""
        every = risks_of(workspace=self.given.workspace, viewer=self.given.by)
        if number := line["number"]:
            found = every.filter(number=int(number)).first() if number.isdigit() else None
            if found is None:
                raise NotTaken(f"there is no risk {number}.", column="number", cure="Leave it empty for a new one.")
            return found
        return next((one for one in every if one.state == "open" and plain(one.title) == plain(line["risk"])), None)

    def described(self, line: Line, was: Risk | None) -> Described:
        """Return a risk as the line describes it; what it does not say stays."""
        chosen = {name: self.rows[name].get(line[name]) for name in NAMES}
        body, organisation = chosen["group"] or getattr(was, "body", None), chosen["organisation"]
        organisation = organisation or getattr(was, "organisation", None)
        if body is None or organisation is None:
            raise NotTaken("it is new, and its group or organisation is not said.", column="group", cure="Fill it in.")
        return Described(
            title=line["risk"] or getattr(was, "title", ""),
            body=body,
            organisation=organisation,
            category=line["kind"] or getattr(was, "category", ""),
            cause=line["cause"] or getattr(was, "cause", ""),
            effect=line["effect"] or getattr(was, "effect", ""),
            person=None if line["owner"] == CLEARS else chosen["owner"] or getattr(was, "person", None),
            deputy=None if line["deputy"] == CLEARS else chosen["deputy"] or getattr(was, "deputy", None),
        )

    def levels(self, line: Line, scheme: str) -> dict[ScoreKind, Level]:
        """Return the scores that a line gives: both sides, or none."""
        found = {}
        for kind in ScoreKind:
            sides = [line[f"{kind.value}_{side}"].removesuffix(".0") for side in ("likelihood", "impact")]
            if not any(sides):
                continue
            if not all(side.isdigit() for side in sides):
                raise NotTaken(
                    f"its {kind.value} score lacks a side, or is no number.", column=f"{kind.value}_likelihood",
                    cure="Write both likelihood and impact as steps of the scale.",
                )  # fmt: skip
            found[kind] = Level(line["scale"] or scheme, int(sides[0]), int(sides[1]))
        return found

    def add(self, line: Line) -> None:
        """Raise a risk that the register does not hold."""
        raised = line.day("raised_on") or clock.today()
        levels = self.levels(line, schemes()[0].id)
        reason = line["reason"] or f"as in the list {self.given.name}"
        made = actions.raise_risk(
            workspace=self.given.workspace, given=self.described(line, None), by=self.given.by,
            first=First(raised, levels, reason, line.day("review_on")),
        )  # fmt: skip
        note_step(self.outcome, made, KINDS, None)
        parts: Parts = [("group", "", str(made.body)), ("organisation", "", str(made.organisation))]
        parts += [(f"{kind.value} score", "", level.words) for kind, level in levels.items()]
        parts += self.turn(made, line, State.CLOSED)
        self.outcome.changes.append(Change(line.sheet, line.number, "new", f"{made}: {made.title}", tuple(parts)))

    def change(self, risk: Risk, line: Line) -> None:
        """Change what a line says otherwise of a risk: words and owner, scores with their reason, the next review."""
        was, now = stands(risk, KINDS), line_of(risk, on=clock.today())
        self.outcome.steps += [] if self.known(risk) else [{"kind": "risk", "id": str(risk.pk), "was": was, "now": was}]
        parts = self.turn(risk, line, State.OPEN)
        parts += self.amend(risk, line) + self.score(risk, line, now) + self.review(risk, line, now)
        parts += self.turn(risk, line, State.CLOSED)
        if parts:
            note_step(self.outcome, risk, KINDS, was)
            which = f"{risk}: {risk.title}"
            self.outcome.changes.append(Change(line.sheet, line.number, "changed", which, tuple(parts)))
        else:
            self.outcome.unchanged += 1

    def turn(self, risk: Risk, line: Line, wanted: State) -> Parts:
        """Close a risk, or open it again, where the line says so, and why."""
        if line["state"] != wanted or risk.state == wanted:
            return []
        closes = wanted is State.CLOSED
        why = (line["closed_because"] if closes else "") or line["reason"]
        if not why:
            column, what = ("closed_because", "it closes") if closes else ("reason", "it opens again")
            raise NotTaken(f"{what}, and it is not said why.", column=column, cure="Write the reason.")
        on = (line.day("closed_on") if closes else None) or clock.today()
        act = actions.close_risk if closes else actions.reopen_risk
        act(risk=risk, reason=why, on=on, by=self.given.by)
        made = risk.turns.order_by("-at").first()
        note_step(self.outcome, made, KINDS, None)
        return [("state", "open" if closes else "closed", wanted.value)]

    def known(self, risk: Risk) -> bool:
        """Return whether this list has a step of a risk already."""
        return any(one["id"] == str(risk.pk) for one in self.outcome.steps)

    def amend(self, risk: Risk, line: Line) -> Parts:
        """Put words, group and owner right where they differ."""
        given = self.described(line, risk)
        pairs = {name: (getattr(risk, name), getattr(given, name)) for name in vars(given)}
        parts = [(name, str(old or ""), str(new or "")) for name, (old, new) in pairs.items() if old != new]
        if parts:
            actions.amend_risk(risk=risk, given=given, by=self.given.by)
        return parts

    def score(self, risk: Risk, line: Line, now: Any) -> Parts:
        """Score again where a score differs; the reason is asked for."""
        parts: Parts = []
        for kind, level in self.levels(line, now.tolerance.scheme).items():
            before = now.levels.get(kind)
            if before == level:
                continue
            if not line["reason"]:
                raise NotTaken("a score changes, and it is not said why.", column="reason", cure="Write the reason.")
            made = actions.score_risk(
                risk=risk, kind=kind, level=level, reason=line["reason"], on=clock.today(), by=self.given.by
            )
            note_step(self.outcome, made, KINDS, None)
            parts.append((f"{kind.value} score", before.words if before else "", level.words))
        return parts

    def review(self, risk: Risk, line: Line, now: Any) -> Parts:
        """Set another day for the next review, as a look at the risk with the line's reason."""
        due = line.day("review_on")
        if due is None or due == now.review_due:
            return []
        if not line["reason"]:
            raise NotTaken("its review moves, and it is not said why.", column="reason", cure="Write what was found.")
        made = actions.review_risk(risk=risk, words=line["reason"], on=clock.today(), due_next=due, by=self.given.by)
        note_step(self.outcome, made, KINDS, None)
        return [("next review", in_words(now.review_due) if now.review_due else "", in_words(due))]


def take_back(workspace: Workspace, steps: Sequence[Any], _name: str, by: User) -> None:
    """Take a list back: what it made leaves, the rest is as it was. Refused where more was done since."""
    check_may_keep(workspace, by)
    ordered = sorted(steps, key=lambda one: list(KINDS).index(one["kind"]))
    put_rows_back(steps=ordered, kinds=KINDS, workspace=workspace, by=by)


RISKS = ListKind("risks.risks", COLUMNS, check_may_keep, take, take_back, either=("number", "risk"))
