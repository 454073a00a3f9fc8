"""Runs a shell that executes one block of commands after another, as a reader of a how-to page types them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

_DONE = b"--- the block is done ---\n"


class Shell:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def run(self, block: str) -> str:
        """Runs a block of commands and returns its output, standard error included.

        A command that fails ends the shell; `run` then raises `AssertionError` with the block and its output.
        """
        assert self._process.stdin and self._process.stdout  # noqa: PT018 - for mypy
        self._process.stdin.write(block.encode() + b"\necho " + _DONE.replace(b" ", b"\\ "))
        said: list[bytes] = []
        while line := await self._process.stdout.readline():
            if line == _DONE:
                return b"".join(said).decode()
            said.append(line)
        raise AssertionError(f"failed: {block}\n{b''.join(said).decode()}")


@asynccontextmanager
async def shell(
    environment: Mapping[str, str], folder: Path, prefix: Sequence[str] = ()
) -> AsyncIterator[Shell]:
    """Starts a shell in `folder`; `prefix` is a command line that starts it, such as that of `nsenter`.

    A background process of the shell must redirect its output, which would otherwise be mixed with that of later
    blocks.
    """
    process = await asyncio.create_subprocess_exec(
        *prefix, "bash", "-euo", "pipefail", "-s", cwd=folder, env=environment,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    try:
        yield Shell(process)
    finally:
        assert process.stdin
        process.stdin.close()
        await process.wait()
