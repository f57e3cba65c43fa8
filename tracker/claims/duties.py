"""Whether a text lays a duty on whoever deals with the issuer, or says who alone may be certified."""

from __future__ import annotations

from tracker.claims import lexicon
from tracker.claims.clauses import opening
from tracker.claims.lexicon import listed
from tracker.claims.nouns import APPRAISED, COUNTERPARTS
from tracker.claims.view import View, own_clause

#: Whom the terms of an order bind, and the verbs that bind them.
_BOUND = COUNTERPARTS | listed("seller sellers bidder bidders tenderer tenderers offeror offerors")
_BINDING = frozenset({"shall", "must"})

#: What may be had in place of a standard that is asked for.
_INSTEAD = frozenset({"equivalent", "equal", "better", "similar", "comparable"})

_MAY = frozenset({"can", "may"})

#: How far behind a list it is said that it is asked for, in tokens.
_FAR = 20

#: Words of which a sentence must have one to bind anybody.
WORDS = _BINDING | _MAY | _INSTEAD


def bound(view: View) -> bool:
    """Whether a list of names is what somebody else has to have, or what only some may have."""
    return _bid(view) or _or_equivalent(view) or _reserved(view)


def _bid(view: View) -> bool:
    """Whether terms bind a supplier, whichever verb follows: "Vendor shall keep a system that is certified to"."""
    words = view.sentence.tokens.words
    clause = own_clause(view.sentence, view.first)
    return any(words[at] in _BINDING and words[at - 1] in _BOUND for at in range(clause.start + 1, view.first))


def _or_equivalent(view: View) -> bool:
    """Whether something as good would do: "compliance with ISO 17025 or equivalent is required"."""
    right = view.right(_FAR)
    place = next((at for at in range(1, len(right)) if right[at] in _INSTEAD and right[at - 1] in {"or", "an"}), None)
    if place is None or not lexicon.OWNING.isdisjoint(view.lefts):
        return False
    said = right[place + 1 : place + 4]
    return not {"is", "are", "be"}.isdisjoint(said) and not (APPRAISED | {"requested"}).isdisjoint(said)


def _reserved(view: View) -> bool:
    """Whether it is open to some alone: "Only recyclers can become certified"."""
    tokens = view.sentence.tokens
    start = opening(view).start
    if view.speaks_of_itself or tokens.words[start : start + 1] != ["only"]:
        return False
    return any(tokens.words[at] in _MAY and not tokens.capital(at) for at in range(start, view.first))
