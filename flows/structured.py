"""Logs for programs: with AFTERMATH_LOG=json in the environment every line that a run says is a JSON object."""

import json
import logging
import os
import sys
from datetime import UTC, datetime
from typing import Any

_LOGGERS = ("prefect.flow_runs", "prefect.task_runs")
_KEPT = {"flow_run_name": "run", "task_run_name": "task"}  # what Prefect knows of a line


def is_structured() -> bool:
    """Say whether logs are to be JSON."""
    return os.environ.get("AFTERMATH_LOG") == "json"


def line(level: str, message: str, **more: Any) -> str:
    """Return one line of a log."""
    told = {"at": datetime.now(UTC).isoformat(), "level": level, "message": message} | more
    return json.dumps(told, ensure_ascii=False, default=str)


def log_structured() -> None:
    """Have runs write their log to standard error, too, where the environment asks for it."""
    if not is_structured():
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Lines())
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(one.formatter, _Lines) for one in logger.handlers):
            logger.addHandler(handler)


class _Lines(logging.Formatter):
    """One JSON object per record."""

    def format(self, record: logging.LogRecord) -> str:
        more = {key: getattr(record, name, None) for name, key in _KEPT.items()}
        more = {key: value for key, value in more.items() if value not in {None, "<unknown>"}}
        if record.exc_info:
            more["traceback"] = self.formatException(record.exc_info)
        return line(record.levelname, record.getMessage(), **more)
