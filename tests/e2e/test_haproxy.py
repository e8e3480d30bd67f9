"""conf/haproxy.cfg in front of two servers: readers notice nothing.

The two share the capsule's folder, the certificate and the ticket keys, as
replicas on two machines do (docs/operating.md).  Where it is allowed, each of
them and HAProxy have a network namespace of their own, and the addresses and
ports of that file; else they share this machine's, and have a port each.
"""

import ctypes
import itertools
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import threading
import time

import pytest

from conftest import (CHASQUI, ROOT, SLOW, Server, check_log, end, free_port,
                      processes, read_all, read_tls, tls_context, until)

HAPROXY = shutil.which("haproxy", path=os.environ["PATH"] + ":/usr/sbin")
CONF = ROOT / "conf/haproxy.cfg"

pytestmark = pytest.mark.skipif(HAPROXY is None, reason="no haproxy here")


class Network:
    """A network namespace, kept by a process that does nothing in it."""

    LIBC = ctypes.CDLL(None, use_errno=True)

    def __init__(self):
        self.keeper = subprocess.Popen(
            ["unshare", "--net", "sh", "-c", "echo; exec cat"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL)
        self.keeper.stdout.readline()  # it is in there, or has failed
        self.fd = os.open(f"/proc/{self.keeper.pid}/ns/net", os.O_RDONLY)
        try:
            self.do("link", "set", "lo", "up")
        except (OSError, subprocess.CalledProcessError):
            self.end()
            raise

    def enter(self, fd=None):
        """The thread that calls, and what it starts, are in it from now on."""
        if self.LIBC.setns(self.fd if fd is None else fd, 0) != 0:
            raise OSError(ctypes.get_errno(), "setns")

    def do(self, *words):
        subprocess.run(["nsenter", f"--net=/proc/{self.keeper.pid}/ns/net",
                        "ip", *words], check=True, capture_output=True)

    def connect(self, other, name, ours, theirs):
        """A cable between two of them, with an address at each end."""
        self.do("link", "add", name, "type", "veth", "peer", "name", "eth0",
                "netns", str(other.keeper.pid))
        self.do("address", "add", ours, "peer", theirs, "dev", name)
        self.do("link", "set", name, "up")
        other.do("address", "add", theirs, "peer", ours, "dev", "eth0")
        other.do("link", "set", "eth0", "up")

    def end(self):
        self.keeper.stdin.close()
        self.keeper.wait()
        os.close(self.fd)


def networks():
    """HAProxy's and the servers'; none where that is not allowed."""
    made = []
    try:
        for _ in range(3):
            made.append(Network())
        for server, name, address in zip(made[1:], ("one", "two"),
                                         ("10.0.0.11", "10.0.0.12")):
            made[0].connect(server, name, "10.0.0.1", address)
    except (OSError, subprocess.CalledProcessError):
        for network in made:
            network.end()
        return []
    return made


class Replica(Server):
    """A server that may have a network of its own."""

    network, address = None, "127.0.0.1"

    def configuration(self):
        return super().configuration().replace(
            'listen = {"127.0.0.1:', f'listen = {{"{self.address}:')

    def start(self, **how):
        if self.network is not None:
            how["preexec_fn"] = self.network.enter
        return super().start(**how)


class Pair:
    """HAProxy and the servers behind it."""

    def __init__(self, folder):
        self.folder = folder
        self.gemini_port, self.gopher_port = free_port(), free_port()
        self.servers = [Replica(folder / name) for name in ("one", "two")]
        self.networks = networks()
        self.outside = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
        if self.networks:
            self.networks[0].enter()
            self.gemini_port, self.gopher_port = 1965, 70
        for s, network, address in zip(self.servers, self.networks[1:],
                                       ("10.0.0.11", "10.0.0.12")):
            s.network, s.address = network, address
            s.gemini_port, s.gopher_port = 1965, 70
        self.context = tls_context()
        self.addresses = itertools.count(1)
        first, second = self.servers
        first.fill()
        second.capsule = first.capsule
        (folder / "ticket.keys").write_bytes(os.urandom(80))
        first.conf.write_text(first.configuration())
        subprocess.run([CHASQUI, "cert", "make", "-c", first.conf],
                       check=True, capture_output=True)
        self.certificate = next(first.state.rglob("*.crt"), None) or next(
            first.state.rglob("*.pem"))
        for s in self.servers:
            self.configure(s)

    def configure(self, s):
        key = next(self.servers[0].state.rglob("*.key"))
        s.top = f'ticket_keys = "{self.folder}/ticket.keys"'
        s.trust = 'trust = {"127.0.0.1", "10.0.0.1"}'
        s.gemini_keys = f"public_ports = {{{self.gemini_port}}}"
        s.limits = "per_address = 0"
        # A session belongs to the certificates of all capsules.
        shared = f'certificate = "{self.certificate}" key = "{key}"\n'
        s.capsule_keys = shared + f"gopher_port = {self.gopher_port}"
        s.capsules = (f'capsule "atlas.example" {{ root = "{s.capsule}"\n'
                      f"{shared}}}")

    def haproxy_configuration(self):
        """The file that is installed, with the addresses of this test."""
        text = CONF.read_text()
        one, two = self.servers
        for old, new in [
                ("log /dev/log local0\n", ""), ("user haproxy\n", ""),
                ("group haproxy\n", ""),
                ("maxconn 20000\n", "maxconn 400\n"),
                ("maxconn 16000\n", "maxconn 300\n"),
                ("stats socket /run/haproxy/admin.sock mode 660",
                 f"stats socket {self.folder}/admin.sock mode 600"),
                ("[::]:1965 v4v6", f"127.0.0.1:{self.gemini_port}"),
                ("[::]:70 v4v6", f"127.0.0.1:{self.gopher_port}"),
                ("10.0.0.11:1965", f"{one.address}:{one.gemini_port}"),
                ("10.0.0.12:1965", f"{two.address}:{two.gemini_port}"),
                ("10.0.0.11:70", f"{one.address}:{one.gopher_port}"),
                ("10.0.0.12:70", f"{two.address}:{two.gopher_port}"),
                ("sni gazette.example", "sni localhost"),
                ("//gazette.example/", f"//localhost:{self.gemini_port}/"),
                ("//atlas.example/", f"//atlas.example:{self.gemini_port}/")]:
            assert old in text, old
            text = text.replace(old, new)
        return text

    def start(self):
        for s in self.servers:
            s.start(wait=False)
        for s in self.servers:
            s.wait_ready()
        conf = self.folder / "haproxy.cfg"
        conf.write_text(self.haproxy_configuration())
        self.log = open(self.folder / "haproxy.log", "wb")
        self.haproxy = subprocess.Popen([HAPROXY, "-db", "-f", conf],
                                        stdout=self.log, stderr=self.log)
        until(self.all_up, 10)
        return self

    def all_up(self):
        assert self.haproxy.poll() is None, (
            self.folder / "haproxy.log").read_text()
        return self.is_up("one") and self.is_up("two")

    def stop(self):
        self.haproxy.terminate()
        self.haproxy.wait()
        self.log.close()

    def end(self):
        """Back to the network that all tests share."""
        if self.networks:
            self.networks[0].enter(self.outside)
        os.close(self.outside)
        for network in self.networks:
            network.end()

    # ---- HAProxy's own socket

    def say(self, command):
        with socket.socket(socket.AF_UNIX) as s:
            s.settimeout(5)
            s.connect(f"{self.folder}/admin.sock")
            s.sendall(command.encode() + b"\n")
            return read_all(s).decode()

    def states(self, name):
        """What HAProxy holds of a server, in each backend that has it."""
        try:
            rows = [line.split(",") for line in
                    self.say("show stat").splitlines()]
        except OSError:
            return []
        status = rows[0].index("status")
        return [row[status] for row in rows if row[1:2] == [name]]

    def is_up(self, name):
        states = self.states(name)
        return bool(states) and all(s == "UP" for s in states)

    def set_state(self, name, state):
        for backend in "gazette_gemini", "gazette_gopher", "atlas_gemini":
            self.say(f"set server {backend}/{name} state {state}")

    def drained(self, name):
        """No connection is left on a server (but HAProxy's own checks)."""
        rows = [line.split(",") for line in self.say("show stat").splitlines()]
        current = rows[0].index("scur")
        return all(row[current] == "0" for row in rows if row[1:2] == [name])

    # ---- readers

    def connect(self, port, source=None):
        """From an address of its own, which the log must show."""
        return socket.create_connection(
            ("127.0.0.1", port), 15 * SLOW, source_address=(source, 0)
            if source else None)

    def gemini(self, path="/a/one", source=None, session=None, name="localhost"):
        with self.connect(self.gemini_port, source) as plain:
            with self.context.wrap_socket(
                    plain, server_hostname=name, session=session,
                    suppress_ragged_eofs=False) as sock:
                sock.sendall(f"gemini://{name}:{self.gemini_port}{path}\r\n"
                             .encode())
                raw, clean = read_tls(sock)
                return raw, clean, sock.session_reused, sock.session

    def gopher(self, selector="/a/one", source=None):
        with self.connect(self.gopher_port, source) as sock:
            sock.sendall(selector.encode() + b"\r\n")
            return read_all(sock)


class Readers:
    """Readers on both protocols; who is cut off unanswered asks again."""

    def __init__(self, pair, threads=4):
        self.pair = pair
        self.failures, self.lost, self.done = [], 0, 0
        self.halt, self.dying = threading.Event(), threading.Event()
        self.threads = [threading.Thread(target=self.run, args=(i,))
                        for i in range(threads)]

    def ask(self, i):
        """True: a whole answer.  False: the connection was lost before one."""
        try:
            if i % 2:
                raw, clean, _, _ = self.pair.gemini()
                good = raw.startswith(b"20 ") and clean and b"llama" in raw
            else:
                raw = self.pair.gopher()
                good = b"llama" in raw and raw.endswith(b"\r\n.\r\n")
        except OSError:
            return False
        if raw and not good and not self.dying.is_set():
            self.failures.append(raw)
        return good

    def run(self, i):
        while not self.halt.is_set():
            for _ in range(20):
                if self.ask(i):
                    break
                self.lost += 1
                if not self.dying.is_set():
                    self.failures.append("lost")
            else:
                self.failures.append("never answered")
            self.done += 1

    def __enter__(self):
        for t in self.threads:
            t.start()
        self.wait_for(20)
        return self

    def wait_for(self, more):
        """Until so many more requests were answered."""
        goal = self.done + more
        until(lambda: self.done >= goal, 10)

    def __exit__(self, *exc):
        self.halt.set()
        for t in self.threads:
            t.join()


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    p = Pair(tmp_path_factory.mktemp("pair"))
    try:
        p.start()
        yield p
        p.stop()
    finally:
        try:
            for s in p.servers:
                end(s)
        finally:
            p.end()
    for s in p.servers:
        check_log(s)


def family(server):
    return [server.process.pid, *server.children()]


def test_the_configuration_is_valid():
    run = subprocess.run([HAPROXY, "-c", "-f", CONF], capture_output=True,
                         text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "[WARNING]" not in run.stderr


def test_both_servers_answer_and_know_who_asked(pair):
    for i in range(8):
        source = f"127.0.9.{i + 1}"
        assert pair.gemini(source=source)[0].startswith(b"20 text/gemini")
        assert b"llama" in pair.gopher(source=source)

    def seen():
        logs = [s.log() for s in pair.servers]
        return [{m for m in re.findall(r"127\.0\.9\.\d", log)} for log in logs]
    until(lambda: len(set.union(*seen())) == 8)
    assert all(seen()), "both of them answered"
    for s in pair.servers:
        assert re.search(r"127\.0\.9\.\d.*gemini", s.log())


def test_a_session_made_at_one_server_resumes_at_the_other(pair):
    session = pair.gemini()[3]
    before = [s.status() for s in pair.servers]
    for _ in range(6):
        raw, clean, reused, _ = pair.gemini(session=session)
        assert raw.startswith(b"20 ") and clean
        assert reused
    answered = [sum(v for k, v in s.status().items() if "request" in k)
                - sum(v for k, v in b.items() if "request" in k)
                for s, b in zip(pair.servers, before)]
    assert all(n > 0 for n in answered), answered


def test_a_name_may_be_served_elsewhere(pair):
    source = "127.0.9.99"
    for _ in range(4):
        assert pair.gemini(source=source, name="atlas.example")[0].startswith(
            b"20 ")
    until(lambda: pair.servers[1].log().count(source) == 4)
    assert source not in pair.servers[0].log()


def test_what_is_not_tls_is_not_passed_on(pair):
    before = [s.log().count("\n") for s in pair.servers]
    with pair.connect(pair.gemini_port) as sock:
        sock.sendall(b"GET / HTTP/1.0\r\n\r\n")
        try:
            assert read_all(sock) == b""
        except ConnectionError:
            pass
    assert [s.log().count("\n") for s in pair.servers] == before


def test_menus_name_the_port_in_front(pair):
    items = [line.split(b"\t") for line in pair.gopher("").split(b"\r\n")
             if line[:1] in b"017" and line[:1]]
    assert items
    assert {item[3] for item in items} == {str(pair.gopher_port).encode()}


def test_a_server_is_killed_reloaded_and_restarted_unnoticed(pair):
    one, two = pair.servers
    with Readers(pair) as readers:
        # Reloaded: both at once.
        for s in pair.servers:
            s.reload()
        readers.wait_for(50)
        assert readers.lost == 0 and not readers.failures

        # Restarted, as an upgrade does: out of the pool first.
        pair.set_state("one", "drain")
        until(lambda: pair.drained("one"))
        assert one.stop() == 0
        one.start()
        pair.set_state("one", "ready")
        until(lambda: pair.is_up("one"), 10)
        readers.wait_for(50)
        assert readers.lost == 0 and not readers.failures

        # Killed, all of it: who is waiting for an answer just then is cut
        # off, and asks again.
        readers.dying.set()
        pids = family(two)
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        two.process.wait()
        until(lambda: not set(pids) & set(processes()))
        readers.wait_for(2 * len(readers.threads))
        readers.dying.clear()
        lost = readers.lost
        assert lost <= len(readers.threads) * SLOW
        readers.wait_for(100)

        # It comes back, and is asked again when it answers by itself.
        two.start()
        until(lambda: pair.is_up("two"), 10)
        readers.wait_for(50)
        assert readers.lost == lost
        assert not readers.failures


def test_a_machine_that_is_unplugged_is_passed_over(pair):
    """No refusal comes from there, only silence."""
    if not pair.networks:
        pytest.skip("network namespaces are not allowed here")
    pair.networks[2].do("link", "set", "eth0", "down")
    for _ in range(4):
        assert pair.gemini()[0].startswith(b"20 ")
        assert b"llama" in pair.gopher()
    pair.networks[2].do("link", "set", "eth0", "up")
    until(lambda: pair.is_up("two"), 15)
