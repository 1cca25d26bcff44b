"""The pack: one numbering in the PDF and on the screen, what is withheld from whom, and what changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pikepdf
import pypdfium2
import pytest

from frankpledge.domain.meetings.actions.minuting import declare_interest
from frankpledge.domain.meetings.actions.planning import ItemFacts, amend_item, move_item
from frankpledge.domain.meetings.models import Meeting
from frankpledge.domain.meetings.rules import Marking
from frankpledge.domain.packs.actions.papers import File, PaperFacts, amend_paper, send_version, take_out_paper
from frankpledge.domain.packs.actions.reading import note_opening
from frankpledge.domain.packs.documents.leaving import as_html, as_pdf, leaving
from frankpledge.domain.packs.jobs import build_pack
from frankpledge.domain.packs.models import Pack, Paper
from frankpledge.domain.packs.queries.reading import Seen, open_version, pack_of, parts_of, seen_by, since
from frankpledge.domain.packs.rules import NoPack
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.rules import Role
from tests.domain.bodies.stage import Stage
from tests.domain.packs.conftest import SECRET, TODAY, item, send
from tests.ground.documents.sent_files import pdf

RECORD = "Item 6: From the record: Duties due before the next meeting"
PRINTED = re.compile(r"Pages? (\d+)(?:–(\d+))? of (\d+)")


def pages_of(content: bytes) -> dict[str, str]:
    """Return the words of each page of a PDF by its number as it is printed, which its label must equal."""
    opened = pypdfium2.PdfDocument(content)
    found = {}
    for at in range(len(opened)):
        page = opened[at].get_textpage()
        words = page.get_text_bounded()
        page.close()
        first, last, _ = PRINTED.findall(words)[-1]
        number = f"{first}–{last}" if last else first
        assert opened.get_page_label(at) == number
        found[number] = words
    opened.close()
    return found


def marked(html: bytes) -> Iterator[tuple[str, str]]:
    """Yield each page mark of the HTML with the first words that follow it."""
    body = html.decode().partition("<main")[2]
    for part in re.split(r'<span class="page" id="page-\d+">', body)[1:]:
        mark, _, rest = part.partition("</article>")[0].partition("</span>")
        first, last, _ = PRINTED.search(mark).groups()  # type: ignore[union-attr]
        said = unescape(re.sub(r"<(style|svg|script)[\s\S]*?</\1>|<[^>]+>", " ", rest))
        yield (f"{first}–{last}" if last else first), " ".join(said.split())


def squeezed(words: str) -> str:
    return re.sub(r"[\s\u00ad\u200b]", "", words)


def seen(pack: Pack, viewer: User) -> Seen:
    found = pack_of(pack.meeting)
    assert found is not None
    return seen_by(viewer, pack=found)


# ---- one numbering ---------------------------------------------------------------------------------------------------


def test_every_page_is_numbered_through_the_whole_and_each_paper_begins_a_page(packed: Pack, officer: User) -> None:
    pages = pages_of(as_pdf(seen(packed, officer)))
    assert list(pages) == [str(at) for at in range(1, packed.pages + 1)]
    for part in parts_of(packed):
        assert part.title.split()[0] in pages[str(part.first)]
    assert "The wardens began in October" in pages[str(parts_of(packed)[1].first)]


def test_the_index_tells_the_page_on_which_each_paper_begins(packed: Pack, officer: User) -> None:
    front = pages_of(as_pdf(seen(packed, officer)))["1"] + pages_of(as_pdf(seen(packed, officer))).get("2", "")
    for part in parts_of(packed)[1:]:
        title = re.escape(part.title).replace(r"\ ", r"\s+")
        assert re.search(rf"{title}[\s\S]*?\b{part.first}\b", front), part.title


def test_the_marks_on_the_screen_are_the_numbers_of_the_pdf(packed: Pack, officer: User) -> None:
    whole = seen(packed, officer)
    pages = pages_of(as_pdf(whole))
    marks = dict(marked(as_html(whole)))
    assert list(marks) == list(pages)
    for number, words in marks.items():
        first = re.sub(r"^Words of page \d+ ", "", words)
        assert squeezed(first)[:24] in squeezed(pages[number]), number


def test_the_open_version_has_the_same_numbers_and_a_sheet_in_the_place_of_what_is_restricted(packed: Pack) -> None:
    whole, pages = parts_of(packed), pages_of(as_pdf(open_version(packed)))
    closed = next(part for part in whole if part.restricted and part.key != "front")
    span = f"{closed.first}–{closed.first + closed.takes - 1}"
    assert "It names a place." in pages[span]
    assert "A restricted paper stands here" in pages[span]
    after = next(part for part in whole if part.first == closed.first + closed.takes)
    assert "Forty lamps are out" in pages[str(after.first)]
    assert str(packed.pages) in pages or any(one.endswith(f"–{packed.pages}") for one in pages)


def test_the_pdf_has_bookmarks_tags_and_no_more_of_a_sent_page_than_its_picture_and_words(
    packed: Pack, officer: User, tmp_path: object
) -> None:
    with pikepdf.open(__import__("io").BytesIO(as_pdf(seen(packed, officer)))) as made:
        with made.open_outline() as outline:
            titles = [one.title for one in outline.root]
        tree = made.Root.StructTreeRoot
        kinds = [str(one.S) for one in tree.K[0].K]
        figures = [one for one in tree.K[0].K if one.S == "/Figure"]
        assert made.Root.MarkInfo.Marked
        assert str(made.Root.Lang) == "en-GB"
        assert made.check_pdf_syntax() == []
    assert titles == ["Agenda and papers", "Item 3: Wardens", f"Item 4: Visit to {SECRET}", "Item 5: Lighting", RECORD]
    assert kinds == ["/Part", *["/Figure"] * 3, *["/Figure"] * 2, "/Part", "/Part"]
    assert "They walk at night." in str(figures[1].Alt)


def test_the_same_pack_gives_the_same_bytes(packed: Pack, officer: User) -> None:
    assert as_pdf(seen(packed, officer)) == as_pdf(seen(packed, officer))
    assert as_html(seen(packed, officer)) == as_html(seen(packed, officer))


# ---- what is withheld ------------------------------------------------------------------------------------------------


def everything(pack: Seen) -> str:
    return "".join(pages_of(as_pdf(pack)).values()) + as_html(pack).decode() + as_pdf(pack).decode("latin-1")


def test_nothing_of_a_restricted_paper_is_in_the_open_version(packed: Pack) -> None:
    assert SECRET not in everything(open_version(packed))


def test_whoever_sits_at_the_table_reads_what_is_restricted_and_nobody_else_does(
    packed: Pack, people: dict[Role, User], sitter: User, officer: User
) -> None:
    for reader in (sitter, officer):
        assert SECRET in everything(seen(packed, reader))
    for role in (Role.ANALYST, Role.SCRUTINY, Role.COMMISSIONER, Role.ADMINISTRATOR):
        assert SECRET not in everything(seen(packed, people[role]))


def test_a_declared_interest_withholds_the_paper_from_that_seat_at_once(
    packed: Pack, stage: Stage, meeting: Meeting, sitter: User, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from frankpledge.ground import clock

    monkeypatch.setattr(clock, "today", lambda: meeting.on)
    declare_interest(item=item(meeting, 4), seat=stage.seats["council"], words="Lives there", by=officer)
    assert SECRET not in everything(seen(packed, sitter))
    assert SECRET in everything(seen(packed, officer))


def test_what_becomes_restricted_is_closed_before_the_pack_is_built_again(
    packed: Pack, meeting: Meeting, people: dict[Role, User], officer: User
) -> None:
    wardens = Paper.objects.get(title="Wardens")
    given = PaperFacts("Wardens", "Head", Marking.RESTRICTED, "It names wardens.")
    amend_paper(paper=wardens, given=given, by=officer)
    reader = people[Role.ANALYST]
    assert {f"paper-{wardens.pk.hex}", "front"} <= seen(packed, reader).closed
    with pytest.raises(NoPack, match="restricted after"):
        leaving(seen(packed, reader), "pdf", by=reader)
    build_pack(meeting, by=officer)
    assert seen(packed, reader).closed == frozenset()
    assert "wardens began" not in everything(seen(packed, reader))


def test_what_is_sought_under_an_item_that_becomes_restricted_is_closed_before_the_pack_is_built_again(
    packed: Pack, meeting: Meeting, people: dict[Role, User], officer: User
) -> None:
    third = item(meeting, 5)
    amend_item(item=third, given=ItemFacts(third.title, marking=Marking.RESTRICTED), by=officer)
    assert "front" in seen(packed, people[Role.ANALYST]).closed


# ---- built in place --------------------------------------------------------------------------------------------------


def test_a_pack_is_built_again_only_where_something_changed(packed: Pack, meeting: Meeting, officer: User) -> None:
    assert build_pack(meeting, by=officer).number == 1
    move_item(item=item(meeting, 3), up=True, by=officer)
    again = build_pack(meeting, by=officer)
    assert (again.pk, again.number) == (packed.pk, 2)


def test_a_reader_is_told_what_changed_since_they_last_opened_it(
    packed: Pack, meeting: Meeting, sitter: User, officer: User
) -> None:
    assert since(seen(packed, sitter), sitter).words == ()
    note_opening(pack=packed, reader=sitter)
    wardens = Paper.objects.get(title="Wardens")
    send_version(paper=wardens, file=File("b.pdf", pdf("New.")), changed="The cost is put right.", by=officer)
    take_out_paper(paper=Paper.objects.get(title="Lighting"), because="It comes in March.", by=officer)
    send(meeting, officer, order=6, title="Bins")
    build_pack(meeting, by=officer)
    told = since(seen(packed, sitter), sitter)
    assert told.words == (
        "Item 3, “Wardens”, has version 2: The cost is put right.",
        "Item 6, “Bins”, is new.",
        "Item 5, “Lighting”, was taken out.",
    )
    assert told.at is not None
    note_opening(pack=pack_of(meeting), reader=sitter)  # type: ignore[arg-type]
    assert since(seen(packed, sitter), sitter).words == told.words


def test_what_changed_names_no_restricted_paper_to_whom_it_is_withheld_from(
    packed: Pack, meeting: Meeting, people: dict[Role, User], officer: User
) -> None:
    reader = people[Role.ANALYST]
    note_opening(pack=packed, reader=reader)
    secret = Paper.objects.get(title__contains=SECRET)
    send_version(paper=secret, file=File("b.pdf", pdf("x")), changed=f"{SECRET} is spelt right.", by=officer)
    build_pack(meeting, by=officer)
    assert since(seen(packed, reader), reader).words == ("Item 4, a restricted paper, has version 2.",)
    take_out_paper(paper=secret, because="Not needed.", by=officer)
    build_pack(meeting, by=officer)
    assert SECRET not in "".join(since(seen(packed, reader), reader).words)


def test_parts_that_did_not_change_are_not_set_again(packed: Pack, meeting: Meeting, officer: User) -> None:
    before = {part.key: (bytes(part.content), part.takes) for part in parts_of(packed)}
    send(meeting, officer, order=6, title="Bins")
    again = build_pack(meeting, by=officer)
    kept = {part.key: (bytes(part.content), part.takes) for part in parts_of(again) if part.key != "front"}
    assert {key: kept[key] for key in before if key != "front"} == {
        key: value for key, value in before.items() if key != "front"
    }
    assert meeting.on > TODAY
