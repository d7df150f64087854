"""Independent sources: five papers with one wire story are five sources and one origin."""

from incidents.search.independence import Cited, Origin, SourceCounts, count_sources, roots_of


def counted(citations, **origins) -> tuple[int, int, int]:
    names = {name: number for number, name in enumerate(origins, 1)}
    known = {
        names[name]: Origin(
            origin.get("kind"), origin.get("unknown", False), tuple(names[one] for one in origin.get("repeats", ()))
        )
        for name, origin in origins.items()
    }
    cited = [Cited(names[one]) if isinstance(one, str) else Cited(names[one[0]], one[1]) for one in citations]
    found = count_sources(cited, known)
    return found.n_sources, found.n_independent, found.n_source_types


def test_no_source_is_none():
    assert count_sources([], {}) == SourceCounts(0, 0, 0)


def test_five_papers_with_one_wire_story():
    papers = {f"paper{number}": {"kind": "news", "repeats": ["wire"]} for number in range(5)}
    origins = {"wire": {"kind": "news"}, **papers}
    assert counted(list(papers), **origins) == (5, 1, 1)
    assert counted([*papers, "wire"], **origins) == (6, 1, 1)


def test_sources_of_their_own_count_each():
    assert counted(["a", "b"], a={"kind": "video"}, b={"kind": "news"}) == (2, 2, 2)
    assert counted(["a", "a"], a={"kind": "video"}) == (1, 1, 1)
    assert counted(["a", "b"], a={"kind": "video"}, b={}) == (2, 2, 1)


def test_a_compilation_adds_nothing_to_a_root_that_is_cited():
    origins = {"sohr": {}, "un": {}, "ucdp": {"repeats": ["sohr", "un"]}}
    assert counted(["sohr", "ucdp"], **origins)[1] == 1
    assert counted(["ucdp"], **origins)[1] == 1
    assert counted(["sohr", "un", "ucdp"], **origins)[1] == 2


def test_chains_lead_to_the_first_who_said_it():
    origins = {"first": {}, "second": {"repeats": ["first"]}, "third": {"repeats": ["second"]}}
    assert counted(["first", "third"], **origins)[1] == 1
    assert counted(["second", "third"], **origins)[1] == 1


def test_who_does_not_say_whose_claim_it_is_counts_only_when_upheld():
    assert counted(["rumour"], rumour={"unknown": True}) == (1, 0, 0)
    assert counted([("rumour", "yes")], rumour={"unknown": True, "kind": "news"}) == (1, 1, 1)
    assert counted(["paper"], rumour={"unknown": True}, paper={"repeats": ["rumour"]})[1] == 0


def test_a_researcher_may_overrule():
    origins = {"wire": {}, "paper": {"repeats": ["wire"]}}
    assert counted(["wire", ("paper", "yes")], **origins)[1] == 2
    assert counted([("wire", "no")], **origins)[1] == 0


def test_circles_end_and_are_one_origin():
    origins = {"a": {"repeats": ["b"]}, "b": {"repeats": ["a"]}, "c": {"repeats": ["b"]}}
    assert counted(["a", "b"], **origins)[:2] == (2, 1)
    assert counted(["c"], **origins)[1] == 1
    assert counted(["a", "b", "c"], **origins)[1] == 1
    assert counted(["self"], self={"repeats": ["self"]})[1] == 1


def test_a_long_chain_does_not_run_away():
    origins = {number: Origin(repeats=(number + 1,)) for number in range(1, 5000)}
    assert roots_of(1, origins) == {5000}
