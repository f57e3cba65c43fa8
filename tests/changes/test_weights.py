"""How much an edit matters, and why."""

import pytest

from tracker.changes.compare import compare
from tracker.changes.model import Weight

S, N, W = Weight.SUBSTANTIVE, Weight.NUMERIC, Weight.WORDING


@pytest.mark.parametrize(
    ("before", "after", "weight", "reasons"),
    [
        ("The line is ready.", "The line may be ready.", S, {"modal"}),
        ("The line is ready.", "The line is not ready.", S, {"negation"}),
        ("The line will run.", "The line runs.", S, {"modal"}),
        ("Our shop is certified by Velden.", "Our shop is registered by Velden.", S, {"status"}),
        ("It trades as NYSE: OSTR today.", "It trades as Nasdaq: OSTR today.", S, {"listing"}),
        ("It has a works in Ohio.", "It has a works in Texas.", S, {"place"}),
        ("It has a works in Dunmore, PA.", "It has a works in Dunmore, OH.", S, {"place"}),
        ("It was bought by Velden then.", "It was bought by Marrick then.", S, {"name"}),
        ("About Velden\n", "About Marrick\n", S, {"name"}),
        ("Write to a@ostrel.example now.", "Write to b@ostrel.example now.", S, {"address"}),
        ("It grew by 15 % then.", "It grew by 1.5 % then.", N, {"percentage"}),
        ("It has 300 people.", "It has 350 people.", N, {"figure"}),
        ("It owes $5 million now.", "It owes $6 million now.", N, {"money"}),
        ("It opened on March 3, 2019 there.", "It opened on March 4, 2019 there.", N, {"date"}),
        ("It was founded in 1966 there.", "It was founded in 1967 there.", N, {"date"}),
        # words, and no more than words
        ("It makes good pumps.", "It makes fine pumps.", W, set()),
        ("It makes pumps, valves.", "It makes pumps; valves.", W, {"punctuation"}),
        ("Our Company makes pumps.", "Our company makes pumps.", W, {"case"}),
        ("It makes aluminium pumps.", "It makes aluminum pumps.", W, {"spelling"}),
        ("We make pumps.", "They make pumps.", W, set()),
        ("Pumps leave by rail.", "Valves leave by rail.", W, set()),
    ],
)
def test_an_edit_weighs_what_its_words_weigh(before: str, after: str, weight: Weight, reasons: set[str]) -> None:
    (edit,) = compare(before, after).edits
    assert edit.weight is weight
    assert reasons <= set(edit.reasons)
    assert reasons or not edit.reasons


def test_reasons_are_the_same_in_both_directions() -> None:
    before, after = "It may have 300 people in Ohio.", "It has 350 people in Texas."
    there, back = compare(before, after).edits, compare(after, before).edits
    assert [edit.reasons for edit in there] == [edit.reasons for edit in back]
