"""Numbers with the thing that they count: "more than 1,400 customers", "86,000 square feet", "$91 billion in transactions".

A number inside a name is no figure: of a standard, a part, a law, a class, an address, a telephone, a year. The noun that
is counted is the last plural (or unit) before the phrase ends at a verb, a preposition or a mark.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import Final

from tracker.changes.facts.caseless import Caseless
from tracker.changes.facts.model import Figure, Unit
from tracker.changes.facts.vocabulary import COUNT_ENDS, COUNT_OPENERS, NO_PLURALS, UNITS
from tracker.documents.model import Span

_UNITS_SPELT: Final = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS_SPELT: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL: Final = {word: number for number, word in enumerate(_UNITS_SPELT)} | {
    word: number * 10 for number, word in enumerate(_TENS_SPELT, start=2)
}
_SCALE: Final = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "dozen": 12,
    "k": 1_000,
    "m": 1_000_000,
    "mm": 1_000_000,
    "mn": 1_000_000,
    "bn": 1_000_000_000,
    "b": 1_000_000_000,
    "t": 1_000_000_000_000,
}

_SPELT: Final = "|".join(sorted(_SMALL, key=len, reverse=True))
_NUMBER: Final = Caseless(
    rf"(?<![\w.,:/#@$€£¥&'-])"
    rf"(?P<money>(?:us|c|a|ca|au|hk|nz)?[$€£¥]\s?|(?:usd|eur|gbp|cad|aud)\s)?"
    rf"(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)|\b(?P<spelt>(?:{_SPELT})(?:-(?:{_SPELT}))?|(?<=a )(?=(?:hundred|thousand|million|billion|dozen)\b)))"
    rf"(?P<plus>\+)?"
    rf"(?P<scale>[\s-]?(?:hundred|thousand|million|billion|trillion|dozen)\b|\s?(?:[kmbt]|mm|mn|bn)\b(?=[\s+.,]))?"
    rf"\+?"
    rf"(?P<percent>\s?%|\s(?:percent|per\s+cent)\b)?"
    rf"(?![\w:/@#]|[.,]\d|-\d)"
)
_WORD: Final = re.compile(r"[ \t]*(?:-[ \t]*)?\n?[ \t]*([A-Za-z][\w'/-]*|&)([.,;:()]?)")

_MEASURES: Final = {
    "square foot": "square foot",
    "square feet": "square foot",
    "sq ft": "square foot",
    "square meters": "square metre",
    "square metres": "square metre",
    "square meter": "square metre",
    "metric tons": "metric ton",
    "metric tonnes": "metric ton",
}
_LONGEST_PHRASE: Final = 6


def figures(text: str, *, besides: Sequence[Span] = ()) -> tuple[Figure, ...]:
    """The figures in a levelled text, in text order; `besides` are spans of telephones, addresses and the like."""
    return tuple(_figures(text, besides))


def _figures(text: str, besides: Sequence[Span]) -> Iterator[Figure]:
    taken = sorted(besides)
    reach = list(accumulate((other.end for other in taken), max))
    for match in _NUMBER.finditer(text):
        before = bisect_left(taken, (match.end(),))
        if (before and reach[before - 1] > match.start()) or _in_a_name(text, match):
            continue
        unit = Unit.MONEY if match["money"] else Unit.PERCENT if match["percent"] else Unit.COUNT
        words, end = _counted(text, match.end(), unit)
        noun = _noun(words, unit)
        if noun is None or _is_a_year(match, words) or _describes(text, match.end(), noun):
            continue
        value = _value(match)
        if value is None:
            continue
        stop = max(end, match.end())
        yield Figure(
            value=value,
            noun=noun,
            phrase=" ".join(_singular(word.casefold()) for word in words),
            unit=unit,
            quote=text[match.start() : stop],
            span=Span(match.start(), stop),
        )


def _describes(text: str, at: int, noun: str) -> bool:
    """Whether the number is tied to a word that describes something else: "12-layer boards" are no twelve boards."""
    return text.startswith("-", at) and noun not in _MEASURES.values()


def _value(match: re.Match[str]) -> Decimal | None:
    """The number in full."""
    scale_word = (match["scale"] or "").strip(" -\t\n").casefold()
    scale = _SCALE.get(scale_word, 1)
    if match["digits"]:
        return Decimal(match["digits"].replace(",", "")) * scale
    spelt = (match["spelt"] or "").casefold()
    if not spelt:
        return None if scale == 1 else Decimal(scale)
    tens, _, ones = spelt.partition("-")
    number = _SMALL[tens] + (_SMALL[ones] if ones else 0)
    if number <= 1 and scale == 1:
        return None  # "one of the largest" counts nothing
    return Decimal(number) * scale


def _in_a_name(text: str, match: re.Match[str]) -> bool:
    """Whether a capitalised word right before makes the number part of a name: "Class 3", "October 11", "Fortune 500"."""
    if match["money"] or match["scale"] or "," in (match["digits"] or "") or not match["digits"]:
        return False
    before = re.search(r"([A-Za-z][\w'&.-]*)[ \t]+$", text[max(0, match.start() - 30) : match.start()])
    if before is None:
        return False
    word = before.group(1)
    return word[0].isupper() and not word.endswith(".") and word.casefold() not in COUNT_OPENERS


def _is_a_year(match: re.Match[str], words: Sequence[str]) -> bool:
    """Whether four bare digits are a year: "2015", "the 2023 awards"."""
    digits = match["digits"] or ""
    bare = not (match["money"] or match["scale"] or match["percent"] or match["plus"])
    return (
        bare
        and len(digits) == 4
        and digits[:2] in {"19", "20"}
        and not (words and words[0].casefold() in {"employees", "people"})
    )


def _counted(text: str, at: int, unit: Unit) -> tuple[list[str], int]:
    """The words of what is counted, and where the last one ends. Money and shares may be "of" or "in" something."""
    words: list[str] = []
    end = at
    may_link = unit is not Unit.COUNT
    while len(words) < _LONGEST_PHRASE:
        match = _WORD.match(text, at)
        if match is None:
            break
        word = match.group(1)
        if not words and may_link and word.casefold() in {"in", "of"}:
            may_link, at = False, match.end(1)
            continue
        if word.casefold() in COUNT_ENDS or (word[0].isupper() and words and not word.isupper()):
            break
        words.append(word)
        at = end = match.end(1)
        if match.group(2) or _measure(words) is not None:
            break
    return words, end


def _noun(words: Sequence[str], unit: Unit) -> str | None:
    """The head of what is counted, in the singular: the last plural, or the unit of measure, or None."""
    lower = ["" if word[0].isupper() else word for word in words]  # a name is not what is counted: "145 James Way"
    measure = _measure(words)
    if measure is not None:
        return measure
    for word in reversed(lower):
        if word in UNITS or (
            word.endswith("s") and not word.endswith(("ss", "'s", "ous", "is")) and word not in NO_PLURALS
        ):
            return _singular(word)
    if unit is Unit.COUNT or not any(lower):
        return None
    return lower[0] if unit is Unit.PERCENT else lower[-1]


def _measure(words: Sequence[str]) -> str | None:
    """The unit of measure that the words end with, or None: "square feet", "metric tons", "square-foot"."""
    lower = " ".join(words[-2:]).casefold()
    return _MEASURES.get(lower) or _MEASURES.get(lower.rpartition(" ")[2].replace("-", " "))


def _singular(word: str) -> str:
    """A plural without its ending; good enough to compare two texts, not to print."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return {"feet": "foot", "children": "child", "men": "man", "women": "woman"}.get(word, word)
