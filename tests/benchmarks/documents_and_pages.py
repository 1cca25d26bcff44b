"""How long documents and pages take on a built demonstration: formats, a rebuild after a change of words, pages.

    frankpledge demo --no-serve --data FOLDER
    python tests/benchmarks/documents_and_pages.py --data FOLDER

Goals, on two cores: a document of forty charts in its five formats within 60 s; the assessment written again after one
sentence changed, in all its formats, within 10 s; the median of a workspace page within 200 ms, in the server.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

FORTY, REBUILD, PAGE = 60.0, 10.0, 0.2
FIVE = ("html", "docx", "odt", "pdf", "xlsx")
TIMES = 15


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def told(what: str, seconds: float, goal: float) -> bool:
    print(f"{what:<62} {seconds:8.2f} s   goal {goal:g} s   {'met' if seconds <= goal else 'MISSED'}")
    return seconds <= goal


def forty_charts() -> bool:
    """Time five formats of a document with forty charts, each drawn from numbers of its own."""
    import numpy as np

    from frankpledge.analysis.periods import Month
    from frankpledge.charts.monthly import MonthPoint, monthly_line
    from frankpledge.charts.words import Words
    from frankpledge.domain.exhibits.documents.pictures import block
    from frankpledge.ground.documents.blocks import Section
    from frankpledge.ground.documents.formats import rendered
    from tests.ground.documents.samples import sample

    rng = np.random.default_rng(40)

    def drawn(number: int) -> object:
        points = [MonthPoint(month=Month(2023, 1) + at, value=int(v)) for at, v in enumerate(rng.poisson(80, 36))]
        words = Words(name=f"c{number}", title=f"Chart {number} is drawn", subtitle="Generated", source="Generated")
        return block(monthly_line(words, points=points, unit="recorded", events=[]))

    def whole() -> None:
        charts = tuple(drawn(number) for number in range(40))
        document = replace(sample(), sections=(*sample().sections, Section("charts", "Charts", charts)))  # type: ignore[arg-type]
        rendered(document, FIVE)

    return told("forty charts, drawn and written in five formats", timed(whole), FORTY)


def rebuild() -> bool:
    """Time the newest draft written again in every format after one of its sentences changed, as an author does."""
    from frankpledge.domain.assessments.documents.assembling import standing_document
    from frankpledge.domain.assessments.models import Assessment
    from frankpledge.domain.chapters.queries import chapters_of
    from frankpledge.ground.documents.formats import rendered

    draft = (
        Assessment.objects.exclude(paper__state="approved").select_related("paper", "workspace").latest("last_month")
    )
    rendered(standing_document(draft))
    part = next(p for c in chapters_of(draft.paper) for p in c.parts.all() if p.passage is not None)
    passage = part.passage
    before = passage.text

    def again() -> None:
        type(passage).objects.filter(pk=passage.pk).update(text=f"{before}\n\nOne sentence more.")
        rendered(standing_document(draft))

    try:
        return told("the assessment in every format after a change of words", timed(again), REBUILD)
    finally:
        type(passage).objects.filter(pk=passage.pk).update(text=before)


def pages(slug: str) -> bool:
    """Time what a signed-in analyst opens, in the server: the median of several visits, the first left out."""
    from django.test import Client

    from frankpledge.domain.assessments.models import Assessment
    from frankpledge.domain.chapters.queries import chapters_of
    from frankpledge.ground.accounts.queries import user_of

    client = Client(SERVER_NAME="localhost")
    client.force_login(user_of("analyst@demonstration.invalid"))
    draft = Assessment.objects.filter(workspace__slug=slug).select_related("paper").latest("last_month")
    chapter = next(one for one in chapters_of(draft.paper) if one.ref == "crime")
    here = f"/w/{slug}/"
    visited = (
        here,
        f"{here}evidence/",
        f"{here}evidence/explore/",
        f"{here}assessments/",
        f"{here}assessments/{draft.last_month}/",
        f"{here}assessments/{draft.last_month}/changed/",
        f"{here}chapters/{chapter.pk}/",
        f"{here}priorities/",
        f"{here}engagement/",
    )
    met = []
    for page in visited:
        answer = client.get(page)
        if answer.status_code != 200:
            sys.exit(f"{page} answers {answer.status_code}")
        times = [timed(lambda page=page: client.get(page)) for _ in range(TIMES)]  # type: ignore[misc]
        met.append(told(page.replace(str(chapter.pk), "…"), statistics.median(times), PAGE))
    return all(met)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--data", required=True, help="the folder of a built demonstration")
    parser.add_argument("--workspace", default="nevermouth")
    asked = parser.parse_args()
    os.environ["FRANKPLEDGE_DATA"] = asked.data
    os.environ["DJANGO_SETTINGS_MODULE"] = "frankpledge.config.settings"
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    import django

    django.setup()
    return 0 if all([forty_charts(), rebuild(), pages(asked.workspace)]) else 1


if __name__ == "__main__":
    raise SystemExit(main())
