"""Where an organisation says that it is: headquarters and sites, read from the words that announce a place.

A cue ("headquartered in", "offices in", "plants located in") opens a list of names; the list is read with the grammar in
which places are written, `city, region, country` or `city (region)`, until something stands there that is no name.
A name that no table knows is believed only after a cue, and only where it is not the name of a market.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum, auto
from typing import Final, NamedTuple

from tracker.changes.facts import gazetteer
from tracker.changes.facts.caseless import Caseless
from tracker.changes.facts.model import Place, PlaceRole
from tracker.changes.facts.vocabulary import MARKETS
from tracker.documents.model import Span

_SITE: Final = (
    r"(?:offices?|facilit(?:y|ies)|plants?|sites?|locations?|operations|subsidiar(?:y|ies)|affiliates?|campus(?:es)?|"
    r"cent(?:er|re)s?|warehouses?|factor(?:y|ies)|laborator(?:y|ies)|labs?|branch(?:es)?|studios?|showrooms?|stores?|"
    r"mines?|mills?|hubs?|depots?|terminals?|refiner(?:y|ies)|foundr(?:y|ies)|clinics?|teams?|employees|personnel)"
)
#: What may stand between the thing and the place: "offices and warehouses located in", "sites, including".
_BETWEEN: Final = (
    r"(?:,?\s+(?:located|situated|based|currently|is|are|and|or|other|additional|also|both|strategically|primarily|"
    r"worldwide|globally|manufacturing|production|sales|service|support|research|development|design|engineering|"
    r"distribution|logistics|mining|warehousing|corporate|regional|" + _SITE + r"))"
)
_IN: Final = r"\s+(?:in|at|near|outside|across|throughout|within)\s+"
_LIST: Final = r",?\s+(?:including|such\s+as)(?:\s+in)?\s+"

_CUE: Final = Caseless(
    rf"\b(?:"
    rf"(?P<hq>headquarter(?:s|ed)|head\s+office|home\s+office|principal\s+(?:executive\s+)?offices?|hq){_BETWEEN}{{0,5}}?(?:{_IN}|:\s*)"
    rf"|(?P<base>based\s+(?:in|out\s+of|near)\s+|domiciled\s+in\s+)"
    rf"|{_SITE}{_BETWEEN}{{0,5}}?(?:{_IN}|(?P<list>{_LIST}|:\s+))"
    rf"|(?P<located>(?:located|situated){_IN})"
    rf"|(?P<weak>(?:operat(?:es|ing)|presence|present|active){_IN}|operates\s+(?:from|out\s+of)\s+)"
    rf")"
)

# What is repeated possessively is never followed by one of its own.
_CAPITAL: Final = r"[^\W\d_a-zß-ÿ][\w.'&]*+"
_WORD: Final = rf"{_CAPITAL}(?:-(?:(?:upon|on|sur|de|la|le|les|in|by|the|under|am)-)?{_CAPITAL})*"
_TOKEN: Final = re.compile(rf"(?:(?P<link>of|de|del|la|le|du|da|do|dos|der|den|upon)\s+(?={_WORD}))?(?P<word>{_WORD})")
_GAP: Final = re.compile(r"[ \t\r]*\n?[ \t\r]*")
_JOINT: Final = re.compile(
    r"(?P<and>[,;]?\s*(?:(?:and|AND|or|plus|as\s+well\s+as|along\s+with)\b|&)\s*(?:also\s+)?|[;•·]\s*|\s/\s)|(?P<comma>,\s*)|(?P<paren>\()"
)
_LEAD: Final = re.compile(r"(?:(?:in|near|at|the|both|nearby|downtown|greater|suburban|central|northern|southern)\s+)+")
#: A street and number before the town: "at 100 Main Street, Newark, NY".
#: Countries that take an article also inside a list: "Utrecht, the Netherlands".
_THE_COUNTRY: Final = re.compile(r"the\s+(?=(?:Netherlands|Philippines|Bahamas|Czech|United|UK|U\.?S|USA|U\.K|UAE)\b)")
_STREET: Final = re.compile(r"\d+\s+[A-Z][^,;\n]{2,40},\s+(?:(?:Suite|Floor|Unit|Building)\s[^,;\n]{1,12},\s+)?")
_SAINT: Final = frozenset({"st.", "ste.", "ft.", "mt."})

_ADJECTIVE: Final = re.compile(
    rf"({_WORD}(?:[ ]{_WORD}){{0,3}}(?:,[ ]{_WORD}(?:[ ]{_WORD})?)?)(?:-|\s+)(?:based|headquartered)\b"
)
_BEFORE_NOUN: Final = re.compile(
    rf"({_WORD}(?:[ ]{_WORD}){{0,2}}(?:,[ ]{_WORD}(?:[ ]{_WORD})?)?),?\s++(?:[a-z-]++\s++)?{_SITE}\b"
)

_ARTICLE: Final = re.compile(r"(?:An?|The|Its|Our|At|In|From|For|With)\s")

#: Somebody else's places: "customers located in", "retail locations in".
_OTHERS: Final = re.compile(
    r"\b(?:retail|partner|customer|client|merchant|dealer|distributor|supplier)s?$", re.IGNORECASE
)
_PEOPLE: Final = re.compile(
    r"\b(?:customers|clients|users|patients|members|consumers|partners)\b[^.]{0,40}$", re.IGNORECASE
)
_LONGEST_LIST: Final = 80  # names; a longer run is no list of places


class _Joint(Enum):
    """What stands before a name in a list."""

    START = auto()
    COMMA = auto()
    AND = auto()
    PAREN = auto()
    BARE = auto()


class _Name(NamedTuple):
    """A run of capitalised words, and how it hangs on the one before."""

    text: str
    span: Span
    joint: _Joint
    is_inside: bool  # of brackets


def places(text: str) -> list[Place]:
    """The places in a levelled text, in text order, as often as they are named."""
    return sorted((*_announced(text), *_adjectives(text), *_before_nouns(text)), key=lambda each: each.span)


def once(named: Iterable[Place]) -> tuple[Place, ...]:
    """Each place once for every role that it has, but for sites that are headquarters too; in their order."""
    found: dict[tuple[str, PlaceRole], Place] = {}
    for place in named:
        found.setdefault((place.key, place.role), place)
    headquarters = {key for key, role in found if role is PlaceRole.HEADQUARTERS}
    return tuple(
        place for (key, role), place in found.items() if role is PlaceRole.HEADQUARTERS or key not in headquarters
    )


def _announced(text: str) -> Iterator[Place]:
    """Places after a cue. After a headquarters cue only the first place of a list is the headquarters."""
    for cue in _CUE.finditer(text):
        before = text[max(0, cue.start() - 60) : cue.start()]
        if (cue["located"] and _PEOPLE.search(before)) or _are_others(before):
            continue
        role = PlaceRole.HEADQUARTERS if cue["hq"] or cue["base"] else PlaceRole.SITE
        names = _names(text, cue.end())
        announced = _announced_names(names) if not (cue["weak"] or cue["list"]) else frozenset()
        for place in assemble(text, names, role):
            if _believed(place, announced=place.span.start in announced):
                yield place


def _are_others(before: str) -> bool:
    """Whether the word before a cue makes the places somebody else's."""
    return before[-1:].isspace() and any(map(_OTHERS.search, before.rsplit(None, 1)[-1:]))


def _announced_names(names: list[_Name]) -> frozenset[int]:
    """Where the names begin that are believed without being known: the first, and the rest of a plain list that is closed.

    "Headquartered in Sarasota, Florida, Acme serves …": what follows a qualified place after a comma is the sentence.
    """
    if not names:
        return frozenset()
    closed = next((at for at, name in enumerate(names) if name.joint is _Joint.AND), 0)
    plain = not any(gazetteer.region(name.text) or gazetteer.country(name.text) for name in names[:closed])
    return frozenset(
        name.span.start
        for at, name in enumerate(names)
        if at == 0 or name.joint is _Joint.AND or (plain and at < closed)
    )


def _adjectives(text: str) -> Iterator[Place]:
    """Known places before "-based": "a Sarasota, Florida-based company"."""
    if "based" not in text and "headquartered" not in text:
        return
    for match in _ADJECTIVE.finditer(text):
        place = _whole(text, match.start(1), match.end(1))
        if place is not None:
            yield replace(place, role=PlaceRole.HEADQUARTERS)


def _before_nouns(text: str) -> Iterator[Place]:
    """A city with its state, or a large city, before the name of a site: "its Newark, NY facility"."""
    for match in _BEFORE_NOUN.finditer(text):
        place = _whole(text, match.start(1), match.end(1))
        if place is not None and (place.city or place.country in {"HK", "SG"}):
            yield place


def _whole(text: str, start: int, end: int) -> Place | None:
    """The known place that ends exactly here, ignoring capitalised words before it that belong to the sentence."""
    while start < end:
        made = [] if _ARTICLE.match(text, start) else assemble(text, _names(text[:end], start))
        if len(made) == 1 and made[0].span.end >= end and _believed(made[0], announced=False):
            return made[0]
        step = text.find(" ", start, end)
        if step < 0:
            return None
        start = step + 1
    return None


def _believed(place: Place, *, announced: bool) -> bool:
    """Whether a name is that of a place: known, or qualified by a known one, or announced and no market."""
    if place.region or place.country or place.city is None:
        return True
    if gazetteer.city(place.city):
        return True
    words = place.city.split()
    name = place.quote
    shouted = name.isupper() and len(name) <= 5
    return announced and len(words) <= 4 and not shouted and not MARKETS.intersection(words)


def _names(text: str, at: int) -> list[_Name]:
    """The names of a list that begins here, up to the first thing that is none."""
    names: list[_Name] = []
    joint = _Joint.START
    is_inside = False
    while len(names) < _LONGEST_LIST:
        at = _GAP.match(text, at).end()  # type: ignore[union-attr]  # matches the empty string
        if joint is _Joint.START or joint is _Joint.AND:
            lead = _LEAD.match(text, at) or _STREET.match(text, at)
        else:
            lead = _THE_COUNTRY.match(text, at)
        at = lead.end() if lead else at
        is_inside = is_inside or joint is _Joint.PAREN
        name, at, ended = _name(text, at, joint, is_inside=is_inside)
        if name is None:
            break
        names.append(name)
        if ended:
            break
        if is_inside and text[at : at + 1] == ")":
            at += 1
            is_inside = False
        follows = _JOINT.match(text, _GAP.match(text, at).end())  # type: ignore[union-attr]
        at, joint = (follows.end(), _joint(follows)) if follows else (at, _Joint.BARE)
    return names


def _joint(match: re.Match[str]) -> _Joint:
    if match["and"] is not None:
        return _Joint.AND
    return _Joint.COMMA if match["comma"] is not None else _Joint.PAREN


def _name(text: str, at: int, joint: _Joint, *, is_inside: bool) -> tuple[_Name | None, int, bool]:
    """One name, where it ends, and whether a sentence ends with it.

    A state or country written short is always a name of its own: "Southampton, PA U.S" is three.
    """
    start = end = at
    while (token := _TOKEN.match(text, at)) is not None:
        word, stop = token["word"], token.end("word")
        if gazetteer.abbreviated(word):
            if end > start:
                break
            stop -= (
                word.endswith(".") and "." not in word[:-1] and word[:-1].isupper()
            )  # "in Newark, NY." ends a sentence
            return _named(text, Span(start, stop), joint, is_inside=is_inside), stop, False
        if word.endswith("'s") or (word.endswith(".") and word.casefold() not in _SAINT):
            stop -= len(word) - len(word.rstrip(".").removesuffix("'s"))
            return _named(text, Span(start, stop), joint, is_inside=is_inside), stop, True
        end = stop
        at = _GAP.match(text, stop).end()  # type: ignore[union-attr]
        if gazetteer.abbreviated(text[start:end]):
            break
    return _named(text, Span(start, end), joint, is_inside=is_inside), end, False


def _named(text: str, span: Span, joint: _Joint, *, is_inside: bool) -> _Name | None:
    """A name, unless it is empty, or hangs on the one before without a mark and is no state or country."""
    said = span.of(text)
    if not said:
        return None
    if joint is _Joint.BARE and not gazetteer.abbreviated(said):
        return None
    return _Name(said, span, joint, is_inside)


def assemble(text: str, names: list[_Name], role: PlaceRole = PlaceRole.SITE) -> list[Place]:
    """Places from a list of names: a region hangs on the city before it, a country on either. The first has the role."""
    made: list[Place] = []
    for name in names:
        region, country = gazetteer.region(name.text), gazetteer.country(name.text)
        last = made[-1] if made and name.joint is not _Joint.AND else None
        grown = _grown(last, name, region, country) if last is not None else None
        if last is not None and grown is not None:
            end = name.span.end + (name.joint is _Joint.PAREN and text[name.span.end : name.span.end + 1] == ")")
            made[-1] = _place(*grown, last.role, text, Span(last.span.start, end))
        elif name.is_inside and region is None and country is None:
            # "Germany (Munich, Dresden)"; anything else in brackets is no place
            if made and made[-1].country is not None and made[-1].region is None:
                made.append(_place(gazetteer.fold(name.text), None, made[-1].country, PlaceRole.SITE, text, name.span))
        elif not (name.joint is _Joint.PAREN or _repeated(last, name, country)):
            city = None if region or country else gazetteer.fold(name.text)
            country = country if region is None else _country_of(region)
            made.append(_place(city, region, country, PlaceRole.SITE if made else role, text, name.span))
    return made


def _repeated(last: Place | None, name: _Name, country: str | None) -> bool:
    """Whether a country only says again where the place before it is: "Southampton, PA U.S., U.S. plants in …"."""
    said = last is not None and last.country == country and (last.city or last.region) is not None
    return said and country is not None and name.joint is _Joint.COMMA


def _place(city: str | None, region: str | None, country: str | None, role: PlaceRole, text: str, span: Span) -> Place:
    return Place(city=city, region=region, country=country, role=role, quote=span.of(text), span=span)


def _grown(
    last: Place, name: _Name, region: str | None, country: str | None
) -> tuple[str | None, str | None, str | None] | None:
    """City, region and country of the place before with this name hung on it, or None where the two are neighbours in a list."""
    if region is not None:
        if (
            last.city is not None
            and last.region is None
            and last.country is None
            and gazetteer.lies_in(last.quote, region, name.text)
        ):
            return last.city, region, _country_of(region)
        # "New York, NY" and "Ontario, CA" are cities; "Ohio, Indiana" and "NY, NJ" are two regions
        if last.city is None and gazetteer.abbreviated(name.text) and not gazetteer.abbreviated(last.quote):
            return gazetteer.fold(last.quote), region, _country_of(region)
    if country is not None:
        if (
            last.city is not None
            and last.country is None
            and name.joint is not _Joint.BARE
            and gazetteer.lies_in(last.quote, country, name.text)
        ):
            return last.city, last.region, country
        told = gazetteer.country(re.split(r"[ ,(]+", last.quote)[-1]) is not None
        if last.region is not None and country == last.country and not told:
            return last.city, last.region, last.country
    return None


def _country_of(region: str) -> str:
    return region.split("-", 1)[0]
