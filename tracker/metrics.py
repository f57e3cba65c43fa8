"""What a monitoring system asks: `/healthz` and `/metrics`, on the loopback interface only.

Enters: a function that gives the figures of the moment. Leaves: answers over HTTP. The text is Prometheus' exposition format
(https://prometheus.io/docs/instrumenting/exposition_formats/).
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

#: The figures, in the order in which they are shown: name, kind, and what it counts.
FIGURES = (
    ("tracker_runs_total", "counter", "Runs that ended, by how."),
    ("tracker_watches", "gauge", "Watches that are planned."),
    ("tracker_watches_overdue", "gauge", "Watches that were not run within their schedule."),
    ("tracker_watch_files_invalid", "gauge", "Watch files that cannot be used."),
    ("tracker_alarms", "gauge", "Alarms that stand."),
    ("tracker_messages_undelivered", "gauge", "Messages that are still to be delivered."),
    ("tracker_store_bytes", "gauge", "Size of the store."),
    ("tracker_round_age_seconds", "gauge", "Time since alarms were last judged and messages last tried."),
    ("tracker_source_looks_total", "counter", "Looks at a source, by what they gave."),
    ("tracker_source_releases_total", "counter", "New documents that looks at a source found."),
    ("tracker_source_last_good_timestamp_seconds", "gauge", "When a source was last looked at with success."),
    ("tracker_source_alarm", "gauge", "1 for each alarm that stands about a source, by its kind."),
    ("tracker_sources_unlisted", "gauge", "Sources beyond the most that are shown one by one."),
)
#: Sources that are shown one by one; a monitoring system keeps a series of each, for ever.
MOST_SOURCES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One value of a figure that has several, told apart by its labels."""

    name: str
    labels: Mapping[str, str]
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of one moment. `well` is what `/healthz` says."""

    well: bool
    values: Mapping[str, float] = field(default_factory=dict)
    samples: Sequence[Sample] = ()


def text(figures: Figures) -> str:
    """The figures as Prometheus reads them."""
    samples = defaultdict[str, list[str]](list)
    for sample in figures.samples:
        labels = ",".join(f'{label}="{_escaped(value)}"' for label, value in sample.labels.items())
        samples[sample.name].append(f"{sample.name}{{{labels}}} {_number(sample.value)}")
    lines: list[str] = []
    for name, kind, says in FIGURES:
        lines += [f"# HELP {name} {says}", f"# TYPE {name} {kind}", *samples[name]]
        if name in figures.values:
            lines.append(f"{name} {_number(figures.values[name])}")
    return "\n".join(lines) + "\n"


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(float(value))


@contextmanager
def serving(port: int, ask: Callable[[], Figures]) -> Iterator[int]:
    """Answer on a port of the loopback interface (0 for any that is free) until the block ends; gives the port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path not in ("/healthz", "/metrics"):
                self.send_error(404)
                return
            figures = ask()
            healthy = self.path == "/metrics" or figures.well
            body = text(figures) if self.path == "/metrics" else ("well\n" if figures.well else "not well\n")
            self.send_response(200 if healthy else 503)
            self.send_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """A scrape is nothing to tell."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
