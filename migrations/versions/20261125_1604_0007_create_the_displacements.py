"""Create the displacements and their legs."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "displacement",
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("term", sa.Text(), nullable=True),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("moved_text", sa.Text(), nullable=True),
        sa.Column("moved_edtf", sa.Text(), nullable=True),
        sa.Column("moved_earliest", sa.Date(), nullable=True),
        sa.Column("moved_latest", sa.Date(), nullable=True),
        sa.Column("moved_core_from", sa.Date(), nullable=True),
        sa.Column("moved_core_to", sa.Date(), nullable=True),
        sa.Column("moved_precision", sa.Text(), nullable=True),
        sa.Column("moved_nature", sa.Text(), nullable=True),
        sa.Column("moved_start_kind", sa.Text(), nullable=True),
        sa.Column("moved_end_kind", sa.Text(), nullable=True),
        sa.Column("reported_on_text", sa.Text(), nullable=True),
        sa.Column("reported_on_edtf", sa.Text(), nullable=True),
        sa.Column("reported_on_earliest", sa.Date(), nullable=True),
        sa.Column("reported_on_latest", sa.Date(), nullable=True),
        sa.Column("reported_on_core_from", sa.Date(), nullable=True),
        sa.Column("reported_on_core_to", sa.Date(), nullable=True),
        sa.Column("reported_on_precision", sa.Text(), nullable=True),
        sa.Column("reported_on_nature", sa.Text(), nullable=True),
        sa.Column("reported_on_start_kind", sa.Text(), nullable=True),
        sa.Column("reported_on_end_kind", sa.Text(), nullable=True),
        sa.Column("expires_on_text", sa.Text(), nullable=True),
        sa.Column("expires_on_edtf", sa.Text(), nullable=True),
        sa.Column("expires_on_earliest", sa.Date(), nullable=True),
        sa.Column("expires_on_latest", sa.Date(), nullable=True),
        sa.Column("expires_on_core_from", sa.Date(), nullable=True),
        sa.Column("expires_on_core_to", sa.Date(), nullable=True),
        sa.Column("expires_on_precision", sa.Text(), nullable=True),
        sa.Column("expires_on_nature", sa.Text(), nullable=True),
        sa.Column("expires_on_start_kind", sa.Text(), nullable=True),
        sa.Column("expires_on_end_kind", sa.Text(), nullable=True),
        sa.Column("occurred_relative", sa.Text(), nullable=True),
        sa.Column("agreement", sa.Text(), nullable=True),
        sa.Column("agreed_text", sa.Text(), nullable=True),
        sa.Column("agreed_edtf", sa.Text(), nullable=True),
        sa.Column("agreed_earliest", sa.Date(), nullable=True),
        sa.Column("agreed_latest", sa.Date(), nullable=True),
        sa.Column("agreed_core_from", sa.Date(), nullable=True),
        sa.Column("agreed_core_to", sa.Date(), nullable=True),
        sa.Column("agreed_precision", sa.Text(), nullable=True),
        sa.Column("agreed_nature", sa.Text(), nullable=True),
        sa.Column("agreed_start_kind", sa.Text(), nullable=True),
        sa.Column("agreed_end_kind", sa.Text(), nullable=True),
        sa.Column("agreement_parties", sa.Text(), nullable=True),
        sa.Column("mediators", sa.Text(), nullable=True),
        sa.Column("agreement_text", sa.Text(), nullable=True),
        sa.Column("un_involved", sa.Text(), nullable=True),
        sa.Column("un_role", sa.Text(), nullable=True),
        sa.Column("consent", sa.Text(), nullable=True),
        sa.Column("consent_reason", sa.Text(), nullable=True),
        sa.Column("transport", sa.Text(), nullable=True),
        sa.Column("conditions", sa.Text(), nullable=True),
        sa.Column("return_right", sa.Text(), nullable=True),
        sa.Column("return_text", sa.Text(), nullable=True),
        sa.Column("review", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=True),
        sa.Column("cited", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_displacement_incident_id_incident"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_displacement")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_displacement_incident_id"), "displacement", ["incident_id"], unique=False)
    op.create_table(
        "displacement_leg",
        sa.Column("displacement_id", sa.Integer(), nullable=True),
        sa.Column("incident_place_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("dated_text", sa.Text(), nullable=True),
        sa.Column("dated_edtf", sa.Text(), nullable=True),
        sa.Column("dated_earliest", sa.Date(), nullable=True),
        sa.Column("dated_latest", sa.Date(), nullable=True),
        sa.Column("dated_core_from", sa.Date(), nullable=True),
        sa.Column("dated_core_to", sa.Date(), nullable=True),
        sa.Column("dated_precision", sa.Text(), nullable=True),
        sa.Column("dated_nature", sa.Text(), nullable=True),
        sa.Column("dated_start_kind", sa.Text(), nullable=True),
        sa.Column("dated_end_kind", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=True),
        sa.Column("cited", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["displacement_id"], ["displacement.id"], name=op.f("fk_displacement_leg_displacement_id_displacement")
        ),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_displacement_leg_incident_id_incident"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["incident_place_id"],
            ["incident_place.id"],
            name=op.f("fk_displacement_leg_incident_place_id_incident_place"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_displacement_leg")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_displacement_leg_displacement_id"), "displacement_leg", ["displacement_id"], unique=False)
    op.create_index(op.f("ix_displacement_leg_incident_id"), "displacement_leg", ["incident_id"], unique=False)
    op.create_index(
        op.f("ix_displacement_leg_incident_place_id"), "displacement_leg", ["incident_place_id"], unique=False
    )


def downgrade() -> None:
    for table in ("displacement_leg", "displacement"):
        if op.get_bind().execute(sa.select(sa.literal(1)).select_from(sa.table(table)).limit(1)).first():
            raise RuntimeError(
                f"Going back before revision 0007 would delete what {table} holds. "
                "Restore the backup that was made before the upgrade instead."
            )
    op.drop_index(op.f("ix_displacement_leg_incident_place_id"), table_name="displacement_leg")
    op.drop_index(op.f("ix_displacement_leg_incident_id"), table_name="displacement_leg")
    op.drop_index(op.f("ix_displacement_leg_displacement_id"), table_name="displacement_leg")
    op.drop_table("displacement_leg")
    op.drop_index(op.f("ix_displacement_incident_id"), table_name="displacement")
    op.drop_table("displacement")
