"""How much memory this process had at most."""

from __future__ import annotations

from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak_bytes() -> int | None:
    """Return the most bytes of memory that this process had; None where it cannot be known."""
    if _STATUS.exists():
        # Not getrusage: what that says starts at the memory of the process that started this one.
        return int(_STATUS.read_text(encoding="ascii").split("VmHWM:")[1].split()[0]) * 1024
    try:
        import resource
    except ImportError:
        return None
    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
