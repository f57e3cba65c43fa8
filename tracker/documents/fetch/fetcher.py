"""Looking at addresses: politely, within limits, and with one typed value for whatever comes of it."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self

import httpx2
import stamina
import stamina.instrumentation

from tracker.documents.fetch.answers import ACCEPTED_CODINGS, Answer, NoAnswerError, Wire
from tracker.documents.fetch.asks import Ask, Expects
from tracker.documents.fetch.hosts import HostGates
from tracker.documents.fetch.lanes import side_by_side
from tracker.documents.fetch.outcomes import (
    Blocked,
    Captured,
    Cause,
    Failed,
    Gone,
    Hop,
    Looked,
    NotModified,
    RobotsText,
    Suspicious,
    Validators,
)
from tracker.documents.fetch.robots import MOST_BYTES, RobotsFiles
from tracker.documents.fetch.settings import FetchSettings
from tracker.documents.fetch.suspicion import suspicion

# An observation says what came of a look; the operator need not hear of every try.
stamina.instrumentation.set_on_retry_hooks([])

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BLOCKED = {
    401: (Cause.UNAUTHORISED, "asks who we are"),
    402: (Cause.FORBIDDEN, "asks for money"),
    403: (Cause.FORBIDDEN, "forbids it"),
    407: (Cause.UNAUTHORISED, "is behind a proxy that asks who we are"),
    429: (Cause.RATE_LIMITED, "has had too many requests"),
    451: (Cause.FORBIDDEN, "may not show it, for legal reasons"),
}
_GONE = {404: (Cause.NOT_FOUND, "has no such page"), 410: (Cause.REMOVED, "has removed the page")}
_PRIVATE = frozenset({Cause.PRIVATE_ADDRESS})
#: What may work a moment later.
_PASSING = frozenset({Cause.NO_CONNECTION, Cause.TIMED_OUT, Cause.TRUNCATED, Cause.SERVER_ERROR, Cause.RATE_LIMITED})
_ROBOTS_HOPS = 5


class _AgainError(Exception):
    """The look may succeed a moment later."""

    def __init__(self, outcome: Failed | Blocked) -> None:
        super().__init__(outcome.detail)
        self.outcome = outcome


class Fetcher:
    """Takes looks, from as many threads as like to ask.

    Args:
        settings: Limits and manners.
        clock: The moment, in UTC, for the record; waiting is timed by the monotonic clock.
        pinned: Names of hosts, each with the port of this machine that it leads to; no other host is reached then.
    """

    def __init__(
        self, settings: FetchSettings, *, clock: Callable[[], datetime], pinned: Mapping[str, int] | None = None
    ) -> None:
        self._settings = settings
        self._pinned = pinned
        self._clock = clock
        self._gates = HostGates(concurrency=settings.concurrency, interval=settings.interval)
        self._wires: dict[frozenset[str], Wire] = {}
        self._robots: dict[frozenset[str], RobotsFiles] = {}
        self._robots_before: tuple[RobotsText, ...] = ()
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        for wire in self._wires.values():
            wire.close()

    def remember_robots(self, texts: Iterable[RobotsText]) -> None:
        """Take the files that say what robots may read from whoever looked before; call it before the first look."""
        self._robots_before = tuple(texts)

    def robots(self) -> tuple[RobotsText, ...]:
        """The files that say what robots may read, of every host that was looked at, and of those remembered."""
        with self._lock:
            found = {one.origin: one for one in self._robots_before}
            for files in self._robots.values():
                found.update((one.origin, one) for one in files.texts())
        return tuple(found.values())

    def look(self, ask: Ask) -> Looked:
        """One look. A loss of what was there before is looked at again before it is believed."""
        outcome = self._persistently(ask)
        if ask.known and isinstance(outcome, Gone | Suspicious):
            return self._persistently(replace(ask, validators=Validators(sha256=ask.validators.sha256)))
        return outcome

    def look_all(self, asks: Iterable[Ask]) -> Iterator[tuple[Ask, Looked]]:
        """Many looks, hosts side by side and each at its own pace, in the order in which they end."""
        return side_by_side(
            asks,
            self.look,
            lane_of=lambda ask: _host(ask.url),
            lanes_at_once=self._settings.hosts_at_once,
            walkers=self._settings.concurrency,
        )

    def _persistently(self, ask: Ask) -> Looked:
        """One look with a few more tries at what may pass, further and further apart, or when the host says."""
        try:
            for attempt in stamina.retry_context(
                on=self._again,
                attempts=self._settings.attempts,
                timeout=None,
                wait_initial=self._settings.first_wait,
                wait_max=self._settings.longest_wait,
                wait_jitter=self._settings.first_wait,
            ):
                with attempt:
                    return _final(self._once(ask))
        except _AgainError as error:
            return error.outcome
        raise AssertionError("a retry context ends in a value or an error")

    def _again(self, error: Exception) -> bool | float:
        if not isinstance(error, _AgainError):
            return False
        wait = error.outcome.retry_after
        return True if wait is None else (wait if wait <= self._settings.longest_wait else False)

    def _once(self, ask: Ask) -> Looked:
        """One try, redirects followed."""
        hops: list[Hop] = []
        try:
            url = _parsed(ask.url)
            while True:
                refused = self._refusal(ask, url, tuple(hops))
                if refused is not None:
                    return refused
                answer = self._answer(ask, url)
                if answer.status not in _REDIRECTS or "location" not in answer.headers:
                    return self._judged(ask, url, answer, tuple(hops))
                hops.append(Hop(str(url), answer.status))
                url = _next(url, answer.headers["location"], hops, self._settings.max_redirects)
        except NoAnswerError as error:
            return self._no_answer(ask, error, tuple(hops))

    def _no_answer(self, ask: Ask, error: NoAnswerError, hops: tuple[Hop, ...]) -> Blocked | Failed:
        kind = Blocked if error.cause in _PRIVATE else Failed
        return kind(url=ask.url, at=self._clock(), cause=error.cause, detail=f"{error}", hops=hops)

    def _refusal(self, ask: Ask, url: httpx2.URL, hops: tuple[Hop, ...]) -> Blocked | None:
        """Why this address is not asked at all, just now or ever."""
        resting = self._gates.resting(_host(str(url)))
        if resting > self._settings.longest_wait:
            detail = f"{url.host} wants to be left alone for {resting:.0f} s more"
            return Blocked(
                url=ask.url, at=self._clock(), cause=Cause.RATE_LIMITED, detail=detail, retry_after=resting, hops=hops
            )
        if self._settings.robots and not self._rules(ask.allowed).rules(_origin(url)).allow(str(url)):
            detail = f"robots.txt of {url.host} keeps robots out of {url.path}"
            return Blocked(url=ask.url, at=self._clock(), cause=Cause.ROBOTS, detail=detail, hops=hops)
        return None

    def _answer(self, ask: Ask, url: httpx2.URL) -> Answer:
        delay = self._rules(ask.allowed).rules(_origin(url)).delay if self._settings.robots else 0.0
        with self._gates.through(_host(str(url)), interval=max(delay, ask.interval)):
            return self._wire(ask.allowed).ask(url, self._headers(ask, url))

    def _headers(self, ask: Ask, url: httpx2.URL) -> httpx2.Headers:
        headers = httpx2.Headers(
            {
                "User-Agent": self._settings.user_agent,
                "Accept": _ACCEPT[ask.expects],
                "Accept-Encoding": ACCEPTED_CODINGS,
            }
        )
        if ask.validators.etag:
            headers["If-None-Match"] = ask.validators.etag
        if ask.validators.last_modified:
            headers["If-Modified-Since"] = ask.validators.last_modified
        for one in ask.credentials:
            # A password goes to its own host, encrypted, or to a host that the watch file names.
            if one.host == url.host.lower() and (
                url.scheme == "https" or url.host in ask.allowed or _host(str(url)) in ask.allowed
            ):
                headers[one.header] = one.value
        return headers

    def _judged(self, ask: Ask, url: httpx2.URL, answer: Answer, hops: tuple[Hop, ...]) -> Looked:
        """What an answer is worth."""
        at, status = self._clock(), answer.status
        retry_after = _retry_after(answer.headers, at)
        if retry_after and status in {429, 503}:
            self._gates.rest(_host(str(url)), retry_after)
        if status == 304 and ask.known:
            validators = replace(_validators(answer, ask.validators), sha256=ask.validators.sha256)
            return NotModified(
                url=ask.url, final_url=str(url), at=at, validators=validators, confirmed_by_host=True, hops=hops
            )
        if status in _BLOCKED:
            cause, detail = _BLOCKED[status]
            return Blocked(
                url=ask.url,
                at=at,
                cause=cause,
                detail=f"{url.host} {detail} ({status})",
                retry_after=retry_after,
                status=status,
                hops=hops,
            )
        if status in _GONE:
            cause, detail = _GONE[status]
            return Gone(
                url=ask.url, at=at, cause=cause, detail=f"{url.host} {detail} ({status})", status=status, hops=hops
            )
        if status not in {200, 203}:
            cause = Cause.SERVER_ERROR if status >= 500 else Cause.UNEXPECTED_STATUS
            return Failed(
                url=ask.url,
                at=at,
                cause=cause,
                detail=f"{url.host} answers {status}",
                retry_after=retry_after,
                status=status,
                hops=hops,
            )
        return self._believed(ask, url, answer, hops, at)

    def _believed(
        self, ask: Ask, url: httpx2.URL, answer: Answer, hops: tuple[Hop, ...], at: datetime
    ) -> Captured | NotModified | Suspicious:
        digest = hashlib.sha256(answer.body).hexdigest()
        validators = replace(_validators(answer, Validators()), sha256=digest)
        if digest == ask.validators.sha256:
            return NotModified(
                url=ask.url, final_url=str(url), at=at, validators=validators, confirmed_by_host=False, hops=hops
            )
        captured = Captured(
            url=ask.url,
            final_url=str(url),
            at=at,
            status=answer.status,
            media_type=answer.headers.get("content-type", ""),
            body=answer.body,
            sha256=digest,
            validators=validators,
            headers=tuple(answer.headers.multi_items()),
            hops=hops,
        )
        doubt = suspicion(captured, ask.expects, ask.usual_length)
        if doubt is None:
            return captured
        return Suspicious(
            url=ask.url, at=at, cause=doubt.cause, detail=f"{url.host}: {doubt.detail}", captured=captured
        )

    def _wire(self, allowed: frozenset[str]) -> Wire:
        with self._lock:
            if allowed not in self._wires:
                self._wires[allowed] = Wire(self._settings, allowed, self._pinned)
            return self._wires[allowed]

    def _rules(self, allowed: frozenset[str]) -> RobotsFiles:
        with self._lock:
            if allowed not in self._robots:
                made = RobotsFiles(lambda origin: self._robots_text(origin, allowed), self._clock)
                made.remember(self._robots_before)
                self._robots[allowed] = made
            return self._robots[allowed]

    def _robots_text(self, origin: str, allowed: frozenset[str]) -> str | None:
        """The robots.txt of an origin; RFC 9309: none where the host says so, and no answer is no permission."""
        url = httpx2.URL(f"{origin}/robots.txt")
        headers = httpx2.Headers({"User-Agent": self._settings.user_agent, "Accept-Encoding": ACCEPTED_CODINGS})
        for _ in range(_ROBOTS_HOPS):
            with self._gates.through(_host(str(url))):
                answer = self._wire(allowed).ask(url, headers)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                break
            url = _next(url, answer.headers["location"], [], 1)
        if answer.status >= 500 or answer.status == 429:
            raise NoAnswerError(Cause.SERVER_ERROR, f"{url.host} answers {answer.status} when asked for robots.txt")
        if answer.status != 200:
            return None
        return answer.body[:MOST_BYTES].decode("utf-8", errors="replace")


def _final(outcome: Looked) -> Looked:
    """The outcome, unless it may pass.

    Raises:
        _AgainError: A moment later it may be another.
    """
    if isinstance(outcome, Failed | Blocked) and outcome.cause in _PASSING:
        raise _AgainError(outcome)
    return outcome


_ACCEPT = {
    Expects.DOCUMENT: "text/html, application/xhtml+xml, application/pdf, text/plain, */*;q=0.5",
    Expects.INDEX: "text/html, application/xhtml+xml, */*;q=0.5",
    Expects.FEED: "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5",
    Expects.SITEMAP: "application/xml, text/xml, text/plain;q=0.8, */*;q=0.5",
    Expects.JSON: "application/json, */*;q=0.5",
}


def _parsed(url: str) -> httpx2.URL:
    try:
        parsed = httpx2.URL(url)
    except (httpx2.InvalidURL, ValueError):
        raise NoAnswerError(Cause.BAD_ADDRESS, f"{url[:200]} is no address") from None
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        raise NoAnswerError(Cause.BAD_ADDRESS, f"{url[:200]} is no address on the web")
    return parsed


def _next(url: httpx2.URL, location: str, hops: list[Hop], most: int) -> httpx2.URL:
    """Where a redirect leads; a way that comes back to itself, or does not end, is none."""
    try:
        target = _parsed(str(url.join(location)))
    except (httpx2.InvalidURL, ValueError):
        raise NoAnswerError(Cause.BAD_ADDRESS, f"{url.host} leads to {location[:200]}, which is no address") from None
    if len(hops) > most or any(hop.url == str(target) for hop in hops):
        raise NoAnswerError(Cause.REDIRECTED_ROUND, f"{url.host} leads round and round")
    return target


def _host(url: str) -> str:
    """Host and port, by which requests are spaced."""
    parts = httpx2.URL(url) if url.startswith(("http://", "https://")) else None
    return (
        f"{parts.host}:{parts.port}" if parts is not None and parts.port else (parts.host if parts is not None else "")
    )


def _origin(url: httpx2.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _validators(answer: Answer, before: Validators) -> Validators:
    """What the answer gives, or what was known where it repeats nothing."""
    return Validators(
        etag=answer.headers.get("etag") or before.etag,
        last_modified=answer.headers.get("last-modified") or before.last_modified,
    )


def _retry_after(headers: httpx2.Headers, at: datetime) -> float | None:
    """Seconds until the host wants to be asked again: a number, or a date."""
    value = headers.get("retry-after", "").strip()
    if value.isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    return max(0.0, ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - at).total_seconds())
