"""Sources on the web, looked at side by side: what each lists, then each document that is new, recorded as it comes.

Looks are taken by many threads; everything is recorded by the one that asked, because the store has one writer. What is
remembered of a listing is kept when every document that it lists was looked at once; those that could not be had are
remembered by themselves, and asked for again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit

from tracker.documents.fetch.asks import Ask, Expects
from tracker.documents.fetch.lanes import side_by_side
from tracker.documents.fetch.outcomes import Looked, RobotsText
from tracker.documents.fetch.settings import credential
from tracker.documents.sources.contract import Discovery, Item, Visitor, wanted
from tracker.documents.sources.edgar import INTERVAL, EdgarSettings
from tracker.documents.sources.folder import FolderSettings
from tracker.documents.sources.kinds import WebSettings, source_of
from tracker.errors import SourceError
from tracker.gather.recording import Pass, record_document, record_listing
from tracker.history import Observation, Outcome
from tracker.store import Store
from tracker.store.captures import Look
from tracker.watches.model import Source, Watch


class Fetches(Protocol):
    """What takes looks; `documents.fetch.fetcher.Fetcher` does, from as many threads as like to ask."""

    def look(self, ask: Ask) -> Looked: ...  # noqa: D102
    def look_all(self, asks: Iterable[Ask]) -> Iterator[tuple[Ask, Looked]]: ...  # noqa: D102
    def remember_robots(self, texts: Iterable[RobotsText]) -> None: ...  # noqa: D102
    def robots(self) -> tuple[RobotsText, ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """The way to the web. `contact` is the operator's; `environment` holds secrets; `full_every` counts looks."""

    fetcher: Callable[[], Fetches]
    contact: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    full_every: int = 28
    hosts_at_once: int = 16


@dataclass(frozen=True, slots=True)
class _Job:
    """One source on its way through a pass; what came of it so far is in `found`."""

    watch: Watch
    source: Source
    settings: WebSettings
    visitor: Visitor
    found: Pass


def gather_web(
    sources: Sequence[tuple[Watch, Source]], store: Store, at: datetime, web: Web | None, *, full: bool = False
) -> dict[tuple[str, str], tuple[Look, tuple[Observation, ...]]]:
    """One pass over sources on the web: by watch and source, the look and each place that gave no document."""
    if not sources:
        return {}
    looks: dict[tuple[str, str], tuple[Look, tuple[Observation, ...]]] = {}
    jobs: list[_Job] = []
    for watch, source in sources:
        try:
            jobs.append(_job(watch, source, store, web, full=full))
        except SourceError as error:
            looks[watch.id, source.id] = (_failed(watch, source, error, at), ())
    if web is not None and jobs:
        web.fetcher().remember_robots(store.addresses.robots())
        asks = list(_listed(jobs, store, web))
        by_ask = {id(ask): (job, item) for job, item, ask in asks}
        for ask, looked in web.fetcher().look_all([ask for _, _, ask in asks]):
            job, item = by_ask[id(ask)]
            with store.writing():
                record_document(store, job.found, item, looked)
    for job in jobs:
        looks[job.watch.id, job.source.id] = (job.found.look(at), tuple(job.found.refused))
    with store.writing():
        for job in jobs:
            job.found.settle(store)
        if web is not None and jobs:
            store.addresses.keep_robots(web.fetcher().robots())
        for look, _ in looks.values():
            store.captures.looked(look)
    return looks


def _job(watch: Watch, source: Source, store: Store, web: Web | None, *, full: bool) -> _Job:
    settings = source.settings
    if web is None or isinstance(settings, FolderSettings):
        raise SourceError("There is no way to the web here.", hint="Run this where the web can be reached.")
    memory = store.addresses.remembered(watch.id, source.id)
    record = store.ledger.record(watch.id, source.id)
    everything = full or (record.looks > 0 and (record.looks + 1) % web.full_every == 0)
    fetcher = web.fetcher()
    visitor = Visitor(
        look=fetcher.look,
        look_all=fetcher.look_all,
        memory=memory,
        allowed=frozenset(settings.allow),
        credentials=tuple(credential(one, web.environment) for one in watch.authentication),
        contact=web.contact,
        interval=INTERVAL if isinstance(settings, EdgarSettings) else 0.0,
    )
    found = Pass(watch=watch.id, source=source.id, full=everything, last_seen=record.last_seen)
    return _Job(watch, source, settings, visitor, found)


def _listed(jobs: Sequence[_Job], store: Store, web: Web) -> Iterator[tuple[_Job, Item, Ask]]:
    """Let every source say what it lists, hosts side by side; gives what is to be looked at."""
    listings = side_by_side(jobs, _discover, lane_of=_host, lanes_at_once=web.hosts_at_once, walkers=1)
    for job, discovery in listings:
        if isinstance(discovery, SourceError):
            job.found.error = discovery
            continue
        with store.writing():
            record_listing(store, job.found, discovery)
        for item in wanted(discovery, job.visitor.memory, full=job.found.full):
            job.found.wanted += 1
            yield job, item, job.visitor.ask(item.url, Expects.DOCUMENT)


def _discover(job: _Job) -> Discovery | SourceError:
    """What one source lists. A listing that trips our own code up is that source's trouble, and no other's."""
    try:
        return source_of(job.settings).discover(job.visitor, full=job.found.full)
    except SourceError as error:
        return error
    except Exception as error:  # noqa: BLE001 - strangers write what is parsed here; one page must not end all looks
        return SourceError(f"This program failed at what {job.source.id} lists ({type(error).__name__}: {error}).")


def _host(job: _Job) -> str:
    address = job.settings.data if isinstance(job.settings, EdgarSettings) else job.settings.url
    return urlsplit(address).netloc


def _failed(watch: Watch, source: Source, error: SourceError, at: datetime) -> Look:
    return Look(watch=watch.id, source=source.id, at=at, outcome=Outcome.FAILED, detail=error.message)
