"""A report that was drafted as the tree it makes: with its own values, commentary, registers and asks."""

from __future__ import annotations

from frankpledge.domain.reports import rules
from frankpledge.domain.reports.models import Report
from frankpledge.domain.reports.queries.material import Asked, Material, Wanted, gather
from frankpledge.domain.reports.queries.registers import from_json
from frankpledge.domain.reports.queries.telling import report_document
from frankpledge.domain.reports.rules import AskKind
from frankpledge.ground.accounts.models import User
from frankpledge.ground.documents.blocks import Document


def material_of(report: Report, *, viewer: User) -> Material:
    """Return what a report is made of: as it was when it was drawn."""
    template = rules.template(report.kind)
    period = rules.period_on(template.every, report.starts)
    asks = tuple(
        Asked(one.kind == AskKind.DECIDE, one.words, one.owner, one.due, one.indicator_id)
        for one in report.asks.order_by("order")
    )
    return gather(
        Wanted(template, period, report.known_at, report.theme, said_at=report.drawn_at),
        workspace=report.workspace,
        viewer=viewer,
        told=from_json(report.record),
        asks=asks,
        lead=report.lead,
    )


def tree_of(report: Report, *, viewer: User) -> Document:
    """Return the tree of a report."""
    return report_document(material_of(report, viewer=viewer))
