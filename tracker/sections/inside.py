"""Headings of contacts and legal text in the middle of a paragraph, and where the wire's own words begin there.

Enters: a text and the range of one paragraph. Leaves: headings, a kind after the other. Promises: pure. The patterns of a kind are tried
only in paragraphs that hold a sign of it, a word that it cannot do without, and one pass over the text finds the signs of all kinds:
most paragraphs hold none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import groupby
from typing import Literal

from tracker.documents.model import Span
from tracker.sections.model import CONTACT, FURNITURE, NON_GAAP, SAFE_HARBOR, Heading
from tracker.sections.paragraphs import Paragraph
from tracker.sections.vocabulary import CONTACT_OPENS, FURNITURE_INSIDE, RULE_INSIDE, TITLE_OPENS

_SENTENCE_CLOSE = "/.!?:;)\"”“'’*%™®|—–_>\u2026]"
#: How long a heading may be; and how long, where a colon, a dash, a stop or a gap divides it from its text.
TITLE_LENGTH = 170
INLINE_LENGTH = 131
INLINE_TITLE = re.compile(
    rf"(?P<title>[A-Z][^.:\n]{{3,{INLINE_LENGTH - 1}}}?)\s?(?:\*\*)?(?::|\s[-–—]\s|\s?[-–—]{{2}}|\.\s(?=[A-Z])|\s{{2,}})"
)
#: With which contacts and the wire's words begin ("for more information:" is the only one in small letters).
_INITIAL = re.compile("[A-Zf]")
_CONTACT_CLOSE = re.compile(r"[\s:*_]*")
_GLUED_TITLE = re.compile(
    r"(?<=[a-z0-9.!?)”\"'])(?:(?:Cautionary|Safe Harbor|Safe Harbour|Forward[- ]Looking|FORWARD[- ]LOOKING"
    r"|SAFE HARBOR|CAUTIONARY|Note Regarding Forward|Special Note|Use of Non-GAAP|Non-GAAP Financial))"
)

#: What a heading inside a paragraph is of, in the order in which they are looked for.
Kind = Literal["about", "profile", "contact", "wire", "rule", "title", "glued", "abroad"]

#: How the label of a contact ends, in its last four characters ("Media Relations:", "For more information:").
_LABEL_END = r"(?:(?i:tion|ails)|fice|takt|ampa|ries|RIES|Info|rson|sons|ions|stor|tors|edia|ress|.\sUs|.\(s\))"
#: A sign is a string that every match of its kind holds, and what must stand around it. None reaches into another one.
_SIGNS: tuple[tuple[tuple[Kind, ...], str, str], ...] = (
    (("about",), "About", ""),
    (("about",), "ABOUT", ""),
    (("profile",), "Company", "(?= [POBD])"),
    (("profile",), "Corporate", "(?= [POBD])"),
    (("profile",), "Business", "(?= [POBD])"),
    (("profile",), "COMPANY", "(?= [POB])"),
    (("profile",), "Who", "(?= We Are)"),
    (("profile",), "WHO", "(?= WE ARE)"),
    (("profile",), "Our", "(?= Company)"),
    (("profile",), "Unternehmensprofil", ""),
    (("profile",), "Chi", "(?= siamo)"),
    (("profile",), "Qui", "(?= sommes)"),
    (("contact",), "Contact", ""),
    (("contact",), "CONTACT", ""),
    (("contact",), "For", r"(?=\s(?i:further|more|additional)\s)"),
    (("contact",), "FOR", r"(?=\s(?i:further|more|additional)\s)"),
    (("contact",), ":", rf"(?:(?<={_LABEL_END}:)|(?<={_LABEL_END}\s:))"),
    (("wire",), "View", r"(?=\s)"),
    (("wire",), "VIEW", r"(?=\s)"),
    (("wire",), "Read", r"(?=\s)"),
    (("wire",), "To", "(?= view the )"),
    (("wire",), "SOURCE", ""),
    (("wire",), "Original", "(?= [PSA])"),
    (("wire",), "The", "(?= post)"),
    (("wire",), "Press", "(?= [Rr]elease [SsDd])"),
    (("wire",), "News", "(?= (?:[Ss]ource|[Pp]rovided))"),
    (("wire",), "This", "(?= (?:article|press release|content|news|story) (?:has|was) )"),
    (("wire",), "Photo", r"(?=\s[-–—]\s)"),
    (("wire",), "Logo", r"(?=\s[-–—]\s)"),
    (("wire",), "Multimedia", r"(?=\s[-–—]\s)"),
    (("wire",), "Video", r"(?=\s[-–—]\s)"),
    (("rule",), "---", ""),
    (("rule",), "#", r"(?=\s?#)"),
    (("rule",), "*", r"(?=\s?\*)"),
    (("rule",), "[", "(?=Original)"),
    (("rule",), "_____", ""),
    (("rule",), "=====", ""),
    (("title", "glued"), "Safe", "(?=[- ]Harbo)"),
    (("title", "glued"), "SAFE", "(?=[- ]HARBO)"),
    (("title", "glued"), "Forward", "(?=[- ]Looking)"),
    (("title", "glued"), "FORWARD", "(?=[- ]LOOKING)"),
    (("abroad",), "Mise", "(?= en garde)"),
    (("abroad",), "MISE", "(?= EN GARDE)"),
    (("abroad",), "Avertissement", "(?= )"),
    (("abroad",), "AVERTISSEMENT", "(?= )"),
    (("abroad",), "Avis", "(?= (?:concernant|relatif|sur) )"),
    (("abroad",), "Note sur", "(?= les )"),
    (("abroad",), "Hinweis", "(?=e? (?:auf|bezüglich|zu) )"),
    (("abroad",), "Disclaimer", "(?= (?:über|zu) )"),
    (("abroad",), "Advertencia", "(?= )"),
    (("abroad",), "Aviso", "(?= sobre )"),
    (("abroad",), "Om fram", "(?=åt|tids)"),
    (("abroad",), "Om frem", "(?=ad|tids)"),
    (("abroad",), "Énoncés", ""),
    (("abroad",), "ÉNONCÉS", ""),
    (("abroad",), "Déclarations", ""),
    (("abroad",), "DÉCLARATIONS", ""),
    (("abroad",), "Information", "(?=s? (?:de nature )?prospecti)"),
    (("abroad",), "Zukunfts", ""),
    (("abroad",), "ZUKUNFTS", ""),
    (("abroad",), "Vorausschau", ""),
    (("abroad",), "Declara", "(?=[cç])"),
    (("abroad",), "DECLARA", "(?=[CÇ])"),
    (("abroad",), "Dichiarazioni", ""),
    (("abroad",), "DICHIARAZIONI", ""),
    (("abroad",), "Fram", "(?=åt|tids)"),
    (("abroad",), "FRAM", "(?=ÅT|TIDS)"),
    (("abroad",), "Frem", "(?=ad|tids)"),
    (("abroad",), "Toekomst", ""),
    (("abroad",), "Renseignements", ""),
    (("abroad",), "RENSEIGNEMENTS", ""),
    (("abroad",), "Pour", "(?= (?:plus|de plus) )"),
    (("abroad",), "Ansprechpartner", ""),
    (("abroad",), "Rückfrage", ""),
    (("abroad",), "Yhteystiedot", ""),
    (("abroad",), "YHTEYSTIEDOT", ""),
    (("abroad",), "Lisätietoja", ""),
    (("abroad",), "LISÄTIETOJA", ""),
    (("abroad",), "För", "(?= (?:mer|ytterligare) )"),
    (("abroad",), "For mer", "(?= )"),
    (("abroad",), "For yderligere", "(?= )"),
    (("abroad",), "Yderligere", ""),
    (("abroad",), "Rela", "(?=ções |tions (?:investisseurs|presse|médias))"),
    (("abroad",), "Contato", ""),
    (("glued",), "Cautionary", ""),
    (("glued",), "CAUTIONARY", ""),
    (("glued",), "Note", "(?= Regarding Forward)"),
    (("glued",), "Special", "(?= Note)"),
    (("glued",), "Use", "(?= of Non-GAAP)"),
    (("glued",), "Non", "(?=-GAAP Financial)"),
)
#: By their first characters, so that hardly any is tried where none stands.
_BY_FIRST = groupby(sorted(_SIGNS, key=lambda one: one[1][0]), key=lambda one: one[1][0])
_SIGN = re.compile(
    "|".join(
        rf"{re.escape(first)}(?:{'|'.join(re.escape(sign[1:]) + around for _, sign, around in signs)})"
        for first, signs in _BY_FIRST
    )
)
_KINDS: dict[str, tuple[Kind, ...]] = {sign: kinds for kinds, sign, _ in _SIGNS}


def closed_before(text: str, at: int) -> bool:
    """Whether a sentence, an address or a word run together with this one ends here."""
    before = text[max(0, at - 3) : at]
    close = before.rstrip()
    glued = close == before
    return bool(close) and (close[-1] in _SENTENCE_CLOSE or (glued and (close[-1].islower() or close[-1].isdigit())))


def contact_at(text: str, start: int, match: re.Match[str]) -> Heading:
    """The heading of a contact that these words open, from `start`."""
    body = _CONTACT_CLOSE.match(text, match.end())
    return Heading(
        role=CONTACT, span=Span(start, len(text[: match.end()].rstrip())), body=body.end() if body else match.end()
    )


def signed(text: str, parts: Sequence[Paragraph]) -> dict[int, set[Kind]]:
    """The kinds of heading that paragraphs may hold, by their numbers; those that hold no sign of any are left out."""
    shown: dict[int, set[Kind]] = {}
    index = 0
    for sign in _SIGN.finditer(text, parts[0].span.start, parts[-1].span.end) if parts else ():
        while index < len(parts) and parts[index].span.end <= sign.start():
            index += 1
        shown.setdefault(index, set()).update(_KINDS[sign.group()])
    return shown


def inside(text: str, start: int, end: int, kinds: Collection[Kind]) -> Iterator[Heading]:
    """The headings between two offsets, of those of these kinds that are found by their words alone."""
    for kind, reader in _READERS:
        if kind in kinds:
            yield from reader(text, start, end)


def _found(opens: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What `finditer` finds of a pattern that begins with an initial, which is tried at initials only."""
    while initial := _INITIAL.search(text, start, end):
        match = opens.match(text, initial.start(), end)
        start = match.end() if match else initial.end()
        if match:
            yield match


def _contacts(text: str, start: int, end: int) -> Iterator[Heading]:
    for match in _found(CONTACT_OPENS, text, start, end):
        if closed_before(text, match.start()):
            yield contact_at(text, match.start(), match)


def _wires(text: str, start: int, end: int) -> Iterator[Heading]:
    for match in _found(FURNITURE_INSIDE, text, start, end):
        if closed_before(text, match.start()):
            yield Heading(role=FURNITURE, span=Span(match.start(), match.start()), body=match.start())


def _rules(text: str, start: int, end: int) -> Iterator[Heading]:
    for match in RULE_INSIDE.finditer(text, start, end):
        yield Heading(role=FURNITURE, span=Span(match.start(), match.start()), body=match.start())


def _titles(text: str, start: int, end: int) -> Iterator[Heading]:
    for match in TITLE_OPENS.finditer(text, start, end):
        if closed_before(text, match.start()):
            yield Heading(role=SAFE_HARBOR, span=Span(*match.span("words")), body=match.end("words"))


def _glued(text: str, start: int, end: int) -> Iterator[Heading]:
    for match in _GLUED_TITLE.finditer(text, start, end):
        inline = INLINE_TITLE.match(text, match.start(), min(end, match.start() + TITLE_LENGTH))
        close = inline.end("title") if inline else match.end()
        role = NON_GAAP if "Non-GAAP" in match.group() else SAFE_HARBOR
        yield Heading(role=role, span=Span(match.start(), close), body=inline.end() if inline else match.end())


_READERS: tuple[tuple[Kind, Callable[[str, int, int], Iterator[Heading]]], ...] = (
    ("contact", _contacts),
    ("wire", _wires),
    ("rule", _rules),
    ("title", _titles),
    ("glued", _glued),
)
