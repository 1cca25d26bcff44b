"""Blocks as HTML: numbered paragraphs with side notes, figures with captions and their numbers, tables with scopes."""

from __future__ import annotations

from html import escape

from frankpledge.ground.documents import key, svg
from frankpledge.ground.documents.blocks import (
    Block,
    Callout,
    Contents,
    Document,
    HowToRead,
    KeyFigures,
    Line,
    NoteMark,
    Paragraph,
    Picture,
    Plain,
    Recommendation,
    Row,
    Sheet,
    SheetItem,
    SheetRow,
    Standout,
    Subheading,
    SummaryPoint,
    Table,
)
from frankpledge.ground.documents.html_words import MADE, line_html
from frankpledge.ground.documents.numbering import NumberedBlock, NumberedSection

_LONG = 12


def block_html(numbered: NumberedBlock, document: Document, every: tuple[NumberedSection, ...]) -> str:
    """Return one block with its number."""
    block, number = numbered.block, numbered.number
    match block:
        case Picture():
            return _picture(block, number)
        case Table() | Sheet():
            return _sheet(block, document) if isinstance(block, Sheet) else _table(block, number, document)
        case Recommendation():
            return _recommendation(block, document)
        case Standout():
            return _standout(block, document)
        case KeyFigures():
            return _key_figures(block, document)
        case Contents():
            return _contents(every)
        case HowToRead():
            return _how_to_read(document)
    return _words_block(block, number, document)


def _words_block(block: Block, number: str, document: Document) -> str:
    match block:
        case Paragraph(line=line, note=note) | Plain(line=line, note=note):
            return _part("part", number, line, note, document)
        case SummaryPoint(number=point, line=line, reference=reference):
            return _part("part point", point, line, reference, document)
        case Callout(kind=kind, title=title, line=line):
            head = f"<strong>{escape(title)}{'' if title.endswith('.') else '.'}</strong> " if title else ""
            return f'<div class="callout is-{kind}"><p>{head}{line_html(line, document)}</p></div>'
        case Subheading(text=text):
            return f"<h3>{escape(text)}</h3>"
    raise AssertionError(f"a block without an HTML form: {type(block).__name__}")


def _part(kind: str, number: str, line: Line, note: str, document: Document) -> str:
    numbered = f'<span class="number">{escape(number)}</span>' if number else ""
    side = f'<p class="note">{escape(note)}</p>' if note else ""
    kind = kind if number else f"{kind} plain"
    return f'<div class="{kind}">{numbered}<p class="said">{line_html(line, document)}</p>{side}</div>'


def _key_figures(block: KeyFigures, document: Document) -> str:
    shown = []
    for name, words in block.items:
        figure = document.figures[name]
        kind = "" if figure.state == "value" else ' class="absent"'
        shown.append(
            f'<li><strong{kind}>{escape(figure.display)}</strong> <span class="sub">{escape(words)}</span></li>'
        )
    made = any(document.figures[name].generated for name, _ in block.items)
    return f'<ul class="keys">{"".join(shown)}</ul>{f"<p>{MADE}</p>" if made else ""}'


def _standout(block: Standout, document: Document) -> str:
    figure = document.figures[block.figure]
    kind = "" if figure.state == "value" else ' class="absent"'
    drawn = line_html((block.spark,), document) if block.spark else ""
    judged = "".join(
        f"<li><span>{escape(label)}</span> {line_html((piece,), document)}</li>" for label, piece in block.judgements
    )
    said = "".join(f"<p>{line_html(line, document)}</p>" for line in block.lines)
    return (
        f'<div class="standout"><div><p class="large"><strong{kind}>{escape(figure.display)}</strong></p>'
        f'<p class="sub">{escape(block.words)}</p>{drawn}</div><div><h3>{escape(block.title)}</h3>'
        f'<ul class="judged">{judged}</ul>{said}</div></div>'
    )


def _recommendation(block: Recommendation, document: Document) -> str:
    facts = (("Owner", block.owner), ("By", block.by), ("Cost", block.cost), ("If not", block.otherwise))
    rows = "".join(f"<dt>{label}</dt><dd>{escape(words)}</dd>" for label, words in facts if words.strip())
    why = f'<p class="why">{escape(block.evidence)}</p>' if block.evidence else ""
    return (
        f'<div class="ask"><p class="code">{escape(block.code)}</p><div><p class="what">'
        f"<strong>{escape(block.verb)}</strong> {line_html(block.line, document)}</p>{why}</div><dl>{rows}</dl></div>"
    )


def _contents(every: tuple[NumberedSection, ...]) -> str:
    entries = "".join(
        f'<li><span class="number">{entry.number}</span><span><a href="#{entry.section.ref}">'
        f"{escape(entry.section.title)}</a>"
        + (f'<span class="about">{escape(entry.section.about)}</span>' if entry.section.about else "")
        + "</span></li>"
        for entry in every
        if not entry.is_contents
    )
    return f'<nav aria-label="Contents"><ul class="contents">{entries}</ul></nav>'


def _how_to_read(document: Document) -> str:
    rows = "".join(
        f'<div><strong>{row.family}</strong></div><div class="shapes">'
        + " ".join(line_html((shape,), document) for shape in row.shapes)
        + f'</div><div class="meaning">{escape(row.meaning)}</div>'
        for row in key.rows(document)
    )
    closing = line_html(key.closing(document), document)
    return f'<h3>How to read this document</h3><p>{key.LEAD}</p><div class="key">{rows}</div><p>{closing}</p>'


# ---- pictures and tables ---------------------------------------------------------------------------------------


def _picture(picture: Picture, number: str) -> str:
    drawn = svg.inline(picture.svg, name=picture.name, description=picture.description)
    drawn = drawn.replace("<svg ", '<svg class="picture" ', 1)
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in picture.columns)
    rows = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>' + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:]) + "</tr>"
        for row in picture.rows
    )
    named = escape(f"The numbers behind {number or picture.title}")
    return (
        f"<figure>{_caption(number, picture.title, picture.subtitle)}"
        f'<div class="scroll" tabindex="0" role="region" aria-label="Picture: {escape(picture.title)}">{drawn}</div>'
        f"{_source(picture.source, picture.notes, generated=picture.generated, lettered=False)}"
        f'<details><summary>{named}</summary><div class="scroll" tabindex="0" role="region" aria-label="{named}">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></details></figure>"
    )


def _table(table: Table, number: str, document: Document) -> str:
    heads = "".join(
        f'<th scope="col" class="{column.align}">{escape(column.head)}</th>' if column.head.strip() else "<td></td>"
        for column in table.columns
    )
    rows = "".join(_row(row, table, document) for row in table.rows)
    lettered = any(isinstance(piece, NoteMark) for row in table.rows for cell in row.cells for piece in cell)
    kind = ' class="long"' if len(table.rows) > _LONG else ""
    return (
        f"<figure{kind}>{_caption(number, table.title, table.subtitle)}"
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(f"{number} {table.title}".strip())}">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
        f"{_source(table.source, table.notes, generated=table.generated, lettered=lettered)}</figure>"
    )


def _row(row: Row, table: Table, document: Document) -> str:
    if row.group:
        wide = len(table.columns)
        named = line_html(row.cells[0], document)
        return f'<tr class="group"><th scope="colgroup" colspan="{wide}">{named}</th></tr>'
    first, *rest = (line_html(cell, document) for cell in row.cells)
    cells = "".join(
        f'<td class="{column.align}">{cell}</td>' for column, cell in zip(table.columns[1:], rest, strict=True)
    )
    total = ' class="total"' if row.total else ""
    return f'<tr{total}><th scope="row" class="{table.columns[0].align}">{first}</th>{cells}</tr>'


def _caption(number: str, title: str, subtitle: str) -> str:
    numbered = f'<span class="number">{number}</span> ' if number else ""
    under = f'<span class="sub">{escape(subtitle)}</span>' if subtitle else ""
    return f'<figcaption><span class="title">{numbered}{escape(title)}</span>{under}</figcaption>'


def _source(source: str, notes: tuple[str, ...], *, generated: bool, lettered: bool) -> str:
    stop = "" if source.endswith(".") else "."
    said = f"Source: {escape(source)}{stop} " if source else ""
    made = MADE if generated else ""
    line = f'<p class="source">{said}{made}</p>' if said or made else ""
    letters = "abcdefghijklmnopqrstuvwxyz"
    listed = "".join(
        f"<li>{f'<sup>{letters[i]}</sup> ' if lettered else ''}{escape(note)}</li>" for i, note in enumerate(notes)
    )
    return line + (f'<ul class="notes note">{listed}</ul>' if listed else "")


# ---- a sheet -----------------------------------------------------------------------------------------------------


def _sheet(sheet: Sheet, document: Document) -> str:
    """Return a sheet as a table that stacks on a phone: each cell then stands under the head of its column."""
    heads = "".join(f'<th scope="col">{escape(head)}{_under(under)}</th>' for head, under in sheet.columns)
    rows = "".join(_sheet_row(row, sheet, document) for row in sheet.rows)
    lede = f'<p class="said">{escape(sheet.lede)}</p>' if sheet.lede else ""
    aside = f'<p class="sub">{escape(sheet.aside)}</p>' if sheet.aside else ""
    made = f"<p>{MADE}</p>" if sheet.generated else ""
    return (
        f'{lede}{aside}<div class="sheet"><table><caption class="unseen">{escape(document.title)}</caption>'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{made}"
    )


def _sheet_row(row: SheetRow, sheet: Sheet, document: Document) -> str:
    head = f'<th scope="row">{escape(row.label)}{_under(row.under)}</th>'
    if row.across:
        items = "".join(f"<div>{_item(one, document)}</div>" for cell in row.cells for one in cell)
        return f'<tr>{head}<td class="across" colspan="{len(sheet.columns)}">{items}</td></tr>'
    cells = "".join(
        f'<td data-head="{escape(name)}">{"".join(_item(one, document) for one in cell)}</td>'
        for cell, (name, _) in zip(row.cells, sheet.columns, strict=True)
    )
    return f"<tr>{head}{cells}</tr>"


def _item(one: SheetItem, document: Document) -> str:
    aside = f'<span class="aside">{line_html(one.aside, document)}</span>' if one.aside else ""
    kind = "item is-step" if one.dash else "item"
    return f'<div class="{kind}">{aside}<p>{line_html(one.line, document)}{_under(one.under)}</p></div>'


def _under(words: str) -> str:
    return f' <span class="sub">{escape(words)}</span>' if words else ""
