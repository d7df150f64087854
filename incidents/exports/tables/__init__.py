"""The tables of an export, each in a file of its own; a further one is one file and one line here."""

from incidents.base.errors import NotFound
from incidents.base.languages import _
from incidents.exports.tables import (
    aggregates,
    assessments,
    attributions,
    citations,
    codebook,
    details,
    figures,
    findings,
    incidents,
    instruments,
    issues,
    links,
    mappings,
    parts,
    places,
    sheets,
    sources,
)
from incidents.exports.tables.table import Table

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        incidents.TABLE,
        details.TABLE,
        figures.TABLE,
        sources.TABLE,
        citations.TABLE,
        places.TABLE,
        *parts.TABLES,
        attributions.TABLE,
        assessments.TABLE,
        findings.TABLE,
        *sheets.TABLES,
        *instruments.TABLES,
        links.TABLE,
        *aggregates.TABLES,
        issues.TABLE,
        codebook.TABLE,
        mappings.TABLE,
    )
}
ALL = "all"


def chosen(name: str) -> tuple[Table, ...]:
    """The tables of a name: one, or every one for ``all``."""
    if name == ALL:
        return tuple(TABLES.values())
    if name not in TABLES:
        known = ", ".join((*TABLES, ALL))
        raise NotFound(_("There is no table %(name)s. The tables are: %(known)s.", name=name, known=known))
    return (TABLES[name],)


__all__ = ["ALL", "TABLES", "Table", "chosen"]
