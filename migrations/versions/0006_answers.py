"""Answers and decisions: dispositions, rounds, blind reviews, delegations, drafts, likeness, finishing"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SEEN = "IN ('at_once', 'closing')"
NAMED = "IN ('names', 'pseudonyms', 'hidden')"
REPORT_FOR = "IN ('moderators', 'members', 'public')"


def upgrade() -> None:
    _spaces()
    _reviews()
    _delegations()
    _comments()
    _answers()
    _likeness()


def _spaces() -> None:
    """The rules of a space, its code of conduct, and a lasting pseudonym for every member."""
    _one_of("space", "seen", "at_once", SEEN)
    _one_of("space", "named", "names", NAMED)
    _one_of("space", "report_for", "moderators", REPORT_FOR)
    _flag("space", "confirms")
    op.add_column("space", sa.Column("endorses", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("space", sa.Column("conduct_number", sa.Integer(), nullable=False, server_default="0"))
    _text("membership", "alias")
    members = sa.table("membership", sa.column("id", sa.Integer), sa.column("alias", sa.String))
    connection = op.get_bind()
    for [key] in connection.execute(sa.select(members.c.id)).all():
        alias = "".join(secrets.choice("abcdefghijklmnopqrstuvwxyz234567") for _ in range(6))
        connection.execute(sa.update(members).where(members.c.id == key).values(alias=alias))
    _make(
        "conduct",
        *_to("conduct", space_id="space"),
        _number("number"),
        *_texts("text", "html"),
        *_to("conduct", nullable=True, by_id="person"),
        _at("at"),
        _unique("conduct", "space_id", "number"),
        has_uid=False,
    )
    _make(
        "agreement",
        *_to("agreement", membership_id="membership", conduct_id="conduct"),
        *_texts("door"),
        _at("at"),
        _unique("agreement", "membership_id", "conduct_id"),
        has_uid=False,
    )
    _index("agreement", "conduct_id")


def _reviews() -> None:
    """Rounds, who may comment in them, late comments, how they end, and when the server was away."""
    op.add_column("review", sa.Column("number", sa.Integer(), nullable=False, server_default="1"))
    op.execute(
        "UPDATE review SET number = (SELECT count(*) FROM review earlier "
        "WHERE earlier.document_id = review.document_id AND earlier.id <= review.id)"
    )
    _text("review", "title")
    _one_of("review", "seen", "at_once", SEEN)
    _one_of("review", "named", "names", NAMED)
    _flag("review", "is_invited")
    _one_of("review", "report_for", "moderators", REPORT_FOR)
    op.add_column("review", sa.Column("unveiled_at", sa.DateTime(timezone=True), nullable=True))
    _make(
        "review_member",
        *_to("review_member", review_id="review", membership_id="membership"),
        *_to("review_member", nullable=True, by_id="person"),
        _at("at"),
        _at("ended_at", nullable=True),
        has_uid=False,
    )
    _index("review_member", "review_id", "membership_id")
    _make(
        "late_token",
        *_to("late_token", review_id="review", person_id="person"),
        *_to("late_token", nullable=True, by_id="person"),
        *(_at("at"), _at("until_at")),
        _number("most"),
        *_texts("reason"),
        _number("seq"),
        _at("ended_at", nullable=True),
        *_to("late_token", nullable=True, ended_by_id="person"),
    )
    _index("late_token", "review_id", "person_id")
    _make(
        "finish",
        *_to("finish", review_id="review"),
        *_to("finish", nullable=True, by_id="person"),
        _at("at"),
        *_texts("signature", "statement"),
        *(_number(name) for name in ("comments", "answered", "seq")),
        _at("undone_at", nullable=True),
        *_to("finish", nullable=True, undone_by_id="person"),
        *_texts("undone_reason"),
    )
    _index("finish", "review_id")
    _make("finish_open", *_to("finish_open", finish_id="finish", comment_id="comment"), has_uid=False)
    _index("finish_open", "finish_id", "comment_id")
    _make("outage", _at("from_at"), _at("to_at"))
    _make("heartbeat", _at("at"), has_uid=False)
    _make(
        "made_good",
        *_to("made_good", outage_id="outage", review_id="review"),
        *_to("made_good", nullable=True, by_id="person"),
        _at("at"),
        _number("minutes"),
        has_uid=False,
    )
    _index("made_good", "outage_id", "review_id")


def _delegations() -> None:
    """Delegations, and what is written before it is submitted."""
    _make(
        "delegation",
        *_to("delegation", space_id="space"),
        *_texts("name"),
        sa.Column("speaks_as_one", sa.Boolean(), nullable=False),
        *_to("delegation", nullable=True, by_id="person"),
        _at("at"),
        _at("ended_at", nullable=True),
    )
    _index("delegation", "space_id")
    _make(
        "delegate",
        *_to("delegate", delegation_id="delegation", membership_id="membership"),
        *_texts("part"),
        *_to("delegate", nullable=True, by_id="person"),
        _at("began_at"),
        _at("ended_at", nullable=True),
        *_to("delegate", nullable=True, ended_by_id="person"),
        *_texts("reason"),
        sa.CheckConstraint("part IN ('expert', 'focal')", name=op.f("ck_delegate_part")),
    )
    _index("delegate", "delegation_id", "membership_id")
    _contributions()
    _make(
        "covering",
        *_to("covering", document_id="document", review_id="review", by_id="person"),
        *_to("covering", nullable=True, delegation_id="delegation"),
        *_texts("on_behalf_of", "masked", "note", "html"),
        _at("at"),
        _number("seq"),
    )
    _index("covering", "document_id", "review_id", "by_id", "delegation_id")


def _contributions() -> None:
    _make(
        "contribution",
        *_to("contribution", space_id="space", document_id="document", paragraph_id="paragraph"),
        *_to("contribution", revision_id="revision", author_id="person"),
        *_to("contribution", nullable=True, delegation_id="delegation", parent_id="contribution"),
        *_to("contribution", nullable=True, answers_id="comment", comment_id="comment"),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        *_texts("version", "language", "body", "html", "kind"),
        *(
            sa.Column(name, sa.String(), nullable=True)
            for name in ("proposal", "proposal_html", "exact", "prefix", "suffix")
        ),
        sa.Column("start", sa.Integer(), nullable=True),
        _number("states"),
        *_texts("state", "door"),
        *(_at("at"), _at("edited_at", nullable=True), _at("ended_at", nullable=True)),
        *_texts("key"),
        _unique("contribution", "key"),
        sa.CheckConstraint("state IN ('open', 'merged', 'submitted', 'dropped')", name=op.f("ck_contribution_state")),
    )
    _index("contribution", "space_id", "document_id", "paragraph_id", "delegation_id", "author_id", "parent_id")
    _index("contribution", "merged_into_id", "comment_id")
    _make(
        "contribution_state",
        *_to("contribution_state", contribution_id="contribution"),
        _number("number"),
        *_texts("body", "html", "kind"),
        *(sa.Column(name, sa.String(), nullable=True) for name in ("proposal", "proposal_html")),
        *_to("contribution_state", nullable=True, by_id="person"),
        _at("at"),
        _unique("contribution_state", "contribution_id", "number"),
        has_uid=False,
    )


def _comments() -> None:
    """What keeps a comment or its writer's name from others, and which answer it has."""
    _refers("comment", "veil_id", "review")
    _one_of("comment", "masked", "", "IN ('', 'alias', 'hidden')")
    for column in ("disposition_id", "proposed_id", "assignment_id"):
        op.add_column("comment", sa.Column(column, sa.Integer(), nullable=True))
    _refers("comment", "covering_id", "covering")
    _index("comment", "veil_id", "disposition_id", "proposed_id", "assignment_id", "covering_id")
    _text("provenance", "channel")
    _refers("provenance", "late_token_id", "late_token")
    _index("provenance", "late_token_id")


def _answers() -> None:
    _make(
        "standard_text",
        *_to("standard_text", space_id="space"),
        *_texts("title", "outcome", "text"),
        *_to("standard_text", nullable=True, by_id="person"),
        _at("at"),
        _at("ended_at", nullable=True),
    )
    _index("standard_text", "space_id")
    _make(
        "disposition",
        *_to("disposition", comment_id="comment"),
        *_texts("outcome", "reason", "html"),
        *_to("disposition", nullable=True, duplicate_of_id="comment", text_id="standard_text"),
        *_texts("batch", "door"),
        *_to("disposition", nullable=True, by_id="person"),
        _at("at"),
        _number("seq"),
        sa.Column("in_force_seq", sa.Integer(), nullable=True),
        *_to("disposition", nullable=True, confirmed_by_id="person"),
        _at("confirmed_at", nullable=True),
        *_to("disposition", nullable=True, declined_by_id="person"),
        _at("declined_at", nullable=True),
        *_texts("declined_reason"),
        sa.CheckConstraint(
            "outcome IN ('accepted', 'partly', 'modified', 'rejected', 'noted', 'out_of_scope', 'duplicate', "
            "'deferred')",
            name=op.f("ck_disposition_outcome"),
        ),
        sa.CheckConstraint(
            "(confirmed_at IS NULL) OR (declined_at IS NULL)",
            name=op.f("ck_disposition_one_end"),
        ),
    )
    _index("disposition", "comment_id", "batch")
    _make(
        "satisfaction",
        *_to("satisfaction", disposition_id="disposition", by_id="person"),
        sa.Column("is_satisfied", sa.Boolean(), nullable=False),
        *_texts("word", "door"),
        *_to("satisfaction", nullable=True, inbound_id="inbound"),
        sa.Column("segment", sa.Integer(), nullable=True),
        _at("at"),
        _number("seq"),
        _unique("satisfaction", "inbound_id", "segment"),
    )
    _index("satisfaction", "disposition_id", "by_id")
    _make(
        "assignment",
        *_to("assignment", comment_id="comment", to_id="person"),
        *_to("assignment", nullable=True, by_id="person"),
        *(_at("at"), _at("due_at", nullable=True)),
        *_texts("note", "batch", "ended_batch"),
        _number("seq"),
        _at("ended_at", nullable=True),
    )
    _index("assignment", "comment_id", "to_id", "batch", "ended_batch")
    _make(
        "appeal",
        *_to("appeal", hold_id="hold", by_id="person"),
        *_texts("text", "door"),
        _at("at"),
        _number("seq"),
        *_to("appeal", nullable=True, decided_by_id="person"),
        _at("decided_at", nullable=True),
        sa.Column("is_upheld", sa.Boolean(), nullable=True),
        *_texts("answer"),
    )
    _index("appeal", "hold_id", "by_id")
    _make(
        "endorsement",
        *_to("endorsement", comment_id="comment", by_id="person"),
        *_texts("on_behalf_of", "masked", "door"),
        _at("at"),
        _number("seq"),
        _at("withdrawn_at", nullable=True),
    )
    _index("endorsement", "by_id")
    op.create_index("ix_endorsement_comment_by", "endorsement", ["comment_id", "by_id"], unique=False)


def _likeness() -> None:
    _make(
        "likeness",
        *_to("likeness", document_id="document"),
        *(_number(name) for name in ("up_to_seq", "comments", "distinct")),
        _at("at"),
        _unique("likeness", "document_id"),
    )
    _make(
        "alike",
        *_to("alike", likeness_id="likeness", comment_id="comment"),
        *_texts("near", "similar", "degree"),
        _number("score"),
        _unique("alike", "comment_id"),
        has_uid=False,
    )
    _index("alike", "likeness_id", "near", "similar")
    _make(
        "likeness_word",
        *_to("likeness_word", comment_id="comment", other_id="comment"),
        sa.Column("is_alike", sa.Boolean(), nullable=False),
        *_texts("reason"),
        *_to("likeness_word", nullable=True, by_id="person"),
        _at("at"),
    )
    _index("likeness_word", "comment_id", "other_id")


def _make(table: str, *items: sa.schema.SchemaItem, has_uid: bool = True) -> None:
    """A table with its key, and with a name outside unless it has none."""
    own: list[sa.schema.SchemaItem] = [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]
    if has_uid:
        own.append(sa.Column("uid", sa.String(16), nullable=False))
        own.append(_unique(table, "uid"))
    op.create_table(table, *own, *items)


def _text(table: str, column: str, default: str = "") -> None:
    op.add_column(table, sa.Column(column, sa.String(), nullable=False, server_default=default))


def _flag(table: str, column: str) -> None:
    op.add_column(table, sa.Column(column, sa.Boolean(), nullable=False, server_default=sa.false()))


def _one_of(table: str, column: str, default: str, check: str) -> None:
    """A word out of a few, in one statement, as SQLite takes a constraint only together with its column."""
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {column} VARCHAR DEFAULT '{default}' NOT NULL "
        f"CONSTRAINT ck_{table}_{column} CHECK ({column} {check})"
    )


def _refers(table: str, column: str, to: str) -> None:
    """A reference that may be absent, in one statement, for the same reason."""
    name = f"fk_{table}_{column}_{to}"
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} INTEGER CONSTRAINT {name} REFERENCES {to} (id)")


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _at(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


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
