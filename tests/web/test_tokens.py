"""The colours can be read: contrast is computed from the tokens themselves, in both themes."""

import re

import pytest

from incidents.paths import STATIC

SHEETS = {path.name: path.read_text(encoding="utf-8") for path in sorted((STATIC / "css").glob("*.css"))}
TOKENS = SHEETS["tokens.css"]

WORDS = ["ink", "soft", "accent", "flag", "gone", "new", "care"]
GRADES = ["confirmed", "probable", "possible", "doubtful", "discounted", "contested", "not-assessed"]
SURFACES = ["paper", "card", "sunk"]
PAIRS = [
    *((text, surface) for text in [*WORDS, *GRADES] for surface in SURFACES),
    *((text, "accent-soft") for text in ["ink", "soft", "accent"]),
    *(("ink", f"{kind}-soft") for kind in ["flag", "new", "gone", "care"]),
    *((kind, f"{kind}-soft") for kind in ["flag", "new", "gone", "care"]),
    ("press-ink", "press"), ("press-ink", "press-over"), ("soft", "line-soft"), ("ink", "line-soft"),
]  # fmt: skip
# What is no text but has to be seen: edges of controls, marks of the strip, the focus ring.
SHAPES = [
    ("edge", "card"), ("edge", "paper"), ("accent", "paper"), ("accent", "card"), ("ink", "accent-soft"),
    ("faint", "card"), ("faint", "paper"),
]  # fmt: skip


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", block))


def blocks(selector: str) -> list[dict[str, str]]:
    return [colours(body) for body in re.findall(re.escape(selector) + r"\s*\{([^}]*)\}", TOKENS)]


LIGHT = blocks(":root")[0]
DARK_BY_SYSTEM = blocks(':root:not([data-theme="light"])')[0]
DARK_BY_CHOICE = blocks(':root[data-theme="dark"]')[0]
THEMES = {"light": LIGHT, "dark": DARK_BY_CHOICE}


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_both_ways_into_the_dark_give_the_same_colours() -> None:
    assert DARK_BY_SYSTEM == DARK_BY_CHOICE
    assert DARK_BY_CHOICE.keys() == LIGHT.keys()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "surface"), PAIRS)
def test_text_can_be_read(theme: str, text: str, surface: str) -> None:
    found = contrast(THEMES[theme][text], THEMES[theme][surface])
    assert found >= 4.5, f"{text} on {surface}: {found:.2f}"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("shape", "surface"), SHAPES)
def test_shapes_can_be_seen(theme: str, shape: str, surface: str) -> None:
    found = contrast(THEMES[theme][shape], THEMES[theme][surface])
    assert found >= 3, f"{shape} on {surface}: {found:.2f}"


def test_print_can_be_read() -> None:
    printed = colours(SHEETS["print.css"])
    low = {name: contrast(printed[name], "#ffffff") for name in [*WORDS[:4], *GRADES]}
    assert not {name: found for name, found in low.items() if found < 4.5}


@pytest.mark.parametrize("sheet", SHEETS)
def test_only_known_tokens_are_used(sheet: str) -> None:
    known = set(re.findall(r"--([\w-]+):", TOKENS))
    used = {name for name in re.findall(r"var\(--([\w-]+)", SHEETS[sheet]) if not name.startswith("bs-")}
    assert used <= known


@pytest.mark.parametrize("sheet", [name for name in SHEETS if name not in {"tokens.css", "print.css"}])
def test_colours_are_written_in_the_tokens_alone(sheet: str) -> None:
    without_pictures = re.sub(r"url\([^)]*\)", "", SHEETS[sheet])
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{]*\})", without_pictures)


@pytest.mark.parametrize("sheet", SHEETS)
def test_text_is_never_decoration(sheet: str) -> None:
    """The tokens that are too light for words are used for lines and shapes only."""
    words = re.findall(r"(?<![\w-])color:\s*var\(--(faint|line|line-soft|accent-line|edge)\)", SHEETS[sheet])
    allowed = {"components.css": 1, "forms.css": 1, "tables.css": 1}  # a slash, a ring, and a dot beside hidden words
    assert len(words) <= allowed.get(sheet, 0)
