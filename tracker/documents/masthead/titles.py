"""The headline of a release: the heading that its medium marks, or the line above the lead that speaks of the same news.

Pure. A headline repeats itself in the first sentence; letterheads, labels and contacts, which stand above it as often as not, do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracker.documents.masthead.furniture import EXHIBIT, INTRODUCED, is_furniture
from tracker.documents.masthead.names import bare
from tracker.documents.masthead.organisation import NAME, NEWS
from tracker.documents.model import Block, BlockKind, Region, Span

_MARKDOWN_TITLE = re.compile(r"#(?<![^\n]#)\s+(?P<title>[^\s#][^\n]*)$", re.MULTILINE)
_BOLD = re.compile(r"\*\*|__")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_ESCAPED = re.compile(r"\\([\\()\[\]*_#])")
_TITLE = 300
_SHORTEST_TITLE = 12
#: A line of fewer words, or without a verb of news, may be a letterhead.
_LETTERHEAD_WORDS = 5
_VERB = re.compile(rf"\b{NEWS}\b")
_OPENS_WITH_VERB = re.compile(rf"(?:{NEWS}|to)\b")
#: So many words of the lead bear a headline out.
_SHARED = 3
_LEAD_READ = 700
_WORDS = re.compile(r"[^\W\d_]{3,}")
_OPEN_END = re.compile(
    r"(?:\b(?i:and|of|in|for|to|the|with|at|on|by|from|its|an?|or|as|provides|announces|reports|declares|completes)|[,–—&-])$"
)
_BULLET = ("-", "–", "—", "•", "*", "·", "(", "<", "|", "#")
#: Capitals that are longer than this are no letterhead.
_LONG_CAPITALS = 25
#: Lines of a text that is broken at a margin are shorter.
_MARGIN = 100


def marked_title(text: str, blocks: Sequence[Block], limit: int, head: int) -> tuple[str, Span] | None:
    """A Markdown or marked-up heading that begins before `limit`, and its place; Markdown is looked for up to `head`."""
    for marked in _MARKDOWN_TITLE.finditer(text, 0, head):
        if marked.start() >= limit:
            break
        end = min(marked.end("title"), limit)
        title = text[marked.start("title") : end]
        if len(title) <= _TITLE and not is_furniture(title):
            return _plain(title), Span(marked.start(), end)
    for span, kind, region in blocks:
        if span.start >= limit:
            break
        if kind is BlockKind.HEADING and (region is Region.MAIN or region is Region.HEADER):
            words = span.of(text).strip()
            if words and not is_furniture(words):
                return _plain(words), span
    return None


def written_title(text: str, lines: Sequence[Span], lead: Span, limit: int) -> tuple[str, Span] | None:
    """The headline among these lines, before `limit`, and its place; the lead says which of them it is."""
    said = ""
    first: tuple[str, Span] | None = None
    letterhead: tuple[str, Span] | None = None
    for words, span in _candidates(text, lines, limit, lead):
        sentence = _is_sentence(words)
        if not sentence and len(words.split()) >= _LETTERHEAD_WORDS and _VERB.search(words):
            return _plain(words), span
        said = said or " ".join(text[lead.start : lead.start + _LEAD_READ].casefold().split())
        if bare(words).casefold() in said and not _VERB.search(words):
            letterhead = letterhead or (words, span)
        elif len(set(_WORDS.findall(said)) & set(_WORDS.findall(words.casefold()))) >= _SHARED:
            return _plain(words), span
        elif first is None and not sentence:
            first = (words, span)
    found = first or letterhead
    return (_plain(found[0]), found[1]) if found else None


def _is_sentence(words: str) -> bool:
    """Whether the full stop at the end of a line is not that of a legal form."""
    return words.endswith(".") and bare(words) == words


def _candidates(text: str, lines: Sequence[Span], limit: int, lead: Span) -> Iterator[tuple[str, Span]]:
    """The lines before the lead that may be a headline, with those that they run on in."""
    skipped = -1
    for number, line in enumerate(lines):
        span = Span(line.start, min(line.end, limit))
        if span.start >= limit:
            return
        if number <= skipped:
            continue
        words = span.of(text).strip()
        if len(words) > _TITLE or (line.end > limit and len(words) < _SHORTEST_TITLE):
            return
        for introduced in (EXHIBIT, INTRODUCED):
            if opening := introduced.match(words):
                span, words = Span(span.start + opening.end(), span.end), words[opening.end() :]
        if is_furniture(words):
            continue
        while (
            number + 1 < len(lines) and lines[number + 1].end <= limit and _runs_on(text, span, lines[number + 1], lead)
        ):
            number += 1  # noqa: PLW2901 - the line up to which this headline goes
            span = Span(span.start, lines[number].end)
        skipped = number
        words = span.of(text).strip()
        if not words.endswith((":", ",")):
            yield words, span


def _runs_on(text: str, above: Span, below: Span, lead: Span) -> bool:
    """Whether the headline of one line runs on in the next."""
    last = above.of(text).rstrip().rpartition("\n")[2]
    one, other = " ".join(above.of(text).split()), below.of(text)
    if len(one) + len(other) >= _TITLE or one.endswith((":", "!", "?")) or _is_sentence(one):
        return False
    if other.startswith(_BULLET) or is_furniture(other):
        return False
    if _OPEN_END.search(one) or other[0].islower():
        return True
    return text.count("\n", above.end, below.start) == 1 and _continues(one, other, last, _width(text, lead))


def _continues(one: str, other: str, last: str, width: int) -> bool:
    """Whether the line right below a headline is more of it: its verb, more capitals, or what had no room in the line above."""
    if _OPENS_WITH_VERB.match(other):
        return NAME.fullmatch(one) is not None
    if " " not in one:
        return not other.startswith(one)
    if one.isupper() and other.isupper():
        return len(one) > _LONG_CAPITALS and bare(one) == one and one.split(maxsplit=1)[0] != other.split(maxsplit=1)[0]
    return len(last) + 1 + len(other.split(maxsplit=1)[0]) > width


def _width(text: str, lead: Span) -> int:
    """How long the lines of a lead are that is broken at a margin; more than any headline where it is not."""
    longest = max(
        map(len, text[lead.start : lead.start + _LEAD_READ].partition("\n\n")[0].split("\n")[1:-1]), default=0
    )
    return longest if 0 < longest <= _MARGIN else _TITLE


def _plain(words: str) -> str:
    """A title without the marks of its medium."""
    if "**" in words or "__" in words or "](" in words or "\\" in words:
        words = _ESCAPED.sub(r"\1", _LINK.sub(r"\1", _BOLD.sub("", words)))
    return " ".join(words.strip("#*| \t\u00a0").split())
