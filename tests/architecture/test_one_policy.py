"""Every way by which a number leaves, and where it asks the one policy of disclosure. A way that is not here fails."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from frankpledge.domain.open_data.documents import _WORDS, HEAD
from frankpledge.domain.performance.queries.tables import TABLES as TABLES_OF_PROGRAMS
from frankpledge.lake.schemas_own import OWN_TABLES
from frankpledge.statute.disclosure import disclosure
from tests.architecture.calling import Place, reaches
from tests.architecture.house import dotted, sources
from tests.architecture.rules.exports_are_released import RELEASE, house

ACTIONS = "frankpledge.domain.disclosure.actions"
POLICY: Place = ("frankpledge.statute.disclosure", "disclosure")
TRIAL: Place = ("frankpledge.domain.disclosure.queries.union", "trial")
GATE: Place = (ACTIONS, "release_view")
EXEMPT: Place = (ACTIONS, "release_exempt")
LISTS: Place = (ACTIONS, "let_list_out")

# By what a page of the public gets its numbers: from editions, which were released when they were published; from
# tables, which were tried and released cell by cell; from open data of a place, by the policy; from open data of the
# whole area, which are public as they are; from counts that a law has published; or it has none.
EDITIONS = (
    ("frankpledge.domain.publishing.queries", "publications"), ("frankpledge.domain.publishing.queries", "publication"),
)  # fmt: skip
TABLES = (
    ("frankpledge.domain.open_data.queries", "catalogue"), ("frankpledge.domain.open_data.queries", "cells_of"),
)  # fmt: skip
COUNTS = (("frankpledge.domain.disclosure.rules", "exempted"),)
WHOLE = (("frankpledge.domain.site.queries.area", "snapshot_now"),)
NONE: tuple[Place, ...] = ()
PUBLIC: dict[str, tuple[tuple[Place, ...], ...]] = {
    "public:home": (EDITIONS, WHOLE), "public:documents": (EDITIONS,), "public:document": (EDITIONS,),
    "public:document_file": (EDITIONS,), "public:priorities": (EDITIONS,), "public:board": (EDITIONS,),
    "public:search": (EDITIONS,), "public:feed": (EDITIONS,),
    "public:open_data": (TABLES, (POLICY,)), "public:data_catalogue": (TABLES,),
    "public:data_table": (TABLES, (POLICY,)), "public:data_file": (TABLES,),
    "public:near": (WHOLE,), "public:near_place": (WHOLE, (POLICY,)),
    "public:help": (EDITIONS,), "public:say": (EDITIONS,), "public:privacy": (EDITIONS,), "public:contact": (EDITIONS,),
    "public:page": (EDITIONS,), "public:welsh": (EDITIONS,), "public:quiet_page": (EDITIONS,),
    "public:directory": (NONE,), "public:cookies": (NONE,), "public:accessibility": (NONE,),
    "public:quiet_visits": (NONE,), "public:leave": (NONE,), "public:forget": (NONE,), "public:away": (NONE,),
    "public:reviews": (COUNTS, (POLICY,)),
    "board:dates": (NONE,), "board:dates_feed": (NONE,), "board:said": (NONE,),
    "subscribing:ask": (NONE,), "subscribing:confirm": (NONE,), "subscribing:stop": (NONE,),
    # Casework: whoever asks sees their own case alone, and no count.
    "asking:start": (NONE,), "asking:check": (NONE,), "asking:write": (NONE,), "asking:code": (NONE,),
    "asking:lost": (NONE,),
}  # fmt: skip
# What no page of the public may come near: a partner's own evidence, records and points among it.
STORE, SUPPLIED = "frankpledge.domain.evidence.queries.store", "frankpledge.domain.supplied.queries"
STORES: tuple[Place, ...] = (
    (STORE, "known"), (STORE, "known_as"), (STORE, "known_or_nothing"), (STORE, "own_lake"),
    (f"{SUPPLIED}.records", "own_reading"), (f"{SUPPLIED}.records", "flagged"), (f"{SUPPLIED}.points", "own_events"),
    (f"{SUPPLIED}.partners", "partner_series"), ("frankpledge.domain.open_data.queries.cubes", "held"),
)  # fmt: skip

# Other ways out, and what each of them has to ask.
WAYS: dict[str, tuple[Place, tuple[Place, ...]]] = {
    "an edition for the public": (("frankpledge.domain.publishing.actions", "publish_edition"), (RELEASE, POLICY)),
    "a table, as it is tried": (("frankpledge.domain.open_data.queries.trying", "tried"), (TRIAL, POLICY)),
    "a table, as it is released": (("frankpledge.domain.open_data.actions", "approve"), (GATE, TRIAL, POLICY)),
    "the four counts of case reviews": (
        ("frankpledge.domain.asb_reviews.actions.office", "publish_counts"), (EXEMPT, POLICY),
    ),
    "a map of neighbourhoods in an edition": (("frankpledge.domain.exhibits.documents.pictures", "places"), (POLICY,)),
    "a map of hot spots in an edition": (("frankpledge.domain.exhibits.documents.hot_spots", "mapped"), (POLICY,)),
    "a table for dashboards (OData, CSV, Parquet)": (
        ("frankpledge.api.resources.tables", "_let_out"), (RELEASE, POLICY),
    ),
    "lines for a program": (("frankpledge.api.calls", "let_out"), (RELEASE, POLICY)),
    "a file of an edition for a program": (("frankpledge.api.resources.papers", "fetch_edition"), (RELEASE, POLICY)),
    "a list as a file": (("frankpledge.domain.disclosure.actions", "let_list_out"), (RELEASE, POLICY)),
    "a file of a list for a program": (("frankpledge.api.resources.feeds", "registered"), (LISTS,)),
}  # fmt: skip


def views(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[tuple[str, Place]]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from views(one.url_patterns, one.namespace or space)
        else:
            yield f"{space}:{one.name}", (one.callback.__module__, one.callback.__name__)


def public_views() -> dict[str, Place]:
    return dict(views(get_resolver(settings.PUBLIC_URLCONF).url_patterns))


def test_every_page_of_the_public_is_in_the_table_and_gets_its_numbers_as_it_says() -> None:
    found = public_views()
    assert set(found) - set(PUBLIC) - {"None"} == set(), "a page of the public without a way in the table"
    for name, ways in PUBLIC.items():
        for goals in ways:
            assert not goals or any(reaches(found[name], goal, house()) for goal in goals), (name, goals)
        if ways == (NONE,):
            others = (*EDITIONS, *TABLES, *WHOLE)
            assert not [one for one in others if reaches(found[name], one, house())], name


@pytest.mark.parametrize("store", STORES, ids=lambda one: one[1])
def test_no_page_of_the_public_comes_near_a_partners_own_records(store: Place) -> None:
    assert store[1] in house()[store[0]].defines, "the store has another name now"
    assert [name for name, view in public_views().items() if reaches(view, store, house())] == []


@pytest.mark.parametrize("way", WAYS)
def test_every_other_way_out_asks_the_one_policy(way: str) -> None:
    place, goals = WAYS[way]
    assert place[1] in house()[place[0]].defines, place
    assert [goal for goal in goals if not reaches(place, goal, house())] == []


def test_only_these_write_a_release_or_speak_to_the_public() -> None:
    made, spoken = set(), set()
    for source in (one for one in sources() if one.is_python):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and dotted(node.func) in {"Release.objects.create", "ReleasedCell"}:
                made.add(source.path)
            if isinstance(node, ast.keyword) and node.arg == "audience" and dotted(node.value) == "Audience.PUBLIC":
                spoken.add(source.path)
    assert made == {"domain/disclosure/actions.py"}
    assert spoken == {
        "domain/disclosure/actions.py", "domain/publishing/actions.py", "domain/open_data/queries/__init__.py",
    }  # fmt: skip


def test_every_part_of_the_policy_is_asked_by_somebody() -> None:
    """A rule that nobody reads would be a promise that nobody keeps."""
    text = "\n".join(one.text for one in sources() if "statute/disclosure" not in one.path)
    inside = next(one.text for one in sources() if one.path == "statute/disclosure.py")
    for name in ("hidden_up_to", "marker", "missing_marker", "rate_decimals", "year_begins", "seconds"):
        assert f".{name}" in text, name
        assert hasattr(disclosure(), name)
    assert "self.least_on_map" in inside
    for call in ("check_map(", "is_exempt(", "class_of(", "geometry(", "sensitivity_of(", "group_of("):
        assert f".{call}" in text, call


def test_no_column_of_a_table_that_leaves_tells_a_record_or_a_point() -> None:
    """A row of open data, and of what dashboards read, is a place, a kind and a period: never an event."""
    columns = {name for table in TABLES_OF_PROGRAMS.values() for name in table.columns} | set(_WORDS) | set(HEAD)
    # An indicator has a reference and a latest value: words that a record's columns have by chance as well.
    of_records = {one.name for one in OWN_TABLES["records"]} - {"supplier", "month", "reference", "latest"}
    of_rows = {one.name for one in OWN_TABLES["partner_rows"]} - {"supplier", "period", "data_set", "place"}
    pointing = {"latitude", "longitude", "easting", "northing", "lsoa_code", "outcode", "postcode", "x", "y"}
    assert columns & (of_records | of_rows | pointing) == set()
    assert [one.id for one in disclosure().never] == ["records", "points"]
    assert not [one for one in disclosure().geometries if one.area not in {"csp", "ward", "lsoa"}]
