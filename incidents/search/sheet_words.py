"""The words of a case's sheets by which a search finds it; those of confidential sources are left aside."""

from collections.abc import Collection, Iterator

from incidents.access.closed import is_closed
from incidents.db.fields import Audience, field_of
from incidents.records import Incident
from incidents.records.sheet import sheets, telling_words


def sheet_words(incident: Incident, closed: Collection[int]) -> Iterator[str]:
    """Yield the texts of every row that was not read in ``closed`` citations alone.

    They must not be found, not even by counting what they find.
    """
    for kind in sheets():
        names = [n for n in telling_words(kind) if field_of(kind.__table__.columns[n]).audience <= Audience.TEAM]
        for row in getattr(incident, kind.declared.rows):
            if is_closed(kind.__tablename__, {"cited": row.cited}, closed):
                continue
            for name in names:
                value = getattr(row, name)
                yield from value if isinstance(value, list) else [value] if value else []
