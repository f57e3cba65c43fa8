"""The web sites of three of the sample's organisations, on this machine, for as long as a demo runs.

Halvorsen Precision has a feed, Corvane Medical an index page, Tessaline Cloud a sitemap. What they publish is what
arrived below `newsroom/`, at the addresses that the releases themselves name.

Enters: a folder of releases. Leaves: answers in HTTP. Promises: only the standard library; the loopback interface only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from xml.sax.saxutils import escape

_TYPES = {
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".html": "text/html; charset=utf-8",
}


@contextmanager
def served(newsroom: Path) -> Iterator[Mapping[str, int]]:
    """Serve what is below `newsroom`, a folder an organisation; gives the names of the hosts, each with its port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(newsroom))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield dict.fromkeys(_SITES, server.server_address[1])
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(newsroom: Path) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            found = _found(newsroom, self.headers.get("Host", ""), self.path)
            if found is None:
                self._send(HTTPStatus.NOT_FOUND, b"Not here.", "text/plain")
                return
            body, media_type = found
            tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            is_known = self.headers.get("If-None-Match") == tag
            self._send(
                HTTPStatus.NOT_MODIFIED if is_known else HTTPStatus.OK, b"" if is_known else body, media_type, tag
            )

        def _send(self, status: HTTPStatus, body: bytes, media_type: str, tag: str = "") -> None:
            self.send_response_only(status)
            if tag:
                self.send_header("ETag", tag)
            if status is not HTTPStatus.NOT_MODIFIED:
                self.send_header("Content-Type", media_type)
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler


def _found(newsroom: Path, host: str, path: str) -> tuple[bytes, str] | None:
    """What an address shows: a listing, or one of the releases that it lists."""
    if host not in _SITES:
        return None
    folder, listing, media_type, listed = _SITES[host]
    releases = sorted((newsroom / folder).iterdir(), reverse=True) if (newsroom / folder).is_dir() else []
    if path == listing:
        return listed(f"https://{host}", releases).encode(), media_type
    for release in releases:
        if path == _path(release):
            return release.read_bytes(), _TYPES[release.suffix]
    return None


def _path(release: Path) -> str:
    return f"/newsroom/{_day(release)}"


def _day(release: Path) -> str:
    return release.name[:10]


def _title(release: Path) -> str:
    return escape(release.stem[11:].replace("-", " ").capitalize())


def _feed(origin: str, releases: list[Path]) -> str:
    items = "\n".join(
        f"<entry><id>{origin}{_path(one)}</id><title>{_title(one)}</title><link href='{origin}{_path(one)}'/>"
        f"<published>{_day(one)}T08:30:00Z</published></entry>"
        for one in releases
    )
    return f"<?xml version='1.0'?>\n<feed xmlns='http://www.w3.org/2005/Atom'><title>News</title>\n{items}\n</feed>\n"


def _index(_origin: str, releases: list[Path]) -> str:
    items = "\n".join(
        f"<li><time datetime='{_day(one)}'>{_day(one)}</time> <a href='{_path(one)}'>{_title(one)}</a></li>"
        for one in releases
    )
    return f"<!DOCTYPE html>\n<html lang='en'><title>Newsroom</title><h1>Newsroom</h1>\n<ul>\n{items}\n</ul></html>\n"


def _sitemap(origin: str, releases: list[Path]) -> str:
    places = "\n".join(f"<url><loc>{origin}{path}</loc></url>" for path in ("/", "/careers", *map(_path, releases)))
    return f"<?xml version='1.0'?>\n<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>\n{places}\n</urlset>\n"


_SITES: dict[str, tuple[str, str, str, Callable[[str, list[Path]], str]]] = {
    "www.halvorsen-precision.example": ("halvorsen-precision", "/newsroom/feed.xml", "application/atom+xml", _feed),
    "www.corvane-medical.example": ("corvane-medical", "/newsroom/", "text/html; charset=utf-8", _index),
    "www.tessaline.example": ("tessaline-cloud", "/sitemap.xml", "application/xml", _sitemap),
}
