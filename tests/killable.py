"""Runs a function in a process of its own that can be ended, so that a hang is a failure."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

_CHILD = """
import json, sys
from importlib import import_module
module, _, name = sys.argv[1].partition(":")
for line in getattr(import_module(module), name)(*json.load(sys.stdin)):
    print(json.dumps(line), flush=True)
"""


class HangError(AssertionError):
    """The process did not end in time, or died."""


def run(function: str, arguments: Sequence[Any], seconds: float) -> list[Any]:
    """What the generator ``module:name`` yields in a child process, as JSON takes it.

    Raises HangError if the child is not done in time, with the last thing that it yielded.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-c", _CHILD, function],
            input=json.dumps(list(arguments)).encode(),
            capture_output=True,
            timeout=seconds,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
    except subprocess.TimeoutExpired as error:
        lines = (error.stdout or b"").decode().splitlines()
        raise HangError(f"{function} hangs behind {lines[-1:]}") from None
    lines = done.stdout.decode().splitlines()
    if done.returncode != 0:
        message = done.stderr.decode(errors="replace")[-3000:]
        raise HangError(f"{function} ends with {done.returncode} behind {lines[-1:]}:\n{message}")
    return [json.loads(line) for line in lines]
