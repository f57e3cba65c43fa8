"""What the sample newsroom promises, asserted on its files alone."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tracker import sample
from tracker.documents.sources.folder import FolderSettings
from tracker.documents.typography import level
from tracker.watches.load import load_folder

NUMBER = re.compile(r"\d+")
ABOUT = re.compile(
    r"^[#* ]*about (?:halvorsen|corvane|tessaline|brindle|ostermark)[^\n:]*?[*:]*(?:\n|: )",
    re.IGNORECASE | re.MULTILINE,
)


class _Article(HTMLParser):
    """The lines of a page's <article>."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.lines: list[str] = [""]

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.inside = self.inside or tag == "article"
        if tag in {"p", "h1", "h2", "h3", "br"}:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "article"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.lines[-1] += data


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workspace")
    sample.write_schedules(folder)
    for number in range(1, len(sample.rounds()) + 1):
        sample.receive(folder, number)
    return folder


def words(workspace: Path, release: str) -> str:
    (path,) = (workspace / "newsroom").glob(f"{release}*")
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".html":
        return text
    article = _Article()
    article.feed(text)
    return "\n\n".join(line.strip() for line in article.lines if line.strip())


def about(workspace: Path, release: str) -> str:
    """The standing text from its heading up to the next short line, which is a heading too."""
    text = words(workspace, release)
    heading = ABOUT.search(text)
    assert heading is not None, release
    paragraphs: list[str] = []
    for line in text[heading.end() :].strip().split("\n"):
        if line.strip():
            if len(line) < 60 or line.startswith("**Contact"):
                break
            paragraphs.append(line.strip())
    return "\n".join(paragraphs)


def test_every_release_arrives_in_exactly_one_round(workspace: Path) -> None:
    arriving = [release for round_ in sample.rounds() for release in round_]
    there = sorted(
        str(path.relative_to(workspace / "newsroom"))
        for path in (workspace / "newsroom").rglob("*.*")
        if path.is_file()
    )
    assert sorted(arriving) == there
    package = Path(sample.__file__).parent / "newsroom"
    assert there == sorted(str(path.relative_to(package)) for path in package.rglob("*.*") if path.is_file())


def test_there_are_five_watches_and_each_finds_its_releases(workspace: Path) -> None:
    watches = load_folder(workspace / "schedules")
    assert [watch.id for watch in watches] == [
        "brindle-rooke-foods",
        "corvane-medical",
        "halvorsen-precision",
        "ostermark-guss",
        "tessaline-cloud",
    ]
    for watch in watches:
        (source,) = watch.sources
        assert isinstance(source.settings, FolderSettings)
        folder = (workspace / "schedules" / source.settings.path).resolve()
        assert folder == (workspace / "newsroom" / watch.id).resolve()
        assert sum(path.is_file() for path in folder.iterdir()) >= 4, watch.id


@pytest.mark.parametrize("number", [0, -1, 3])
def test_a_round_that_does_not_exist_is_said_so(tmp_path: Path, number: int) -> None:
    with pytest.raises(ValueError, match="no round"):
        sample.receive(tmp_path, number)
    assert not any(tmp_path.iterdir())


def test_receiving_a_round_twice_writes_the_same_bytes(tmp_path: Path) -> None:
    first = {path: path.read_bytes() for path in sample.receive(tmp_path, 2)}
    assert {path: path.read_bytes() for path in sample.receive(tmp_path, 2)} == first


def test_releases_have_the_length_of_real_ones(workspace: Path) -> None:
    for path in (workspace / "newsroom").rglob("*.*"):
        if path.name.startswith("2021-08-17"):
            continue
        release = f"{path.parent.name}/{path.name}"
        assert 150 <= len(words(workspace, release).split()) <= 450, release


def test_one_late_release_is_older_than_releases_of_its_watch_that_came_first() -> None:
    first, second = sample.rounds()
    late = [
        release
        for release in second
        if any(release.partition("/")[0] == known.partition("/")[0] and release < known for known in first)
    ]
    assert late == ["halvorsen-precision/2017-06-13-hibbing-magnetics-line.txt"]


def test_one_file_cannot_be_read_and_every_other_one_can(workspace: Path) -> None:
    unreadable = []
    for path in sorted((workspace / "newsroom").rglob("*.*")):
        try:
            path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            unreadable.append(path)
    (path,) = unreadable
    assert path.suffix == ".txt"
    assert b"\0" in path.read_bytes()


@pytest.mark.parametrize(
    ("before", "after", "left", "reached"),
    [
        ("halvorsen-precision/2017", "halvorsen-precision/2018", "ISO\u00a09001:2008", "ISO\u00a09001:2015"),
        ("halvorsen-precision/2017", "halvorsen-precision/2018", "AS9100C", "AS9100D"),
        ("halvorsen-precision/2017", "halvorsen-precision/2018", "310 people", "420 people"),
        ("halvorsen-precision/2018", "halvorsen-precision/2019", "Nadcap accredited", None),
        (
            "halvorsen-precision/2019",
            "halvorsen-precision/2023",
            "headquartered in Duluth",
            "headquartered in Rochester",
        ),
        ("corvane-medical/2015", "corvane-medical/2018", "ISO 13485:2003", "ISO 13485:2016"),
        ("corvane-medical/2022", "corvane-medical/2023", "certified to ISO 13485", "compliant with ISO 13485"),
        ("tessaline-cloud/2017", "tessaline-cloud/2019", "SOC 2 Type I examination", "SOC 2 Type II examination"),
        ("brindle-rooke-foods/2021", "brindle-rooke-foods/2024", "Issue 8", "Issue 9"),
        ("ostermark-guss/2019", "ostermark-guss/2020", "ISO/TS 16949:2009", "IATF 16949:2016"),
        ("ostermark-guss/2019", "ostermark-guss/2020", "OHSAS 18001:2007", "ISO 45001:2018"),
    ],
)
def test_standing_text_says_one_thing_and_then_another(
    workspace: Path, before: str, after: str, left: str, reached: str | None
) -> None:
    old, new = about(workspace, before), about(workspace, after)
    assert left in old
    assert left not in new
    if reached is not None:
        assert reached not in old
        assert reached in new


def test_a_claim_is_dropped_from_releases_on_a_single_line(workspace: Path) -> None:
    first, second = (words(workspace, f"brindle-rooke-foods/{year}") for year in (2018, 2019))
    assert first.count("\n") == second.count("\n") == 1
    assert "Certified B Corporation" in second
    assert "B Corporation" not in words(workspace, "brindle-rooke-foods/2021")


def test_one_change_is_typographic_only(workspace: Path) -> None:
    old, new = about(workspace, "halvorsen-precision/2015"), about(workspace, "halvorsen-precision/2016")
    assert old != new
    assert level(old) == level(new)


@pytest.mark.parametrize(
    ("first", "last", "claim", "ended"),
    [
        ("ostermark-guss/2016", "ostermark-guss/2019", "ISO 9001:2008", "2018-09-15"),
        ("ostermark-guss/2016", "ostermark-guss/2019", "ISO/TS 16949:2009", "2018-09-14"),
        ("tessaline-cloud/2019", "tessaline-cloud/2026", "ISO/IEC 27001:2013", "2025-10-31"),
    ],
)
def test_a_claim_goes_stale_while_no_word_changes(
    workspace: Path, first: str, last: str, claim: str, ended: str
) -> None:
    old, new = about(workspace, first), about(workspace, last)
    assert old == new
    assert claim in new
    (path,) = (workspace / "newsroom").glob(f"{last}*")
    assert path.name[:10] > ended


def test_one_paragraph_of_standing_text_moves_and_nothing_else_changes(workspace: Path) -> None:
    old, new = (about(workspace, f"corvane-medical/{year}").split("\n") for year in (2018, 2020))
    assert old != new
    assert sorted(old) == sorted(new)


def test_one_list_comes_in_another_order_and_nothing_else_changes(workspace: Path) -> None:
    old, new = about(workspace, "corvane-medical/2020"), about(workspace, "corvane-medical/2021")
    assert old != new
    assert sorted(re.findall(r"\w+", old)) == sorted(re.findall(r"\w+", new))
    assert NUMBER.findall(old) == NUMBER.findall(new)


def test_the_exchange_changes_and_the_ticker_does_not(workspace: Path) -> None:
    leads = [words(workspace, f"halvorsen-precision/{year}") for year in (2015, 2016, 2017, 2018, 2019, 2023)]
    listings = [match[0] for lead in leads if (match := re.search(r"\([^()]*: HLVP\)", lead))]
    assert listings == ["(NYSE MKT: HLVP)"] * 3 + ["(Nasdaq: HLVP)"] * 3


def test_a_joint_release_has_two_about_sections(workspace: Path) -> None:
    headings = re.findall(r"^About .+$", words(workspace, "corvane-medical/2022"), re.MULTILINE)
    assert headings == ["About Corvane Medical", "About Tessaline Cloud"]


def test_one_release_has_no_standing_text_and_the_next_has_it_again(workspace: Path) -> None:
    without = words(workspace, "tessaline-cloud/2020")
    assert not re.search(r"^\W*about ", without, re.IGNORECASE | re.MULTILINE)
    assert "27001" not in without
    assert "ISO/IEC 27001:2013 certified" in words(workspace, "tessaline-cloud/2023")


def test_one_release_has_standing_text_without_a_heading_and_wire_furniture_after_it(workspace: Path) -> None:
    text = words(workspace, "tessaline-cloud/2023")
    standing = about(workspace, "tessaline-cloud/2019")
    assert not re.search(r"^\W*about ", text, re.IGNORECASE | re.MULTILINE)
    assert standing in text
    assert "\n---\n" in text[text.index(standing) :]
    assert "View source version on" in text[text.index(standing) :]


def test_every_html_release_is_a_full_page(workspace: Path) -> None:
    pages = list((workspace / "newsroom").rglob("*.html"))
    assert len(pages) >= 5
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for tag in ("<nav", "<header", "<main", "<article", "<aside", "<footer", 'class="cookie"'):
            assert tag in text, (page.name, tag)


def test_every_address_is_reserved_for_examples(workspace: Path) -> None:
    for path in (workspace / "newsroom").rglob("*.*"):
        text = path.read_text(encoding="utf-8", errors="replace")
        for host in re.findall(r"(?:https?://|www\.|@)([\w.-]+\.[a-z]{2,})", text):
            assert host.endswith(".example"), (path.name, host)
