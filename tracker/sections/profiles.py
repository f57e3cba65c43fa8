"""Headings of an About section that do not say "About": "Company Profile", "Who We Are", "Acme at a glance", "What is Acme?".

Enters: a paragraph, what follows it, and the issuer as far as it is known. Leaves: where the heading ends, where its text begins, and
whom it names. Promises: pure; a heading of this kind that names somebody is taken only where the name is the issuer's or the text
below says what bears it, as "The deal at a glance" has the same form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.documents.masthead.names import same
from tracker.documents.typography import level
from tracker.sections.about import is_name
from tracker.sections.description import says_of
from tracker.sections.openings import openings
from tracker.sections.sentences import sentences


@dataclass(frozen=True, slots=True)
class Profile:
    """Offsets of the end of a heading and of the beginning of its text; `subject` is None where it speaks of ourselves."""

    end: int
    body: int
    subject: str | None


_OURSELVES = (
    r"(?:(?:about\s)?(?:the |our )?(?:company|corporate|business|organi[sz]ation(?:al)?|firm|group|institutional|issuer)"
    r"\s(?:profile|overview|background|description|summary|boilerplate|bio|portrait|snapshot)"
    r"|who we are(?: and what we do)?|our company|our organi[sz]ation|our firm|our group|boilerplate"
    r"|unternehmensprofil|firmenprofil|unternehmensportr[äa]t|kurzprofil|[üu]ber uns|profil de l['’]entreprise"
    r"|qui sommes[- ]nous\s?\??|chi siamo|profilo aziendale|qui[ée]nes somos|perfil de la empresa|wie zijn wij|over ons|om oss"
    r"|about us|about the company)"
)
_OURSELVES_OPENINGS = openings(
    "abo boi bus chi com cor fir gro ins iss kur om org our ove per pro qui the ube unt who wie"
)
_SELF = re.compile(rf"(?P<words>{_OURSELVES})(?:\s?\?)?(?!\w)", re.IGNORECASE)
#: What parts such a heading from text on the same line. In running prose neither a colon nor a dash follows these words.
_DIVIDES = re.compile(
    r"(?:\*\*|__)?\s?(?::\s?(?:\*\*|__)?|(?:\s?--|\s[-–—])\s|\.\s(?=[A-Z])|[ \t\u00a0]{2,}|\*\*|__)\s*"
)
_BEFORE_NAME = re.compile(
    r"(?:background(?: information)?(?: on| about|:)|general information (?:on|about)|(?:kort|fakta) om|more (?:about|on)|(?:key )?facts about|(?:further )?information (?:about|on)"
    r"|notes? (?:about|on)|what (?:is|are)|who (?:is|are)|introducing|meet|profile(?: of|:)|all about|in profile:|in brief:)\s+",
    re.IGNORECASE,
)
_BEFORE_OPENINGS = openings("all bac fac fak fur gen in inf int key kor mee mor not pro wha who")
_AFTER_NAME = re.compile(
    r"\s?[,:–—-]?\s?(?:at a glance|in brief|in short|in a nutshell|in profile|in (?:numbers|figures)|(?:company |corporate |brief )?"
    r"(?:profile|overview|background|boilerplate)|who we are|fact ?sheet|key facts|i korthet|lyhyesti|en bref|in breve|auf einen blick|em resumo)\s*[:.]?$",
    re.IGNORECASE,
)
#: How what stands after a name ends.
_CLOSES_NAMED = (
    "glance", "brief", "short", "nutshell", "profile", "numbers", "figures", "overview", "background", "boilerplate", "are", "sheet",
    "facts",
    "korthet", "lyhyesti", "bref", "breve", "blick", "resumo",
)  # fmt: skip
#: Under a heading of ourselves stands a sentence, at most one short line below it; under the entry of a menu, the next entry.
_PROSE_BELOW = re.compile(r"(?:[^\S\n]*+\n)++(?:[^\n]{1,39}\n(?:[^\S\n]*+\n)*+)?[^\n]{40}")
_EDGE = " \t\u00a0#*_:?."
_LONGEST = 100
_BELOW = 700


def profile(text: str, start: int, end: int, opens: str, *, alone: bool, issuer: str | None) -> Profile | None:
    """The heading of this kind that stands at `start`, in a paragraph that ends at `end`; None where there is none.

    It begins with a capital; `opens` is its opening.
    """
    if opens in _OURSELVES_OPENINGS and (ours := _SELF.match(text, start, min(end, start + _LONGEST + 40))):
        return _of_ourselves(text, ours.end(), end, alone=alone)
    if end - start <= _LONGEST and alone:
        return _of_a_name(text, end, text[start:end], opens, issuer)
    return None


def _of_ourselves(text: str, close: int, end: int, *, alone: bool) -> Profile | None:
    if not text[close:end].strip(_EDGE + "=-–—"):
        return Profile(end, end, None) if alone and _PROSE_BELOW.match(text, end) else None
    divides = _DIVIDES.match(text, close, end)
    return Profile(close, divides.end(), None) if divides and divides.end() < end else None


def _of_a_name(text: str, end: int, words: str, opens: str, issuer: str | None) -> Profile | None:
    plain = words.strip(_EDGE)
    if opens in _BEFORE_OPENINGS and (before := _BEFORE_NAME.match(plain)):
        name = plain[before.end() :].strip(_EDGE)
    elif plain.rstrip().lower().endswith(_CLOSES_NAMED) and (after := _AFTER_NAME.search(plain)):
        name = plain[: after.start()].strip(_EDGE + ",–—-")
    else:
        return None
    name = re.sub(r"^(?:the|The)\s", "", name)
    if not name or not is_name(name):
        return None
    ours = issuer is not None and same(name, issuer)
    return Profile(end, end, name) if _describes(text, end, name, ours=ours) else None


def _describes(text: str, at: int, name: str, *, ours: bool) -> bool:
    """Whether prose follows that says what bears the name; of the issuer, whether prose or a list follows at all."""
    below = level(text[at : at + _BELOW].lstrip(" \t\r\n=*_~-"))
    if says_of(below, name):
        return True
    first = next(iter(sentences(below[:_BELOW])), None)
    return ours and first is not None and first.end - first.start > len(name)
