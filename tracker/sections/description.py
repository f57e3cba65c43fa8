"""Finding the paragraphs that describe the issuer where no heading says so.

A third of releases close with what their issuer is and does, and put nothing above it. Such a paragraph names the
organisation at its start, says in the present what it is, quotes nobody and brings no news, and nothing but standing
text follows it. Each sign has points, so that no one of them decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from tracker.documents.masthead.names import bare, forms
from tracker.documents.masthead.organisation import NAME
from tracker.documents.model import Span
from tracker.documents.typography import level
from tracker.sections.cues import is_other, is_signature
from tracker.sections.vocabulary import DESCRIBES, OPENERS, holds

#: Somebody speaks: a paragraph that opens with a quotation, a quoted sentence, or a verb of saying. A motto is neither.
_QUOTED = re.compile(r"^\s*\"[A-Z]|(?:^|[\s(])\"(?=\w)(?:[^\s\"]+\s){7,}[^\"]*[.,!?]\"")
_SAYS = re.compile(
    r"\b(?:said|says|commented|added|stated|explained|noted|remarked|concluded)\b\s?(?:[A-Z\":,]|$)"
    r"|\baccording to\s[A-Z]\w+\s[A-Z]"
)
_SAYS_SIGNS = (
    "said", "says", "commented", "added", "stated", "explained", "noted", "remarked", "concluded", "according to"
)  # fmt: skip
#: What legal text speaks of, and a description does not.
_LEGAL = re.compile(
    r"\b(?:risks?|uncertaint\w+|forward[- ]looking|undertakes?|obligation|actual results|factors|filings?|liability"
    r"|reliance)\b",
    re.IGNORECASE,
)
_LEGAL_SIGNS = (
    "risk", "uncertaint", "looking", "undertake", "obligation", "actual results", "factor", "filing", "liability", "reliance"
)  # fmt: skip
#: This, `_FACTS`, `_VISIT` and `_OURS` are held against words in small letters, which takes a third of the time that a flag does.
_NEWS = re.compile(
    r"\b(?:today|yesterday|announc\w+|will\s(?:be|host|participate|release|present|provide|continue|also|begin"
    r"|offer|allow|enable|help)|(?:is|are)\s(?:pleased|proud|excited|thrilled|delighted|honored|honoured|inviting)"
    r"|this (?:partnership|acquisition|achievement|certification|agreement|launch|award|recognition|milestone"
    r"|collaboration|appointment|announcement|expansion|news|year['’]s|unwavering|new|audit)"
    r"|the (?:new|acquisition|partnership|agreement|transaction|collaboration|award|certification|launch|audit)"
    r"|with this|as part of (?:the|this)|plans? to|expects? to|recently|going forward|looking ahead)\b"
)
_KIND = re.compile(
    r"\b(?:leading|leader|premier|pioneer|provider|manufacturer|supplier|developer|distributor|maker|producer"
    r"|designer|company|firm|platform|organi[sz]ation|non-?profit|agency|subsidiary|division|brand"
    r"|(?<!B )corporation|institution"
    r"|association|university|consultancy|bank|retailer|creator|innovator|operator|group|partner|specialist"
    r"|integrator|startup|start-up|foundation|network|team|business|cooperative|solutions)\b",
    re.IGNORECASE,
)
_FACTS = re.compile(
    r"\b(?:founded|established|headquartered|headquarters|based in|since (?:19|20)\d\d|in business|offices in"
    r"|locations? in|employees|incorporated|family-owned|employee-owned|publicly traded|privately held"
    r"|for over \d+|years of|customers|clients|worldwide|countries|mission|certified|accredited|registered"
    r"|listed on|employs|\d[\d,. ]*\s(?:[a-z-]+\s){0,2}(?:stores|shops|branches|restaurants|hotels|plants|factories|mills|sites"
    r"|facilities|offices|warehouses|clinics|hospitals|schools|homes|farms|vessels|ships|vehicles|aircraft|trucks|employees"
    r"|people|staff|members|dealers|users|beds|laborator(?:y|ies)|countries|states|patents|engineers))\b"
)
_VISIT = re.compile(
    r"\b(?:for (?:more|further|additional) information|learn more|to learn|visit|find out more|more information"
    r"|discover more|follow|go to|details (?:are )?at|read more)\b[^.]{0,120}(?:www\.|https?:|\.[a-z]{2,7}\b(?!\s[a-z])|\[)"
)
_COPULA = re.compile(
    r"(?:\s?[™®©])?(?:,?\s(?:Inc|LLC|Ltd|Corp|Co|PLC|AG|GmbH)\b\.?,?)?(?:\s?\([^()]{1,120}\))*(?:,(?:[^.]"
    r"|\.(?=\w)){2,220}?,)?\s*(?:is|are|was|['’]s|has been|traces its)\s(?:\w+ly\s)?(?:an?|the|one|among|dedicated"
    r"|committed|headquartered|based|founded|simplifying|changing|on a mission|part|home|proud to be|owned"
    r"|recogni[sz]ed|widely|known|trusted|focused|building|redefining|transforming|established|roots|origins|ISO)\b"
)
_VERB = re.compile(
    rf"(?:\s?[™®©])?(?:,?\s(?:Inc|LLC|Ltd|Corp|Co|PLC|AG|GmbH)\b\.?,?)?(?:\s?\([^()]{{1,120}}\))*(?:,(?:[^.]"
    rf"|\.(?=\w)){{2,220}}?,)?\s(?:\w+ly\s)?(?:{DESCRIBES})\b"
)
#: "has automated" is news; "has been serving" is not.
_HAS_DONE = re.compile(
    r"(?:\s?\([^()]{1,120}\))*\s(?:has|have)\s(?:\w+ly\s|also\s|now\s|just\s)?(?!been)\w+(?:ed|t|n)\b"
    r"(?![^.]{0,160}\b(?:since (?:its|the|(?:19|20)\d\d)|for (?:more than |over |nearly |almost |some |about )?"
    r"(?:\d+|a|two|three|four|five|six|seven|eight|nine|ten|many|\w+ty|several) (?:years|decades|generations|century|centuries)))"
)
_OURS = re.compile(
    r"\b(?:the (?:company|firm|organi[sz]ation|group)|we|our|its|it|us|an? [\w-]+[- ](?:certified|owned|based"
    r"|accredited)|products|customers|clients|services)\b"
)
#: How a description opens that begins with the organisation's origin or place, or with anything of its history.
_ORIGIN = re.compile(
    r"(?:Founded|Established|Formed|Created|Incorporated|Started|Headquartered|Based|Family[- ]owned|Privately"
    r"|Publicly|In (?:business|operation))\b"
)
_HISTORY = re.compile(
    rf"(?:{_ORIGIN.pattern}|(?:Launched|Located)\b|Since\s(?:its\b|\d{{4}}|launching|inception|being)"
    r"|With\s(?:over|more|nearly|almost|its|offices|headquarters|roots|a (?:team|history|mission|focus))"
    r"|For\s(?:over|more|nearly|almost|the (?:past|last)|\d+|(?:[\w-]+\s)?(?:years|decades|generations|centuries)))"
)
#: How a paragraph opens that speaks of what was named before it.
_ANAPHORA = re.compile(
    r"(?:The\s(?:[Cc]ompany|[Ff]irm|[Oo]rgani[sz]ation|[Gg]roup)|We|Our|Its|It|This|These|They|Their|Today|There"
    r"|Every)\b"
)
_FIRST_SENTENCE = re.compile(r"(?<=[a-z)\"\d])\.\s")
#: What a survey, an index or an event says of itself.
_INQUIRY = re.compile(
    r"\b(?:surveyed|survey of|surveys|respondents|conducted|methodology|sample|measures|tracks|polled|questionnaire|findings"
    r"|takes place|attendees|is held|was held|ranks|ranking|edition|annual)\b",
    re.IGNORECASE,
)
_SENTENCE_BREAK = re.compile(r"[.!?]\s+(?=[A-Z])")
_NAMED_WITHIN = 110
_AT_ONCE = 4
_QUOTATION = 1200
_HEAD = 2500
_TITLE = 300
_SHORT_NAME = 3
_MOST_ORGANISATIONS = 3
#: The points of a description.
_LEAST = 5
_MOST_PARAGRAPHS = 7
_MOST_SENTENCES = 24
_SHORTEST = 60


class Open(NamedTuple):
    """A part that no heading and no opening has claimed: its number among the parts, its words levelled."""

    number: int
    span: Span
    words: str
    loose: bool


#: What a part is by itself is asked for every description that it may belong to, and again in the next release that repeats it.
_remembered = lru_cache(maxsize=256)
_forms = lru_cache(maxsize=256)(forms)


@dataclass(frozen=True, slots=True)
class Description:
    """The numbers of the parts that describe one organisation, and its name as far as that is known."""

    parts: tuple[int, ...]
    subject: str | None


def describing(text: str, parts: Sequence[Open], issuer: str | None) -> tuple[Description, ...]:
    """Which of the open parts describe an organisation: one description for each, in text order.

    The issuer is looked for under all its forms; another organisation only where its name stands in the beginning
    of the text and its description says at once what it is.
    """
    names = _forms(issuer) if issuer else ()
    head = level(text[:_HEAD])
    runs: list[list[int]] = []
    stop = len(parts)
    while len(runs) < _MOST_ORGANISATIONS and (run := _last(text, parts[:stop], names, head)) is not None:
        if runs and run[-1] + 1 != runs[-1][0]:
            break
        if runs and _named(parts[run[0]].words, names) and _named(parts[runs[-1][0]].words, names):
            runs[-1] = [*run, *runs[-1]]
        else:
            runs.append(run)
        stop = run[0]
    return tuple(
        Description(tuple(parts[position].number for position in run), _subject(parts[run[0]].words, names, issuer))
        for run in reversed(runs)
    )


def _subject(words: str, names: Sequence[str], issuer: str | None) -> str | None:
    """Whom a description is about: the issuer where it is named so, or the name that it opens with."""
    if _named(words, names) is not None:
        return issuer
    name = NAME.match(words)
    return name.group() if name else issuer


def says_of(words: str, name: str) -> bool:
    """Whether a paragraph opens with this name, or a form of it, and says what it is or does."""
    at = _named(words, _forms(name))
    return (
        at is not None and at[0] <= _AT_ONCE and (_COPULA.match(words, at[1]) or _VERB.match(words, at[1])) is not None
    )


def introduces(words: str, name: str) -> bool:
    """Whether a paragraph opens with this name and says what kind of organisation bears it, or what it has or holds as one."""
    at = _named(words, _forms(name))
    if at is None or at[0] > _AT_ONCE:
        return False
    first = _FIRST_SENTENCE.split(words, maxsplit=1)[0]
    if _INQUIRY.search(first):
        return False
    acts = _VERB.match(words, at[1]) is not None
    return _says_what(words, at[1]) or (
        acts and bool(_FACTS.search(words.lower()) or _OURS.search(words.lower(), at[1]))
    )


def _last(text: str, parts: Sequence[Open], names: Sequence[str], head: str) -> list[int] | None:
    """The positions of the last description among the parts."""
    found: list[int] | None = None
    for position in range(len(parts) - 1, max(-1, len(parts) - 1 - _reach(parts)), -1):
        part = parts[position]
        if _is_other(part.words) or _is_legal(part.words):
            continue
        if _reports(part.words) or (part.loose and _within_quotation(text, part.span.start)):
            break
        run = _run(parts, names, position)
        if found is not None and (run[-1] < found[0] or _introduces(parts[found[0]].words, names)):
            break
        if found is not None and not _begins(part.words, names):
            continue
        closing = all(len(later.words) < _SHORTEST or _is_other(later.words) for later in parts[run[-1] + 1 :])
        described = _describes([parts[one].words for one in run], names, closing=closing)
        if described or _introduces_another(part.words, head, only=not names):
            found = run
    return found


@_remembered
def _is_other(words: str) -> bool:
    """Whether a part opens as standing matter that describes nobody."""
    return is_other(words)


@_remembered
def _is_legal(words: str) -> bool:
    """Whether a part speaks as legal text does."""
    return holds(words.lower(), _LEGAL_SIGNS) and _LEGAL.search(words) is not None


@_remembered
def _reports(words: str) -> bool:
    """Whether a part quotes somebody or brings news, which a description never does."""
    if '"' in words and _QUOTED.search(words):
        return True
    if holds(words, _SAYS_SIGNS) and _SAYS.search(words):
        return True
    first = _FIRST_SENTENCE.split(words, maxsplit=1)[0]
    return _NEWS.search(first.lower()) is not None and not _VISIT.match(words.lower())


def _within_quotation(text: str, at: int) -> bool:
    """Whether a quotation is open here; sentences of one that runs over several show no marks themselves."""
    before = text[max(0, at - _QUOTATION) : at]
    curly = max(before.rfind("\u201c"), before.rfind("\u201d"))
    if curly >= 0:
        return before[curly] == "\u201c"
    return text.count('"', 0, at) % 2 == 1


def _reach(parts: Sequence[Open]) -> int:
    """How many of the last parts a description is looked for in: more where they are single sentences."""
    return _MOST_SENTENCES if parts and parts[-1].loose else _MOST_PARAGRAPHS


def _run(parts: Sequence[Open], names: Sequence[str], first: int) -> list[int]:
    """The positions that go on with the description which begins at `first`, without a gap between them."""
    run = [first]
    for position in range(first + 1, len(parts)):
        part = parts[position]
        apart = part.number != parts[position - 1].number + 1
        if apart or _is_other(part.words) or _is_legal(part.words) or _reports(part.words):
            break
        if not part.loose and (not _speaks_of(part.words, names) or is_signature(part.words)):
            break
        if _is_another(part.words, names):
            break
        run.append(position)
    return run


def _speaks_of(words: str, names: Sequence[str]) -> bool:
    """Whether a later paragraph is still about the organisation: it names it, or speaks as it or of it."""
    opening = words[:_NAMED_WITHIN]
    return holds(opening, map(level, names)) or bool(_OURS.search(opening.lower()) or _VISIT.search(words.lower()))


def _introduces(words: str, names: Sequence[str]) -> bool:
    """Whether a paragraph says at once what the organisation is, as only the first of a description does."""
    at = _named(words, names)
    if at is None or not _begins(words, names):
        return False
    return _ORIGIN.match(words) is not None or _says_what(words, at[1])


def _begins(words: str, names: Sequence[str]) -> bool:
    """Whether a paragraph opens with the organisation's name, or with its origin and then its name."""
    at = _named(words, names)
    return at is not None and (at[0] <= _AT_ONCE or _ORIGIN.match(words) is not None)


def _introduces_another(words: str, head: str, *, only: bool) -> bool:
    """The same for an organisation that is not the issuer, or that was not recognised as it.

    `only` says that no issuer is known; a name from the title is then enough.
    """
    if len(words) < _SHORTEST or _ANAPHORA.match(words):
        return False
    name = NAME.match(words)
    if name is None or "'s " in name.group():
        return False
    plain = bare(name.group())
    first = plain.split()[0] if plain else ""
    known = plain in head or (len(first) > _SHORT_NAME and head.count(first) > 1)
    return (
        len(plain) > 2
        and known
        and _says_what(words, name.end())
        and bool(_FACTS.search(words.lower()) or _VISIT.search(words.lower()) or (only and first in head[:_TITLE]))
    )


def _is_another(words: str, names: Sequence[str]) -> bool:
    """Whether a paragraph opens with another name and says what that one is."""
    name = NAME.match(words)
    at = _named(words, names)
    if name is None or _ANAPHORA.match(words) or (at is not None and at[0] < name.end()):
        return False
    return len(bare(name.group()).split()) > 1 and _says_what(words, name.end())


def _says_what(words: str, end: int) -> bool:
    """Whether the first sentence goes on, after the name, with what kind of organisation it is."""
    first = _FIRST_SENTENCE.split(words, maxsplit=1)[0]
    return _COPULA.match(words, end) is not None and _KIND.search(first, end) is not None


def _describes(run: Sequence[str], names: Sequence[str], *, closing: bool) -> bool:
    """Whether a run of paragraphs has the points of a description of the organisation that has these names.

    `closing` says that nothing but standing text follows it. The signs that are dearer to look for come last, and only while points lack.
    """
    words, whole = run[0], " ".join(run)
    at = _named(words, names)
    if at is None or len(whole) < _SHORTEST:
        return False
    start, end = at
    history = _HISTORY.match(words) is not None
    points = closing + (1 if start <= _AT_ONCE else 2 * history)
    if start > _AT_ONCE and not history and (_ANAPHORA.match(words) or not re.match(OPENERS, words)):
        return False
    if _COPULA.match(words, end):
        points += 3
    elif (_VERB.match(words, end) and not _HAS_DONE.match(words, end)) or (
        words.startswith("At ") and words[end : end + 1] == ","
    ):
        points += 2
    elif not history:
        return False
    if points < _LEAST:
        first = _FIRST_SENTENCE.split(words, maxsplit=1)[0]
        # "Company" in its name says nothing.
        points += bool(_KIND.search(first[:start]) or _KIND.search(first, end))
    if points < _LEAST:
        points += min(2, len(_FACTS.findall(whole.lower())))
    if points < _LEAST:
        points += start > _AT_ONCE and _says_it_later(whole, end, names)
    return points >= _LEAST or (points + 1 == _LEAST and _VISIT.search(whole.lower()) is not None)


def _says_it_later(words: str, end: int, names: Sequence[str]) -> bool:
    """Whether a later sentence opens with the organisation's name, or with "the company", and says what that is."""
    later = [sentence.end() for sentence in _SENTENCE_BREAK.finditer(words, end)]
    return any(
        _COPULA.match(words, at + len(name)) is not None
        for at in later
        for name in (*names, "The company", "The Company")
        if words.startswith(name, at)
    )


def _named(words: str, names: Sequence[str]) -> tuple[int, int] | None:
    """Where the paragraph's opening names the organisation."""
    found = [span for name in names if (span := _spelt(words[: _NAMED_WITHIN + len(name)], level(name)))]
    if not found:
        return None
    start = min(span[0] for span in found)
    return start, max(span[1] for span in found if span[0] == start)


def _spelt(words: str, name: str) -> tuple[int, int] | None:
    """Where a name stands as a word by itself; a short one may be an acronym, and counts in its own capitals only."""
    within, sought = (words.lower(), name.lower()) if len(name) > _SHORT_NAME + 1 else (words, name)
    start = within.find(sought)
    while start >= 0:
        end = start + len(sought)
        if not _goes_on(within[start - 1 : start]) and not _goes_on(within[end : end + 1]):
            return start, end
        start = within.find(sought, start + 1)
    return None


def _goes_on(mark: str) -> bool:
    """Whether a word goes on with this character."""
    return mark.isalnum() or mark in {"_", "-"}
