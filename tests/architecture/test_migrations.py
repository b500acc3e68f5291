"""The migrations lead to the models, there and back, on both databases."""

from __future__ import annotations

import ast

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from plugin.database import db
from tests.architecture.sources import ROOT, modules, named, parsed
from tests.harness.house import built


@pytest.fixture
def empty(databases):
    """An application on a database without a table."""
    app = built(database_url=databases.bare())
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def test_there_is_one_head():
    assert len(ScriptDirectory(ROOT / "migrations").get_heads()) == 1


def test_models_equal_the_head(empty):
    upgrade()

    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": ours})
        assert compare_metadata(context, db.metadata) == []


def test_up_down_up(empty):
    upgrade()
    there = set(inspect(db.engine).get_table_names())
    downgrade(revision="base")
    back = set(inspect(db.engine).get_table_names())
    upgrade()

    assert back <= {"alembic_version"}
    assert set(inspect(db.engine).get_table_names()) == there


@pytest.mark.parametrize("file", [f for f in modules("migrations") if f.name != "env.py"], ids=named)
def test_a_migration_never_imports_the_models(file):
    """Models go on changing; what a migration did must not change with them."""
    nodes = list(ast.walk(parsed(file)))
    names = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    names |= {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}

    assert not {name for name in names if name.split(".")[0] == "plugin"}


def ours(name: str | None, kind: str, _parents: object) -> bool:
    """Everything but what the full-text search keeps for itself."""
    return kind not in {"table", "index"} or not (name or "").startswith("search_")
