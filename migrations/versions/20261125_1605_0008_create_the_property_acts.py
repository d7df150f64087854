"""Create the property acts and their holders."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "property_act",
        sa.Column("act", sa.Text(), nullable=True),
        sa.Column("property_kind", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("cadastral_ref", sa.Text(), nullable=True),
        sa.Column("incident_place_id", sa.Integer(), nullable=True),
        sa.Column("acted_text", sa.Text(), nullable=True),
        sa.Column("acted_edtf", sa.Text(), nullable=True),
        sa.Column("acted_earliest", sa.Date(), nullable=True),
        sa.Column("acted_latest", sa.Date(), nullable=True),
        sa.Column("acted_core_from", sa.Date(), nullable=True),
        sa.Column("acted_core_to", sa.Date(), nullable=True),
        sa.Column("acted_precision", sa.Text(), nullable=True),
        sa.Column("acted_nature", sa.Text(), nullable=True),
        sa.Column("acted_start_kind", sa.Text(), nullable=True),
        sa.Column("acted_end_kind", sa.Text(), nullable=True),
        sa.Column("right_held", sa.Text(), nullable=True),
        sa.Column("documents", sa.Text(), nullable=True),
        sa.Column("documents_text", sa.Text(), nullable=True),
        sa.Column("evidence_strength", sa.Text(), nullable=True),
        sa.Column("area_m2", sa.Float(precision=53), nullable=True),
        sa.Column("area_text", sa.Text(), nullable=True),
        sa.Column("value", sa.Float(precision=53), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("valued_text", sa.Text(), nullable=True),
        sa.Column("valued_edtf", sa.Text(), nullable=True),
        sa.Column("valued_earliest", sa.Date(), nullable=True),
        sa.Column("valued_latest", sa.Date(), nullable=True),
        sa.Column("valued_core_from", sa.Date(), nullable=True),
        sa.Column("valued_core_to", sa.Date(), nullable=True),
        sa.Column("valued_precision", sa.Text(), nullable=True),
        sa.Column("valued_nature", sa.Text(), nullable=True),
        sa.Column("valued_start_kind", sa.Text(), nullable=True),
        sa.Column("valued_end_kind", sa.Text(), nullable=True),
        sa.Column("value_text", sa.Text(), nullable=True),
        sa.Column("occupant_id", sa.Integer(), nullable=True),
        sa.Column("occupant_text", sa.Text(), nullable=True),
        sa.Column("instrument_id", sa.Integer(), nullable=True),
        sa.Column("procedure_text", sa.Text(), nullable=True),
        sa.Column("deadline_text", sa.Text(), nullable=True),
        sa.Column("deadline_edtf", sa.Text(), nullable=True),
        sa.Column("deadline_earliest", sa.Date(), nullable=True),
        sa.Column("deadline_latest", sa.Date(), nullable=True),
        sa.Column("deadline_core_from", sa.Date(), nullable=True),
        sa.Column("deadline_core_to", sa.Date(), nullable=True),
        sa.Column("deadline_precision", sa.Text(), nullable=True),
        sa.Column("deadline_nature", sa.Text(), nullable=True),
        sa.Column("deadline_start_kind", sa.Text(), nullable=True),
        sa.Column("deadline_end_kind", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("ended_text", sa.Text(), nullable=True),
        sa.Column("ended_edtf", sa.Text(), nullable=True),
        sa.Column("ended_earliest", sa.Date(), nullable=True),
        sa.Column("ended_latest", sa.Date(), nullable=True),
        sa.Column("ended_core_from", sa.Date(), nullable=True),
        sa.Column("ended_core_to", sa.Date(), nullable=True),
        sa.Column("ended_precision", sa.Text(), nullable=True),
        sa.Column("ended_nature", sa.Text(), nullable=True),
        sa.Column("ended_start_kind", sa.Text(), nullable=True),
        sa.Column("ended_end_kind", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=True),
        sa.Column("cited", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_property_act_incident_id_incident"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["incident_place_id"], ["incident_place.id"], name=op.f("fk_property_act_incident_place_id_incident_place")
        ),
        sa.ForeignKeyConstraint(
            ["instrument_id"], ["legal_instrument.id"], name=op.f("fk_property_act_instrument_id_legal_instrument")
        ),
        sa.ForeignKeyConstraint(["occupant_id"], ["actor.id"], name=op.f("fk_property_act_occupant_id_actor")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_property_act")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_property_act_act"), "property_act", ["act"], unique=False)
    op.create_index(op.f("ix_property_act_incident_id"), "property_act", ["incident_id"], unique=False)
    op.create_index(op.f("ix_property_act_incident_place_id"), "property_act", ["incident_place_id"], unique=False)
    op.create_index(op.f("ix_property_act_instrument_id"), "property_act", ["instrument_id"], unique=False)
    op.create_index(op.f("ix_property_act_occupant_id"), "property_act", ["occupant_id"], unique=False)
    op.create_table(
        "property_holder",
        sa.Column("property_act_id", sa.Integer(), nullable=True),
        sa.Column("who", sa.Text(), nullable=True),
        sa.Column("counting_unit", sa.Text(), nullable=True),
        sa.Column("group", sa.Text(), nullable=True),
        sa.Column("persons", sa.Integer(), nullable=True),
        sa.Column("share_num", sa.Integer(), nullable=True),
        sa.Column("share_den", sa.Integer(), nullable=True),
        sa.Column("right_held", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=True),
        sa.Column("cited", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_property_holder_incident_id_incident"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["property_act_id"], ["property_act.id"], name=op.f("fk_property_holder_property_act_id_property_act")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_property_holder")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_property_holder_incident_id"), "property_holder", ["incident_id"], unique=False)
    op.create_index(op.f("ix_property_holder_property_act_id"), "property_holder", ["property_act_id"], unique=False)


def downgrade() -> None:
    for table in ("property_holder", "property_act"):
        if op.get_bind().execute(sa.select(sa.literal(1)).select_from(sa.table(table)).limit(1)).first():
            raise RuntimeError(
                f"Going back before revision 0008 would delete what {table} holds. "
                "Restore the backup that was made before the upgrade instead."
            )
    op.drop_index(op.f("ix_property_holder_property_act_id"), table_name="property_holder")
    op.drop_index(op.f("ix_property_holder_incident_id"), table_name="property_holder")
    op.drop_table("property_holder")
    op.drop_index(op.f("ix_property_act_occupant_id"), table_name="property_act")
    op.drop_index(op.f("ix_property_act_instrument_id"), table_name="property_act")
    op.drop_index(op.f("ix_property_act_incident_place_id"), table_name="property_act")
    op.drop_index(op.f("ix_property_act_incident_id"), table_name="property_act")
    op.drop_index(op.f("ix_property_act_act"), table_name="property_act")
    op.drop_table("property_act")
