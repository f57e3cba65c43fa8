"""What the benchmark counts: every engine's result in one form, and how it reads."""

import pytest

from benchmarks.compare.corpus import generated
from benchmarks.compare.engines import ENGINES, Engine
from benchmarks.compare.script import Quality, Script, quality, words

_BEFORE = "the pumps of the first hall are cast in iron and sold in the north"
_AFTER = "the valves of the second hall are cast in steel and sold in the south"


@pytest.mark.parametrize("engine", [engine for engine in ENGINES if not engine.is_missing], ids=lambda one: one.name)
def test_every_engine_s_script_says_what_both_texts_say(engine: Engine) -> None:
    script = engine.script(engine.run(_BEFORE, _AFTER), _BEFORE, _AFTER)
    assert [word for op, run in script if op != "+" for word in words(run)] == words(_BEFORE)
    assert [word for op, run in script if op != "-" for word in words(run)] == words(_AFTER)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ([("=", "a pump"), ("-", "x"), ("+", "y")], (2, 1, 0)),
        ([("-", "x"), ("=", "of the"), ("+", "y")], (2, 2, 1)),
        ([("-", "x"), ("=", "pump"), ("+", "y")], (2, 2, 0)),
        ([("-", "x"), ("=", "of the"), ("=", "old pump"), ("+", "y")], (2, 2, 0)),
        ([("=", "the pump")], (0, 0, 0)),
    ],
)
def test_edits_and_islands_are_counted(script: Script, expected: tuple[int, int, int]) -> None:
    found = quality(script, "", "")
    assert (found.edited, found.edits, found.islands) == expected


def test_the_fewest_words_are_those_of_a_longest_common_subsequence() -> None:
    assert quality([], "a b c d", "a x c d e") == Quality(edited=0, optimum=3, edits=0, islands=0)


def test_the_same_seed_gives_the_same_texts() -> None:
    assert [corpus.pairs for corpus in generated(7, (2, 0, 0))] == [corpus.pairs for corpus in generated(7, (2, 0, 0))]
    assert [corpus.pairs for corpus in generated(7, (1, 0, 0))] != [corpus.pairs for corpus in generated(8, (1, 0, 0))]
