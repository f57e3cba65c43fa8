"""Every kind of source in a watch file: what is said becomes settings, and what cannot be looked at is said to be."""

from datetime import date
from pathlib import Path

import pytest

from tracker.documents.fetch.settings import AuthenticationKind
from tracker.documents.masthead.dates import DateOrder
from tracker.documents.sources.edgar import EdgarSettings
from tracker.documents.sources.newsroom import NewsroomSettings
from tracker.errors import WatchFileError
from tracker.watches.load import load
from tracker.watches.workspace import FULL_EVERY, load_workspace


def write(folder: Path, text: str, name: str = "orbelline.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def source(said: str) -> str:
    return f'name = "Orbelline Valves"\nsources = [{{{said}}}]\n'


def test_settings_are_read_with_their_types(tmp_path: Path) -> None:
    text = source('kind = "edgar", cik = 1234567, since = 2019-01-01, forms = ["8-K"]')
    (one,) = load(write(tmp_path, text)).sources
    assert one.id == "edgar:1234567"
    assert one.settings == EdgarSettings(cik=1234567, since=date(2019, 1, 1), forms=("8-K",))


def test_a_newsroom_with_pages_is_read(tmp_path: Path) -> None:
    text = source(
        'kind = "newsroom", url = "https://a.example/press/", pages = "https://a.example/press/?page={page}", most_pages = 3'
    )
    (one,) = load(write(tmp_path, text)).sources
    assert isinstance(one.settings, NewsroomSettings)
    assert (one.settings.pages, one.settings.most_pages) == ("https://a.example/press/?page={page}", 3)


def test_the_order_of_day_and_month_is_declared_for_each_source(tmp_path: Path) -> None:
    text = source('kind = "folder", path = "a", dates = "day-first"}, {kind = "folder", path = "b"')
    assert [one.dates for one in load(write(tmp_path, text)).sources] == [DateOrder.DAY_FIRST, None]


FAULTS = [
    ('kind = "feed"', ["sources[0].url: is missing"]),
    ('kind = "folder", path = "a", dates = "day-frist"', ["sources[0].dates", "did you mean 'day-first'?"]),
    ('kind = "folder", path = "a", dates = true', ["sources[0].dates", "no order of day and month"]),
    ('kind = "feed", url = "www.a.example/rss"', ["sources[0].url", "is no address on the web"]),
    ('kind = "feed", url = "https://a.example/rss", exlude = ["/x"]', ["sources[0].exlude", "did you mean 'exclude'?"]),
    ('kind = "feed", url = "https://a.example/rss", include = ["news/**"]', ["sources[0].include", "news/**"]),
    ('kind = "fead", url = "https://a.example/rss"', ["sources[0].kind", "did you mean 'feed'?"]),
    ('kind = "newsroom", url = "https://a.example/", selector = "a[["', ["sources[0].selector", "no CSS selector"]),
    ('kind = "newsroom", url = "https://a.example/", pages = "https://a.example/?p=2"', ["sources[0].pages", "{page}"]),
    ('kind = "newsroom", url = "https://a.example/", most_pages = 0', ["sources[0].most_pages", "one or more"]),
    ('kind = "sitemap", url = "https://a.example/sitemap.xml"', ["sources[0].links: is missing"]),
    ('kind = "sitemap", url = "https://a.example/sitemap.xml", links = []', ["sources[0].links", "is empty"]),
    ('kind = "edgar", cik = "1234567"', ["sources[0].cik", "a whole number, not text"]),
    ('kind = "edgar", cik = 0', ["sources[0].cik", "no Central Index Key"]),
    ('kind = "edgar", cik = 1234567, since = "2019"', ["sources[0].since", "a day as in 2024-05-21"]),
    ('kind = "page", url = "file:///etc/passwd"', ["sources[0].url", "is no address on the web"]),
]


@pytest.mark.parametrize(("said", "expected"), FAULTS, ids=[row[0] for row in FAULTS])
def test_what_cannot_be_looked_at_is_said_with_its_place(tmp_path: Path, said: str, expected: list[str]) -> None:
    with pytest.raises(WatchFileError) as caught:
        load(write(tmp_path, source(said)))
    for part in expected:
        assert part in caught.value.message


def test_a_secret_is_named_and_never_written_down(tmp_path: Path) -> None:
    text = source('kind = "page", url = "https://a.example/"') + (
        '[[authentication]]\nhost = "a.example"\nkind = "basic"\nenvironment = "A_EXAMPLE"\n'
    )
    (one,) = load(write(tmp_path, text)).authentication
    assert (one.host, one.kind, one.environment) == ("a.example", AuthenticationKind.BASIC, "A_EXAMPLE")
    wrong = text.replace('kind = "basic"', 'kind = "basik"')
    with pytest.raises(WatchFileError, match="did you mean 'basic'"):
        load(write(tmp_path, wrong))


class TestWorkspace:
    def test_without_a_file_there_are_defaults(self, tmp_path: Path) -> None:
        found = load_workspace(tmp_path / "tracker.toml", {})
        assert (found.fetch.contact, found.fetch.proxy, found.full_every) == ("", None, FULL_EVERY)

    def test_the_environment_beats_the_file(self, tmp_path: Path) -> None:
        path = write(tmp_path, 'contact = "file@a.example"\ninterval = 2\n', "tracker.toml")
        assert load_workspace(path, {}).fetch.contact == "file@a.example"
        found = load_workspace(path, {"TRACKER_CONTACT": "machine@a.example"})
        assert (found.fetch.contact, found.fetch.interval) == ("machine@a.example", 2.0)
        assert "machine@a.example" in found.fetch.user_agent

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ('contct = "x"', "did you mean 'contact'?"),
            ("contact = 3", "should be text in quotes"),
            ('proxy = "proxy:3128"', "is no address"),
            ('ca_file = "nowhere.pem"', "there is no file"),
            ("interval = -1", "0 or more"),
            ("total_timeout = 0", "more than no time"),
            ("full_every = 0", "1 or more"),
            ("contact = ", "is not TOML"),
        ],
    )
    def test_every_problem_is_said(self, tmp_path: Path, text: str, expected: str) -> None:
        with pytest.raises(WatchFileError) as caught:
            load_workspace(write(tmp_path, text, "tracker.toml"), {})
        assert expected in caught.value.message
