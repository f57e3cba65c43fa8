"""The nouns of what is watched: watches and their sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from tracker.documents.fetch.settings import AuthenticationSettings
from tracker.documents.masthead.dates import DateOrder
from tracker.documents.sources.folder import FolderSettings
from tracker.documents.sources.kinds import WEB_KINDS, WebSettings
from tracker.watches.cadence import Cadence
from tracker.watches.windows import Window

Settings: TypeAlias = FolderSettings | WebSettings

#: Every kind of source, in plain sight: the word in the watch file, the settings that it takes, and the setting that
#: tells two sources of that kind apart.
SOURCE_KINDS: dict[str, tuple[type[Settings], str]] = {"folder": (FolderSettings, "path"), **WEB_KINDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One place where an organisation publishes. `id` names it within its watch, and is stable while its address is.

    A source with a cadence of its own is looked at by that, and not with the rest of its watch. `dates` is the order of day and
    month in days that it writes as three numbers; where it is not declared, such days are not read.
    """

    id: str
    kind: str
    settings: Settings
    cadence: Cadence | None = None
    dates: DateOrder | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A watch that is not looked at for a while: until a day begins (UTC), or until somebody says otherwise."""

    reason: str = ""
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.until is None or day < self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """One organisation: its names, its sources, and how often to look.

    `id` is the watch file's name without its ending; it names the watch on the command line, in the store and in
    the reports, so renaming the file makes it another watch.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    cadence: Cadence
    sources: tuple[Source, ...]
    file: str
    blackout: tuple[Window, ...] = ()  # no run begins in these hours
    jitter: timedelta = timedelta(minutes=1)  # a run begins up to this much after its moment
    deadline: timedelta = timedelta(minutes=30)  # a run that takes longer is stopped
    notify: tuple[str, ...] | None = None  # channels; all that ask for it, where none are named
    authentication: tuple[AuthenticationSettings, ...] = ()  # hosts that want to know who asks
    approval: bool = False  # what one person decides about a finding waits for a second one
    pause: Pause | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that the organisation calls itself, the first of them in reports."""
        return (self.name, *self.aliases)

    def paused(self, day: date) -> Pause | None:
        """The pause that is in force on a day."""
        return self.pause if self.pause is not None and self.pause.holds(day) else None
