"""Forgetting who opened whose page, with nobody watching."""

from __future__ import annotations

from plugin.jobs.tasks import hourly
from plugin.people.opened.actions import sweep

swept = hourly("opened", sweep)
