"""Places in words: the name for the reader, and the chain of what a place lies in, which tells namesakes apart."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.access.visible import visible
from incidents.base.languages import _, current_language
from incidents.records import Place, PlaceName

DEEPEST = 20  # steps up a chain; a circle in old data must not hang a page
AT_ONCE = 5000
_KINDS = ("official", "romanised", "alias", "former")


@dataclass(frozen=True, slots=True)
class Step:
    """One place in a chain, in words."""

    id: int
    code: str
    name: str
    level: str | None


def best_name(names: Iterable[tuple[str, str | None, str]]) -> str:
    """The name to show among (text, language, kind): the reader's language first, then English, then any."""
    language = current_language().code

    def rank(name: tuple[str, str | None, str]) -> tuple[int, int]:
        kind = _KINDS.index(name[2]) if name[2] in _KINDS else len(_KINDS)
        spoken = 0 if name[1] == language else 1 if name[1] == "en" else 2
        return (3, kind) if name[2] == "former" else (spoken, kind)

    return min(names, key=rank, default=("", None, ""))[0]


def name_of(place: Place) -> str:
    """The name by which a list shows a place."""
    return best_name((name.text, name.lang, name.kind) for name in place.names)


def said_in_chain(name: str, chain: Iterable[Step]) -> str:
    """A name with the names of what it lies in, without the country: "Khan Shaykun, Al Ma'ra, Idleb"."""
    above = list(chain)
    shown = [name, *([step.name for step in above if step.level != "adm0"] or [step.name for step in above])]
    # A town, its district and its province often share a name; to say it once is enough.
    return _(", ").join(one for one, before in zip(shown, ["", *shown], strict=False) if one != before)


def chains(session: Session, viewer: Viewer, numbers: Iterable[int]) -> dict[int, list[Step]]:
    """Each place with all that it lies in, the nearest first and itself before that, as far as the viewer may see."""
    given = list(dict.fromkeys(numbers))
    known: dict[int, tuple[str, str | None, int | None]] = {}
    wanted = set(given)
    while wanted:
        statement = visible(Place, viewer).where(Place.id.in_(wanted))
        columns: Any = statement.with_only_columns(Place.id, Place.code, Place.level, Place.parent_id)
        rows = session.execute(columns).all()
        known |= {number: (code, level, parent) for number, code, level, parent in rows}
        wanted = {parent for _n, _c, _l, parent in rows if parent is not None} - known.keys()
    names = names_of_places(session, known)
    return {number: _upwards(number, known, names) for number in given}


def _upwards(number: int, known: dict[int, tuple[str, str | None, int | None]], names: dict[int, str]) -> list[Step]:
    chain: list[Step] = []
    step: int | None = number
    while step in known and len(chain) < DEEPEST and step not in {one.id for one in chain}:
        code, level, parent = known[step]
        chain.append(Step(step, code, names.get(step, code), level))
        step = parent
    return chain


def names_of_places(session: Session, numbers: Collection[int]) -> dict[int, str]:
    """The names to show of places, read at once."""
    borne: dict[int, list[tuple[str, str | None, str]]] = {}
    columns = select(PlaceName.place_id, PlaceName.text, PlaceName.lang, PlaceName.kind).order_by(PlaceName.id)
    wanted = sorted(numbers)
    for start in range(0, len(wanted), AT_ONCE):
        chunk = columns.where(PlaceName.place_id.in_(wanted[start : start + AT_ONCE]))
        for number, text, lang, kind in session.execute(chunk):
            borne.setdefault(number, []).append((text, lang, kind))
    return {number: best_name(names) for number, names in borne.items()}
