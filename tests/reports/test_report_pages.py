"""What stands on each page, as values: before any mark-up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from extremes import hostile
from invented import AT, finding, joint, newsroom, nothing_yet, quiet, quillon, tarn_valley

from tracker.claims.registry import Registry, load
from tracker.findings.model import Finding, Kind, Severity
from tracker.history import Outcome, WatchHistory
from tracker.reports import (
    attention,
    change_page,
    claimed,
    coverage_page,
    digest_page,
    index_page,
    links,
    standard_page,
    timeline,
    watch_page,
)
from tracker.reports.drawing import Look

BOOK: Registry = load()

CLAIMED = [
    ("nothing is known yet", nothing_yet, []),
    ("no certification is named", quiet, []),
    ("another party's claims stand in the same release", joint, [("ISO 9001:2015", "in-transition")]),
    ("one ended long ago", tarn_valley, [("ISO 9001:2008", "expired")]),
    (
        "one is dropped, one in transition, one current, one without an edition",
        quillon,
        [
            ("IPC QML", "dropped"),
            ("ISO 9001:2015", "in-transition"),
            ("AS9100D", "current"),
            ("Nadcap", "unstated"),
        ],
    ),
]


@pytest.mark.parametrize(("_", "history", "expected"), CLAIMED, ids=[row[0] for row in CLAIMED])
def test_an_organisation_has_one_badge_a_certification(
    _: str, history: Callable[[], WatchHistory], expected: list[tuple[str, str]]
) -> None:
    assert [(row.badge.label, row.badge.standing) for row in claimed.rows(history(), BOOK)] == expected


def test_a_claim_that_is_named_again_is_no_longer_called_dropped() -> None:
    history = quillon()
    again = finding(Kind.CLAIM_ADDED, Severity.INFO, "ipc-qml", after=history.claims[3].claim)
    last = history.changes[-1]
    history = replace(history, changes=(*history.changes[:-1], replace(last, findings=(*last.findings, again))))
    assert "dropped" not in {row.badge.standing for row in claimed.rows(history, BOOK)}
    assert Kind.CLAIM_DROPPED not in {one.finding.kind for one in attention.open_lines(history, BOOK)}


def test_the_first_page_puts_the_most_urgent_first_and_groups_equal_edits() -> None:
    page = index_page.build(newsroom(), at=AT, book=BOOK)
    assert [(group.line.finding.kind, len(group.members)) for group in page.groups] == [
        (Kind.CLAIM_EXPIRED, 1),
        (Kind.CLAIM_DROPPED, 2),
        (Kind.CLAIM_IN_TRANSITION, 2),
    ]
    assert [member.name for member in page.groups[1].members] == ["Quillon Interconnect", "Sallow Bay Avionics"]
    assert {group.severity for group in page.further} == {Severity.INFO}


def test_the_next_deadline_is_that_of_a_claim_which_is_made_now() -> None:
    deadline = index_page.build(newsroom(), at=AT, book=BOOK).deadline
    assert deadline is not None
    assert (deadline.label, deadline.on, deadline.watches) == ("ISO 9001:2015", date(2029, 9, 30), 2)
    assert index_page.build([tarn_valley(), quiet()], at=AT, book=BOOK).deadline is None


def test_what_could_not_be_read_is_listed_and_what_could_is_not() -> None:
    page = index_page.build(newsroom(), at=AT, book=BOOK)
    assert [(one.watch, one.observation.outcome) for one in page.troubles] == [
        ("Tarn Valley Castings", Outcome.UNREADABLE)
    ]


def test_facts_and_wording_are_open_for_the_newest_change_only() -> None:
    kinds = {one.finding.kind for one in attention.open_lines(quillon(), BOOK)}
    assert Kind.WORDING_CHANGED in kinds
    assert Kind.LISTING_CHANGED not in kinds


def test_a_change_says_the_worst_first() -> None:
    history = quillon()
    page = change_page.build(history, history.changes[1], at=AT, book=BOOK)
    assert page is not None
    assert page.headline is not None
    assert [one.finding.kind for one in page.lines] == [
        Kind.CLAIM_DROPPED,
        Kind.CLAIM_UPGRADED,
        Kind.CLAIM_UPGRADED,
        Kind.LISTING_CHANGED,
    ]
    assert [one.finding.kind for one in page.facts] == [Kind.LISTING_CHANGED]


def test_the_headline_is_about_a_certification_unless_something_else_presses() -> None:
    history = quillon()
    calm = replace(history.changes[1], findings=history.changes[1].findings[1:])
    pressing = replace(calm, findings=(*calm.findings, replace(calm.findings[-1], severity=Severity.WARNING)))
    for change, expected in ((calm, Kind.CLAIM_UPGRADED), (pressing, Kind.LISTING_CHANGED)):
        now = replace(history, changes=(history.changes[0], change, history.changes[2]))
        page = change_page.build(now, change, at=AT, book=BOOK)
        assert page is not None
        assert page.headline is not None
        assert page.headline.finding.kind is expected


def test_the_text_of_a_guest_is_not_read_for_gaps() -> None:
    drawn = timeline.draw(joint(), BOOK)
    assert drawn is not None
    assert [lane.name for lane in drawn.lanes] == ["ISO 9001"]


def test_the_certification_table_has_both_sides_and_where_to_verify() -> None:
    history = quillon()
    page = change_page.build(history, history.changes[1], at=AT, book=BOOK)
    assert page is not None
    rows = {
        row.name: (row.before and row.before.label, row.after and row.after.label, row.touched)
        for row in page.certifications
    }
    assert rows == {
        "AS9100": ("AS9100C", "AS9100D", True),
        "ISO 9001": ("ISO 9001:2008", "ISO 9001:2015", True),
        "IPC QML": ("IPC QML", None, True),
        "Nadcap": ("Nadcap", "Nadcap", False),
    }
    assert all(row.where for row in page.certifications)


def test_a_change_whose_release_is_not_known_has_no_page() -> None:
    history = quillon()
    lost = replace(history.changes[0], before="0" * 64)
    assert change_page.build(history, lost, at=AT, book=BOOK) is None


def test_neighbouring_changes_lead_to_each_other() -> None:
    history = quillon()
    pages = [change_page.build(history, change, at=AT, book=BOOK) for change in history.changes]
    hrefs = [page.href for page in pages if page]
    assert [(page.older, page.newer) for page in pages if page] == [
        (None, hrefs[1]),
        (hrefs[0], hrefs[2]),
        (hrefs[1], None),
    ]


def test_an_organisation_shows_its_versions_newest_first() -> None:
    page = watch_page.build(quillon(), at=AT, book=BOOK)
    assert [(version.number, version.seen) for version in page.passages[0].versions] == [(3, 1), (2, 1), (1, 2)]


def test_typography_is_counted_apart_from_words() -> None:
    history = quillon()
    page = change_page.build(history, history.changes[1], at=AT, book=BOOK)
    assert page is not None
    view = page.sections[0]
    assert view.typographic_count == 2
    assert all("MC" not in one.edit.before for one in view.edits)
    assert [one.number for one in view.edits] == list(range(1, len(view.edits) + 1))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("newer-edition", ("newer-edition", "")),
        ("contained-in:as9100", ("contained-in", "AS9100")),
        ("ends:2018-09-14", ("ends", "2018-09-14")),
        ("nobody-knows:x:y", ("nobody-knows", "x:y")),
    ],
)
def test_a_reason_is_taken_apart(code: str, expected: tuple[str, str]) -> None:
    reason = attention.why(code, BOOK)
    assert (reason.code, reason.about) == expected


@pytest.mark.parametrize(("until", "expected"), [("2029-09-30", date(2029, 9, 30)), (None, None), ("soon", None)])
def test_a_deadline_that_is_no_day_is_no_deadline(until: str | None, expected: date | None) -> None:
    said: Finding = finding(Kind.CLAIM_IN_TRANSITION, Severity.NOTICE, "iso-9001", until=until)
    assert attention.line(said, BOOK).until == expected


def test_two_organisations_of_the_same_name_have_their_own_pages() -> None:
    assert links.watch("a/b") != links.watch("a b") != links.watch("a-b")
    assert index_page.build([hostile()], at=AT, book=BOOK).watches[0].href.startswith("watches/")


def test_a_standard_lists_who_is_behind_first() -> None:
    found = {page.name: page for page in standard_page.pages(newsroom(), at=AT, book=BOOK)}
    assert [(one.name, one.row.badge.standing) for one in found["ISO 9001"].holders] == [
        ("Tarn Valley Castings", "expired"),
        ("Quillon Interconnect", "in-transition"),
        ("Sallow Bay Avionics", "in-transition"),
    ]
    assert found["ISO 9001"].behind == 3
    assert found["ISO 9001"].deadline is not None
    assert found["AS9100"].behind == 0
    assert found["AS9100"].deadline is None
    assert standard_page.pages([quiet(), nothing_yet()], at=AT, book=BOOK) == ()


def test_a_digest_holds_the_changes_of_one_month() -> None:
    found = digest_page.pages(newsroom(), at=AT, book=BOOK)
    assert [(page.period.first, len(page.entries), page.quiet) for page in found] == [
        (date(2020, 9, 1), 2, 0),
        (date(2018, 2, 1), 2, 0),
        (date(2016, 10, 1), 0, 2),
    ]
    assert [page.newer for page in found] == [None, found[0].href, found[1].href]
    assert digest_page.pages([tarn_valley(), nothing_yet()], at=AT, book=BOOK) == ()


def test_coverage_tells_read_from_not_read_and_from_never_looked_at() -> None:
    rows = {row.name: row for row in coverage_page.build(newsroom(), at=AT).rows}
    tarn, new = rows["Tarn Valley Castings"], rows["Brightwater Forge"]
    assert (tarn.places, tarn.troubles, tarn.releases, tarn.standing_text) == (2, 1, 1, 1)
    assert (new.places, new.checked, new.first) == (0, None, None)


def test_the_timeline_draws_spans_gaps_and_the_next_deadline() -> None:
    drawn = timeline.draw(quillon(), BOOK)
    assert drawn is not None
    lanes = {lane.name: lane for lane in drawn.lanes}
    assert [(bar.edition, bar.look) for bar in lanes["ISO 9001"].bars] == [
        ("2008", Look.GOOD),
        ("2008", Look.TRANSITION),
        ("2015", Look.GOOD),
    ]
    assert [end.label for end in lanes["ISO 9001"].deadlines] == ["2029-09-30"]
    assert [gap.on for gap in lanes["IPC QML"].gaps] == [date(2018, 2, 20)]
    assert lanes["IPC QML"].still is None
    assert not lanes["Nadcap"].gaps
    for lane in drawn.lanes:
        for bar in lane.bars:
            assert timeline.LEFT <= bar.x <= bar.x + bar.width <= timeline.WIDTH


@pytest.mark.parametrize("history", [nothing_yet, quiet])
def test_without_a_dated_claim_there_is_nothing_to_draw(history: Callable[[], WatchHistory]) -> None:
    assert timeline.draw(history(), BOOK) is None
