"""What an edit weighs, and why: reason codes read from the words on both sides.

Reasons do not depend on the direction of the comparison. docs/comparator.md lists them all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from rapidfuzz.distance import Levenshtein

from tracker.changes.fold import ACCENTED, BLANK, COMBINING, EXPANDED, fold
from tracker.changes.model import Weight
from tracker.changes.tokens import FIRM, rank_of, tokenise
from tracker.changes.words import MODALS, MONTHS, NEGATIONS, REGIONS, SCALES, STATUSES, STOP_WORDS
from tracker.documents.typography import LEVELLED, ZERO_WIDTH


class Reason(StrEnum):
    """Why an edit has its kind or weight. The values are part of the JSON contract."""

    # substantive
    CLAIM = "claim"
    NEGATION = "negation"
    MODAL = "modal"
    STATUS = "status"
    LISTING = "listing"
    PLACE = "place"
    NAME = "name"
    ADDRESS = "address"
    # numeric
    DATE = "date"
    PERCENTAGE = "percentage"
    MONEY = "money"
    FIGURE = "figure"
    # moved
    MOVED = "moved"
    LIST_REORDERED = "list-reordered"
    # wording
    CASE = "case"
    SPELLING = "spelling"
    PUNCTUATION = "punctuation"
    MARK = "mark"
    # typographic
    QUOTES = "quotes"
    DASHES = "dashes"
    SPACES = "spaces"
    LINE_BREAKS = "line-breaks"
    LIGATURES = "ligatures"
    ELLIPSIS = "ellipsis"
    ZERO_WIDTH = "zero-width"
    ACCENTS = "accents"
    AMPERSAND = "ampersand"
    HEADING_CASE = "heading-case"


_SUBSTANTIVE = (
    Reason.CLAIM,
    Reason.NEGATION,
    Reason.MODAL,
    Reason.STATUS,
    Reason.LISTING,
    Reason.PLACE,
    Reason.NAME,
    Reason.ADDRESS,
)
_NUMERIC = (Reason.DATE, Reason.PERCENTAGE, Reason.MONEY, Reason.FIGURE)
_FORM = (Reason.CASE, Reason.SPELLING, Reason.PUNCTUATION, Reason.MARK)
_ORDER = {reason: place for place, reason in enumerate((*_SUBSTANTIVE, *_NUMERIC, *_FORM))}
_MARKS = "™®©℠"

#: Lower-case words, two or more, or none at all; a single word may be another's spelling.
_PLAIN = re.compile(r"(?:[ ,]*[a-z]+[ ,]+[a-z]+[a-z ,]*)?")
_TURNING = NEGATIONS | MODALS | STATUSES | SCALES

#: The shortest word that can be called respelt: shorter ones are a letter apart by chance.
_SPELT = 6

_EXCHANGE = re.compile(
    r"\b(?:nasdaq|nyse|amex|tsxv?|otcqb|otcqx|otc|lse|aim|asx|euronext|cse|bse|nse|neo)\b", re.IGNORECASE
)
_ADDRESS = re.compile(r"@\w|://|^www\.|\.(?:com|org|net|gov|edu|io|co|eu|uk|de|ca|info|biz)\b(?:/|$)", re.IGNORECASE)
_PHONE = re.compile(r"^\+?\d{1,4}(?:[-.]\d{2,4}){2,}$")
_DATE = re.compile(r"^(?:\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{2,4}|(?:19|20)\d\d)$")
_CURRENCY = "$€£¥"


def weigh(before: str, after: str, *, opens: bool, is_claim: bool) -> tuple[Weight, tuple[Reason, ...]]:
    """The weight of an edit in words, and its reasons, heaviest first.

    `opens` says that the edit stands at the beginning of a sentence, where a capital names nothing; `is_claim`
    that it touches a span that a claim occupies.
    """
    if not is_claim and _is_plain(before) and _is_plain(after):
        return Weight.WORDING, ()
    keys_b, keys_a = tokenise(before).keys, tokenise(after).keys
    dropped, added = _difference(keys_b, keys_a), _difference(keys_a, keys_b)
    reasons: dict[Reason, None] = {}
    if [key.casefold() for _, key in dropped] != [key.casefold() for _, key in added]:
        reasons |= dict.fromkeys(_of_words(dropped, keys_b, opens=opens))
        reasons |= dict.fromkeys(_of_words(added, keys_a, opens=opens))
    if is_claim:
        reasons[Reason.CLAIM] = None
    if (Reason.NAME in reasons or Reason.FIGURE in reasons) and _EXCHANGE.search(f"{before} {after}"):
        reasons[Reason.LISTING] = None
    reasons |= dict.fromkeys(_of_form(keys_b, keys_a, has_subject=bool(reasons)))
    ordered = tuple(sorted(reasons, key=_ORDER.__getitem__))
    if not ordered or ordered[0] in _FORM:
        return Weight.WORDING, ordered
    return (Weight.NUMERIC if ordered[0] in _NUMERIC else Weight.SUBSTANTIVE), ordered


def _is_plain(text: str) -> bool:
    """Whether a text is ordinary words and nothing else: neither figures, names nor words that turn a meaning."""
    return bool(_PLAIN.fullmatch(text)) and _TURNING.isdisjoint(text.replace(",", " ").split())


def _of_form(keys_b: Sequence[str], keys_a: Sequence[str], *, has_subject: bool) -> Iterator[Reason]:
    """What an edit does to the form of words: their case, their spelling, the marks around them."""
    if [key.casefold() for key in keys_b] == [key.casefold() for key in keys_a]:
        yield Reason.CASE
    elif len(keys_b) == len(keys_a) == 1 and _is_respelt(keys_b[0], keys_a[0]):
        yield Reason.SPELLING
    elif not has_subject and not any(any(map(str.isalnum, key)) for key in (*keys_b, *keys_a)):
        yield Reason.MARK if any(key in _MARKS for key in (*keys_b, *keys_a)) else Reason.PUNCTUATION


def _is_respelt(before: str, after: str) -> bool:
    """Whether two words are nearly the same letters: at most one in four differs, and the first does not."""
    if not (before.isalpha() and after.isalpha() and before[0] == after[0]):
        return False
    if before.startswith(after) or after.startswith(before):
        return False  # a plural or another tense is another word
    longest = max(len(before), len(after))
    return longest >= _SPELT and Levenshtein.distance(before, after) * 4 <= longest


def typographic_reasons(before: str, after: str) -> tuple[Reason, ...]:
    """Which entries of the typographic list account for a difference that is only typographic."""
    if not before.strip(BLANK) and not after.strip(BLANK):
        if any(mark in before + after for mark in ZERO_WIDTH):
            return (Reason.ZERO_WIDTH,)
        return (Reason.LINE_BREAKS if before.count("\n") != after.count("\n") else Reason.SPACES,)
    found = dict.fromkeys(_typographic(before, after))
    if not found:
        folded = fold(before).text, fold(after).text
        found = dict.fromkeys([Reason.HEADING_CASE if folded[0].casefold() == folded[1].casefold() else Reason.SPACES])
    return tuple(found)


def _typographic(before: str, after: str) -> Iterator[Reason]:
    both = before + after
    changed = Counter(before)
    changed.subtract(Counter(after))
    marks = [mark for mark, count in changed.items() if count]
    plain = dict(LEVELLED) | dict(EXPANDED)
    if any(plain.get(mark, mark) in "'\"" for mark in marks):
        yield Reason.QUOTES
    if any(plain.get(mark, mark)[:1] == "-" for mark in marks):
        yield Reason.DASHES
    if any(plain.get(mark, mark) == " " for mark in marks):
        yield Reason.SPACES
    if any(mark in ZERO_WIDTH for mark in marks):
        yield Reason.ZERO_WIDTH
    if "…" in marks:
        yield Reason.ELLIPSIS
    if any(ligature in both for ligature, plain in EXPANDED if plain.isalpha()):
        yield Reason.LIGATURES
    if any(mark in ACCENTED or mark in COMBINING for mark in marks):
        yield Reason.ACCENTS
    if "&" in marks:
        yield Reason.AMPERSAND


def _difference(keys: Sequence[str], others: Sequence[str]) -> list[tuple[int, str]]:
    """The tokens that occur more often in the one run than in the other, with their places."""
    left = Counter(others)
    found: list[tuple[int, str]] = []
    for place, key in enumerate(keys):
        if left[key]:
            left[key] -= 1
        else:
            found.append((place, key))
    return found


def _of_words(changed: Iterable[tuple[int, str]], keys: Sequence[str], *, opens: bool) -> Iterator[Reason]:
    for place, key in changed:
        word = key.casefold()
        if word in NEGATIONS:
            yield Reason.NEGATION
        if word in MODALS and key != "May":
            yield Reason.MODAL
        if word in STATUSES:
            yield Reason.STATUS
        if rank_of(key) == FIRM or word in SCALES:
            yield from _of_firm(place, key, keys, opens=opens)


def _of_firm(place: int, key: str, keys: Sequence[str], *, opens: bool) -> Iterator[Reason]:
    """What a figure, an address or a capitalised word is."""
    if _ADDRESS.search(key) or _PHONE.match(key):
        yield Reason.ADDRESS
    elif key[0] in _CURRENCY:
        yield Reason.MONEY
    elif key.endswith("%") or key.casefold().endswith("percent"):
        yield Reason.PERCENTAGE
    elif any(map(str.isdigit, key)):
        yield Reason.DATE if _DATE.match(key) or _beside_month(place, keys) else Reason.FIGURE
    elif key.casefold() in MONTHS and key[0].isupper():
        yield Reason.DATE
    elif key.casefold() in SCALES:
        yield Reason.FIGURE
    elif key.casefold() in REGIONS or _is_state(place, key, keys):
        yield Reason.PLACE
    elif _is_name(place, key, keys, opens=opens):
        yield Reason.NAME


def _beside_month(place: int, keys: Sequence[str]) -> bool:
    near = keys[max(place - 2, 0) : place + 2]
    return any(key[:1].isupper() and key.casefold() in MONTHS for key in near)


def _is_state(place: int, key: str, keys: Sequence[str]) -> bool:
    return len(key) == 2 and key.isupper() and place > 0 and keys[place - 1] == ","


def _is_name(place: int, key: str, keys: Sequence[str], *, opens: bool) -> bool:
    """Whether a capitalised word names something: not where a sentence begins, unless it is no ordinary word."""
    if any(map(str.isupper, key[1:])):
        return True
    if not key[0].isupper() or key.casefold() in STOP_WORDS:
        return False
    begins = opens if place == 0 else keys[place - 1] in ".!?"
    if begins:
        return place + 1 < len(keys) and keys[place + 1][:1].isupper() and rank_of(keys[place + 1]) == FIRM
    return True
