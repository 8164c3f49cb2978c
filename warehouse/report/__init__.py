"""The report: one self-contained HTML file about an incident, written from a snapshot and verified against it."""

from warehouse.report.page import write_report
from warehouse.report.verify import Verdict, verify_report

__all__ = ["Verdict", "verify_report", "write_report"]
