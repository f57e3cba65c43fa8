"""What a claim covers: the part of the organisation, the process or the product that it is for, and at which places."""

from __future__ import annotations

from tracker.claims import lexicon
from tracker.claims.lexicon import VERBS, Verb, listed
from tracker.claims.tokens import Tokens
from tracker.claims.view import View

#: Nouns that say how much of an organisation a certificate covers; the organisation itself is no scope.
_SCOPES = listed(
    "facility facilities plant plants site sites laboratory laboratories lab labs cleanroom cleanrooms process processes "
    "manufacturing platform software building buildings headquarters warehouse warehouses division divisions center centers "
    "centre centres product products system systems foundry refinery factory factories mill operations operation line lines "
    "location locations campus network service services environment infrastructure offices office programme program"
)
_PLACES = listed(
    "facility facilities plant plants site sites laboratory lab factory mill foundry warehouse campus location refinery"
)
_ENDS = listed(". , ; : ( ! by from in at on which that with through after since as while")
_EXCEPT = frozenset({"except", "excluding"})
_SUBJECT_OF = frozenset({Verb.BE, Verb.HOLD, Verb.ACQUIRE, Verb.COMPLY})
_NO_PLACES = listed(
    "january february march april may june july august september october november december q the its our"
)

#: A scope of more words than this is a sentence, not a scope.
_LONGEST = 9

Scope = tuple[str | None, tuple[str, ...]]


def scope_of(view: View) -> Scope:
    """The scope of a list in the text's own words, and the places that are named with it."""
    if view.attributive:
        return _of_noun(view)
    subject, sites = _of_subject(view)
    stated, named = _of_what_follows(view)
    return stated or subject, named or sites


def _of_noun(view: View) -> Scope:
    """The noun that a status qualifies: "ISO 13485-certified cleanrooms in Utah"."""
    tokens, after = view.sentence.tokens, view.after
    phrase = view.noun_phrase
    length = next((at for at, word in enumerate(phrase) if word in _SCOPES), None)
    if length is None:
        return None, ()
    end = after + length + 1
    return written(tokens, after, end), _places(tokens, end)


def _of_what_follows(view: View) -> Scope:
    """What stands behind, as in "for welding and heat treating", "for its plant in Dayton", "in Ohio"."""
    tokens, after = view.sentence.tokens, view.after
    if view.sentence.word(after) in {"in", "at"}:
        return None, _places(tokens, after)
    if view.sentence.word(after) != "for":
        return None, ()
    end = after + 1
    while (
        end < len(tokens)
        and end - after <= _LONGEST
        and tokens.words[end] not in _ENDS
        and tokens.words[end] not in VERBS
    ):
        end += 1
    return (written(tokens, after + 1, end) if end > after + 1 else None), _places(tokens, end)


def _of_subject(view: View) -> Scope:
    """The part of the organisation that the governing verb has as its subject: "Our Tolland facility is …"."""
    if view.governor is None or view.governor.verb not in _SUBJECT_OF:
        return None, ()
    tokens = view.sentence.tokens
    end = view.governor.place
    while end > 0 and tokens.words[end - 1] in lexicon.CHAIN and tokens.words[end - 1] not in lexicon.OWNING:
        end -= 1
    noun = _past_exception(tokens, end)
    if noun == 0 or tokens.words[noun - 1] not in _SCOPES:
        return None, ()
    first = noun - 1
    while first > 0 and noun - first < _LONGEST and _belongs(tokens, first - 1, excluded=noun < end):
        first -= 1
    place = tokens.capital(first) and first > 0 and tokens.words[noun - 1] in _PLACES and noun == end
    return written(tokens, first, end), (tokens.raw(first),) if place else ()


def _past_exception(tokens: Tokens, end: int) -> int:
    """The token after the noun from which something is excepted: "all sites except Reno"."""
    for at in range(end - 1, max(0, end - _LONGEST), -1):
        if tokens.words[at] in _EXCEPT:
            return at
        if not tokens.capital(at) and tokens.words[at] not in {",", "and", "."}:
            break
    return end


def _belongs(tokens: Tokens, at: int, *, excluded: bool) -> bool:
    """Whether a word belongs to the noun phrase on its right."""
    word = tokens.words[at]
    if excluded and word in {"all", ".", "u", "s"}:
        return True
    possessive = word == "s" and at > 0 and tokens.words[at - 1] == "'"
    return word.isalpha() and not possessive and word not in lexicon.DETERMINERS and word not in VERBS


def _places(tokens: Tokens, place: int) -> tuple[str, ...]:
    """The places after "in" or "at": "in Newark, NY and Rochester, NY"."""
    if place >= len(tokens) or tokens.words[place] not in {"in", "at"}:
        return ()
    place += 1
    found: list[str] = []
    while place < len(tokens):
        last = place
        while last < len(tokens) and tokens.capital(last) and tokens.words[last] not in _NO_PLACES:
            last += 1
        if last == place:
            break
        name = written(tokens, place, last)
        if found and len(name) == 2 and name.isupper():
            found[-1] = f"{found[-1]}, {name}"
        else:
            found.append(name)
        place = last
        while place < len(tokens) and tokens.words[place] in {",", "and", "&"}:
            place += 1
        if place == last:
            break
    return tuple(found)


def written(tokens: Tokens, first: int, after: int) -> str:
    """The words from one token to before another as they are written, in one line."""
    return " ".join(tokens.text[tokens.starts[first] : tokens.ends[after - 1]].split()).lstrip("- ")
