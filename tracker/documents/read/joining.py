"""How blocks become one text, the same for every medium that is not text itself.

Blocks are joined by a blank line, the cells of a row by a tab, rows and the paragraphs of a cell by a line break.
"""

from __future__ import annotations

import re

from tracker.documents.model import Block, BlockKind, Region, blocks_at
from tracker.documents.typography import ZERO_WIDTH

_BLANK = re.compile(rf"[\s{ZERO_WIDTH}]*")

#: Table, row, cell: numbers in document order.
Cell = tuple[int, int, int]


def is_blank(words: str) -> bool:
    """Whether there is nothing to see: white space, and characters with no width."""
    seen = words.strip()
    # The expression is asked only where the first character does not decide.
    return not seen or (seen[0] in ZERO_WIDTH and _BLANK.fullmatch(seen) is not None)


class Joined:
    """The text made so far, and its blocks."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        #: Where each block begins and ends, its kind and its region.
        self._blocks: list[tuple[int, int, BlockKind, Region]] = []
        self._last_cell: Cell | None = None
        self._tables = 0

    def new_table(self) -> int:
        """A number for one more table."""
        self._tables += 1
        return self._tables

    def add(self, words: str, kind: BlockKind, region: Region = Region.MAIN, cell: Cell | None = None) -> int | None:
        """One more block, and the offset at which it begins; white space alone is none."""
        words = words.strip()
        if not words or (words[0] in ZERO_WIDTH and is_blank(words)):
            return None
        start = self._length
        if self._blocks:
            separator = "\n\n" if cell is None else self._separator(cell)
            self._parts.append(separator)
            start += len(separator)
        self._parts.append(words)
        self._length = end = start + len(words)
        self._blocks.append((start, end, kind, region))
        self._last_cell = cell
        return start

    def add_text(self, text: str, blocks: tuple[Block, ...]) -> None:
        """Everything that another reader made, behind what is here."""
        if self._blocks and blocks:
            self._append("\n\n")
        start = self._length
        self._append(text)
        self._blocks += [(begin + start, end + start, kind, region) for (begin, end), kind, region in blocks]
        self._last_cell = None

    def text(self) -> str:
        """The text that the blocks' spans lead into."""
        return "".join(self._parts)

    def blocks(self) -> tuple[Block, ...]:
        """The blocks, in text order."""
        return blocks_at(self._blocks)

    def _separator(self, cell: Cell) -> str:
        last = self._last_cell
        if last is None or last[0] != cell[0]:
            return "\n\n"
        return "\t" if last[1] == cell[1] and last[2] != cell[2] else "\n"

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
