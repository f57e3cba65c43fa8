"""The dateline that opens a release: place, day and wire, in whichever order, up to the dash before the first sentence.

    NEWARK, New York, Sept. 15, 2020 (GLOBE NEWSWIRE) --
    BOULDER, Colo.--(BUSINESS WIRE)--March 3, 2010--
    LAS VEGAS, NV / ACCESSWIRE / May 1, 2024 /
    Toronto, Ontario--(Newsfile Corp. - May 1, 2024) -
    Oslo, 5 March 2024 -
    NEW YORK, June 2 /PRNewswire-FirstCall/ --
    Newton, MA (April 7, 2014):

A dateline parses in no date library, so it has its own grammar here: a run of parts (place, day, wire), each at most
once, divided by dashes, commas or slashes. Two parts of three make a dateline; a wire in brackets is enough by itself.
A place alone is one where the subject of a release and its news follow. A day without a year is read past, and stays unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tracker.documents.masthead.caseless import any_case
from tracker.documents.masthead.dates import MONTH, PATTERN, TIME, WEEKDAY, DateOrder, numbers_at, read_match
from tracker.documents.masthead.listings import listings
from tracker.documents.masthead.names import bare
from tracker.documents.masthead.organisation import FOLLOWED_WITHIN, FOLLOWS, NAME, SENTENCE_ENDS
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
    r"|DGAP(?:-News)?|Xinhua|Kyodo\sJBN|JCN\sNewswire|ANTARA|MENAFN|AETOSWire|ots|RNS(?!\sNumber)|Cision|Hugin|NASDAQ\sOMX"
    r"|Nasdaq\sOMX|STOCKWIRE|WebWire|1888PressRelease"
    r"|PRIMEZONE|PrimeZone|PrimeNewswire|COMTEX|PressReleasePoint|SBWIRE|SBWire|MarketersMEDIA|Media\s?OutReach(?:\sNewswire)?|ZEXPRWIRE|Zex\sPR\sWire"
    r"|GetNews|PRUnderground|PRISM\sMediaWire|PRISM\sMarketView|citybiz"
)
_ANY_WIRE = any_case(WIRES)
_IN_BRACKETS = re.compile(rf"[(\[]\s?(?i:via\s)?(?P<wire>{_ANY_WIRE})(?P<inside>[^()\[\]]{{0,60}})[)\]]")
_WIRE = re.compile(_ANY_WIRE)
_IN_SLASHES = re.compile(r"/\s?(?P<wire>(?=[^/\n]{0,40}[A-Za-z])[A-Za-z0-9][^/\n()]{1,50}?)\s?/")
_BY_NAME = re.compile(rf"(?P<wire>{WIRES})(?=\s?(?:--|[-–—/:]|\s\d|\s[A-Z]|\s*\n|$))")
_ANY_IN_BRACKETS = re.compile(r"\((?P<wire>[A-Z][A-Za-z .&-]{2,30})\)(?=\s?(?:--|[-–—]))")
_DAY = re.compile(rf"[(\[]?\s?(?:(?:le|den)\s)?{WEEKDAY}?{PATTERN}(?:[ \u00a0]?[)\]])?")
_TIME = re.compile(rf"[\s,]{{0,2}}(?:[-–—|/]\s)?{TIME}")
#: A day of this year, or whichever it was: "June 2 /PRNewswire/", "4 March (CNW) -", "March 4 --".
_YEARLESS = re.compile(
    rf"{WEEKDAY}?(?:{MONTH}\b\.?\s\d{{1,2}}|\d{{1,2}}\s{MONTH}\b\.?)(?=\s?(?:/\s?[A-Z]|\([A-Z]|--|[-–—]\s))"
)
_DASHES = re.compile(r"\s{0,3}\**\s?(?:--+|[-–—]+|[|•·]|/(?=\s))\s?\**\s{0,3}")
_DIVIDER = re.compile(r"[\s,:;*]{0,5}(?:--+|[-–—]+|[|•·]|/(?=\s))?[\s,:*]{0,5}")
_PLACE_WORD = (
    r"(?:(?:['’][st]-)?[A-ZÀ-ÖØ-Þ][\w.'’À-ÿ]*(?:-[\wÀ-ÿ]+)*(?:\s\((?:[A-ZÀ-ÖØ-Þ][\w.]++(?:,?\s)?){1,4}\)(?=,))?"
    r"|(?:of|the|de|del|la|las|los|du|da|do|den|der|am|an|upon|sur|and|und|et|y)(?![\wÀ-ÿ])|&)"
)
#: A place by itself behind a day: "March 4, 2019 (Boston, MA) –".
_IN_ITS_BRACKETS = re.compile(r"\((([A-ZÀ-ÖØ-Þ][\w.'’-]++(?:,\s|\s)?){1,5})\)(?=\s?(?:--|[-–—:]))")
#: Two words of a place, or two places ("Poznań / Ghent"), stand this far apart, and neither a day nor a wire begins there.
_PLACE_GAP = (
    rf"(?:\s?,\s{{0,2}}|\s?(?!{_IN_SLASHES.pattern})/\s?(?=[A-ZÀ-ÖØ-Þ])|[ \u00a0])"
    rf"(?!{_DAY.pattern}|{_YEARLESS.pattern}|{_BY_NAME.pattern})"
)
_PLACE = re.compile(re.sub(r"\?P<\w+>", "?:", rf"{_PLACE_WORD}(?:{_PLACE_GAP}{_PLACE_WORD}){{0,8}}"))
_OPENS, _CLOSES = ("(", "["), (")", "]")
_CLOSING = re.compile(r"\s?[)\]](?:\s{0,2}(?:--+|[-–—:]))?(?=\s)")
_NO_PLACE = frozenset(
    {"the", "of", "and", "on", "in", "as", "by", "since", "from", "until", "before", "after", "at", "for", "date",
     "dated", "update", "updated", "correction", "repeat", "advisory", "news", "alert", "note", "summary", "highlights",
     "published", "released", "release", "for immediate release", "media advisory", "press release", "news release"}
)  # fmt: skip
#: A city alone has at most so many words.
_CITY_WORDS = 3
_COLON = re.compile(r"\s?:(?=\s)")
_SENTENCE_END = re.compile(r"[a-z\d)][.!?:][”\"’)]?(?=\s|$)")
#: So many paragraphs below a dateline that has a line of its own, the text begins.
_BELOW = 3

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
    yearless: bool = False
    order: DateOrder | None = None  # how days that are written as numbers are read, where they are

    @property
    def enough(self) -> bool:
        """Whether this is a dateline: two parts of three, or a wire known by name."""
        return self.named or sum(part is not None for part in (self.place, self.on, self.wire)) > 1


#: A dateline has a dash, a bracket, a slash, a colon or a day in it, or opens with the name of a wire.
_SIGN = re.compile(r"[-–—|•·/:(\[0-9]")


def may_open_dateline(text: str, start: int, end: int) -> bool:
    """Whether it is worth looking for a dateline that begins at one offset and ends before the other."""
    return _SIGN.search(text, start, end) is not None or text[end - 1] == "," or _BY_NAME.match(text, start) is not None


def dateline_at(text: str, start: int, order: DateOrder | None = None) -> Dateline | None:
    """The dateline that begins at this offset, or None. Its span ends with its closing dash.

    A day that is written as three numbers, and is another one in the other order, is read only where their order is declared.
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
    stop = _end(text, parts)
    if stop is None:
        return None
    return Dateline(Span(start, start + len(text[start:stop].rstrip())), parts.place, parts.on, parts.wire)


def _end(text: str, parts: _Parts) -> int | None:
    """Where the dateline of these parts ends; None where they are none. A wire alone is one behind which a dash stands."""
    closing = _DASHES.match(text, parts.end)
    end = closing.end() if closing else parts.end
    if parts.named or (parts.place and parts.on and parts.wire):
        return end if closing or parts.place or parts.on else None
    if not parts.enough or (parts.place and parts.wire):
        colon = None if closing else _COLON.match(text, end)
        end = colon.end() if colon else end
        return end if (closing or colon) and _place_alone(text, parts, end, dashed=closing is not None) else None
    return end if closing or parts.wire else _closed(text, parts)


def _closed(text: str, parts: _Parts) -> int | None:
    """Where a dateline of place and day ends that no dash closes: at a full stop, a colon, the end of the line, or the subject."""
    if not (parts.place and parts.on):
        return None
    after = text[parts.end : parts.end + 3].lstrip(" ")
    if not after or after[0] in "\n.":
        stop = parts.end + (after.startswith(". ") and text[parts.end] == ".")
        below = text[stop : stop + _SENTENCE * 20].split("\n\n", _BELOW + 1)[: _BELOW + 1]
        return stop if _SENTENCE_END.search("\n".join(below).lstrip(" .\n")) else None
    if colon := _COLON.match(text, parts.end):
        return colon.end() if "," in parts.place or text[parts.end - 1] in _CLOSES else None
    plain = "," in parts.place or parts.place.isupper()
    return parts.end if plain and after[0].isupper() and _opens_news(_paragraph(text, parts.end)) else None


def _paragraph(text: str, start: int) -> str:
    """The beginning of the paragraph from this offset on, in one line."""
    return " ".join(text[start : start + 2 * FOLLOWED_WITHIN].partition("\n\n")[0].split())


def _opens_news(paragraph: str) -> bool:
    """Whether a paragraph opens with a name, its apposition or a verb of news, as the first sentence of a release does."""
    name = NAME.match(paragraph)
    return name is not None and FOLLOWS.match(paragraph, name.end(), name.end() + FOLLOWED_WITHIN) is not None


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


def _place_alone(text: str, parts: _Parts, end: int, *, dashed: bool) -> bool:
    """Whether a place is all that there is: "HARLOW, UK – ", "Harlow – ", with a sentence after it and no title.

    A place with its state in capitals needs any sentence behind its dash; any other one needs a sentence that states a listing
    or opens with whose news it is, as the first of a release does.
    """
    if parts.place is None or parts.place.casefold() in _NO_PLACE or bare(parts.place) != parts.place:
        return False
    paragraph = _paragraph(text, end)
    if len(paragraph) < _SENTENCE or paragraph.startswith(parts.place):
        return False
    stated = "," in parts.place
    if stated and dashed and parts.place.split(",")[0].isupper() and not parts.wire:
        return True
    if not stated and (not dashed or len(parts.place.split()) > _CITY_WORDS):
        return False
    if not (SENTENCE_ENDS.search(paragraph) or paragraph.endswith((".", "”", '"')) or len(paragraph) > FOLLOWED_WITHIN):
        return False
    return _opens_news(paragraph) or (stated and bool(listings(paragraph, 0, len(paragraph))))


def _read_part(text: str, parts: _Parts) -> bool:
    """Reads one more part at `parts.end`; with all three there is nothing more to read."""
    if parts.place and parts.on and parts.wire:
        return False
    return _read_day(text, parts) or _read_wire(text, parts) or _read_place(text, parts)


def _is_day(text: str, at: int, order: DateOrder | None) -> bool:
    if _DAY.match(text, at) or _YEARLESS.match(text, at):
        return True
    numbers = numbers_at(text, at, order)
    return numbers is not None and (order is not None or numbers[0] is not None)


def _read_day(text: str, parts: _Parts) -> bool:
    if parts.on is not None:
        return False
    match = _DAY.match(text, parts.end)
    if match is not None:
        parts.on, parts.end = read_match(match), match.end()
    elif not parts.yearless and (short := _YEARLESS.match(text, parts.end)):
        parts.yearless, parts.end = True, short.end()
        return True
    elif (numbers := numbers_at(text, parts.end, parts.order)) and (parts.order or numbers[0]):
        parts.on, parts.end = numbers
    if parts.on is None:
        return False
    if time := _TIME.match(text, parts.end):
        parts.end = time.end()
    return True


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
    if parts.on and (alone := _IN_ITS_BRACKETS.match(text, parts.end)):
        parts.place, parts.end = alone[1], alone.end()
        return True
    run = _PLACE.match(text, parts.end)
    if run is None:
        return False
    end = run.end()
    place = run.group().strip(" ,/&*")
    if place.casefold() in _NO_PLACE or not (place[:1].isupper() or place[:1] in "'’"):
        return False
    after = _DIVIDER.match(text, end)
    reached = after.end() if after else end
    sign = text[reached : reached + 1]
    enclosing = _IN_SLASHES if sign == "/" else _IN_BRACKETS
    followed = _DASHES.match(text, end) or ((sign == "/" or sign in _OPENS) and enclosing.match(text, reached))
    if not followed and (
        not ("," in place and text[end : end + 1] == "\n")
        if parts.on
        else not (
            _ANY_IN_BRACKETS.match(text, reached) or _COLON.match(text, end) or _is_day(text, reached, parts.order)
        )
    ):
        return False
    parts.place, parts.end = place, end
    return True


_ANCHOR = re.compile(rf"(?:{PATTERN})\s{{0,2}}(?=[(/]|--|[-–—])|(?:[(/]|--|–|—)\s?{_ANY_WIRE}\b")
#: What every anchor ends or begins with; and how long a written day is at most, with the spaces after it.
_ANCHOR_SIGN = re.compile(rf"[(/–—-](?:(?<=\d.)|(?<=\d\s.)|(?<=\d\s\s.)|\s?{_ANY_WIRE}\b)")
_LONGEST_DAY = 40
_SHOUTED = re.compile(r"(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]+[\s,]+)+(?:[A-Z][\w.]+,?(?:\s{1,2}|(?=[–—-]|$))){0,3}[–—-]*$")
_SPOKEN = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]++[ ]?){1,3},\s(?:[A-Z][\w.]++\s?){1,3}[,\s–—-]*$")


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
