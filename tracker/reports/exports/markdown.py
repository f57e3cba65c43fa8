"""A change as Markdown, for pasting into a ticket."""

from __future__ import annotations

import re

from tracker.reports import sentences, texts
from tracker.reports.pages import CertificationRow, ChangePage, FindingLine, Side
from tracker.reports.visible import visible

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~!])")


def change(page: ChangePage) -> str:
    """What happened, what it means, what is claimed on both sides, and the digests that prove it."""
    parts = [
        f"## {escaped(page.watch)}: {_sentence(page.headline) if page.headline else texts.find('ui.change.nothing')}"
    ]
    if page.headline:
        parts.append(f"{_sentence(page.headline, 'meaning')} **{_sentence(page.headline, 'action')}**")
        parts.append("\n".join(_line(line) for line in page.lines))
    if page.certifications:
        parts.append(_table(page))
    parts.append(
        "\n".join(
            f"- {texts.find(f'ui.change.{side}')}: {one.published or texts.find('ui.undated')}, "
            f"{escaped(one.location)}, SHA-256 `{one.sha256}`"
            for side, one in (("before", page.before), ("after", page.after))
        )
    )
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """A text that Markdown takes for text, on one line: no mark-up, no mention, no table cell."""
    line = " ".join(visible(text).split())
    return _SPECIAL.sub(r"\\\1", line.replace("&", "&amp;")).replace("@", "&#64;").replace("\\<", "&lt;")


def _sentence(line: FindingLine, table: str = "sentence") -> str:
    return escaped(sentences.said(line.finding.kind, line.words, table))


def _line(line: FindingLine) -> str:
    label = texts.of_code("severity", line.finding.severity, "label")
    return f"- **{label}** {_sentence(line)} (`{line.finding.kind}`)"


def _table(page: ChangePage) -> str:
    names = ("certification", "before", "after", "verify")
    head = [texts.find(f"ui.change.{name}") for name in names]
    rows = [head, ["---"] * len(head), *([*_cells(row)] for row in page.certifications)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cells(row: CertificationRow) -> tuple[str, str, str, str]:
    where = row.where or texts.find("ui.change.verify_unknown")
    return escaped(row.name), _side(row.before), _side(row.after), escaped(where)


def _side(side: Side | None) -> str:
    if side is None:
        return texts.find("ui.change.not_named")
    return f"{escaped(side.label)} ({texts.of_code('standing', side.standing, 'label')})"
