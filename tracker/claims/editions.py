"""The edition that stands by a scheme's name: ":2015", "Rev. D", "Type II", "v4.0.1", "Level 2", "Gold".

One production a form, each over the tokens that follow the name; none guesses, and what the publisher never issued
is kept as it is written, in doubt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from tracker.claims.levels import Stated, graded, levelled, parts
from tracker.claims.schemes import Edition, Scheme
from tracker.claims.tokens import Tokens

_YEARS = range(1985, 2036)
_VERSION_WORDS = frozenset({"version", "ver", "v", "rev", "revision", "edition", "ed", "issue", "release", "r", "code"})
_EDITION_NOUNS = frozenset({"edition", "version", "revision"})
_SIGNS = frozenset(":-/;,(.")
MARKS = frozenset("®™℠")

_NOT_LISTED = "edition-not-in-registry"


class Form(StrEnum):
    """How the editions of a scheme are told apart."""

    YEAR = "year"
    LETTER = "letter"
    VERSION = "version"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class _Lead:
    """What stands between a name and a number: the signs, a word such as "Rev", and where the number is."""

    signs: str
    word: str
    at: int


def form_of(scheme: Scheme) -> Form:
    """The form that the editions of a scheme have."""
    names = [edition.name for edition in scheme.editions]
    if not names:
        return Form.NONE
    if any(len(name) == 1 and name.isalpha() for name in names):
        return Form.LETTER
    if all(name.isdigit() and len(name) == 4 for name in names):
        return Form.YEAR
    return Form.VERSION


def stated(tokens: Tokens, at: int, scheme: Scheme, form: Form, adopter: str) -> Stated:
    """The edition that follows a name; `after` is `at` where none does.

    Args:
        tokens: The sentence.
        at: The token after the name.
        scheme: The scheme that is named.
        form: `form_of(scheme)`.
        adopter: The national body whose prefix the name carries ("EN", "GB/T"), or "".
    """
    while at < len(tokens) and tokens.words[at] in MARKS:
        at += 1
    found = Stated(None, at)
    if form is Form.YEAR:
        found = _year(tokens, at, scheme, adopter)
    elif form is Form.LETTER:
        found = _letter(tokens, at, scheme, adopter)
    elif form is Form.VERSION:
        found = _version(tokens, at, scheme)
    if scheme.levels:
        return levelled(tokens, found, scheme)
    return graded(tokens, found, scheme) if scheme.grades else found


def unregistered_year(tokens: Tokens, at: int) -> Stated:
    """The year after the number of a standard that the registry does not know."""
    lead = _lead(tokens, at)
    if lead and lead.signs in {":", "-"} and _is_year(tokens, lead.at):
        return Stated(tokens.words[lead.at], lead.at + 1)
    return Stated(None, at)


def led(tokens: Tokens, first: int, scheme: Scheme) -> str | None:
    """The edition that is said before the name: "the 2022 edition of ISO/IEC 27001", "Revision D of AS9100"."""
    words = tokens.words
    place = first - 1 if first and words[first - 1] != "the" else first - 2
    if place < 2 or words[place] != "of":
        return None
    for noun, said in ((place - 1, place - 2), (place - 2, place - 1)):
        known = scheme.edition(words[said].upper()) if words[noun] in _EDITION_NOUNS else None
        if known is not None:
            return known.name
    return None


def _lead(tokens: Tokens, at: int) -> _Lead | None:
    """Signs and a version word before a number or letter; None at the end of the sentence."""
    signs = ""
    while at < len(tokens) and tokens.words[at] in _SIGNS and len(signs) < 2:
        signs += tokens.words[at]
        at += 1
    word = ""
    if at < len(tokens) and tokens.words[at] in _VERSION_WORDS and at + 1 < len(tokens):
        following = tokens.words[at + 1]
        if following in ".:-" or following[0].isdigit() or len(following) == 1:
            word = tokens.words[at]
            at += 1
            while at < len(tokens) and tokens.words[at] in ".:-'\"":
                at += 1
    return _Lead(signs, word, at) if at < len(tokens) else None


def _is_year(tokens: Tokens, at: int) -> bool:
    """Whether this token is a year in which an edition can have been published."""
    word = tokens.words[at]
    if len(word) != 4 or not word.isdigit() or int(word) not in _YEARS:
        return False
    return not (at + 1 < len(tokens) and tokens.glued(at + 1) and tokens.words[at + 1] in {"%", "_"})


def _year(tokens: Tokens, at: int, scheme: Scheme, adopter: str) -> Stated:
    """A year, however it is set off; a bare space, slash or full stop only before a year that was issued."""
    lead = _lead(tokens, at)
    if lead is None:
        return Stated(None, at)
    if not _is_year(tokens, lead.at):
        return _short_year(tokens, lead, at, scheme, adopter)
    edition, doubts = _known_year(tokens.words[lead.at], scheme, adopter)
    after = lead.at + 1
    named = after < len(tokens) and tokens.words[after] in _EDITION_NOUNS
    closed = after < len(tokens) and tokens.words[after] == ")"
    if not _well_set(tokens, lead, issued=scheme.edition(edition) is not None, named=named, closed=closed):
        return Stated(None, at)
    after += 1 if named or ("(" in lead.signs and closed) else 0
    return Stated(edition, _amended(tokens, after), doubts=doubts)


def _well_set(tokens: Tokens, lead: _Lead, *, issued: bool, named: bool, closed: bool) -> bool:
    """Whether a year after these signs is an edition and not the next word of the sentence."""
    if lead.word or named:
        return True
    if lead.signs == ":":
        return True
    if lead.signs in {"-", ";"}:
        return issued or tokens.glued(lead.at)
    if lead.signs == "(":
        return closed and issued
    if lead.signs in {"/", "."}:
        return issued and tokens.glued(lead.at)
    return issued and not lead.signs


def _short_year(tokens: Tokens, lead: _Lead, at: int, scheme: Scheme, adopter: str) -> Stated:
    """A two-digit year after a colon: "CSA ISO 9001:16"."""
    word = tokens.words[lead.at]
    if lead.signs == ":" and len(word) == 2 and word.isdigit():
        for edition in scheme.editions:
            if word in edition.adopted.get(adopter, ()) or edition.name[2:] == word:
                return Stated(edition.name, lead.at + 1, doubts=("short-year",))
    return Stated(None, at)


def _amended(tokens: Tokens, after: int) -> int:
    """The token after "(E)", "+A11:2021" or "/Amd 1:2024", which change no edition."""
    words = tokens.words
    if words[after : after + 3] == ["(", "e", ")"]:
        return after + 3
    if after + 2 < len(tokens) and words[after] in {"+", "/"} and words[after + 1] in {"a", "amd", "ac"}:
        place = after + 2
        while place < len(tokens) and (words[place].isdigit() or words[place] in ".:"):
            place += 1
        return place
    return after


def _known_year(year: str, scheme: Scheme, adopter: str) -> tuple[str, tuple[str, ...]]:
    """The publisher's edition for a year, through national adoptions; else the year itself, in doubt."""
    by_adopter = next((edition.name for edition in scheme.editions if year in edition.adopted.get(adopter, ())), None)
    if by_adopter and by_adopter != year:
        return by_adopter, ("national-year",)
    if scheme.edition(year) is not None:
        return year, ()
    elsewhere = next((e.name for e in scheme.editions for years in e.adopted.values() if year in years), None)
    near = elsewhere or _nearest(year, scheme)
    return year, _never_issued(near, scheme)


def _never_issued(near: str | None, scheme: Scheme) -> tuple[str, ...]:
    """The doubt about an edition that does not exist, with what was probably meant."""
    if scheme.partial:
        return (_NOT_LISTED,)
    return ("edition-never-issued", f"nearest-edition:{near}") if near else ("edition-never-issued",)


def _nearest(year: str, scheme: Scheme) -> str | None:
    """The issued year that lies closest to one that was never issued."""
    issued = [edition.name for edition in scheme.editions if not edition.planned and edition.name.isdigit()]
    return min(issued, key=lambda name: abs(int(name) - int(year)), default=None)


def _letter(tokens: Tokens, at: int, scheme: Scheme, adopter: str) -> Stated:
    """A revision letter, a year that means one, or both in either order: "AS9100:2009 Rev C", "AS9100D:2016"."""
    first = _one_letter(tokens, at, scheme)
    if first:
        second = _letter_year(tokens, first.after, scheme, adopter)
        if second and second.edition == first.edition:
            return replace(first, after=second.after)
        again = _one_letter(tokens, first.after, scheme)
        return replace(first, after=again.after) if again and again.edition == first.edition else first
    year = _letter_year(tokens, at, scheme, adopter)
    if year is None:
        return Stated(None, at)
    letter = _one_letter(tokens, year.after, scheme)
    return letter or year


def _one_letter(tokens: Tokens, at: int, scheme: Scheme) -> Stated | None:
    """One revision letter: glued, after a hyphen, after "Rev", or alone where the scheme issued it."""
    lead = _lead(tokens, at)
    if lead is None or len(tokens.words[lead.at]) != 1 or not tokens.words[lead.at].isalpha():
        return None
    letter = tokens.words[lead.at].upper()
    issued = scheme.edition(letter) is not None
    glued = tokens.glued(lead.at) and lead.signs in {"", "-"} and not lead.word
    alone = not lead.word and not glued
    if alone and (not issued or letter == "A" or not tokens.capital(lead.at) or lead.signs not in {"", "-"}):
        return None
    if glued and not issued and (lead.signs or letter == "S"):
        return None  # a hyphenated word ("AS9100-certified"), or a space addendum
    after = lead.at + 1
    while after < len(tokens) and tokens.words[after] in {"'", '"'} and tokens.glued(after) and lead.word:
        after += 1
    if "(" in lead.signs and after < len(tokens) and tokens.words[after] == ")":
        after += 1
    if issued:
        return Stated(letter, after)
    newest = next((edition.name for edition in reversed(scheme.editions) if not edition.planned), None)
    return Stated(letter, after, doubts=_never_issued(newest, scheme))


def _letter_year(tokens: Tokens, at: int, scheme: Scheme, adopter: str) -> Stated | None:
    """A year that stands for a revision: "AS9100:2016" is revision D."""
    lead = _lead(tokens, at)
    if lead is None or not _is_year(tokens, lead.at) or lead.signs not in {":", "-", "("}:
        return None
    year = tokens.words[lead.at]
    closed = lead.at + 1 < len(tokens) and tokens.words[lead.at + 1] == ")"
    after = lead.at + (2 if closed and lead.signs == "(" else 1)
    for edition in scheme.editions:
        if year in edition.adopted.get(adopter, ()) or any(also.endswith(":" + year) for also in edition.also_written):
            return Stated(edition.name, after)
    return Stated(year, after, doubts=_never_issued(None, scheme))


def _version(tokens: Tokens, at: int, scheme: Scheme) -> Stated:
    """A version, issue, edition or release; a bare whole number is not one."""
    for edition in scheme.editions:
        named = _spelt(tokens, at, edition)
        if named is not None:
            return Stated(edition.name, named)
    lead = _lead(tokens, at)
    if lead is None or not tokens.words[lead.at].isdigit() or lead.signs not in {"", ":", "-", ",", "(", "/"}:
        return Stated(None, at)
    number, after = _number(tokens, lead.at)
    ordinal = tokens.words[after] if after < len(tokens) and tokens.words[after] in {"st", "nd", "rd", "th"} else ""
    after += 1 if ordinal else 0
    if after < len(tokens) and tokens.words[after] in _EDITION_NOUNS:
        after += 1
    marked = bool(lead.word or ordinal or "." in number or lead.signs == ":")
    if "(" in lead.signs and after < len(tokens) and tokens.words[after] == ")":
        after += 1
    candidates = {number, f"v{number}", f"R{number}", f"Rev {number}", number + ordinal}
    for edition in scheme.editions:
        if marked and candidates & {edition.name, *edition.also_written}:
            return Stated(edition.name, after)
    if lead.word and not lead.word.startswith("r") and len(number) < 4:
        return Stated(number, after, doubts=(_NOT_LISTED,))
    return Stated(None, at)


def _spelt(tokens: Tokens, at: int, edition: Edition) -> int | None:
    """The token after an edition that has a name of its own ("Danzell", "MDR", "Rev 2"), or None."""
    for name in (edition.name, *edition.also_written):
        if not name[0].isalpha():
            continue
        place = at + 1 if at < len(tokens) and tokens.words[at] in {"(", "-", ":", ","} else at
        wanted = parts(name)
        if tokens.words[place : place + len(wanted)] == wanted:
            return place + len(wanted)
    return None


def _number(tokens: Tokens, at: int) -> tuple[str, int]:
    """A number with its glued decimals: "4.0.1", and the token after it."""
    number, after = tokens.words[at], at + 1
    while (
        after + 1 < len(tokens)
        and tokens.words[after] == "."
        and tokens.glued(after)
        and tokens.glued(after + 1)
        and tokens.words[after + 1].isdigit()
    ):
        number += "." + tokens.words[after + 1]
        after += 2
    return number, after
