"""A group of commands that says which one was perhaps meant."""

from __future__ import annotations

import click


class Group(click.Group):
    """A group whose error for an unknown command names the nearest one."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command.

        Raises
        ------
        click.UsageError
            If there is none of that name.
        """
        name, known = args[0], self.list_commands(ctx)
        if name not in known and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, known, 1, 0.5)
            meant = f" Did you mean {near[0]}?" if near else ""
            raise click.UsageError(f"`{ctx.command_path}` has no command {name}.{meant}", ctx)
        return super().resolve_command(ctx, args)
