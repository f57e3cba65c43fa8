"""What the documentation says of reading and of sources is what the code has."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from tracker.documents.fetch.outcomes import Cause
from tracker.documents.model import BlockKind, Region
from tracker.documents.sources.contract import NoticeKind
from tracker.documents.sources.folder import FolderSettings
from tracker.documents.sources.kinds import WEB_KINDS
from tracker.errors import Unreadable

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("code", [*Unreadable, *BlockKind, *Region])
def test_every_code_of_reading_is_explained(code: str) -> None:
    assert f"`{code}`" in (DOCS / "reading.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", [*Cause, *NoticeKind])
def test_every_code_of_looking_is_explained(code: str) -> None:
    assert f"`{code}`" in (DOCS / "sources.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["folder", *WEB_KINDS])
def test_every_setting_of_every_kind_is_named(kind: str) -> None:
    text = (DOCS / "sources.md").read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if line.startswith(f"| `{kind}` |"))
    settings = FolderSettings if kind == "folder" else WEB_KINDS[kind][0]

    assert [setting.name for setting in fields(settings)] == row.split("|")[2].replace("`", "").strip().split(", ")
