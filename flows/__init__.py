"""Orchestration: the command line and the Prefect flows that carry pages to the warehouse."""
