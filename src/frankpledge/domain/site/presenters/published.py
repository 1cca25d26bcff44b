"""A picture of a published document, as it was frozen, on a page."""

from __future__ import annotations

from frankpledge.charts.chart import Chart, ChartTable
from frankpledge.domain.publishing.models import Publication
from frankpledge.domain.site.queries.choices import pictures_of


def published_chart(publication: Publication, picture: str, *, name: str) -> Chart | None:
    """Return a picture of a publication as a chart whose marks bear a name of their own on the page; None if gone."""
    found = pictures_of(publication.edition_id).get(picture)
    if found is None:
        return None
    first = found.svg.partition(">")[0]
    mark = first.partition('aria-labelledby="')[2].partition('-title"')[0]
    width, height = (int(first.partition(f'{side}="')[2].partition('"')[0]) for side in ("width", "height"))
    return Chart(
        name=name, title=found.title, subtitle=found.subtitle, description=found.description, width=width,
        source=f"{found.source}{'' if found.source.endswith('.') else '.'} From: {publication.edition}",
        svg=found.svg.replace(f'"{mark}-', f'"{name}-').replace(f"#{mark}-", f"#{name}-"), height=height,
        table=ChartTable(found.columns, found.rows), notes=found.notes, generated=found.generated,
    )  # fmt: skip
