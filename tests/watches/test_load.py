"""A watch file is read whole: all its problems at once, or a watch."""

from datetime import timedelta
from pathlib import Path

import pytest

from tracker.documents.sources.folder import FolderSettings
from tracker.errors import UsageError, WatchFileError
from tracker.watches.load import load, load_folder

GOOD = """
name = "Halvorsen Precision"
aliases = ["Halvorsen"]
cadence = "weekdays at 06:30"
timezone = "Europe/Oslo"

[[sources]]
kind = "folder"
path = "../newsroom/halvorsen"
"""


def write(folder: Path, text: str, name: str = "halvorsen.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_gives_a_watch(tmp_path: Path) -> None:
    watch = load(write(tmp_path, GOOD))
    assert (watch.id, watch.names) == ("halvorsen", ("Halvorsen Precision", "Halvorsen"))
    assert watch.cadence.cron == ("30", "6", "*", "*", "mon-fri")
    assert watch.cadence.timezone == "Europe/Oslo"
    assert [(source.id, source.settings) for source in watch.sources] == [
        ("folder:../newsroom/halvorsen", FolderSettings(path=tmp_path / "../newsroom/halvorsen"))
    ]


def test_what_is_not_said_has_a_default(tmp_path: Path) -> None:
    watch = load(write(tmp_path, 'name = "Halvorsen"\nsources = [{kind = "folder", path = "in"}]'))
    assert watch.cadence.text == "every 6 hours"
    assert watch.sources[0].settings == FolderSettings(path=tmp_path / "in")


def test_hours_lengths_and_channels_are_read(tmp_path: Path) -> None:
    more = 'blackout = ["22:00-06:00"]\njitter = "90 seconds"\ndeadline = "2 hours"\nnotify = ["quality"]\n'
    watch = load(write(tmp_path, more + GOOD + 'cadence = "every 2 hours"'))
    assert [window.timezone for window in watch.blackout] == ["Europe/Oslo"]
    assert (watch.jitter, watch.deadline) == (timedelta(seconds=90), timedelta(hours=2))
    assert watch.notify == ("quality",)
    assert [source.cadence and source.cadence.interval for source in watch.sources] == [timedelta(hours=2)]


def test_what_may_be_stretched_is_looked_at_source_by_source(tmp_path: Path) -> None:
    sources = """
[[sources]]
kind = "folder"
path = "a"

[[sources]]
kind = "folder"
path = "b"
stretch = "30 days"

[[sources]]
kind = "folder"
path = "c"
cadence = "daily at 05:00"
"""
    watch = load(write(tmp_path, f'name = "Halvorsen"\ncadence = "every 1 hour"\nstretch = "7 days"\n{sources}'))
    assert [source.cadence and source.cadence.words for source in watch.sources] == [
        "every 1 hour, stretched up to 7 days",
        "every 1 hour, stretched up to 30 days",
        "daily at 05:00",
    ]
    alone = load(write(tmp_path, f'name = "Halvorsen"\n{sources}'))
    assert [source.cadence is None for source in alone.sources] == [True, False, False]


PROBLEMS = [
    ("a stretch that is none", 'stretch = "seldom"', ["stretch", "'seldom' is not understood"]),
    (
        "a stretch that stretches nothing",
        'cadence = "daily at 06:00"\nstretch = "1 day"',
        ["stretch", "'1 day' is no longer than the cadence 'daily at 06:00' is already"],
    ),
    ("a stretch of years", 'stretch = "800 days"', ["stretch", "is more than a year"]),
    (
        "a source's stretch that is a number",
        'sources = [{kind = "folder", path = "x", stretch = 7}]',
        ["sources[0].stretch", "should be text in quotes"],
    ),
    ("hours that are none", 'blackout = ["22:00-06:00", "night"]', ["blackout[1]", "'night' is not understood"]),
    ("a length that is none", 'deadline = "soon"', ["deadline", "'soon' is not understood"]),
    ("a deadline of nothing", 'deadline = "0 minutes"', ["deadline", "is no time at all"]),
    (
        "a source's bad cadence",
        'sources = [{kind = "folder", path = "x", cadence = "dayly at 06:00"}]',
        ["sources[0].cadence", "did you mean 'daily'?"],
    ),
    ("an unknown key, near a known one", 'nmae = "x"', ["nmae", "did you mean 'name'?"]),
    ("a wrong type", "name = 3", ["name", "should be text in quotes, not a number"]),
    ("a list where text belongs", 'cadence = ["daily"]', ["cadence", "should be text in quotes, not a list"]),
    ("a bad cadence", 'cadence = "dayly at 06:30"', ["cadence", "'dayly at 06:30'", "did you mean 'daily'?"]),
    ("a cadence below five minutes", 'cadence = "every 2 minutes"', ["cadence", "shorter than five minutes"]),
    ("weekdays by number", 'cadence = "cron 30 6 * * 1-5"', ["cadence", "name the days"]),
    ("a cron hour out of range", 'cadence = "cron 30 26 * * mon"', ["cadence", "'26' for the hour"]),
    ("an unknown time zone", 'timezone = "Europe/Osloo"', ["timezone", "did you mean 'Europe/Oslo'?"]),
    ("no source", "sources = []", ["sources", "is empty"]),
    ("an unknown kind of source", 'sources = [{kind = "foldr"}]', ["sources[0].kind", "did you mean 'folder'?"]),
    ("a source without its kind", 'sources = [{path = "x"}]', ["sources[0].kind", "is missing"]),
    ("a source without its path", 'sources = [{kind = "folder"}]', ["sources[0].path", "is missing"]),
    (
        "a source's unknown key",
        'sources = [{kind = "folder", path = "x", includes = []}]',
        ["sources[0].includes", "'include'?"],
    ),
    (
        "a source's wrong type",
        'sources = [{kind = "folder", path = 3}]',
        ["sources[0].path", "a path in quotes, not a number"],
    ),
    ("a source named twice", 'sources = [{kind="folder", path="x"}, {kind="folder", path="x"}]', ["sources", "twice"]),
    ("an empty file", "", ["name: is missing", "sources: is missing"]),
    ("no TOML", "name = ", ["is not TOML"]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in PROBLEMS], ids=[row[0] for row in PROBLEMS])
def test_a_problem_is_said_with_its_place(tmp_path: Path, text: str, expected: list[str]) -> None:
    path = write(tmp_path, text)
    with pytest.raises(WatchFileError) as caught:
        load(path)
    for part in (str(path), *expected):
        assert part in caught.value.message


def test_all_problems_of_all_files_come_at_once(tmp_path: Path) -> None:
    write(tmp_path, GOOD.replace("weekdays", "weakdays").replace("Oslo", "Nowhere"), "a.toml")
    write(tmp_path, GOOD.replace("kind", "kin"), "b.toml")
    write(tmp_path, GOOD, "c.toml")
    with pytest.raises(WatchFileError) as caught:
        load_folder(tmp_path)
    assert [(Path(p.file).name, p.place) for p in caught.value.problems] == [
        ("a.toml", "timezone"),
        ("a.toml", "cadence"),
        ("b.toml", "sources[0].kind"),
    ]


def test_a_file_that_is_not_utf8_is_a_problem_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "latin.toml"
    path.write_bytes('name = "Café"'.encode("latin-1"))
    with pytest.raises(WatchFileError, match="byte 11: is not UTF-8"):
        load(path)


def test_the_workspaces_own_standards_are_no_watch(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, "", "standards.toml")
    assert [watch.id for watch in load_folder(tmp_path)] == ["halvorsen"]


def test_a_workspace_without_schedules_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        load_folder(tmp_path / "schedules")
    assert "tracker init" in caught.value.hint
