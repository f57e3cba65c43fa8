"""Headings of standing sections, wherever they stand, with the role that each gives to what follows.

Enters: a text and its paragraphs. Leaves: headings in text order. Promises: pure; a word in running prose is no heading.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from tracker.documents.masthead.names import bare, key, same
from tracker.documents.model import Span
from tracker.documents.typography import level
from tracker.sections import about
from tracker.sections.about import Evidence, is_name
from tracker.sections.description import introduces
from tracker.sections.inside import (
    INLINE_TITLE,
    TITLE_LENGTH,
    Kind,
    closed_before,
    contact_at,
    inside,
    signed,
)
from tracker.sections.model import ABOUT, CONTACT, FURNITURE, OTHER, SAFE_HARBOR, Heading, Role
from tracker.sections.openings import opening
from tracker.sections.paragraphs import Paragraph
from tracker.sections.profiles import profile
from tracker.sections.vocabulary import (
    CONTACT_OPENS,
    NOT_AN_ORGANISATION,
    RULE,
    TITLE_OPENS,
    TITLES,
    TITLES_ABROAD,
    Title,
    holds,
)

_ABOUT = re.compile(r"(?:About|ABOUT)(?=[\s\u00a0:*_\[]|$)")
_FOREIGN_ABOUT = re.compile(
    r"(?:Über|ÜBER|[ÀA] propos d(?:e|u|es)|[ÀA] PROPOS D(?:E|U|ES)|Acerca de|Sobre|Informazioni su|Chi è|Over|Om)(?=\s)"
    r"|[ÀA] (?:propos|PROPOS) [dD]['’](?=\w)"
)
_ABOUT_OTHER = re.compile(r"(?:About|ABOUT)\s(?:our|the|this|these|their|your|his|her)\s[^.!?:]{2,60}:?", re.IGNORECASE)
#: A profile's heading in the middle of a line has a capital at each word, or is in capitals.
_PROFILE_INSIDE = re.compile(
    r"(?:(?:Company|Corporate|Business) (?:Profile|Overview|Background|Description)|Who We Are|Our Company"
    r"|COMPANY (?:PROFILE|OVERVIEW|BACKGROUND)|WHO WE ARE|Unternehmensprofil|Chi siamo|Qui sommes-nous)\b"
)
#: The letters with which a foreign About begins.
_FOREIGN_LETTERS = frozenset("ÜÀAISCO")
#: The titles that open a paragraph without a line break after them; those of contacts have openings of their own.
_MATTERS = tuple(title for title in TITLES if title[0] is not CONTACT)
_MATTER_OPENINGS = frozenset[str]().union(*(openings for _, openings, _, _ in _MATTERS))
_MATTER_SIGNS = tuple(sign for _, _, signs, _ in _MATTERS for sign in signs)
#: What a heading may have after its words.
_TITLE_ENDS = " *_#:]=-–—"
_DETERMINERS = frozenset({"the", "this", "these", "our", "their", "its", "a", "an"})
#: How far below a heading its first sentence is read.
_SENTENCE = 500
_MARKS = re.compile(r"[\s#*_<>•=\-–—|\[\"“”]*(?:\(?\d{1,2}[.)]\s+(?=About\b|ABOUT\b))?")
#: Words after which a capital About is still in the middle of a sentence ("Learn More About Acme").
_ASKS = re.compile(
    r"\b(?:more|learn|all|information|info|know|talk|talks|facts|news|details?|read|think|questions?|hear|find out"
    r"|out|what|how|is|are|was|it['’]s|passionate|care|story|the|our|an?|in|and|or)\W*$",
    re.IGNORECASE,
)
#: How far around a heading its name is looked for again.
_BEFORE, _AFTER = 6_000, 1_000
#: Marks of a medium that belong to the heading after them.
_OPEN_MARKS = "#*_[ "


def headings(text: str, levelled: str, parts: Sequence[Paragraph], issuer: str | None = None) -> tuple[Heading, ...]:
    """Every heading of a standing section, in text order; none inside another.

    `levelled` is the text, levelled; `issuer` decides whether a name that could be a survey's or an event's ("Velmar Research") is an organisation's.
    """
    found: list[Heading] = []
    main = [part for part in parts if not part.aside]
    signs = signed(text, main)
    matter = _of_matter(levelled, main)
    for index, part in enumerate(main):
        kinds = signs.get(index, ())
        own = _own(text, levelled, part, issuer, kinds, matter=index in matter)
        if own is not None:
            found.append(own)
        if kinds:
            start = own.body if own is not None else part.span.start
            found += _inside(text, part, max(start, part.span.start), issuer, kinds)
    ordered: list[Heading] = []
    for heading in sorted(found, key=lambda one: one.span):
        if not ordered or heading.span.start >= ordered[-1].span.end:
            if ordered and (body := _ruled(text, ordered[-1], heading)):
                ordered[-1] = replace(ordered[-1], body=body)
            else:
                ordered.append(heading)
    return tuple(ordered)


def _ruled(text: str, heading: Heading, rule: Heading) -> int | None:
    """Where the text under a heading begins when what follows the heading at once is a rule in the same line."""
    if heading.role is FURNITURE or rule.role is not FURNITURE or text[heading.body : rule.span.start].strip():
        return None
    under = RULE.match(text, rule.span.start)
    return under.end() if under else None


def _of_matter(levelled: str, parts: Sequence[Paragraph]) -> set[int]:
    """The numbers of the paragraphs that hold a sign of a standing matter's title."""
    found: set[int] = set()
    if not parts:
        return found
    begin = parts[0].span.start
    # The one letter whose small one is longer is another one, as offsets stay true.
    low = levelled[begin : parts[-1].span.end].replace("\u0130", "I").lower()
    for sign in _MATTER_SIGNS:
        at = low.find(sign)
        while at >= 0:
            index = bisect_right(parts, begin + at, key=lambda one: one.span.start) - 1
            found.add(index)
            at = low.find(sign, max(at + 1, parts[index].span.end - begin))
    return found


def _own(
    text: str, levelled: str, part: Paragraph, issuer: str | None, kinds: Collection[Kind], *, matter: bool
) -> Heading | None:
    """The heading that a paragraph is, or opens with.

    `kinds` are those that it holds signs of; `matter` says that it holds one of the title of a standing matter.
    """
    start, end = part.span
    if not text[start].isalpha() and (marks := _MARKS.match(text, start, end)):
        start = marks.end()
    if start == end or not text[start].isupper():
        return _opened(text, part, start, kinds)
    opens = opening(levelled, start)
    if role := _titled(text, levelled, part, start, opens, kinds, matter=matter):
        return Heading(role=role, span=part.span, body=end)
    if headed := profile(text, start, end, opens, alone=part.alone or part.heading, issuer=issuer):
        span = Span(part.span.start, headed.end)
        return Heading(role=ABOUT, span=span, body=headed.body, subject=headed.subject)
    if text[start] in _FOREIGN_LETTERS and _FOREIGN_ABOUT.match(text, start, end):
        if part.alone or ":" in text[start : min(end, start + 90)]:
            return _about(text, part, start, _FOREIGN_ABOUT, issuer, mark_start=part.span.start)
    elif "about" in kinds and _ABOUT.match(text, start, end):
        found = _about(text, part, start, _ABOUT, issuer, mark_start=part.span.start)
        other = found is None and part.alone and _ABOUT_OTHER.fullmatch(text, start, end)
        return Heading(role=OTHER, span=part.span, body=end) if other else found
    found = _opened(text, part, start, kinds)
    return _inline(levelled, part, start, opens) if found is None and (matter or opens in _MATTER_OPENINGS) else found


def _titled(
    text: str, levelled: str, part: Paragraph, start: int, opens: str, kinds: Collection[Kind], *, matter: bool
) -> Role | None:
    """The role of a line that is nothing but a heading, from `start`."""
    end = part.span.end
    last = text[end - 1]
    if last == "." or (end - start > TITLE_LENGTH and last not in _TITLE_ENDS):
        return None
    length = len(text[start:end].rstrip(_TITLE_ENDS))
    if not (part.alone or part.heading or length <= 60) or length > TITLE_LENGTH:
        return None
    plain = levelled[start : start + length].strip()
    if plain.endswith("."):
        return None
    role = _title_role(plain, opens, matter=matter)
    return role or (_title_role(plain, opens, TITLES_ABROAD, matter=True) if "abroad" in kinds else None)


def _title_role(words: str, opens: str, titles: Sequence[Title] = TITLES, *, matter: bool) -> Role | None:
    """The role of the heading that these words are, all of them; `matter` says that they may hold a sign of one."""
    for role, openings, signs, pattern in titles:
        if (opens in openings or (matter and signs)) and pattern.fullmatch(words):
            return role
    return None


def _opened(text: str, part: Paragraph, start: int, kinds: Collection[Kind]) -> Heading | None:
    """A heading that opens a paragraph with words that no sentence opens with."""
    if "contact" in kinds and (contact := CONTACT_OPENS.match(text, start, part.span.end)):
        return contact_at(text, part.span.start, contact)
    if "title" in kinds and (opens := TITLE_OPENS.match(text, start, part.span.end)):
        return Heading(role=SAFE_HARBOR, span=Span(part.span.start, opens.end("words")), body=opens.end("words"))
    return None


def _inline(levelled: str, part: Paragraph, start: int, opens: str) -> Heading | None:
    """The heading of a standing matter that opens a paragraph and is divided from it by a colon, a dash, a stop or a gap."""
    inline = INLINE_TITLE.match(levelled, start, min(part.span.end, start + TITLE_LENGTH + 40))
    if inline is None:
        return None
    title = inline["title"].strip(" *_")
    role = _title_role(title, opens, _MATTERS, matter=True)
    if role is None or len(title.split()) > 20 or not _title_case(title):
        return None
    return Heading(role=role, span=Span(part.span.start, inline.end("title")), body=inline.end())


def _title_case(words: str) -> bool:
    """Whether most longer words begin with a capital, as a heading's do."""
    longer = [word for word in re.findall(r"[^\W\d_][\w'’-]*", words) if len(word) > 3]
    return not longer or sum(word[0].isupper() for word in longer) >= 0.6 * len(longer)


def _about(
    text: str,
    part: Paragraph,
    start: int,
    word: re.Pattern[str],
    issuer: str | None,
    *,
    mark_start: int,
    least: Evidence = Evidence.WEAK,
) -> Heading | None:
    match = word.match(text, start)
    if match is None:
        return None
    opens = mark_start == part.span.start
    found = about.subject(text, match.end(), part.span.end, alone=opens and (part.alone or part.heading))
    if found is None or found.evidence < least:
        return None
    if found.evidence is Evidence.WEAK and not _used(text, found.name, match.start()):
        return None
    role = _about_role(found.name, text[found.body : found.body + _SENTENCE], issuer)
    end = len(text[: found.end].rstrip())
    return Heading(role=role, span=Span(mark_start, max(end, match.end())), body=found.body, subject=found.name)


def _about_role(name: str, below: str, issuer: str | None) -> Role:
    """What a name gives the text below it: the role of a standing matter, or of an organisation, or of a thing.

    Names such as "Velmar Research" end in what a heading may be about instead. Such a name is an organisation's where it is the
    issuer's, in capitals as a name is, or where the text below says what kind of organisation it is.
    """
    plain = level(name).strip()
    if role := _title_role(plain, opening(plain), TITLES[:2], matter=holds(plain.lower(), _MATTER_SIGNS)):
        return role
    if not NOT_AN_ORGANISATION.fullmatch(plain) or bare(name).isupper():
        return ABOUT
    if plain.split()[0].casefold() in _DETERMINERS or not is_name(plain) or len(plain.split()) == 1:
        return OTHER
    ours = issuer is not None and same(name, issuer)
    return ABOUT if ours or introduces(level(below.lstrip(" \t\r\n=*_~-")), name) else OTHER


def _used(text: str, name: str, at: int) -> bool:
    """Whether the text speaks of this name's first word near by, before the heading or in what it heads."""
    words = key(name).split()
    around = text[max(0, at - _BEFORE) : at + _AFTER].casefold()
    return bool(words) and around.count(words[0]) > 1


def _inside(text: str, part: Paragraph, start: int, issuer: str | None, kinds: Collection[Kind]) -> Iterator[Heading]:
    """Headings in the middle of a paragraph, after the end of a sentence or run together with it."""
    end = part.span.end
    if "about" in kinds:
        yield from _abouts(text, part, start, issuer)
    for match in _PROFILE_INSIDE.finditer(text, start + 1, end) if "profile" in kinds else ():
        if closed_before(text, match.start()) and (
            headed := profile(text, match.start(), end, opening(text, match.start()), alone=False, issuer=issuer)
        ):
            yield Heading(role=ABOUT, span=Span(match.start(), headed.end), body=headed.body)
    yield from inside(text, start + 1, end, kinds)


def _abouts(text: str, part: Paragraph, start: int, issuer: str | None) -> Iterator[Heading]:
    for match in _ABOUT.finditer(text, start + 1, part.span.end):
        begin = match.start()
        while begin > start and text[begin - 1] in _OPEN_MARKS:
            begin -= 1
        begin += len(text[begin : match.start()]) - len(text[begin : match.start()].lstrip())
        least = _least(text, part, begin)
        if least is None:
            continue
        found = _about(text, part, match.start(), _ABOUT, issuer, mark_start=begin, least=least)
        if found is not None:
            yield found


def _least(text: str, part: Paragraph, at: int) -> Evidence | None:
    """How sure a name must be for an About in the middle of a line to be a heading; None where it cannot be one."""
    before = text[max(part.span.start, at - 40) : at]
    if closed_before(text, at):
        return Evidence.STRONG if before.rstrip().endswith((":", ";", ",", "“", "‘")) else Evidence.WEAK
    if not before.strip() or before[-1:] in ",(-" or _ASKS.search(before):
        return None
    return Evidence.STRONG
