"""Legal provisions: where they apply, and under which article."""

import pytest

from incidents.vocabularies import UnknownTerm, vocabulary
from incidents.vocabularies.provisions import article, fits

SETTINGS = set(vocabulary("applies_in").codes)


@pytest.mark.parametrize(
    ("provision", "conflict_class", "fitting", "cited"),
    [
        ("wc_attacking_civilians", "iac", True, "RS 8(2)(b)(i)"),
        ("wc_attacking_civilians", "occupation", True, "RS 8(2)(b)(i)"),
        ("wc_attacking_civilians", "niac", True, "RS 8(2)(e)(i)"),
        ("wc_attacking_civilians", "both", True, "RS 8(2)(b)(i) / RS 8(2)(e)(i)"),
        ("wc_attacking_civilians", "none", False, "RS 8(2)(b)(i) / RS 8(2)(e)(i)"),
        ("wc_attacking_civilians", None, True, "RS 8(2)(b)(i) / RS 8(2)(e)(i)"),
        ("wc_attacking_civilians", "unclear", True, "RS 8(2)(b)(i) / RS 8(2)(e)(i)"),
        ("wc_shields", "niac", False, "RS 8(2)(b)(xxiii)"),
        ("wc_displacing_civilians", "iac", False, "RS 8(2)(e)(viii)"),
        ("ihl_chemical", "niac", True, "ICRC customary rule 74"),
        ("ihl_chemical", "none", False, "ICRC customary rule 74"),
        ("cah_torture", "none", True, "RS 7(1)(f)"),
        ("cwc_art_i", "none", True, "CWC art. I"),
    ],
)
def test_a_provision_fits_the_class_of_conflict_or_not(
    provision: str, conflict_class: str | None, fitting: bool, cited: str
) -> None:
    assert fits(provision, conflict_class) is fitting
    assert article(provision, conflict_class) == cited


def test_every_provision_says_where_it_applies_and_waits_to_be_verified() -> None:
    for provision in vocabulary("provision"):
        applies_in, articles = provision.extra["applies_in"], provision.extra["articles"]
        assert isinstance(applies_in, tuple)
        assert set(applies_in) <= SETTINGS
        assert tuple(articles) == applies_in != ()  # type: ignore[arg-type]
        assert provision.verify


def test_letters_go_to_the_keys_in_their_order() -> None:
    assert [article(f"gen_{letter}") for letter in "abcde"] == [f"RS 6({letter})" for letter in "abcde"]
    against_humanity = [term.code for term in vocabulary("provision") if term.family == "crime_against_humanity"]
    assert [article(code) for code in against_humanity] == [f"RS 7(1)({letter})" for letter in "abcdefghijk"]


def test_every_class_of_conflict_names_its_settings() -> None:
    for conflict_class in vocabulary("conflict_class"):
        settings = conflict_class.extra["settings"]
        assert isinstance(settings, tuple)
        assert {"any", "attack"} <= set(settings) <= SETTINGS


def test_an_unknown_provision_or_class_is_an_error() -> None:
    with pytest.raises(UnknownTerm):
        fits("wc_nothing", "iac")
    with pytest.raises(UnknownTerm):
        fits("wc_shields", "civil_war")
