"""What the documents say is there: every command, every link, every example."""

import re
from pathlib import Path

import pytest

from tracker.cli import commands

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", re.sub(r"`[^`]*`", "", text))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("command", sorted(commands.commands))
def test_every_command_is_in_the_reference(command: str) -> None:
    assert f"`tracker {command}" in (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")


def test_every_decision_is_listed() -> None:
    listed = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    records = [path.name for path in (ROOT / "docs" / "decisions").glob("0*.md")]
    assert [name for name in sorted(records) if f"({name})" not in listed] == []
