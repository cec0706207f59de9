"""How far the levels of a list have come."""

from commentspace.formats.word.lists import NumberedList


class Count:
    """How far the levels of one series have come, and which lists have begun in it."""

    def __init__(self) -> None:
        self._reached: dict[int, int] = {}
        self._begun: set[str] = set()

    def step(self, numbered: NumberedList, place: int, start: int | None = None) -> dict[int, int]:
        """Count one paragraph of this level, or begin with `start`; the numbers of this level and of those above it.

        A level above that has had no paragraph counts as begun, as in Word since 6.0 (Microsoft Q110380).
        """
        for above in range(place):
            self._reached.setdefault(above, numbered.level(above).start)
        level = numbered.level(place)
        begins = level.overridden_start is not None and numbered.name not in self._begun
        if begins:
            self._begun.add(numbered.name)
        if start is not None:
            self._reached[place] = start
        elif begins or place not in self._reached:
            self._reached[place] = level.first
        else:
            self._reached[place] += 1
        for below in [other for other in self._reached if other > place]:
            if numbered.level(below).restarts_after(below, place):
                del self._reached[below]
        return {other: number for other, number in self._reached.items() if other <= place}

    def leave(self, place: int) -> None:
        """Forget how far the levels below this one have come."""
        for below in [other for other in self._reached if other > place]:
            del self._reached[below]
