"""The fields of a source, actor or place in words, and the way through their lists."""

from typing import Any

from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.answers.case import Fact
from incidents.answers.saying import links_in, names_of, say_value
from incidents.base.dates import say_date
from incidents.base.languages import _
from incidents.db.fields import Audience
from incidents.records.picture import drawn_columns

ELSEWHERE = frozenset({"title", "code"})


def facts_of(session: Session, viewer: Viewer, record: Any, without: frozenset[str] = frozenset()) -> list[Fact]:
    """Every declared field that has a value, in the order of the record's file; ``without`` those named."""
    confidential = any(reader.account_id == viewer.account_id for reader in getattr(record, "readers", ()))
    limit = Audience.CONFIDENTIAL if confidential or viewer.sees_all else Audience.TEAM
    apart = ELSEWHERE | without
    columns = [one for one in drawn_columns(record.__class__) if one[2].audience <= limit and one[0] not in apart]
    names = names_of(
        session, viewer, (link for name, _c, field in columns for link in links_in(field, getattr(record, name)))
    )
    found = []
    for name, _column, field in columns:
        if field.group is not None:
            if name == f"{field.group}_text" and not getattr(record, field.group).is_empty:
                found.append(Fact(_(field.label), say_date(getattr(record, field.group))))
        elif (words := say_value(field, getattr(record, name), names)) is not None and getattr(
            record, name
        ) is not False:
            found.append(Fact(_(field.label), words))
    for part in getattr(record, "names", ()):
        found.append(Fact(_("Name"), f"{part.text} ({part.lang})" if part.lang else part.text))
    repeated = [] if "source_derivation" in without else [d.parent_id for d in getattr(record, "derivations", ())]
    sources = names_of(session, viewer, (("source", number) for number in repeated))
    found += [Fact(_("Repeats"), words) for words in sources.values()]
    return found
