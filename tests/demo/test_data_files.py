"""The data files lose no claim, name nobody, and take no side in their own words."""

import re

from incidents.demo.files import FOLDER, documented_cases, rows
from incidents.demo.references import reference_rows
from incidents.imports.formats.ucdp.articles import read_articles

CLAIM = re.compile(r"\bCL-\d{3}\b")
# Words of one side about the other stand only where a source is quoted.
ONE_SIDED = re.compile(
    r"\b(regime|terrorists?|martyr\w*|liberat\w+|loyalists?|jihadi\w*|الإرهاب\w*|شهيد|الشهداء)\b", re.IGNORECASE
)
QUOTED = frozenset({"as_stated", "url", "position_url", "stated_date_text", "excerpt"})
# A title before a name is how a private person would come into a narrative.
TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|aged \d+)\.? [A-Z]|\b(?:his|her) name\b")


def strings(value, name=""):
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, list):
        for one in value:
            yield from strings(one, name)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from strings(one, key)


def written():
    for drawing in documented_cases():
        for table, part in drawing.items():
            # A remark quotes the claim that it is about.
            yield from ((name, text) for name, text in strings(part) if table != "field_note" or "“" not in text)
    for _kind, row in reference_rows():
        yield from strings(row)


def test_each_of_the_257_claims_is_carried_or_noted():
    figures, notes = [], set()
    for drawing in documented_cases():
        figures += [figure["id"] for figure in drawing.get("figure", []) if figure["role"] != "assessed"]
        for note in drawing.get("field_note", []):
            if note["field"] == "outcome":
                notes.update(CLAIM.findall(note["note"][:6]))
    assert len(figures) == len(set(figures)) == 237
    assert set(figures) | notes == {f"CL-{number:03}" for number in range(1, 258)}
    listed = set(CLAIM.findall((FOLDER / "README.md").read_text(encoding="utf-8").partition("### Left out")[0]))
    assert listed == notes == set(listed) - set(figures)


def test_our_own_words_take_no_side():
    assert [(name, text) for name, text in written() if name not in QUOTED and ONE_SIDED.search(text)] == []


def test_no_private_person_is_named():
    own = [text for name, text in written() if name in ("en", "ar", "note", "reason", "position_text")]
    assert [text for text in own if TITLED.search(text)] == []
    headlines = [row["title"] for row in rows(FOLDER / "sources.json")]
    assert [title for title in headlines if any(one.may_name_somebody for one in read_articles(f'"{title}"'))] == []


def test_every_case_has_a_title_in_both_languages_and_the_main_ones_a_narrative():
    titles = [drawing["incident"]["title"] for drawing in documented_cases()]
    assert all(title.get("en") and title.get("ar") for title in titles)
    assert sum("ar" in drawing["incident"]["summary"] for drawing in documented_cases()) >= 10
