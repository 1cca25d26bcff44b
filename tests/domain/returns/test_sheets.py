"""A file in place of the boxes: it fills them, and what is wrong comes back in the supplier's own copy."""

from __future__ import annotations

import csv
import io
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from frankpledge.domain.returns.models import Return, Sheet
from frankpledge.domain.returns.rules.sheets import HEADS
from frankpledge.ground.links.actions import Opened
from tests.domain.returns.staging import Office
from tests.guards.page import faults

pytestmark = pytest.mark.django_db
RIGHT = (
    ("DA-01", "", "", "2025/26 Q3", "124", "", "", "", ""),
    ("DA-02", "", "", "2025/26 Q3", "50", "64", "", "", ""),
    ("DA-04", "", "", "", "", "", "nobody counted", "", ""),
)


def words(answer: HttpResponse) -> str:
    return " ".join(answer.content.decode().split())


def at(opened: Opened, page: str = "") -> str:
    return f"/l/{opened.token}/figures/{page}"


def upload(visitor: Client, opened: Opened, content: bytes, name: str = "ours.csv") -> HttpResponse:
    return visitor.post(at(opened, "file/"), {"file": SimpleUploadedFile(name, content)})


def as_csv(*rows: tuple[str, ...]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([HEADS, *rows])
    return out.getvalue().encode()


def test_the_workbook_that_is_handed_out_comes_in_filled(visitor: Client, office: Office) -> None:
    opened = office.link()
    given = visitor.get(at(opened, "workbook/"))
    assert "attachment" in given["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(given.content))
    sheet = book["Figures"]
    assert [cell.value for cell in sheet[1]] == list(HEADS)
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["DA-01", "DA-02", "DA-04"]
    sheet["E2"], sheet["E3"], sheet["F3"], sheet["G4"] = 124, 50, 64, "nobody counted"
    out = io.BytesIO()
    book.save(out)
    answer = upload(visitor, opened, out.getvalue(), "figures.xlsx")
    assert answer["Location"] == at(opened)
    page = visitor.get(at(opened))
    assert "3 figures from your file stand in the boxes" in words(page)
    assert 'value="124"' in words(page)
    assert faults(page.content.decode()) == []
    assert visitor.post(at(opened, "review/"), {"do": "send"}).status_code == 302
    assert office.cell("DA-02").denominator == 64
    assert office.cell("DA-04").missing == "nobody counted"
    assert not Sheet.objects.exists()


def test_a_wrong_row_comes_back_in_ones_own_file_and_the_right_ones_stand(visitor: Client, office: Office) -> None:
    opened = office.link()
    wrong = ("DA-02", "", "", "", "about 50", "64", "", "", "")
    upload(visitor, opened, as_csv(RIGHT[0], wrong, RIGHT[2]))
    page = visitor.get(at(opened))
    assert "2 figures stand in the boxes below; 1 thing in the file is to be mended" in words(page)
    assert "Line 3, Number: “about 50” is not a number" in words(page)
    assert 'value="about 50"' in words(page)
    assert faults(page.content.decode()) == []
    back = openpyxl.load_workbook(io.BytesIO(visitor.get(at(opened, "remarks/")).content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in back.iter_rows()]
    assert rows[0][-1] == "What to look at"
    assert "is not a number" in str(rows[2][-1])
    assert rows[1][-1] is None
    assert rows[2][4] == "about 50"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("DA-01", "", "", "2025/26 Q2", "5", "", "", "", ""), "the line says 2025/26 Q2"),
        (("DA-99", "", "", "", "5", "", "", "", ""), "is not asked for in this return"),
        (("DA-01", "", "", "", "5", "", "", "", ""), "gives this figure already"),
        (("MA-01", "", "", "", "5", "", "", "", ""), "is not asked for in this return"),
        (("DA-01", "", "men", "", "5", "", "", "", ""), "is not asked for in this return"),
    ],
)
def test_a_row_that_belongs_elsewhere_is_told(visitor: Client, office: Office, row: tuple[str, ...], told: str) -> None:
    opened = office.link()
    upload(visitor, opened, as_csv(*RIGHT, row))
    assert told in words(visitor.get(at(opened)))
    assert Return.objects.get(pk=office.of(office.charity).pk).draft[f"n-{office.cell('DA-01').pk}"] == "124"


def test_ten_thousand_rows_are_answered_with_how_many_are_wrong_and_all_of_them_in_the_file(
    visitor: Client, office: Office
) -> None:
    opened = office.link()
    rows = [(f"X-{number}", "", "", "", "1", "", "", "", "") for number in range(10_000)]
    upload(visitor, opened, as_csv(RIGHT[0], *rows))
    said = words(visitor.get(at(opened)))
    assert "10,000 things" in said or "10000 things" in said
    assert "The rest stands in your file" in said
    back = visitor.get(at(opened, "remarks/")).content
    sheet = openpyxl.load_workbook(io.BytesIO(back), read_only=True).worksheets[0]
    assert sum("not asked for" in str(row[-1]) for row in sheet.iter_rows(values_only=True)) == 10_000


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("empty.csv", b"", "The file is empty"),
        ("odd.csv", b"Name,Town\nx,y\n", "has no heads of our workbook"),
        ("odd.xlsx", b"PK\x03\x04 broken", ""),
        ("photo.png", b"\x89PNG\r\n\x1a\n" + b"0" * 50, ""),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused_plainly_and_nothing_is_lost(
    visitor: Client, office: Office, name: str, content: bytes, told: str
) -> None:
    opened = office.link()
    visitor.post(at(opened), {**office.typed(C=7), "do": "save"})
    answer = upload(visitor, opened, content, name)
    assert answer.status_code == 422
    assert "There is a problem" in words(answer)
    assert told in words(answer)
    assert Return.objects.get(pk=office.of(office.charity).pk).draft == office.typed(C=7)


def test_a_file_that_is_too_large_is_told_and_kept_nowhere(visitor: Client, office: Office) -> None:
    answer = upload(visitor, office.link(), b"x" * 6_000_000)
    assert answer.status_code == 422
    assert "at most 5 MB" in words(answer)
    assert not Sheet.objects.exists()


def test_what_somebody_wrote_is_never_run_by_the_file_that_comes_back(visitor: Client, office: Office) -> None:
    opened = office.link()
    upload(visitor, opened, as_csv(RIGHT[0], ("DA-02", "", "", "", "=1+1", "64", "", "", "")))
    back = visitor.get(at(opened, "remarks/")).content
    with zipfile.ZipFile(io.BytesIO(back)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
