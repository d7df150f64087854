"""One person's browser, which notices everything in it that should not have happened."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Locator, Page, Request, Response, WebError, expect

from tests.journeys.serving import Served

AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
LOCALES = {"en": "en-GB", "ar": "ar"}
# An arrow function: the pages forbid the evaluation of text, and so Playwright's other ways.
RUN_AXE = """async (options) => (await axe.run(options)).violations
    .filter((found) => ["serious", "critical"].includes(found.impact))
    .map((found) => `${found.impact} ${found.id}: ` + found.nodes.slice(0, 3).map((node) => node.html).join(" | "))"""
WIDTHS = "() => [document.documentElement.scrollWidth, window.innerWidth]"


class Visit:
    """A page of one person, with what went wrong in it: errors, breaches of the CSP, requests to other hosts."""

    def __init__(self, page: Page, served: Served) -> None:
        self.page, self.served = page, served
        self.wrong: list[str] = []
        self._expected: set[int] = set()
        page.context.on("console", self._on_console)
        page.context.on("weberror", self._on_error)
        page.context.on("request", self._on_request)
        page.context.on("response", self._on_response)
        page.context.on("dialog", self._on_dialog)

    def open(self, address: str) -> None:
        """Go to one of the program's pages."""
        self.page.goto(self.served.address + address)

    def expects(self, *statuses: int) -> None:
        """Say which refusals belong to this journey, such as 422 for a form with mistakes."""
        self._expected |= set(statuses)

    def at(self, selector: str) -> Locator:
        """What a selector finds."""
        return self.page.locator(selector)

    def follow(self, link: Locator) -> None:
        """Click on what leads to another page, and wait for that page."""
        with self.page.expect_navigation():
            link.click()

    def ask(self, question: str) -> None:
        """Type a question into the bar of the search, and wait for its answer."""
        self.at(".question input[type=search]").fill(question)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def says(self, *texts: str) -> None:
        """Wait until the page says these."""
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text)

    def audit(self, *rules: str) -> None:
        """Let axe look at the page as it is now, by all of its rules or by these."""
        options = {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {})
        self.wrong += [f"{self.page.url}: {found}" for found in self.page.evaluate(RUN_AXE, options)]

    def fits(self) -> None:
        """Nothing makes the page wider than its window."""
        width, window = self.page.evaluate(WIDTHS)
        if width > window:
            self.wrong.append(f"{self.page.url} is {width} wide in a window of {window}")

    def _on_console(self, message: ConsoleMessage) -> None:
        told_apart = message.text.startswith("Failed to load resource") and "status of" in message.text
        if message.type in ("error", "warning") and not told_apart:
            self.wrong.append(f"console {message.type}: {message.text} ({message.location.get('url')})")

    def _on_error(self, error: WebError) -> None:
        self.wrong.append(f"script: {error.error}")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self.served.address + "/", "data:", "blob:")):
            self.wrong.append(f"request to another host: {request.url}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self._expected:
            self.wrong.append(f"{response.request.method} {response.url} answered {response.status}")

    def _on_dialog(self, dialog: Dialog) -> None:
        if dialog.type != "beforeunload":
            self.wrong.append(f"dialog: {dialog.message}")
        dialog.accept()


@contextmanager
def visit(
    browser: Browser,
    served: Served,
    account: str | None = None,
    *,
    language: str = "en",
    scheme: Any = "light",
    width: int = 1440,
    scripts: bool = True,
) -> Iterator[Visit]:
    """A browser of its own for one person, signed in where an account is named; closed without a blemish."""
    context = browser.new_context(
        locale=LOCALES[language],
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
        java_script_enabled=scripts,
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    context.add_init_script(path=AXE)
    if account is not None:
        context.add_cookies([{"name": served.cookie, "value": served.sign_in(account), "url": served.address}])
    try:
        visited = Visit(context.new_page(), served)
        yield visited
        assert not visited.wrong, "\n".join(visited.wrong)
    finally:
        context.close()
