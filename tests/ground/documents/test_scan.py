"""Everything that leaves is looked through: our own files hide nothing, and what is planted is found."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pikepdf
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from frankpledge.ground.documents.formats import rendered
from frankpledge.ground.documents.listing import FORMS, Listing
from frankpledge.ground.documents.scan import ANYBODY, NotClean, check_clean, findings
from tests.ground.documents.samples import sample

LIST = Listing("list", "A list", ("word", "count"), (("=cmd()", -3), ("@x", None)), date(2025, 1, 1))
OFFICE = ("docx", "odt", "xlsx", "pptx")


@pytest.fixture(scope="module")
def documents() -> dict[str, bytes]:
    return rendered(sample(), OFFICE)


@pytest.mark.parametrize("form", FORMS)
def test_a_list_holds_nothing_but_its_rows_in_any_form(form: str) -> None:
    make, _ = FORMS[form]
    assert findings(make(LIST), form) == ()
    assert check_clean(make(LIST), form) == make(LIST)


@pytest.mark.parametrize("form", OFFICE)
def test_a_document_names_the_partnership_and_hides_nothing(form: str, documents: dict[str, bytes]) -> None:
    assert findings(documents[form], form, author=sample().partnership) == ()
    assert all("says of itself" in one for one in findings(documents[form], form, author="Somebody else"))
    assert findings(documents[form], form, author="Somebody else")
    assert check_clean(documents[form], form, author=ANYBODY) == documents[form]


def test_what_people_forget_in_a_workbook_is_found() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["=SUM(B1:B9)", 2])
    sheet["B1"].comment = Comment("who was it?", "somebody")
    sheet.row_dimensions[1].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book.create_sheet("victims").sheet_state = "veryHidden"
    book.defined_names["secret"] = DefinedName("secret", attr_text="Sheet!$A$1")
    book.properties.creator = "A Person"
    book.properties.lastModifiedBy = "Another Person"
    target = io.BytesIO()
    book.save(target)
    found = " | ".join(findings(target.getvalue(), "xlsx"))
    for words in ("victims is hidden", "comments are in it", "hidden row", "hidden column", "has a formula",
                  "it names secret", "creator: A Person", "lastModifiedBy: Another Person"):  # fmt: skip
        assert words in found
    assert "lastModifiedBy: Another Person" in " | ".join(findings(target.getvalue(), "xlsx", author=ANYBODY))
    with pytest.raises(NotClean, match="holds more than it shows"):
        check_clean(target.getvalue(), "xlsx")


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """Return a package with one part put in, or in the place of one."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, part)
    return target.getvalue()


W, P = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://schemas.openxmlformats.org/presentationml/2006/main",
)
TABLE, OFF = "urn:oasis:names:tc:opendocument:xmlns:table:1.0", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
META = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


@pytest.mark.parametrize(
    ("form", "name", "part", "words"),
    [
        ("docx", "word/document.xml", f'<w:d xmlns:w="{W}"><w:ins w:author="x"/></w:d>', "tracked changes"),
        ("docx", "word/document.xml", f'<w:d xmlns:w="{W}"><w:vanish/></w:d>', "hidden text"),
        ("docx", "word/comments.xml", f'<w:d xmlns:w="{W}"/>', "comments are in it"),
        ("docx", "docProps/custom.xml", '<p><property name="case"/></p>', "the property case"),
        ("docx", "word/vbaProject.bin", "x", "vbaProject.bin is in it"),
        ("docx", "word/media/p.jpg", "JFIF Exif\x00\x00 taken at", "tells more than it shows"),
        ("docx", "word/_rels/x.xml.rels", f'<R xmlns="{RELS}"><r TargetMode="External" Type="a/image" Target="http://x"/></R>',
         "loads http://x"),
        ("pptx", "ppt/slides/slide9.xml", f'<p:sld xmlns:p="{P}" show="0"/>', "hidden slide"),
        ("odt", "content.xml", f'<o:d xmlns:o="{OFF}"><o:annotation/></o:d>', "a comment"),
        ("odt", "content.xml", f'<t:d xmlns:t="{TABLE}"><t:tracked-changes/></t:d>', "tracked changes"),
        ("odt", "content.xml", f'<t:d xmlns:t="{TABLE}"><t:c t:formula="of:=1"/></t:d>', "a formula"),
        ("odt", "content.xml", f'<t:d xmlns:t="{TABLE}"><t:r t:visibility="collapse"/></t:d>', "something hidden"),
        ("odt", "content.xml", f'<t:d xmlns:t="{TABLE}"><t:table-properties t:display="false"/></t:d>', "thing hidden"),
        ("odt", "content.xml", f'<t:d xmlns:t="{TABLE}"><t:named-range t:name="secret"/></t:d>', "it names secret"),
        ("odt", "meta.xml", f'<m:d xmlns:m="{META}"><m:user-defined m:name="case"/></m:d>', "property case"),
    ],
)  # fmt: skip
def test_what_is_planted_in_a_document_is_found(
    form: str, name: str, part: str, words: str, documents: dict[str, bytes]
) -> None:
    planted = with_part(documents[form], name, part.encode("latin-1"))
    assert words in " | ".join(findings(planted, form, author=sample().partnership))


def test_a_line_of_csv_that_a_spreadsheet_would_run_is_found_and_a_number_below_zero_is_not() -> None:
    assert findings(b"a,b\r\n=1,2\r\n-3,-4.5\r\n", "csv") == ("line 2 begins like a formula",)
    assert findings(b"anything", "html") == ()


def test_a_pdf_carries_nothing_starts_nothing_and_has_no_notes() -> None:
    with pikepdf.new() as made:
        made.add_blank_page()
        plain = io.BytesIO()
        made.save(plain)
        made.attachments["cases.xlsx"] = pikepdf.AttachedFileSpec(made, b"names", filename="cases.xlsx")
        made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9])
        made.pages[0].Annots = made.make_indirect(pikepdf.Array([note]))
        planted = io.BytesIO()
        made.save(planted)
    assert findings(plain.getvalue(), "pdf") == ()
    assert len(findings(planted.getvalue(), "pdf")) == 3
