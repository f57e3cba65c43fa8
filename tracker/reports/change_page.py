"""The page of one change: what happened first, then the marked text, then the evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from tracker.changes.model import Edit, EditKind, SectionChange, Standing
from tracker.claims.schemes import Registry
from tracker.findings.model import Severity
from tracker.history import Change, Release, WatchHistory
from tracker.reports import attention, certifications, links, marked, original
from tracker.reports.events import Chronicle, Event
from tracker.reports.pages import (
    ChangePage,
    EvidenceRow,
    FindingLine,
    NumberedEdit,
    SectionView,
    TypographicRow,
    Why,
)

#: Sections that are marked as a whole, as one edit.
_WHOLE = frozenset({Standing.ADDED, Standing.DROPPED})
_QUIET = frozenset({Standing.UNCHANGED})


def pages(history: WatchHistory, *, at: date, book: Registry) -> Iterator[ChangePage]:
    """The page of every change of one organisation whose two releases are known, oldest first."""
    chronicle = Chronicle(history=history)
    events = [event for event in chronicle.events if event.change]
    for place, event in enumerate(events):
        yield _build(
            chronicle,
            event,
            at=at,
            book=book,
            older=events[place - 1].href if place else None,
            newer=events[place + 1].href if place + 1 < len(events) else None,
        )


def build(history: WatchHistory, change: Change, *, at: date, book: Registry) -> ChangePage | None:
    """The page of one change; None where one of its two releases is not in the history."""
    events = [event for event in Chronicle(history=history).events if event.change]
    made = zip(events, pages(history, at=at, book=book), strict=True)
    return next((page for event, page in made if event.change is change), None)


def _build(
    chronicle: Chronicle, event: Event, *, at: date, book: Registry, older: str | None, newer: str | None
) -> ChangePage:
    change, before, after = event.change, event.before, event.after
    assert change is not None  # noqa: S101 - the caller has asked
    assert before is not None  # noqa: S101 - a change has two sides
    ranked = attention.ranked(attention.line(one, book, on=after.published) for one in event.findings)
    lines = tuple(sorted(attention.told_once(ranked), key=_telling))
    views = _views(change.sections)
    return ChangePage(
        at=at,
        watch=chronicle.history.name,
        watch_href=links.watch(chronicle.history.id),
        href=event.href,
        before=before,
        after=after,
        altered=event.altered,
        headline=lines[0] if lines else None,
        lines=lines,
        facts=tuple(one for one in lines if one.finding.kind in attention.FACTS),
        certifications=() if event.altered else certifications.rows(chronicle, event, book),
        sections=tuple(view for view in views if view.standing not in _QUIET),
        quiet=tuple(view for view in views if view.standing in _QUIET),
        evidence=_evidence(sorted(ranked, key=_telling), before, after),
        older=older,
        newer=newer,
    )


def _telling(line: FindingLine) -> tuple[int, int]:
    """What the headline says, and what follows it: what must be checked, then certifications, then the rest."""
    rank = attention.RANK[line.finding.severity]
    pressing = rank <= attention.RANK[Severity.WARNING]
    return (0, rank) if pressing else (1, 0 if attention.is_certification(line.finding) else 1 + rank)


def _evidence(lines: Iterable[FindingLine], before: Release, after: Release) -> tuple[EvidenceRow, ...]:
    return tuple(
        EvidenceRow(
            line=one,
            before=one.finding.evidence_before,
            after=one.finding.evidence_after,
            place_before=original.place(before, one.finding.evidence_before),
            place_after=original.place(after, one.finding.evidence_after),
        )
        for one in lines
        if one.finding.evidence_before or one.finding.evidence_after
    )


def _views(sections: Sequence[SectionChange]) -> tuple[SectionView, ...]:
    """Sections with their edits numbered through the whole page."""
    found: list[SectionView] = []
    start = 1
    for section in sections:
        view = _view(section, start)
        start += len(view.numbers)
        found.append(view)
    return tuple(found)


def _view(section: SectionChange, start: int) -> SectionView:
    words = [at for at, edit in enumerate(section.edits) if edit.kind is not EditKind.TYPOGRAPHIC]
    numbers = {at: start + order for order, at in enumerate(words)}
    if section.standing in _WHOLE and not section.edits:
        numbers = {0: start}
    folds: tuple[marked.Fold, ...] = ()
    whole: tuple[str, str] | None = None
    try:
        folds = marked.folds(marked.rows(section))
    except marked.UnplacedEditsError:
        whole = (section.before_text, section.after_text)
    typographic = [edit for edit in section.edits if edit.kind is EditKind.TYPOGRAPHIC]
    return SectionView(
        role=section.role,
        heading=section.heading,
        standing=section.standing,
        folds=folds,
        numbers=numbers,
        edits=tuple(
            NumberedEdit(
                number=numbers[at],
                edit=section.edits[at],
                reasons=tuple(Why(*code.split(":", 1)) for code in section.edits[at].reasons),
            )
            for at in words
        ),
        typographic=_typographic(typographic),
        typographic_count=len(typographic),
        whole=whole,
    )


def _typographic(edits: Sequence[Edit]) -> tuple[TypographicRow, ...]:
    """Equal edits counted together, the most frequent first."""
    counts = Counter((edit.before, edit.after) for edit in edits)
    return tuple(
        TypographicRow(before=before, after=after, count=count)
        for (before, after), count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )
