"""The outbox: an act writes the intent of a letter; the post office renders, stores and sends it."""

from commentspace.domain.outbox.affairs import DomainAffairs, StateOfAffairs, state_of_affairs
from commentspace.domain.outbox.intents import Intent, Reader, domain_of, id_of, intend, intend_all, message_id
from commentspace.domain.outbox.leases import NO_PACE, Due, Pace, are_many_waiting, is_waiting, lease
from commentspace.domain.outbox.outcomes import Outcome, What, drop, fail, put_off, sent, settle
from commentspace.domain.outbox.words import (
    FRESH,
    BlockKind,
    BlockRow,
    Written,
    forget,
    is_stale,
    rendered,
    rendered_all,
)

__all__ = [
    "FRESH",
    "NO_PACE",
    "BlockKind",
    "BlockRow",
    "DomainAffairs",
    "Due",
    "Intent",
    "Outcome",
    "Pace",
    "Reader",
    "StateOfAffairs",
    "What",
    "Written",
    "are_many_waiting",
    "domain_of",
    "drop",
    "fail",
    "forget",
    "id_of",
    "intend",
    "intend_all",
    "is_stale",
    "is_waiting",
    "lease",
    "message_id",
    "put_off",
    "rendered",
    "rendered_all",
    "sent",
    "settle",
    "state_of_affairs",
]
