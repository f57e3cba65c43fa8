"""About headings: where they stand, how far they go, and of whom they speak.

A heading may be a line of its own, open a paragraph, stand in the middle of a line or be run together with the words on
either side of it ("…growth.About Acme CorpAcme is"). So each "About" is judged by what stands before it and by what
follows: an end of a sentence before, a name after, and evidence that the name has ended and a description begun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import islice

from tracker.documents.masthead.names import LEGAL_FORMS, initials, key
from tracker.sections.openings import opening, openings
from tracker.sections.vocabulary import DESCRIBES, OPENERS, holds


class Evidence(IntEnum):
    """How sure it is that a name ends where it was taken to end."""

    NONE = 0
    WEAK = 1  # capitals, then a verb of description
    STRONG = 2  # the name repeats, an opener follows, a legal form, an address or a colon closes it


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom an About heading names: `end` of the name, `body` where the description begins, and how sure that is."""

    name: str
    end: int
    body: int
    evidence: Evidence


#: The word itself, after whatever marks its medium puts before it, in the languages of the wires.
WORD = re.compile(
    r"(?:About|ABOUT|Über|ÜBER|À propos d[eu]|A propos d[eu]|Acerca de|Sobre|Informazioni su|Over"
    r"|Om)(?=[\s\u00a0:*\[]|$)"
)
#: A word, where it starts and where it ends.
_Token = tuple[str, int, int]
_REACH = 260
_LONGEST = 120
_MOST_WORDS = 16
_MOST_TOKENS = 26
_ADDRESS = re.compile(
    r"[(<\[]?(?:https?://|www\.)\S+|\(?\b[a-z0-9-]+\.(?:com|org|net|io|co|ai|eu|de|uk|us|biz|info)\b/?\)?"
)
_LINK = re.compile(r"\[(?P<words>[^\]]{1,120})\]\([^)]*\)")
_BRACKETED = re.compile(r"[(\[（][^()\[\]（）]{1,160}[)\]）]")
_BRACKETS = ("(", "[", "（")
_LEGAL = re.compile(rf"(?:{LEGAL_FORMS})[.,;:™®]*$")
#: What a heading adds to a name: "About Acme, a Zenith company".
_APPOSITIVE = re.compile(
    r"\s?[,–—]\s(?:an?|the|part of|member of|one of|formerly|now|(?:an? )?(?:division|subsidiary|brand|unit) of)\s[^.:;!?]{2,70}$"
)
_APPOSES = (",", "–", "—")
_BEFORE_NAME = re.compile(r"[\s\u00a0:*_]*")
_AFTER_LINK = re.compile(r"[\s:*_–—-]*")
_OPENER = re.compile(rf"(?:{OPENERS})")
_VERB = re.compile(rf"(?:{DESCRIBES})$")
#: A name that stands twice without anything between: "AcmeAcme is".
_TWICE = re.compile(
    r"(?:(?:the|The|THE)\s)?(?P<name>[\wÀ-ÿ][^\s]{2,50}?|[\wÀ-ÿ][^\n]{3,60}?)(?P=name)(?![a-z])", re.IGNORECASE
)
_WEB = re.compile(r"https?:")
_CLOSES = re.compile(r"\]\([^)\s]*\)|:(?!//)|\*\*|[ \t\u00a0]{2,}|\t|\s[-–—|]{1,2}\s|[.!]\s(?=[A-Z])")
_POSSESSIVE = re.compile(r"['’]s?$")
_TRADE_MARKS = re.compile(r"[™®©]")
_ALIAS = re.compile(r"\([“\"]?([^()\"”]{2,30})[”\"]?\)")
_SHORTEST_WORD = 2
_LONGEST_OPENER = 24
_EDGE = " \t\u00a0.,;:*_#|–—-[]"
_SMALL = frozenset(
    {
        "of",
        "and",
        "the",
        "for",
        "de",
        "du",
        "la",
        "le",
        "les",
        "von",
        "van",
        "der",
        "und",
        "&",
        "-",
        "–",
        "—",
        "|",
        "/",
        "+",
        "in",
        "at",
        "by",
        "on",
        "to",
        "a",
        "x",
        "un",
        "das",
        "di",
        "del",
        "den",
        "y",
        "e",
        "et",
    }
)
_OURSELVES = re.compile(
    r"(?:us|the company|our company|the organi[sz]ation|the companies|the group|the firm|the partnership|the parties)$",
    re.IGNORECASE,
)
_OURSELVES_OPENINGS = openings("our the us")


def subject(text: str, start: int, end: int, *, alone: bool) -> Subject | None:
    """The name that follows an About at `start`, in a paragraph that ends at `end`; None where no name does.

    `alone` says that the heading opens its paragraph, which is set apart from what follows.
    """
    lead = _BEFORE_NAME.match(text, start, end)
    begin = lead.end() if lead else start
    limit = min(end, begin + _REACH)
    words = text[begin:limit].replace("\n", " ")  # a paragraph holds a line break only where it was wrapped by hand
    if not words.strip(_EDGE):
        return None
    if limit == end and (whole := _whole(words)):
        return Subject(whole, end, end, Evidence.STRONG if alone else Evidence.WEAK)
    found = _run_on(words)
    return found and Subject(found.name, begin + found.end, begin + found.body, found.evidence)


@lru_cache(maxsize=512)
def _run_on(words: str) -> Subject | None:
    """The name that these words open with, with something after it; a heading and what is below it recur from release to release."""
    return _linked(words) or _closed(words) or _divided(words)


def _whole(words: str) -> str | None:
    """All of a line as a name: short, mostly in capitals, and no sentence."""
    plain = (_LINK.sub(lambda link: link["words"], words) if "](" in words else words).strip(_EDGE)
    named = _undressed(plain)
    if not named:
        return plain if 0 < len(plain) <= _LONGEST else None
    if len(plain) > _LONGEST + 60 or len(named) > _LONGEST or not is_name(named):
        return None
    ends_sentence = words.rstrip().endswith((".", "!", "?")) and not _LEGAL.search(words.rstrip())
    return None if ends_sentence and len(named.split()) > 6 else named


def _undressed(name: str) -> str:
    """A name without what a heading adds to it: brackets, what it is, addresses."""
    if holds(name, _BRACKETS):
        name = _BRACKETED.sub(" ", name)
    if holds(name, _APPOSES):
        name = _APPOSITIVE.sub("", name)
    return _unaddressed(name)


def _unaddressed(name: str) -> str:
    return (_ADDRESS.sub(" ", name) if "." in name or ":" in name else name).strip(_EDGE)


def names_itself(words: str) -> bool:
    """Whether a heading speaks of the issuer without its name: "About Us", "About the Company"."""
    plain = words.strip()
    return opening(plain) in _OURSELVES_OPENINGS and _OURSELVES.match(plain) is not None


def is_name(words: str) -> bool:
    """Whether every word that matters is written as a name's are; ourselves count as named."""
    if names_itself(words):
        return True
    tokens = words.split()
    if len(tokens) > _MOST_WORDS:
        return False
    plain: list[str] = []
    for token in tokens:
        word = token.strip("\"'“”‘’(),.:;*™®©")
        if not word or word.casefold() in _SMALL:
            continue
        if plain and _is_low(word) and not _LEGAL.match(word):
            return False
        plain.append(word)
    if len(plain) == 1:
        return not plain[0].isdigit() and (not _is_low(plain[0]) or "." in words.strip("."))
    return bool(plain) and (not _is_low(plain[0]) or plain[-1][0].isupper())


def _is_low(token: str) -> bool:
    """Whether a word is written as running text is: no capital and no digit in it."""
    return token[0].islower() and token.lower() == token and not any(map(str.isdigit, token))


def _linked(words: str) -> Subject | None:
    """A name that is a Markdown link: "About [Acme](https://…)"."""
    link = _LINK.match(words)
    if link is None or not is_name(link["words"]):
        return None
    body = _AFTER_LINK.match(words, link.end())
    return Subject(link["words"].strip(_EDGE), link.end(), body.end() if body else link.end(), Evidence.STRONG)


def _closed(words: str) -> Subject | None:
    """A name closed by a colon, a gap, a bold mark, or a dash before a description."""
    masked = _masked(words)
    if "http" in masked:
        masked = _WEB.sub(lambda match: "\x00" * len(match.group()), masked)
    for stop in _CLOSES.finditer(masked):
        name = words[: stop.start()].strip(_EDGE)
        if stop.start() > _LONGEST or not name:
            break
        plain = _undressed(name)
        if not is_name(plain or name):
            break
        rest = words[stop.end() :].lstrip(" \t\u00a0*:_")
        mark = stop.group().strip()
        if mark[:1] in {"-", "–", "—", "|", ".", "!"} and mark and not _begins(rest, plain):
            continue
        body = len(words) - len(rest)
        return Subject(plain or name, stop.start(), body, Evidence.STRONG)
    return None


def _masked(words: str) -> str:
    """The same with nothing to be found in brackets; offsets stay true."""
    if not holds(words, _BRACKETS):
        return words
    return _BRACKETED.sub(lambda match: "\x00" * len(match.group()), words)


def _begins(rest: str, name: str) -> bool:
    """Whether a description of this name begins here: with the name, its acronym, or an opener."""
    first = key(name).split(" ")[0] if key(name) else ""
    opening = key(" ".join(rest.split()[:3]))
    return bool(
        (first and opening.startswith((first, f"the {first}")))
        or _OPENER.match(rest)
        or ((short := initials(name)) and rest.startswith(short))
    )


def _divided(words: str) -> Subject | None:
    """A name run together with its description: divided where it repeats, or where a description opens."""
    first = _first_word(words)
    tokens: list[_Token] = []
    for position, token in enumerate(_tokens(words)):
        tokens.append(token)
        found = _glued(words, tokens, position, first) or (
            _cut_at(words, tokens, position, first) if position else None
        )
        if found is not None:
            return found
        if _ends_run(words, tokens, position):
            break
    return _by_verb(words)


def _tokens(words: str) -> Iterator[_Token]:
    """The words of a text that a name may reach over, as they are asked for: most names end at the third or fourth."""
    end = 0
    for token in words.split(None, _MOST_TOKENS)[:_MOST_TOKENS]:
        start = words.index(token, end)
        end = start + len(token)
        yield token, start, end


def _first_word(words: str) -> str:
    for token, _, _ in _tokens(words):
        if token.casefold().strip(_EDGE) not in {"the", "a", "an"}:
            return _stem(token)
    return ""


def _stem(token: str) -> str:
    """A word as it is recognised again: no possessive, no trade mark, no punctuation."""
    return _TRADE_MARKS.sub("", _POSSESSIVE.sub("", token.strip("\"'“”‘’(),.:;*_[]!?")))


def _name_before(words: str, stop: int) -> str | None:
    name = words[:stop].strip(_EDGE + '"“”')
    plain = _unaddressed(_BRACKETED.sub(" ", name) if holds(name, _BRACKETS) else name)
    return (plain or name) if name and len(name) <= _LONGEST and is_name(plain or name) else None


def _glued(words: str, tokens: list[_Token], position: int, first: str) -> Subject | None:
    """A description run together with the name before it: "CorpAcme is", "IndustriesIn business since"."""
    token, start, end = tokens[position]
    if position == 0 and (twice := _TWICE.match(words)):
        return Subject(twice["name"].strip(_EDGE), twice.end("name"), twice.end("name"), Evidence.STRONG)
    if len(first) >= _SHORTEST_WORD and first.casefold() in token[1:].casefold():
        for offset in _again(token, first):
            if _may_end(token[offset - 1], token[:offset]):
                name = _name_before(words, start + offset)
                if name and key(name):
                    return Subject(name, start + offset, start + offset, Evidence.STRONG)
    if token[1:] == token[1:].lower():  # every opener begins with a capital
        return None
    for opener in _OPENER.finditer(words, start + 1, min(len(words), end + _LONGEST_OPENER)):
        at = opener.start()
        shouted = words[at - 1].isupper() and not words[at + 1 : at + 2].islower()
        if not start < at < end or shouted or not _may_end(words[at - 1], words[start:at]):
            continue
        if name := _name_before(words, at):
            return Subject(name, at, at, Evidence.STRONG)
    return None


def _again(token: str, word: str) -> Iterator[int]:
    """Where a word stands within a longer one, in whatever letters."""
    low, sought = token.lower(), word.lower()
    at = low.find(sought) if len(low) == len(token) else -1  # a letter may have a longer small one
    while at >= 0:
        if at:
            yield at
        at = low.find(sought, at + len(sought))


def _may_end(last: str, before: str) -> bool:
    """Whether a word can end here, with the next one run together with it."""
    return last.islower() or last.isdigit() or last in ".)®™!?:*/" or before.isupper()


def _cut_at(words: str, tokens: list[_Token], position: int, first: str) -> Subject | None:
    """A description that opens at this word."""
    token, start, _ = tokens[position]
    before, previous_start, previous_end = tokens[position - 1]
    article = before.casefold() == "the" and position > 1
    end = tokens[position - 2][2] if article else previous_end
    body = previous_start if article else start
    stem = _stem(token)
    repeats = stem.casefold() == first.casefold() and not token[0].islower()
    alias = "(" in words and any(stem == _stem(part) for part in _ALIAS.findall(words[:end]))
    closes = (
        (token[0].isupper() or token[0].isdigit())
        and (_LEGAL.search(before) or _ADDRESS.fullmatch(before.strip(",;")))
        and not (_LEGAL.search(token) or _ADDRESS.match(token))
    )
    opens = _OPENER.match(words, start) is not None and not _small_run(words, start)
    shows = repeats or alias or closes or opens
    name = _name_before(words, end) if shows or stem == stem.upper() else None
    if name is None:
        return None
    acronym = len(name.split()) > 1 and stem == initials(name) and token[0] not in '([“"'
    if shows or acronym:
        return Subject(name, end, body, Evidence.STRONG if token[0] not in "([" else Evidence.WEAK)
    return None


def _small_run(words: str, start: int) -> bool:
    """Whether an opener's word is part of a name after all ("Bank One of Ohio", "The Company Store")."""
    opener = _OPENER.match(words, start)
    if opener is None or opener.group().strip() not in {"The Company", "From"}:
        return False
    return words[opener.end() :].lstrip()[:1].isupper()


def _ends_run(words: str, tokens: list[_Token], position: int) -> bool:
    """Whether the run of a name's words ends at this one: nothing after it can belong to a heading."""
    token, start, _ = tokens[position]
    if start > _LONGEST:
        return True
    plain = token.strip("\"'“”‘’(),.:;*™®©")
    low = (
        bool(plain)
        and plain[0].islower()
        and plain.casefold() not in _SMALL
        and not _ADDRESS.match(token)
        and not _LEGAL.match(token)
    )
    inside = words[:start].count("(") > words[:start].count(")")
    return low and position > 0 and not inside and not any(map(str.isupper, plain))


def _by_verb(words: str) -> Subject | None:
    """Capitals up to a verb of description: heading and subject of the sentence cannot be told apart by themselves."""
    masked = _masked(words)
    for token, start, _ in islice(_tokens(words), 1, None):
        if masked[start] == "\x00":
            continue
        plain = token.strip(",;.")
        if _VERB.match(plain):
            name = _name_before(words, start)
            return Subject(name, start, start, Evidence.WEAK) if name else None
        if plain and plain[0].islower() and plain.casefold() not in _SMALL and not any(map(str.isupper, plain)):
            appositive = words[:start].rstrip().endswith(",") and plain in {"an", "a", "the", "one", "which"}
            name = _name_before(words, start) if appositive else None
            return Subject(name, start, start, Evidence.WEAK) if name else None
    return None
