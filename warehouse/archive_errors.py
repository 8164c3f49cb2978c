"""What can be wrong with a landing file: raised where nothing can be done, reported where the rest is good.

LandingError (ValueError)       a file that cannot be written, or that is no WARC file at all
"""

from dataclasses import dataclass


class LandingError(ValueError):
    """A landing file cannot be used; the message names it and says why, in one sentence."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A record that could not be read; reading goes on behind it."""

    file: str  # as given to the reader
    offset: int  # bytes from the start of the file to the damaged record
    reason: str  # for a person
