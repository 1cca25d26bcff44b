"""`frankpledge case-reviews`: which cases there are, and the counts. What is written opens on a page alone."""

from __future__ import annotations

import typer

from frankpledge.cli.action_log import Place
from frankpledge.cli.installation import entered
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table

app = typer.Typer(help="ASB case reviews: which there are, and the four counts.", no_args_is_help=True)


@app.command("list")
@answers_refusals
def case_reviews_list(workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """List cases by number: where each stands, and what is due next. Nothing that anybody wrote."""
    place, by = entered(data, workspace)
    from frankpledge.domain.asb_reviews.permissions import GRANTS, Capability
    from frankpledge.domain.asb_reviews.presenters.register import HEAD, listing
    from frankpledge.domain.asb_reviews.queries.cases import lines_of
    from frankpledge.domain.disclosure.actions import let_list_out
    from frankpledge.ground import clock
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.LIST, workspace=place, user=by)
    found = listing(lines_of(workspace=place, viewer=by, on=clock.today()), today=clock.today())
    let_list_out(listing=found, kind="csv", workspace=place, by=by)
    rows = [[str("" if cell is None else cell) for cell in row] for row in found.rows]
    if as_json:
        print_json({"cases": [dict(zip(HEAD, row, strict=True)) for row in rows]})
        return
    print_table(HEAD[:7], [row[:7] for row in rows])


@app.command("counts")
@answers_refusals
def case_reviews_counts(workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """Tell the four counts of each reporting period. What is not known is said to be so, and is not 0."""
    place, by = entered(data, workspace)
    from frankpledge.domain.asb_reviews.permissions import GRANTS, Capability
    from frankpledge.domain.asb_reviews.presenters.register import counted, counts_listing
    from frankpledge.domain.asb_reviews.queries.counts import counts_for
    from frankpledge.domain.disclosure.actions import let_list_out
    from frankpledge.ground import clock
    from frankpledge.ground.accounts.permissions import check_granted
    from frankpledge.statute.case_counts import LABELS

    check_granted(GRANTS, Capability.COUNT, workspace=place, user=by)
    rows = counts_for(workspace=place, viewer=by)
    let_list_out(listing=counts_listing(rows, today=clock.today()), kind="csv", workspace=place, by=by)
    if as_json:
        told = [
            {"starts": str(one.starts), "ends": str(one.ends), "printed": one.printed, "source": one.source}
            | {name: getattr(one, name) for name in LABELS}
            for one in rows
        ]
        print_json({"periods": told})
        return
    head = ("from", "to", *LABELS)
    print_table(
        head, [[str(one.starts), str(one.ends), *(counted(getattr(one, name)) for name in LABELS)] for one in rows]
    )
