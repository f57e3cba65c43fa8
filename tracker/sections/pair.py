"""Which section of one document continues which section of another, when nothing else is known of either.

Following a passage through a whole history is `recurrence`; this is for two documents by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from tracker.documents.typography import level
from tracker.sections.model import Section

Pair = tuple[Section | None, Section | None]

#: Sections less alike than this (rapidfuzz token_set_ratio, 0 to 100) are two sections, unless they are the only
#: ones with their role. Two wordings of one company's About share its name, its trade and its places.
ALIKE = 60.0

_LEGAL = re.compile(
    r"\b(?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|llp|lp|plc|gmbh|ag|se|sa|s\.a|nv|bv|ab|oy|asa|spa|srl|kk|pty|group|holdings?|the)\b\.?",
)
_NOT_WORD = re.compile(r"[^\w]+")


@lru_cache(1024)
def subject_key(subject: str | None) -> str:
    """An organisation's name without legal form, case and punctuation: "The IEC Electronics Corp." is "iec electronics"."""
    if not subject:
        return ""
    lowered = level(subject).lower()
    return _NOT_WORD.sub(" ", _LEGAL.sub(" ", lowered)).strip() or _NOT_WORD.sub(" ", lowered).strip()


def pair(before: Sequence[Section], after: Sequence[Section], text_before: str, text_after: str) -> tuple[Pair, ...]:
    """Pairs of sections in the order of the later document, then what it no longer has; None where there is no partner.

    Sections pair within their role only: the same subject first, then the most alike, then the only ones left.
    """
    partner: dict[int, int] = {}
    _pair_the_last(before, after, partner)  # whose likeness need not be asked for
    if len(partner) < min(len(before), len(after)):
        for score, new, old in sorted(
            _scores(before, after, partner, text_before, text_after), key=lambda row: (-row[0], row[1], row[2])
        ):
            if new not in partner and old not in partner.values() and score >= ALIKE:
                partner[new] = old
        _pair_the_last(before, after, partner)
    pairs: list[Pair] = [
        (before[partner[new]] if new in partner else None, section) for new, section in enumerate(after)
    ]
    kept = set(partner.values())
    pairs.extend((section, None) for old, section in enumerate(before) if old not in kept)
    return tuple(pairs)


def _scores(
    before: Sequence[Section], after: Sequence[Section], partner: Mapping[int, int], text_before: str, text_after: str
) -> list[tuple[float, int, int]]:
    return [
        (_score(old, new, text_before, text_after), index_new, index_old)
        for index_new, new in enumerate(after)
        if index_new not in partner
        for index_old, old in enumerate(before)
        if old.role is new.role
    ]


def _score(old: Section, new: Section, text_before: str, text_after: str) -> float:
    names = subject_key(old.subject), subject_key(new.subject)
    if names[0] and names[0] == names[1]:
        return 200.0
    alike = fuzz.token_set_ratio(level(old.body(text_before)), level(new.body(text_after)))
    if all(names) and fuzz.token_set_ratio(*names) < ALIKE:
        # two organisations that say much the same of themselves are still two organisations
        return alike if alike >= 90.0 else 0.0
    return alike


def _pair_the_last(before: Sequence[Section], after: Sequence[Section], partner: dict[int, int]) -> None:
    for role in {section.role for section in after}:
        old = [index for index, section in enumerate(before) if section.role is role and index not in partner.values()]
        new = [index for index, section in enumerate(after) if section.role is role and index not in partner]
        named = {subject_key(before[index].subject) for index in old} | {
            subject_key(after[index].subject) for index in new
        }
        if len(old) == len(new) == 1 and len(named - {""}) <= 1:
            partner[new[0]] = old[0]
