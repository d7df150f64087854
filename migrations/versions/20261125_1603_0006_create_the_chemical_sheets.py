"""Create the chemical sheets and their samples."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "chemical_sheet",
        sa.Column("agent", sa.Text(), nullable=True),
        sa.Column("agent_text", sa.Text(), nullable=True),
        sa.Column("agent_state", sa.Text(), nullable=True),
        sa.Column("agent_basis", sa.Text(), nullable=True),
        sa.Column("confirmed_by", sa.Text(), nullable=True),
        sa.Column("confirmed_by_text", sa.Text(), nullable=True),
        sa.Column("impact_place_id", sa.Integer(), nullable=True),
        sa.Column("struck_text", sa.Text(), nullable=True),
        sa.Column("struck_edtf", sa.Text(), nullable=True),
        sa.Column("struck_earliest", sa.Date(), nullable=True),
        sa.Column("struck_latest", sa.Date(), nullable=True),
        sa.Column("struck_core_from", sa.Date(), nullable=True),
        sa.Column("struck_core_to", sa.Date(), nullable=True),
        sa.Column("struck_precision", sa.Text(), nullable=True),
        sa.Column("struck_nature", sa.Text(), nullable=True),
        sa.Column("struck_start_kind", sa.Text(), nullable=True),
        sa.Column("struck_end_kind", sa.Text(), nullable=True),
        sa.Column("time_text", sa.Text(), nullable=True),
        sa.Column("munition", sa.Text(), nullable=True),
        sa.Column("munitions_low", sa.Integer(), nullable=True),
        sa.Column("munitions_best", sa.Integer(), nullable=True),
        sa.Column("munitions_high", sa.Integer(), nullable=True),
        sa.Column("munitions_state", sa.Text(), nullable=True),
        sa.Column("delivery", sa.Text(), nullable=True),
        sa.Column("launch", sa.Text(), nullable=True),
        sa.Column("weather", sa.Text(), nullable=True),
        sa.Column("symptoms", sa.Text(), nullable=True),
        sa.Column("symptoms_text", sa.Text(), nullable=True),
        sa.Column("treated_at", sa.Text(), nullable=True),
        sa.Column("facilities", sa.Text(), nullable=True),
        sa.Column("list_refs", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=True),
        sa.Column("cited", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["impact_place_id"], ["incident_place.id"], name=op.f("fk_chemical_sheet_impact_place_id_incident_place")
        ),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_chemical_sheet_incident_id_incident"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chemical_sheet")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_chemical_sheet_agent"), "chemical_sheet", ["agent"], unique=False)
    op.create_index(op.f("ix_chemical_sheet_impact_place_id"), "chemical_sheet", ["impact_place_id"], unique=False)
    op.create_index(op.f("ix_chemical_sheet_incident_id"), "chemical_sheet", ["incident_id"], unique=False)
    op.create_table(
        "sample",
        sa.Column("chemical_sheet_id", sa.Integer(), nullable=True),
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("collected_text", sa.Text(), nullable=True),
        sa.Column("collected_edtf", sa.Text(), nullable=True),
        sa.Column("collected_earliest", sa.Date(), nullable=True),
        sa.Column("collected_latest", sa.Date(), nullable=True),
        sa.Column("collected_core_from", sa.Date(), nullable=True),
        sa.Column("collected_core_to", sa.Date(), nullable=True),
        sa.Column("collected_precision", sa.Text(), nullable=True),
        sa.Column("collected_nature", sa.Text(), nullable=True),
        sa.Column("collected_start_kind", sa.Text(), nullable=True),
        sa.Column("collected_end_kind", sa.Text(), nullable=True),
        sa.Column("collected_by", sa.Text(), nullable=True),
        sa.Column("lab", sa.Text(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("agent", sa.Text(), nullable=True),
        sa.Column("custody", sa.Text(), nullable=True),
        sa.Column("custody_text", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=True),
        sa.Column("cited", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["chemical_sheet_id"], ["chemical_sheet.id"], name=op.f("fk_sample_chemical_sheet_id_chemical_sheet")
        ),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_sample_incident_id_incident"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_sample_chemical_sheet_id"), "sample", ["chemical_sheet_id"], unique=False)
    op.create_index(op.f("ix_sample_incident_id"), "sample", ["incident_id"], unique=False)


def downgrade() -> None:
    for table in ("sample", "chemical_sheet"):
        if op.get_bind().execute(sa.select(sa.literal(1)).select_from(sa.table(table)).limit(1)).first():
            raise RuntimeError(
                f"Going back before revision 0006 would delete what {table} holds. "
                "Restore the backup that was made before the upgrade instead."
            )
    op.drop_index(op.f("ix_sample_incident_id"), table_name="sample")
    op.drop_index(op.f("ix_sample_chemical_sheet_id"), table_name="sample")
    op.drop_table("sample")
    op.drop_index(op.f("ix_chemical_sheet_incident_id"), table_name="chemical_sheet")
    op.drop_index(op.f("ix_chemical_sheet_impact_place_id"), table_name="chemical_sheet")
    op.drop_index(op.f("ix_chemical_sheet_agent"), table_name="chemical_sheet")
    op.drop_table("chemical_sheet")
