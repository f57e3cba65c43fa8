"""The marks by which a piece of standing text is known again, in another release or under another heading.

Enters: a piece of text with its role and subject. Leaves: short digests, the same number of them whatever the history.
Promises: pure; two pieces that share one mark are one passage, so that what belongs together follows from the pieces
alone and never from the order in which they came.

Four kinds: whom an About section is about; the exact words; each whole sentence of ten words or more; and bands of
minimum hashes over runs of two words, those of fewer than four letters left out (A. Broder, "On the resemblance and
containment of documents", 1997; one permutation cut into bins, P. Li, A. Owen and C. Zhang, "One permutation hashing", 2012).
Where two texts have the share J of their runs in common, they share a wide band with a probability of about 1 - (1 - J^4)^16
(0.99 at J = 0.7, 0.64 at a half, 0.002 at a tenth) and a tight one with 1 - (1 - J^6)^5 (0.98 at 0.9, 0.78 at 0.8, nothing at
a tenth). Tight bands are for text of any kind, of which a history has a great deal; wide ones for text that is standing by
itself. Numbers are no words, so that a new year or a new head count does not part a passage from itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from struct import pack
from zlib import crc32

from tracker.documents.typography import ZERO_WIDTH, level

#: How many bins a band has, and how many bands there are.
_WIDE, _TIGHT = (4, 16), (6, 5)
#: Words of so many letters say what a text is of; the others are half of any text.
_TELLING = 4
_LEAST_RUNS, _LEAST_WORDS = 6, 10
#: More than any checksum.
_NOTHING = 1 << 32

_WORD = re.compile(r"[^\W\d_]+")
_WORD_OR_NUMBER = re.compile(r"[^\W_]+(?:['.&/-][^\W_]+)*")
#: ASCII text, of which most text is, has its words cut by a table, in a tenth of the time that `_WORD` takes.
_FOLDED = bytes(code if 97 <= code <= 122 else 32 for code in b"".join(bytes([code]).lower() for code in range(256)))
#: Where a sentence ends, or seems to: "Acme Inc. The" is cut alike in every release, which is all that is asked here.
_STOP = re.compile(r"[.!?][\"')\]]*\s+(?=[\"'(]*[A-Z])")

#: Texts up to this length are kept with their marks: standing text recurs word for word. In characters.
_LONGEST_KEPT = 4000


def _digest(said: bytes) -> str:
    return blake2b(said, digest_size=8).hexdigest()


def _levelled(text: str) -> str:
    """The text without typography."""
    levelled = level(text)
    if not levelled.isascii():
        for mark in ZERO_WIDTH:
            levelled = levelled.replace(mark, "")
    return levelled


def words_of(text: str) -> list[bytes]:
    """The text's words as they are compared, in UTF-8: runs of letters, without typography or case."""
    levelled = _levelled(text)
    if levelled.isascii():
        return levelled.encode().translate(_FOLDED).split()
    return " ".join(_WORD.findall(levelled.casefold())).encode().split()


def fingerprint(text: str) -> str:
    """A digest of the words with their numbers: the same for two texts that differ in typography and spacing only."""
    words = " ".join(_WORD_OR_NUMBER.findall(_levelled(text).casefold()))
    return _digest(f"words\x1f{words}".encode())


def subject_mark(role: str, subject: str) -> str:
    """The mark of what a section is and of whom it speaks. Readable, as it names the passage."""
    return f"{role}:{subject}"


def content_marks(text: str, *, standing: bool) -> tuple[str, ...]:
    """The marks of the words of a levelled text, each once: the exact words, and tight bands.

    Standing text has wide bands and its sentences as well. A paragraph of the body that happens to share one sentence with
    it is not that passage; one that is all but the same is.
    """
    return _marks(text, standing) if len(text) <= _LONGEST_KEPT else _marks.__wrapped__(text, standing)


@lru_cache(maxsize=1024)
def _marks(text: str, standing: bool) -> tuple[str, ...]:  # noqa: FBT001 - a keyword makes a cache slower
    words = words_of(text)
    if not words:
        return ()
    found = [_digest(b" ".join(words))]
    telling = [word for word in words if len(word) >= _TELLING]
    # the checksum of a run goes on from that of its first word
    runs = list(map(crc32, telling[1:], map(crc32, telling)))
    if len(runs) >= _LEAST_RUNS:
        found += _bands(runs, *_TIGHT)
        if standing:
            found += _bands(runs, *_WIDE)
            found += _sentence_marks(text)
    return tuple(dict.fromkeys(found))


def _sentence_marks(text: str) -> Iterator[str]:
    for sentence in _STOP.split(text):
        words = words_of(sentence)
        if len(words) >= _LEAST_WORDS:
            yield _digest(b" ".join(words))


def _bands(runs: Iterable[int], rows: int, count: int) -> list[str]:
    """A digest for each band: of the least checksum in each of its bins, and of its place.

    An empty bin takes what the next one has that is not, as all texts' do alike. The bins of one band stand far from each other,
    so that they seldom take the same: a text of few runs would share a band by one of them.
    """
    bins = rows * count
    least = [_NOTHING] * bins
    for run in runs:
        if run < least[place := run % bins]:
            least[place] = run
    following = next(value for value in least if value != _NOTHING)
    filled = [following := following if value == _NOTHING else value for value in reversed(least)]
    form = f"<{rows + 1}I"
    return [_digest(pack(form, place, *filled[place::count])) for place in range(count)]
