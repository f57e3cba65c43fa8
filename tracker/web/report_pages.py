"""The pages of the reports, live: made from what the store knows now, at the same addresses below /reports/."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from starlette.responses import Response

from tracker.history import WatchHistory
from tracker.reports import (
    change_page,
    coverage_page,
    digest_page,
    glossary_page,
    index_page,
    links,
    standard_page,
    watch_page,
)
from tracker.reports.exports import atom, csv_files, json_files, markdown, packet, records
from tracker.reports.slugs import slug
from tracker.web.call import Call, RefusedRequestError
from tracker.web.rendering import page


def report(call: Call) -> Response:
    """One page of the reports."""
    path = call.at_path("path") or links.INDEX
    made = _of_one_watch(call, path) or _of_all(call, path)
    if made is None:
        raise RefusedRequestError(404, "no-page", "There is no such page.")
    return made


def _of_one_watch(call: Call, path: str) -> Response | None:
    for watch in call.site.watches():
        if path not in (links.watch(watch.id), links.packet(watch.id)) and not path.startswith(
            f"changes/{slug(watch.id)}-"
        ):
            continue
        known = call.site.history(call.store, watch.id, call.today)
        if known is not None and (made := _page_of(call, known, path)) is not None:
            return made
    return None


def _page_of(call: Call, known: WatchHistory, path: str) -> Response | None:
    book = call.site.registry
    if path == links.watch(known.id):
        return page(call, "watch", page=watch_page.build(known, at=call.today, book=book), here="reports")
    if path == links.packet(known.id):
        # a packet is a file to be mailed: it is given as such, with the policy of its own
        body = packet.packet(known, at=call.today, book=book)
        headers = {"content-disposition": f'attachment; filename="{slug(known.id)}.html"'}
        return Response(body, media_type="text/html", headers=headers)
    for one in change_page.pages(known, at=call.today, book=book):
        if one.href == path:
            return page(call, "change", page=one, ticket=markdown.change(one), here="reports")
    return None


def _of_all(call: Call, path: str) -> Response | None:
    at, book = call.today, call.site.registry
    if path == links.GLOSSARY:
        return page(call, "glossary", page=glossary_page.build(at=at), here="reports")
    maker = _MAKERS.get(path) or _MAKERS.get(path.partition("/")[0])
    if maker is None:
        return None
    histories = [
        known for watch in call.site.watches() if (known := call.site.history(call.store, watch.id, at)) is not None
    ]
    for href, template, made in maker(call, histories, book):
        if href == path:
            if template:
                return page(call, template, page=made, here="reports")
            return Response(made, media_type=_TYPES[path.rpartition(".")[2]])
    return None


_Made = Iterator[tuple[str, str, Any]]


def _standards(call: Call, histories: list[WatchHistory], book: Any) -> _Made:  # noqa: ANN401
    for one in standard_page.pages(histories, at=call.today, book=book):
        yield one.href, "standard", one
    yield links.STANDARDS, "standards", standard_page.overview(histories, at=call.today, book=book)


def _digests(call: Call, histories: list[WatchHistory], book: Any) -> _Made:  # noqa: ANN401
    for one in digest_page.pages(histories, at=call.today, book=book):
        yield one.href, "digest", one
    yield links.DIGESTS, "digests", digest_page.overview(histories, at=call.today, book=book)


def _single(call: Call, histories: list[WatchHistory], book: Any) -> _Made:  # noqa: ANN401
    yield links.INDEX, "index", index_page.build(histories, at=call.today, book=book)
    yield links.COVERAGE, "coverage", coverage_page.build(histories, at=call.today)


def _data(call: Call, histories: list[WatchHistory], book: Any) -> _Made:  # noqa: ANN401
    made = records.report(histories, at=call.today, book=book)
    yield links.FEED, "", atom.feed(histories, at=call.today, book=book)
    yield links.FINDINGS_CSV, "", csv_files.findings(made)
    yield links.CLAIMS_CSV, "", csv_files.claims(made)
    yield links.FINDINGS_LINES, "", json_files.lines(made)
    yield links.REPORT_JSON, "", json_files.report(made)


_MAKERS: dict[str, Callable[[Call, list[WatchHistory], Any], _Made]] = {
    "standards": _standards,
    "digests": _digests,
    links.INDEX: _single,
    links.COVERAGE: _single,
    "data": _data,
    links.FEED: _data,
}

_TYPES = {"xml": "application/atom+xml", "csv": "text/csv", "jsonl": "application/jsonl", "json": "application/json"}
