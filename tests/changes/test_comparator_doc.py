"""docs/comparator.md says what the code does: every reason, and every character of the typographic list."""

import re
from pathlib import Path

import pytest

from tracker.changes.compare import compare
from tracker.changes.model import Standing
from tracker.changes.reasons import Reason

_DOC = (Path(__file__).resolve().parents[2] / "docs" / "comparator.md").read_text(encoding="utf-8")


def test_every_reason_is_explained_and_none_besides() -> None:
    table = _DOC[_DOC.index("## Weights and reasons") : _DOC.index("## The typographic list")]
    assert re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE) == [reason.value for reason in _in_order()]


def _in_order() -> list[Reason]:
    """As the code lists them, but for what makes no edit heavier, which the document tells after what does."""
    weighed = list(Reason)
    moved = [Reason.MOVED, Reason.LIST_REORDERED]
    form = [Reason.CASE, Reason.SPELLING, Reason.PUNCTUATION]
    first = weighed[: weighed.index(Reason.MOVED)]
    last = [reason for reason in weighed if reason not in (*first, *moved, *form)]
    return [*first, *form, *moved, *last]


@pytest.mark.parametrize(
    ("fancy", "plain"),
    [
        *((mark, "'") for mark in "‘’‚‛′ʼ´`"),
        *((mark, '"') for mark in "“”„‟″«»"),
        *((chr(point), "-") for point in (*range(0x2010, 0x2016), 0x2212)),
        *((chr(point), " ") for point in (0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)),
        *((f"x{chr(point)}x", "xx") for point in (0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)),
        *zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True),
        ("…", "..."),
        ("....", "..."),
        ("⸺", "--"),
        ("⸻", "-"),
        ("---", "-"),
        ("é", "e"),
        ("e\u0301", "e"),
        (" & ", " and "),
        ("®", "™"),
        ("™", ""),
    ],
)
def test_what_the_document_lists_is_typographic(fancy: str, plain: str) -> None:
    standing = compare(f"Ostrel a{fancy}b casts iron.", f"Ostrel a{plain}b casts iron.").standing
    assert standing is Standing.TYPOGRAPHIC


@pytest.mark.parametrize(
    ("one", "other"), [("©", ""), ("5°", "5"), ("µm", "um"), ("web site", "website"), ("1 000", "1000")]
)
def test_what_the_document_excludes_is_a_change(one: str, other: str) -> None:
    assert compare(f"Ostrel {one} casts iron.", f"Ostrel {other} casts iron.").standing is Standing.CHANGED
