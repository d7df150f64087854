"""What nobody touched: a control that comes back as it was shown stands for exactly what is stored.

A form shows values in its own spelling. Without this, saving a form that was only looked at would rewrite dates
whose meaning an import took from elsewhere, texts with other blanks, and words of languages that it does not show.
"""

from typing import Any

from incidents.base.text import clean

DATE_COLUMNS = ("text", "edtf", "nature")


def shown_date(stored: dict[str, Any], group: str) -> str | None:
    """The words with which a form shows a stored date."""
    words: str | None = stored.get(f"{group}_text") or stored.get(f"{group}_edtf")
    return words


def is_same_date(stored: dict[str, Any], group: str, typed: str | None) -> bool:
    """Whether the words of a date are those that the form showed."""
    words = shown_date(stored, group)
    return words is not None and clean(words) == typed


def stored_date(stored: dict[str, Any], group: str) -> dict[str, Any]:
    """The columns from which the rest of a stored date follows."""
    return {f"{group}_{suffix}": stored.get(f"{group}_{suffix}") for suffix in DATE_COLUMNS}


def as_stored(value: Any, stored: Any) -> Any:
    """The stored value where the one that came back differs from it only in spelling, else the one that came back."""
    if isinstance(stored, str) and isinstance(value, str | None):
        return stored if (clean(stored) or None) == value else value
    if isinstance(stored, dict) and isinstance(value, dict | None):
        kept = {language: as_stored(text, stored.get(language)) for language, text in (value or {}).items()}
        blank = {language: text for language, text in stored.items() if language not in kept and not clean(text)}
        return kept | blank or None
    if isinstance(stored, list) and isinstance(value, list | None):
        lines = [clean(one) if isinstance(one, str) else one for one in stored]
        return stored if [one for one in lines if one not in ("", None)] == (value or []) else value
    return value


def as_ticked(value: Any, stored: Any) -> Any:
    """The same for boxes to tick, which come back in the order of the list and not in that of the ticking."""
    return stored if isinstance(stored, list) and isinstance(value, list) and set(stored) == set(value) else value
