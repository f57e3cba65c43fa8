"""Pairs of texts to compare: made from a seed, or read from a folder of consecutive versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random

from benchmarks.generate.chance import chance

_SYLLABLES = [
    "ba",
    "be",
    "bo",
    "da",
    "de",
    "di",
    "fa",
    "fo",
    "ga",
    "go",
    "ka",
    "ko",
    "la",
    "le",
    "li",
    "lo",
    "ma",
    "me",
    "mi",
    "mo",
    "na",
    "ne",
    "no",
    "pa",
    "po",
    "ra",
    "re",
    "ri",
    "ro",
    "sa",
    "se",
    "so",
    "ta",
    "te",
    "ti",
    "to",
    "va",
    "ve",
]
_STOP = [
    "the",
    "of",
    "and",
    "to",
    "a",
    "in",
    "for",
    "is",
    "that",
    "with",
    "on",
    "as",
    "by",
    "are",
    "from",
    "at",
    "our",
    "its",
    "or",
    "this",
    "an",
    "be",
    "we",
    "which",
    "has",
    "it",
]
_ENDINGS = ("s", "ing", "ed", "er", "al", "ion", "")

#: Words of each size; the 5,000 and 100,000 are what the comparison is about, the first is what is watched.
SIZES = {"standing text, 80-400 words": (80, 400), "5,000 words": (5_000, 5_000), "100,000 words": (100_000, 100_000)}

CHANGES = ("light edits", "heavy edits", "nothing in common", "one moved paragraph")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts to compare."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """Pairs of one size with one sort of change."""

    size: str
    change: str
    pairs: tuple[Pair, ...]

    @property
    def name(self) -> str:
        """The corpus as the table names it."""
        return f"{self.size}: {self.change}"


class Writer:
    """Writes paragraphs of invented words that are as frequent as words are (Zipf), between stop words."""

    def __init__(self, source: Random, *, dialect: int = 0) -> None:
        """Take the source of chance; two dialects share no word, not even a stop word."""
        self.chance = source
        words = chance(0, "vocabulary", dialect)
        mark = "xq"[dialect % 2] if dialect else ""
        self.words = [
            mark + "".join(words.choices(_SYLLABLES, k=words.randint(2, 4))) + words.choice(_ENDINGS)
            for _ in range(4000)
        ]
        self.stop = [mark + word for word in _STOP]
        self.weights = [1 / (rank + 10) for rank in range(len(self.words))]
        self.dialect = dialect

    def phrase(self, count: int) -> list[str]:
        """So many words, about half of them stop words, with a name or a figure now and then."""
        chosen: list[str] = []
        for word in self.chance.choices(self.words, self.weights, k=count):
            die = self.chance.random()
            if die < 0.42:
                chosen.append(self.chance.choice(self.stop))
            elif die < 0.45:
                chosen.append(word if self.dialect else str(self.chance.randint(2, 9999)))
            elif die < 0.50:
                chosen.append(word.capitalize())
            else:
                chosen.append(word)
        return chosen

    def sentence(self) -> list[str]:
        """One sentence, its first word capitalised, with commas, without its full stop."""
        words = self.phrase(self.chance.randint(10, 28))
        for place in range(4, len(words) - 3, 9):
            words[place] += ","
        words[0] = words[0].capitalize()
        return words

    def paragraphs(self, words: int) -> list[list[list[str]]]:
        """Paragraphs of three to six sentences, until there are so many words."""
        made: list[list[list[str]]] = []
        count = 0
        while count < words:
            paragraph = [self.sentence() for _ in range(self.chance.randint(3, 6))]
            count += sum(map(len, paragraph))
            made.append(paragraph)
        return made

    def light(self, paragraphs: Sequence[Sequence[Sequence[str]]], words: int = 250) -> list[list[list[str]]]:
        """The same with about one edit in so many words: a word, a phrase, a figure, a sentence."""
        return [
            [edited for sentence in paragraph for edited in self._lightly(list(sentence), words)]
            for paragraph in paragraphs
        ]

    def _lightly(self, sentence: list[str], words: int) -> list[list[str]]:
        if self.chance.random() > len(sentence) / words:
            return [sentence]
        place = self.chance.randrange(1, len(sentence) - 2)
        match self.chance.randrange(6):
            case 0:
                return [sentence, self.sentence()]
            case 1:
                sentence[place : place + 3] = self.phrase(self.chance.randint(1, 5))
            case 2:
                sentence[place:place] = self.phrase(2)
            case 3:
                del sentence[place]
            case _:
                sentence[place] = self.phrase(1)[0]
        return [sentence]

    def heavy(self, paragraphs: Sequence[Sequence[Sequence[str]]]) -> list[list[list[str]]]:
        """A rewrite: most sentences with several phrases exchanged, some dropped, some new, some changing places."""
        rewritten: list[list[list[str]]] = []
        for paragraph in paragraphs:
            sentences: list[list[str]] = []
            for sentence in paragraph:
                die = self.chance.random()
                if die < 0.3:
                    continue
                words = list(sentence)
                for _ in range(self.chance.randint(0, 5)):
                    place = self.chance.randrange(max(len(words) - 3, 1))
                    words[place : place + self.chance.randint(1, 4)] = self.phrase(self.chance.randint(1, 4))
                sentences.append(words)
                if die > 0.7:
                    sentences.append(self.sentence())
            if self.chance.random() < 0.1 and len(sentences) > 1:
                sentences[0], sentences[-1] = sentences[-1], sentences[0]
            rewritten.append(sentences or [self.sentence()])
        return rewritten


def text(paragraphs: Sequence[Sequence[Sequence[str]]]) -> str:
    """Paragraphs as text, with an empty line between two of them."""
    return "\n\n".join(" ".join(" ".join(words) + "." for words in paragraph) for paragraph in paragraphs) + "\n"


def pair(source: Random, words: int, change: str) -> Pair:
    """Two texts of about so many words with one sort of change between them."""
    writer = Writer(source)
    before = writer.paragraphs(words)
    match change:
        case "light edits":
            after = writer.light(before, min(250, words // 2))
        case "heavy edits":
            after = writer.heavy(before)
        case "nothing in common":
            return Pair(
                text(before), text(Writer(source, dialect=1).paragraphs(words)).replace(".", "!").replace(",", ";")
            )
        case _:
            after = list(before)
            if len(after) < 3:
                after = before = [[sentence] for paragraph in before for sentence in paragraph]
            after = after[1:-1] + after[:1] + after[-1:]
    return Pair(text(before), text(after))


def generated(seed: int, counts: Sequence[int]) -> Iterator[Corpus]:
    """The corpora of all sizes and changes, with so many pairs for each size."""
    for (size, (low, high)), count in zip(SIZES.items(), counts, strict=True):
        for change in CHANGES if count else ():
            source = chance(seed, size, change)
            yield Corpus(size, change, tuple(pair(source, source.randint(low, high), change) for _ in range(count)))


def read(folder: Path) -> Corpus:
    """Consecutive files of each subfolder, in the order of their names, as pairs that differ."""
    pairs: list[Pair] = []
    for place in sorted(path for path in folder.rglob("*") if path.is_dir()) or [folder]:
        versions = [path.read_text(encoding="utf-8") for path in sorted(place.glob("*.txt"))]
        pairs += [Pair(one, other) for one, other in pairwise(versions) if one != other]
    return Corpus(f"real text in {folder.name}", f"{len(pairs)} consecutive versions", tuple(pairs))
