"""Which pages there are: every page of the site with its path and its bytes, from the histories of all watches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from tracker.claims.schemes import Registry
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
from tracker.reports.render import render


def pages(histories: Sequence[WatchHistory], *, at: date, registry: Registry) -> Iterator[tuple[str, bytes]]:
    """Every page of the site with its path below the site's root; the first page comes last."""
    for history in histories:
        for change in change_page.pages(history, at=at, book=registry):
            yield change.href, render(change, "change", ticket=markdown.change(change))
        yield links.watch(history.id), render(watch_page.build(history, at=at, book=registry), "watch")
        yield links.packet(history.id), packet.packet(history, at=at, book=registry)
    for standard in standard_page.pages(histories, at=at, book=registry):
        yield standard.href, render(standard, "standard")
    yield links.STANDARDS, render(standard_page.overview(histories, at=at, book=registry), "standards")
    for digest in digest_page.pages(histories, at=at, book=registry):
        yield digest.href, render(digest, "digest")
    yield links.DIGESTS, render(digest_page.overview(histories, at=at, book=registry), "digests")
    yield links.COVERAGE, render(coverage_page.build(histories, at=at), "coverage")
    yield links.GLOSSARY, render(glossary_page.build(at=at), "glossary")
    yield links.FEED, atom.feed(histories, at=at, book=registry)
    made = records.report(histories, at=at, book=registry)
    yield links.FINDINGS_CSV, csv_files.findings(made)
    yield links.CLAIMS_CSV, csv_files.claims(made)
    yield links.FINDINGS_LINES, json_files.lines(made)
    yield links.REPORT_JSON, json_files.report(made)
    yield links.INDEX, render(index_page.build(histories, at=at, book=registry), "index")
