"""Where things are. Read once, at the start; a flag beats the environment, which beats the default.

--workspace    TRACKER_WORKSPACE    the folder that holds schedules/, reports/ and tracker.db (default: here)
--at           TRACKER_AT           the day on which claims are judged (default: see each command)

How the web is looked at stands in `tracker.toml` in the workspace; see `watches/workspace.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The places of one workspace."""

    workspace: Path

    @property
    def schedules(self) -> Path:
        """The folder of the watch files."""
        return self.workspace / "schedules"

    @property
    def reports(self) -> Path:
        """The folder that the reports are written to."""
        return self.workspace / "reports"

    @property
    def database(self) -> Path:
        """The store."""
        return self.workspace / "tracker.db"

    @property
    def standards(self) -> Path:
        """The workspace's own additions to the registry of standards; need not exist."""
        return self.schedules / "standards.toml"

    @property
    def channels(self) -> Path:
        """Who is told; need not exist."""
        return self.schedules / "notify.toml"

    @property
    def configuration(self) -> Path:
        """How all sources are looked at; need not exist."""
        return self.workspace / "tracker.toml"
