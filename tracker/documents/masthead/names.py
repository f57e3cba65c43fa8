"""Names of organisations as releases write them: their forms, and when two of them are the same.

Pure. A name is never repaired: `key` and `forms` are for matching, the text's own spelling is what is shown.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from tracker.documents.typography import ZERO_WIDTH, level

#: Words that say what kind of company it is and not which one (ISO 20275 entity legal forms, abbreviated).
LEGAL_FORMS = (
    r"Inc|Incorporated|Corp|Corporation|Co|Company|Companies|Ltd|Limited|LLC|L\.L\.C|LLP|L\.L\.P|LP|L\.P|PLC|plc"
    r"|P\.L\.C"
    r"|AG|SE|GmbH|KG|KGaA|SA|S\.A|SAS|S\.A\.S|SARL|S\.à\.?r\.l|SpA|S\.p\.A|Srl|S\.r\.l|NV|N\.V|BV|B\.V|AB|ASA|AS"
    r"|A/S|ApS|Oyj|Oy"
    r"|inc|ltée|Ltée|Pty|PTY|Pte|PTE|Sdn|Bhd|Berhad|Tbk|KK|K\.K|Kft|Zrt|d\.o\.o|OÜ|UAB|PBC|P\.B\.C|PC|P\.C|S\.A\.B|de C\.V|C\.V"
)
_LEGAL_TAIL = re.compile(rf"(?:[\s,.]+(?:&\s*)?(?:{LEGAL_FORMS})\b\.?)+\s*$")
_MARKS = re.compile(r"[™®©℠*_#\[\]]|\((?:TM|R|C|SM)\)")
_WORD = re.compile(r"[^\W_]+(?:['&.+-][^\W_]+)*")
_SMALL = frozenset({"the", "of", "and", "for", "de", "la", "du", "des", "von", "und", "&"})

#: Names that are kept at hand: a release asks for the same few many times, and so does the next one.
_AT_HAND = 4096


@lru_cache(_AT_HAND)
def bare(name: str) -> str:
    """The name without its legal form and trade marks: "Acme Widgets®, Inc." gives "Acme Widgets"."""
    plain = _MARKS.sub("", level(name))
    if not plain.isascii():
        for mark in ZERO_WIDTH:
            plain = plain.replace(mark, "")
    plain = " ".join(plain.split()).strip(" ,;:-\"'")
    while (cut := _LEGAL_TAIL.sub("", plain)) != plain and cut:
        plain = cut
    return plain.strip(" ,;:-\"'")


@lru_cache(_AT_HAND)
def key(name: str) -> str:
    """What two spellings of one name have in common: case, legal form, article and punctuation do not count."""
    words = [word.casefold() for word in _WORD.findall(bare(name))]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(word for word in words if word != "and")


@lru_cache(_AT_HAND)
def initials(name: str) -> str | None:
    """The acronym a name of two words or more would have: "General Widget Works" gives "GWW"."""
    words = [word for word in _WORD.findall(bare(name)) if word.casefold() not in _SMALL]
    return "".join(word[0] for word in words).upper() if len(words) > 1 else None


@lru_cache(_AT_HAND)
def same(one: str, other: str) -> bool:
    """Whether two spellings name one organisation: equal keys, one opening the other, or its acronym."""
    first, second = key(one), key(other)
    if not first or not second:
        return False
    if first[0] == second[0]:
        if first == second or f"{second} ".startswith(f"{first} ") or f"{first} ".startswith(f"{second} "):
            return True
        if first.replace(" ", "") == second.replace(" ", ""):
            return True
    return _abbreviates(one, other) or _abbreviates(other, one)


def _abbreviates(long: str, short: str) -> bool:
    plain = bare(short)
    return len(plain) > 1 and plain.isupper() and initials(long) == plain


def forms(name: str) -> tuple[str, ...]:
    """The spellings under which a text may speak of the organisation, longest first, each once.

    The name as given, without its legal form, its openings of two words and more, its first word where that is
    distinctive (not a small word, three letters or more), and its acronym.
    """
    short = bare(name)
    words = short.split()
    found = [name.strip(), short]
    found += [" ".join(words[:count]) for count in range(2, len(words)) if words[count - 1].casefold() not in _SMALL]
    lead = words[1:] if len(words) > 1 and words[0].casefold() == "the" else words
    if lead and len(lead[0]) > 2 and lead[0].casefold() not in _SMALL:
        found.append(lead[0])
    acronym = initials(name)
    if acronym and len(acronym) > 1:
        found.append(acronym)
    distinct = sorted(dict.fromkeys(form for form in found if form), key=len, reverse=True)
    return tuple(one for one, following in pairwise([*distinct, ""]) if one != following)
