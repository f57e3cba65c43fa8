"""The review desk in Chromium: twenty findings by keyboard alone, a second person, a viewer; with scripts off; axe."""

from __future__ import annotations

import os
import re
import shutil
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from socket import socket

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "web"))

import desks

from tracker.review.model import Action
from tracker.store import open_store
from tracker.store.inbox import Row, Wanted
from tracker.web.application import application

pytestmark = pytest.mark.browser

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
PAGES = (
    "/",
    "/audit",
    "/audit/proof",
    "/activity",
    "/rules",
    "/account",
    "/users",
    "/watches",
    "/watches/halvorsen-precision",
    "/keys",
    "/reports/index.html",
    "/reports/coverage.html",
    "/reports/glossary.html",
    "/reports/standards/index.html",
    "/reports/digests/index.html",
)

#: One of each kind of the reports' pages is looked at as well, as the desk serves it.
LIVE = ("watches/halvorsen-precision", "watches/brindle-rooke-foods", "changes/", "standards/iso", "digests/2")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("CI is set and there is no Chromium: install it, so that the desk is looked at.")
        pytest.skip("There is no Chromium on this machine.")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, headless=True, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample newsroom, in which one organisation asks for a second person."""
    target = tmp_path_factory.mktemp("desk")
    desks.workspace(target)
    desks.people(target / "tracker.db")
    file = target / "schedules" / "tessaline-cloud.toml"
    file.write_text(f"approval = true\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    return target


@pytest.fixture
def workspace(newsroom: Path, tmp_path: Path) -> Path:
    shutil.copytree(newsroom, tmp_path / "workspace")
    return tmp_path / "workspace"


class Server(uvicorn.Server):
    """A server that says when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


@pytest.fixture
def address(workspace: Path) -> Iterator[str]:
    """Where a desk is served."""
    made = desks.site(workspace, lambda: datetime.now(UTC))  # noqa: TID251 - a desk that people use has the real time
    server = Server(uvicorn.Config(application(made), port=0, log_config=None))
    thread = threading.Thread(target=server.run)
    thread.start()
    assert server.ready.wait(60)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def sign_in(context: BrowserContext, address: str, name: str) -> Page:
    page = context.new_page()
    stumbles: list[str] = []
    page.on("pageerror", lambda error: stumbles.append(str(error)))
    page.on("console", lambda said: stumbles.append(said.text) if "Content Security Policy" in said.text else None)
    page.goto(f"{address}/")
    page.wait_for_selector("[name=name]:focus")
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(desks.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/")
    assert not stumbles
    return page


def heading(page: Page) -> str:
    return page.locator("h1").inner_text()


def test_a_reviewer_works_an_inbox_by_keyboard_alone_and_an_approver_agrees(
    browser: Browser, address: str, workspace: Path
) -> None:
    context = browser.new_context()
    page = sign_in(context, address, "mara")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/finding/"))
    first = heading(page)
    page.keyboard.press("c")
    page.wait_for_function("heading => document.querySelector('h1').innerText !== heading", arg=first)
    assert "kept as #1" in page.locator(".flash").inner_text()
    page.keyboard.press("u")
    page.wait_for_function("heading => document.querySelector('h1').innerText === heading", arg=first)
    # twenty findings: one is disagreed with, one commented on, the rest signed
    for number in range(20):
        before = page.url.partition("?")[0]
        if number == 3:
            page.keyboard.press("m")
            page.keyboard.type("Asked the supplier.")
            page.keyboard.press("Enter")
            page.wait_for_selector("text=Asked the supplier.")
        if number == 5:
            page.keyboard.press("d")
            page.keyboard.type("The program")
            page.keyboard.press("Tab")
            page.keyboard.type("The plant was never theirs.")
            page.keyboard.press("Enter")
        else:
            page.keyboard.press("c")
        page.wait_for_function("before => location.origin + location.pathname !== before", arg=before)
    context.close()
    agreed_and_shown(browser, address, worked(workspace))


def worked(workspace: Path) -> tuple[Row, ...]:
    """What the record says after a reviewer's work, and what waits for a second person."""
    with open_store(workspace / "tracker.db") as store:
        done = [event for event in store.reviews.every() if event.who == "mara"]
        waiting = store.inbox.find(Wanted(view="awaiting"))
        assert store.reviews.flaw() is None
    decided = [event.action for event in done if event.action in {Action.CONFIRMED, Action.DISMISSED}]
    assert decided.count(Action.DISMISSED) == 1
    assert len(decided) == 21  # twenty, and the one that was undone
    (dismissed,) = [event for event in done if event.action is Action.DISMISSED]
    assert (dismissed.ground, dismissed.text) == ("misread", "The plant was never theirs.")
    assert waiting
    return waiting


def agreed_and_shown(browser: Browser, address: str, waiting: tuple[Row, ...]) -> None:
    """A viewer cannot approve, an approver does, and the audit page shows it."""
    viewer = sign_in(browser.new_context(), address, "vic")
    viewer.goto(f"{address}/finding/{waiting[0].watch}/{waiting[0].finding}")
    assert viewer.locator("[data-key=a], [data-key=c]").count() == 0
    assert viewer.locator("main form").count() == 0

    approver = sign_in(browser.new_context(), address, "odile")
    approver.goto(f"{address}/?view=awaiting")
    approver.keyboard.press("j")
    approver.keyboard.press("Enter")
    approver.wait_for_url(re.compile("/finding/"))
    place = approver.url.partition("?")[0]
    approver.keyboard.press("a")
    approver.wait_for_function("before => location.origin + location.pathname !== before", arg=place)
    approver.goto(f"{address}/audit")
    shown = approver.locator(".events").inner_text()
    assert "odile approved" in shown
    assert "mara dismissed" in shown
    assert "mara superseded" in shown
    approver.goto(f"{address}/?view=awaiting")
    assert approver.locator("[data-item]").count() == len(waiting) - 1


def test_a_finding_is_decided_with_scripts_off(browser: Browser, address: str, workspace: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = sign_in(context, address, "mara")
    page.locator("[data-open]").first.click()
    page.get_by_text("Dismiss d").click()
    page.get_by_role("textbox", name="In words").fill("Known since spring.")
    page.get_by_role("button", name="Dismiss", exact=True).click()
    assert "kept as #1" in page.locator(".flash").inner_text()
    page.locator(".flash button").click()
    page.goto(f"{address}/")
    page.locator("[type=checkbox][name=finding]").first.check()
    page.get_by_role("button", name="Look them over").click()
    page.get_by_role("button", name="Do it").click()
    with open_store(workspace / "tracker.db") as store:
        assert [event.action for event in store.reviews.every()] == ["dismissed", "superseded", "confirmed"]
    context.close()


def test_always_like_this_is_said_while_dismissing_by_keyboard(browser: Browser, address: str, workspace: Path) -> None:
    context = browser.new_context()
    page = sign_in(context, address, "mara")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/finding/"))
    page.keyboard.press("l")
    assert page.locator("[name=always]").is_checked()
    page.keyboard.type("It makes no")
    page.keyboard.press("Tab")
    page.keyboard.type("Their slogan.")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/rules/"))
    assert "would have folded" in page.locator(".lede").inner_text()
    page.keyboard.press("j")
    page.wait_for_url(re.compile("/finding/"))
    with open_store(workspace / "tracker.db") as store:
        assert [event.action for event in store.reviews.every()] == [Action.DISMISSED, Action.RULE_PROPOSED]
    context.close()


def test_keys_can_be_switched_off_and_stay_off(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = sign_in(context, address, "mara")
    page.uncheck("#desk-keys")
    page.locator("[data-open]").first.click()
    place = page.url
    page.keyboard.press("c")
    page.keyboard.press("j")
    assert page.url == place
    assert page.locator(".events").count() == 0
    context.close()


def live(page: Page, address: str) -> list[str]:
    """One page of each kind of the reports', with the longest tables among them."""
    found: list[str] = []
    for place in ("index.html", "standards/index.html", "digests/index.html"):
        page.goto(f"{address}/reports/{place}")
        found += page.evaluate("[...document.querySelectorAll('a[href]')].map(one => new URL(one.href).pathname)")
    return [next(one for one in found if one.startswith(f"/reports/{kind}")) for kind in LIVE]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = sign_in(context, address, "petra")
    places = [*PAGES, page.locator("[data-open]").first.get_attribute("href") or "", *live(page, address)]
    for place in places:
        page.goto(f"{address}{place}")
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{place}: {found.generate_report()}"
        for width in (360, 768, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (place, width)
        page.emulate_media(media="print")
        assert not page.locator("nav, button, footer").locator("visible=true").count(), place
        assert page.locator("h1").is_visible()
        page.emulate_media(media="screen")
    out = browser.new_context().new_page()
    out.goto(f"{address}/")
    assert Axe().run(out).violations_count == 0
    context.close()
