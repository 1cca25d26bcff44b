"""The chapter on what is missing: each gap with who can fill it, put to the board as a request."""

from __future__ import annotations

from frankpledge.domain.assessments.rules import Ask, Share
from frankpledge.ground.documents.blocks import Block, Paragraph, Recommendation, Section, Text
from frankpledge.ground.documents.words import line

CANNOT_SHOW = (
    "Police files at street level cannot show domestic abuse, hate crime, fraud and online crime, the part that alcohol"
    " plays, or reoffending, and hold only what was reported and recorded."
)


def chapter(asks: tuple[Ask, ...], share: Share, *, due: str, title: str, about: str) -> Section:
    """Return the chapter: the share of evidence not from the police, what it cannot show, and whom to ask."""
    blocks: list[Block] = [
        Paragraph(
            line=line(
                f"**{share.not_police} of {share.evidence} data sets** of evidence here come from anyone"
                f" but the police ({100 * share.not_police / share.evidence:.0f}%). {share.context} more are context."
            ),
            note="Residents, areas and outlines are context: they say nothing of harm by themselves",
        ),
        Paragraph(line=line(CANNOT_SHOW), note="For many partnerships these are the first priorities"),
    ]
    blocks += [
        Recommendation(
            code=f"R{number}",
            verb=ask.verb,
            line=(Text(ask.ask),),
            evidence=f"Needed for {', '.join(ask.codes)}",
            owner=ask.owner,
            by=due,
            cost="staff time",
            otherwise=ask.otherwise,
        )
        for number, ask in enumerate(asks, start=1)
    ]
    return Section(ref="missing", title=title, about=about, blocks=tuple(blocks))
