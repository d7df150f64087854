"""What a source, an actor or a place of the gazetteer must hold beyond its single fields."""

from incidents.base.errors import Problem
from incidents.base.languages import _
from incidents.records import Actor, Place, Source
from incidents.records.picture import Picture
from incidents.work.checks.dates import check_dates
from incidents.work.checks.declared import check_declared

ReferenceKind = type[Source] | type[Actor] | type[Place]


def check_reference(kind: ReferenceKind, drawing: Picture) -> list[Problem]:
    """Every problem of a source, actor or place as it was entered."""
    found = check_declared(kind, drawing) + check_dates(kind, drawing)
    values = drawing.get(kind.__tablename__, {})
    if kind is Source:
        if values.get("url") and not str(values["url"]).startswith(("http://", "https://")):
            found.append(Problem("url", _("An address begins with http:// or https://."), "value"))
    elif not any(name.get("text") for name in drawing.get(f"{kind.__tablename__}_name", [])):
        found.append(Problem(f"{kind.__tablename__}_name", _("Give at least one name."), "needed"))
    if kind is Place and (values.get("lat") is None) != (values.get("lon") is None):
        found.append(Problem("lat", _("A point needs both latitude and longitude."), "needed"))
    return found
