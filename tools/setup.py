"""Make the environment in .venv, once, and say what is wrong when it cannot be done.

    python3 tools/setup.py            what the site needs
    python3 tools/setup.py --dev      and what the tests need

Written for any Python 3, so that an old one can be told that it is too old.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time

import field

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
NEEDED = (3, 11)
SPACE_MB = {"requirements.lock": 900, "requirements-dev.lock": 1500}


def stop(sentence):
    """Say what is wrong and leave with exit code 2."""
    sys.stderr.write(f"\n  {sentence}\n\n")
    sys.exit(2)


def check_machine(lock):
    """Refuse an old Python, a Python without venv, and a disk that is too full."""
    if sys.version_info < NEEDED:
        stop(
            f"Spean needs Python 3.11 or newer; this is {sys.version.split()[0]}. "
            "Install one and run `make PYTHON=python3.11 …`."
        )
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        stop(
            "This Python cannot make environments. On Debian or Ubuntu: "
            "apt install python3-venv, then try again."
        )
    free = shutil.disk_usage(ROOT).free // 1_000_000
    if free < SPACE_MB[lock]:
        stop(f"The disk is nearly full: {free} MB free, {SPACE_MB[lock]} MB needed.")


def fingerprint(lock):
    """Return what decides whether the environment must be made anew."""
    digest = hashlib.sha256(sys.version.encode())
    for name in (lock, "pyproject.toml"):
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def run(step, *command):
    """Run one step with a line of progress; show its output only when it fails."""
    sys.stdout.write(f"  {step} … ")
    sys.stdout.flush()
    began = time.time()
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode:
        sys.stdout.write(f"did not work\n{done.stdout[-3000:]}\n")
        if "No space left" in done.stdout:
            stop("The disk is full. Free some space and run the same command again.")
        stop(
            f"{step} did not work (above). Without internet the packages cannot be fetched; "
            "nothing is lost, run the same command again."
        )
    sys.stdout.write(f"{time.time() - began:.0f} s\n")


def stamps():
    """Return the marks of the environments that are complete."""
    return {lock: os.path.join(VENV, "." + lock + ".done") for lock in SPACE_MB}


def is_done(lock):
    """Tell whether the environment fits the lock file."""
    wanted = fingerprint(lock)
    try:
        with open(stamps()[lock]) as file:
            return file.read() == wanted
    except OSError:
        return False


def version_of(python):
    """Return what an environment's Python says it is; nothing if it is gone or does not start."""
    question = [python, "-c", "import sys; print(sys.version, end='')"]
    try:
        return subprocess.run(question, stdout=subprocess.PIPE, text=True, check=False).stdout
    except OSError:
        return ""


def install(lock):
    """Install exactly the locked packages, each checked by its hash, then this checkout."""
    python = os.path.join(VENV, "bin", "python")
    if version_of(python) != sys.version:
        run("Environment in .venv", sys.executable, "-m", "venv", "--clear", VENV)
    pip = (python, "-m", "pip", "--disable-pip-version-check", "--quiet", "install")
    run("Packages (about a minute, once)", *pip, "--require-hashes", "--no-deps", "-r", lock)
    run("Spean itself", *pip, "--no-deps", "--no-build-isolation", "-e", ".")
    for other in stamps().values():
        if os.path.exists(other) and lock == "requirements.lock":
            os.unlink(other)
    with open(stamps()[lock], "w") as file:
        file.write(fingerprint(lock))


def main():
    """Do what is missing, and nothing that is there."""
    lock = "requirements-dev.lock" if "--dev" in sys.argv[1:] else "requirements.lock"
    # The test environment holds everything the site needs: either of the two will do for it.
    if not (is_done(lock) or (lock == "requirements.lock" and is_done("requirements-dev.lock"))):
        check_machine(lock)
        print("Setting up Spean (once; the next time this is skipped)")
        install(lock)
    # Without this page the desk still works: it says so itself, and setting up goes on.
    field.main([])


if __name__ == "__main__":
    main()
