"""Which new passwords are refused: too short, made of the account's own name, or the first that anybody would try."""

import re

from incidents.base.errors import Problem
from incidents.base.languages import _
from incidents.base.text import fold, forbidden_character
from incidents.work.passwords import LEAST_LETTERS, MOST_LETTERS

FEWEST_DIFFERENT_LETTERS = 5
# Words that lead the published lists of leaked passwords; doubled or with digits added they reach twelve letters.
COMMON = frozenset({
    "abc", "admin", "administrator", "alexander", "asdfgh", "azerty", "baseball", "batman", "changeme",
    "charlie", "chocolate", "computer", "default", "donald", "dragon", "facebook", "football", "freedom",
    "google", "guest", "hello", "hunter", "iloveyou", "incidents", "internet", "jennifer", "jordan", "killer",
    "letmein", "liverpool", "login", "master", "michael", "monkey", "mustang", "mypassword", "ninja", "pass",
    "passwd", "password", "passwort", "princess", "qazwsx", "qwerty", "qwertyuiop", "root", "secret", "shadow",
    "starwars", "summer", "sunshine", "superman", "system", "temp", "test", "trustno", "trustnoone", "user",
    "welcome", "winter",
})  # fmt: skip
RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789012345678901234567890",
    "qwertyuiopasdfghjklzxcvbnm",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "ضصثقفغعهخحجدشسيبلاتنمكطئءورىةوزظ",
)
_LEET = str.maketrans("4@310$5!7", "aaeiossit")


def password_problems(password: str, *, path: str = "password", names: tuple[str, ...] = ()) -> list[Problem]:
    """What is wrong with a new password, given the names of the account it is for."""
    if len(password) < LEAST_LETTERS:
        return [Problem(path, _("Use at least %(count)s letters or signs.", count=LEAST_LETTERS), "short")]
    if len(password) > MOST_LETTERS:
        return [Problem(path, _("Use at most %(count)s letters or signs.", count=MOST_LETTERS), "long")]
    if forbidden_character(password):
        return [Problem(path, _("This password holds a sign that cannot be typed."), "sign")]
    if _holds_a_name(password, names):
        return [Problem(path, _("Do not use the name of the account in the password."), "name")]
    if _is_common(password):
        return [Problem(path, _("This is among the first passwords anybody would try."), "common")]
    return []


def _holds_a_name(password: str, names: tuple[str, ...]) -> bool:
    text = fold(password)
    parts = {part for name in names for part in (fold(name), *re.split(r"[\s._-]+", fold(name)))}
    return any(part in text for part in parts if len(part) >= 4)


def _is_common(password: str) -> bool:
    text = fold(password).replace(" ", "")
    if len(set(text)) < FEWEST_DIFFERENT_LETTERS:
        return True
    if any(text in run or text in run[::-1] for run in RUNS) or _is_repeated(text):
        return True
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text)
    spellings = (re.split(r"[\W\d_]+", core), [core.translate(_LEET)])
    return any(all(_without_repetition(word) in COMMON for word in words) for words in spellings) or not core


def _is_repeated(text: str) -> bool:
    return any(text == (text[:size] * len(text))[: len(text)] for size in range(1, 5))


def _without_repetition(word: str) -> str:
    for size in range(3, len(word) // 2 + 1):
        if len(word) % size == 0 and word == word[:size] * (len(word) // size):
            return word[:size]
    return word
