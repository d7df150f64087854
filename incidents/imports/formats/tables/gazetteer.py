"""A place that a row names, found on the gazetteer by its code or its p-code, or made with what the row says of it.

An exported row names the province, and gives codes of the country, the district and the sub-district. Of those that
are not here, places are made that are called by what is known of them.
"""

from datetime import date
from typing import TYPE_CHECKING, Any

from incidents.access.visible import visible
from incidents.db.fields import field_of
from incidents.exports.columns import stored_column
from incidents.imports.formats.tables.cells import read_cell
from incidents.imports.formats.tables.lines import Line
from incidents.records import ExternalId, Place

if TYPE_CHECKING:
    from incidents.imports.formats.tables.references import References

UPPER = (("adm0", "country_iso3", ()), ("adm1", "adm1_pcode", ("adm1_name_en", "adm1_name_ar")),
         ("adm2", "adm2_pcode", ()), ("adm3", "adm3_pcode", ()))  # fmt: skip
READ = (("level", "level"), ("lat", "place_lat"), ("lon", "place_lon"), ("pcode_edition", "pcode_edition"))


def read_place(line: Line) -> dict[str, Any]:
    """The values that a row gives of a gazetteer's place, beside its names and codes."""
    return {
        name: read_cell(line, column, field_of(stored_column(Place, name)))
        for name, column in READ
        if line.word(column)
    }


class Gazetteer:
    """Makes the places of rows, each under what it lies in."""

    def __init__(self, references: "References") -> None:
        self._references, self._session = references, references.session

    def place(self, line: Line, read: dict[str, Any]) -> int:
        """The number of the place that a row names, with the values that were read of it."""
        level, pcode = line.word("level"), line.word("pcode")
        if pcode and (known := self._by_pcode(pcode)) is not None:
            return known
        parent = self._parent(line, read, level, pcode)
        values: dict[str, Any] = {"parent_id": parent, "visibility": "public", "pcode": pcode or None}
        values |= {name: value for name, value in read.items() if name != "pcode_edition"}
        if pcode or not self._upper_pcode(line, level):
            values["pcode_edition"] = read.get("pcode_edition")
        names = {"en": line.text("place_name_en"), "ar": line.text("place_name_ar")}
        return self._make(line.word("place_id"), values, names, pcode or line.word("place_id"))

    def _parent(self, line: Line, read: dict[str, Any], level: str, pcode: str) -> int | None:
        parent = None
        for upper, column, names in UPPER:
            code = line.word(column)
            said = {name[-2:]: line.text(name) for name in names}
            if upper == level or not (code or any(said.values())):
                if upper == level:
                    break
                continue
            number = self._known(upper, code, said)
            if number is None:
                values = {"level": upper, "pcode": code or None, "parent_id": parent, "visibility": "public"}
                number = self._make("", values, said, code)
                self._references.made.add(number)
            if code and not pcode and code == self._upper_pcode(line, level):
                self._give_edition(number, read.get("pcode_edition"))
            parent = number
        return parent

    def _give_edition(self, number: int, edition: str | None) -> None:
        """Note the edition of a code; only of a place that this import made, for others say it themselves."""
        place = self._session.get_one(Place, number)
        if edition and number in self._references.made and place.pcode_edition is None:
            place.pcode_edition = date.fromisoformat(edition)

    def _upper_pcode(self, line: Line, level: str) -> str:
        """The code of the smallest unit that the place lies in."""
        codes = [line.word(column) for upper, column, _names in UPPER[1:] if upper != level and line.word(column)]
        return codes[-1] if codes else ""

    def _known(self, level: str, code: str, names: dict[str, str]) -> int | None:
        key = f"place:{level} {code or names}"
        if key in self._references.numbers:
            return self._references.numbers[key]
        number = self._by_pcode(code) if code else None
        if number is None and code in self._references.pcodes:
            # The file has a row of the unit itself, which tells more of it than what lies in it does.
            return self._references.number(self._references.pcodes[code])
        if number is None and level == "adm0" and code:
            named = visible(Place, self._references.viewer).join(ExternalId, ExternalId.place_id == Place.id)
            found = named.where(ExternalId.value == code, Place.level == "adm0").with_only_columns(Place.id)
            number = self._session.scalars(found.order_by(Place.id)).first()
        return number

    def _by_pcode(self, pcode: str) -> int | None:
        seen = visible(Place, self._references.viewer).where(Place.pcode == pcode, Place.withdrawn_at.is_(None))
        # Of several editions the one that was recorded last.
        return self._session.scalars(seen.with_only_columns(Place.id).order_by(Place.id.desc())).first()

    def _make(self, code: str, values: dict[str, Any], names: dict[str, str], otherwise: str) -> int:
        listed: list[dict[str, Any]] = [{"id": f"new-{lang}", "text": text, "lang": lang, "kind": "official"}
                  for lang, text in names.items() if text]  # fmt: skip
        listed = listed or [{"id": "new-code", "text": otherwise or "?", "lang": None, "kind": "alias"}]
        number: int = self._references.make("place", code, {"place": values, "place_name": listed}).id
        key = f"place:{values.get('level')} {values.get('pcode') or names}"
        self._references.numbers.setdefault(key, number)
        return number
