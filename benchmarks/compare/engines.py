"""The engines of Python, each as a person would use it: two texts in, its own result out."""

# ruff: noqa: ANN401 - an engine's result is its own affair

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from rapidfuzz.distance import Indel, LCSseq

from benchmarks.compare.script import Script, from_opcodes, words
from tracker.changes.compare import compare
from tracker.changes.model import Comparison, EditKind


@dataclass(frozen=True, slots=True)
class Engine:
    """One way to compare two texts. `run` is what is timed; `script` turns its result into the common form."""

    name: str
    run: Callable[[str, str], Any]
    script: Callable[[Any, str, str], Script]
    needs: str = ""

    @property
    def is_missing(self) -> bool:
        """Whether what it needs is not installed."""
        return bool(self.needs) and find_spec(self.needs) is None


def _opcodes(result: Any, before: str, after: str) -> Script:
    return from_opcodes(result, words(before), words(after))


def _difflib(*, autojunk: bool) -> Callable[[str, str], Any]:
    return lambda before, after: difflib.SequenceMatcher(
        None, words(before), words(after), autojunk=autojunk
    ).get_opcodes()


def _cydifflib(before: str, after: str) -> Any:
    return import_module("cydifflib").SequenceMatcher(None, words(before), words(after), autojunk=False).get_opcodes()


def _rapidfuzz(before: str, after: str) -> Any:
    return LCSseq.opcodes(words(before), words(after))


def _indel(before: str, after: str) -> Any:
    return Indel.opcodes(words(before), words(after))


def _rapidfuzz_script(result: Any, before: str, after: str) -> Script:
    return from_opcodes(
        ((op.tag, op.src_start, op.src_end, op.dest_start, op.dest_end) for op in result), words(before), words(after)
    )


def _redlines(before: str, after: str) -> Any:
    return import_module("redlines").Redlines(before, after, markdown_style="none").output_markdown


def _htmldiff(before: str, after: str) -> Any:
    return import_module("lxml.html.diff").htmldiff(html.escape(before), html.escape(after))


_MARKED = re.compile(r"<(ins|del)\b[^>]*>(.*?)</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def _marked_script(result: str, _before: str, _after: str) -> Script:
    """The script of text with <ins> and <del> in it."""
    script: Script = []
    at = 0
    for found in _MARKED.finditer(result):
        script.append(("=", html.unescape(_TAG.sub("", result[at : found.start()]))))
        script.append(("+" if found[1] == "ins" else "-", html.unescape(_TAG.sub("", found[2]))))
        at = found.end()
    script.append(("=", html.unescape(_TAG.sub("", result[at:]))))
    return script


def _as_characters(before: str, after: str) -> tuple[str, str, list[str]]:
    """Both texts with one character for each word, as the maker of diff-match-patch advises."""
    known: dict[str, int] = {}

    def spelt(text: str) -> str:
        numbers = [known.setdefault(word, len(known)) for word in words(text)]
        return "".join(chr(number + 32 if number + 32 < 0xD800 else number + 32 + 0x800) for number in numbers)

    return spelt(before), spelt(after), list(known)


def _dmp(before: str, after: str) -> Any:
    engine = import_module("diff_match_patch").diff_match_patch()
    engine.Diff_Timeout = 0
    one, other, known = _as_characters(before, after)
    script = engine.diff_main(one, other, checklines=False)
    engine.diff_cleanupSemantic(script)
    return [({0: "=", -1: "-", 1: "+"}[op], run) for op, run in script], known


def _fast_dmp(before: str, after: str) -> Any:
    one, other, known = _as_characters(before, after)
    found = import_module("fast_diff_match_patch").diff(
        one, other, timelimit=0, checklines=False, cleanup="Semantic", counts_only=False
    )
    return found, known


def _characters_script(result: Any, _before: str, _after: str) -> Script:
    script, known = result
    return [
        (op, " ".join(known[ord(one) - 32 - (0x800 if ord(one) >= 0xD800 else 0)] for one in run)) for op, run in script
    ]


def _tracker_script(result: Comparison, _before: str, _after: str) -> Script:
    """Our own edits; what moved counts as dropped and added, which is all that the others can say of it."""
    script: Script = []
    at_a = 0
    moved = sorted(edit.before_span for edit in result.edits if edit.kind is EditKind.MOVED)
    for edit in result.edits:
        if edit.kind is EditKind.TYPOGRAPHIC:
            continue
        kept = result.after[at_a : edit.after_span.start]
        if kept:
            script.append(("=", kept))
        if edit.kind is not EditKind.MOVED and edit.before:
            script.append(("-", edit.before))
        if edit.after:
            script.append(("+", edit.after))
        at_a = max(at_a, edit.after_span.end)
    script.append(("=", result.after[at_a:]))
    script.extend(("-", result.before[start:end]) for start, end in moved)
    return script


OURS = "this comparator"
REFERENCE = "difflib, autojunk off"

ENGINES: tuple[Engine, ...] = (
    Engine(REFERENCE, _difflib(autojunk=False), _opcodes),
    Engine("difflib, autojunk on", _difflib(autojunk=True), _opcodes),
    Engine("cydifflib", _cydifflib, _opcodes, needs="cydifflib"),
    Engine("rapidfuzz LCSseq, bare", _rapidfuzz, _rapidfuzz_script),
    Engine("rapidfuzz Indel, bare", _indel, _rapidfuzz_script),
    Engine("redlines", _redlines, _marked_script, needs="redlines"),
    Engine("diff-match-patch, words, semantic", _dmp, _characters_script, needs="diff_match_patch"),
    Engine("fast-diff-match-patch, words, semantic", _fast_dmp, _characters_script, needs="fast_diff_match_patch"),
    Engine("lxml htmldiff", _htmldiff, _marked_script, needs="lxml"),
    Engine(OURS, compare, _tracker_script),
)
