"""Settings come from the environment and one file; what is unknown or unsafe stops the start with a sentence."""

import os
from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from incidents.base.errors import BadSetting
from incidents.settings import (
    FILE_NAME,
    KEY_NAME,
    PREFIX,
    Settings,
    is_loopback,
    make_home,
    read_settings,
    refuse_unsafe_address,
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def read(home: Path, **given: str) -> Settings:
    return read_settings(
        {"INCIDENTS_HOME": str(home), **{PREFIX + name.upper(): value for name, value in given.items()}}
    )


def write_file(home: Path, text: str) -> None:
    home.mkdir()
    (home / FILE_NAME).write_text(text, encoding="utf-8")


def test_without_anything_set_all_is_safe(home: Path) -> None:
    settings = read(home)
    assert settings.database_url == f"sqlite:///{home / 'incidents.db'}"
    assert settings.evidence == home / "evidence"
    assert (settings.language, settings.code_prefix, settings.secure_cookies) == ("en", "INC", False)
    assert settings.trusted_proxies == 0, "nobody's word about the caller's address is taken"
    assert not home.exists(), "reading makes nothing"


def test_without_a_home_it_is_in_the_persons_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert read_settings({}).home == tmp_path / ".incidents"
    assert read_settings({"INCIDENTS_HOME": ""}).home == tmp_path / ".incidents"
    assert read_settings({"INCIDENTS_HOME": "~/cases"}).home == tmp_path / "cases"


def test_a_home_is_made_absolute_so_that_a_later_change_of_folder_moves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_settings({"INCIDENTS_HOME": "data"}).home == tmp_path / "data"


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(home: Path) -> None:
    write_file(home, 'language = "ar"\npublisher = "A centre"\nidle_minutes = 30\nsecure_cookies = true\n')
    settings = read(home, publisher="Another centre")
    assert (settings.language, settings.publisher, settings.idle_minutes) == ("ar", "Another centre", 30)
    assert settings.secure_cookies is True


def test_a_file_may_be_elsewhere_and_must_then_exist(home: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    with pytest.raises(BadSetting, match=r"other\.toml does not exist"):
        read(home, settings=str(other))
    other.write_text('language = "ar"')
    assert read(home, settings=str(other)).language == "ar"


def test_settings_do_not_change_while_the_program_runs(home: Path) -> None:
    with pytest.raises(FrozenInstanceError):
        read(home).language = "ar"  # type: ignore[misc]


def test_every_setting_has_its_sentence() -> None:
    text = Path(__import__("incidents.settings", fromlist=["x"]).__file__).read_text(encoding="utf-8")
    for field in fields(Settings):
        after = text.split(f"    {field.name}: ")[1].split("\n")[1]
        assert after.strip().startswith('"""'), field.name
        assert after.strip().endswith('."""'), field.name


# ---- what is refused

REFUSED = [
    ({"langauge": "ar"}, "There is no setting INCIDENTS_LANGAUGE. The settings are: .*INCIDENTS_LANGUAGE"),
    ({"language": "xx"}, "INCIDENTS_LANGUAGE must be one of en, ar"),
    ({"language": ""}, "INCIDENTS_LANGUAGE must be one of"),
    ({"code_prefix": "case"}, "INCIDENTS_CODE_PREFIX must be two to six capital letters"),
    ({"code_prefix": "INC-"}, "INCIDENTS_CODE_PREFIX"),
    ({"idle_minutes": "soon"}, "INCIDENTS_IDLE_MINUTES must be a whole number, not soon"),
    ({"idle_minutes": "1.5"}, "must be a whole number"),
    ({"idle_minutes": "-5"}, "must be a whole number"),
    ({"idle_minutes": "12345678"}, "must be a whole number"),
    ({"idle_minutes": "0"}, "at least a minute"),
    ({"sign_in_hours": "0"}, "at least a minute"),
    ({"seconds_for_a_read": "0"}, "INCIDENTS_SECONDS_FOR_A_READ must be at least 1"),
    ({"secure_cookies": "maybe"}, "INCIDENTS_SECURE_COOKIES must be yes or no, not maybe"),
    ({"secure_cookies": ""}, "must be yes or no"),
    ({"database_url": "mysql://localhost/incidents"}, "INCIDENTS_DATABASE_URL must begin with"),
    ({"database_url": "incidents.db"}, "INCIDENTS_DATABASE_URL must begin with"),
    ({"database_url": "sqlite://"}, "INCIDENTS_DATABASE_URL must begin with"),
]


@pytest.mark.parametrize(("given", "sentence"), REFUSED, ids=str)
def test_what_is_unknown_or_unsafe_is_refused_with_a_sentence(home: Path, given: dict[str, str], sentence: str) -> None:
    with pytest.raises(BadSetting, match=sentence):
        read(home, **given)


FILES = [
    ("language = ", "cannot be read"),
    ("langauge = 'ar'", "There is no setting INCIDENTS_LANGAUGE"),
    ("language = 5", "INCIDENTS_LANGUAGE must be a text, not 5"),
    ("database_url = 5", "INCIDENTS_DATABASE_URL must be a text"),
    ("code_prefix = ['INC']", "INCIDENTS_CODE_PREFIX must be a text"),
    ("idle_minutes = true", "INCIDENTS_IDLE_MINUTES must be a whole number"),
    ("idle_minutes = 1.5", "INCIDENTS_IDLE_MINUTES must be a whole number"),
    ("home = '/elsewhere'", "INCIDENTS_HOME, not in the settings file"),
    ("settings = '/elsewhere'", "There is no setting INCIDENTS_SETTINGS"),
    ("[publisher]\nname = 'x'", "INCIDENTS_PUBLISHER must be a text"),
]


@pytest.mark.parametrize(("text", "sentence"), FILES)
def test_a_file_that_says_something_else_is_refused(home: Path, text: str, sentence: str) -> None:
    write_file(home, text)
    with pytest.raises(BadSetting, match=sentence):
        read(home)


def test_a_file_that_is_no_text_is_refused(home: Path) -> None:
    home.mkdir()
    (home / FILE_NAME).write_bytes(b"\xff\xfe")
    with pytest.raises(BadSetting, match="cannot be read"):
        read(home)


@pytest.mark.parametrize("word", ["yes", "Yes", "true", "TRUE", "1"])
def test_yes_is_understood_in_its_usual_forms(home: Path, word: str) -> None:
    assert read(home, secure_cookies=word).secure_cookies is True


@pytest.mark.parametrize("word", ["no", "false", "0", "No"])
def test_no_is_understood_in_its_usual_forms(home: Path, word: str) -> None:
    assert read(home, secure_cookies=word).secure_cookies is False


@pytest.mark.parametrize(
    "address",
    [
        "sqlite:////data/incidents.db",
        "postgresql://host/name",
        "postgresql+psycopg://a:b@h1,h2/name?target_session_attrs=rw",
    ],
)
def test_both_kinds_of_database_are_taken(home: Path, address: str) -> None:
    assert read(home, database_url=address).database_url == address


def test_what_only_the_tests_read_is_no_setting(home: Path) -> None:
    assert read(home, test_browser="/usr/bin/chromium").language == "en"


def test_other_variables_are_not_ours(home: Path) -> None:
    settings = read_settings({"INCIDENTS_HOME": str(home), "LANGUAGE": "ar", "INCIDENTSLANGUAGE": "ar"})
    assert settings.language == "en"


# ---- the data folder and its key


def test_a_home_is_made_for_this_user_alone(home: Path) -> None:
    settings = read(home)
    make_home(settings)
    assert home.stat().st_mode & 0o777 == 0o700
    assert settings.evidence.stat().st_mode & 0o777 == 0o700
    assert (home / KEY_NAME).stat().st_mode & 0o777 == 0o600
    assert len(settings.secret_key()) >= 32


def test_making_a_home_again_keeps_its_key(home: Path) -> None:
    settings = read(home)
    make_home(settings)
    key = settings.secret_key()
    make_home(settings)
    assert settings.secret_key() == key


def test_two_homes_have_two_keys(tmp_path: Path) -> None:
    keys = set()
    for name in ("one", "other"):
        settings = read(tmp_path / name)
        make_home(settings)
        keys.add(settings.secret_key())
    assert len(keys) == 2


def test_the_key_is_made_with_a_narrow_umask_and_with_a_wide_one(tmp_path: Path) -> None:
    for umask in (0o000, 0o077):
        before = os.umask(umask)
        try:
            make_home(read(tmp_path / f"{umask:o}"))
        finally:
            os.umask(before)
        assert (tmp_path / f"{umask:o}" / KEY_NAME).stat().st_mode & 0o777 == 0o600


def test_without_a_key_it_says_what_to_do(home: Path) -> None:
    with pytest.raises(BadSetting, match="Run: incidents init"):
        read(home).secret_key()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_a_key_that_others_can_read_is_refused(home: Path, mode: int) -> None:
    settings = read(home)
    make_home(settings)
    (home / KEY_NAME).chmod(mode)
    with pytest.raises(BadSetting, match="chmod 600"):
        settings.secret_key()


@pytest.mark.parametrize("key", [b"", b"short"])
def test_a_key_that_could_be_guessed_is_refused(home: Path, key: bytes) -> None:
    settings = read(home)
    make_home(settings)
    (home / KEY_NAME).write_bytes(key)
    with pytest.raises(BadSetting, match="too short"):
        settings.secret_key()


# ---- serving others


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.0.1.1", "::1"])
def test_this_machine_alone_needs_no_more(home: Path, host: str) -> None:
    assert is_loopback(host)
    refuse_unsafe_address(read(home), host)


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "", "192.168.1.5", "example.org", "localhost.example.org", "127.0.0.1.example.org"]
)
def test_serving_other_machines_asks_for_secure_cookies(home: Path, host: str) -> None:
    assert not is_loopback(host)
    with pytest.raises(BadSetting, match="INCIDENTS_SECURE_COOKIES=yes"):
        refuse_unsafe_address(read(home), host)
    refuse_unsafe_address(read(home, secure_cookies="yes"), host)
