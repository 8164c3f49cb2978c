"""Pure functions from a fetched page to a clean document or a named rejection."""
