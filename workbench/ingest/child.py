"""The process that reads files apart: bounded, and with nothing of the project in reach.

Run by `workbench.ingest.apart`; it takes one request after the other on its standard input.
"""

from __future__ import annotations

import os
import sys
from typing import IO, Any

from workbench.errors import SourceError, UnreadableSource
from workbench.ingest.limits import MEGABYTE, Limits
from workbench.ingest.memory import peak_bytes
from workbench.ingest.readers import read_within
from workbench.ingest.wire import (
    error_to_plain,
    reading_to_plain,
    receive,
    request_from_plain,
    send,
)

#: Said instead of an answer, before the process ends itself.
OUT_OF_MEMORY = "out of memory"
_GRACE_SECONDS = 5


def main() -> None:
    """Answer requests until there are no more, or this process is better made anew."""
    requests, answers = sys.stdin.buffer, _take_over_output()
    _bound(None)
    send(answers, {"ready": True})
    while (message := receive(requests)) is not None:
        if not _answer(message, answers):
            return


def _answer(message: dict[str, Any], answers: IO[bytes]) -> bool:
    """Send one answer; return whether this process can go on."""
    path, how, limits = request_from_plain(message)
    _bound(limits)
    try:
        answer = reading_to_plain(read_within(path, how, limits))
    except SourceError as error:
        answer = error_to_plain(error)
    except MemoryError:
        send(answers, {"stopped": OUT_OF_MEMORY})
        return False
    except Exception as error:  # noqa: BLE001  a reader's fault must not cost the other files
        detail = f"its content is not as the format says ({type(error).__name__})"
        answer = error_to_plain(UnreadableSource(path.name, detail))
    send(answers, answer)
    return not _has_grown(limits)


def _take_over_output() -> IO[bytes]:
    """Keep the channel for answers alone: whatever a library prints goes nowhere."""
    channel = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    return channel


def _bound(limits: Limits | None) -> None:
    """Limit memory and processor time where the system can; allow no file to be written.

    Windows has no such limits and macOS not all of them: there the parent's clock and the limits
    on sizes have to do.
    """
    try:
        import resource
    except ImportError:
        return
    bounds = [("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0)]
    if limits is not None:
        spent = resource.getrusage(resource.RUSAGE_SELF)
        used = int(spent.ru_utime + spent.ru_stime)
        bounds = [
            ("RLIMIT_AS", limits.memory_mb * MEGABYTE),
            # For the time after a parent that was killed while this process was at work.
            ("RLIMIT_CPU", used + limits.seconds + _GRACE_SECONDS),
        ]
    for name, bound in bounds:
        kind = getattr(resource, name)
        _, highest = resource.getrlimit(kind)
        soft = bound if highest == resource.RLIM_INFINITY else min(bound, highest)
        try:
            resource.setrlimit(kind, (soft, highest))
        except (ValueError, OSError):  # macOS refuses some
            continue


def _has_grown(limits: Limits) -> bool:
    """Whether so much memory was taken that the next file might miss it."""
    return (peak_bytes() or 0) > limits.memory_mb * MEGABYTE / 2


if __name__ == "__main__":
    main()
