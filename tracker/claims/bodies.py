"""The body that publishes a standard, in any dress: "DIN EN ISO", "ISO/IEC", "International Organization for … (ISO)"."""

from __future__ import annotations

from tracker.claims.lexicon import listed
from tracker.claims.tokens import Tokens
from tracker.claims.ways import BODIES, MISSPELT

#: Signs that may stand between the parts of one way of writing.
_SEPARATORS = frozenset("-/.®™℠'")

#: What may stand before "ISO" and belong to the name: national and regional adopters.
_ADOPTERS = listed(
    "bs en din nf uni une ss ns ds sfs pn csn stn nbr abnt csa can as nzs is sans sni tcvn ms ks q jis gost r ansi asq "
    "aami nmx gb t iatf sae uae"
)

_BODY_PARTS = frozenset({"iec", "iso", "ts", "tr", "pas", "sae", "asq", "iatf", "ieee", "astm", "fdis", "dis"})
_LONG_BODIES = (
    ("international", "organization", "for", "standardization"),
    ("international", "organisation", "for", "standardisation"),
    ("international", "organization", "for", "standardisation"),
    ("international", "organisation", "for", "standardization"),
    ("international", "standards", "organization"),
    ("international", "standards", "organisation"),
    ("international", "standard", "organization"),
)
_BODY_FILLERS = frozenset(
    {"standard", "standards", "no", "number", "norm", "#", "certification", "certified", "certificate"}
)


def body(tokens: Tokens, place: int) -> tuple[int, bool, tuple[str, ...]] | None:
    """The token after "ISO", "ISO/IEC", "International Organization for Standardization (ISO)" …; whether it is a TS."""
    words = tokens.words
    doubts: tuple[str, ...] = ()
    if words[place] in BODIES:
        after = place + 1
    elif words[place] == "is" and words[place + 1 : place + 2] == ["0"] and tokens.glued(place + 1):
        after, doubts = place + 2, (MISSPELT,)
    else:
        if words[place] != "international":
            return None
        length = next((len(form) for form in _LONG_BODIES if tuple(words[place : place + len(form)]) == form), 0)
        if not length:
            return None
        after = place + length
    subtype = False
    while after < len(tokens):
        skipped = past_separators(tokens, after)
        if words[after] in {"(", ":"} and after + 1 < len(tokens):
            skipped = _past_brackets(tokens, after) if words[after] == "(" else after + 1
        if skipped >= len(tokens):
            break
        if words[skipped] in _BODY_PARTS or (words[skipped] in _BODY_FILLERS and _number_follows(tokens, skipped + 1)):
            subtype = subtype or words[skipped] == "ts"
            after = skipped + 1
            continue
        after = skipped if words[skipped].isdigit() else after
        break
    return after, subtype, doubts


def _number_follows(tokens: Tokens, place: int) -> bool:
    """Whether a standard's number stands here, perhaps after "no."."""
    while place < len(tokens) and tokens.words[place] in {".", "no", "#", ":"}:
        place += 1
    return place < len(tokens) and tokens.words[place].isdigit() and len(tokens.words[place]) >= 4


def past_adopters(tokens: Tokens, place: int) -> int:
    """The first token of the adopters that stand before a body: "DIN EN ISO"."""
    first = place
    while first > 0:
        before = first - 1
        if tokens.words[before] in {"/", "-"} and before > 0 and tokens.words[before - 1] in _ADOPTERS:
            before -= 1
        if tokens.words[before] not in _ADOPTERS or not tokens.raw(before).isupper():
            break
        first = before
    return first


def past_separators(tokens: Tokens, place: int) -> int:
    """Past the signs that may stand inside a way of writing; a full stop only inside a word, or behind an initial."""
    while place < len(tokens) and tokens.words[place] in _SEPARATORS:
        if tokens.words[place] == "." and not (
            tokens.glued(place)
            and ((place + 1 < len(tokens) and tokens.glued(place + 1)) or len(tokens.words[place - 1]) == 1)
        ):
            break
        place += 1
    return place


def _past_brackets(tokens: Tokens, place: int) -> int:
    """The token after a short gloss in brackets that begins here."""
    closing = next((at for at in range(place, min(place + 12, len(tokens))) if tokens.words[at] == ")"), place)
    return closing + 1
