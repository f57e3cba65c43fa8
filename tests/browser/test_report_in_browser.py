"""Every page in Chromium: widths, light and dark, paper, scripts off, keyboard, accessibility, and nothing fetched."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "reports"))

from extremes import endless, hostile, many
from invented import AT, newsroom, quillon

from tracker.claims.registry import load
from tracker.reports.exports import packet
from tracker.reports.period import Period
from tracker.reports.publish import publish

pytestmark = pytest.mark.browser

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = (360, 768, 1440)
PAGES = (
    "index.html",
    "watches/quillon.html",
    "watches/*script*.html",
    "changes/quillon-2018*.html",
    "changes/*script*-2018*.html",
    "watches/endless.html",
    "changes/endless*.html",
    "standards/iso-9001.html",
    "standards/index.html",
    "digests/2018-02.html",
    "digests/index.html",
    "coverage.html",
    "glossary.html",
    "packets/quillon.html",
    "packets/*script*.html",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("CI is set and there is no Chromium: install it, so that the pages are looked at.")
        pytest.skip("There is no Chromium on this machine.")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, headless=True, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("site")
    publish(
        [*newsroom(), hostile(), endless()],
        target,
        at=AT,
        registry=load(),
        generated=datetime(2026, 11, 22, tzinfo=UTC),
    )
    return target


def address(site: Path, pattern: str) -> str:
    (found,) = site.glob(pattern)
    return found.as_uri()


@contextmanager
def watched(browser: Browser) -> Iterator[Page]:
    """A page that fails its test when anything but the file itself is asked for, or a script stumbles."""
    opened = browser.new_page(viewport={"width": 1440, "height": 900})
    asked: list[str] = []
    stumbles: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("pageerror", lambda error: stumbles.append(str(error)))
    opened.on("console", lambda message: stumbles.append(message.text) if message.type == "error" else None)
    opened.on("dialog", lambda dialog: stumbles.append(dialog.message))
    yield opened
    opened.close()
    assert all(url.startswith(("file://", "data:", "blob:")) for url in asked)
    assert not stumbles


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with watched(browser) as opened:
        yield opened


@pytest.fixture(scope="module", params=PAGES)
def opened(browser: Browser, site: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Each page once, everything on it unfolded; the tests that only look share it."""
    with watched(browser) as one:
        one.goto(address(site, request.param))
        one.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        yield one


def views(page: Page) -> Iterator[None]:
    """Every view that a page has, one after another; the first is left on."""
    for view in ("#view-side", "#view-inline"):
        if page.locator(view).count():
            page.check(view)
        elif view == "#view-side":
            continue
        yield


OVERLAPS = """() => {
  const shown = [...document.querySelectorAll('h1, h2, h3, p, li, td, th, dt, dd, a, summary, label, blockquote, pre')]
    .filter(one => !one.closest('.vh, .skip, svg') && [...one.childNodes].some(part => part.nodeType === 3 && part.data.trim())
      && getComputedStyle(one).display !== 'inline');
  const boxes = shown.map(one => [one, one.getBoundingClientRect()]).filter(([, box]) => box.width > 1 && box.height > 1);
  const found = [];
  boxes.sort((a, b) => a[1].top - b[1].top);
  for (let at = 0; at < boxes.length; at++) {
    const [one, box] = boxes[at];
    for (let next = at + 1; next < boxes.length && boxes[next][1].top < box.bottom - 2; next++) {
      const [other, beside] = boxes[next];
      if (one.contains(other) || other.contains(one)) { continue; }
      if (beside.left < box.right - 2 && box.left < beside.right - 2) {
        found.push(one.textContent.trim().slice(0, 40) + ' | ' + other.textContent.trim().slice(0, 40));
      }
    }
  }
  return found.slice(0, 5);
}"""


def test_nothing_scrolls_sideways_and_nothing_overlaps(opened: Page) -> None:
    for width in WIDTHS:
        opened.set_viewport_size({"width": width, "height": 900})
        for _ in views(opened):
            assert opened.evaluate("document.documentElement.scrollWidth") <= width
            assert opened.evaluate(OVERLAPS) == [], width


def test_axe_finds_nothing(opened: Page) -> None:
    for _ in views(opened):
        found = Axe().run(opened)
        assert found.violations_count == 0, found.generate_report()


def test_colours_are_told_apart_in_the_dark_as_well(opened: Page) -> None:
    """What axe looks at depends on the colour scheme in one rule alone."""
    opened.emulate_media(color_scheme="dark")
    found = Axe().run(opened, options={"runOnly": {"type": "rule", "values": ["color-contrast"]}})
    opened.emulate_media(color_scheme="light")
    assert found.violations_count == 0, found.generate_report()


def test_every_page_can_be_printed(opened: Page) -> None:
    assert opened.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    opened.emulate_media(media="print")
    assert not opened.locator("#filter").is_visible()
    opened.emulate_media(media="screen")


def test_hostile_words_run_nothing(opened: Page) -> None:
    assert opened.evaluate("document.querySelectorAll('main script').length") == 0


def test_the_first_page_reads_the_same_with_scripts_off(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(site, "index.html"))
    assert not page.locator("#filter").is_visible()
    assert page.get_by_text("IPC QML is no longer named.").first.is_visible()
    page.get_by_text("more for the file").click()
    assert page.get_by_text("moved up from C to D").first.is_visible()
    context.close()


def test_a_change_can_be_read_both_ways_with_scripts_off(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(site, "changes/quillon-2018*.html"))
    assert page.locator(".inline").is_visible()
    assert not page.locator(".side").is_visible()
    assert not page.locator("#steps").is_visible()
    page.check("#view-side")
    assert page.locator(".side").is_visible()
    assert not page.locator(".inline").is_visible()
    context.close()


def test_typographic_edits_are_one_click_away(page: Page, site: Path) -> None:
    page.goto(address(site, "changes/quillon-2018*.html"))
    hidden = page.locator(".inline del.typo").first
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert not hidden.is_visible()
    page.check("#show-typography")
    assert hidden.is_visible()


def test_keys_step_through_the_changes_and_can_be_switched_off(page: Page, site: Path) -> None:
    page.goto(address(site, "changes/quillon-2018*.html"))
    focused = "document.activeElement.id"
    page.keyboard.press("n")
    assert page.evaluate(focused) == "edit-1"
    page.keyboard.press("n")
    assert page.evaluate(focused) == "edit-2"
    page.keyboard.press("p")
    assert page.evaluate(focused) == "edit-1"
    page.keyboard.press("v")
    assert page.locator(".side").first.is_visible()
    page.keyboard.press("v")
    assert page.locator(".inline").first.is_visible()
    page.uncheck("#keys")
    page.keyboard.press("n")
    assert page.evaluate(focused) == "keys"


def test_the_whole_page_can_be_walked_by_keyboard(page: Page, site: Path) -> None:
    page.goto(address(site, "changes/quillon-2018*.html"))
    seen: list[str] = []
    for _ in range(80):
        page.keyboard.press("Tab")
        at = page.evaluate("document.activeElement.textContent + '|' + document.activeElement.id")
        if seen and at == seen[0]:
            break
        seen.append(at)
    walked = "\n".join(seen)
    assert seen[0].startswith("Skip to the text")
    for stop in ("view-inline", "show-typography", "next", "Edits, one by one", "sha256sum"):
        assert stop in walked


def test_the_filter_narrows_and_says_how_far(page: Page, site: Path) -> None:
    page.goto(address(site, "index.html"))
    rows = page.locator("#organisations ~ table tbody tr")
    everything = rows.filter(visible=True).count()
    page.fill("#query", "tarn")
    assert rows.filter(visible=True).count() == 1
    assert " of " in page.locator("#shown").inner_text()
    page.click("#reset")
    assert rows.filter(visible=True).count() == everything
    page.select_option("#standing", "expired")
    assert rows.filter(visible=True).count() == 1
    page.click("#reset")
    page.select_option("#severity", "critical")
    assert page.locator("#attention ~ ol > li").filter(visible=True).count() == 1


def test_a_packet_gives_back_decisions_that_can_be_read(page: Page, site: Path) -> None:
    page.goto(address(site, "packets/quillon.html"))
    page.click("#save")
    assert "Give your name" in page.locator("#saved").inner_text()
    first = page.locator("fieldset").first
    first.get_by_label("Confirmed").check()
    first.get_by_label("Note").fill("Seen on the register. <b>")
    page.fill("#reviewer", "A. Reader")
    with page.expect_download() as saved:
        page.click("#save")
    decisions = packet.read(saved.value.path().read_bytes())
    assert decisions.reviewer == "A. Reader"
    assert [one.note for one in decisions.decisions] == ["Seen on the register. <b>"]
    assert not packet.refused(decisions, quillon(), load())


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of 500 different findings: of one organisation, of one change, of one month, and all on the first page."""
    target = tmp_path_factory.mktemp("large")
    publish([many(500)], target, at=AT, registry=load(), generated=datetime(2026, 11, 22, tzinfo=UTC))
    return target


@pytest.mark.parametrize("pattern", ["index.html", "watches/many.html", "changes/many-2018*", "digests/2018-02.html"])
def test_a_page_of_500_different_findings_is_small_and_shows_them_all(page: Page, large: Path, pattern: str) -> None:
    (path,) = large.glob(pattern)
    assert path.stat().st_size < 2_000_000
    page.goto(path.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert page.locator(".finds .what").count() >= 500
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440


def test_the_packet_of_a_period_gives_back_decisions_that_name_their_organisation(page: Page, tmp_path: Path) -> None:
    histories = newsroom()
    period = Period(first=date(2018, 1, 1), last=date(2018, 12, 31))
    (tmp_path / "digest.html").write_bytes(packet.digest(histories, period, at=AT, book=load()))
    page.goto((tmp_path / "digest.html").as_uri())
    for name in ("Quillon Interconnect", "Sallow Bay Avionics"):
        page.locator("article", has_text=name).first.get_by_label("Dismissed").check()
    page.fill("#reviewer", "A. Reader")
    with page.expect_download() as saved:
        page.click("#save")
    parts = packet.parts(packet.read(saved.value.path().read_bytes()))
    assert [one.watch for one in parts] == ["quillon", "sallow-bay"]
    by_id = {history.id: history for history in histories}
    assert not [one for part in parts for one in packet.refused(part, by_id[part.watch], load())]
