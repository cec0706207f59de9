"""The forms of what the API answers, as JSON Schema (2020-12)."""

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
FLAG: Schema = {"type": "boolean"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
NAME: Schema = {"type": "string", "pattern": "^[a-z2-7]{16}$", "description": "A name that never changes."}


def thing(**properties: Schema) -> Schema:
    """An object with all of these, and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def perhaps(schema: Schema) -> Schema:
    """It, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def some(schema: Schema) -> Schema:
    """A list of it."""
    return {"type": "array", "items": schema}


def ref(name: str) -> Schema:
    """One of the named schemas."""
    return {"$ref": f"#/components/schemas/{name}"}


_QUOTATION = thing(exact=TEXT, start=NUMBER, end=NUMBER)
_ISSUED = thing(number=NUMBER, issued_at=MOMENT, by=TEXT, about=TEXT)
_STATE = thing(body=TEXT, kind=perhaps(TEXT), proposal=perhaps(TEXT), at=MOMENT, door=TEXT)
_SAID = thing(author=TEXT, organisation=TEXT, at=perhaps(MOMENT), resolved=FLAG)
_FILED = thing(channel=TEXT, by=TEXT, sender=TEXT, organisation=TEXT, note=TEXT)
_DOCUMENT = thing(id=NAME, space=TEXT, symbol=TEXT, title=TEXT, language=TEXT, revision=NUMBER, issued_at=MOMENT)

_PARAGRAPH = thing(id=NAME, label=TEXT, kind=TEXT, level=NUMBER, language=TEXT, text=TEXT)

ALL: Mapping[str, Schema] = {
    "Error": thing(error=TEXT, sentence=TEXT, field=perhaps(TEXT)),
    "Me": thing(id=NAME, name=TEXT, language=TEXT, zone=TEXT, scope=TEXT),
    "Space": thing(slug=TEXT, title=TEXT, role=TEXT),
    "Spaces": thing(spaces=some(ref("Space"))),
    "SpaceWithDocuments": thing(slug=TEXT, title=TEXT, role=TEXT, documents=some(_DOCUMENT)),
    "Document": thing(
        form=TEXT,
        document=_DOCUMENT,
        review=thing(state=TEXT, opens_at=perhaps(MOMENT), closes_at=perhaps(MOMENT), ended_at=perhaps(MOMENT)),
        paragraphs=some(_PARAGRAPH),
        taken_out=some(_PARAGRAPH),
        comments=some(ref("Comment")),
    ),
    "Comment": thing(
        id=NAME,
        number=perhaps(NUMBER),
        paragraph=NAME,
        thread=NAME,
        parent=perhaps(NAME),
        author=TEXT,
        masked={"enum": ["", "alias", "hidden"]},
        others_see=perhaps(TEXT),
        on_behalf_of=TEXT,
        kind={"enum": ["substantive", "editorial", "question", "translation"]},
        body=perhaps(TEXT),
        proposal=perhaps(TEXT),
        quotation=perhaps(_QUOTATION),
        version=TEXT,
        verdict=perhaps(TEXT),
        fit=perhaps(TEXT),
        merged=perhaps(TEXT),
        files=some(thing(id=NAME, name=TEXT, type=TEXT, size=NUMBER)),
        endorsements=some(thing(name=TEXT, on_behalf_of=TEXT, at=MOMENT, of_earlier_text=FLAG)),
        provenance=thing(
            door=TEXT, received_at=MOMENT, revision=NUMBER, file_says=perhaps(_SAID), filed=perhaps(_FILED)
        ),
        posted_at=MOMENT,
        edited_at=perhaps(MOMENT),
        state={"enum": ["shown", "held", "withdrawn"]},
        state_at=perhaps(MOMENT),
        state_reason=perhaps(TEXT),
        earlier_states=some(_STATE),
        disposition=perhaps(ref("Answer")),
        other_dispositions=some(ref("Answer")),
    ),
    "Answer": thing(
        id=NAME,
        outcome=TEXT,
        reason=TEXT,
        duplicate_of=perhaps(NAME),
        by=TEXT,
        at=MOMENT,
        confirmed_by=perhaps(TEXT),
        state={"enum": ["in force", "waiting", "superseded", "declined", "taken back"]},
        in_force=some({"type": "object"}),
        writer_says=perhaps(thing(satisfied=FLAG, word=TEXT)),
    ),
    "Answers": thing(answers=some(ref("Answer"))),
    "Confirmed": thing(confirmed=FLAG, already=FLAG),
    "Declined": thing(declined=FLAG),
    "Satisfied": thing(satisfied=FLAG, word=TEXT),
    "Done": thing(done=some(NAME), left=some(thing(comment=TEXT, sentence=TEXT)), batch=TEXT),
    "Texts": thing(texts=some(thing(id=NAME, title=TEXT, outcome=TEXT, text=TEXT))),
    "Contribution": thing(
        id=NAME,
        state={"enum": ["open", "merged", "submitted", "dropped"]},
        author=TEXT,
        paragraph=NAME,
        revision=NUMBER,
        kind=TEXT,
        body=TEXT,
        proposal=perhaps(TEXT),
        quotation=perhaps(TEXT),
        at=MOMENT,
        states=NUMBER,
        parent=perhaps(NAME),
        merged_into=perhaps(NAME),
        comment=perhaps(NAME),
        number=perhaps(NUMBER),
        withdrawn=FLAG,
        outcome=perhaps(TEXT),
        reason=perhaps(TEXT),
    ),
    "Drafts": thing(drafts=some(ref("Contribution"))),
    "Room": thing(delegation=TEXT, submits=FLAG, contributions=some(ref("Contribution"))),
    "Kept": thing(id=NAME, room=FLAG, again=FLAG),
    "Changed": thing(id=NAME),
    "SubmittedSet": thing(comments=some(NAME), set=perhaps(NAME), again=FLAG),
    "Biography": thing(
        id=NAME,
        document=NAME,
        version=TEXT,
        stands=FLAG,
        label=TEXT,
        text=TEXT,
        counts=thing(wordings=NUMBER, comments=NUMBER, proposals=NUMBER, taken_over=NUMBER),
        passages=some(ref("BiographyPassage")),
        words=perhaps(thing(exact=TEXT, place=TEXT, start=NUMBER, end=NUMBER, came=some(thing(text=TEXT, place=TEXT)))),
        page=NUMBER,
        pages=NUMBER,
    ),
    "BiographyPassage": thing(
        place=TEXT,
        revision=_ISSUED,
        paragraph=NAME,
        change=TEXT,
        moved=FLAG,
        label=perhaps(TEXT),
        text=perhaps(TEXT),
        hash=perhaps(TEXT),
        difference=perhaps(some(some(TEXT))),
        came_from=some(NAME),
        also_became=some(NAME),
        joined_to=some(NAME),
        taken_over=some(NAME),
        count=NUMBER,
        comments=some(ref("Said")),
        left=NUMBER,
    ),
    "Said": thing(
        id=NAME,
        number=perhaps(NUMBER),
        thread=NAME,
        author=TEXT,
        on_behalf_of=TEXT,
        kind=TEXT,
        body=perhaps(TEXT),
        proposal=perhaps(TEXT),
        quotation=perhaps(TEXT),
        posted_at=MOMENT,
        state=TEXT,
        outcomes=some(
            thing(
                kind=TEXT,
                revision=NUMBER,
                paragraph=NAME,
                by=TEXT,
                at=perhaps(MOMENT),
                reason=TEXT,
                answer=perhaps(TEXT),
            )
        ),
    ),
    "CommentBiography": thing(
        comment=ref("Said"),
        document=NAME,
        door=TEXT,
        received_at=MOMENT,
        states=some(_STATE),
        stood=some(
            thing(
                revision=_ISSUED,
                version=TEXT,
                paragraph=NAME,
                label=TEXT,
                text=TEXT,
                hash=TEXT,
                start=perhaps(NUMBER),
                end=perhaps(NUMBER),
                verdict=perhaps(TEXT),
                moved=FLAG,
                waiting=FLAG,
                fit=perhaps(TEXT),
                proposal=perhaps(TEXT),
            )
        ),
        answers=some(NAME),
    ),
    "SpaceSettings": thing(title=TEXT, preset=perhaps(TEXT), rules={"type": "object"}),
    "Conduct": thing(number=NUMBER, text=TEXT, at=perhaps(MOMENT), to_agree=FLAG),
    "Endorsed": thing(comment=NAME, endorsed=FLAG),
    "Appealed": thing(appeal=NAME, comment=NAME),
    "AppealDecided": thing(appeal=NAME, upheld=FLAG),
    "Appeals": thing(appeals=some(ref("Appeal"))),
    "Appeal": thing(
        id=NAME,
        comment=NAME,
        by=TEXT,
        text=TEXT,
        at=MOMENT,
        upheld={**perhaps(FLAG), "description": "Whether the comment stays held back; null while nobody has decided."},
        decided_by=perhaps(TEXT),
        decided_at=perhaps(MOMENT),
        answer=perhaps(TEXT),
    ),
    "Rounds": thing(rounds=some(ref("Round"))),
    "Round": thing(
        id=NAME,
        number=NUMBER,
        title=TEXT,
        revision=NUMBER,
        state={"enum": ["scheduled", "open", "paused", "closed", "finished"]},
        rules=thing(seen=TEXT, named=TEXT, report_for=TEXT, invited=FLAG),
        opens_at=perhaps(MOMENT),
        closes_at=perhaps(MOMENT),
        ended_at=perhaps(MOMENT),
        unveiled_at=perhaps(MOMENT),
        finished_at=perhaps(MOMENT),
        comments=NUMBER,
        changes=some(thing(act=TEXT, at=MOMENT, by=TEXT, reason=TEXT)),
        late=some(
            thing(
                id=NAME,
                name=TEXT,
                state={"enum": ["running", "used up", "over", "taken back", "filed"]},
                until=MOMENT,
                reason=TEXT,
                comments=perhaps(NUMBER),
                used=perhaps(NUMBER),
            )
        ),
        outages=some(
            thing(**{"id": NAME, "from": MOMENT, "to": MOMENT, "minutes": NUMBER, "made_good": perhaps(NUMBER)})
        ),
        ends=some(
            thing(
                at=MOMENT,
                by=TEXT,
                signature=TEXT,
                statement=TEXT,
                comments=NUMBER,
                answered=NUMBER,
                undone_at=perhaps(MOMENT),
                undone_reason=TEXT,
                unanswered=some(thing(comment=NAME, number=perhaps(NUMBER), answered_at=perhaps(MOMENT))),
            )
        ),
    ),
    "RoundOpened": thing(round=NAME),
    "RoundMembers": thing(added=NUMBER, removed=NUMBER),
    "LateToken": thing(token=perhaps(NAME)),
    "MadeGood": thing(minutes=NUMBER),
    "Unveiled": thing(unveiled=FLAG),
    "Ending": thing(
        comments=NUMBER,
        answered=NUMBER,
        mark=TEXT,
        may_finish=FLAG,
        outstanding={"type": "object", "additionalProperties": NUMBER},
    ),
    "Ended": thing(end=NAME),
    "EndUndone": thing(round=NAME),
    "FileKept": thing(comment=NAME, name=TEXT, type=TEXT, size=NUMBER),
    "Posted": thing(comment=NAME, number=perhaps(NUMBER), held=FLAG, again=FLAG, address=TEXT),
    "Comparison": thing(
        document=NAME,
        to=NUMBER,
        version=TEXT,
        counts={"type": "object", "additionalProperties": NUMBER},
        changes=some(ref("Change")),
        next=perhaps(TEXT),
        **{"from": NUMBER},
    ),
    "Change": thing(
        name=TEXT,
        changes=some(
            {"enum": ["edited", "moved", "new", "deleted", "split", "merged", "restyled", "renumbered"]},
        ),
        is_left={**FLAG, "description": "A paragraph that has moved stood here; “other” names where it stands."},
        other=perhaps(TEXT),
        old=some(ref("Passage")),
        new=some(ref("Passage")),
        differences=some(
            thing(
                kind={"enum": ["kept", "out", "in", "gone", "come"]},
                text=TEXT,
                other={**perhaps(TEXT), "description": "Of words that moved: the change at their other end."},
            )
        ),
        taken={**some(NAME), "description": "Comments whose proposals were taken over."},
        said={**some(NAME), "description": "Comments made on its wordings between the two revisions."},
    ),
    "Passage": thing(paragraph=NAME, kind=TEXT, level=NUMBER, label=TEXT, text=TEXT),
    "Job": thing(
        id=NAME,
        form=TEXT,
        state={"enum": ["waiting", "running", "done", "failed", "ended"]},
        phase=TEXT,
        done=NUMBER,
        total=NUMBER,
        sentence=TEXT,
        filename=TEXT,
        size=NUMBER,
        expires_at=perhaps(MOMENT),
        address=TEXT,
    ),
    "Draft": thing(
        preview=perhaps(NAME),
        document=perhaps(NAME),
        address=TEXT,
        paragraphs=NUMBER,
        comments=NUMBER,
        warnings=some(TEXT),
    ),
    "NextRevision": thing(
        revision=NUMBER,
        mark=TEXT,
        title=TEXT,
        about=TEXT,
        filename=TEXT,
        by=TEXT,
        changed_at=MOMENT,
        overtaken=FLAG,
        counts={"type": "object", "additionalProperties": NUMBER},
        address=TEXT,
    ),
    "Alignment": thing(mark=TEXT, links=some(ref("Link")), page=NUMBER, pages=NUMBER),
    "Link": thing(
        name=TEXT,
        relation={"enum": ["unchanged", "renumbered", "edited", "split", "merged", "deleted", "new"]},
        moved=FLAG,
        doubt={"enum": ["", "alike", "far", "lost"]},
        said=FLAG,
        old=some(thing(paragraph=NAME, label=TEXT, text=TEXT)),
        new=some(thing(key=TEXT, label=TEXT, text=TEXT)),
    ),
    "Dropped": thing(dropped=FLAG),
    "Submission": thing(
        id=NAME,
        document=NAME,
        filename=TEXT,
        layout=TEXT,
        received_at=MOMENT,
        counts={"type": "object", "additionalProperties": NUMBER},
        rows=some(ref("Row")),
        pages=NUMBER,
        address=TEXT,
    ),
    "Row": thing(
        id=NAME,
        position=NUMBER,
        state=TEXT,
        body=TEXT,
        proposal=TEXT,
        kind=TEXT,
        label=TEXT,
        exact=TEXT,
        reviewer=TEXT,
        organisation=TEXT,
        paragraph=perhaps(NAME),
        comment=perhaps(NAME),
        candidates=some(
            thing(
                paragraph=NAME,
                label=TEXT,
                text=TEXT,
                why=TEXT,
                start=perhaps(NUMBER),
                end=perhaps(NUMBER),
            )
        ),
        sentence=TEXT,
    ),
    "Posting": thing(posted=NUMBER, waiting=NUMBER),
    "AlikeGroups": thing(
        comments=NUMBER,
        distinct=NUMBER,
        looked_at=perhaps(MOMENT),
        groups=some(thing(id=NAME, comments=NUMBER, answered=NUMBER, body=TEXT)),
        page=NUMBER,
        pages=NUMBER,
    ),
    "AlikeGroup": thing(
        id=NAME,
        comments=NUMBER,
        page=NUMBER,
        pages=NUMBER,
        unanswered=some(NAME),
        members=some(
            thing(
                comment=NAME,
                number=perhaps(NUMBER),
                degree={"enum": ["same", "near", "similar", "hand"]},
                alike={"type": "number"},
                outcome=perhaps(TEXT),
                body=TEXT,
                difference=some(some(TEXT)),
                opposed=FLAG,
            )
        ),
    ),
    "AlikeSaid": thing(comment=NAME, alike=FLAG),
    "Table": thing(
        document=NAME,
        asked={"type": "object", "additionalProperties": TEXT},
        found=NUMBER,
        lacking=NUMBER,
        counts={
            "type": "object",
            "additionalProperties": {"type": "object", "additionalProperties": NUMBER},
            "description": "For each filter its values, with how many rows each would leave.",
        },
        progress=thing(comments=NUMBER, answered=NUMBER, waiting=NUMBER, distinct=NUMBER, distinct_lacking=NUMBER),
        rows=some(ref("TableRow")),
        next=perhaps(TEXT),
    ),
    "TableRow": thing(
        comment=NAME,
        number=perhaps(NUMBER),
        paragraph=NAME,
        label=TEXT,
        author=TEXT,
        person=NAME,
        organisation=TEXT,
        kind=TEXT,
        language=TEXT,
        posted_at=MOMENT,
        body=TEXT,
        proposal=perhaps(TEXT),
        status=TEXT,
        late=FLAG,
        replies=NUMBER,
        near=perhaps(TEXT),
        similar=perhaps(TEXT),
        lacks_answer=FLAG,
        disposition=perhaps(ref("TableAnswer")),
        proposed=perhaps(ref("TableAnswer")),
        assigned_to=perhaps(TEXT),
        due_at=perhaps(MOMENT),
        overdue=FLAG,
    ),
    "TableAnswer": thing(
        uid=NAME,
        outcome=TEXT,
        reason=TEXT,
        by=TEXT,
        at=MOMENT,
        duplicate_of=perhaps(NAME),
        satisfied=perhaps(FLAG),
    ),
    "OpenApi": {"type": "object"},
}
