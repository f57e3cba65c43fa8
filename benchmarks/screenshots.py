"""`python -m benchmarks.screenshots`: pictures of each page of the sample report, for the README and the documentation.

Takes the pages of reports/sample (`make sample` makes them) and writes docs/screenshots/*.png: what a window shows of each
page, with at most 64 colours, so that all of them together stay small. Needs a Chromium on the machine.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
COLOURS = 64
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its name, the page that it shows, and how."""

    name: str
    page: str
    width: int = 1200
    height: int = 900
    dark: bool = False
    click: str | None = None
    at: str | None = None
    """The element that the window begins with."""


PICTURES = (
    Picture("attention", "index.html"),
    Picture("organisation", "watches/ostermark-guss.html"),
    Picture("change", "changes/halvorsen-precision-2019-10-08-*.html"),
    Picture("marked-text", "changes/halvorsen-precision-2019-10-08-*.html", click="#view-side", at="#marked"),
    Picture("standard", "standards/iso-9001.html"),
    Picture("digest", "digests/2019-03.html", height=640),
    Picture("coverage", "coverage.html"),
    Picture("packet", "packets/halvorsen-precision.html", at="#findings"),
    Picture("dark", "watches/halvorsen-precision.html", dark=True),
    Picture("narrow", "index.html", width=360, height=780),
)


def main() -> int:
    """Take every picture, and say how large they are."""
    parser = argparse.ArgumentParser(prog="benchmarks.screenshots", description=__doc__.partition("\n")[0])
    parser.add_argument("--site", type=Path, default=ROOT / "reports" / "sample", help="default: reports/sample")
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "screenshots", help="default: docs/screenshots")
    arguments = parser.parse_args()
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        parser.error("there is no Chromium on this machine")
    arguments.to.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, headless=True, args=_ARGUMENTS)
        total = sum(_take(browser, one, arguments.site, arguments.to) for one in PICTURES)
        browser.close()
    print(f"{len(PICTURES)} pictures, {total / 1e6:.2f} MB, in {arguments.to}")
    return 0


def _take(browser: Browser, picture: Picture, site: Path, target: Path) -> int:
    page = browser.new_page(
        viewport={"width": picture.width, "height": picture.height}, color_scheme="dark" if picture.dark else "light"
    )
    page.goto(next(iter(sorted(site.glob(picture.page)))).resolve().as_uri())
    if picture.click:
        page.click(picture.click)
    if picture.at:
        page.eval_on_selector(picture.at, "one => one.scrollIntoView()")
    body = page.screenshot()
    page.close()
    path = target / f"{picture.name}.png"
    Image.open(io.BytesIO(body)).convert("RGB").quantize(COLOURS).save(path, optimize=True)
    return path.stat().st_size


if __name__ == "__main__":
    sys.exit(main())
