"""Stock exchange listings as the opening of a release states them: "(NYSE MKT: IEC)".

Pure. A listing is read inside brackets only, from the lead only (the caller gives the range), and its exchange is
quoted as written. The list of exchanges is that of the ISO 10383 market names that releases use, with their tiers.
"""

from __future__ import annotations

import re

from tracker.documents.model import Listing, Span

_EXCHANGE = (
    r"(?:NASDAQ|Nasdaq|NasdaqGS|NasdaqGM|NasdaqCM|(?:NASDAQ|Nasdaq)[\s-]?(?:GS|GM|CM|NM|SC)"
    r"|(?:The\s)?(?:NASDAQ|Nasdaq)(?:\sStock\sMarket|\sOMX|\sNordic|\sStockholm|\sCopenhagen|\sHelsinki|\sIceland"
    r"|\sBaltic"
    r"|\sFirst\sNorth|\sNational|\sSmall\s?Cap|\sGlobal|\sCapital|\sSelect|\sMarket|\sGrowth|\sPremier|\sDubai|,?\sInc\.?)+"
    r"|NYSE(?:[\s-]?(?:MKT|American|AMERICAN|Amex|AMEX|Arca|ARCA|National|Texas))?|New\sYork\sStock\sExchange|AMEX|Amex"
    r"|American\sStock\sExchange"
    r"|NYSEMKT"
    r"|OTC(?:[\s-]?(?:QB|QX|BB|ID|Pink|PINK|PK|Markets?|Expert|Grey))*(?:\s(?:International|Best|Limited|Current"
    r"|Sheets?|Bulletin\sBoard))*"
    r"|OTC\s(?:PINK|Pink)[\w\s]*|Pink\s?[Ss]heets|PINKSHEETS|PINK|Other\sOTC"
    r"|TSX[\s.-]?(?:V|Venture(?:\sExchange)?)?|TSE|CSE|CNSX|NEO|Cboe(?:\s(?:Canada|CA|BZX))?|CBOE(?:\sCA)?|BATS"
    r"|LSE|LSEG|AIM|London(?:\sStock\sExchange)?|AQSE|ASX|NSX|NZX|HKEX|SEHK|HKSE|SGX(?:-ST)?|SSE|SZSE|TWSE|TPEx|TYO"
    r"|KOSDAQ|KOSPI|KRX|KSE"
    r"|FSE|FRA|FWB|Frankfurt|XETRA|Xetra|ETR|(?:Euronext|EURONEXT)(?:\s[A-Z][\w-]+)*|EPA|EBR|AMS|ENX|SIX(?:\sSwiss\sExchange)?"
    r"|SWX|VSE|WBAG|Oslo(?:\sB[øo]rs)?|OSE|OSL"
    r"|STO|OMX\w*|Borsa(?:\sItaliana|\sIstanbul)?|BIT|BME|BMAD|WSE|B3|BVSP|BMV|BVL|BCS|TASE|TLV|JSE|BSE|NSE|IDX|SET"
    r"|PSE|Bursa(?:\sMalaysia)?|TADAWUL|Tadawul|ADX|DFM|QSE|EGX)"
)
_TICKER = r"[A-Z0-9][A-Z0-9]{0,9}(?:[.\-/ ](?:[A-Z]{1,3}\b(?!\s?:)|[A-Z0-9]{1,4}(?=[\s,;)]))){0,2}"
#: The number of a security (ISO 6166), which may stand before its ticker.
_ISIN = r"[A-Z]{2}[A-Z0-9]{9}\d"
#: "(TSX - ABC)"; a city behind which a dash stands is none.
_DASH = r"(?<!London)(?<!Frankfurt)(?<!Oslo)\s[-–]\s(?=[A-Z])"
_PAIR = re.compile(
    rf"(?<![\w:])(?P<exchange>{_EXCHANGE})(?:\s?[®™])?(?:\s(?:[Ss]ymbol|[Tt]icker(?:\s[Cc]ode|\s[Ss]ymbol)?|[Cc]ode))?"
    rf"(?:\s?:\s?(?:{_ISIN}\s?[,;/-]\s?)?|{_DASH}|(?<=ode)\s(?=[\"“]))[\"'“$]?(?P<ticker>{_TICKER})(?![A-Za-z0-9])"
)
#: "(NYSE and TSX: ABC)", "(NYSE/TSX: ABC)": one ticker, several exchanges.
_SHARED = re.compile(
    rf"(?P<exchanges>{_EXCHANGE}(?:\s?(?:,|/|&|and|;"
    rf"|,\sand)\s?{_EXCHANGE})+)\s?:\s?[\"'“]?(?P<ticker>{_TICKER})(?![A-Za-z0-9])"
)
_ONE = re.compile(_EXCHANGE)
#: What stands between an exchange and a ticker.
_SIGNS = (":", " - ", " – ", "ode ")
_BRACKETED = re.compile(r"[(\[（]([^()\[\]（）]{3,160})[)\]）]")


def listings(text: str, start: int, end: int) -> tuple[Listing, ...]:
    """The listings that the text states in brackets between two offsets, in text order, each once.

    The span of a listing is that of "exchange: ticker" without the brackets.
    """
    if all(text.find(sign, start, end) < 0 for sign in _SIGNS):
        return ()
    found: dict[tuple[str, str], Listing] = {}
    for bracket in _BRACKETED.finditer(text, start, end):
        for listing in _inside(text, *bracket.span(1)):
            found.setdefault((listing.exchange, listing.ticker), listing)
    return tuple(sorted(found.values(), key=lambda listing: listing.span))


def _inside(text: str, start: int, end: int) -> list[Listing]:
    found: list[Listing] = []
    taken: list[Span] = []
    for match in _SHARED.finditer(text, start, end):
        span = Span(*match.span())
        taken.append(span)
        found += [
            Listing(one.group(), match["ticker"], Span(match.start("exchanges") + one.start(), match.end("ticker")))
            for one in _ONE.finditer(match["exchanges"])
        ]
    for match in _PAIR.finditer(text, start, end):
        span = Span(match.start("exchange"), match.end("ticker"))
        if not any(span.overlaps(other) for other in taken):
            found.append(Listing(match["exchange"], match["ticker"].strip(), span))
    return found
