"""Somebody to be added to a space, and their place in it: checked before anything is done."""

from dataclasses import dataclass

from commentspace.domain import people
from commentspace.domain.list_columns import ROLES
from commentspace.errors import Invalid, marked
from commentspace.text import normal

LONGEST = 200
ONLY_OWNERS = marked("Only an owner of the space can make others owners.")
TOO_LONG = marked("Names may have at most 200 characters.")


@dataclass(frozen=True, slots=True)
class Place:
    """What a member is in a space; checked by `of`."""

    role: str
    affiliation: str
    on_behalf_of: str

    @classmethod
    def of(cls, role: str, affiliation: str, on_behalf_of: str) -> "Place":
        """Check what a form or a line said; Invalid with the field at fault."""
        role = role.strip().lower() or "participant"
        affiliation = normal.line(affiliation, field="affiliation")
        on_behalf_of = normal.line(on_behalf_of, field="on_behalf_of")
        for field, said in (("affiliation", affiliation), ("on_behalf_of", on_behalf_of)):
            if len(said) > LONGEST:
                raise Invalid(TOO_LONG, field=field)
        if role not in ROLES:
            raise Invalid(
                marked("“%(role)s” is not a role. It is one of: reader, participant, moderator, owner."),
                field="role",
                role=role[:40],
            )
        return cls(role, affiliation, on_behalf_of)


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody to be added; checked by `of`."""

    name: str
    address: str
    affiliation: str = ""
    on_behalf_of: str = ""
    role: str = "participant"
    language: str = "en"

    @classmethod
    def of(cls, name: str, address: str, affiliation: str, on_behalf_of: str, role: str, language: str) -> "Entry":
        """Check what a form or a line said; Invalid with the field at fault."""
        name, language = normal.line(name, field="name"), language.strip().lower() or "en"
        if not name:
            raise Invalid(marked("Write the name of the person."), field="name")
        if len(name) > LONGEST:
            raise Invalid(TOO_LONG, field="name")
        place = Place.of(role, affiliation, on_behalf_of)
        if language not in people.LANGUAGES:
            raise Invalid(
                marked("“%(language)s” is not one of the languages ar, en, es, fr, ru, zh."),
                field="language",
                language=language[:40],
            )
        return cls(name, people.checked_address(address), place.affiliation, place.on_behalf_of, place.role, language)
