"""What a reviewer is shown: the edits between two wordings, at the level at which a person would describe them."""

import pytest

from tracker.changes.compare import compare, replay, shifted
from tracker.changes.model import EditKind, Standing, Weight
from tracker.documents.model import Span


def edits(before: str, after: str) -> list[tuple[str, str, str]]:
    return [(edit.kind.value, edit.before, edit.after) for edit in compare(before, after).edits]


def spans(text: str, *quotes: str) -> list[Span]:
    return [Span(text.index(quote), text.index(quote) + len(quote)) for quote in quotes]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "Ostrel provides castings to builders of pumps.",
            "Ostrel is a provider of castings to builders of pumps.",
            [("replaced", "provides", "is a provider of")],
        ),
        (
            "Its works are certified to ISO 9001:2008 and AS9100C.",
            "Its works are certified to ISO 9001:2015 and AS9100D.",
            [("replaced", "9001:2008", "9001:2015"), ("replaced", "AS9100C", "AS9100D")],
        ),
        ("Sales grew by 1.5 % last year.", "Sales grew by 15 % last year.", [("replaced", "1.5 %", "15 %")]),
        ("It owes $3.59 million.", "It owes $3.59 billion.", [("replaced", "$3.59 million", "$3.59 billion")]),
        ("We opened on May 15, 2020 there.", "We opened on May 16, 2020 there.", [("replaced", "May 15, 2020", "May 16, 2020")]),
        ("It sits in Dunmore, PA today.", "It sits in Harlow, PA today.", [("replaced", "Dunmore, PA", "Harlow, PA")]),
        ("See www.ostrel.example for more.", "See www.ostrel-works.example for more.", [("replaced", "www.ostrel.example", "www.ostrel-works.example")]),
        ("Its on-site laboratory tests parts.", "Its off-site laboratory tests parts.", [("replaced", "on-site", "off-site")]),
        ("Led by Maren T. Ostrel since then.", "Led by Maren B. Ostrel since then.", [("replaced", "Maren T. Ostrel", "Maren B. Ostrel")]),
        (
            "It designs the best of the pumps.",
            "It builds the worst of the valves.",
            [("replaced", "designs the best of the pumps", "builds the worst of the valves")],
        ),
        ("We serve Ohio and Texas.", "We serve Ohio, Utah and Texas.", [("inserted", "", ", Utah")]),
        ("We cast iron. We mill steel.", "We cast iron.", [("deleted", " We mill steel.", "")]),
        ("We cast iron.", "We cast iron. We mill steel.", [("inserted", "", " We mill steel.")]),
        ("pumps", "", [("deleted", "pumps", "")]),
        ("", "pumps", [("inserted", "", "pumps")]),
        # nothing changed
        ("We cast iron.", "We cast iron.", []),
        ("", "", []),
        ("ISO 9001:2015\n", "ISO 9001:2015\n", []),
    ],
)  # fmt: skip
def test_an_edit_is_what_a_person_would_mark(before: str, after: str, expected: list[tuple[str, str, str]]) -> None:
    assert edits(before, after) == expected


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        (
            "We cast iron in Dunmore. We mill steel in Harlow. We ship both.",
            "We mill steel in Harlow. We cast iron in Dunmore. We ship both.",
            ["We mill steel in Harlow."],
        ),
        (
            "Iron is cast in the first hall.\n\nSteel is milled in the second.\n\nBoth leave by rail.",
            "Steel is milled in the second.\n\nBoth leave by rail.\n\nIron is cast in the first hall.",
            ["Iron is cast in the first hall."],
        ),
        ("- castings\n- fittings\n- valves\n- pumps\n", "- valves\n- castings\n- fittings\n- pumps\n", ["- valves"]),
        (
            "We cast iron for pumps. We mill steel. We test each part. Our laboratory is open to all.",
            "Our laboratory is open to all. We cast iron for pumps. We mill steel. We test every part.",
            ["Our laboratory is open to all."],
        ),
    ],
)
def test_what_stands_elsewhere_was_moved_not_dropped_and_added(before: str, after: str, moved: list[str]) -> None:
    found = compare(before, after).edits
    assert [edit.before.strip() for edit in found if edit.kind is EditKind.MOVED] == moved
    assert not any(edit.kind in {EditKind.INSERTED, EditKind.DELETED} for edit in found)


def test_a_reordered_list_says_so() -> None:
    comparison = compare(
        "We hold ISO 9001, ISO 13485 and AS9100 in all works.", "We hold AS9100, ISO 9001 and ISO 13485 in all works."
    )
    assert {edit.reasons for edit in comparison.edits} == {("list-reordered",)}
    assert sorted(edit.before for edit in comparison.edits) == ["AS9100", "ISO 13485", "ISO 9001"]
    assert comparison.standing is Standing.MOVED


@pytest.mark.parametrize(
    ("before", "after", "reasons"),
    [
        ("“Ostrel” casts iron.", '"Ostrel" casts iron.', {"quotes"}),
        ("Ostrel – the founder – casts.", "Ostrel -- the founder — casts.", {"dashes"}),
        ("We cast\u00a0iron.", "We cast  iron.", {"spaces"}),
        ("We cast iron. We mill.", "We cast iron.\n\nWe mill.", {"line-breaks"}),
        ("A certi\ufb01ed o\ufb03ce.", "A certified office.", {"ligatures"}),
        ("An on\u00adsite shop.", "An onsite shop.", {"zero-width"}),
        ("Tools & dies.", "Tools and dies.", {"ampersand"}),
        ("And so on…", "And so on...", {"ellipsis"}),
        ("Works in Québec.", "Works in Quebec.", {"accents"}),
        ("ABOUT OSTREL WORKS\nWe cast.", "About Ostrel Works\nWe cast.", {"heading-case"}),
        ("Sales grew 1.5 %.", "Sales grew 1.5%.", {"spaces"}),
        ("Ostrel™ casts.", "Ostrel® casts.", {"mark"}),
        ("See www.ostrel.example", "See www.ostrel.example.", {"final-stop"}),
        ("It’s so. It's so. It’s so.", "It's so. It’s so. It's so.", {"quotes"}),
    ],
)
def test_typography_is_recorded_and_is_no_change(before: str, after: str, reasons: set[str]) -> None:
    comparison = compare(before, after)
    assert comparison.standing is Standing.TYPOGRAPHIC
    assert {reason for edit in comparison.edits for reason in edit.reasons} == reasons
    assert {edit.weight for edit in comparison.edits} == {Weight.TYPOGRAPHIC}
    assert replay(before, comparison) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We cast iron.", "We cast, iron."),
        ("© Ostrel", "Ostrel"),
        ("It casts. It mills.", "It casts It mills."),
        ("Ostrel casts.", "ostrel casts."),
        ("1.5 % more", "15 % more"),
        ("10 000 parts", "10000 parts"),
        ("a web site", "a website"),
        ("we re-sign it", "we resign it"),
        ("9001:2015", "9001-2015"),
        ("5 °C", "5 C"),
        ("нов\u0439", "нов\u0438"),
    ],
)
def test_what_is_not_on_the_typographic_list_is_a_change(before: str, after: str) -> None:
    assert compare(before, after).standing is Standing.CHANGED


def test_clean_up_never_swallows_an_unchanged_claim() -> None:
    before = "As a full provider, Ostrel holds every approval it needs, ISO 13485 among them, for the markets."
    after = "Its customers know that, as a maker, Ostrel has ISO 13485 and all else that such markets want."
    comparison = compare(before, after, atoms_before=spans(before, "ISO 13485"), atoms_after=spans(after, "ISO 13485"))
    assert not any("13485" in edit.before + edit.after for edit in comparison.edits)


def test_a_claim_in_a_clause_that_became_a_sentence_is_unchanged() -> None:
    before = (
        "Ostrel casts iron for the builders of pumps and rails. As an ISO 9001 certified, family-owned firm, "
        "Ostrel Works runs its foundries and its laboratories in Dunmore and in Harlow."
    )
    after = (
        "Ostrel casts steel for the builders of pumps and rails. An ISO 9001 certified company that has grown on four "
        "continents and is held by its own staff today. Ostrel Works runs its foundries and its laboratories in Dunmore "
        "and in Harlow."
    )
    found = compare(before, after, atoms_before=spans(before, "ISO 9001"), atoms_after=spans(after, "ISO 9001")).edits
    assert not any("9001" in edit.before + edit.after for edit in found)


def test_an_edit_of_a_claim_is_substantive_and_says_why() -> None:
    before, after = "It is certified to ISO 9001:2008 there.", "It is certified to ISO 9001:2015 there."
    (edit,) = compare(
        before, after, atoms_before=spans(before, "ISO 9001:2008"), atoms_after=spans(after, "ISO 9001:2015")
    ).edits
    assert (edit.before, edit.after, edit.weight) == ("9001:2008", "9001:2015", Weight.SUBSTANTIVE)
    assert edit.reasons[0] == "claim"


def test_an_edit_beside_a_claim_does_not_touch_it() -> None:
    before, after = "It now holds AS9100D.", "It still holds AS9100D."
    (edit,) = compare(before, after, atoms_before=spans(before, "AS9100D"), atoms_after=spans(after, "AS9100D")).edits
    assert (edit.weight, edit.reasons) == (Weight.WORDING, ())


@pytest.mark.parametrize("standing_text", ["We cast iron. " * 30, "Ostrel casts iron in Dunmore. \n" * 30])
def test_one_change_in_repeated_text_is_one_edit(standing_text: str) -> None:
    assert len(compare(standing_text, standing_text + "We mill steel.").edits) == 1
    assert len(compare(standing_text, standing_text[:-28] + standing_text[-28:].replace("iron", "steel", 1)).edits) == 1


def test_spans_move_to_the_document_s_own_offsets() -> None:
    before, after = "x" * 7 + "We cast iron.", "y" * 3 + "We cast steel."
    (edit,) = shifted(compare("We cast iron.", "We cast steel.").edits, 7, 3)
    assert edit.before_span.of(before) == "iron"
    assert edit.after_span.of(after) == "steel"
