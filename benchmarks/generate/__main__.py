"""`python -m benchmarks.generate DIR --count 25000 --seed 1`: writes releases and, beside them, what is true of them."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from itertools import count as counting
from itertools import islice
from pathlib import Path

from benchmarks.generate.chance import chance
from benchmarks.generate.history import Release, releases
from benchmarks.generate.page import page


def generated(seed: int) -> Iterator[Release]:
    """Releases without end, organisation by organisation."""
    for number in counting():
        yield from releases(seed, number, other=number + 1)


def write(folder: Path, *, count: int, seed: int, html: float = 0.0) -> None:
    """Write `count` releases below `folder`, this share of them as web pages, and `truth.jsonl` with one line a release."""
    folder.mkdir(parents=True, exist_ok=True)
    made: set[Path] = set()
    with (folder / "truth.jsonl").open("w", encoding="utf-8", newline="\n") as truth:
        for release in islice(generated(seed), count):
            if chance(seed, "medium", release.path).random() < html:
                release = as_page(release, seed)  # noqa: PLW2901 - the same release in another medium
            path = folder / release.path
            if path.parent not in made:
                path.parent.mkdir(exist_ok=True)
                made.add(path.parent)
            path.write_bytes(release.text.encode())
            truth.write(json.dumps(release.truth, ensure_ascii=False) + "\n")


def as_page(release: Release, seed: int) -> Release:
    """The release as a web page; its truth keeps the quotes and gives up the spans, which are the reader's to decide."""
    path = release.path.removesuffix(".txt") + ".html"
    truth = {**release.truth, "file": path}
    for key in ("about", "claims", "mentions"):
        truth[key] = [
            {name: said for name, said in entry.items() if not name.endswith("span")} for entry in release.truth[key]
        ]
    site = release.path.partition("/")[0]
    text = page(release.text, title=release.title, published=release.truth["published"], seed=seed, site=site)
    return Release(path=path, title=release.title, text=text, truth=truth)


def main() -> None:
    """Read the arguments and write the folder."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--count", type=int, default=25_000, help="how many releases (default 25,000)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same bytes (default 1)")
    parser.add_argument("--html", type=float, default=0.0, help="share of web pages of 60 KB among them (default 0)")
    arguments = parser.parse_args()
    write(arguments.folder, count=arguments.count, seed=arguments.seed, html=arguments.html)
    print(f"{arguments.count:,} releases and truth.jsonl are in {arguments.folder}")


if __name__ == "__main__":
    main()
