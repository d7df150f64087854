"""The pages of places."""

from incidents.records import Place
from incidents.web.references.area import area

blueprint = area(Place, "places", "place")
