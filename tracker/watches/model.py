"""The nouns of what is watched: watches and their sources."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.watches.cadence import Cadence

#: The releases that a folder source reads when its watch file does not say which.
RELEASE_GLOBS = ("**/*.txt", "**/*.md", "**/*.markdown", "**/*.html", "**/*.htm")


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderSource:
    """A folder in which releases arrive as files; `path` is relative to the watch file that names it."""

    path: str
    glob: tuple[str, ...] = RELEASE_GLOBS

    @property
    def id(self) -> str:
        """The name of this source within its watch; stable while its settings are."""
        return f"folder:{self.path}"


Source = FolderSource

#: Every kind of source, in plain sight: the word in the watch file, and the settings that it takes.
SOURCE_KINDS: dict[str, type[Source]] = {"folder": FolderSource}


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

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that the organisation calls itself, the first of them in reports."""
        return (self.name, *self.aliases)
