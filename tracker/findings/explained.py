"""Which edits of standing text other findings already tell: those inside claims and facts, and the words that join them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
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


class _Told:
    """Spans of one document that findings and facts tell of, in order."""

    __slots__ = ("_reach", "spans")

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = sorted(set(spans))
        self._reach = list(accumulate((span.end for span in self.spans), max))

    def touching(self, span: Span) -> list[Span]:
        """Those that share text with a span."""
        first, after = bisect_right(self._reach, span.start), bisect_left(self.spans, (span.end,))
        return [other for other in self.spans[first:after] if other.overlaps(span)]

    def near(self, span: Span) -> bool:
        """Whether one of them stands within a few words of a span."""
        at = bisect_left(self.spans, span)
        around = self.spans[max(at - 1, 0) : at + 1]
        return any(other.start - _NEAR <= span.end and span.start <= other.end + _NEAR for other in around)

    def follows(self, span: Span) -> bool:
        """Whether one of them begins right behind a span: "[The works are] ISO 9001 certified"."""
        at = bisect_left(self.spans, (span.end,))
        return at < len(self.spans) and self.spans[at].start - span.end <= 1


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of an edit, with what was told of its document: what changed there, and all claims and facts."""

    span: Span
    said: str
    changed: _Told
    told: _Told


@dataclass(frozen=True, slots=True)
class Explained:
    """What is told of two documents, and so of the edits between them; of each document, the earlier one first.

    `changed` is what findings quote, with every claim about their schemes; `told` that with all else that is told.
    """

    changed: tuple[_Told, _Told]
    told: tuple[_Told, _Told]

    def beside(self, same: Sequence[tuple[Span, Span]]) -> Explained:
        """The same, with facts that both texts state, perhaps in other letters or places: pairs of spans."""
        before, after = self.told
        told = _Told([*before.spans, *(one for one, _ in same)]), _Told([*after.spans, *(other for _, other in same)])
        return replace(self, told=told)

    def tells(self, edit: Edit) -> bool:
        """Whether an edit lies in what is told, but for the words by which claims and places are joined and made."""
        sides = [
            _Side(span, said, self.changed[side], self.told[side])
            for span, said, side in ((edit.before_span, edit.before, 0), (edit.after_span, edit.after, 1))
            if said.strip()
        ]
        is_inside = any(side.told.touching(side.span) for side in sides)
        is_near_change = any(side.changed.near(side.span) for side in sides)
        if not (is_inside or is_near_change or any(side.told.near(side.span) for side in sides)):
            return False
        is_of_change = any(side.changed.touching(side.span) for side in sides)
        allowed = _OF_CLAIMS | _OF_PLACES if is_of_change else _OF_CLAIMS if is_near_change else _OF_CLAIMS - _TURNING
        is_whole = is_inside and len(sides) == 1
        is_lead = not is_inside and len(sides) == 2 and all(side.changed.follows(side.span) for side in sides)
        spare = _SUBJECT if is_whole or is_lead else 0
        return all(_is_told(_outside(side.span, side.said, side.told), allowed, spare=spare) for side in sides)

    def leaves_the_same(self, edits: Sequence[Edit]) -> bool:
        """Whether both sides of some edits say the same once claims, and facts that did not change, are set aside."""
        left: list[list[str]] = []
        for side in (0, 1):
            sides = [(edit.before_span, edit.before) if side == 0 else (edit.after_span, edit.after) for edit in edits]
            left.append(
                [
                    word.casefold()
                    for span, said in sorted(sides)
                    for word in _WORD.findall(" ".join(_outside(span, said, self.told[side])))
                ]
            )
        return left[0] == left[1]


def explained_by(findings: Sequence[Finding], claims: tuple[Sequence[Claim], Sequence[Claim]]) -> Explained:
    """What findings about claims and facts, and the claims of either document that nothing happened to, tell."""
    about = {finding.subject for finding in findings if finding.before is not None or finding.after is not None}
    proofs = ([each.evidence_before for each in findings], [each.evidence_after for each in findings])
    changed = [
        _Told(
            [proof.span for proof in shown if proof is not None]
            + [claim.span for claim in made if claim.scheme in about]
        )
        for shown, made in zip(proofs, claims, strict=True)
    ]
    told = [_Told([*known.spans, *(claim.span for claim in made)]) for known, made in zip(changed, claims, strict=True)]
    return Explained(changed=(changed[0], changed[1]), told=(told[0], told[1]))


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


def _outside(span: Span, said: str, told: _Told) -> list[str]:
    """The pieces of an edit's text that no span covers, one more than there are spans that touch it."""
    pieces: list[str] = []
    at = span.start
    for other in told.touching(span):
        pieces.append(said[at - span.start : max(other.start, at) - span.start])
        at = max(at, min(other.end, span.end))
    pieces.append(said[at - span.start :])
    return pieces
