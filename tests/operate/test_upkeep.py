"""Doctor finds what is wrong; prune deletes what nobody needs and nothing else."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows import steps
from flows.doctor import Finding, Health, examine
from flows.order import Order
from flows.upkeep import human, plan_pruning, prune
from tests.flows.archive import aftermath, page, tea_home
from tests.operate.small_home import made_home
from warehouse.home import Home
from warehouse.live import publish

DAY = datetime(2026, 1, 6, 8, tzinfo=UTC)
OTHER = ("城东的旧书市场周末照常开放，摊主说来客比上月多了一些。", "天气转晴，市民纷纷出门。")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with one archive that holds evidence and one that does not."""
    root = tmp_path_factory.mktemp("upkeep")
    evidence = {"http://www.chen.example/a/1.html": page("青岚召回绿茶")}
    chaff = {"http://www.chen.example/a/2.html": page("旧书市场开放", body=OTHER)}
    home, *_ = made_home(root, DAY, {"evidence": evidence, "chaff": chaff})
    return home


def findings(home: Home) -> dict[str, Finding]:
    return {finding.about: finding for finding in examine(home, datetime.now(UTC))}


def test_prune_keeps_evidence_and_what_is_young(home: Home) -> None:
    assert plan_pruning(home, DAY, 3).archives == ()
    planned = plan_pruning(home, DAY + timedelta(days=1), 3)
    assert [path.name.split("-", 1)[1] for path in planned.archives] == ["chaff.warc.gz"]
    assert planned.size == planned.archives[0].stat().st_size
    prune(home, planned)
    left = [path.name.split("-", 1)[1] for path in home.landing.rglob("*.warc.gz")]
    assert left == ["evidence.warc.gz"]
    assert plan_pruning(home, DAY + timedelta(days=1), 3).archives == ()


def test_prune_never_deletes_the_current_snapshot(home: Home) -> None:
    for _ in range(2):
        publish(home, datetime.now(UTC))
    prune(home, plan_pruning(home, DAY, 1))
    assert len(list(home.current.parent.glob("[0-9]*.duckdb"))) == 1
    assert home.snapshot().exists()


def test_prune_says_what_it_would_do(home: Home) -> None:
    done = aftermath("prune", "--keep", "1", "--dry-run", "--home", home.root)
    assert "nothing was deleted" in done.stdout, done.stderr
    refused = aftermath("prune", "--keep", "0", "--home", home.root)
    assert refused.returncode == 1
    assert "at least one day" in refused.stderr


def test_doctor_passes_a_home_in_order(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AFTERMATH_CONTACT", raising=False)
    found = findings(home)
    assert {finding.health for finding in found.values()} <= {Health.FINE, Health.NOTE}
    assert found["warehouse"].words.startswith("1 runs")
    assert "up` does not run" in found["prefect"].words
    assert found["contact"].health is Health.NOTE


def test_doctor_names_what_is_broken(tmp_path: Path) -> None:
    root = tea_home(tmp_path / "home")
    (root / "sources" / "chen.yaml").write_text("id: chen\nnonsense: 1\n", encoding="utf-8")
    (root / "schedule.yaml").write_text("cron: at noon\n", encoding="utf-8")
    (root / "warehouse").mkdir()
    (root / "warehouse" / "current.duckdb").write_bytes(b"no database")
    (root / "landing").mkdir()
    (root / "landing" / "x.warc.gz.open").touch()
    found = findings(Home(root))
    for about in ("configuration", "schedule", "warehouse"):
        assert found[about].health is Health.BROKEN, found[about]
    assert "nonsense" in found["configuration"].words
    assert "killed run" in found["landing"].words
    done = aftermath("doctor", "--home", root)
    assert done.returncode == 1
    assert done.stderr == "aftermath: Not in order: configuration, schedule, warehouse.\n", (
        done.stderr
    )


def test_sizes_are_told_to_people() -> None:
    assert [human(size) for size in (0, 1500, 2_500_000, 3 * 10**9)] == [
        "0 B",
        "1.5 kB",
        "2.5 MB",
        "3.0 GB",
    ]


def _coverage(home: Home) -> str:
    question = "select url, title, published_at from coverage order by url"
    done = aftermath("sql", question, "--format", "csv", "--home", home.root)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_backup_becomes_the_same_home_again(home: Home, tmp_path: Path) -> None:
    (home.landing / "growing.warc.gz.open").touch()
    first = aftermath("backup", tmp_path / "backup", "--home", home.root)
    assert first.returncode == 0, first.stderr
    publish(home, datetime.now(UTC))
    again = aftermath("backup", tmp_path / "backup", "--home", home.root)
    assert "Copied 1 new files" in again.stdout  # the snapshot
    (home.landing / "growing.warc.gz.open").unlink()
    assert not list((tmp_path / "backup").rglob("*.open"))
    assert len(list((tmp_path / "backup").rglob("*.duckdb"))) == 1

    restored = Home(tmp_path / "restored")
    done = aftermath("restore", tmp_path / "backup", "--home", restored.root)
    assert done.returncode == 0, done.stderr
    assert _coverage(restored) == _coverage(home) != ""
    assert {path.name for path in restored.landing.rglob("*.warc.gz")} == {
        path.name for path in home.landing.rglob("*.warc.gz")
    }
    found = findings(restored)
    assert Health.BROKEN not in {finding.health for finding in found.values()}
    order = Order(home=restored.root, as_of=DAY + timedelta(days=1), incidents=("tea-recall",))
    assert steps.find_work(order, restored.live) == ()  # it knows what it has loaded
    assert steps.finish(order, steps.begin(order, "ingest"), "ingest").documents == 0


def test_a_backup_never_overwrites_a_home(home: Home, tmp_path: Path) -> None:
    inside = aftermath("backup", home.root / "backup", "--home", home.root)
    assert "lies in the home itself" in inside.stderr
    nothing = aftermath("restore", tmp_path, "--home", tmp_path / "home")
    assert "There is no backup in" in nothing.stderr
    assert aftermath("backup", tmp_path / "backup", "--home", home.root).returncode == 0
    over = aftermath("restore", tmp_path / "backup", "--home", home.root)
    assert over.returncode == 1
    assert "holds a home already" in over.stderr
