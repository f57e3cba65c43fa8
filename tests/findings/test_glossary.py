"""The glossary says what the code does: every kind, every reason, every severity."""

import re
from pathlib import Path

import pytest

from tracker.findings.model import Kind, Severity
from tracker.findings.reasons import Reason, bare, given
from tracker.findings.severity import TABLE, severity

GLOSSARY = (Path(__file__).parents[2] / "docs" / "findings.md").read_text(encoding="utf-8")
ENTRIES = dict(re.findall(r"^### (\S+)\n\n(.*?)(?=^##|\Z)", GLOSSARY, flags=re.MULTILINE | re.DOTALL))


def told(kind: Kind) -> str:
    """A kind's rows of the table, as the glossary writes them."""
    rows = [(when, level) for row, when, level in TABLE if row is kind]
    parts = [f"`{level.value}` with `{when.value}`" for when, level in rows if when is not None]
    plain = f"`{rows[-1][1].value}`"
    return "; ".join([*parts, f"otherwise {plain}" if parts else plain])


def test_every_kind_has_an_entry_and_no_other_has() -> None:
    assert list(ENTRIES) == [kind.value for kind in Kind]


@pytest.mark.parametrize("kind", Kind)
def test_the_entry_has_the_severities_of_the_table(kind: Kind) -> None:
    assert f"Severity: {told(kind)}." in ENTRIES[kind.value]
    assert "What to do: " in ENTRIES[kind.value]


def test_every_reason_has_a_row_and_no_other_has() -> None:
    assert re.findall(r"^\| `([a-z-]+)` \| .+ \|$", GLOSSARY, flags=re.MULTILINE) == [reason.value for reason in Reason]


def test_every_kind_ends_with_a_plain_row_and_has_no_row_twice() -> None:
    for kind in Kind:
        conditions = [when for row, when, _ in TABLE if row is kind]
        assert conditions[-1] is None
        assert len(set(conditions)) == len(conditions)


@pytest.mark.parametrize(
    ("kind", "reasons", "expected"),
    [
        (Kind.CLAIM_DROPPED, (), Severity.WARNING),
        (Kind.CLAIM_DROPPED, ("omitted", "contained-in:as9100"), Severity.NOTICE),
        (Kind.CLAIM_DROPPED, ("contained-in:as9100", "superseded-by:iatf-16949"), Severity.INFO),
        (Kind.CLAIM_CONDITIONAL, ("now-former",), Severity.CRITICAL),
        (Kind.LISTING_CHANGED, ("exchange-renamed",), Severity.INFO),
        (Kind.SECTION_DROPPED, ("claimed:iso-9001",), Severity.WARNING),
    ],
)
def test_the_first_row_that_fits_decides(kind: Kind, reasons: tuple[str, ...], expected: Severity) -> None:
    assert severity(kind, reasons) is expected


def test_a_reason_is_compared_by_what_stands_before_the_colon() -> None:
    code = Reason.CONTAINED_IN.about("as9100")
    assert (code, bare(code)) == ("contained-in:as9100", "contained-in")
    assert given(Reason.CONTAINED_IN, [code])
    assert not given(Reason.OMITTED, [code])
