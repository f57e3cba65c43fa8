"""The dateline that opens a release: place, day and wire, in whichever order, up to the dash before the first sentence.

    NEWARK, New York, Sept. 15, 2020 (GLOBE NEWSWIRE) --
    BOULDER, Colo.--(BUSINESS WIRE)--March 3, 2010--
    LAS VEGAS, NV / ACCESSWIRE / May 1, 2024 /
    Toronto, Ontario--(Newsfile Corp. - May 1, 2024) -
    Oslo, 5 March 2024 -

A dateline parses in no date library, so it has its own grammar here: a run of parts (place, day, wire), each at most
once, divided by dashes, commas or slashes. Two parts of three make a dateline; a wire in brackets is enough by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tracker.documents.masthead.caseless import any_case
from tracker.documents.masthead.dates import PATTERN, DateOrder, numbers_at, read_match
from tracker.documents.masthead.listings import listings
from tracker.documents.model import Dateline, Span

#: Distribution services, as they sign themselves. Where a bracket or a pair of slashes follows a place or a day,
#: any name inside it is taken for a wire: there are more services than any list holds.
WIRES = (
    r"GLOBE\s?NEWSWIRE|Globe\s?Newswire|GlobeNewswire|BUSINESS\s?WIRE|Business\s?Wire"
    r"|PR\s?Newswire(?:-[\w\s-]{2,40})?|PRNEWSWIRE"
    r"|Marketwired|Marketwire|MARKET\s?WIRE|CNW(?:\sGroup)?|Canada\sNewsWire|ACCESS\s?WIRE|Accesswire|AccessWire"
    r"|ACCESS\s?Newswire"
    r"|Newsfile(?:\sCorp\.?)?|NEWMEDIAWIRE|NewMediaWire|24-7\s?Press\s?Release(?:\.com)?|EIN\s?Presswire(?:\.com)?"
    r"|EINPresswire(?:\.com)?"
    r"|PRWEB|PRWeb|PR\sWeb|News\s?Direct|PR\.com|PRLog|Send2Press(?:\sNewswire)?|eReleases|iCrowd\s?Newswire"
    r"|Newswire(?:\.com)?|NEWSWIRE"
    r"|PRNewsChannel|TheNewswire|The\sNewswire|InvestorWire|INVESTORWIRE|IBN|InvestorBrandNetwork"
    r"|Thomson\sReuters\sONE|EQS\sNewswire|EQS[\s-]News|EQS"
    r"|DGAP(?:-News)?|Xinhua|Kyodo\sJBN|JCN\sNewswire|ANTARA|MENAFN|AETOSWire|ots|RNS|Cision|Hugin|NASDAQ\sOMX"
    r"|Nasdaq\sOMX|STOCKWIRE|WebWire|1888PressRelease"
    r"|PressReleasePoint|SBWIRE|SBWire|MarketersMEDIA|Media\s?OutReach(?:\sNewswire)?|ZEXPRWIRE|Zex\sPR\sWire"
    r"|GetNews|PRUnderground|PRISM\sMediaWire|PRISM\sMarketView|citybiz"
)
_ANY_WIRE = any_case(WIRES)
_IN_BRACKETS = re.compile(rf"[(\[]\s?(?i:via\s)?(?P<wire>{_ANY_WIRE})(?P<inside>[^()\[\]]{{0,60}})[)\]]")
_WIRE = re.compile(_ANY_WIRE)
_IN_SLASHES = re.compile(r"/\s?(?P<wire>(?=[^/\n]{0,40}[A-Za-z])[A-Za-z0-9][^/\n()]{1,50}?)\s?/")
_BY_NAME = re.compile(rf"(?P<wire>{WIRES})(?=\s?(?:--|[-–—/:]|\s\d|\s[A-Z]|\s*\n|$))")
_ANY_IN_BRACKETS = re.compile(r"\((?P<wire>[A-Z][A-Za-z .&-]{2,30})\)(?=\s?(?:--|[-–—]))")
_WEEKDAY = any_case("mon|tues|tue|wednes|wed|thurs|thu|fri|satur|sat|sun")
_DAY = re.compile(rf"[(\[]?\s?(?:{_WEEKDAY}(?i:day)?\.?,?\s)?{PATTERN}\s?[)\]]?")
_DASHES = re.compile(r"\s{0,3}\**\s?(?:--+|[-–—]+|[|•·]|/(?=\s))\s?\**\s{0,3}")
_DIVIDER = re.compile(r"[\s,:;*]{0,5}(?:--+|[-–—]+|[|•·]|/(?=\s))?[\s,:*]{0,5}")
_PLACE_WORD = re.compile(
    r"(?:[A-ZÀ-ÖØ-Þ][\w.'’À-ÿ]*(?:-[\wÀ-ÿ]+)*"
    r"|(?:of|the|de|del|la|las|los|du|da|do|den|der|am|an|upon|sur|and|und|et|y)(?![\wÀ-ÿ])|&)"
)
#: Between two words of a place, and between two places ("Poznań / Ghent").
_PLACE_GAP = re.compile(r"\s?,\s{0,2}|\s?/\s?(?=[A-ZÀ-ÖØ-Þ])|[ \u00a0]")
_PLACE_WORDS = 9
_OPENS, _CLOSES = ("(", "["), (")", "]")
_CLOSING = re.compile(r"\s?[)\]](?:\s{0,2}(?:--+|[-–—:]))?(?=\s)")
_NO_PLACE = frozenset(
    {"the", "of", "and", "on", "in", "as", "by", "since", "from", "until", "before", "after", "at", "for"}
)

#: What follows a dateline is at least as long.
_SENTENCE = 60
#: How far into a line a dateline may begin where title and text run together.
REACH = 1500


@dataclass(slots=True)
class _Parts:
    """What has been read so far, from left to right."""

    place: str | None = None
    on: date | None = None
    wire: str | None = None
    named: bool = False  # the wire is one we know by name
    end: int = 0
    order: DateOrder | None = None  # how days that are written as numbers are read, where they are

    @property
    def enough(self) -> bool:
        """Whether this is a dateline: two parts of three, or a wire known by name."""
        return self.named or sum(part is not None for part in (self.place, self.on, self.wire)) > 1


#: A dateline has a dash, a bracket, a slash or a day in it, or opens with the name of a wire.
_SIGN = re.compile(r"[-–—|•·/(\[0-9]")


def may_open_dateline(text: str, start: int, end: int) -> bool:
    """Whether it is worth looking for a dateline that begins at one offset and ends before the other."""
    return _SIGN.search(text, start, end) is not None or _BY_NAME.match(text, start) is not None


def dateline_at(text: str, start: int, order: DateOrder | None = None) -> Dateline | None:
    """The dateline that begins at this offset, or None. Its span ends with its closing dash.

    A day that is written as three numbers is read only where their order is declared.
    """
    if text[start : start + 1] in _OPENS and (bracketed := _bracketed(text, start, order)):
        return bracketed
    parts = _Parts(end=start, order=order)
    if (opening := _DASHES.match(text, start)) and _BY_NAME.match(text, opening.end()):
        parts.end = opening.end()
    if not _read_part(text, parts):
        return None
    while divider := _DIVIDER.match(text, parts.end):
        end, parts.end = parts.end, divider.end()
        if not _read_part(text, parts):
            parts.end = end
            break
    closing = _DASHES.match(text, parts.end)
    if not parts.enough and not _place_alone(text, parts, closing):
        return None
    end = closing.end() if closing else parts.end
    if closing is None and not (parts.on and parts.wire) and not parts.named:
        after = text[parts.end : parts.end + 3].lstrip(" :")
        if after and not (parts.place and parts.on and after[0] in "\n."):
            return None
        end += after.startswith(". ") and text[parts.end] == "."
    return Dateline(Span(start, start + len(text[start:end].rstrip())), parts.place, parts.on, parts.wire)


def _bracketed(text: str, start: int, order: DateOrder | None) -> Dateline | None:
    """A dateline in brackets before the first sentence: "(Ghent, 5 March 2024) ". Place and day, both."""
    parts = _Parts(end=start + 1, order=order)
    while _read_part(text, parts) and text[parts.end - 1] not in _CLOSES:
        divider = _DIVIDER.match(text, parts.end)
        parts.end = divider.end() if divider else parts.end
    if not (parts.place and parts.on):
        return None
    close = _CLOSING.match(text, parts.end - (text[parts.end - 1] in _CLOSES))
    return Dateline(Span(start, close.end()), parts.place, parts.on, parts.wire) if close else None


def _place_alone(text: str, parts: _Parts, closing: re.Match[str] | None) -> bool:
    """Whether a place and a dash are all that there is: "HARLOW, UK – ", with a sentence after it and no title.

    A place that is not in capitals needs the sentence to state a listing, as the first of a release does.
    """
    if parts.place is None or closing is None or "," not in parts.place:
        return False
    line, _, _ = text[closing.end() : closing.end() + 3 * _SENTENCE].partition("\n")
    shouted = parts.place.split(",")[0].isupper()
    return len(line) >= _SENTENCE and (shouted or bool(listings(line, 0, len(line))))


def _read_part(text: str, parts: _Parts) -> bool:
    """Reads one more part at `parts.end`; with all three there is nothing more to read."""
    if parts.place and parts.on and parts.wire:
        return False
    return _read_day(text, parts) or _read_wire(text, parts) or _read_place(text, parts)


def _is_day(text: str, at: int, order: DateOrder | None) -> bool:
    return _DAY.match(text, at) is not None or (order is not None and numbers_at(text, at, order) is not None)


def _read_day(text: str, parts: _Parts) -> bool:
    if parts.on is not None:
        return False
    match = _DAY.match(text, parts.end)
    if match is None:
        numbers = numbers_at(text, parts.end, parts.order) if parts.order else None
        if numbers is not None:
            parts.on, parts.end = numbers
        return parts.on is not None
    parts.on = read_match(match)
    parts.end = match.end() if match.group()[-1:] != " " else match.end() - 1
    return parts.on is not None


def _read_wire(text: str, parts: _Parts) -> bool:
    if parts.wire is not None:
        return False
    opened = parts.place is not None or parts.on is not None
    sign = text[parts.end : parts.end + 1]
    if sign == "/":
        match, named = _IN_SLASHES.match(text, parts.end), not opened
        if match and named and not _WIRE.fullmatch(match["wire"].strip()):
            return False
    elif sign in _OPENS:
        match = _IN_BRACKETS.match(text, parts.end)
        named = match is not None
        if match is None and opened:
            match = _ANY_IN_BRACKETS.match(text, parts.end)
    else:
        match, named = _BY_NAME.match(text, parts.end), True
    if match is None:
        return False
    parts.wire, parts.named = " ".join(match["wire"].split()), named
    inside = match.groupdict().get("inside") or ""
    if parts.on is None and (written := _DAY.search(inside)):
        parts.on = read_match(written)
    parts.end = match.end()
    return True


def _read_place(text: str, parts: _Parts) -> bool:
    """A run of capitalised words up to a day, a wire or a dash; never one that runs on into a sentence."""
    if parts.place is not None:
        return False
    at, words = parts.end, 0
    end = at
    while words < _PLACE_WORDS and (word := _PLACE_WORD.match(text, at)):
        if words and (_DAY.match(text, at) or _BY_NAME.match(text, at)):
            break
        words, end = words + 1, word.end()
        gap = _PLACE_GAP.match(text, end)
        if gap is None or ("/" in gap.group() and _IN_SLASHES.match(text, end + gap.group().index("/"))):
            break
        at = gap.end()
    place = text[parts.end : end].strip(" ,/&*")
    if not words or place.casefold() in _NO_PLACE or not place[:1].isupper():
        return False
    after = _DIVIDER.match(text, end)
    reached = after.end() if after else end
    sign = text[reached : reached + 1]
    enclosing = _IN_SLASHES if sign == "/" else _IN_BRACKETS
    followed = _DASHES.match(text, end) or ((sign == "/" or sign in _OPENS) and enclosing.match(text, reached))
    if not followed and (
        parts.on or not (_ANY_IN_BRACKETS.match(text, reached) or _is_day(text, reached, parts.order))
    ):
        return False
    parts.place, parts.end = place, end
    return True


_ANCHOR = re.compile(rf"(?:{PATTERN})\s{{0,2}}(?=[(/]|--|[-–—])|(?:[(/]|--|–|—)\s?{_ANY_WIRE}\b")
#: What every anchor ends or begins with; and how long a written day is at most, with the spaces after it.
_ANCHOR_SIGN = re.compile(rf"[(/–—-](?:(?<=\d.)|(?<=\d\s.)|(?<=\d\s\s.)|\s?{_ANY_WIRE}\b)")
_LONGEST_DAY = 40
_SHOUTED = re.compile(r"(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]+[\s,]+)+(?:[A-Z][\w.]+,?\s{1,2}){0,3}$")
_SPOKEN = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]+[ ]?){1,3},\s(?:[A-Z][\w.]+\s?){1,3}[,\s–—-]*$")


def dateline_inside(text: str, start: int, end: int, order: DateOrder | None = None) -> Dateline | None:
    """The first dateline between two offsets that begins in the middle of a line, after a title run together with it.

    Found from its day or its wire backwards: what stands before it in capitals, or as "Town, State", is its place.
    """
    stop = min(end, start + REACH)
    sign = _ANCHOR_SIGN.search(text, start, stop)
    if sign is None:
        return None
    for anchor in _ANCHOR.finditer(text, max(start, sign.start() - _LONGEST_DAY), stop):
        before = text[max(start, anchor.start() - 90) : anchor.start()]
        for shape in (_SHOUTED, _SPOKEN):
            if place := shape.search(before):
                found = dateline_at(text, anchor.start() - len(before) + place.start(), order)
                if found is not None:
                    return found
        if (found := dateline_at(text, anchor.start(), order)) is not None:
            return found
    return None
