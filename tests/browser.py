"""A headless Chromium, told what to do over its debugging pipe: no driver, no network but the page's own."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars --remote-debugging-pipe"
).split()


class Browser:
    """One page. `complaints` are what the browser wrote to its console: refused scripts, missing files."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands = os.fdopen(commands, "wb")
        self._answers = os.fdopen(answers, "rb")
        self._number = 0
        self._session = ""
        self.complaints: list[str] = []
        self.requested: list[str] = []
        self._loaded = False
        target = self._send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Log", "Runtime", "Network"):
            self._send(f"{domain}.enable")

    def open(self, address: str, width: int, height: int = 900) -> None:
        """Load `address` in a window of that size, as a phone would below 600 pixels."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self._send("Emulation.setDeviceMetricsOverride", **size)
        self._wait_for_load(lambda: self._send("Page.navigate", url=address))

    def click(self, selector: str) -> None:
        """Click the first link that fits, and wait for the page behind it."""
        found = f"document.querySelector({json.dumps(selector)})"
        self._wait_for_load(lambda: self.value(f"{found}.click()"))

    def value(self, script: str) -> Any:
        found = self._send("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def screenshot(self, path: Path) -> bytes:
        data = base64.b64decode(self._send("Page.captureScreenshot", format="png")["data"])
        path.write_bytes(data)
        return data

    def close(self) -> None:
        self._session = ""
        self._send("Browser.close")

    def _wait_for_load(self, act) -> None:  # type: ignore[no-untyped-def]
        self._loaded = False
        act()
        while not self._loaded:
            self._take(self._read())

    def _send(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._commands.write(json.dumps(message).encode() + b"\0")
        self._commands.flush()
        while (answer := self._read()).get("id") != self._number:
            self._take(answer)
        assert "error" not in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    def _read(self) -> dict[str, Any]:
        data = bytearray()
        while (letter := self._answers.read(1)) != b"\0":
            assert letter, "the browser has ended"
            data += letter
        answer: dict[str, Any] = json.loads(data)
        return answer

    def _take(self, event: dict[str, Any]) -> None:
        told = event.get("params", {})
        match event.get("method"):
            case "Page.loadEventFired":
                self._loaded = True
            case "Log.entryAdded":
                self.complaints.append(told["entry"]["text"])
            case "Network.requestWillBeSent":
                self.requested.append(told["request"]["url"])


@contextmanager
def browser(profile: Path) -> Iterator[Browser]:
    """A browser with a new profile in `profile`."""
    assert CHROMIUM is not None
    read_commands, commands = os.pipe()
    answers, write_answers = os.pipe()
    # The browser reads from descriptor 3 and writes to 4, which these may be themselves.
    theirs = [fcntl.fcntl(mine, fcntl.F_DUPFD_CLOEXEC, 10) for mine in (read_commands, write_answers)]
    actions: list[tuple[int, int, int] | tuple[int, int, str, int, int]] = [
        (os.POSIX_SPAWN_OPEN, quiet, os.devnull, os.O_RDWR, 0) for quiet in (0, 1, 2)
    ]
    actions += [(os.POSIX_SPAWN_DUP2, mine, number) for mine, number in zip(theirs, (3, 4), strict=True)]
    arguments = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}"]
    process = os.posix_spawn(CHROMIUM, arguments, dict(os.environ), file_actions=actions)
    for mine in (read_commands, write_answers, *theirs):
        os.close(mine)
    try:
        page = Browser(commands, answers)
        yield page
        page.close()
    except BaseException:
        os.kill(process, signal.SIGKILL)
        raise
    finally:
        os.waitpid(process, 0)
