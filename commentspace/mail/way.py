"""The way of one message through the steps of the door, noted as it goes and kept with its verdict."""

from dataclasses import dataclass, field, replace

from commentspace.domain.filing import Outcome
from commentspace.domain.inbound import Said, Waiting
from commentspace.domain.senders import Vouching
from commentspace.domain.steps import Step
from commentspace.mail.reader_process import Read


@dataclass(slots=True)
class Way:
    """What the steps until now have found; `said` is what the message says of itself, once it has been read."""

    message: Waiting
    vouching: Vouching = Vouching.NOT_ASKED
    said: Said = field(default_factory=Said)
    _steps: list[tuple[str, str]] = field(default_factory=list)

    def note(self, step: Step, word: str) -> None:
        """A step is done."""
        self._steps.append((step.value, word))

    def has_read(self, read: Read, vouching: Vouching) -> None:
        """The message has been read, and our mail server's word on its sender."""
        incoming = read.incoming
        self.vouching = vouching
        self.said = Said(incoming.from_address, incoming.subject, incoming.message_id, vouching.is_vouched_for)
        self.note(Step.READ, "yes")

    @property
    def is_vouched_for(self) -> bool | None:
        """Whether anybody vouches for the sender: our mail server, or the person by a link."""
        return True if self.message.confirmed_at else self.vouching.is_vouched_for

    def ended(self, outcome: Outcome, found: int | None = None, files: int = 0) -> Outcome:
        """The outcome with the whole way; `found` is how many new texts there were, where that was looked at."""
        steps = list(self._steps)
        if found is not None:
            steps += [(Step.FOUND.value, str(found)), (Step.FILES.value, str(files))]
        if outcome.answers:
            steps.append((Step.FILED.value, str(len(outcome.answers))))
        steps.append((Step.TOLD.value, outcome.letter.kind if outcome.letter else "no"))
        return outcome._replace(decision=replace(outcome.decision, said=self.said, trail=tuple(steps)))
