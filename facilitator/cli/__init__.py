"""The commands: what is typed at a shell, and what comes back.

Data goes to standard output, words to standard error, and everything printed has been cleaned.
Commands import what they need when they run, so that listing stays quick and never loads the TUI.
Nothing is decided here: a command reads its arguments, calls a room below, and prints.
"""
