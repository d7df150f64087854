"""What a source, an actor or a place of the gazetteer must hold beyond its single fields."""

from collections.abc import Iterator

from incidents.base.errors import Problem
from incidents.base.languages import _
from incidents.records import Actor, Place, Source
from incidents.records.picture import Picture
from incidents.work.checks.case import is_web_address
from incidents.work.checks.dates import check_dates
from incidents.work.checks.declared import check_declared
from incidents.work.checks.places import area_fault

ReferenceKind = type[Source] | type[Actor] | type[Place]


def check_reference(kind: ReferenceKind, drawing: Picture, before: Picture | None = None) -> list[Problem]:
    """Every problem of a source, actor or place as it was entered; ``before`` is what is stored of it."""
    before = before or {}
    return [
        *check_declared(kind, drawing, before),
        *check_dates(kind, drawing, before),
        *_of_kind(kind, drawing, before),
    ]


def _of_kind(kind: ReferenceKind, drawing: Picture, before: Picture) -> Iterator[Problem]:
    table = kind.__tablename__
    entered, stored = drawing.get(table, {}), before.get(table, {})
    values = stored | entered
    if kind is Source:
        if entered.get("url") and entered["url"] != stored.get("url") and not is_web_address(entered["url"]):
            yield Problem("url", _("An address begins with http:// or https://."), "value")
    else:
        names = f"{table}_name"
        if not any(name.get("text") for name in (drawing if names in drawing else before).get(names, [])):
            yield Problem(names, _("Give at least one name."), "needed")
    if kind is Place:
        lat, lon = values.get("lat"), values.get("lon")
        if (lat is None) != (lon is None):
            missing = "lat" if lat is None else "lon"
            yield Problem(missing, _("A point needs both latitude and longitude."), "needed")
        area = entered.get("geometry")
        if area and area != stored.get("geometry") and (fault := area_fault(str(area))):
            yield Problem("geometry", fault, "value")
