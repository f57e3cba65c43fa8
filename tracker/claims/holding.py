"""Who holds a claim and who certified it: read from the words around a list, and from where the text describes whom."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from tracker.claims import lexicon
from tracker.claims.lexicon import STATUS, Part, Verb, listed
from tracker.claims.model import Holder
from tracker.claims.parties import other
from tracker.claims.scope import scope_of, written
from tracker.claims.tokens import Tokens
from tracker.claims.view import View

#: Firms' legal forms: a name that carries one is a firm of its own.
_LEGAL_FORMS = listed("inc llc ltd corp plc gmbh ag sa bv oy ab sia pty kk srl spa limited corporation")

_GIVERS = frozenset({"by", "from", "through"})
_GIVEN = listed(
    "issued awarded granted audited certified accredited registered conducted performed assessed verified validated"
)
_NO_NAMES = lexicon.SELF | listed(
    "january february march april may june july august september october november december q"
)
_SUBJECT_OF = frozenset({Verb.BE, Verb.HOLD, Verb.ACQUIRE, Verb.COMPLY})

#: Looked for by its first word, which is rare, and only then at the beginning of a line.
_ABOUT = re.compile(r"(?:About|ABOUT)[ \t]+(?:[Tt]he[ \t]+)?(?P<name>[^\n:.]{2,70}?)[ \t:*]*$", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_AT = attrgetter("at")


@dataclass(frozen=True, slots=True)
class About:
    """Where a text begins to describe an organisation, which, and whether that is the issuer."""

    at: int
    name: str
    own: bool


@dataclass(frozen=True, slots=True)
class Holding:
    """Whose claim a list is, for what, at which sites, and given by whom."""

    scope: str | None = None
    sites: tuple[str, ...] = ()
    holder: Holder = Holder.ORGANISATION
    holder_name: str | None = None
    registrar: str | None = None


#: The organisation as a whole, by nobody in particular.
NOTHING_SAID = Holding()


def abouts(text: str) -> tuple[tuple[int, str], ...]:
    """Where a text begins to describe an organisation: the offset and the name of each "About …" heading."""
    return tuple(
        (match.start(), match["name"].strip())
        for match in _ABOUT.finditer(text)
        if not text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip("#* \t")
    )


def described(headings: Iterable[tuple[int, str]], named: frozenset[str]) -> tuple[About, ...]:
    """The descriptions with whether each is the issuer's; `named` are the words of the issuer's name.

    None where none is the issuer's: the only description in a text is that of its issuer, whatever it is called.
    """
    found = tuple(About(at, name, not named or not named.isdisjoint(words(name))) for at, name in headings)
    return found if any(about.own for about in found) else ()


def within(descriptions: tuple[About, ...], start: int, end: int) -> tuple[About, ...]:
    """The descriptions that matter to a stretch of the text, their places counted from its beginning.

    Those that begin in it, and the one that it begins in; the issuer's says nothing there, and is left out.
    """
    first = bisect_left(descriptions, start, key=_AT)
    last = bisect_left(descriptions, end, lo=first, key=_AT)
    around = [About(-1, about.name, own=False) for about in descriptions[max(0, first - 1) : first] if not about.own]
    return (*around, *(About(about.at - start, about.name, about.own) for about in descriptions[first:last]))


@lru_cache(maxsize=1024)
def words(name: str) -> frozenset[str]:
    """The words of a name in lower case."""
    return frozenset(word.lower() for word in _WORD.findall(name))


def holding(view: View, descriptions: tuple[About, ...]) -> Holding:
    """What the words around a list say of its holder."""
    holder, name = _holder(view, descriptions)
    scope, sites = scope_of(view)
    return Holding(scope=scope, sites=sites, holder=holder, holder_name=name, registrar=_registrar(view))


def _holder(view: View, descriptions: tuple[About, ...]) -> tuple[Holder, str | None]:
    """The organisation itself, unless the sentence or the section that it stands in is about another firm."""
    subject = _subject(view)
    if subject:
        mine = not view.context.named.isdisjoint(words(subject))
        if mine and words(subject) <= view.context.named | _LEGAL_FORMS | view.context.plain:
            return Holder.ORGANISATION, None
        return (Holder.SUBSIDIARY if mine or _is_subsidiary(view) else Holder.THIRD_PARTY), subject
    somebody = other(view)
    if somebody is not None and somebody.name:
        return Holder.THIRD_PARTY, somebody.name
    start = view.sentence.tokens.starts[view.first]
    inside = next((about for about in reversed(descriptions) if about.at < start), None)
    if inside is None or inside.own:
        return Holder.ORGANISATION, None
    return Holder.THIRD_PARTY, inside.name


def _is_subsidiary(view: View) -> bool:
    """Whether the sentence calls somebody a subsidiary."""
    return not {"subsidiary", "subsidiaries", "affiliate"}.isdisjoint(view.sentence.tokens.words)


def _subject(view: View) -> str | None:
    """The name of a firm, with its legal form, that the governing verb has as its subject."""
    if view.governor is None or view.governor.verb not in _SUBJECT_OF or not view.context.named:
        return None
    tokens = view.sentence.tokens
    end = view.governor.place
    while end > 0 and tokens.words[end - 1] in lexicon.CHAIN and not tokens.capital(end - 1):
        end -= 1
    first = end
    while first > 0 and (tokens.capital(first - 1) or tokens.words[first - 1] in {".", "&", ","}):
        first -= 1
    name = written(tokens, first, end).strip(" ,") if first < end else ""
    firm = words(name)
    return name if len(firm) > 1 and not firm.isdisjoint(_LEGAL_FORMS) else None


def _registrar(view: View) -> str | None:
    """Who certified: the name after "certified by", "certification from", "audited through"."""
    tokens = view.sentence.tokens
    for place in range(max(1, view.first - 4), min(view.after + 8, len(tokens) - 1)):
        if tokens.words[place] not in _GIVERS or place in view.sentence.owner:
            continue
        before = tokens.words[place - 1]
        given = before in _GIVEN or (place == view.after and (before in STATUS or _certified_to(view)))
        name = _name_from(tokens, place + 1) if given else None
        if name:
            return name
    return None


def _certified_to(view: View) -> bool:
    """Whether a participle governs the list, so that "by" after it names who certified."""
    return view.governor is not None and view.governor.part is Part.ADJECTIVE


def _name_from(tokens: Tokens, place: int) -> str | None:
    """The capitalised words from a token on, past "the", as they are written."""
    if place < len(tokens) and tokens.words[place] == "the":
        place += 1
    last = place
    while (
        last < len(tokens)
        and tokens.words[last] not in _NO_NAMES
        and (tokens.capital(last) or _links(tokens, last, place))
    ):
        last += 1
    return written(tokens, place, last) if last > place else None


def _links(tokens: Tokens, at: int, first: int) -> bool:
    """Whether a small word stands inside a name: "Bureau of Standards", "Det & Veritas"."""
    if tokens.words[at] not in {"&", "-", "of", "for"} or at == first or at + 1 >= len(tokens):
        return False
    return tokens.capital(at + 1)
