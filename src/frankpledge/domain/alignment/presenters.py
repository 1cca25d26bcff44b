"""The matrix, the plans of others and what stands out, in the words and parts of pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from frankpledge.domain.alignment.models import Judgement, TheirPlan
from frankpledge.domain.alignment.queries import Matrix, Pair, priorities_of
from frankpledge.domain.alignment.rules import Verdict
from frankpledge.ground.documents.listing import Cell, Listing
from frankpledge.ground.ui.parts import Column, Fact, Happened, Row, Table
from frankpledge.statute.alignment import plan_kind
from frankpledge.statute.deadlines import in_words

HEAD = (
    "our_plan", "our_priority", "plan", "sort", "owner", "number", "their_priority", "verdict", "reason", "outdated",
)  # fmt: skip
PRIORITY_HEAD = ("plan", "owner", "number", "priority", "detail", "dropped_on")


@dataclass(frozen=True)
class Square:
    """One place of the matrix: the words, how it is drawn, and where it is judged."""

    words: str
    kind: str
    href: str
    title: str


@dataclass(frozen=True)
class Block:
    """One plan of theirs as a table: a row for each of its priorities, a column for each of ours."""

    title: str
    note: str
    href: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Square, ...]], ...]


def blocks(found: Matrix, slug: str) -> tuple[Block, ...]:
    """Return the matrix, a plan of theirs after the other."""
    heads = tuple(one.name for one in found.ours)
    return tuple(
        Block(
            plan.title, plan_words(plan, found.on), reverse("alignment:one", args=(slug, plan.pk)), heads,
            tuple(
                (str(other), tuple(_square(found.pairs[mine.pk, other.pk], slug)
                                   if (mine.pk, other.pk) in found.pairs else Square("–", "", "", str(other))
                                   for mine in found.ours))
                for other in found.theirs[plan.pk]
            ),
        )
        for plan in found.plans
    )  # fmt: skip


def _square(pair: Pair, slug: str) -> Square:
    verdict, outdated = pair.stands.verdict, pair.stands.outdated
    kind = "late" if outdated or verdict is Verdict.CONFLICTS else "done" if verdict and verdict.joins else ""
    href = reverse("alignment:judge", args=(slug, pair.ours.pk, pair.theirs.pk))
    return Square(pair.stands.words, kind, href, f"{pair.ours.name} and {pair.theirs.name}")


def kind_label(kind: str) -> str:
    """Return a sort of plan as it is shown; its short name where it is no longer offered."""
    found = plan_kind(kind)
    return found.label if found else kind


def plan_words(plan: TheirPlan, on: date) -> str:
    """Return whose a plan is and when it runs."""
    days = [f"from {in_words(plan.starts)}"] if plan.starts else []
    if plan.ends:
        days.append(f"{'ended' if plan.ends < on else 'to'} {in_words(plan.ends)}")
    return f"{plan.owner}, {' '.join(days) or 'its days are not said'}"


def facts(found: Matrix) -> tuple[Fact, ...]:
    """Return how far the matrix is judged, and what stands out."""
    every = len(found.every)
    return (
        Fact("Judged", f"{every - len(found.unjudged):,} of {every:,}", "pairs of one of ours and one of theirs"),
        Fact("Conflicts", f"{len(found.conflicts):,}", "where one hinders the other"),
        Fact("Outdated", f"{len(found.outdated):,}", "judged before something changed"),
    )


def told_of(pair: Pair) -> tuple[str, str]:
    """Return a pair in a line, and why it stands so or is outdated."""
    outdated = f" Outdated: {'; '.join(pair.stands.outdated)}." if pair.stands.outdated else ""
    because = f"{pair.stands.reason}{outdated}"
    return f"{pair.ours.name} and {pair.theirs.name} ({pair.theirs.plan.title})", because


def stand_out(found: Matrix, slug: str) -> tuple[tuple[str, str, tuple[tuple[str, str, str], ...]], ...]:
    """Return what stands out of a matrix: heading, what to say where there is none, and lines with note and page."""

    def lines(pairs: Iterable[Pair]) -> tuple[tuple[str, str, str], ...]:
        return tuple((*told_of(one), _square(one, slug).href) for one in pairs)

    ours = tuple(
        (one.name, "Judged against every priority of theirs, and goes with none.", "") for one in found.our_orphans
    )
    theirs = tuple((f"{one.name} ({one.plan.title})", "Judged against all of ours, and none goes with it.", "")
                   for one in found.their_orphans)  # fmt: skip
    return (
        ("Conflicts", "No conflict was found among the pairs that were judged.", lines(found.conflicts)),
        ("Outdated", "Nothing changed since it was judged.", lines(found.outdated)),
        ("Ours that stand alone", "None of ours stands alone, of those that were judged throughout.", ours),
        ("Theirs that nobody here takes up", "None, of those that were judged throughout.", theirs),
    )


def plans_table(plans: Iterable[TheirPlan], slug: str, on: date) -> Table:
    """Return plans of other bodies as a table."""
    columns = (Column("Plan"), Column("Sort"), Column("Whose and when"), Column("Priorities", right=True))
    rows = tuple(
        Row((one.title, kind_label(one.kind), plan_words(one, on), f"{len(priorities_of(one)):,}"),
            href=reverse("alignment:one", args=(slug, one.pk)))
        for one in plans
    )  # fmt: skip
    return Table("Plans of other bodies", columns, rows, caption_hidden=True)


def details(plan: TheirPlan, on: date) -> tuple[tuple[str, str], ...]:
    """Return the facts of a plan of another body."""
    kind = plan_kind(plan.kind)
    return (
        ("Sort of plan", kind_label(plan.kind)),
        ("Asked for by", f"{kind.source} (confidence {kind.confidence})" if kind else "not known"),
        ("Whose and when", plan_words(plan, on)),
        ("Read in", plan.source),
    )


def happened(found: Iterable[Judgement]) -> tuple[Happened, ...]:
    """Return every judgement of a pair as a timeline."""
    return tuple(
        Happened(one.recorded_at, one.recorded_by.name, f"judged: {Verdict(one.verdict).label}. {one.reason}")
        for one in found
    )


def listing(found: Matrix) -> Listing:
    """Return the matrix as a list that leaves, a pair a row."""
    title = found.plan.title if found.plan else "no plan"
    rows: list[tuple[Cell, ...]] = [
        (
            title, one.ours.name, one.theirs.plan.title, kind_label(one.theirs.plan.kind), str(one.theirs.plan.owner),
            one.theirs.number, one.theirs.name, one.stands.verdict.label if one.stands.verdict else None,
            one.stands.reason or None, "; ".join(one.stands.outdated) or None,
        )
        for one in found.every
    ]  # fmt: skip
    return Listing("alignment", f"{title} against other plans on {in_words(found.on)}", HEAD, tuple(rows), found.on)


def priorities_listing(plans: Iterable[TheirPlan], on: date) -> Listing:
    """Return the priorities of other bodies as a list that leaves and comes back."""
    rows: list[tuple[Cell, ...]] = [
        (plan.title, str(plan.owner), one.number, one.name, one.detail or None, one.dropped_on)
        for plan in plans
        for one in priorities_of(plan)
    ]
    return Listing("priorities", f"Priorities of other bodies on {in_words(on)}", PRIORITY_HEAD, tuple(rows), on)
