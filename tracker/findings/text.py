"""What became of standing text itself: worded otherwise, added, dropped, unreadable.

One finding for a section and comparison. What a claim's or a fact's own finding already tells is not told again as
wording; what only moved inside a section is folded into its edits and is no finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from tracker.changes.facts.names import Named, named
from tracker.changes.facts.restated import restated
from tracker.changes.model import Edit, EditKind, SectionChange, Standing, Weight
from tracker.changes.reasons import Reason as Slight
from tracker.claims.model import Claim, Holder
from tracker.documents.model import Span
from tracker.findings.explained import Explained, explained_by
from tracker.findings.model import Evidence, Finding, Kind
from tracker.findings.reasons import Reason
from tracker.findings.statement import Sides, proof, state
from tracker.sections.model import STANDING, Role, Section

_HEAVIEST_FIRST: Final = tuple(Weight)
_WEIGHT: Final = {
    Weight.SUBSTANTIVE: Reason.SUBSTANTIVE,
    Weight.NUMERIC: Reason.NUMERIC,
    Weight.WORDING: Reason.WORDING,
}

#: What is told of a section as a whole.
_WHOLE: Final = {
    Standing.ADDED: Kind.SECTION_ADDED,
    Standing.DROPPED: Kind.SECTION_DROPPED,
    Standing.UNREADABLE: Kind.SECTION_UNREADABLE,
    Standing.MOVED: Kind.SECTION_MOVED,
}

#: Reasons of edits that change letters and no meaning: a full stop, a trade mark sign, a capital, a slip of the pen.
_SLIGHT: Final = frozenset(reason.value for reason in (Slight.CASE, Slight.PUNCTUATION, Slight.MARK, Slight.SPELLING))


#: What a heading may carry after the name: "(https://www.acme.example)", "(NYSE: ACM)".
_APPENDED: Final = re.compile(r"^[\s\]*_:]*\([^()]{3,80}\)[\s:*_]*")


def text(
    changes: Sequence[SectionChange],
    *,
    explained: Sequence[Finding] = (),
    before_claims: Sequence[Claim] = (),
    after_claims: Sequence[Claim] = (),
    organisation: str | None = None,
    also_named: Sequence[str] = (),
    before_sha: str = "",
    after_sha: str = "",
) -> tuple[Finding, ...]:
    """What became of the standing text of two documents.

    Args:
        changes: What became of each section; only roles of standing text count.
        explained: Findings about claims and facts of the same comparison; their evidence explains edits.
        before_claims: The earlier document's claims: those of a dropped section are named in its reasons, and an
            edit inside a claim is the claim's to tell.
        after_claims: The later document's claims, likewise.
        organisation: Whose documents they are, so that a partner's section is told from the organisation's own.
        also_named: Other names of the organisation: its watch's, the other document's.
        before_sha: The digest of the earlier document, for the evidence.
        after_sha: The digest of the later document.

    Returns:
        At most one finding for each section, in the order of the changes.
    """
    sides = Sides(before_sha, after_sha)
    names = [name for name in (organisation, *also_named) if name]
    claims = (tuple(before_claims), tuple(after_claims))
    reader: Explained | None = None
    found: list[Finding] = []
    for change in changes:
        if change.role not in STANDING:
            continue
        if change.standing is not Standing.CHANGED:
            found += _whole(change, claims, names, sides)
        elif change.role is not Role.CONTACT:  # its words are about the day's news; who answers is a fact (`facts`)
            reader = reader or explained_by(explained, claims)
            found += _worded(change, reader, sides)
    return tuple(found)


def edited(edits: Sequence[Edit], *, before_sha: str = "", after_sha: str = "") -> tuple[Finding, ...]:
    """What it means that one release was altered after it was published: nothing for typography, else one finding."""
    heavy = [edit for edit in edits if _is_heavy(edit)]
    return _of_edits(Kind.RELEASE_EDITED, "release", heavy, Sides(before_sha, after_sha))


def _is_heavy(edit: Edit) -> bool:
    """Whether an edit changes words: neither typography, nor a move, nor a slip of the pen."""
    if edit.weight is Weight.TYPOGRAPHIC or edit.kind is EditKind.MOVED:
        return False
    return edit.weight is not Weight.WORDING or not edit.reasons or not _SLIGHT.issuperset(edit.reasons)


def _in_headings(edit: Edit, change: SectionChange) -> bool:
    """Whether an edit concerns nothing but the section's heading, which names it and states nothing.

    In a text without lines a heading is glued to the first words of the body, and an edit may hold both.
    """
    rests = [
        _body_of(said, span, section)
        for section, span, said in (
            (change.before, edit.before_span, edit.before),
            (change.after, edit.after_span, edit.after),
        )
    ]
    return rests[0].split() == rests[1].split()


def _body_of(said: str, span: Span, section: Section | None) -> str:
    """What of an edit's text belongs to the section's body; a heading's link or listing in brackets does not."""
    if section is None or span.start >= section.body_span.start:
        return said if section is None or span.start > section.span.start else _APPENDED.sub("", said)
    return _APPENDED.sub("", said[section.body_span.start - span.start :])


def passage(change: SectionChange) -> str:
    """What a section's findings are about: its role, and whose it is where that is said: "about:acme-robotics"."""
    section = change.after or change.before
    subject = section.subject if section is not None else None
    slug = "-".join(re.findall(r"\w+", (subject or "").casefold()))
    return f"{change.role.value}:{slug}" if slug else change.role.value


def _whole(
    change: SectionChange, claims: tuple[Sequence[Claim], Sequence[Claim]], names: Sequence[str], sides: Sides
) -> tuple[Finding, ...]:
    """A section that came, went, could not be read, or is somewhere else; nothing for one that says the same."""
    kind = _WHOLE.get(change.standing)
    if kind is None or (kind is Kind.SECTION_MOVED and change.edits):
        return ()
    evidence = (
        _opening(change.before, change.before_text, sides.before),
        _opening(change.after, change.after_text, sides.after),
    )
    others = _is_others(change, names)
    side = 1 if change.before is None else 0
    reasons = (
        [Reason.OTHER_ORGANISATION.value] if others else _claimed((change.before, change.after)[side], claims[side])
    )
    if change.role is not Role.ABOUT:
        reasons.append(Reason.NOT_ABOUT)
    if kind is Kind.SECTION_MOVED:
        reasons.append(Reason.REORDERED)
    return (state(kind, passage(change), reasons, evidence=evidence),)


def _claimed(section: Section | None, claims: Iterable[Claim]) -> list[str]:
    """The schemes that the organisation claims in a section that only one document has: neither added nor dropped."""
    if section is None:
        return []
    ours = [claim for claim in claims if claim.holder is not Holder.THIRD_PARTY and section.span.holds(claim.span)]
    return [Reason.CLAIMED.about(scheme) for scheme in sorted({claim.scheme for claim in ours})]


def _is_others(change: SectionChange, names: Sequence[str]) -> bool:
    """Whether an About section is named after somebody else."""
    section = change.after or change.before
    subject = section.subject if section is not None else None
    if change.role is not Role.ABOUT or not names or subject is None:
        return False
    return all(named(subject, name) is Named.OTHER for name in names)


def _opening(section: Section | None, said: str, sha: str) -> Evidence | None:
    """The first line of a section, as evidence that it is there."""
    if section is None:
        return None
    line = said.split("\n", 1)[0][:160].rstrip()
    return proof(line, Span(section.span.start, section.span.start + len(line)), sha)


def _worded(change: SectionChange, reader: Explained, sides: Sides) -> tuple[Finding, ...]:
    """The wording that changed and that no other finding tells."""
    left = [
        edit for edit in change.edits if _is_heavy(edit) and not _in_headings(edit, change) and not reader.tells(edit)
    ]
    if left:
        knowing = reader.beside(restated(change))
        left = [edit for edit in left if not knowing.tells(edit)]
        if knowing.leaves_the_same(left):
            return ()
    return _of_edits(Kind.WORDING_CHANGED, passage(change), left, sides)


def _of_edits(kind: Kind, subject: str, edits: Sequence[Edit], sides: Sides) -> tuple[Finding, ...]:
    """One finding for some edits: the first of the heaviest speaks for them."""
    if not edits:
        return ()
    main = min(edits, key=lambda edit: (_HEAVIEST_FIRST.index(edit.weight), edit.after_span, edit.before_span))
    weights = {edit.weight for edit in edits}
    reasons = [_WEIGHT[weight].value for weight in _HEAVIEST_FIRST if weight in weights and weight in _WEIGHT]
    evidence = (proof(main.before, main.before_span, sides.before), proof(main.after, main.after_span, sides.after))
    said = (main.before or None, main.after or None)
    return (state(kind, subject, [*reasons, Reason.EDITS.about(len(edits))], said=said, evidence=evidence),)
