"""Undoing what copy farms do to texts so that search engines do not see a copy.

restore   what is looked for, in which order
gate      whether a page has been annotated with readings
shift     characters broken by annotating bytes, `runs` how they are read again
"""

from flows.clean.restoration.restore import (
    PageRestoration,
    Restoration,
    restore_page,
    restore_text,
)

__all__ = ["PageRestoration", "Restoration", "restore_page", "restore_text"]
