"""What an edit may begin and end with."""

import pytest

from tracker.changes.tokens import CLAIM, FIRM, LIGHT, PLAIN, joined, rank_of, ranks_of, tokenise
from tracker.documents.model import Span


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("grew 1,234.5 points", ["grew", "1,234.5", "points"]),
        ("by 15 % or 15%", ["by", "15%", "or", "15%"]),
        ("$3.59 million, then €4", ["$3.59 million", ",", "then", "€4"]),
        ("$3.59\u00a0  million and 5 \u00a0%", ["$3.59 million", "and", "5%"]),
        ("ISO 9001:2015, AS9100D.", ["ISO", "9001:2015", ",", "AS9100D", "."]),
        ("J-STD-001 and ISO/IEC 17025:2017", ["J-STD-001", "and", "ISO/IEC", "17025:2017"]),
        ("MIL-PRF-38535 Class Q", ["MIL-PRF-38535", "Class", "Q"]),
        ("write to info@ostrel-works.example.", ["write", "to", "info@ostrel-works.example", "."]),
        ("at https://www.ostrel.example/a?b=1.", ["at", "https://www.ostrel.example/a?b=1", "."]),
        ("at www.ostrel-works.example.", ["at", "www.ostrel-works.example", "."]),
        ("Ostrel's on-site shop", ["Ostrel's", "on", "-", "site", "shop"]),
        ("tools & dies", ["tools", "and", "dies"]),
        ("so -- it is", ["so", "-", "it", "is"]),
        ("call 1-585-555-0100 now", ["call", "1-585-555-0100", "now"]),
        ("on 2020-09-15 at 9:30", ["on", "2020-09-15", "at", "9:30"]),
        # nothing to join: the marks between these belong to the sentence
        ("ended. Then", ["ended", ".", "Then"]),
        ("one, two", ["one", ",", "two"]),
        ("(Nasdaq: OSTR)", ["(", "Nasdaq", ":", "OSTR", ")"]),
        ("", []),
    ],
)
def test_figures_standards_and_addresses_are_single_tokens(text: str, keys: list[str]) -> None:
    assert tokenise(text).keys == keys


def test_tokens_tile_their_text_from_the_given_offset() -> None:
    text = "  Ostrel makes\u200b ﬁttings … and  more.\n"
    tokens = tokenise(text, 40)
    assert tokens.starts[0] == 40
    assert tokens.starts[-1] == 40 + len(text)
    slices = [text[start - 40 : end - 40] for start, end in zip(tokens.starts, tokens.starts[1:], strict=False)]
    assert "".join(slices) == text
    assert slices == ["  ", "Ostrel ", "makes\u200b ", "ﬁttings ", "… ", "and  ", "more", ".\n"]


@pytest.mark.parametrize(
    ("key", "rank"),
    [
        ("the", LIGHT),
        ("The", LIGHT),
        (",", LIGHT),
        ("-", LIGHT),
        ("", LIGHT),
        ("fittings", PLAIN),
        ("certified", PLAIN),
        ("9001:2015", FIRM),
        ("15%", FIRM),
        ("Ostrel", FIRM),
        ("www.ostrel.example", FIRM),
    ],
)
def test_stop_words_are_light_and_names_and_figures_are_firm(key: str, rank: int) -> None:
    assert rank_of(key) == rank


def test_tokens_that_a_claim_overlaps_have_its_rank() -> None:
    text = "holds ISO 9001:2015 and AS9100D today"
    tokens = tokenise(text, 10)
    spans = [
        Span(10 + text.index("ISO"), 10 + text.index(" and")),
        Span(10 + text.index("9100D"), 10 + text.index(" today")),
    ]
    assert ranks_of(tokens, spans) == [PLAIN, CLAIM, CLAIM, LIGHT, CLAIM, PLAIN]


def test_a_claim_before_or_after_the_run_ranks_nothing() -> None:
    assert CLAIM not in ranks_of(tokenise("plain words here", 100), [Span(0, 100), Span(116, 130)])


def test_neighbouring_runs_join_into_one() -> None:
    first, second = tokenise("One. ", 0), tokenise("Two.", 5)
    assert joined([first, second]) == tokenise("One. Two.", 0)
