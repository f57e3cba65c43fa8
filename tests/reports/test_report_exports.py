"""What leaves the reports in other forms: complete, the same twice, and harmless in the program that opens it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from extremes import HOSTILE, hostile
from hypothesis import given
from hypothesis import strategies as st
from invented import AT, newsroom, nothing_yet, quillon, tarn_valley

from tracker.claims.registry import load
from tracker.errors import UsageError
from tracker.history import WatchHistory
from tracker.reports import change_page
from tracker.reports.exports import atom, bundle, csv_files, json_files, markdown, packet, records
from tracker.reports.exports.bundle import Fault, Flaw
from tracker.reports.exports.packet import Decision, Decisions, Refusal, Verdict

BOOK = load()
ROOT = Path(__file__).parents[2]
EVERYTHING = (*newsroom(), hostile())


def told(*histories: WatchHistory) -> records.ReportRecord:
    return records.report(histories, at=AT, book=BOOK)


def table(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))


def test_json_is_what_its_schema_says() -> None:
    body = json_files.report(told(*EVERYTHING))
    made = msgspec.json.decode(body, type=records.ReportRecord)
    assert made == told(*EVERYTHING)
    assert [watch.name for watch in made.watches[:2]] == ["Quillon Interconnect", "Sallow Bay Avionics"]
    assert b"\xed\xa0\x80" not in body


def test_the_documented_schema_is_the_one_in_use() -> None:
    documented = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))
    assert documented == json.loads(json_files.schema())


def test_a_line_is_a_finding() -> None:
    lines = json_files.lines(told(*EVERYTHING)).splitlines()
    found = [msgspec.json.decode(line, type=records.FindingRecord) for line in lines]
    assert len(found) == sum(len(records.findings(history, BOOK)) for history in EVERYTHING)
    assert json_files.lines(told(nothing_yet())) == b""


def test_quotes_keep_their_offsets_and_digests() -> None:
    history = quillon()
    texts = {release.sha256: release.text for release in history.releases}
    quotes = [quote for one in records.findings(history, BOOK) for quote in (one.before, one.after) if quote]
    checkable = [quote for quote in quotes if quote.sha256]
    assert len(checkable) >= 4
    for quote in checkable:
        assert texts[quote.sha256][quote.start : quote.end] == quote.quote


def test_csv_has_one_row_a_finding_and_one_a_claim() -> None:
    found = table(csv_files.findings(told(quillon())))
    assert len(found) == len(records.findings(quillon(), BOOK))
    assert "IPC QML is no longer named." in {row["sentence"] for row in found}
    assert [row["label"] for row in table(csv_files.claims(told(quillon())))] == [
        "IPC QML",
        "ISO 9001:2015",
        "AS9100D",
        "Nadcap",
    ]
    assert table(csv_files.claims(told(nothing_yet()))) == []


CELLS = [
    ("=1+1", "'=1+1"),
    ("+49 30 1", "'+49 30 1"),
    ("-2", "'-2"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("  =cmd", "'  =cmd"),
    ("\t=1", "'\t=1"),
    ("＝1", "'＝1"),
    ("ISO 9001:2015", "ISO 9001:2015"),
    ("a=b", "a=b"),
    (None, ""),
    (7, "7"),
    ("\x00", "⟨U+0000⟩"),
]


@pytest.mark.parametrize(("value", "expected"), CELLS)
def test_no_cell_is_a_formula(value: object, expected: str) -> None:
    assert csv_files.cell(value) == expected


@given(st.text())
def test_no_text_at_all_makes_a_formula(text: str) -> None:
    assert not csv_files.cell(text).lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


def test_the_feed_is_well_formed_and_newest_first() -> None:
    space = "{http://www.w3.org/2005/Atom}"
    root = ET.fromstring(atom.feed(EVERYTHING, at=AT, book=BOOK))  # noqa: S314  our own output
    entries = root.findall(f"{space}entry")
    updated = [entry.findtext(f"{space}updated") or "" for entry in entries]
    ids = [entry.findtext(f"{space}id") for entry in entries]
    assert updated == sorted(updated, reverse=True)
    assert root.findtext(f"{space}updated") == updated[0]
    assert len(set(ids)) == len(ids) == 6
    assert all(entry.find(f"{space}link") is not None for entry in entries)


def test_an_empty_feed_is_a_feed() -> None:
    root = ET.fromstring(atom.feed([nothing_yet()], at=AT, book=BOOK))  # noqa: S314  our own output
    assert root.findtext("{http://www.w3.org/2005/Atom}updated") == "2026-11-22T00:00:00+00:00"


def ticket(history: WatchHistory, number: int) -> str:
    page = change_page.build(history, history.changes[number], at=AT, book=BOOK)
    assert page is not None
    return markdown.change(page)


def test_a_ticket_says_what_happened_and_proves_it() -> None:
    text = ticket(quillon(), 1)
    assert text.startswith("## Quillon Interconnect: IPC QML is no longer named.")
    assert "| ISO 9001 | ISO 9001:2008 (in transition) | ISO 9001:2015 (current) |" in text
    assert all(sha256 in text for sha256 in (quillon().changes[1].before, quillon().changes[1].after))
    assert "Nothing that means anything changed." in ticket(quillon(), 0)


def test_a_hostile_ticket_has_no_mark_up_and_no_mention() -> None:
    text = ticket(hostile(), 1)
    assert "<script" not in text
    assert "\u202e" not in text
    assert "@" not in markdown.escaped("mail @everyone")
    assert markdown.escaped("[a](b) | *c* <d> `e`\nf") == r"\[a\](b) \| \*c\* &lt;d\> \`e\` f"


# ------------------------------------------------------------------ the packet and what comes back from it


def answer(history: WatchHistory, **other: object) -> bytes:
    binds = packet.bindings(history, BOOK)
    decisions = tuple(Decision(finding=one, binds=binds[one], verdict=Verdict.CONFIRMED) for one in binds)
    made = Decisions(schema=1, watch=history.id, at=AT, reviewer="A. Reader", decisions=decisions)
    return msgspec.json.encode(msgspec.structs.replace(made, **other))


def test_decisions_about_what_was_shown_are_taken() -> None:
    history = quillon()
    assert not packet.refused(packet.read(answer(history)), history, BOOK)


def test_decisions_about_what_has_changed_since_are_refused() -> None:
    history = quillon()
    returned = packet.read(answer(history))
    first, second, *rest = history.changes[1].findings
    altered = replace(first, said_after="something else")
    changed = replace(history.changes[1], findings=(altered, *rest))
    now = replace(history, changes=(history.changes[0], changed, history.changes[2]))
    assert {(one.finding, why) for one, why in packet.refused(returned, now, BOOK)} == {
        (first.id, Refusal.CHANGED_SINCE),
        (second.id, Refusal.UNKNOWN_FINDING),
    }


BAD_ANSWERS = [
    ("nothing", b""),
    ("no JSON", b"<html>"),
    ("another file", b"{}"),
    ("a list", b"[]"),
    ("an unknown verdict", answer(quillon()).replace(b'"confirmed"', b'"maybe"', 1)),
    ("an unknown key", answer(quillon()).replace(b'"reviewer"', b'"signed":true,"reviewer"', 1)),
    ("a newer form", answer(quillon(), schema=2)),
    ("too much", b" " * 8_000_001),
]


@pytest.mark.parametrize(("_", "body"), BAD_ANSWERS, ids=[row[0] for row in BAD_ANSWERS])
def test_what_is_no_answer_is_one_clear_sentence(_: str, body: bytes) -> None:
    with pytest.raises(UsageError, match="decisions"):
        packet.read(body)


def test_a_packet_is_one_file_that_leads_nowhere_else() -> None:
    page = packet.packet(quillon(), at=AT, book=BOOK).decode()
    assert 'href="../' not in page
    assert 'href="index' not in page
    assert page.count("<fieldset") == len(packet.build(quillon(), at=AT, book=BOOK).items)


def test_a_packet_of_hostile_words_is_text() -> None:
    page = packet.packet(hostile(), at=AT, book=BOOK).decode()
    assert page.count("<script") == 1
    assert HOSTILE not in page


# ------------------------------------------------------------------ the evidence bundle


def captures(history: WatchHistory) -> tuple[WatchHistory, dict[str, bytes]]:
    """The history with the digests that its texts really have, and the bytes."""
    bodies = {release.text.encode(): release for release in history.releases}
    found = {hashlib.sha256(body).hexdigest(): body for body in bodies}
    releases = tuple(replace(release, sha256=hashlib.sha256(body).hexdigest()) for body, release in bodies.items())
    return replace(history, releases=releases, changes=(), claims=(), passages=()), found


def made() -> bytes:
    history, bodies = captures(quillon())
    return bundle.build(history, body=bodies.__getitem__, at=AT, book=BOOK)


def rebuilt(body: bytes, **instead: bytes | None) -> bytes:
    """A bundle with some of its files altered, added or left out."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        files: dict[str, bytes | None] = {name: archive.read(name) for name in archive.namelist()}
    files |= instead
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            if content is not None:
                archive.writestr(name, content)
    return out.getvalue()


def test_a_bundle_made_twice_is_the_same_bytes() -> None:
    assert made() == made()
    assert bundle.flaws(made()) == ()


def test_a_bundle_can_be_checked_with_nothing_of_ours(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(made())) as archive:
        archive.extractall(tmp_path)
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "MANIFEST.sha256"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
    assert checked.stdout.count("OK") == len(list(tmp_path.rglob("*.*"))) - 1 + len(
        list((tmp_path / "captures").iterdir())
    )


def test_a_bundle_holds_every_capture_of_a_release() -> None:
    history, bodies = captures(quillon())
    further = replace(history.releases[0], sha256=hashlib.sha256(b"altered").hexdigest())
    history = replace(history, releases=(replace(history.releases[0], captures=(further,)), *history.releases[1:]))
    bodies[further.sha256] = b"altered"
    whole = bundle.build(history, body=bodies.__getitem__, at=AT, book=BOOK)
    assert bundle.flaws(whole) == ()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        assert archive.read(f"captures/{further.sha256}") == b"altered"


FLAWS = [
    ("a report that was altered", {"report.html": b"<p>all is well</p>"}, [Flaw("report.html", Fault.ALTERED)]),
    ("a report that is missing", {"report.json": None}, [Flaw("report.json", Fault.MISSING)]),
    ("a file that nobody listed", {"more.txt": b"more"}, [Flaw("more.txt", Fault.UNLISTED)]),
    ("no manifest", {"MANIFEST.sha256": None}, [Flaw("MANIFEST.sha256", Fault.MISSING)]),
]


@pytest.mark.parametrize(("_", "instead", "expected"), FLAWS, ids=[row[0] for row in FLAWS])
def test_every_flaw_of_a_bundle_is_named(_: str, instead: dict[str, bytes | None], expected: list[Flaw]) -> None:
    assert list(bundle.flaws(rebuilt(made(), **instead))) == expected


def test_a_capture_whose_name_is_not_its_digest_is_named() -> None:
    history, bodies = captures(tarn_valley())
    wrong = bundle.build(history, body=lambda _: b"something else", at=AT, book=BOOK)
    assert [flaw.fault for flaw in bundle.flaws(wrong)] == [Fault.MISNAMED] * len(bodies)


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04", b"no bundle at all"])
def test_what_is_no_bundle_is_called_none(body: bytes) -> None:
    assert bundle.flaws(body) == (Flaw("", Fault.NO_BUNDLE),)


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_no_altered_byte_of_content_goes_unseen(place: int, by: int) -> None:
    body = bytearray(SMALL)
    start = SMALL.index(b"About Tarn Valley") + place % 40
    body[start] = (body[start] + by) % 256
    assert bundle.flaws(bytes(body))


SMALL = bundle.build(captures(tarn_valley())[0], body=captures(tarn_valley())[1].__getitem__, at=AT, book=BOOK)
