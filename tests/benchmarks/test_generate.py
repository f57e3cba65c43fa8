"""The generator of releases: what it says of a release is true of it, and its layouts have the shares of real ones."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.generate.__main__ import generated, write
from benchmarks.generate.chance import chance
from benchmarks.generate.drift import difference
from benchmarks.generate.history import Release
from benchmarks.generate.marked import Mark, Marked, curled, joined
from benchmarks.generate.organisation import invent
from benchmarks.generate.schemes import SCHEMES, Held, Verb
from benchmarks.generate.standing import first_standing


@pytest.fixture(scope="module")
def made() -> list[Release]:
    return list(islice(generated(7), 2000))


def digest(folder: Path) -> str:
    sums = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        sums.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return sums.hexdigest()


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        write(tmp_path / name, count=60, seed=seed)
    assert digest(tmp_path / "a") == digest(tmp_path / "b") != digest(tmp_path / "c")


def test_a_smaller_count_gives_the_first_of_the_same_releases(made: list[Release]) -> None:
    assert list(islice(generated(7), 300)) == made[:300]


def test_the_truth_has_one_line_a_release_in_the_order_of_the_files(tmp_path: Path) -> None:
    write(tmp_path, count=80, seed=3)
    lines = [json.loads(line) for line in (tmp_path / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 80
    assert sorted(line["file"] for line in lines) == sorted(
        str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.txt")
    )


def test_web_pages_hold_the_same_words_and_their_truth_has_no_spans(tmp_path: Path) -> None:
    write(tmp_path, count=60, seed=3, html=0.5)
    lines = [json.loads(line) for line in (tmp_path / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    pages = [line for line in lines if line["file"].endswith(".html")]
    assert 15 <= len(pages) <= 45
    for line in pages:
        text = (tmp_path / line["file"]).read_text(encoding="utf-8")
        assert 50_000 <= len(text) <= 70_000
        for claim in line["claims"]:
            assert claim["quote"] in text
            assert "span" not in claim
        assert not any("span" in about for about in line["about"])


def test_every_quote_equals_its_span_and_every_about_section_holds_its_claims(made: list[Release]) -> None:
    for release in made:
        for said in (*release.truth["claims"], *release.truth["mentions"]):
            start, end = said["span"]
            assert release.text[start:end] == said["quote"], release.path
        for about in release.truth["about"]:
            start, end = about["span"]
            body_start, body_end = about["body_span"]
            assert end == body_end
            assert release.text[start:end].strip() == release.text[start:end]
            assert about["organisation"].split(",")[0].split()[0] in release.text[body_start:body_end]
            if about["heading"] is not None:
                assert release.text.startswith(about["heading"], start)
        inside = {
            tuple(claim["span"])
            for claim in release.truth["claims"]
            for about in release.truth["about"]
            if about["span"][0] <= claim["span"][0] and claim["span"][1] <= about["span"][1]
        }
        assert inside == {tuple(claim["span"]) for claim in release.truth["claims"] if claim["section"] == "about"}


def test_claims_follow_the_edits_from_one_release_to_the_next(made: list[Release]) -> None:
    last: dict[str, dict[str, str | None]] = {}
    seen = Counter[str]()
    for release in made:
        folder = release.path.partition("/")[0]
        if not release.truth["about"]:
            assert release.truth["edits"] == []
            continue
        now = {
            claim["scheme"]: claim["edition"]
            for claim in release.truth["claims"]
            if claim["section"] == "about" and claim["holder"] == "organisation"
        }
        expected = dict(last.get(folder, now))
        for edit in release.truth["edits"]:
            seen[edit["kind"]] += 1
            match edit["kind"]:
                case "claim-dropped":
                    del expected[edit["scheme"]]
                case "claim-succeeded":
                    del expected[edit["before"]]
                    expected[edit["scheme"]] = now[edit["scheme"]]
                case "claim-added" | "claim-upgraded" | "edition-stated" | "edition-omitted" | "claim-downgraded":
                    expected[edit["scheme"]] = edit.get("after")
                case _:
                    pass
        assert now == expected, release.path
        last[folder] = now
    for kind in (
        "claim-upgraded",
        "claim-dropped",
        "claim-added",
        "typographic",
        "moved",
        "reordered",
        "figure-changed",
    ):
        assert seen[kind] >= 10, kind


def test_most_releases_repeat_their_standing_text(made: list[Release]) -> None:
    followers = [release for release in made if release.truth["about"]]
    quiet = sum(not release.truth["edits"] for release in followers)
    assert 0.5 <= quiet / len(followers) <= 0.8


@pytest.mark.parametrize(
    ("what", "low", "high"),
    [
        ("paragraphs", 0.35, 0.55),
        ("one-line-body", 0.32, 0.52),
        ("single-line", 0.02, 0.12),
        ("dated", 0.02, 0.13),
        ("own-line", 0.30, 0.55),
        ("midline", 0.25, 0.45),
        ("none", 0.10, 0.28),
        ("inline", 0.01, 0.08),
        ("glued", 0.005, 0.06),
        ("no about", 0.05, 0.14),
        ("two abouts", 0.08, 0.20),
        ("late", 0.01, 0.06),
        ("furniture", 0.55, 0.85),
    ],
)
def test_layouts_have_about_the_shares_of_real_ones(made: list[Release], what: str, low: float, high: float) -> None:
    shapes = Counter(release.truth["shape"] for release in made)
    forms = Counter(about["form"] for release in made for about in release.truth["about"])
    other = {
        "no about": sum(not release.truth["about"] for release in made),
        "two abouts": sum(len(release.truth["about"]) == 2 for release in made),
        "late": sum(release.truth["late"] for release in made),
        "furniture": sum("wire.example" in release.text for release in made),
    }
    if what in other:
        share = other[what] / len(made)
    elif what in shapes:
        share = shapes[what] / len(made)
    else:
        share = forms[what] / forms.total()
    assert low <= share <= high


def test_single_line_releases_have_no_line_break(made: list[Release]) -> None:
    singles = [release for release in made if release.truth["shape"] == "single-line"]
    assert singles
    assert not any("\n" in release.text for release in singles)


def test_bodies_hardly_repeat_each_other(made: list[Release]) -> None:
    sentences = Counter(
        sentence
        for release in made
        if release.truth["about"]
        for sentence in release.text[: release.truth["about"][0]["span"][0]].split(". ")
    )
    assert sum(count for count in sentences.values() if count == 1) / sentences.total() > 0.75


@pytest.mark.parametrize(
    ("held", "written"),
    [
        (Held("iso-9001", "2015", Verb.CERTIFIED, 0), "ISO 9001:2015"),
        (Held("iso-9001", "2015", Verb.CERTIFIED, 2), "ISO9001-2015"),
        (Held("iso-9001", None, Verb.CERTIFIED, 2), "ISO9001"),
        (Held("as9100", "D", Verb.CERTIFIED, 1), "AS9100 Rev D"),
        (Held("soc-2", "Type 2", Verb.COMPLIANT, 0), "SOC 2 Type II"),
        (Held("nadcap", None, Verb.ACCREDITED, 1), "NADCAP"),
    ],
)
def test_a_certification_is_written_as_its_organisation_writes_it(held: Held, written: str) -> None:
    assert held.written == written


def test_editions_are_in_the_order_in_which_they_came_out() -> None:
    for scheme in SCHEMES.values():
        days = [edition.since for edition in scheme.editions]
        assert days == sorted(days)
        assert scheme.successor is None or scheme.successor in SCHEMES


def test_curling_keeps_every_offset_and_joining_moves_the_marks() -> None:
    held = Held("nadcap", None, Verb.ACCREDITED)
    text = joined((Marked('It\'s "so" - '), Marked("Nadcap", (Mark(0, 6, held),)), Marked(".")), "")
    assert curled(text.text) == "It\u2019s \u201cso\u201d \u2013 Nadcap."
    (mark,) = text.marks
    assert text.text[mark.start : mark.end] == "Nadcap"
    with pytest.raises(ValueError, match="same length"):
        text.with_text("shorter")


def test_nothing_differs_between_a_standing_text_and_itself() -> None:
    for number in range(50):
        standing = first_standing(invent(1, number), date(2019, 5, 6), chance(1, number))
        assert difference(standing, standing) == []
