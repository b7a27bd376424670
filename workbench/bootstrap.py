"""Set a bare checkout up: the way from "only Python" to a running workbench.

Standard library only, since nothing else is there yet. Makes ``.venv`` beside the checkout, puts
uv into it, and lets uv install what ``requirements.lock`` pins: nothing outside the checkout is
touched, and torch is not brought along. Once that is done, `run` is the command line itself.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
import venv
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[1]
_PLACE = _CHECKOUT / ".venv"
_TESTS = "test"
#: One file's tests stay together, for what they share; `-n 0` runs one test at a time.
_ON_ALL_CORES = ("-n", "logical", "--dist", "loadfile")
#: What has to be there for the command line to start.
_NEEDED = ("typer", "sqlalchemy", "spacy", "panel", "bertopic", "onnxruntime")


def run() -> None:
    """Start the command line, or set the checkout up and start it there."""
    if sys.version_info < (3, 11):  # noqa: UP036 - a bare checkout may be started by any Python
        sys.exit(f"The workbench needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    arguments = sys.argv[1:]
    if arguments[:1] == [_TESTS] and (_CHECKOUT / "tests").is_dir():
        python = _python_with(".ci/requirements-dev.lock")
        sys.exit(_start([python, "-m", "pytest", *_ON_ALL_CORES, *arguments[1:]]))
    if all(importlib.util.find_spec(name) for name in _NEEDED):
        from workbench.cli.entry import main

        main()
        return
    if not (_CHECKOUT / "requirements.lock").is_file():
        sys.exit("The workbench is not installed whole; install it again.")
    sys.exit(_start([_python_with("requirements.lock"), "-m", "workbench", *arguments]))


def _start(command: list[str | Path]) -> int:
    try:
        return subprocess.call([str(part) for part in command], cwd=Path.cwd())  # noqa: S603
    except KeyboardInterrupt:
        return 130


def _python_with(lock: str) -> Path:
    """Return the Python of `.venv` after bringing it to what a lock file says."""
    python = _PLACE / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = _fingerprint(lock)
    stamp = _PLACE / f"{Path(lock).name}.done"
    if python.exists() and stamp.exists() and stamp.read_text() == wanted:
        return python
    _set_up(python, lock)
    stamp.write_text(wanted)
    return python


def _fingerprint(lock: str) -> str:
    files = [_CHECKOUT / lock, _CHECKOUT / "pyproject.toml"]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _set_up(python: Path, lock: str) -> None:
    _say(f"Setting up in {_PLACE}: once, about 1 GB, a minute or two.")
    if not python.exists():
        _say("1 of 3: making a place for it")
        venv.create(_PLACE)
    _say("2 of 3: fetching the installer (uv)")
    _do([*_pip(python), "install", "--quiet", "--disable-pip-version-check", "uv"])
    _say("3 of 3: fetching and compiling the parts; nothing is sent anywhere")
    install: list[str | Path] = [python, "-m", "uv", "pip", "install", "--python", python]
    _do([*install, "--no-deps", "--compile-bytecode", "--requirements", _CHECKOUT / lock])
    _do([*install, "--no-deps", "--quiet", "--editable", _CHECKOUT])
    _say("Ready.")


def _pip(python: Path) -> list[str | Path]:
    """Return a pip that installs into `.venv`; some Pythons come without the one for new places."""
    if importlib.util.find_spec("ensurepip"):
        _do([python, "-m", "ensurepip", "--upgrade", "--default-pip"])
        return [python, "-m", "pip"]
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip", "--python", python]
    sys.exit("This Python has no pip; install it first (on Debian and Ubuntu: python3-venv).")


def _do(command: list[str | Path]) -> None:
    # What an installer says belongs to stderr: with --json, stdout holds the result alone.
    words = [str(part) for part in command]
    done = subprocess.run(words, cwd=_CHECKOUT, check=False, stdout=sys.stderr)  # noqa: S603
    if done.returncode:
        sys.exit("Setting up failed (see above); check the connection and run the same again.")


def _say(words: str) -> None:
    sys.stderr.write(f"workbench: {words}\n")
    sys.stderr.flush()
