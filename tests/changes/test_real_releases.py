"""The two real releases: one wording edit outside the certification sentence, and nothing that only moved."""

import re
from pathlib import Path

import pytest

from tracker.changes.compare import compare, replay
from tracker.changes.model import Comparison, Edit, EditKind, Weight
from tracker.documents.model import Span

pytestmark = pytest.mark.seeds

_STANDARDS = re.compile(r"ISO 9001:\d{4}|AS9100[A-D]|ISO 13485|Nadcap|IPC QML")


@pytest.fixture
def abouts(seeds: tuple[Path, Path]) -> tuple[str, str]:
    old, new = (path.read_text(encoding="utf-8") for path in seeds)
    return old[old.index("About IEC Electronics") :], new[new.index("About IEC Electronics") :]


@pytest.fixture
def comparison(abouts: tuple[str, str]) -> Comparison:
    old, new = abouts
    return compare(
        old,
        new,
        atoms_before=[Span(*found.span()) for found in _STANDARDS.finditer(old)],
        atoms_after=[Span(*found.span()) for found in _STANDARDS.finditer(new)],
    )


def in_certification_sentence(edit: Edit, text: str) -> bool:
    start, end = text.index("As a full service"), text.index("IEC Electronics is headquartered")
    return start <= edit.after_span.start and edit.after_span.end <= end


def test_one_wording_edit_and_no_other_outside_the_certification_sentence(comparison: Comparison) -> None:
    outside = [edit for edit in comparison.edits if not in_certification_sentence(edit, comparison.after)]
    assert [(edit.kind, edit.weight, edit.before, edit.after) for edit in outside] == [
        (EditKind.REPLACED, Weight.WORDING, "provides", "is a provider of")
    ]


def test_each_upgraded_standard_is_an_edit_of_its_own(comparison: Comparison) -> None:
    changed = {(edit.before, edit.after) for edit in comparison.edits if "claim" in edit.reasons}
    assert {("9001:2008", "9001:2015"), ("AS9100C", "AS9100D")} <= changed


def test_what_only_moved_within_its_list_is_neither_added_nor_dropped(comparison: Comparison) -> None:
    said = " ".join(edit.before + edit.after for edit in comparison.edits)
    assert "13485" not in said
    assert "Nadcap" not in said
    assert "QML" in said


def test_the_edits_replay_and_every_span_is_its_quote(comparison: Comparison) -> None:
    assert replay(comparison.before, comparison) == comparison.after
    for edit in comparison.edits:
        assert edit.before_span.of(comparison.before) == edit.before
        assert edit.after_span.of(comparison.after) == edit.after


def test_a_release_compared_with_itself_gives_no_edit(abouts: tuple[str, str]) -> None:
    assert all(not compare(text, text).edits for text in abouts)
