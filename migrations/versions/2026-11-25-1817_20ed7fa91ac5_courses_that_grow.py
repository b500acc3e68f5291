"""Rooms for courses that grow: audiences, due days, hand-ins, files, shares, skills, programmes, who is expected.

Server defaults carry the rows that stand; the next two move what was done and answered, and drop what it stood in.
"""

import sqlalchemy as sa
from alembic import op

revision = "20ed7fa91ac5"
down_revision = "c87170f4e5f4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "skill",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_skill_company_id_company"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skill")),
        sa.UniqueConstraint("company_id", "name", name=op.f("uq_skill_company_id_name")),
    )
    op.create_table(
        "invited",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("context_id", sa.Uuid(), nullable=False),
        sa.Column("mentor_email", sa.Text(), nullable=False),
        sa.Column("mentee_email", sa.Text(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "group_id IS NOT NULL OR (mentor_email <> '' AND mentee_email <> '')",
            name=op.f("ck_invited_a_pair_is_two"),
        ),
        sa.CheckConstraint(
            "mentor_email <> '' OR mentee_email <> ''", name=op.f("ck_invited_somebody_is_meant")
        ),
        sa.ForeignKeyConstraint(
            ["context_id"], ["context.id"], name=op.f("fk_invited_context_id_context"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["learning_group.id"],
            name=op.f("fk_invited_group_id_learning_group"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["enrolment.id"],
            name=op.f("fk_invited_made_by_id_enrolment"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invited")),
    )
    with op.batch_alter_table("invited", schema=None) as batch_op:
        batch_op.create_index(
            "ix_invited_context_id_mentee_email", ["context_id", "mentee_email"], unique=False
        )
        batch_op.create_index(
            "ix_invited_context_id_mentor_email", ["context_id", "mentor_email"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_invited_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invited_made_by_id"), ["made_by_id"], unique=False)

    op.create_table(
        "programme",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_programme_company_id_company"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["enrolment.id"],
            name=op.f("fk_programme_made_by_id_enrolment"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
    )
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_programme_company_id"), ["company_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_programme_made_by_id"), ["made_by_id"], unique=False)

    op.create_table(
        "rating",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("skill_id", sa.Uuid(), nullable=False),
        sa.Column("of_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('self', 'mentor', 'peer')", name=op.f("ck_rating_kind_is_known")),
        sa.CheckConstraint("level BETWEEN 0 AND 5", name=op.f("ck_rating_level_is_described")),
        sa.ForeignKeyConstraint(
            ["by_id"], ["enrolment.id"], name=op.f("fk_rating_by_id_enrolment"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["of_id"], ["enrolment.id"], name=op.f("fk_rating_of_id_enrolment"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["skill_id"], ["skill.id"], name=op.f("fk_rating_skill_id_skill"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
    )
    with op.batch_alter_table("rating", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rating_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rating_of_id"), ["of_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rating_skill_id"), ["skill_id"], unique=False)

    op.create_table(
        "stored_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("before_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("size >= 0", name=op.f("ck_stored_file_size_is_a_number")),
        sa.ForeignKeyConstraint(
            ["before_id"],
            ["stored_file.id"],
            name=op.f("fk_stored_file_before_id_stored_file"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["enrolment.id"], name=op.f("fk_stored_file_by_id_enrolment"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_stored_file_company_id_company"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
    )
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stored_file_before_id"), ["before_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stored_file_by_id"), ["by_id"], unique=False)
        batch_op.create_index("ix_stored_file_company_id_digest", ["company_id", "digest"], unique=False)

    op.create_table(
        "progress",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("assigned", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_progress_course_id_course"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolment.id"],
            name=op.f("fk_progress_enrolment_id_enrolment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress")),
        sa.UniqueConstraint("course_id", "enrolment_id", name=op.f("uq_progress_course_id_enrolment_id")),
    )
    with op.batch_alter_table("progress", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_progress_enrolment_id"), ["enrolment_id"], unique=False)

    op.create_table(
        "assignment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("section_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolment.id"],
            name=op.f("fk_assignment_enrolment_id_enrolment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["section_id"], ["section.id"], name=op.f("fk_assignment_section_id_section"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint("section_id", "enrolment_id", name=op.f("uq_assignment_section_id_enrolment_id")),
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignment_enrolment_id"), ["enrolment_id"], unique=False)

    op.create_table(
        "hand_in",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("section_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("right", sa.Integer(), nullable=True),
        sa.Column("asked", sa.Integer(), nullable=True),
        sa.Column("feedback", sa.Text(), nullable=False),
        sa.Column("feedback_by_id", sa.Uuid(), nullable=True),
        sa.Column("feedback_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'handed in', 'handed back', 'done')", name=op.f("ck_hand_in_state_is_known")
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolment.id"],
            name=op.f("fk_hand_in_enrolment_id_enrolment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["feedback_by_id"],
            ["enrolment.id"],
            name=op.f("fk_hand_in_feedback_by_id_enrolment"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["section_id"], ["section.id"], name=op.f("fk_hand_in_section_id_section"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_in")),
        sa.UniqueConstraint(
            "section_id", "enrolment_id", "attempt", name=op.f("uq_hand_in_section_id_enrolment_id_attempt")
        ),
    )
    with op.batch_alter_table("hand_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hand_in_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hand_in_feedback_by_id"), ["feedback_by_id"], unique=False)

    op.create_table(
        "outline_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("section_id", sa.Uuid(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "what IN ('added', 'changed', 'moved', 'hidden', 'shown', 'retired', 'brought back', 'closed', 'opened')",
            name=op.f("ck_outline_change_what_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["enrolment.id"], name=op.f("fk_outline_change_by_id_enrolment"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_outline_change_course_id_course"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["section_id"],
            ["section.id"],
            name=op.f("fk_outline_change_section_id_section"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outline_change")),
    )
    with op.batch_alter_table("outline_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outline_change_by_id"), ["by_id"], unique=False)
        batch_op.create_index("ix_outline_change_course_id_at", ["course_id", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_outline_change_section_id"), ["section_id"], unique=False)

    op.create_table(
        "section_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("section_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("skill_id", sa.Uuid(), nullable=True),
        sa.Column("asks", sa.JSON(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind <> 'rating' OR skill_id IS NOT NULL", name=op.f("ck_section_item_a_rating_is_of_a_skill")
        ),
        sa.CheckConstraint(
            "kind IN ('question', 'rating', 'step', 'single', 'multiple', 'short')",
            name=op.f("ck_section_item_kind_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["section_id"],
            ["section.id"],
            name=op.f("fk_section_item_section_id_section"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["skill_id"], ["skill.id"], name=op.f("fk_section_item_skill_id_skill"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section_item")),
    )
    with op.batch_alter_table("section_item", schema=None) as batch_op:
        batch_op.create_index("ix_section_item_section_id_position", ["section_id", "position"], unique=False)
        batch_op.create_index(batch_op.f("ix_section_item_skill_id"), ["skill_id"], unique=False)

    op.create_table(
        "resource_use",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("helped_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolment.id"],
            name=op.f("fk_resource_use_enrolment_id_enrolment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"],
            ["resource.id"],
            name=op.f("fk_resource_use_resource_id_resource"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resource_use")),
        sa.UniqueConstraint(
            "resource_id", "enrolment_id", name=op.f("uq_resource_use_resource_id_enrolment_id")
        ),
    )
    with op.batch_alter_table("resource_use", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_resource_use_enrolment_id"), ["enrolment_id"], unique=False)

    op.create_table(
        "share",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("with_id", sa.Uuid(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "group_id IS NULL OR with_id IS NULL", name=op.f("ck_share_with_a_group_or_with_one")
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["enrolment.id"], name=op.f("fk_share_by_id_enrolment"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["learning_group.id"],
            name=op.f("fk_share_group_id_learning_group"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resource.id"], name=op.f("fk_share_resource_id_resource"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["with_id"], ["enrolment.id"], name=op.f("fk_share_with_id_enrolment"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share")),
    )
    with op.batch_alter_table("share", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_share_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_share_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_share_resource_id"), ["resource_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_share_with_id"), ["with_id"], unique=False)

    op.create_table(
        "sign_off",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("observed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("did_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolment.id"],
            name=op.f("fk_sign_off_enrolment_id_enrolment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["section_item.id"],
            name=op.f("fk_sign_off_item_id_section_item"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["signed_by_id"],
            ["enrolment.id"],
            name=op.f("fk_sign_off_signed_by_id_enrolment"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_off")),
        sa.UniqueConstraint("item_id", "enrolment_id", name=op.f("uq_sign_off_item_id_enrolment_id")),
    )
    with op.batch_alter_table("sign_off", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_off_enrolment_id"), ["enrolment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_off_signed_by_id"), ["signed_by_id"], unique=False)

    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("item_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("chosen", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("level", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_answer_item_id_section_item"),
            "section_item",
            ["item_id"],
            ["id"],
            ondelete="CASCADE",
        )

    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.add_column(sa.Column("agreement", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("reply_days", sa.Integer(), nullable=False, server_default="7"))
        batch_op.add_column(sa.Column("anonymous", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("capacity", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("set_up_step", sa.Integer(), nullable=False, server_default="6"))
        batch_op.add_column(sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f("ck_course_reply_is_within_three_months"), "reply_days BETWEEN 1 AND 90"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_course_capacity_is_a_number"), "capacity IS NULL OR capacity BETWEEN 1 AND 1000"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_course_set_up_step_is_known"), "set_up_step BETWEEN 1 AND 6"
        )

    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("capacity", sa.Integer(), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f("ck_enrolment_capacity_is_a_number"), "capacity IS NULL OR capacity BETWEEN 0 AND 1000"
        )

    with op.batch_alter_table("resource", schema=None) as batch_op:
        batch_op.add_column(sa.Column("file_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("skills", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.alter_column("section_id", existing_type=sa.Uuid(), nullable=True)
        batch_op.drop_constraint(batch_op.f("ck_resource_kind_is_known"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_resource_a_link_has_an_address"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_resource_kind_is_known"), "kind IN ('link', 'page', 'file', 'video', 'item')"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_resource_a_link_has_an_address"), "kind IN ('page', 'file') OR url IS NOT NULL"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_resource_a_file_has_its_bytes"), "kind <> 'file' OR file_id IS NOT NULL"
        )
        batch_op.create_index(batch_op.f("ix_resource_file_id"), ["file_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_resource_file_id_stored_file"),
            "stored_file",
            ["file_id"],
            ["id"],
            ondelete="CASCADE",
        )

    with op.batch_alter_table("section", schema=None) as batch_op:
        batch_op.add_column(sa.Column("group_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("mentee_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("made_by_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("opens_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("opens_after_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("due_day", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("discussed", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column("asks", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("assigned", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("done", sa.Integer(), nullable=False, server_default="0"))
        batch_op.drop_constraint(batch_op.f("uq_section_course_id_position"), type_="unique")
        batch_op.drop_constraint(batch_op.f("ck_section_kind_is_known"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_section_kind_is_known"),
            "kind IN ('goal-setting', 'session', 'resources', 'assessment', 'reflection', 'text')",
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_section_for_a_group_or_for_one"), "group_id IS NULL OR mentee_id IS NULL"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_section_opens_by_one_rule"),
            "(CASE WHEN opens_day IS NULL THEN 0 ELSE 1 END) + (CASE WHEN opens_on IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN opens_after_id IS NULL THEN 0 ELSE 1 END) <= 1",
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_section_not_after_itself"), "opens_after_id IS NULL OR opens_after_id <> id"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_section_due_by_one_rule"), "due_day IS NULL OR due_on IS NULL"
        )
        batch_op.create_index("ix_section_course_id_position", ["course_id", "position"], unique=False)
        batch_op.create_index(batch_op.f("ix_section_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_section_made_by_id"), ["made_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_section_mentee_id"), ["mentee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_section_opens_after_id"), ["opens_after_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_section_group_id_learning_group"),
            "learning_group",
            ["group_id"],
            ["id"],
            ondelete="CASCADE",
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_section_opens_after_id_section"),
            "section",
            ["opens_after_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_section_made_by_id_enrolment"),
            "enrolment",
            ["made_by_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_section_mentee_id_enrolment"),
            "enrolment",
            ["mentee_id"],
            ["id"],
            ondelete="CASCADE",
        )


def downgrade() -> None:
    # What the older version has no place for goes: it could neither show nor keep it.
    op.execute("DELETE FROM resource WHERE section_id IS NULL OR kind NOT IN ('link', 'page')")
    op.execute("DELETE FROM section WHERE kind = 'text'")
    with op.batch_alter_table("section", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_section_mentee_id_enrolment"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_section_made_by_id_enrolment"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_section_opens_after_id_section"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_section_group_id_learning_group"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_section_opens_after_id"))
        batch_op.drop_index(batch_op.f("ix_section_mentee_id"))
        batch_op.drop_index(batch_op.f("ix_section_made_by_id"))
        batch_op.drop_index(batch_op.f("ix_section_group_id"))
        batch_op.drop_index("ix_section_course_id_position")
        batch_op.create_unique_constraint(
            batch_op.f("uq_section_course_id_position"), ["course_id", "position"]
        )
        for rule in (
            "due_by_one_rule",
            "not_after_itself",
            "opens_by_one_rule",
            "for_a_group_or_for_one",
            "kind_is_known",
        ):
            batch_op.drop_constraint(batch_op.f(f"ck_section_{rule}"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_section_kind_is_known"),
            "kind IN ('goal-setting', 'session', 'resources', 'assessment', 'reflection')",
        )
        batch_op.drop_column("done")
        batch_op.drop_column("assigned")
        batch_op.drop_column("retired_at")
        batch_op.drop_column("hidden_at")
        batch_op.drop_column("asks")
        batch_op.drop_column("discussed")
        batch_op.drop_column("due_on")
        batch_op.drop_column("due_day")
        batch_op.drop_column("opens_after_id")
        batch_op.drop_column("opens_on")
        batch_op.drop_column("made_by_id")
        batch_op.drop_column("mentee_id")
        batch_op.drop_column("group_id")

    with op.batch_alter_table("resource", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_resource_file_id_stored_file"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_resource_file_id"))
        for rule in ("a_file_has_its_bytes", "a_link_has_an_address", "kind_is_known"):
            batch_op.drop_constraint(batch_op.f(f"ck_resource_{rule}"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_resource_kind_is_known"), "kind IN ('link', 'page')")
        batch_op.create_check_constraint(
            batch_op.f("ck_resource_a_link_has_an_address"), "kind <> 'link' OR url IS NOT NULL"
        )
        batch_op.alter_column("section_id", existing_type=sa.Uuid(), nullable=False)
        batch_op.drop_column("retired_at")
        batch_op.drop_column("skills")
        batch_op.drop_column("file_id")

    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_enrolment_capacity_is_a_number"), type_="check")
        batch_op.drop_column("capacity")

    with op.batch_alter_table("course", schema=None) as batch_op:
        for rule in ("set_up_step_is_known", "capacity_is_a_number", "reply_is_within_three_months"):
            batch_op.drop_constraint(batch_op.f(f"ck_course_{rule}"), type_="check")
        batch_op.drop_column("closed_at")
        batch_op.drop_column("set_up_step")
        batch_op.drop_column("capacity")
        batch_op.drop_column("anonymous")
        batch_op.drop_column("reply_days")
        batch_op.drop_column("agreement")

    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_answer_item_id_section_item"), type_="foreignkey")
        batch_op.drop_column("level")
        batch_op.drop_column("chosen")
        batch_op.drop_column("item_id")

    with op.batch_alter_table("sign_off", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_off_signed_by_id"))
        batch_op.drop_index(batch_op.f("ix_sign_off_enrolment_id"))

    op.drop_table("sign_off")
    with op.batch_alter_table("share", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_share_with_id"))
        batch_op.drop_index(batch_op.f("ix_share_resource_id"))
        batch_op.drop_index(batch_op.f("ix_share_group_id"))
        batch_op.drop_index(batch_op.f("ix_share_by_id"))

    op.drop_table("share")
    with op.batch_alter_table("resource_use", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_resource_use_enrolment_id"))

    op.drop_table("resource_use")
    with op.batch_alter_table("section_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_section_item_skill_id"))
        batch_op.drop_index("ix_section_item_section_id_position")

    op.drop_table("section_item")
    with op.batch_alter_table("outline_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outline_change_section_id"))
        batch_op.drop_index("ix_outline_change_course_id_at")
        batch_op.drop_index(batch_op.f("ix_outline_change_by_id"))

    op.drop_table("outline_change")
    with op.batch_alter_table("hand_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hand_in_feedback_by_id"))
        batch_op.drop_index(batch_op.f("ix_hand_in_enrolment_id"))

    op.drop_table("hand_in")
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assignment_enrolment_id"))

    op.drop_table("assignment")
    with op.batch_alter_table("progress", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_progress_enrolment_id"))

    op.drop_table("progress")
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.drop_index("ix_stored_file_company_id_digest")
        batch_op.drop_index(batch_op.f("ix_stored_file_by_id"))
        batch_op.drop_index(batch_op.f("ix_stored_file_before_id"))

    op.drop_table("stored_file")
    with op.batch_alter_table("rating", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rating_skill_id"))
        batch_op.drop_index(batch_op.f("ix_rating_of_id"))
        batch_op.drop_index(batch_op.f("ix_rating_by_id"))

    op.drop_table("rating")
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_programme_made_by_id"))
        batch_op.drop_index(batch_op.f("ix_programme_company_id"))

    op.drop_table("programme")
    with op.batch_alter_table("invited", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invited_made_by_id"))
        batch_op.drop_index(batch_op.f("ix_invited_group_id"))
        batch_op.drop_index("ix_invited_context_id_mentor_email")
        batch_op.drop_index("ix_invited_context_id_mentee_email")

    op.drop_table("invited")
    op.drop_table("skill")
