"""The pages of actors."""

from incidents.records import Actor
from incidents.web.references.area import area

blueprint = area(Actor, "actors", "actor")
