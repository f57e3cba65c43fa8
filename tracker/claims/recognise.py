"""Claims and mentions of certification schemes in a text.

A cheap scan finds where a scheme could be named; only the sentences around those places are cut into tokens and read
(`names`, `grammar`, `reading`). Offsets are those of the text as it was given: `typography.level` keeps them.
"""

from __future__ import annotations

from collections.abc import Iterator

from tracker.claims.currency import misused
from tracker.claims.grammar import Sentence
from tracker.claims.guards import passes
from tracker.claims.holding import abouts, described, words
from tracker.claims.lexicon import GLUE, STATUS, listed
from tracker.claims.model import Claim, Mention, Recognition, Status
from tracker.claims.names import Name, NameIndex, index_of
from tracker.claims.reading import Reading, read
from tracker.claims.schemes import Policy, Registry
from tracker.claims.tokens import sentence_around, tokenise
from tracker.claims.view import Context
from tracker.documents.model import Span
from tracker.documents.typography import level

#: Raised when a change to this package can alter what is recognised in a text.
RECOGNISER = "claims-2"

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
    for sentence in _sentences(levelled, index):
        readings = read(sentence, context, descriptions)
        for place, name in enumerate(sentence.names):
            _sort(text, name, readings[place], registry, claims, mentions)
    return Recognition(tuple(claims), tuple(mentions))


def _sentences(text: str, index: NameIndex) -> Iterator[Sentence]:
    """The sentences that name a scheme, each once."""
    done = 0
    for place in index.scan.places(text):
        if place < done:
            continue
        lo, hi = sentence_around(text, place)
        done = hi
        tokens = tokenise(text, lo, hi)
        names = index.names(tokens)
        kept = tuple(name for name in names if passes(name, names, tokens))
        if kept:
            yield Sentence(tokens, kept)


def _sort(
    text: str, name: Name, reading: Reading, registry: Registry, claims: list[Claim], mentions: list[Mention]
) -> None:
    """A reading as a claim or as a mention."""
    span = Span(name.start, name.end)
    quote = span.of(text)
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


def _names(organisation: str | None) -> frozenset[str]:
    """The words of a name that tell it from others."""
    return words(organisation or "") - _LEGAL - STATUS.keys() - GLUE
