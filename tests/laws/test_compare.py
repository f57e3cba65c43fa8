"""The laws of comparing, on texts that nobody wrote by hand."""

import os
import subprocess
import sys
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.changes.classify import RESPELT_NAME
from tracker.changes.compare import compare, replay
from tracker.changes.fold import EXPANDED, MARKS
from tracker.changes.model import Edit, EditKind, Standing, Weight
from tracker.changes.reasons import Reason
from tracker.documents.model import Span
from tracker.documents.typography import LEVELLED, ZERO_WIDTH

_WORDS = (
    "Ostrel", "casts", "iron", "and", "the", "of", "ISO", "9001:2015", "AS9100D", "1.5", "%", "$3", "million", "&", ",",
    ".", "-", "—", "“", "”", "’s", "is", "may", "be", "Dunmore", "PA", "on-site", "ﬁtting", "in\u00adto", "…", "é", "\n",
    "\n\n", "\u00a0", "(", ")", "www.ostrel.example", "May", "15", "2020", ";", "A.", "We mill steel in Harlow. ",
    "Iron is cast here. ", "ABOUT OSTREL\n", "About Ostrel\n", "™", "\u200b", "®\n", "\u00ad\n",
)  # fmt: skip
_MARKS = (
    "**", "*", "_", "[", "](https://a.example)", "](b)", "&amp;", "&nbsp;", "&#8217;", "\\", "# ", "*iron*", "[us](c)",
)  # fmt: skip


def _text_of(words: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.lists(st.tuples(st.sampled_from(words), st.sampled_from(("", " ", " ", "  "))), max_size=40).map(
        lambda pieces: "".join(word + space for word, space in pieces)
    )


_WORDY = _text_of(_WORDS)
_MARKED = _text_of(_WORDS + _MARKS * 2)
_ANY = st.text(max_size=60)


@st.composite
def _pairs(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and either another or the same after a few changes to it."""
    before = draw(st.one_of(_WORDY, _MARKED, _ANY))
    if draw(st.booleans()):
        return before, draw(st.one_of(_WORDY, _MARKED, _ANY))
    after = before
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(after)))
        end = min(len(after), start + draw(st.integers(0, 12)))
        match draw(st.integers(0, 2)):
            case 0:
                after = after[:start] + after[end:]
            case 1:
                after = after[:start] + draw(st.sampled_from(_WORDS + _MARKS)) + after[start:]
            case _:
                cut, rest = after[start:end], after[:start] + after[end:]
                place = draw(st.integers(0, len(rest)))
                after = rest[:place] + cut + rest[place:]
    return before, after


def _claims(text: str, edges: list[int]) -> list[Span]:
    places = sorted({min(edge, len(text)) for edge in edges})
    return [Span(start, end) for start, end in zip(places[::2], places[1::2], strict=False)]


_EDGES = st.lists(st.integers(0, 120), max_size=6)


@given(st.one_of(_WORDY, _ANY))
def test_a_text_compared_with_itself_gives_nothing(text: str) -> None:
    assert compare(text, text).edits == ()


@given(_pairs(), _EDGES, _EDGES)
@settings(max_examples=400)
def test_edits_replay_the_one_text_into_the_other(
    pair: tuple[str, str], edges_b: list[int], edges_a: list[int]
) -> None:
    before, after = pair
    comparison = compare(before, after, atoms_before=_claims(before, edges_b), atoms_after=_claims(after, edges_a))
    assert replay(before, comparison) == after
    assert replay(before, iter(comparison.edits)) == after


@given(_pairs())
def test_every_span_is_its_quote_and_no_two_overlap(pair: tuple[str, str]) -> None:
    before, after = pair
    found = compare(before, after).edits
    assert all(edit.before_span.of(before) == edit.before and edit.after_span.of(after) == edit.after for edit in found)
    for spans in ([edit.before_span for edit in found], [edit.after_span for edit in found]):
        ordered = sorted(spans)
        assert all(left.end <= right.start for left, right in pairwise(ordered))
    assert [edit.after_span for edit in found] == sorted(edit.after_span for edit in found)


_MIRROR = {EditKind.INSERTED: EditKind.DELETED, EditKind.DELETED: EditKind.INSERTED}


def _described(edit: Edit, *, mirrored: bool) -> tuple[object, ...]:
    sides = (edit.before_span, edit.after_span, edit.before, edit.after)
    if mirrored:
        sides = (edit.after_span, edit.before_span, edit.after, edit.before)
    return (_MIRROR.get(edit.kind, edit.kind) if mirrored else edit.kind, *sides, edit.weight, edit.reasons)


@given(_pairs(), _EDGES, _EDGES)
def test_reversing_exchanges_inserted_and_deleted(
    pair: tuple[str, str], edges_b: list[int], edges_a: list[int]
) -> None:
    before, after = pair
    claims_b, claims_a = _claims(before, edges_b), _claims(after, edges_a)
    there = compare(before, after, atoms_before=claims_b, atoms_after=claims_a).edits
    back = compare(after, before, atoms_before=claims_a, atoms_after=claims_b).edits
    assert sorted(_described(edit, mirrored=False) for edit in there) == sorted(
        _described(edit, mirrored=True) for edit in back
    )


@given(_WORDY, st.data())
def test_typography_alone_is_never_a_change(text: str, data: st.DataObject) -> None:
    after = text
    for fancy, plain in data.draw(st.lists(st.sampled_from((*LEVELLED, *EXPANDED)), max_size=4)):
        after = after.replace(plain, fancy) if data.draw(st.booleans()) else after.replace(fancy, plain)
    for mark in data.draw(st.lists(st.sampled_from(ZERO_WIDTH + MARKS), max_size=3)):
        place = data.draw(st.integers(0, len(after)))
        after = after[:place] + mark + after[place:]
    assert compare(text, after).standing in {Standing.UNCHANGED, Standing.TYPOGRAPHIC}


_MARKUP = st.sampled_from(
    ("{}", "*{}*", "_{}_", "**{}**", "__{}__", "***{}***", "[{}](https://a.example/b)", "![{}](c)", '\\"{}', "{}&nbsp;")
)
_PLAIN = st.lists(
    st.sampled_from([word for word in _WORDS if word.isalnum()] + ["AS9100D.", "3 * 5"]), min_size=1, max_size=25
)


@given(_PLAIN, st.data())
def test_markup_alone_is_never_a_change(words: list[str], data: st.DataObject) -> None:
    forms = [data.draw(_MARKUP) for _ in words]
    heading = data.draw(st.sampled_from(("", "# ", "### ")))
    before = " ".join('"' + word if '"' in form else word for word, form in zip(words, forms, strict=True))
    after = heading + " ".join(form.format(word) for word, form in zip(words, forms, strict=True))
    comparison = compare(before, after)
    assert comparison.standing in {Standing.UNCHANGED, Standing.TYPOGRAPHIC}
    assert replay(before, comparison) == after


@given(_PLAIN, st.data())
def test_markup_hides_no_word_and_no_other_target(words: list[str], data: st.DataObject) -> None:
    marked = [data.draw(_MARKUP).format(word) for word in [*words, "iron"]]
    place = data.draw(st.integers(0, len(words)))
    word = data.draw(st.sampled_from(("Velden", "[Velden](d)", "**Velden**", "&amp;Velden")))
    heavier = [
        edit
        for edit in compare(" ".join(marked), " ".join([*marked[:place], word, *marked[place:]])).edits
        if edit.weight is not Weight.TYPOGRAPHIC
    ]
    assert any("Velden" in edit.after for edit in heavier)
    other = compare(" ".join([*marked, "[us](d/e)"]), " ".join([*marked, "[us](d/f)"]))
    assert [edit.reasons for edit in other.edits] == [("address",)]


_LISTED = frozenset(mark for pair in (*LEVELLED, *EXPANDED) for mark in pair[0]) | frozenset(ZERO_WIDTH + MARKS + ".")
_LISTED |= frozenset("*_\\#&;[]()<>!")  # may make markup of what stands around them


@given(st.one_of(_WORDY, _MARKED), st.characters(categories=("Lu", "Ll", "Nd", "Po", "Sc", "Sm")), st.data())
def test_folding_hides_no_other_character(text: str, character: str, data: st.DataObject) -> None:
    if character in _LISTED:
        return
    place = data.draw(st.integers(0, len(text)))
    after = text[:place] + character + text[place:]
    edits = compare(text, after).edits
    # a long name with one letter mended is folded by design, and says so
    told = [edit for edit in edits if edit.weight is not Weight.TYPOGRAPHIC or edit.reasons == RESPELT_NAME]
    assert any(character in edit.before + edit.after for edit in told)


_SCRIPT = """
from tracker.changes.compare import compare
before = " ".join(f"Word{i % 37} stands by thing{i % 11}, and part {i}." for i in range(300))
after = " ".join(f"Word{i % 31} stands near thing{i % 13} and part {i * 2 % 301}." for i in range(310))
print(compare(before, after).edits)
"""


def test_the_hash_seed_does_not_reach_the_edits() -> None:
    outputs = [
        subprocess.run(
            [sys.executable, "-c", _SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    ]
    assert outputs[0] == outputs[1] == outputs[2]
    assert outputs[0].strip() != b"()"


@given(st.text(alphabet="\u200b\u00ad™® \nx.", max_size=8), st.text(alphabet="\u200b\u00ad™® \nx.", max_size=8))
def test_what_is_folded_away_entirely_is_still_replayed(before: str, after: str) -> None:
    assert replay(before, compare(before, after)) == after


@given(_pairs(), st.lists(st.integers(0, 80), max_size=12), st.lists(st.integers(0, 80), max_size=12))
def test_an_edit_that_shares_a_character_with_a_claim_says_so(
    pair: tuple[str, str], edges_b: list[int], edges_a: list[int]
) -> None:
    """Claims may hold one another: they need be no row of neighbours."""
    claims_b = [Span(min(edges), max(edges)) for edges in pairwise(edges_b)]
    claims_a = [Span(min(edges), max(edges)) for edges in pairwise(edges_a)]
    for edit in compare(*pair, atoms_before=claims_b, atoms_after=claims_a).edits:
        touched = any(
            claim.start < span.end and span.start < claim.end
            for claims, span in ((claims_b, edit.before_span), (claims_a, edit.after_span))
            for claim in claims
        )
        in_words = edit.kind in {EditKind.REPLACED, EditKind.INSERTED, EditKind.DELETED}
        if in_words and Reason.ADDRESS not in edit.reasons:
            assert (Reason.CLAIM in edit.reasons) == touched
