"""No claim is shown as having become what it did not become."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.changes.anchors import Gap
from tracker.changes.compare import compare, replay
from tracker.changes.parted import parted
from tracker.changes.tokens import CLAIM, LIGHT, PLAIN
from tracker.documents.model import Span


def spans(text: str, quotes: tuple[str, ...]) -> list[Span]:
    return [Span(text.index(quote), text.index(quote) + len(quote)) for quote in quotes if quote in text]


_CLAIMS = ("ISO 9001:2008", "ISO 9001:2015", "AS9100C", "AS9100D", "Nadcap", "ISO 13485")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "We hold AS9100C, our baths are Nadcap accredited, and we ship.",
            "We hold AS9100D, and we ship.",
            [("replaced", "AS9100C", "AS9100D"), ("deleted", ", our baths are Nadcap accredited", "")],
        ),
        (
            "We hold AS9100C and we ship.",
            "We hold Nadcap for all baths, AS9100D and we ship.",
            [("inserted", "", "Nadcap for all baths, "), ("replaced", "AS9100C", "AS9100D")],
        ),
        (
            "Our Nadcap baths are old.",
            "Our new baths are old.",
            [("deleted", "Nadcap ", ""), ("inserted", "", "new ")],
        ),
        # each claim has its counterpart: nothing to part
        ("We hold AS9100C here.", "We hold AS9100D here.", [("replaced", "AS9100C", "AS9100D")]),
        ("We hold Nadcap here.", "We hold AS9100D here.", [("replaced", "Nadcap", "AS9100D")]),
        ("We hold AS9100D here.", "We keep AS9100D here.", [("replaced", "hold", "keep")]),
        ("We cast iron here.", "We mill steel here.", [("replaced", "cast iron", "mill steel")]),
    ],
)
def test_a_replacement_covers_no_claim_without_its_counterpart(
    before: str, after: str, expected: list[tuple[str, str, str]]
) -> None:
    comparison = compare(before, after, atoms_before=spans(before, _CLAIMS), atoms_after=spans(after, _CLAIMS))
    assert sorted((edit.kind.value, edit.before, edit.after) for edit in comparison.edits) == sorted(expected)
    assert replay(before, comparison) == after


_TOKENS = st.lists(
    st.sampled_from([("AS9100C", CLAIM), ("AS9100D", CLAIM), ("Nadcap", CLAIM), ("iron", PLAIN), (",", LIGHT)]),
    max_size=12,
)


@given(_TOKENS, _TOKENS)
def test_the_parts_tile_the_difference_and_claims_stand_on_both_sides_or_on_none(
    before: list[tuple[str, int]], after: list[tuple[str, int]]
) -> None:
    keys_b, ranks_b = [key for key, _ in before], [rank for _, rank in before]
    keys_a, ranks_a = [key for key, _ in after], [rank for _, rank in after]
    at_b = at_a = 0
    for b0, b1, a0, a1 in [
        *parted(keys_b, keys_a, ranks_b, ranks_a, Gap(0, len(before), 0, len(after))),
        Gap(len(before), len(before), len(after), len(after)),
    ]:
        assert keys_b[at_b:b0] == keys_a[at_a:a0]
        if b0 < b1 and a0 < a1:
            assert (CLAIM in ranks_b[b0:b1]) == (CLAIM in ranks_a[a0:a1])
        at_b, at_a = b1, a1
