"""The pages of standards: who claims what edition, who is behind, which day comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from tracker.claims.model import Standing
from tracker.claims.schemes import Registry
from tracker.history import WatchHistory
from tracker.reports import claimed, links, schemes
from tracker.reports.pages import Deadline, Holder, StandardPage, StandardsPage
from tracker.reports.succession import DROPPED

#: Standings that ask somebody to look.
BEHIND = frozenset(
    {
        DROPPED,
        Standing.IN_TRANSITION.value,
        Standing.EXPIRED.value,
        Standing.WITHDRAWN.value,
        Standing.NOT_YET_PUBLISHED.value,
    }
)


def pages(histories: Sequence[WatchHistory], *, at: date, book: Registry) -> tuple[StandardPage, ...]:
    """A page for every standard that an organisation claims or claimed, by name."""
    holders: dict[str, list[Holder]] = {}
    for history in histories:
        for row in claimed.rows(history, book):
            holder = Holder(name=history.name, href=links.watch(history.id), row=row)
            holders.setdefault(row.claim.scheme, []).append(holder)
    made = (_page(scheme, ones, at, book) for scheme, ones in holders.items())
    return tuple(sorted(made, key=lambda page: (page.name.lower(), page.href)))


def overview(histories: Sequence[WatchHistory], *, at: date, book: Registry) -> StandardsPage:
    """Every standard that is claimed, the ones with most to look at first."""
    found = pages(histories, at=at, book=book)
    return StandardsPage(at=at, standards=tuple(sorted(found, key=lambda page: (-page.behind, page.name.lower()))))


def _page(scheme: str, holders: Sequence[Holder], at: date, book: Registry) -> StandardPage:
    facts = book.schemes.get(scheme)
    return StandardPage(
        at=at,
        href=links.standard(scheme),
        name=schemes.name(scheme, book),
        scheme=facts,
        editions=tuple(reversed(facts.editions)) if facts else (),
        holders=tuple(sorted(holders, key=_order)),
        behind=sum(holder.row.badge.standing in BEHIND for holder in holders),
        standings=_counted(holders),
        deadline=_deadline(holders, at),
    )


def _counted(holders: Sequence[Holder]) -> Mapping[str, int]:
    """How many organisations have each standing, worst first."""
    counts = Counter(holder.row.badge.standing for holder in holders)
    return {code: counts[code] for code in claimed.ORDER if counts[code]}


def _order(holder: Holder) -> tuple[int, str, str]:
    return claimed.ORDER.index(holder.row.badge.standing), holder.name.lower(), holder.href


def _deadline(holders: Sequence[Holder], at: date) -> Deadline | None:
    ends = [
        (holder.row.badge.until, holder.row.badge.label)
        for holder in holders
        if holder.row.badge.standing == Standing.IN_TRANSITION and holder.row.badge.until
    ]
    ahead = [end for end in ends if end[0] >= at]
    if not ahead:
        return None
    on, label = min(ahead)
    return Deadline(label=label, on=on, watches=ahead.count((on, label)))
