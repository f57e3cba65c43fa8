"""Files do what files do between two looks, and during one: grow, move, vanish, change places, go round, refuse to be read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from follower import Follower, watch_of
from publishers import release

from tracker.documents.sources import folder as files
from tracker.documents.sources.folder import FolderSettings, Place
from tracker.errors import Unreadable
from tracker.history import Outcome


@pytest.fixture
def settings(tmp_path: Path) -> FolderSettings:
    (tmp_path / "in").mkdir()
    return FolderSettings(path=tmp_path / "in")


def write(settings: FolderSettings, name: str, number: int) -> Path:
    path = settings.path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(release(number), encoding="utf-8")
    return path


def rows(follower: Follower) -> int:
    return int(follower.store.database.conn.execute("select count(*) from observations").fetchone()[0])


def test_a_file_that_grew_is_captured_again(settings: FolderSettings, follower: Follower) -> None:
    path = write(settings, "a.html", 1)
    follower.follow(settings)
    with path.open("a", encoding="utf-8") as file:
        file.write("<p>And a correction.</p>")

    grown = follower.follow(settings)

    assert (grown.captured, grown.look.new) == (("a.html",), 1)


def test_a_file_that_grows_while_it_is_read_is_left_to_the_next_look(settings: FolderSettings, follower: Follower) -> None:  # fmt: skip
    path, _ = write(settings, "a.html", 1), write(settings, "b.html", 2)
    fstat = os.fstat

    def written_to(number: int) -> os.stat_result:
        status = fstat(number)
        if status.st_ino == path.stat().st_ino:
            with path.open("ab") as file:
                file.write(b"<p>One more line.</p>")
        return status

    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(os, "fstat", written_to)
        first = follower.follow(settings)

    second = follower.follow(settings)

    (refused,) = first.refused
    assert (refused.outcome, refused.cause) == (Outcome.UNREADABLE, Unreadable.DAMAGED)
    assert "still being written" in refused.detail
    assert (first.captured, second.captured, second.refused) == (("b.html",), ("a.html",), ())


def test_a_file_that_moved_is_no_news(settings: FolderSettings, follower: Follower) -> None:
    path = write(settings, "a.html", 1)
    follower.follow(settings)
    (settings.path / "2031").mkdir()
    path.rename(settings.path / "2031" / "b.html")

    moved = follower.follow(settings)

    assert (moved.look.outcome, moved.look.seen, moved.look.new) == (Outcome.NOT_MODIFIED, 1, 0)
    assert follower.store.captures.pending("orbelline")[0].location == "a.html"
    assert len(follower.store.captures.pending("orbelline")) == 1


def test_a_file_that_vanished_says_nothing(settings: FolderSettings, follower: Follower) -> None:
    path, _ = write(settings, "a.html", 1), write(settings, "b.html", 2)
    follower.follow(settings)
    path.unlink()

    gone = follower.follow(settings)

    assert (gone.look.outcome, gone.look.seen, gone.refused) == (Outcome.NOT_MODIFIED, 1, ())
    assert len(follower.store.captures.pending("orbelline")) == 2


def test_a_file_that_vanishes_between_being_seen_and_being_read_is_said_to_be_missing(settings: FolderSettings, follower: Follower, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    path, _ = write(settings, "a.html", 1), write(settings, "b.html", 2)
    load = files.load

    def late(place: Place, **more: int) -> object:
        path.unlink(missing_ok=True)
        return load(place, **more)

    monkeypatch.setattr(files, "load", late)

    first = follower.follow(settings)

    assert [one.cause for one in first.refused] == [Unreadable.MISSING]
    assert first.captured == ("b.html",)


def test_a_file_that_another_took_the_place_of_is_captured(settings: FolderSettings, follower: Follower) -> None:
    write(settings, "a.html", 1)
    follower.follow(settings)
    other = settings.path / ".coming.part"
    other.write_text(release(2), encoding="utf-8")
    other.replace(settings.path / "a.html")

    assert follower.follow(settings).captured == ("a.html",)


def test_two_files_that_change_places_are_no_news(settings: FolderSettings, follower: Follower) -> None:
    one, two = write(settings, "a.html", 1), write(settings, "b.html", 22)
    follower.follow(settings)
    one.rename(settings.path / "c.html")
    two.rename(one)
    (settings.path / "c.html").rename(two)

    changed = follower.follow(settings)

    assert (changed.look.seen, changed.look.new, changed.look.outcome) == (2, 0, Outcome.NOT_MODIFIED)


def test_links_that_lead_round_end(settings: FolderSettings, follower: Follower) -> None:
    write(settings, "deep/er/a.html", 1)
    (settings.path / "deep" / "round").symlink_to(settings.path, target_is_directory=True)
    (settings.path / "self.html").symlink_to(settings.path / "self.html")

    first, second = follower.follow(settings), follower.follow(settings)

    assert (first.captured, [one.cause for one in first.refused]) == (("a.html",), [Unreadable.DAMAGED])
    assert (second.captured, second.refused, second.look.outcome) == ((), (), Outcome.NOT_MODIFIED)


def test_what_cannot_be_read_is_said_once_and_read_when_it_can(settings: FolderSettings, follower: Follower) -> None:
    link = settings.path / "a.html"
    link.symlink_to(settings.path.parent / "elsewhere.html")
    first, second = follower.follow(settings), follower.follow(settings)
    before = rows(follower)
    (settings.path.parent / "elsewhere.html").write_text(release(1), encoding="utf-8")

    third = follower.follow(settings)

    assert [one.cause for one in first.refused] == [Unreadable.MISSING]
    assert (second.refused, before) == ((), 1)
    assert (third.captured, third.look.outcome) == (("a.html",), Outcome.CAPTURED)


#: Whoever looks as somebody else: root may read everything.
AS_NOBODY = """
import os, sys
from pathlib import Path
from tracker.documents.sources.folder import FolderSettings, NotLoaded, discover, load
folder = os.open(sys.argv[1], os.O_RDONLY)
os.fchdir(folder)
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
for place in discover(FolderSettings(path=Path("."))):
    loaded = load(place)
    print(place.location, loaded.cause if isinstance(loaded, NotLoaded) else "read")
"""


def test_what_may_not_be_read_is_said_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(parents=True)
    for name in ("a.html", "b.html", "closed/c.html"):
        (tmp_path / name).write_text(release(1), encoding="utf-8")
    (tmp_path / "a.html").chmod(0)
    (tmp_path / "closed").chmod(0)
    tmp_path.chmod(0o755)

    said = subprocess.run([sys.executable, "-c", AS_NOBODY, str(tmp_path)], capture_output=True, text=True, check=False)
    (tmp_path / "closed").chmod(0o755)

    assert said.stdout.splitlines() == ["a.html denied", "b.html read", "closed denied"], said.stderr


@pytest.fixture
def many(settings: FolderSettings) -> FolderSettings:
    for number in range(10_000):
        path = settings.path / f"{number % 100:02}" / f"{number}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"TARN, April 2, 2031 - Orbelline Valves opened foundry {number}.", encoding="utf-8")
    return settings


def test_ten_thousand_files_are_captured_once_and_then_only_looked_at(many: FolderSettings, follower: Follower, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    (first,) = follower.gather(watch_of(many))
    opened: list[Path] = []
    body_of = files.body_of

    def opening(path: Path, *, limit: int, name: str) -> bytes:
        opened.append(path)
        return body_of(path, limit=limit, name=name)

    monkeypatch.setattr(files, "body_of", opening)
    (many.path / "00" / "late.txt").write_text("Orbelline Valves opened one more.", encoding="utf-8")

    (second,) = follower.gather(watch_of(many))

    assert (first.looks[0].seen, first.looks[0].new, first.refused) == (10_000, 10_000, ())
    assert (second.looks[0].seen, second.looks[0].new) == (10_001, 1)
    assert opened == [many.path / "00" / "late.txt"]
