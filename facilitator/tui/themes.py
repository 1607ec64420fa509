"""The two themes of this program, and the colours that every other theme gets for the roles.

A colour never stands alone: whatever is said in colour is said in a word or a mark too.
"""

from textual.theme import Theme

DARK = "facilitator-dark"
LIGHT = "facilitator-light"

_DARK_MEANINGS = {
    "role-first": "#e8a869",
    "role-other": "#66bac6",
    "agreed": "#a3cf6f",
    "apart": "#f7768e",
    "quiet": "#9599a8",
    "bar": "#26283a",
    "rail": "#1b1d2a",
}
_LIGHT_MEANINGS = {
    "role-first": "#8f4f00",
    "role-other": "#0a6271",
    "agreed": "#3a6b12",
    "apart": "#b01f3c",
    "quiet": "#5c606d",
    "bar": "#dedacf",
    "rail": "#efece4",
}


def meanings(*, dark: bool) -> dict[str, str]:
    """Return the colours that mean something here, by the name that style sheets use.

    ``role-first`` and ``role-other`` are the two sides in the order of the playbook, ``agreed`` is
    common ground, ``apart`` differences and errors, ``quiet`` what may be overlooked, ``bar`` and
    ``rail`` the grounds of the top line and of side columns.
    """
    return dict(_DARK_MEANINGS if dark else _LIGHT_MEANINGS)


def _own(name: str, ground: dict[str, str], *, dark: bool) -> Theme:
    colours = meanings(dark=dark)
    return Theme(
        name=name,
        dark=dark,
        primary=colours["role-first"],
        secondary=colours["role-other"],
        accent=colours["role-first"],
        warning=colours["role-first"],
        error=colours["apart"],
        success=colours["agreed"],
        foreground=ground["text"],
        background=ground["page"],
        surface=ground["field"],
        panel=colours["rail"],
        variables={
            **colours,
            "block-cursor-background": ground["cursor"],
            "block-cursor-foreground": ground["text"],
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": ground["field"],
            "block-cursor-blurred-foreground": ground["text"],
            "block-hover-background": ground["field"],
            "border": colours["role-first"],
            "border-blurred": ground["edge"],
            "input-selection-background": ground["selection"],
            "footer-key-foreground": colours["role-first"],
            "scrollbar": ground["edge"],
            "scrollbar-background": ground["page"],
            "scrollbar-corner-color": ground["page"],
            "link-color": colours["role-other"],
        },
    )


OWN_THEMES = (
    _own(
        DARK,
        {
            "text": "#dfe1ea",
            "page": "#13151d",
            "field": "#1f2130",
            "cursor": "#2f3249",
            "edge": "#3a3d52",
            "selection": "#44639a",
        },
        dark=True,
    ),
    _own(
        LIGHT,
        {
            "text": "#20222b",
            "page": "#fbfaf6",
            "field": "#f1eee6",
            "cursor": "#e0dac8",
            "edge": "#c4beb0",
            "selection": "#b9cdee",
        },
        dark=False,
    ),
)
"""The program's own themes; all of Textual's can be chosen beside them."""
