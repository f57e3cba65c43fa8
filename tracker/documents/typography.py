"""The typographic list: the characters that may differ without a word having changed.

`level` keeps every offset, so that a recogniser can work on the levelled text and quote the original.
Nothing is ever repaired in evidence; levelling is for comparing only.
"""

from __future__ import annotations

#: One character for one character. Chained `replace` behind an `in` test runs fifty times faster than
#: `str.translate` on the mostly clean text that releases are made of (benchmarks/compare.py).
LEVELLED: tuple[tuple[str, str], ...] = (
    ("\u2018", "'"),
    ("\u2019", "'"),
    ("\u201a", "'"),
    ("\u201b", "'"),
    ("\u2032", "'"),
    ("\u02bc", "'"),
    ("\u00b4", "'"),
    ("`", "'"),
    ("\u201c", '"'),
    ("\u201d", '"'),
    ("\u201e", '"'),
    ("\u201f", '"'),
    ("\u2033", '"'),
    ("\u00ab", '"'),
    ("\u00bb", '"'),
    ("\u2010", "-"),
    ("\u2011", "-"),
    ("\u2012", "-"),
    ("\u2013", "-"),
    ("\u2014", "-"),
    ("\u2015", "-"),
    ("\u2212", "-"),
    ("\u00a0", " "),
    ("\u2000", " "),
    ("\u2001", " "),
    ("\u2002", " "),
    ("\u2003", " "),
    ("\u2004", " "),
    ("\u2005", " "),
    ("\u2006", " "),
    ("\u2007", " "),
    ("\u2008", " "),
    ("\u2009", " "),
    ("\u200a", " "),
    ("\u202f", " "),
    ("\u205f", " "),
    ("\u3000", " "),
)

#: Characters with no width of their own: levelled to nothing where offsets need not be kept.
ZERO_WIDTH = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


def level(text: str) -> str:
    """Straight quotes, hyphens and plain spaces, one code point for one: offsets stay true."""
    if text.isascii() and "`" not in text:
        return text
    for fancy, plain in LEVELLED:
        if fancy in text:
            text = text.replace(fancy, plain)
    return text


def encodable(text: str) -> str:
    """The same text; a lone surrogate, which no encoding can carry, becomes U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
