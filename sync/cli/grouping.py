"""How commands are listed and what is said of a wrong one: in Thai, and in English."""

from typing import Any

import click

from sync.errors import Stopped

_BETWEEN = " · "
"""What stands between Thai and English."""


class Commands(click.Group):
    """Commands, each listed with a short line in Thai; its own help has the English.

    Ctrl-C before a command hears it by itself stops it all the same.
    """

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:  # noqa: ANN401  the library's
        """Read the arguments."""
        try:
            return super().make_context(*args, **kwargs)
        except click.UsageError as error:
            raise _in_both(error) from None

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  the library's
        """Run the command, or say what is wrong in it."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise _in_both(error) from None
        except KeyboardInterrupt:  # click would say “Aborted!”
            raise Stopped from None

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """List the commands: English beside Thai would be cut at 80 columns."""
        known = {name: self.get_command(ctx, name) for name in self.list_commands(ctx)}
        rows = [
            (name, (command.help or "").partition(_BETWEEN)[0])
            for name, command in known.items()
            if command is not None and not command.hidden
        ]
        with formatter.section("คำสั่ง · Commands"):
            formatter.write_dl(rows)


def _in_both(error: click.UsageError) -> click.UsageError:
    """Return a usage error that is said in Thai as well."""
    said = error.format_message()
    if _BETWEEN in said:
        return error
    if isinstance(error, click.NoSuchOption):
        thai = f"ไม่มีตัวเลือก {error.option_name} ในคำสั่งนี้"
        if owner := _owner(error.option_name, error.ctx):
            thai += f" ให้พิมพ์ไว้ถัดจาก {owner}"
            said += f" It belongs right after {owner}."
    elif isinstance(error, click.MissingParameter):
        thai = "คำสั่งยังไม่ครบ"
    elif isinstance(error, click.BadParameter):
        thai = "ค่าที่ให้มาใช้ไม่ได้"
    else:
        thai = "ไม่มีคำสั่งนี้ หรือพิมพ์ไม่ถูกต้อง ดูคำสั่งที่มีด้วย --help"
    return click.UsageError(f"{thai}{_BETWEEN}{said}", error.ctx)


def _owner(option: str, context: click.Context | None) -> str:
    """Return the command further up that has an option; empty if none does."""
    above = context.parent if context else None
    while above:
        if any(option in param.opts for param in above.command.params):
            return above.command_path
        above = above.parent
    return ""
