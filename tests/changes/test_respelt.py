"""A slip of the pen in a long name is mended and folded; a short name, a known place, a word and a figure are not."""

import pytest

from tracker.changes.compare import compare, replay
from tracker.changes.model import Standing, Weight

ROWS = [
    ("a long name, a letter lost", "pumps from Haldenbrook", "pumps from Haldenbrok", Standing.TYPOGRAPHIC),
    (
        "a long name, two letters put right",
        "plants in Coerverdon and Ulm",
        "plants in Coeverden and Ulm",
        Standing.TYPOGRAPHIC,
    ),
    ("a short name may be another's", "says Hansen of the board", "says Hanson of the board", Standing.CHANGED),
    ("a known place is another place", "sells in Austria and Spain", "sells in Australia and Spain", Standing.CHANGED),
    ("a word is another word", "it is responsible for pumps", "it is responsibly for pumps", Standing.CHANGED),
    ("another name altogether", "plants in Warminster", "plants in Warrington", Standing.CHANGED),
    ("a figure in a name", "the Model Haldenbrook7 pump", "the Model Haldenbrook8 pump", Standing.CHANGED),
]


@pytest.mark.parametrize(("before", "after", "standing"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_only_a_slip_in_a_long_name_is_folded(before: str, after: str, standing: Standing) -> None:
    found = compare(before, after)
    assert found.standing is standing
    assert replay(before, found) == after
    folded = [edit for edit in found.edits if edit.weight is Weight.TYPOGRAPHIC]
    assert bool(folded) == (standing is Standing.TYPOGRAPHIC)
