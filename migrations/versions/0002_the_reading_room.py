"""What the reading room needs: visits, invitations, the address book, presence, proposals as differences"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("shows_reading", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("person", sa.Column("reads", sa.String(), nullable=False, server_default=""))
    op.add_column("person", sa.Column("expertise", sa.String(), nullable=False, server_default=""))
    op.add_column("person", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    # Written out, as SQLite takes a constraint only together with its column.
    op.execute(
        "ALTER TABLE space ADD COLUMN presence VARCHAR DEFAULT 'names' NOT NULL "
        "CONSTRAINT ck_space_presence CHECK (presence IN ('names', 'numbers', 'none'))"
    )
    op.add_column("membership", sa.Column("is_listed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("comment", sa.Column("proposal_html", sa.String(), nullable=True))
    op.add_column("comment_state", sa.Column("kind", sa.String(), nullable=False, server_default=""))
    op.add_column("comment_state", sa.Column("proposal", sa.String(), nullable=True))
    op.add_column("comment_state", sa.Column("proposal_html", sa.String(), nullable=True))
    _visits()
    _invitations()


def _visits() -> None:
    op.create_table(
        "visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("before_seq", sa.Integer(), nullable=False),
        sa.Column("before_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_seq", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_visit_person_id_person")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_visit_document_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sa.UniqueConstraint("person_id", "document_id", name=op.f("uq_visit_person_id_document_id")),
    )
    op.create_index(op.f("ix_visit_document_id"), "visit", ["document_id"], unique=False)


def _invitations() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(16), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["membership.id"], name=op.f("fk_invitation_membership_id_membership")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_invitation_by_id_person")),
        sa.ForeignKeyConstraint(["withdrawn_by_id"], ["person.id"], name=op.f("fk_invitation_withdrawn_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("uid", name=op.f("uq_invitation_uid")),
    )
    op.create_index(op.f("ix_invitation_membership_id"), "invitation", ["membership_id"], unique=False)
