"""The pages of sources."""

from incidents.records import Source
from incidents.web.references.area import ReferencePages, area

blueprint = area(ReferencePages(Source, "sources", "source"))
