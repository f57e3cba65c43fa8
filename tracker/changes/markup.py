"""Markup that a release carries one time and not the next: Markdown's marks, and entities that were left in a text.

`masked` gives a text of the same length in which every character of markup is one that `fold` reads as nothing, so that all
the work is done on what a reader sees while every offset stays true. Lone surrogates stand for the marks: no text that
was ever decoded has one. What merely looks like markup ("5 * 3", a bullet, snake_case, a mark of a footnote) stays.
"""

from __future__ import annotations

import re
import unicodedata
from html.entities import html5
from typing import NamedTuple

from tracker.documents.typography import ZERO_WIDTH

#: A mark is its character moved by one of these: one that opens goes with what follows it, one that closes with what precedes.
OPENING, CLOSING = 0xD800, 0xDC00

#: The characters that stand for markup in a masked text, as the inside of a character class.
OPENERS, CLOSERS = "\ud800-\ud87f", "\udc00-\udc7f"
MARKED = re.compile(f"[{OPENERS}{CLOSERS}]")

#: The longest text of a link, in characters, so that a bracket never costs more than this to look behind.
_LINK = 300

_TARGET = r"""\(<?(?P<{name}>[!-'*-;=?-~]+(?:\([!-'*-;=?-~]*\)[!-'*-;=?-~]*)?>?(?:[ ]"[ !#-~]*")?)\)"""

_MARKUP = re.compile(
    rf"""
      (?P<escape>\\(?=[!-/:-@\[-`{{-~]))
    | (?P<entity>&(?:\#\d{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[a-zA-Z][a-zA-Z0-9]{{1,31}});)
    | (?P<heading>(?:(?<=\n)|\A)[ ]{{0,3}}\#{{1,6}}[ ]+(?=\S))
    | (?P<link>!?\[(?=[^\[\]\n]{{1,{_LINK}}}\]{_TARGET.format(name="ahead")}))
    | (?P<target>\]{_TARGET.format(name="url")})
    | (?P<auto><(?=(?:https?://[!-;=?-~]+|(?:mailto:)?[\w.+-]+@[\w.-]+)>))
    | (?P<emphasis>\*+|_+)
    | (?P<paragraph>\n[ \t\r]*\n)
    """,
    re.VERBOSE,
)
_TARGETS = re.compile(r"\]" + _TARGET.format(name="url"))

#: What every piece of markup has one of.
_HINTS = ("*", "_", "\\", "](", "# ", "<")
_ENTITY = re.compile(r"&#?\w+;")


class _Mark(NamedTuple):
    """A run of markup, what moves its characters out of sight, and the character that stands for its last one, if any."""

    start: int
    end: int
    by: int
    says: str = ""


def masked(text: str) -> str:
    """The text with its markup out of sight, character for character; the text itself where it has none."""
    if not any(hint in text for hint in _HINTS) and not ("&" in text and _ENTITY.search(text)):
        return text
    marks = _marks(text)
    if not marks:
        return text
    pieces: list[str] = []
    at = 0
    for start, end, by, says in sorted(marks):
        pieces += (text[at:start], *(chr(by + ord(mark)) for mark in text[start : end - len(says)]), says)
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def target_of(text: str) -> tuple[int, int] | None:
    """Where, in a run of an unmasked text that holds one link's end, its target begins and ends; None where there is none."""
    found = _TARGETS.search(text)
    return found.span("url") if found else None


def targets_of(text: str) -> tuple[str, ...]:
    """The targets of all links in a masked text, as they are written there."""
    return tuple(_CLOSED.findall(text)) if not text.isascii() else ()


_CLOSED = re.compile(f"{chr(CLOSING + ord(']'))}[{CLOSERS}]+")


def _marks(text: str) -> list[_Mark]:
    found: list[_Mark] = []
    pending: dict[str, int] = {}  # where each kind of emphasis was opened in this paragraph, in that order
    link: int | None = None  # the end of the bracket that is open
    for piece in _MARKUP.finditer(text):
        start, end = piece.span()
        match piece.lastgroup:
            case "emphasis":
                _emphasis(text, start, end, pending, found)
            case "paragraph":
                pending.clear()
            case "entity":
                if character := _character(piece["entity"]):
                    found.append(_Mark(start, end, OPENING, character))
            case "auto":
                close = text.index(">", end)
                found += (_Mark(start, end, OPENING), _Mark(close, close + 1, CLOSING))
            case "escape" | "heading":
                found.append(_Mark(start, end, OPENING))
            case "ahead" | "link":
                link = start
                found.append(_Mark(start, end, OPENING))
            case _:
                if link is not None:
                    found.append(_Mark(start, end, CLOSING))
                link = None
    return found


def _emphasis(text: str, start: int, end: int, pending: dict[str, int], found: list[_Mark]) -> None:
    """Pair a run of stars or strokes with the one that opened it, or keep it as one that may open."""
    run = text[start:end]
    left, right = text[start - 1 : start], text[end : end + 1]
    if len(run) > 3 or (left.isalnum() and right.isalnum()):
        return
    if left.strip() and not right.isalnum() and run in pending:
        opened = pending[run]
        found += (_Mark(opened, opened + len(run), OPENING), _Mark(start, end, CLOSING))
        for kind in [kind for kind, place in pending.items() if place >= opened]:
            del pending[kind]
    elif right.strip() and not left.isalnum():
        pending[run] = start


def _character(entity: str) -> str:
    """The printing character or space that an entity names; nothing where it names none, or several."""
    name = entity[1:]
    if name[0] != "#":
        said = html5.get(name, "")
    else:
        point = int(name[2:-1], 16) if name[1] in "xX" else int(name[1:-1])
        said = chr(point) if point < 0x110000 else ""
    if len(said) != 1:
        return ""
    return said if said.isprintable() or said in ZERO_WIDTH or unicodedata.category(said) == "Zs" else ""
