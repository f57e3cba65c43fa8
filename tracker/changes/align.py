"""Which parts of two texts correspond: lines, then sentences, by what they say; then sentences by likeness.

Only what is left after each step enters the next, so that cost follows what changed. Nothing here looks at a
token of what is equal.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from tracker.changes import chunks
from tracker.changes.anchors import Gap, gaps
from tracker.changes.chunks import Chunk
from tracker.changes.difference import Difference, Sides, Sort
from tracker.changes.fold import SPACES, fold
from tracker.changes.markup import targets_of
from tracker.changes.moved import Refine, carried, described
from tracker.changes.pairing import Unit, pair, touching
from tracker.changes.tokens import Tokens, joined, tokenise

#: A sentence shorter than this is too little to be said to have moved. Lines of their own may be shorter.
_LEAST_MOVED = 12

_DASHES = re.compile("-+")


@dataclass(slots=True)
class _Open:
    """A place where the two texts differ, as the sentences that have no equal there."""

    before: list[Chunk]
    after: list[Chunk]
    at_before: int
    at_after: int


@dataclass(slots=True)
class _Work:
    """What is being found: differences that are settled, places that are still open, and what found no partner there."""

    sides: Sides
    refine: Refine
    found: list[Difference] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    left: list[_Open] = field(default_factory=list)


def differences(sides: Sides, refine: Refine) -> list[Difference]:
    """Where two unequal texts differ; `refine` is given each pair of runs whose tokens want comparing."""
    work = _Work(sides, refine)
    head, end_b, end_a = trimmed(sides.written_before, sides.written_after)
    _by_line(work, head, end_b, head, end_a)
    if len(work.open) > 1 or (work.open and len(work.open[0].before) > 1 < len(work.open[0].after)):
        _take_moved(work)
    for place in work.open:
        _close(work, place)
    _take_carried(work)
    for place in work.left:
        _alone(work, place)
    if _is_crossed(work.found) and _may_be_typographic(work):
        return _typographic(sides, refine) or work.found
    return work.found


def trimmed(before: str, after: str) -> tuple[int, int, int]:
    """Where two texts begin to differ, and where each of them ends to, at the nearest edges of sentences."""
    size = len(before)
    shift = len(after) - size
    head = _common_head(before, after)
    tail = _common_tail(before, after, min(size, len(after)) - head)
    start = chunks.sentence_start(before, head)
    end = chunks.sentence_end(before, size - tail) if tail else size
    return start, end, end + shift


def _common_head(before: str, after: str) -> int:
    """How many characters two texts have in common at their beginning: by doubling, then by halving."""
    limit = min(len(before), len(after))
    low, step = 0, 256
    while low < limit and after.startswith(before[low : low + step], low):
        low += step
        step *= 2
    high = min(low + step, limit)
    while low < high:
        middle = (low + high + 1) // 2
        if after.startswith(before[low:middle], low):
            low = middle
        else:
            high = middle - 1
    return min(low, limit)


def _common_tail(before: str, after: str, limit: int) -> int:
    """How many of their last `limit` characters two texts have in common at their end."""
    size_b, size_a = len(before), len(after)
    low, step = 0, 256
    while low + step <= limit and after.endswith(before[size_b - low - step : size_b - low], 0, size_a - low):
        low += step
        step *= 2
    high = min(low + step, limit)
    while low < high:
        middle = (low + high + 1) // 2
        if after.endswith(before[size_b - middle : size_b - low], 0, size_a - low):
            low = middle
        else:
            high = middle - 1
    return low


def _is_crossed(found: Sequence[Difference]) -> bool:
    """Whether something was moved, or both dropped and added, so that typography may have misled the alignment."""
    is_dropped = any(one.b0 < one.b1 and one.a0 == one.a1 for one in found)
    is_added = any(one.b0 == one.b1 and one.a0 < one.a1 for one in found)
    return (is_dropped and is_added) or any(one.sort is Sort.MOVED for one in found)


def _may_be_typographic(work: _Work) -> bool:
    """Whether the two texts may be the same but for typography: first by what is cheap to see, then by all of it."""
    before, after = work.sides.before, work.sides.after
    if (
        before.isascii()
        and after.isascii()
        and not any(mark in text for text in (before, after) for mark in ("&", "--"))
    ):
        return False  # lines and sentences are matched without regard to white space, the only typography left
    changed = [one for one in work.found if one.sort is Sort.CHANGED]
    if sum(len(_bare(before[one.b0 : one.b1])) - len(_bare(after[one.a0 : one.a1])) for one in changed):
        return False
    return _bare(before) == _bare(after)


def _bare(text: str) -> str:
    """A text without white space and typography: equal for any two texts whose tokens are."""
    bare = "".join(fold(text).text.split()).replace("&", "and")
    return _DASHES.sub("-", bare) if "--" in bare else bare


def _typographic(sides: Sides, refine: Refine) -> list[Difference]:
    """The differences of two texts whose tokens are all equal; none where they are not.

    Repeated sentences that differ in typography alone may look as if they had changed places.
    """
    before, after = tokenise(sides.before), tokenise(sides.after)
    found: list[Difference] = []
    if before.keys == after.keys:
        refine(sides, before, after, found)
    return found


def _by_line(work: _Work, b0: int, b1: int, a0: int, a1: int) -> None:
    """Set aside the lines that are equal; hand on what stands between them."""
    before, after = work.sides.before[b0:b1], work.sides.after[a0:a1]
    lines_b, lines_a = chunks.lines(before), chunks.lines(after)
    if len(lines_b) <= 1 and len(lines_a) <= 1:
        _by_sentence(work, _split(lines_b, b0), _split(lines_a, a0), b0, a0)
        return
    starts_b = list(accumulate(map(len, lines_b), initial=b0))
    starts_a = list(accumulate(map(len, lines_a), initial=a0))
    keys_b = [line.rstrip(SPACES) for line in lines_b]
    keys_a = [line.rstrip(SPACES) for line in lines_a]
    at_b = at_a = 0
    for gap in gaps(keys_b, keys_a):
        _spaces(work, starts_b[at_b : gap.b0 + 1], starts_a[at_a : gap.a0 + 1])
        _by_sentence(
            work,
            _split(lines_b[gap.b0 : gap.b1], starts_b[gap.b0]),
            _split(lines_a[gap.a0 : gap.a1], starts_a[gap.a0]),
            starts_b[gap.b0],
            starts_a[gap.a0],
        )
        at_b, at_a = gap.b1, gap.a1
    _spaces(work, starts_b[at_b:], starts_a[at_a:])


def _split(lines: Sequence[str], start: int) -> list[Chunk]:
    """The sentences of neighbouring lines, the first of which begins at `start`."""
    found: list[Chunk] = []
    for line in lines:
        found.extend(chunks.sentences(line, start))
        start += len(line)
    return found


def _by_sentence(work: _Work, before: list[Chunk], after: list[Chunk], at_before: int, at_after: int) -> None:
    """Set aside the sentences that are equal; what stands between them stays open."""
    if len(before) <= 1 and len(after) <= 1:
        work.open.append(_Open(before, after, at_before, at_after))
        return
    keys_b = [chunk.text.rstrip(SPACES) for chunk in before]
    keys_a = [chunk.text.rstrip(SPACES) for chunk in after]
    starts_b = [at_before, *(chunk.end for chunk in before)]
    starts_a = [at_after, *(chunk.end for chunk in after)]
    at_b = at_a = 0
    for gap in gaps(keys_b, keys_a):
        _spaces(work, starts_b[at_b : gap.b0 + 1], starts_a[at_a : gap.a0 + 1])
        _by_fold(work, _Open(before[gap.b0 : gap.b1], after[gap.a0 : gap.a1], starts_b[gap.b0], starts_a[gap.a0]))
        at_b, at_a = gap.b1, gap.a1
    _spaces(work, starts_b[at_b:], starts_a[at_a:])


def _by_fold(work: _Work, place: _Open) -> None:
    """Set aside the sentences that differ in typography alone; what stands between them stays open."""
    before, after = place.before, place.after
    if not before or not after or len(before) == len(after) == 1:
        work.open.append(place)
        return
    keys_b, keys_a = [chunk.key for chunk in before], [chunk.key for chunk in after]
    at_b = at_a = 0
    for gap in [*gaps(keys_b, keys_a), Gap(len(before), len(before), len(after), len(after))]:
        for one, other in zip(before[at_b : gap.b0], after[at_a : gap.a0], strict=True):
            work.refine(work.sides, *_tokens(one, other), work.found)
        if gap.b0 < gap.b1 or gap.a0 < gap.a1:
            start_b = before[gap.b0 - 1].end if gap.b0 else place.at_before
            start_a = after[gap.a0 - 1].end if gap.a0 else place.at_after
            work.open.append(_Open(before[gap.b0 : gap.b1], after[gap.a0 : gap.a1], start_b, start_a))
        at_b, at_a = gap.b1, gap.a1


def _spaces(work: _Work, starts_b: Sequence[int], starts_a: Sequence[int]) -> None:
    """Record the white space that differs after runs that are otherwise equal; edges in, the first and last included."""
    before = work.sides.before
    written_b, written_a = work.sides.written_before, work.sides.written_after
    if written_b[starts_b[0] : starts_b[-1]] == written_a[starts_a[0] : starts_a[-1]]:
        return
    for place, other, b1, a1 in zip(starts_b, starts_a, starts_b[1:], starts_a[1:], strict=False):
        run = before[place:b1]
        if written_b[place:b1] != written_a[other:a1]:
            core = len(run.rstrip(SPACES))
            work.found.append(Difference(place + core, b1, other + core, a1, Sort.TYPOGRAPHIC))


def _take_moved(work: _Work) -> None:
    """Take out of the open places every sentence that stands, whole, in another place of the other text."""
    waiting: dict[tuple[str, ...], deque[Chunk]] = {}
    moving = [place for place in work.open if not _stays(place)]
    for place in moving:
        for chunk in place.before:
            waiting.setdefault((chunk.key, *targets_of(chunk.text)), deque()).append(chunk)
    partners: dict[int, Chunk] = {}
    taken: dict[int, Chunk] = {}
    for place in moving:
        for chunk in place.after:
            same = waiting.get((chunk.key, *targets_of(chunk.text)))
            if same and _can_move(chunk):
                origin = same.popleft()
                partners[chunk.start] = origin
                taken[origin.start] = origin
    if not partners:
        return
    for place in moving:
        for chunk in place.after:
            if chunk.start in partners:
                origin = partners[chunk.start]
                work.found.append(Difference(origin.start, origin.end, chunk.start, chunk.end, Sort.MOVED))
        place.after = [chunk for chunk in place.after if chunk.start not in partners]
        place.before = [chunk for chunk in place.before if chunk.start not in taken]


def _stays(place: _Open) -> bool:
    """Whether one sentence stands in place of another from which it differs in typography alone."""
    return len(place.before) == len(place.after) == 1 and place.before[0].key == place.after[0].key


def _can_move(chunk: Chunk) -> bool:
    text = chunk.text.strip(SPACES)
    return (chunk.is_line or len(text) >= _LEAST_MOVED) and any(map(str.isalnum, text))


def _close(work: _Work, place: _Open) -> None:
    """Settle one open place: pair its sentences by likeness, refine the pairs, and record what has no partner."""
    if not place.before or not place.after:
        work.left.append(place)
        return
    if len(place.before) == 1 and len(place.after) == 1:
        work.refine(work.sides, *_tokens(place.before[0], place.after[0]), work.found)
        return
    if _is_same(place.before, place.after):
        work.refine(work.sides, _joined(place.before), _joined(place.after), work.found)
        return
    at_b, at_a = 0, 0
    end = Unit(len(place.before), len(place.before), len(place.after), len(place.after))
    for unit in [*pair(place.before, place.after, work.sides.atoms_before, work.sides.atoms_after), end]:
        if at_b < unit.b0 or at_a < unit.a0:
            stop_b = place.before[at_b - 1].end if at_b else place.at_before
            stop_a = place.after[at_a - 1].end if at_a else place.at_after
            work.left.append(_Open(place.before[at_b : unit.b0], place.after[at_a : unit.a0], stop_b, stop_a))
        if unit.b1 - unit.b0 == unit.a1 - unit.a0 == 1:
            work.refine(work.sides, *_tokens(place.before[unit.b0], place.after[unit.a0]), work.found)
        elif unit.b0 < unit.b1:
            tokens_b, tokens_a = _joined(place.before[unit.b0 : unit.b1]), _joined(place.after[unit.a0 : unit.a1])
            work.refine(work.sides, tokens_b, tokens_a, work.found)
        at_b, at_a = unit.b1, unit.a1


def _is_same(before: Sequence[Chunk], after: Sequence[Chunk]) -> bool:
    """Whether two runs of sentences say the same, however they were cut into sentences."""
    return (
        [key for chunk in before for key in chunk.tokens.keys] == [key for chunk in after for key in chunk.tokens.keys]
        and touching(before)
        and touching(after)
    )


def _joined(run: Sequence[Chunk]) -> Tokens:
    return joined([chunk.tokens for chunk in run])


def _tokens(before: Chunk, after: Chunk) -> tuple[Tokens, Tokens]:
    """The tokens of two sentences; two headings are compared without regard to case."""
    tokens_b, tokens_a = before.tokens, after.tokens
    if chunks.are_headings(before, after):
        return tokens_b.without_case(), tokens_a.without_case()
    return tokens_b, tokens_a


def _take_carried(work: _Work) -> None:
    """Take out of what is left every sentence that is found, edited, in another place."""
    before = [chunk for place in work.left for chunk in place.before]
    after = [chunk for place in work.left for chunk in place.after]
    pairs = carried(work.sides, before, after) if before and after else []
    if not pairs:
        return
    gone_b = {origin.start for origin, _ in pairs}
    gone_a = {chunk.start for _, chunk in pairs}
    for origin, chunk in pairs:
        work.found.extend(described(work.sides, origin, chunk, work.refine))
    for place in work.left:
        place.before = [chunk for chunk in place.before if chunk.start not in gone_b]
        place.after = [chunk for chunk in place.after if chunk.start not in gone_a]


def _alone(work: _Work, place: _Open) -> None:
    """Record sentences without a partner: what was dropped, then what was added, in runs that touch."""
    at = place.after[0].start if place.after else place.at_after
    for run in _touching(place.before):
        keys = [key for chunk in run for key in chunk.tokens.keys]
        work.found.append(Difference(run[0].start, run[-1].end, at, at, Sort.CHANGED, (keys, [])))
    at = place.before[-1].end if place.before else place.at_before
    for run in _touching(place.after):
        keys = [key for chunk in run for key in chunk.tokens.keys]
        work.found.append(Difference(at, at, run[0].start, run[-1].end, Sort.CHANGED, ([], keys)))


def _touching(run: Sequence[Chunk]) -> list[list[Chunk]]:
    """Sentences in groups of neighbours."""
    found: list[list[Chunk]] = []
    for chunk in run:
        if found and found[-1][-1].end == chunk.start:
            found[-1].append(chunk)
        else:
            found.append([chunk])
    return found
