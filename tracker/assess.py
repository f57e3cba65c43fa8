"""The core on one page: a document is split and recognised; two of them are compared, and what that means is derived.

Enters: documents and a registry of standards. Leaves: `Reading` and `Comparison` values. Promises: pure; a document compared
with itself gives no edit and no finding; a claim is dropped only when its section was read on both sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.changes.compare import compare as compare_texts
from tracker.changes.compare import shifted
from tracker.changes.facts.names import Named, named
from tracker.changes.model import Edit, SectionChange, Standing
from tracker.claims.model import Claim, Holder
from tracker.claims.recognise import RECOGNISER, recognise
from tracker.claims.schemes import Registry
from tracker.documents.masthead import Masthead
from tracker.documents.model import Document, Span
from tracker.findings import derive, facts, text
from tracker.findings.model import Finding
from tracker.sections.model import STANDING, Role, Section
from tracker.sections.pair import pair
from tracker.sections.paragraphs import Paragraph
from tracker.sections.recurrence import FOLLOWER
from tracker.sections.split import SPLITTER, split


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One document, divided and recognised, with the name of every piece of code that did it."""

    document: Document
    sections: tuple[Section, ...]
    claims: tuple[Claim, ...]
    derived_by: str
    names: tuple[str, ...] = ()  # everything that its watch calls the organisation

    @property
    def on(self) -> date | None:
        """The day of publication, where it is known."""
        return self.document.published.on if self.document.published else None

    def section_of(self, span: Span) -> Section | None:
        """The section in which a span begins."""
        return next((section for section in self.sections if section.span.start <= span.start < section.span.end), None)

    def claims_in(self, section: Section | None) -> tuple[Claim, ...]:
        """The claims that stand in one section."""
        if section is None or not self.claims:
            return ()
        holds = section.span.holds
        return tuple([claim for claim in self.claims if holds(claim.span)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What became of each section between two readings, and what that means."""

    sections: tuple[SectionChange, ...]
    findings: tuple[Finding, ...]


def read(
    document: Document, registry: Registry, names: Sequence[str] = (), whole: Sequence[Paragraph] | None = None
) -> Reading:
    """Divide a document and recognise its claims.

    `names` are the organisation's, as its watch gives them; `whole` are the document's paragraphs, where they are known.
    """
    sections = split(
        document.text,
        document.blocks,
        title=document.title,
        head=Masthead(organisation=document.organisation, dateline=document.dateline),
        whole=whole,
    )
    recognition = recognise(document.text, registry, organisation=document.organisation)
    return Reading(
        document=document,
        sections=sections,
        claims=_attributed(recognition.claims, sections, document.organisation),
        names=tuple(names),
        derived_by=f"{document.reader} {derivation(registry)}",
    )


def derivation(registry: Registry) -> str:
    """The names of the code and the standards by which a document that was read is interpreted."""
    return f"{SPLITTER} {FOLLOWER} {RECOGNISER} standards-{registry.digest[:12]}"


def _attributed(claims: Sequence[Claim], sections: Sequence[Section], organisation: str | None) -> tuple[Claim, ...]:
    """Claims in another organisation's About section are that organisation's, where the issuer has a section of its own.

    Without one, the name may be what was misread, and the claims stay the issuer's.
    """
    about = [section for section in sections if section.role is Role.ABOUT and section.subject]
    others = [section for section in about if organisation and named(str(section.subject), organisation) is Named.OTHER]
    if not others or len(others) == len(about):
        return tuple(claims)
    return tuple(
        next(
            (
                replace(claim, holder=Holder.THIRD_PARTY, holder_name=section.subject)
                for section in others
                if section.span.holds(claim.span)
            ),
            claim,
        )
        for claim in claims
    )


def compare(before: Reading, after: Reading, registry: Registry) -> Compared:
    """What differs between two documents' standing text, and what it means to a reviewer."""
    pairs = pair(before.sections, after.sections, before.document.text, after.document.text)
    standing = [(old, new) for old, new in pairs if (old or new).role in STANDING]  # type: ignore[union-attr]
    changes = tuple(compare_sections(before, after, old, new) for old, new in standing)
    findings = derived(before, after, changes, registry)
    return Compared(sections=changes, findings=findings)


def compare_sections(before: Reading, after: Reading, old: Section | None, new: Section | None) -> SectionChange:
    """What became of one section; either side may be absent, not both."""
    section = new or old
    assert section is not None  # noqa: S101 - a pair has at least one side
    if old is None or new is None:
        return SectionChange(
            role=section.role,
            heading=section.heading,
            standing=Standing.ADDED if old is None else Standing.DROPPED,
            before=old,
            after=new,
            before_text=old.span.of(before.document.text) if old else "",
            after_text=new.span.of(after.document.text) if new else "",
        )
    text_before, text_after = old.span.of(before.document.text), new.span.of(after.document.text)
    standing, edits = Standing.UNCHANGED, tuple[Edit, ...]()
    if text_before != text_after:
        comparison = compare_texts(
            text_before, text_after, atoms_before=_atoms(before, old), atoms_after=_atoms(after, new)
        )
        standing, edits = comparison.standing, shifted(comparison.edits, old.span.start, new.span.start)
    return SectionChange(
        role=section.role,
        heading=new.heading or old.heading,
        standing=standing,
        before=old,
        after=new,
        before_text=text_before,
        after_text=text_after,
        edits=edits,
    )


def derived(
    before: Reading, after: Reading, changes: Sequence[SectionChange], registry: Registry, *, heads: bool = True
) -> tuple[Finding, ...]:
    """What the changes of some sections between two documents mean.

    Claims are compared only where their section was read on both sides. `heads` says whether the two documents'
    mastheads (listing, organisation) are compared too, which is done once for any two documents.
    """
    both = [change for change in changes if change.before is not None and change.after is not None]
    organisation = after.document.organisation or before.document.organisation
    shas = {"before_sha": before.document.sha256, "after_sha": after.document.sha256}
    claims = derive.between(
        [claim for change in both for claim in before.claims_in(change.before)],
        [claim for change in both for claim in after.claims_in(change.after)],
        registry,
        before_on=before.on,
        after_on=after.on,
        **shas,
    )
    stated = facts.of_changes(
        changes,
        organisation=organisation,
        heads=(before.document, after.document) if heads else None,
        before_sha=before.document.sha256,
        after_sha=after.document.sha256,
    )
    wording = text.text(
        changes,
        explained=(*claims, *stated),
        before_claims=before.claims,
        after_claims=after.claims,
        organisation=organisation,
        also_named=tuple(name for name in (before.document.organisation, *after.names) if name),
        **shas,
    )
    return (*claims, *stated, *wording)


def _atoms(reading: Reading, section: Section) -> list[Span]:
    """The claims of a section, where they stand in its own text: an edit may not run across them."""
    return [claim.span.shifted(-section.span.start) for claim in reading.claims_in(section)]
