"""What the parts of a board are called: its columns, its orders, and whom it shows."""

from __future__ import annotations

from flask_babel import gettext as _


def headings() -> dict[str, str]:
    """The columns beside the names."""
    return {
        "going": _("How it is going"),
        "journey": _("Journey"),
        "step": _("Next step"),
        "goals": _("Goals"),
        "contact": _("Last contact"),
        "waiting": _("Waiting on me"),
        "promises": _("Promises"),
        "pulse": _("How useful"),
        "here": _("Last here"),
    }


def orders() -> dict[str, str]:
    """The orders."""
    return {
        "attention": _("What may need a word"),
        "name": _("Name"),
        "contact": _("Longest without contact"),
        "due": _("Next step due"),
        "waiting": _("Longest waiting for me"),
    }


def shown() -> dict[str, str]:
    """Whom it shows."""
    return {
        "all": _("All"),
        "needs": _("May need a word"),
        "waiting": _("Wait for me"),
        "quiet": _("Quiet"),
    }
