"""The marks by which a piece of standing text is known again, in another release or under another heading.

Enters: a piece of text with its role and subject. Leaves: short digests, the same number of them whatever the history.
Promises: pure; two pieces that share one mark are one passage, so that what belongs together follows from the pieces
alone and never from the order in which they came.

Four kinds: whom an About section is about; the exact words; each whole sentence of eight words or more; and bands of
minimum hashes over three-word runs (A. Broder, "On the resemblance and containment of documents", 1997; one permutation cut
into bins, P. Li, A. Owen and C. Zhang, "One permutation hashing", 2012; the hash of a run put together from those of its words,
M. Pătraşcu and M. Thorup, "The power of simple tabulation hashing", 2011). Where two texts have the share J of their runs in
common, they share a wide band with a probability of about 1 - (1 - J^4)^16 (0.99 at J = 0.7, 0.64 at a half, 0.002 at a
tenth) and a tight one with 1 - (1 - J^8)^8 (0.99 at 0.9, 0.77 at 0.8, nothing at a tenth). Tight bands are for text of any
kind, of which a history has a great deal; wide ones for text that is standing by itself. Numbers do not count, so that a
new year or a new head count does not part a passage from itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import repeat
from operator import xor
from zlib import crc32

from tracker.documents.typography import ZERO_WIDTH, level
from tracker.sections.sentences import sentences

_BINS = 64
_LAST_BIN = _BINS - 1
#: 64 bits, all of them set: no hash of a run is held by an empty bin.
_NOTHING = (1 << 64) - 1
#: Odd multipliers of 64 bits that spread a word's 32 bits over all of them (D. Knuth, The Art of Computer Programming 3, 6.4).
_ODD = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
_WIDE, _TIGHT = 4, 8
_LEAST_WORDS = 8

#: What may stand inside a word, one at a time.
_JOINTS = "'.&/-"
_WORD = re.compile(rf"[^\W_]+(?:[{_JOINTS}][^\W_]+)*")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def _folded(mark: str) -> str:
    """An ASCII character as words are compared: a small letter, a nought for every figure, and what may stand in either."""
    if mark.isdigit():
        return "0"
    return mark.lower() if mark.isalpha() or mark in _JOINTS or mark == "," else " "


#: ASCII text, of which most text is, has its words cut by tables and white space, in two thirds of the time that `_WORD` takes.
_FOLDED = {code: _folded(chr(code)) for code in range(128)}
_NUMBER = re.compile(r"0(?:[.,]?0)+")
_ALIKE = {code: "-" if chr(code) in _JOINTS else chr(code) for code in range(128)}
_JOINTS_TOGETHER = re.compile(rf"[{_JOINTS}]{{2,}}")

#: Texts up to this length are kept with their marks: standing text recurs word for word. In characters.
_LONGEST_KEPT = 4000


def _digest(*parts: str) -> str:
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _levelled(text: str) -> str:
    """The text without typography."""
    levelled = level(text)
    if not levelled.isascii():
        for mark in ZERO_WIDTH:
            levelled = levelled.replace(mark, "")
    return levelled


def words_of(text: str) -> tuple[str, ...]:
    """The text's words as they are compared: levelled, without case, every number alike."""
    levelled = _levelled(text)
    if not levelled.isascii():
        return tuple(_WORD.findall(_DIGITS.sub("0", levelled.casefold())))
    folded = _NUMBER.sub("0", levelled.translate(_FOLDED)).replace(",", " ")
    if "--" in folded.translate(_ALIKE):
        folded = _JOINTS_TOGETHER.sub(" ", folded)
    return tuple(filter(None, map(str.strip, folded.split(), repeat(_JOINTS))))


def fingerprint(text: str) -> str:
    """A digest of the words with their numbers: the same for two texts that differ in typography and spacing only."""
    return _digest("words", " ".join(_WORD.findall(_levelled(text).casefold())))


def subject_mark(role: str, subject: str) -> str:
    """The mark of what a section is and of whom it speaks. Readable, as it names the passage."""
    return f"{role}:{subject}"


def content_marks(text: str, *, standing: bool) -> tuple[str, ...]:
    """The marks of a text's words, each once: the exact words, and tight bands.

    Standing text has wide bands and its sentences as well. A paragraph of the body that happens to share one sentence with
    it is not that passage; one that is all but the same is.
    """
    return _marks(text, standing) if len(text) <= _LONGEST_KEPT else _marks.__wrapped__(text, standing)


@lru_cache(maxsize=1024)
def _marks(text: str, standing: bool) -> tuple[str, ...]:  # noqa: FBT001 - a keyword makes a cache slower
    words = words_of(text)
    if not words:
        return ()
    found = [_digest("exact", *words)]
    if len(words) >= _LEAST_WORDS:
        least = _minima(words)
        found += _bands(least, _TIGHT)
        if standing:
            found += _bands(least, _WIDE)
            found += _sentence_marks(text)
    return tuple(dict.fromkeys(found))


def _sentence_marks(text: str) -> Iterator[str]:
    for sentence in sentences(text):
        words = words_of(sentence.of(text))
        if len(words) >= _LEAST_WORDS:
            yield _digest("exact", *words)


def _minima(words: Sequence[str]) -> list[int]:
    """The least hash in each bin, the last bin first; an empty one takes that of the next that is not, as all texts' do alike."""
    least = [_NOTHING] * _BINS
    ones, twos, threes = zip(*map(hashes_of, words), strict=True)
    for run in map(xor, map(xor, ones, twos[1:]), threes[2:]):
        if run < least[place := run & _LAST_BIN]:
            least[place] = run
    following = next(value for value in least if value != _NOTHING)
    return [following := following if value == _NOTHING else value for value in reversed(least)]


@lru_cache(maxsize=1 << 15)
def hashes_of(word: str) -> tuple[int, ...]:
    """What a word adds to the hash of a run as its first, second or third word, 64 bits each."""
    hashed = crc32(word.encode("utf-8", "surrogatepass"))
    spread = (hashed * odd & _NOTHING for odd in _ODD)
    # The bin, which is of the last bits, is made to be of the others as well.
    return tuple(one ^ one >> 29 for one in spread)


def _bands(least: Sequence[int], rows: int) -> Iterator[str]:
    """A digest of 64 bits for each run of this many bins, with the place of the run: the sum of hashes is as good as one."""
    for start in range(0, _BINS, rows):
        yield f"{sum(least[start : start + rows], start * _ODD[0]) & _NOTHING:016x}"
