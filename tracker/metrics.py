"""What a monitoring system asks: `/healthz` and `/metrics`, on the loopback interface only.

Enters: a function that gives the figures of the moment. Leaves: answers over HTTP. The text is Prometheus' exposition format
(https://prometheus.io/docs/instrumenting/exposition_formats/).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
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
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of one moment; `runs` are by how they ended. `well` is what `/healthz` says."""

    well: bool
    runs: Mapping[str, int] = field(default_factory=dict)
    values: Mapping[str, float] = field(default_factory=dict)


def text(figures: Figures) -> str:
    """The figures as Prometheus reads them."""
    lines: list[str] = []
    for name, kind, says in FIGURES:
        lines += [f"# HELP {name} {says}", f"# TYPE {name} {kind}"]
        if name == "tracker_runs_total":
            lines += [f'{name}{{outcome="{outcome}"}} {count}' for outcome, count in sorted(figures.runs.items())]
        elif name in figures.values:
            lines.append(f"{name} {figures.values[name]:g}")
    return "\n".join(lines) + "\n"


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
