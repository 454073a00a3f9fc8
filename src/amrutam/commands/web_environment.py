"""`amrutam web-environment`: prints the environment of the website's server."""

from __future__ import annotations

import typer

from amrutam.commands.shared import DATA, Data, settings_of

commands = typer.Typer()


@commands.command("web-environment")
def web_environment(data: Data = DATA) -> None:
    """Print the environment variables that the website's server needs, including secrets, as lines for a shell."""
    from amrutam.integrations.web.environment import shell_lines, website_environment

    print("\n".join(shell_lines(website_environment(settings_of(data)))))
