"""Which edits of standing text other findings already tell: those inside claims and facts, and the words that join them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
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
#: What a claim is for, after its words: "accredited for welding and heat treatment".
_SCOPE: Final = re.compile(r"\b(?:for|covering)\b[^.;]{1,60}$")
_WORD: Final = re.compile(r"[\w'&-]+")


class Explained:
    """What findings about claims and facts have told of two documents, and so of the edits between them."""

    __slots__ = ("_claims", "_told")

    def __init__(self, explained: Sequence[Finding], claims: tuple[Sequence[Claim], Sequence[Claim]]) -> None:
        self._claims = tuple(sorted(claim.span for claim in side) for side in claims)
        proofs = ([each.evidence_before for each in explained], [each.evidence_after for each in explained])
        self._told = tuple(
            sorted({*self._claims[side], *(proof.span for proof in proofs[side] if proof is not None)})
            for side in (0, 1)
        )

    def tells(self, edit: Edit) -> bool:
        """Whether an edit lies in what other findings quote, but for the words by which claims are joined and made."""
        pairs = ((edit.before_span, edit.before, 0), (edit.after_span, edit.after, 1))
        touches = False
        for span, said, side in pairs:
            if not said.strip():
                continue
            pieces = _outside(span, said, self._told[side])
            if not all(_is_of_claims(piece, follows=at > 0) for at, piece in enumerate(pieces)):
                return False
            touches = touches or len(pieces) > 1
        return touches or any(_is_near(span, self._claims[side]) for span, _, side in pairs)

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


def _is_of_claims(piece: str, *, follows: bool) -> bool:
    """Whether the words between claims only join or make them; after a claim they may say what it is for."""
    rest = _SCOPE.sub("", piece) if follows else piece
    return all(word.casefold() in _OF_CLAIMS for word in _WORD.findall(rest))


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


def _is_near(span: Span, claims: Sequence[Span]) -> bool:
    """Whether a claim stands within a few words of an edit."""
    at = bisect_left(claims, span)
    around = claims[max(at - 1, 0) : at + 1]
    return any(other.start - _NEAR <= span.end and span.start <= other.end + _NEAR for other in around)
