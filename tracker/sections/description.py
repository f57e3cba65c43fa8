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

_QUOTED = re.compile(
    r"\"[^\"]{12,}|\b(?:said|says|commented|added|stated|explained|noted|remarked|concluded|continued)\b\s?(?:[A-Z\"]|$)"
)
_NEWS = re.compile(
    r"\b(?:today|yesterday|announc\w+|will\s(?:be|host|participate|release|present|provide|continue|also|begin|offer|allow|enable|help)|(?:is|are)\s(?:pleased|proud|excited|thrilled|delighted|honored|honoured|inviting)"
    r"|this (?:partnership|acquisition|achievement|certification|agreement|launch|award|recognition|milestone|collaboration|appointment|announcement|expansion|news|year['’]s|unwavering|new|audit)"
    r"|the (?:new|acquisition|partnership|agreement|transaction|collaboration|award|certification|launch|audit)|with this|as part of (?:the|this)|plans? to|expects? to|recently|going forward|looking ahead)\b",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"\b(?:leading|leader|premier|pioneer|provider|manufacturer|supplier|developer|distributor|maker|producer|designer|company|firm|platform|organi[sz]ation|non-?profit|agency|subsidiary|division|brand|corporation|institution"
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
_NAMED_WITHIN = 110
_LEAST = 5
#: What a description's paragraph may be followed by and still be the description: this many paragraphs of its kind.
_MOST_PARAGRAPHS = 6
_SHORTEST = 60


def describing(text: str, parts: Sequence[tuple[int, Span, bool]], issuer: str | None) -> tuple[int, ...]:
    """Which of the open parts describe the issuer: their numbers, one run, or none.

    `parts` are the parts that no heading and no opening has claimed, as (number, span, loose) in text order.
    """
    if not parts or not issuer:
        return ()
    names = forms(issuer)
    best: tuple[int, int] | None = None
    for position in range(len(parts) - 1, -1, -1):
        span = parts[position][1]
        words = level(span.of(text))
        if is_other(words):
            continue
        if _reports(words):
            break
        score = _score(words, names)
        remaining = len(parts) - 1 - position
        if score >= _LEAST and (best is None or _goes_on(text, parts, position, best[0])):
            best = (position, score)
        if remaining >= _MOST_PARAGRAPHS and not parts[position][2]:
            break
    if best is None:
        return ()
    run: list[int] = []
    for number, span, _ in parts[best[0] :]:
        if number - parts[best[0]][0] != len(run) or (run and is_other(span.of(text))):
            break
        run.append(number)
    return tuple(run)


def _goes_on(text: str, parts: Sequence[tuple[int, Span, bool]], position: int, last: int) -> bool:
    """Whether an earlier description runs on into the later one without a paragraph of other matter."""
    return parts[last][0] - parts[position][0] == last - position and not any(
        _reports(level(part[1].of(text))) for part in parts[position:last]
    )


def _reports(words: str) -> bool:
    """Whether a paragraph quotes somebody or brings news, which a description never does."""
    if _QUOTED.search(words):
        return True
    first = re.split(r"(?<=[a-z)])\.\s", words, maxsplit=1)[0]
    return _NEWS.search(first) is not None and not _VISIT.match(words)


def _score(words: str, names: Sequence[str]) -> int:
    """The points of one paragraph as a description of the organisation that has these names."""
    if len(words) < _SHORTEST:
        return 0
    at = _named(words, names)
    if at is None:
        return 0
    start, end = at
    points = 1 if start <= 4 else (2 if re.match(OPENERS, words) else 0)
    first = re.split(r"(?<=[a-z)\"])\.\s", words, maxsplit=1)[0]
    if _COPULA.match(words, end):
        points += 3
    elif _VERB.match(words, end):
        points += 2
    elif start == 0 or not re.match(OPENERS, words):
        return 0
    points += 1 if _KIND.search(first) else 0
    points += min(2, len(_FACTS.findall(words)))
    points += 1 if _VISIT.search(words) else 0
    return points


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
