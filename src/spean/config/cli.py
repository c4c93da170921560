"""The one command, `spean`, that runs every console command."""

import os
import sys


def main() -> None:
    """Run `spean COMMAND …`; hyphens and underscores in the name are the same."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spean.config.settings")
    from django.core.management import execute_from_command_line

    arguments = sys.argv[:]
    if len(arguments) > 1 and not arguments[1].startswith("-"):
        arguments[1] = arguments[1].replace("-", "_")
    execute_from_command_line(arguments)


if __name__ == "__main__":
    main()
