"""Links between cases in an import: set apart from the cases, and stored once every case of the file has its number."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from incidents.imports.formats.tables.deciding import Decided

TABLE = "links"


def without_links(one: Decided) -> Decided:
    """What is to become of a case, but for its links."""
    if TABLE not in one.case.parts:
        return one
    case = replace(one.case, parts={table: lines for table, lines in one.case.parts.items() if table != TABLE})
    return replace(one, case=case, parts={table: rows for table, rows in one.parts.items() if table != TABLE})


def links_alone(
    one: Decided, made: Mapping[str, int], cited: Mapping[str, Mapping[Any, int]], number: Callable[[str], int]
) -> Decided | None:
    """The links of a case that is stored by now, with the numbers of the cases that they lead to; None without any."""
    rows: dict[Any, dict[str, Any]] = one.parts.get(TABLE, {})
    if not rows:
        return None
    found: dict[Any, dict[str, Any]] = {}
    met: set[tuple[Any, Any]] = set()
    for key, values in rows.items():
        other = values.get("other_id")
        settled = values | ({"other_id": number(other)} if isinstance(other, str) else {})
        if isinstance(settled.get("citation_id"), str):
            settled["citation_id"] = cited.get(one.case.code, {}).get(settled["citation_id"])
        pair = settled.get("other_id"), settled.get("kind")
        if isinstance(key, int) or pair not in met:  # a link that the file tells twice is one link
            found[key] = settled
            met.add(pair)
    case = replace(
        one.case, number=one.case.number or made[one.case.code], line=None, details=None,
        parts={TABLE: one.case.parts[TABLE]},
    )  # fmt: skip
    return replace(one, case=case, own={}, parts={TABLE: found})
