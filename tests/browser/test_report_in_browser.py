"""Every page in Chromium: widths, light and dark, paper, scripts off, keyboard, accessibility, and nothing fetched."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "reports"))

from invented import AT, hostile, newsroom, quillon

from tracker.claims.registry import load
from tracker.reports.exports import packet
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
    publish([*newsroom(), hostile()], target, at=AT, registry=load(), generated=datetime(2026, 11, 22, tzinfo=UTC))
    return target


def address(site: Path, pattern: str) -> str:
    (found,) = site.glob(pattern)
    return found.as_uri()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
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


@pytest.mark.parametrize("pattern", PAGES)
def test_no_page_scrolls_sideways(page: Page, site: Path, pattern: str) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address(site, pattern))
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("pattern", PAGES)
def test_axe_finds_nothing(page: Page, site: Path, pattern: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(address(site, pattern))
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    for view in ("#view-inline", "#view-side"):
        if page.locator(view).count():
            page.check(view)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("pattern", PAGES)
def test_every_page_can_be_printed(page: Page, site: Path, pattern: str) -> None:
    page.goto(address(site, pattern))
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    page.emulate_media(media="print")
    assert not page.locator("#filter").is_visible()


@pytest.mark.parametrize("pattern", PAGES)
def test_hostile_words_run_nothing(page: Page, site: Path, pattern: str) -> None:
    page.goto(address(site, pattern))
    assert page.evaluate("document.querySelectorAll('main script').length") == 0


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


def test_a_large_first_page_stays_small(browser: Browser, tmp_path: Path) -> None:
    many = [quillon(f"Quillon {number}", f"quillon-{number}") for number in range(100)]
    publish(many, tmp_path, at=AT, registry=load(), generated=datetime(2026, 11, 22, tzinfo=UTC))
    assert all(path.stat().st_size < 2_000_000 for path in tmp_path.rglob("*.html"))
    page = browser.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    assert page.locator("tbody tr").count() >= 100
    page.close()
