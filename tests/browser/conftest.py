"""A browser on this machine, and the endpoint it reads."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from kg.queries.saved import SavedQuery
from tests.cooperation import cooperation
from tests.server.listening import listening

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Tab:
    """A page of the browser, with all that went wrong on it."""

    page: Page
    address: str
    wrong: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path, wait_until="load")
        return self.page


@pytest.fixture(scope="package")
def address(saved: dict[str, SavedQuery]) -> Iterator[str]:
    with listening(cooperation().store(), saved) as address:
        yield address


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip(f"no browser here: {', '.join(NAMES)}")
    # Chromium's sandbox refuses root, as which containers run.
    arguments = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else [*QUIET]
    # Not for the whole session: as long as it lasts, a loop runs in this thread, and others can run none.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def tab(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Tab]:
    """Nothing may go wrong on it: no message of the console, no request to another host.

    Options of the browser's context come as the parameter."""
    context = browser.new_context(**{"locale": "en", **getattr(request, "param", {})})
    opened = Tab(context.new_page(), address)
    opened.page.on("console", lambda message: opened.wrong.append(f"console: {message.text}"))
    opened.page.on("pageerror", lambda error: opened.wrong.append(f"error: {error}"))
    opened.page.on(
        "request",
        lambda asked: (
            None
            if asked.url.startswith((address, "data:", "blob:"))
            else opened.wrong.append(f"another host: {asked.url}")
        ),
    )
    yield opened
    context.close()
    assert opened.wrong == []
