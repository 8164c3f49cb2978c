"""What can go wrong for a person, each with one clear sentence.

WarehouseError
├── HomeMissingError   there is no warehouse to read yet
├── HomeBusyError      another run is working in this home
└── QueryError         a question cannot be answered as asked
"""


class WarehouseError(Exception):
    """Something that a person can put right; the message says what, where and how."""


class HomeMissingError(WarehouseError):
    """There is no warehouse to read yet."""


class HomeBusyError(WarehouseError):
    """Another run is working in this home."""


class QueryError(WarehouseError):
    """A question that cannot be answered as asked."""
