"""Markdown one time and plain text the next: what is markup, and what only looks like it."""

import pytest

from tracker.changes.compare import compare, replay
from tracker.changes.fold import fold
from tracker.changes.markup import masked
from tracker.changes.model import EditKind, Standing, Weight


def edits(before: str, after: str) -> list[tuple[str, str, str]]:
    comparison = compare(before, after)
    assert replay(before, comparison) == after
    return [(edit.kind.value, edit.before, edit.after) for edit in comparison.edits if edit.reasons != ("markup",)]


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("**About Ostrel**\n\nWe cast iron.", "About Ostrel\n\nWe cast iron."),
        ("## About Ostrel\n\nWe cast iron.", "About Ostrel\n\nWe cast iron."),
        ("We cast *iron* and _steel_.", "We cast iron and steel."),
        ("We __never__ cast ***lead***.", "We never cast lead."),
        ("**We cast _iron_ here.** We mill.", "We cast iron here. We mill."),
        ("**We cast iron. We mill steel.** We ship.", "We cast iron. We mill steel. We ship."),
        ("Write to [press@ostrel.example](mailto:press@ostrel.example).", "Write to press@ostrel.example."),
        ('See [our **own** site](https://www.ostrel.example/a_(b) "Ostrel").', "See our own site."),
        ("See <https://www.ostrel.example>.", "See https://www.ostrel.example."),
        ("It is AS9100\\* and \\[sic\\].", "It is AS9100* and [sic]."),
        ("Tools &amp; dies, Ostrel&#8217;s&nbsp;own &#x2014; all.", "Tools & dies, Ostrel’s own — all."),
        ("# ABOUT OSTREL\nWe cast.", "About Ostrel\nWe cast."),
        ("__About Ostrel__", "**About Ostrel**"),
    ],
)  # fmt: skip
def test_markup_is_recorded_and_is_no_change(marked: str, plain: str) -> None:
    for before, after in ((marked, plain), (plain, marked)):
        comparison = compare(before, after)
        assert comparison.standing is Standing.TYPOGRAPHIC
        assert any("markup" in edit.reasons for edit in comparison.edits)
        assert replay(before, comparison) == after


@pytest.mark.parametrize(
    "text",
    [
        "5 * 3 * 2 is thirty, 5*3 fifteen and 2**3**2 more",
        "* cast iron\n* milled steel",
        "Net sales* rose and income* fell",
        "*Unaudited",
        "the field part_no and the field lot_no",
        "Signed: ____________ on ____ 2020",
        "a first *star\n\nand a last* one",
        "#1 in pumps, see note [1] (below)",
        "R&D; AT&T; x &notaname; y &#0; z",
        "a < b and <b> c",
        "C:\\works\\iron",
        "",
    ],
)
def test_what_only_looks_like_markup_is_text(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("We cast **iron**.", "We cast steel.", [("replaced", "iron", "steel")]),
        ("**About Ostrel**", "About Velden", [("replaced", "Ostrel", "Velden")]),
        ("a 5 * 3 plate", "a 5 3 plate", [("deleted", "* ", "")]),
        ("* cast iron", "cast iron", [("deleted", "* ", "")]),
        ("Sales* rose.", "Sales rose.", [("deleted", "*", "")]),
        (
            "See [our site](https://a.example/x).",
            "See [our site](https://b.example/x).",
            [("replaced", "https://a.example/x", "https://b.example/x")],
        ),
        (
            "Write to [us](mailto:a@ostrel.example) soon.",
            "Write to [us](mailto:b@ostrel.example) soon.",
            [("replaced", "mailto:a@ostrel.example", "mailto:b@ostrel.example")],
        ),
        ('See [us](/a "x").', 'See [us](/a "y").', [("replaced", '/a "x"', '/a "y"')]),
        ("See [our site](https://a.example).", "**See [our site](https://a.example).**", []),
    ],
)
def test_words_beside_markup_are_compared_as_words(
    before: str, after: str, expected: list[tuple[str, str, str]]
) -> None:
    assert edits(before, after) == expected


def test_where_a_link_leads_is_an_address() -> None:
    (edit,) = compare("See [us](https://a.example).", "See [us](https://b.example).").edits
    assert (edit.kind, edit.weight, edit.reasons) == (EditKind.REPLACED, Weight.SUBSTANTIVE, ("address",))


def test_a_sentence_that_moved_with_another_target_did_not_only_move() -> None:
    first, second = (
        "We cast iron in the first hall, [as told](https://a.example/iron).",
        "We mill steel in the second of our halls.",
    )
    after = f"{second} {first.replace('a.example', 'b.example')} We ship."
    targets = [edit for edit in compare(f"{first} {second} We ship.", after).edits if "address" in edit.reasons]
    assert len(targets) == 1


def test_a_heading_that_is_marked_has_not_moved() -> None:
    found = edits("About Ostrel\n\nWe cast iron. We mill.", "**About Ostrel**\n\nWe cast steel. We mill.")
    assert found == [("replaced", "iron", "steel")]


def test_markup_keeps_every_offset_and_goes_with_the_words_it_marks() -> None:
    text = "Our **own** works"
    assert len(masked(text)) == len(text)
    folded = fold(masked(text))
    assert folded.text == "Our own works"
    assert folded.origins is not None
    assert folded.origins[folded.text.index("own")] == text.index("**")


def test_a_text_without_markup_is_itself() -> None:
    text = "We cast iron & steel; we mill."
    assert masked(text) is text
