"""What lies among the removed playbooks of a library."""

from facilitator.library.paths import Library


def removed(library: Library) -> list[bytes]:
    """Return the contents of the files that were put away, in the order of their names."""
    folder = library.playbooks / ".removed"
    return [path.read_bytes() for path in sorted(folder.iterdir())] if folder.exists() else []
