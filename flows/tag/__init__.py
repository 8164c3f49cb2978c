"""Tag: what a document is about, as a function of its text and the incident's file alone."""

from flows.tag.tagging import tag_document

__all__ = ["tag_document"]
