"""The styles of the ODT edition, its pages, head and foot, written from the table of named styles."""

from __future__ import annotations

from xml.sax.saxutils import escape

from frankpledge.ground.documents.look import COLOUR, FONT
from frankpledge.ground.documents.office_styles import CHARACTERS, PARAGRAPHS, CharacterStyle, ParagraphStyle

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
        ("meta", "meta"),
    )
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NUMBER = "31pt"


def styles(*, language: str, left: str, right: str, foot: str) -> bytes:
    """Return styles.xml: every named style, the pages with their head and foot."""
    tongue, _, country = language.partition("-")
    defaults = (
        '<style:default-style style:family="paragraph"><style:paragraph-properties style:tab-stop-distance="36pt"/>'
        f'<style:text-properties style:font-name="{FONT}" fo:font-size="10.5pt" fo:color="{COLOUR["ink"]}"'
        f' fo:language="{escape(tongue)}" fo:country="{escape(country) or "none"}" fo:hyphenate="false"/>'
        "</style:default-style>"
        '<style:style style:name="Standard" style:family="paragraph" style:class="text"/>'
    )
    return "".join(
        (
            f'{_HEAD}<office:document-styles {SPACES} office:version="1.3">{fonts()}<office:styles>',
            defaults,
            *(_paragraph(style) for style in PARAGRAPHS),
            *(_character(style) for style in CHARACTERS),
            f'<style:style style:name="Strong" style:family="text">{_bold()}</style:style>',
            (
                '<style:style style:name="Superscript" style:family="text"><style:text-properties'
                ' style:text-position="super 58%"/></style:style>'
            ),
            (
                '<style:style style:name="Internet_20_link" style:display-name="Internet link" style:family="text">'
                f'<style:text-properties fo:color="{COLOUR["link"]}" style:text-underline-style="solid"/></style:style>'
            ),
            (
                '<style:style style:name="Number" style:family="text">'
                f'<style:text-properties fo:color="{COLOUR["soft"]}"/></style:style>'
            ),
            "</office:styles>",
            _pages(left, right, foot),
            "</office:document-styles>",
        )
    ).encode()


def fonts() -> str:
    """Return the declaration of the house typeface, with what kind to take where it is not installed."""
    return (
        f'<office:font-face-decls><style:font-face style:name="{FONT}" svg:font-family="&apos;{FONT}&apos;"'
        ' style:font-family-generic="swiss" style:font-pitch="variable"/></office:font-face-decls>'
    )


def chapters_list() -> str:
    """Return the list style that numbers chapters: 1, 2 and so on."""
    return _list("Chapters", "")


def paragraphs_list(chapter: str) -> str:
    """Return the list style that numbers a chapter's paragraphs: 4.1, 4.2 and so on."""
    return _list(f"Chapter_{chapter}", f"{chapter}.")


def _list(name: str, prefix: str) -> str:
    return (
        f'<text:list-style {SPACES} style:name="{name}"><text:list-level-style-number text:level="1"'
        f' text:style-name="Number" style:num-prefix="{prefix}" style:num-format="1">'
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        f'<style:list-level-label-alignment text:label-followed-by="listtab" text:list-tab-stop-position="{_NUMBER}"'
        f' fo:text-indent="-{_NUMBER}" fo:margin-left="{_NUMBER}"/></style:list-level-properties>'
        "</text:list-level-style-number></text:list-style>"
    )


def cell_style(name: str, under: str, points: float) -> str:
    """Return a cell with a rule under it and nothing else about it."""
    return (
        f'<style:style {SPACES} style:name="{name}" style:family="table-cell"><style:table-cell-properties'
        f' fo:border="none" fo:border-bottom="{points}pt solid {COLOUR[under]}" fo:padding="0pt"'
        ' fo:padding-right="5pt"/></style:style>'
    )


def row_style() -> str:
    """Return a row that stays on one page."""
    return (
        f'<style:style {SPACES} style:name="KeptRow" style:family="table-row">'
        '<style:table-row-properties fo:keep-together="always"/></style:style>'
    )


def style_id(name: str) -> str:
    """Return the name as the format keeps it, its blanks written out."""
    return name.replace(" ", "_20_")


def _paragraph(style: ParagraphStyle) -> str:
    properties = [
        f'fo:margin-top="{style.before}pt" fo:margin-bottom="{style.after}pt"',
        f'fo:margin-left="{style.indent}pt" fo:text-indent="-{style.hanging}pt"' if style.indent else "",
        f'fo:line-height="{"100" if style.size > 16 else "112"}%"',
        'fo:keep-with-next="always"' if style.keep_next else "",
        'fo:break-before="page"' if style.page_break else "",
        'fo:text-align="end"' if style.right else 'fo:text-align="start"',
        'fo:orphans="2" fo:widows="2"',
        f'fo:background-color="{COLOUR[style.shade]}" fo:padding="5pt"' if style.shade else "",
        f'fo:border-left="2.5pt solid {COLOUR[style.left_bar]}"' if style.left_bar else "",
        f'fo:border-top="{style.top_rule}pt solid {COLOUR[style.rule_colour]}" fo:padding-top="4pt"'
        if style.top_rule
        else "",
    ]
    master = ' style:master-page-name="Cover"' if style.name == "Marking" else ""
    level = f' style:default-outline-level="{style.outline}"' if style.outline else ""
    return (
        f'<style:style style:name="{style_id(style.name)}" style:display-name="{style.name}" style:family="paragraph"'
        f' style:parent-style-name="Standard"{master}{level}><style:paragraph-properties'
        f" {' '.join(part for part in properties if part)}>{_tabs(style)}</style:paragraph-properties>"
        f'<style:text-properties fo:font-size="{style.size}pt" fo:color="{COLOUR[style.colour]}"'
        f"{_WEIGHT if style.bold else ''}/></style:style>"
    )


_WEIGHT = ' fo:font-weight="bold"'


def _bold() -> str:
    return f"<style:text-properties{_WEIGHT}/>"


def _tabs(style: ParagraphStyle) -> str:
    if not style.tab:
        return ""
    page = '<style:tab-stop style:position="170mm" style:type="right"/>' if style.name == "Contents entry" else ""
    # A tab is measured from the paragraph's indent, where a hanging line already ends.
    return f'<style:tab-stops><style:tab-stop style:position="{style.tab - style.indent}pt"/>{page}</style:tab-stops>'


def _character(style: CharacterStyle) -> str:
    line = (
        f' style:text-underline-style="solid" style:text-underline-color="{COLOUR[style.underline]}"'
        if style.underline
        else ""
    )
    shade = (
        f' fo:background-color="{COLOUR[style.shade]}" fo:border="0.5pt solid {COLOUR["thread"]}"'
        if style.shade
        else ""
    )
    return (
        f'<style:style style:name="{style_id(style.name)}" style:display-name="{style.name}" style:family="text">'
        f"<style:text-properties{_WEIGHT if style.bold else ''}"
        f"{f' fo:color={chr(34)}{COLOUR[style.colour]}{chr(34)}' if style.colour else ''}"
        f"{f' fo:font-size={chr(34)}{style.size}pt{chr(34)}' if style.size else ''}{line}{shade}/></style:style>"
    )


def _margin(kind: str, side: str, apart: int) -> str:
    """Return the room of a head or foot, and how far it stands from the text, in millimetres."""
    room = f'<style:header-footer-properties fo:margin-{side}="{apart}mm" fo:min-height="6mm"/>'
    return f"<style:{kind}-style>{room}</style:{kind}-style>"


def _pages(left: str, right: str, foot: str) -> str:
    size = 'fo:page-width="210mm" fo:page-height="297mm" fo:margin-left="20mm" fo:margin-right="20mm"'
    head = _margin("header", "bottom", 7)
    under = _margin("footer", "top", 6)
    rule = f'fo:border-bottom="0.5pt solid {COLOUR["rule"]}" fo:padding-bottom="3pt"'
    tab = '<style:tab-stops><style:tab-stop style:position="170mm" style:type="right"/></style:tab-stops>'
    count = '<text:page-number text:select-page="current">1</text:page-number> of <text:page-count>1</text:page-count>'
    return (
        "<office:automatic-styles>"
        f'<style:page-layout style:name="Inner"><style:page-layout-properties {size} fo:margin-top="12mm"'
        f' fo:margin-bottom="10mm"/>{head}{under}</style:page-layout>'
        f'<style:page-layout style:name="Front"><style:page-layout-properties {size} fo:margin-top="25mm"'
        ' fo:margin-bottom="21mm"/></style:page-layout>'
        f'<style:style style:name="Head" style:family="paragraph" style:parent-style-name="{style_id("Page head")}">'
        f"<style:paragraph-properties {rule}>{tab}</style:paragraph-properties></style:style>"
        f'<style:style style:name="Foot" style:family="paragraph" style:parent-style-name="{style_id("Page foot")}">'
        f"<style:paragraph-properties>{tab}</style:paragraph-properties></style:style></office:automatic-styles>"
        "<office:master-styles>"
        '<style:master-page style:name="Standard" style:page-layout-name="Inner">'
        f'<style:header><text:p text:style-name="Head">{escape(left)}<text:tab/><text:span text:style-name="Strong">'
        f"{escape(right)}</text:span></text:p></style:header>"
        f'<style:footer><text:p text:style-name="Foot">{escape(foot)}<text:tab/>Page {count}</text:p></style:footer>'
        "</style:master-page>"
        '<style:master-page style:name="Cover" style:page-layout-name="Front" style:next-style-name="Standard"/>'
        "</office:master-styles>"
    )
