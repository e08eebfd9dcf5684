"""Connections are lent to desks, and nobody can tell: same answers, same counts, same ends."""

from __future__ import annotations

import asyncio
import os
import random
import select
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import httpx
import pyoxigraph as ox
import pytest

from kg.serve import lending
from kg.serve.desk import Clerk
from kg.serve.desks import STARTING, Desk, Desks
from kg.serve.lending import BACK, PACKET, RECALL, STARTED, taken_back
from kg.serve.limits import Limits, Policy
from kg.serve.lookups import LookUps
from kg.serve.record import Peer
from kg.store import change
from tests.scene import minsk
from tests.served import BASE, make_store, serving

pytestmark = pytest.mark.skipif(not hasattr(select, "epoll"), reason="connections are lent where there is epoll")
TERMS = ("state/CN", "state/BY", "state/US", "state/FR", "nothing")
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
TOKEN = "a-token-of-some-length"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("desks") / "graph", minsk())


def look_up(number: int) -> str:
    """A query that a desk answers, another for each number."""
    return f"SELECT ?p ?o {{ <{BASE}{TERMS[number % len(TERMS)]}> ?p ?o }} LIMIT {100 + number}"


def request(query: str, head: str = "Host: x\r\n") -> bytes:
    return f"GET /sparql?query={quote(query, safe='')} HTTP/1.1\r\n{head}\r\n".encode()


def desks(store: Path) -> list[int]:
    """The processes of the desks of servers of this store."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                command = (folder / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if b"desk" in command and os.fsencode(store) in command:
                found.append(int(folder.name))
    return found


def has_connections(desk: int) -> bool:
    """Whether it has any; one socket is that by which it is spoken to."""
    links = set()
    for place in Path(f"/proc/{desk}/fd").iterdir():
        with suppress(OSError):
            links.add(str(place.readlink()))
    return sum(link.startswith("socket:") for link in links) > 1


class Client:
    """One connection that stays."""

    def __init__(self, address: str) -> None:
        host, port = address.removeprefix("http://").split(":")
        self.link = socket.create_connection((host, int(port)), timeout=30)
        self._got = self.link.makefile("rb")

    def answer(self) -> tuple[int, bytes]:
        status = int(self._got.readline().split()[1])
        head = b"".join(iter(self._got.readline, b"\r\n")).lower()
        if b"chunked" not in head:
            return status, self._got.read(int(head.partition(b"content-length: ")[2].split(b"\r\n")[0]))
        body = b""
        while size := int(self._got.readline(), 16):
            body += self._got.read(size + 2)[:-2]
        self._got.readline()
        return status, body

    def ask(self, query: str) -> tuple[int, bytes]:
        self.link.sendall(request(query))
        return self.answer()

    def be_lent(self, store: Path) -> int:
        """Ask until a desk has this connection, the only one there is; how often that was."""
        for number in range(10_000):
            assert self.ask(look_up(number))[0] == 200
            if number % 50 == 49 and any(map(has_connections, desks(store))):
                return number + 1
        raise AssertionError("the connection was not lent")


@contextmanager
def lent(store: Path, timeout: float = 20.0, policy: Policy | None = None) -> Iterator[tuple[str, Client]]:
    with serving(store, timeout, policy=policy) as address:
        client = Client(address)
        client.be_lent(store)
        yield address, client
        client.link.close()


def rows(body: bytes) -> list[bytes]:
    return sorted(body.splitlines())


def test_whatever_comes_over_a_lent_connection_is_answered_as_over_any_other(store: Path) -> None:
    """Look-ups, long answers, mistakes, other requests, pieces of requests, several at once."""
    dice = random.Random(11)
    csv = "Host: x\r\nAccept: text/csv\r\n"
    others = (COUNT, "SELECT { ?x", "SELECT * { ?a ?b ?c . ?d a bi:State } LIMIT 5000", "ASK {}")
    with lent(store) as (address, client):
        for turn in range(40):
            asked = [look_up(turn * 100 + place) for place in range(dice.choice((1, 30)))] + [dice.choice(others)]
            dice.shuffle(asked)
            if dice.random() < 0.3:
                client.link.sendall(b"".join(request(query, csv) for query in asked[:3]))
                asked = asked[:3]
            else:
                data = request(asked[0], csv)
                cut = dice.choice((0, dice.randrange(len(data))))
                client.link.sendall(data[:cut])
                time.sleep(dice.choice((0, 0.01)))
                client.link.sendall(data[cut:])
                asked = asked[:1]
            for query in asked:
                status, body = client.answer()
                other = httpx.get(
                    f"{address}/sparql", params={"query": query}, headers={"Accept": "text/csv"}, timeout=30
                )
                assert (status, rows(body)) == (other.status_code, rows(other.content))
            for place in range(20):
                assert client.ask(look_up(turn * 1000 + place))[0] == 200


def test_answers_of_desks_are_counted_as_all_others(store: Path) -> None:
    with serving(store) as address:
        client = Client(address)
        asked = client.be_lent(store) + 200
        for number in range(200):
            client.ask(look_up(number))
        told = f'kg_requests_total{{route="/sparql",status="200"}} {asked}.0'
        assert until(lambda: told in httpx.get(f"{address}/metrics").text, 10)


def test_a_desk_sees_a_new_generation_at_once(tmp_path: Path) -> None:
    store = make_store(tmp_path / "graph", minsk())
    with lent(store, policy=Policy(token=TOKEN)) as (address, client):
        for number in range(4):
            client.be_lent(store)
            update = f"INSERT DATA {{ GRAPH <a:mine> {{ <a:s> <a:p> {number} }} }}"
            headers = {"Authorization": f"Bearer {TOKEN}"}
            assert httpx.post(f"{address}/update", data={"update": update}, headers=headers).status_code == 204
            _, body = client.ask("SELECT ?o { <a:s> <a:p> ?o }")
            assert body.count(b'"o":{') == number + 1


def test_a_desk_that_dies_costs_the_connections_that_it_has(store: Path) -> None:
    with lent(store) as (address, client):
        [desk] = [one for one in desks(store) if has_connections(one)]
        os.kill(desk, signal.SIGKILL)
        assert client.link.recv(1) == b""
        again = Client(address)
        assert again.ask(COUNT)[0] == 200
        again.be_lent(store)
        again.link.close()


def test_a_lent_connection_over_which_nothing_comes_is_closed_as_any_other(store: Path) -> None:
    with lent(store) as (_, client):
        assert client.link.recv(1) == b""


def test_asked_to_end_the_server_has_its_lent_connections_back_and_closes_them(store: Path) -> None:
    with serving(store, 60.0) as address:
        client = Client(address)
        client.be_lent(store)
        began = time.monotonic()
    assert time.monotonic() - began < 30  # it waits for 60 seconds for connections over which something is asked
    assert client.link.recv(1) == b""
    assert not desks(store)


def test_a_client_that_leaves_is_noticed(store: Path) -> None:
    with lent(store) as (address, client):
        client.link.close()
        assert until(lambda: not any(map(has_connections, desks(store))), 10)
        assert httpx.get(f"{address}/healthz").text == "ok\n"


@contextmanager
def alone(store: Path) -> Iterator[tuple[socket.socket, threading.Thread]]:
    """The server's end of the socket to a desk, which serves as soon as its thread is started."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ours.settimeout(30)
    clerk = Clerk(theirs, store, {"union": True, "cache": 1 << 20})
    thread = threading.Thread(target=clerk.serve)
    with ours, theirs:
        yield ours, thread
        ours.shutdown(socket.SHUT_RDWR)
        thread.join()


def lend(server: socket.socket, number: int, link: socket.socket) -> None:
    link.setblocking(False)
    socket.send_fds(server, [lending.lent(number, Peer("127.0.0.1", False))], [link.fileno()])
    link.close()


def given(server: socket.socket) -> tuple[int, bytes, bytes]:
    """What the desk gives back next."""
    return taken_back(next(message for message in iter(lambda: server.recv(PACKET), b"") if message[:1] == BACK))


def test_what_a_client_does_not_take_is_given_back_with_the_connection(tmp_path: Path) -> None:
    store = make_store(tmp_path / "graph", minsk())
    many = " ".join(f"<a:s> <a:p> '{'x' * 100} {number}' ." for number in range(150))
    change(store, lambda quads: quads.update(f"INSERT DATA {{ {many} }}"))
    client, link = socket.socketpair()
    with alone(store) as (server, desk), client:
        desk.start()
        assert server.recv(PACKET)[:1] == STARTED
        link.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        lend(server, 7, link)
        client.sendall(request("SELECT ?o { <a:s> <a:p> ?o }"))
        number, rest, data = given(server)
        whole = client.makefile("rb").read() + rest
        assert (number, data) == (7, b"") and rest
        head, _, body = whole.partition(b"\r\n\r\n")
        assert b"content-length: %d" % len(body) in head and b"nosniff" in head
        found = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        assert isinstance(found, ox.QuerySolutions) and len(list(found)) == 150


def test_what_is_recalled_is_given_back_once_even_if_a_request_has_come(store: Path) -> None:
    (client, link), (other, next_link) = socket.socketpair(), socket.socketpair()
    with alone(store) as (server, desk), client, other:
        client.sendall(request(look_up(0)))
        lend(server, 1, link)
        for number in (1, 1, 99):
            server.send(RECALL + number.to_bytes(4))
        lend(server, 2, next_link)
        desk.start()
        number, rest, data = given(server)
        assert (number, rest, data) == (1, b"", b"")
        other.sendall(request(look_up(1)))
        assert other.recv(12) == b"HTTP/1.1 200"
        server.send(RECALL + (2).to_bytes(4))
        assert given(server) == (2, b"", b"")


def test_a_desk_of_another_program_than_the_servers_gets_nothing() -> None:
    """It was started after the program had been replaced on disk."""

    async def ended(edition: bytes) -> tuple[bool, bool]:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        running = await asyncio.create_subprocess_exec(sys.executable, "-c", "input()", stdin=asyncio.subprocess.PIPE)
        gone: list[Desk] = []
        desk = Desk(running, ours, "0123", lambda *noted: None, gone.append)
        with theirs:
            theirs.send(STARTED + edition)
            while not desk.ready and not gone:
                await asyncio.sleep(0.01)
            told = desk.ready, desk.outdated
        desk.end()
        await running.wait()
        return told

    assert asyncio.run(ended(b"0123")) == (True, False)
    assert asyncio.run(ended(b"4567")) == (False, True)


def test_a_server_that_counts_its_clients_lends_nothing(store: Path) -> None:
    with serving(store, rate=1000) as address:
        host, port = address.removeprefix("http://").split(":")
        client = HTTPConnection(host, int(port))
        for number in range(100):
            client.request("GET", f"/sparql?query={quote(look_up(number))}")
            assert client.getresponse().read()
        assert not desks(store)
        client.close()


def test_a_connection_that_is_answered_from_memory_is_not_lent(store: Path) -> None:
    """A desk has no such answers, and would give it back at once."""
    with serving(store) as address:
        client = Client(address)
        for _ in range(100):
            assert client.ask(COUNT)[0] == 200
        assert not desks(store)
        client.be_lent(store)
        client.link.close()


def deleted(process: int) -> bool:
    """Whether the process holds a file open that was deleted."""
    links = []
    for place in Path(f"/proc/{process}/fd").iterdir():
        with suppress(OSError):
            links.append(str(place.readlink()))
    return any(link.endswith("(deleted)") and "/generations/" in link for link in links)


def parent(process: int) -> int:
    return int(Path(f"/proc/{process}/status").read_text().partition("PPid:")[2].split()[0])


def children(process: int) -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        with suppress(OSError):
            if folder.name.isdigit() and parent(int(folder.name)) == process:
                found.append(int(folder.name))
    return found


def until(holds: Callable[[], bool], seconds: float = 20.0) -> bool:
    end = time.monotonic() + seconds
    while not (found := holds()) and time.monotonic() < end:
        time.sleep(0.1)
    return found


def test_who_is_asked_nothing_lets_deleted_generations_go(tmp_path: Path) -> None:
    """Desks, workers and the server itself: as long as any holds them open, the disk is not freed."""
    store = make_store(tmp_path / "graph", minsk())
    with lent(store) as (address, client):
        [desk] = desks(store)
        server = parent(desk)
        client.ask(COUNT)
        assert until(lambda: not has_connections(desk))
        for number in range(4):
            change(store, lambda quads, number=number: quads.update(f"INSERT DATA {{ <a:s> <a:p> {number} }}"))
        everybody = [server, *children(server)]
        assert any(map(deleted, everybody))
        assert until(lambda: not any(map(deleted, everybody)))
        again = Client(address)
        assert again.ask("SELECT ?o { <a:s> <a:p> ?o }")[1].count(b'"o":{') == 4
        again.link.close()


def test_a_desk_that_hangs_is_noticed_and_costs_the_connections_that_it_has(store: Path) -> None:
    with lent(store) as (address, client):
        [desk] = [one for one in desks(store) if has_connections(one)]
        assert "kg_desks 1.0" in (told := httpx.get(f"{address}/metrics").text) and "kg_connections_lent 1.0" in told
        os.kill(desk, signal.SIGSTOP)
        client.link.sendall(request(look_up(1)))
        began = time.monotonic()
        with suppress(ConnectionResetError):
            assert client.link.recv(1) == b""
        assert 2 < time.monotonic() - began < 15
        assert "kg_connections_lent 0.0" in httpx.get(f"{address}/metrics").text
        assert not Path(f"/proc/{desk}/cmdline").exists() or not Path(f"/proc/{desk}/cmdline").read_bytes()


def test_a_desk_that_hangs_does_not_keep_the_server_from_ending(store: Path) -> None:
    with serving(store, 60.0) as address:
        client = Client(address)
        client.be_lent(store)
        [desk] = [one for one in desks(store) if has_connections(one)]
        os.kill(desk, signal.SIGSTOP)
        began = time.monotonic()
    assert time.monotonic() - began < 20
    assert not desks(store)


def test_a_desk_without_room_for_a_connection_gives_it_back(store: Path) -> None:
    client, link = socket.socketpair()
    with alone(store) as (server, desk), client, link:
        server.send(lending.lent(5, Peer("127.0.0.1", False)))  # its descriptor was dropped by the system
        desk.start()
        assert given(server) == (5, b"", b"")


def test_desks_that_cannot_be_started_are_tried_less_and_less_and_leave_nothing_open(store: Path) -> None:
    async def tried() -> tuple[int, int]:
        desks, asked = Desks(store, Limits(workers=1), union=True, note=lambda *noted: None), 0

        async def refuse(**given: int) -> None:
            nonlocal asked
            asked += 1
            raise OSError

        desks._start = refuse  # type: ignore[assignment]
        before = len([*Path("/proc/self/fd").iterdir()])
        for _ in range(40):
            assert desks.lend(Nobody(), 0) is None
            await asyncio.sleep(0.1)
        after = len([*Path("/proc/self/fd").iterdir()])
        await desks.close()
        return asked, after - before

    assert asyncio.run(tried()) == (2, 0)


class Nobody:
    peer = Peer("127.0.0.1", False)

    def returned(self, rest: bytes, data: bytes) -> None:
        raise AssertionError

    def lost(self) -> None:
        raise AssertionError


def test_a_desk_that_never_gets_ready_is_ended() -> None:
    async def ended() -> bool:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        running = await asyncio.create_subprocess_exec(sys.executable, "-c", "input()", stdin=asyncio.subprocess.PIPE)
        gone: list[Desk] = []
        desk = Desk(running, ours, "0123", lambda *noted: None, gone.append)
        with theirs:
            for _ in range(STARTING - 1):
                desk.look()
            assert not gone
            desk.look()
        return gone == [desk] and await running.wait() != 0

    assert asyncio.run(ended())


def test_a_store_that_cannot_be_opened_for_any_reason_is_left_to_the_usual_way(tmp_path: Path) -> None:
    lookups = LookUps(make_store(tmp_path / "graph", minsk()), union=True)
    info = (tmp_path / "graph" / "current").resolve() / "info.json"
    info.unlink()
    info.mkdir()
    assert lookups.generation() is None
