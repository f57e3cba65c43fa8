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

from tracker.documents.typography import ZERO_WIDTH, level
from tracker.sections.sentences import sentences

_BINS = 64
_WIDE, _TIGHT = 4, 8
_RUN = 3
_LEAST_WORDS = 8
_WORD = re.compile(r"[^\W_]+(?:['.&/-][^\W_]+)*")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_NO_WIDTH = str.maketrans("", "", ZERO_WIDTH)


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def words_of(text: str) -> tuple[str, ...]:
    """The text's words as they are compared: levelled, without case, every number alike."""
    plain = level(text).translate(_NO_WIDTH).casefold()
    return tuple(_WORD.findall(_DIGITS.sub("0", plain)))


def fingerprint(text: str) -> str:
    """A digest of the words with their numbers: the same for two texts that differ in typography and spacing only."""
    plain = level(text).translate(_NO_WIDTH).casefold()
    return _digest("words", " ".join(_WORD.findall(plain)))


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
    least: list[int | None] = [None] * _BINS
    for at in range(len(words) - _RUN + 1):
        raw = hashlib.blake2b(" ".join(words[at : at + _RUN]).encode("utf-8", "surrogatepass"), digest_size=8).digest()
        value = int.from_bytes(raw, "big")
        held = least[value % _BINS]
        if held is None or value < held:
            least[value % _BINS] = value
    following = next(value for value in least if value is not None)
    filled: list[int] = []
    for minimum in reversed(least):
        following = minimum if minimum is not None else following
        filled.append(following)
    return filled


def _bands(least: Sequence[int], rows: int) -> Iterator[str]:
    for start in range(0, _BINS, rows):
        yield _digest("band", str(rows), str(start), *map(str, least[start : start + rows]))
