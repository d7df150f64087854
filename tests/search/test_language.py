"""Half-typed and wrong questions: what is understood is asked, what is not is named with its place and a way out."""

import pytest

from incidents.base.languages import speaking
from incidents.search.criteria import All, AnyOf, Criteria, Not, Test, Value, Words
from incidents.search.language import parse, write
from incidents.search.sentence import clauses, sentence


def question(*nodes) -> Criteria:
    return Criteria(All(nodes) if len(nodes) > 1 else nodes[0])


SARIN, CHLORINE = Words("sarin"), Words("chlorine")
KILLED = Test("killed", (Value("50", ">="),))

UNDERSTOOD = [
    ("sarin chlorine", question(SARIN, CHLORINE)),
    ("sarin AND chlorine", question(SARIN, CHLORINE)),
    ("sarin OR chlorine", question(AnyOf((SARIN, CHLORINE)))),
    ("sarin أو chlorine", question(AnyOf((SARIN, CHLORINE)))),
    ("sarin | chlorine", question(AnyOf((SARIN, CHLORINE)))),
    ("sarin OR chlorine killed:>=50", question(AnyOf((SARIN, All((CHLORINE, KILLED)))))),
    ("(sarin OR chlorine) killed:>=50", question(AnyOf((SARIN, CHLORINE)), KILLED)),
    ("-sarin", question(Not(SARIN))),
    ("NOT sarin", question(Not(SARIN))),
    ("-(sarin chlorine)", question(Not(All((SARIN, CHLORINE))))),
    ("-(-sarin)", question(SARIN)),
    ("((sarin))", question(SARIN)),
    ('"sarin gas"', question(Words("sarin gas", phrase=True))),
    ("“sarin gas”", question(Words("sarin gas", phrase=True))),
    ("«sarin gas»", question(Words("sarin gas", phrase=True))),
    ("chlor*", question(Words("chlor", prefix=True))),
    ("Az-Zabdani,", question(Words("Az-Zabdani"))),
    ("killed:>=50", question(KILLED)),
    ("KILLED:>=50", question(KILLED)),
    ("killed:≥50", question(KILLED)),
    ("killed:=>50", question(KILLED)),
    ("killed:50+", question(KILLED)),
    ("killed:>=٥٠", question(KILLED)),
    ("killed: >=50", question(KILLED)),
    ("قتلى:>=50", question(KILLED)),
    ("killed:20..50", question(Test("killed", (Value("20", "..", "50"),)))),
    ("killed:20..", question(Test("killed", (Value("20", "..", ""),)))),
    ("killed:0,>=50", question(Test("killed", (Value("0"), Value("50", ">="))))),
    ("killed:none", question(Test("killed", (Value(operator="none"),)))),
    ("killed?:>=50", question(Test("killed", (Value("50", ">="),), "?"))),
    ("killed.civilian:>=50", question(Test("killed", (Value("50", ">="),), "", "civilian"))),
    ("killed.مدنيون:>=50", question(Test("killed", (Value("50", ">="),), "", "civilian"))),
    ("date!:2017-04", question(Test("date", (Value("2017-04"),), "!"))),
    ('date:"April 2017"', question(Test("date", (Value("2017-04"),)))),
    ('date:"April 2017".."May 2017"', question(Test("date", (Value("2017-04", "..", "2017-05"),)))),
    ('place:"Khan Shaykun"', question(Test("place", (Value("Khan Shaykun"),)))),
    ("place:Idleb,Hama", question(Test("place", (Value("Idleb"), Value("Hama"))))),
    ("place:Idleb,Idleb", question(Test("place", (Value("Idleb"),)))),
    ('place:"none"', question(Test("place", (Value("none"),)))),
    ("what:Chemical", question(Test("what", (Value("chemical"),)))),
    ("what:chemical_*", question(Test("what", (Value("chemical"),)))),
    ("what:Torture,تعذيب", question(Test("what", (Value("torture"),)))),
    ("missing:>=3", question(Test("missing_persons", (Value("3", ">="),)))),
    ("http://example.org/a", question(Words("http://example.org/a"))),
    ("Update: sarin", question(Words("Update"), SARIN)),
    ("06:40", question(Words("06:40"))),
    ("sarin – gas", question(SARIN, Words("gas"))),
    ("order:killed sarin", Criteria(SARIN, "killed")),
    ("sarin sort:newest", Criteria(SARIN, "")),
    ("", Criteria()),
    ("   ", Criteria()),
]


@pytest.mark.parametrize(("typed", "meant"), UNDERSTOOD, ids=[row[0] or "nothing" for row in UNDERSTOOD])
def test_understood(typed, meant):
    parsed = parse(typed)
    assert parsed.problems == ()
    assert parsed.criteria == meant
    assert parse(write(meant)).criteria == meant


# typed, what is asked all the same, what is named: code, the text it stands at, what may have been meant
MISREAD = [
    ("kiled:>=50 sarin", "sarin", "unknown_key", "kiled:>=50", "killed:"),
    ("sarin xyzzy:3", "sarin", "unknown_key", "xyzzy:3", None),
    ("sarin killed:", "sarin", "no_value", "killed:", "killed:>=50"),
    ("killed: place:Idleb", "place:Idleb", "no_value", "killed:", "killed:>=50"),
    ("killed:>= sarin", "sarin", "no_value", "killed:>=", "killed:>=50"),
    ("killed:lots sarin", "sarin", "not_understood", "killed:lots", None),
    ("killed:50..20", "", "not_understood", "killed:50..20", "20..50"),
    ("killed:<0", "", "not_understood", "killed:<0", None),
    ("what:chemcal", "", "not_understood", "what:chemcal", "chemical"),
    ("what:siege,xyzzy", "what:siege", "not_understood", "what:siege,xyzzy", None),
    ("status:aproved", "", "not_understood", "status:aproved", "approved"),
    ("date:03/04/2017", "", "not_understood", "date:03/04/2017", None),
    ("date:2018..2016", "", "not_understood", "date:2018..2016", "2016..2018"),
    ("date:yesterday", "", "not_understood", "date:yesterday", None),
    ("occurrence:>=discounted", "", "not_understood", "occurrence:>=discounted", "discounted"),
    ("has:poin", "", "not_understood", "has:poin", "point"),
    ("place:>=Idleb", "", "not_understood", "place:>=Idleb", None),
    ("place.nowhere:Idleb", "", "not_understood", "place.nowhere:Idleb", None),
    ("status!:draft", "status:draft", "no_mark", "status!:draft", "status:"),
    ("(sarin", "sarin", "open_bracket", "(", None),
    ("sarin)", "sarin", "stray_bracket", ")", None),
    ('sarin "gas cloud', 'sarin "gas cloud"', "open_quote", '"', None),
    ("sarin OR", "sarin", "lonely_or", "OR", None),
    ("OR sarin", "sarin", "lonely_or", "OR", None),
    ("% sarin", "sarin", "no_word", "%", None),
    ('"" sarin', "sarin", "no_word", '""', None),
    ("ch* sarin", "sarin", "short_prefix", "ch*", None),
    ("order:colour sarin", "sarin", "unknown_order", "order:colour", None),
]


@pytest.mark.parametrize(("typed", "asked", "code", "at", "meant"), MISREAD, ids=[row[0] for row in MISREAD])
def test_misread(typed, asked, code, at, meant):
    parsed = parse(typed)
    assert write(parsed.criteria) == asked
    (problem,) = parsed.problems
    assert problem.code == code
    assert typed[problem.start : problem.end].strip() == at
    assert problem.suggestion == meant
    assert problem.message.endswith((".", "?", "”.")) or "such as" in problem.message
    assert problem.path == "q"


def test_every_misreading_is_named():
    parsed = parse("kiled:3 what:xyzzy sarin (")
    assert [problem.code for problem in parsed.problems] == ["unknown_key", "not_understood", "open_bracket"]
    assert write(parsed.criteria) == "sarin"


def test_a_sentence_offers_to_make_what_is_possible_certain():
    criteria = parse("what:chemical date:2017-04 killed?:>=20 -status:draft").criteria
    parts = list(clauses(criteria))
    assert [part.text for part in parts] == [
        "of a chemical attack of any kind",
        "possibly in April 2017",
        "with possibly at least 20 killed",
        "not in the state draft",
    ]
    certain = [write(part.certain) if part.certain else None for part in parts]
    assert certain == [
        None,
        "what:chemical date!:2017-04 killed?:>=20 -status:draft",
        "what:chemical date:2017-04 killed:>=20 -status:draft",
        None,
    ]
    assert write(parts[0].without) == "date:2017-04 killed?:>=20 -status:draft"


def test_a_question_is_said_in_arabic():
    with speaking("ar"):
        assert "نيسان 2017" in sentence(parse("date:2017-04").criteria)
        assert "قتيل" in sentence(parse("killed:>=50").criteria)
