"""A small workspace whose run can be killed at any named step, and what must be true of it afterwards."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import sys
import traceback
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from receivers import Called

from tracker.app import Tracker
from tracker.claims.schemes import Registry
from tracker.reports.publish import publish
from tracker.settings import Settings
from tracker.store import open_store_alone

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
STEPS = ("record", "place", "queue", "derive", "commit", "outbox", "deliver", "report")

#: Which step a statement belongs to, by the table that it writes.
_WRITES = {
    "record": ("captures", "observations", "places", "looks", "baselines", "tallies"),
    "place": ("documents", "appearances", "passages", "marks", "gists"),
    "queue": ("due",),  # releases that are placed, and whose changes are still to be derived
    "derive": ("changes", "findings"),
    "outbox": ("news", "told", "channels", "alarms", "runs"),
    "deliver": ("messages",),
}

ABOUT = "About Tarn & Fell\n\nTarn & Fell weighs {what} for dairies and mills. {claims} It is headquartered in Kendal, England.\n"
RELEASE = """Tarn & Fell Ships Its {number} Scale

KENDAL, England, {day} /PRNewswire/ -- Tarn & Fell today said that it has shipped its {number} scale, to a dairy that
has bought from it before, and that the next ones are on their way.

{about}"""

#: What arrives before each round: the first round is the baseline, and the last brings a release that is late.
ROUNDS: tuple[tuple[tuple[str, str, str, str], ...], ...] = (
    (
        ("a.txt", "March 3, 2017", "grain", "It is certified to ISO 9001:2008 and ISO 14001:2015."),
        ("b.txt", "March 3, 2018", "grain", "It is certified to ISO 9001:2015 and ISO 14001:2015."),
    ),
    (("d.txt", "March 3, 2020", "grain and milk", "It is certified to ISO 9001:2015."),),
    (
        ("e.txt", "March 3, 2021", "grain and milk", "It is certified to ISO 9001:2015 and ISO 45001:2018."),
        ("bad.txt", "", "", ""),
    ),
    (("c.txt", "March 3, 2019", "grain", "It is certified to ISO 9001:2015 and ISO 14001:2015."),),
)


@dataclass(frozen=True)
class Told:
    """What somebody was told: the items of each message, by its id, and how often each message came."""

    items: dict[str, tuple[str, ...]]
    times: Counter[str]

    def keys(self) -> Counter[str]:
        """How often each item was told to somebody who drops the messages that they have had already."""
        return Counter(key for keys in self.items.values() for key in keys)


@dataclass(frozen=True)
class World:
    """One workspace, with a web address that is called and a folder that gets files."""

    folder: Path
    registry: Registry

    @classmethod
    def make(cls, folder: Path, registry: Registry, url: str) -> World:
        """A workspace before anything has arrived."""
        (folder / "schedules").mkdir(parents=True)
        (folder / "in").mkdir()
        (folder / "schedules" / "tarn.toml").write_text(
            'name = "Tarn & Fell"\nsources = [{kind = "folder", path = "../in"}]', encoding="utf-8"
        )
        channels = f"""
        [channels.hook]
        kind = "webhook"
        url = "{url}"
        digest = "at once"
        least = "info"

        [channels.shelf]
        kind = "folder"
        path = "../told"
        digest = "at once"
        least = "info"

        [channels.news]
        kind = "feed"
        path = "../told/news.xml"
        digest = "at once"
        least = "info"
        """
        (folder / "schedules" / "notify.toml").write_text(channels, encoding="utf-8")
        return cls(folder=folder, registry=registry)

    def receive(self, number: int) -> None:
        """Let the releases of one round arrive."""
        for name, day, what, claims in ROUNDS[number]:
            about = ABOUT.format(what=what, claims=claims)
            text = RELEASE.format(number=name[0], day=day, about=about) if day else "\x00\x01\x02" * 400
            (self.folder / "in" / name).write_text(text, encoding="utf-8")

    def tracker(self, at: datetime = NOW) -> Tracker:
        """The program on this workspace, at a moment that does not move."""
        return Tracker(settings=Settings(workspace=self.folder), registry=self.registry, clock=lambda: at)

    def run(self) -> None:
        """One run to its end, in this process: record, derive, tell, report."""
        tracker = self.tracker()
        tracker.check(tracker.watches(), lambda _: None)
        tracker.report(NOW.date())

    def left_behind(self) -> Counter[str]:
        """What the next start will find, close and say, by what it is; nothing is closed here."""
        with open_store_alone(self.folder / "tracker.db") as store:
            store.database.conn.execute("begin immediate")
            found = store.runs.repair(NOW)
            store.database.conn.execute("rollback")
        return Counter(
            {
                "runs broken off": len(found.broken_off),
                "captures not read yet": found.uninterpreted,
                "releases not compared yet": found.uncompared,
                "messages not delivered yet": found.undelivered,
            }
        )

    def run_killed(self, point: Callable[[str], bool]) -> bool:
        """One run in a process of its own, killed where `point` says; whether it was."""
        child = os.fork()
        if child == 0:
            code = 1
            try:
                _watch_steps(self.folder, lambda step: os.kill(os.getpid(), signal.SIGKILL) if point(step) else None)
                self.run()
                code = 0
            except BaseException:  # noqa: BLE001 - this process may not go back into the test
                traceback.print_exc()
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            return True
        assert os.waitstatus_to_exitcode(status) == 0
        return False

    def count(self) -> Counter[str]:
        """How many points each step of the next run has; the run is done in a process of its own."""
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            steps: Counter[str] = Counter()
            try:
                _watch_steps(self.folder, lambda step: steps.update([step]))
                self.run()
                os.write(writer, json.dumps(steps).encode())
            except BaseException:  # noqa: BLE001 - this process may not go back into the test
                traceback.print_exc()
            finally:
                os._exit(0)
        os.close(writer)
        with os.fdopen(reader, "rb") as answer:
            found = Counter(json.loads(answer.read()))
        os.waitpid(child, 0)
        return found

    def truth(self) -> dict[str, object]:
        """Everything that must be the same whether or not a run was killed on the way to it."""
        with closing(sqlite3.connect(self.folder / "tracker.db")) as database, database:
            read = database.execute
            bodies = dict(read("select sha256, body from captures").fetchall())
            assert all(hashlib.sha256(zlib.decompress(body)).hexdigest() == sha for sha, body in bodies.items())
            assert read("pragma integrity_check").fetchall() == [("ok",)]
            assert read("select count(*) from runs where ended is null").fetchone() == (0,)
            assert read("select count(*) from messages where delivered is null").fetchone() == (0,)
            assert read("select count(*) from due").fetchone() == (0,)
            truth: dict[str, object] = {
                "captures": sorted(bodies),
                "documents": sorted(read("select watch, sha256, position from documents").fetchall()),
                "findings": sorted(read("select watch, id, document, kind, severity, body from findings").fetchall()),
                "changes": sorted(read("select watch, id, before, after, body from changes").fetchall()),
                "news": sorted(read("select key, mark from news").fetchall()),
                "told": sorted(read("select t.channel, n.key from told t join news n on n.id = t.news").fetchall()),
            }
        return truth

    def reports(self, folder: Path) -> dict[str, bytes]:
        """Every page below a folder, by its place; what a killed run left half written is swept away after a while."""
        return {
            str(path.relative_to(folder)): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file() and not path.name.startswith(".") and ".part-" not in path.name
        }

    def reported_anew(self, target: Path) -> dict[str, bytes]:
        """The pages that are written from the store into a folder where there is nothing yet."""
        shutil.rmtree(target, ignore_errors=True)
        publish(self.tracker().histories(NOW.date()), target, at=NOW.date(), registry=self.registry, generated=NOW)
        return self.reports(target)

    def shelf(self) -> Told:
        """What the folder was told."""
        documents = [json.loads(path.read_bytes()) for path in (self.folder / "told").glob("*.json")]
        return _told(documents)

    def feed(self) -> Counter[str]:
        """The items that the feed shows, and in how many of its entries."""
        with closing(sqlite3.connect(self.folder / "tracker.db")) as database, database:
            told = database.execute("select t.message, n.key from told t join news n on n.id = t.news").fetchall()
        file = self.folder / "told" / "news.xml"
        ids = (
            re.findall(r"<id>urn:[^<]*?([0-9a-f]{32})</id>", file.read_text(encoding="utf-8")) if file.exists() else []
        )
        return Counter(key for shown in ids for message, key in told if message == shown)


def called(receiver: Called) -> Told:
    """What the web address was told."""
    return _told([json.loads(body) for _, body in receiver.calls])


def _told(documents: list[dict[str, object]]) -> Told:
    items: dict[str, tuple[str, ...]] = {}
    for document in documents:
        keys = tuple(item["key"] for item in document["items"])  # type: ignore[attr-defined]
        assert items.setdefault(str(document["id"]), keys) == keys  # the same id says the same
    return Told(items=items, times=Counter(str(document["id"]) for document in documents))


def points(chance: random.Random, counted: Counter[str], killed: Counter[str]) -> tuple[str, Callable[[str], bool]]:
    """One point of a run to be killed at: a step, rather one that was seldom reached, and which of the moments of it."""
    steps = [one for one in STEPS if counted[one]]
    step = chance.choice([*steps, *sorted(steps, key=killed.__getitem__)[:3]])
    left = [chance.randint(1, counted[step])]

    def reached(passed: str) -> bool:
        left[0] -= passed == step
        return left[0] == 0

    return step, reached


def copies(folder: Path, target: Path) -> None:
    """Put a workspace as it was saved into the place of another."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder, target)


def _watch_steps(folder: Path, passed: Callable[[str], None]) -> None:
    """Hear of every statement, file and call of this process just before it happens, as the step that it belongs to."""
    current = ["record"]

    def statement(text: str) -> None:
        words = text.split(None, 4)
        verb = words[0].lower()
        if verb == "commit":
            passed("commit")
            return
        if verb in ("insert", "update", "delete"):
            table = next(
                (word for word in words[1:] if word.lower() not in ("into", "from", "or", "ignore", "replace")), ""
            )
            current[0] = next((step for step, tables in _WRITES.items() if table in tables), current[0])
        passed(current[0])

    def event(name: str, arguments: tuple[object, ...]) -> None:
        if name.startswith("http.client."):
            current[0] = "deliver"
            passed("deliver")
        elif name in ("open", "os.rename", "os.remove", "os.mkdir", "os.utime"):
            path = str(arguments[0])
            if path.startswith(str(folder / "reports")):
                current[0] = "report"
                passed("report")
            elif path.startswith(str(folder / "told")) or "/../told" in path:
                current[0] = "deliver"
                passed("deliver")

    connect = sqlite3.connect

    def traced(*arguments: Any, **options: Any) -> sqlite3.Connection:  # noqa: ANN401 - whatever sqlite3 takes
        connection: sqlite3.Connection = connect(*arguments, **options)
        connection.set_trace_callback(statement)
        return connection

    sqlite3.connect = traced  # type: ignore[assignment]  # of this process, which ends with its run
    sys.addaudithook(event)


def rounds() -> Iterator[int]:
    """The rounds, by number."""
    yield from range(len(ROUNDS))
