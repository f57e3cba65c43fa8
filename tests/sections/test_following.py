"""A passage followed from release to release: under a heading or none, reworded, shared, and one of several."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.sections.marks import content_marks, fingerprint, words_of
from tracker.sections.recurrence import MemoryIndex, Passage, follow, passages, pieces
from tracker.sections.split import split

ISSUER = "Velmar Pumps Ltd."
SAYS = (
    "Velmar Pumps is a leading manufacturer of metering pumps for water works and breweries. Founded in 1952, the company "
    "employs 310 people in Tarn and is certified to ISO 9001:2015. For more information, visit www.velmar.example."
)
REWORDED = SAYS.replace("a leading manufacturer", "a maker").replace("310", "325")
REWRITTEN = (
    "Velmar Pumps builds small pumps. Breweries from Tarn to Turin trust them with hops, acid and lye, and have done so "
    "since the days of the founder, whose portrait hangs in the hall."
)
OTHER = "Quillon Valves makes check valves and gate valves in Ostend. It is a family company in its third generation."
CAUTION = "This release contains forward-looking statements, which involve risks that nobody at Velmar Pumps can know."
NOTICE = (
    "Every pump is tested for an hour at twice its pressure, and the sheet with its readings is kept for thirty years."
)


def release(number: int, *tail: str) -> str:
    body = (
        f"Order {number} came from town number {number} in spring. The crew of hall {number} began on it at once, and by the "
        f"end of month {number} it had left the yard on lorry {number}."
    )
    news = ("The mayor came.", "A band played.", "It rained all day.", "Nobody was hurt.", "There was cake.")[
        number % 5
    ]
    opening = f"# Velmar Pumps Ships Order {number}\n\nTARN, UK, March {number + 1}, 2021 -- Velmar Pumps Ltd. today shipped an order."
    return "\n\n".join((opening, " ".join([news] * 9), body if number == 1 else news * 12, *tail))


def followed(*texts: str) -> tuple[Passage, ...]:
    index = MemoryIndex()
    shown = {
        str(number): follow(index, pieces(text, split(text, organisation=ISSUER), ISSUER))
        for number, text in enumerate(texts, start=1)
    }
    return passages(index, shown)


def places(found: tuple[Passage, ...]) -> dict[str, list[str]]:
    return {passage.name: [number for number, _ in passage.shown] for passage in found}


CONTINUED = [
    ("the same", f"About Velmar Pumps\n\n{SAYS}"),
    ("without its heading", SAYS),
    ("under another heading", f"ABOUT VELMAR PUMPS LTD.\n\n{SAYS}"),
    ("under the heading of the company as such", f"About the Company\n\n{SAYS}"),
    ("reworded", f"About Velmar Pumps\n\n{REWORDED}"),
    ("reworded, without its heading", REWORDED),
    ("rewritten under its heading", f"About Velmar Pumps\n\n{REWRITTEN}"),
    ("with curly quotes and dashes", f"About Velmar Pumps\n\n{SAYS.replace(' ', chr(0xA0))}"),
]


@pytest.mark.parametrize("later", [row[1] for row in CONTINUED], ids=[row[0] for row in CONTINUED])
def test_a_passage_goes_on(later: str) -> None:
    found = followed(release(1, f"About Velmar Pumps\n\n{SAYS}"), release(2, later))
    assert places(found) == {"about:velmar pumps": ["1", "2"]}


APART = [
    ("another organisation", f"About Velmar Pumps\n\n{SAYS}", f"About Quillon Valves\n\n{OTHER}"),
    ("another role", f"About Velmar Pumps\n\n{SAYS}", f"Forward-Looking Statements\n\n{CAUTION}"),
    ("trade marks and contact", "Trademarks\n\nDosewell is ours.", "Media Contact:\n\n+44 20 5550 1234"),
]


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in APART], ids=[row[0] for row in APART])
def test_different_passages_stay_apart(one: str, other: str) -> None:
    found = followed(release(1, one, other), release(2, one, other))
    assert sorted(map(tuple, places(found).values())) == [("1", "2"), ("1", "2")]


def test_a_headed_section_is_a_passage_from_its_first_appearance() -> None:
    assert places(followed(release(1, f"About Velmar Pumps\n\n{SAYS}"))) == {"about:velmar pumps": ["1"]}


def test_other_text_is_a_passage_once_it_recurs() -> None:
    once = followed(release(1, NOTICE), release(2))
    twice = followed(release(1, NOTICE), release(2), release(3, NOTICE))
    assert places(once) == {}
    assert list(places(twice).values()) == [["1", "3"]]


def test_text_that_recurs_with_another_number_is_the_same() -> None:
    later = NOTICE.replace("an hour", "2 hours").replace("thirty", "30")
    assert list(places(followed(release(1, later), release(2, later.replace("30", "40")))).values()) == [["1", "2"]]


def test_what_happens_to_share_a_sentence_with_standing_text_is_not_it() -> None:
    sentence = SAYS[: SAYS.index(". ") + 1]
    quoted = f"{sentence} That has not changed. What has changed is the roof, which is green now, and the gate, which is blue."
    found = followed(release(1, f"About Velmar Pumps\n\n{SAYS}"), release(2, quoted, f"About Velmar Pumps\n\n{SAYS}"))
    assert places(found) == {"about:velmar pumps": ["1", "2"]}


SPEAKER = "said Tessa Morvane, head of the pattern shop of Velmar Pumps in Tarn."
SHORT = [
    (
        "one speaker",
        f'"We had waited for this for years," {SPEAKER}',
        f'"The hall is warm, and the roof is dry," {SPEAKER}',
    ),
    (
        "a speaker, and whom to reach",
        f'"We had waited for this," {SPEAKER}',
        "Tessa Morvane, Velmar Pumps, press@velmar.example",
    ),
]


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in SHORT], ids=[row[0] for row in SHORT])
def test_two_short_texts_are_not_one_by_a_few_words_in_common(one: str, other: str) -> None:
    assert not set(content_marks(one, standing=False)) & set(content_marks(other, standing=False))


def test_two_sections_of_one_name_are_numbered() -> None:
    found = followed(release(1, f"Forward-Looking Statements\n\n{CAUTION}", "About Velmar Pumps\n\n" + SAYS, CAUTION))
    assert set(places(found)) == {"about:velmar pumps", "safe-harbor:", "safe-harbor:#2"}


def test_a_release_that_knows_both_names_joins_two_passages() -> None:
    short = f"About Dosewell\n\n{SAYS}"
    apart = followed(release(1, f"About Velmar Pumps\n\n{REWRITTEN}"), release(2, short))
    joined = followed(
        release(1, f"About Velmar Pumps\n\n{REWRITTEN}"), release(2, short), release(3, f"About Velmar Pumps\n\n{SAYS}")
    )
    assert len(apart) == 2
    assert places(joined) == {"about:dosewell": ["1", "2", "3"]}


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (SAYS, SAYS.replace("'", "\u2019").replace(" ", "  "), True),
        (SAYS, SAYS.upper(), True),
        (SAYS, SAYS.replace("310", "311"), False),
        (SAYS, REWORDED, False),
        ("", "", True),
    ],
)
def test_a_fingerprint_is_of_words_and_numbers(one: str, other: str, alike: bool) -> None:  # noqa: FBT001 - a row of a table
    assert (fingerprint(one) == fingerprint(other)) is alike


def test_the_number_of_marks_does_not_follow_the_length() -> None:
    assert len(content_marks(SAYS * 200, standing=False)) <= len(content_marks(SAYS, standing=False)) + 1


@pytest.mark.parametrize("text", ["", " ", "—", "\n"])
def test_nothing_has_no_marks(text: str) -> None:
    assert content_marks(text, standing=True) == ()


@given(st.text(alphabet="aBz019 \t\n.,;'\"&/-_$", max_size=40))
def test_words_are_cut_alike_in_ascii_and_in_any_other_text(said: str) -> None:
    assert words_of(f"{said} é") == [*words_of(said), "é".encode()]
