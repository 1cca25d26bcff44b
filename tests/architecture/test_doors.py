"""Apps enter each other by their doors only, so that what lies behind can be changed without asking."""

from __future__ import annotations

from collections.abc import Iterator

import grimp
import pytest

from tests.architecture.house import expect_none

DOMAIN_DOORS = {"models", "rules", "queries", "actions", "permissions", "public_counts"}
# Restricted casework shows counts and dates, nothing else.
CASEWORK = {"asb_reviews", "death_reviews", "tasking"}
# Exhibits and chapters are parts of documents: a document is where they are met. Narrative has no pages: it lends its
# editor to the page that owns a passage. The explorer lends its question to whoever looks deeper into an answer, and
# the studies lend what a study is: to the apps that add one, and to the profile that is made of them. The register of
# bodies lends the fields in which its rows are chosen.
LENT = {
    "exhibits": {"documents"},
    "chapters": {"documents"},
    "narrative": {"forms", "presenters"},
    "explorer": {"forms", "presenters"},
    "bodies": {"forms"},
    "studies": {"presenters"},
}
GROUND_DOORS = {
    "access": {"queries", "actions", "rules"},
    "accounts": {"models", "queries", "actions", "permissions", "rules", "middleware"},
    "audit": {"models", "queries", "actions", "rules"},
    "jobs": {"models", "queries", "actions", "rules"},
    "search": {"models", "queries", "actions", "rules"},
    "comments": {"models", "queries", "actions", "permissions", "rules", "templatetags"},
    # A register mounts the pages of its lists, and adds to the form that asks for one.
    "lists": {"models", "queries", "actions", "rules", "forms", "views"},
    "saved_views": {"models", "queries", "actions", "rules", "views", "templatetags"},
    "threads": {"models", "queries", "actions", "permissions", "rules", "forms", "presenters", "templatetags"},
    "versions": {"models", "queries", "actions", "permissions", "rules"},
    # A purpose that has pages of its own shows them as quietly as those of the links.
    "links": {"models", "queries", "actions", "permissions", "rules", "forms", "views"},
    "sealed": {"models", "queries", "actions", "permissions", "rules"},
    "tokens": {"models", "queries", "actions", "permissions", "rules", "middleware"},
    # What goes out is work of its own, which the server and the command line begin.
    "notices": {"models", "queries", "actions", "permissions", "rules", "jobs"},
    "documents": {
        "models",
        "queries",
        "actions",
        "permissions",
        "rules",
        "scan",
        "blocks",
        "tree",
        "words",
        "formats",
        "fonts",
        "listing",
        "look",
        "calendar",
        "comparison",
        "brought_back",
        "svg",
        "sent",
        "kept",
        "cleaned",
        "paged",
        "bound",
        "pack_html",
    },
    "ui": {"blocks", "components", "pages", "parts", "forms", "frame", "templatetags"},
}


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("frankpledge")


def wrong_doors(graph: grimp.ImportGraph) -> Iterator[str]:
    """Yield every import that climbs in through a window."""
    for imported in sorted(graph.modules):
        parts = imported.split(".")
        if len(parts) < 4 or parts[1] not in {"domain", "ground"}:
            continue
        for importer in sorted(graph.find_modules_that_directly_import(imported)):
            theirs = importer.split(".")
            if theirs[:3] != parts[:3] and parts[3] not in doors(parts[1], parts[2], theirs):
                yield f"{importer} -> {imported}"


def doors(house: str, app: str, importer: list[str]) -> set[str]:
    """Return the modules of an app that this importer may enter."""
    asks = {"forms"} if importer[1] == "api" else set()  # of programs the same is asked as of people
    if house == "ground":
        return GROUND_DOORS.get(app, set()) | asks
    if importer[1] != "domain":
        # What stands above the domain (commands, settings, pages that join apps) also starts work and mounts addresses.
        return DOMAIN_DOORS | asks | {"documents", "jobs", "urls", "registry", "presenters"}
    if app in CASEWORK:
        return {"public_counts"}
    return DOMAIN_DOORS | LENT.get(app, set())


def test_every_app_is_entered_by_its_doors(graph: grimp.ImportGraph) -> None:
    expect_none(wrong_doors(graph), because="Apps are entered by their doors")


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("frankpledge.domain.assessments.views", "frankpledge.domain.evidence.views"),
        ("frankpledge.domain.assessments.actions", "frankpledge.domain.evidence.forms"),
        ("frankpledge.domain.evidence.actions", "frankpledge.ground.audit.ledger"),
        ("frankpledge.domain.assessments.queries", "frankpledge.domain.tasking.models"),
    ],
)
def test_a_planted_window_is_caught(importer: str, imported: str) -> None:
    planted = grimp.ImportGraph()
    for module in (importer, imported):
        planted.add_module(module)
    planted.add_import(importer=importer, imported=imported)
    assert list(wrong_doors(planted)) == [f"{importer} -> {imported}"]
