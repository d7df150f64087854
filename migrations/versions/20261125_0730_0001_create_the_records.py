"""Create the records: cases with their parts, sources, actors, places, accounts, teams, imports and the ledger."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
ONE_RECORD = (
    "(CASE WHEN incident_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN source_id IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN place_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN actor_id IS NULL THEN 0 ELSE 1 END) = 1"
)


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
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
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_account_created_by_account")),
        sa.ForeignKeyConstraint(["updated_by"], ["account.id"], name=op.f("fk_account_updated_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("code", name=op.f("uq_account_code")),
        sa.UniqueConstraint("name", name=op.f("uq_account_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_account_created_by"), "account", ["created_by"], unique=False)
    op.create_index(op.f("ix_account_updated_by"), "account", ["updated_by"], unique=False)
    op.create_table(
        "ledger_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_head")),
    )
    op.create_table(
        "throttle",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("tokens", sa.Float(precision=53), nullable=False),
        sa.Column("at", sa.Float(precision=53), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_throttle")),
    )
    op.create_table(
        "actor",
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("active_text", sa.Text(), nullable=True),
        sa.Column("active_edtf", sa.Text(), nullable=True),
        sa.Column("active_earliest", sa.Date(), nullable=True),
        sa.Column("active_latest", sa.Date(), nullable=True),
        sa.Column("active_core_from", sa.Date(), nullable=True),
        sa.Column("active_core_to", sa.Date(), nullable=True),
        sa.Column("active_precision", sa.Text(), nullable=True),
        sa.Column("active_nature", sa.Text(), nullable=True),
        sa.Column("active_start_kind", sa.Text(), nullable=True),
        sa.Column("active_end_kind", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
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
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_actor_created_by_account")),
        sa.ForeignKeyConstraint(["parent_id"], ["actor.id"], name=op.f("fk_actor_parent_id_actor")),
        sa.ForeignKeyConstraint(["updated_by"], ["account.id"], name=op.f("fk_actor_updated_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor")),
        sa.UniqueConstraint("code", name=op.f("uq_actor_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_actor_created_by"), "actor", ["created_by"], unique=False)
    op.create_index(op.f("ix_actor_parent_id"), "actor", ["parent_id"], unique=False)
    op.create_index(op.f("ix_actor_updated_by"), "actor", ["updated_by"], unique=False)
    op.create_table(
        "change",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("account_name", sa.Text(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("record_type", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("record_code", sa.Text(), nullable=False),
        sa.Column("record_version", sa.Integer(), nullable=False),
        sa.Column("differences", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_change_account_id_account")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_change")),
        sa.UniqueConstraint("hash", name=op.f("uq_change_hash")),
    )
    op.create_index(op.f("ix_change_account_id"), "change", ["account_id"], unique=False)
    op.create_index(
        op.f("ix_change_record_type_record_id_seq"), "change", ["record_type", "record_id", "seq"], unique=False
    )
    op.create_table(
        "import_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("system", sa.Text(), nullable=False),
        sa.Column("release", sa.Text(), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("licence", sa.Text(), nullable=True),
        sa.Column("attribution", sa.Text(), nullable=True),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("counts", JSON, nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_import_run_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_import_run_account_id"), "import_run", ["account_id"], unique=False)
    op.create_table(
        "incident",
        sa.Column("title", JSON, nullable=False),
        sa.Column("summary", JSON, nullable=True),
        sa.Column("public_summary", JSON, nullable=True),
        sa.Column("temporal_type", sa.Text(), nullable=False),
        sa.Column("occurred_text", sa.Text(), nullable=True),
        sa.Column("occurred_edtf", sa.Text(), nullable=True),
        sa.Column("occurred_earliest", sa.Date(), nullable=True),
        sa.Column("occurred_latest", sa.Date(), nullable=True),
        sa.Column("occurred_core_from", sa.Date(), nullable=True),
        sa.Column("occurred_core_to", sa.Date(), nullable=True),
        sa.Column("occurred_precision", sa.Text(), nullable=True),
        sa.Column("occurred_nature", sa.Text(), nullable=True),
        sa.Column("occurred_start_kind", sa.Text(), nullable=True),
        sa.Column("occurred_end_kind", sa.Text(), nullable=True),
        sa.Column("time_text", sa.Text(), nullable=True),
        sa.Column("time_from", sa.Text(), nullable=True),
        sa.Column("time_to", sa.Text(), nullable=True),
        sa.Column("time_word", sa.Text(), nullable=True),
        sa.Column("tz", sa.Text(), nullable=True),
        sa.Column("attack_methods", sa.Text(), nullable=True),
        sa.Column("targets", sa.Text(), nullable=True),
        sa.Column("causes", sa.Text(), nullable=True),
        sa.Column("conflict_class", sa.Text(), nullable=True),
        sa.Column("harm_reported", sa.Text(), nullable=True),
        sa.Column("inclusion_basis", sa.Text(), nullable=True),
        sa.Column("codebook_version", sa.Text(), nullable=True),
        sa.Column("includes_parts", sa.Text(), nullable=True),
        sa.Column("workflow_status", sa.Text(), nullable=False),
        sa.Column("graphic", sa.Boolean(), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("n_sources", sa.Integer(), nullable=False),
        sa.Column("n_independent", sa.Integer(), nullable=False),
        sa.Column("n_source_types", sa.Integer(), nullable=False),
        sa.Column("n_open_issues", sa.Integer(), nullable=False),
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
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_incident_created_by_account")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["incident.id"], name=op.f("fk_incident_merged_into_id_incident")),
        sa.ForeignKeyConstraint(["updated_by"], ["account.id"], name=op.f("fk_incident_updated_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
        sa.UniqueConstraint("code", name=op.f("uq_incident_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_incident_created_by"), "incident", ["created_by"], unique=False)
    op.create_index(op.f("ix_incident_merged_into_id"), "incident", ["merged_into_id"], unique=False)
    op.create_index(op.f("ix_incident_temporal_type"), "incident", ["temporal_type"], unique=False)
    op.create_index(op.f("ix_incident_updated_by"), "incident", ["updated_by"], unique=False)
    op.create_index(
        "ix_incident_when",
        "incident",
        [
            "occurred_earliest",
            "occurred_latest",
            "occurred_nature",
            "occurred_core_from",
            "occurred_core_to",
            "withdrawn_at",
            "visibility",
            "created_by",
        ],
        unique=False,
    )
    op.create_index(op.f("ix_incident_workflow_status"), "incident", ["workflow_status"], unique=False)
    op.create_table(
        "login",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("device", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_login_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_login_token_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_login_account_id"), "login", ["account_id"], unique=False)
    op.create_table(
        "place",
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("pcode", sa.Text(), nullable=True),
        sa.Column("pcode_edition", sa.Date(), nullable=True),
        sa.Column("previous_pcode", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(precision=53), nullable=True),
        sa.Column("lon", sa.Float(precision=53), nullable=True),
        sa.Column("geometry", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
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
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_place_created_by_account")),
        sa.ForeignKeyConstraint(["parent_id"], ["place.id"], name=op.f("fk_place_parent_id_place")),
        sa.ForeignKeyConstraint(["updated_by"], ["account.id"], name=op.f("fk_place_updated_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("code", name=op.f("uq_place_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_place_created_by"), "place", ["created_by"], unique=False)
    op.create_index(op.f("ix_place_parent_id"), "place", ["parent_id"], unique=False)
    op.create_index(op.f("ix_place_pcode"), "place", ["pcode"], unique=False)
    op.create_index(op.f("ix_place_updated_by"), "place", ["updated_by"], unique=False)
    op.create_table(
        "sign_in_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_sign_in_link_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_link_token_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_sign_in_link_account_id"), "sign_in_link", ["account_id"], unique=False)
    op.create_table(
        "source",
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("title", JSON, nullable=False),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("published_text", sa.Text(), nullable=True),
        sa.Column("published_edtf", sa.Text(), nullable=True),
        sa.Column("published_earliest", sa.Date(), nullable=True),
        sa.Column("published_latest", sa.Date(), nullable=True),
        sa.Column("published_core_from", sa.Date(), nullable=True),
        sa.Column("published_core_to", sa.Date(), nullable=True),
        sa.Column("published_precision", sa.Text(), nullable=True),
        sa.Column("published_nature", sa.Text(), nullable=True),
        sa.Column("published_start_kind", sa.Text(), nullable=True),
        sa.Column("published_end_kind", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("canonical_url", sa.Text(), nullable=True),
        sa.Column("archive_urls", sa.Text(), nullable=True),
        sa.Column("version_note", sa.Text(), nullable=True),
        sa.Column("default_reliability", sa.Text(), nullable=True),
        sa.Column("affiliation", sa.Text(), nullable=True),
        sa.Column("proximity", sa.Text(), nullable=True),
        sa.Column("origin_unknown", sa.Boolean(), nullable=False),
        sa.Column("consent_scope", sa.Text(), nullable=True),
        sa.Column("consent_expires", sa.Date(), nullable=True),
        sa.Column("retention_until", sa.Date(), nullable=True),
        sa.Column("rights", sa.Text(), nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("sorted_as", sa.Text(), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
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
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_source_created_by_account")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["source.id"], name=op.f("fk_source_merged_into_id_source")),
        sa.ForeignKeyConstraint(["updated_by"], ["account.id"], name=op.f("fk_source_updated_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("code", name=op.f("uq_source_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_source_canonical_url"), "source", ["canonical_url"], unique=False)
    op.create_index(op.f("ix_source_created_by"), "source", ["created_by"], unique=False)
    op.create_index(op.f("ix_source_kind"), "source", ["kind"], unique=False)
    op.create_index(op.f("ix_source_merged_into_id"), "source", ["merged_into_id"], unique=False)
    op.create_index(op.f("ix_source_published_earliest"), "source", ["published_earliest"], unique=False)
    op.create_index(op.f("ix_source_published_latest"), "source", ["published_latest"], unique=False)
    op.create_index(op.f("ix_source_publisher"), "source", ["publisher"], unique=False)
    op.create_index(op.f("ix_source_sorted_as"), "source", ["sorted_as"], unique=False)
    op.create_index(op.f("ix_source_updated_by"), "source", ["updated_by"], unique=False)
    op.create_table(
        "team",
        sa.Column("name", JSON, nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
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
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_team_created_by_account")),
        sa.ForeignKeyConstraint(["updated_by"], ["account.id"], name=op.f("fk_team_updated_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("code", name=op.f("uq_team_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_team_created_by"), "team", ["created_by"], unique=False)
    op.create_index(op.f("ix_team_updated_by"), "team", ["updated_by"], unique=False)
    op.create_table(
        "actor_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("lang", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("used_text", sa.Text(), nullable=True),
        sa.Column("used_edtf", sa.Text(), nullable=True),
        sa.Column("used_earliest", sa.Date(), nullable=True),
        sa.Column("used_latest", sa.Date(), nullable=True),
        sa.Column("used_core_from", sa.Date(), nullable=True),
        sa.Column("used_core_to", sa.Date(), nullable=True),
        sa.Column("used_precision", sa.Text(), nullable=True),
        sa.Column("used_nature", sa.Text(), nullable=True),
        sa.Column("used_start_kind", sa.Text(), nullable=True),
        sa.Column("used_end_kind", sa.Text(), nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actor.id"], name=op.f("fk_actor_name_actor_id_actor"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_actor_name_actor_id"), "actor_name", ["actor_id"], unique=False)
    op.create_index(op.f("ix_actor_name_folded"), "actor_name", ["folded"], unique=False)
    op.create_table(
        "aggregate_statement",
        sa.Column("title", JSON, nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("body_text", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("locator", sa.Text(), nullable=True),
        sa.Column("excerpt", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("violation", sa.Text(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("period_text", sa.Text(), nullable=True),
        sa.Column("period_edtf", sa.Text(), nullable=True),
        sa.Column("period_earliest", sa.Date(), nullable=True),
        sa.Column("period_latest", sa.Date(), nullable=True),
        sa.Column("period_core_from", sa.Date(), nullable=True),
        sa.Column("period_core_to", sa.Date(), nullable=True),
        sa.Column("period_precision", sa.Text(), nullable=True),
        sa.Column("period_nature", sa.Text(), nullable=True),
        sa.Column("period_start_kind", sa.Text(), nullable=True),
        sa.Column("period_end_kind", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("as_of_text", sa.Text(), nullable=True),
        sa.Column("as_of_edtf", sa.Text(), nullable=True),
        sa.Column("as_of_earliest", sa.Date(), nullable=True),
        sa.Column("as_of_latest", sa.Date(), nullable=True),
        sa.Column("as_of_core_from", sa.Date(), nullable=True),
        sa.Column("as_of_core_to", sa.Date(), nullable=True),
        sa.Column("as_of_precision", sa.Text(), nullable=True),
        sa.Column("as_of_nature", sa.Text(), nullable=True),
        sa.Column("as_of_start_kind", sa.Text(), nullable=True),
        sa.Column("as_of_end_kind", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
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
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_aggregate_statement_created_by_account")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_aggregate_statement_place_id_place")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_aggregate_statement_source_id_source")),
        sa.ForeignKeyConstraint(["updated_by"], ["account.id"], name=op.f("fk_aggregate_statement_updated_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aggregate_statement")),
        sa.UniqueConstraint("code", name=op.f("uq_aggregate_statement_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_aggregate_statement_body"), "aggregate_statement", ["body"], unique=False)
    op.create_index(op.f("ix_aggregate_statement_created_by"), "aggregate_statement", ["created_by"], unique=False)
    op.create_index(op.f("ix_aggregate_statement_place_id"), "aggregate_statement", ["place_id"], unique=False)
    op.create_index(op.f("ix_aggregate_statement_source_id"), "aggregate_statement", ["source_id"], unique=False)
    op.create_index(op.f("ix_aggregate_statement_updated_by"), "aggregate_statement", ["updated_by"], unique=False)
    op.create_table(
        "attribution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("known_or_suspected", sa.Text(), nullable=True),
        sa.Column("degree", sa.Text(), nullable=True),
        sa.Column("position", sa.Text(), nullable=True),
        sa.Column("position_text", sa.Text(), nullable=True),
        sa.Column("position_url", sa.Text(), nullable=True),
        sa.Column("position_date_text", sa.Text(), nullable=True),
        sa.Column("position_date_edtf", sa.Text(), nullable=True),
        sa.Column("position_date_earliest", sa.Date(), nullable=True),
        sa.Column("position_date_latest", sa.Date(), nullable=True),
        sa.Column("position_date_core_from", sa.Date(), nullable=True),
        sa.Column("position_date_core_to", sa.Date(), nullable=True),
        sa.Column("position_date_precision", sa.Text(), nullable=True),
        sa.Column("position_date_nature", sa.Text(), nullable=True),
        sa.Column("position_date_start_kind", sa.Text(), nullable=True),
        sa.Column("position_date_end_kind", sa.Text(), nullable=True),
        sa.Column("conceded_figures", sa.Text(), nullable=True),
        sa.Column("contested", sa.Boolean(), nullable=False),
        sa.Column("alleged_by", sa.Text(), nullable=True),
        sa.Column("as_of_text", sa.Text(), nullable=True),
        sa.Column("as_of_edtf", sa.Text(), nullable=True),
        sa.Column("as_of_earliest", sa.Date(), nullable=True),
        sa.Column("as_of_latest", sa.Date(), nullable=True),
        sa.Column("as_of_core_from", sa.Date(), nullable=True),
        sa.Column("as_of_core_to", sa.Date(), nullable=True),
        sa.Column("as_of_precision", sa.Text(), nullable=True),
        sa.Column("as_of_nature", sa.Text(), nullable=True),
        sa.Column("as_of_start_kind", sa.Text(), nullable=True),
        sa.Column("as_of_end_kind", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_attribution_actor_id_actor")),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_attribution_incident_id_incident"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attribution")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_attribution_actor_id"), "attribution", ["actor_id"], unique=False)
    op.create_index(op.f("ix_attribution_incident_id"), "attribution", ["incident_id"], unique=False)
    op.create_table(
        "citation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("locator", sa.Text(), nullable=True),
        sa.Column("excerpt", sa.Text(), nullable=True),
        sa.Column("excerpt_translation", sa.Text(), nullable=True),
        sa.Column("connection", sa.Text(), nullable=True),
        sa.Column("received_text", sa.Text(), nullable=True),
        sa.Column("received_edtf", sa.Text(), nullable=True),
        sa.Column("received_earliest", sa.Date(), nullable=True),
        sa.Column("received_latest", sa.Date(), nullable=True),
        sa.Column("received_core_from", sa.Date(), nullable=True),
        sa.Column("received_core_to", sa.Date(), nullable=True),
        sa.Column("received_precision", sa.Text(), nullable=True),
        sa.Column("received_nature", sa.Text(), nullable=True),
        sa.Column("received_start_kind", sa.Text(), nullable=True),
        sa.Column("received_end_kind", sa.Text(), nullable=True),
        sa.Column("reliability_override", sa.Text(), nullable=True),
        sa.Column("reliability_reason", sa.Text(), nullable=True),
        sa.Column("credibility", sa.Text(), nullable=True),
        sa.Column("independent", sa.Text(), nullable=True),
        sa.Column("independent_reason", sa.Text(), nullable=True),
        sa.Column("stance_occurrence", sa.Text(), nullable=True),
        sa.Column("stance_attribution", sa.Text(), nullable=True),
        sa.Column("stance_quantity", sa.Text(), nullable=True),
        sa.Column("stance_legal", sa.Text(), nullable=True),
        sa.Column("stated_date_text", sa.Text(), nullable=True),
        sa.Column("stated_date_edtf", sa.Text(), nullable=True),
        sa.Column("stated_date_earliest", sa.Date(), nullable=True),
        sa.Column("stated_date_latest", sa.Date(), nullable=True),
        sa.Column("stated_date_core_from", sa.Date(), nullable=True),
        sa.Column("stated_date_core_to", sa.Date(), nullable=True),
        sa.Column("stated_date_precision", sa.Text(), nullable=True),
        sa.Column("stated_date_nature", sa.Text(), nullable=True),
        sa.Column("stated_date_start_kind", sa.Text(), nullable=True),
        sa.Column("stated_date_end_kind", sa.Text(), nullable=True),
        sa.Column("stated_place_text", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_citation_incident_id_incident"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_citation_source_id_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_citation")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_citation_incident_id"), "citation", ["incident_id"], unique=False)
    op.create_index("ix_citation_of_source", "citation", ["source_id", "incident_id"], unique=False)
    op.create_table(
        "effective_figure",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("low", sa.Integer(), nullable=True),
        sa.Column("best", sa.Integer(), nullable=True),
        sa.Column("high", sa.Integer(), nullable=True),
        sa.Column("open_above", sa.Boolean(), nullable=False),
        sa.Column("assessed", sa.Boolean(), nullable=False),
        sa.Column("value_state", sa.Text(), nullable=True),
        sa.Column("imputed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_effective_figure_incident_id_incident"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("incident_id", "outcome", "group", "unit", "kind", name=op.f("pk_effective_figure")),
    )
    op.create_index(
        "ix_effective_figure_numbers",
        "effective_figure",
        [
            "outcome",
            "group",
            "unit",
            "kind",
            "low",
            "best",
            "high",
            "open_above",
            "assessed",
            "value_state",
            "imputed",
            "incident_id",
        ],
        unique=False,
    )
    op.create_table(
        "external_id",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.Text(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("system", sa.Text(), nullable=False),
        sa.Column("release", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("match", sa.Text(), nullable=False),
        sa.CheckConstraint(ONE_RECORD, name=op.f("ck_external_id_one_record")),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actor.id"], name=op.f("fk_external_id_actor_id_actor"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_external_id_incident_id_incident"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_external_id_place_id_place"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_external_id_source_id_source"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_external_id")),
        sa.UniqueConstraint("system", "value", "record_type", name=op.f("uq_external_id_system_value_record_type")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_external_id_actor_id"), "external_id", ["actor_id"], unique=False)
    op.create_index(op.f("ix_external_id_incident_id"), "external_id", ["incident_id"], unique=False)
    op.create_index(op.f("ix_external_id_place_id"), "external_id", ["place_id"], unique=False)
    op.create_index(op.f("ix_external_id_source_id"), "external_id", ["source_id"], unique=False)
    op.create_table(
        "import_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_run_id", sa.Integer(), nullable=False),
        sa.Column("row_line", sa.Integer(), nullable=False),
        sa.Column("system", sa.Text(), nullable=False),
        sa.Column("external_value", sa.Text(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.Text(), nullable=True),
        sa.Column("part_id", sa.Integer(), nullable=True),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_run_id"],
            ["import_run.id"],
            name=op.f("fk_import_row_import_run_id_import_run"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_import_row_incident_id_incident"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_row")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_import_row_import_run_id"), "import_row", ["import_run_id"], unique=False)
    op.create_index(op.f("ix_import_row_incident_id"), "import_row", ["incident_id"], unique=False)
    op.create_index(
        op.f("ix_import_row_system_external_value"), "import_row", ["system", "external_value"], unique=False
    )
    op.create_table(
        "incident_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("is_primary", sa.Boolean(), nullable=False),
        sa.Column("verbatim", sa.Text(), nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("verbatim_lang", sa.Text(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("lat", sa.Float(precision=53), nullable=True),
        sa.Column("lon", sa.Float(precision=53), nullable=True),
        sa.Column("precision", sa.Text(), nullable=True),
        sa.Column("radius_m", sa.Integer(), nullable=True),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("method", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("signed_off_by", sa.Integer(), nullable=True),
        sa.Column("signed_off_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_incident_place_incident_id_incident"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_incident_place_place_id_place")),
        sa.ForeignKeyConstraint(
            ["signed_off_by"], ["account.id"], name=op.f("fk_incident_place_signed_off_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_place")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_incident_place_incident_id"), "incident_place", ["incident_id"], unique=False)
    op.create_index(op.f("ix_incident_place_place_id"), "incident_place", ["place_id"], unique=False)
    op.create_index(op.f("ix_incident_place_signed_off_by"), "incident_place", ["signed_off_by"], unique=False)
    op.create_table(
        "incident_reader",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_incident_reader_account_id_account")),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_incident_reader_incident_id_incident"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_reader")),
        sa.UniqueConstraint("incident_id", "account_id", name=op.f("uq_incident_reader_incident_id_account_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_incident_reader_account_id"), "incident_reader", ["account_id"], unique=False)
    op.create_table(
        "incident_team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_incident_team_incident_id_incident"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_incident_team_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_team")),
        sa.UniqueConstraint("incident_id", "team_id", name=op.f("uq_incident_team_incident_id_team_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "incident_violation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("violation", sa.Text(), nullable=False),
        sa.Column("is_primary", sa.Boolean(), nullable=False),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["incident_id"],
            ["incident.id"],
            name=op.f("fk_incident_violation_incident_id_incident"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_violation")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_incident_violation_incident_id"), "incident_violation", ["incident_id"], unique=False)
    op.create_index(op.f("ix_incident_violation_violation"), "incident_violation", ["violation"], unique=False)
    op.create_table(
        "occurred_member",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_occurred_member_incident_id_incident"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("incident_id", "position", name=op.f("pk_occurred_member")),
    )
    op.create_table(
        "place_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("lang", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("sought", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_place_name_place_id_place"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_place_name_folded"), "place_name", ["folded"], unique=False)
    op.create_index(op.f("ix_place_name_place_id"), "place_name", ["place_id"], unique=False)
    op.create_index(
        op.f("ix_place_name_sought"),
        "place_name",
        ["sought"],
        unique=False,
        postgresql_ops={"sought": "text_pattern_ops"},
    )
    op.create_table(
        "quality_issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("part", sa.Text(), nullable=True),
        sa.Column("part_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("raw_value", sa.Text(), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("import_run_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("resolved_by", sa.Integer(), nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolution", sa.Text(), nullable=True),
        sa.CheckConstraint(ONE_RECORD, name=op.f("ck_quality_issue_one_record")),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actor.id"], name=op.f("fk_quality_issue_actor_id_actor"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["import_run_id"], ["import_run.id"], name=op.f("fk_quality_issue_import_run_id_import_run")
        ),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_quality_issue_incident_id_incident"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_quality_issue_place_id_place"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["resolved_by"], ["account.id"], name=op.f("fk_quality_issue_resolved_by_account")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_quality_issue_source_id_source"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quality_issue")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_quality_issue_actor_id"), "quality_issue", ["actor_id"], unique=False)
    op.create_index(op.f("ix_quality_issue_code"), "quality_issue", ["code"], unique=False)
    op.create_index(op.f("ix_quality_issue_import_run_id"), "quality_issue", ["import_run_id"], unique=False)
    op.create_index(op.f("ix_quality_issue_incident_id"), "quality_issue", ["incident_id"], unique=False)
    op.create_index(op.f("ix_quality_issue_place_id"), "quality_issue", ["place_id"], unique=False)
    op.create_index(op.f("ix_quality_issue_resolved_by"), "quality_issue", ["resolved_by"], unique=False)
    op.create_index(op.f("ix_quality_issue_source_id"), "quality_issue", ["source_id"], unique=False)
    op.create_table(
        "source_capture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("captured_text", sa.Text(), nullable=True),
        sa.Column("captured_edtf", sa.Text(), nullable=True),
        sa.Column("captured_earliest", sa.Date(), nullable=True),
        sa.Column("captured_latest", sa.Date(), nullable=True),
        sa.Column("captured_core_from", sa.Date(), nullable=True),
        sa.Column("captured_core_to", sa.Date(), nullable=True),
        sa.Column("captured_precision", sa.Text(), nullable=True),
        sa.Column("captured_nature", sa.Text(), nullable=True),
        sa.Column("captured_start_kind", sa.Text(), nullable=True),
        sa.Column("captured_end_kind", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("shows", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_source_capture_source_id_source"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_capture")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_source_capture_source_id"), "source_capture", ["source_id"], unique=False)
    op.create_table(
        "source_derivation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["source.id"], name=op.f("fk_source_derivation_parent_id_source")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_source_derivation_source_id_source"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_derivation")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_source_derivation_parent_id"), "source_derivation", ["parent_id"], unique=False)
    op.create_index(op.f("ix_source_derivation_source_id"), "source_derivation", ["source_id"], unique=False)
    op.create_table(
        "source_reader",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_source_reader_account_id_account")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_source_reader_source_id_source"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_reader")),
        sa.UniqueConstraint("source_id", "account_id", name=op.f("uq_source_reader_source_id_account_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_source_reader_account_id"), "source_reader", ["account_id"], unique=False)
    op.create_table(
        "team_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_team_member_account_id_account")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_team_member_team_id_team"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_member")),
        sa.UniqueConstraint("team_id", "account_id", name=op.f("uq_team_member_team_id_account_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_team_member_account_id"), "team_member", ["account_id"], unique=False)
    op.create_index(op.f("ix_team_member_team_id"), "team_member", ["team_id"], unique=False)
    op.create_table(
        "aggregate_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("aggregate_statement_id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["aggregate_statement_id"],
            ["aggregate_statement.id"],
            name=op.f("fk_aggregate_case_aggregate_statement_id_aggregate_statement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_aggregate_case_incident_id_incident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aggregate_case")),
        sa.UniqueConstraint(
            "aggregate_statement_id", "incident_id", name=op.f("uq_aggregate_case_aggregate_statement_id_incident_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_aggregate_case_incident_id"), "aggregate_case", ["incident_id"], unique=False)
    op.create_table(
        "aggregate_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("aggregate_statement_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("low", sa.Integer(), nullable=True),
        sa.Column("best", sa.Integer(), nullable=True),
        sa.Column("high", sa.Integer(), nullable=True),
        sa.Column("qualifier", sa.Text(), nullable=True),
        sa.Column("as_stated", sa.Text(), nullable=True),
        sa.Column("value_state", sa.Text(), nullable=True),
        sa.Column("within_count_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_aggregate_count_actor_id_actor")),
        sa.ForeignKeyConstraint(
            ["aggregate_statement_id"],
            ["aggregate_statement.id"],
            name=op.f("fk_aggregate_count_aggregate_statement_id_aggregate_statement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["within_count_id"], ["aggregate_count.id"], name=op.f("fk_aggregate_count_within_count_id_aggregate_count")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aggregate_count")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_aggregate_count_actor_id"), "aggregate_count", ["actor_id"], unique=False)
    op.create_index(
        op.f("ix_aggregate_count_aggregate_statement_id"), "aggregate_count", ["aggregate_statement_id"], unique=False
    )
    op.create_index(op.f("ix_aggregate_count_within_count_id"), "aggregate_count", ["within_count_id"], unique=False)
    op.create_table(
        "field_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("part", sa.Text(), nullable=True),
        sa.Column("part_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value_state", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("credibility", sa.Text(), nullable=True),
        sa.Column("citation_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(ONE_RECORD, name=op.f("ck_field_note_one_record")),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actor.id"], name=op.f("fk_field_note_actor_id_actor"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["citation_id"], ["citation.id"], name=op.f("fk_field_note_citation_id_citation")),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_field_note_incident_id_incident"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_field_note_place_id_place"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_field_note_source_id_source"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field_note")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_field_note_actor_id"), "field_note", ["actor_id"], unique=False)
    op.create_index(op.f("ix_field_note_citation_id"), "field_note", ["citation_id"], unique=False)
    op.create_index(op.f("ix_field_note_incident_id"), "field_note", ["incident_id"], unique=False)
    op.create_index(op.f("ix_field_note_place_id"), "field_note", ["place_id"], unique=False)
    op.create_index(op.f("ix_field_note_source_id"), "field_note", ["source_id"], unique=False)
    op.create_table(
        "figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("sex", sa.Text(), nullable=True),
        sa.Column("age_group", sa.Text(), nullable=True),
        sa.Column("victim_status", sa.Text(), nullable=True),
        sa.Column("cause_of_death", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("household_size", sa.Float(precision=53), nullable=True),
        sa.Column("calculation", sa.Text(), nullable=True),
        sa.Column("low", sa.Integer(), nullable=True),
        sa.Column("best", sa.Integer(), nullable=True),
        sa.Column("high", sa.Integer(), nullable=True),
        sa.Column("qualifier", sa.Text(), nullable=True),
        sa.Column("as_stated", sa.Text(), nullable=True),
        sa.Column("value_state", sa.Text(), nullable=True),
        sa.Column("imputed", sa.Boolean(), nullable=False),
        sa.Column("imputation_rule", sa.Text(), nullable=True),
        sa.Column("share_num", sa.Integer(), nullable=True),
        sa.Column("share_den", sa.Integer(), nullable=True),
        sa.Column("share_of_id", sa.Integer(), nullable=True),
        sa.Column("record_kind", sa.Text(), nullable=True),
        sa.Column("directness", sa.Text(), nullable=True),
        sa.Column("method", sa.Text(), nullable=True),
        sa.Column("counting_basis", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("within_figure_id", sa.Integer(), nullable=True),
        sa.Column("stated_by_actor_id", sa.Integer(), nullable=True),
        sa.Column("stated_by_source_id", sa.Integer(), nullable=True),
        sa.Column("stated_by_text", sa.Text(), nullable=True),
        sa.Column("speaker_unknown", sa.Boolean(), nullable=False),
        sa.Column("citation_id", sa.Integer(), nullable=True),
        sa.Column("as_of_text", sa.Text(), nullable=True),
        sa.Column("as_of_edtf", sa.Text(), nullable=True),
        sa.Column("as_of_earliest", sa.Date(), nullable=True),
        sa.Column("as_of_latest", sa.Date(), nullable=True),
        sa.Column("as_of_core_from", sa.Date(), nullable=True),
        sa.Column("as_of_core_to", sa.Date(), nullable=True),
        sa.Column("as_of_precision", sa.Text(), nullable=True),
        sa.Column("as_of_nature", sa.Text(), nullable=True),
        sa.Column("as_of_start_kind", sa.Text(), nullable=True),
        sa.Column("as_of_end_kind", sa.Text(), nullable=True),
        sa.Column("series_state", sa.Text(), nullable=True),
        sa.Column("supersedes_id", sa.Integer(), nullable=True),
        sa.Column("credibility", sa.Text(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("period_text", sa.Text(), nullable=True),
        sa.Column("period_edtf", sa.Text(), nullable=True),
        sa.Column("period_earliest", sa.Date(), nullable=True),
        sa.Column("period_latest", sa.Date(), nullable=True),
        sa.Column("period_core_from", sa.Date(), nullable=True),
        sa.Column("period_core_to", sa.Date(), nullable=True),
        sa.Column("period_precision", sa.Text(), nullable=True),
        sa.Column("period_nature", sa.Text(), nullable=True),
        sa.Column("period_start_kind", sa.Text(), nullable=True),
        sa.Column("period_end_kind", sa.Text(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.Column("rule_version", sa.Text(), nullable=True),
        sa.Column("rule_params", JSON, nullable=True),
        sa.Column("inputs", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.Column("stale_because", JSON, nullable=True),
        sa.ForeignKeyConstraint(["citation_id"], ["citation.id"], name=op.f("fk_figure_citation_id_citation")),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"], name=op.f("fk_figure_decided_by_account")),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_figure_incident_id_incident"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_figure_place_id_place")),
        sa.ForeignKeyConstraint(["share_of_id"], ["figure.id"], name=op.f("fk_figure_share_of_id_figure")),
        sa.ForeignKeyConstraint(["stated_by_actor_id"], ["actor.id"], name=op.f("fk_figure_stated_by_actor_id_actor")),
        sa.ForeignKeyConstraint(
            ["stated_by_source_id"], ["source.id"], name=op.f("fk_figure_stated_by_source_id_source")
        ),
        sa.ForeignKeyConstraint(["supersedes_id"], ["figure.id"], name=op.f("fk_figure_supersedes_id_figure")),
        sa.ForeignKeyConstraint(["within_figure_id"], ["figure.id"], name=op.f("fk_figure_within_figure_id_figure")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_figure_citation_id"), "figure", ["citation_id"], unique=False)
    op.create_index(op.f("ix_figure_decided_by"), "figure", ["decided_by"], unique=False)
    op.create_index(op.f("ix_figure_incident_id"), "figure", ["incident_id"], unique=False)
    op.create_index(op.f("ix_figure_place_id"), "figure", ["place_id"], unique=False)
    op.create_index(op.f("ix_figure_share_of_id"), "figure", ["share_of_id"], unique=False)
    op.create_index(op.f("ix_figure_stated_by_actor_id"), "figure", ["stated_by_actor_id"], unique=False)
    op.create_index(op.f("ix_figure_stated_by_source_id"), "figure", ["stated_by_source_id"], unique=False)
    op.create_index(op.f("ix_figure_supersedes_id"), "figure", ["supersedes_id"], unique=False)
    op.create_index(op.f("ix_figure_within_figure_id"), "figure", ["within_figure_id"], unique=False)
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("body_text", sa.Text(), nullable=True),
        sa.Column("axis", sa.Text(), nullable=False),
        sa.Column("native_value", sa.Text(), nullable=True),
        sa.Column("standard", sa.Text(), nullable=True),
        sa.Column("attribution_id", sa.Integer(), nullable=True),
        sa.Column("provision", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("report_ref", sa.Text(), nullable=True),
        sa.Column("paragraph", sa.Text(), nullable=True),
        sa.Column("citation_id", sa.Integer(), nullable=True),
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
        sa.ForeignKeyConstraint(
            ["attribution_id"], ["attribution.id"], name=op.f("fk_finding_attribution_id_attribution")
        ),
        sa.ForeignKeyConstraint(["citation_id"], ["citation.id"], name=op.f("fk_finding_citation_id_citation")),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_finding_incident_id_incident"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_finding_attribution_id"), "finding", ["attribution_id"], unique=False)
    op.create_index(op.f("ix_finding_body"), "finding", ["body"], unique=False)
    op.create_index(op.f("ix_finding_citation_id"), "finding", ["citation_id"], unique=False)
    op.create_index(op.f("ix_finding_incident_id"), "finding", ["incident_id"], unique=False)
    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("axis", sa.Text(), nullable=False),
        sa.Column("about_attribution_id", sa.Integer(), nullable=True),
        sa.Column("about_figure_id", sa.Integer(), nullable=True),
        sa.Column("mapped_value", sa.Text(), nullable=False),
        sa.Column("scheme", sa.Text(), nullable=True),
        sa.Column("native_value", sa.Text(), nullable=True),
        sa.Column("mapping_version", sa.Text(), nullable=True),
        sa.Column("standard_of_proof", sa.Text(), nullable=True),
        sa.Column("verification_level", sa.Text(), nullable=True),
        sa.Column("provision", sa.Text(), nullable=True),
        sa.Column("legal_status", sa.Text(), nullable=True),
        sa.Column("contextual_element", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("cited", sa.Text(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("author_text", sa.Text(), nullable=True),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("second_reader_id", sa.Integer(), nullable=True),
        sa.Column("second_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["about_attribution_id"], ["attribution.id"], name=op.f("fk_assessment_about_attribution_id_attribution")
        ),
        sa.ForeignKeyConstraint(["about_figure_id"], ["figure.id"], name=op.f("fk_assessment_about_figure_id_figure")),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_assessment_author_id_account")),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_assessment_incident_id_incident"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["second_reader_id"], ["account.id"], name=op.f("fk_assessment_second_reader_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_assessment_about_attribution_id"), "assessment", ["about_attribution_id"], unique=False)
    op.create_index(op.f("ix_assessment_about_figure_id"), "assessment", ["about_figure_id"], unique=False)
    op.create_index(op.f("ix_assessment_author_id"), "assessment", ["author_id"], unique=False)
    op.create_index(
        "ix_assessment_grades", "assessment", ["axis", "state", "mapped_value", "incident_id"], unique=False
    )
    op.create_index(op.f("ix_assessment_incident_id"), "assessment", ["incident_id"], unique=False)
    op.create_index(op.f("ix_assessment_second_reader_id"), "assessment", ["second_reader_id"], unique=False)
    op.bulk_insert(
        sa.table(
            "ledger_head", sa.column("id", sa.Integer), sa.column("seq", sa.BigInteger), sa.column("hash", sa.Text)
        ),
        [{"id": 1, "seq": 0, "hash": "0" * 64}],
    )


def downgrade() -> None:
    if count := op.get_bind().execute(sa.text("SELECT count(*) FROM change")).scalar_one():
        raise RuntimeError(
            f"Going back before revision 0001 would delete every record, and {count} changes tell of some. "
            "Restore the backup that was made before the upgrade instead."
        )
    op.drop_index(op.f("ix_assessment_second_reader_id"), table_name="assessment")
    op.drop_index(op.f("ix_assessment_incident_id"), table_name="assessment")
    op.drop_index("ix_assessment_grades", table_name="assessment")
    op.drop_index(op.f("ix_assessment_author_id"), table_name="assessment")
    op.drop_index(op.f("ix_assessment_about_figure_id"), table_name="assessment")
    op.drop_index(op.f("ix_assessment_about_attribution_id"), table_name="assessment")
    op.drop_table("assessment")
    op.drop_index(op.f("ix_finding_incident_id"), table_name="finding")
    op.drop_index(op.f("ix_finding_citation_id"), table_name="finding")
    op.drop_index(op.f("ix_finding_body"), table_name="finding")
    op.drop_index(op.f("ix_finding_attribution_id"), table_name="finding")
    op.drop_table("finding")
    op.drop_index(op.f("ix_figure_within_figure_id"), table_name="figure")
    op.drop_index(op.f("ix_figure_supersedes_id"), table_name="figure")
    op.drop_index(op.f("ix_figure_stated_by_source_id"), table_name="figure")
    op.drop_index(op.f("ix_figure_stated_by_actor_id"), table_name="figure")
    op.drop_index(op.f("ix_figure_share_of_id"), table_name="figure")
    op.drop_index(op.f("ix_figure_place_id"), table_name="figure")
    op.drop_index(op.f("ix_figure_incident_id"), table_name="figure")
    op.drop_index(op.f("ix_figure_decided_by"), table_name="figure")
    op.drop_index(op.f("ix_figure_citation_id"), table_name="figure")
    op.drop_table("figure")
    op.drop_index(op.f("ix_field_note_source_id"), table_name="field_note")
    op.drop_index(op.f("ix_field_note_place_id"), table_name="field_note")
    op.drop_index(op.f("ix_field_note_incident_id"), table_name="field_note")
    op.drop_index(op.f("ix_field_note_citation_id"), table_name="field_note")
    op.drop_index(op.f("ix_field_note_actor_id"), table_name="field_note")
    op.drop_table("field_note")
    op.drop_index(op.f("ix_aggregate_count_within_count_id"), table_name="aggregate_count")
    op.drop_index(op.f("ix_aggregate_count_aggregate_statement_id"), table_name="aggregate_count")
    op.drop_index(op.f("ix_aggregate_count_actor_id"), table_name="aggregate_count")
    op.drop_table("aggregate_count")
    op.drop_index(op.f("ix_aggregate_case_incident_id"), table_name="aggregate_case")
    op.drop_table("aggregate_case")
    op.drop_index(op.f("ix_team_member_team_id"), table_name="team_member")
    op.drop_index(op.f("ix_team_member_account_id"), table_name="team_member")
    op.drop_table("team_member")
    op.drop_index(op.f("ix_source_reader_account_id"), table_name="source_reader")
    op.drop_table("source_reader")
    op.drop_index(op.f("ix_source_derivation_source_id"), table_name="source_derivation")
    op.drop_index(op.f("ix_source_derivation_parent_id"), table_name="source_derivation")
    op.drop_table("source_derivation")
    op.drop_index(op.f("ix_source_capture_source_id"), table_name="source_capture")
    op.drop_table("source_capture")
    op.drop_index(op.f("ix_quality_issue_source_id"), table_name="quality_issue")
    op.drop_index(op.f("ix_quality_issue_resolved_by"), table_name="quality_issue")
    op.drop_index(op.f("ix_quality_issue_place_id"), table_name="quality_issue")
    op.drop_index(op.f("ix_quality_issue_incident_id"), table_name="quality_issue")
    op.drop_index(op.f("ix_quality_issue_import_run_id"), table_name="quality_issue")
    op.drop_index(op.f("ix_quality_issue_code"), table_name="quality_issue")
    op.drop_index(op.f("ix_quality_issue_actor_id"), table_name="quality_issue")
    op.drop_table("quality_issue")
    op.drop_index(op.f("ix_place_name_sought"), table_name="place_name", postgresql_ops={"sought": "text_pattern_ops"})
    op.drop_index(op.f("ix_place_name_place_id"), table_name="place_name")
    op.drop_index(op.f("ix_place_name_folded"), table_name="place_name")
    op.drop_table("place_name")
    op.drop_table("occurred_member")
    op.drop_index(op.f("ix_incident_violation_violation"), table_name="incident_violation")
    op.drop_index(op.f("ix_incident_violation_incident_id"), table_name="incident_violation")
    op.drop_table("incident_violation")
    op.drop_table("incident_team")
    op.drop_index(op.f("ix_incident_reader_account_id"), table_name="incident_reader")
    op.drop_table("incident_reader")
    op.drop_index(op.f("ix_incident_place_signed_off_by"), table_name="incident_place")
    op.drop_index(op.f("ix_incident_place_place_id"), table_name="incident_place")
    op.drop_index(op.f("ix_incident_place_incident_id"), table_name="incident_place")
    op.drop_table("incident_place")
    op.drop_index(op.f("ix_import_row_system_external_value"), table_name="import_row")
    op.drop_index(op.f("ix_import_row_incident_id"), table_name="import_row")
    op.drop_index(op.f("ix_import_row_import_run_id"), table_name="import_row")
    op.drop_table("import_row")
    op.drop_index(op.f("ix_external_id_source_id"), table_name="external_id")
    op.drop_index(op.f("ix_external_id_place_id"), table_name="external_id")
    op.drop_index(op.f("ix_external_id_incident_id"), table_name="external_id")
    op.drop_index(op.f("ix_external_id_actor_id"), table_name="external_id")
    op.drop_table("external_id")
    op.drop_index("ix_effective_figure_numbers", table_name="effective_figure")
    op.drop_table("effective_figure")
    op.drop_index("ix_citation_of_source", table_name="citation")
    op.drop_index(op.f("ix_citation_incident_id"), table_name="citation")
    op.drop_table("citation")
    op.drop_index(op.f("ix_attribution_incident_id"), table_name="attribution")
    op.drop_index(op.f("ix_attribution_actor_id"), table_name="attribution")
    op.drop_table("attribution")
    op.drop_index(op.f("ix_aggregate_statement_updated_by"), table_name="aggregate_statement")
    op.drop_index(op.f("ix_aggregate_statement_source_id"), table_name="aggregate_statement")
    op.drop_index(op.f("ix_aggregate_statement_place_id"), table_name="aggregate_statement")
    op.drop_index(op.f("ix_aggregate_statement_created_by"), table_name="aggregate_statement")
    op.drop_index(op.f("ix_aggregate_statement_body"), table_name="aggregate_statement")
    op.drop_table("aggregate_statement")
    op.drop_index(op.f("ix_actor_name_folded"), table_name="actor_name")
    op.drop_index(op.f("ix_actor_name_actor_id"), table_name="actor_name")
    op.drop_table("actor_name")
    op.drop_index(op.f("ix_team_updated_by"), table_name="team")
    op.drop_index(op.f("ix_team_created_by"), table_name="team")
    op.drop_table("team")
    op.drop_index(op.f("ix_source_updated_by"), table_name="source")
    op.drop_index(op.f("ix_source_sorted_as"), table_name="source")
    op.drop_index(op.f("ix_source_publisher"), table_name="source")
    op.drop_index(op.f("ix_source_published_latest"), table_name="source")
    op.drop_index(op.f("ix_source_published_earliest"), table_name="source")
    op.drop_index(op.f("ix_source_merged_into_id"), table_name="source")
    op.drop_index(op.f("ix_source_kind"), table_name="source")
    op.drop_index(op.f("ix_source_created_by"), table_name="source")
    op.drop_index(op.f("ix_source_canonical_url"), table_name="source")
    op.drop_table("source")
    op.drop_index(op.f("ix_sign_in_link_account_id"), table_name="sign_in_link")
    op.drop_table("sign_in_link")
    op.drop_index(op.f("ix_place_updated_by"), table_name="place")
    op.drop_index(op.f("ix_place_pcode"), table_name="place")
    op.drop_index(op.f("ix_place_parent_id"), table_name="place")
    op.drop_index(op.f("ix_place_created_by"), table_name="place")
    op.drop_table("place")
    op.drop_index(op.f("ix_login_account_id"), table_name="login")
    op.drop_table("login")
    op.drop_index(op.f("ix_incident_workflow_status"), table_name="incident")
    op.drop_index("ix_incident_when", table_name="incident")
    op.drop_index(op.f("ix_incident_updated_by"), table_name="incident")
    op.drop_index(op.f("ix_incident_temporal_type"), table_name="incident")
    op.drop_index(op.f("ix_incident_merged_into_id"), table_name="incident")
    op.drop_index(op.f("ix_incident_created_by"), table_name="incident")
    op.drop_table("incident")
    op.drop_index(op.f("ix_import_run_account_id"), table_name="import_run")
    op.drop_table("import_run")
    op.drop_index(op.f("ix_change_record_type_record_id_seq"), table_name="change")
    op.drop_index(op.f("ix_change_account_id"), table_name="change")
    op.drop_table("change")
    op.drop_index(op.f("ix_actor_updated_by"), table_name="actor")
    op.drop_index(op.f("ix_actor_parent_id"), table_name="actor")
    op.drop_index(op.f("ix_actor_created_by"), table_name="actor")
    op.drop_table("actor")
    op.drop_table("throttle")
    op.drop_table("ledger_head")
    op.drop_index(op.f("ix_account_updated_by"), table_name="account")
    op.drop_index(op.f("ix_account_created_by"), table_name="account")
    op.drop_table("account")
