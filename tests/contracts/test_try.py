"""`tracker try` shows what a check would make of one address: of a release, of a wall, of a listing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from publishers import FeedPublisher, NewsroomPublisher
from site_double import Route, Site, answer, redirect

from tracker.errors import UsageError

RELEASE = (
    "<html><title>Orbelline Valves opens a foundry</title><nav><a href='/'>Home</a></nav><main>"
    "<h1>Orbelline Valves opens a foundry</h1><p>TARN, April 2, 2031 - Orbelline Valves today opened its second foundry, "
    "where it will cast the bodies of its larger gate valves from the autumn on.</p><h2>About Orbelline Valves</h2>"
    "<p>Orbelline Valves makes valves for water works and is certified to ISO 9001:2015.</p></main></html>"
)


@pytest.fixture
def tried(tmp_path: Path, run_cli: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """The exit code and the answer of one try."""
    (tmp_path / "tracker.toml").write_text("interval = 0.0\nattempts = 1\ntotal_timeout = 2.0\n", encoding="utf-8")

    def run(*arguments: str, as_json: bool = True) -> tuple[int, Any]:
        more = ("--json",) if as_json else ()
        code = run_cli("--workspace", str(tmp_path), "try", *arguments, "--allow", "127.0.0.1", *more)
        said = capsys.readouterr().out
        return code, json.loads(said) if as_json else said

    return run


def test_a_release_goes_through_every_step(tried: Callable[..., Any], newsroom: Site) -> None:
    newsroom.routes["/news/1"] = answer(RELEASE)
    newsroom.routes["/old"] = redirect("/news/1")

    code, said = tried(newsroom.url("/old"))

    assert code == 0
    assert said["observation"]["outcome"] == "captured"
    assert said["capture"]["redirects"] == [[newsroom.url("/old"), 301]]
    document = said["document"]
    assert document["title"] == "Orbelline Valves opens a foundry"
    day = (document["published"], document["published_source"], document["published_confidence"])
    assert day == ("2031-04-02", "dateline", "high")
    assert {"nav", "main"} <= {block["region"] for block in document["blocks"]}
    assert "about" in [section["role"] for section in document["sections"]]
    assert [claim["scheme"] for claim in document["claims"]] == ["iso-9001"]


def test_the_order_of_day_and_month_can_be_tried(tried: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "release.txt"
    file.write_text("Orbelline Valves opens a foundry\n\n03/04/2031\n\nThe foundry casts bronze.", encoding="utf-8")

    found = [
        tried(str(file), *more)[1]["document"] for more in ((), ("--dates", "day-first"), ("--dates", "month-first"))
    ]

    assert [one["published"] for one in found] == [None, "2031-04-03", "2031-03-04"]
    assert [one["published_confidence"] for one in found] == [None, "medium", "medium"]


def test_a_person_reads_the_same(tried: Callable[..., Any], newsroom: Site) -> None:
    newsroom.routes["/news/1"] = answer(RELEASE)

    code, said = tried(newsroom.url("/news/1"), as_json=False)

    assert code == 0
    for part in (
        "captured",
        "Orbelline Valves opens a foundry",
        "2031-04-02 (dateline, high)",
        "nav",
        "about",
        "iso-9001",
    ):
        assert part in said


@pytest.mark.parametrize(
    ("page", "outcome", "cause"),
    [
        (answer("<form><input type=password></form> Sign in"), "suspicious", "login-page"),
        (answer("no", 403), "blocked", "forbidden"),
        (answer("sorry", 500), "failed", "server-error"),
        (answer(bytes(range(256)) * 8, media_type="application/octet-stream"), "unreadable", "binary"),
    ],
)
def test_what_is_no_release_goes_no_further(
    tried: Callable[..., Any], newsroom: Site, page: Route, outcome: str, cause: str
) -> None:
    newsroom.routes["/news/1"] = page

    code, said = tried(newsroom.url("/news/1"))

    assert code == 3
    assert (said["observation"]["outcome"], said["observation"]["cause"]) == (outcome, cause)
    assert said["observation"]["detail"]
    assert said["document"] is None


def test_a_file_is_tried_like_an_address(tried: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "release.html"
    path.write_text(RELEASE, encoding="utf-8")

    code, said = tried(str(path))

    assert code == 0
    assert [claim["scheme"] for claim in said["document"]["claims"]] == ["iso-9001"]
    assert tried(str(tmp_path / "nowhere.txt"))[0] == 3
    assert not (tmp_path / "tracker.db").exists()


@pytest.mark.parametrize(("kind", "make", "path"), [("feed", FeedPublisher, "/feed.xml"), ("newsroom", NewsroomPublisher, "/news/")])  # fmt: skip
def test_a_listing_shows_what_it_would_list(
    tried: Callable[..., Any], newsroom: Site, kind: str, make: Callable[[Site], Any], path: str
) -> None:
    make(newsroom).publish(3, 2, 1)

    code, said = tried(newsroom.url(path), "--as", kind)

    assert code == 0
    assert [item["title"] for item in said["items"]] == ["Foundry 3", "Foundry 2", "Foundry 1"]
    assert "Foundry 2" in tried(newsroom.url(path), "--as", kind, as_json=False)[1]
    assert [seen.path for seen in newsroom.seen if seen.path.startswith("/news/") and seen.path != "/news/"] == []


def test_a_listing_that_is_none_says_so(tried: Callable[..., Any], newsroom: Site) -> None:
    newsroom.routes["/feed.xml"] = answer("no", 403)

    code, said = tried(newsroom.url("/feed.xml"), "--as", "feed", as_json=False)

    assert code == 3
    assert "forbidden" in said


@pytest.mark.parametrize("address", ["", " ", "ftp://orbelline.example/", "file:///etc/hostname"])
def test_what_is_no_address_and_no_file_is_an_error_of_use(tried: Callable[..., Any], address: str) -> None:
    with pytest.raises(UsageError, match="no address on the web"):
        tried(address)


def test_a_file_is_no_listing(tried: Callable[..., Any], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no address on the web"):
        tried(str(tmp_path / "feed.xml"), "--as", "feed")


def test_whoever_is_stuck_is_told_what_to_try_next(tried: Callable[..., Any], newsroom: Site) -> None:
    FeedPublisher(newsroom).publish(1)

    assert "--as feed" in tried(newsroom.url("/feed.xml"), as_json=False)[1]
    assert "begins with https://" in tried("www.orbelline.example", as_json=False)[1]
    assert "--allow HOST" in tried("http://10.0.0.1/", as_json=False)[1]
