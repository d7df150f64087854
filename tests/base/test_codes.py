"""Public codes can be said aloud, typed carelessly and still be read."""

import pytest

from incidents.base.codes import ALPHABET, new_code, read_code


def test_a_new_code_has_its_prefix_and_six_safe_characters() -> None:
    code = new_code("INC")
    assert code.startswith("INC-")
    assert len(code) == 10
    assert set(code[4:]) <= set(ALPHABET)
    assert not set(ALPHABET) & set("01OILUAE")
    assert len({new_code("INC") for _ in range(200)}) == 200


@pytest.mark.parametrize("typed", ["INC-K4SH7Q", " inc-k4sh7q ", "inc k4sh7q", "INCK4SH7Q", "INC–K4SH7Q", "inc-k٤sh٧q"])
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert read_code(typed) == "INC-K4SH7Q"


def test_a_known_prefix_may_be_left_out_and_must_fit() -> None:
    assert read_code("k4sh7q", "INC") == "INC-K4SH7Q"
    assert read_code("k4sh7q") is None
    assert read_code("SRC-K4SH7Q", "INC") is None


@pytest.mark.parametrize("typed", ["", "INC", "INC-K4SH7", "INC-K4SH7O", "INC-K4SH7QQ", "x" * 1000])
def test_anything_else_is_no_code(typed: str) -> None:
    assert read_code(typed) is None
