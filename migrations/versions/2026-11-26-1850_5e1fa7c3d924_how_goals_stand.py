"""How a goal stands, turn by turn and with reasons; how sure both are of it; what its owner's mentors propose."""

import sqlalchemy as sa
from alembic import op

revision = "5e1fa7c3d924"
down_revision = "8d2c5e90b17f"
branch_labels = None
depends_on = None

STOOD = "state IN ('in progress', 'achieved', 'let go')"
STANDS = "state IN ('draft', 'agreed', 'in progress', 'trying', 'paused', 'achieved', 'let go')"
KINDS_BEFORE = "kind IN ('tried', 'success', 'failure', 'tactic', 'change', 'trying')"
KINDS = "kind IN ('tried', 'success', 'failure', 'tactic', 'change', 'trying', 'turn')"
UNTIL_BEFORE = "(kind = 'trying') = (until IS NOT NULL)"
# The latest line of its journal says what a goal is being tried for, and until when.
TRYING = """
UPDATE goal SET state = 'trying', until = (
  SELECT e.until FROM journal_entry e WHERE e.goal_id = goal.id ORDER BY e.at DESC, e.id DESC LIMIT 1)
WHERE state = 'in progress' AND 'trying' = (
  SELECT e.kind FROM journal_entry e WHERE e.goal_id = goal.id ORDER BY e.at DESC, e.id DESC LIMIT 1)
"""


def key(table: str, column: str, to: str, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"), ondelete=ondelete
    )


def ids(*columns: str, null: bool = False) -> list[sa.Column]:
    return [sa.Column(name, sa.Uuid(), nullable=null) for name in columns]


def words(*columns: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in columns]


def moments(*columns: str, null: bool = False) -> list[sa.Column]:
    return [sa.Column(name, sa.DateTime(timezone=True), nullable=null) for name in columns]


def upgrade() -> None:
    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.add_column(sa.Column("until", sa.Date(), nullable=True))
        batch_op.drop_constraint(batch_op.f("ck_goal_state_is_known"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_goal_state_is_known"), STANDS)
    op.execute(TRYING)
    with op.batch_alter_table("journal_entry", schema=None) as batch_op:
        batch_op.add_column(sa.Column("state", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("by_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_journal_entry_by_id_enrolment"),
            "enrolment",
            ["by_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.create_index(batch_op.f("ix_journal_entry_by_id"), ["by_id"], unique=False)
        batch_op.drop_constraint(batch_op.f("ck_journal_entry_kind_is_known"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_journal_entry_trying_until_a_day"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_journal_entry_kind_is_known"), KINDS)
        batch_op.create_check_constraint(batch_op.f("ck_journal_entry_state_is_known"), STANDS)
        batch_op.create_check_constraint(
            batch_op.f("ck_journal_entry_trying_until_a_day"), "kind <> 'trying' OR until IS NOT NULL"
        )
    op.create_table(
        "goal_rating",
        *ids("id", "goal_id", "by_id"),
        *words("of", "stage"),
        sa.Column("value", sa.Integer(), nullable=False),
        *moments("at"),
        sa.CheckConstraint("of IN ('confidence', 'level')", name=op.f("ck_goal_rating_of_is_known")),
        sa.CheckConstraint("stage IN ('start', 'end')", name=op.f("ck_goal_rating_stage_is_known")),
        sa.CheckConstraint("value BETWEEN 0 AND 5", name=op.f("ck_goal_rating_within_the_scale")),
        key("goal_rating", "goal_id", "goal"),
        key("goal_rating", "by_id", "enrolment"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_rating")),
        sa.UniqueConstraint(
            "goal_id", "by_id", "of", "stage", name=op.f("uq_goal_rating_goal_id_by_id_of_stage")
        ),
    )
    op.create_index(op.f("ix_goal_rating_by_id"), "goal_rating", ["by_id"], unique=False)
    op.create_table(
        "goal_proposal",
        *ids("id", "goal_id"),
        *ids("by_id", null=True),
        *words("title", "outcome", "milestone", "why", "answer"),
        sa.Column("milestone_due", sa.Date(), nullable=True),
        *moments("made_at"),
        *moments("settled_at", null=True),
        sa.Column("taken", sa.Boolean(), nullable=True),
        sa.CheckConstraint(
            "(taken IS NULL) = (settled_at IS NULL)",
            name=op.f("ck_goal_proposal_settled_one_way_or_the_other"),
        ),
        sa.CheckConstraint(
            "milestone = '' OR milestone_due IS NOT NULL",
            name=op.f("ck_goal_proposal_a_milestone_has_its_day"),
        ),
        key("goal_proposal", "goal_id", "goal"),
        key("goal_proposal", "by_id", "enrolment", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_proposal")),
    )
    for column in ("goal_id", "by_id"):
        op.create_index(op.f(f"ix_goal_proposal_{column}"), "goal_proposal", [column], unique=False)


def downgrade() -> None:
    op.drop_table("goal_proposal")
    op.drop_table("goal_rating")
    op.execute("DELETE FROM journal_entry WHERE kind = 'turn'")
    op.execute("UPDATE goal SET state = 'in progress' WHERE state IN ('draft', 'agreed', 'trying', 'paused')")
    with op.batch_alter_table("journal_entry", schema=None) as batch_op:
        for name in ("kind_is_known", "state_is_known", "trying_until_a_day"):
            batch_op.drop_constraint(batch_op.f(f"ck_journal_entry_{name}"), type_="check")
        batch_op.drop_index(batch_op.f("ix_journal_entry_by_id"))
        batch_op.drop_constraint(batch_op.f("fk_journal_entry_by_id_enrolment"), type_="foreignkey")
        batch_op.drop_column("by_id")
        batch_op.drop_column("state")
        batch_op.create_check_constraint(batch_op.f("ck_journal_entry_kind_is_known"), KINDS_BEFORE)
        batch_op.create_check_constraint(batch_op.f("ck_journal_entry_trying_until_a_day"), UNTIL_BEFORE)
    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_goal_state_is_known"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_goal_state_is_known"), STOOD)
        batch_op.drop_column("until")
