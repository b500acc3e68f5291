"""How Tandem and the LMS come together: the operator invites, the LMS's administrator opens the invitation."""

import re
from urllib.parse import urlsplit

import requests
from flask import Flask
from sqlalchemy import exists, select

from demo.lms.registration import opened_with
from demo.lms.world import World
from demo.servers import HOST, Server, free_port
from plugin.database import db, transaction
from plugin.lti.models import Platform


def add_tool(app: Flask, world: World) -> None:
    """Once, by dynamic registration; nothing happens where an earlier run has done it. The LMS must be serving."""
    if _knows(app, world):
        return
    with world.memory.changing() as memory:
        memory.tools.clear()  # an LMS that remembers a tool whose database is gone
    address = urlsplit(opened_with(world, _invitation(app)))
    # By a side door: at its own address Tandem answers nobody before the history is told.
    port = free_port()
    with Server(app, port) as side_door:
        side_door.start()
        _open(f"http://{HOST}:{port}{address.path}?{address.query}", host=address.netloc)
    if not world.memory.tools:
        raise RuntimeError("Tandem was opened and has not registered with the LMS")


def _knows(app: Flask, world: World) -> bool:
    here = select(Platform.id).where(
        Platform.issuer == world.issuer,
        Platform.client_id.in_([tool.client_id for tool in world.memory.tools]),
    )
    with app.app_context(), transaction(writing=False):
        return bool(db.session.scalar(select(exists(here))))


def _invitation(app: Flask) -> str:
    """The operator's command, and the address that it prints."""
    told = app.test_cli_runner().invoke(args=["lti", "invite"])
    found = re.search(r"https?://\S+/lti/register/\S+", told.output)
    if told.exit_code or not found:
        raise RuntimeError(f"the LMS could not be invited: {told.output}") from told.exception
    return found[0]


def _open(address: str, host: str) -> None:
    answer = requests.get(address, headers={"Host": host}, timeout=30)
    if not answer.ok:
        raise RuntimeError(f"the LMS's tool could not be added: {answer.text}")
