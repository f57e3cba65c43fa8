"""What a paragraph without a heading is for, from how it opens and what it is made of.

Pure; each predicate answers for one paragraph. Where nothing shows, the answer is None: what stands before goes on. A paragraph that
is called plain is levelled and trimmed.
"""

from __future__ import annotations

import re

from tracker.sections.model import ABOUT, BODY, CONTACT, FURNITURE, LEAD, NON_GAAP, OTHER, SAFE_HARBOR, TRADEMARK, Role
from tracker.sections.notices import notice
from tracker.sections.openings import opening, openings
from tracker.sections.vocabulary import (
    END_MARK,
    FORWARD_LOOKING,
    FORWARD_SIGNS,
    FURNITURE_INSIDE,
    FURNITURE_INSIDE_OPENINGS,
    FURNITURE_OPENINGS,
    FURNITURE_OPENS,
    NON_GAAP_OPENINGS,
    NON_GAAP_OPENS,
    OTHER_OPENINGS,
    OTHER_OPENS,
    QUALIFIED,
    QUALIFIED_OPENS,
    QUALIFIED_WITHIN,
    SAFE_HARBOR_OPENINGS,
    SAFE_HARBOR_OPENS,
    SAYS_WHOSE_MARKS,
    TRADEMARK_OPENINGS,
    TRADEMARK_OPENS,
    holds,
)

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,190}")
_PHONE = re.compile(
    r"(?<![\w-])\+\d{1,3}(?:[\s\u00a0./-]?(?:\(\d{1,5}\)|\d{1,5})){2,7}(?![\w-])"
    r"|(?<![\w-])(?:\+\d{1,3}[\s.(-]*)?(?:\(\d{2,5}\)|\d{2,4})[\s./-]{1,3}\d{2,4}[\s./-]{0,3}\d{2,5}(?:[\s./-]\d{2,4})?"
)
#: Without such a stretch there is no telephone number; it is much cheaper to look for.
_NUMBER_LIKE = re.compile(r"[\d(+][\d\s().+/\u00a0-]{8,}")
#: The same in bytes, where it is cheaper still: what may stand in a number, which any character may that is not ASCII's, becomes a zero.
_DIALLED = bytes(0x30 if chr(one).isspace() or chr(one) in "0123456789().+/-?" else 0x78 for one in range(256))
_NINE = b"0" * 9
#: How a description goes on, of which only the first sentence shows that it does not.
_OF_THE_COMPANY = re.compile(r"(?:the (?:company|group|firm)|it)\b", re.IGNORECASE)
#: Where a sentence ends; not behind "Inc." and a word in small letters.
_SENTENCE_ENDS = re.compile(r"(?<!\b[a-z])(?<!inc)(?<!corp)(?<!ltd)(?<!\bco)[.!?]\s")
_NO_DIGIT = re.compile(r"\D")
_CONTACT_LAST = re.compile(r"contacts?\s*:?\s*$")
_YEARS = re.compile(r"(?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d\b")
_URL = re.compile(
    r"\[[^\[\]]{0,300}\]\([^()\s]{0,600}\)|https?://\S+|www\.\S+|\b[\w-]+\.(?:com|org|net|io|co|ai|eu|de|uk|us|biz|ag|ch|fr)\b\S*"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
#: Two words by themselves, which no address is part of: most paragraphs show them at once.
_TWO_WORDS = re.compile(r"(?:\S+\s){0,6}?[^\W\d_]{2,}[,;]?\s(?:\S+\s){0,6}?[^\W\d_]{2,}[,;]?\s")
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|will|provides?|offers?|can|may|should|delivers?|serves?|helps?|said)\b"
)
_ASKS_FOR_CONTACT = re.compile(
    r"(?:for\s(?:more|further|additional|any)\s[^.]{0,120}?|(?:media|press|investors?|questions|enquiries"
    r"|inquiries)[^.]{0,60}?|to (?:arrange|request|schedule)[^.]{0,80}?|please\s)"
    r"\b(?:contact|call|email|e-mail|reach|write to)\b",
    re.IGNORECASE,
)
_ASKS_OPENINGS = openings("enq for inq inv med ple pre que to")
_SOCIAL = re.compile(
    r"(?:(?:twitter|x|facebook|linkedin|instagram|youtube|tiktok|pinterest|website|web|blog|vimeo|wechat|weibo"
    r"|threads)\b[\s|/,&:•·-]*(?:and\s)?){1,10}",
    re.IGNORECASE,
)
_SOCIAL_OPENINGS = openings("blo fac ins lin pin thr tik twi vim web wec wei x you")
#: "Visit www.acme.example." closes a description; an address without a verb says whom to reach.
_INVITES = re.compile(r"(?:visit|see|browse|read|explore|discover|shop)\b", re.IGNORECASE)
_SIGNATURE = 70
_NAME_FIRST = re.compile(
    r"(?:(?:Dr|Mr|Mrs|Ms|Prof)\.?\s)?[A-ZÀ-Þ][\w.'’-]*(?:\s(?:[a-z]{1,3}\s)?[A-ZÀ-Þ][\w.'’-]*){1,3}(?:\s?[,–|-]|$)"
)
#: An end mark that has letters or digits is shorter than this.
_LONGEST_END = 16
#: What may stand before a paragraph's first word; how far into the paragraph its opening reaches, how long a trade mark notice may be, and what is too short to be prose.
_OPENING_MARKS = '*_#>(•" ['
_OPENING = 420
_NOTICE = 700
_SHORT = 30
_HEADING_MOST = 100
#: Fewer digits are a standard with its year ("14001-2015") as often as a telephone number.
_LEAST_DIGITS = 9


def cue(plain: str, *, alone: bool, within: Role) -> Role | None:
    """The role that a paragraph shows by itself, or None. `within` is the role of what stands before it."""
    words = plain.lstrip(_OPENING_MARKS)
    opens = opening(words)
    if _is_furniture(plain, words, opens, alone=alone):
        return FURNITURE
    if within in (CONTACT, ABOUT, SAFE_HARBOR) and is_link_only(plain):
        return CONTACT
    if within is FURNITURE and (len(plain) < _SHORT or is_link_only(plain)):
        return FURNITURE
    if is_contact(plain):
        return CONTACT
    return _opens(plain, words, opens, within)


def _opens(plain: str, words: str, opens: str, within: Role) -> Role | None:
    """The role that a paragraph's first words give it."""
    quoted = plain.startswith('"')
    if not quoted and _looks_forward(plain, words, opens, within):
        return SAFE_HARBOR
    if within is SAFE_HARBOR:
        return None
    if opens in NON_GAAP_OPENINGS and NON_GAAP_OPENS.match(words):
        return NON_GAAP
    if len(plain) < _NOTICE and not quoted and _is_of_marks(words, opens):
        return TRADEMARK
    return None if within in (BODY, LEAD) else _matter(plain, words, opens)


def _looks_forward(plain: str, words: str, opens: str, within: Role) -> bool:
    """Whether a paragraph is about forward-looking statements: among the standing text by its first sentence, however it opens."""
    opened = opens in SAFE_HARBOR_OPENINGS and SAFE_HARBOR_OPENS.match(words) is not None
    if not opened and within in (BODY, LEAD):
        return False
    early = plain[:_OPENING].lower()
    if not holds(early, FORWARD_SIGNS) or (found := FORWARD_LOOKING.search(early)) is None:
        return False
    if opened and not _OF_THE_COMPANY.match(words):
        return True
    return within not in (BODY, LEAD) and _SENTENCE_ENDS.search(early, 0, found.start()) is None


def _is_of_marks(words: str, opens: str) -> bool:
    """Whether a paragraph opens as a notice of trade marks; "market" alone shows nothing."""
    if opens in TRADEMARK_OPENINGS and TRADEMARK_OPENS.match(words):
        return True
    low = words.lower()
    return "mark" in low and ("trade" in low or "service" in low) and SAYS_WHOSE_MARKS.match(words) is not None


def _matter(plain: str, words: str, opens: str) -> Role | None:
    """The role of a paragraph of standing matter that describes nobody."""
    if opens in OTHER_OPENINGS and OTHER_OPENS.match(words):
        return OTHER
    if QUALIFIED in words[:QUALIFIED_WITHIN].lower() and QUALIFIED_OPENS.match(words):
        return OTHER
    return notice(plain if plain.startswith("#") else words)


def continues(words: str, role: Role) -> bool:
    """Whether a paragraph that shows no role can belong to the section before it."""
    if role is CONTACT:
        plain = _URL.sub(" ", _EMAIL.sub(" ", words))
        return len(_WORD.findall(plain)) <= 14 and not (_VERB.search(plain) and plain.rstrip().endswith("."))
    return role is not FURNITURE


def is_other(plain: str) -> bool:
    """Whether a paragraph opens as standing matter that describes nobody: a disclaimer, a call to download."""
    words = plain.lstrip(_OPENING_MARKS)
    return _matter(plain, words, opening(words)) is not None


def is_contact(plain: str) -> bool:
    """Whether a paragraph is there to say whom to reach: addresses and numbers, and hardly a sentence."""
    asked = plain.lstrip("*_ ")
    opens = opening(asked)
    asks = opens in _ASKS_OPENINGS and _ASKS_FOR_CONTACT.match(asked)
    addresses = _addresses(plain)
    if asks or addresses:
        rest = _PHONE.sub(" ", _URL.sub(" ", _EMAIL.sub(" ", plain)))
        count = len(_WORD.findall(rest))
        if asks and count <= 60 and (addresses or plain.rstrip().endswith(":") or _CONTACT_LAST.search(plain)):
            return True
        if addresses and count <= 40 and not _VERB.search(rest) and not plain.startswith('"'):
            return True
    return opens in _SOCIAL_OPENINGS and len(plain) < 120 and _SOCIAL.fullmatch(plain.rstrip(".")) is not None


def _addresses(plain: str) -> int:
    """How many mail addresses and telephone numbers a text holds."""
    count = len(_EMAIL.findall(plain)) if "@" in plain else 0
    if _NINE not in plain.encode("ascii", "replace").translate(_DIALLED):
        return count
    for like in _NUMBER_LIKE.finditer(plain):
        for number in _PHONE.findall(plain, like.start(), like.end() + 1):  # a number ends before what stands after it
            count += len(_NO_DIGIT.sub("", number)) >= _LEAST_DIGITS and not _YEARS.search(number)
    return count


def is_link_only(plain: str) -> bool:
    """Whether a paragraph is nothing but addresses of pages."""
    if "](" not in plain and ("." not in plain or _TWO_WORDS.match(plain)):
        return False
    rest = _URL.sub(" ", plain)
    return rest != plain and len(_WORD.findall(rest)) <= 1 and not _INVITES.match(plain)


def is_signature(words: str) -> bool:
    """Whether a line could be somebody's name and office above an address: short, no sentence, no item of a list."""
    plain = words.strip(" *_")
    return (
        len(plain) <= _SIGNATURE
        and _NAME_FIRST.match(plain) is not None
        and plain[-1] not in ".!?:;"
        and not _VERB.search(plain)
    )


def is_heading_line(words: str, *, marked: bool = False) -> bool:
    """Whether a line reads as a heading: short, no sentence, its longer words in capitals."""
    plain = words.strip(" #*_:\u00a0")
    if (
        not plain
        or len(plain) > _HEADING_MOST
        or plain[0] in "-•·\"“'("
        or plain.endswith((".", ",", ";", "!", "”", '"'))
    ):
        return False
    if marked:
        return True
    longer = [word for word in re.findall(r"[^\W\d_][\w'’-]*", plain) if len(word) > 3]
    if not longer or _URL.search(plain) or _EMAIL.search(plain) or _PHONE.search(plain):
        return False
    return sum(word[0].isupper() for word in longer) >= 0.8 * len(longer) and len(plain.split()) <= 14


def _is_furniture(plain: str, words: str, opens: str, *, alone: bool) -> bool:
    first = plain[:1]
    may_end = (not first.isalnum() or first == "E") and (len(plain) < _LONGEST_END or not plain[1].isalnum())
    if may_end and END_MARK.fullmatch(plain):
        return True
    if opens in FURNITURE_INSIDE_OPENINGS and FURNITURE_INSIDE.match(plain):
        return True
    if opens not in FURNITURE_OPENINGS or not (alone or len(plain) < 200):
        return False
    return FURNITURE_OPENS.match(words if words[:1].isalpha() else plain) is not None
