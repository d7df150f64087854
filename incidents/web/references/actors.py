"""The pages of actors."""

from incidents.records import Actor
from incidents.web.references.area import ReferencePages, area

blueprint = area(ReferencePages(Actor, "actors", "actor"))
