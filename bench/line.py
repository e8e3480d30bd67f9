"""What a reader waits for on a slow line: docs/slow-line.md.

    python3 line.py BUILD-FOLDER [PLOT.svg]

A server, and readers in network namespaces of their own (root), each behind a
line that this program is: it takes packets from one TUN device to another, late
and slowly, and loses some, as `tc netem` does, of which many kernels have none.
Each reader comes for the first time: a connection and a handshake for each
page, but for pictures of HTML, which come on their page's connection.  What is
told is when the first screen of a page can be read, and when all of it is there.
"""
import ctypes
import fcntl
import heapq
import html as markup
import http.client
import os
import pathlib
import random
import re
import select
import shutil
import socket
import ssl
import statistics
import struct
import subprocess
import sys
import tempfile
import threading
import time
import zlib

import archive

HERE = pathlib.Path(__file__).resolve().parent
RATES = {"9,600 bit/s": 9600, "56 kbit/s": 56000, "512 kbit/s": 512000}
DELAY = 0.3    # seconds, each way
LOSS = 0.02
QUEUE = 100    # packets that wait before the line
ROUNDS = 3
ROWS, COLUMNS = 24, 80  # a first screen
DAY = "2021-07-15"
SHOWN = "/a/calls-from-callao"  # of the example capsule: with a photograph
WEB_PAGE = 2.5e6  # bytes of a usual page of the web
PAGES = ("front page", "topic", "article", "article, small picture",
         "ten articles of a day")
CLONE_NEWNET, TUNSETIFF, TUN_WITHOUT_HEAD = 0x40000000, 0x400454CA, 0x1001
libc = ctypes.CDLL(None, use_errno=True)


# ---- the line ---------------------------------------------------------------

def own_network():
    """From here on this thread, and what it starts, has a network alone."""
    if libc.unshare(CLONE_NEWNET) == -1:
        raise OSError(ctypes.get_errno(), "no network namespace")
    ip("link", "set", "lo", "up")


def ip(*words):
    subprocess.run(["ip", *words], check=True)


def tun(name, own, other):
    fd = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(fd, TUNSETIFF, struct.pack("16sH22x", name.encode(),
                                           TUN_WITHOUT_HEAD))
    ip("addr", "add", own, "peer", other, "dev", name)
    ip("link", "set", name, "up")
    return fd


class Line:
    """Packets on their way, of all readers, in one thread."""

    def __init__(self):
        self.ways = {}     # from a device: to which, bits a second
        self.free = {}     # when a device's line has sent all
        self.due = []      # (when, number, device, packet)
        self.number = 0
        self.chance = random.Random(19)

    def join(self, one, other, rate):
        for fd, to in ((one, other), (other, one)):
            self.free[fd] = 0
            self.ways[fd] = (to, rate)

    def take(self, fd):
        packet, now = os.read(fd, 65536), time.monotonic()
        to, rate = self.ways[fd]
        seconds = len(packet) * 8 / rate
        if (self.chance.random() < LOSS or
                self.free[fd] > now + QUEUE * 1500 * 8 / rate):
            return
        self.free[fd] = max(self.free[fd], now) + seconds
        self.number += 1
        heapq.heappush(self.due, (self.free[fd] + DELAY, self.number, to,
                                  packet))

    def run(self):
        while True:
            wait = self.due[0][0] - time.monotonic() if self.due else 0.1
            ready = select.select(list(self.ways), [], [],
                                  min(max(wait, 0), 0.1))[0]
            for fd in ready:
                self.take(fd)
            while self.due and self.due[0][0] <= time.monotonic():
                _, _, to, packet = heapq.heappop(self.due)
                os.write(to, packet)


# ---- readers ----------------------------------------------------------------

def tls():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def rows(lines):
    """Of a screen that these lines fill, folded where they are too long."""
    return sum(max(1, -(-len(line) // COLUMNS)) for line in lines)


def gemtext_lines(got):
    text = got.partition(b"\r\n")[2].decode(errors="replace")
    # of a link its words are shown, of the last line what is there
    return [re.sub(r"^=> \S+ ?", "", line) for line in text.split("\n")]


def gopher_lines(got):
    text = got.decode(errors="replace")
    return [line[1:].split("\t")[0] if "\t" in line else line
            for line in text.split("\r\n")]


def html_lines(got):
    """Each paragraph has a blank line behind it."""
    text = re.sub(rb"<title>.*?</title>", b"", got).decode(errors="replace")
    parts = re.split(r"</(?:p|h\d)>", text)
    return [line for part in parts for line in
            (markup.unescape(re.sub(r"<[^>]*>?", "", part)).strip(), "")]


def unpacked(got):
    return zlib.decompressobj(31).decompress(got) if got else b""


class Watch:
    """When the first page's first screen was there, and what came in all."""

    def __init__(self, lines):
        self.begun, self.lines = time.monotonic(), lines
        self.screen, self.bytes = None, 0

    def look(self, got):
        if self.screen is None and rows(self.lines(got)) > ROWS:
            self.screen = time.monotonic() - self.begun

    def done(self, size):
        """A page has come; one that is shorter than a screen is a screen."""
        if self.screen is None:
            self.screen = time.monotonic() - self.begun
        self.bytes += size
        self.seconds = time.monotonic() - self.begun


def read_all(receive, watch):
    got = b""
    while data := receive(65536):
        got += data
        watch.look(got)
    return got


def gemini(host, *paths, watch=None):
    watch = watch or Watch(gemtext_lines)
    for path in paths:
        with socket.create_connection((host, 1965)) as plain, \
                tls().wrap_socket(plain, server_hostname="a.example") as s:
            s.sendall(f"gemini://a.example{path}\r\n".encode())
            got = read_all(s.recv, watch)
            assert got.startswith(b"20 "), (path, got[:80])
            watch.done(len(got))
    return got.split(b"\r\n", 1)[1]


def gopher(host, *paths, watch):
    for path in paths:
        with socket.create_connection((host, 70)) as s:
            s.sendall(f"{path}\r\n".encode())
            got = read_all(s.recv, watch)
            assert got and got[:1] != b"3", (path, got[:80])
            watch.done(len(got))


def html(host, *paths, watch, accept="identity"):
    web = http.client.HTTPSConnection(host, 8443, context=tls())
    for path in paths:
        web.request("GET", path, headers={"Accept-Encoding": accept})
        reply = web.getresponse()
        got = read_all(reply.read1, watch)
        reply.read()  # nothing more, and the connection is free
        assert reply.status == 200, (path, reply.status)
        watch.done(len(got))
    web.close()


def packed(host, *paths, watch):
    html(host, *paths, watch=watch, accept="gzip")


# How each is asked, and what of its bytes a screen shows.
ASK = {"Gemini": (gemini, gemtext_lines), "Gopher": (gopher, gopher_lines),
       "HTML": (html, html_lines),
       "HTML, gzip": (packed, lambda got: html_lines(unpacked(got)))}


# ---- what is read -----------------------------------------------------------

def fill(build, capsule):
    """The example capsule with its photographs as a camera gave them, and
    forty articles, ten of them of one day."""
    archive.make(40, capsule)
    for n, path in enumerate(sorted(capsule.glob("articles/*/*/*.md"))[:10]):
        path.write_text(re.sub(r"date: .*", f"date: {DAY}T{n + 8:02}:00:00Z",
                               path.read_text(), count=1))
    shutil.copytree(HERE.parent / "capsule", capsule, dirs_exist_ok=True)
    images = capsule / "static/img"
    subprocess.run([build / "bench/photographs", images, "large"], check=True)
    for image in images.iterdir():
        os.utime(image, (1e9, 1e9))
    (capsule / "capsule.conf").write_text('title = "The Gazette"\n')


def started(build, folder, capsule):
    """The server; it is ended by its caller."""
    conf = folder / "chasqui.conf"
    conf.write_text(f'state = "{folder}/state"\nworkers = 1\n'
                    'gemini { listen = {"0.0.0.0:1965"} }\n'
                    'gopher { listen = {"0.0.0.0:70"} tls = false }\n'
                    f'capsule "a.example" {{ root = "{capsule}" }}\n')
    with open(folder / "log", "w") as log:
        return subprocess.Popen([f"{build}/chasqui", "serve", "-c", conf],
                                stderr=log)


def addresses():
    """The paths of each page, by protocol, once all is taken in."""
    for _ in range(300):
        try:
            day = gemini("127.0.0.1", f"/digest/{DAY}/all").decode()
            small = re.search(r"^=> (/pictures/\S+)",
                              gemini("127.0.0.1", SHOWN).decode(), re.M)
            if small and "\n10 articles\n" in day:
                break
        except (OSError, AssertionError):
            pass
        time.sleep(0.1)
    else:
        raise SystemExit("line: no small picture is made")
    digest = gemini("127.0.0.1", f"/digest/{DAY}").decode()
    plain = re.search(r"^=> (/a/\S+)", digest, re.M)[1]
    usual = [["/"], ["/t/everything"], [plain], [SHOWN, small[1]],
             [f"/digest/{DAY}/all"]]
    texts = [[p + ".txt" if p.startswith("/a/") else p for p in paths]
             for paths in usual]
    web = [[f"/{n}.html", "/small.jpg"][:len(paths)]
           for n, paths in enumerate(usual)]
    return {"Gemini": usual, "Gopher": texts, "HTML": web,
            "HTML, gzip": web}


def as_html(text):
    """The same page as plain HTML, without style or script."""
    out = ["<!DOCTYPE html><meta charset=utf-8><title>The Gazette</title>"]
    for line in text.split("\n"):
        if line.startswith("=> "):
            url, _, label = line[3:].partition(" ")
            out.append(f'<p><a href="{url}">{label}</a></p>')
        elif line.startswith("#"):
            level = len(line) - len(line.lstrip("#"))
            out.append(f"<h{level}>{line[level + 1:]}</h{level}>")
        elif line:
            out.append(f"<p>{line}</p>")
    return "\n".join(out)


def web_server(folder, pages):
    """nginx with the same pages, small picture and kind of certificate."""
    if shutil.which("nginx") is None:
        return None
    root = folder / "web"
    root.mkdir()
    root.chmod(0o755)
    for n, paths in enumerate(pages):
        (root / f"{n}.html").write_text(
            as_html(gemini("127.0.0.1", paths[0]).decode()))
        if len(paths) > 1:
            (root / "small.jpg").write_bytes(gemini("127.0.0.1", paths[1]))
    temporary = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in (
        "client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    cert = folder / "state/certificates/a.example"
    (folder / "nginx.conf").write_text(f"""daemon off; user root;
pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ }}
http {{ access_log off; {temporary} gzip on; default_type text/html;
types {{ text/html html; image/jpeg jpg; }}
server {{ listen 0.0.0.0:8443 ssl; root {root};
ssl_certificate {cert}.crt; ssl_certificate_key {cert}.key; }} }}
""")
    return subprocess.Popen(["nginx", "-e", folder / "nginx.log",
                             "-c", folder / "nginx.conf"])


# ---- measuring --------------------------------------------------------------

class Reader(threading.Thread):
    def __init__(self, number, line, rate, ask, pages):
        super().__init__(daemon=True)
        self.here, self.there = (f"10.9.{number}.{n}" for n in (2, 1))
        self.near = tun(f"line{number}", self.there, self.here)
        self.line, self.rate, self.ask, self.pages = line, rate, ask, pages
        self.watches = []

    def run(self):
        own_network()
        self.line.join(tun("line", self.here, self.there), self.near,
                       self.rate)
        for paths in self.pages:
            ask, lines = self.ask
            self.watches.append(Watch(lines))
            ask(self.there, *paths, watch=self.watches[-1])


def measure(pages):
    """By rate, protocol and page, the medians of the rounds: seconds until the
    first screen, until all is there, and bytes."""
    line, readers, number = Line(), {}, 0
    for rate in RATES.values():
        for name, paths in pages.items():
            for _ in range(ROUNDS):
                number += 1
                readers.setdefault((rate, name), []).append(
                    Reader(number, line, rate, ASK[name], paths))
    threading.Thread(target=line.run, daemon=True).start()
    everyone = [r for some in readers.values() for r in some]
    for reader in everyone:
        reader.start()
    for reader in everyone:
        reader.join()
    return {key: [tuple(statistics.median(getattr(r.watches[n], what)
                                          for r in some)
                        for what in ("screen", "seconds", "bytes"))
                  for n in range(len(PAGES))]
            for key, some in readers.items()}


def table(found, protocols):
    print(f"Seconds until the first {ROWS} rows of {COLUMNS} columns and until "
          f"all of a page is there; {2 * DELAY * 1000:.0f} ms, {LOSS:.0%} "
          "loss.\n")
    for label, rate in RATES.items():
        print(f"| {label} | " + " | ".join(
            f"{p}: screen | all" for p in protocols) + " |")
        print("|---" + "|--:|--:" * len(protocols) + "|")
        for n, page in enumerate(PAGES):
            print(f"| {page} | " + " | ".join(
                f"{found[rate, p][n][0]:.1f} | {found[rate, p][n][1]:.1f}"
                for p in protocols) + " |")
        print(f"\nA page of {WEB_PAGE / 1e6} MB takes {WEB_PAGE * 8 / rate:.0f} "
              "seconds at least (computed).\n")


def sizes(found, protocols):
    rate = max(RATES.values())
    print(f"| bytes | {' | '.join(protocols)} |")
    print("|---" + "|--:" * len(protocols) + "|")
    for n, page in enumerate(PAGES):
        print(f"| {page} | " + " | ".join(
            f"{found[rate, p][n][2] / 1000:.1f} kB" for p in protocols) + " |")


COLOURS = dict(zip(ASK, ("#2a7f62", "#8fbf6a", "#b3452c", "#e0a458")))


def plot(found, protocols):
    """Bars of each page and protocol, the first screen's part of each in full
    colour; each rate has a scale of its own."""
    out, y = [], 20
    for n, name in enumerate(protocols):
        out.append(f'<rect x="{200 + 120 * n}" y="8" width="14" height="14" '
                   f'fill="{COLOURS[name]}"/>'
                   f'<text x="{220 + 120 * n}" y="19">{name}</text>')
    for label, rate in RATES.items():
        most = max(whole for p in protocols for _, whole, _ in found[rate, p])
        y += 32
        out.append(f'<text x="8" y="{y}" font-weight="bold">{label}: seconds'
                   '</text>')
        for n, page in enumerate(PAGES):
            y += 10
            out.append(f'<text x="8" y="{y + 14}">{page}</text>')
            for name in protocols:
                screen, whole, _ = found[rate, name][n]
                for seconds, faint in ((whole, .4), (screen, 1)):
                    out.append('<rect x="200" '
                               f'y="{y}" width="{480 * seconds / most:.1f}" '
                               f'height="11" fill="{COLOURS[name]}" '
                               f'fill-opacity="{faint}"/>')
                out.append(f'<text x="{480 * whole / most + 205:.1f}" '
                           f'y="{y + 10}">{screen:.1f} / {whole:.1f}</text>')
                y += 12
    return ('<svg xmlns="http://www.w3.org/2000/svg" width="760" '
            f'height="{y + 20}" font-family="sans-serif" font-size="11">\n'
            f'<rect width="760" height="{y + 20}" fill="#fff"/>\n'
            + "\n".join(out) + "\n</svg>\n")


def main():
    if os.geteuid() != 0 or not os.path.exists("/dev/net/tun"):
        print("line: skipped: needs root and /dev/net/tun")
        return
    build = pathlib.Path(sys.argv[1]).resolve()
    own_network()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        fill(build, folder / "capsule")
        servers = [started(build, folder, folder / "capsule")]
        try:
            pages = addresses()
            servers.append(web_server(folder, pages["Gemini"]))
            if servers[1] is None:
                print("line: no nginx: without HTML")
                del pages["HTML"], pages["HTML, gzip"], servers[1]
            time.sleep(1)
            found = measure(pages)
            table(found, list(pages))
            sizes(found, list(pages))
            if len(sys.argv) > 2:
                pathlib.Path(sys.argv[2]).write_text(plot(found, list(pages)))
        finally:
            for server in servers:
                server.terminate()
                server.wait()


if __name__ == "__main__":
    main()
