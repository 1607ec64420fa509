"""The screens: what two people at one terminal see, press and click.

In this room: the app, which only pushes screens and picks a theme; `commands/`, the registry that
keys, footer, palette and help are made from; the guard that keeps answers when the terminal goes
away; `screens/`, which hold the state of what is being looked at; and `widgets/`, which draw.

Not in this room: whether an answer is valid, whose page is next, what may be seen (the engine says
so), and anything about files (the library knows). Text from outside is drawn as plain content and
never read as markup.
"""
