"""Names in the colour of their role. The name itself is the word that goes with the colour."""

from collections.abc import Mapping

from textual.content import Content

ROLE_STYLES = ("$role-first", "$role-other")
"""The styles of the two roles, in the order of the playbook or record."""


def role_styles(roles: Mapping[str, str]) -> dict[str, str]:
    """Return the style of each role of `roles`, which are in the order of the playbook."""
    return dict(zip(roles, ROLE_STYLES, strict=False))


def names_side_by_side(parties: Mapping[str, str], only: tuple[str, ...] | None = None) -> Content:
    """Return the names of `parties` (role to name) as ``Ada & Ben``, or those of the roles `only`.

    Only the first word of a name is shown where both have one that differs.
    """
    styles = role_styles(parties)
    short = short_names(parties)
    shown = [role for role in parties if only is None or role in only]
    return Content.styled(" & ", "$quiet").join(
        Content.styled(short[role], styles.get(role, "")) for role in shown
    )


def short_names(parties: Mapping[str, str]) -> dict[str, str]:
    """Return the first word of each name, or whole names where these words are the same.

    A title or an initial, which ends with a full stop, is shown with the word after it: Dr. Weiss.
    """
    first = {role: _first_words(name) for role, name in parties.items()}
    return first if len(set(first.values())) == len(first) else dict(parties)


def _first_words(name: str) -> str:
    words = name.split() or [name]
    whole = next((at for at, word in enumerate(words) if not word.endswith(".")), len(words) - 1)
    return " ".join(words[: whole + 1])
