"""Finding the paragraphs that describe the issuer where no heading says so.

A third of releases close with what their issuer is and does, and put nothing above it. Such a paragraph names the
organisation at its start, says in the present what it is, quotes nobody and brings no news, and nothing but standing
text follows it. Each sign has points, so that no one of them decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.documents.masthead_names import forms
from tracker.documents.model import Span
from tracker.documents.typography import level
from tracker.sections.cues import is_other
from tracker.sections.vocabulary import DESCRIBES, OPENERS

#: Somebody speaks: a paragraph that opens with a quotation, a quoted sentence, or a verb of saying. A motto is neither.
_QUOTED = re.compile(
    r"\s*\"[A-Z]|\"(?:[^\s\"]+\s){7,}[^\"]*[.,!?]\""
    r"|\b(?:said|says|commented|added|stated|explained|noted|remarked|concluded)\b\s?(?:[A-Z\":,]|$)|\baccording to\s[A-Z]\w+\s[A-Z]"
)
#: What legal text speaks of, and a description does not.
_LEGAL = re.compile(
    r"\b(?:risks?|uncertaint\w+|forward[- ]looking|undertakes?|obligation|actual results|factors|filings?|liability|reliance)\b",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"\b(?:today|yesterday|announc\w+|will\s(?:be|host|participate|release|present|provide|continue|also|begin|offer|allow|enable|help)|(?:is|are)\s(?:pleased|proud|excited|thrilled|delighted|honored|honoured|inviting)"
    r"|this (?:partnership|acquisition|achievement|certification|agreement|launch|award|recognition|milestone|collaboration|appointment|announcement|expansion|news|year['’]s|unwavering|new|audit)"
    r"|the (?:new|acquisition|partnership|agreement|transaction|collaboration|award|certification|launch|audit)|with this|as part of (?:the|this)|plans? to|expects? to|recently|going forward|looking ahead)\b",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"\b(?:leading|leader|premier|pioneer|provider|manufacturer|supplier|developer|distributor|maker|producer|designer|company|firm|platform|organi[sz]ation|non-?profit|agency|subsidiary|division|brand|(?<!B )corporation|institution"
    r"|association|university|consultancy|bank|retailer|creator|innovator|operator|group|partner|specialist|integrator|startup|start-up|foundation|network|team|business|cooperative|solutions)\b",
    re.IGNORECASE,
)
_FACTS = re.compile(
    r"\b(?:founded|established|headquartered|headquarters|based in|since (?:19|20)\d\d|in business|offices in|locations? in|employees|incorporated|family-owned|employee-owned|publicly traded|privately held"
    r"|for over \d+|years of|customers|clients|worldwide|countries|mission|certified|accredited|registered|listed on)\b",
    re.IGNORECASE,
)
_VISIT = re.compile(
    r"\b(?:for (?:more|further|additional) information|learn more|to learn|visit|find out more|more information|discover more|follow)\b[^.]{0,120}(?:www\.|https?:|\.com|\.org|\.net|\.io|\.ai|\.co|\.eu|\.de|\[)",
    re.IGNORECASE,
)
_COPULA = re.compile(
    r"(?:\s?[™®©])?(?:,?\s(?:Inc|LLC|Ltd|Corp|Co|PLC|AG|GmbH)\b\.?,?)?(?:\s?\([^()]{1,120}\))*(?:,[^.]{2,220}?,)?\s*(?:is|are|was|['’]s|has been)\s(?:\w+ly\s)?(?:an?|the|one|among|dedicated|committed|headquartered|based|founded|simplifying|changing|on a mission|part|home|proud to be|owned|recogni[sz]ed|widely|known|trusted|focused|building|redefining|transforming|established|ISO)\b"
)
_VERB = re.compile(
    rf"(?:\s?[™®©])?(?:,?\s(?:Inc|LLC|Ltd|Corp|Co|PLC|AG|GmbH)\b\.?,?)?(?:\s?\([^()]{{1,120}}\))*(?:,[^.]{{2,220}}?,)?\s(?:\w+ly\s)?(?:{DESCRIBES})\b"
)
#: "has automated" is news; "has been serving" is not.
_HAS_DONE = re.compile(
    r"(?:\s?\([^()]{1,120}\))*\s(?:has|have)\s(?:\w+ly\s|also\s|now\s|just\s)?(?!been)\w+(?:ed|t|n)\b"
)
_OURS = re.compile(
    r"\b(?:the (?:company|firm|organi[sz]ation|group)|we|our|its|it|us|an? [\w-]+[- ](?:certified|owned|based|accredited)|products|customers|clients|services)\b",
    re.IGNORECASE,
)
#: How a description opens that begins with the organisation's history or place.
_HISTORY = re.compile(
    r"(?:(?:Founded|Established|Formed|Created|Incorporated|Started|Launched|Headquartered|Based|Located|Family[- ]owned|Privately|Publicly)\b"
    r"|Since\s(?:its\b|\d{4}|launching|inception|being)|In (?:business|operation)\b|With\s(?:over|more|nearly|almost|its|offices|headquarters|roots|a (?:team|history|mission|focus))"
    r"|For\s(?:over|more|nearly|almost|the (?:past|last)|\d+|decades|generations))"
)
#: How a paragraph opens that speaks of what was named before it.
_ANAPHORA = re.compile(
    r"(?:The\s(?:[Cc]ompany|[Ff]irm|[Oo]rgani[sz]ation|[Gg]roup)|We|Our|Its|It|This|These|They|Their|Today|There|Every)\b"
)
_FIRST_SENTENCE = re.compile(r"(?<=[a-z)\"\d])\.\s")
_NAMED_WITHIN = 110
_AT_ONCE = 4
#: The points of a description.
_LEAST = 5
_MOST_PARAGRAPHS = 7
_MOST_SENTENCES = 24
_SHORTEST = 60


def describing(text: str, parts: Sequence[tuple[int, Span, bool]], issuer: str | None) -> tuple[int, ...]:
    """Which of the open parts describe the issuer: their numbers, one run, or none.

    `parts` are the parts that no heading and no opening has claimed, as (number, span, loose) in text order.
    """
    if not parts or not issuer:
        return ()
    names = forms(issuer)
    wordings = [level(span.of(text)) for _, span, _ in parts]
    first: int | None = None
    for position in range(len(parts) - 1, max(-1, len(parts) - 1 - _reach(parts)), -1):
        if is_other(wordings[position]) or _LEGAL.search(wordings[position]):
            continue
        if _reports(wordings[position]):
            break
        run = _run(parts, wordings, names, position)
        if first is not None and (run[-1:] < [first] or _introduces(wordings[first], names)):
            break
        if _score([wordings[part] for part in run], names) >= _LEAST:
            first = position
    return () if first is None else tuple(parts[part][0] for part in _run(parts, wordings, names, first))


def _reach(parts: Sequence[tuple[int, Span, bool]]) -> int:
    """How many of the last parts a description is looked for in: more where they are single sentences."""
    return _MOST_SENTENCES if parts[-1][2] else _MOST_PARAGRAPHS


def _run(
    parts: Sequence[tuple[int, Span, bool]], wordings: Sequence[str], names: Sequence[str], first: int
) -> list[int]:
    """The positions that go on with the description which begins at `first`, without a gap between them."""
    run = [first]
    for position in range(first + 1, len(parts)):
        words = wordings[position]
        apart = parts[position][0] != parts[position - 1][0] + 1
        if apart or is_other(words) or _LEGAL.search(words) or _reports(words) or not _speaks_of(words, names):
            break
        run.append(position)
    return run


def _speaks_of(words: str, names: Sequence[str]) -> bool:
    """Whether a later paragraph is still about the organisation: it names it, or speaks as it or of it."""
    opening = words[:_NAMED_WITHIN]
    return bool(_OURS.search(opening) or _VISIT.search(words) or any(level(name) in opening for name in names))


def _introduces(words: str, names: Sequence[str]) -> bool:
    """Whether a paragraph says at once what the organisation is, as only the first of a description does."""
    at = _named(words, names)
    first = _FIRST_SENTENCE.split(words, maxsplit=1)[0]
    return (
        at is not None and bool(_COPULA.match(words, at[1]) or re.match(OPENERS, words)) and bool(_KIND.search(first))
    )


def _reports(words: str) -> bool:
    """Whether a paragraph quotes somebody or brings news, which a description never does."""
    if _QUOTED.search(words):
        return True
    first = _FIRST_SENTENCE.split(words, maxsplit=1)[0]
    return _NEWS.search(first) is not None and not _VISIT.match(words)


def _score(run: Sequence[str], names: Sequence[str]) -> int:
    """The points of a run of paragraphs as a description of the organisation that has these names."""
    words, whole = run[0], " ".join(run)
    at = _named(words, names)
    if at is None or len(whole) < _SHORTEST:
        return 0
    start, end = at
    history = _HISTORY.match(words) is not None
    points = 1 if start <= _AT_ONCE else 2 * history
    if start > _AT_ONCE and not history and (_ANAPHORA.match(words) or not re.match(OPENERS, words)):
        return 0
    if _COPULA.match(words, end):
        points += 3
    elif _VERB.match(words, end) and not _HAS_DONE.match(words, end):
        points += 2
    elif not history:
        return 0
    points += 1 if _KIND.search(_FIRST_SENTENCE.split(words, maxsplit=1)[0]) else 0
    points += min(2, len(_FACTS.findall(whole)))
    return points + (1 if _VISIT.search(whole) else 0)


def _named(words: str, names: Sequence[str]) -> tuple[int, int] | None:
    """Where the paragraph's opening names the organisation."""
    found: list[tuple[int, int]] = []
    for name in names:
        pattern = re.compile(rf"(?<![\w-]){re.escape(level(name))}(?![\w-])", re.IGNORECASE if len(name) > 4 else 0)
        match = pattern.search(words, 0, _NAMED_WITHIN + len(name))
        if match:
            found.append(match.span())
    if not found:
        return None
    start = min(span[0] for span in found)
    return start, max(span[1] for span in found if span[0] == start)
