"""Lists inside a sentence whose items only changed places."""

import pytest

from tracker.changes.anchors import gaps
from tracker.changes.lists import permutations


def items(before: str, after: str) -> list[list[str]]:
    """For each reordered list, its items in their order before."""
    b, a = before.split(), after.split()
    return [[" ".join(b[slice(*item)]) for item in found.before] for found in permutations(b, a, gaps(b, a))]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "we hold ISO 9001 , ISO 13485 and AS9100 .",
            "we hold AS9100 , ISO 9001 and ISO 13485 .",
            [["ISO 9001", "ISO 13485", "AS9100"]],
        ),
        ("holds ISO 9001 , ISO 13485 today", "holds ISO 13485 , ISO 9001 today", [["ISO 9001", "ISO 13485"]]),
        ("pumps and valves", "valves and pumps", [["pumps", "valves"]]),
        ("red , green ; blue", "green , red ; blue", [["red", "green"]]),
        # an item that was exchanged, another separator, words in another order: no list was reordered
        ("a , b and c", "c , d and b", []),
        ("pumps and valves", "valves or pumps", []),
        ("the valve of the pump", "the pump of the valve", []),
        ("a , b and c", "a , b and c", []),
    ],
)
def test_a_permuted_list_is_found(before: str, after: str, expected: list[list[str]]) -> None:
    assert items(before, after) == expected
