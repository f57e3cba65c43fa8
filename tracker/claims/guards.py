"""Whether an ambiguous name is the scheme's: "GDP growth" is not Good Distribution Practice."""

from __future__ import annotations

from tracker.claims.lexicon import STATUS, Verb, verbs
from tracker.claims.names import Name
from tracker.claims.schemes import Guard
from tracker.claims.tokens import Tokens

#: How far on either side a word speaks against or for a name, in tokens.
_AGAINST, _FOR = 5, 12

#: Words of status: a guard that lets one of them speak for a name lets all of them, right beside it.
_CLAIMED = frozenset(STATUS) | verbs(Verb.COMPLY)
_BESIDE = 10

#: How near a name that needs no guard must stand for an ambiguous one to be read as its fellow in a list.
_FELLOW = 4


def passes(name: Name, names: tuple[Name, ...], tokens: Tokens) -> bool:
    """Whether the words around an ambiguous name allow it to be the scheme's. Names without a guard always pass."""
    if _in_address(name, tokens) or _opens_a_code(name, tokens):
        return False
    guard = name.way.guard if name.way else None
    if name.scheme == "iso":
        return _unnumbered(name, tokens)
    if guard is None:
        return True
    if guard.without and guard.without & _around(name, tokens, _AGAINST):
        return False
    if not (guard.before or guard.after or guard.near):
        return True
    return _follows(guard, name, tokens) or _near(guard, name, tokens) or _among_fellows(name, names, tokens)


def _around(name: Name, tokens: Tokens, reach: int) -> set[str]:
    """The words on either side of a name."""
    return {*tokens.words[max(0, name.first - reach) : name.first], *tokens.words[name.after : name.after + reach]}


def _follows(guard: Guard, name: Name, tokens: Tokens) -> bool:
    """Whether a word or phrase that the guard names stands directly beside it."""
    after = [word for word in tokens.words[name.after : name.after + 4] if word not in {"-", "and", "®", "/"}]
    right = " ".join(after)
    if any(right == phrase or right.startswith(phrase + " ") for phrase in guard.after):
        return True
    before = [
        word
        for word in tokens.words[max(0, name.first - 9) : name.first]
        if word not in {"the", "us", "u", "s", ".", "-"}
    ]
    left = " ".join(before)
    return any(left.endswith(phrase) for phrase in guard.before)


def _near(guard: Guard, name: Name, tokens: Tokens) -> bool:
    """Whether a word that speaks for the scheme stands near."""
    if guard.near & _around(name, tokens, _FOR):
        return True
    return not _CLAIMED.isdisjoint(guard.near) and not _CLAIMED.isdisjoint(_around(name, tokens, _BESIDE))


def _among_fellows(name: Name, names: tuple[Name, ...], tokens: Tokens) -> bool:
    """Whether the name is a member of a list of schemes that need no guard."""
    for other in names:
        if other is name or (other.way and other.way.guard):
            continue
        gap = (
            tokens.words[other.after : name.first]
            if other.first < name.first
            else tokens.words[name.after : other.first]
        )
        if len(gap) <= _FELLOW and {",", "and", "/", "&", "|", "•", "·", "or", ";"} & set(gap):
            return True
    return False


def _unnumbered(name: Name, tokens: Tokens) -> bool:
    """Whether "ISO" alone claims something: "ISO certified", "ISO certifications"."""
    following = [word for word in tokens.words[name.after : name.after + 3] if word != "-"]
    return bool(following) and following[0].startswith(("certif", "accredit", "regist", "compli"))


def _opens_a_code(name: Name, tokens: Tokens) -> bool:
    """Whether the name only opens the code of a licence: "FSC-C123456"."""
    code = tokens.words[name.after : name.after + 3]
    if len(code) < 3 or code[0] != "-" or not (tokens.glued(name.after) and tokens.glued(name.after + 1)):
        return False
    return len(code[1]) == 1 and code[1].isalpha() and len(code[2]) > 3 and code[2].isdigit()


def _in_address(name: Name, tokens: Tokens) -> bool:
    """Whether the name is part of a web or mail address, or a hashtag."""
    text = tokens.text
    begin = max(text.rfind(" ", 0, name.start), text.rfind("\n", 0, name.start), text.rfind("\t", 0, name.start)) + 1
    ends = [place for place in (text.find(" ", name.end), text.find("\n", name.end)) if place != -1]
    chunk = text[begin : min(ends, default=len(text))]
    return "://" in chunk or "www." in chunk or "@" in chunk or chunk.startswith("#") or ".com" in chunk
