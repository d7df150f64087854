"""No template weakens the content security policy or the escaping: all scripts and styles are files of ours."""

import re
from pathlib import Path

import pytest

from tests.house.tree import ROOT, tracked_files

TEMPLATES = [path for path in tracked_files() if ROOT / "templates" in path.parents and path.suffix == ".html"]
SCRIPTS = [
    path
    for path in tracked_files()
    if ROOT / "incidents" / "static" in path.parents and path.suffix in {".js", ".css", ".svg"}
]

FORBIDDEN = {
    r"\|\s*safe\b": "nothing that people typed is ever marked safe; make the markup in a macro",
    r"\bautoescape\s+false": "escaping is never switched off",
    r"\sstyle\s*=": "an inline style is blocked by the policy: use a class",
    r"<style\b": "a style element is blocked by the policy: put it into static/",
    r"<script\b(?![^>]*\ssrc\s*=)": "an inline script is blocked by the policy: put it into static/",
    r"\shx-on\b": "htmx runs no code from attributes here: listen in a script file",
    r"\sjs:|[\"']js:|javascript:": "no code in attributes",
    r"\son[a-z]+\s*=\s*[\"']": "no code in attributes: listen in a script file",
    r"(?:src|href|action|hx-\w+)\s*=\s*[\"']?(?:https?:)?//": "pages ask no other host for anything",
}
# A link to a source's own address is data, never a literal in a template; this one is the page's own namespace.
ALLOWED = re.compile(r"xmlns\S*=\S+")


def without_comments(text: str) -> str:
    """Blank what Jinja leaves out, keeping the lines where they are."""
    return re.sub(r"\{#.*?#\}", lambda found: "\n" * found[0].count("\n"), text, flags=re.DOTALL)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_keeps_the_policy(path: Path) -> None:
    text = ALLOWED.sub("", without_comments(path.read_text(encoding="utf-8")))
    found = [
        f"{path.relative_to(ROOT)}:{text[: hit.start()].count(chr(10)) + 1}: {hit[0].strip()!r}: {why}"
        for pattern, why in FORBIDDEN.items()
        for hit in re.finditer(pattern, text, flags=re.IGNORECASE)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "line",
    [
        "{{ text | safe }}", "{% autoescape false %}", '<p style="color:red">', "<style>", "<script>go()</script>",
        '<a hx-on:click="go()">', "<a hx-vals='js:{a:1}'>", '<a href="javascript:go()">', '<p onclick="go()">',
        '<img src="https://example.org/a.png">', '<a href="//example.org">',
    ],
)  # fmt: skip
def test_the_rules_see_what_they_forbid(line: str) -> None:
    assert any(re.search(pattern, line, flags=re.IGNORECASE) for pattern in FORBIDDEN)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_our_scripts_and_styles_ask_no_other_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    addresses = re.findall(r"(?:url\(|@import|fetch\(|import\s|src=)[^\n]{0,3}(?:https?:)?//[^\s\"')]+", text)
    assert not addresses, f"{path.relative_to(ROOT)}: {addresses}"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_our_styles_are_made_for_both_directions(path: Path) -> None:
    if path.suffix != ".css":
        return
    physical = re.findall(
        r"(?:margin|padding|border)-(?:left|right)\b|(?<![\w-])(?:left|right)\s*:|text-align:\s*(?:left|right)|float:\s*(?:left|right)",
        path.read_text(encoding="utf-8"),
    )
    assert not physical, f"{path.relative_to(ROOT)}: use logical properties (inline-start, inline-end): {physical}"
