"""Whether an ambiguous name is the scheme's: "GDP growth" is not Good Distribution Practice."""

from __future__ import annotations

from tracker.claims.lexicon import GLUE, STATUS, Verb, listed, verbs
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

#: How far on either side the word is looked for that a guard wants beside the name, in tokens.
_REACH_LEFT, _REACH_RIGHT = 20, 10

#: What joins the members of a list; what leads from a word of status to whoever gives it, and how far they may be apart.
_JOINTS = listed("and & / + or")
_MEMBERS = _JOINTS | listed(", | • ·")
_LEADS = listed("by from with under to through of")
_OBJECT = 6

#: What leads from a label to its list: "Certifications include …", "Certifications: …".
_LABELLING = listed("include includes including :")

#: Signs and words that stand between a name and the word beside it, and say nothing.
_SILENT = listed("- the ( ) ® ™ ' s \" u us united states eu both .")

#: What begins an object.
_OBJECTS = listed("the a an its our their this these his her")

#: Words that stop the look for an object between "registered" and "with the FDA".
_NO_OBJECT = listed(", ; : ( ) and or by to from is are that which trademark trademarks mark marks")


def passes(name: Name, names: tuple[Name, ...], tokens: Tokens) -> bool:
    """Whether the words around an ambiguous name allow it to be the scheme's. Names without a guard always pass."""
    if _in_address(name, tokens) or _opens_a_code(name, tokens):
        return False
    guard = name.way.guard if name.way else None
    if name.scheme == "iso":
        return _unnumbered(name, tokens)
    if guard is None:
        return True
    if _does(tokens, name.after - 1) or (guard.without and guard.without & _around(name, tokens, _AGAINST)):
        return False
    if not (guard.before or guard.after or guard.near or guard.beside):
        return True
    return (
        _follows(guard, name, tokens)
        or _near(guard, name, tokens)
        or (bool(guard.beside) and _beside(guard, name, names, tokens))
        or (_speaks_for_itself(guard) and _among_fellows(name, names, tokens))
    )


def _speaks_for_itself(guard: Guard) -> bool:
    """Whether a name in a list of schemes is one, with no word of its own: an acronym is, an agency that does much else is not."""
    return bool(guard.near or guard.before or guard.after)


def _around(name: Name, tokens: Tokens, reach: int) -> set[str]:
    """The words on either side of a name; an edition or level that stands with it is one of them."""
    own = name.first + len(name.way.parts) if name.way else name.after
    return {*tokens.words[max(0, name.first - reach) : name.first], *tokens.words[own : name.after + reach]}


def _follows(guard: Guard, name: Name, tokens: Tokens) -> bool:
    """Whether a word or phrase that the guard names stands directly beside it."""
    after = [word for word in tokens.words[name.after : name.after + 4] if word not in {"-", "and", "®", "/", ")"}]
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


def _beside(guard: Guard, name: Name, names: tuple[Name, ...], tokens: Tokens) -> bool:
    """Whether a word that the guard wants is said of the name, or of a list that it is in.

    Behind it ("NSF certified", "NSF and UL certified"); before it ("certified NSF"); or leading to it, with an object
    between ("accredited by NSF", "registered its plants with X (Spain) and NSF").
    """
    owned = {place for other in names for place in range(other.first, other.after)}
    return _said_behind(guard, name, owned, tokens) or _said_before(guard, name, owned, tokens)


def _said_behind(guard: Guard, name: Name, owned: set[int], tokens: Tokens) -> bool:
    """Whether the word stands behind the name, or behind the last member of a list that "and" closes."""
    apart = several = False
    for place in range(name.after, min(name.after + _REACH_RIGHT, len(tokens))):
        word = tokens.words[place]
        if word in guard.beside and place not in owned:
            return not apart and not _does(tokens, place)
        if word in _MEMBERS:
            apart, several = word not in _JOINTS, True
        elif not (
            place in owned or word in GLUE or word in _SILENT or word.isdigit() or (several and tokens.capital(place))
        ):
            return False
    return False


def _does(tokens: Tokens, place: int) -> bool:
    """Whether a word of status is what the named body did to something: "the TGA registered the product"."""
    return tokens.words[place].endswith("ed") and not _OBJECTS.isdisjoint(tokens.words[place + 1 : place + 2])


def _said_before(guard: Guard, name: Name, owned: set[int], tokens: Tokens) -> bool:
    """Whether the word stands before the name or its list, or leads to them; not where it is another scheme's own."""
    floor = max(-1, name.first - 1 - _REACH_LEFT)
    place, several = name.first - 1, False
    while place > floor:
        word = tokens.words[place]
        if word in _LEADS or word in _LABELLING or word in guard.beside:
            break
        several = several or word in _MEMBERS or word == "("
        if not (place in owned or word in _SILENT or (several and (word in _MEMBERS or tokens.capital(place)))):
            return False
        place -= 1
    if place <= floor:
        return False
    if tokens.words[place] in _LABELLING:
        place -= 1
    elif tokens.words[place] in _LEADS:
        place = _past_object(guard, tokens, place - 1, owned)
    word = tokens.words[place] if place >= 0 else ""
    return word in guard.beside and not _says_another(tokens, place, owned)


def _past_object(guard: Guard, tokens: Tokens, place: int, owned: set[int]) -> int:
    """From before a lead back to the word that it belongs to, past a short object."""
    for at in range(place, max(-1, place - _OBJECT), -1):
        if tokens.words[at] in guard.beside:
            return at
        if tokens.words[at] in _NO_OBJECT or at in owned:
            break
    return place


def _says_another(tokens: Tokens, place: int, owned: set[int]) -> bool:
    """Whether a word of status belongs to the scheme directly before it: "ISO 9001 certified by NSF"."""
    at = place - 1
    while at >= 0 and (tokens.words[at] in GLUE or tokens.words[at] in _SILENT) and at not in owned:
        at -= 1
    return at in owned


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
