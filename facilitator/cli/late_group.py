"""A group of commands whose modules are loaded when a command is called, so that others start fast.

After the example of a lazily loading group in click's own documentation.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LateGroup(click.Group):
    """`places` gives for each command its module and its name there, as ``module:name``."""

    def __init__(self, *arguments: Any, places: Mapping[str, str], **settings: Any) -> None:
        """Take what click's own group takes, and where the commands are."""
        super().__init__(*arguments, **settings)
        self.places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, as the help lists them."""
        return sorted([*super().list_commands(ctx), *self.places])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one command, loading its module; None if there is none of that name."""
        if cmd_name not in self.places:
            return super().get_command(ctx, cmd_name)
        module, name = self.places[cmd_name].split(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)  # noqa: S101 - a group names its own commands
        return command
