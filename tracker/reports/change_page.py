"""The page of one change: what happened first, then the marked text, then the evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from tracker.changes.model import Edit, EditKind, SectionChange, Standing
from tracker.claims.schemes import Registry
from tracker.findings.model import Severity
from tracker.history import Change, ClaimSeen, WatchHistory
from tracker.reports import attention, links, marked, own, schemes
from tracker.reports.pages import (
    CertificationRow,
    ChangePage,
    EvidenceRow,
    FindingLine,
    NumberedEdit,
    SectionView,
    Side,
    TypographicRow,
    Why,
)

#: Sections that are marked as a whole, as one edit.
_WHOLE = frozenset({Standing.ADDED, Standing.DROPPED})
_QUIET = frozenset({Standing.UNCHANGED})


def pages(history: WatchHistory, *, at: date, book: Registry) -> Iterator[ChangePage]:
    """The page of every change of one organisation whose two releases are known."""
    for change in history.changes:
        page = build(history, change, at=at, book=book)
        if page is not None:
            yield page


def build(history: WatchHistory, change: Change, *, at: date, book: Registry) -> ChangePage | None:
    """The page of one change; None where one of its two releases is not in the history."""
    before, after = links.release(history, change.before), links.release(history, change.after)
    if before is None or after is None:
        return None
    ranked = attention.ranked(attention.line(one, book, on=after.published) for one in change.findings)
    lines = tuple(sorted(ranked, key=_telling))
    views = _views(change.sections)
    place = history.changes.index(change)
    return ChangePage(
        at=at,
        watch=history.name,
        watch_href=links.watch(history.id),
        href=links.change(history, change),
        before=before,
        after=after,
        headline=lines[0] if lines else None,
        lines=lines,
        facts=tuple(one for one in lines if one.finding.kind in attention.FACTS),
        certifications=_certifications(history, change, book),
        sections=tuple(view for view in views if view.standing not in _QUIET),
        quiet=tuple(view for view in views if view.standing in _QUIET),
        evidence=_evidence(lines),
        older=links.change(history, history.changes[place - 1]) if place else None,
        newer=links.change(history, history.changes[place + 1]) if place + 1 < len(history.changes) else None,
    )


def _telling(line: FindingLine) -> tuple[int, int]:
    """What the headline says, and what follows it: what must be checked, then certifications, then the rest."""
    rank = attention.RANK[line.finding.severity]
    pressing = rank <= attention.RANK[Severity.WARNING]
    return (0, rank) if pressing else (1, 0 if attention.is_certification(line.finding) else 1 + rank)


def _evidence(lines: Iterable[FindingLine]) -> tuple[EvidenceRow, ...]:
    return tuple(
        EvidenceRow(line=one, before=one.finding.evidence_before, after=one.finding.evidence_after)
        for one in lines
        if one.finding.evidence_before or one.finding.evidence_after
    )


def _certifications(history: WatchHistory, change: Change, book: Registry) -> tuple[CertificationRow, ...]:
    """One row a certification that either release names, what changed first."""
    touched = {one.subject for one in change.findings if attention.is_certification(one)}
    claims = own.claims(history)
    sides = [_by_scheme(claims, sha256) for sha256 in (change.before, change.after)]
    rows = [
        CertificationRow(
            name=schemes.name(scheme, book),
            before=_side(sides[0].get(scheme), book),
            after=_side(sides[1].get(scheme), book),
            now=_side(sides[1].get(scheme), book, now=True),
            where=_where(scheme, sides, book),
            touched=scheme in touched,
        )
        for scheme in sides[0].keys() | sides[1].keys()
    ]
    return tuple(sorted(rows, key=lambda row: (not row.touched, row.name.lower())))


def _by_scheme(claims: Iterable[ClaimSeen], sha256: str) -> dict[str, ClaimSeen]:
    """The claims of one release, one a scheme: the first with an edition, which says most."""
    found: dict[str, ClaimSeen] = {}
    for one in claims:
        if one.sha256 == sha256:
            held = found.get(one.claim.scheme)
            if held is None or (held.claim.edition is None and one.claim.edition is not None):
                found[one.claim.scheme] = one
    return found


def _side(seen: ClaimSeen | None, book: Registry, *, now: bool = False) -> Side | None:
    if seen is None:
        return None
    worth = seen.now if now else seen.then
    return Side(
        label=schemes.claim_label(seen.claim, book),
        claim=seen.claim,
        standing=worth.standing.value,
        until=worth.until,
    )


def _where(scheme: str, sides: Sequence[dict[str, ClaimSeen]], book: Registry) -> str | None:
    for side in reversed(sides):
        seen = side.get(scheme)
        if seen and seen.now.where:
            return seen.now.where
    return schemes.verify(scheme, book)


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
