"""Everything that stands on disk, and nothing that decides.

In this room: where the library is (`paths`), safe reading and writing of single files (`files`),
the journal of a session and the lock that gives it one writer (`journal`, `lock`, `sessions`), the
thread that writes so that typing never waits (`writer`), agreements with their seal and receipt
(`records`), lists of them that start fast (`listing`), the playbooks there are (`playbooks`) and
the few things that are remembered about a user (`settings`).

Not in this room: what a playbook, an event or an agreement means (the domain's), whether a playbook
is sound (authoring's), and what follows from a session's events (the engine's). `paths`, `files`,
`tables`, `listing` and `playbooks` import no pydantic: commands that only list must start fast.
"""
