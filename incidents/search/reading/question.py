"""Reading a whole question by recursive descent: either of several, all of several, one, and not one."""

import re
import unicodedata
from dataclasses import dataclass, field

from incidents.base.languages import _
from incidents.search.criteria import Node, Test, Value, Words, all_of, any_of, negate
from incidents.search.filters import Filter, NotUnderstood, find_filter, spelled
from incidents.search.filters.base import nearest
from incidents.search.fulltext import cut
from incidents.search.fulltext.matching import SHORTEST_PREFIX
from incidents.search.order import find_order
from incidents.search.reading.problems import Problems
from incidents.search.reading.values import QUOTES, Cursor, read_quoted, read_values

DEEPEST = 20
MOST_TESTS = 100
ORDER_KEYS = ("order", "sort", "ترتيب")

_KEY = re.compile(r"(?P<key>[^\W\d_][\w-]*)(?:\.(?P<part>[\w.-]*))?(?P<mark>[!?؟]?):")
_WORD = re.compile(r"""[^\s()"“”„«»＂]+""")
_OR = re.compile(r"(?:OR|أو|\|\|?)(?=[\s()]|$)")
_AND = re.compile(r"(?:AND|&&?)(?=[\s()]|$)")
_NOT = re.compile(r"(?:NOT(?=[\s(])\s*|[-−](?=[^\s\-−)]))")


def _without_edges(text: str) -> str:
    """Return the text without what stands around its first and last letter, digit or mark."""
    inside = [at for at, letter in enumerate(text) if unicodedata.category(letter)[0] in "LNM"]
    return text[inside[0] : inside[-1] + 1] if inside else ""


@dataclass
class QuestionReader(Cursor):
    """Reads one question; what it cannot use goes to the problems."""

    problems: Problems = field(default_factory=Problems)
    order: str = ""
    _depth: int = 0
    _tests: int = 0

    def read(self) -> Node | None:
        """Return all that the question asks for, or None when it asks for everything."""
        found = [self._either()]
        while not self.done:
            self._note(self.at, self.at + 1, _("This bracket closes nothing."), "stray_bracket")
            self.at += 1
            found.append(self._either())
        return all_of(found)

    def _either(self) -> Node | None:
        found = [self._all()]
        while (start := self._operator(_OR)) is not None:
            end = self.at
            node = self._all()
            if node is None or found[-1] is None:
                self._note(start, end, _("OR stands between two things."), "lonely_or")
            found.append(node)
        return any_of(found)

    def _all(self) -> Node | None:
        found: list[Node | None] = []
        while True:
            self.skip_blanks()
            self.take(_AND)
            self.skip_blanks()
            if self.done or self.here == ")" or _OR.match(self.text, self.at):
                return all_of(found)
            found.append(self._one())

    def _operator(self, pattern: re.Pattern[str]) -> int | None:
        self.skip_blanks()
        start = self.at
        return start if self.take(pattern) else None

    def _one(self) -> Node | None:
        turned = False
        while self.take(_NOT):
            turned = not turned
        node = self._bracket() if self.here == "(" else self._leaf()
        return negate(node) if turned else node

    def _bracket(self) -> Node | None:
        start = self.at
        self.at += 1
        self._depth += 1
        if self._depth > DEEPEST:
            self._note(start, len(self.text), _("Brackets can stand %(most)s deep at most.", most=DEEPEST), "too_deep")
            self.at = len(self.text)
            self._depth -= 1
            return None
        node = self._either()
        self._depth -= 1
        if self.here == ")":
            self.at += 1
        elif not self.problems.has("too_deep"):
            self._note(start, start + 1, _("This bracket is not closed."), "open_bracket")
        return node

    def _leaf(self) -> Node | None:
        start = self.at
        if self.here in QUOTES:
            return self._counted(self._phrase(), start)
        key = _KEY.match(self.text, self.at)
        if key and not self.text.startswith("//", key.end()):
            known = key["key"] in ORDER_KEYS or find_filter(key["key"]) is not None
            if known or self.text[key.end() : key.end() + 1].strip():
                return self._counted(self._test(key), start)
        return self._counted(self._word(), start)

    def _counted(self, node: Node | None, start: int) -> Node | None:
        if node is None:
            return None
        self._tests += 1
        if self._tests <= MOST_TESTS:
            return node
        message = _("A question takes %(most)s words and tests at most.", most=MOST_TESTS)
        self._note(start, len(self.text), message, "too_many")
        self.at = len(self.text)
        return None

    def _phrase(self) -> Node | None:
        start = self.at
        text, closed = read_quoted(self)
        text = " ".join(text.split())
        if not closed:
            self._note(start, start + 1, _("This quotation mark is not closed."), "open_quote")
        if not cut(text):
            self._note(start, self.at, _("There is no word to look for here."), "no_word")
            return None
        return Words(text, phrase=True)

    def _word(self) -> Node | None:
        start = self.at
        found = self.take(_WORD)
        if found is None:  # a closing quotation mark that opened nothing
            self.at += 1
            return None
        typed = found[0]
        prefix = typed.endswith("*")
        text = _without_edges(typed)
        words = cut(text)
        if not words:
            if typed.strip("-–—,;.…&+/|"):
                self._note(start, self.at, _("There is no word to look for in “%(text)s”.", text=typed), "no_word")
            return None
        if prefix and (len(words) > 1 or len(words[0]) < SHORTEST_PREFIX):
            message = _("A beginning of a word needs %(least)s letters at least.", least=SHORTEST_PREFIX)
            self._note(start, self.at, message, "short_prefix")
            return None
        return Words(text, prefix=prefix)

    def _test(self, key: re.Match[str]) -> Node | None:
        start, self.at = self.at, key.end()
        if key["key"].casefold() in ORDER_KEYS:
            self._read_order(start)
            return None
        chosen = find_filter(key["key"])
        if chosen is None:
            read_values(self)
            near = nearest(key["key"], spelled())
            message = _("“%(key)s” is nothing that can be asked for.", key=key["key"])
            self._note(start, self.at, message, "unknown_key", spelled()[near] + ":" if near else None)
            return None
        values = [] if self._something_else_follows() else read_values(self)
        if not values:
            message = _("“%(key)s” needs a value, such as %(example)s", key=chosen.key, example=chosen.example)
            self._note(start, self.at, message, "no_value", chosen.example)
            return None
        return self._understand(chosen, key["part"] or "", key["mark"], values, start)

    def _something_else_follows(self) -> bool:
        """Pass over blanks after a key, and tell whether its value was forgotten."""
        if not self.here.isspace():
            return False
        end = self.at
        self.skip_blanks()
        forgotten = self.done or any(p.match(self.text, self.at) for p in (_OR, _AND, _NOT, _KEY))
        if forgotten:
            self.at = end
        return forgotten

    def _understand(self, chosen: Filter, part: str, mark: str, values: list[Value], start: int) -> Node | None:
        read: list[Value] = []
        refused: list[NotUnderstood] = []
        for value in values:
            try:
                read.append(chosen.read(value))
            except NotUnderstood as reason:
                refused.append(reason)
        if not read and chosen.otherwise and (other := find_filter(chosen.otherwise)):
            before = len(self.problems.found)
            node = self._understand(other, part, mark, values, start)
            if node is not None:
                return node
            del self.problems.found[before:]
        try:
            narrowed = chosen.read_part(part)
        except NotUnderstood as reason:
            refused.append(reason)
            read = []
        for why in refused:
            self._note(start, self.at, why.message, "not_understood", why.suggestion)
        if not read:
            return None
        return Test(chosen.key, tuple(dict.fromkeys(read)), self._certainty(chosen, mark, start), narrowed)

    def _certainty(self, chosen: Filter, mark: str, start: int) -> str:
        mark = mark.replace("؟", "?")
        if mark and mark not in chosen.marks:
            message = _("“%(key)s” knows no %(mark)s; it was read without.", key=chosen.key, mark=mark)
            self._note(start, self.at, message, "no_mark", chosen.key + ":")
            return ""
        return "" if mark == chosen.usual else mark

    def _read_order(self, start: int) -> None:
        self.skip_blanks()
        values = read_values(self)
        order = find_order(values[0].text) if len(values) == 1 else None
        if order is None:
            self._note(start, self.at, _("This is no order, such as order:-date or order:killed."), "unknown_order")
        else:
            self.order = order

    def _note(self, start: int, end: int, message: str, code: str, suggestion: str | None = None) -> None:
        self.problems.note(start, end, message, code, suggestion)
