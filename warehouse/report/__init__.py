"""The report: one self-contained HTML file about an incident, written from a snapshot."""

from warehouse.report.page import write_report

__all__ = ["write_report"]
