"""`tracker import` writes watch files that load, and never over one that is there."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from tracker.cli import commands
from tracker.documents.sources.feed import FeedSettings
from tracker.documents.sources.folder import FolderSettings
from tracker.documents.sources.subscriptions import Subscription
from tracker.watches.load import load, load_folder
from tracker.watches.write import file_names, watch_file

OPML = """<?xml version="1.0"?><opml version="2.0"><body><outline text="Suppliers">
<outline title="Orbelline Valves" xmlUrl="https://www.orbelline.example/rss"/>
<outline title='Quill &amp; Sons "Castings"' xmlUrl="https://quill.example/feed"/>
</outline></body></opml>"""

TABLE = """name;aliases;newsroom;cik;folder
Orbelline Valves;Orbelline; https://www.orbelline.example/press/;;
Orbelline Valves;;;1234567;
Tarn Castings;;;;mailed/tarn
"""


def run(workspace: Path, file: Path, *more: str) -> Result:
    return CliRunner().invoke(commands, ["--workspace", str(workspace), "import", str(file), *more])


def test_feeds_of_a_reader_become_watches(tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text(OPML, encoding="utf-8")
    result = run(tmp_path, tmp_path / "feeds.opml")
    assert result.exit_code == 0, result.output
    assert [(watch.id, watch.name, watch.sources[0].settings) for watch in load_folder(tmp_path / "schedules")] == [
        ("orbelline-valves", "Orbelline Valves", FeedSettings(url="https://www.orbelline.example/rss")),
        ("quill-sons-castings", 'Quill & Sons "Castings"', FeedSettings(url="https://quill.example/feed")),
    ]


def test_rows_of_a_table_become_watches_with_all_their_sources(tmp_path: Path) -> None:
    (tmp_path / "suppliers.csv").write_text(TABLE, encoding="utf-8")
    run(tmp_path, tmp_path / "suppliers.csv")
    orbelline, tarn = load_folder(tmp_path / "schedules")
    assert orbelline.aliases == ("Orbelline",)
    assert [source.id for source in orbelline.sources] == [
        "newsroom:https://www.orbelline.example/press/",
        "edgar:1234567",
    ]
    settings = tarn.sources[0].settings
    assert isinstance(settings, FolderSettings)
    assert settings.path == tmp_path / "mailed" / "tarn"


def test_what_is_left_out_is_named(tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text(
        OPML.replace("https://quill.example/feed", "quill.example/feed"), encoding="utf-8"
    )
    said = run(tmp_path, tmp_path / "feeds.opml")
    assert "quill.example/feed is no address on the web, and is left out." in said.output
    assert "Wrote 1 watch file " in said.output
    assert json.loads(run(tmp_path, tmp_path / "feeds.opml", "--json").output)["left_out"] == ["quill.example/feed"]


def test_what_is_there_already_stays(tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text(OPML, encoding="utf-8")
    run(tmp_path, tmp_path / "feeds.opml")
    mine = tmp_path / "schedules" / "orbelline-valves.toml"
    mine.write_text(mine.read_text("utf-8") + "# mine\n", encoding="utf-8")
    result = run(tmp_path, tmp_path / "feeds.opml", "--json")
    assert json.loads(result.stdout) == {
        "schema": 1,
        "written": [],
        "kept": ["orbelline-valves.toml", "quill-sons-castings.toml"],
        "left_out": [],
    }
    assert "# mine" in mine.read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<opml><body/></opml>", "lists no feed"),
        ("name,fed\nA,x\n", "did you mean 'feed'?"),
        ("name,cik\nA,x\n", "line 2"),
    ],
)
def test_what_is_no_list_writes_nothing(tmp_path: Path, text: str, expected: str) -> None:
    (tmp_path / "list").write_text(text, encoding="utf-8")
    result = run(tmp_path, tmp_path / "list")
    assert result.exit_code != 0
    assert expected in str(result.exception)
    assert not list(tmp_path.glob("schedules/*"))


def test_names_that_come_out_alike_get_files_of_their_own() -> None:
    names = ["Müller AG", "Muller AG", "!!!", "notify", "standards", "Müller AG"]
    given = [Subscription(name=name) for name in names]
    assert [name for name, _ in file_names(given)] == [
        "muller-ag.toml",
        "muller-ag-2.toml",
        "watch.toml",
        "notify-2.toml",
        "standards-2.toml",
        "muller-ag-3.toml",
    ]


@given(st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip), st.text(st.characters(codec="utf-8")))
def test_any_name_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, name: str, alias: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    subscription = Subscription(name=name, aliases=(alias,), sources=(FeedSettings(url="https://a.example/rss"),))
    path.write_text(watch_file(subscription), encoding="utf-8")
    watch = load(path)
    assert (watch.name, watch.aliases) == (name.strip(), (alias,))
