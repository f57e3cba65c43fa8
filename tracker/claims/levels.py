"""The type, level, medal or grade that a scheme gives its holders, beside its name or near it.

Adjacent: "SOC 2 Type II", "CMMC L2", "EcoVadis Gold", "Type II SOC 2", "a Gold EcoVadis rating".
Near: "a Platinum medal from EcoVadis", "CMMC certification at Level 2", "FedRAMP authorization (High)".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from tracker.claims import lexicon
from tracker.claims.lexicon import STATUS, listed
from tracker.claims.schemes import Scheme
from tracker.claims.tokens import Tokens

_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
_LEVEL_WORDS = frozenset({"type", "level", "lvl", "l", "ml", "al", "class"})

#: The word of schemes that rank by tiers; elsewhere it ranks something else ("a Tier 1 supplier, CMMC certified").
_TIER = "tier"
_JOINTS = frozenset({"and", "&", "/", ",", "or"})

#: How far a level that stands apart is looked for, to the left and to the right of the name.
_BEFORE, _AFTER = 5, 10

#: How far to the right a level that its own noun marks is looked for: "In the rating the group holds a Gold medal".
_MARKED = 14
_LEVEL_NOUNS = frozenset({"medal", "rating", "badge", "score", "status", "level"})

#: Words that may stand between a scheme's name and its level.
_BETWEEN = listed(
    "at the a an ( , - of by from its with in for to impact maturity risk based year 2 ' s sustainability "
    "has awarded been & from medal medals rating ranking award status recognition our certified"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """An edition as the text gives it: the publisher's name for it, the token after it, and what is odd about it."""

    edition: str | None
    after: int
    level: str | None = None
    doubts: tuple[str, ...] = ()


@cache
def parts(name: str) -> list[str]:
    """A name cut as the tokeniser cuts text."""
    return list(_parts(name))


def _parts(name: str) -> Iterator[str]:
    """The parts of a name, one by one."""
    part = ""
    for character in name.lower():
        if part and (character.isspace() or character.isalpha() != part[-1].isalpha() or not character.isalnum()):
            yield part
            part = ""
        if not character.isspace():
            part += character
    if part:
        yield part


def levelled(tokens: Tokens, found: Stated, scheme: Scheme) -> Stated:
    """The type or level of a holder, which stands as the edition of a scheme that has levels."""
    level = _ranked(tokens, found.after, scheme) or _named(tokens, found.after, scheme)
    if level is None:
        return found
    return replace(level, doubts=(*level.doubts, *found.doubts))


def _ranked(tokens: Tokens, at: int, scheme: Scheme) -> Stated | None:
    """A numbered level ("Type II", "Level 2", "ML3", "AL3"); of two, the higher."""
    if not scheme.levels[-1][-1].isdigit() or scheme.levels[-1][0].islower():
        return None
    place = at
    while place < len(tokens) and tokens.words[place] in {",", "(", "-", ":", "/", "+", "maturity"} and place - at < 3:
        place += 1
    named = at > 0 and tokens.words[at - 1] == _kind(scheme).strip().lower()  # "Uptime Tier III": the name has the word
    read = _level_at(tokens, place, scheme, bare=named)
    if read is None:
        return None
    level, after = read
    if after + 1 < len(tokens) and tokens.words[after] in _JOINTS:
        further = _level_at(tokens, after + 1, scheme, bare=tokens.words[after] != ",")
        if further:
            level, after = _higher(level, further[0], scheme), further[1]
    if "(" in tokens.words[at:place] and after < len(tokens) and tokens.words[after] == ")":
        after += 1
    return Stated(level, after, doubts=() if level in scheme.levels else ("level-unknown",))


def _higher(one: str, other: str, scheme: Scheme) -> str:
    """The higher of two levels; one that the scheme does not have is no rival."""
    ranks = {name: place for place, name in enumerate(scheme.levels)}
    return max(one, other, key=lambda level: ranks.get(level, -1))


def _level_at(tokens: Tokens, at: int, scheme: Scheme, *, bare: bool = False) -> tuple[str, int] | None:
    """The level that begins at a token, and the token after it; `bare` allows a number alone."""
    words = tokens.words
    if at >= len(tokens):
        return None
    if words[at] in _LEVEL_WORDS or (words[at] == _TIER == _kind(scheme).strip().lower()):
        at += 1
        if at < len(tokens) and words[at] == "-":
            at += 1
    elif words[at].startswith("type") and words[at][4:] in _ROMAN:
        return _level_named(words[at][4:], scheme), at + 1
    elif not bare:
        return None
    if at < len(tokens) and (words[at] in _ROMAN or (words[at].isdigit() and len(words[at]) == 1)):
        level = _level_named(words[at], scheme)
        return (level, at + 1) if not bare or level in scheme.levels else None
    return None


def _level_named(number: str, scheme: Scheme) -> str:
    """A level by its number, in the scheme's own words."""
    number = _ROMAN.get(number, number)
    kind = scheme.levels[-1].rstrip("0123456789")
    return next((level for level in scheme.levels if level == kind + number), kind + number)


def _named(tokens: Tokens, at: int, scheme: Scheme) -> Stated | None:
    """A level that is a word of its own: "Gold", "Plus", "r2", "High"; a few words may stand between."""
    for name in (*scheme.levels, *scheme.relabelled):
        wanted = parts(name)
        for place in _beside(tokens, at):
            if tokens.words[place : place + len(wanted)] == wanted and (name[0].islower() or tokens.capital(place)):
                return Stated(scheme.relabelled.get(name, name), place + len(wanted))
    return None


def graded(tokens: Tokens, found: Stated, scheme: Scheme) -> Stated:
    """The grade that stands beside an edition: "PCI DSS 4.0 Level 1"."""
    for grade in scheme.grades:
        wanted = parts(grade)
        for place in _beside(tokens, found.after):
            if tokens.words[place : place + len(wanted)] == wanted and (
                tokens.capital(place) or wanted[0] not in STATUS
            ):
                return replace(found, after=place + len(wanted), level=grade)
    return found


def grade_before(tokens: Tokens, first: int, scheme: Scheme) -> tuple[str | None, int]:
    """The grade that stands directly before a name, and its first token: "Level 2 SQF"; None with the name's own."""
    place = first - 1 if tokens.words[first - 1 : first] in (["-"], ["–"]) else first
    for grade in scheme.grades:
        wanted = parts(grade)
        start = place - len(wanted)
        if start >= 0 and tokens.words[start:place] == wanted and tokens.capital(start):
            return grade, start
    return None, first


def _beside(tokens: Tokens, at: int) -> range:
    """Where a level that is a word may stand behind a name: at once or after one other word, not behind a bracket."""
    return range(at, min(at + (1 if tokens.words[at : at + 1] == [")"] else 2), len(tokens)))


def before(tokens: Tokens, first: int, scheme: Scheme) -> tuple[str, int] | None:
    """A level that stands directly before its scheme, and its first token: "Type II SOC 2", "Gold EcoVadis"."""
    place = first - 1
    if place >= 0 and tokens.words[place] in {"(", "-"}:
        place -= 1
    if place < 0:
        return None
    word = _word_level(tokens, place, scheme)
    return (word, place) if word else _numbered_level(tokens, place, scheme)


def _numbered_level(tokens: Tokens, place: int, scheme: Scheme) -> tuple[str, int] | None:
    """A level whose number stands at a place, behind the word of its kind, and its first token: "Type II", "Tier-3"."""
    start = place - 2 if place > 1 and tokens.words[place - 1] == "-" else place - 1
    kind = _kind(scheme)
    level = kind + _ROMAN.get(tokens.words[place], tokens.words[place])
    return (
        (level, start)
        if start >= 0 and level in scheme.levels and tokens.words[start] == kind.strip().lower()
        else None
    )


def nearby(tokens: Tokens, first: int, after: int, scheme: Scheme) -> str | None:
    """A level that stands apart from the name, with only words of its own kind between."""
    for place in range(after, min(after + _AFTER, len(tokens))):
        ranked = _level_at(tokens, place, scheme)
        if ranked and ranked[0] in scheme.levels:
            return ranked[0]
        found = _word_level(tokens, place, scheme)
        if found:
            return found
        if not (_may_stand_between(tokens.words[place]) or tokens.capital(place)):
            break
    return _awarded(tokens, after, scheme) or _leading(tokens, first, scheme)


def _awarded(tokens: Tokens, after: int, scheme: Scheme) -> str | None:
    """A level further to the right that its own noun marks: "… the group holds a Gold medal"."""
    for place in range(after, min(after + _MARKED, len(tokens) - 1)):
        if tokens.words[place] in {".", ";"}:
            break
        if tokens.words[place + 1] in _LEVEL_NOUNS and tokens.capital(place):
            found = _word_level(tokens, place, scheme)
            if found:
                return found
    return None


def _leading(tokens: Tokens, first: int, scheme: Scheme) -> str | None:
    """A level to the left of the name, with only words of its own kind between."""
    apart = False
    for place in range(first - 1, max(-1, first - 1 - _BEFORE), -1):
        found = _word_level(tokens, place, scheme)
        if found:
            return found
        numbered = _numbered_level(tokens, place, scheme)
        if numbered:
            return None if apart else numbered[0]  # behind a comma it is another scheme's: "SOC 2 Type 2, SSAE 18"
        apart = apart or tokens.words[place] == ","
        if not _may_stand_between(tokens.words[place]):
            break
    return None


def _may_stand_between(word: str) -> bool:
    """Whether a level may lie beyond this word."""
    return word in _BETWEEN or word in STATUS or word in lexicon.GLUE


def _word_level(tokens: Tokens, place: int, scheme: Scheme) -> str | None:
    """A level that is a word of its own and stands at a place."""
    for name in (*scheme.levels, *scheme.relabelled):
        wanted = parts(name)
        if wanted[0] in _LEVEL_WORDS and name not in scheme.relabelled:
            continue
        if tokens.words[place : place + len(wanted)] != wanted:
            continue
        if (
            name[0].islower()
            or tokens.capital(place)
            or tokens.words[place + 1 : place + 2] in (["medal"], ["rating"], ["level"])
        ):
            return scheme.relabelled.get(name, name)
    return None


def _kind(scheme: Scheme) -> str:
    """The word that opens the numbered levels of a scheme: "Type ", "Level "."""
    return scheme.levels[-1].rstrip("0123456789")
