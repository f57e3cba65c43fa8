"""Where a scheme is named: an index of every way of writing, and the productions that read a name from tokens.

    name    := adopter* way-of-writing edition? gloss?
    carried := (',' | 'and' | '/' | '&' | …) rest-of-a-way-of-writing edition?      "ISO 9001, 14001 and 45001"
    gloss   := '(' the same scheme, written otherwise ')'                           "HIPAA (Health Insurance …)"

A way of writing is a path through a tree of words and numbers; hyphens, slashes, spaces and trade-mark signs between
its parts are free, and a parenthesis may stand between them ("SOC (System and Organization Controls) 2").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from tracker.claims import editions, levels
from tracker.claims.bodies import body, past_adopters, past_separators
from tracker.claims.editions import MARKS, Form, form_of, stated, unregistered_year
from tracker.claims.levels import Stated
from tracker.claims.lexicon import listed
from tracker.claims.scan import Scan
from tracker.claims.schemes import Registry, Scheme
from tracker.claims.tokens import Tokens
from tracker.claims.ways import BODIES, Node, Way, adopter_of, cased, ways_of

#: Numbers of ISO documents that are formats, codes and codes of conduct, and never certified to.
_FORMATS = listed(
    "8601 4217 3166 639 8859 10646 15924 20022 8583 7816 14443 15693 18000 6346 9660 2022 8879 26300 29500 32000 19005 "
    "15408 11179 19115 10303 17442 6166 10962 9362 13616 2108 3297 216 269 1000 80000 7810 9126 25010 12207 15288 "
    "2768 1101 286 6892 527 178 179 10993 11607 11137 11135 14155 16750 7637 11452 20653 668 1496 3864 7010"
)
#: Kinds of scheme that bind everybody and are claimed only by a word that says so.
_LAWS = frozenset({"regulation", "regulation / marking", "contract clause", "control catalogue"})


#: How far behind "ISO" its numbers may stand, and what may stand between.
_APART = 7
_LEADING = listed("- ( : and are include includes including standards to for under such as numbers no . its current")
_CERTIFIED = ("certif", "accredit", "registr", "compli")

#: What may stand between a bracket and the name that only repeats the one before it.
_QUOTES = frozenset({'"', "'"})
_BEFORE_GLOSS = _QUOTES | {"the", "or"}

#: The digits of a number behind the point after its thousands.
_THOUSAND = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A scheme's name as it stands in a sentence: its tokens (half open), its edition, its place in the text."""

    scheme: str
    first: int
    after: int
    start: int
    end: int
    edition: str | None = None
    level: str | None = None
    doubts: tuple[str, ...] = ()
    way: Way | None = None


class NameIndex:
    """Every way of writing every scheme of one registry, ready to be read from tokens."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.forms: dict[str, Form] = {scheme.id: form_of(scheme) for scheme in registry.schemes.values()}
        self.laws = frozenset(scheme.id for scheme in registry.schemes.values() if scheme.kind in _LAWS)
        self.registrations = frozenset(s.id for s in registry.schemes.values() if s.kind == "government registration")
        self._root = Node()
        ways = [way for scheme in registry.schemes.values() for way in ways_of(scheme)]
        for way in ways:
            self._root.plant(way)
        self._openers = frozenset({*self._root.further, *BODIES, "is", "international"})
        gone = {scheme.id for scheme in registry.schemes.values() if scheme.successors}
        self._iso_numbers = [
            way.parts[1] for way in ways if way.parts[0] == "iso" and len(way.parts) == 2 and way.scheme not in gone
        ]
        self.scan = Scan(self._root, ways)

    def names(self, tokens: Tokens) -> tuple[Name, ...]:
        """Every name in a sentence, in order, none overlapping another."""
        found: list[Name] = []
        place = 0
        words, openers = tokens.words, self._openers
        while place < len(words):
            name = self._name_at(tokens, place) if words[place] in openers else None
            if name is None:
                place += 1
                continue
            while found and found[-1].after > name.first:
                found.pop()  # "CAN/CSA-ISO 9001": what stands before the body is part of its name
            numbered = list(self._numbered(tokens, name)) if name.scheme == "iso" else []
            if numbered:
                found.extend(numbered)
                place = numbered[-1].after
                continue
            found.append(name)
            found.extend(self._carried(tokens, name))
            place = max(found[-1].after, place + 1)
        return tuple(found)

    def _name_at(self, tokens: Tokens, place: int) -> Name | None:
        """The name that begins at a token, with its edition and gloss."""
        if tokens.words[place] not in self._openers:
            return None
        if tokens.glued(place) and (tokens.words[place - 1].isalnum() or tokens.words[place - 1] in "_@"):
            return None
        standard = self._standard(tokens, place)
        if standard is not None:
            return standard
        walked = self._walk(tokens, place, self._root, self._root)
        if walked is None:
            return None
        way, after = walked
        if not cased(tokens, place, after, way):
            return None
        return self._finished(tokens, place, after, way)

    def _walk(self, tokens: Tokens, place: int, node: Node, root: Node) -> tuple[Way, int] | None:
        """The longest way of writing from a token on, and the token after it."""
        best: tuple[Way, int] | None = None
        while place < len(tokens):
            following = node.further.get(tokens.words[place])
            if following is None:
                reached = _past_gloss(tokens, place, node) if node is not root else None
                if reached is None:
                    break
                place = reached
                following = node.further[tokens.words[place]]
            node, place = following, place + 1
            if node.way is not None:
                best = (node.way, place)
            place = past_separators(tokens, place)
        return best

    def _standard(self, tokens: Tokens, place: int) -> Name | None:
        """A standard of ISO or IEC: the body in any dress, then the number."""
        found = body(tokens, place)
        if found is None:
            return None
        after, subtype, doubts = found
        first = past_adopters(tokens, place)
        adopter = adopter_of(tokens.words[first:place])
        iso = self._root.further["iso"]
        starts = [iso.further["ts"]] if subtype and "ts" in iso.further else []
        for start in (*starts, iso):
            walked = self._walk(tokens, after, start, start) or self._pointed(tokens, after, start)
            if walked:
                way, end = walked
                return self._finished(tokens, first, end, way, adopter=adopter, doubts=doubts)
        return self._unregistered(tokens, first, after, doubts)

    def _pointed(self, tokens: Tokens, at: int, start: Node) -> tuple[Way, int] | None:
        """The way of writing whose number has a point after its thousands: "ISO 13.485", "ISO 14.001"."""
        words, last = tokens.words, at + 2
        if last >= len(words) or words[at + 1] != "." or not (tokens.glued(at + 1) and tokens.glued(last)):
            return None
        node = start.further.get(words[at] + words[last]) if len(words[last]) == _THOUSAND else None
        if node is None:
            return None
        further = self._walk(tokens, past_separators(tokens, last + 1), node, node)
        return further or ((node.way, last + 1) if node.way else None)

    def _unregistered(self, tokens: Tokens, first: int, after: int, doubts: tuple[str, ...]) -> Name | None:
        """A standard that the registry does not know, or the bare name of the body."""
        if after < len(tokens) and tokens.words[after].isdigit() and len(tokens.words[after]) in range(3, 7):
            number = tokens.words[after]
            if number in _FORMATS:
                return None
            year = unregistered_year(tokens, after + 1)
            near = get_close_matches(number, self._iso_numbers, n=1, cutoff=0.8)
            suggestion = (f"resembles:iso-{near[0]}",) if near else ()
            return Name(
                scheme=f"iso-{number}",
                first=first,
                after=year.after,
                start=tokens.starts[first],
                end=tokens.ends[year.after - 1],
                edition=year.edition,
                doubts=(*doubts, "scheme-not-in-registry", *suggestion),
            )
        if tokens.raw(first).isupper() and tokens.words[first] == "iso":
            return Name(
                scheme="iso",
                first=first,
                after=first + 1,
                start=tokens.starts[first],
                end=tokens.ends[first],
                doubts=("scheme-unstated",),
            )
        return None

    def _finished(
        self, tokens: Tokens, first: int, after: int, way: Way, *, adopter: str = "", doubts: tuple[str, ...] = ()
    ) -> Name | None:
        """A name with the edition before or after it and the gloss that repeats it; None where it runs into a word."""
        scheme = self.registry.schemes[way.scheme]
        after = _closed(tokens, first, after)
        adopter = adopter or way.adopter
        edition = self._edition(tokens, after, scheme, adopter)
        end = edition.after
        if end < len(tokens) and tokens.glued(end) and tokens.words[end].isalnum() and tokens.words[end - 1].isalnum():
            if tokens.words[end].isdigit() or tokens.capital(end):
                return None
            if not tokens.words[end].startswith(("certif", "accredit", "regist", "compl")):
                return None
        said = edition.edition or _named_by(way, scheme)
        if said is None and scheme.levels:
            leading = levels.before(tokens, first, scheme)
            said, first = leading or (None, first)
        glossed, said = self._past_repetition(tokens, end, way.scheme, said)
        if said is None and glossed > end:
            edition = self._edition(tokens, glossed, scheme, adopter)
            glossed, said = edition.after, edition.edition
        end = glossed
        if said is None and scheme.levels:
            said = levels.nearby(tokens, first, end, scheme)
        said = said or editions.led(tokens, first, scheme)
        level = edition.level
        if level is None and scheme.grades:
            level, first = levels.grade_before(tokens, first, scheme)
        return Name(
            scheme=scheme.id,
            first=first,
            after=end,
            start=tokens.starts[first],
            end=tokens.ends[end - 1],
            edition=said,
            level=level,
            doubts=(*doubts, *way.doubts, *edition.doubts),
            way=way,
        )

    def _edition(self, tokens: Tokens, at: int, scheme: Scheme, adopter: str) -> Stated:
        """The edition or level that stands at a place; where none does, nothing is passed over."""
        found = stated(tokens, at, scheme, self.forms[scheme.id], adopter)
        return Stated(None, at) if found.edition is None and found.level is None else found

    def _past_repetition(self, tokens: Tokens, end: int, scheme: str, edition: str | None) -> tuple[int, str | None]:
        """Past "(…)" where it only names the same scheme again: "(GMP)", "of 1988 (the "CLIA")"."""
        words = tokens.words
        opening = end
        if words[end : end + 1] == ["of"] and "".join(words[end + 1 : end + 2]).isdigit():
            opening = end + 2
        while words[opening : opening + 1] and words[opening] in MARKS:
            opening += 1
        if words[opening : opening + 1] != ["("]:
            return end, edition
        place = opening + 1
        while words[place : place + 1] and words[place] in _BEFORE_GLOSS:
            place += 1
        inner = self._name_at(tokens, place) if place < len(words) else None
        if inner is None or inner.scheme != scheme:
            return end, edition
        closing = inner.after
        while words[closing : closing + 1] and words[closing] in _QUOTES:
            closing += 1
        return (closing + 1, edition or inner.edition) if words[closing : closing + 1] == [")"] else (end, edition)

    def _numbered(self, tokens: Tokens, body_alone: Name) -> Iterator[Name]:
        """The standards whose numbers stand apart from "ISO": "ISO certifications include 9001 and 14001"."""
        place = body_alone.after
        while place < len(tokens) and place - body_alone.after < _APART and not tokens.words[place].isdigit():
            if tokens.words[place] not in _LEADING and not tokens.words[place].startswith(_CERTIFIED):
                return
            place += 1
        iso = self._root.further["iso"]
        walked = self._walk(tokens, place, iso, iso) if place < len(tokens) else None
        name = self._finished(tokens, place, walked[1], walked[0]) if walked else None
        if name is not None:
            yield name
            yield from self._carried(tokens, name)

    def _carried(self, tokens: Tokens, name: Name) -> Iterator[Name]:
        """Names that go on with the beginning of the one before: "ISO 9001, 14001 and 45001"."""
        while name.way is not None:
            place = _past_joints(tokens, name.after)
            if place is None or self._name_at(tokens, place) is not None:
                return
            found = self._continued(tokens, place, name.way)
            if found is None:
                return
            yield found
            name = found

    def _continued(self, tokens: Tokens, place: int, way: Way) -> Name | None:
        """A name from the beginning of a way of writing and the parts that stand here."""
        for kept in range(len(way.parts) - 1, 0, -1):
            node = self._root
            for part in way.parts[:kept]:
                node = node.further[part]
            walked = self._walk(tokens, place, node, node)
            if walked is None or not any(part.isdigit() for part in walked[0].parts[kept:]):
                continue
            short = tokens.words[place].isdigit() and len(tokens.words[place]) == 1
            follows = tokens.words[walked[1]] if walked[1] < len(tokens) else ""
            if short and (follows.isdigit() or follows in {"%", "million", "billion", "years", "of", "more", "other"}):
                return None
            return self._finished(tokens, place, walked[1], walked[0])
        return None


def _named_by(way: Way, scheme: Scheme) -> str | None:
    """The edition that a way of writing is itself the name of ("QSR" and "QMSR")."""
    last = way.written.split()[-1].strip("()")
    return last if last.isalpha() and len(last) > 1 and scheme.edition(last) is not None else None


@lru_cache(maxsize=4)
def index_of(registry: Registry) -> NameIndex:
    """The index of a registry, built once for each."""
    return NameIndex(registry)


def _closed(tokens: Tokens, first: int, after: int) -> int:
    """Past the bracket that a name opened: "Good Manufacturing Practices (GMP)"."""
    name = tokens.words[first:after]
    opened = name.count("(") > name.count(")")
    return after + 1 if opened and after < len(tokens) and tokens.words[after] == ")" else after


def _past_gloss(tokens: Tokens, place: int, node: Node) -> int | None:
    """Past an opening or closing bracket, or a short gloss in brackets, to where the way of writing goes on."""
    if tokens.words[place] not in {"(", ")"}:
        return None
    closing = next((at for at in range(place, min(place + 12, len(tokens))) if tokens.words[at] == ")"), place)
    for reached in (place + 1, closing + 1):
        if reached < len(tokens) and tokens.words[reached] in node.further:
            return reached
    return None


def _past_joints(tokens: Tokens, place: int) -> int | None:
    """Past the words and signs that join the members of a list, if at least one stands here."""
    begin = place
    while (
        place < len(tokens) and tokens.words[place] in {",", "and", "&", "/", "or", "+", ";", "-"} and place - begin < 3
    ):
        place += 1
    return place if begin < place < len(tokens) else None
