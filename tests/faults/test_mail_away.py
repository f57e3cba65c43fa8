"""A mail server that is away for a day: everything is delivered once when it is back, and no digest is doubled."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from itertools import pairwise
from pathlib import Path

import pytest
from receivers import mail_server

from tracker import operation
from tracker.claims.schemes import Registry
from tracker.notify.load import load_channels
from tracker.store import Store, open_store
from tracker.watches.load import load

START = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
AWAY, BACK, END = (START + timedelta(hours=hours) for hours in (28, 52, 96))
ROUND, LOOK = timedelta(minutes=10), timedelta(hours=3)
RELEASE = """Corrie Bearings Ships Lot {number}

OBAN, Scotland, {day} /PRNewswire/ -- Corrie Bearings today shipped lot {number} to a mill that has bought from it before.

About Corrie Bearings

Corrie Bearings turns bearings for {number} mills and dairies. {claims} It is headquartered in Oban, Scotland.
"""
HELD = "It is certified to ISO 9001:2015 and ISO 14001:2015."
DROPPED = "It is certified to ISO 9001:2015."
CHANNELS = """
[channels.now]
kind = "mail"
to = ["now@corrie.example"]
sender = "tracker@corrie.example"
server = "127.0.0.1"
port = {port}
digest = "at once"
least = "info"

[channels.daily]
kind = "mail"
to = ["daily@corrie.example"]
sender = "tracker@corrie.example"
server = "127.0.0.1"
port = {port}
digest = "daily at 07:00"
urgent = "never"
least = "info"

[channels.shelf]
kind = "folder"
path = "../told"
digest = "at once"
least = "info"
"""


@dataclass
class Office:
    """A service on a clock of its own, and the letters that arrived; a release is published every seventh hour."""

    folder: Path
    store: Store
    registry: Registry
    now: datetime = START
    letters: list[EmailMessage] = field(default_factory=list)

    def until(self, end: datetime) -> None:
        """Round after round, as the service has them, until a moment."""
        watch = load(self.folder / "schedules" / "corrie.toml")
        channels = load_channels(self.folder / "schedules" / "notify.toml")
        while self.now < end:
            number, rest = divmod(self.now - START, timedelta(hours=7))
            if not rest:
                day = START - timedelta(days=60 - number)  # a day of its own for each
                text = RELEASE.format(number=number, day=f"{day:%B %-d, %Y}", claims=DROPPED if number % 2 else HELD)
                (self.folder / "in" / f"{number:02}.txt").write_text(text, encoding="utf-8")
            if not (self.now - START) % LOOK:
                operation.subscribe(self.store, channels, self.now)
                operation.run(watch, watch.id, self.store, self.registry, self.now, lambda: self.now)
            operation.deliver(self.store, channels, {}, self.registry, self.now)
            self.now += ROUND

    def to(self, channel: str) -> list[EmailMessage]:
        """The letters of a channel, as they arrived."""
        return [letter for letter in self.letters if letter["To"] == f"{channel}@corrie.example"]

    def told(self, channel: str) -> Counter[str]:
        """How often a channel was told each thing, by the messages that arrived."""
        rows = self.store.database.conn.execute(
            "select t.message, n.key from told t join news n on n.id = t.news where t.channel = ?", [channel]
        ).fetchall()
        ids = [str(letter["Message-ID"]).strip("<>").partition("@")[0] for letter in self.to(channel)]
        return Counter(key for one in ids for message, key in rows if message == one)

    def news(self) -> Counter[str]:
        """Everything that there was to tell, once."""
        return Counter(key for (key,) in self.store.database.conn.execute("select key from news where mark = 'news'"))


@pytest.fixture
def office(tmp_path: Path, registry: Registry) -> Iterator[Office]:
    (tmp_path / "schedules").mkdir()
    (tmp_path / "in").mkdir()
    watch = 'name = "Corrie Bearings"\nsources = [{kind = "folder", path = "../in"}]'
    (tmp_path / "schedules" / "corrie.toml").write_text(watch, encoding="utf-8")
    with open_store(tmp_path / "tracker.db") as store:
        yield Office(folder=tmp_path, store=store, registry=registry)


def test_a_mail_server_that_is_away_for_a_day(office: Office) -> None:
    with mail_server() as box:
        port = box.port
        (office.folder / "schedules" / "notify.toml").write_text(CHANNELS.format(port=port), encoding="utf-8")
        office.until(AWAY)
    office.letters += box.letters
    before = len(office.letters)
    office.until(BACK)  # nobody listens there
    waiting = office.store.outbox.undelivered()
    tried = max(message.attempts for message in waiting)
    with mail_server(port) as box:
        office.until(END)
    office.letters += box.letters
    caught_up = Counter(letter["To"] for letter in box.letters if parsedate_to_datetime(letter["Date"]) < BACK)

    assert before > 2
    assert Counter(message.channel for message in waiting) == {"now": caught_up["now@corrie.example"], "daily": 1}
    assert Counter(letter["Message-ID"] for letter in office.letters).most_common(1)[0][1] == 1
    assert office.told("now") == office.told("daily") + _since_the_last_digest(office) == office.news()
    days = [parsedate_to_datetime(letter["Date"]) for letter in office.to("daily")]
    assert [(day.hour, day.minute) for day in days] == [(7, 0)] * 3
    assert all(later - earlier == timedelta(days=1) for earlier, later in pairwise(days))
    shelf = [json.loads(path.read_bytes()) for path in sorted((office.folder / "told").glob("*.json"))]
    alarms = Counter(
        item["kind"] for one in shelf for item in one["items"] if item["kind"] in ("undelivered", "recovered")
    )
    assert alarms == {"undelivered": 2, "recovered": 2}
    print(  # noqa: T201 - the figures
        f"{len(waiting)} messages waited, tried up to {tried} times; {len(office.letters)} letters about"
        f" {office.news().total()} things in all, each once"
    )


def _since_the_last_digest(office: Office) -> Counter[str]:
    return Counter(one.key for one in office.store.outbox.waiting("daily"))
