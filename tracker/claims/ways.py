"""How schemes are written: every name of every scheme, cut into the parts that a text has to show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tracker.claims.lexicon import listed
from tracker.claims.schemes import Guard, Scheme
from tracker.claims.tokens import Tokens, tokenise

MISSPELT, SHORTHAND = "misspelt-name", "family-shorthand"

#: The words that open the name of a standard of ISO or IEC; all are read as "iso".
BODIES = frozenset({"iso", "iec"})

#: Lower-case words that also begin ways of writing; as English they never name a scheme.
ENGLISH = listed(
    "as en is ear reach u s r n na ns nv ul ce eu can us class leed r2 who it ok well idea fact crest cola cosmos iris quad pa"
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


@dataclass(slots=True)
class Node:
    """A part of some ways of writing, and what may follow it."""

    further: dict[str, Node] = field(default_factory=dict)
    way: Way | None = None

    def plant(self, way: Way) -> None:
        """Adds one way of writing below this node; the first scheme to claim it keeps it."""
        node = self
        for part in way.parts:
            node = node.further.setdefault(part, Node())
        node.way = node.way or way


def ways_of(scheme: Scheme) -> Iterator[Way]:
    """Every way of writing one scheme."""
    groups: tuple[tuple[Iterable[str], tuple[str, ...]], ...] = (
        ((scheme.name, *scheme.aliases), ()),
        (scheme.misspelt, (MISSPELT,)),
        (scheme.shorthand, (SHORTHAND,)),
    )
    for names, doubts in groups:
        for name in names:
            parts = split(name)
            guard = scheme.guards.get(name)
            yield Way(
                scheme=scheme.id,
                written=name,
                parts=parts,
                doubts=doubts,
                adopter=adopter_of(parts[:-1]),
                guard=guard,
                exact=guard is not None and name.isupper() and " " not in name,
            )


def split(name: str) -> tuple[str, ...]:
    """The parts of a way of writing; the bodies of ISO and IEC standards are all "iso"."""
    tokens = tokenise(name, 0, len(name))
    words = [word for word in tokens.words if word.isalnum() or word == "+"]
    if words[0] in BODIES:
        rest = words[1:]
        while rest and rest[0] in {"iec", "sae", "pas", "iatf"} and len(rest) > 1:
            rest = rest[1:]
        return ("iso", *rest)
    return tuple(words)


def adopter_of(words: Iterable[str]) -> str:
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


def cased(tokens: Tokens, first: int, after: int, way: Way) -> bool:
    """Whether the name is written with the capitals that tell it from an ordinary word."""
    raw = tokens.text[tokens.starts[first] : tokens.ends[after - 1]]
    if way.exact:
        return raw == way.written or raw.isupper()
    opening = tokens.raw(first)
    if opening.islower() and tokens.words[first] in ENGLISH:
        return after - first > 1 and tokens.glued(first + 1) and any(character.isdigit() for character in raw)
    return True
