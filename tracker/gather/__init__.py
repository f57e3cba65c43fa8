"""From watches' sources to captures: what is new is recorded, with the look that found it; nothing is interpreted.

Enters: watches, a store and the moment. Leaves: a `Gathered` for each watch, and rows. Promises: bytes are committed with
their digest before anything looks inside them; what is as it was before is not read again; a failure stays with its
source, and is never a version of a document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.documents.sources.folder import FolderSettings
from tracker.gather.batches import BATCH, batches
from tracker.gather.files import gather_folders
from tracker.gather.web import Web, gather_web
from tracker.history import Observation
from tracker.store import Store
from tracker.store.captures import Look
from tracker.watches.model import Source, Watch

__all__ = ["BATCH", "Gathered", "Web", "batches", "gather"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What one pass over the sources of one watch gave: a look a source, and each place that gave no document."""

    looks: tuple[Look, ...] = ()
    refused: tuple[Observation, ...] = ()


def gather(
    watches: Sequence[Watch], store: Store, at: datetime, web: Web | None, *, full: bool = False
) -> Iterator[Gathered]:
    """Look at every source of some watches once and record what is new; a value for each watch, in their order.

    Each is given when what it showed is committed, and folders are looked at as they are asked for. Hosts are looked at
    side by side, whichever watch they belong to. `full` looks at everything that sources on the web list, and not only
    at what is new; so does every so many-th look at a source.
    """
    sources = [(watch, source) for watch in watches for source in watch.sources]
    folders = gather_folders([one for one in sources if _is_folder(one[1])], store, at)
    if on_the_web := [one for one in sources if not _is_folder(one[1])]:
        folders = iter(list(folders))  # what a watch's folders show is recorded before what the web does
    pages = gather_web(on_the_web, store, at, web, full=full)
    for watch in watches:
        looks = [next(folders) if _is_folder(source) else pages[watch.id, source.id] for source in watch.sources]
        yield Gathered(
            looks=tuple(look for look, _ in looks), refused=tuple(one for _, refused in looks for one in refused)
        )


def _is_folder(source: Source) -> bool:
    return isinstance(source.settings, FolderSettings)
