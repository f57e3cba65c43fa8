"""Lists inside a sentence whose items changed places."""

import pytest

from tracker.changes.anchors import gaps
from tracker.changes.lists import reordered


def moved(before: str, after: str) -> list[str]:
    """The items that changed places, in their order before."""
    b, a = before.split(), after.split()
    found = reordered(b, a, gaps(b, a))
    return [" ".join(b[slice(*item)]) for item, _ in found.moved] if found else []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "we hold ISO 9001 , ISO 13485 and AS9100 .",
            "we hold AS9100 , ISO 9001 and ISO 13485 .",
            ["ISO 9001", "ISO 13485", "AS9100"],
        ),
        ("holds ISO 9001 , ISO 13485 today", "holds ISO 13485 , ISO 9001 today", ["ISO 9001", "ISO 13485"]),
        ("pumps and valves", "valves and pumps", ["pumps", "valves"]),
        ("red , green ; blue", "green , red ; blue", ["red", "green"]),
        ("pumps , valves , and rails", "valves , rails and pumps", ["pumps", "valves", "rails"]),
        ("pumps , valves and rails", "valves , rails , pumps and bolts", ["pumps"]),
        (
            "holds ISO 9001:2008 , AS9100C and ISO 13485 .",
            "holds ISO 13485 , ISO 9001:2015 , AS9100D and Nadcap .",
            ["ISO 13485"],
        ),
        # an item that was exchanged or added, words in another order: no list was reordered
        ("a , b and c", "a , d and c", []),
        ("pumps and valves", "pumps , rails and valves", []),
        ("the valve of the pump", "the pump of the valve", []),
        ("holds ISO 9001:2008 and AS9100C", "holds ISO 9001:2015 and AS9100D", []),
        ("a , b and c", "a , b and c", []),
    ],
)
def test_items_that_changed_places_are_found(before: str, after: str, expected: list[str]) -> None:
    assert moved(before, after) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x a , b and c y", "x c , a and b y"),
        ("pumps , valves , and rails", "valves , rails and pumps"),
        ("p 1 , q 2 and r 3", "r 3 , q 5 , s 9 and p 1"),
    ],
)
def test_every_token_of_a_reordered_list_is_accounted_for_once(before: str, after: str) -> None:
    b, a = before.split(), after.split()
    found = reordered(b, a, gaps(b, a))
    assert found is not None
    seen_b = [place for (start, end), _ in found.moved for place in range(start, end)]
    seen_b += [place for place, _ in found.same] + [place for gap in found.changed for place in range(gap.b0, gap.b1)]
    seen_a = [place for _, (start, end) in found.moved for place in range(start, end)]
    seen_a += [place for _, place in found.same] + [place for gap in found.changed for place in range(gap.a0, gap.a1)]
    assert sorted(seen_b) == list(range(found.hull.b0, found.hull.b1))
    assert sorted(seen_a) == list(range(found.hull.a0, found.hull.a1))
