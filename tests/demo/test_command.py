"""`incidents demo` needs nothing but an empty folder, and leaves cases that are there alone."""

from click.testing import CliRunner

from incidents.cli import main
from incidents.demo.files import documented_cases


def test_it_fills_an_empty_folder_and_refuses_a_second_time(tmp_path):
    home = tmp_path / "not" / "there"
    first = CliRunner().invoke(main, ["demo"], env={"INCIDENTS_HOME": str(home)})
    assert (first.exit_code, first.output.count("\n")) == (0, 1), first.output
    assert f"{len(documented_cases())} documented and 160 invented cases" in first.output
    assert (home / "secret.key").is_file()
    second = CliRunner().invoke(main, ["demo"], env={"INCIDENTS_HOME": str(home)})
    assert second.exit_code == 2
    assert "cases in this database already" in second.output
