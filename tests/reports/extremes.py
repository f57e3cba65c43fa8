"""Histories at the edge: hostile words, hundreds of findings, a paragraph without an end."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from invented import (
    AT,
    about_of,
    claim,
    finding,
    observed,
    passage,
    quillon,
    release,
    section_change,
    seen,
)

from tracker.claims.model import Standing as Worth
from tracker.documents.model import Span
from tracker.findings.model import Evidence, Kind, Severity
from tracker.history import Change, Outcome, WatchHistory

#: Mark-up, a script, a template, a null byte, an override of direction, a lone surrogate, quotes and slashes.
HOSTILE = "<script>alert(1)</script>\"'/\\{{ 7*7 }}{% raw %}\x00\u202egnp.exe\ud800 </style><!-- &amp; שלום"


def hostile() -> WatchHistory:
    """An organisation all of whose words are hostile."""
    history = quillon(HOSTILE, "../" + HOSTILE)
    change = history.changes[1]
    nasty = finding(
        Kind.NAME_CHANGED, Severity.WARNING, HOSTILE, said_before=HOSTILE, said_after=HOSTILE[::-1], reasons=(HOSTILE,)
    )
    releases = tuple(
        replace(one, location="javascript:alert(1)", title=HOSTILE, dateline=HOSTILE, listing=HOSTILE, source=HOSTILE)
        for one in history.releases
    )
    return replace(
        history,
        releases=releases,
        changes=(history.changes[0], replace(change, findings=(*change.findings, nasty)), history.changes[2]),
        observations=tuple(
            replace(one, outcome=Outcome.FAILED, cause=HOSTILE, detail=HOSTILE, location=HOSTILE)
            for one in history.observations
        ),
    )


def many(count: int) -> WatchHistory:
    """One change with this many findings, no two of them the same."""
    history = quillon("Many Findings", "many")
    change = history.changes[1]
    old, new = change.before, change.after
    said = tuple(
        finding(
            Kind.FIGURE_CHANGED,
            Severity.NOTICE,
            f"figure-{number}",
            said_before=f"{number} machines in hall {number}, {number * 3} people and a canteen",
            said_after=f"{number + 1} machines in hall {number}, {number * 5} people and two canteens",
            evidence_before=Evidence("Merridale", Span(20, 29), old),
            evidence_after=Evidence("Merridale", Span(20, 29), new),
            reasons=("increased",),
        )
        for number in range(count)
    )
    return replace(history, changes=(history.changes[0], replace(change, findings=said)))


def endless() -> WatchHistory:
    """A paragraph of 10,000 words with one edit, words from right to left in it, and one word without an end."""
    name = "Endless Paragraphs"
    words = " ".join(f"word{number}" if number % 97 else "שלום עליכם, ‘quoted’" for number in range(5_000))
    texts = [f"{words} It holds ISO 9001:{year}. {words} {'x' * 5_000}" for year in (2008, 2015)]
    days = [date(2017, 3, 4), date(2019, 3, 4)]
    found = [release(name, on, text, title=name * 30) for on, text in zip(days, texts, strict=True)]
    old, new = (
        claim("iso-9001", f"ISO 9001:{year}", one, year) for year, one in zip(("2008", "2015"), found, strict=True)
    )
    said = finding(Kind.CLAIM_UPGRADED, Severity.INFO, "iso-9001", before=old, after=new, reasons=("newer-edition",))
    sides = [
        seen(found[0], old, Worth.IN_TRANSITION, Worth.EXPIRED, date(2018, 9, 14)),
        seen(found[1], new, Worth.CURRENT, Worth.IN_TRANSITION, date(2029, 9, 30)),
    ]
    one = section_change(replace(found[0], text="About a\nb 2008"), replace(found[1], text="About a\nb 2015"))
    places = [Span(release.text.index(":20") + 1, release.text.index(":20") + 5) for release in found]
    edit = replace(one.edits[0], before="2008", after="2015", before_span=places[0], after_span=places[1])
    old_section, new_section = (about_of(release) for release in found)
    section = replace(
        one,
        before=old_section,
        after=new_section,
        before_text=old_section.body(found[0].text),
        after_text=new_section.body(found[1].text),
        edits=(edit,),
    )
    change = Change(id="endless", before=found[0].sha256, after=found[1].sha256, sections=(section,), findings=(said,))
    return WatchHistory(
        id="endless", name=name, at=AT, releases=tuple(found), passages=(passage(found),), claims=tuple(sides),
        changes=(change,), observations=observed(found), checked=datetime(2026, 11, 22, 5, 35, tzinfo=UTC),
    )  # fmt: skip
