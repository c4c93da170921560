"""Weigh pages as a phone receives them: bytes over the wire, headers and compression included."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode, urljoin

Row = tuple[str, str, str]
_LINKS = re.compile(r"""(?:href|src)=["'](/static/[^"'#]+)["']""")
_IN_STYLE = re.compile(r"""url\(["']?([^"')]+)["']?\)""")
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_PERSON = re.compile(r'href="(/desk/people/[0-9a-f-]{36}/)"')


def weigh(folder: Path) -> list[Row]:
    """Start the web server, visit the pages as a phone would, and return their weights."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "spean.config.wsgi:application"]
    command += ["--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--threads", "4"]
    command += ["--log-level", "error", "--no-control-socket"]
    server = subprocess.Popen(command, cwd=folder, env=os.environ.copy())
    try:
        _wait(port, server)
        return _visit(Phone(port))
    finally:
        server.terminate()
        server.wait(30)


class Phone:
    """A browser that keeps cookies and counts bytes."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    def page(self, path: str) -> tuple[int, str]:
        """Return the bytes received and the text of a page that must be there.

        :raises SystemExit: if it is not: an error page must not be weighed for it
        """
        size, text, response = self.get(path)
        if response.status != http.client.OK:
            raise SystemExit(f"{path} answered {response.status}")
        return size, text

    def get(
        self, path: str, form: dict[str, str] | None = None
    ) -> tuple[int, str, http.client.HTTPResponse]:
        """Return the bytes received, the text, and the response (headers)."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {
            "Accept-Encoding": "br, gzip",
            "Accept-Language": "km",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Referer": f"http://127.0.0.1:{self.port}{path}",
        }
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        line.request("POST" if form is not None else "GET", path, urlencode(form or {}), headers)
        response = line.getresponse()
        body = response.read()
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        line.close()
        size = len(body) + len(str(response.headers).encode()) + 17
        return size, _plain(body, response.headers.get("Content-Encoding", "")), response


def _visit(phone: Phone) -> list[Row]:
    first, text = phone.page("/")
    parts = _parts(phone, text)
    fonts = sum(size for path, size in parts.items() if path.endswith(".woff2"))
    whole = first + sum(parts.values())
    rows = [
        ("First page, all of it", _kb(whole), f"at most 150 kB; {_kb(fonts)} of it the font"),
        ("… the page itself", _kb(first), f"{len(parts)} files beside it"),
    ]
    _sign_in(phone)
    register, listed = phone.page("/desk/people/")
    person = _PERSON.findall(listed)[0]
    began = time.perf_counter()
    file, _text = phone.page(person)
    spent = (time.perf_counter() - began) * 1000
    return [
        *rows,
        ("Later page: today's list", _kb(phone.page("/desk/")[0]), "at most 30 kB"),
        ("Later page: the register", _kb(register), "25 people"),
        ("Later page: a person's file", _kb(file), f"{spent:.0f} ms to the last byte"),
        ("Later page: results", _kb(phone.page("/desk/results/")[0]), ""),
    ]


def _sign_in(phone: Phone) -> None:
    _size, text = phone.page("/account/login/")
    token = _TOKEN.search(text)
    if token is None:
        raise SystemExit("The sign-in page has no form.")
    form = {"login": "counsellor", "password": "demo", "csrfmiddlewaretoken": token[1]}
    phone.get("/account/login/", form)


def _parts(phone: Phone, text: str) -> dict[str, int]:
    """Return the size of every file that the page asks for; of fonts, those of its styles."""
    sizes: dict[str, int] = {}
    waiting = list(dict.fromkeys(_LINKS.findall(text)))
    while waiting:
        path = waiting.pop()
        if path in sizes:
            continue
        sizes[path], content = phone.page(path)
        if path.endswith(".css"):
            waiting += [
                urljoin(path, found)
                for found in _IN_STYLE.findall(content)
                if not found.startswith("data:")
            ]
    return sizes


def _plain(body: bytes, encoding: str) -> str:
    if encoding == "br":
        import brotli

        body = brotli.decompress(body)
    elif encoding == "gzip":
        import gzip

        body = gzip.decompress(body)
    return body.decode("utf-8", "replace")


def _kb(size: int) -> str:
    return f"{size / 1000:.1f} kB"


def _wait(port: int, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise SystemExit("The web server did not start.")
