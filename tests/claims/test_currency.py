"""What a claim is worth on a day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.claims.currency import assess, derived_end
from tracker.claims.model import Claim, Standing, Status
from tracker.claims.registry import load
from tracker.documents.model import Span


def claim(scheme: str, edition: str | None, status: Status = Status.CERTIFIED) -> Claim:
    return Claim(scheme=scheme, family=scheme, edition=edition, status=status, quote="", span=Span(0, 0))


ROWS = [
    # a replacing policy
    ("iso-9001", "2008", "2016-10-11", "in-transition", "2018-09-14"),
    ("iso-9001", "2008", "2018-09-14", "in-transition", "2018-09-14"),
    ("iso-9001", "2008", "2018-09-15", "expired", "2018-09-14"),
    ("iso-9001", "2008", "2019-01-01", "expired", "2018-09-14"),
    ("iso-9001", "2015", "2020-09-15", "current", None),
    ("iso-9001", "2015", "2026-09-15", "current", None),
    ("iso-9001", "2015", "2026-09-16", "in-transition", "2029-09-30"),
    ("iso-9001", "2015", "2026-11-22", "in-transition", "2029-09-30"),
    ("iso-9001", "2026", "2026-09-15", "not-yet-published", None),
    ("iso-9001", "2026", "2026-09-16", "current", None),
    ("as9100", "C", "2016-10-11", "in-transition", "2018-09-15"),
    ("as9100", "C", "2019-01-01", "expired", "2018-09-15"),
    ("as9100", "D", "2016-09-01", "not-yet-published", None),
    ("as9100", "D", "2026-11-22", "current", None),
    ("iso-27001", "2013", "2025-10-31", "in-transition", "2025-10-31"),
    ("iso-27001", "2013", "2025-11-01", "expired", "2025-10-31"),
    # no edition, or one that was never issued
    ("iso-13485", None, "2020-09-15", "unstated", None),
    ("nadcap", None, "2020-09-15", "unstated", None),
    ("iso-9001", "2018", "2020-01-01", "unknown", None),
    ("iso-22483", "2020", "2026-01-01", "unknown", None),
    # an end that nobody knows; an older edition cannot outlive a later one
    ("iso-27701", "2019", "2026-11-22", "in-transition", None),
    ("iso-9001", "1987", "2026-11-22", "expired", None),
    # dates below a single source are reported and never alarm
    ("iso-17025", "1999", "2022-01-01", "unknown", "2007-05-31"),
    ("iso-22301", "2012", "2012-01-01", "unknown", None),
    # withdrawn
    ("iso-9002", "1994", "2002-01-01", "in-transition", "2003-12-15"),
    ("iso-9002", None, "2010-01-01", "withdrawn", "2003-12-15"),
    ("ohsas-18001", "2007", "2020-01-01", "in-transition", "2021-09-30"),
    ("ohsas-18001", "2007", "2022-01-01", "withdrawn", "2021-09-30"),
    ("iso-ts-16949", None, "2026-01-01", "withdrawn", "2018-09-14"),
    # planned, and not open yet
    ("ia9100", None, "2026-11-22", "not-yet-published", None),
    ("cmmc", "Level 2", "2023-01-01", "not-yet-published", None),
    ("cmmc", "Level 2", "2026-01-01", "current", None),
    # policies under which older editions stay usable
    ("ipc-a-610", "E", "2026-01-01", "current", None),
    ("nqa-1", "2008", "2026-01-01", "current", None),
    ("nist-800-171", "Rev 2", "2026-01-01", "current", None),
    ("nist-800-171", "Rev 1", "2026-01-01", "in-transition", None),
    ("soc-2", "Type 2", "2026-01-01", "current", None),
]


@pytest.mark.parametrize(("scheme", "edition", "at", "standing", "until"), ROWS)
def test_standing_on_a_day(scheme: str, edition: str | None, at: str, standing: str, until: str | None) -> None:
    worth = assess(claim(scheme, edition), load(), date.fromisoformat(at))
    assert (worth.standing, str(worth.until) if worth.until else None) == (standing, until)


def test_a_reported_end_says_so() -> None:
    worth = assess(claim("iso-17025", "1999"), load(), date(2022, 1, 1))
    assert worth.confidence == "commonly"
    assert "end-only-reported" in worth.doubts


def test_an_unknown_end_comes_with_a_suggestion_that_is_marked() -> None:
    worth = assess(claim("iso-27701", "2019"), load(), date(2026, 11, 22))
    assert worth.doubts[:2] == ("end-unknown", "end-derived:2028-10-31")
    scheme = load().scheme("iso-9001")
    assert scheme is not None
    edition = scheme.edition("2015")
    assert edition is not None
    assert edition.ends is not None
    assert derived_end(edition) == edition.ends.last


@pytest.mark.parametrize(
    ("scheme", "status", "doubt"),
    [
        ("iso-17025", Status.CERTIFIED, "status-misused"),
        ("soc-2", Status.CERTIFIED, "status-misused"),
        ("iso-9001", Status.COMPLIANT, "claimed-not-certified"),
        ("hipaa", Status.COMPLIANT, None),
        ("iso-9001", Status.CERTIFIED, None),
    ],
)
def test_the_word_is_judged_too(scheme: str, status: Status, doubt: str | None) -> None:
    doubts = assess(claim(scheme, None, status), load(), date(2020, 1, 1)).doubts
    assert (doubt in doubts) if doubt else not {"status-misused", "claimed-not-certified"} & set(doubts)


def test_every_standing_says_where_to_verify() -> None:
    assert assess(claim("nadcap", None), load(), date(2020, 1, 1)).where
    assert assess(claim("no-such-scheme", None), load(), date(2020, 1, 1)).where is None


_EDITIONS = [(scheme.id, edition.name) for scheme in load().schemes.values() for edition in scheme.editions]
_ORDER = [
    Standing.NOT_YET_PUBLISHED,
    Standing.UNKNOWN,
    Standing.CURRENT,
    Standing.IN_TRANSITION,
    Standing.EXPIRED,
    Standing.WITHDRAWN,
]


@given(
    st.sampled_from(_EDITIONS),
    st.dates(date(1980, 1, 1), date(2040, 1, 1)),
    st.dates(date(1980, 1, 1), date(2040, 1, 1)),
)
def test_a_standing_never_gets_better_with_time(edition: tuple[str, str], one: date, other: date) -> None:
    standings = [assess(claim(*edition), load(), day).standing for day in sorted((one, other))]
    known = [_ORDER.index(standing) for standing in standings if standing is not Standing.UNKNOWN]
    assert known == sorted(known)


@given(st.sampled_from(_EDITIONS), st.dates(date(1980, 1, 1), date(2040, 1, 1)))
def test_no_alarm_without_a_source(edition: tuple[str, str], at: date) -> None:
    worth = assess(claim(*edition), load(), at)
    alarms = {Standing.EXPIRED, Standing.WITHDRAWN}
    assert worth.standing not in alarms or worth.confidence in {"confirmed", "single"}
