"""PNG for Word, from the same SVG as the page."""

from __future__ import annotations

from frankpledge.charts.chart import Chart


def png(chart: Chart, scale: float = 2) -> bytes:
    """Return the picture as PNG, `scale` times its pixels. Call `theme.register_fonts` once before."""
    return svg_to_png(chart.svg, scale=scale)


def svg_to_png(svg: str, scale: float = 2) -> bytes:
    """Return any of our SVGs as PNG."""
    import vl_convert  # noqa: PLC0415  (60 MB of renderer, needed here alone)

    return bytes(vl_convert.svg_to_png(svg, scale=scale))
