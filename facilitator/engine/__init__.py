"""Decisions, and nothing else.

What is asked of whom and when, whether an answer is valid, what two answers have in common, whether
a gate passes, and what the record says in the end.

Everything here is a pure function of a playbook, a session and, where needed, a vault, a day or a
moment that comes in as an argument. No I/O, no clock, no randomness, no widgets and no wording of
commands; those live in the rooms above.
"""
