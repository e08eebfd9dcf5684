"""How often a client may ask."""

from __future__ import annotations

from collections import OrderedDict

CLIENTS = 10_000
"""Clients whose requests are counted; the one that was silent longest is forgotten first."""


class Allowance:
    """`rate` requests a second for each client, and as many at once as it left over in the last ten seconds."""

    SAVED = 10

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._clients: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str, now: float) -> float:
        """Take one request from the client's allowance; the seconds until there is one again, 0 if there was.

        A request that is refused takes nothing: a client a little too fast is answered as often as it may ask.
        """
        most = float(self._rate * self.SAVED)
        left, since = self._clients.pop(client, (most, now))
        left = min(most, left + (now - since) * self._rate)
        self._clients[client] = (left - 1 if left >= 1 else left, now)
        if len(self._clients) > CLIENTS:
            self._clients.popitem(last=False)
        return 0.0 if left >= 1 else (1 - left) / self._rate
