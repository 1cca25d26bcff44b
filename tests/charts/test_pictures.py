"""PNG and bytes: twice the pixels, words that are there, and the same file from two processes."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from frankpledge.charts import theme
from frankpledge.charts.pictures import png, svg_to_png
from tests.charts.gallery import everything

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "src/frankpledge/ground/ui/static/built/fonts"
needs_letters = pytest.mark.skipif(not BUILT.exists(), reason="the letters are not built")
SCRIPT = """
import hashlib, sys
from tests.charts.gallery import everything
for name, draw in sorted(everything().items()):
    print(name, *(hashlib.sha256(draw(w).svg.encode()).hexdigest() for w in (354, 600, 1136)))
"""


def _in_another_process(seed: str) -> str:
    env = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"}
    done = subprocess.run([sys.executable, "-c", SCRIPT], env=env, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


def test_two_processes_give_the_same_bytes() -> None:
    one, two = _in_another_process("1"), _in_another_process("2")
    assert one == two
    assert len(one.splitlines()) == len(everything())


@needs_letters
def test_a_png_has_twice_the_pixels_and_the_same_bytes_each_time() -> None:
    image = pytest.importorskip("PIL.Image")
    theme.register_fonts(BUILT)
    chart = everything()["months"](600)
    once = png(chart)
    assert image.open(io.BytesIO(once)).size == (1200, 2 * chart.height)
    assert hashlib.sha256(once).digest() == hashlib.sha256(png(chart)).digest()
    assert image.open(io.BytesIO(png(chart, scale=1))).size == (600, chart.height)


@needs_letters
def test_words_do_not_vanish_from_a_png() -> None:
    image = pytest.importorskip("PIL.Image")
    theme.register_fonts(BUILT)
    svg = everything()["bars-unknown"](600).svg
    wordless = svg[: svg.index("<text")] + "</svg>"
    dark = [sum(image.open(io.BytesIO(svg_to_png(s))).convert("L").histogram()[:128]) for s in (svg, wordless)]
    assert dark[0] > dark[1] + 200
