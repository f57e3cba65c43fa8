"""The sites of the sample: what each lists, and that it is what arrived, at the names that its watch file has."""

from __future__ import annotations

import http.client
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tracker import sample
from tracker.app import build
from tracker.documents.sources.folder import FolderSettings
from tracker.documents.sources.kinds import WebSettings
from tracker.sample.online import served
from tracker.settings import Settings
from tracker.watches.load import load_folder
from tracker.watches.model import Watch


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("online")
    sample.write_schedules(folder, online=True)
    for number in range(1, len(sample.rounds()) + 1):
        sample.receive(folder, number)
    return folder


def on_web(workspace: Path) -> dict[str, WebSettings]:
    found: dict[str, WebSettings] = {}
    for watch in load_folder(workspace / "schedules"):
        for source in watch.sources:
            if not isinstance(source.settings, FolderSettings):
                found[watch.id] = source.settings
    return found


def test_three_of_five_publish_on_the_web_each_in_its_own_way(workspace: Path) -> None:
    kinds = {watch.id: watch.sources[0].kind for watch in load_folder(workspace / "schedules")}

    assert kinds == {
        "brindle-rooke-foods": "folder",
        "corvane-medical": "newsroom",
        "halvorsen-precision": "feed",
        "ostermark-guss": "folder",
        "tessaline-cloud": "sitemap",
    }


def test_the_same_five_organisations_are_watched_either_way(workspace: Path, tmp_path: Path) -> None:
    sample.write_schedules(tmp_path)

    def said(watch: Watch) -> tuple[object, ...]:
        return watch.id, watch.name, watch.aliases, watch.cadence

    assert [said(one) for one in load_folder(tmp_path / "schedules")] == [
        said(one) for one in load_folder(workspace / "schedules")
    ]


@pytest.mark.parametrize("organisation", ["corvane-medical", "halvorsen-precision", "tessaline-cloud"])
def test_a_site_lists_what_arrived_and_serves_it(workspace: Path, organisation: str) -> None:
    with served(workspace / "newsroom") as hosts:
        tracker = build(Settings(workspace=workspace))
        fetch = replace(tracker.workspace.fetch, interval=0.0)
        tracker = replace(tracker, workspace=replace(tracker.workspace, fetch=fetch), pinned=hosts)
        listed = tracker.listed(on_web(workspace)[organisation])
        bodies = [get(hosts, item.url)[1] for item in listed.items]

    arrived = sorted((workspace / "newsroom" / organisation).iterdir(), reverse=True)
    assert listed.complete
    assert listed.notices == ()
    assert bodies == [path.read_bytes() for path in arrived]
    assert [item.url.rpartition("/")[2] for item in listed.items] == [path.name[:10] for path in arrived]


def get(hosts: Mapping[str, int], url: str, **headers: str) -> tuple[int, bytes, str]:
    """A request to a site by its name, and its answer: status, body and entity tag."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection("127.0.0.1", hosts[str(parts.hostname)], timeout=10)
    try:
        connection.request("GET", parts.path, headers={"Host": str(parts.hostname), **headers})
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers.get("ETag", "")
    finally:
        connection.close()


def test_a_page_that_is_known_is_not_sent_again(workspace: Path) -> None:
    with served(workspace / "newsroom") as hosts:
        url = "https://www.tessaline.example/sitemap.xml"
        status, body, tag = get(hosts, url)
        again = get(hosts, url, **{"If-None-Match": tag})
        absent = get(hosts, "https://www.tessaline.example/newsroom/1999-01-01")

    assert (status, bool(body), bool(tag)) == (200, True, True)
    assert (again[0], again[1], absent[0]) == (304, b"", 404)


def test_pages_name_the_addresses_at_which_they_are_served(workspace: Path) -> None:
    with served(workspace / "newsroom") as hosts:
        for organisation in ("corvane-medical", "halvorsen-precision", "tessaline-cloud"):
            for page in (workspace / "newsroom" / organisation).glob("*.html"):
                named = re.search(r'rel="canonical" href="([^"]+)"', page.read_text(encoding="utf-8"))
                assert named is not None
                assert get(hosts, named[1])[1] == page.read_bytes()
