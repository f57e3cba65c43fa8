"""Which edits of standing text other findings already tell: those inside claims and facts, and the words that join them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tracker.changes.facts.vocabulary import words
from tracker.changes.model import Edit
from tracker.claims.model import Claim
from tracker.documents.model import Span
from tracker.findings.model import Finding

#: Code points between an edit and the claim that it belongs to: "is Nadcap [accredited]", "[is certified to] ISO 9001".
_NEAR: Final = 60

#: Words by which claims are joined and made; an edit of nothing else, next to a claim, is the claim's and not the wording's.
_OF_CLAIMS: Final = words(
    """
    a accreditation accreditations accredited achieve achieved achieving all also an and appropriate approval
    approved are as attested audited both by certificate certificates certification certifications certified certify
    compliance compliant complies comply conform conforms current currently earned earning edition expects
    facilities facility following for former formerly had has have held hold holding holds in include includes
    including is it its lapsed licensed listed longer maintain maintaining maintains no not obtain obtained of or
    our pending planned plans process pursuing qualified rated rating received registered registration requirements
    revision s seeking standard standards status such the their to toward towards u under us validated was were
    which with work working
    """
)
#: Those of them that turn a claim round, and are the claim's only where its finding says that it turned.
_TURNING: Final = words(
    """
    expects former formerly had lapsed longer no not pending planned plans process pursuing seeking toward towards under
    was were work working
    """
)
#: Words by which places are joined and announced.
_OF_PLACES: Final = words(
    """
    based campus campuses center centers centre centres domiciled facilities facility global headquarter headquartered
    headquarters located location locations manufacturing office offices operates operations plant plants production sales
    several site sites subsidiaries subsidiary warehouse warehouses worldwide
    """
)
#: What a claim is for, after its words: "accredited for welding and heat treatment".
_SCOPE: Final = re.compile(r"\b(?:for|covering)\b[^.;]{1,60}$")
#: Words that may stand before a claim and say whose it is: "The company's management system is certified to …".
_SUBJECT: Final = 4
_WORD: Final = re.compile(r"[\w'&-]+")


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of an edit, with what was told of its document: what changed there, and all claims and facts."""

    span: Span
    said: str
    changed: Sequence[Span]
    told: Sequence[Span]


class Explained:
    """What findings about claims and facts have told of two documents, and so of the edits between them."""

    __slots__ = ("_changed", "_told")

    def __init__(self, explained: Sequence[Finding], claims: tuple[Sequence[Claim], Sequence[Claim]]) -> None:
        about = {finding.subject for finding in explained if finding.before is not None or finding.after is not None}
        proofs = ([each.evidence_before for each in explained], [each.evidence_after for each in explained])
        #: What findings quote, with every claim about their schemes; and that with the claims that nothing happened to.
        self._changed: tuple[list[Span], ...] = tuple(
            sorted(
                {proof.span for proof in proofs[side] if proof is not None}
                | {claim.span for claim in claims[side] if claim.scheme in about}
            )
            for side in (0, 1)
        )
        self._told: tuple[list[Span], ...] = tuple(
            sorted({*self._changed[side], *(claim.span for claim in claims[side])}) for side in (0, 1)
        )

    def tells(self, edit: Edit, same: Sequence[tuple[Span, Span]] = ()) -> bool:
        """Whether an edit lies in what other findings quote, but for the words by which claims and places are joined and made.

        `same` are facts that both texts state, perhaps in other letters or places: pairs of spans.
        """
        sides = [
            _Side(span, said, self._changed[side], sorted({*self._told[side], *(pair[side] for pair in same)}))
            for span, said, side in ((edit.before_span, edit.before, 0), (edit.after_span, edit.after, 1))
            if said.strip()
        ]
        is_inside = any(_touched(side.span, side.told) for side in sides)
        is_of_change = any(_touched(side.span, side.changed) for side in sides)
        is_near_change = any(_is_near(side.span, side.changed) for side in sides)
        if not (is_inside or is_near_change or any(_is_near(side.span, side.told) for side in sides)):
            return False
        allowed = _OF_CLAIMS | _OF_PLACES if is_of_change else _OF_CLAIMS if is_near_change else _OF_CLAIMS - _TURNING
        is_whole = is_inside and len(sides) == 1
        is_lead = not is_inside and len(sides) == 2 and all(_leads(side.span, side.changed) for side in sides)
        spare = _SUBJECT if is_whole or is_lead else 0
        return all(_is_told(_outside(side.span, side.said, side.told), allowed, spare=spare) for side in sides)

    def leaves_the_same(self, edits: Sequence[Edit], same: Sequence[tuple[Span, Span]]) -> bool:
        """Whether both sides of some edits say the same once claims, and facts that did not change, are set aside."""
        left: list[list[str]] = []
        for side in (0, 1):
            told = sorted({*self._told[side], *(pair[side] for pair in same)})
            sides = [(edit.before_span, edit.before) if side == 0 else (edit.after_span, edit.after) for edit in edits]
            left.append(
                [
                    word.casefold()
                    for span, said in sorted(sides)
                    for word in _WORD.findall(" ".join(_outside(span, said, told)))
                ]
            )
        return left[0] == left[1]


def _is_told(pieces: Sequence[str], allowed: frozenset[str], *, spare: int) -> bool:
    """Whether the words around claims only join or make them.

    After a claim they may say what it is for; before it, in `spare` words, whose it is.
    """
    for at, piece in enumerate(pieces):
        rest = _SCOPE.sub("", piece) if at > 0 else piece
        others = [word for word in _WORD.findall(rest) if word.casefold() not in allowed]
        if len(others) > (spare if at == 0 else 0) or any(word[0].isdigit() for word in others):
            return False
    return True


def _leads(span: Span, told: Sequence[Span]) -> bool:
    """Whether an edit ends right before something told of: "[The works are] ISO 9001 certified"."""
    return any(0 <= other.start - span.end <= 1 for other in told)


def _touched(span: Span, told: Sequence[Span]) -> bool:
    """Whether any of some spans shares text with an edit's."""
    return any(other.overlaps(span) for other in told)


def _outside(span: Span, said: str, told: Sequence[Span]) -> list[str]:
    """The pieces of an edit's text that no span covers, one more than there are spans that touch it."""
    pieces: list[str] = []
    at = span.start
    for other in told:
        if other.overlaps(span):
            pieces.append(said[at - span.start : max(other.start, at) - span.start])
            at = max(at, min(other.end, span.end))
    pieces.append(said[at - span.start :])
    return pieces


def _is_near(span: Span, told: Sequence[Span]) -> bool:
    """Whether something told of stands within a few words of an edit."""
    at = bisect_left(told, span)
    around = told[max(at - 1, 0) : at + 1]
    return any(other.start - _NEAR <= span.end and span.start <= other.end + _NEAR for other in around)
