"""Files that are damaged, in other letters or none of ours: read rightly or refused in a sentence, and never half."""

import gzip
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select

from incidents.base.errors import Refused
from incidents.records import Incident
from tests.imports.tables.conftest import write_rows

HEAD = '"code","title_en","title_ar"\n'
ARABIC = "هجوم مفترض على حيّ سكني"


def put(folder: Path, content: bytes | str, name: str = "incidents.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty (0 bytes)"),
        (HEAD, "no rows under its heading"),
        ("\ufeff" + HEAD, "no rows under its heading"),
        ('"code","title_en","title_en"\n"INC-222223","a","b"\n', "more than once: title_en"),
        (HEAD + '"INC-222223","a","b"\n"INC-222224","never closed,"c"\n', "no proper CSV"),
        (HEAD + '"INC-222223","a","b"\n"INC-222224","never closed\nand on\n', "opens in line 3"),
        (HEAD + '"INC-222223","' + "x" * 1_100_000 + '",""\n', "too long"),
        ((HEAD + f'"INC-222223","a","{ARABIC}"\n').encode("cp1256"), "windows-1256: "),
        ((HEAD + '"INC-222223","a","b"\n').encode("utf-16-be"), "UTF-16 without a byte-order mark"),
        (b"%PDF-1.7 and so on", "is a pdf file"),
        ("a,b\n1,2\n", "lacks the columns code"),
        ("code,b\nINC-222223,2\n", "none of the columns of incidents"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_whole(session, bring, tmp_path, content, said) -> None:
    with pytest.raises(Refused) as refusal:
        bring(put(tmp_path, content))
    assert said in refusal.value.message
    assert session.scalars(select(Incident)).all() == []


@pytest.mark.parametrize(
    "content",
    [
        (HEAD + f'"INC-222223","a","{ARABIC}"\n').encode("utf-8-sig"),
        (HEAD + f'"INC-222223","a","{ARABIC}"\n').encode("utf-16"),
        (HEAD.replace(",", ";") + f'"INC-222223";"a";"{ARABIC}"\n').encode(),
        (HEAD.replace(",", "\t") + f'INC-222223\ta\t{ARABIC}\r\n').encode(),
        gzip.compress((HEAD + f'"INC-222223","a","{ARABIC}"\n').encode()),
        (HEAD + f'#meta+id,#event+en,#event+ar\nINC-222223,a,{ARABIC}\n,,\n' + HEAD).encode(),
    ],
)  # fmt: skip
def test_other_ways_to_write_the_same_are_read(session, bring, tmp_path, content) -> None:
    report = bring(put(tmp_path, content))
    assert session.scalars(select(Incident)).one().title == {"en": "a", "ar": ARABIC}
    assert "incidents.csv: read as incidents, in " in report.notes[0]


def test_an_encoding_is_taken_from_the_person(session, bring, tmp_path) -> None:
    bring(put(tmp_path, (HEAD + f'"INC-222223","a","{ARABIC}"\n').encode("cp1256")), encoding="cp1256")
    assert session.scalars(select(Incident)).one().title["ar"] == ARABIC


def test_ragged_rows_are_refused_and_the_others_read(session, bring, tmp_path) -> None:
    content = HEAD + '"INC-222223","a"\n"INC-222224","a","b","c"\n"INC-222225","a","b",""\n"INC-222226","a","b"\n'
    report = bring(put(tmp_path, content))
    assert report.outcomes["incidents"] == {"refused": 2, "new": 2}
    assert sorted(session.scalars(select(Incident.code))) == ["INC-222225", "INC-222226"]
    assert [one.line for one in report.remarks] == [2, 3]


def test_one_bad_table_refuses_the_folder(session, bring, tmp_path) -> None:
    put(tmp_path, HEAD + '"INC-222223","a","b"\n')
    put(tmp_path, '"code","outcome","best"\n"INC-222223","killed","3\n', "figures.csv")
    with pytest.raises(Refused, match="never closes"):
        bring(tmp_path)
    assert session.scalars(select(Incident)).all() == []


def test_an_archive_is_read_and_one_that_swells_is_not(session, bring, tmp_path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner/incidents.csv", HEAD + '"INC-222223","a","b"\n')
        archive.writestr("manifest.json", "{}")
    assert bring(path).cases == {"new": 1}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("incidents.csv", HEAD + "x" * 50_000_000)
    with pytest.raises(Refused, match="unpacks to more"):
        bring(path)
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(Refused, match=r"zip, xlsx|cut off"):
        bring(path)


def test_a_workbook_and_a_folder_without_tables_say_what_to_do(bring, tmp_path) -> None:
    path = tmp_path / "cases.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(Refused, match="is a workbook"):
        bring(path)
    with pytest.raises(Refused, match="none of our tables"):
        bring(tmp_path)
    with pytest.raises(Refused, match="no file or folder"):
        bring(tmp_path / "nothing")


def test_a_table_is_known_by_its_columns_whatever_its_name(session, bring, tmp_path) -> None:
    rows = [{"source_id": "SRC-222223", "title_en": "A report", "publisher": "A paper", "url": "https://example.org/a"}]
    report = bring(write_rows(tmp_path / "what we read.csv", rows))
    assert report.outcomes == {"sources": {"new": 1}}
