"""Which pages there are: every page of the site with its path, what it is made of, and how its bytes are made.

Pages stand in groups: one an organisation, and one of what is about all of them. A group that is made of the same as
before need not be looked at; neither need a page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256

import msgspec

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
from tracker.reports.pages import ChangePage
from tracker.reports.render import render


@dataclass(frozen=True, slots=True)
class Leaf:
    """One file of the site: its path below the site's root, a digest of what it is made of, and how it is made."""

    path: str
    digest: str
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Group:
    """Files that are made of the same values, and a digest of these."""

    name: str
    digest: str
    leaves: Callable[[], Iterator[Leaf]]


def pages(histories: Sequence[WatchHistory], *, at: date, registry: Registry) -> Iterator[tuple[str, bytes]]:
    """Every page of the site with its path below the site's root; the first page comes last."""
    for group in groups(histories, at=at, registry=registry):
        for leaf in group.leaves():
            yield leaf.path, leaf.make()


def groups(histories: Sequence[WatchHistory], *, at: date, registry: Registry) -> Iterator[Group]:
    """The groups of the site's files; the one that holds the first page comes last, and the first page last in it."""
    beside = f"{at} {registry.digest}"
    made = [digest(history) + beside for history in histories]
    for history, said in zip(histories, made, strict=True):
        yield Group(f"watch {digest(history.id)}", digest(said), partial(_of_watch, history, at, registry))
    yield Group("site", digest([beside, *made]), partial(_of_all, histories, at, registry))


def digest(value: object) -> str:
    """The SHA-256 of a value and of everything in it; lone surrogates, which no encoding can carry, included."""
    plain = msgspec.to_builtins(value, str_keys=True, order="deterministic")
    return sha256(json.dumps(plain, separators=(",", ":")).encode()).hexdigest()


def _leaf(path: str, page: object, template: str) -> Leaf:
    return Leaf(path, digest(page), partial(render, page, template))


def _of_watch(history: WatchHistory, at: date, registry: Registry) -> Iterator[Leaf]:
    for change in change_page.pages(history, at=at, book=registry):
        yield Leaf(change.href, digest(change), partial(_change, change))
    yield _leaf(links.watch(history.id), watch_page.build(history, at=at, book=registry), "watch")
    yield _leaf(links.packet(history.id), packet.build(history, at=at, book=registry), "packet")


def _change(page: ChangePage) -> bytes:
    return render(page, "change", ticket=markdown.change(page))


def _of_all(histories: Sequence[WatchHistory], at: date, registry: Registry) -> Iterator[Leaf]:
    for standard in standard_page.pages(histories, at=at, book=registry):
        yield _leaf(standard.href, standard, "standard")
    yield _leaf(links.STANDARDS, standard_page.overview(histories, at=at, book=registry), "standards")
    for one in digest_page.pages(histories, at=at, book=registry):
        yield _leaf(one.href, one, "digest")
    yield _leaf(links.DIGESTS, digest_page.overview(histories, at=at, book=registry), "digests")
    yield _leaf(links.COVERAGE, coverage_page.build(histories, at=at), "coverage")
    yield _leaf(links.GLOSSARY, glossary_page.build(at=at), "glossary")
    yield _leaf(links.FEED, atom.build(histories, at=at, book=registry), "feed")
    made = records.report(histories, at=at, book=registry)
    said = digest(made)
    yield Leaf(links.FINDINGS_CSV, said, partial(csv_files.findings, made))
    yield Leaf(links.CLAIMS_CSV, said, partial(csv_files.claims, made))
    yield Leaf(links.FINDINGS_LINES, said, partial(json_files.lines, made))
    yield Leaf(links.REPORT_JSON, said, partial(json_files.report, made))
    yield _leaf(links.INDEX, index_page.build(histories, at=at, book=registry), "index")
