"""What the registers say, what was revised since the report before, and how to read it all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from frankpledge.domain.reports.queries.material import Material
from frankpledge.domain.reports.queries.registers import ACTION, RISK, STEP, Told
from frankpledge.domain.reports.queries.telling.figures import Figures
from frankpledge.ground import clock
from frankpledge.ground.documents.blocks import (
    Block,
    Column,
    HowToRead,
    Plain,
    Row,
    Section,
    Strong,
    Subheading,
    Table,
    Text,
)
from frankpledge.statute.deadlines import in_words
from frankpledge.statute.reports import Part

SHARES = (0.08, 0.4, 0.17, 0.15, 0.2)


def delivery(material: Material, _figures: Figures) -> Iterator[Section]:
    """Yield the steps that no priority's section tells, and the actions of the groups."""
    blocks: list[Block] = []
    under = {group.name for group in material.groups} if Part.PRIORITIES in material.wanted.template.parts else set()
    rest = tuple(one for one in material.told_of(STEP) if one.group not in under)
    if rest and not material.wanted.template.one_theme:
        blocks.append(grouped_table(rest, "Steps of the plan", ("No.", "Step", "Lead", "By", "How it stands")))
    actions = material.told_of(ACTION)
    if actions and not material.wanted.template.one_theme:
        late = sum(one.late for one in actions)
        title = f"{len(actions)} actions fall in this period, {late or 'none'} of them late"
        blocks.append(grouped_table(actions, title, ("No.", "Action", "Who", "By", "How it stands")))
    if blocks:
        yield Section("delivery", "Delivery", tuple(blocks), numbered=False)


def risks(material: Material, _figures: Figures) -> Iterator[Section]:
    """Yield the gravest open risks."""
    found = material.told_of(RISK)
    if found:
        title = f"{'The gravest risk' if len(found) == 1 else f'The {len(found)} gravest risks'} that are open"
        table = rows_table(found, title=title, heads=("No.", "Risk", "Owner", "Review by", "Score and appetite"))
        yield Section("risks", "Risks", (table,), numbered=False)


def revisions(material: Material, figures: Figures) -> Iterator[Section]:
    """Yield the figures that were printed otherwise in the report before, each with the reason."""
    blocks = [Subheading("Revised since the last report"), *_revisions(material)]
    if Part.READING in material.wanted.template.parts:
        blocks = [_known(material, figures), *blocks, HowToRead()]
    yield Section("revised", "Data cut-off and revisions", tuple(blocks), numbered=False)


def _revisions(material: Material) -> Iterator[Block]:
    known = in_words(clock.in_london(material.wanted.known_at).date())
    if material.since is None:
        yield Plain((Text(f"This is the first report of its kind. Its values are as known on {known}."),))
        return
    last = in_words(clock.in_london(material.since).date())
    if not material.revised:
        yield Plain((Text(f"No figure that the last report printed, as known on {last}, is another now."),))
        return
    rows = tuple(
        Row(((Strong(one.name),), (Text(one.label),), (Text(one.was),), (Text(one.now),), (Text(one.because),)))
        for one in material.revised
    )
    columns = (
        Column("Indicator", share=0.3), Column("Period", share=0.2), Column("Was", "right", share=0.09),
        Column("Is", "right", share=0.09), Column("Why", share=0.32),
    )  # fmt: skip
    count = "One figure is" if len(rows) == 1 else f"{len(rows)} figures are"
    subtitle = f"The last report told values as known on {last}; this one as known on {known}. The last stays as it is."
    yield Table(f"{count} another than in the last report", subtitle, columns, rows, numbered=False)


def reading(material: Material, figures: Figures) -> Iterator[Section]:
    """Yield how to read the judgements and what is true of every value here, where no section of revisions tells it."""
    if Part.REVISIONS not in material.wanted.template.parts:
        blocks = (_known(material, figures), HowToRead())
        yield Section("reading", "Data cut-off", blocks, numbered=False)


def _known(material: Material, figures: Figures) -> Plain:
    """Return up to when values are known and which they are, how many are provisional, and as on which day all else."""
    provisional = sum(line.shown.status == "provisional" for line in material.lines)
    known = in_words(clock.in_london(material.wanted.known_at).date())
    which = "as it stood before the board" if material.wanted.template.published_only else "as known"
    return Plain(
        (
            Strong("Data cut-off: "),
            Text(f"every value is {which} on {known}; "),
            figures.count("provisional", provisional, "Values that are provisional"),
            Text(" of them may still be revised. A period without a value has none in its place."),
            *(Text(f" {words}") for words in _all_else(material)),
        )
    )


def _all_else(material: Material) -> Iterator[str]:
    """Yield as on which day commentary and registers are told, and of how many rows that is not held."""
    if material.wanted.said_at is None:
        return
    on = in_words(clock.in_london(material.wanted.said_at).date())
    yield f"Commentary, steps, actions and risks are told as they stood on {on}."
    lost = sum(not one.held for one in material.told)
    if lost:
        yield f"Of {lost} of these rows it is not held how they stood on that day; each of them says so."
    if erased := sum(one.erased for one in material.told):
        yield f"Of {erased} of these rows the wording of that day was erased; each of them says so."


def rows_table(told: Sequence[Told], *, title: str, heads: tuple[str, ...]) -> Table:
    """Return rows of a register as a table."""
    columns = tuple(Column(head, share=share) for head, share in zip(heads, SHARES, strict=True))
    return Table(title, "", columns, tuple(_row(one) for one in told), numbered=False)


def grouped_table(told: Sequence[Told], title: str, heads: tuple[str, ...]) -> Table:
    """Return rows of a register as a table under the names of their groups."""
    columns = tuple(Column(head, share=share) for head, share in zip(heads, SHARES, strict=True))
    rows: list[Row] = []
    for name in dict.fromkeys(one.group for one in told):
        rows.append(Row(((Text(name),),), group=True))
        rows += [_row(one) for one in told if one.group == name]
    return Table(title, "", columns, tuple(rows), numbered=False)


def _row(one: Told) -> Row:
    state = (Strong(one.state),) if one.late else (Text(one.state),)
    return Row(((Text(one.label or "–"),), (Text(one.words),), (Text(one.who),), (Text(one.when),), state))
