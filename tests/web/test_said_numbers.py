"""One typed number goes where its wording puts it; what was told apart or is stored stays."""

import pytest

from incidents.web.incidents.said_numbers import take_as_said


def taken(stored=None, **values):
    figure = {"qualifier": None, "low": None, "best": None, "high": None} | values
    problems = list(take_as_said(figure, stored or {}, "figure.new-figures-1."))
    return (figure["low"], figure["best"], figure["high"]), problems


@pytest.mark.parametrize("box", ["low", "best", "high"])
@pytest.mark.parametrize(
    ("wording", "meant"),
    [
        ("exact", (17, 17, 17)),
        ("at_least", (17, None, None)),
        ("more_than", (18, None, None)),
        ("at_most", (None, None, 17)),
        ("fewer_than", (None, None, 16)),
        ("approximately", (None, 17, None)),
        ("nearly", (None, 17, 17)),
    ],
)
def test_one_number_means_what_its_wording_says(box, wording, meant):
    assert taken(qualifier=wording, **{box: 17}) == (meant, [])


def test_a_wording_without_a_number_takes_its_convention():
    assert taken(qualifier="dozens") == ((24, None, None), [])
    assert taken(qualifier="dozens", low=30) == ((30, None, None), [])


@pytest.mark.parametrize("values", [{"low": 12, "high": 17}, {"best": 4}, {"qualifier": "range", "low": 5}])
def test_what_was_told_apart_stays(values):
    numbers = tuple(values.get(name) for name in ("low", "best", "high"))
    assert taken(**({"qualifier": "at_least"} if len(values) > 1 else {}) | values) == (numbers, [])


def test_what_is_stored_does_not_creep():
    stored = {"qualifier": "more_than", "low": 13, "best": None, "high": None}
    assert taken(stored, **stored) == ((13, None, None), [])
    assert taken(stored, **{**stored, "low": 20}) == ((21, None, None), [])


def test_what_cannot_be_is_said_at_the_number():
    _numbers, problems = taken(qualifier="fewer_than", low=0)
    assert [problem.path for problem in problems] == ["figure.new-figures-1.best"]
