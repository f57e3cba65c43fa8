"""What stands at the head of a release and says nothing of its news: exhibits, pages, labels, days, tickers, how somebody is reached.

Pure. The labels are those that filings with the SEC, the regulated news of European exchanges and newsrooms put above a headline.
"""

from __future__ import annotations

import re

from tracker.documents.masthead.dates import TIME, WEEKDAY, certain_dates, dates

#: The exhibit and the file that a filing writes before a text, in the same line or by itself.
EXHIBIT = re.compile(
    r"(?:(?:EX-|(?i:exhibit)\s(?:No\.\s)?)\d{1,3}(?:\.\d+)?(?:\s\d{1,3}(?=\s\S+\.\w{3}))?(?:\s\S+\.(?:html?|txt|pdf)\b)?(?:\sDocument$)?\s*)+"
)
#: What a headline may be introduced by.
INTRODUCED = re.compile(r"(?:subject|re|title|headline)\s?:\s*", re.IGNORECASE)
_KIND = (
    r"(?:for\s)?immediate release|(?:for|press|news|media|earnings|corporate|stock exchange|regulatory) (?:release|announcement|information)s?"
    r"|(?:news|media) (?:alert|advisory)|news|regulatory news|inside information|company announcement|investor news|material fact|fato relevante"
    r"|pressemitteilung|medienmitteilung|presseinformation|communiqué(?: de presse)?|comunicado(?: [\w ]{1,20})?|comunicato stampa"
    r"|persbericht|pressmeddelande|pressemelding|pressemeddelelse|lehdistötiedote|nota de prensa|ad[ -]hoc(?:[ -](?:announcement|release|news|mitteilung))?(?: (?:pursuant|according|gemäß|nach)\b.{0,60})?"
    r"|to whom it may concern|dear (?:sirs?|shareholders?)|back to .{1,30}|home(?:\s?[>›/»].*)?|publicly[ -]held company"
)
_LABEL = (
    r"contacts?|(?:media|press|investors?|company|corporate|agency|ir|investor relations) (?:contacts?|relations|inquir\w+|enquir\w+)|media|investors?|investor relations"
    r"|(?:for )?(?:more|further) information(?:,? (?:please )?contact)?|phone|tel|telephone|mobile|e-?mail|fax|web(?:site)?|date|dated|source|embargo(?:ed)?(?: until)?"
    r"|approved by|issued by|news provided by|company name|stock code|securities code|code number|representative|isin|lei|language|address|news archive|for|cusip"
)
_FURNITURE = re.compile(
    rf"<[/\w]+>|[\W\d_]+|page \d+(?: of \d+)?|\S+\.(?:jpe?g|gif|png|htm|html|txt|pdf)|graphic|logo|(?:{_KIND})[\s:.*!|-]*(?:(?:no\.? ?|nr\.? ?|#)?[\d/-]*)"
    rf"|(?:{_LABEL})|(?:{_LABEL})(?:\s?[:#]|\s-\s).*|(?:issued|approved) by\b.*|rns number.*|n\.?r\.? ?\d[\d-]*|/?\s?not (?:for|intended for)\b.{{10,}}|[(\[][^()\[\]]*[)\]]"
    r"|business (?:and \w+ )?editors.{0,60}|corporate taxpayer.*|company registry.*",
    re.IGNORECASE,
)
#: "OTCBB:LDSR", "Trading Symbol: NYSE: CVI", "NYSE and TSX: CVI".
_TICKER = re.compile(r"[A-Z][\w./ ®:-]{1,40}\s?:\s?[A-Z0-9.]{1,8}(?:[,;|]\s?[A-Z][\w. ]{1,20}\s?:\s?[A-Z0-9.]{1,8})*")
#: A telephone number.
_CALLED = re.compile(r"\d{3}[-.)/\s]{1,2}\d{3}[-.\s]\d{3,4}|\+\d{1,3}[\s(-]\d")
_FIGURE = re.compile(r"\d")
_ROW = 120
_DAY_SAID = re.compile(
    rf"{TIME}|{WEEKDAY}|(?i:\b(?:for immediate release|for release|(?:press|news|media) release|embargoed|until|released?|updated?|date|dated|published|posted|issued|on|at|le|den|from|source)\b)"
    rf"|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
#: So few letters besides a day are a zone, or an article.
_DAY_ALONE = 3


def besides_the_day(words: str) -> str | None:
    """What a line says besides a day, its time and their labels, in letters only; None where it names no day."""
    found = dates(words) or certain_dates(words, 0, len(words))
    if not found:
        return None
    for _, (start, end) in reversed(found):
        words = f"{words[:start]} {words[end:]}"
    return "".join(_LETTER.findall(_DAY_SAID.sub(" ", words)))


def is_furniture(line: str) -> bool:
    """Whether a line at the head of a release cannot be its headline, whatever else it says.

    A letterhead may be set in columns, with wide gaps between them.
    """
    words = line.strip(" |*#\t\u00a0")
    if not words or "    " in words or "\t" in words or _FURNITURE.fullmatch(words):
        return True
    if ":" in words and _TICKER.fullmatch(words):
        return True
    figures = _FIGURE.search(words) is not None
    if len(words) < _ROW and ("@" in words or "www." in words or (figures and _CALLED.search(words))):
        return True
    rest = besides_the_day(words) if figures else None
    return rest is not None and len(rest) <= _DAY_ALONE
