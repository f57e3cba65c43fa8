"""Sentences, texts, names of files and characters made visible."""

from __future__ import annotations

import re

import pytest
from extremes import HOSTILE
from hypothesis import given
from hypothesis import strategies as st
from invented import claim, finding, release

from tracker.changes.model import EditKind, Weight
from tracker.changes.model import Standing as SectionStanding
from tracker.changes.reasons import Reason as EditReason
from tracker.claims.model import Modality, Standing, Status
from tracker.claims.registry import load
from tracker.documents.model import DateSource
from tracker.errors import Unreadable
from tracker.findings.model import Finding, Kind, Severity
from tracker.findings.reasons import Reason
from tracker.history import Outcome
from tracker.reports import schemes, texts
from tracker.reports.sentences import line
from tracker.reports.slugs import slug
from tracker.reports.visible import character, visible
from tracker.sections.model import Role

BOOK = load()
OLD = release("Quillon", None, "Quillon is ISO 9001:2008 certified.")
NEW = release("Quillon", None, "Quillon is ISO 9001:2015 certified.")
BEFORE = claim("iso-9001", "ISO 9001:2008", OLD, "2008")
AFTER = claim("iso-9001", "ISO 9001:2015", NEW, "2015")

LINES = [
    (finding(Kind.CLAIM_UPGRADED, Severity.INFO, "iso-9001", before=BEFORE, after=AFTER), "ISO 9001 moved up from 2008 to 2015."),
    (finding(Kind.CLAIM_DROPPED, Severity.WARNING, "iso-9001", before=BEFORE), "ISO 9001:2008 is no longer named."),
    (finding(Kind.CLAIM_ADDED, Severity.INFO, "iso-9001", after=AFTER), "ISO 9001:2015 is now claimed."),
    (
        finding(Kind.CLAIM_EXPIRED, Severity.WARNING, "iso-9001", after=BEFORE, until="2018-09-14"),
        "ISO 9001:2008 is still claimed, but no certificate to that edition can be valid after 2018-09-14.",
    ),
    (
        finding(Kind.LISTING_CHANGED, Severity.NOTICE, "listing", said_before="NX: Q", said_after="HX: Q"),
        "The stock listing changed from “NX: Q” to “HX: Q”.",
    ),
    (finding(Kind.CLAIM_DROPPED, Severity.WARNING, "never-heard-of"), " is no longer named."),
]  # fmt: skip


@pytest.mark.parametrize(("said", "expected"), LINES, ids=[row[0].kind for row in LINES])
def test_a_finding_is_one_line_of_plain_text(said: Finding, expected: str) -> None:
    assert line(said, BOOK) == expected.strip()


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_sentence_whatever_a_finding_lacks(kind: Kind) -> None:
    for said in (
        finding(kind, Severity.INFO, "iso-9001"),
        finding(kind, Severity.INFO, "iso-9001", before=BEFORE, after=AFTER, said_before="a", said_after="b"),
        finding(kind, Severity.INFO, HOSTILE, said_before=HOSTILE, said_after=HOSTILE, until=HOSTILE),
    ):
        sentence = line(said, BOOK)
        assert sentence.endswith(".")
        assert "\n" not in sentence
        assert "None" not in sentence
        assert "\u202e" not in sentence


def test_no_sentence_says_that_a_dropped_certificate_is_gone() -> None:
    for table in ("sentence", "meaning", "action"):
        said = texts.find(f"{table}.{Kind.CLAIM_DROPPED}")
        assert not re.search(r"\b(is gone|was lost|revoked|withdrawn|has no certificate)\b", said)
    assert "not the same as losing it" in texts.find("meaning.claim-dropped")
    assert "where" in texts.find("action.claim-dropped")


CODES = [
    *((table, code) for table in ("sentence", "meaning", "action", "kind") for code in Kind),
    *((f"severity.{code}", part) for code in Severity for part in ("label", "sign", "about")),
    *((f"standing.{code}", part) for code in (*Standing, "dropped") for part in ("label", "sign", "about")),
    *((f"outcome.{code}", part) for code in Outcome for part in ("label", "sign", "about")),
    *(("reason", code) for code in (*Reason, *EditReason)),
    *(("status", code) for code in Status),
    *(("modality", code) for code in Modality),
    *(("role", code) for code in Role),
    *(("section_standing", code) for code in SectionStanding),
    *(("edit_kind", code) for code in EditKind),
    *(("weight", code) for code in Weight),
    *(("cause", code) for code in Unreadable),
    *(("date_source", code) for code in DateSource),
]


@pytest.mark.parametrize(("table", "code"), CODES)
def test_every_code_is_explained(table: str, code: str) -> None:
    assert texts.find(f"{table}.{code}")


@pytest.mark.parametrize("path", ["ui.nothing-of-the-kind", "ui", "severity.info", "ui.product.more"])
def test_a_text_that_is_not_there_is_an_error(path: str) -> None:
    with pytest.raises(KeyError, match=re.escape(path)):
        texts.find(path)


EDITIONS = [
    ("iso-9001", "2015", "ISO 9001:2015"),
    ("as9100", "D", "AS9100D"),
    ("soc-2", "Type 2", "SOC 2 Type 2"),
    ("fssc-22000", "6", "FSSC 22000 edition 6"),
    ("pci-dss", "4.0.1", "PCI DSS 4.0.1"),
    ("nadcap", None, "Nadcap"),
    ("unheard-of", None, "UNHEARD OF"),
    ("iso-9001", "Amendment 1", "ISO 9001 Amendment 1"),
]


@pytest.mark.parametrize(("scheme", "edition", "expected"), EDITIONS)
def test_editions_are_written_as_the_trade_writes_them(scheme: str, edition: str | None, expected: str) -> None:
    assert schemes.edition_label(scheme, edition, BOOK) == expected


def test_a_safe_id_is_its_own_file_name() -> None:
    assert [slug(one) for one in ("quillon", "tarn-valley", "3m")] == ["quillon", "tarn-valley", "3m"]


@pytest.mark.parametrize(
    "name", ["con", "NUL", "lpt1", "", "..", "../../etc/passwd", "a" * 300, "é", "A", "株式会社", HOSTILE, "index"]
)
def test_an_unsafe_id_gets_a_digest(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]*[0-9a-f]{10}", slug(name))
    assert len(slug(name)) <= 60


@given(st.lists(st.text(), unique=True, max_size=20))
def test_no_two_ids_meet_in_one_file(ids: list[str]) -> None:
    names = [slug(one) for one in ids]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?", name) for name in names)
    assert [slug(name) for name in names if name in ids] == [name for name in names if name in ids]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain “quotes” — שלום\n\ttab", "plain “quotes” — שלום\n\ttab"),
        ("a\x00b", "a⟨U+0000⟩b"),
        ("\u202eexe", "⟨U+202E⟩exe"),
        ("\ud800", "⟨U+D800⟩"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_what_deceives_is_named_and_the_rest_left_alone(text: str, expected: str) -> None:
    assert visible(text) == expected


@given(st.text(st.characters()))
def test_whatever_is_shown_can_be_written(text: str) -> None:
    assert visible(text).encode("utf-8").decode("utf-8") == visible(text)
    assert visible(visible(text)) == visible(text)


def test_a_character_can_be_looked_up() -> None:
    assert character("\u2019") == "U+2019 right single quotation mark"
    assert character("\n") == "U+000A line break"
