"""The arguments of the commands that keep it running."""

import argparse
from collections.abc import Callable
from pathlib import Path

from flows.arguments import add_incidents, add_workers, day


def add_operating(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    add: Callable[..., argparse.ArgumentParser],
) -> None:
    """Add up, schedule, doctor, prune, backup, restore and alerts; `add` makes one command."""
    up = add(
        commands,
        "up",
        "operate",
        "serve Prefect's UI and the daily run until Ctrl-C",
        "aftermath up",
    )
    up.add_argument("--port", type=int, default=4200, metavar="PORT", help="(default: 4200)")
    up.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="ADDRESS",
        help="where to listen (default: 127.0.0.1); another needs AFTERMATH_PASSWORD",
    )
    add_workers(up)
    schedule = add(
        commands,
        "schedule",
        "operate",
        "show or change when the daily run starts; `aftermath up` takes it over",
        "aftermath schedule --cron '30 6 * * *' --timezone Asia/Shanghai",
    )
    schedule.add_argument("--cron", metavar="LINE", help="minute hour day month weekday")
    schedule.add_argument("--timezone", metavar="ZONE", help="such as Asia/Shanghai")
    _add_upkeep(commands, add)
    _add_alerts(add(commands, "alerts", "alerts", "list the rules that speak up by themselves"))


def _add_upkeep(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    add: Callable[..., argparse.ArgumentParser],
) -> None:
    """Add doctor, prune, backup and restore."""
    about = "is this machine, configuration and warehouse in order"
    add(commands, "doctor", "upkeep", about)
    prune = add(
        commands,
        "prune",
        "upkeep",
        "delete old archives without evidence of relevant articles, and old snapshots",
        "aftermath prune --keep 180 --snapshots 3",
    )
    prune.add_argument(
        "--keep", type=int, required=True, metavar="DAYS", help="of archives without evidence"
    )
    prune.add_argument(
        "--snapshots", type=int, default=3, metavar="N", help="newest to keep (default: 3)"
    )
    prune.add_argument("--dry-run", action="store_true", help="only say what would be deleted")
    copying = "copy what cannot be made again to another folder; what is there already stays"
    backup = add(commands, "backup", "upkeep", copying, "aftermath backup /mnt/backup/aftermath")
    backup.add_argument("folder", type=Path, metavar="FOLDER")
    making = "make a home out of a backup"
    restore = add(commands, "restore", "upkeep", making, "aftermath restore /mnt/backup/aftermath")
    restore.add_argument("folder", type=Path, metavar="FOLDER")


def _add_alerts(alerts: argparse.ArgumentParser) -> None:
    actions = alerts.add_subparsers(metavar="ACTION")
    replay = actions.add_parser("replay", help="say what would have fired in the past")
    replay.add_argument("--home", metavar="DIR", default=argparse.SUPPRESS, help="as above")
    add_incidents(replay)
    replay.add_argument("--since", type=day, metavar="DAY", help="(default: 30 days before)")
    replay.add_argument("--until", type=day, metavar="DAY", help="(default: the last run)")
    replay.set_defaults(function="replay")
