"""`frankpledge counts`: how much was recorded, where, when and of what kind."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from frankpledge.cli.counts_published import SOURCE_HELP, STREET, Asked, BadQuestion, published_counts
from frankpledge.cli.installation import operator, ready
from frankpledge.cli.options import Data, Json, answers_refusals, print_csv, print_json, print_table

GROUPS = ("month", "type", "lsoa", "ward", "outcome")
MEASURES = ("crime", "asb", "all")


@answers_refusals
def counts(
    area: Annotated[str, typer.Option("--area", help="A name or code: partnership, district, ward or force.")],
    first: Annotated[str, typer.Option("--from", help="First month, such as 2025-01.")],
    last: Annotated[str, typer.Option("--to", help="Last month, such as 2025-12.")],
    by: Annotated[str, typer.Option("--by", help=f"Any of {','.join(GROUPS)}; see --source for others.")] = "",
    measure: Annotated[str, typer.Option("--measure", help="crime, asb or all.")] = "crime",
    as_known: Annotated[str, typer.Option("--as-known", help="As known on this day, such as 2025-06-30.")] = "",
    kind: Annotated[str, typer.Option("--kind", help="csp, district, ward, force: which of several of one name.")] = "",
    source: Annotated[str, typer.Option("--source", help=SOURCE_HELP)] = STREET,
    engine: Annotated[str, typer.Option("--engine", help="duckdb, or spark (an optional extra).")] = "duckdb",
    output: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Count recorded crime (or anti-social behaviour) in an area over whole months."""
    form = "json" if as_json else output
    if form not in ("table", "csv", "json"):
        raise BadQuestion(f"“{output}” is not a format.", where="--format", cure="Use table, csv or json.")
    check_engine(engine, source)
    if source != STREET:
        asked = Asked(area=area, kind=kind or None, first=first, last=last, by=by, measure=measure)
        published_counts(asked, source=source, form=form, as_known=day(as_known), folder=ready(data))
        return
    if measure not in MEASURES:
        raise BadQuestion(f"“{measure}” cannot be counted.", where="--measure", cure=f"Use {', '.join(MEASURES)}.")
    wanted, known_on = groups(by), day(as_known)
    folder = ready(data)
    from frankpledge.domain.evidence.queries.counted import counted

    answer = counted(
        area=area,
        kind=kind or None,
        first=first,
        last=last,
        by=wanted,
        measure=measure,
        as_known=known_on,
        engine=engine,
    )
    _export(answer, folder, what=f"counts of {area}, {first} to {last}, {measure}")
    _print(answer, form)


def check_engine(engine: str, source: str) -> None:
    """Refuse an engine that there is not, that cannot run here, or that a source is not asked by."""
    if engine == "duckdb":
        return
    from frankpledge.lake.queries import check_engine as check

    check(engine)
    if source != STREET:
        cure = "Leave --engine out: published tables are small, and the machine at hand reads them whole."
        raise BadQuestion(f"{source} is not asked by {engine}.", where="--engine", cure=cure)


def groups(by: str) -> tuple[str, ...]:
    """Return the names of a comma-separated list, refused when one is unknown."""
    names = tuple(name.strip() for name in by.split(",") if name.strip())
    for name in names:
        if name not in GROUPS:
            cure = f"Use any of {', '.join(GROUPS)}."
            raise BadQuestion(f"“{name}” is not something to count by.", where="--by", cure=cure)
    return names


def day(text: str) -> date | None:
    """Return a date of the form 2025-06-30, None when left out."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadQuestion(f"“{text}” is not a date.", where="--as-known", cure="Write it as 2025-06-30.") from error


def _export(answer: Any, folder: Path, *, what: str) -> None:
    from frankpledge.domain.disclosure.actions import release
    from frankpledge.domain.disclosure.rules import Audience, Cell

    cells = [Cell(key=f"row {n}", value=row["count"], policy="open") for n, row in enumerate(answer.rows)]
    release(audience=Audience.WORKSPACE, cells=cells, what=what, workspace=None, by=operator(folder))


def _print(answer: Any, form: str) -> None:
    columns = [*answer.by, "count"]
    if form == "json":
        print_json(answer.as_json())
    elif form == "csv":
        print_csv(columns, answer.rows or ({"count": answer.total},))
        for caveat in answer.caveats:
            typer.echo(caveat, err=True)
    else:
        print(f"{answer.area.label}, {answer.first} to {answer.last}: {answer.total:,}")
        if answer.by:
            _print_rows(answer, columns)
        print(f"\nSource: {answer.source}. As known on {answer.known_at:%Y-%m-%d}.")
        for caveat in answer.caveats:
            print(f"Note: {caveat}")


def _print_rows(answer: Any, columns: list[str]) -> None:
    """Print the rows with the name beside each code, and a word where a row has no ward, LSOA or outcome."""
    coded = [column for column in columns if column in ("lsoa", "ward")]
    shown = [[("none" if row[c] is None else row[c]) for c in columns] for row in answer.rows]
    names = [[answer.names.get(str(row[c]), "") for c in coded] for row in answer.rows]
    print_table(
        [*columns[:-1], *(f"{column} name" for column in coded), columns[-1]],
        [[*row[:-1], *told, row[-1]] for row, told in zip(shown, names, strict=True)],
    )
