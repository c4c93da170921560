"""Say at once, before the long steps, that a port is taken."""

import socket
import sys


def main():
    """Leave with exit code 2 when the port cannot be used."""
    raw = sys.argv[1] if len(sys.argv) > 1 else ""
    if not raw.isdigit() or not 0 < int(raw) < 65536:
        sys.exit(f"\n  PORT={raw} is not a port: write a number from 1 to 65535.\n")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(raw)))
        except OSError:
            sys.stderr.write(
                f"\n  Port {raw} is taken or not allowed. Stop what uses it, or choose another: "
                f"PORT={min(65535, int(raw) + 123)} make run\n\n"
            )
            sys.exit(2)


if __name__ == "__main__":
    main()
