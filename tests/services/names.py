"""A server of names on the loopback, which knows what a test tells it (RFC 1035, over UDP)."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager

import dns.flags
import dns.message
import dns.rdatatype
import dns.resolver
import dns.rrset

Known = Mapping[tuple[str, str], list[str]]
"""Records by name and type."""


class _Answering(asyncio.DatagramProtocol):
    def __init__(self, known: Known):
        self._known = known
        self._send: Callable[[bytes, tuple[str, int]], None] | None = None

    def connection_made(self, transport: asyncio.DatagramTransport) -> None:  # type: ignore[override]  # it is one
        self._send = transport.sendto

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        question = dns.message.from_wire(data)
        answer = dns.message.make_response(question)
        [asked] = question.question
        name, kind = asked.name.to_text(omit_final_dot=True), dns.rdatatype.to_text(asked.rdtype)
        if found := self._known.get((name, kind)):
            answer.answer.append(dns.rrset.from_text_list(asked.name, 60, "IN", kind, found))
        assert self._send is not None
        self._send(answer.to_wire(), addr)


@asynccontextmanager
async def names(known: Known) -> AsyncIterator[dns.resolver.Resolver]:
    """A resolver that asks a server of these records."""
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(lambda: _Answering(known), local_addr=("127.0.0.1", 0))
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = ["127.0.0.1"], transport.get_extra_info("sockname")[1]
    yield resolver
    transport.close()
