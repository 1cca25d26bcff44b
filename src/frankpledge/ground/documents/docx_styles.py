"""The styles, numbering and settings of the DOCX edition, written from the table of named styles."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from frankpledge.ground.documents.look import COLOUR, FONT
from frankpledge.ground.documents.office_styles import CHARACTERS, PARAGRAPHS, CharacterStyle, ParagraphStyle

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TEXT_WIDTH = 9638
"""The width of the text in twentieths of a point: 170 mm."""
_BUILT_IN = {"Title", "Subtitle", "Heading 1", "Heading 2"}


def styles(language: str) -> bytes:
    """Return styles.xml: defaults, every paragraph and character style, the table style."""
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{FONT}"/>'
    parts = [
        (
            f'{_HEAD}<w:styles xmlns:w="{SPACE}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}'
            f'<w:color w:val="{_hex("ink")}"/>{_size(10.5)}<w:lang w:val={quoteattr(language)}/>'
            "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
            '<w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        ),
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
        (
            '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
            '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/></w:style>'
        ),
        *(_paragraph(style) for style in PARAGRAPHS),
        *(_character(style) for style in CHARACTERS),
        (
            '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/>'
            '<w:basedOn w:val="Contentsentry"/></w:style>'
        ),
        (
            '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr>'
            f'<w:color w:val="{_hex("link")}"/><w:u w:val="single"/></w:rPr></w:style>'
        ),
        _table(),
        "</w:styles>",
    ]
    return "".join(parts).encode()


def numbering() -> bytes:
    """Return numbering.xml: chapters and their paragraphs as one list of two levels."""
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading1"/>'
        '<w:lvlText w:val="%1"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="620" w:hanging="620"/></w:pPr>'
        f'<w:rPr><w:color w:val="{_hex("soft")}"/></w:rPr></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Numberedparagraph"/>'
        '<w:lvlText w:val="%1.%2"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="620" w:hanging="620"/></w:pPr>'
        f'<w:rPr><w:color w:val="{_hex("soft")}"/></w:rPr></w:lvl>'
    )
    return (
        f'{_HEAD}<w:numbering xmlns:w="{SPACE}"><w:abstractNum w:abstractNumId="1">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    ).encode()


def settings(language: str) -> bytes:
    """Return settings.xml: fields are brought up to date when the file is opened."""
    return (
        f'{_HEAD}<w:settings xmlns:w="{SPACE}"><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="720"/><w:updateFields w:val="true"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="15"/></w:compat>'
        f"<w:themeFontLang w:val={quoteattr(language)}/></w:settings>"
    ).encode()


def font_table() -> bytes:
    """Return fontTable.xml: what to take where the house typeface is not installed."""
    return (
        f'{_HEAD}<w:fonts xmlns:w="{SPACE}"><w:font w:name="{FONT}"><w:altName w:val="Segoe UI"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    ).encode()


def margin_part(kind: str, left: str, right: str, *, style: str) -> bytes:
    """Return the head or foot of the page. `right` is markup that may hold fields; `left` is text."""
    side = "bottom" if kind == "hdr" else "top"
    rule = (
        f'<w:pBdr><w:{side} w:val="single" w:sz="4" w:space="4" w:color="{_hex("rule")}"/></w:pBdr>'
        if kind == "hdr"
        else ""
    )
    return (
        f'{_HEAD}<w:{kind} xmlns:w="{SPACE}"><w:p><w:pPr><w:pStyle w:val="{style}"/>{rule}'
        f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(left)}</w:t></w:r><w:r><w:tab/></w:r>{right}</w:p></w:{kind}>'
    ).encode()


def field(instruction: str, shown: str) -> str:
    """Return a field with the words that it shows until the word processor works it out."""
    return (
        f'<w:fldSimple w:instr=" {escape(instruction)} "><w:r><w:t xml:space="preserve">{escape(shown)}</w:t></w:r>'
        "</w:fldSimple>"
    )


def style_id(name: str) -> str:
    """Return the identifier that Word keeps a style under."""
    return name.replace(" ", "")


def _paragraph(style: ParagraphStyle) -> str:
    name = style.name.lower() if style.name.startswith("Heading") else style.name
    properties = "".join(
        (
            "<w:keepNext/>" if style.keep_next else "",
            "<w:keepLines/>" if style.keep_next or style.numbered else "",
            "<w:pageBreakBefore/>" if style.page_break else "",
            f'<w:numPr><w:ilvl w:val="{style.numbered - 1}"/><w:numId w:val="1"/></w:numPr>' if style.numbered else "",
            _borders(style),
            f'<w:shd w:val="clear" w:color="auto" w:fill="{_hex(style.shade)}"/>' if style.shade else "",
            f'<w:tabs><w:tab w:val="left" w:pos="{_twips(style.tab)}"/>{_right_tab(style)}</w:tabs>'
            if style.tab
            else "",
            (
                f'<w:spacing w:before="{_twips(style.before)}" w:after="{_twips(style.after)}"'
                f' w:line="{_leading(style)}" w:lineRule="auto"/>'
            ),
            f'<w:ind w:left="{_twips(style.indent)}" w:hanging="{_twips(style.hanging)}"/>' if style.indent else "",
            '<w:jc w:val="right"/>' if style.right else "",
            f'<w:outlineLvl w:val="{style.outline - 1}"/>' if style.outline else "",
        )
    )
    custom = "" if style.name in _BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style_id(style.name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{properties}</w:pPr><w:rPr>'
        f'{"<w:b/>" if style.bold else ""}<w:color w:val="{_hex(style.colour)}"/>{_size(style.size)}</w:rPr></w:style>'
    )


def _character(style: CharacterStyle) -> str:
    properties = "".join(
        (
            "<w:b/>" if style.bold else "",
            f'<w:color w:val="{_hex(style.colour)}"/>' if style.colour else "",
            _size(style.size) if style.size else "",
            f'<w:u w:val="single" w:color="{_hex(style.underline)}"/>' if style.underline else "",
            f'<w:bdr w:val="single" w:sz="4" w:space="0" w:color="{_hex("thread")}"/>' if style.shade else "",
            f'<w:shd w:val="clear" w:color="auto" w:fill="{_hex(style.shade)}"/>' if style.shade else "",
        )
    )
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{style_id(style.name)}">'
        f'<w:name w:val="{style.name}"/><w:qFormat/><w:rPr>{properties}</w:rPr></w:style>'
    )


def _table() -> str:
    hair = f'w:val="single" w:sz="4" w:space="0" w:color="{_hex("rule")}"'
    firm = f'w:val="single" w:sz="8" w:space="0" w:color="{_hex("ink")}"'
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="Table"><w:name w:val="Table"/><w:tblPr><w:tblBorders>'
        f"<w:bottom {firm}/><w:insideH {hair}/></w:tblBorders>"
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="115" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom {firm}/></w:tcBorders>'
        '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
    )


def _borders(style: ParagraphStyle) -> str:
    top = (
        f'<w:top w:val="single" w:sz="{round(style.top_rule * 8)}" w:space="4" w:color="{_hex(style.rule_colour)}"/>'
        if style.top_rule
        else ""
    )
    left = f'<w:left w:val="single" w:sz="20" w:space="6" w:color="{_hex(style.left_bar)}"/>' if style.left_bar else ""
    return f"<w:pBdr>{top}{left}</w:pBdr>" if top or left else ""


def _right_tab(style: ParagraphStyle) -> str:
    leader = f'<w:tab w:val="right" w:pos="{TEXT_WIDTH}"/>'
    return leader if style.name == "Contents entry" else ""


def _leading(style: ParagraphStyle) -> int:
    return 240 if style.size > 16 else 264


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _twips(points: float) -> int:
    return round(points * 20)


def _hex(colour: str) -> str:
    return COLOUR[colour].removeprefix("#")
