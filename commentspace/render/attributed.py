"""Who said a thing, in a line: the writer, for whom they speak, and whom a file names instead of them."""

from commentspace.domain.exported import ExportedComment
from commentspace.render.environment import in_words, translations


def said(comment: ExportedComment, language: str) -> str:
    """Such as "Ama Boateng (Ghana)"; of a comment from a file first the one that the file names."""
    _ = translations(language).gettext
    who, party = comment.said_by or in_words(comment.author, language), comment.said_for or comment.on_behalf_of
    name = _("%(name)s (%(party)s)") % {"name": who, "party": party} if party else who
    if comment.said_by or comment.said_for:
        return _("%(name)s, by a file from %(person)s") % {"name": name, "person": comment.author}
    return name
