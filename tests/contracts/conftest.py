"""Two sites on the loopback interface and a fetcher that may look at them, without waiting."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
import workspaces
from follower import Follower
from site_double import AT, Site
from workspaces import Desk

from tracker.cli import commands
from tracker.documents.fetch.asks import Ask
from tracker.documents.fetch.fetcher import Fetcher
from tracker.documents.fetch.settings import FetchSettings
from tracker.store import open_store

#: As the product's, but for the waiting.
QUICK = {
    "interval": 0.0,
    "first_wait": 0.0,
    "attempts": 1,
    "read_timeout": 0.5,
    "total_timeout": 2.0,
    "connect_timeout": 2.0,
}


@pytest.fixture
def newsroom() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


@pytest.fixture
def elsewhere() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


@pytest.fixture
def fetcher_of() -> Iterator[Callable[..., Fetcher]]:
    made: list[Fetcher] = []

    def make(*, clock: Callable[[], datetime] = lambda: AT, **settings: object) -> Fetcher:
        made.append(Fetcher(FetchSettings(**{**QUICK, **settings}), clock=clock))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for fetcher in made:
        fetcher.close()


@pytest.fixture
def follower(tmp_path: Path, fetcher_of: Callable[..., Fetcher]) -> Iterator[Follower]:
    """Whoever follows sources on a store of their own."""
    with open_store(tmp_path / "tracker.db") as store:
        yield Follower(store, fetcher_of)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A workspace as the product finds one, with settings that do not wait."""
    (tmp_path / "schedules").mkdir()
    (tmp_path / "tracker.toml").write_text(workspaces.QUICK, encoding="utf-8")
    return Desk(tmp_path)


@pytest.fixture
def fetcher(fetcher_of: Callable[..., Fetcher]) -> Fetcher:
    return fetcher_of()


@pytest.fixture
def ask() -> Callable[..., Ask]:
    """An ask that may go to the loopback interface, as a watch file would say."""

    def make(url: str, **rest: object) -> Ask:
        return Ask(url=url, **{"allowed": frozenset({"127.0.0.1"}), **rest})  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1, signed by itself, with its key in the same file."""
    folder = tmp_path_factory.mktemp("certificate")
    if shutil.which("openssl") is None:
        if os.environ.get("CI"):
            pytest.fail("openssl is missing, and CI is set")
        pytest.skip("openssl is missing")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    command += [
        "-addext",
        "subjectAltName=IP:127.0.0.1",
        "-keyout",
        str(folder / "key.pem"),
        "-out",
        str(folder / "cert.pem"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    whole = folder / "both.pem"
    whole.write_bytes((folder / "cert.pem").read_bytes() + (folder / "key.pem").read_bytes())
    return whole


@pytest.fixture
def run_cli() -> Callable[..., int]:
    """Runs one command as a shell would; gives its exit code."""

    def run(*arguments: str) -> int:
        code = commands(list(arguments), standalone_mode=False)
        return code if isinstance(code, int) else 0

    return run
