"""A real server for each test that wants one, on free loopback ports.

    def test_x(server):
        server.write("articles/x.md", "# X\n")
        server.start()
        assert server.gemini("/a/x").status == 20

BUILD names the build folder whose programs are tested.
"""

import contextlib
import os
import pathlib
import re
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))
CHASQUI = BUILD / "chasqui"
# Under a sanitizer all is slower, and its run-time needs what the sandbox
# forbids.
SANITIZED = b"__asan_init" in CHASQUI.read_bytes() if CHASQUI.exists() else False
SLOW = 4 if SANITIZED else 1

ARTICLES = {
    "articles/one.md": "---\ntitle: One\ndate: 2024-05-01\ntopics: [Peru]\n---\n\nThe *first* article, about a llama.\n",
    "articles/two.md": "---\ntitle: Two\ndate: 2024-05-02\ntopics: [Peru, Sea]\n---\n\nThe second article has a [link](https://example.org/x).\n",
    "articles/three.md": "---\ntitle: Three\ndate: 2024-05-03\ntopics: [Sea]\n---\n\nThe third article.\n",
    "pages/about.md": "# About\n\nWho we are.\n",
    "static/note.txt": "A note.\n",
    "capsule.conf": 'title = "The Test Gazette"\n',
}


def patience(seconds):
    """How long to wait for what takes so long where nothing else is done."""
    return seconds * SLOW * max(1, os.getloadavg()[0] / os.cpu_count())


AUTHORITY = """[ca]
default_ca = self
[self]
database = index.txt
serial = serial
new_certs_dir = .
default_md = sha256
policy = any
copy_extensions = copy
[any]
commonName = optional
"""


def redated(crt, key, days, out):
    """The certificate, signed anew with its own key, as if it were so many
    days from its end.  `openssl ca` alone makes ended ones everywhere."""
    now = time.time()
    times = [time.strftime("%Y%m%d%H%M%SZ", time.gmtime(now + 86400 * d))
             for d in (min(days, 0) - 40, days)]
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "conf").write_text(AUTHORITY)
        pathlib.Path(folder, "index.txt").touch()
        pathlib.Path(folder, "serial").write_text("01\n")
        for words in (["x509", "-x509toreq", "-in", crt, "-signkey", key,
                       "-copy_extensions", "copy", "-out", "csr"],
                      ["ca", "-config", "conf", "-selfsign", "-batch",
                       "-notext", "-keyfile", key, "-in",
                       "csr", "-startdate", times[0], "-enddate", times[1],
                       "-out", out]):
            run = subprocess.run(["openssl", *words], cwd=folder,
                                 capture_output=True, text=True)
            assert run.returncode == 0, run.stderr
    return str(out)


def until(condition, seconds=5.0, step=0.02):
    """Wait until condition() is true; fails when it never is."""
    end = time.monotonic() + patience(seconds)
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(step)


_next_port = None


def free_port():
    """A port that nobody listens on, and no other test process will take."""
    global _next_port
    if _next_port is None:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
        _next_port = 20000 + 1500 * (int(worker[2:]) % 8)
        _next_port += os.getpid() % 500
    while True:
        _next_port += 1
        with socket.socket() as s:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                s.bind(("127.0.0.1", _next_port))
                return _next_port
            except OSError:
                continue


class Reply:
    """What a Gemini server answered, and how the connection ended."""

    def __init__(self, raw, close_notify, sock):
        self.raw = raw
        self.close_notify = close_notify
        self.header, _, self.body = raw.partition(b"\r\n")
        self.status = int(self.header[:2]) if self.header[:2].isdigit() else 0
        self.meta = self.header[3:].decode("utf-8", "replace")
        self.version = sock.version()
        self.resumed = sock.session_reused
        self.session = sock.session
        try:
            self.certificate = sock.getpeercert(binary_form=True)
        except ValueError:
            # of a connection that was reset: without a handshake no answer
            assert raw == b""
            self.certificate = None

    @property
    def text(self):
        return self.body.decode("utf-8")


def tls_context(certificate=None, version=None):
    """A client that trusts on first use, and hides no missing close_notify."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.options &= ~getattr(ssl, "OP_IGNORE_UNEXPECTED_EOF", 0)
    if version is not None:
        context.minimum_version = context.maximum_version = version
    if certificate is not None:
        context.load_cert_chain(*certificate)
    return context


def read_tls(sock):
    """All bytes until the end, and whether that was a close_notify."""
    raw = b""
    while True:
        try:
            data = sock.recv(65536)
        except (ssl.SSLEOFError, ssl.SSLError, ConnectionError):
            return raw, False
        if not data:
            return raw, True
        raw += data


def read_all(sock):
    raw = b""
    while True:
        data = sock.recv(65536)
        if not data:
            return raw
        raw += data


class Server:
    """One server: its folder, its configuration and its processes."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.capsule = self.folder / "capsule"
        self.capsule.mkdir(parents=True, exist_ok=True)
        self.state = self.folder / "state"
        self.conf = self.folder / "chasqui.conf"
        self.logfile = self.folder / "stderr.log"
        self.host = "localhost"
        self.gemini_port = free_port()
        self.gopher_port = free_port()
        self.workers = 2
        self.top = ""  # lines of the configuration
        self.gemini_keys = self.gopher_keys = self.limits = self.trust = ""
        self.capsule_keys = ""
        self.capsules = ""  # sections besides the first
        self.process = None
        self.context = tls_context()
        self.log_from = 0
        self.expect_exit = 0

    # ---- files

    def write(self, path, text):
        """Write a file of the capsule beside its name, then rename it."""
        target = self.capsule / path
        target.parent.mkdir(parents=True, exist_ok=True)
        data = text if isinstance(text, bytes) else text.encode()
        beside = target.with_name("." + target.name + ".new")
        beside.write_bytes(data)
        beside.rename(target)
        return target

    def fill(self, files=None):
        for path, text in (files or ARTICLES).items():
            self.write(path, text)

    def configuration(self):
        return f"""
state = "{self.state}"
workers = {self.workers}
sandbox = {"false" if SANITIZED else "true"}
{self.top}
gemini {{ listen = {{"127.0.0.1:{self.gemini_port}"}}
{self.gemini_keys} }}
gopher {{ listen = {{"127.0.0.1:{self.gopher_port}"}}
{self.gopher_keys} }}
limits {{
{self.limits}
}}
proxy {{ {self.trust} }}
capsule "{self.host}" {{
root = "{self.capsule}"
{self.capsule_keys}
}}
{self.capsules}
"""

    def configure(self):
        self.conf.write_text(self.configuration())

    # ---- processes

    def start(self, wait=True, configure=True, under=(), **popen):
        """Start it, and wait until it says that it is ready."""
        if configure:
            self.configure()
        self.log_from = self.logfile.stat().st_size if self.logfile.exists() else 0
        with open(self.logfile, "ab") as log:
            popen.setdefault("stdin", subprocess.DEVNULL)
            popen.setdefault("stdout", log)
            popen.setdefault("stderr", log)
            self.process = subprocess.Popen(
                [*under, str(CHASQUI), "serve", "-c", str(self.conf)], **popen)
        if wait:
            self.wait_ready()
        return self

    def wait_ready(self, seconds=10):
        def ready():
            assert self.process.poll() is None, self.log()
            return b": ready" in self.log_bytes()
        until(ready, seconds)

    def log_bytes(self):
        with open(self.logfile, "rb") as f:
            f.seek(self.log_from)
            return f.read()

    def log(self):
        return self.log_bytes().decode("utf-8", "replace")

    def wait_log(self, pattern, seconds=5):
        return until(lambda: re.search(pattern, self.log()), seconds)

    def signal(self, number):
        os.kill(self.process.pid, number)

    def reload(self, seconds=5):
        """SIGHUP, and wait until it was obeyed or refused."""
        before = len(re.findall(r"reloaded", self.log()))
        self.signal(signal.SIGHUP)
        until(lambda: len(re.findall(r"reloaded", self.log())) > before, seconds)

    def stop(self, seconds=10):
        """SIGTERM; the exit status."""
        if self.process is None:
            return None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(seconds * SLOW)
        self.process = None
        return status

    def children(self):
        """(pid, name) of the processes below the supervisor."""
        return [pid for pid, parent in processes().items()
                if parent == self.process.pid]

    def status(self):
        """The figures of `chasqui status --metrics`, by name and labels."""
        out = subprocess.run(
            [CHASQUI, "status", "--metrics", "-c", self.conf],
            capture_output=True, text=True, check=True).stdout
        return {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1])
                for line in out.splitlines() if not line.startswith("#")}

    def status_text(self):
        return subprocess.run([CHASQUI, "status", "-c", self.conf],
                              capture_output=True, text=True, check=True).stdout

    def indexer(self):
        return int(re.search(r"indexer +process (\d+)", self.status_text())[1])

    def worker_pids(self):
        return [int(p) for p in
                re.findall(r"worker +\d+ +process (\d+)[^\n]*connections?$",
                           self.status_text(), re.M)]

    # ---- readers

    def url(self, path="/"):
        return f"gemini://{self.host}:{self.gemini_port}{path}"

    def connect_gemini(self, timeout=10, port=None):
        return socket.create_connection(
            ("127.0.0.1", port or self.gemini_port), timeout * SLOW)

    def connect_gopher(self, timeout=10):
        return socket.create_connection(
            ("127.0.0.1", self.gopher_port), timeout * SLOW)

    def tls(self, sock, context=None, sni="", session=None):
        return (context or self.context).wrap_socket(
            sock, server_hostname=(self.host if sni == "" else sni) or None,
            suppress_ragged_eofs=False, session=session)

    def gemini(self, url="/", raw=None, context=None, sni="", session=None,
               timeout=10):
        """Ask a path or URL (or send raw bytes); a Reply."""
        if url.startswith("/"):
            url = self.url(url)
        with self.connect_gemini(timeout) as plain:
            with self.tls(plain, context, sni, session) as sock:
                sock.sendall(url.encode() + b"\r\n" if raw is None else raw)
                data, clean = read_tls(sock)
                return Reply(data, clean, sock)

    def gopher(self, selector="", raw=None, timeout=10, tls=False):
        """Ask a selector (or send raw bytes); all bytes of the answer."""
        data = raw if raw is not None else selector.encode() + b"\r\n"
        with self.connect_gopher(timeout) as sock:
            if not tls:
                sock.sendall(data)
                return read_all(sock)
            with self.tls(sock) as secure:
                secure.sendall(data)
                return read_tls(secure)[0]


def processes():
    """pid to parent of every process here that is not a zombie."""
    found = {}
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        try:
            stat = pathlib.Path("/proc", entry, "stat").read_text()
        except OSError:
            continue
        fields = stat.rsplit(")", 1)[1].split()
        if fields[0] != "Z":
            found[int(entry)] = int(fields[1])
    return found


def end(server):
    """Whatever a test did, nothing is left behind."""
    if server.process is None:
        return
    children = server.children() if server.process.poll() is None else []
    if server.process.poll() is None:
        server.process.send_signal(signal.SIGTERM)
        try:
            server.process.wait(10 * SLOW)
        except subprocess.TimeoutExpired:
            server.process.kill()
            server.process.wait()
            for pid in children:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            raise AssertionError("the server did not end:\n" + server.log())


def check_log(server):
    """No sanitizer complained, and nobody crashed by himself."""
    if server.logfile.exists():
        log = server.logfile.read_text(errors="replace")
        assert "ERROR: AddressSanitizer" not in log, log
        assert "runtime error:" not in log, log
        assert "LeakSanitizer" not in log, log
        assert "ended by signal 6" not in log, log
        assert "ended by signal 11" not in log, log


def export(server, form, out, *options):
    return subprocess.run(
        [CHASQUI, "export", "-c", server.conf, "--to", form, *options, out],
        capture_output=True, text=True)


@pytest.fixture
def server(tmp_path):
    """A server with a small capsule, not started yet."""
    s = Server(tmp_path)
    s.fill()
    yield s
    try:
        end(s)
    finally:
        check_log(s)


@pytest.fixture
def started(server):
    return server.start()


@contextlib.contextmanager
def lent(server):
    """Runs it for all tests of a module, which change nothing."""
    server.limits = "per_address = 0"
    server.start()
    yield server
    try:
        end(server)
    finally:
        check_log(server)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    s = Server(tmp_path_factory.mktemp("shared"))
    s.fill()
    with lent(s):
        yield s


@pytest.fixture(scope="module")
def relay(tmp_path_factory):
    """The example capsule, served."""
    try:
        socket.getaddrinfo("localhost", None)
    except OSError:
        pytest.skip("no address is known for localhost here: see /etc/hosts")
    s = Server(tmp_path_factory.mktemp("relay"))
    shutil.copytree(ROOT / "capsule", s.capsule, dirs_exist_ok=True)
    with lent(s):
        until(lambda: b"Peru (13)" in s.gopher("/"))
        yield s
