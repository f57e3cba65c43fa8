"""Whose release it is: the issuer, from the lead's subject, its listing, the About headings and the title.

Pure. No one of these is right on every release: a lead may open with a place, a person or an authority, a joint release
has several About sections, a title may begin with anything. So candidates are gathered from each, and the one that
most of them bear out is taken, in the fullest spelling that the lead uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tracker.documents.masthead.caseless import any_case
from tracker.documents.masthead.names import LEGAL_FORMS, bare, initials, key, same
from tracker.documents.model import Listing, Span

_NAME_WORD = r"(?:[A-ZÀ-ÖØ-Þ0-9][\w.'’™®©+À-ÿ-]*(?:&[A-Z]\w*)?|(?<![a-z])[a-z]++[A-Z]\w*[™®]?)"
_JOIN = r"(?:\s(?:&|and|of|the|for|de|la|le|du|von|van|der|del|di|in|at|by|on|[-–|+])(?=\s[\"A-ZÀ-Þ0-9]))"
_SUFFIX = rf"(?:\s?[™®©])?,?\s(?:{LEGAL_FORMS})\b\.?[™®]?"
_SUFFIXED = re.compile(_SUFFIX, re.IGNORECASE)
#: A run of capitalised words, with its small words and its legal form ("Acme of York & Sons, Inc.").
NAME = re.compile(rf"(?:The\s)?{_NAME_WORD}(?:{_SUFFIX}|{_JOIN}|\s{_NAME_WORD}|\s?[™®©])*")
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ0-9]")
_BEFORE_NEWS = any_case(
    "today|is|has|have|are|was|will|proudly|recently|successfully|officially|just|now|also|formally|this|week|on"
    "|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
)
#: Verbs of news, as releases use them of whom they are about.
NEWS = any_case(
    r"announc\w*|report\w*|releas\w*|launch\w*|introduc\w*|unveil\w*|confirm\w*|provid\w*|pleased|proud|excited"
    r"|thrilled|delighted|honou?red|entered|complet\w*|achiev\w*|appoint\w*|award\w*|receiv\w*|sign\w*|select\w*"
    r"|expand\w*|acquir\w*|join\w*|host\w*|declar\w*|been|earned|named|published|issued|said|hold|holds|celebrat\w*"
    r"|partner\w*|continues|marks|opens?|opened|welcom\w*|participat\w*|present\w*|files|filed|filing|commenc\w*"
    r"|secur\w*|becom\w*|deliver\w*|offer\w*"
)
_SAID_OF_IT = any_case(
    "an?|the|one of|which|whose|parent|part|headquartered|based|creators?|makers?|providers?|developers?|manufacturers?"
    "|leaders?|leading|formerly|together|through"
)
#: What follows the subject of a lead, after its brackets: an apposition, or a verb of news.
FOLLOWS = re.compile(
    r"(?:\s*\([^()]{1,160}\))*+"
    rf"(?:\s*+[,–—-]\s*+(?:(?i:Inc|LLC)\.?,\s)?{_SAID_OF_IT}|[\"“”'’)\s,]*+(?:{_BEFORE_NEWS}\s+)*+{NEWS})\b"
)
#: So far what follows is looked for.
FOLLOWED_WITHIN = 240
_BRACKETS = re.compile(r"(?:\s*\([^()]{1,160}\))+")
#: A season or a month with its year, and bare numbers, which stand where a name could.
_WHEN = re.compile(r"(?:\d{1,2}\s)?(?:(?:Spring|Summer|Autumn|Fall|Winter|[HQ]\d|[A-Z][a-z]{2,8})\s)?\d+")
_SPACED_DASHES = (" - ", " – ", " | ")
#: Who acts for an organisation, or is a part of it; and articles of languages that put one before a company's name.
_OF_ITS = re.compile(
    r"(?:The\s)?(?:Boards?\sof\s(?:Directors|Trustees|Managers|Governors)|(?:Common\s)?Shares|Share[Hh]olders|Management)\sof\s(?:the\s|The\s)?"
    r"|(?:Die|Der|Das)\s(?=.*\b(?:AG|SE|GmbH|KG|KGaA|eG)$)"
)
#: A standard by its number, and what a certificate is spoken of with, at the end of a name: "Acme ISO 14001", "FSC Certified".
_STANDARD = re.compile(
    r"(?:^|[\s,]+)(?:(?:[A-Z]{2,6}(?:[/-][A-Z]{2,4})?[\s-]?\d{4,5}(?:[:-]\d+)*[A-Z]?)|(?<=[A-Z0-9®][\s,])(?:Certified|Certification|Accredited)(?=\s|$)).*"
)
_OF_STANDARDS = re.compile(r"[\dCA](?:(?<=\d)|ertif|ccred)")
_CERTIFIED_BY = re.compile(r"\b(?:certified|accredited|registered|audited|certificated)\sby\s(?:the\s)?$")
_CERTIFIED = re.compile(r"[®™]?[\s-](?i:certif(?:ied|ication|icate)|accredit(?:ed|ation)|standard|complian(?:t|ce))\b")
#: Who announces a decision about a company without being one.
_AUTHORITY = re.compile(
    r"\b(?:Department|Commission|Ministry|Government|Court|Senate|Congress|Parliament|Administration|Authority"
    r"|Council|Board of|Accreditation Board|Certification Body|Bureau|European Union|Agency of)\b"
)
#: How far before its listing a name may end: "Acme Widgets, Inc. (“Acme”) (Nasdaq: ACME)".
_NEAR = 40
_WHERE = re.compile(r"(?<=[a-z]{2})\.(?:\s|$)|\s(?:in|at|by|on|for)\s")
_ABBREVIATED = (
    "St", "Dr", "Mt", "Mr", "Ms", "Mrs", "Jr", "Sr", "No", "Co", "Ft", "Inc", "Ltd", "Mfg", "Ind", "Bros", "Intl", "Corp", "Assn",
)  # fmt: skip
#: A full stop after a word that is no abbreviation, where capitals go on in the next sentence.
SENTENCE_ENDS = re.compile(
    r"\.(?<=[A-Za-z]{2}\.)" + "".join(rf"(?<!\b{short}\.)" for short in _ABBREVIATED) + r"\s(?=[A-Z])"
)
_SMALL_WORD = re.compile(r"(?<![\w-])[a-z][\w-]{2,}\s$")
_TWICE = re.compile(r"(?P<name>[A-Z0-9].{2,60}?[a-z0-9.)])(?P=name)(?![a-z])")
_SENTENCE_BREAK = re.compile(r"[.!?](?<=[a-z\d)].)\s+(?=[A-Z])")
_ABOUT = re.compile(r"(?:About|ABOUT)\s(?:the\s|The\s|THE\s)?(?P<name>[^\n:]{2,70})")
_BEFORE_ABOUT = re.compile(r"(?:^|[\n.!?\")”]|\s{2})[#*\s]{0,6}$")
#: Words in capitals that open a sentence and no name.
_NOT_A_NAME = frozenset(
    re.findall(
        r"\w+",
        "in at on with as for from by today this that these those the a an it we our when while since after before"
        " following according during if there under over through every are is what how why to and but us certification accreditation",
    )
)
_OURSELVES = frozenset({"us", "company", "the company", "group", "organisation", "organization", "firm"})
#: How far into the lead the subject of its first sentence may stand, where title and lead run together.
_EARLY = 400
_FAR = 700
#: Points that a candidate gets for each thing that bears it out.
_OFTEN_NAMED = 1
_LONGEST_NAME = 6
_SHORTEST_ALONE = 3
_OFTEN = 3  # the title itself is one of them
#: About headings beyond these say nothing of whose release it is; each name is held against every other one.
_MOST_ABOUTS = 64
_LISTING, _SUBJECT, _ABOUT_FIRST, _ABOUT_LATER, _TITLE_OPENS, _TITLE_HOLDS = 4, 3, 3, 1, 2, 1


def organisation(
    text: str, lead: Span, *, listed: Sequence[Listing] = (), title: str | None = None, names: Sequence[str] = ()
) -> str | None:
    """The issuer's name in the fullest spelling of the lead, or None where nothing names one.

    `listed` are the listings that the lead states. `names`, where given, decide: the one that the text uses is the issuer's, spelt as the lead spells it.
    """
    subjects = _lead_names(text, lead, [listing.span.start - lead.start for listing in listed] if listed else ())
    abouts = about_subjects(text)
    if names and (known := _known(text, names, subjects)):
        return known
    candidates: dict[str, int] = {}
    for position, (name, points) in enumerate(subjects):
        candidates[name] = max(candidates.get(name, 0), points - min(position, 1))
    for position, name in enumerate(abouts):
        candidates.setdefault(name, 0)
        candidates[name] += _ABOUT_FIRST if position == 0 else _ABOUT_LATER
    if title and (named := _title_opens(text, title)):
        candidates[named] = candidates.get(named, 0) + _OFTEN_NAMED
    opening = NAME.match(title) if title else None
    totals = {name: _total(name, candidates, title, opening.group() if opening else None) for name in candidates}
    while totals and totals[best := max(totals, key=totals.__getitem__)] > 1:
        if not _is_scheme(text, best) or any(same(best, about) for about in abouts):
            return _fullest(text, lead, best, subjects, abouts)
        del totals[best]
    return None


def about_subjects(text: str) -> tuple[str, ...]:
    """The names in the text's first About headings, in text order, as far as their capitals go."""
    found: list[str] = []
    for match in _ABOUT.finditer(text):
        if len(found) == _MOST_ABOUTS:
            break
        if not _BEFORE_ABOUT.search(text[max(0, match.start() - 8) : match.start()]):
            continue
        name = NAME.match(match["name"]) if match["name"][0] != " " else None
        if name and key(name.group()) not in _OURSELVES and not name.group()[0].isdigit():
            found.append(_ended(_unrepeated(SENTENCE_ENDS.split(name.group(), maxsplit=1)[0])))
    return tuple(found)


def names_in(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What `NAME.finditer` finds, from capital to capital: most of a text is small letters, which begin a name only before one."""
    at = start
    while capital := _CAPITAL.search(text, at, end):
        begin = first = capital.start()
        while begin >= at and begin > 0 and "a" <= text[begin - 1] <= "z":
            begin -= 1
        in_word = begin >= at and "A" <= text[first] <= "Z"
        name = NAME.match(text, begin if in_word else first, end)
        if name is None:
            at = first + 1
            continue
        yield name
        at = name.end()


def _spellings(text: str, lead: Span) -> list[str]:
    """The names in the lead, wherever they stand in it, up to the end of a sentence or to where and when."""
    found = (_without_opener(match.group()) for match in names_in(text, lead.start, lead.end))
    cut = (_WHERE.split(SENTENCE_ENDS.split(words, maxsplit=1)[0], maxsplit=1)[0] for words in found)
    return [name for words in cut if (name := _ended(words))]


def _ended(name: str) -> str:
    """The name without the marks around it, and without a full stop that is its sentence's and not its legal form's."""
    plain = name.strip(" -–,|'’")
    return plain if bare(plain) != plain.rstrip(".") else plain.rstrip(".")


def _unrepeated(name: str) -> str:
    """A heading run together with its sentence repeats itself: "Acme Widgets Acme Widgets Inc" is "Acme Widgets"."""
    if glued := _TWICE.match(name):
        return glued["name"]
    words = name.split()
    for cut in range(1, len(words)):
        if words[cut].casefold() == words[0].casefold():
            return " ".join(words[:cut])
    return name


def _lead_names(text: str, lead: Span, listed: Sequence[int]) -> list[tuple[str, int]]:
    """Names that open the lead or stand before a listing in it, with their points, best first; `listed` is where listings begin."""
    found: list[tuple[str, int]] = []
    opening = text[lead.start : lead.end]
    last = max((_EARLY, *listed))
    dashed = any(dash in opening for dash in _SPACED_DASHES)
    for match in names_in(opening, 0, len(opening)):
        if match.start() >= last:
            break
        start, written = match.start(), match.group()
        if "." in written:
            written = SENTENCE_ENDS.split(written, maxsplit=1)[0]
        end = start + len(written)
        if dashed and (dash := _last_dash(text, written)) is not None:
            start, written = start + dash, written[dash:]
        points = _points(opening, start, end, written, listed)
        if not points or _is_certifier(opening, start):
            continue
        name = _first_of_two(text, _ended(_without_standard(_without_opener(written))))
        name = _of_whom(text, _with_small_first(text, lead.start + start, name))
        if name and key(name) not in _NOT_A_NAME and not _WHEN.fullmatch(name):
            found.append((name, points + _abbreviated(opening, end, name)))
        if match.start() > _FAR:
            break
    return sorted(found, key=lambda pair: -pair[1])


def _is_certifier(opening: str, start: int) -> bool:
    """Whether a name that begins here is of who certified something."""
    by = opening.endswith(("by ", "by the "), 0, start)
    return by and _CERTIFIED_BY.search(opening, max(0, start - _NEAR), start) is not None


def _last_dash(text: str, written: str) -> int | None:
    """Where the name begins behind a spaced dash, unless the text repeats the whole: "2019 – Acme", "EET – Acme"."""
    end = max(written.rfind(dash) for dash in _SPACED_DASHES) + 3
    return end if end > 2 and not _is_repeated(text, written) else None


def _without_standard(name: str) -> str:
    """The name behind who acts for it, up to a standard or to what a certificate is spoken of with."""
    if its := _OF_ITS.match(name):
        name = name[its.end() :]
    return _STANDARD.sub("", name) if _OF_STANDARDS.search(name) else name


def _is_scheme(text: str, name: str) -> bool:
    """Whether a short name is that of a scheme, by which the text calls somebody or something certified: "C-TPAT certified"."""
    plain = _without_standard(name)
    short = bare(plain)
    if not short:
        return True
    if " " in short or short != plain.rstrip("®™") or not (short.isupper() or short[-1].isdigit()):
        return False
    at = text.find(short)
    while at >= 0:
        if _CERTIFIED.match(text, at + len(short)) and not text[at - 1 : at].isalnum():
            return True
        at = text.find(short, at + 1)
    return False


def _points(opening: str, start: int, end: int, written: str, listed: Sequence[int]) -> int:
    """What stands around a name says for its being the lead's subject: a listing, an apposition, a verb of news."""
    if listed and any(0 < at - end <= _NEAR and "(" in opening[end:at] for at in listed):
        return _LISTING
    if start < _EARLY and FOLLOWS.match(opening, end, end + FOLLOWED_WITHIN):
        return _SUBJECT if start < 4 else _SUBJECT - 1 - _later(opening, start)
    return 1 + (bare(written) != written) if start < 4 else 0


def _abbreviated(opening: str, end: int, name: str) -> bool:
    """Whether the name's own initials follow it in brackets."""
    brackets = _BRACKETS.match(opening, end)
    return brackets is not None and f"({initials(name)})" in brackets.group()


def _later(opening: str, at: int) -> bool:
    """Whether a sentence has ended before this place in the lead, so that the subject here may be anybody."""
    return _SENTENCE_BREAK.search(opening, 0, at) is not None


def _first_of_two(text: str, name: str) -> str:
    """The first of two organisations that a lead names together, where the text speaks of each by itself."""
    one, joint, other = name.partition(" and ")
    if not joint:
        one, joint, other = name.partition(" & ")
    if not joint or not key(one) or not key(other):
        return name
    apart = text.count(one) > text.count(one + joint) and text.count(other) > text.count(joint + other)
    return one.strip(" ,") if apart else name


def _of_whom(text: str, name: str) -> str:
    """The organisation in "Designers at Acme" and "Friends of Acme", where the text speaks of it more often by itself."""
    _, at, whom = name.partition(" at ") if " at " in name else name.partition(" of ")
    plain = bare(whom)
    return whom if at and key(whom) and " " in plain and text.count(plain) > 2 * text.count(name) else name


def _with_small_first(text: str, start: int, name: str) -> str:
    """The name with the word before it, where that is part of it whenever the text uses it ("acme Widgets")."""
    if not text[start - 1 : start].isspace() or not text[start - 2 : start - 1].isalnum():
        return name
    before = _SMALL_WORD.search(text[max(0, start - 30) : start])
    whole = f"{before.group()}{name}" if before else name
    return whole if before and text.count(whole) == text.count(name) > 1 else name


def _without_opener(name: str) -> str:
    words = name.split()
    while words and words[0].casefold().strip(",.") in _NOT_A_NAME and not (words[0] == "The" and len(words) > 1):
        words = words[1:]
    return " ".join(words)


def _known(text: str, names: Sequence[str], subjects: list[tuple[str, int]]) -> str | None:
    for given in names:
        for name, _ in subjects:
            if same(given, name):
                return name
    for given in names:
        written = _whole(bare(given)).search(text) if key(given) else None
        if written:
            suffix = _SUFFIXED.match(text, written.end())
            return text[written.start() : (suffix or written).end()]
    return None


@lru_cache(1024)
def _whole(name: str) -> re.Pattern[str]:
    """A name as whole words. What may follow it is sought by itself, as it would have to be compiled with every name."""
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)


def _title_opens(text: str, title: str) -> str | None:
    """The longest opening of the title that the text repeats as a name; titles capitalise every word of theirs."""
    words = title.split()
    repeated: list[str] = []
    for length in range(1, min(_LONGEST_NAME, len(words) - 1) + 1):
        opening = " ".join(words[:length]).strip(" ,:;-–—'’\"")
        name = opening[:-2] if opening.endswith(("'s", "’s")) else opening
        if not _is_repeated(text, name):
            # No longer one is.
            break
        repeated.append(name)
    for name in reversed(repeated):
        if (
            _is_name_in(text, name)
            and any(map(NAME.fullmatch, {name, name[:1].upper() + name[1:]}))
            and key(name)
            and key(name) not in _NOT_A_NAME
        ):
            return name
    return None


def _is_repeated(text: str, words: str) -> bool:
    first = text.find(words)
    return first >= 0 and text.find(words, first + len(words)) >= 0


def _is_name_in(text: str, words: str) -> bool:
    """Whether repeated words are a name: two words or more, a single word often, or one that is never in small letters."""
    if " " in words or (len(words) > _SHORTEST_ALONE and words.lower() not in text):
        return True
    return text.count(words) > _OFTEN


def _total(name: str, candidates: dict[str, int], title: str | None, opening: str | None) -> int:
    """A candidate's own points, those of the other spellings of it, and the title's, which opens with the name `opening`."""
    total = candidates[name] + sum(
        points for other, points in candidates.items() if other != name and same(other, name)
    )
    if _AUTHORITY.search(name):
        return total - _SUBJECT
    if title:
        if opening and same(opening, name):
            total += _TITLE_OPENS
        elif bare(name).casefold() in title.casefold():
            total += _TITLE_HOLDS
    return total


def _fullest(text: str, lead: Span, name: str, subjects: list[tuple[str, int]], abouts: Sequence[str]) -> str:
    """The spelling that the lead uses most plainly as its subject, the fuller of two that are as plain."""
    spellings = [
        (not bare(one).isupper() or len(bare(one).split()) > 1, points, len(key(one)), len(one), one)
        for one, points in subjects
        if same(one, name)
    ]
    if spellings:
        return max(spellings)[-1]
    others = [one for one in (*abouts, *_spellings(text, lead)) if same(one, name)]
    return max(
        others, key=lambda one: (not one.isupper(), text.count(one) > 1 or bare(one) != one, len(one)), default=name
    )
