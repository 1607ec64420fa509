"""``python -m facilitator`` is the command ``facilitator``."""

from facilitator.cli.main import main

if __name__ == "__main__":
    main()
