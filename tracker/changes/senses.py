"""What a word is on its own: a figure, an address, a name, or a word that turns the meaning of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tracker.changes.reasons import Reason
from tracker.changes.tokens import FIRM, rank_of
from tracker.changes.words import EXCHANGES, MODALS, MONTHS, NEGATIONS, REGIONS, SCALES, STATUSES, STOP_WORDS

_ADDRESS = re.compile(r"@\w|://|^www\.|\.(?:com|org|net|gov|edu|io|co|eu|uk|de|ca|info|biz)\b(?:/|$)", re.IGNORECASE)
_PHONE = re.compile(r"\+?\d{1,4}(?:[-.]\d{2,4}){2,}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{2,4}|(?:19|20)\d\d")
_CURRENCY = "$€£¥"


@lru_cache(maxsize=1 << 16)
def sense_of(key: str) -> Reason | None:
    """What a token means to a reviewer, as far as it tells by itself; None for an ordinary word."""
    word = key.casefold()
    if word in NEGATIONS:
        return Reason.NEGATION
    if word in MODALS and key != "May":
        return Reason.MODAL
    if word in STATUSES:
        return Reason.STATUS
    if word in SCALES:
        return Reason.FIGURE
    return _firm_sense(key, word) if rank_of(key) == FIRM else None


def _firm_sense(key: str, word: str) -> Reason:
    if _ADDRESS.search(key) or (_PHONE.fullmatch(key) and not _DATE.fullmatch(key)):
        return Reason.ADDRESS
    if any(map(str.isdigit, key)):
        return _figure_sense(key, word)
    if word in MONTHS:
        return Reason.DATE
    if word in EXCHANGES:
        return Reason.LISTING
    return Reason.PLACE if word in REGIONS else Reason.NAME


def _figure_sense(key: str, word: str) -> Reason:
    if key[0] in _CURRENCY:
        return Reason.MONEY
    if key.endswith("%") or word.endswith("percent"):
        return Reason.PERCENTAGE
    return Reason.DATE if _DATE.fullmatch(key) else Reason.FIGURE


def sense_at(keys: Sequence[str], place: int, *, opens: bool) -> Reason | None:
    """What the token at a place means there: a day beside its month, a state after its town, a first word that names."""
    key = keys[place]
    sense = sense_of(key)
    if sense is Reason.FIGURE:
        near = keys[max(place - 2, 0) : place + 2]
        return Reason.DATE if any(one[:1].isupper() and one.casefold() in MONTHS for one in near) else sense
    if sense is Reason.NAME:
        if len(key) == 2 and key.isupper() and place > 0 and keys[place - 1] == ",":
            return Reason.PLACE
        return sense if _names(keys, place, opens=opens) else None
    return sense


def _names(keys: Sequence[str], place: int, *, opens: bool) -> bool:
    """Whether a capitalised word names something: not where a sentence begins, unless another such word follows."""
    key = keys[place]
    if any(map(str.isupper, key[1:])):
        return True
    if not key[0].isupper() or key.casefold() in STOP_WORDS:
        return False
    if place == 0 and not opens:
        return True
    if place > 0 and keys[place - 1] not in ".!?":
        return True
    return place + 1 < len(keys) and keys[place + 1][:1].isupper() and rank_of(keys[place + 1]) == FIRM
