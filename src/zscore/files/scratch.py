"""Temporary folders, named after their process and removed once it has ended.

Files left by a killed run contain children's identities; the next run removes them.
"""

from __future__ import annotations

import atexit
import os
import re
import secrets
import shutil
import tempfile
import zlib
from pathlib import Path
from socket import gethostname

_NAMED = re.compile(r"(?P<host>[0-9a-f]{8})-(?P<pid>\d+)-.*")
_made: dict[str, int] = {}  # folders that may exist, and the process that made them


def scratch_folder(prefix: str, folder: Path | None = None) -> str:
    """Make a private folder in ``folder`` or in the system's temporary folder.

    Folders left by processes of this computer that have ended are removed first.
    """
    parent = Path(tempfile.gettempdir() if folder is None else folder)
    remove_left_behind(prefix, parent)
    made = str(parent / f"{prefix}{_host()}-{os.getpid()}-{secrets.token_hex(8)}")
    _made[made] = os.getpid()  # before it exists: an interrupt may come in between
    try:
        os.mkdir(made, mode=0o700)
    except OSError:
        del _made[made]
        raise
    return made


def remove_scratch_folder(folder: str) -> None:
    """Remove a folder made by ``scratch_folder`` of this process, at exit if not possible now."""
    if _made.get(folder) != os.getpid():  # a process forked from the one that made it
        return
    shutil.rmtree(folder, ignore_errors=True)
    if not os.path.lexists(folder):
        _made.pop(folder, None)


@atexit.register
def _remove_all() -> None:
    """Remove folders left by an interrupt, or by a thread that was still writing."""
    for folder in list(_made):
        remove_scratch_folder(folder)


def remove_left_behind(prefix: str, folder: Path) -> None:
    """Remove folders that ended processes have left in ``folder``."""
    try:
        names = [name for name in os.listdir(folder) if name.startswith(prefix)]
    except OSError:
        return
    for name in names:
        named = _NAMED.fullmatch(name.removeprefix(prefix))
        # On a shared disk, a process of another computer may be using it.
        if named and named["host"] == _host() and not _is_running(int(named["pid"])):
            shutil.rmtree(folder / name, ignore_errors=True)


def _host() -> str:
    return f"{zlib.crc32(gethostname().encode()):08x}"


def _is_running(pid: int) -> bool:
    if os.name == "nt":  # there, signal 0 would end the process
        return True
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # of somebody else
        pass
    return True
