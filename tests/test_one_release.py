"""Which captures are one release: a table of pairs, and the laws that hold for any text."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker import assess
from tracker.assess import Reading
from tracker.claims.registry import load
from tracker.documents.interpret import interpret
from tracker.findings.text import edited
from tracker.identity import Gist, alteration, gist, is_altered, is_same, marks

REGISTRY = load()
DAY = date(2031, 5, 6)

LEAD = (
    "TARN, May 6, 2031 - Orbelline Valves has agreed with the water board of Lavaur on the supply of 420 butterfly valves for "
    "the mains that cross the river, and will deliver the first of them before the end of the year."
)
BODY = (
    "The valves are cast in Albi and machined in Tarn. Each body is tested at 25 bar for ten minutes before it is coated, and the "
    "coating is cured at 210 degrees. The order is worth 3.4 million euros and keeps thirty people busy until the summer."
)
ABOUT = "About Orbelline Valves\nOrbelline Valves makes valves for water works and is certified to ISO 9001:2015."
TITLE = "Orbelline Valves to supply the water board of Lavaur"
TEXT = f"{TITLE}\n\n{LEAD}\n\n{BODY}\n\n{ABOUT}\n"


def read(text: str) -> Reading:
    body = text.encode()
    sha256 = hashlib.sha256(body).hexdigest()
    return assess.read(interpret(body, sha256=sha256, source="release.txt", media_type="text/plain"), REGISTRY)


def same(one: str, other: str, *, apart: int = 0) -> bool:
    days = (DAY, date.fromordinal(DAY.toordinal() + apart))
    return is_same(gist(read(one)), gist(read(other)), days=days)


curly = TEXT.replace(" - ", " – ").replace("is cast", "is cast")

ROUTES: list[tuple[str, str, int, bool]] = [
    ("the same text", TEXT, 0, True),
    ("other dashes and spaces", curly.replace(" valves", "\u00a0valves"), 0, True),
    ("hard lines", TEXT.replace(", and", ",\nand").replace(" before ", "\nbefore "), 0, True),
    ("a wire's dateline", TEXT.replace("TARN, May 6, 2031 -", "TARN, France, May 06, 2031 (NEWSWIRE) --"), 1, True),
    ("another title, the same words", TEXT.replace(TITLE, "Water board of Lavaur chooses Orbelline"), 0, True),
    ("a footer", f"{TEXT}\nContact:\npress@orbelline.example\n", 2, True),
    ("its day under the title", TEXT.replace(TITLE, f"{TITLE}\n\n2031-05-06"), 0, True),
    ("its day under the title, in words", TEXT.replace(TITLE, f"{TITLE}\n\nTuesday, 6 May 2031"), 0, True),
    ("a week later", TEXT, 7, False),
    ("other figures", TEXT.replace("420", "960").replace("3.4", "7.1").replace("25 bar", "16 bar"), 0, False),
    ("without its About section", TEXT.replace(ABOUT, ""), 0, False),
    ("the same title, other news", f"{TITLE}\n\n{LEAD[:60]} nothing of the kind is planned.\n\n{ABOUT}\n", 0, False),
    ("other news of the day", TEXT.replace(LEAD, "TARN, May 6, 2031 - Orbelline Valves names a new head of its pattern shop.")
     .replace(BODY, "The shop moves under one roof with machining in the autumn, and nobody loses a place by it.")
     .replace(TITLE, "Orbelline Valves names head of pattern shop"), 0, False),
]  # fmt: skip


@pytest.mark.parametrize(("other", "apart", "expected"), [row[1:] for row in ROUTES], ids=[row[0] for row in ROUTES])
def test_two_routes_of_one_release_are_known_and_two_releases_are_told_apart(
    other: str, apart: int, *, expected: bool
) -> None:
    assert same(TEXT, other, apart=apart) is expected
    if expected:
        assert set(marks(gist(read(TEXT)))) & set(marks(gist(read(other))))


@pytest.mark.parametrize("total", ["48,113,702", "51,000,001"])
def test_a_form_letter_is_another_release_each_time(total: str) -> None:
    letter = f"Total voting rights\n\nTARN, May 6, 2031 - {'As of this day the capital of the company consists of ' * 3}{{}} shares."
    assert not same(letter.format("48,120,995"), letter.format(total))


ALTERED = [
    ("a corrected figure", TEXT.replace("420", "240"), True),
    ("a new title", TEXT.replace(TITLE, "Correction: Orbelline Valves supplies Lavaur"), True),
    ("a rewritten body", TEXT.replace(BODY, "More will be said in due course."), True),
    ("other news at the same place", ROUTES[-1][1], False),
    ("the same notice a month later", TEXT.replace("May 6", "June 6"), False),
]


@pytest.mark.parametrize(("after", "expected"), [row[1:] for row in ALTERED], ids=[row[0] for row in ALTERED])
def test_what_a_place_shows_is_the_release_that_it_showed_or_another(after: str, *, expected: bool) -> None:
    assert is_altered(gist(read(TEXT)), gist(read(after))) is expected


EDITS = [
    ("a claim taken out", TEXT.replace(" and is certified to ISO 9001:2015", ""), 1),
    ("a figure", TEXT.replace("420", "240"), 1),
    ("a sentence more", TEXT.replace("Each body", "The board had asked five foundries. Each body"), 1),
    ("an About section gone", TEXT.replace(ABOUT, ""), 1),
    ("nothing", TEXT, 0),
    ("dashes and spaces", TEXT.replace(" - ", " – ").replace(" valves", "\u00a0valves"), 0),
    ("line ends", TEXT.replace(", and", ",\nand"), 0),
]


@pytest.mark.parametrize(("after", "count"), [row[1:] for row in EDITS], ids=[row[0] for row in EDITS])
def test_an_alteration_is_told_once_and_typography_never(after: str, count: int) -> None:
    before, later = read(TEXT), read(after)
    change = alteration(before, later)
    found = edited(change.edits, before_sha=before.document.sha256, after_sha=later.document.sha256)
    assert len(found) == count
    for finding in found:
        for evidence, reading in ((finding.evidence_before, before), (finding.evidence_after, later)):
            assert evidence is None or evidence.span.of(reading.document.text) == evidence.quote


words = st.lists(st.sampled_from([b"valve", b"tarn", b"mm", b"bar", b"iron", b"kg", b"cast", b"water"]), max_size=60)


def made(said: list[bytes], title: list[bytes]) -> Gist:
    return Gist(day=None, title=tuple(title), said=b" ".join(said).decode(), words=tuple(said))


@given(words, words, words)
@settings(deadline=None)
def test_being_one_release_does_not_depend_on_the_order(
    one: list[bytes], other: list[bytes], title: list[bytes]
) -> None:
    left, right = made(one, title), made(other, title)
    assert is_same(left, right, days=(DAY, DAY)) == is_same(right, left, days=(DAY, DAY))
    assert is_altered(left, right) == is_altered(right, left)


@given(words)
@settings(deadline=None)
def test_marks_are_few_and_follow_from_the_words(said: list[bytes]) -> None:
    found = marks(made(said, []))
    assert len(found) <= 4
    assert found == marks(made(list(said), [b"another", b"title"]))
    assert bool(found) == bool(said)
