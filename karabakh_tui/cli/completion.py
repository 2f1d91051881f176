"""`completion`: the script by which a shell completes our words."""

from __future__ import annotations

from typing import Any

import click

from karabakh_tui.cli.helping import Command
from karabakh_tui.cli.options import corpus_options, no_screen_options, output_option
from karabakh_tui.cli.output import print_lines
from karabakh_tui.cli.start import COMPLETION, NAME

INSTALL = {
    "bash": f"""For this shell:   eval "$({NAME} completion bash)"
For every shell:  put that line into ~/.bashrc
or, read only when it is needed:
  mkdir -p ~/.local/share/bash-completion/completions
  {NAME} completion bash -o ~/.local/share/bash-completion/completions/{NAME}""",
    "zsh": f"""For this shell:   eval "$({NAME} completion zsh)"
For every shell:  put that line into ~/.zshrc, below the one that says compinit
or, read only when it is needed, into a folder of $fpath:
  {NAME} completion zsh -o ~/.zfunc/_{NAME}""",
    "fish": f"""For this shell:   {NAME} completion fish | source
For every shell:
  mkdir -p ~/.config/fish/completions
  {NAME} completion fish -o ~/.config/fish/completions/{NAME}.fish""",
}


@click.command(cls=Command, short_help="A script that lets bash, zsh or fish complete our words.")
@click.argument("shell", type=click.Choice(list(INSTALL)), metavar="bash|zsh|fish")
@output_option
@corpus_options
@no_screen_options
def completion(shell: str, **_given: Any) -> None:
    """Print a script that lets a shell complete our commands, flags, sources, provisions, themes and annotators.

    \b
    Examples:
      eval "$(karabakh-tui completion bash)"        for this shell
      karabakh-tui completion zsh -o ~/.zfunc/_karabakh-tui
      karabakh-tui completion fish | source

    The first lines of the script say how to keep it.
    """
    print_lines(script(shell).splitlines())


def script(shell: str) -> str:
    """The script for that shell, with how to install it at the top."""
    from click.shell_completion import get_completion_class

    from karabakh_tui.cli.main import main

    found = get_completion_class(shell)
    assert found is not None, f"click knows {shell}"
    complete = found(main, {}, NAME, COMPLETION)
    body = complete.source_template % complete.source_vars()
    head = "".join(f"# {line}\n" for line in INSTALL[shell].splitlines())
    # zsh looks at the very first line of a file to find out what it completes.
    tag, rest = body.split("\n", 1) if body.startswith("#compdef") else ("", body)
    return f"{tag}\n{head}{rest.rstrip()}\n" if tag else f"{head}{rest.rstrip()}\n"
