"""What files in and out need: pictures, what a filled file says, long jobs, tokens, and who is named in a file"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _sources()
    _pictures()
    _submissions()
    _provenance()
    _jobs()
    _tokens()


def _sources() -> None:
    """Where the text of a revision came from, and where in its file each paragraph stands."""
    _text("revision", "filename")
    _text("placement", "source")


def _pictures() -> None:
    op.create_table(
        "picture",
        *_named("picture"),
        *_to("picture", nullable=True, preview_id="preview", document_id="document"),
        *_to("picture", blob_id="blob"),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
    )
    _index("picture", "preview_id", "document_id", "blob_id")


def _submissions() -> None:
    op.create_table(
        "submission",
        *_named("submission"),
        *_to("submission", space_id="space", document_id="document", revision_id="revision", person_id="person"),
        *_to("submission", nullable=True, blob_id="blob", inbound_id="inbound"),
        *_texts("filename", "form", "layout", "door", "note", "key"),
        sa.Column("on_behalf_of", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_submission_person_id_key")),
    )
    _index("submission", "space_id", "document_id", "revision_id", "person_id", "inbound_id")
    op.create_table(
        "submission_row",
        *_named("submission_row"),
        *_to("submission_row", submission_id="submission"),
        sa.Column("position", sa.Integer(), nullable=False),
        *_texts("row", "verdict", "reason"),
        *_to("submission_row", nullable=True, paragraph_id="paragraph", comment_id="comment"),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.UniqueConstraint("submission_id", "position", name=op.f("uq_submission_row_submission_id_position")),
        sa.CheckConstraint(
            "verdict IN ('sure', 'doubtful', 'known', 'unplaced', 'empty', 'posted', 'dropped', 'refused')",
            name=op.f("ck_submission_row_verdict"),
        ),
    )
    _index("submission_row", "comment_id")


def _provenance() -> None:
    """Who is named as the writer in the file that a comment came in, and in which row of which file it stood."""
    for column in ("said_by", "said_for"):
        _text("provenance", column)
    op.add_column("provenance", sa.Column("said_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("provenance", sa.Column("said_resolved", sa.Boolean(), nullable=False, server_default=sa.false()))
    _refers("provenance", "submission_row_id", "submission_row")
    _refers("provenance", "file_id", "blob")


def _jobs() -> None:
    op.create_table(
        "job",
        *_named("job"),
        *_texts("kind", "form", "options", "language"),
        *_to("job", person_id="person"),
        *_to("job", nullable=True, space_id="space", document_id="document"),
        *_texts("state", "phase", "answer"),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        *_to("job", nullable=True, blob_id="blob"),
        *_texts("filename", "type"),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("tells", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'running', 'done', 'failed', 'ended')", name=op.f("ck_job_state")),
    )
    _index("job", "person_id", "space_id", "document_id", "blob_id", "state")


def _tokens() -> None:
    op.create_table(
        "token",
        *_named("token"),
        *_to("token", person_id="person"),
        *_texts("name", "token_hash", "scope"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.UniqueConstraint("token_hash", name=op.f("uq_token_token_hash")),
        sa.CheckConstraint("scope IN ('read', 'write')", name=op.f("ck_token_scope")),
    )
    _index("token", "person_id")
    _refers("provenance", "token_id", "token")


def _text(table: str, column: str, default: str = "") -> None:
    op.add_column(table, sa.Column(column, sa.String(), nullable=False, server_default=default))


def _texts(*columns: str) -> list[sa.schema.SchemaItem]:
    return [sa.Column(column, sa.String(), nullable=False) for column in columns]


def _refers(table: str, column: str, to: str) -> None:
    """A reference that may be absent, in one statement, as SQLite adds no constraint to a column that is there."""
    name = f"fk_{table}_{column}_{to}"
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} INTEGER CONSTRAINT {name} REFERENCES {to} (id)")


def _named(table: str) -> list[sa.schema.SchemaItem]:
    """The key and the outside name."""
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("uid", name=op.f(f"uq_{table}_uid")),
    ]


def _to(table: str, *, nullable: bool = False, **targets: str) -> list[sa.schema.SchemaItem]:
    """References: column and table."""
    items: list[sa.schema.SchemaItem] = []
    for column, target in targets.items():
        items.append(sa.Column(column, sa.Integer(), nullable=nullable))
        items.append(sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")))
    return items


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
