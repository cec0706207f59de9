"""How much mail is taken from one network, and for one address, by this process."""

from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

WINDOW = timedelta(minutes=10)
OF_A_NETWORK = 3_000
FOR_AN_ADDRESS = 60
FOR_A_PUBLIC_ADDRESS = 600
"""In each window."""
MOST_KEYS = 20_000
PREFIXES = {4: 24, 6: 64}


class Rates:
    """Counts what happens to each key in a window of time; `most` is how often it may."""

    def __init__(self, most: int, window: timedelta = WINDOW):
        self._most = most
        self._window = window
        self._counts: dict[str, tuple[datetime, int]] = {}

    def allow(self, key: str, now: datetime) -> bool:
        """Count one more, if there may be one more."""
        since, count = self._counts.get(key, (now, 0))
        if now - since >= self._window:
            since, count = now, 0
        if count >= self._most:
            return False
        if len(self._counts) >= MOST_KEYS:
            self._forget(now)
        self._counts[key] = since, count + 1
        return True

    def _forget(self, now: datetime) -> None:
        """Keep the keys whose window goes on; where all do, begin anew rather than grow without end."""
        going_on = {key: value for key, value in self._counts.items() if now - value[0] < self._window}
        self._counts = going_on if len(going_on) < MOST_KEYS else {}


def network(address: str) -> str | None:
    """The network of a client, as its provider gives them out; None for our own machines, which bring everybody's."""
    try:
        client = ip_address(address.partition("%")[0])
    except ValueError:
        return None
    if client.is_private:
        return None
    return str(ip_network((client, PREFIXES[client.version]), strict=False))
