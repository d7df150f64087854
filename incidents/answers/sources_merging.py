"""Two records of one source beside each other: field by field, what each would bring, and which cases would follow."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.answers.references import CaseLine, cases_of
from incidents.answers.saying import Names, say_value
from incidents.answers.telling import fields_of
from incidents.base.dates import say_date
from incidents.base.languages import _
from incidents.records import Source
from incidents.records.picture import picture


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of both records in words; ``choice`` is what counts unless somebody chooses otherwise."""

    name: str
    label: str
    kept: str | None
    merged: str | None
    choice: str

    @property
    def differs(self) -> bool:
        """Whether there is something to choose."""
        return self.kept != self.merged and self.merged is not None


@dataclass(frozen=True, slots=True)
class MergePreview:
    """Both records; the cases are those that the viewer may see of all that cite the one that goes."""

    kept: Source
    merged: Source
    fields: list[Compared]
    moving: list[tuple[str, int]]
    cases: list[CaseLine]


def merge_preview(session: Session, viewer: Viewer, kept: Source, merged: Source, names: list[str]) -> MergePreview:
    """What merging would do, for whoever may see both records; ``names`` are the fields that can be chosen."""
    compared = [_compared(name, kept, merged) for name in names]
    moving = [
        (_("captures"), len(merged.captures)),
        (_("sources that it repeats"), len(merged.derivations)),
        (_("names in other lists"), len(merged.external_ids)),
        (_("questions"), len(merged.quality_issues)),
    ]
    return MergePreview(
        kept,
        merged,
        [one for one in compared if one.kept is not None or one.merged is not None],
        [(word, count) for word, count in moving if count],
        cases_of(session, viewer, Source, merged.id),
    )


def _compared(name: str, kept: Source, merged: Source) -> Compared:
    fields = fields_of("source")
    field = fields[name if name in fields else f"{name}_text"]
    first, second = _words(name, kept), _words(name, merged)
    return Compared(name, _(field.label), first, second, "kept" if first is not None else "merged")


def _words(name: str, source: Source) -> str | None:
    fields, nobody = fields_of("source"), Names()
    value: Any = getattr(source, name)
    if name not in fields:  # a date stands in several columns
        return None if value.is_empty else say_date(value)
    if value is False:
        return None
    drawn: Any = picture(source)["source"].get(name)
    return say_value(fields[name], drawn, nobody)
