"""SEC EDGAR: the exhibits 99 of an issuer's current reports.

The submissions file of a company lists its filings in columns, older ones in further files; the exhibits are not in it,
so that each filing's own index page is read for every document of type EX-99.x. The SEC serves nobody who does not
say how the operator can be reached, and at most ten requests a second.
Source: https://www.sec.gov/search-filings/edgar-application-programming-interfaces, and the SEC's fair access rules.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tracker.documents.fetch.asks import Expects
from tracker.documents.fetch.outcomes import Captured, Gone, Looked, NotModified, Validators
from tracker.documents.read.html_elements import is_beyond_any_page
from tracker.documents.sources.contract import Discovery, Item, Notice, NoticeKind, Visitor
from tracker.documents.sources.dates import declared_day
from tracker.errors import SourceError

#: Seconds between two requests to one of the SEC's hosts. Ten a second are allowed in all, and there are two hosts.
INTERVAL = 0.2

_DATA = "https://data.sec.gov"
_ARCHIVES = "https://www.sec.gov"
_ACCESSION = re.compile(r"\d{10}-\d{2}-\d{6}")
_EXHIBIT = re.compile(r"EX-99(?:\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgarSettings:
    """What an `edgar` source says in its watch file.

    `cik` is the company's Central Index Key; `forms` are form types, each taken with its amendments; `since` leaves
    out what was filed before. `data` and `archives` are the hosts, for mirrors.
    """

    cik: int
    forms: tuple[str, ...] = ("8-K", "6-K")
    since: date | None = None
    data: str = _DATA
    archives: str = _ARCHIVES
    allow: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One filing: its accession number, its form, and the day on which it was filed."""

    accession: str
    form: str
    filed: date | None


@dataclass(frozen=True, slots=True)
class EdgarSource:
    """Lists the exhibits 99 of filings that were never dealt with."""

    settings: EdgarSettings

    def discover(self, visitor: Visitor, *, full: bool = False) -> Discovery:
        """The exhibits of new filings; from the older submissions files too when `full`, and until all was read once.

        Raises:
            SourceError: Nobody is named whom the SEC could reach.
        """
        if not visitor.contact:
            raise SourceError(
                "The SEC serves nobody who does not say how they can be reached.", hint="Set `contact` in the settings."
            )
        everything = full or visitor.memory.validators(self._submissions_url) == Validators()
        looks: list[Looked] = []
        notices: list[Notice] = []
        filings, complete = self._filings(visitor, looks, notices, everything=everything)
        items: list[Item] = []
        remember: list[tuple[str, str]] = []
        for filing in filings:
            if visitor.memory.stamp(filing.accession) is not None and not full:
                continue
            looked = visitor.visit(self._index_url(filing), Expects.INDEX, conditional=False)
            looks.append(looked)
            if not isinstance(looked, Captured):
                # A filing that was taken back is asked for again when another one comes, and holds up nothing.
                complete = complete and isinstance(looked, Gone)
                continue
            items += exhibits(looked.body, looked.final_url, filing)
            remember.append((filing.accession, ""))
        return Discovery(
            items=tuple(items), looks=tuple(looks), notices=tuple(notices), remember=tuple(remember), complete=complete
        )

    def _filings(
        self, visitor: Visitor, looks: list[Looked], notices: list[Notice], *, everything: bool
    ) -> tuple[list[Filing], bool]:
        """The filings to look into, newest first, and whether all files that list them could be read."""
        url = self._submissions_url
        looked = visitor.visit(url, Expects.JSON, conditional=not everything)
        looks.append(looked)
        if not isinstance(looked, Captured):
            return [], isinstance(looked, NotModified)
        submissions = _json(looked)
        files = [(url, _columns(_at(submissions, "filings", "recent")))]
        complete = True
        if everything:
            for name in _names(_at(submissions, "filings", "files")):
                older = f"{self.settings.data}/submissions/{name}"
                looked = visitor.visit(older, Expects.JSON, conditional=False)
                looks.append(looked)
                if isinstance(looked, Captured):
                    files.append((older, _columns(_json(looked))))
                else:
                    complete = False
        broken = [place for place, columns in files if columns is None]
        notices += [Notice(NoticeKind.BROKEN, place) for place in broken]
        filings = [filing for _, columns in files if columns is not None for filing in self._of_columns(columns)]
        return filings, complete and not broken

    def _of_columns(self, lists: list[list[Any]]) -> Iterator[Filing]:
        """The filings of a columnar file that are of the forms asked for."""
        wanted = {form.upper() for form in self.settings.forms}
        for accession, form, filed in zip(*lists, strict=False):
            if not isinstance(accession, str) or not _ACCESSION.fullmatch(accession) or not isinstance(form, str):
                continue
            day = declared_day(filed if isinstance(filed, str) else None)
            if self.settings.since is not None and day is not None and day < self.settings.since:
                continue
            if form.upper().removesuffix("/A") in wanted:
                yield Filing(accession=accession, form=form, filed=day)

    @property
    def _submissions_url(self) -> str:
        return f"{self.settings.data}/submissions/CIK{self.settings.cik:010d}.json"

    def _index_url(self, filing: Filing) -> str:
        folder = f"{self.settings.archives}/Archives/edgar/data/{self.settings.cik}"
        return f"{folder}/{filing.accession.replace('-', '')}/{filing.accession}-index.htm"


def exhibits(body: bytes, url: str, filing: Filing) -> list[Item]:
    """The documents of type EX-99.x that a filing's index page lists, in its order."""
    markup = body.decode("utf-8", errors="replace")
    if is_beyond_any_page(markup):
        return []
    page = LexborHTMLParser(markup)
    found: dict[str, Item] = {}
    for table in page.css("table.tableFile"):
        columns = [_words(head).lower() for head in table.css("th")]
        for row in table.css("tr"):
            item = _exhibit(columns, row.css("td"), url, filing)
            if item is not None:
                found.setdefault(item.identity, item)
    return list(found.values())


def _exhibit(columns: list[str], cells: list[LexborNode], url: str, filing: Filing) -> Item | None:
    by_name = dict(zip(columns, cells, strict=False))
    kind, document = by_name.get("type"), by_name.get("document")
    if kind is None or document is None or not _EXHIBIT.match(_words(kind)):
        return None
    link = document.css_first("a[href]")
    address = _plain(urljoin(url, (link.attributes.get("href") or "") if link is not None else ""))
    name = urlsplit(address).path.rpartition("/")[2]
    if not name or link is None:
        return None
    item = Item(identity=f"{filing.accession}/{name}", url=address, published=filing.filed)
    description = by_name.get("description")
    title = _words(description) if description is not None else ""
    return replace(item, title=title or None)


def _plain(address: str) -> str:
    """The document itself, where the link leads to the viewer of inline XBRL."""
    parts = urlsplit(address)
    if parts.path.rstrip("/") == "/ix":
        inside = parse_qs(parts.query).get("doc", [""])[0]
        return urljoin(address, inside) if inside else address
    return address


def _words(node: LexborNode) -> str:
    return " ".join(node.text().split())


def _json(looked: Captured) -> Any:  # noqa: ANN401 - JSON from a stranger is anything
    try:
        return json.loads(looked.body)
    except (ValueError, RecursionError):
        return None


def _at(value: Any, *path: str) -> Any:  # noqa: ANN401 - JSON from a stranger is anything
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _columns(value: Any) -> list[list[Any]] | None:  # noqa: ANN401 - JSON from a stranger is anything
    """The columns of a submissions file by which filings are told; None where it is none."""
    lists = [_at(value, name) for name in ("accessionNumber", "form", "filingDate")]
    return lists if all(isinstance(one, list) for one in lists) else None


def _names(files: Any) -> list[str]:  # noqa: ANN401 - JSON from a stranger is anything
    """The older submissions files: plain names, so that nothing else can be asked for through them."""
    listed = [_at(one, "name") for one in files] if isinstance(files, list) else []
    return [name for name in listed if isinstance(name, str) and re.fullmatch(r"CIK[\w-]+\.json", name)]
