"""Create the legal instruments, what they amend, and the cases that they caused."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "legal_instrument",
        sa.Column("title", JSON, nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("issuer_id", sa.Integer(), nullable=True),
        sa.Column("issuer_text", sa.Text(), nullable=True),
        sa.Column("issued_text", sa.Text(), nullable=True),
        sa.Column("issued_edtf", sa.Text(), nullable=True),
        sa.Column("issued_earliest", sa.Date(), nullable=True),
        sa.Column("issued_latest", sa.Date(), nullable=True),
        sa.Column("issued_core_from", sa.Date(), nullable=True),
        sa.Column("issued_core_to", sa.Date(), nullable=True),
        sa.Column("issued_precision", sa.Text(), nullable=True),
        sa.Column("issued_nature", sa.Text(), nullable=True),
        sa.Column("issued_start_kind", sa.Text(), nullable=True),
        sa.Column("issued_end_kind", sa.Text(), nullable=True),
        sa.Column("in_force_text", sa.Text(), nullable=True),
        sa.Column("in_force_edtf", sa.Text(), nullable=True),
        sa.Column("in_force_earliest", sa.Date(), nullable=True),
        sa.Column("in_force_latest", sa.Date(), nullable=True),
        sa.Column("in_force_core_from", sa.Date(), nullable=True),
        sa.Column("in_force_core_to", sa.Date(), nullable=True),
        sa.Column("in_force_precision", sa.Text(), nullable=True),
        sa.Column("in_force_nature", sa.Text(), nullable=True),
        sa.Column("in_force_start_kind", sa.Text(), nullable=True),
        sa.Column("in_force_end_kind", sa.Text(), nullable=True),
        sa.Column("repealed_text", sa.Text(), nullable=True),
        sa.Column("repealed_edtf", sa.Text(), nullable=True),
        sa.Column("repealed_earliest", sa.Date(), nullable=True),
        sa.Column("repealed_latest", sa.Date(), nullable=True),
        sa.Column("repealed_core_from", sa.Date(), nullable=True),
        sa.Column("repealed_core_to", sa.Date(), nullable=True),
        sa.Column("repealed_precision", sa.Text(), nullable=True),
        sa.Column("repealed_nature", sa.Text(), nullable=True),
        sa.Column("repealed_start_kind", sa.Text(), nullable=True),
        sa.Column("repealed_end_kind", sa.Text(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("area_text", sa.Text(), nullable=True),
        sa.Column("summary", JSON, nullable=True),
        sa.Column("deadline_days", sa.Integer(), nullable=True),
        sa.Column("clock_starts", sa.Text(), nullable=True),
        sa.Column("in_person", sa.Text(), nullable=True),
        sa.Column("proxy_degree", sa.Integer(), nullable=True),
        sa.Column("proxy_text", sa.Text(), nullable=True),
        sa.Column("security_clearance", sa.Text(), nullable=True),
        sa.Column("fee", sa.Text(), nullable=True),
        sa.Column("notice_method", sa.Text(), nullable=True),
        sa.Column("objection_body", sa.Text(), nullable=True),
        sa.Column("objection_days", sa.Integer(), nullable=True),
        sa.Column("appeal", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("locator", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=True),
        sa.Column("visibility", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_legal_instrument_created_by_account")),
        sa.ForeignKeyConstraint(["issuer_id"], ["actor.id"], name=op.f("fk_legal_instrument_issuer_id_actor")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_legal_instrument_place_id_place")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_legal_instrument_source_id_source")),
        sa.ForeignKeyConstraint(["updated_by"], ["account.id"], name=op.f("fk_legal_instrument_updated_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_instrument")),
        sa.UniqueConstraint("code", name=op.f("uq_legal_instrument_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_legal_instrument_created_by"), "legal_instrument", ["created_by"], unique=False)
    op.create_index(op.f("ix_legal_instrument_issuer_id"), "legal_instrument", ["issuer_id"], unique=False)
    op.create_index(op.f("ix_legal_instrument_kind"), "legal_instrument", ["kind"], unique=False)
    op.create_index(op.f("ix_legal_instrument_place_id"), "legal_instrument", ["place_id"], unique=False)
    op.create_index(op.f("ix_legal_instrument_source_id"), "legal_instrument", ["source_id"], unique=False)
    op.create_index(op.f("ix_legal_instrument_updated_by"), "legal_instrument", ["updated_by"], unique=False)
    op.create_table(
        "incident_instrument",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("instrument_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("citation_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["citation_id"], ["citation.id"], name=op.f("fk_incident_instrument_citation_id_citation")
        ),
        sa.ForeignKeyConstraint(
            ["incident_id"],
            ["incident.id"],
            name=op.f("fk_incident_instrument_incident_id_incident"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["instrument_id"],
            ["legal_instrument.id"],
            name=op.f("fk_incident_instrument_instrument_id_legal_instrument"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_instrument")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_incident_instrument_citation_id"), "incident_instrument", ["citation_id"], unique=False)
    op.create_index(op.f("ix_incident_instrument_incident_id"), "incident_instrument", ["incident_id"], unique=False)
    op.create_index(
        op.f("ix_incident_instrument_instrument_id"), "incident_instrument", ["instrument_id"], unique=False
    )
    op.create_table(
        "instrument_amendment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("legal_instrument_id", sa.Integer(), nullable=False),
        sa.Column("earlier_id", sa.Integer(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["earlier_id"], ["legal_instrument.id"], name=op.f("fk_instrument_amendment_earlier_id_legal_instrument")
        ),
        sa.ForeignKeyConstraint(
            ["legal_instrument_id"],
            ["legal_instrument.id"],
            name=op.f("fk_instrument_amendment_legal_instrument_id_legal_instrument"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrument_amendment")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_instrument_amendment_earlier_id"), "instrument_amendment", ["earlier_id"], unique=False)
    op.create_index(
        op.f("ix_instrument_amendment_legal_instrument_id"),
        "instrument_amendment",
        ["legal_instrument_id"],
        unique=False,
    )


def downgrade() -> None:
    for table in ("incident_instrument", "instrument_amendment", "legal_instrument"):
        if op.get_bind().execute(sa.select(sa.literal(1)).select_from(sa.table(table)).limit(1)).first():
            raise RuntimeError(
                f"Going back before revision 0003 would delete what {table} holds. "
                "Restore the backup that was made before the upgrade instead."
            )
    op.drop_index(op.f("ix_instrument_amendment_legal_instrument_id"), table_name="instrument_amendment")
    op.drop_index(op.f("ix_instrument_amendment_earlier_id"), table_name="instrument_amendment")
    op.drop_table("instrument_amendment")
    op.drop_index(op.f("ix_incident_instrument_instrument_id"), table_name="incident_instrument")
    op.drop_index(op.f("ix_incident_instrument_incident_id"), table_name="incident_instrument")
    op.drop_index(op.f("ix_incident_instrument_citation_id"), table_name="incident_instrument")
    op.drop_table("incident_instrument")
    op.drop_index(op.f("ix_legal_instrument_updated_by"), table_name="legal_instrument")
    op.drop_index(op.f("ix_legal_instrument_source_id"), table_name="legal_instrument")
    op.drop_index(op.f("ix_legal_instrument_place_id"), table_name="legal_instrument")
    op.drop_index(op.f("ix_legal_instrument_kind"), table_name="legal_instrument")
    op.drop_index(op.f("ix_legal_instrument_issuer_id"), table_name="legal_instrument")
    op.drop_index(op.f("ix_legal_instrument_created_by"), table_name="legal_instrument")
    op.drop_table("legal_instrument")
