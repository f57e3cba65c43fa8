"""The same as a picture: one panel a corpus, one bar an engine, as many times faster than difflib as it is long."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import log10
from statistics import median

from benchmarks.compare.corpus import Corpus
from benchmarks.compare.engines import OURS, REFERENCE
from benchmarks.compare.measure import Row
from benchmarks.compare.table import least_of, ratios_of

_WIDTH, _LABEL, _BAR, _PANEL_GAP = 900, 300, 16, 44
_LOW, _HIGH = -2.0, 4.0  # powers of ten

_STYLE = """
  text { font: 12px system-ui, sans-serif; fill: #1a1a1a }
  .title { font-weight: 600; font-size: 14px }
  .bar { fill: #8a93a0 } .ours { fill: #0b6e4f } .axis { stroke: #c4c9d0 } .one { stroke: #555 }
  @media (prefers-color-scheme: dark) {
    text { fill: #eee } .bar { fill: #77808c } .ours { fill: #3fbf92 } .axis { stroke: #444 } .one { stroke: #bbb }
  }
"""


def chart(results: Sequence[tuple[Corpus, Sequence[Row]]]) -> str:
    """An SVG with a title and a description, and no script."""
    parts: list[str] = []
    top = 40
    for corpus, rows in results:
        panel, height = _panel(corpus, rows, top)
        parts.append(panel)
        top += height + _PANEL_GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {top}" role="img" aria-labelledby="title desc">\n'
        f'<title id="title">Speed against difflib</title>\n'
        '<desc id="desc">One panel for each corpus, one bar for each engine, on a logarithmic scale; the line is difflib '
        "with autojunk off. The table in compare.md has the figures.</desc>\n"
        f"<style>{_STYLE}</style>\n"
        '<text class="title" x="8" y="20">Times faster than difflib (autojunk off); logarithmic</text>\n'
        f"{''.join(parts)}</svg>\n"
    )


def _x(power: float) -> float:
    clamped = min(max(power, _LOW), _HIGH)
    return _LABEL + (clamped - _LOW) / (_HIGH - _LOW) * (_WIDTH - _LABEL - 60)


def _ratio(row: Row, reference: Row | None) -> float | None:
    ratios = ratios_of(row, reference)
    return median(ratios) if ratios else least_of(row, reference)


def _panel(corpus: Corpus, rows: Sequence[Row], top: int) -> tuple[str, int]:
    reference = next((row for row in rows if row.engine == REFERENCE), None)
    lines = [f'<text class="title" x="8" y="{top + 14}">{escape(corpus.name)}</text>\n']
    shown = [(row, ratio) for row in rows if (ratio := _ratio(row, reference)) and not row.remark]
    bottom = top + 24 + len(shown) * (_BAR + 6)
    for power in range(int(_LOW), int(_HIGH) + 1):
        kind = "one" if power == 0 else "axis"
        x = _x(power)
        lines.append(f'<line class="{kind}" x1="{x:.1f}" y1="{top + 22}" x2="{x:.1f}" y2="{bottom}"/>\n')
        lines.append(f'<text x="{x:.1f}" y="{bottom + 14}" text-anchor="middle">{10.0**power:g}</text>\n')
    for place, (row, ratio) in enumerate(shown):
        y = top + 26 + place * (_BAR + 6)
        start, end = sorted((_x(0), _x(log10(ratio))))
        over = "over " if reference and reference.given_up else ""
        kind = "bar ours" if row.engine == OURS else "bar"
        lines.append(f'<text x="{_LABEL - 8}" y="{y + 12}" text-anchor="end">{escape(row.engine)}</text>\n')
        lines.append(
            f'<rect class="{kind}" x="{start:.1f}" y="{y}" width="{max(end - start, 1):.1f}" height="{_BAR}"/>\n'
            f'<text x="{end + 4:.1f}" y="{y + 12}">{over}{ratio:.3g}×</text>\n'
        )
    return "".join(lines), bottom - top + 18
