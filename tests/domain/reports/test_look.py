from pathlib import Path
from frankpledge.domain.reports import actions
from frankpledge.domain.reports.rules import AskKind, period
from frankpledge.domain.commentaries import actions as said
from frankpledge.domain.commentaries.rules import Words
from frankpledge.domain.reports.queries.building import tree_of
from frankpledge.statute.reports import Every
from frankpledge.ground.documents.formats import FORMATS
from datetime import date


def test_look(workspace, officer, lead, indicators):
    c = said.write_commentary(
        indicator=indicators["rising"],
        until=date(2025, 12, 31),
        by=lead,
        words=Words(
            "Police recorded {now} offences, against {last_year} in the same quarter last year.",
            "Three chains began to report through a portal in October, which may explain part of it.",
            "The retail group meets in February.",
        ),
    )
    said.send_commentary(commentary=c, by=lead)
    said.approve_commentary(commentary=c, by=officer)
    r = actions.draft_report(workspace=workspace, kind="board", period=period(Every.QUARTER, "2025/26 Q3"), by=officer)
    actions.add_ask(
        report=r,
        given=actions.AskFacts(
            AskKind.DECIDE,
            "set a target range for 2026/27, and fund the scheme",
            indicators["rising"].pk,
            "Police; council",
            "1 April 2026",
        ),
        by=officer,
    )
    tree = tree_of(r, viewer=officer)
    out = Path("/tmp/reports-look")
    for f in ("pdf", "html", "docx", "odt", "pptx", "xlsx"):
        (out / f"board.{f}").write_bytes(FORMATS[f].render(tree))
