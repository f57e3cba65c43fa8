"""What happened, in its place in time: who followed whom, what the day made true, what was altered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from invented import AT, claim, finding, quillon, seen

from tracker.claims.model import Standing
from tracker.claims.registry import load
from tracker.documents.model import Span
from tracker.findings.model import Evidence, Kind, Severity
from tracker.history import WatchHistory
from tracker.reports import attention, change_page, claimed, timeline, watch_page

BOOK = load()
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def gave_way(kind: Kind = Kind.CLAIM_SUCCEEDED, *reasons: str) -> WatchHistory:
    """The second release names ISO 14001 where the first one named Nadcap."""
    history = quillon()
    one, two = history.releases[1:3]
    old = next(seen for seen in history.claims if (seen.claim.scheme, seen.sha256) == ("nadcap", one.sha256))
    new = replace(old, claim=replace(old.claim, scheme="iso-14001", edition="2015"), sha256=two.sha256)
    said = finding(kind, Severity.INFO, "x", before=old.claim, after=None if reasons else new.claim, reasons=reasons)
    change = replace(history.changes[1], findings=(said,))
    claims = [seen for seen in history.claims if seen.claim.scheme != "nadcap" or seen.sha256 == one.sha256]
    return replace(history, claims=(*claims, new), changes=(history.changes[0], change), releases=history.releases[:3])


WENT = [
    ("its successor is named", gave_way(), ("succeeded", "ISO 14001:2015")),
    ("an equivalent is named", gave_way(Kind.CLAIM_REWORDED), ("replaced", "ISO 14001:2015")),
    (
        "its successor stands beside",
        gave_way(Kind.CLAIM_DROPPED, "superseded-by:iso-14001"),
        ("succeeded", "ISO 14001"),
    ),
    ("it is left out", gave_way(Kind.CLAIM_DROPPED, "omitted"), ("dropped", None)),
]


@pytest.mark.parametrize(("_", "history", "expected"), WENT, ids=[row[0] for row in WENT])
def test_a_badge_says_how_a_certification_went(_: str, history: WatchHistory, expected: tuple[str, str | None]) -> None:
    badges = {row.badge.label: row.badge for row in claimed.rows(history, BOOK)}
    assert (badges["Nadcap"].standing, badges["Nadcap"].instead) == expected


def test_a_scheme_whose_successor_stood_beside_it_is_not_missed_when_it_goes() -> None:
    history = quillon()
    one, two = history.releases[1:3]
    old = claim("ohsas-18001", "ISO 9001", one, "2007")
    new = claim("iso-45001", "ISO 9001", one, "2018")
    claims = [
        seen(release, said, Standing.UNSTATED, Standing.UNSTATED)
        for release, said in ((one, old), (one, new), (two, new))
    ]
    went = finding(Kind.CLAIM_DROPPED, Severity.WARNING, "ohsas-18001", before=old, reasons=("omitted",))
    change = replace(history.changes[1], findings=(went,))
    history = replace(history, claims=tuple(claims), changes=(change,), standing_findings=())
    badges = {row.badge.label: (row.badge.standing, row.badge.instead) for row in claimed.rows(history, BOOK)}
    assert badges["OHSAS 18001:2007"] == ("succeeded", "ISO 45001")
    assert attention.open_lines(history, BOOK) == ()
    alone = replace(history, claims=tuple(claims[:1]))
    assert [line.finding for line in attention.open_lines(alone, BOOK)] == [went]


def test_what_a_later_release_names_again_is_not_gone() -> None:
    history = gave_way(Kind.CLAIM_DROPPED, "omitted")
    said = next(seen for seen in history.claims if seen.claim.scheme == "nadcap")
    again = replace(said, sha256=quillon().releases[3].sha256)
    history = replace(history, claims=(*history.claims, again), releases=quillon().releases)
    assert "dropped" not in {row.badge.standing for row in claimed.rows(history, BOOK)}


def test_a_successor_stands_in_the_row_of_what_it_follows() -> None:
    history = gave_way()
    page = change_page.build(history, history.changes[1], at=AT, book=BOOK)
    assert page is not None
    (row,) = [row for row in page.certifications if "Nadcap" in row.name]
    assert row.name == "Nadcap → ISO 14001"
    assert (row.before and row.before.label, row.after and row.after.label) == ("Nadcap", "ISO 14001:2015")
    assert row.touched


def test_a_release_that_was_compared_with_several_is_told_once() -> None:
    history = quillon()
    first, second, third = history.changes
    across = replace(third, id="across", before=first.before, findings=second.findings[-1:])
    told = watch_page.changes(replace(history, changes=(first, second, third, across)), BOOK)
    assert [one.before for one in told[0].comparisons] == [date(2018, 2, 20), date(2014, 3, 4)]
    assert len({line.href for line in told[0].lines}) == 2
    assert len(told) == 3


def altered() -> WatchHistory:
    """The third release reads differently at a later look."""
    history = quillon()
    one = history.releases[2]
    later = replace(one, sha256="cd" * 32, retrieved=NOW, published=None)
    said = finding(
        Kind.RELEASE_EDITED,
        Severity.WARNING,
        "release",
        said_before="two presses",
        said_after="three presses",
        evidence_before=Evidence("two presses", Span(0, 11), one.sha256),
        evidence_after=Evidence("three presses", Span(0, 13), later.sha256),
    )
    change = replace(history.changes[1], id="altered", before=one.sha256, after=one.sha256, findings=(said,))
    releases = (*history.releases[:2], replace(one, captures=(later,)), *history.releases[3:])
    return replace(history, releases=releases, changes=(*history.changes, change))


def test_an_altered_release_is_told_apart_and_proved_by_its_two_captures() -> None:
    history = altered()
    told = watch_page.changes(history, BOOK)
    assert [row.altered for row in told] == [None, NOW, None, None]
    page = change_page.build(history, history.changes[-1], at=AT, book=BOOK)
    assert page is not None
    assert page.altered
    assert page.certifications == ()
    assert [page.before.sha256, page.after.sha256] == [history.releases[2].sha256, "cd" * 32]
    assert page.after.published == history.releases[2].published


def test_that_a_release_was_altered_stays_open_whatever_comes_later() -> None:
    kinds = [line.finding.kind for line in attention.open_lines(altered(), BOOK)]
    assert Kind.RELEASE_EDITED in kinds


MOVED = {"said_before": "Merridale", "said_after": "Port Sallow"}
MOVES = [
    ("one moved", [(Kind.LOCATION_DROPPED, MOVED), (Kind.LOCATION_ADDED, MOVED)], [Kind.LOCATION_DROPPED]),
    ("one was added", [(Kind.LOCATION_ADDED, MOVED)], [Kind.LOCATION_ADDED]),
    (
        "one went, another came",
        [(Kind.LOCATION_DROPPED, {"said_before": "Merridale"}), (Kind.LOCATION_ADDED, {"said_after": "Port Sallow"})],
        [Kind.LOCATION_DROPPED, Kind.LOCATION_ADDED],
    ),
    ("two figures", [(Kind.FIGURE_CHANGED, MOVED)] * 2, [Kind.FIGURE_CHANGED] * 2),
]


@pytest.mark.parametrize(("_", "said", "told"), MOVES, ids=[row[0] for row in MOVES])
def test_a_move_is_told_once_where_it_is_read(
    _: str, said: list[tuple[Kind, dict[str, str]]], told: list[Kind]
) -> None:
    lines = [attention.line(finding(kind, Severity.NOTICE, "x", **words), BOOK) for kind, words in said]
    assert [line.finding.kind for line in attention.told_once(lines)] == told


def test_a_move_is_proved_from_both_sides() -> None:
    history = quillon()
    quote = Evidence("Merridale", Span(0, 9))
    moved = tuple(
        finding(kind, Severity.NOTICE, "site", **MOVED, evidence_before=quote)
        for kind in (Kind.LOCATION_DROPPED, Kind.LOCATION_ADDED)
    )
    history = replace(history, changes=(replace(history.changes[0], findings=moved),))
    page = change_page.build(history, history.changes[0], at=AT, book=BOOK)
    assert page is not None
    assert (len(page.lines), len(page.evidence)) == (1, 2)


def test_a_lane_ends_where_the_successor_begins() -> None:
    drawn = timeline.draw(gave_way(), BOOK)
    assert drawn is not None
    (lane,) = [lane for lane in drawn.lanes if lane.name == "Nadcap"]
    assert lane.onward is not None
    assert lane.onward.label == "ISO 14001:2015"
    assert not lane.gaps


def test_what_the_day_made_true_is_told_with_the_change_of_its_release() -> None:
    history = quillon()
    old = history.releases[1]
    said = next(seen.claim for seen in history.claims if seen.sha256 == old.sha256)
    late, first = (
        finding(
            Kind.CLAIM_IN_TRANSITION,
            Severity.WARNING,
            "iso-9001",
            after=said,
            until=f"20{number}8-09-14",
            evidence_after=Evidence(said.quote, said.span, history.releases[number].sha256),
        )
        for number in (1, 0)
    )
    told = watch_page.changes(replace(history, dated=(first, late)), BOOK)
    assert [(row.after, [one.before for one in row.comparisons]) for row in told] == [
        (date(2020, 9, 15), [date(2018, 2, 20)]),
        (date(2018, 2, 20), [date(2016, 10, 11)]),
        (date(2016, 10, 11), [date(2014, 3, 4)]),
        (date(2014, 3, 4), []),
    ]
    assert [line.finding for line in told[2].lines] == [late]
    assert [line.finding for line in told[3].lines] == [first]
    page = change_page.build(replace(history, dated=(first, late)), history.changes[0], at=AT, book=BOOK)
    assert page is not None
    assert page.headline is not None
    assert page.headline.finding == late
