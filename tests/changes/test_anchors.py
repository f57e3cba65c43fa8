"""What two sequences have in common, whatever their size."""

import pytest

from tracker.changes import anchors
from tracker.changes.anchors import Gap, gaps, heaviest_chain


def rebuilt(before: list[str], after: list[str]) -> bool:
    """Whether everything outside the gaps is equal, item for item, and the gaps are in order."""
    at_b = at_a = 0
    for gap in [*gaps(before, after), Gap(len(before), len(before), len(after), len(after))]:
        if before[at_b : gap.b0] != after[at_a : gap.a0] or gap.b0 < at_b or gap.a0 < at_a:
            return False
        at_b, at_a = gap.b1, gap.a1
    return True


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("abcd", "abxd", [Gap(2, 3, 2, 3)]),
        ("abcd", "abcdx", [Gap(4, 4, 4, 5)]),
        ("abc", "xyz", [Gap(0, 3, 0, 3)]),
        ("abcde", "axcye", [Gap(1, 2, 1, 2), Gap(3, 4, 3, 4)]),
        ("", "ab", [Gap(0, 0, 0, 2)]),
        # nothing differs
        ("abc", "abc", []),
        ("", "", []),
    ],
)
def test_gaps_are_the_ranges_that_differ(before: str, after: str, expected: list[Gap]) -> None:
    assert gaps(list(before), list(after)) == expected


@pytest.mark.parametrize("cells", [0, 64, 1 << 24])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("the cat sat on the mat by the door", "the dog sat on a mat by the door today"),
        ("a b a b a b a b a b a b", "b a b a b a a b a b b a b"),
        ("one two three four", "five six seven eight"),
        ("x y z " * 40, "y z x " * 41),
        ("u v w x y z", "z y x w v u"),
    ],
)
def test_large_sequences_are_cut_at_anchors_and_stay_correct(
    before: str, after: str, cells: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anchors, "CELLS", cells)
    monkeypatch.setattr(anchors, "_WINDOW", 8)
    assert rebuilt(before.split(), after.split())


@pytest.mark.parametrize(
    ("pairs", "weights", "chain"),
    [
        ([(0, 2), (1, 0), (2, 1)], [1, 1, 1], [1, 2]),
        ([(0, 2), (1, 0), (2, 1)], [5, 1, 1], [0]),
        ([(0, 1), (0, 0), (1, 1)], [1, 1, 1], [1, 2]),
        ([(0, 0), (1, 0)], [3, 1], [0]),
        ([], [], []),
    ],
)
def test_the_heaviest_rising_chain_is_chosen(
    pairs: list[tuple[int, int]], weights: list[int], chain: list[int]
) -> None:
    assert heaviest_chain(pairs, weights) == chain
