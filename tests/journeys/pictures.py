"""The pictures of the manual, taken by the journeys when they are asked to (`make pictures`)."""

import base64
from pathlib import Path

from playwright.sync_api import Page

FOLDER = Path(__file__).parents[2] / "docs/pictures"
MOST_BYTES = 150_000
HIGH_ENOUGH = 9_000
# The browser itself turns the picture into WebP, on an empty page of its own.
TO_WEBP = """async ([picture, quality]) => {
    const image = new Image();
    image.src = "data:image/png;base64," + picture;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    canvas.getContext("2d").drawImage(image, 0, 0);
    return canvas.toDataURL("image/webp", quality).split(",")[1];
}"""


class Pictures:
    """Takes pictures into docs/pictures, or does nothing where none are wanted."""

    def __init__(self, wanted: bool) -> None:
        self.wanted = wanted

    def take(self, page: Page, name: str, *, part: str | None = None, height: int | None = None) -> None:
        """Take what the window shows, or one part of the page; a higher window shows more."""
        if not self.wanted:
            return
        window = page.viewport_size
        height = height or (HIGH_ENOUGH if part else None)  # what sticks to the window's edge would cover a part
        if height and window:
            page.set_viewport_size({"width": window["width"], "height": height})
        png = page.locator(part).first.screenshot() if part else page.screenshot()
        if window:
            page.set_viewport_size(window)
        self._write(page, name, png)

    def _write(self, page: Page, name: str, png: bytes) -> None:
        blank = page.context.new_page()
        for quality in (0.92, 0.8, 0.65, 0.5):
            webp = base64.b64decode(blank.evaluate(TO_WEBP, [base64.b64encode(png).decode(), quality]))
            if len(webp) <= MOST_BYTES:
                break
        blank.close()
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / f"{name}.webp").write_bytes(webp)
