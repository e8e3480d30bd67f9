"""Supervisor, indexer and workers: start, reload, crash, end."""

import os
import pathlib
import re
import signal
import socket
import subprocess
import threading
import time

import pytest

from conftest import (CHASQUI, SANITIZED, SLOW, free_port, processes, read_all,
                      until)


class Load:
    """Readers who ask on both protocols until stopped; failures are kept."""

    def __init__(self, server, threads=4):
        self.server = server
        self.failures = []
        self.done = 0
        self.slowest = 0.0
        self.halt = threading.Event()
        self.threads = [threading.Thread(target=self.run, args=(i,))
                        for i in range(threads)]

    def run(self, i):
        while not self.halt.is_set():
            begun = time.monotonic()
            try:
                if i % 2:
                    got = self.server.gemini("/a/one")
                    good = (got.status == 20 and got.close_notify and
                            b"llama" in got.body)
                else:
                    got = self.server.gopher("/a/one")
                    good = b"llama" in got and got.endswith(b".\r\n")
            except Exception as e:
                good, got = False, e
            if not good:
                self.failures.append(got if isinstance(got, Exception)
                                     else getattr(got, "raw", got))
            self.done += 1
            self.slowest = max(self.slowest, time.monotonic() - begun)

    def __enter__(self):
        for t in self.threads:
            t.start()
        return self

    def __exit__(self, *exc):
        self.halt.set()
        for t in self.threads:
            t.join()


def test_f1_a_cold_start_answers_on_both_ports_with_the_articles(server):
    begun = time.monotonic()
    server.start(wait=False)

    def answers():
        try:
            return b"Three" in server.gemini("/").body
        except (ConnectionError, socket.timeout):
            return False
    until(answers, 5)
    assert b"Three" in server.gopher("")
    assert time.monotonic() - begun < 5 * SLOW


def test_addresses_fingerprints_and_how_to_open_them_are_said(started):
    log = started.log()
    assert f"gemini://localhost:{started.gemini_port}/" in log
    assert f"gopher://localhost:{started.gopher_port}/" in log
    assert re.search(r"SHA-256 [0-9a-f]{64}", log)


def test_f2_a_second_start_names_the_port_and_harms_nobody(started):
    begun = time.monotonic()
    second = subprocess.run([CHASQUI, "serve", "-c", started.conf],
                            capture_output=True, text=True, timeout=20)
    assert time.monotonic() - begun < 5 * SLOW
    assert second.returncode == 3
    assert str(started.gemini_port) in second.stderr
    assert started.gemini("/").status == 20


def test_f2_with_another_state_folder_too(started):
    other = started.folder / "other.conf"
    other.write_text(started.configuration().replace(
        str(started.state), str(started.folder / "other")))
    second = subprocess.run([CHASQUI, "serve", "-c", other],
                            capture_output=True, text=True, timeout=20)
    assert second.returncode == 3
    assert str(started.gemini_port) in second.stderr
    assert started.gemini("/").status == 20


def test_one_state_folder_serves_one_server(started):
    other = started.folder / "other.conf"
    other.write_text(
        started.configuration()
        .replace(str(started.gemini_port), str(free_port()))
        .replace(str(started.gopher_port), str(free_port())))
    second = subprocess.run([CHASQUI, "serve", "-c", other],
                            capture_output=True, text=True, timeout=20)
    assert second.returncode == 3
    assert str(started.state) in second.stderr


@pytest.mark.parametrize("text, says", [
    ("nonsense = 1\n", "nonsense"),
    ("gemini {\n", "not closed"),
    ("limits { connections = no }\n", "connections"),
])
def test_a_broken_configuration_is_named_with_its_line(server, text, says):
    server.configure()
    good = server.conf.read_text()
    server.conf.write_text(good + text)
    run = subprocess.run([CHASQUI, "serve", "-c", server.conf],
                         capture_output=True, text=True, timeout=20)
    assert run.returncode == 2
    assert re.search(re.escape(str(server.conf)) + r":\d+: .*" + says,
                     run.stderr)


def test_a_missing_root_is_named_with_its_line(server):
    server.configure()
    text = server.conf.read_text()
    line = text[:text.index("root =")].count("\n") + 1
    server.conf.write_text(text.replace(str(server.capsule), "/does/not/exist"))
    run = subprocess.run([CHASQUI, "serve", "-c", server.conf],
                         capture_output=True, text=True, timeout=20)
    assert run.returncode == 2
    assert f"{server.conf}:{line}: " in run.stderr
    assert "/does/not/exist" in run.stderr


def test_f14_closed_standard_descriptors_are_filled_first(server):
    server.configure()
    log = server.folder / "file.log"
    server.conf.write_text(f'log = "{log}"\n' + server.conf.read_text())
    server.process = subprocess.Popen(
        ["sh", "-c", f"exec {CHASQUI} serve -c {server.conf} <&- >&- 2>&-"])
    until(lambda: log.exists() and ": ready" in log.read_text(), 10)
    for _ in range(20):
        assert server.gemini("/a/one").status == 20
        assert b"llama" in server.gopher("/a/one")
    assert "llama" not in log.read_text()


def test_f15_fifty_reloads_in_a_second_lose_no_request(started):
    most = len(started.children())
    with Load(started) as load:
        for _ in range(50):
            started.signal(signal.SIGHUP)
            time.sleep(0.02)
            most = max(most, len(started.children()))
        time.sleep(1.5)
    assert not load.failures, load.failures[:3]
    assert load.done > 50 / SLOW
    assert most <= 3 * 3
    until(lambda: len(started.children()) == 4)


def test_reload_takes_up_new_settings_and_workers(started):
    started.workers = 4
    started.limits = "request_timeout = 1"
    started.configure()
    started.reload()
    until(lambda: len(started.children()) == 6)
    with started.connect_gopher() as sock:
        begun = time.monotonic()
        assert read_all(sock) == b""
        assert time.monotonic() - begun < 3 * SLOW
    started.workers = 1
    started.configure()
    started.reload()
    until(lambda: len(started.children()) == 3)
    # Every socket is served, also those of workers who are no more.
    for _ in range(40):
        assert started.gemini("/a/one").status == 20


def test_f16_a_broken_configuration_is_refused_and_the_old_one_stays(started):
    started.conf.write_text(started.configuration() + "\nnonsense = 1\n")
    line = started.conf.read_text().count("\n")
    with Load(started) as load:
        started.reload()
    assert not load.failures, load.failures[:3]
    assert f"{started.conf}:{line}: " in started.log()
    assert "not reloaded" in started.log()
    assert started.gemini("/").status == 20


def test_f17_answers_under_way_are_completed_at_the_end(server):
    data = os.urandom(3_000_000)
    server.write("static/big.bin", data)
    server.start()
    sock = server.connect_gopher()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
    sock.sendall(b"/static/big.bin\r\n")
    got = sock.recv(1000)
    server.signal(signal.SIGTERM)
    began = time.monotonic()
    time.sleep(0.5)
    got += read_all(sock)
    assert got == data
    assert server.process.wait(10 * SLOW) == 0
    assert time.monotonic() - began < 10 * SLOW


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_f18_idle_clients_do_not_delay_the_end_nor_a_restart(started, number):
    idle = [started.connect_gopher() for _ in range(20)]
    idle += [started.connect_gemini() for _ in range(20)]
    tls = started.tls(started.connect_gemini())
    children = started.children()
    begun = time.monotonic()
    started.signal(number)
    assert started.process.wait(10 * SLOW) == 0
    assert time.monotonic() - begun < 2 * SLOW
    assert not set(children) & set(processes())
    started.start()
    assert started.gemini("/").status == 20
    for sock in idle + [tls]:
        sock.close()


def test_a_second_signal_ends_at_once(server):
    server.write("static/big.bin", b"x" * 5_000_000)
    server.start()
    sock = server.connect_gopher()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    sock.sendall(b"/static/big.bin\r\n")
    sock.recv(100)
    server.signal(signal.SIGTERM)
    time.sleep(0.3)
    assert server.process.poll() is None
    begun = time.monotonic()
    server.signal(signal.SIGTERM)
    assert server.process.wait(10) == 0
    assert time.monotonic() - begun < 1 * SLOW


def test_f19_each_child_that_is_killed_is_replaced_at_once(started):
    for pid in started.children():
        with Load(started, 2) as load:
            os.kill(pid, signal.SIGKILL)
            begun = time.monotonic()
            until(lambda: pid not in processes() and
                  len(started.children()) == 4, 3)
            assert time.monotonic() - begun < 3 * SLOW
            time.sleep(0.1)
        # A connection that the killed worker had is lost, no other one.
        assert len(load.failures) <= 2, load.failures
    started.write("articles/later.md", "# Later\n")
    until(lambda: started.gemini("/a/later").status == 20)
    assert started.log().count("ended by signal 9") == 4


def test_f20_children_leave_when_the_supervisor_is_killed(started):
    children = started.children()
    assert len(children) == 4
    started.signal(signal.SIGKILL)
    started.process.wait()
    until(lambda: not set(children) & set(processes()), 5)


def test_f21_after_kill_9_of_all_the_next_start_serves(server):
    for _ in range(5):
        server.start()
        assert server.gemini("/a/one").status == 20
        for pid in server.children() + [server.process.pid]:
            os.kill(pid, signal.SIGKILL)
        server.process.wait()
    for moment in range(10):
        server.start(wait=False)
        time.sleep(0.012 * moment * SLOW)
        server.signal(signal.SIGKILL)
        server.process.wait()
    begun = time.monotonic()
    server.start()
    assert server.gemini("/a/one").status == 20
    assert time.monotonic() - begun < 5 * SLOW


def test_logs_are_reopened_on_sigusr1(server):
    log = server.folder / "file.log"
    server.top = f'log = "{log}"\n'
    server.start(wait=False)
    until(lambda: log.exists() and ": ready" in log.read_text(), 10)
    server.gemini("/a/one")
    until(lambda: "/a/one" in log.read_text())
    log.rename(server.folder / "old.log")
    server.signal(signal.SIGUSR1)
    until(log.exists)

    def logged():
        server.gopher("/a/two")
        return "/a/two" in log.read_text()
    until(logged, step=0.2)


def test_a_log_of_requests_of_its_own(server):
    log = server.folder / "requests.log"
    server.top = f'requests = "{log}"\nlog_addresses = "prefix"\n'
    server.start()
    server.gemini("/a/one")
    server.gopher("/a/none")
    until(lambda: log.read_text().count("\n") == 2)
    first, second = sorted(log.read_text().splitlines(),
                           key=lambda line: "gopher" in line)
    assert re.search(r" 127\.0\.0\.0/24 gemini localhost "
                     r'"gemini://localhost:\d+/a/one" 20 \d+ \d+ TLSv1\.3 full$',
                     first)
    assert re.search(r'gopher localhost "/a/none" 51 \d+ \d+ - -$', second)
    assert "/a/one" not in server.log()


def handed_over(server, sockets):
    """Start it as systemd does: with sockets from descriptor 3 on."""
    def prepare():
        for i, s in enumerate(sockets):
            os.dup2(s.fileno(), 100 + i)
        for i in range(len(sockets)):
            os.dup2(100 + i, 3 + i)
            os.set_inheritable(3 + i, True)
    server.configure()
    with open(server.logfile, "ab") as log:
        server.process = subprocess.Popen(
            ["sh", "-c", 'LISTEN_PID=$$ exec "$0" serve -c "$1"',
             CHASQUI, server.conf],
            env=dict(os.environ, LISTEN_FDS=str(len(sockets)),
                     LISTEN_FDNAMES=":".join(["x"] * len(sockets))),
            stdout=log, stderr=log, preexec_fn=prepare, close_fds=False)
    server.wait_ready()


def test_sockets_of_systemd_survive_a_restart_without_a_lost_request(server):
    sockets = []
    for port in (server.gemini_port, server.gopher_port):
        s = socket.socket()
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        s.bind(("127.0.0.1", port))
        s.listen(4096)
        sockets.append(s)
    handed_over(server, sockets)
    with Load(server) as load:
        for _ in range(3):
            time.sleep(0.2)
            assert server.stop() == 0
            server.log_from = server.logfile.stat().st_size
            handed_over(server, sockets)
        time.sleep(0.2)
    assert not load.failures, load.failures[:3]
    for s in sockets:
        s.close()


def serve_what_cannot_be_kept(server, *options, **environment):
    """Not even root can make a folder in /proc."""
    server.state = pathlib.Path("/proc/chasqui/state")
    server.configure()
    return subprocess.Popen(
        [CHASQUI, "serve", *options, "-c", server.conf],
        env=dict(os.environ, **environment), text=True, bufsize=1,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def test_systemd_starts_no_server_whose_certificate_cannot_be_kept(server):
    run = serve_what_cannot_be_kept(server, NOTIFY_SOCKET="/nobody/listens")
    said = run.communicate(timeout=20 * SLOW)[1]
    assert run.returncode == 3
    assert re.search(r"error: .* only in memory", said)
    assert str(server.state) in said.splitlines()[-1]
    assert "--temporary" in said.splitlines()[-1]
    assert ": ready" not in said


@pytest.mark.parametrize("options, environment", [
    (["--temporary"], {"NOTIFY_SOCKET": "/nobody/listens"}), ([], {})])
def test_a_temporary_certificate_serves_whoever_asks_for_it(
        server, options, environment):
    run = serve_what_cannot_be_kept(server, *options, **environment)
    server.process = run
    said = ""
    while ": ready" not in said:
        line = run.stderr.readline()
        assert line, said
        said += line
    assert "only in memory" in said
    assert server.gemini("/a/one").status == 20
    run.terminate()
    run.communicate(timeout=20 * SLOW)
    assert run.returncode == 0


def test_systemd_is_told_when_it_is_ready_and_when_it_ends(server):
    path = server.folder / "n"
    told = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    told.bind(str(path))
    told.settimeout(5 * SLOW)
    server.start(env=dict(os.environ, NOTIFY_SOCKET=str(path),
                          WATCHDOG_USEC="400000"))
    assert told.recv(100) == b"WATCHDOG=1"
    messages = set()
    while b"READY=1" not in messages:
        messages.add(told.recv(100))
    server.signal(signal.SIGHUP)
    while not any(m.startswith(b"RELOADING=1\nMONOTONIC_USEC=")
                  for m in messages):
        messages.add(told.recv(100))
    server.signal(signal.SIGTERM)
    while b"STOPPING=1" not in messages:
        messages.add(told.recv(100))
    told.close()


def test_status_shows_people_and_prometheus_what_happens(started):
    started.gemini("/a/one")
    started.gemini("/a/none")
    started.gopher("/a/one")
    text = started.status_text()
    assert re.search(r"gemini +2 requests, 20: 1, 51: 1", text)
    assert re.search(r"capsule +localhost: 3 articles", text)
    figures = started.status()
    assert figures['chasqui_requests_total{protocol="gopher",status="20"}'] == 1
    assert figures['chasqui_handshakes_total{kind="full"}'] == 2
    assert figures['chasqui_index_articles{capsule="localhost"}'] == 3
    assert figures["chasqui_workers"] == 2


def test_a_metrics_file_is_written(server):
    path = server.folder / "metrics.prom"
    server.top = f'metrics = "{path}"\n'
    server.start()
    until(path.exists)
    assert "chasqui_connections_total" in path.read_text()


def test_metrics_that_cannot_be_written_are_named_in_the_log(server):
    path = server.folder / "none" / "metrics.prom"
    server.top = f'metrics = "{path}"\n'
    server.start()
    server.wait_log(f"{path}: ")


def test_status_without_a_server_says_so(server):
    server.configure()
    server.state.mkdir()
    run = subprocess.run([CHASQUI, "status", "-c", server.conf],
                         capture_output=True, text=True)
    assert run.returncode == 3
    assert "no server runs" in run.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another")
def test_started_as_root_it_becomes_the_user(server):
    server.top = 'user = "nobody"\n'
    for folder in [server.folder, *server.folder.parents]:
        if str(folder).startswith("/tmp/"):
            folder.chmod(0o755)
    server.start()
    for pid in server.children():
        status = pathlib.Path("/proc", str(pid), "status").read_text()
        assert not re.search(r"^Uid:.*\b0\b", status, re.M)
        assert re.search(r"^Groups:\s*(65534\s*)?$", status, re.M)
    assert server.gemini("/a/one").status == 20
    key = server.state / "certificates" / "localhost.key"
    assert key.stat().st_uid == 0 and key.stat().st_mode & 0o777 == 0o600
    server.write("articles/later.md", "# Later\n")
    until(lambda: server.gemini("/a/later").status == 20)


@pytest.mark.skipif(SANITIZED, reason="the sandbox is off under a sanitizer")
def test_children_are_in_their_sandbox(started):
    for pid in started.children():
        status = pathlib.Path("/proc", str(pid), "status").read_text()
        assert re.search(r"^NoNewPrivs:\s*1$", status, re.M)
        assert re.search(r"^Seccomp:\s*2$", status, re.M)


@pytest.mark.skipif(SANITIZED, reason="the sandbox is off under a sanitizer")
@pytest.mark.skipif(os.geteuid() != 0, reason="wants to become another user")
def test_children_keep_no_capability_of_the_one_who_started_them(server):
    """As systemd starts it: an ordinary user who may bind low ports."""
    for folder in [server.folder, *server.folder.parents]:
        if str(folder).startswith("/tmp/"):
            folder.chmod(0o755)
    os.chown(server.folder, 65534, 65534)
    server.start(under=["setpriv", "--reuid=65534", "--regid=65534",
                        "--clear-groups", "--inh-caps=+net_bind_service",
                        "--ambient-caps=+net_bind_service"])
    of = [pathlib.Path("/proc", str(pid), "status").read_text()
          for pid in [server.process.pid, *server.children()]]
    held = [int(re.search(r"^CapPrm:\s*(\w+)$", s, re.M)[1], 16) for s in of]
    assert held[0] == 1 << 10
    assert set(held[1:]) == {0}
    assert server.gemini("/a/one").status == 20


def test_another_folder_in_the_roots_place_is_served(started):
    other = started.folder / "other"
    (other / "articles").mkdir(parents=True)
    (other / "articles" / "new.md").write_text("# New\n\nquite another\n")
    started.capsule.rename(started.folder / "old")
    other.rename(started.capsule)

    def served():
        try:
            return started.gemini("/a/new").status == 20
        except OSError:
            return False
    until(served, 5)
    assert started.gemini("/a/one").status == 51 or \
        started.gemini("/a/one").status == 52


def test_each_capsule_has_a_gopher_port_of_its_own(server):
    other = server.folder / "other"
    (other / "articles").mkdir(parents=True)
    (other / "articles" / "x.md").write_text("# Elsewhere\n")
    port = free_port()
    server.capsules = f"""
capsule "b.example" {{ root = "{other}"
gopher {{ listen = {{"127.0.0.1:{port}"}} }} }}
"""
    server.start()
    first = server.gopher("/a/one")
    assert b"llama" in first
    with socket.create_connection(("127.0.0.1", port)) as sock:
        sock.sendall(b"\r\n")
        menu = read_all(sock)
    assert b"Elsewhere" in menu
    assert f"\tb.example\t{port}\r\n".encode() in menu
    assert b"Elsewhere" not in server.gopher("")
    # A reload keeps both, and the other may be taken from its port.
    server.capsules = f'capsule "b.example" {{ root = "{other}" }}'
    server.configure()
    server.reload()

    def gone():
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            return True
    until(gone)
    assert server.gopher("/a/one") == first
