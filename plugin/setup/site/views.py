"""The page on which a lead reads how the learning site and Tandem get on."""

from __future__ import annotations

from flask import Blueprint

from plugin.door import allow
from plugin.forms import page
from plugin.member import Member
from plugin.setup.policy import can_begin
from plugin.setup.site.queries import matters_of

pages = Blueprint("site", __name__, url_prefix="/v/<visit>/set-up/learning-site")


@pages.get("/")
@allow(can_begin)
def show(member: Member) -> str:
    """What it tells Tandem, and what it takes from it."""
    return page("site/page.html", matters=matters_of(member))
