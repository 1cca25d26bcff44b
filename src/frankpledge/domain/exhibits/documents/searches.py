"""Stop and search: who was searched, and the refusal to call it a rate without residents by the same groups."""

from __future__ import annotations

from frankpledge.analysis import NoDenominator
from frankpledge.domain.exhibits.documents.ledger import Ledger, whole
from frankpledge.domain.exhibits.documents.sentences import months_label
from frankpledge.domain.yardsticks.queries.searched import Searched, against_residents, searched
from frankpledge.ground.documents.blocks import Block, Column, Paragraph, Row, Subheading, Table, Text
from frankpledge.ground.documents.words import line


def groups(ledger: Ledger) -> list[Block]:
    """Return the searches by group with the interval of each share, and why no disproportionality is given."""
    window = ledger.reading.window
    found: Searched | None = ledger.ask("searched", lambda open_, area: searched(open_, area, window))
    if found is None or not found.stated:
        return []
    ledger.add(
        "stops.total",
        whole(found.total),
        f"Stop and searches of {found.force}",
        value=found.total,
        unit="searches",
        area=found.force,
        period=months_label(found.months),
        source="data.police.uk, stop and search files",
        inputs=({"what": "searches whose group is stated", "value": found.stated},),
    )
    said = "{force} published {stops.total} stop and searches of " + months_label(found.months) + "."
    gone = f" Not loaded: {months_label(found.missing)}." if found.missing else ""
    return [
        Subheading("Who was searched"),
        Paragraph(
            line=line(f"{said}{gone}", force=Text(found.force)), note="Of the whole force: the files give no area"
        ),
        Paragraph(
            line=line(_refusal(found)), note="A share of searches is no rate, and those searched need not live here"
        ),
        _table(ledger, found),
    ]


def _refusal(found: Searched) -> str:
    try:
        against_residents({group: int(share.count) for group, share in found.shares}, None)
    except NoDenominator as refusal:
        return f"**Whether any group is searched more than its share cannot be told**: {refusal.reason}"
    raise AssertionError("residents by group would have to be loaded first")


def _table(ledger: Ledger, found: Searched) -> Table:
    return Table(
        title="Stop and searches by the group that the person gave",
        subtitle=f"{found.force}, {months_label(found.months)}; shares of those whose group is stated",
        columns=(
            Column("Group", share=0.4),
            Column("Searches", "right"),
            Column("Share", "right"),
            Column("95% interval", "right"),
        ),
        rows=tuple(
            Row(
                cells=(
                    (Text(group),),
                    (Text(whole(share.count)),),
                    (Text(f"{100 * share.value:.1f}%"),),
                    (Text(f"{100 * share.low:.1f} to {100 * share.high:.1f}%"),),
                )
            )
            for group, share in found.shares
        ),
        source=f"data.police.uk, stop and search files. {ledger.reading.cut_off}",
        notes=(f"In {whole(found.total - found.stated)} more the group is not stated.",),
        generated=ledger.reading.generated,
    )


EXHIBITS = {"searches.groups": groups}
