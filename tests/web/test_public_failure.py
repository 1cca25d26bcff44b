"""What goes wrong on the public's host: a clear page that gives nothing away, and nothing half kept or lost."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from pytest_django import Settings

from frankpledge.domain.asb_reviews.actions import applying, reading
from frankpledge.domain.asb_reviews.models import Case
from frankpledge.domain.site.actions import open_public_site
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from tests.ground.people import new_member, new_workspace
from tests.web.comers import EFFECT, REPORT, YOU, Clock, Comer
from tests.web.on_the_public_host import address, visitor

pytestmark = pytest.mark.django_db
LEAKS = re.compile(r"Traceback|[A-Z]\w+Error\b|Exception|[dD]jango|sqlite|psycopg|\.py\b|line \d+|/tmp/|/srv/|/nowhere")
FULL = "database or disk is full"
ROOMY = 1_000_000_000  # pages


@pytest.fixture
def vale(db: None) -> Iterator[Workspace]:
    cache.clear()
    workspace = new_workspace()
    open_public_site(workspace=workspace, by=new_member(workspace, Role.OFFICER))
    yield workspace
    cache.clear()


@pytest.fixture
def comer(vale: Workspace) -> Comer:
    client: Any = visitor()
    client.raise_request_exception = False
    found = Comer(vale, Clock(None), "203.0.113.8", client)
    found.say("write", {"at": ""})
    return found


def gives_nothing_away(comer: Comer) -> None:
    """See that the page is clear, can be left, says where help is, and tells nothing of us or of the case."""
    body = re.sub(r'(href|src|action)="[^"]*"', "", comer.html)
    assert not LEAKS.search(body), LEAKS.search(body)
    for words in ("999", "101", 'id="leave"', "<title>Advice and information</title>"):
        assert words in comer.html
    assert REPORT["what"] not in body


# ---- ours fails ------------------------------------------------------------------------------------------------------


def fails(words: str) -> Callable[..., Any]:
    def failing(*_: Any, **__: Any) -> Any:
        raise OperationalError(words)

    return failing


@pytest.mark.parametrize("words", [FULL, "server closed the connection unexpectedly", "database is locked"])
def test_where_the_ledger_cannot_be_written_nothing_is_half_kept_and_the_same_form_is_taken_later(
    comer: Comer, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    carried = comer.carried() | REPORT | {"do": "another"}
    events = Event.objects.count()
    with monkeypatch.context() as broken:
        broken.setattr(applying, "record", fails(words))
        comer.say("write", carried)
    assert comer.status == 500
    gives_nothing_away(comer)
    assert "kept whole or not at all" in comer.html
    assert (Case.objects.get().reports.count(), Event.objects.count()) == (0, events)
    for _ in range(2):
        comer.say("write", carried)
    assert comer.status == 200
    assert Case.objects.get().reports.count() == 1


@pytest.mark.parametrize("step", ["begin", "keep", "send", "write_back"])
def test_a_failure_at_any_step_shows_the_same_quiet_page_and_loses_nothing_before_it(
    comer: Comer, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    comer.go_on(**REPORT, do="last")
    sends: dict[str, Callable[[], None]] = {
        "begin": lambda: comer.say("write", {"at": ""}),
        "keep": lambda: comer.go_on(**EFFECT),
        "send": lambda: comer.go_on(step="review"),
        "write_back": lambda: comer.go_on(do="message", words="It goes on"),
    }
    code = comer.carried()["code"]
    if step in {"send", "write_back"}:
        comer.go_on(**EFFECT)
        comer.go_on(**YOU)
    if step == "write_back":
        comer.go_on()
        comer.say("code", {"code": code})
    with monkeypatch.context() as broken:
        broken.setattr(applying, "record", fails(FULL))
        sends[step]()
    assert comer.status == 500
    gives_nothing_away(comer)
    comer.say("code", {"code": code})
    assert comer.status == 200
    assert (Case.objects.count(), Case.objects.get().reports.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the file of SQLite is filled up")
def test_a_disk_that_is_really_full_takes_nothing_and_later_all(comer: Comer) -> None:
    with connection.cursor() as cursor:
        [pages] = cursor.execute("PRAGMA page_count").fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        try:
            long = "It was very loud, all night. " * 180
            for _ in range(60):
                carried = comer.carried() | {"what": long[:5000], "told": "police", "do": "another"}
                comer.say("write", carried)
                if comer.status != 200:
                    break
        finally:
            cursor.execute(f"PRAGMA max_page_count = {ROOMY}")
    assert comer.status == 500, "it never was full"
    gives_nothing_away(comer)
    kept = Case.objects.get().reports.count()
    comer.say("write", carried)
    assert comer.status == 200
    assert Case.objects.get().reports.count() == kept + 1


def test_with_the_keys_away_nothing_is_kept_open_and_nothing_told(comer: Comer, settings: Settings) -> None:
    carried = comer.carried() | REPORT | {"do": "another"}
    settings.SEALED_KEYS_FILE = "/nowhere/sealed.keys"
    comer.say("write", carried)
    assert comer.status in {422, 500}
    gives_nothing_away(comer)
    assert "sealed" not in comer.html
    assert "nowhere" not in comer.html
    assert Case.objects.get().reports.count() == 0


def test_with_mail_away_an_application_goes_through_for_none_is_sent(comer: Comer, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "nowhere.that.is.Backend"
    assert comer_finishes(comer)
    assert Case.objects.get().received_on is not None


def comer_finishes(comer: Comer) -> bool:
    for typed in ({**REPORT, "do": "last"}, EFFECT, YOU, {}):
        comer.go_on(**typed)
    return "It is sent" in comer.html


# ---- the line breaks, or is used twice -------------------------------------------------------------------------------


class Broken(io.BytesIO):
    """The body of a request that breaks off half-way."""

    def read(self, size: int | None = -1) -> bytes:
        raise ConnectionResetError("the line broke")


def test_a_connection_that_is_lost_half_way_keeps_nothing_of_that_page(comer: Comer) -> None:
    url = address("asking:write", slug=comer.workspace.slug)
    answer = comer.client.post(
        url, **{"wsgi.input": Broken(), "CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": "900"}
    )  # type: ignore[arg-type]
    comer.html, comer.status = answer.content.decode(), answer.status_code
    assert comer.status >= 400
    gives_nothing_away(comer)
    assert (Case.objects.count(), Case.objects.get().reports.count()) == (1, 0)


def test_whatever_is_sent_twice_is_kept_once(comer: Comer) -> None:
    def twice(**typed: str) -> None:
        carried = comer.carried() | typed
        comer.say("write", carried)
        comer.say("write", carried)
        assert comer.status == 200

    twice(**REPORT, do="last")
    twice(**EFFECT)
    twice(**YOU)
    twice()
    case = Case.objects.get()
    assert (case.reports.count(), case.number) == (1, 1)
    assert Event.objects.filter(verb="asb_reviews.received").count() == 1


def test_a_page_that_was_kept_open_while_it_was_sent_elsewhere_changes_nothing(comer: Comer) -> None:
    comer.go_on(**REPORT, do="last")
    old = comer.carried()
    comer.go_on(**EFFECT)
    comer.go_on(**YOU)
    comer.go_on()
    comer.say("write", old | {"effect": "Something else", "do": ""})
    assert comer.status == 200
    assert "How it stands" in comer.html
    assert reading.open_by_code(case=Case.objects.get()).effect == EFFECT["effect"]


# ---- what is sent is wrong -------------------------------------------------------------------------------------------


def bomb() -> bytes:
    """Return an archive of a kilobyte that unpacks to many megabytes, named as a document."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", b"0" * 30_000_000)
    return packed.getvalue()


FILES = {
    "a programme named as a picture": ("cat.jpg", b"MZ\x90\x00" + b"\x00" * 4000),
    "a page with a script named as a picture": ("cat.png", b"<html><script>alert(1)</script></html>"),
    "a drawing with a script": ("map.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    "an archive that swells": ("diary.docx", bomb()),
    "a PDF that is none": ("letter.pdf", b"%PDF-1.7\n" + b"\x00" * 3000),
    "nothing": ("empty.jpg", b""),
    "a name that climbs": ("../../etc/passwd.jpg", b"\xff\xd8\xff\xe0" + b"0" * 200),
}


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_gets_a_plain_answer_and_leaves_nothing(comer: Comer, name: str) -> None:
    comer.go_on(**REPORT, do="last")
    comer.go_on(do="files")
    called, content = FILES[name]
    sent = comer.carried() | {"step": "files", "file": SimpleUploadedFile(called, content)}
    comer.say("write", sent)
    assert comer.status == 422
    gives_nothing_away(comer)
    assert Case.objects.get().files.count() == 0


def test_a_form_that_is_too_large_or_has_too_many_boxes_gets_a_plain_answer(comer: Comer) -> None:
    for typed in ({"what": "x" * 4_000_000, "told": "police"}, {f"box{at}": "x" for at in range(2_000)}):
        comer.say("write", comer.carried() | typed)
        assert comer.status in {400, 413, 422}
        gives_nothing_away(comer)
        comer.say("code")
        comer.say("write", {"at": ""})
    assert not [one for one in Case.objects.all() if one.reports.exists()]


@pytest.mark.parametrize(
    "code",
    ["' OR 1=1 --", "\x00\x00", "🚓" * 12, "A" * 100_000, "../../secret.key", "AAAA-BBBB-CCCC\r\nSet-Cookie: x=y"],
)
def test_a_code_of_any_kind_opens_nothing_and_breaks_nothing(comer: Comer, code: str) -> None:
    for name in ("code", "write"):
        comer.say(name, {"code": code})
        assert comer.status in {200, 422}
        gives_nothing_away(comer)


@pytest.mark.parametrize("page", ["asking:start", "asking:check", "asking:lost", "asking:code", "public:quiet_visits"])
def test_a_safety_page_with_the_database_away_can_be_left_and_says_where_help_is(
    comer: Comer, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    from frankpledge.web.public import place

    monkeypatch.setattr(place, "open_site", fails("away"))
    answer = comer.client.get(address(page, slug=comer.workspace.slug))
    comer.html, comer.status = answer.content.decode(), answer.status_code
    assert (comer.status, answer["Cache-Control"], answer["Referrer-Policy"]) == (500, "no-store", "no-referrer")
    gives_nothing_away(comer)
