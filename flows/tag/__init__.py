"""Pure functions from a document and an incident to relevance, mentions and stance."""
