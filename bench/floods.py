"""What readers wait for while somebody wants all of the server: docs/speed.md.

The flood comes from loopback, too, and shares the machine with the server and
its readers.  Each is as strong as one client makes it, ends with the
measurement.
"""
import contextlib
import ssl
import subprocess
import sys
import threading
import time

STORY, STATIC = "gemini://localhost/a/story", "/static/fixed.txt"
HEAVY = 24         # articles of 200 kB each that cost much
UPLOADS = 50
GOAL_MS, GOAL_TIMES = 100, 5
UPLOAD_TIMES = 2


def heavy_articles(capsule):
    """What is dear to convert for its size, in the newest articles, of which
    a feed has the text."""
    (capsule / "capsule.conf").write_text('feed_content = "full"\n')
    parts = ["- " * 500 + "a [^b]\n\n", "[a b=x " * 300 + "\n\n",
             "*a **b " * 300 + "\n\n", "> " * 60 + "c\n\n",
             "a|b\n-|-\n" + "`|c\n" * 200 + "\n"]
    for i in range(HEAVY):
        part = parts[i % len(parts)]
        (capsule / f"articles/heavy-{i}.md").write_text(
            f"---\ntitle: Heavy {i}\ndate: 2025-01-{1 + i:02}\n"
            "topics: [Heavy]\n---\n"
            + part * (200_000 // len(part)))


def publisher(build, folder):
    """A client's certificate, and the list of publishers that has it."""
    said = subprocess.run([build / "chasqui", "cert", "client", "Eva", "-o",
                           folder, "--role", "admin"],
                          capture_output=True, text=True, check=True).stdout
    (folder / "publishers").write_text(said.splitlines()[-1] + "\n")
    return folder / "eva.crt", folder / "eva.key"


# ---- floods -------------------------------------------------------------------

@contextlib.contextmanager
def running(*words):
    """A program that floods until it is told to end."""
    run = subprocess.Popen(list(map(str, words)), stdout=subprocess.PIPE,
                           stderr=subprocess.DEVNULL)
    if "slow_readers" in str(words[0]):
        run.stdout.readline()  # all have asked
    time.sleep(2)  # who came less than a second ago gives no way
    try:
        yield
    finally:
        run.kill()
        run.communicate()


@contextlib.contextmanager
def uploads(server, certificate, size=4_000_000):
    """Slow ones: 20 kB a second each."""
    ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    ctx.check_hostname, ctx.verify_mode = False, ssl.CERT_NONE
    ctx.load_cert_chain(*certificate)
    sent, over = [], threading.Event()
    for i in range(UPLOADS):
        sock = ctx.wrap_socket(server.connect(server.gemini),
                               server_hostname="localhost")
        sock.sendall(f"titan://localhost/static/up-{i}.bin;size={size}\r\n"
                     .encode())
        sent.append(sock)

    def go_on():
        while not over.wait(0.05):
            for sock in sent:
                sock.sendall(bytes(1000))
    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        for sock in sent:
            sock.setblocking(False)
            with contextlib.suppress(ssl.SSLWantReadError), sock:
                sys.exit(f"bench: an upload has an end: {sock.recv(99)}")


def kinds(build, server, certificate):
    """What somebody does, and the doing of it."""
    tools, load = build / "tests/tools", build / "bench/load"
    many = 10**7  # until it is killed

    def gopher(selector):
        return running(load, "gopher", server.gopher, 16, many, selector)
    return {
        "KeyUpdates": lambda: running(
            tools / "tls_flood", server.gemini, "1.3", 4, 30),
        "ClientHellos of TLS 1.2": lambda: running(
            tools / "tls_flood", server.gemini, "1.2", 4, 30),
        "handshakes": lambda: running(
            load, "gemini", server.gemini, 16, many, STORY),
        "9,000 slow readers": lambda: running(
            tools / "slow_readers", server.gopher, "/static/big.bin", 9000,
            150, 30, 128),
        "odd feeds": lambda: gopher("/atom.xml"),
        "heavy articles": lambda: gopher("/a/heavy-0"),
        "whole topics": lambda: gopher("/t/heavy/all"),
        "searches": lambda: gopher("/search\tharbour -map storm"),
        f"{UPLOADS} slow uploads": lambda: uploads(server, certificate),
    }


# ---- readers ------------------------------------------------------------------

def wait_ms(build, server):
    """99 of 100 readers have their answer by then, on either protocol."""
    slowest = 0
    for words in (["gemini", server.gemini, 2, 200, STORY],
                  ["gopher", server.gopher, 2, 200, STATIC]):
        said = subprocess.run([build / "bench/load", *map(str, words)],
                              capture_output=True, text=True).stdout.split()
        if said[1] != "0":
            return float("inf")  # one has none at all
        slowest = max(slowest, int(said[5]) / 1e3)
    return slowest


def measure(build, server, certificate, table):
    quiet = min(wait_ms(build, server) for _ in range(3))
    table.add("99 of 100 readers have their answer after", quiet, None, " ms")
    for name, flood in kinds(build, server, certificate).items():
        with flood():
            rounds = 3 if "uploads" in name else 1
            waited = min(wait_ms(build, server) for _ in range(rounds))
        if "uploads" in name:
            table.add(f"the same, during {name} / without", waited / quiet,
                      UPLOAD_TIMES)
        table.add(f"the same, during {name}", waited,
                  max(GOAL_MS, GOAL_TIMES * quiet), " ms")
