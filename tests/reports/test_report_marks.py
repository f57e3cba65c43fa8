"""The marked text: rows that belong together, folds, and edits that do not fit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from extremes import endless
from hypothesis import given
from hypothesis import strategies as st
from invented import edits, quillon

from tracker.changes.model import Edit, EditKind, SectionChange, Standing, Weight
from tracker.documents.model import Span
from tracker.reports.marked import Mark, Piece, Row, UnplacedEditsError, folds, rows
from tracker.sections.model import Role


def compared(before: str, after: str, *more: Edit) -> SectionChange:
    return SectionChange(
        role=Role.ABOUT,
        heading=None,
        standing=Standing.CHANGED,
        before_text=before,
        after_text=after,
        edits=more or edits(before, after),
    )


def sides(found: tuple[Row, ...]) -> list[tuple[str, str]]:
    return [
        ("".join(one.text for one in row.before).strip(), "".join(one.text for one in row.after).strip())
        for row in found
    ]


ROWS = [
    ("equal texts", "It casts. It mills.", "It casts. It mills.", [("It casts.", "It casts."), ("It mills.", "It mills.")]),
    ("one word", "It casts. It mills.", "It casts. It grinds.", [("It casts.", "It casts."), ("It mills.", "It grinds.")]),
    ("a sentence added at the end", "It casts.", "It casts. It mills.", [("It casts.", "It casts."), ("", "It mills.")]),
    ("a sentence removed in front", "It casts. We mill.", "We mill.", [("It casts.", ""), ("We mill.", "We mill.")]),
    ("two sentences gone", "It casts. It mills.", "", [("It casts.", ""), ("It mills.", "")]),
    ("nothing before", "", "It casts.", [("", "It casts.")]),
    ("nothing after", "It casts.", "", [("It casts.", "")]),
    ("nothing at all", "", "", []),
]  # fmt: skip


@pytest.mark.parametrize(("_", "before", "after", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_sentences_stand_beside_what_became_of_them(
    _: str, before: str, after: str, expected: list[tuple[str, str]]
) -> None:
    assert sides(rows(compared(before, after))) == expected


def test_a_moved_sentence_is_marked_where_it_left_and_where_it_arrived() -> None:
    before, after = "We cast. We mill. We test.", "We mill. We test. We cast."
    moved = Edit(
        kind=EditKind.MOVED,
        weight=Weight.WORDING,
        before="We cast.",
        after="We cast.",
        before_span=Span(0, 8),
        after_span=Span(18, 26),
    )
    spaces = [
        Edit(
            kind=EditKind.DELETED, weight=Weight.TYPOGRAPHIC, before=" ", after="", before_span=Span(8, 9), after_span=Span(0, 0)
        ),
        Edit(
            kind=EditKind.INSERTED, weight=Weight.TYPOGRAPHIC, before="", after=" ", before_span=Span(26, 26), after_span=Span(17, 18)
        ),
    ]  # fmt: skip
    found = [piece for row in rows(compared(before, after, spaces[0], spaces[1], moved)) for piece in row.pieces]
    assert [(one.mark, one.text) for one in found if one.mark in {Mark.MOVED_FROM, Mark.MOVED_TO}] == [
        (Mark.MOVED_FROM, "We cast."),
        (Mark.MOVED_TO, "We cast."),
    ]


def test_a_section_that_was_dropped_is_removed_as_a_whole() -> None:
    gone = replace(compared("It casts. It mills.", ""), edits=())
    assert sides(rows(gone)) == [("It casts.", ""), ("It mills.", "")]
    assert all(row.changed for row in rows(gone))


def test_edits_that_do_not_fit_draw_no_mark() -> None:
    wrong = Edit(
        kind=EditKind.REPLACED,
        weight=Weight.WORDING,
        before="mills",
        after="grinds",
        before_span=Span(0, 5),
        after_span=Span(0, 6),
    )
    with pytest.raises(UnplacedEditsError):
        rows(compared("It mills.", "It grinds.", wrong))


def test_a_difference_that_no_edit_explains_draws_no_mark() -> None:
    with pytest.raises(UnplacedEditsError):
        rows(replace(compared("It mills.", "It mills."), after_text="It grinds."))


def test_spans_may_count_from_the_start_of_the_document() -> None:
    history = quillon()
    section = history.changes[1].sections[0]
    assert section.before is not None
    assert section.before.body_span.start > 0
    assert any(row.changed for row in rows(section))


WORDS = st.lists(
    st.sampled_from(["We", "cast", "mill", "test", ". ", ", ", "\n", "ISO 9001:2008", "“it”", " "]), max_size=25
)


@given(WORDS, WORDS)
def test_no_character_is_lost_on_either_side(left: list[str], right: list[str]) -> None:
    before, after = " ".join(left), " ".join(right)
    found = rows(compared(before, after))
    assert "".join(piece.text for row in found for piece in row.before) == before
    assert "".join(piece.text for row in found for piece in row.after) == after


@given(WORDS, WORDS)
def test_folding_keeps_every_row_and_hides_no_change(left: list[str], right: list[str]) -> None:
    found = rows(compared(" ".join(left), " ".join(right)))
    folded = folds(found)
    assert tuple(row for fold in folded for row in fold.rows) == found
    assert not any(row.changed for fold in folded if fold.folded for row in fold.rows)


def test_an_endless_sentence_is_folded_in_its_unchanged_middle_and_nothing_is_lost() -> None:
    history = endless()
    section = history.changes[0].sections[0]
    found = rows(section)
    runs = folds(found)
    assert [run.folded for run in runs] == [False, True, False, True, False]
    assert all(run.characters for run in runs if run.folded)
    assert sum(len(piece.text) for run in runs if not run.folded for row in run.rows for piece in row.pieces) < 4_000
    for side, text in (("before", section.before_text), ("after", section.after_text)):
        told = "".join(piece.text for run in runs for row in run.rows for piece in getattr(row, side))
        assert told == text


@given(st.integers(2_001, 9_000), st.integers(0, 40))
def test_a_long_piece_is_cut_between_words_where_there_are_any(length: int, every: int) -> None:
    text = "".join(" " if every and at % every == every - 1 else "x" for at in range(length))
    (head, middle, tail) = folds([Row((Piece(Mark.SAME, text), Piece(Mark.ADDED, "new", 0)))])
    parts = ["".join(piece.text for row in run.rows for piece in row.pieces) for run in (head, middle, tail)]
    assert "".join(parts) == text + "new"
    assert middle.characters == len(parts[1])
    assert not every or (parts[0].endswith(" ") and parts[1].endswith(" "))
