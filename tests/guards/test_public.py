"""The public's host: what is published and nothing else, no cookie, no script needed, small, in the right headers."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.contrib.staticfiles import finders
from django.db import models
from django.http import HttpResponse
from django.utils.html import escape

from frankpledge.analysis.readability import reading_age
from frankpledge.domain.bodies.models import Organisation, Seat
from frankpledge.domain.disclosure.models import ReleasedCell
from frankpledge.domain.noticeboard.models import Answer, PublicDate
from frankpledge.domain.open_data.models import DataTable
from frankpledge.domain.publishing.models import Publication
from frankpledge.domain.site.models import Version
from frankpledge.domain.site.presenters import READ_AT_MOST
from frankpledge.web.public.place import QUIET
from frankpledge.web.public.static_site import NotPublished, write_site
from tests.guards.page import Page, faults
from tests.guards.public_routes import PUBLIC, public_routes
from tests.guards.routes import disagreements
from tests.guards.test_models import ours
from tests.guards.town import Town, build_town
from tests.staged import Stage, Staged
from tests.web.on_the_public_host import address, visitor

pytestmark = pytest.mark.django_db
PARTS = public_routes()
PLAIN = sorted(name for name, route in PUBLIC.items() if not route.needs_evidence)
PAGES = [name for name in PLAIN if PUBLIC[name].page]
MOST_BYTES = 100_000
# Words that would tell somebody who looks over a shoulder, or through a history, what a safety page is for.
TELLING = re.compile(r"abus|violen|asb|review|case|victim|refuge|domestic|sexual|help|safe|harm|anti", re.IGNORECASE)


def opened() -> Town:
    """Return a town whose site is open."""
    return build_town("Ownvale")


@pytest.fixture(scope="module")
def with_site(staging: Stage) -> Staged[Town]:
    return staging.make(opened)


@pytest.fixture
def seen(with_site: Staged[Town], db: None) -> Town:
    return with_site.copy()


def at(name: str, town: Town, *, contrast: bool = False) -> str:
    """Return the address of a route in a town."""
    parts = {part: town.parts[part] for part in PARTS[name]}
    return address(name, slug=town.workspace.slug, contrast=contrast, **parts)


def test_every_public_route_is_listed_and_every_listed_route_is_there() -> None:
    assert disagreements(set(PARTS), set(PUBLIC)) == []


@pytest.mark.parametrize("name", PLAIN)
def test_a_route_sets_nothing_and_says_its_headers(name: str, seen: Town) -> None:
    answer = visitor().get(at(name, seen), headers={"Cookie": "session=stolen; theme=contrast"})
    assert answer.status_code in {200, 303}, answer
    assert "Set-Cookie" not in answer
    assert not answer.cookies
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    quiet = f"/{QUIET}" in at(name, seen) or not PUBLIC[name].kept
    assert answer["Referrer-Policy"] == ("no-referrer" if quiet else "same-origin")
    assert answer["Cache-Control"] == ("no-store" if quiet else "public, max-age=300")
    assert not Session.objects.exists()


@pytest.mark.parametrize("name", PLAIN)
def test_a_route_is_read_only_unless_it_takes_a_form(name: str, seen: Town) -> None:
    refused = {method: getattr(visitor(), method)(at(name, seen)).status_code for method in ("put", "patch", "delete")}
    assert set(refused.values()) == {405}
    assert (visitor().post(at(name, seen)).status_code == 405) is not PUBLIC[name].takes_a_form


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_well_shaped_small_and_needs_no_script(name: str, seen: Town) -> None:
    for contrast in (False, True):
        answer = visitor().get(at(name, seen, contrast=contrast))
        html = answer.content.decode()
        assert faults(html) == []
        assert (' data-theme="contrast"' in html) is contrast or name == "public:away"
        assert weight(answer) < MOST_BYTES
        page = Page(html)
        inline = [one.text for one in page.all("script") if "src" not in one.given]
        assert not inline
        assert not [one for one in page.elements if any(key.startswith("on") for key in one.given)]
        assert not re.findall(r"(?:src|href)=\"(?:https?:)?//(?!www\.bbc)", html.split("<body")[0])


# Pages whose words are the product's own; the rest is what a partnership writes, which its editor is told of.
OURS = ("public:accessibility", "public:cookies", "public:quiet_visits", "public:open_data", "public:reviews",
        "board:dates", "asking:start", "asking:check", "asking:code", "asking:lost")  # fmt: skip
NOT_READ = re.compile(r"<(svg|table|select|script)\b.*?</\1>", re.DOTALL)
ENDS = re.compile(r"</(?:p|li|h\d|div|summary|label|legend|button|dt|dd)>")


def test_our_own_words_are_read_with_ease_at_eleven(seen: Town) -> None:
    ages = {}
    for name in OURS:
        main = visitor().get(at(name, seen)).content.decode().split("<main")[1].partition(">")[2].split("</main")[0]
        lines = ENDS.sub("\n", NOT_READ.sub(" ", main))
        ages[name] = reading_age(unescape(re.sub(r"<[^>]+>", "", lines))).age
    assert {name: age for name, age in ages.items() if round(age) > READ_AT_MOST} == {}


@pytest.mark.parametrize("name", PAGES)
def test_whoever_has_the_page_is_not_sent_it_again(name: str, seen: Town) -> None:
    first = visitor().get(at(name, seen), headers={"Accept-Encoding": "gzip"})
    if "ETag" not in first:
        assert first["Cache-Control"] == "no-store"
        return
    again = visitor().get(at(name, seen), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def weight(answer: HttpResponse) -> int:
    """Return the bytes of a page and of all that it loads, as they travel."""
    html = answer.content
    loads = re.findall(rb'(?:src|href)="/static/([^"?]+)"', html.split(b"<body")[0])
    files = [found(name.decode()) for name in loads]
    letters = [path.parent / one for path in files for one in fonts(path)]
    return len(gzip.compress(html)) + sum(travelling(path) for path in (*files, *letters))


def found(name: str) -> Path:
    """Return the file of a static address, whose name may carry its content's mark."""
    plain = re.sub(r"\.[0-9a-f]{12}(?=\.)", "", name)
    return Path(str(finders.find(plain)))


def fonts(sheet: Path) -> list[str]:
    """Return the letters that a sheet of styles asks for."""
    return re.findall(r"url\(\"?(fonts/[^\")]+)", sheet.read_text()) if sheet.suffix == ".css" else []


def travelling(path: Path) -> int:
    """Return the bytes of a file on its way: letters are packed already, the rest is packed by the server."""
    content = path.read_bytes()
    return len(content) if path.suffix == ".woff2" else len(gzip.compress(content))


# ---- nothing unpublished -------------------------------------------------------------------------------------------


def unpublished(town: Town) -> Iterator[tuple[str, str]]:
    """Yield every text of the town that nobody published, with where it lies."""
    public = Publication.objects.select_related("edition")
    told = [f"{one.edition.tree} {one.edition.title}, edition {one.edition.number}" for one in public]
    told += [
        f"{one.proposal.title} {one.release.told}" for one in DataTable.objects.select_related("release", "proposal")
    ]
    told += ReleasedCell.objects.filter(release__audience="public").values_list("kind", flat=True)
    told += [
        f"{one.title} {one.lede} {text}"
        for one in Version.objects.filter(approved_at__isnull=False)
        for text in (text for block in one.blocks for text in block.values())
    ]
    # A page of a body that two people approved tells its seats and who holds them, and nobody who sits there.
    bodies = [block["body"] for one in Version.objects.all() for block in one.blocks if "body" in block]
    told += [f"{one.body} {one}" for one in Seat.objects.filter(body__in=bodies)]
    told += Organisation.objects.filter(holdings__seat__body__in=bodies).values_list("name", flat=True)
    told += [f"{one.title} {one.place} {one.words}" for one in PublicDate.objects.filter(approved_at__isnull=False)]
    told += [f"{one.name} {one.asked} {one.said} {one.did}" for one in Answer.objects.filter(approved_at__isnull=False)]
    known = f"{' '.join(told)} {town.workspace.name}"
    for model in ours():
        fields = [one for one in model._meta.concrete_fields if isinstance(one, models.CharField | models.TextField)]
        for row in model._base_manager.all():
            for field in fields:
                text = str(getattr(row, field.attname) or "")
                if town.canary in text and text not in known and not known_as_part(text, known):
                    yield f"{model._meta.label}.{field.name}", text


def known_as_part(text: str, known: str) -> bool:
    """Return whether a text is a published one with its frame of quotation marks and the like."""
    return text.strip("\"'{}[] ") in known


def test_no_page_shows_anything_that_nobody_published(seen: Town) -> None:
    secrets = list(unpublished(seen))
    assert len(secrets) > 50
    for name in PLAIN:
        html = visitor().get(at(name, seen)).content.decode("utf-8", "replace")
        shown = [where for where, text in secrets if text in html or escape(text) in html]
        assert shown == [], name


def test_a_search_finds_what_is_published_and_no_draft_and_no_safety_page(seen: Town) -> None:
    def found(asked: str) -> str:
        at = address("public:search", slug=seen.workspace.slug)
        answer = visitor().get(at, {"q": asked})
        assert answer["Cache-Control"] == "no-store"
        return answer.content.decode().split("<h2")[1].split("<footer")[0]

    assert "strategic assessment" in found("lamps went out")
    assert "helpline" in found(f"{seen.canary} listens")
    assert "helpline" in found(f"{seen.canary} group")  # by what it stands under, and by its name
    assert "Nothing that is published" in found(f"{seen.canary} draft words")
    assert "/i/" not in found("helpline")
    everything = found(seen.canary)
    assert [where for where, text in unpublished(seen) if escape(text) in everything] == []


def test_a_site_that_is_not_open_leads_nowhere(seen: Town) -> None:
    assert visitor().get("/nowhere/").status_code == 404
    for name in PLAIN:
        parts = {part: seen.parts[part] for part in PARTS[name]}
        assert visitor().get(address(name, slug="closed", **parts)).status_code == 404


def test_the_workspace_is_not_on_the_publics_host_nor_the_other_way_round(seen: Town) -> None:
    slug = seen.workspace.slug
    for inside in ("/sign-in/", f"/w/{slug}/", "/api/", "/account/"):
        assert visitor().get(inside).status_code == 404


# ---- as files ----------------------------------------------------------------------------------------------------


def path_of(name: str, town: Town) -> str:
    """Return the folder in which the page of a route is kept."""
    return at(name, town).removeprefix(f"/{town.workspace.slug}/").strip("/") or "."


def test_the_site_as_files_holds_no_more_and_every_link_in_it_leads_to_a_file(seen: Town, tmp_path: Path) -> None:
    out = tmp_path / "site"
    written = write_site(seen.workspace.slug, out)
    pages = sorted(out.rglob("*.html"))
    assert written.pages >= len(PAGES)  # in both colours
    secrets = list(unpublished(seen))
    for path in pages:
        html = path.read_text()
        assert [where for where, text in secrets if text in html or escape(text) in html] == [], path
        if path.name != "index.html":
            continue  # a document's own file
        for to in re.findall(r'(?:href|src)="([^"#?:]+)"', html):
            assert (path.parent / to).resolve().is_file(), (path, to)
        assert "/i/leave/" not in html
    assert not (out / "i" / "leave").exists()
    # What is not a file is named, and why: it sends a form or searches.
    kept = {path.parent.relative_to(out).as_posix() for path in pages if path.name == "index.html"}
    assert not {one.rstrip("/") for one in written.live} & kept
    live = {one.strip("/") for one in written.live}
    lacking = [name for name in PAGES if path_of(name, seen) not in kept | live]
    assert [name for name in lacking if not PUBLIC[name].takes_a_form] == []
    with pytest.raises(NotPublished, match="not empty"):
        write_site(seen.workspace.slug, out)
    with pytest.raises(NotPublished, match="not open"):
        write_site("closed", tmp_path / "other")


# ---- safety pages ------------------------------------------------------------------------------------------------


def quiet_pages() -> list[str]:
    """Return the routes beneath the safety pages' address."""
    return sorted(name for name in PARTS if f"/{QUIET}" in made_up(name))


def made_up(name: str) -> str:
    """Return the address of a route with parts of any value."""
    identity = "00000000-0000-0000-0000-000000000000"
    for value in (identity, "word", 1):
        try:
            return address(name, slug="place", **dict.fromkeys(PARTS[name], value))
        except Exception:  # noqa: BLE001 (the next kind of part may fit)
            continue
    raise AssertionError(name)


def test_a_safety_page_says_nothing_in_its_title_icon_and_address(seen: Town) -> None:
    assert "public:quiet_visits" in quiet_pages()
    for name in quiet_pages():
        assert not TELLING.search(made_up(name)), name
        if not PUBLIC[name].page:
            continue
        page = Page(visitor().get(at(name, seen)).content.decode())
        assert [one.text for one in page.all("title") if "svg" not in one.within] == ["Advice and information"]
        assert [one.given["href"] for one in page.all("link") if one.given.get("rel") == "icon"] == ["data:,"]
        assert "noindex" in visitor().get(at(name, seen))["X-Robots-Tag"]
        assert seen.workspace.name not in page.html


def test_what_goes_wrong_on_a_safety_page_is_a_safety_page(seen: Town) -> None:
    answer = visitor().get(f"/{seen.workspace.slug}/{QUIET}nowhere/")
    assert answer.status_code == 404
    assert answer["Cache-Control"] == "no-store"
    assert "<title>Advice and information</title>" in answer.content.decode()
    assert faults(answer.content.decode()) == []
