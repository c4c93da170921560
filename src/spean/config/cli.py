"""The one command, `spean`, that runs every console command."""

import os
import sys


def main() -> None:
    """Run `spean COMMAND …`; hyphens and underscores in the name are the same.

    A refusal that a person can put right ends with a sentence in Khmer and English and code 2.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spean.config.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    from spean.core.errors import DomainError

    arguments = sys.argv[:]
    if len(arguments) > 1 and not arguments[1].startswith("-"):
        arguments[1] = arguments[1].replace("-", "_")
    try:
        # Registers the start-up checks; it also reads the settings, loud when one is wrong.
        from spean.config import checks  # noqa: F401

        execute_from_command_line(arguments)
    except DomainError as refusal:
        from spean.console.words import both

        sys.stderr.write(both(refusal) + "\n")
        sys.exit(2)
    except ImproperlyConfigured as wrong:
        sys.stderr.write(f"{wrong}\n")
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
