"""What became of an issuer's listing: another exchange, another ticker, one more, one less.

Leads name other companies' tickers too, and not every release repeats the issuer's own. So only the first listing and
those written right after it count, and a lead that states none says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tracker.documents.model import Document, Listing
from tracker.findings.model import Finding, Kind
from tracker.findings.reasons import Reason
from tracker.findings.statement import Sides, proof, state

#: Code points between two listings of one issuer: ") (OTCQB: " has none, "; " two, ", and " six.
_NEAR: Final = 8

#: Exchanges written in several ways, and one name for each; keys are levelled (letters and digits, lower case).
_ONE_EXCHANGE: Final = {
    "newyorkstockexchange": "nyse",
    "nasdaqgs": "nasdaq",
    "nasdaqgm": "nasdaq",
    "nasdaqcm": "nasdaq",
    "nasdaqglobalselect": "nasdaq",
    "nasdaqglobalselectmarket": "nasdaq",
    "nasdaqglobalmarket": "nasdaq",
    "nasdaqcapitalmarket": "nasdaq",
    "nasdaqcapmkt": "nasdaq",
    "nasdaqstockmarket": "nasdaq",
    "nyseamericanllc": "nyseamerican",
    "torontostockexchange": "tsx",
    "tsxventure": "tsxv",
    "tsxventureexchange": "tsxv",
    "londonstockexchange": "lse",
    "lseaim": "aim",
    "aimlse": "aim",
    "otcqbmarket": "otcqb",
    "otcmarkets": "otc",
    "otcbb": "otc",
    "otcpk": "otc",
    "otcpink": "otc",
    "pinksheets": "otc",
    "frankfurt": "fse",
    "fra": "fse",
    "frankfurtstockexchange": "fse",
    "fwb": "fse",
    "xetra": "fse",
    "cnsx": "cse",
    "neo": "cboecanada",
}

#: Exchanges that were renamed: the listing is where it was.
_RENAMED: Final = (
    frozenset({"amex", "nysealternext", "nyseamex", "nysealternextus", "nysemkt", "nyseamerican"}),
    frozenset({"neo", "cboecanada"}),
    frozenset({"nysearca", "pacificexchange"}),
    frozenset({"euronextgrowth", "alternext"}),
)


def listing_changed(before: Document, after: Document, sides: Sides) -> Iterator[Finding]:
    """At most one finding: what differs between the issuer's listings in two leads."""
    old, new = _issuers(before.listings), _issuers(after.listings)
    if not old or not new:
        return
    here, there = set(map(_key, old)), set(map(_key, new))
    gone = {_key(each): each for each in old if _key(each) not in there}
    come = {_key(each): each for each in new if _key(each) not in here}
    if not gone and not come:
        return
    first = next(iter(gone.values()), old[0])
    second = next(iter(come.values()), new[0])
    said = ("; ".join(map(str, gone.values() or old)), "; ".join(map(str, come.values() or new)))
    evidence = (
        proof(first.span.of(before.text), first.span, sides.before),
        proof(second.span.of(after.text), second.span, sides.after),
    )
    yield state(Kind.LISTING_CHANGED, "listing", _reasons(gone, come), said=said, evidence=evidence)


def _issuers(listings: Sequence[Listing]) -> list[Listing]:
    """The first listing and those that follow it without other words between."""
    kept: list[Listing] = []
    for listing in listings:
        if kept and listing.span.start - kept[-1].span.end > _NEAR:
            break
        kept.append(listing)
    return kept


def _exchange(listing: Listing) -> str:
    plain = re.sub(r"[^a-z0-9]", "", listing.exchange.casefold())
    return _ONE_EXCHANGE.get(plain, plain)


def _key(listing: Listing) -> tuple[str, str]:
    return _exchange(listing), listing.ticker.casefold()


def _reasons(gone: dict[tuple[str, str], Listing], come: dict[tuple[str, str], Listing]) -> list[Reason]:
    if not gone:
        return [Reason.LISTING_ADDED]
    if not come:
        return [Reason.LISTING_DROPPED]
    reasons: list[Reason] = []
    exchanges = {key[0] for key in gone}, {key[0] for key in come}
    if {key[1] for key in gone} != {key[1] for key in come}:
        reasons.append(Reason.TICKER_CHANGED)
    if exchanges[0] != exchanges[1]:
        renamed = any(exchanges[0] | exchanges[1] <= names for names in _RENAMED)
        reasons.append(Reason.EXCHANGE_RENAMED if renamed else Reason.EXCHANGE_CHANGED)
    return reasons
