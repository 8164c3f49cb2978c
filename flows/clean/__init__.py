"""Pure functions from a fetched page to a clean document or a named rejection."""

from flows.clean.document import clean_page

__all__ = ["clean_page"]
