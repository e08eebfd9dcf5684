"""A Virtuoso of our own in a folder: started, filled with N-Quads, asked over HTTP, ended."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

SERVER, CLIENT = shutil.which("virtuoso-t"), shutil.which("isql-vt")
_N_QUADS = 512
"""Virtuoso's flag of its Turtle loader for N-Quads."""
_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = {port}
CheckpointInterval = 0
DirsAllowed = .
NumberOfBuffers = 4000
MaxDirtyBuffers = 2000
[HTTPServer]
ServerPort = {http}
ServerThreads = 5
"""


class Virtuoso:
    """One server over one graph. It is started again when a query has ended it, which some do."""

    def __init__(self, folder: Path, nquads: bytes) -> None:
        self._folder, self._port, self._http = folder, _free_port(), _free_port()
        (folder / "virtuoso.ini").write_text(_INI.format(port=self._port, http=self._http), "utf-8")
        (folder / "graph.nq").write_bytes(nquads)
        self._start()
        self._sql(f"DB.DBA.TTLP(file_to_string_output('./graph.nq'), '', 'urn:none', {_N_QUADS}); checkpoint;")

    def rows(self, sparql: str, columns: tuple[str, ...], seconds: float = 60) -> list[tuple[str | None, ...]]:
        """The answer's rows as lexical forms. Raises RuntimeError with Virtuoso's words, or when the server ended."""
        if not self._listens():
            self.close()
            self._start()
        data = urllib.parse.urlencode({"query": sparql}).encode()
        accept = {"Accept": "application/sparql-results+json"}
        request = urllib.request.Request(f"http://localhost:{self._http}/sparql", data=data, headers=accept)
        try:
            with urllib.request.urlopen(request, timeout=seconds) as answer:
                found = json.load(answer)["results"]["bindings"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(error.read().decode().partition("\n")[0]) from error
        except (OSError, ValueError) as error:
            self.close()  # a server on its way down still listens, and would fail the next query too
            raise RuntimeError(f"no answer: {error}") from error
        return [tuple(row[name]["value"] if name in row else None for name in columns) for row in found]

    def close(self) -> None:
        self._process.kill()
        self._process.wait()

    def _start(self) -> None:
        assert SERVER
        for lock in self._folder.glob("*.lck"):
            lock.unlink()
        command = [SERVER, "-f", "-c", "virtuoso.ini"]
        self._process = subprocess.Popen(
            command, cwd=self._folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until = time.monotonic() + 120
        while time.monotonic() < until:
            if self._listens():
                try:
                    self._sql("select 1;")
                    return
                except RuntimeError:
                    pass  # it listens before it answers
            time.sleep(0.5)
        raise RuntimeError("Virtuoso does not start")

    def _listens(self) -> bool:
        try:
            socket.create_connection(("localhost", self._http), timeout=1).close()
            return True
        except OSError:
            return False

    def _sql(self, words: str) -> None:
        assert CLIENT
        command = [CLIENT, str(self._port), "dba", "dba", f"exec={words}"]
        done = subprocess.run(command, cwd=self._folder, capture_output=True, text=True, timeout=120)
        if done.returncode or "*** Error" in done.stdout + done.stderr:
            raise RuntimeError((done.stdout + done.stderr)[-500:])


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("localhost", 0))
        return int(found.getsockname()[1])
