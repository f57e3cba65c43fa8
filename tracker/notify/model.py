"""The nouns of telling people: channels, what kind each is, and how much each wants to hear."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tracker.findings.model import Severity
from tracker.watches.cadence import Cadence
from tracker.watches.windows import Window

#: Severities from the least to the most urgent.
ORDER = tuple(Severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """A mail server and who is written to. The password is read from the environment or a file, never from here."""

    to: tuple[str, ...]
    sender: str
    server: str = "localhost"
    port: int = 25
    security: str = "none"  # none, starttls or tls
    user: str = ""
    password_env: str = ""
    password_file: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookSettings:
    """A web address that is called. The secret signs every call; it is read from the environment or a file."""

    url: str
    secret_env: str = ""
    secret_file: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderSettings:
    """A folder that gets one file a message, for other programs to pick up."""

    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSettings:
    """An Atom feed, kept as one file with the newest messages."""

    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class AppriseSettings:
    """A service that the library apprise knows. Its address holds secrets; it is read from the environment or a file."""

    url_env: str = ""
    url_file: Path | None = None


Settings = MailSettings | WebhookSettings | FolderSettings | FeedSettings | AppriseSettings

#: Every kind of channel, in plain sight: the word in notify.toml and the settings that it takes.
KINDS: dict[str, type[Settings]] = {
    "mail": MailSettings,
    "webhook": WebhookSettings,
    "folder": FolderSettings,
    "feed": FeedSettings,
    "apprise": AppriseSettings,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """Somebody who is told: how, of which watches, how often, and from which severity on.

    Without a `digest` cadence things are told at once. What is at or above `urgent` does not wait for the digest;
    nothing leaves in quiet hours. `watches` is empty for a channel that takes all.
    """

    name: str
    settings: Settings
    digest: Cadence | None
    least: Severity = Severity.NOTICE
    urgent: Severity | None = Severity.CRITICAL
    quiet: tuple[Window, ...] = ()
    watches: tuple[str, ...] = ()
    alarms: bool = True


def at_least(severity: Severity, least: Severity) -> bool:
    """Whether a severity is this one or above it."""
    return ORDER.index(severity) >= ORDER.index(least)
