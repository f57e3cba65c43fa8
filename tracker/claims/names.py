"""Where a scheme is named: an index of every way of writing, and the productions that read a name from tokens.

    name    := adopter* way-of-writing edition? gloss?
    carried := (',' | 'and' | '/' | '&' | …) rest-of-a-way-of-writing edition?      "ISO 9001, 14001 and 45001"
    gloss   := '(' the same scheme, written otherwise ')'                           "HIPAA (Health Insurance …)"

A way of writing is a path through a tree of words and numbers; hyphens, slashes, spaces and trade-mark signs between
its parts are free, and a parenthesis may stand between them ("SOC (System and Organization Controls) 2").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache

from tracker.claims import levels
from tracker.claims.editions import Form, Stated, form_of, stated, unregistered_year
from tracker.claims.schemes import Guard, Registry, Scheme
from tracker.claims.tokens import Tokens, tokenise

#: Signs that may stand between the parts of one way of writing.
_SEPARATORS = frozenset("-/.®™℠'")

#: What may stand before "ISO" and belong to the name: national and regional adopters.
_ADOPTERS = frozenset(
    "bs en din nf uni une ss ns ds sfs pn csn stn nbr abnt csa can as nzs is sans sni tcvn ms ks q jis gost r ansi asq "
    "aami nmx gb t iatf sae uae".split()
)

#: The words that open the name of a standard of ISO or IEC; all are read as "iso".
_BODIES = frozenset({"iso", "iec"})
_BODY_PARTS = frozenset({"iec", "iso", "ts", "tr", "pas", "sae", "asq", "iatf", "ieee", "astm", "ieee", "fdis", "dis"})
_LONG_BODIES = (
    ("international", "organization", "for", "standardization"),
    ("international", "organisation", "for", "standardisation"),
    ("international", "organization", "for", "standardisation"),
    ("international", "organisation", "for", "standardization"),
    ("international", "standards", "organization"),
    ("international", "standards", "organisation"),
    ("international", "standard", "organization"),
)
_BODY_FILLERS = frozenset(
    {"standard", "standards", "no", "number", "norm", "#", "certification", "certified", "certificate"}
)

#: Numbers of ISO documents that are formats, codes and codes of conduct, and never certified to.
_FORMATS = frozenset(
    "8601 4217 3166 639 8859 10646 15924 20022 8583 7816 14443 15693 18000 6346 9660 2022 8879 26300 29500 32000 19005 "
    "15408 11179 19115 10303 17442 6166 10962 9362 13616 2108 3297 216 269 1000 80000 7810 9126 25010 12207 15288 "
    "2768 1101 286 6892 527 178 179 10993 11607 11137 11135 14155 16750 7637 11452 20653 668 1496 3864 7010".split()
)
#: The beginnings of the names of ISO and IEC, looked for whatever follows.
_OPEN_BODIES = frozenset({"ISO", "Iso", "IEC", "IS0", "International Organi", "International Standards Org"})
#: Kinds of scheme that bind everybody and are claimed only by a word that says so.
_LAWS = frozenset({"regulation", "regulation / marking", "contract clause", "control catalogue"})
_MISSPELT, _SHORTHAND = "misspelt-name", "family-shorthand"

#: Lower-case words that also begin ways of writing; as English they never name a scheme.
_ENGLISH = frozenset(
    {
        "as",
        "en",
        "is",
        "ear",
        "reach",
        "u",
        "s",
        "r",
        "n",
        "na",
        "ns",
        "nv",
        "ul",
        "ce",
        "eu",
        "can",
        "us",
        "class",
        "leed",
        "r2",
    }
)


@dataclass(frozen=True, slots=True)
class Way:
    """One way of writing a scheme."""

    scheme: str
    written: str
    parts: tuple[str, ...]
    doubts: tuple[str, ...] = ()
    adopter: str = ""
    guard: Guard | None = None
    exact: bool = False


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
    carried: bool = False


@dataclass(slots=True)
class _Node:
    """A part of some ways of writing, and what may follow it."""

    further: dict[str, _Node] = field(default_factory=dict)
    way: Way | None = None


class NameIndex:
    """Every way of writing every scheme of one registry, ready to be read from tokens."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.forms: dict[str, Form] = {scheme.id: form_of(scheme) for scheme in registry.schemes.values()}
        self.laws = frozenset(scheme.id for scheme in registry.schemes.values() if scheme.kind in _LAWS)
        self._root = _Node()
        self._iso_numbers: list[str] = []
        openings: dict[str, set[str]] = {}
        for scheme in registry.schemes.values():
            for way in _ways(scheme):
                self._plant(way)
                openings.setdefault(way.parts[0], set()).update(_openings(way.written))
        self.trigger = _trigger(self._root, openings)

    def _plant(self, way: Way) -> None:
        """Adds one way of writing to the tree; the first scheme to claim it keeps it."""
        node = self._root
        for part in way.parts:
            node = node.further.setdefault(part, _Node())
        node.way = node.way or way
        if way.parts[0] == "iso" and len(way.parts) == 2 and not way.doubts:
            self._iso_numbers.append(way.parts[1])

    def names(self, tokens: Tokens) -> tuple[Name, ...]:
        """Every name in a sentence, in order, none overlapping another."""
        found: list[Name] = []
        place = 0
        while place < len(tokens):
            name = self._name_at(tokens, place)
            if name is None:
                place += 1
                continue
            while found and found[-1].after > name.first:
                found.pop()  # "CAN/CSA-ISO 9001": what stands before the body is part of its name
            found.append(name)
            found.extend(self._carried(tokens, name))
            place = max(found[-1].after, place + 1)
        return tuple(found)

    def _name_at(self, tokens: Tokens, place: int) -> Name | None:
        """The name that begins at a token, with its edition and gloss."""
        word = tokens.words[place]
        if word not in self._root.further and word not in {"iso", "iec", "is", "international"}:
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
        if not _cased(tokens, place, after, way):
            return None
        return self._finished(tokens, place, after, way)

    def _walk(self, tokens: Tokens, place: int, node: _Node, root: _Node) -> tuple[Way, int] | None:
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
            place = _past_separators(tokens, place)
        return best

    def _standard(self, tokens: Tokens, place: int) -> Name | None:
        """A standard of ISO or IEC: the body in any dress, then the number."""
        body = _body(tokens, place)
        if body is None:
            return None
        after, subtype, doubts = body
        first = _past_adopters(tokens, place)
        adopter = _adopter(tokens.words[first:place])
        iso = self._root.further["iso"]
        starts = [iso.further["ts"]] if subtype and "ts" in iso.further else []
        for start in (*starts, iso):
            walked = self._walk(tokens, after, start, start)
            if walked:
                way, end = walked
                return self._finished(tokens, first, end, way, adopter=adopter, doubts=doubts)
        return self._unregistered(tokens, first, after, doubts)

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
        edition = stated(tokens, after, scheme, self.forms[scheme.id], adopter or way.adopter)
        if edition.edition is None and edition.level is None:
            edition = Stated(None, after)
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
        end, said = self._past_repetition(tokens, end, way.scheme, said)
        if said is None and scheme.levels:
            said = levels.nearby(tokens, first, end, scheme)
        return Name(
            scheme=scheme.id,
            first=first,
            after=end,
            start=tokens.starts[first],
            end=tokens.ends[end - 1],
            edition=said,
            level=edition.level,
            doubts=(*doubts, *way.doubts, *edition.doubts),
            way=way,
        )

    def _past_repetition(self, tokens: Tokens, end: int, scheme: str, edition: str | None) -> tuple[int, str | None]:
        """Past "(…)" where it only names the same scheme again."""
        if end + 1 >= len(tokens) or tokens.words[end] != "(":
            return end, edition
        inner = self._name_at(tokens, end + 1)
        if inner is None or inner.scheme != scheme:
            return end, edition
        if inner.after < len(tokens) and tokens.words[inner.after] == ")":
            return inner.after + 1, edition or inner.edition
        return end, edition

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
            name = self._finished(tokens, place, walked[1], walked[0])
            return None if name is None else _marked_carried(name)
        return None


def _named_by(way: Way, scheme: Scheme) -> str | None:
    """The edition that a way of writing is itself the name of ("QSR" and "QMSR")."""
    last = way.written.split()[-1]
    return last if last.isalpha() and len(last) > 1 and scheme.edition(last) is not None else None


def _marked_carried(name: Name) -> Name:
    """The same name, known to lean on the one before it."""
    return Name(
        scheme=name.scheme,
        first=name.first,
        after=name.after,
        start=name.start,
        end=name.end,
        edition=name.edition,
        level=name.level,
        doubts=name.doubts,
        way=name.way,
        carried=True,
    )


@lru_cache(maxsize=4)
def index_of(registry: Registry) -> NameIndex:
    """The index of a registry, built once for each."""
    return NameIndex(registry)


def _ways(scheme: Scheme) -> Iterator[Way]:
    """Every way of writing one scheme."""
    groups: tuple[tuple[Iterable[str], tuple[str, ...]], ...] = (
        ((scheme.name, *scheme.aliases), ()),
        (scheme.misspelt, (_MISSPELT,)),
        (scheme.shorthand, (_SHORTHAND,)),
    )
    for names, doubts in groups:
        for name in names:
            parts = _split(name)
            guard = scheme.guards.get(name)
            yield Way(
                scheme=scheme.id,
                written=name,
                parts=parts,
                doubts=doubts,
                adopter=_adopter(parts[:-1]),
                guard=guard,
                exact=guard is not None and name.isupper(),
            )


def _split(name: str) -> tuple[str, ...]:
    """The parts of a way of writing; the bodies of ISO and IEC standards are all "iso"."""
    tokens = tokenise(name, 0, len(name))
    words = [word for word in tokens.words if word.isalnum() or word == "+"]
    if words[0] in _BODIES:
        rest = words[1:]
        while rest and rest[0] in {"iec", "sae", "pas", "iatf"} and len(rest) > 1:
            rest = rest[1:]
        return ("iso", *rest)
    return tuple(words)


def _adopter(words: Iterable[str]) -> str:
    """The prefix under which national adoptions are kept in the registry."""
    found = set(words)
    if {"gb", "t"} <= found:
        return "GB/T"
    if "nzs" in found:
        return "AS/NZS"
    for word, adopter in (("csa", "CSA"), ("jisq", "JISQ"), ("jis", "JISQ"), ("en", "EN")):
        if word in found:
            return adopter
    return ""


def _cased(tokens: Tokens, first: int, after: int, way: Way) -> bool:
    """Whether the name is written with the capitals that tell it from an ordinary word."""
    raw = tokens.text[tokens.starts[first] : tokens.ends[after - 1]]
    if way.exact:
        return raw == way.written or raw.isupper()
    opening = tokens.raw(first)
    if opening.islower() and tokens.words[first] in _ENGLISH:
        return after - first > 1 and tokens.glued(first + 1) and any(character.isdigit() for character in raw)
    return True


def _past_separators(tokens: Tokens, place: int) -> int:
    """Past the signs that may stand inside a way of writing."""
    while place < len(tokens) and tokens.words[place] in _SEPARATORS:
        if tokens.words[place] == "." and not (
            tokens.glued(place) and place + 1 < len(tokens) and tokens.glued(place + 1)
        ):
            break
        place += 1
    return place


def _past_gloss(tokens: Tokens, place: int, node: _Node) -> int | None:
    """Past an opening or closing bracket, or a short gloss in brackets, to where the way of writing goes on."""
    if tokens.words[place] not in {"(", ")"}:
        return None
    closing = next((at for at in range(place, min(place + 12, len(tokens))) if tokens.words[at] == ")"), place)
    for reached in (place + 1, closing + 1):
        if reached < len(tokens) and tokens.words[reached] in node.further:
            return reached
    return None


def _past_brackets(tokens: Tokens, place: int) -> int:
    """The token after a short gloss in brackets that begins here."""
    closing = next((at for at in range(place, min(place + 12, len(tokens))) if tokens.words[at] == ")"), place)
    return closing + 1


def _past_joints(tokens: Tokens, place: int) -> int | None:
    """Past the words and signs that join the members of a list, if at least one stands here."""
    begin = place
    while (
        place < len(tokens) and tokens.words[place] in {",", "and", "&", "/", "or", "+", ";", "-"} and place - begin < 3
    ):
        place += 1
    return place if begin < place < len(tokens) else None


def _past_adopters(tokens: Tokens, place: int) -> int:
    """The first token of the adopters that stand before a body: "DIN EN ISO"."""
    first = place
    while first > 0:
        before = first - 1
        if tokens.words[before] in {"/", "-"} and before > 0 and tokens.words[before - 1] in _ADOPTERS:
            before -= 1
        if tokens.words[before] not in _ADOPTERS or not tokens.raw(before).isupper():
            break
        first = before
    return first


def _body(tokens: Tokens, place: int) -> tuple[int, bool, tuple[str, ...]] | None:
    """The token after "ISO", "ISO/IEC", "International Organization for Standardization (ISO)" …; whether it is a TS."""
    words = tokens.words
    doubts: tuple[str, ...] = ()
    if words[place] in _BODIES:
        after = place + 1
    elif words[place] == "is" and words[place + 1 : place + 2] == ["0"] and tokens.glued(place + 1):
        after, doubts = place + 2, (_MISSPELT,)
    else:
        length = next((len(form) for form in _LONG_BODIES if tuple(words[place : place + len(form)]) == form), 0)
        if not length:
            return None
        after = place + length
    subtype = False
    while after < len(tokens):
        skipped = _past_separators(tokens, after)
        if words[after] in {"(", ":"} and after + 1 < len(tokens):
            skipped = _past_brackets(tokens, after) if words[after] == "(" else after + 1
        if skipped >= len(tokens):
            break
        if words[skipped] in _BODY_PARTS or (words[skipped] in _BODY_FILLERS and _number_follows(tokens, skipped + 1)):
            subtype = subtype or words[skipped] == "ts"
            after = skipped + 1
            continue
        after = skipped if words[skipped].isdigit() else after
        break
    return after, subtype, doubts


def _number_follows(tokens: Tokens, place: int) -> bool:
    """Whether a standard's number stands here, perhaps after "no."."""
    while place < len(tokens) and tokens.words[place] in {".", "no", "#", ":"}:
        place += 1
    return place < len(tokens) and tokens.words[place].isdigit() and len(tokens.words[place]) >= 4


def _trigger(root: _Node, openings: dict[str, set[str]]) -> re.Pattern[str]:
    """One pattern that finds the first part of every way of writing, grouped by first letter so that the scan is cheap."""
    looks: dict[str, set[str]] = {form: {""} for form in _OPEN_BODIES}
    looks["iso"] = {"/0123456789ic"}
    for part, node in root.further.items():
        following = "" if node.way else "".join(sorted({_either_case(nxt[0]) for nxt in node.further}))
        for form in openings.get(part, ()):
            looks.setdefault(form, set()).add(following)
    grouped: dict[str, list[str]] = {}
    for form, followings in sorted(looks.items(), key=lambda item: (-len(item[0]), item[0])):
        look = "" if "" in followings else f"(?=[\\W_]{{0,3}}[{''.join(sorted(followings))}])"
        end = "(?![a-z])" if form[-1].isalpha() and form not in _OPEN_BODIES and not look else ""
        grouped.setdefault(form[0], []).append(re.escape(form[1:]) + end + look)
    groups = (f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in sorted(grouped.items()))
    return re.compile(f"(?<![A-Za-z0-9_])(?:{'|'.join(groups)})")


def _either_case(character: str) -> str:
    """A character of a pattern's set, in both cases."""
    return character + character.upper() if character.isalpha() else re.escape(character)


def _openings(name: str) -> Iterator[str]:
    """The capitalisations in which the first part of a way of writing is looked for."""
    first = tokenise(name, 0, len(name)).raw(0)
    yield first
    yield first.upper()
    if first.isalpha():
        yield first.capitalize()
        if first.lower() not in _ENGLISH:
            yield first.lower()
