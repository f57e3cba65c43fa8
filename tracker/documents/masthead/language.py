"""The language of a text, by the small words that only it uses often. Pure."""

from __future__ import annotations

import re
from collections import Counter

_SMALL = {
    "en": "the of and to in for is with that are our this from has its by at as will",
    "de": "der die das und den von mit ist für dem im auf des eine ein nicht wird sich auch als",
    "fr": "le la les des et du une est dans pour qui sur au par avec plus son ce ses cette",
    "es": "el los las del una por con para es que en su como más sus al se lo y este",
    "it": "il di che per una con del della dei gli sono nel alla le un anche più dalla si è",
    "nl": "het een van voor en met op de zijn dat wordt door bij ook aan naar om uit te is",
    "pt": "o os as do da dos das uma para com não por em mais seu sua ao pela pelo são",
}
_LANGUAGES = {code: frozenset(words.split()) for code, words in _SMALL.items()}
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4000
#: Below these a text is too short, or too much of a list, for its language to be said.
_LEAST_WORDS = 25
_LEAST_SHARE = 0.12


def language(text: str) -> str | None:
    """The ISO 639-1 code of the language of the text's beginning, or None where that is not clear."""
    words = _WORD.findall(text[:_SAMPLE].casefold())
    if len(words) < _LEAST_WORDS:
        return None
    counts = Counter({code: sum(word in small for word in words) for code, small in _LANGUAGES.items()})
    (code, best), (_, second) = counts.most_common(2)
    return code if best / len(words) >= _LEAST_SHARE and best > second else None
