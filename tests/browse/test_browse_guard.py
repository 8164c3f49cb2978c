"""Who may come in: by which name, with which password, to do what."""

import socket
from base64 import b64encode

import pytest

from flows.browse.guard import Door
from flows.cli import main
from tests.browse.site_of_tea import Site, serving
from warehouse.home import Home


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "",
                                  "127.0.0.1.evil.example:{port}", "user@127.0.0.1:{port}", "127.0.0.1:{port}/x",
                                  "192.168.1.2:{port}", "[::1", "127.0.0.1:x"])  # fmt: skip
def test_other_names_are_refused(site: Site, host: str) -> None:
    assert site.get("/", Host=host.format(port=site.port)).status == 421


@pytest.mark.parametrize("host", ["localhost:{port}", "127.0.0.1:{port}", "[::1]:{port}"])
def test_own_names_are_known(site: Site, host: str) -> None:
    assert site.get("/trends", Host=host.format(port=site.port)).status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_changed(site: Site, method: str) -> None:
    for path in ("/", "/sql?query=select+1", "/documents"):
        assert site.get(path, method).status == 405


def test_another_site_may_not_ask_sql(site: Site) -> None:
    assert site.get("/sql?query=select+1", Sec_Fetch_Site="cross-site").status == 403
    assert site.get("/sql?query=select+1", Sec_Fetch_Site="same-origin").status == 200


def test_it_listens_on_loopback_only(site: Site) -> None:
    """Another loopback address reaches what listens on every address, and not what listens on one."""
    with socket.socket() as probe:
        probe.settimeout(5)
        assert probe.connect_ex(("127.0.0.1", site.port)) == 0
    with socket.socket() as probe:
        probe.settimeout(5)
        assert probe.connect_ex(("127.0.0.2", site.port)) != 0


def test_a_password_is_asked_for(browsed_home: Home) -> None:
    given = ("--password-env", "TEA_PASSWORD")
    with serving(browsed_home, *given, TEA_PASSWORD="grün tea") as site:
        refused = site.get("/trends")
        assert refused.status == 401
        assert refused.headers["www-authenticate"].startswith("Basic ")
        for pair, status in (
            ("aftermath:grün tea", 200),
            ("aftermath:wrong", 401),
            ("other:grün tea", 401),
            ("", 401),
        ):
            signed = f"Basic {b64encode(pair.encode()).decode()}"
            assert site.get("/trends", Authorization=signed).status == status, pair


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--host", "0.0.0.0"], "0.0.0.0 can be reached by others"),
        (["--host", "::"], ":: can be reached by others"),
        (["--host", "0.0.0.0", "--password-env", "NO_SUCH"], "NO_SUCH holds no password"),
        (["--password-env", "EMPTY"], "EMPTY holds no password"),
        (["--port", "99999"], "99999 is no port"),
    ],
)
def test_it_does_not_open_without_a_password(
    browsed_home: Home,
    options: list[str],
    sentence: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("EMPTY", "")
    with pytest.raises(SystemExit) as left:
        main(["browse", "--home", str(browsed_home.root), *options])
    assert left.value.code == 1
    told = capsys.readouterr().err
    assert sentence in told
    assert told.count("\n") == 1


def test_a_taken_port_is_one_sentence(
    browsed_home: Home, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["browse", "--home", str(browsed_home.root), "--port", str(site.port)])
    assert f"Cannot listen on 127.0.0.1 port {site.port}" in capsys.readouterr().err


def test_without_a_warehouse_it_says_what_to_do(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["browse", "--home", str(tmp_path_factory.mktemp("nothing"))])
    assert "There is no warehouse in" in capsys.readouterr().err


def test_beyond_loopback_addresses_are_known_but_foreign_names_are_not() -> None:
    door = Door("0.0.0.0", 8765, "secret")
    assert door.knows("192.168.1.2:8765")
    assert not door.knows("evil.example:8765")
    assert Door("news.lan", 8765, "secret").knows("news.lan:8765")
    assert not Door("127.0.0.1", 8765, None).knows("192.168.1.2:8765")
