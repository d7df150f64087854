"""Which provisions of law can apply in which class of conflict, and under which article."""

from collections.abc import Mapping
from typing import cast

from incidents.vocabularies.reading import vocabulary


def fits(provision: str, conflict_class: str | None) -> bool:
    """Tell whether a provision can apply in a conflict of this class; an unknown or unclear class excludes none.

    A provision that does not fit is worth a warning and never a refusal: the class itself may be wrong.
    """
    return bool(_fitting(provision, conflict_class))


def article(provision: str, conflict_class: str | None = None) -> str:
    """Return the articles to cite in a conflict of this class, or all of them where none fits it."""
    return " / ".join(_fitting(provision, conflict_class) or _articles(provision).values())


def _fitting(provision: str, conflict_class: str | None) -> list[str]:
    articles = _articles(provision)
    if conflict_class is None:
        return list(articles.values())
    settings = cast(tuple[str, ...], vocabulary("conflict_class").term(conflict_class).extra["settings"])
    return [text for setting, text in articles.items() if setting in settings]


def _articles(provision: str) -> Mapping[str, str]:
    return cast(Mapping[str, str], vocabulary("provision").term(provision).extra["articles"])
