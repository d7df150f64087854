"""A page as a browser reads it: what its form would send untouched, what may be chosen, and its words."""

import html
import re
from html.parser import HTMLParser
from typing import Any

from werkzeug.datastructures import MultiDict


class _Reader(HTMLParser):
    """Gathers the controls of the forms of a page, in their order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[tuple[dict[str, Any], MultiDict[str, str]]] = []
        self.options: dict[str, list[str]] = {}
        self._select: tuple[str, list[tuple[str, bool]]] | None = None
        self._area: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((given, MultiDict()))
        elif tag == "input" and given.get("name"):
            kind = given.get("type", "text")
            if kind in ("checkbox", "radio"):
                self.options.setdefault(given["name"], []).append(given.get("value", "on"))
            if kind not in ("submit", "image", "button", "file") and (
                kind not in ("checkbox", "radio") or "checked" in given
            ):
                self._put(given["name"], given.get("value", "on" if kind == "checkbox" else ""))
        elif tag == "select":
            self._select = given["name"], []
        elif tag == "option" and self._select is not None:
            self._select[1].append((given.get("value", ""), "selected" in given))
        elif tag == "textarea":
            self._area = given["name"], []

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self._select is not None:
            name, options = self._select
            self.options[name] = [value for value, _chosen in options]
            chosen = [value for value, is_chosen in options if is_chosen] or [value for value, _ in options[:1]]
            for value in chosen[-1:]:
                self._put(name, value)
            self._select = None
        elif tag == "textarea" and self._area is not None:
            name, pieces = self._area
            text = "".join(pieces).replace("\r\n", "\n").removeprefix("\n")
            self._put(name, text.replace("\n", "\r\n"))
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area[1].append(data)

    def _put(self, name: str, value: str) -> None:
        if self.forms:
            self.forms[-1][1].add(name, value)


class Form:
    """The form of a page, with the values that a browser would send if nobody touched it."""

    def __init__(self, page: str, action: str = "") -> None:
        reader = _Reader()
        reader.feed(page)
        found = [(given, data) for given, data in reader.forms if given.get("method", "").lower() == "post"]
        self.given, self.data = next(
            (given, data)
            for given, data in found
            if action in given.get("action", "") and "sign-out" not in given.get("action", "")
        )
        self.options = reader.options

    def __getitem__(self, name: str) -> str:
        return self.data[name]

    def __setitem__(self, name: str, value: str | list[str]) -> None:
        assert name in self.data or name in self.options, f"the form has no control {name}"
        self.data.setlist(name, [value] if isinstance(value, str) else value)

    def fill(self, **values: str | list[str]) -> "Form":
        """Type into controls; a double underscore stands for the dash in their names."""
        for name, value in values.items():
            self[name.replace("__", "-")] = value
        return self

    def put(self, values: dict[str, str | list[str]]) -> "Form":
        """Type into controls by their names."""
        for name, value in values.items():
            self[name] = value
        return self

    def sent(self, do: str = "save") -> MultiDict[str, str]:
        """What the browser sends when a button is pressed."""
        data = MultiDict(self.data)
        data.setlist("do", [do])
        return data


def form_of(answer: Any, action: str = "") -> Form:
    """The form of an answer's page."""
    return Form(answer.text, action)


def words_of(page: str) -> str:
    """What a person reads on a page: its text without tags, with single blanks."""
    body = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())
