"""Folders for what is not finished: named by their process, and removed once it is gone.

What a killed run leaves behind holds children's identities; the next one finds it.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import zlib
from pathlib import Path
from socket import gethostname

_NAMED = re.compile(r"(?P<host>[0-9a-f]{8})-(?P<pid>\d+)-.*")


def scratch_folder(prefix: str, folder: Path | None = None) -> str:
    """Make a folder that nobody else reads, in ``folder`` or among the system's temporary ones.

    Those of processes of this computer that are gone are removed first.
    """
    parent = Path(tempfile.gettempdir() if folder is None else folder)
    remove_left_behind(prefix, parent)
    return tempfile.mkdtemp(prefix=f"{prefix}{_host()}-{os.getpid()}-", dir=parent)


def remove_left_behind(prefix: str, folder: Path) -> None:
    """Remove the folders that processes which are gone have left in ``folder``."""
    try:
        names = [name for name in os.listdir(folder) if name.startswith(prefix)]
    except OSError:
        return
    for name in names:
        named = _NAMED.fullmatch(name.removeprefix(prefix))
        # On a shared disk a process of another computer may be at it.
        if named and named["host"] == _host() and not _is_running(int(named["pid"])):
            shutil.rmtree(folder / name, ignore_errors=True)


def _host() -> str:
    return f"{zlib.crc32(gethostname().encode()):08x}"


def _is_running(pid: int) -> bool:
    if os.name == "nt":  # there a signal of 0 would end it
        return True
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # of somebody else
        pass
    return True
