"""Whether two names are of one organisation: typography, short forms and initials are no rename, a legal form may be."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final

from tracker.changes.facts.gazetteer import fold

_FORMS: Final = (
    "incorporated|inc|corporation|corp|company|co|limited|ltd|llc|llp|lp|plc|pllc|gmbh|ag|kg|kgaa|se|sa|sas|sarl|spa|srl|nv|bv|ab|asa|as|"
    "aps|oy|oyj|kk|pty|pte|pvt|private|bhd|sdn|sl|sp z o o"
)
_FORM: Final = re.compile(rf"(?:\s(?:{_FORMS}))+$")
#: One form written two ways.
_SAME_FORM: Final = {"incorporated": "inc", "corporation": "corp", "company": "co", "limited": "ltd", "private": "pvt"}


class Named(StrEnum):
    """How one name hangs together with another."""

    SAME = "same"
    SHORT = "short"  # one is short for the other
    FORM = "form"  # the legal forms differ
    OTHER = "other"


def named(one: str, other: str) -> Named:
    """What two names of an organisation, as two texts give them, have to do with each other."""
    (first, first_form), (second, second_form) = _split(one), _split(other)
    if first == second or first.replace(" ", "") == second.replace(" ", ""):
        return Named.FORM if first_form and second_form and first_form != second_form else Named.SAME
    both_full = first_form and second_form
    if not both_full and (_short_for(first, second) or _short_for(second, first)):
        return Named.SHORT
    return Named.OTHER


@lru_cache(maxsize=1024)
def _split(name: str) -> tuple[str, str]:
    """A name without typography, and its legal form."""
    plain = re.sub(r"\([^)]*\)|[®™©*\"]", " ", name).replace("&", " and ").replace("+", " and ")
    plain = re.sub(r"[^\w\s]", " ", fold(plain)).strip()
    plain = " ".join(plain.removeprefix("the ").removeprefix("about ").split())
    match = _FORM.search(plain)
    if match is None:
        return plain, ""
    form = " ".join(_SAME_FORM.get(word, word) for word in match.group().split())
    return plain[: match.start()], form


def _short_for(short: str, long: str) -> bool:
    """Whether one name is the first words of the other, or its initials."""
    if not short:
        return False
    words = long.split()
    initials = "".join(word[0] for word in words if word != "and")
    return f"{long} ".startswith(f"{short} ") or (len(initials) > 1 and short.replace(" ", "") == initials)
