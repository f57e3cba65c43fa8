"""A folder of releases: what is found, in which order, and what happens to files that cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tracker.documents.sources.folder import FolderSettings, Loaded, NotLoaded, Place, body_of, discover, load, load_all
from tracker.errors import ReadError, SourceError, Unreadable


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    for name in ["b.txt", "a.md", "C.HTM", "2019/z.txt", "2019/a.txt", "2019/q3/deep.html", "logo.png", "notes~", ".hidden.txt", "~$a.docx", ".git/x.txt"]:  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Orbelline, {name}", encoding="utf-8")
    return tmp_path


def found(folder: Path, **settings: object) -> list[str]:
    return [place.location for place in discover(FolderSettings(path=folder, **settings))]  # type: ignore[arg-type]


def test_releases_are_found_in_an_order_that_any_machine_repeats(newsroom: Path) -> None:
    assert found(newsroom) == ["2019/a.txt", "2019/q3/deep.html", "2019/z.txt", "C.HTM", "a.md", "b.txt"]


GLOBS = [
    ("a name, wherever it is", ("*.txt",), (), ["2019/a.txt", "2019/z.txt", "b.txt"]),
    ("a folder's own files", ("2019/*",), (), ["2019/a.txt", "2019/z.txt"]),
    ("everything below a folder", ("2019/**",), (), ["2019/a.txt", "2019/q3/deep.html", "2019/z.txt"]),
    ("any depth between", ("**/deep.html",), (), ["2019/q3/deep.html"]),
    ("no depth between", ("2019/**/a.txt",), (), ["2019/a.txt"]),
    ("one letter", ("?.txt",), (), ["2019/a.txt", "2019/z.txt", "b.txt"]),
    ("a set of letters", ("[ab].*",), (), ["2019/a.txt", "a.md", "b.txt"]),
    ("not a set of letters", ("[!a-c].txt",), (), ["2019/z.txt"]),
    ("all but a folder", ("*.txt",), ("2019",), ["b.txt"]),
    ("all but a name", ("*.txt",), ("[ab].txt",), ["2019/z.txt"]),
    ("what nothing is called", ("*.rst",), (), []),
    ("no pattern", (), (), []),
    ("a dot is a dot", ("?xtxt", "2019.a.txt"), (), []),
    ("a star stays in its folder", ("*9/deep.html", "2019/*.html"), (), []),
]


@pytest.mark.parametrize(("include", "exclude", "expected"), [row[1:] for row in GLOBS], ids=[row[0] for row in GLOBS])
def test_globs(newsroom: Path, include: tuple[str, ...], exclude: tuple[str, ...], expected: list[str]) -> None:
    assert found(newsroom, include=include, exclude=exclude) == expected


def test_a_source_that_does_not_look_further_down(newsroom: Path) -> None:
    assert found(newsroom, recursive=False) == ["C.HTM", "a.md", "b.txt"]


def test_a_stamp_changes_when_a_file_grows(newsroom: Path) -> None:
    before = next(discover(FolderSettings(path=newsroom, include=("b.txt",))))
    with (newsroom / "b.txt").open("a", encoding="utf-8") as file:
        file.write(" and one more line")
    after = next(discover(FolderSettings(path=newsroom, include=("b.txt",))))

    assert before.stamp != after.stamp
    assert after.size == (newsroom / "b.txt").stat().st_size


def test_a_file_that_moved_has_the_same_bytes_at_another_place(newsroom: Path) -> None:
    (newsroom / "b.txt").rename(newsroom / "2019" / "b.txt")

    (place,) = discover(FolderSettings(path=newsroom, include=("b.txt",)))

    assert place.location == "2019/b.txt"
    assert load(place) == Loaded(location="2019/b.txt", media_type="text/plain", body=b"Orbelline, b.txt")


def test_a_link_to_a_folder_is_not_followed_and_a_link_to_a_file_is(newsroom: Path) -> None:
    (newsroom / "round").symlink_to(newsroom, target_is_directory=True)
    (newsroom / "linked.txt").symlink_to(newsroom / "b.txt")

    assert found(newsroom, include=("*.txt",)) == ["2019/a.txt", "2019/z.txt", "b.txt", "linked.txt"]


def test_a_name_that_is_no_utf_8_is_shown_with_escapes_and_read(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"Orbelline")

    (place,) = discover(FolderSettings(path=tmp_path))

    assert place.location == "caf\\xe9.txt"
    assert isinstance(load(place), Loaded)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda path: path.with_name("other").mkdir(), "does not exist"),
        (lambda path: path.write_text("x", encoding="utf-8"), "is a file, not a folder"),
    ],
)
def test_a_folder_that_is_none_is_an_error_of_the_source(tmp_path: Path, make: object, sentence: str) -> None:
    make(tmp_path / "releases")  # type: ignore[operator]

    with pytest.raises(SourceError, match=sentence):
        found(tmp_path / "releases")


def test_a_pattern_that_is_no_glob_is_an_error_of_the_source(newsroom: Path) -> None:
    with pytest.raises(SourceError, match="no glob"):
        found(newsroom, include=("[z-a].txt",))


def place_of(path: Path) -> Place:
    return Place(path=path, location=path.name, size=0, modified_ns=0)


def test_what_cannot_be_loaded_is_a_value_with_its_cause(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "large.txt").write_bytes(b"x" * 11)
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "round.txt").symlink_to(tmp_path / "round.txt")
    os.mkfifo(tmp_path / "pipe.txt")

    causes = {}
    for name in ["empty.txt", "large.txt", "folder.txt", "gone.txt", "missing.txt", "round.txt", "pipe.txt"]:
        outcome = load(place_of(tmp_path / name), limit=10)
        assert isinstance(outcome, NotLoaded)
        assert outcome.detail.count(name) == 1
        causes[name] = outcome.cause

    assert causes == {
        "empty.txt": Unreadable.EMPTY,
        "large.txt": Unreadable.TOO_LARGE,
        "folder.txt": Unreadable.UNKNOWN_TYPE,
        "gone.txt": Unreadable.MISSING,
        "missing.txt": Unreadable.MISSING,
        "round.txt": Unreadable.DAMAGED,
        "pipe.txt": Unreadable.BINARY,
    }


def test_a_file_of_fifty_megabytes_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "archive.txt"
    with path.open("wb") as file:
        file.truncate(50 * 2**20)

    with pytest.raises(ReadError, match=r"archive\.txt is 50 MB, more than the 32 MB that are read") as caught:
        body_of(path)

    assert caught.value.cause is Unreadable.TOO_LARGE


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_denied(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("x", encoding="utf-8")
    path.chmod(0)

    with pytest.raises(ReadError) as caught:
        body_of(path)

    assert caught.value.cause is Unreadable.DENIED


def test_the_bytes_of_a_file_are_what_is_on_the_disk(newsroom: Path) -> None:
    for place in discover(FolderSettings(path=newsroom)):
        outcome = load(place)
        assert isinstance(outcome, Loaded)
        assert outcome.body == place.path.read_bytes()


def test_each_message_of_a_mailbox_is_a_document_that_keeps_its_place_when_the_mailbox_grows(tmp_path: Path) -> None:
    path = tmp_path / "news.mbox"
    first = b"From a\nSubject: one\n\nx\n\n"
    path.write_bytes(first)
    (before,) = load_all(place_of(path))

    path.write_bytes(b"From b\nSubject: two\n\ny\n\n" + first)
    after = list(load_all(place_of(path)))

    assert isinstance(before, Loaded)
    assert before.media_type == "message/rfc822"
    assert [isinstance(one, Loaded) and one.location for one in after].count(before.location) == 1
    assert len(after) == 2


def test_any_other_file_is_one_document(newsroom: Path) -> None:
    (place,) = discover(FolderSettings(path=newsroom, include=("b.txt",)))

    assert list(load_all(place)) == [load(place)]
