"""``facilitator playbooks new``, ``schema`` and ``path``."""

import click

from facilitator.cli.output import as_json, data, words
from facilitator.library.paths import Library


@click.command()
@click.argument("name", metavar="ID")
@click.option("--from", "reference", metavar="PLAYBOOK", help="Begin with a copy of this one.")
@click.pass_obj
def new(library: Library, name: str, reference: str | None) -> None:
    """Make a playbook with the id ID in your library, to be edited, and print where it is.

    Its first line names a schema, so that editors with Taplo or Even Better TOML complete its keys
    and check it as you type. Nothing is replaced.
    """
    from facilitator.library.own_playbooks import new_playbook
    from facilitator.library.playbooks import find_playbook, read_playbook_bytes

    source = None
    if reference is not None:
        source = read_playbook_bytes(find_playbook(library, reference).path)
    made = new_playbook(library, name, source)
    words(f"Made. Edit it, and see what is wrong with: facilitator playbooks check {name}")
    data(str(made))


@click.command()
def schema() -> None:
    """Print the JSON Schema of playbooks (2020-12), for editors that complete and check TOML."""
    from facilitator.authoring import playbook_schema

    as_json(playbook_schema())


@click.command()
@click.argument("name", metavar="ID")
@click.pass_obj
def path(library: Library, name: str) -> None:
    """Print where the file of the playbook ID is."""
    from facilitator.library.playbooks import find_playbook

    data(str(find_playbook(library, name).path))
