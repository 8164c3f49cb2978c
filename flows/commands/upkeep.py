"""Commands that look after a home: doctor, prune, backup, restore."""

from argparse import Namespace
from datetime import UTC, datetime, timedelta

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows import backup as copies
from flows.doctor import Finding, Health, examine
from flows.upkeep import human, plan_pruning
from flows.upkeep import prune as delete
from warehouse.errors import WarehouseError
from warehouse.home import Home
from warehouse.live import run_lock

_STYLES = {Health.FINE: "green", Health.NOTE: "yellow", Health.BROKEN: "bold red"}


def doctor(home: Home, arguments: Namespace) -> None:
    """Look at everything, show it, and fail where something is broken."""
    findings = list(examine(home, datetime.now(UTC)))
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for finding in findings:
        table.add_row(finding.about, _health(finding), Text(finding.words))
    console = Console()
    console.print(table, soft_wrap=not console.is_terminal)
    broken = [finding.about for finding in findings if finding.health is Health.BROKEN]
    if broken:
        raise WarehouseError(f"Not in order: {', '.join(broken)}.")


def prune(home: Home, arguments: Namespace) -> None:
    """Delete old archives without evidence, and old snapshots."""
    if arguments.keep < 1 or arguments.snapshots < 1:
        raise WarehouseError("Keep at least one day of archives and one snapshot.")
    before = datetime.now(UTC) - timedelta(days=arguments.keep)
    with run_lock(home):
        pruning = plan_pruning(home, before, arguments.snapshots)
        told = (
            f"{len(pruning.archives)} archives and {len(pruning.snapshots)} snapshots, "
            f"{human(pruning.size)}"
        )
        if arguments.dry_run:
            print(f"Would delete {told}; nothing was deleted.")
            return
        delete(home, pruning)
    print(f"Deleted {told}. A rebuild no longer knows the links and requests in these archives.")


def backup(home: Home, arguments: Namespace) -> None:
    """Copy what cannot be made again to another folder."""
    copied = copies.back_up(home, arguments.folder.absolute())
    print(f"Copied {copied.files} new files, {human(copied.size)}, to {arguments.folder}.")


def restore(home: Home, arguments: Namespace) -> None:
    """Make a home out of a backup."""
    copied = copies.restore(home, arguments.folder.absolute())
    print(f"Restored {copied.files} files, {human(copied.size)}, to {home.root}.")


def _health(finding: Finding) -> Text:
    return Text(finding.health, _STYLES[finding.health])
