"""Test the libraries where Django is not installed: they must not need it.

python3 tools/libraries.py jobmatch namematch …
"""

import hashlib
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv-libraries")
LOCK = os.path.join(ROOT, "requirements-libraries.lock")


def main(names):
    """Make the small environment once, then run each library's own tests in it."""
    python = os.path.join(VENV, "bin", "python")
    stamp = os.path.join(VENV, ".done")
    with open(LOCK, "rb") as file:
        wanted = hashlib.sha256(file.read()).hexdigest()
    try:
        with open(stamp) as file:
            known = file.read()
    except OSError:
        known = ""
    if known != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)
        pip = [python, "-m", "pip", "--disable-pip-version-check", "-q", "install"]
        subprocess.run([*pip, "--require-hashes", "--no-deps", "-r", LOCK], check=True)
        with open(stamp, "w") as file:
            file.write(wanted)
    probe = subprocess.run([python, "-c", "import django"], stderr=subprocess.DEVNULL, check=False)
    if probe.returncode == 0:
        sys.exit("Django is installed there: this would prove nothing.")
    environment = dict(os.environ, PYTHONPATH=os.path.join(ROOT, "src"))
    for name in names:
        print(f"library {name}, without Django", flush=True)
        # The suite conftest brings what Django needs only where Django is.
        command = [python, "-m", "pytest", "-q", "-c", os.devnull, "--rootdir", ROOT]
        command += ["--confcutdir", os.path.join(ROOT, "tests"), "-p", "no:cacheprovider"]
        command += ["-o", "markers=reference: reads ../shared/data\nlong: takes long"]
        command += ["-W", "error", "-m", "not long", "-n", "2", os.path.join(ROOT, "tests", name)]
        done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
        if done.returncode:
            sys.exit(done.returncode)


if __name__ == "__main__":
    main(sys.argv[1:])
