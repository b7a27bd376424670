"""A language model on this machine, asked over HTTP: Ollama, or whatever speaks the same protocol.

Passages are personal data, so nothing but a loopback address is ever connected to: a name is
resolved first and every address that it stands for must be loopback; proxies are not used and
redirects not followed.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import os
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from workbench.errors import InvalidLanguageModel, NoAnswer

SETTING = "WORKBENCH_LANGUAGE_MODEL"
_MOST_BYTES = 256 * 1024
_TIMEOUT = 30.0
_SEED = 20240229


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalModel:
    """A model by name at a loopback address.

    Attributes
    ----------
    host, port, path
        Where it is asked: a loopback IP address, and the path before ``/chat/completions``.
    name
        What the server calls it.
    """

    host: str
    port: int
    path: str
    name: str

    @property
    def version(self) -> str:
        """What a run records about it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.name} at {host}:{self.port}"

    def ask(self, task: str, material: str, *, timeout: float = _TIMEOUT) -> str:
        """Return the model's answer, without the blanks around it.

        Parameters
        ----------
        task
            What it is to do, as the system's message.
        material
            What it is to do it with.
        timeout
            Seconds to wait for the connection and for each part of the answer.

        Raises
        ------
        NoAnswer
            Nobody listens there, it took too long, or what came back is no answer.
        """
        body = json.dumps(self._request(task, material)).encode()
        connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout)
        try:
            headers = {"Content-Type": "application/json"}
            connection.request("POST", f"{self.path}/chat/completions", body, headers)
            response = connection.getresponse()
            raw = response.read(_MOST_BYTES + 1)
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer(self.version, str(error) or type(error).__name__) from error
        finally:
            connection.close()
        if response.status != http.client.OK:
            raise NoAnswer(self.version, f"it said {response.status} {response.reason}".rstrip())
        return self._content(raw)

    def _request(self, task: str, material: str) -> dict[str, object]:
        messages = [{"role": "system", "content": task}, {"role": "user", "content": material}]
        return {
            "model": self.name,
            "messages": messages,
            "temperature": 0,
            "seed": _SEED,
            "max_tokens": 120,
            "stream": False,
        }

    def _content(self, raw: bytes) -> str:
        if len(raw) > _MOST_BYTES:
            raise NoAnswer(self.version, "its answer is too long")
        try:
            content = json.loads(raw)["choices"][0]["message"]["content"]
        except (ValueError, KeyError, IndexError, TypeError) as error:
            raise NoAnswer(self.version, "its answer cannot be read") from error
        if not isinstance(content, str):
            raise NoAnswer(self.version, "its answer holds no text")
        return content.strip()


def local_model(setting: str | None = None) -> LocalModel | None:
    """Return the model that a setting names; None, as by default, when none is wanted.

    Parameters
    ----------
    setting
        An address with the model's name after ``#``, as ``http://127.0.0.1:11434/v1#qwen2.5:3b``;
        None takes the environment's ``WORKBENCH_LANGUAGE_MODEL``.

    Raises
    ------
    InvalidLanguageModel
        The setting cannot be read, or its address is not on this machine.
    """
    given = (os.environ.get(SETTING, "") if setting is None else setting).strip()
    if not given:
        return None
    try:
        parts = urlsplit(given)
        port = parts.port or 80
    except ValueError as error:
        raise InvalidLanguageModel(given, str(error)) from error
    _check(given, parts)
    host = _loopback(given, str(parts.hostname), port)
    return LocalModel(host=host, port=port, path=parts.path.rstrip("/"), name=parts.fragment)


def _check(given: str, parts: SplitResult) -> None:
    if parts.username or parts.password:
        raise InvalidLanguageModel(str(parts.hostname), "its address holds a name or password")
    wrong = {
        "its address does not begin with http://": parts.scheme != "http",
        "its address names no machine": not parts.hostname,
        "no model is named after #": not parts.fragment,
        "its address holds a query": bool(parts.query),
    }
    if found := [detail for detail, is_so in wrong.items() if is_so]:
        raise InvalidLanguageModel(given, found[0])


def _loopback(given: str, host: str, port: int) -> str:
    """Return the first address that a name stands for, when all of them are loopback."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM) if _is_local(host) else []
    except OSError as error:
        raise InvalidLanguageModel(given, f"{host} cannot be found ({error})") from error
    addresses = [str(each[4][0]) for each in found]
    if not addresses or not all(_is_loopback(each) for each in addresses):
        raise InvalidLanguageModel(given, f"{host} is not this machine, and no passage leaves it")
    return addresses[0]


def _is_local(host: str) -> bool:
    """Only "localhost" and numbers are looked up at all: asking for another name would tell it."""
    return host == "localhost" or _is_loopback(host)


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
