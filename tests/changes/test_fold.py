"""The typographic list: what it folds, and that it folds nothing else."""

import unicodedata

import pytest

from tracker.changes.fold import ACCENTED, COMBINING, EXPANDED, MARKS, fold
from tracker.documents.typography import LEVELLED, ZERO_WIDTH


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“Ostrel’s”", '"Ostrel\'s"'),
        ("certi\ufb01ed o\ufb03ce", "certified office"),
        ("on\u00adsite\u200b", "onsite"),
        ("and so on…", "and so on..."),
        ("Québec, Que\u0301bec", "Quebec, Quebec"),
        ("a\u00a0b\u2013c", "a b-c"),
        # not typography
        ("10 µm ± 2°", "10 µm ± 2°"),
        ("© Ostrel, 5 °C", "© Ostrel, 5 °C"),
        ("новый", "новый"),
        ("東京", "東京"),
    ],
)
def test_what_is_on_the_list_is_folded_and_nothing_else(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_every_folded_character_knows_where_it_came_from() -> None:
    text = "o\ufb03ce\u00ad…!"
    folded = fold(text)
    assert folded.text == "office...!"
    assert folded.origins == (0, 1, 1, 1, 2, 3, 5, 5, 5, 6, 7)


def test_a_text_whose_characters_all_keep_their_places_needs_no_origins() -> None:
    assert fold("“Ostrel” – é").origins is None
    assert fold("plain").origins is None


def test_no_character_off_the_list_is_touched() -> None:
    listed = (
        {mark for mark, _ in (*LEVELLED, *EXPANDED)} | set(ZERO_WIDTH) | set(COMBINING) | set(ACCENTED) | set(MARKS)
    )
    for point in range(0x3000):
        character = chr(point)
        if character not in listed and unicodedata.category(character) != "Cs":
            assert fold(f"a{character}b").text == f"a{character}b"
