"""Two ways of working in a form: with the mouse, and with nothing but the keys. Fields go by their ids."""

from typing import Protocol

from playwright.sync_api import Locator, Page, expect

MOST_STEPS = 400
IS_THERE = "(wanted) => document.activeElement.matches(wanted)"
STEPS_TO_CHOICE = """([field, value]) => {
    const list = document.getElementById(field);
    const wanted = Array.from(list.options).findIndex((option) => option.value === value);
    return wanted < 0 ? null : wanted - list.selectedIndex;
}"""


def submit_button(value: str) -> str:
    """The selector of a form's button that people see and reach."""
    return f'button[name="do"][value="{value}"]:not([tabindex="-1"])'


class Hand(Protocol):
    """What somebody does to a form, from its top to its end."""

    page: Page

    def write(self, field: str, text: str) -> None:
        """Type into a field, in place of what stands there."""

    def choose(self, field: str, value: str) -> None:
        """Choose from a list."""

    def suggest(self, field: str, letters: str) -> None:
        """Type a few letters and take the first suggestion."""

    def tick(self, field: str) -> None:
        """Tick a box."""

    def press(self, button: str) -> None:
        """Press a button of the form."""

    def add(self, rows: str) -> None:
        """Add a row to a repeated part."""


def _first_suggestion(page: Page, field: str) -> str:
    option = page.locator(f'[id="{field}-options"] option').first
    option.wait_for(state="attached")
    return option.get_attribute("value") or ""


def _one_more(page: Page, rows: str, press) -> None:
    """Press a button that adds a row, and wait until the row is there."""
    shown: Locator = page.locator(f"#rows-{rows} > [data-row]")
    before = shown.count()
    press(f"add:{rows}")
    expect(shown).to_have_count(before + 1)


class Mouse:
    """Clicks, and types where it has clicked."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def write(self, field: str, text: str) -> None:
        self._field(field).fill(text)

    def choose(self, field: str, value: str) -> None:
        self._field(field).select_option(value)

    def suggest(self, field: str, letters: str) -> None:
        self._field(field).press_sequentially(letters)
        self._field(field).fill(_first_suggestion(self.page, field))

    def tick(self, field: str) -> None:
        self._field(field).check()

    def press(self, button: str) -> None:
        self.page.locator(submit_button(button)).click()

    def add(self, rows: str) -> None:
        _one_more(self.page, rows, self.press)

    def _field(self, field: str) -> Locator:
        return self.page.locator(f'[id="{field}"]')


class Keys:
    """Never touches the mouse: Tab to go on, arrows to choose, Space to tick, Enter to press."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, selector: str) -> None:
        """Go on with Tab until the focus is on what a selector names."""
        for _step in range(MOST_STEPS):
            if self.page.evaluate(IS_THERE, selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never comes to {selector}")

    def write(self, field: str, text: str) -> None:
        self.reach(f'[id="{field}"]')
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def choose(self, field: str, value: str) -> None:
        self.reach(f'[id="{field}"]')
        steps = self.page.evaluate(STEPS_TO_CHOICE, [field, value])
        assert steps is not None, f"{field} does not offer {value}"
        for _step in range(abs(steps)):
            self.page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")
        expect(self.page.locator(f'[id="{field}"]')).to_have_value(value)

    def suggest(self, field: str, letters: str) -> None:
        self.write(field, letters)
        self.write(field, _first_suggestion(self.page, field))

    def tick(self, field: str) -> None:
        self.reach(f'[id="{field}"]')
        self.page.keyboard.press("Space")
        expect(self.page.locator(f'[id="{field}"]')).to_be_checked()

    def press(self, button: str) -> None:
        self.reach(submit_button(button))
        self.page.keyboard.press("Enter")

    def add(self, rows: str) -> None:
        _one_more(self.page, rows, self.press)
