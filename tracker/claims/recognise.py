"""Claims and mentions of certification schemes in a text.

A cheap scan finds where a scheme could be named; only the sentences around those places are cut into tokens and read
(`names`, `grammar`, `reading`). Offsets are those of the text as it was given: `typography.level` keeps them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from tracker.claims.currency import misused
from tracker.claims.grammar import Sentence
from tracker.claims.guards import passes
from tracker.claims.holding import About, abouts, described, within, words
from tracker.claims.lexicon import GLUE, STATUS, listed
from tracker.claims.model import Claim, Mention, Recognition, Status
from tracker.claims.names import Name, NameIndex, index_of
from tracker.claims.reading import Reading, read
from tracker.claims.schemes import Policy, Registry
from tracker.claims.tokens import Cut, cut_around, tokenise
from tracker.claims.view import Context
from tracker.documents.model import Span
from tracker.documents.typography import level

#: Raised when a change to this package can alter what is recognised in a text.
RECOGNISER = "claims-3"

#: Parts of a firm's name that name nobody in particular.
_LEGAL = listed(
    "inc corp corporation company co ltd llc plc gmbh ag sa group holdings the and of limited technologies technology systems "
    "solutions services industries international global labs laboratories electronics manufacturing engineering medical data "
    "digital health capital partners enterprises products materials center centers us usa america about first american national "
    "quality iso standard security trust"
)

#: Statuses that a number which the registry does not know cannot be claimed by.
_NO_WORD = frozenset({Status.STATED, Status.HELD, Status.ALIGNED})


def recognise(text: str, registry: Registry, *, organisation: str | None = None) -> Recognition:
    """Everything that a text says about certification schemes, in text order.

    Args:
        text: The document's own text; spans are offsets into it.
        registry: The schemes to look for.
        organisation: Whose document it is, so that its own name is known from others'.
    """
    index = index_of(registry)
    levelled = level(text)
    headings = abouts(levelled)
    named = _names(organisation)
    descriptions = described(headings, named)
    context = Context(
        own=named.union(*(_names(name) for _, name in headings)),
        named=named,
        plain=words(organisation or ""),
        laws=index.laws,
        registrations=index.registrations,
        issuer=named.union(*(_names(about.name) for about in descriptions if about.own)),
    )
    claims: list[Claim] = []
    mentions: list[Mention] = []
    for start, cut in _cuts(levelled, index):
        around = within(descriptions, start, start + cut.hi)
        for name, reading in _read(cut, index, context, around):
            span = Span(start + name.start, start + name.end)
            _sort(span, span.of(text), name, reading, registry, claims, mentions)
    return Recognition(tuple(claims), tuple(mentions))


def _cuts(text: str, index: NameIndex) -> Iterator[tuple[int, Cut]]:
    """The sentences in which a scheme may be named, each once, with where their cuts begin."""
    done = 0
    for place in index.scan.places(text):
        if place >= done:
            start, cut = cut_around(text, place)
            done = start + cut.hi
            yield start, cut


@lru_cache(maxsize=1024)
def _read(
    cut: Cut, index: NameIndex, context: Context, descriptions: tuple[About, ...]
) -> tuple[tuple[Name, Reading], ...]:
    """Every name in a sentence with its reading; places are the cut's own.

    What an organisation claims it repeats word for word in release after release, so sentences are kept with their readings.
    """
    tokens = tokenise(cut.text, cut.lo, cut.hi)
    names = index.names(tokens)
    kept = tuple(name for name in names if passes(name, names, tokens))
    if not kept:
        return ()
    readings = read(Sentence(tokens, kept), context, descriptions)
    return tuple((name, readings[place]) for place, name in enumerate(kept))


def _sort(
    span: Span,
    quote: str,
    name: Name,
    reading: Reading,
    registry: Registry,
    claims: list[Claim],
    mentions: list[Mention],
) -> None:
    """A reading as a claim or as a mention."""
    scheme = registry.scheme(name.scheme)
    reason = reading.reason
    if scheme is None and reason is None and reading.status in _NO_WORD:
        reason = "scheme-unknown"
    if scheme is not None and scheme.policy is Policy.SCHEME_RULE:
        reason = reason or "rule-for-certification-bodies"
    if reason is not None:
        mentions.append(Mention(scheme=name.scheme, quote=quote, span=span, reason=reason))
        return
    doubts = name.doubts
    if scheme is not None and misused(reading.status, scheme):
        doubts = (*doubts, "status-misused")
    claims.append(
        Claim(
            scheme=name.scheme,
            family=scheme.family if scheme else name.scheme,
            edition=name.edition,
            level=name.level,
            status=reading.status,
            modality=reading.modality,
            scope=reading.holding.scope,
            sites=reading.holding.sites,
            holder=reading.holding.holder,
            holder_name=reading.holding.holder_name,
            registrar=reading.holding.registrar,
            quote=quote,
            span=span,
            doubts=doubts,
        )
    )


@lru_cache(maxsize=1024)
def _names(organisation: str | None) -> frozenset[str]:
    """The words of a name that tell it from others."""
    return words(organisation or "").difference(_LEGAL, STATUS, GLUE)
