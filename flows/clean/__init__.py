"""Pure functions from a fetched page to a clean document or a named rejection."""

from flows.clean.document import clean_page
from flows.clean.pages import join_pages
from flows.clean.restoration import restore_text

__all__ = ["clean_page", "join_pages", "restore_text"]
