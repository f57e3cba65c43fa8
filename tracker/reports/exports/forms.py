"""Which forms the reports can leave in, and one of them from the histories of the organisations that were asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never

from tracker.claims.schemes import Registry
from tracker.errors import UsageError
from tracker.history import WatchHistory
from tracker.reports import change_page, digest_page, index_page, watch_page
from tracker.reports.exports import atom, bundle, csv_files, json_files, markdown, packet, pdf_file, records, word_file
from tracker.reports.pages import ChangePage
from tracker.reports.period import EVER, Period
from tracker.reports.render import render


class Form(StrEnum):
    """The forms, as the command line calls them."""

    CSV = "csv"
    CLAIMS_CSV = "claims-csv"
    JSON = "json"
    JSON_LINES = "jsonl"
    ATOM = "atom"
    MARKDOWN = "markdown"
    PACKET = "packet"
    BUNDLE = "bundle"
    PDF = "pdf"
    DOCX = "docx"


#: Forms that no terminal can show.
BINARY = frozenset({Form.BUNDLE, Form.PDF, Form.DOCX})


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is asked for: of which organisations, on which day claims are judged, and what of it.

    `change` is the publication day of the later release of a change. `body` gives the bytes of a capture by its SHA-256.
    """

    histories: Sequence[WatchHistory]
    at: date
    registry: Registry
    body: Callable[[str], bytes]
    period: Period = EVER
    change: date | None = None


def export(form: Form, order: Order) -> bytes:
    """What is asked for in one form.

    Raises:
        UsageError: the form is about one organisation and another number was given; or there is no such change; or the
            form needs a package that is not installed.
    """
    histories, at, book = order.histories, order.at, order.registry
    match form:
        case Form.CSV | Form.CLAIMS_CSV | Form.JSON | Form.JSON_LINES:
            made = _data(form, order)
        case Form.ATOM:
            made = atom.feed(histories, at=at, book=book, period=order.period)
        case Form.MARKDOWN:
            made = "\n".join(markdown.change(page) for page in _changes(order)).encode()
        case Form.DOCX:
            made = word_file.changes(_changes(order))
        case Form.PACKET if order.period.limited or len(histories) != 1:
            made = packet.digest(histories, order.period, at=at, book=book)
        case Form.PACKET:
            made = packet.packet(histories[0], at=at, book=book)
        case Form.BUNDLE:
            made = bundle.build(_one(form, order), body=order.body, at=at, book=book)
        case Form.PDF:
            made = pdf_file.pdf(_paper(order))
        case _:
            assert_never(form)
    return made


def _data(form: Form, order: Order) -> bytes:
    made = records.report(order.histories, at=order.at, book=order.registry, period=order.period)
    forms = {
        Form.CSV: csv_files.findings,
        Form.CLAIMS_CSV: csv_files.claims,
        Form.JSON: json_files.report,
        Form.JSON_LINES: json_files.lines,
    }
    return forms[form](made)


def _one(form: Form, order: Order) -> WatchHistory:
    if len(order.histories) != 1:
        raise UsageError(f"A {form} is about one organisation.", hint=f"Name it: tracker export {form} WATCH.")
    return order.histories[0]


def _changes(order: Order) -> tuple[ChangePage, ...]:
    """The changes that are asked for, newest first: of a day, of a period, or of each organisation the newest that says something."""
    found: list[ChangePage] = []
    for history in order.histories:
        pages = list(change_page.pages(history, at=order.at, book=order.registry))[::-1]
        if order.change:
            found += [page for page in pages if page.after.published == order.change]
        elif order.period.limited:
            found += [page for page in pages if order.period.holds(page.after.published)]
        else:
            telling = [page for page in pages if page.lines or page.sections]
            found += telling[:1]
    if not found:
        raise UsageError("There is no such change.", hint="'tracker export json' lists every release with its day.")
    return tuple(found)


def _paper(order: Order) -> bytes:
    """The page that a PDF is made of: a change, a period, an organisation, or the first page."""
    histories, at, book = order.histories, order.at, order.registry
    if order.change:
        # of several, the one against the release just before
        return render(_changes(order)[-1], "change", paper=True, ticket="")
    if order.period.limited:
        return render(digest_page.of(histories, order.period, at=at, book=book), "digest", paper=True)
    if len(histories) == 1:
        return render(watch_page.build(histories[0], at=at, book=book), "watch", paper=True)
    return render(index_page.build(histories, at=at, book=book), "index", paper=True)
