"""Writes pages of docs/reference/ from the code: `make reference`. A test compares the files with the code.

The pages list what the code declares: settings, metrics, errors, commands, jobs and Redis keys.
"""

from __future__ import annotations

import ast
import inspect
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import SimpleNamespace
from typing import Any, get_args, get_origin

import typer
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

import amrutam
from amrutam.cli import main as commands_of_amrutam
from amrutam.core.adjustable import ADJUSTABLE
from amrutam.core.errors import DomainError
from amrutam.core.http.problems import status_of
from amrutam.core.proxy_settings import ProxySettings
from amrutam.core.settings import Settings
from amrutam.core.telemetry import metrics
from amrutam.holds import redis_keys
from amrutam.roles.worker import queue_of

DOCS = Path(__file__).parent
_NEVER_IMPORTED = ("amrutam.__main__", "amrutam.embedded.")


def pages() -> dict[str, str]:
    """Each page's text, by its name in docs/reference/."""
    return {
        "settings.md": settings(),
        "metrics.md": metrics_page(),
        "errors.md": errors(),
        "commands.md": commands(),
        "jobs.md": jobs(),
        "redis-keys.md": redis_keys_page(),
    }


def settings() -> str:
    source = inspect.getsource(Settings) + inspect.getsource(ProxySettings)
    text = _title(
        "Settings",
        "Each setting is an environment variable. Times are in seconds unless the name contains another unit. Administrators change some of them on the website, at `/operations/settings`; the environment then gives their defaults.",
    )
    for heading, names in _groups(source):
        rows = [_setting(name, Settings.model_fields[name]) for name in names]
        text += f"## {heading}\n\n" + _table(("Variable", "Default", "Meaning"), rows)
    return text


def _groups(source: str) -> Iterator[tuple[str, list[str]]]:
    """Yields (comment that heads a group of settings, names of the group's settings) from the classes' source."""
    heading, names = "", list[str]()
    for line in source.splitlines():
        comment, field = re.match(r"    # (\w.*)", line), re.match(r"    (\w+): ", line)
        if comment:
            if names:
                yield heading, names
            heading, names = comment[1], []
        elif field and field[1] in Settings.model_fields:
            names.append(field[1])
    yield heading, names


def _setting(name: str, field: FieldInfo) -> tuple[str, str, str]:
    default = "required" if field.default is PydanticUndefined else f"`{field.default}`"
    if field.default in ("", None):
        default = "none"
    values = get_args(field.annotation) if get_origin(field.annotation) is not None else ()
    choices = [f"`{value}`" for value in values if isinstance(value, str)]
    bounds = [
        f"{words} {value}"
        for part in field.metadata
        for key, words in (("ge", "at least"), ("gt", "more than"), ("le", "at most"), ("lt", "less than"))
        if (value := getattr(part, key, None)) is not None
    ]  # fmt: skip
    limits = ", ".join(bounds).capitalize()
    one_of = f"One of {', '.join(choices)}" if choices else ""
    adjustable = ADJUSTABLE.get(name)
    changed = (
        f"Administrators can change it, from {adjustable.least} to {adjustable.most}"
        if adjustable
        else ""
    )
    meaning = [field.description or "", one_of, limits, changed]
    return f"`AMRUTAM_{name.upper()}`", default, ". ".join(part for part in meaning if part)


def metrics_page() -> str:
    calls = [
        (node.value.func.id, [ast.literal_eval(argument) for argument in node.value.args])
        for node in ast.parse(inspect.getsource(metrics)).body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Name)
        and node.value.func.id in ("Counter", "Gauge", "Histogram")
    ]
    rows = [
        (f"`{name}`", kind.lower(), ", ".join(f"`{label}`" for label in labels), says)
        for kind, (name, says, *more) in calls
        for labels in [more[0] if more else []]
    ]
    return _title(
        "Metrics",
        "The metrics that the processes export at `/metrics`. [Telemetry](../explanation/telemetry.md) says which role exports which metric.",
    ) + _table(("Metric", "Type", "Labels", "Meaning"), sorted(rows))


def errors() -> str:
    for module in walk_packages(amrutam.__path__, "amrutam."):
        if not module.name.startswith(_NEVER_IMPORTED):
            import_module(module.name)
    rows = [
        (f"`{error.code}`", str(status_of(error())), error.title, error.cause, error.fix)
        for error in _subclasses(DomainError)
        if error.code
    ]
    return _title(
        "Errors",
        "Error responses are `application/problem+json` (RFC 9457). Their `type` is `<public URL>/problems/<code>`.",
    ) + _table(("Code", "Status", "Title", "Cause", "What to do"), sorted(set(rows)))


def _subclasses(kind: type[DomainError]) -> Iterator[type[DomainError]]:
    for each in kind.__subclasses__():
        yield each
        yield from _subclasses(each)


def commands() -> str:
    text = _title(
        "Commands",
        "Commands are called as `amrutam <command>`. Each command also accepts `--help`.",
    )
    for path, command in _commands("amrutam", typer.main.get_command(commands_of_amrutam)):
        text += f"## `{path}`\n\n{inspect.cleandoc(command.help or '')}\n\n"
        rows = [_parameter(each) for each in command.params if each.name != "help"]
        if rows:
            text += _table(("Option", "Default", "Meaning"), rows)
    return text


def _commands(path: str, command: Any) -> Iterator[tuple[str, Any]]:
    subcommands: Mapping[str, Any] = getattr(command, "commands", {})
    for name, each in subcommands.items():
        yield from _commands(f"{path} {name}", each)
    if not subcommands:
        yield path, command


def _parameter(each: Any) -> tuple[str, str, str]:
    name = ", ".join(each.opts)
    default = "required" if each.required else f"`{each.default}`"
    if each.default is False:
        default = "off"
    elif each.default in (None, "") and not each.required:
        default = "none"
    return f"`{name}`", default, getattr(each, "help", "") or ""


def jobs() -> str:
    assumed = Settings(
        database_url="postgresql://x/x",
        redis_url="redis://x",
        secret_key=b64encode(bytes(range(32))).decode(),
    )
    queue = queue_of(SimpleNamespace(settings=assumed))  # type: ignore[arg-type]
    rows = [
        (f"`{name}`", job.lane, str(job.attempts), f"{job.first_delay.total_seconds():g} to {job.longest_delay.total_seconds():g}", f"{job.timeout_seconds:g}", _first_line(job.action))
        for name, job in sorted(queue.jobs.items())
    ]  # fmt: skip
    return _title(
        "Jobs",
        "The jobs that workers take from the queue. Times are in seconds. The delay before the next attempt doubles after each failure.",
    ) + _table(("Job", "Lane", "Attempts", "Delay", "Timeout", "What the job does"), rows)


def redis_keys_page() -> str:
    text = _title(
        "Redis keys",
        "The names of the keys. A cluster chooses a key's server by the part in braces, so all keys of a doctor are on one server.",
    )
    functions = [
        each
        for each in vars(redis_keys).values()
        if inspect.isfunction(each) and each.__module__ == redis_keys.__name__
    ]
    text += (
        "## Keys of holds\n\n```python\n"
        + "\n\n".join(map(inspect.getsource, functions))
        + "```\n\n"
    )
    for library in sorted((Path(amrutam.__file__).parent / "lua").glob("*.lua")):
        opening = re.match(r"(?:--.*\n)+", library.read_text())
        if opening:
            text += (
                f"## `lua/{library.name}`\n\n```text\n"
                + re.sub(r"(?m)^-- ?", "", opening[0])
                + "```\n\n"
            )
    return text.rstrip() + "\n"


def _first_line(action: Any) -> str:
    return (inspect.getdoc(getattr(action, "func", action)) or "").partition("\n")[0]


def _title(title: str, says: str) -> str:
    return f"# {title}\n\n{says} Generated from the code by `make reference`.\n\n"


def _table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(columns)]
    lines.append(["---"] * len(lines[0]))
    lines += [[" ".join(cell.split()).replace("|", "\\|") for cell in row] for row in rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines) + "\n"


def write(folder: Path, found: Mapping[str, str]) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in found.items():
        (folder / name).write_text(text.rstrip() + "\n")


if __name__ == "__main__":
    write(DOCS / "reference", pages())
