"""Files that are not kept, by class: what is wrong, how to make one, and what the answer must say."""

from __future__ import annotations

import gzip
import io
import stat
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from tests.ground.documents.sent_files import armed, locked, pdf, saved

Make = Callable[[], bytes]
BODY = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
OPEN = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
PACKAGES = (*BODY, *OPEN)
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "boo"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'
OUTSIDE = b"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="https://boo.example/x"
 TargetMode="External"/></Relationships>"""


@dataclass(frozen=True)
class Bad:
    """A bad file: of which class of the promise, under which name it comes, and a part of what must be said of it."""

    kind: str
    name: str
    make: Make
    says: str


def package(kind: str, parts: Mapping[str, bytes] | None = None) -> bytes:
    """Return the least that is a file of a kind, with parts changed or added."""
    if kind in BODY:
        held = {"[Content_Types].xml": b"<Types/>", BODY[kind]: b"<body/>"}
    else:
        mimetype = f"application/vnd.oasis.opendocument.{OPEN[kind]}".encode()
        held = {"mimetype": mimetype, "content.xml": b"<body/>", "META-INF/manifest.xml": b"<manifest/>"}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in {**held, **(parts or {})}.items():
            made.writestr(name, content)
    return out.getvalue()


def _with(kind: str, name: str, content: bytes = b"<a/>") -> Make:
    return lambda: package(kind, {name: content})


def _body(kind: str, content: bytes) -> Make:
    return lambda: package(kind, {BODY.get(kind, "content.xml"): content})


def _member(kind: str, *, mode: int = 0, flag: int = 0, twice: bool = False) -> Make:
    """Return a file with a part that is a pointer, locked, or there twice."""

    def make() -> bytes:
        out = io.BytesIO(package(kind))
        with zipfile.ZipFile(out, "a") as made, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            part = zipfile.ZipInfo("content.xml" if twice and kind in OPEN else BODY[kind] if twice else "other.xml")
            part.external_attr = (mode or stat.S_IFREG | 0o644) << 16
            made.writestr(part, b"<a/>")
        content = bytearray(out.getvalue())
        if flag:
            at = content.rindex(b"PK\x01\x02")
            content[at + 8] |= flag
        return bytes(content)

    return make


def _packages() -> Iterator[Bad]:
    """Yield what is wrong with the files of office programs, of each kind alike."""
    for kind in PACKAGES:
        name, locked_ = f"return.{kind}", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
        yield Bad("empty", name, bytes, "is empty")
        yield Bad("truncated", name, lambda kind=kind: package(kind)[:-40], "cut short or damaged")  # type: ignore[misc]
        yield Bad("encrypted", name, lambda locked_=locked_: locked_, "locked with a password")  # type: ignore[misc]
        yield Bad("encrypted", name, _member(kind, flag=1), "locked with a password")
        yield Bad("bomb", name, _with(kind, "big.xml", bytes(101_000_000)), "unpacks to more")
        yield Bad("zip-slip", name, _with(kind, "../../boo.xml"), "reaches outside it")
        yield Bad("zip-slip", name, _with(kind, "/etc/boo.xml"), "reaches outside it")
        yield Bad("zip-slip", name, _with(kind, "..\\boo.xml"), "reaches outside it")
        yield Bad("symlink", name, _member(kind, mode=stat.S_IFLNK | 0o777), "a pointer to another file")
        yield Bad("polyglot", name, _member(kind, twice=True), "a part twice")
        yield Bad("DTD", name, _body(kind, DOCTYPE), "XML entities")
        yield Bad("damaged", name, _body(kind, b"<body"), "cannot be read")
        yield Bad("program", name, _with(kind, "media/boo.exe", b"MZ"), "a program or an object")
        other = "ods" if kind != "ods" else "docx"
        yield Bad("another kind", name, lambda other=other: package(other), f"no {kind.upper()}")  # type: ignore[misc]


def _office() -> Iterator[Bad]:
    for kind, folder in (("docx", "word"), ("xlsx", "xl"), ("pptx", "ppt")):
        name = f"report.{kind}"
        yield Bad("macros", name, _with(kind, f"{folder}/vbaProject.bin", b"boo"), "holds macros")
        types = b'<Types><Override ContentType="application/vnd.ms-x.macroEnabled.main+xml"/></Types>'
        yield Bad("macros", name, _with(kind, "[Content_Types].xml", types), "holds macros")
        yield Bad("macros", name, _with(kind, f"{folder}/activeX/activeX1.xml"), "holds macros")
        yield Bad("program", name, _with(kind, f"{folder}/embeddings/oleObject1.bin", b"boo"), "a program or an object")
        rels = f"{folder}/_rels/{BODY[kind].rpartition('/')[2]}.rels"
        for what in (b"attachedTemplate", b"oleObject", b"image", b"frame"):
            yield Bad("fetches", name, _with(kind, rels, OUTSIDE % what), "fetches something from elsewhere")
    field = b'<w:p xmlns:w="w"><w:instrText> DDEAUTO c:\\boo </w:instrText></w:p>'
    yield Bad("starts", "letter.docx", _body("docx", field), "starts something")
    simple = b'<w:p xmlns:w="w" w:instr=" DDE boo "/>'
    yield Bad("starts", "letter.docx", _with("docx", "word/header1.xml", simple), "starts something")
    link = b'<externalLink xmlns="x"><ddeLink ddeService="boo"/></externalLink>'
    yield Bad("starts", "sheet.xlsx", _with("xlsx", "xl/externalLinks/externalLink1.xml", link), "starts something")
    yield Bad("macros", "old.xlsx", _with("xlsx", "xl/macrosheets/sheet1.xml"), "holds macros")
    for kind in OPEN:
        yield Bad("macros", f"plan.{kind}", _with(kind, "Basic/Standard/Module1.xml"), "holds macros")
        event = b'<a href="vnd.sun.star.script:boo?language=Basic"/>'
        yield Bad("starts", f"plan.{kind}", _body(kind, event), "starts something")
        manifest = b"<manifest><encryption-data/></manifest>"
        yield Bad("encrypted", f"plan.{kind}", _with(kind, "META-INF/manifest.xml", manifest), "locked with a password")


def _action(**action: object) -> Make:
    """Return a PDF that does something when it is opened."""

    def make() -> bytes:
        with pikepdf.open(io.BytesIO(pdf("x"))) as made:
            made.Root.OpenAction = Dictionary(**action)
            return saved(made)

    return make


def _form() -> bytes:
    with pikepdf.open(io.BytesIO(pdf("x"))) as made:
        made.Root.AcroForm = Dictionary(XFA=String("<xdp/>"), Fields=Array([]))
        return saved(made)


def _attached() -> bytes:
    with pikepdf.open(io.BytesIO(pdf("x"))) as made:
        made.attachments["boo.exe"] = b"MZ"
        return saved(made)


def _zipped(content: bytes) -> bytes:
    out = io.BytesIO(content)
    out.seek(0, io.SEEK_END)
    with zipfile.ZipFile(out, "a") as made:
        made.writestr("boo.html", "boo")
    return out.getvalue()


def _pdfs() -> Iterator[Bad]:
    yield Bad("scripts in PDF", "paper.pdf", armed, "holds scripts")
    yield Bad("scripts in PDF", "paper.pdf", _action(S=Name.JavaScript, JS=String("boo")), "holds scripts")
    yield Bad("scripts in PDF", "form.pdf", _form, "holds scripts")
    yield Bad("starts", "paper.pdf", _action(S=Name.Launch, F=String("boo.exe")), "starts a program")
    yield Bad("starts", "paper.pdf", _action(S=Name.SubmitForm, F=String("https://boo")), "sends something away")
    yield Bad("starts", "paper.pdf", _action(S=Name.ImportData, F=String("boo")), "starts a program")
    yield Bad("program", "paper.pdf", _attached, "carries files of its own")
    yield Bad("encrypted", "paper.pdf", locked, "locked with a password")
    yield Bad("truncated", "paper.pdf", lambda: pdf("x" * 50)[:-60], "cut short")
    yield Bad("polyglot", "paper.pdf", lambda: _zipped(pdf("x")), "something else at once")
    yield Bad("polyglot", "paper.pdf", lambda: b"MZ boo\n" + pdf("x"), "whatever its name says")
    yield Bad("damaged", "paper.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 8 + b"\n%%EOF", "damaged")
    yield Bad("empty", "paper.pdf", bytes, "is empty")
    yield Bad("bomb", "paper.pdf", lambda: b"%PDF-1.7" + b"x" * 10_500_000 + b"%%EOF", "at most 10 are kept")


def picture(form: str, size: tuple[int, int] = (30, 20), **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "grey").save(out, form, **more)
    return out.getvalue()


def _pictures() -> Iterator[Bad]:
    for name, form in (("map.png", "PNG"), ("photo.jpg", "JPEG"), ("photo.jpeg", "JPEG")):
        yield Bad("truncated", name, lambda form=form: picture(form)[:60], "cut short" if form == "PNG" else "damaged")  # type: ignore[misc]
        yield Bad("polyglot", name, lambda form=form: _zipped(picture(form)), "something else at once")  # type: ignore[misc]
        yield Bad("another kind", name, lambda: b"GIF89a" + bytes(60), "whatever its name says")
        yield Bad("scripts in SVG", name, lambda: b"<svg><script>boo</script></svg>", "whatever its name says")
    script = b"<script>boo</script>"
    yield Bad("polyglot", "photo.jpg", lambda: picture("JPEG", comment=script), "holds a script")
    yield Bad("polyglot", "map.png", lambda: picture("PNG") + script, "cut short, or something was put behind")
    yield Bad("bomb", "map.png", lambda: picture("PNG", (9_000, 7_000)), "more dots than any screen")


def _texts() -> Iterator[Bad]:
    for kind in ("csv", "txt"):
        name = f"list.{kind}"
        yield Bad("empty", name, lambda: b" \n\t\n", "empty but for blanks")
        yield Bad("encodings", name, lambda: b"\xff\xfea", "letters cannot be read")
        yield Bad("encodings", name, lambda: b"caf\x81\x8d\x8f", "letters cannot be read")
        yield Bad("encodings", name, lambda: "who,when\n".encode("utf-16-le"), "signs that no text has")
        yield Bad("another kind", name, lambda: b"MZ\x03\x00", "signs that no text has")
        yield Bad("scripts in SVG", name, lambda: b"<svg onload='boo()'/>", "a web page or a drawing")
        yield Bad("another kind", name, lambda: b"<!DOCTYPE html><p>boo", "a web page or a drawing")
        yield Bad("polyglot", name, lambda: pdf("x"), "something else at once")
        yield Bad("another kind", name, lambda: package("xlsx"), "something else at once")
    for cell in ("=cmd|'/C boo'!A0", "@SUM(1+1)*cmd|'boo'!A0", '"=WEBSERVICE(""https://boo"")"', "+boo|'x'!A1"):
        yield Bad("starts", "list.csv", lambda cell=cell: f"who,what\nx,{cell}\n".encode(), "start a program")  # type: ignore[misc]
    yield Bad("another kind", "mail.eml", lambda: b"Just words.", "no e-mail")
    carried = b"From: a@b.example\nSubject: x\nContent-Type: text/plain; name=boo.exe\n\nboo"
    yield Bad("program", "mail.eml", lambda: carried, "carries files of its own")


def _names() -> Iterator[Bad]:
    drawn = b'<svg xmlns="http://www.w3.org/2000/svg"><script>boo</script></svg>'
    for ending in ("svg", "html", "exe", "js", "docm", "xlsm", "pptm", "doc", "zip", "msg", "lnk", "hta"):
        kind = "scripts in SVG" if ending == "svg" else "another kind"
        yield Bad(kind, f"file.{ending}", lambda: drawn, f"ending in .{ending} is not kept")
    yield Bad("another kind", "report.pdf.exe", lambda: b"MZ", "ending in .exe is not kept")
    yield Bad("another kind", "report", lambda: pdf("x"), "no ending")
    yield Bad("bomb", "list.csv.gz", lambda: gzip.compress(bytes(1_000_000)), "ending in .gz is not kept")


def bad_kept() -> tuple[Bad, ...]:
    """Return every file that is not kept."""
    return (*_packages(), *_office(), *_pdfs(), *_pictures(), *_texts(), *_names())
