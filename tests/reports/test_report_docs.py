"""What docs/reports.md promises is there."""

from __future__ import annotations

import re
from pathlib import Path

from invented import AT, newsroom

from tracker.claims.registry import load
from tracker.reports import links, site, texts

DOCS = (Path(__file__).parents[2] / "docs" / "reports.md").read_text(encoding="utf-8")


def test_every_documented_file_is_written_and_every_written_folder_documented() -> None:
    written = {path for path, _ in site.pages(newsroom(), at=AT, registry=load())}
    named = set(re.findall(r"`((?:data/)?[a-z]+\.(?:html|csv|jsonl|json|xml))`", DOCS)) - {"decisions.json"}
    named = {f"data/{name}" if name == "findings.jsonl" else name for name in named}
    assert named <= written
    for path in written:
        folder = path.partition("/")[0] if "/" in path else path
        assert f"`{folder}" in DOCS, path


def test_every_page_says_words_that_are_there() -> None:
    templates = Path(links.__file__).parent / "templates"
    for template in templates.glob("*.jinja"):
        for path in re.findall(r'say\("([\w.]+)"[,)]', template.read_text(encoding="utf-8")):
            assert texts.has(f"ui.{path}"), (template.name, path)


def test_no_text_of_the_interface_is_left_over() -> None:
    used = "".join(
        path.read_text(encoding="utf-8")
        for path in Path(links.__file__).parent.rglob("*")
        if path.suffix in {".jinja", ".py"}
    )
    interface = texts.load()["ui"]
    assert isinstance(interface, dict)
    for name, value in interface.items():
        for key in value if isinstance(value, dict) else [name]:
            assert re.search(rf"\b{re.escape(key)}\b", used), (name, key)
