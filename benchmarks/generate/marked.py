"""Text that remembers where its claims stand while it is put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from benchmarks.generate.schemes import Held

_OPENING = "\u201c"
_CLOSING = "\u201d"


@dataclass(frozen=True, slots=True)
class Mark:
    """A certification, or a scheme's name that claims nothing (`reason` says why), with its place."""

    start: int
    end: int
    held: Held
    reason: str | None = None
    modality: str = "asserted"

    def shifted(self, by: int) -> Mark:
        """The same mark, `by` code points further on."""
        return replace(self, start=self.start + by, end=self.end + by)


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and the marks in it."""

    text: str
    marks: tuple[Mark, ...] = ()

    def with_text(self, text: str) -> Marked:
        """The same marks on another text of the same length, such as the same words in other typography."""
        if len(text) != len(self.text):
            raise ValueError("only a text of the same length keeps its marks")
        return Marked(text, self.marks)


def joined(parts: Iterable[Marked], separator: str) -> Marked:
    """The parts one after the other, with every mark in its new place."""
    texts: list[str] = []
    marks: list[Mark] = []
    at = 0
    for part in parts:
        if texts:
            texts.append(separator)
            at += len(separator)
        texts.append(part.text)
        marks.extend(mark.shifted(at) for mark in part.marks)
        at += len(part.text)
    return Marked("".join(texts), tuple(marks))


def curled(text: str) -> str:
    """Curly quotes and dashes instead of straight ones, one character for one."""
    pieces = text.replace("'", "\u2019").replace(" - ", " \u2013 ").split('"')
    quotes = (_OPENING, _CLOSING)
    return "".join(piece + quotes[at % 2] if at < len(pieces) - 1 else piece for at, piece in enumerate(pieces))


@dataclass(slots=True)
class Writer:
    """Puts a release together and says where each piece landed."""

    pieces: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    at: int = 0

    def add(self, piece: str | Marked) -> tuple[int, int]:
        """Append a piece; gives its half-open range of code points."""
        start = self.at
        text = piece if isinstance(piece, str) else piece.text
        if isinstance(piece, Marked):
            self.marks.extend(mark.shifted(start) for mark in piece.marks)
        self.pieces.append(text)
        self.at += len(text)
        return start, self.at

    @property
    def text(self) -> str:
        """Everything that was added."""
        return "".join(self.pieces)
