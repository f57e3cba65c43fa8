"""Every code that the pages use, with its words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tracker.reports import texts
from tracker.reports.pages import GlossaryPage

_TABLES = ("severity", "standing", "kind", "reason", "status", "modality", "weight", "outcome", "cause", "date_source")


def build(*, at: date) -> GlossaryPage:
    """The codes of every table, in the order in which the texts have them."""
    known = texts.load()
    found: dict[str, tuple[str, ...]] = {}
    for name in _TABLES:
        table = known.get(name)
        found[name] = tuple(table) if isinstance(table, Mapping) else ()
    return GlossaryPage(at=at, tables=found)
