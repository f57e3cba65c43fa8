"""`python -m benchmarks.desk`: the review desk under many reviewers at once, on many findings, while a run is writing.

Three processes on this machine: the desk; the reviewers, each with a session and a connection of their own, who look at the
inbox, open a finding of theirs, decide on it and think for a while; and a run that goes on recording and comparing releases
in the same store. Prints for each kind of request how many there were, the median, p95, p99 and the longest, in
milliseconds from sending the request to the answer's last byte; the same for how long each process held the lock on the
desk's file; then whether every decision that was answered is in the audit chain, and whether the chain holds. The load average
of the machine and the processor time of each process stand beside them, because a figure under somebody else's load says
little. `--think 0` takes the pauses away and measures what is most.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import multiprocessing
import os
import random
import re
import socket
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

from tracker import service
from tracker.claims.registry import load
from tracker.desk.sync import stamp_of
from tracker.findings.model import Kind, Severity
from tracker.review.apply import review
from tracker.review.model import Shown, Statement
from tracker.review.people import Role
from tracker.store import Store, open_store, open_store_alone
from tracker.store.accounts import Account
from tracker.store.inbox import Entry
from tracker.watches.load import load_folder
from tracker.web.identity import sign_in
from tracker.web.settings import Serving
from tracker.web.site import Site

_SCHEMES = ("iso-9001", "iso-13485", "as9100", "iso-14001", "iso-45001", "iso-27001")
_SEVERITIES = (Severity.INFO,) * 6 + (Severity.NOTICE,) * 2 + (Severity.WARNING, Severity.CRITICAL)

_RELEASE = """Pelham Orrery {number}

CALDERBY, {day} /PRNewswire/ -- Pelham Orrery has news number {number}.

About Pelham Orrery

Pelham Orrery is certified to ISO 9001:{edition} and AS9100 Rev {letter}, and employs {people} people at {sites} sites.
"""


def prepare(workspace: Path, *, watches: int, each: int) -> None:
    """Watches, and findings on the desk."""
    schedules = workspace / "schedules"
    schedules.mkdir()
    (workspace / "arriving").mkdir()
    for number in range(watches):
        where = "arriving" if number == 0 else "none"
        (schedules / f"org-{number:04d}.toml").write_text(
            f'name = "Pelham Orrery {number}"\n[[sources]]\nkind = "folder"\npath = "../{where}"\n', encoding="utf-8"
        )
    registry, chance = load(), random.Random(1)  # noqa: S311 - the same findings each time
    with open_store(workspace / "tracker.db") as store:
        known = load_folder(schedules)
        for watch in known[1:]:
            with store.deciding():
                for number in range(each):
                    entry = _entry(watch.id, watch.name, number, chance)
                    store.inbox.put(entry, review(entry.shown, ()), "")
                stamp = stamp_of(store, watch, registry, datetime.now(UTC).date())  # noqa: TID251 - the desk's own day
                store.inbox.stamped(watch.id, stamp)


def sign_everybody_in(workspace: Path, people: int) -> list[str]:
    """Reviewers with a session each; gives what their cookies hold."""
    signed = []
    with open_store(workspace / "tracker.db") as store:
        for number in range(people):
            account = Account(name=f"reviewer-{number}", password="", role=Role.REVIEWER)
            now = datetime.now(UTC)  # noqa: TID251 - the desk's own time
            with store.deciding():
                store.accounts.put(account, now)
            signed.append(sign_in(store, account, now, Serving()))
    return signed


def _entry(watch: str, name: str, number: int, chance: random.Random) -> Entry:
    scheme = chance.choice(_SCHEMES)
    published = date(2016, 1, 1) + timedelta(days=chance.randrange(3900))
    quotes = f"{scheme.upper()}:{number} before", f"{scheme.upper()}:{number} after, by {name}"
    shown = Shown(
        watch=watch,
        finding=f"{number:08x}{chance.getrandbits(64):016x}",
        place=f"{number:064x}",
        kind=Kind.CLAIM_UPGRADED,
        severity=chance.choice(_SEVERITIES),
        subject=scheme,
        before=Statement(scheme=scheme, edition=f"{watch}{number}", status="certified", modality="asserted"),
        after=Statement(scheme=scheme, edition=f"{watch}{number}+", status="certified", modality="asserted"),
        quote_before=quotes[0],
        quote_after=quotes[1],
        until=str(published + timedelta(days=3000)) if number % 3 == 0 else None,
    )
    return Entry(
        shown=shown, organisation=name, sentence=f"{scheme.upper()} moved up, number {number}.", published=published
    )


def time_the_lock(workspace: Path, who: str) -> None:
    """Write down how long each transaction of this process holds the lock on the desk's file."""
    inner = Store.deciding
    told = (workspace / f"held-{who}").open("w", encoding="ascii", buffering=1)

    @contextmanager
    def timed(store: Store) -> Iterator[None]:
        with inner(store):
            begun = time.perf_counter()
            yield
        # with the commit, which waits for the disk
        told.write(f"{(time.perf_counter() - begun) * 1e3:.3f}\n")

    Store.deciding = timed  # type: ignore[assignment, method-assign]


def serve(workspace: Path, port: int) -> None:
    """The desk, as `tracker serve` serves it."""
    import uvicorn  # noqa: PLC0415 - in this process only

    from tracker.app import wall_clock  # noqa: PLC0415
    from tracker.web.application import application  # noqa: PLC0415

    time_the_lock(workspace, "desk")
    # the reviewers count what is refused
    logging.getLogger("tracker.web.refused").setLevel(logging.CRITICAL)
    site = Site(
        database=workspace / "tracker.db",
        schedules=workspace / "schedules",
        registry=load(),
        clock=wall_clock,
        serving=Serving(port=port),
        background=ProcessPoolExecutor(
            1,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=time_the_lock,
            initargs=(workspace, "following"),
        ),
    )
    uvicorn.run(application(site), port=port, log_level="warning", access_log=False, proxy_headers=False)


def keep_writing(workspace: Path, told: multiprocessing.Queue[int]) -> None:
    """A run that never ends: releases arrive and are recorded, read and compared."""
    registry, number = load(), 0
    (watch, *_) = load_folder(workspace / "schedules")
    with open_store_alone(workspace / "tracker.db") as store:
        while True:
            for _ in range(10):
                number += 1
                day = date(2016, 1, 1) + timedelta(days=number)
                text = _RELEASE.format(
                    number=number,
                    day=f"{day:%B} {day.day}, {day.year}",
                    edition=("2008", "2015")[number % 2],
                    letter="CD"[number % 2],
                    people=number + 100,
                    sites=number % 9 + 2,
                )
                (workspace / "arriving" / f"{number:06d}.txt").write_text(text, encoding="utf-8")
            service.check(watch, store, registry, datetime.now(UTC))  # noqa: TID251 - a run's own time
            told.put(number)


@dataclass
class Measured:
    """Milliseconds by kind of request, and the numbers of decisions that were answered."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    decided: int = 0
    refused: int = 0


class Reviewer:
    """One reviewer's browser: one connection, kept open."""

    def __init__(self, port: int, cookie: str, number: int, of: int) -> None:
        self._port, self._cookie = port, cookie
        self._chance = random.Random(number)  # noqa: S311 - the same walk each time
        self._number, self._of = number, of

    async def work(self, until: float, think: float, measured: Measured) -> None:
        """Look, open, decide, think; until the time is up."""
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        await asyncio.sleep(self._chance.random() * think)
        while time.monotonic() < until:
            watch = f"org-{1 + self._chance.randrange(self._of):04d}"
            query = self._chance.choice(["", "?severity=warning", f"?watch={watch}", "?subject=as9100"])
            page = await self._ask("inbox", "GET", f"/{query}", measured)
            places = re.findall(r'href="(/finding/[^"]+)"', page)
            if places:
                await self._one(self._chance.choice(places).replace("&amp;", "&"), think, measured)
            await asyncio.sleep(think * (0.5 + self._chance.random()))
        self._writer.close()

    async def _one(self, place: str, think: float, measured: Measured) -> None:
        await asyncio.sleep(think * (0.5 + self._chance.random()))
        page = await self._ask("finding", "GET", place, measured)
        fields = dict(re.findall(r'name="(guard|version|content)" value="([^"]*)"', page))
        if len(fields) < 3:
            return
        await asyncio.sleep(think * (0.5 + self._chance.random()))
        body = urlencode({**fields, "action": "confirmed", "filters": ""})
        status = await self._ask("decision", "POST", place.partition("?")[0], measured, body)
        if status.startswith("303"):
            measured.decided += 1
        else:
            measured.refused += 1

    async def _ask(self, kind: str, method: str, place: str, measured: Measured, body: str = "") -> str:
        begun = time.perf_counter()
        self._writer.write(
            f"{method} {place} HTTP/1.1\r\nhost: localhost\r\ncookie: desk={self._cookie}\r\n"
            f"content-type: application/x-www-form-urlencoded\r\ncontent-length: {len(body)}\r\n\r\n{body}".encode()
        )
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        length = re.search(r"(?i)content-length: (\d+)", head)
        found = await self._reader.readexactly(int(length[1])) if length else b""
        measured.times[kind].append((time.perf_counter() - begun) * 1e3)
        return head.partition(" ")[2] if method == "POST" else found.decode()


async def load_on(port: int, cookies: Sequence[str], watches: int, seconds: float, think: float) -> Measured:
    """All reviewers at once."""
    measured = Measured()
    until = time.monotonic() + seconds
    people = [Reviewer(port, cookie, number, watches - 1) for number, cookie in enumerate(cookies)]
    await asyncio.gather(*(one.work(until, think, measured) for one in people))
    return measured


def main() -> int:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(prog="benchmarks.desk", description=__doc__.partition("\n")[0])
    parser.add_argument("--reviewers", type=int, default=100)
    parser.add_argument("--findings", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--think", type=float, default=2.0, help="mean pause between two requests of one reviewer")
    parser.add_argument("--workspace", type=Path, help="keep the findings here, and take those that are there already")
    parser.add_argument("--no-run", action="store_true", help="let nothing else write to the store")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspace = arguments.workspace or Path(folder)
        watches = max(2, arguments.findings // 100 + 1)
        made = workspace / "made"
        if not made.is_file():
            workspace.mkdir(parents=True, exist_ok=True)
            begun = time.perf_counter()
            prepare(workspace, watches=watches, each=100)
            print(f"put {(watches - 1) * 100:,} findings on the desk in {time.perf_counter() - begun:.0f} s")
            made.touch()
        return _measure(workspace, sign_everybody_in(workspace, arguments.reviewers), watches, arguments)


def _measure(workspace: Path, cookies: Sequence[str], watches: int, arguments: argparse.Namespace) -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with open_store(workspace / "tracker.db") as store:
        before = store.reviews.head()[0]
    context = multiprocessing.get_context("spawn")
    told: multiprocessing.Queue[int] = context.Queue()
    processes = [context.Process(target=serve, args=(workspace, port))]
    if not arguments.no_run:
        processes.append(context.Process(target=keep_writing, args=(workspace, told), daemon=True))
    for process in processes:
        process.start()
    names = dict(zip(("desk", "run"), processes, strict=False))
    try:
        _wait_for(port)
        load = [os.getloadavg()[0]]
        measured = asyncio.run(load_on(port, cookies, watches, arguments.seconds, arguments.think))
        load.append(os.getloadavg()[0])
        spent = {"reviewers": time.process_time(), **processor_times({name: one.pid for name, one in names.items()})}
    finally:
        for process in reversed(processes):
            process.terminate()
            process.join()
    recorded = 0
    while not told.empty():
        recorded = told.get()
    print(f"load average {load[0]:.1f} before, {load[1]:.1f} after, on {os.cpu_count()} processors")
    print("processor time: " + ", ".join(f"{name} {seconds:.1f} s" for name, seconds in spent.items()))
    return _print(workspace, measured, recorded, arguments.seconds, before)


def processor_times(processes: Mapping[str, int | None]) -> dict[str, float]:
    """Seconds that each of these processes has worked, and what it began: what follows the runs is begun by the desk."""
    found = {}
    for name, number in processes.items():
        found[name] = _worked(f"/proc/{number}")
        for child in Path(f"/proc/{number}/task/{number}/children").read_text(encoding="ascii").split():
            command = Path(f"/proc/{child}/cmdline").read_bytes()
            if b"spawn_main" in command:
                found["following"] = _worked(f"/proc/{child}")
    return found


def _worked(place: str) -> float:
    # proc(5): the fields after the name in brackets, of which the twelfth and thirteenth are user and system time
    fields = Path(place, "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _wait_for(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError


def _print(workspace: Path, measured: Measured, recorded: int, seconds: float, before: int) -> int:
    print(f"{'':16}{'count':>10}{'a second':>10}{'median':>9}{'p95':>9}{'p99':>9}{'longest':>9}  ms")
    for kind, times in measured.times.items():
        _line(kind, times, seconds)
    for file in sorted(workspace.glob("held-*")):
        _line(f"{file.name.partition('-')[2]} held lock", list(map(float, file.read_text().split())), seconds)
        file.unlink()
    with open_store(workspace / "tracker.db") as store:
        kept = store.reviews.head()[0] - before
        flaw = store.reviews.flaw()
    print(f"releases recorded by the run meanwhile: {recorded:,}")
    print(
        f"decisions answered {measured.decided:,}, kept {kept:,}, refused because somebody was faster {measured.refused:,}"
    )
    print(f"the audit chain {'holds' if flaw is None else f'is broken: {flaw}'}")
    return 0 if flaw is None and kept == measured.decided else 1


def _line(kind: str, times: Sequence[float], seconds: float) -> None:
    ranked = sorted(times)
    at = [ranked[min(len(ranked) - 1, int(len(ranked) * share))] for share in (0.5, 0.95, 0.99, 1)] if ranked else []
    figures = "".join(f"{one:>9.1f}" for one in at)
    print(f"{kind:16}{len(times):>10,}{len(times) / seconds:>10.1f}{figures}")


if __name__ == "__main__":
    sys.exit(main())
