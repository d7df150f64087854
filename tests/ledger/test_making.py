"""An object made for bulk storing says the same as one made for the session, and is stored as the same row."""

import pytest
from sqlalchemy import select

from incidents.access.viewer import OPERATOR
from incidents.base.dates.edtf import read_edtf
from incidents.ledger.bulk import insert_in_bulk
from incidents.ledger.making import Mould, made
from incidents.records import Figure, Incident, IncidentPlace, Source
from incidents.records.picture import picture
from tests.support.factories import store

VALUES = {
    "title": {"en": "Report", "ar": "تقرير"},
    "publisher": "Agence Générale",
    "published": read_edtf("2017-04?"),
    "url": "https://example.org/a?utm_source=x",
    "archive_urls": ["https://example.org/1", "https://example.org/2"],
}


def test_both_ways_of_making_store_the_same(session):
    ordinary = store(session, Source(code="SRC-222222", **VALUES), verb="imported")
    bulk = made(Source, **VALUES)
    insert_in_bulk(session, OPERATOR, [bulk], "imported")
    stored = session.scalars(select(Source).where(Source.id == bulk.id)).one()
    left_out = {"id", "code"}
    drawings = [
        {name: value for name, value in picture(source)["source"].items() if name not in left_out}
        for source in (ordinary, stored)
    ]
    assert drawings[0] == drawings[1]
    assert (stored.folded, stored.canonical_url) == (ordinary.folded, ordinary.canonical_url)
    assert stored.published == VALUES["published"]


def test_what_is_shared_can_be_overridden_and_is_not_mixed_up(session):
    mould = Mould(Figure, group="total", as_of=read_edtf("2017"))
    first, second = mould.make(low=1), mould.make(group="civilian", as_of=read_edtf("2018-05"))
    incident = made(Incident, title={"en": "A case"}, figures=[first, second], places=[made(IncidentPlace)])
    insert_in_bulk(session, OPERATOR, [incident], "imported")
    figures = session.scalars(select(Figure).where(Figure.incident_id == incident.id).order_by(Figure.id)).all()
    assert [(f.group, f.low, f.as_of.edtf, f.stale) for f in figures] == [
        ("total", 1, "2017", False),
        ("civilian", None, "2018-05", False),
    ]


def test_codes_are_given_and_never_twice(session):
    many = [made(Source, title={"en": "One of many"}) for _ in range(300)]
    insert_in_bulk(session, OPERATOR, many, "imported", prefixes={Source: "ART"})
    assert all(source.code.startswith("ART-") for source in many)
    assert len({source.code for source in many}) == 300


@pytest.mark.parametrize("count", [0, 1])
def test_nothing_to_store_is_no_trouble(session, count):
    insert_in_bulk(session, OPERATOR, [made(Source, title={"en": "One"})] * count, "imported")
