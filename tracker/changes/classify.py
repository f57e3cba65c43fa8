"""What an edit in words weighs, and why: reason codes read from the words on both sides.

Reasons do not depend on the direction of the comparison.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from tracker.changes.model import Weight
from tracker.changes.reasons import FORM, NUMERIC, SUBSTANTIVE, Reason
from tracker.changes.senses import sense_at, sense_of
from tracker.changes.tokens import keys_of
from tracker.changes.words import MODALS, NEGATIONS, SCALES, STATUSES

_ORDER = {reason: place for place, reason in enumerate((*SUBSTANTIVE, *NUMERIC, *FORM))}

#: Lower-case words, two or more, or none at all; a single word may be another's spelling.
_PLAIN = re.compile(r"(?:[ ,]*[a-z]+[ ,]+[a-z]+[a-z ,]*)?")
_TURNING = NEGATIONS | MODALS | STATUSES | SCALES

#: Up to so many words are looked through faster than they are counted.
_FEW = 16

#: The shortest word that can be called respelt: shorter ones are a letter apart by chance.
_SPELT = 6

#: The reasons of a name that is spelt another way and says nothing else: no place of the gazetteer, no claim, no figure.
RESPELT_NAME = (Reason.NAME, Reason.SPELLING)

#: A name of this many letters that is nearly the same letters is the same name, with a slip of the pen mended; a short one
#: may be somebody else's.
LONG_NAME = 8


def weigh(
    before: str, after: str, *, opens: bool, is_claim: bool, keys: tuple[list[str], list[str]] | None = None
) -> tuple[Weight, tuple[Reason, ...]]:
    """The weight of an edit in words, and its reasons, heaviest first.

    `opens` says that the edit stands at the beginning of a sentence, where a capital names nothing; `is_claim`
    that it touches a span that a claim occupies; `keys` are those of its tokens, where they are known.
    """
    if not is_claim and _is_plain(before) and _is_plain(after):
        return Weight.WORDING, ()
    keys_b, keys_a = keys or (keys_of(before), keys_of(after))
    reasons = _of_words(keys_b, keys_a, opens=opens)
    if is_claim:
        reasons[Reason.CLAIM] = None
    form = _of_form(keys_b, keys_a, has_subject=bool(reasons))
    if form:
        reasons[form] = None
    ordered = tuple(sorted(reasons, key=_ORDER.__getitem__))
    if not ordered or ordered[0] in FORM:
        return Weight.WORDING, ordered
    return (Weight.NUMERIC if ordered[0] in NUMERIC else Weight.SUBSTANTIVE), ordered


def _is_plain(text: str) -> bool:
    """Whether a text is ordinary words and nothing else: neither figures, names nor words that turn a meaning."""
    return bool(_PLAIN.fullmatch(text)) and _TURNING.isdisjoint(text.replace(",", " ").split())


def _of_words(keys_b: Sequence[str], keys_a: Sequence[str], *, opens: bool) -> dict[Reason, None]:
    """What the words mean that only one side has, or has more often."""
    senses_b, senses_a = list(map(sense_of, keys_b)), list(map(sense_of, keys_a))
    if not any(senses_b) and not any(senses_a):
        return {}
    telling_b = [place for place, sense in enumerate(senses_b) if sense]
    telling_a = [place for place, sense in enumerate(senses_a) if sense]
    words_b, words_a = [keys_b[place] for place in telling_b], [keys_a[place] for place in telling_a]
    if _differ_in_case(keys_b, keys_a):
        return {}
    senses = [
        sense_at(keys, place, opens=opens)
        for keys, places, others in ((keys_b, telling_b, words_a), (keys_a, telling_a, words_b))
        for place in _surplus(keys, places, others)
    ]
    return dict.fromkeys(sense for sense in senses if sense)


def _differ_in_case(keys_b: Sequence[str], keys_a: Sequence[str]) -> bool:
    return len(keys_b) == len(keys_a) and all(
        one.casefold() == other.casefold() for one, other in zip(keys_b, keys_a, strict=True)
    )


def _surplus(keys: Sequence[str], places: Sequence[int], others: Sequence[str]) -> Iterator[int]:
    """The places of those tokens that occur more often here than among the others."""
    if len(others) > _FEW:
        counted = Counter(others)
        for place in places:
            if counted[keys[place]] > 0:
                counted[keys[place]] -= 1
            else:
                yield place
        return
    left = list(others)
    for place in places:
        if keys[place] in left:
            left.remove(keys[place])
        else:
            yield place


def _of_form(keys_b: Sequence[str], keys_a: Sequence[str], *, has_subject: bool) -> Reason | None:
    """What an edit does to the form of words: their case, their spelling, the punctuation around them."""
    if _differ_in_case(keys_b, keys_a):
        return Reason.CASE
    if len(keys_b) == len(keys_a) == 1 and _is_respelt(keys_b[0], keys_a[0]):
        return Reason.SPELLING
    if not has_subject and not any(any(map(str.isalnum, key)) for key in (*keys_b, *keys_a)):
        return Reason.PUNCTUATION
    return None


def _is_respelt(before: str, after: str) -> bool:
    """Whether two words are nearly the same letters: at most one in four differs, and the first does not."""
    if not (before.isalpha() and after.isalpha() and before[0] == after[0]):
        return False
    if before.startswith(after) or after.startswith(before):
        return False  # a plural or another tense is another word
    longest = max(len(before), len(after))
    return longest >= _SPELT and Levenshtein.distance(before, after) * 4 <= longest
