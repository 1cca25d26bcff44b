"""The chapter on what is missing: each gap with who can fill it, put to the board as a request."""

from __future__ import annotations

from frankpledge.domain.assessments.rules import Ask, Share
from frankpledge.ground.documents.blocks import Block, Paragraph, Recommendation, Section, Strong, Text

CANNOT_SHOW = (
    "Police files at street level cannot show domestic abuse, hate crime, fraud and online crime, the part that alcohol "
    "plays, or reoffending, and hold only what was reported and recorded."
)


def chapter(asks: tuple[Ask, ...], share: Share, *, due: str, title: str, about: str) -> Section:
    """Return the chapter: the share of evidence not from the police, what it cannot show, and whom to ask."""
    blocks: list[Block] = [
        Paragraph(
            line=(
                Strong(f"{share.not_police} of {share.total} data sets"),
                Text(" behind this assessment do not come from the police"),
                Text(f", and {share.evidence_not_police} of them are evidence of harm rather than of people and places."),
            ),
            note="Populations, areas and deprivation are context; they say nothing of crime by themselves",
        ),
        Paragraph(line=(Text(CANNOT_SHOW),), note="For many partnerships these are the first priorities"),
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
