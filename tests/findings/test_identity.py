"""What a finding is called, and what may change without its being another."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.documents.model import Span
from tracker.findings.identity import identity
from tracker.findings.model import Evidence, Kind
from tracker.findings.statement import state


def proof(quote: str, start: int = 0, sha: str = "a") -> Evidence:
    return Evidence(quote, Span(start, start + len(quote)), sha)


def test_an_id_is_pinned_so_that_verdicts_stay_attached() -> None:
    assert (
        identity(Kind.CLAIM_DROPPED, "iso-9001", evidence=(proof("ISO 9001:2015"), None)) == "da94efd0228b15bf369bf093"
    )


def test_where_a_quote_stands_and_why_it_matters_are_no_part_of_the_id() -> None:
    one = state(Kind.CLAIM_DROPPED, "iso-9001", ("omitted",), evidence=(proof("ISO 9001", 3), None))
    other = state(
        Kind.CLAIM_DROPPED, "iso-9001", ("omitted", "contained-in:as9100"), evidence=(proof("ISO 9001", 90), None)
    )
    assert one.id == other.id
    assert one.severity is not other.severity


def test_everything_that_a_finding_says_is_part_of_the_id() -> None:
    said = [
        identity(Kind.CLAIM_DROPPED, "iso-9001"),
        identity(Kind.CLAIM_ADDED, "iso-9001"),
        identity(Kind.CLAIM_DROPPED, "as9100"),
        identity(Kind.CLAIM_DROPPED, "iso-9001", said=("x", None)),
        identity(Kind.CLAIM_DROPPED, "iso-9001", said=(None, "x")),
        identity(Kind.CLAIM_DROPPED, "iso-9001", evidence=(proof("x"), None)),
        identity(Kind.CLAIM_DROPPED, "iso-9001", evidence=(None, proof("x"))),
        identity(Kind.CLAIM_DROPPED, "iso-9001", evidence=(proof("x", sha="b"), None)),
    ]
    assert len(set(said)) == len(said)


@given(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8), st.text(max_size=8))
def test_parts_do_not_run_into_each_other(a: str, b: str, c: str, d: str) -> None:
    plain = [part.replace("\x1f", "") for part in (a, b, c, d)]
    same = (plain[0] or None, plain[1] or None) == (plain[2] or None, plain[3] or None)
    one = identity(Kind.FIGURE_CHANGED, "customer", said=(plain[0], plain[1]))
    other = identity(Kind.FIGURE_CHANGED, "customer", said=(plain[2], plain[3]))
    assert (one == other) == same


def test_a_reason_stands_once_in_the_order_in_which_it_was_given() -> None:
    finding = state(Kind.FIGURE_CHANGED, "customer", ("increased", "duration", "increased"))
    assert finding.reasons == ("increased", "duration")
