"""`python -m benchmarks.recognise [DIR]`: how many megabytes of text a second the recogniser reads, on one core.

Reads the .txt files below DIR, or generated releases where none is given. Times are those of the processor, best of a
few rounds, so that other work on the machine does not count. The registry is read once, before the clock starts; its
own time is printed beside.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from time import process_time

from benchmarks.generate.__main__ import generated
from tracker.claims.names import index_of
from tracker.claims.recognise import recognise
from tracker.claims.registry import Registry, load

#: Megabytes of text a second, on one core.
GOAL = 5.0

ROUNDS = 5


def texts(directory: Path | None) -> list[str]:
    """The texts to read."""
    if directory is None:
        return [release.text for release in islice(generated(1), 1000)]
    return [path.read_bytes().decode("utf-8", "replace") for path in sorted(directory.rglob("*.txt"))]


def best(work: Callable[[], object]) -> float:
    """The shortest processor time of a few rounds, in seconds."""
    times: list[float] = []
    for _ in range(ROUNDS):
        gc.collect()
        begun = process_time()
        work()
        times.append(process_time() - begun)
    return min(times)


def speed(releases: Sequence[str], registry: Registry) -> tuple[float, float, int]:
    """Megabytes a second read whole, and scanned only; and how many claims were found."""
    size = sum(len(text.encode()) for text in releases) / 1e6
    scan = index_of(registry).scan
    found = sum(len(recognise(text, registry).claims) for text in releases)
    whole = best(lambda: [recognise(text, registry) for text in releases])
    scanned = best(lambda: [scan.places(text) for text in releases])
    return size / whole, size / scanned, found


def main() -> int:
    """Print the figures; with `--check`, 1 where the recogniser is slower than its goal."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.recognise", description=__doc__)
    parser.add_argument("directory", type=Path, nargs="?", metavar="DIR", help="a folder of .txt releases")
    parser.add_argument("--check", action="store_true", help=f"exit with 1 below {GOAL} MB a second")
    arguments = parser.parse_args()
    begun = process_time()
    registry = load()
    parsed = process_time() - begun
    index_of(registry)
    indexed = process_time() - begun - parsed
    begun = process_time()
    load()
    again = process_time() - begun
    releases = texts(arguments.directory)
    whole, scanned, found = speed(releases, registry)
    characters = sum(map(len, releases))
    print(
        f"registry read in {parsed * 1000:.0f} ms, indexed in {indexed * 1000:.0f} ms, asked again in {again * 1e6:.0f} µs"
    )
    print(f"{len(releases)} texts, {characters / 1e6:.2f} million characters, {found} claims")
    print(f"recognise {whole:6.1f} MB/s    scan alone {scanned:6.1f} MB/s    goal {GOAL:.1f} MB/s")
    return 1 if arguments.check and whole < GOAL else 0


if __name__ == "__main__":
    sys.exit(main())
