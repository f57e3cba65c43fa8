"""Ways to reach an organisation: e-mail and web addresses, telephones, and the people who answer them.

Wires glue lines together ("DirectorAcme Inc.info@acme.example385-355-6540www.acme.example"), so every pattern says where its
own kind of thing must end, and a person's name is believed only where an address, a telephone or a title bears it out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from typing import Final

from tracker.changes.facts.caseless import Caseless
from tracker.changes.facts.model import Contact, Means
from tracker.changes.facts.vocabulary import NO_NAMES
from tracker.documents.model import Span

_EMAIL: Final = re.compile(
    r"(?<![\w.+-])(?:[A-Z][\w ]*\b(?:Inc|Corp|Ltd|Co|LLC|plc)\.)?(?P<local>[\w][\w.+-]*)@(?P<host>(?:[A-Za-z0-9-]+\.)+(?:[a-z]{2,24}|[A-Z]{2,24}))"
)
#: Where a host must end though letters or digits are glued to it: "acme.com385-355-6540www.acme.com".
_HOST_ENDS: Final = re.compile(r"\.(?:com|net|org|info|biz|edu|gov|io|ai|eu)(?=\d|[A-Z]|www\.)")
#: What a wire glues before an address: a legal form, a telephone number.
_GLUE: Final = re.compile(r"^.*(?:\b(?:inc|corp|ltd|llc|co)\.|\d{3}[.-]\d{3}[.-]\d{4})(?=\w)", re.IGNORECASE)

#: Where an address may be opened by a scheme or "www.".
_OPENED: Final = re.compile(r"https?://|www\.")
_WEB: Final = re.compile(
    r"(?:https?://|(?<![@./-])(?=www\.))(?P<address>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::\d+)?(?:[/?#][^\s()<>\[\]\"']*)?)"
)
#: A bare domain counts only where the text sends the reader to it.
_BARE: Final = Caseless(
    r"\b(?:visit(?:\s+us)?|at|see|website|web\s*site|online|web|url|go\s+to)\b(?:\s+(?:us|is|at|on|to|our|the|site|website|web)\b){0,4}\s*:?\s+"
    r"(?P<address>(?:[a-z0-9-]+\.)+[a-z]{2,24}(?:/[^\s()<>\[\]\"']*)?)(?![\w@])"
)
_DOT: Final = re.compile(r"\.(?<=[A-Za-z0-9]\.)(?=[A-Za-z]{2})")
#: Addresses that a wire makes up for each release, to count readers.
_TRACKERS: Final = re.compile(
    r"(?:globenewswire\.com/tracker|cts\.businesswire|c212\.net|prnewswire\.com/|ctt\.marketwire|pr\.report|lnkd\.in|accesswire\.com/|newsfilecorp\.com/redirect)"
)

_PHONE: Final = re.compile(
    r"(?<!\d)(?:"
    r"\+\d{1,3}[\s./-]?(?:\(0?\d{0,4}\)[\s./-]?)?\d{1,5}(?:[\s./-]?\d{2,5}){1,4}"
    r"|(?:1[\s.-])?\(\d{3}\)\s?[\s.-]?\d{3}[\s.-]\d{4}"
    r"|(?:1[\s.-])?\d{3}[.-]\d{3}[.-]\d{4}"
    r"|\b\d{3}\s\d{3}\s\d{4}"
    r"|0\d{2,4}[\s-]\d{3,4}[\s-]?\d{3,4}"
    r")(?![\d%]|[.,]\d|-\d)"
)
#: Where a telephone may begin: what it is made of, at least as much as the shortest has.
_DIALLABLE: Final = re.compile(r"[+(\d][\d\s()./+-]{4,}")
#: What announces a telephone, up to the number itself.
_DIAL: Final = re.compile(
    r"(?<![A-Za-z])(?:(?:tele)?(?P<fax>fax|facsimile)|f|(?:tele)?(?:phone|tel|cell|mobile|office|direct|call|ph|[tpm]))"
    r"\b\.?:?\s*(?:at\s+|is\s+)?$",
    re.IGNORECASE,
)
#: Right before digits that are no telephone, unless something announces one: a decimal, an amount, an address.
_NO_PHONE: Final = frozenset("./@#$€£,-")

_PREFIX: Final = r"(?:Mc|Mac|De|Di|La|Le|Van|Von|O'|D')?"
_NAME_PART: Final = rf"{_PREFIX}[^\W\d_a-zß-ÿ][a-zà-ÿ]+(?:-[^\W\d_a-zß-ÿ][a-zà-ÿ]+)?"
_PERSON: Final = re.compile(
    rf"(?<![A-Z&-])(?P<name>{_NAME_PART}(?:[ ](?:[A-Z]\.|\"\w+\"|(?:van|von|de|der|den|la|di|da|bin|al)(?=[ ])))*(?:[ ]{_NAME_PART}){{1,2}})"
)
_TITLE: Final = re.compile(
    r"^(?:\s*[,|-]|\s)*\s*(?:(?:Senior|Executive|Vice|Global|Corporate|Group|Co-|Sr\.|Managing|Interim|Associate|Assistant)[\s-]*)*"
    r"(?:CEO|CFO|COO|CTO|CMO|President|Chief|Chairman|Chairwoman|Director|Manager|VP|SVP|EVP|Officer|Head|Founder|Secretary|"
    r"Treasurer|Counsel|Partner|Principal|Coordinator|Specialist|Vice|Chair|Plant|General)(?![a-z])",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(r"(?:tel|telephone|phone|office|mobile|direct|cell|e-?mail|[tpme])\b\s*[.:]", re.IGNORECASE)
_ANNOUNCED: Final = re.compile(
    r"(?:contacts?(?:\s+(?:details|information|person))?|information|inquiries|enquiries|media|press|investors?)\s*:?\s*$",
    re.IGNORECASE,
)
_COMPANY: Final = re.compile(r",?\s+(?:Inc|LLC|Ltd|Corp|GmbH|BV|AG|plc|PLC|S\.A)\b")
_REACH: Final = 160  # code points from a name to the address that bears it out


def contacts(text: str) -> tuple[Contact, ...]:
    """Every way to reach somebody in a levelled text, in text order, each once."""
    emails = tuple(_emails(text))
    webs = tuple(_webs(text, emails))
    phones = tuple(_phones(text, (*emails, *webs)))
    found = (*emails, *webs, *phones, *_people(text, emails, phones))
    once: dict[tuple[Means, str], Contact] = {}
    for contact in sorted(found, key=lambda each: each.span):
        once.setdefault((contact.means, contact.value), contact)
    return tuple(once.values())


def _emails(text: str) -> Iterator[Contact]:
    if "@" not in text:
        return
    for match in _EMAIL.finditer(text):
        glue = _GLUE.match(match["local"])
        start = match.start("local") + (glue.end() if glue else 0)
        over = _HOST_ENDS.search(match["host"])
        span = Span(start, match.start("host") + over.end() if over else match.end())
        yield Contact(means=Means.EMAIL, value=span.of(text).casefold(), quote=span.of(text), span=span)


def _webs(text: str, emails: tuple[Contact, ...]) -> Iterator[Contact]:
    taken = sorted(email.span for email in emails)
    for match in (*_written_out(text), *_sent_to(text)):
        start = match.start("address")
        trimmed = text[start : match.end("address")].rstrip(".,;:!?'*")
        span = Span(start, start + len(trimmed))
        if _is_taken(span, taken):
            continue
        insort(taken, span)
        value = address(trimmed)
        if "." in value and not _TRACKERS.search(trimmed.casefold()):
            yield Contact(means=Means.WEB, value=value, quote=trimmed, span=span)


def _written_out(text: str) -> Iterator[re.Match[str]]:
    """Addresses that begin with a scheme or "www."."""
    at = 0
    for start in _OPENED.finditer(text):
        match = _WEB.match(text, start.start()) if start.start() >= at else None
        if match is not None:
            yield match
            at = match.end()


def _sent_to(text: str) -> Iterator[re.Match[str]]:
    """Bare domains; the costly pattern looks only around dots inside words."""
    for dot in _DOT.finditer(text):
        yield from _BARE.finditer(text, max(0, dot.start() - 80), dot.start() + 80)


def address(url: str) -> str:
    """A web address without what may differ and still be the same page: scheme, "www.", case of the host, a last slash."""
    bare = url.split("://", 1)[-1].split("#", 1)[0].split("?", 1)[0]
    host, slash, path = bare.partition("/")
    return (host.casefold().removeprefix("www.") + slash + path).rstrip("/")


def _is_taken(span: Span, taken: Sequence[Span]) -> bool:
    """Whether one of some spans, which stand in text order and apart, shares text with another."""
    at = bisect_left(taken, (span.end,))
    return at > 0 and taken[at - 1].end > span.start


def _phones(text: str, besides: tuple[Contact, ...]) -> Iterator[Contact]:
    taken = sorted(other.span for other in besides)
    for match in _written_phones(text):
        span = Span(*match.span())
        label = _DIAL.search(text, max(0, span.start - 24), span.start)
        if label is None and text[max(0, span.start - 1) : span.start] in _NO_PHONE:
            continue
        digits = re.sub(r"\D", "", match.group().replace("(0)", ""))
        if not 7 <= len(digits) <= 15 or _is_taken(span, taken):
            continue
        is_fax = label is not None and (label["fax"] or label.group()[0] in "fF")
        yield Contact(
            means=Means.FAX if is_fax else Means.PHONE, value=_dialled(digits), quote=span.of(text), span=span
        )


def _written_phones(text: str) -> Iterator[re.Match[str]]:
    """What is written as telephones are; the costly pattern looks only where there are digits enough."""
    at = 0
    for run in _DIALLABLE.finditer(text):
        for place in range(run.start(), run.end()):
            match = _PHONE.match(text, place) if place >= at else None
            if match is not None:
                yield match
                at = match.end()


def _dialled(digits: str) -> str:
    """A number as it is compared: without the trunk zero or the North American country code."""
    if len(digits) == 11 and digits.startswith("1"):
        return digits[1:]
    return digits.lstrip("0")


def _people(text: str, emails: tuple[Contact, ...], phones: tuple[Contact, ...]) -> Iterator[Contact]:
    reach = sorted((*emails, *phones), key=lambda each: each.span)
    if not reach:
        return
    for match in _PERSON.finditer(text):
        span = _name_in(text, Span(*match.span()))
        near = [each for each in reach if span is not None and -_REACH < each.span.start - span.end < _REACH]
        if span is None or not near or _COMPANY.match(text, span.end):
            continue
        name = span.of(text)
        words = [word.casefold() for word in re.split(r"[ -]", name)]
        if _borne_out(text, span, words, near):
            yield Contact(means=Means.PERSON, value=" ".join(words), quote=name, span=span)


def _name_in(text: str, span: Span) -> Span | None:
    """The part of a run of capitalised words that can be a person: "Michael Roe" of "Michael Roe Chief", or None."""
    run: list[re.Match[str]] = []
    for word in re.compile(r"\S+").finditer(text, span.start, span.end):
        if word.group().casefold() not in NO_NAMES:
            run.append(word)
        elif len(run) >= 2:
            break
        else:
            run = []
    return Span(run[0].start(), run[-1].end()) if len(run) >= 2 else None


def _borne_out(text: str, span: Span, words: list[str], near: list[Contact]) -> bool:
    """Whether something says that two capitalised words are a person: a title, an address that spells them, a telephone next."""
    if _TITLE.match(text[span.end : span.end + 60]):
        return True
    if any(_spells(each.value.split("@", 1)[0], words) for each in near if each.means is Means.EMAIL):
        return True
    after = text[span.end : span.end + 40].lstrip(" ,|\n\t\r-")
    if _ANNOUNCED.search(text[max(0, span.start - 30) : span.start]):
        return True
    return (after[:1] in set("+(0123456789") or bool(_LABEL.match(after))) and any(
        0 <= each.span.start - span.end <= 25 for each in near
    )


def _spells(local: str, words: list[str]) -> bool:
    """Whether the local part of an address is made of this name: "j.smith", "jsmith", "smith", "jane"."""
    first, last = words[0], words[-1]
    bare = re.sub(r"[^a-z]", "", local)
    forms = {first, last, first + last, first[0] + last, first + last[0], last + first, last + first[0]}
    return bare in forms
