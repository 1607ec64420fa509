"""What the words of a session mean.

In this room: the words of the design (playbook, step, item, session, agreement, …) as frozen
pydantic models, the events a session is folded from, the small expression language of playbooks,
the gate that all outside text passes (`text`), the currencies, and the tree of errors (`errors`).

Not in this room: decisions about a session, such as whose page is next, whether an answer is valid
or how a gate is settled (those are the engine's), and anything that touches the world: no files, no
clock, no randomness, no terminal. What a model needs from the world comes in as an argument.
"""
