"""Run as a process: file after file comes in, its documents go out; what kills this process spares the build."""

from __future__ import annotations

import json
import logging
import os
import resource
import signal
import sys
import warnings
from contextlib import suppress
from dataclasses import fields
from typing import Any

from index.formats import READERS, UnreadableError
from index.formats.isolation import MEMORY_STATUS
from index.formats.names import ending
from index.passage import Document


def main() -> None:
    """Answer the requests on standard input until it ends; the protocol is told in `index.formats.isolation`."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints is no answer
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    while line := sys.stdin.buffer.readline():
        request = json.loads(line)
        signal.alarm(request["seconds"])  # unhandled: it ends the process, whatever C code is busy
        _limit_memory(request["memory"])
        try:
            for found in _found(request["name"], sys.stdin.buffer.read(request["size"])):
                answers.write(json.dumps(found).encode() + b"\n")
        except MemoryError:
            os._exit(MEMORY_STATUS)
        answers.write(b"null\n")
        answers.flush()
        signal.alarm(0)


def _found(name: str, data: bytes) -> list[Any]:
    """Return what is to be answered: a mapping for a document, a pair for a record skipped, a text for a reason."""
    try:
        return [_fields(one) if isinstance(one, Document) else one for one in READERS[ending(name)](name, data)]
    except UnreadableError as error:
        return [str(error)]
    except RecursionError:
        return ["its parts are nested too deep"]
    except MemoryError:
        raise
    except Exception as error:  # a library may raise anything over a damaged file
        return [f"the file is damaged ({type(error).__name__})"]


def _fields(document: Document) -> dict[str, Any]:
    made = {field.name: getattr(document, field.name) for field in fields(document)}
    return made | {"sources": [(s.outlet, s.title, s.url, s.date) for s in document.sources]}


def _limit_memory(size: int) -> None:
    with suppress(ValueError, OSError):  # a system may have no such limit, or a lower one
        resource.setrlimit(resource.RLIMIT_AS, (size, resource.getrlimit(resource.RLIMIT_AS)[1]))


if __name__ == "__main__":
    main()
