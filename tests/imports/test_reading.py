"""A table is read as it is written: its encoding and delimiter are found out or asked for, its faults are named."""

import gzip
from pathlib import Path

import pytest

from incidents.base.errors import Refused
from incidents.imports.reading import LONGEST_CELL, look_at_file, rows_of

HEADING = "id,place,killed"


def written(tmp_path: Path, content: str | bytes, name: str = "list.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def cells(path: Path, encoding: str | None = None) -> list[dict[str, str]]:
    return [row.cells for row in rows_of(look_at_file(path, ("id", "killed"), encoding))]


ONE = [{"id": "1", "place": "خان شيخون", "killed": "88"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_common_ways_of_writing_a_table_are_read(tmp_path, encoding, delimiter):
    text = f"{HEADING}\r\n1,خان شيخون,88\r\n".replace(",", delimiter)
    assert cells(written(tmp_path, text.encode(encoding))) == ONE


def test_a_compressed_file_is_known_by_its_first_bytes(tmp_path):
    packed = gzip.compress(f"{HEADING}\n1,خان شيخون,88\n".encode())
    assert cells(written(tmp_path, packed, "list.csv")) == ONE


def test_another_encoding_is_never_guessed_but_shown(tmp_path):
    path = written(tmp_path, f"{HEADING}\n1,خان شيخون,88\n".encode("windows-1256"))
    with pytest.raises(Refused, match=r"--encoding.*windows-1256: .*خان") as refused:
        cells(path)
    assert "line 2" in refused.value.message
    assert cells(path, "windows-1256") == ONE


def test_a_missing_column_is_named(tmp_path):
    with pytest.raises(Refused, match="lacks the columns killed"):
        look_at_file(written(tmp_path, "id,place\n1,here\n"), ("id", "killed"))


def test_headings_are_read_in_any_case_and_with_blanks(tmp_path):
    assert cells(written(tmp_path, " ID ,Place,KILLED\n1,here,2\n")) == [{"id": "1", "place": "here", "killed": "2"}]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is empty"),
        ("id,killed,ID\n1,2,3\n", "more than once: id"),
        ('id,killed\n1,2\n2,"3\n4,5\n', "opens in line 3 .* never closes"),
        (f"id,killed\n1,{'x' * (LONGEST_CELL + 1)}\n", "line 2 .* too long"),
        (b"PK\x03\x04rest", "zip, xlsx"),
        (gzip.compress(b"id,killed\n" + b"1,2\n" * 1000)[:-20], "cut off or damaged"),
    ],
    ids=["empty", "twice", "unclosed", "giant", "workbook", "cut"],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(tmp_path, content, said):
    with pytest.raises(Refused, match=said):
        cells(written(tmp_path, content))


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Refused, match="There is no file"):
        look_at_file(tmp_path / "nothing.csv", ())


def test_rows_that_do_not_fit_their_columns_say_so(tmp_path):
    path = written(tmp_path, f"{HEADING}\n1,here,2\n2,here\n3,here,4,5\n4,here,6,\n,,\n\n")
    rows = list(rows_of(look_at_file(path, ("id",))))
    assert [bool(row.fault) for row in rows] == [False, True, True, False, False, False]
    assert [row.is_blank for row in rows] == [False, False, False, False, True, True]
    assert [row.line for row in rows] == [2, 3, 4, 5, 6, 7]


def test_tags_are_told_from_data(tmp_path):
    path = written(tmp_path, f"{HEADING}\n#meta+id,#loc +name,\n1,#1 bakery,2\n")
    assert [row.is_tags for row in rows_of(look_at_file(path, ("id",)))] == [True, False]


def test_progress_counts_the_bytes_of_the_file(tmp_path):
    path = written(tmp_path, gzip.compress(f"{HEADING}\n1,here,2\n".encode() * 500))
    seen: list[int] = []
    list(rows_of(look_at_file(path, ("id",)), seen.append))
    assert sum(seen) == path.stat().st_size
