"""Landing: everything a crawl fetched, in WARC files that are never changed."""

from warehouse.archive_errors import Damage, LandingError
from warehouse.archive_format import HowFound, ReceivedResponse
from warehouse.archive_write import LandingWriter

__all__ = ["Damage", "HowFound", "LandingError", "LandingWriter", "ReceivedResponse"]
