"""The claims strip: every claim is drawn where it belongs, and no label covers another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.web.strip import Claim, Label, Strip, large, small
from incidents.web.strip_labels import LETTER, LINE

KHAN_SHAYKHUN = [
    Claim("SOHR", low=58, current=False),
    Claim("SOHR", 86, 86, 86),
    Claim("Health directorate", 100, 100, 100),
    Claim("HRW", low=92),
    Claim("UN COI", low=83),
    Claim("UCDP GED", 88, 88, 88),
]
ADOPTED = Claim("The team", low=83, high=100, open_above=True)

ends = st.none() | st.integers(min_value=0, max_value=5000)
claims = st.lists(
    st.builds(Claim, st.text(min_size=1, max_size=60), ends, ends, ends, st.booleans(), st.booleans()), max_size=14
)


def test_marks_stand_in_the_order_of_their_numbers() -> None:
    strip = large(KHAN_SHAYKHUN, ADOPTED)
    assert [mark.value for mark in strip.marks] == ["≥ 58", "≥ 83", "86", "88", "≥ 92", "100"]
    assert [mark.kind for mark in strip.marks] == ["at_least", "at_least", "dot", "dot", "at_least", "dot"]
    assert [mark.x for mark in strip.marks] == sorted(mark.x for mark in strip.marks)
    assert strip.marks[0].current is False


def test_what_the_words_beside_it_need() -> None:
    strip = small(KHAN_SHAYKHUN, ADOPTED)
    assert (strip.claims, strip.lowest, strip.highest, strip.open_above) == (6, 58, 100, True)
    assert strip.kinds == {"dot", "at_least", "past"}


def test_the_band_holds_the_adopted_range_and_is_open_above() -> None:
    strip = large(KHAN_SHAYKHUN, ADOPTED)
    assert strip.band is not None
    held = [mark for mark in strip.marks if strip.band.x < mark.x < strip.band.to]
    assert [mark.value for mark in held] == ["≥ 83", "86", "88", "≥ 92", "100"]
    assert strip.band.open_above
    assert strip.tick is None


def test_a_best_number_gets_a_tick_at_its_place() -> None:
    strip = small([Claim("one", 0, 0, 0), Claim("other", 10, 10, 10)], Claim("", 0, 5, 10), width=120)
    assert strip.tick == 60


@pytest.mark.parametrize(
    ("claim", "kind", "value"),
    [
        (Claim("a", 5, 5, 5), "dot", "5"),
        (Claim("a", 0, 0, 0), "dot", "0"),
        (Claim("a", 3, None, 5), "span", "3–5"),
        (Claim("a", 3, 4, 5), "span", "3–5"),
        (Claim("a", 3, None, 5, open_above=True), "at_least", "3–5+"),
        (Claim("a", 1200), "at_least", "≥ 1,200"),
        (Claim("a", high=9), "at_most", "≤ 9"),
        (Claim("a", best=40), "about", "≈ 40"),
        (Claim("a", best=300, high=300), "about", "≈ 300"),
        (Claim("a", 24, 40), "span", "≥ 24, ≈ 40"),
    ],
)
def test_each_way_of_stating_a_number_has_its_mark(claim: Claim, kind: str, value: str) -> None:
    [mark] = large([claim]).marks
    assert (mark.kind, mark.value) == (kind, value)


def test_a_claim_without_a_number_is_not_drawn_at_zero() -> None:
    strip = large([Claim("silent"), Claim("other", 7, 7, 7)])
    assert [mark.speakers for mark in strip.marks] == [("other",)]
    assert large([Claim("silent")]) == large([])
    assert large([]).lowest is None


def test_speakers_who_say_the_same_share_a_mark() -> None:
    [mark] = large([Claim("HRW", 5, 5, 5), Claim("COI", 5, 5, 5), Claim("HRW", 5, 5, 5)]).marks
    assert mark.speakers == ("HRW", "COI")


def test_a_long_name_is_cut_on_a_narrow_strip_and_kept_for_the_title() -> None:
    name = "Independent International Commission of Inquiry"
    [label] = large([Claim(name, 5, 5, 5)], width=340).labels
    assert label.name.endswith("…")
    assert label.full_name == name


def box(label: Label) -> tuple[float, float]:
    half = (len(label.value) + 1 + len(label.name)) * LETTER / 2
    return label.x - half, label.x + half


@given(claims, st.sampled_from([340, 760]))
def test_no_label_covers_another_or_leaves_the_drawing(stated: list[Claim], width: int) -> None:
    strip: Strip = large(stated, width=width)
    assert len(strip.labels) == len(strip.marks)
    for label in strip.labels:
        start, end = box(label)
        assert start >= -0.1
        assert LINE / 2 <= label.y <= strip.height
        assert end <= width + 0.1 or end - start > width
    for number, one in enumerate(strip.labels):
        for other in strip.labels[number + 1 :]:
            (start, end), (other_start, other_end) = box(one), box(other)
            assert one.y != other.y or end <= other_start + 0.1 or other_end <= start + 0.1


@given(claims, st.none() | st.builds(Claim, st.just(""), ends, ends, ends, st.booleans()))
def test_everything_stays_on_the_line(stated: list[Claim], adopted: Claim | None) -> None:
    strip = small(stated, adopted)
    for mark in strip.marks:
        assert 0 <= mark.x <= strip.width
        assert mark.dot is None or 0 <= mark.dot <= strip.width
    if strip.band is not None:
        assert 0 <= strip.band.x < strip.band.to <= strip.width
