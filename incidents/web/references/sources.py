"""The pages of sources."""

from incidents.records import Source
from incidents.web.references.area import area

blueprint = area(Source, "sources", "source")
