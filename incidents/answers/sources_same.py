"""Sources that are here already under the same address, whoever copied it in whichever archive; for a warning."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Text, cast, or_, select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.answers.suggestions import SEPARATOR, label_of, standing
from incidents.base.addresses import canonical_url
from incidents.records import Source, SourceCapture
from incidents.records.picture import Picture

MOST = 5


@dataclass(frozen=True, slots=True)
class SameAddress:
    """One source that is here under an address that was entered; ``shared`` is the form in which both agree."""

    code: str
    label: str
    shared: str

    @property
    def typed(self) -> str:
        """What stands in a control when this one is chosen."""
        return f"{self.code}{SEPARATOR}{self.label}"


def addresses_in(drawing: Picture) -> list[str]:
    """The addresses of a source as it was entered, each once in the form that is compared."""
    values = drawing.get("source", {})
    listed = [values.get("url"), *(values.get("archive_urls") or ())]
    listed += [capture.get("address") for capture in drawing.get("source_capture", [])]
    return list(dict.fromkeys(canonical_url(one) for one in listed if one and re.match(r"https?://", one, re.I)))


def sources_at(session: Session, viewer: Viewer, addresses: Iterable[str], own: int | None = None) -> list[SameAddress]:
    """The sources with one of these compared addresses that the viewer may see, without the record itself.

    Of a source that the viewer may not see nothing is said, not even that there is one.
    """
    found: dict[int, SameAddress] = {}
    for address in list(addresses)[:50]:
        mark = _mark(address)
        near = [Source.canonical_url == address]
        if mark:
            copied = select(SourceCapture.source_id).where(SourceCapture.address.contains(mark, autoescape=True))
            near += [cast(Source.archive_urls, Text).contains(mark, autoescape=True), Source.id.in_(copied)]
        statement = standing(Source, viewer).where(or_(*near)).order_by(Source.id).limit(200)
        for source in session.scalars(statement):
            if source.id != own and address in _addresses_of(source):
                found.setdefault(source.id, SameAddress(source.code, label_of(source), address))
    return list(found.values())[:MOST]


def _addresses_of(source: Source) -> set[str]:
    listed = [source.url, *(source.archive_urls or ()), *(capture.address for capture in source.captures)]
    return {canonical_url(address) for address in listed if address}


def _mark(address: str) -> str | None:
    """The longest plain piece of an address, by which a text column is looked through; None where all are short."""
    pieces = re.findall(r"[A-Za-z0-9]+", address.partition("://")[2].partition("/")[2])
    longest = max(pieces, key=len, default="")
    return longest if len(longest) >= 4 else None
