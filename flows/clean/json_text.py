"""JSON as pages carry it: in comments, in CDATA, with a semicolon behind it."""

import json
import re
from typing import Any

MAX_JSON = 1_500_000  # characters of one object
_WRAPPING = re.compile(r"^\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*$")


def parse_json(text: str) -> Any:
    """Return what a text says as JSON; None where it is none, or too long."""
    if len(text) > MAX_JSON:
        return None
    try:
        return json.loads(_WRAPPING.sub("", text).strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None
