"""What the authors of the invented county write: words from data, figures fetched, claims attached to sentences."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import ceil
from typing import Any

from frankpledge.analysis.periods import Month, year_ending
from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.chapters.actions.passages import begin_passage, may_write, note_written
from frankpledge.domain.chapters.models import Chapter
from frankpledge.domain.chapters.queries import chapters_of
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.narrative.actions import write_passage
from frankpledge.domain.narrative.queries.catalogue import figure_of, judged
from frankpledge.domain.narrative.rules import Predicate, Reference
from frankpledge.ground.accounts.models import User

STEP = 10  # a ceiling is the next ten above what was known when the sentence was written


@cache
def passages() -> tuple[Mapping[str, Any], ...]:
    """Return what is written, read once from the data beside this module."""
    told = tomllib.loads(files("frankpledge.demo").joinpath("passages.toml").read_text(encoding="utf-8"))
    return tuple(told["passage"])


def write(assessment: Assessment, known: Known, *, by: User) -> int:
    """Write under the prompts of a draft, and return under how many; what is written there already stays.

    Nobody quotes a figure that is missing, or claims what does not hold: such words stay unwritten.
    """
    held = {chapter.ref: chapter for chapter in chapters_of(assessment.paper)}
    return sum(_written(held[told["chapter"]], told, assessment, known, by) for told in passages())


def _written(chapter: Chapter, told: Mapping[str, Any], assessment: Assessment, known: Known, by: User) -> bool:
    part = next(part for part in chapter.parts.all() if part.ref == told["prompt"])
    if part.passage is not None:
        return False
    area = _area(assessment)
    period = str(year_ending(Month.parse(assessment.last_month)))
    common = {"area": area, "period": period}
    references = {
        name: Reference(asked["query"], {**common, **{key: value for key, value in asked.items() if key != "query"}})
        for name, asked in told.get("figures", {}).items()
    }
    if any(figure_of(known, asked).state != "value" for asked in references.values()):
        return False
    claims = [(claim["sentence"], _predicate(claim, references, common, known)) for claim in told.get("claims", ())]
    passage = begin_passage(part=part, known=known, by=by)
    write_passage(
        passage=passage,
        workspace=assessment.workspace,
        text=told["text"],
        references=references,
        claims=[(sentence, claimed) for sentence, claimed in claims if judged(known, claimed).holds],
        known=known,
        by=by,
        may=may_write(chapter),
        revision=passage.revision,
    )
    note_written(part=part, by=by)
    return True


def _area(assessment: Assessment) -> str:
    partnership = assessment.workspace.partnership
    return f"{partnership.area_kind}:{partnership.area_code}"


def _predicate(
    claim: Mapping[str, Any], references: Mapping[str, Reference], common: Mapping[str, str], known: Known
) -> Predicate:
    if claim.get("ceiling"):
        quoted = references[claim["figure"]]
        now = figure_of(known, quoted).value or 0
        return Predicate(claim["kind"], {"figure": quoted.key, "number": str(ceil(now / STEP) * STEP)})
    return Predicate(claim["kind"], {**common, **{key: claim[key] for key in ("what", "type") if key in claim}})
