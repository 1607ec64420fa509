"""One module for each screen, with its style sheet beside it.

In this folder: screens, which hold what is being looked at and typed, and hand their result to
whoever opened them. Each names itself in `WHERE`, takes its keys from the registry of commands and
says in `PURPOSE` what it is for, which the help screen shows.

Not in this folder: rules of a session, files, and drawing that two screens share (see `widgets/`).
"""
