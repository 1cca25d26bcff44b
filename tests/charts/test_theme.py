"""The theme: readable on paper, repaintable in high contrast, never without its letters."""

from __future__ import annotations

from pathlib import Path

import pytest

from frankpledge.charts import theme
from frankpledge.charts.pictures import svg_to_png
from frankpledge.refusal import Refusal

BUILT = Path(__file__).parents[2] / "src/frankpledge/ground/ui/static/built/fonts"


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    light, dark = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("table", ["colour", "contrast"])
@pytest.mark.parametrize("token", ["ink", "soft", "area", "other", "worse", "better", "event"])
def test_words_and_marks_that_carry_meaning_can_be_read(table: str, token: str) -> None:
    colours = theme.TOKENS[table]
    assert contrast(colours[token], colours["paper"]) >= 4.5
    assert contrast(colours[token], colours["other2"]) >= 3


def test_both_themes_name_the_same_colours() -> None:
    assert set(theme.TOKENS["colour"]) == set(theme.TOKENS["contrast"])


def test_map_classes_run_from_light_to_dark_and_back_in_high_contrast() -> None:
    light = [_luminance(theme.colour(f"seq{i}")) for i in range(5)]
    dark = [_luminance(theme.TOKENS["contrast"][f"seq{i}"]) for i in range(5)]
    assert light == sorted(light, reverse=True)
    assert dark == sorted(dark)


def test_the_high_contrast_rules_name_every_token_once_for_fill_and_for_stroke() -> None:
    css = theme.contrast_css(".x")
    for token, value in theme.TOKENS["contrast"].items():
        assert css.count(f".x .fp-f-{token}{{fill:{value}}}\n") == 1
        assert css.count(f".x .fp-s-{token}{{stroke:{value}}}\n") == 1


def test_the_family_is_quoted() -> None:
    assert theme.FONT.startswith("'Source Sans 3', ")


def test_an_unknown_colour_is_an_error() -> None:
    with pytest.raises(KeyError):
        theme.colour("pink")


def test_letters_keep_their_size_on_pages_and_are_the_documents_at_its_width() -> None:
    assert theme.sizes(354) == theme.sizes(1136) == theme.Sizes(15, 15)
    assert theme.sizes(600) == theme.Sizes(13, 12)


def test_a_picture_too_narrow_to_read_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 300 px"):
        theme.sizes(299)


def test_a_folder_without_letters_is_refused_with_the_cure(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="make assets"):
        theme.register_fonts(tmp_path)


@pytest.mark.skipif(not BUILT.exists(), reason="the letters are not built")
def test_letters_are_registered_from_the_build() -> None:
    theme.register_fonts(BUILT)
    size = 'xmlns="http://www.w3.org/2000/svg" width="200" height="40"'
    words = '<text x="4" y="28" font-size="24" font-family="{}">Rag</text>'
    ours, unknown = (svg_to_png(f"<svg {size}>{words.format(name)}</svg>") for name in (theme.FONT, "no such letters"))
    assert ours != unknown
