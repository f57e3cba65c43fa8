"""The marks by which a piece of standing text is known again, in another release or under another heading.

Enters: a piece of text with its role and subject. Leaves: short digests, the same number of them whatever the history.
Promises: pure; two pieces that share one mark are one passage, so that what belongs together follows from the pieces
alone and never from the order in which they came.

Four kinds: whom an About section is about; the exact words; each whole sentence of eight words or more; and bands of
minimum hashes (A. Broder, "On the resemblance and containment of documents", 1997) over three-word runs, which two texts
share with probability 1 - (1 - J^3)^16 where J is the share of runs that they have in common: 0.998 at 0.7, 0.88 at a half,
0.02 at a tenth. Numbers do not count, so that a new year or a new head count does not part a passage from itself.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from tracker.documents.typography import ZERO_WIDTH, level
from tracker.sections.sentences import sentences

_BANDS = 16
_ROWS = 3
_RUN = 3
_LEAST_WORDS = 8
_PRIME = (1 << 61) - 1
_WORD = re.compile(r"[^\W_]+(?:['.&/-][^\W_]+)*")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_NO_WIDTH = str.maketrans("", "", ZERO_WIDTH)


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _number(*parts: str) -> int:
    raw = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(raw, "big") % _PRIME


#: One affine permutation a row of a band; fixed for good, as marks are kept.
_PERMUTATIONS = tuple(
    (_number("multiplier", str(row)) | 1, _number("addend", str(row))) for row in range(_BANDS * _ROWS)
)


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


def content_marks(text: str, *, by_sentence: bool) -> tuple[str, ...]:
    """The marks of a text's words: exact, by sentence where asked, and by resemblance; sorted, each once.

    By sentence is for text that is standing by itself. A paragraph of the body that happens to share one sentence
    with it is not that passage; one that resembles it as a whole is.
    """
    words = words_of(text)
    if len(words) < _RUN:
        return (_digest("exact", *words),) if words else ()
    found = {_digest("exact", *words), *_bands(words)}
    if by_sentence:
        found.update(_sentence_marks(text))
    return tuple(sorted(found))


def _sentence_marks(text: str) -> Iterator[str]:
    for sentence in sentences(text):
        words = words_of(sentence.of(text))
        if len(words) >= _LEAST_WORDS:
            yield _digest("exact", *words)


def _bands(words: Sequence[str]) -> Iterator[str]:
    if len(words) < _LEAST_WORDS:
        return
    runs = {hash_of(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
    least = [min((run * multiplier + addend) % _PRIME for run in runs) for multiplier, addend in _PERMUTATIONS]
    for band in range(_BANDS):
        rows = least[band * _ROWS : (band + 1) * _ROWS]
        yield _digest("band", str(band), *map(str, rows))


def hash_of(run: Sequence[str]) -> int:
    """A number for a run of words, the same on every machine and in every process."""
    return _number("run", *run)
