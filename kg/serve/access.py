"""Who may write, and under which address the server is known."""

from __future__ import annotations

import hashlib
import hmac
import re

from starlette.requests import Request

from kg.serve.limits import Policy
from kg.serve.problems import Problem, bad_request, forbidden

_HOST = re.compile(r"(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")


def require_token(request: Request, policy: Policy) -> None:
    """Raises Problem where the request may not write: 403 where nobody may, 401 without the right bearer token."""
    if not policy.token:
        raise forbidden("This server takes no writes. Its keeper can allow them: kg serve --allow-update.")
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    # Digests are of one length, so the time of the comparison tells nothing of the token.
    right = hmac.compare_digest(_digest(given.strip()), _digest(policy.token))
    if scheme.lower() != "bearer" or not right:
        told = "The token is wrong." if given else "Writes need the header `Authorization: Bearer TOKEN`."
        raise Problem(401, "No right to write", told, more={"WWW-Authenticate": 'Bearer realm="kg"'})


def root(request: Request, policy: Policy) -> str:
    """The server's own address, without a slash at its end: the one of its settings, else what the request says."""
    if policy.address:
        return policy.address.rstrip("/")
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        raise bad_request("The Host header is no name of a host.")
    return f"{request.url.scheme}://{host}"


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
