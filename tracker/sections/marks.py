"""The marks by which a piece of standing text is known again, in another release or under another heading.

Enters: a piece of text with its role and subject. Leaves: short digests, the same number of them whatever the history.
Promises: pure; two pieces that share one mark are one passage, so that what belongs together follows from the pieces
alone and never from the order in which they came.

Four kinds: whom an About section is about; the exact words; each whole sentence of eight words or more; and bands of
minimum hashes over three-word runs (A. Broder, "On the resemblance and containment of documents", 1997; one permutation cut
into bins, P. Li, A. Owen and C. Zhang, "One permutation hashing", 2012). Where two texts have the share J of their runs in
common, they share a wide band with a probability of about 1 - (1 - J^4)^16 (0.99 at J = 0.7, 0.64 at a half, 0.002 at a
tenth) and a tight one with 1 - (1 - J^8)^8 (0.99 at 0.9, 0.77 at 0.8, nothing at a tenth). Tight bands are for text of any
kind, of which a history has a great deal; wide ones for text that is standing by itself. Numbers do not count, so that a
new year or a new head count does not part a passage from itself.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from zlib import crc32

from tracker.documents.typography import ZERO_WIDTH, level
from tracker.sections.sentences import sentences

_BINS = 64
#: 64 bits, all of them set: no hash of a run is held by an empty bin.
_NOTHING = (1 << 64) - 1
#: Odd multipliers of 64 bits that spread a word's 32 bits over all of them (D. Knuth, The Art of Computer Programming 3, 6.4).
_ODD = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
_WIDE, _TIGHT = 4, 8
_RUN = 3
_LEAST_WORDS = 8
_WORD = re.compile(r"[^\W_]+(?:['.&/-][^\W_]+)*")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_NO_WIDTH = str.maketrans("", "", ZERO_WIDTH)


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _plain(text: str) -> str:
    """The text without typography and case."""
    levelled = level(text)
    return (levelled if levelled.isascii() else levelled.translate(_NO_WIDTH)).casefold()


def words_of(text: str) -> tuple[str, ...]:
    """The text's words as they are compared: levelled, without case, every number alike."""
    return tuple(_WORD.findall(_DIGITS.sub("0", _plain(text))))


def fingerprint(text: str) -> str:
    """A digest of the words with their numbers: the same for two texts that differ in typography and spacing only."""
    return _digest("words", " ".join(_WORD.findall(_plain(text))))


def subject_mark(role: str, subject: str) -> str:
    """The mark of what a section is and of whom it speaks. Readable, as it names the passage."""
    return f"{role}:{subject}"


def content_marks(text: str, *, standing: bool) -> tuple[str, ...]:
    """The marks of a text's words, sorted, each once: the exact words, and tight bands.

    Standing text has wide bands and its sentences as well. A paragraph of the body that happens to share one sentence with
    it is not that passage; one that is all but the same is.
    """
    words = words_of(text)
    if not words:
        return ()
    found = {_digest("exact", *words)}
    if len(words) >= _LEAST_WORDS:
        least = _minima(words)
        found.update(_bands(least, _TIGHT))
        if standing:
            found.update(_bands(least, _WIDE))
            found.update(_sentence_marks(text))
    return tuple(sorted(found))


def _sentence_marks(text: str) -> Iterator[str]:
    for sentence in sentences(text):
        words = words_of(sentence.of(text))
        if len(words) >= _LEAST_WORDS:
            yield _digest("exact", *words)


def _minima(words: Sequence[str]) -> list[int]:
    """The least hash in each bin; an empty bin takes that of the next one that is not, as all texts' do alike."""
    least = [_NOTHING] * _BINS
    known = {word: crc32(word.encode("utf-8", "surrogatepass")) for word in set(words)}
    hashes = [known[word] for word in words]
    for one, two, three in zip(hashes, hashes[1:], hashes[2:], strict=False):
        mixed = (one * _ODD[0] ^ two * _ODD[1] ^ three * _ODD[2]) & _NOTHING
        mixed ^= mixed >> 29
        if mixed < least[place := mixed % _BINS]:
            least[place] = mixed
    following = next(value for value in least if value != _NOTHING)
    for place in range(_BINS - 1, -1, -1):
        if least[place] == _NOTHING:
            least[place] = following
        following = least[place]
    return least


def _bands(least: Sequence[int], rows: int) -> Iterator[str]:
    """A digest of 64 bits for each run of this many bins, with the place of the run."""
    for start in range(0, _BINS, rows):
        mixed = start * 131 + rows
        for value in least[start : start + rows]:
            mixed = ((mixed ^ value) * _ODD[0] + (mixed >> 31)) & _NOTHING
        yield f"{mixed:016x}"
