"""The named styles of the word-processor editions, once for DOCX and ODT, so that a restyle takes a minute.

Sizes and distances are points; colours are names of `look.COLOUR`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ParagraphStyle:
    """A paragraph style. `outline` is its heading level, `numbered` its level in the chapters' list, 0 where none."""

    name: str
    size: float = 10.5
    bold: bool = False
    colour: str = "ink"
    before: float = 0
    after: float = 6
    indent: float = 0
    hanging: float = 0
    tab: float = 0
    keep_next: bool = False
    page_break: bool = False
    top_rule: float = 0
    rule_colour: str = "ink"
    shade: str = ""
    left_bar: str = ""
    right: bool = False
    outline: int = 0
    numbered: int = 0


@dataclass(frozen=True)
class CharacterStyle:
    """A character style; `underline` is the colour of its line, empty where it has none."""

    name: str
    bold: bool = False
    colour: str = ""
    underline: str = ""
    size: float = 0
    shade: str = ""


_NUMBER = 31.0
_CODE = 37.0
PARAGRAPHS = (
    ParagraphStyle("Body"),
    ParagraphStyle("Marking", size=11, after=10),
    ParagraphStyle("Cover art", after=14),
    ParagraphStyle("Title", size=34, bold=True, colour="area", after=6),
    ParagraphStyle("Long title", size=22, bold=True, colour="area", after=6),
    ParagraphStyle("Subtitle", size=15, colour="soft", after=26),
    ParagraphStyle("Fact", indent=96, hanging=96, tab=96, after=4),
    ParagraphStyle("Heading 1", 24, True, after=14, keep_next=True, page_break=True, outline=1, numbered=1),
    ParagraphStyle("Front heading", 24, True, after=14, keep_next=True, page_break=True, outline=1),
    ParagraphStyle("Contents heading", 24, True, after=14, keep_next=True, page_break=True),
    ParagraphStyle("Heading 2", 13.5, True, before=14, after=6, keep_next=True, outline=2),
    ParagraphStyle("Contents entry", after=5, indent=_NUMBER, hanging=_NUMBER, tab=_NUMBER),
    ParagraphStyle("Numbered paragraph", before=4, after=4, indent=_NUMBER, hanging=_NUMBER, numbered=2),
    ParagraphStyle("Plain paragraph", before=4, after=4, indent=_NUMBER),
    ParagraphStyle("Side note", 8.5, colour="soft", after=8, indent=_NUMBER),
    ParagraphStyle("Key figure", 12.5, after=6),
    ParagraphStyle("Summary point", 12.5, before=5, after=3, indent=_NUMBER, hanging=_NUMBER, tab=_NUMBER,
                   top_rule=0.5, rule_colour="rule"),
    ParagraphStyle("Chart title", 12, True, before=14, after=1, keep_next=True, top_rule=1.25),
    ParagraphStyle("Chart subtitle", 9, colour="soft", after=5, keep_next=True),
    ParagraphStyle("Chart", after=3, keep_next=True),
    ParagraphStyle("Source", 8.5, colour="soft", before=3, after=3),
    ParagraphStyle("Table head", 8.5, True, colour="soft", before=2, after=2, keep_next=True),
    ParagraphStyle("Table head right", 8.5, True, colour="soft", before=2, after=2, keep_next=True, right=True),
    ParagraphStyle("Table text", 9.5, before=2.5, after=2.5),
    ParagraphStyle("Table text apart", 9.5, before=2.5, after=2.5, indent=9),
    ParagraphStyle("Table head apart", 8.5, True, colour="soft", before=2, after=2, indent=9, keep_next=True),
    ParagraphStyle("Table number", 9.5, before=2.5, after=2.5, right=True),
    ParagraphStyle("Table group", 9.5, True, before=6, after=2.5, keep_next=True),
    ParagraphStyle("Callout", before=8, after=8, indent=8, shade="wash", left_bar="other"),
    ParagraphStyle("Callout warning", before=8, after=8, indent=8, shade="wash", left_bar="worse"),
    ParagraphStyle("Callout demonstration", before=8, after=8, indent=8, shade="thread2", left_bar="thread"),
    ParagraphStyle("Standout title", 13, True, before=12, after=3, keep_next=True, top_rule=1.25),
    ParagraphStyle("Standout number", 10, colour="soft", after=3, keep_next=True),
    ParagraphStyle("Standout judgements", 9.5, after=3, keep_next=True),
    ParagraphStyle("Standout words", 10.5, after=4),
    ParagraphStyle("Recommendation", 12.5, before=8, after=4, indent=_CODE, hanging=_CODE, tab=_CODE,
                   keep_next=True, top_rule=1.25),
    ParagraphStyle("Recommendation evidence", 10, after=4, indent=_CODE, keep_next=True),
    ParagraphStyle("Recommendation fact", 9, after=2, indent=_CODE + 52, hanging=52, tab=_CODE + 52),
    ParagraphStyle("Page head", 8.5, colour="soft", after=0),
    ParagraphStyle("Page foot", 8.5, colour="soft", after=0),
)  # fmt: skip
CHARACTERS = (
    CharacterStyle("Live figure", bold=True, underline="thread"),
    CharacterStyle("Live figure absent", colour="soft", underline="thread"),
    CharacterStyle("Big figure", bold=True, colour="area", size=22),
    CharacterStyle("Big figure absent", bold=True, colour="soft", size=22),
    CharacterStyle("Worse", bold=True, colour="worse"),
    CharacterStyle("Better", bold=True, colour="better"),
    CharacterStyle("Changed", bold=True),
    CharacterStyle("Soft", colour="soft"),
    CharacterStyle("Code", bold=True, colour="area"),
    CharacterStyle("Generated data", size=8, shade="thread2"),
)
