"""A report proves its numbers: whoever changes one is found out."""

import re
import shutil
from pathlib import Path

import duckdb
import pytest

from flows.cli import main
from tests.report.tea_report import HOSTILE
from warehouse.errors import QueryError
from warehouse.home import Home
from warehouse.report import verify_report
from warehouse.report.verify import Verdict


def _verify(home: Home, page: Path) -> Verdict:
    return verify_report(page, [home.current.parent])


@pytest.fixture
def changed(tea_home: Home, tea_reports: dict[str, Path], tmp_path: Path) -> "Changed":
    return Changed(tea_home, tea_reports["en"], tmp_path / "changed.html")


class Changed:
    """A report with something replaced, and what verification says of it."""

    def __init__(self, home: Home, report: Path, path: Path) -> None:
        self._home = home
        self._text = report.read_text(encoding="utf-8")
        self._path = path

    def __call__(self, old: str, new: str) -> tuple[str, ...]:
        text, count = re.subn(old, new, self._text, count=1)
        assert count == 1, old
        self._path.write_text(text, encoding="utf-8")
        return _verify(self._home, self._path).differences


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_report_agrees_with_its_snapshot(
    tea_home: Home, tea_reports: dict[str, Path], language: str
) -> None:
    verdict = _verify(tea_home, tea_reports[language])
    assert verdict.differences == ()
    assert verdict.is_page_compared
    assert verdict.numbers > 200
    assert verdict.queries > 10


def test_a_changed_number_is_found(changed: Changed) -> None:
    (found,) = changed(r'(data-column="articles">)17<', r"\g<1>18<")
    assert found == "headline row=1 articles: the report shows 18, the snapshot gives 17."


def test_a_changed_value_is_found(changed: Changed) -> None:
    (found,) = changed(r'value="17"( data-query="headline")', r'value="18"\1')
    assert found == "headline row=1 articles: the report says 18, the snapshot 17."


def test_a_number_changed_together_with_its_value_is_found(changed: Changed) -> None:
    found = changed(r'value="17"( data-query="headline"[^>]*>)17<', r'value="18"\g<1>18<')
    assert found[0] == "headline row=1 articles: the report says 18, the snapshot 17."


def test_a_number_that_borrows_another_row_is_found(changed: Changed) -> None:
    assert changed(r'(data-query="daily_volume"[^>]*day&#34;: &#34;)2026-01-08', r"\g<1>2026-01-09")


def test_a_number_without_its_marks_is_found(changed: Changed) -> None:
    assert changed(r"<data [^>]*>17</data>", "18")


def test_a_changed_drawing_is_found(changed: Changed) -> None:
    (found,) = changed(r'(<path d="M )(\d)', r"\g<1>1\2")
    assert found.startswith("A line is not as the snapshot gives it: ")


def test_a_removed_line_is_found(changed: Changed) -> None:
    assert changed(r"<p class=\"group\"[^\n]*\n", "\n") == ("1 lines are missing.",)


def test_a_page_may_not_choose_what_is_run(changed: Changed) -> None:
    found = changed('data-query="headline"', 'data-query="../raw/tables"')
    assert "there is no query '../raw/tables'" in found[0]
    found = changed('data-parameters="[^"]*"', 'data-parameters="[1"')
    assert "row=1" in found[0]


def test_another_version_has_only_its_numbers_compared(
    tea_home: Home, tea_reports: dict[str, Path], tmp_path: Path
) -> None:
    text = tea_reports["zh"].read_text(encoding="utf-8")
    path = tmp_path / "old.html"
    path.write_text(
        re.sub(r"aftermath 0[^\"<]*\(\w+\)", "aftermath 0.0.1 (x)", text), encoding="utf-8"
    )
    verdict = _verify(tea_home, path)
    assert not verdict.is_page_compared
    assert verdict.differences == ()


def test_a_snapshot_that_was_changed_is_found(
    tea_home: Home, tea_reports: dict[str, Path], tmp_path: Path
) -> None:
    copy = tmp_path / tea_home.current.resolve().name
    shutil.copyfile(tea_home.current, copy)
    with duckdb.connect(str(copy)) as connection:
        connection.execute("delete from coverage where title = $1", [HOSTILE])
    found = verify_report(tea_reports["en"], [tmp_path]).differences
    assert "is not as it was" in found[0]
    assert "headline row=1 articles: the report says 17, the snapshot 16." in found


def test_what_is_missing_is_one_sentence(
    tea_home: Home, tea_reports: dict[str, Path], tmp_path: Path
) -> None:
    with pytest.raises(
        QueryError, match=r"^The snapshot \S+ that .* is not in .*--snapshot FILE\.$"
    ):
        verify_report(tea_reports["en"], [tmp_path])
    with pytest.raises(QueryError, match=r"^There is no report "):
        verify_report(tmp_path / "none.html", [tmp_path])
    other = tmp_path / "other.html"
    for text in ("", "<html><p>news", "\x00\xff"):
        other.write_text(text, encoding="utf-8")
        with pytest.raises(QueryError, match=r"is no report of aftermath: it names no snapshot\.$"):
            verify_report(other, [tmp_path])


def test_a_report_may_not_name_a_path(
    tea_home: Home, tea_reports: dict[str, Path], tmp_path: Path
) -> None:
    text = tea_reports["en"].read_text(encoding="utf-8")
    page = tmp_path / "page.html"
    page.write_text(
        text.replace(tea_home.current.resolve().name, "../../etc/passwd"), encoding="utf-8"
    )
    with pytest.raises(QueryError, match="names its snapshot by a path"):
        _verify(tea_home, page)


def test_the_commands_write_and_verify(
    tea_home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "report.html"
    home = ["--home", str(tea_home.root)]
    main(["report", "--incident", "tea-recall", "--language", "en", "--output", str(page), *home])
    main(["verify", str(page), *home])
    assert "agree with" in capsys.readouterr().out
    page.write_text(
        page.read_text(encoding="utf-8").replace(">17</data>", ">71</data>", 1), encoding="utf-8"
    )
    with pytest.raises(SystemExit) as left:
        main(["verify", str(page), *home])
    assert left.value.code == 1
    told = capsys.readouterr()
    assert "the report shows 71, the snapshot gives 17" in told.out
    assert re.fullmatch(r"aftermath: .* differs from \S+ in 1 places?\.\n", told.err)
