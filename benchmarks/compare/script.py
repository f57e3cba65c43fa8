"""What any engine says of two texts, in one form: runs of words kept, dropped and added; and how good that is to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import LCSseq

from tracker.changes.words import STOP_WORDS

Op = Literal["=", "-", "+"]
Script = list[tuple[Op, str]]

#: The words that every engine but those with a cut of their own is given: "9001:2015" and "on-site" are one each.
WORD = re.compile(r"\w+(?:[-.:/'’]\w+)*|[^\w\s]")


def words(text: str) -> list[str]:
    """The words and marks of a text."""
    return WORD.findall(text)


Opcode = tuple[str, int, int, int, int]


def from_opcodes(opcodes: Iterable[Opcode], before: Sequence[str], after: Sequence[str]) -> Script:
    """The script of difflib's opcodes, or of any that look like them."""
    script: Script = []
    for tag, b0, b1, a0, a1 in opcodes:
        if tag == "equal":
            script.append(("=", " ".join(before[b0:b1])))
            continue
        if b1 > b0:
            script.append(("-", " ".join(before[b0:b1])))
        if a1 > a0:
            script.append(("+", " ".join(after[a0:a1])))
    return script


@dataclass(frozen=True, slots=True)
class Quality:
    """How a script reads, counted over some pairs."""

    edited: int
    optimum: int
    edits: int
    islands: int

    def __add__(self, other: Quality) -> Quality:
        """Both together."""
        return Quality(
            self.edited + other.edited,
            self.optimum + other.optimum,
            self.edits + other.edits,
            self.islands + other.islands,
        )


def quality(script: Script, before: str, after: str) -> Quality:
    """Edited words against the fewest possible, the number of edits, and the islands left between them.

    An edit is everything between two runs that are kept; an island is a run of one or two stop words between two edits.
    """
    edited = edits = islands = 0
    is_open = False
    held: list[str] | None = None  # what was kept since the last edit
    for op, said in script:
        found = words(said)
        if op == "=":
            if found:
                is_open = False
                held = (held or []) + found if edits else None
            continue
        if not found:
            continue
        edited += len(found)
        if not is_open:
            if held and len(held) <= 2 and all(word.casefold() in STOP_WORDS for word in held):
                islands += 1
            edits += 1
            is_open = True
        held = None
    return Quality(edited, optimum(before, after), edits, islands)


def optimum(before: str, after: str) -> int:
    """The fewest words that any script must drop and add: by the exact longest common subsequence."""
    words_b, words_a = words(before), words(after)
    return len(words_b) + len(words_a) - 2 * int(LCSseq.similarity(words_b, words_a))
