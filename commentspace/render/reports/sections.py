"""The sections of a report: what took place, who took part, what was decided, what changed, what was left open."""

from collections.abc import Sequence

from commentspace.domain.reporting.values import Changed, Numbers, People, Report
from commentspace.errors import marked, marked_many
from commentspace.formats.report.book import Book, Cell, Grid, Section
from commentspace.render import outcomes
from commentspace.render.pictures.spans import HOUR, divided
from commentspace.render.reports import matrix
from commentspace.render.reports.words import KINDS, NAMED, RELATIONS, SEEN, TURNS, Words

TITLE = marked("Report of the review of %(symbol)s")
AS_IT_STANDS = marked("The review is not finished: this is how it stood on %(when)s.")
FINAL = marked("The review was finished on %(when)s. This was made on %(now)s.")
SIGNED = marked_many(
    "%(name)s finished it with %(num)s comment without an answer, and signed under the list of it.",
    "%(name)s finished it with %(num)s comments without an answer, and signed under the list of them.",
)
DECISIONS = (
    *(marked("What was decided"), marked("Comments")),
    *(marked("Writer satisfied"), marked("Writer not satisfied")),
)
"""Heads; what writers say is told to moderators alone."""
REASON = marked("The reason given: %(reason)s")


def book(report: Report, words: Words) -> Book:
    """The report in words."""
    made = [
        _review(report, words),
        _people(report.people, words),
        _comments(report.numbers, words),
        _time(report, words),
        _places(report, words),
        _decisions(report.numbers, words),
        _changes(report.changed, words),
        _left(report, words),
        matrix.section(report, words),
    ]
    title = words.one(TITLE, symbol=report.symbol)
    about = [f"{report.symbol} {report.title}", report.space_title, words.round(report.round), _stands(report, words)]
    return Book(title, about, [each for each in made if each is not None], words.language, report.is_final, report.at)


def _stands(report: Report, words: Words) -> str:
    now = words.moment(report.at)
    return (
        words.one(FINAL, when=words.moment(report.signed.at), now=now)
        if report.signed
        else words.one(AS_IT_STANDS, when=now)
    )


def _review(report: Report, words: Words) -> Section:
    told = [words.one(SEEN[report.round.seen]), words.one(NAMED[report.round.named])]
    rows = [
        (Cell(words.one(TURNS[turn.act])), Cell(words.moment(turn.at)), Cell(words.name(turn.by)), Cell(turn.reason))
        for turn in report.round.turns
        if turn.act in TURNS
    ]
    standing = report.round.standing
    closes_at, is_early = standing.closes_at, standing.state == "closed" and standing.ended_at != standing.closes_at
    if closes_at is not None and not is_early:
        rows.append((Cell(words.one(marked("Closing time"))), Cell(words.moment(closes_at)), Cell(), Cell()))
    heads = [words.one(each) for each in (marked("What"), marked("When"), marked("By whom"), marked("Why"))]
    revision = words.one(marked("Comments were taken on revision %(number)s."), number=report.round.revision)
    return Section("review", words.one(marked("The review")), [revision, *told], Grid(heads, rows, (2, 3, 2, 6)))


def _people(people: People, words: Words) -> Section:
    spoken = marked_many(
        "%(spoken)s of %(num)s participant has commented.", "%(spoken)s of %(num)s participants have commented."
    )
    told = [words.many(spoken, people.asked, spoken=people.spoken)]
    title = words.one(marked("Who took part"))
    if people.parties is None:
        hidden = words.one(marked("The rules of this round do not show who wrote, so organisations are not listed."))
        return Section("people", title, [*told, hidden])
    nobody = words.one(marked("Without an organisation"))
    rows = [
        (Cell(each.name or nobody), Cell(number=each.people), Cell(number=each.comments)) for each in people.parties
    ]
    heads = [words.one(each) for each in (marked("Organisation"), marked("People"), marked("Comments"))]
    return Section("people", title, told, Grid(heads, rows, (10, 3, 3), drawn=2))


def _comments(numbers: Numbers, words: Words) -> Section:
    """The comments by kind, and what is to be known of their number."""
    many = (
        (marked_many("%(num)s comment began a thread.", "%(num)s comments began a thread."), numbers.comments),
        (marked_many("%(num)s answer to a comment.", "%(num)s answers to comments."), numbers.replies),
        (
            marked_many(
                "%(num)s is left where near-identical ones count once.",
                "%(num)s are left where near-identical ones count once.",
            ),
            numbers.distinct or 0,
        ),
        (marked_many("%(num)s was withdrawn.", "%(num)s were withdrawn."), numbers.withdrawn),
        (marked_many("%(num)s was taken after closing.", "%(num)s were taken after closing."), numbers.late),
        (
            marked_many(
                "%(num)s was filed by a moderator for its sender.",
                "%(num)s were filed by moderators for their senders.",
            ),
            numbers.filed,
        ),
        (marked_many("%(num)s endorsement by others.", "%(num)s endorsements by others."), numbers.endorsements),
    )
    told = [words.many(messages, number) for at, (messages, number) in enumerate(many) if number or at == 0]
    rows = [
        (Cell(words.one(KINDS[each.kind])), Cell(number=each.comments), Cell(number=each.proposals))
        for each in numbers.kinds
    ]
    heads = [words.one(each) for each in (marked("Kind"), marked("Comments"), marked("With a proposed wording"))]
    return Section("kinds", words.one(marked("Comments")), told, Grid(heads, rows, (9, 3, 4), drawn=1))


def _time(report: Report, words: Words) -> Section | None:
    if not report.moments:
        return None
    opened = min([report.moments[0], *(turn.opens_at for turn in report.round.turns)])
    ended = report.round.standing.ended_at or report.moments[-1]
    spans = divided(report.moments, opened, max(ended, report.moments[-1]), words.zone)
    when = words.moment if spans.unit == HOUR else words.day
    rows = [(Cell(when(part.begins)), Cell(number=part.count), Cell(number=part.in_all)) for part in spans.parts]
    heads = [words.one(each) for each in (marked("Day"), marked("Comments"), marked("In all until then"))]
    return Section("time", words.one(marked("When they came")), (), Grid(heads, rows, (8, 3, 4), drawn=1))


def _places(report: Report, words: Words) -> Section:
    rows = [
        (
            Cell(f"{each.label} {each.text}".strip(), address=f"#{each.uid}", language=each.language),
            Cell(number=each.comments),
            Cell(number=each.answered),
        )
        for each in report.places
    ]
    heads = [words.one(each) for each in (marked("Part of the draft"), marked("Comments"), marked("Answered"))]
    return Section("places", words.one(marked("Along the draft")), (), Grid(heads, rows, (10, 3, 3), drawn=1))


def _decisions(numbers: Numbers, words: Words) -> Section:
    answered = marked_many(
        "%(answered)s of %(num)s comment has an answer.", "%(answered)s of %(num)s comments have an answer."
    )
    rows: list[list[Cell]] = [
        [
            Cell(words.one(outcomes.WORDS[each.outcome])),
            Cell(number=each.comments),
            *(Cell(number=said) for said in (each.satisfied, each.unsatisfied) if said is not None),
        ]
        for each in numbers.outcomes
    ]
    wide = len(rows[0])
    left = [Cell(words.one(marked("No answer"))), Cell(number=numbers.comments - numbers.answered)]
    rows.append([*left, *(Cell() for _ in range(wide - len(left)))])
    heads = [words.one(each) for each in DECISIONS[:wide]]
    told = [words.many(answered, numbers.comments, answered=numbers.answered)]
    grid = Grid(heads, rows, (8, 3, 3, 3)[:wide], drawn=1)
    return Section("decisions", words.one(marked("How they were decided")), told, grid)


def _changes(changed: Sequence[Changed], words: Words) -> Section:
    title = words.one(marked("What changed in the text"))
    if not changed:
        return Section("changes", title, [words.one(marked("No revision has been issued since."))])
    told, rows = [], []
    for each in changed:
        counts = [
            f"{words.one(said)} {each.relations[name]}" for name, said in RELATIONS.items() if each.relations.get(name)
        ]
        issued = marked("Revision %(number)s, issued on %(when)s. Paragraphs: %(counts)s.")
        told.append(words.one(issued, number=each.number, when=words.moment(each.issued_at), counts=" · ".join(counts)))
        told += [each.about] if each.about else []
        rows += [
            (
                Cell(f"#{taken.number}" if taken.number else "–", address=f"?at=c-{taken.comment}#c-{taken.comment}"),
                Cell(words.name(taken.author)),
                Cell(taken.label),
                Cell(str(each.number)),
            )
            for taken in each.taken
        ]
    taken = marked_many("%(num)s proposed wording was taken over.", "%(num)s proposed wordings were taken over.")
    told.append(words.many(taken, len(rows)))
    heads = [
        words.one(each)
        for each in (marked("Comment"), marked("Proposed by"), marked("Paragraph"), marked("In revision"))
    ]
    return Section("changes", title, told, Grid(heads, rows, (1, 4, 2, 1)) if rows else None)


def _left(report: Report, words: Words) -> Section:
    title = words.one(marked("Left open"))
    told = []
    if report.signed and report.signed.left:
        name = report.signed.signature or words.name(report.signed.by)
        told.append(words.many(SIGNED, report.signed.left, name=name))
        told += [words.one(REASON, reason=report.signed.statement)] if report.signed.statement else []
    if not report.open:
        return Section("open", title, [*told, words.one(marked("Every comment has an answer."))])
    without = marked_many("%(num)s comment has no answer.", "%(num)s comments have no answer.")
    told.append(words.many(without, report.numbers.comments - report.numbers.answered))
    if len(report.open) < report.numbers.comments - report.numbers.answered:
        told.append(words.many(matrix.CUT, len(report.open)))
    return Section("open", title, told, matrix.short(report, report.open, words))
