from multiprocessing.pool import ThreadPool
from os import environ
from pathlib import Path

import pytest

from loops import secret_key
from loops.processes.disk import UnusableFolder
from loops.settings import Settings, WrongSetting

KEY = "k" * 32


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in environ if name.startswith("LOOPS_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def refusal(monkeypatch: pytest.MonkeyPatch, **variables: str) -> str:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(WrongSetting) as refused:
        Settings.load()
    said = str(refused.value)
    assert "\n" not in said
    return said


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("LOOPS_PORT", "eighty", "LOOPS_PORT is 'eighty': it should be a valid integer; for example LOOPS_PORT=8000"),
        ("LOOPS_PORT", "80000", "LOOPS_PORT is '80000': it should be less than or equal to 65535"),
        ("LOOPS_SCHEME", "ftp", "LOOPS_SCHEME is 'ftp': it should be '', 'http' or 'https'"),
        ("LOOPS_DOMAIN", "https://x.org", "LOOPS_DOMAIN is 'https://x.org': it should be a bare host name"),
        ("LOOPS_PROT", "1", "LOOPS_PROT is no setting of Loops: did you mean LOOPS_PORT?"),
        ("LOOPS_COLOUR", "red", "LOOPS_COLOUR is no setting of Loops: unset it"),
        ("LOOPS_PORT_FILE", "/x", "LOOPS_PORT_FILE is no setting of Loops: did you mean LOOPS_PORT?"),
        ("LOOPS_DATABASE_URL_FILE", "/none", "LOOPS_DATABASE_URL_FILE is '/none', which cannot be read (No such"),
        ("LOOPS_DOMAIN", "your-loop.app", "LOOPS_DOMAIN is 'your-loop.app', but the embedded database is for trying"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    assert refusal(monkeypatch, **{name: value}).startswith(said)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LOOPS_SECRET_KEY", "hush"),
        ("LOOPS_DATABASE_URL", "mysql://hush"),
        ("LOOPS_DATABASE_URL", "postgresql://loops:hu/hush@db/loops"),
        ("LOOPS_REDIS_URL", "http://hush"),
    ],
)
def test_a_secret_is_never_shown(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    said = refusal(monkeypatch, **{name: value})
    assert said.startswith(f"{name}: it")
    assert "hush" not in said


def test_no_secret_is_in_the_settings_words(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = {"LOOPS_SECRET_KEY": KEY, "LOOPS_DATABASE_URL": f"postgres://{KEY}", "LOOPS_REDIS_URL": f"redis://{KEY}"}
    for name, value in secrets.items():
        monkeypatch.setenv(name, value)
    assert KEY not in repr(Settings.load())


def test_a_secret_may_lie_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{KEY}\n")
    monkeypatch.setenv("LOOPS_SECRET_KEY_FILE", f"{tmp_path}/key")
    assert Settings.load().secret_key.get_secret_value() == KEY


def test_a_secret_in_both_places_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    said = refusal(monkeypatch, LOOPS_SECRET_KEY=KEY, LOOPS_SECRET_KEY_FILE="/x")
    assert said == "LOOPS_SECRET_KEY and LOOPS_SECRET_KEY_FILE are both set: keep one of them"


def test_outside_the_embedded_mode_there_is_no_default_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    said = refusal(monkeypatch, LOOPS_DATABASE_URL="postgresql://db/loops")
    assert secret_key.MAKE in said


def test_the_embedded_mode_makes_one_secret_and_keeps_it(tmp_path: Path) -> None:
    with ThreadPool(8) as starting:
        keys = {settings.secret_key.get_secret_value() for settings in starting.map(lambda _: Settings.load(), [0] * 8)}
    assert len(keys) == 1
    assert len(keys.pop()) >= secret_key.SHORTEST
    assert [file.name for file in (tmp_path / "var").iterdir()] == ["secret_key"]
    assert (tmp_path / "var/secret_key").stat().st_mode & 0o777 == 0o600


def test_a_data_folder_that_is_a_file_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "var").touch()
    with pytest.raises(UnusableFolder, match="set another LOOPS_DATA_DIR"):
        Settings.load()


def test_an_embedded_database_may_be_allowed_for_a_real_domain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOOPS_DOMAIN", "Your-Loop.app.")
    monkeypatch.setenv("LOOPS_ALLOW_EMBEDDED", "1")
    assert (Settings.load().embedded, Settings.load().apex) == (True, "your-loop.app")


def test_what_is_not_set_is_under_the_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = Settings.load()
    assert settings.database_url == f"postgresql://loops@/loops?host={tmp_path}/var/run"
    assert settings.redis_url in ("", f"unix://{tmp_path}/var/run/valkey.sock")
    monkeypatch.setenv("LOOPS_REDIS_URL", "redis://somewhere")
    assert (Settings.load().embedded, Settings.load().embedded_redis) == (True, False)


def test_every_setting_but_one_says_what_it_is_for() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == ["parent_pid"]


HALF = [
    ({"LOOPS_OIDC_ISSUER": "https://id.example"}, "LOOPS_OIDC_CLIENT_ID and LOOPS_OIDC_CLIENT_SECRET not"),
    ({"LOOPS_GOOGLE_CLIENT_ID": "x"}, "LOOPS_GOOGLE_CLIENT_SECRET not"),
    ({"LOOPS_GITHUB_CLIENT_SECRET": "hush"}, "LOOPS_GITHUB_CLIENT_ID not"),
    ({"LOOPS_OIDC_ISSUER": "id.example"}, "it should look like https://id.example.com"),
]


@pytest.mark.parametrize(("variables", "fault"), HALF)
def test_half_a_provider_is_refused(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], fault: str) -> None:
    said = refusal(monkeypatch, **variables)
    assert fault in said
    assert "hush" not in said
