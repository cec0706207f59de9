"""What mail as a full door needs: threads and pace, the way of each message, files, bounces, blocks, reports"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _choices()
    _letters()
    _messages_in()
    _files()
    _between_people()
    _addresses()
    _answers_to_announcements()


def _choices() -> None:
    """What people and spaces choose; who wanted numbers alone wants a letter when something is new, without texts."""
    _yes_or_no("person", "takes_receipts", sa.true())
    _yes_or_no("membership", "digest_texts", sa.true())
    _yes_or_no("membership", "at_once", sa.false())
    op.execute("UPDATE membership SET digest = 'new', digest_texts = false WHERE digest = 'numbers'")
    # Written out, as SQLite takes a constraint only together with its column.
    op.execute(
        "ALTER TABLE space ADD COLUMN mail_rule VARCHAR DEFAULT 'post' NOT NULL "
        "CONSTRAINT ck_space_mail_rule CHECK (mail_rule IN ('post', 'confirm'))"
    )
    _text("announcement", "part", "{}")


def _letters() -> None:
    """To which domain a letter goes (of old letters nobody asks), and to which conversation it belongs."""
    _text("outbox", "domain")
    _text("outbox", "thread")
    op.create_index(op.f("ix_outbox_domain"), "outbox", ["domain"], unique=False)
    op.create_index("ix_outbox_person_thread", "outbox", ["person_id", "thread"], unique=False)


def _messages_in() -> None:
    """What a message says of itself, what each step found, and who decided."""
    for column in ("from_address", "subject", "message_id"):
        _text("inbound", column)
    _text("inbound", "trail", "[]")
    op.add_column("inbound", sa.Column("is_vouched_for", sa.Boolean(), nullable=True))
    op.add_column("inbound", sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))
    _refers("inbound", "decided_by_id", "person")
    op.add_column("provenance", sa.Column("is_vouched_for", sa.Boolean(), nullable=True))
    _refers("provenance", "placed_by_id", "person")


def _files() -> None:
    op.create_table(
        "comment_file",
        *_named("comment_file"),
        *_to("comment_file", comment_id="comment", blob_id="blob"),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    _index("comment_file", "comment_id", "blob_id")


def _between_people() -> None:
    _yes_or_no("message", "gives_address", sa.false())
    op.create_table(
        "person_block",
        *_named("person_block"),
        *_to("person_block", by_id="person", whom_id="person"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
    )
    _index("person_block", "by_id", "whom_id")
    op.create_table(
        "report",
        *_named("report"),
        *_to("report", space_id="space", message_id="message", by_id="person"),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        *_to("report", nullable=True, settled_by_id="person"),
        sa.Column("outcome", sa.String(), nullable=False),
    )
    _index("report", "space_id", "message_id", "by_id")


def _addresses() -> None:
    op.create_table(
        "bounce",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bounce")),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        *_to("bounce", nullable=True, letter_id="outbox", inbound_id="inbound"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('hard', 'soft', 'policy', 'complaint')", name=op.f("ck_bounce_kind")),
    )
    _index("bounce", "address", "letter_id")
    op.create_table(
        "suppression",
        *_named("suppression"),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        *_to("suppression", nullable=True, lifted_by_id="person"),
    )
    _index("suppression", "address")


def _answers_to_announcements() -> None:
    op.create_table(
        "announcement_answer",
        *_named("announcement_answer"),
        *_to("announcement_answer", announcement_id="announcement", author_id="person"),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("on_behalf_of", "body", "html", "door")),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("is_held", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        *_to("announcement_answer", nullable=True, inbound_id="inbound"),
        sa.Column("segment", sa.Integer(), nullable=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.UniqueConstraint("inbound_id", "segment", name=op.f("uq_announcement_answer_inbound_id_segment")),
        sa.UniqueConstraint("key", name=op.f("uq_announcement_answer_key")),
    )
    _index("announcement_answer", "announcement_id", "author_id")


def _yes_or_no(table: str, column: str, default: object) -> None:
    op.add_column(table, sa.Column(column, sa.Boolean(), nullable=False, server_default=default))


def _text(table: str, column: str, default: str = "") -> None:
    op.add_column(table, sa.Column(column, sa.String(), nullable=False, server_default=default))


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
