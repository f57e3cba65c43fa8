"""The documentation of watch files is held against the code: its examples load, and it leaves no key out."""

import re
from dataclasses import MISSING, fields
from pathlib import Path

import pytest

from tracker.documents.fetch.settings import AuthenticationSettings
from tracker.watches.load import _WATCH_KEYS, load
from tracker.watches.model import SOURCE_KINDS
from tracker.watches.workspace import _KEYS, load_workspace

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "watch-files.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


def keys(text: str) -> list[str]:
    return re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)


def section(heading: str) -> str:
    return PAGE.partition(f"\n{heading}\n")[2].partition("\n#")[0]


@pytest.mark.parametrize("example", [one for one in EXAMPLES if "[[sources]]" in one])
def test_every_example_of_a_watch_loads(tmp_path: Path, example: str) -> None:
    path = tmp_path / "watch.toml"
    path.write_text(example, encoding="utf-8")
    assert load(path).sources


@pytest.mark.parametrize("example", [one for one in EXAMPLES if "[[sources]]" not in one])
def test_every_example_of_a_workspace_loads(tmp_path: Path, example: str) -> None:
    path = tmp_path / "tracker.toml"
    path.write_text(example, encoding="utf-8")
    assert load_workspace(path, {}).fetch.contact


def test_every_key_of_a_watch_is_explained() -> None:
    assert keys(PAGE.partition("## Cadence")[0]) == list(_WATCH_KEYS)


@pytest.mark.parametrize("kind", SOURCE_KINDS)
def test_every_key_of_every_kind_is_explained(kind: str) -> None:
    assert keys(section(f"### `{kind}`")) == [field.name for field in fields(SOURCE_KINDS[kind][0])]


@pytest.mark.parametrize("kind", SOURCE_KINDS)
def test_what_must_be_given_is_said_to_be(kind: str) -> None:
    required = {
        field.name
        for field in fields(SOURCE_KINDS[kind][0])
        if field.default is MISSING and field.default_factory is MISSING
    }
    said = re.findall(r"^\| `(\w+)` \| [^|]+ \| required ", section(f"### `{kind}`"), re.MULTILINE)
    assert set(said) == required


def test_every_key_of_authentication_and_of_the_workspace_is_explained() -> None:
    assert keys(section("## Hosts that want to know who asks")) == [one.name for one in fields(AuthenticationSettings)]
    assert keys(section("## `tracker.toml`")) == list(_KEYS)
