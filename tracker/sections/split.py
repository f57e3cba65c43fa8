"""Dividing a release into its sections: lead, body, and the standing text at its end.

Enters: a document's text and blocks. Leaves: sections with roles, in text order. Promises: pure; sections do not overlap and
leave out only white space. Headings come first, then openings that need none, then, where no heading names the issuer, the
paragraph that describes it, then what stands beside a page's main part under its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from tracker.documents.masthead import Masthead, masthead
from tracker.documents.masthead.names import same
from tracker.documents.model import Block, Dateline, Span
from tracker.documents.typography import level
from tracker.sections.about import is_name, names_itself
from tracker.sections.cues import continues, cue, is_contact, is_heading_line, is_link_only, is_signature
from tracker.sections.description import Open, describing, says_of
from tracker.sections.headings import headings
from tracker.sections.model import (
    ABOUT,
    BODY,
    CONTACT,
    FURNITURE,
    LEAD,
    NON_GAAP,
    OTHER,
    SAFE_HARBOR,
    TRADEMARK,
    Heading,
    Role,
    Section,
)
from tracker.sections.notices import numbered
from tracker.sections.paragraphs import Paragraph, paragraphs, trimmed
from tracker.sections.parts import PROSE, SIGNATURE_LINES, Part, heads, parts_of
from tracker.sections.vocabulary import OVER_A_DESCRIPTION, holds

#: Recorded with every division, so that a change of ours is never taken for the issuer's.
SPLITTER = "split-4"

#: Roles under which a description without a heading may come to stand, as it shows nothing that ends them.
_MAY_HIDE = frozenset({BODY, OTHER, SAFE_HARBOR, TRADEMARK, NON_GAAP})

#: Roles that a heading of another matter brings to an end, even one that says nothing of the genre.
_INTERRUPTED = frozenset({ABOUT, SAFE_HARBOR, TRADEMARK, NON_GAAP})

#: Roles after which somebody's name above an address begins the contacts.
_SIGNED = _INTERRUPTED | {OTHER}

#: Roles that the first paragraph under an About heading does not take by how it opens.
_WEAK = frozenset({TRADEMARK, OTHER, NON_GAAP})

_LONGEST_NAME = 80
#: Under a heading beside the main part of a page, so much tells a sentence from the entry of a menu.
_SENTENCE = 40
_STOPS = (".", "!", "?", "”", '"')
_ABOUTS = ("About", "ABOUT")


def split(
    text: str,
    blocks: Sequence[Block] = (),
    *,
    organisation: str | None = None,
    title: str | None = None,
    head: Masthead | None = None,
    whole: Sequence[Paragraph] | None = None,
) -> tuple[Section, ...]:
    """The sections of a release, in text order.

    `organisation` is the issuer's name where it is known, and is read from the text where it is not; `title` is the
    document's title where its medium gives one; `head` is what its masthead says, and `whole` its paragraphs, where they
    were read before.
    """
    whole = paragraphs(text, blocks) if whole is None else whole
    if not whole:
        return ()
    head = head or masthead(text, blocks)
    issuer = organisation or head.organisation
    levelled = level(text)
    parts = parts_of(text, levelled, whole, headings(text, levelled, whole, issuer))
    lead = _lead(parts, title, head.dateline)
    _assign(parts, lead)
    if not any(_is_of_issuer(part, issuer) for part in parts):
        _describe(text, parts, lead, issuer)
        if issuer and not any(_describes_issuer(part, issuer) for part in parts):
            _look_aside(text, levelled, parts, issuer)
    return _sections(text, parts, issuer)


def _is_of_issuer(part: Part, issuer: str | None) -> bool:
    """Whether a part is an About heading that may be the issuer's: of its name, of ourselves, or of nobody known."""
    if part.heading is None or part.heading.role is not ABOUT:
        return False
    subject = part.heading.subject
    return not subject or not issuer or names_itself(subject) or same(subject, issuer)


def _describes_issuer(part: Part, issuer: str) -> bool:
    """Whether what is said of the issuer begins here: under a heading that may be its own, or without any."""
    return part.role is ABOUT and part.begins and (part.heading is None or _is_of_issuer(part, issuer))


def _lead(parts: Sequence[Part], title: str | None, dateline: Dateline | None) -> int:
    """How many parts make the lead: up to the first paragraph of prose, or the dateline's."""
    for index, part in enumerate(parts):
        if part.heading is not None and part.heading.role is not CONTACT:
            return max(index, 0)
        words = part.words
        if dateline is not None and part.span.start < dateline.span.end <= part.span.end:
            if part.menu and dateline.span.end <= part.menu[-1].span.start:
                return index + 1
            is_short = len(words) - (dateline.span.end - part.span.start) < 40
            goes_on = is_short and index + 1 < len(parts) and parts[index + 1].heading is None
            return index + 2 if goes_on else index + 1
        prose = len(words) >= PROSE and words.endswith(_STOPS)
        if dateline is None and prose and (title is None or title not in words):
            return index + 1
    return len(parts)


def _assign(parts: list[Part], lead: int) -> None:
    """Gives every part its role: by its heading, by how it opens, or as what stands before it goes on."""
    role, standing = LEAD, False
    note: int | None = None
    for index, part in enumerate(parts):
        if part.paragraph.aside:
            part.role = FURNITURE
        elif part.heading is not None:
            part.role = part.heading.role
            role = part.role if index >= lead else LEAD
            standing = standing or role not in (CONTACT, LEAD)
            note = numbered(part.words)
        elif index < lead:
            part.role = CONTACT if is_contact(part.words) else LEAD
        else:
            role = BODY if role is LEAD else role
            shown = _shown(parts, index, role, note)
            part.claimed = shown is not None
            role = _continue(parts, index, role, shown, standing=standing)
            standing = standing or shown in (SAFE_HARBOR, NON_GAAP, TRADEMARK)
            part.role = role


def _shown(parts: Sequence[Part], index: int, role: Role, note: int | None) -> Role | None:
    """The role that a part shows by itself; `note` is the number of the note that the section above it opened with."""
    paragraph, words = parts[index].paragraph, parts[index].words
    shown = cue(parts[index].plain, alone=paragraph.alone or not paragraph.loose, within=role)
    if shown in _WEAK and _is_first(parts, index):
        return None
    if shown is None and role is ABOUT and note is not None and numbered(words) == note + 1:
        return OTHER
    if shown is None and role in _SIGNED and paragraph.alone and not _is_first(parts, index):
        return CONTACT if is_signature(words.rstrip(" :")) and _reaches(parts, index + 1) else None
    return shown


def _reaches(parts: Sequence[Part], index: int) -> bool:
    """Whether the part at this index says how somebody is reached, or one just below it does, after more of a signature."""
    for below in parts[index : index + SIGNATURE_LINES]:
        if below.heading is not None:
            return False
        if is_contact(below.plain):
            return True
        if not (below.paragraph.alone and is_signature(below.words)):
            return False
    return False


def _continue(parts: Sequence[Part], index: int, role: Role, shown: Role | None, *, standing: bool) -> Role:
    """The role of a part without a heading: the one that it shows, else that of what stands above, as far as that can go on."""
    part = parts[index]
    if shown is not None:
        part.begins = part.begins or shown is not role
        return shown
    if not continues(part.words, role):
        part.begins = True
        return OTHER if standing else BODY
    if role in _INTERRUPTED and _interrupts(parts, index):
        part.begins = True
        part.heading = _names_what_follows(parts, index)
        return part.heading.role if part.heading else OTHER
    return role


def _is_first(parts: Sequence[Part], index: int) -> bool:
    """Whether a part is the first thing under an About heading that is a line of its own."""
    return index > 0 and heads(parts[index - 1]) and parts[index - 1].role is ABOUT


def _interrupts(parts: Sequence[Part], index: int) -> bool:
    """Whether a part is a heading of another matter: a short line in capitals with prose below it."""
    part = parts[index]
    if is_link_only(part.words) or not (part.paragraph.alone or part.paragraph.heading):
        return False
    return not (index and heads(parts[index - 1])) and is_heading_line(part.words, marked=part.paragraph.heading)


def _names_what_follows(parts: Sequence[Part], index: int) -> Heading | None:
    """The heading that a line is where it is a name, and the paragraph below says what bears it."""
    name = parts[index].words.strip(" :#*")
    below = parts[index + 1] if index + 1 < len(parts) else None
    if below is None or below.heading is not None or len(name) > _LONGEST_NAME or not is_name(name):
        return None
    return (
        Heading(role=ABOUT, span=parts[index].span, body=parts[index].span.end, subject=name)
        if says_of(below.plain, name)
        else None
    )


def _describe(text: str, parts: list[Part], lead: int, issuer: str | None) -> None:
    """Gives the About role to the paragraphs that describe the issuer without a heading."""
    open_parts = [
        Open(index, part.span, part.plain, part.paragraph.loose)
        for index, part in enumerate(parts)
        if index >= lead and part.role in _MAY_HIDE and part.heading is None and not part.claimed
    ]
    for found in describing(text, open_parts, issuer):
        for index in found.parts:
            parts[index].role = ABOUT
            parts[index].begins = index == found.parts[0]
        parts[found.parts[0]].subject = found.subject
        _close(parts, found.parts[-1] + 1)
        _open(parts, found.parts[0], lead, issuer)


def _look_aside(text: str, levelled: str, parts: list[Part], issuer: str) -> None:
    """Gives the About role to what a page says of the issuer beside its main part: in a box, in its footer, or folded away.

    Menus have an "About" too, so that it takes the issuer's name in the heading, and sentences under it.
    """
    if not any(part.paragraph.aside and holds(part.span.of(text), _ABOUTS) for part in parts):
        return
    parts[:] = _line_by_line(text, levelled, parts)
    for index, part in enumerate(parts):
        if not part.paragraph.aside or not holds(part.words, _ABOUTS):
            continue
        found = headings(text, levelled, [part.paragraph._replace(aside=False)], issuer)
        heading = found[0] if found and found[0].span.start == part.span.start else None
        if heading is None or heading.role is not ABOUT or not heading.subject or not same(heading.subject, issuer):
            continue
        below = list(takewhile(lambda one: one.paragraph.aside and _is_sentence(one.words), parts[index + 1 :]))
        if below or _is_sentence(text[heading.body : part.span.end]):
            for one in (part, *below):
                one.role, one.begins = ABOUT, one is part
            part.heading = heading
            if (after := index + 1 + len(below)) < len(parts):
                parts[after].begins = True
            return


def _line_by_line(text: str, levelled: str, parts: Sequence[Part]) -> Iterator[Part]:
    """The parts, with each line of a menu as one."""
    for part in parts:
        if part.menu:
            for line in part.menu:
                start, end = line.span
                yield Part(line, text[start:end], levelled[start:end], role=part.role)
        else:
            yield part


def _is_sentence(words: str) -> bool:
    return len(words) >= _SENTENCE and words.rstrip().endswith(_STOPS)


def _open(parts: list[Part], first: int, lead: int, issuer: str | None) -> None:
    """Lets a line be the heading of the description below it: the organisation's name, or "The Company", "Background"."""
    above = parts[first - 1] if first > lead else None
    if above is None or above.heading is not None or above.role not in _MAY_HIDE or not above.paragraph.alone:
        return
    name = above.words.strip(" :#*")
    named = issuer is not None and len(name) <= _LONGEST_NAME and is_name(name) and same(name, issuer)
    if named or OVER_A_DESCRIPTION.fullmatch(name):
        subject = issuer or parts[first].subject
        heading = Heading(role=ABOUT, span=above.span, body=above.span.end, subject=subject)
        above.role, above.begins, above.heading = ABOUT, True, heading
        parts[first].begins = False


def _close(parts: list[Part], after: int) -> None:
    """Begins a section after a description; an address alone says whom to reach."""
    if after < len(parts):
        parts[after].begins = True
        if parts[after].heading is None and is_link_only(parts[after].words):
            parts[after].role = CONTACT


def _sections(text: str, parts: Sequence[Part], issuer: str | None) -> tuple[Section, ...]:
    """Parts of one role that follow each other, as sections."""
    found: list[Section] = []
    first = last = parts[0]
    for part in parts:
        if part.begins or part.role is not first.role:
            if part is not first:
                found.append(_section(text, first, last.span.end, issuer))
            first = part
        last = part
    return (*found, _section(text, first, last.span.end, issuer))


def _section(text: str, first: Part, end: int, issuer: str | None) -> Section:
    """The section that begins with this part and ends at `end`."""
    span = Span(first.span.start, end)
    heading, role = first.heading, first.role or OTHER
    if heading is None:
        return Section(role=role, span=span, body_span=span, subject=first.subject)
    words = Span(span.start, min(heading.span.end, span.end))
    body = trimmed(text, min(max(heading.body, span.start), span.end), span.end)
    return Section(
        role=role,
        span=span,
        body_span=body if body.start < body.end else Span(span.end, span.end),
        heading=" ".join(words.of(text).split()).strip(' #*_>•|="'),
        heading_span=words,
        subject=issuer if heading.subject and names_itself(heading.subject) else heading.subject,
    )
