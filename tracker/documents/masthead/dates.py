"""Calendar days as releases write them: month names in either order, ISO 8601, and numbers where an order is declared.

Pure; no locale, no clock, no guess about which number is the month. A two-digit year is not a date here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from tracker.documents.masthead.caseless import any_case
from tracker.documents.model import Span


class DateOrder(StrEnum):
    """How a source that writes days as numbers orders them. Declared by the watch, never guessed."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


_NAMES = {
    "jan": 1, "january": 1, "feb": 2, "february": 2, "mar": 3, "march": 3, "apr": 4, "april": 4, "may": 5, "jun": 6,
    "june": 6, "jul": 7, "july": 7, "aug": 8, "august": 8, "sep": 9, "sept": 9, "september": 9, "oct": 10,
    "october": 10, "nov": 11, "november": 11, "dec": 12, "december": 12,
    "januar": 1, "februar": 2, "märz": 3, "maerz": 3, "mai": 5, "juni": 6, "juli": 7, "oktober": 10, "dezember": 12,
    "janvier": 1, "février": 2, "fevrier": 2, "mars": 3, "avril": 4, "juin": 6, "juillet": 7, "août": 8, "aout": 8,
    "septembre": 9, "octobre": 10, "novembre": 11, "décembre": 12, "decembre": 12,
    "enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8, "septiembre": 9,
    "octubre": 10, "noviembre": 11, "diciembre": 12,
}  # fmt: skip

_MONTHS = 12
MONTH = any_case("|".join(sorted(_NAMES, key=len, reverse=True)))
WEEKDAY = rf"(?:{any_case('mon|tues|tue|wednes|wed|thurs|thu|fri|satur|sat|sun')}(?i:day)?\.?,?\s)"
_YEAR = r"(?:19|20)\d\d"
#: One alternative a form, in any case; the groups of a form carry its number.
PATTERN = (
    rf"(?:(?P<month1>{MONTH})\b\.?\s{{1,3}}(?P<day1>\d{{1,2}})(?i:st|nd|rd|th)?\b\s?[,.]?\s{{0,3}}(?P<year1>{_YEAR})\b"
    rf"|(?P<day2>\d{{1,2}})(?i:st|nd|rd|th|\.|er)?\s{{1,3}}(?i:of\s|de\s)?(?P<month2>{MONTH})\b\.?,?\s{{1,3}}(?i:de\s)?"
    rf"(?P<year2>{_YEAR})\b"
    rf"|(?P<year3>{_YEAR})-(?P<month3>\d\d)-(?P<day3>\d\d)(?!\d))"
)
_WRITTEN = re.compile(rf"(?<![\w/]){PATTERN}")
_ANY_YEAR = re.compile(rf"{_YEAR}\b")
#: How far a day reaches before and after the beginning of its year, at most, with what stands behind it.
_BEFORE_YEAR, _AFTER_YEAR = 30, 12
_NUMBERS = re.compile(r"(\d(?<![\w./-]\d)\d?)([./-])(\d{1,2})\2((?:19|20)\d\d)(?![\w/-])")
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/_.]?)(\d\d)\2(\d\d)(?!\d)")


#: A time of day with its zone, as it stands behind a day: "at 7:30 a.m. CET", "08h54 HE", "18:08 ET".
TIME = (
    r"(?:(?i:release\s)?(?i:at)\s)?\d{1,2}(?:(?:[:.h]\d\d){1,2}(?:\s?[aApP]\.?[mM]\b\.?)?|\s?[aApP]\.?[mM]\b\.?)"
    r"(?:,?\s\(?(?:[A-Z]{2,4}T|ET|CT|MT|PT|HE|UTC|UK\stime"
    r"|(?:Eastern|Central|Mountain|Pacific)(?:\sEuropean)?(?:\s(?:Standard|Daylight|Summer))?(?:\s[Tt]ime)?)\b\)?)?"
)


def day(year: int, month: int, of_month: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, of_month)
    except ValueError:
        return None


def read_match(match: re.Match[str]) -> date | None:
    """The day that one match of `PATTERN` stands for; None where the calendar has no such day, or the names no such month."""
    groups = match.groupdict()
    for form in ("1", "2"):
        if groups[f"year{form}"]:
            # Capitals of other alphabets that a pattern takes for an "i" in any case are none here: "JUNİ".
            month = _NAMES.get(groups[f"month{form}"].casefold(), 0)
            return day(int(groups[f"year{form}"]), month, int(groups[f"day{form}"]))
    return day(int(groups["year3"]), int(groups["month3"]), int(groups["day3"]))


def dates(
    text: str, *, order: DateOrder | None = None, start: int = 0, end: int | None = None
) -> list[tuple[date, Span]]:
    """Every day that the text writes out between two offsets, in text order, with its place.

    Days written as three numbers are read only where `order` is declared.
    """
    stop = len(text) if end is None else end
    found = [(on, Span(*match.span())) for match in _written(text, start, stop) if (on := read_match(match))]
    if order is not None:
        numbers = _NUMBERS.finditer(text, start, stop)
        found += [(on, Span(*match.span())) for match in numbers if (on := _ordered(match, order))]
        found.sort(key=lambda pair: pair[1])
    return found


def _written(text: str, start: int, stop: int) -> Iterator[re.Match[str]]:
    """What `_WRITTEN.finditer` finds, sought around years only: nothing inside a day looks like another year."""
    at = start
    for year in _ANY_YEAR.finditer(text, start, stop):
        begin = year.start()
        match = _WRITTEN.search(text, max(at, begin - _BEFORE_YEAR), min(stop, begin + _AFTER_YEAR))
        if match is not None and match.start() <= begin:
            yield match
            at = match.end()


def certain_dates(text: str, start: int, end: int) -> list[tuple[date, Span]]:
    """The days written as three numbers between two offsets that are days in one order only: "13/03/2019"."""
    numbers = _NUMBERS.finditer(text, start, end)
    return [(on, Span(*match.span())) for match in numbers if (on := _ordered(match, None))]


def numbers_at(text: str, start: int, order: DateOrder | None) -> tuple[date | None, int] | None:
    """The day that begins at this offset as three numbers, and where it ends; None where there are no three numbers.

    Where no order is declared, a day that would be another one in the other order is None.
    """
    match = _NUMBERS.match(text, start) if text[start : start + 1].isdigit() else None
    return (_ordered(match, order), match.end()) if match else None


def is_ambiguous(words: str) -> bool:
    """Whether words hold a day as three numbers that is another day in the other order."""
    found = _NUMBERS.search(words)
    return found is not None and found[1] != found[3] and max(int(found[1]), int(found[3])) <= _MONTHS


def _ordered(numbers: re.Match[str], order: DateOrder | None) -> date | None:
    one, other = int(numbers[1]), int(numbers[3])
    if order is None:
        if one != other and max(one, other) <= _MONTHS:
            return None
        order = DateOrder.DAY_FIRST if one > _MONTHS else DateOrder.MONTH_FIRST
    month, of_month = (other, one) if order is DateOrder.DAY_FIRST else (one, other)
    return day(int(numbers[4]), month, of_month)


def date_in_name(name: str) -> date | None:
    """The day in a URL or a file name ("…/2025/07/29/…", "2025-07-29-results.txt"): year, month, day, in this order.

    The last one that the calendar has is taken, as paths narrow from left to right.
    """
    days = [on for match in _IN_NAME.finditer(name) if (on := day(int(match[1]), int(match[3]), int(match[4])))]
    return days[-1] if days else None
