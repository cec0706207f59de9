"""What lasts over revisions: what became of each paragraph, language versions, carried anchors, what was taken over"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _placements()
    _versions()
    _anchors()
    _previews()
    _documents()


def _placements() -> None:
    """What became of each paragraph in a revision; those that were taken out keep a place where somebody has spoken."""
    for column in ("relation", "doubt"):
        _text("placement", column)
    for column in ("has_moved", "is_gone"):
        _flag("placement", column)


def _versions() -> None:
    """The language versions of a revision. Until now each had one, in the document's language."""
    op.create_table(
        "version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version")),
        *_to("version", revision_id="revision"),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        *_to("version", nullable=True, blob_id="blob"),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("is_changed", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.UniqueConstraint("revision_id", "language", name=op.f("uq_version_revision_id_language")),
    )
    _text("placed_wording", "source")
    for column in ("is_borrowed", "is_behind"):
        _flag("placed_wording", column)
    _text("comment", "version")
    op.execute(
        "INSERT INTO version (revision_id, language, position, title, filename, is_changed, added_at, seq) "
        "SELECT revision.id, document.language, 0, document.title, '', true, revision.issued_at, revision.seq "
        "FROM revision JOIN document ON document.id = revision.document_id"
    )
    op.execute(
        "UPDATE placed_wording SET language = (SELECT document.language FROM document "
        "JOIN revision ON revision.document_id = document.id JOIN placement ON placement.revision_id = revision.id "
        "WHERE placement.id = placed_wording.placement_id)"
    )
    op.execute(
        "UPDATE anchor SET language = (SELECT document.language FROM document "
        "JOIN revision ON revision.document_id = document.id WHERE revision.id = anchor.revision_id)"
    )
    op.execute(
        "UPDATE comment SET version = (SELECT document.language FROM document WHERE document.id = comment.document_id)"
    )


def _anchors() -> None:
    _refers("anchor", "from_id", "anchor")
    _flag("anchor", "has_moved")
    op.add_column("anchor", sa.Column("proposal", sa.String(), nullable=True))
    op.add_column("anchor", sa.Column("proposal_html", sa.String(), nullable=True))
    for column in ("since", "fit"):
        _text("anchor", column)
    op.create_table(
        "settlement",
        *_named("settlement"),
        *_to("settlement", anchor_id="anchor", by_id="person"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        *_to("settlement", wording_id="wording", was_wording_id="wording"),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("start", "end", "was_start", "was_end")),
        sa.Column("seq", sa.Integer(), nullable=False),
    )
    _index("settlement", "anchor_id")
    op.create_table(
        "adoption",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adoption")),
        *_to("adoption", revision_id="revision", paragraph_id="paragraph", comment_id="comment"),
        *_to("adoption", nullable=True, by_id="person"),
        sa.UniqueConstraint(
            "revision_id",
            "paragraph_id",
            "comment_id",
            name=op.f("uq_adoption_revision_id_paragraph_id_comment_id"),
        ),
    )
    _index("adoption", "paragraph_id", "comment_id")


def _previews() -> None:
    """A draft can be the next revision of a document, or another language version of one."""
    _refers("preview", "document_id", "document")
    _index("preview", "document_id")
    _refers("preview", "base_id", "revision")
    for column in ("purpose", "links", "about"):
        _text("preview", column)
    _text("preview", "given", "{}")


def _documents() -> None:
    for column in ("about", "changed"):
        _text("revision", column)
    op.add_column("document", sa.Column("revision_id", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE document SET revision_id = (SELECT revision.id FROM revision "
        "WHERE revision.document_id = document.id AND revision.seq IS NOT NULL "
        "ORDER BY revision.number DESC LIMIT 1)"
    )
    op.execute("UPDATE revision SET changed = (SELECT language FROM document WHERE document.id = revision.document_id)")


def _text(table: str, column: str, default: str = "") -> None:
    op.add_column(table, sa.Column(column, sa.String(), nullable=False, server_default=default))


def _flag(table: str, column: str) -> None:
    op.add_column(table, sa.Column(column, sa.Boolean(), nullable=False, server_default=sa.false()))


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
