"""Faults, each with its number and figure in faults.md.

F1, F2 and F14 to F21 are in test_processes.py, F4 and F6 in test_limits.py,
F9 and F33 in test_tls.py; F34 is `make fuzz`.
"""

import concurrent.futures
import os
import pathlib
import re
import resource
import shutil
import signal
import socket
import ssl
import struct
import subprocess
import threading
import time

import pytest

from conftest import CHASQUI, SANITIZED, SLOW, read_all, tls_context, until
from test_processes import Load


def rss(pid):
    """Resident memory in kB."""
    text = pathlib.Path("/proc", str(pid), "status").read_text()
    return int(re.search(r"VmRSS:\s*(\d+)", text)[1])


def descriptors(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def cpu(pids):
    """Seconds of processor time that these have used."""
    total = 0
    for pid in pids:
        fields = pathlib.Path("/proc", str(pid), "stat").read_text()
        fields = fields.rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


def everybody(server):
    return [server.process.pid] + server.children()


def quick(ask, seconds):
    begun = time.monotonic()
    ask()
    assert time.monotonic() - begun < seconds * SLOW


def both_are_quick(server, seconds, times=10):
    for _ in range(times):
        quick(lambda: server.gemini("/a/one").body.index(b"llama"), seconds)
        quick(lambda: server.gopher("/a/one").index(b"llama"), seconds)


def reset(sock):
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                    struct.pack("ii", 1, 0))
    sock.close()


def test_f3_300_slow_clients_on_each_protocol_slow_down_nobody(server):
    server.limits = "per_address = 0 request_timeout = 60"
    server.start()
    slow = []
    for _ in range(300):
        slow.append(server.connect_gopher())
        slow.append(server.connect_gemini())
    halt = threading.Event()

    def trickle():
        while not halt.is_set():
            for i, sock in enumerate(slow):
                try:
                    sock.send(b"\x16" if i % 2 and not halt.is_set() else b"a")
                except OSError:
                    pass
            time.sleep(0.2)
    thread = threading.Thread(target=trickle)
    thread.start()
    try:
        both_are_quick(server, 0.5)
    finally:
        halt.set()
        thread.join()
        for sock in slow:
            sock.close()


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_f3_slow_clients_of_ones_own_address_give_way(server, workers):
    server.limits = ""  # 64 for each address
    server.workers = workers
    server.start()
    slow = []
    for i in range(400):
        sock = server.connect_gemini() if i % 2 else server.connect_gopher()
        try:
            sock.send(b"\x16" if i % 2 else b"a")
        except OSError:
            pass
        slow.append(sock)
    # each of them is a second old for the server, too, which accepts the last
    # of them later when the machine is busy
    time.sleep(2.5)
    both_are_quick(server, 0.5)
    for sock in slow:
        sock.close()


def begin_slowly(server, answer):
    """A connection that asks and takes little, or that only waits."""
    sock = server.connect_gopher()
    sock.sendall(b"/static/big.bin\r\n" if answer else b"/stat")
    return sock


@pytest.mark.parametrize("answer", [True, False])
def test_f3_ones_own_slow_connection_gives_way_at_any_worker(server, answer):
    server.write("static/big.bin", bytes(8_000_000))
    server.limits = "per_address = 1"
    server.workers = 4
    server.start()
    for _ in range(4):
        with begin_slowly(server, answer):
            time.sleep(1.3)
            quick(lambda: server.gopher("/a/one").index(b"llama"), 0.5)


def test_f3_ones_own_slow_connections_give_way_after_a_reload(server):
    server.write("static/big.bin", bytes(8_000_000))
    server.limits = "per_address = 6"
    server.start()
    slow = [begin_slowly(server, True) for _ in range(6)]
    until(lambda: server.status()["chasqui_connections"] == 6)
    server.reload()
    until(lambda: "ending" in server.status_text())
    time.sleep(1.1)
    for _ in range(6):
        quick(lambda: server.gemini("/a/one").body.index(b"llama"), 0.5)
    assert server.status()['chasqui_limits_total{kind="refused"}'] == 0
    for sock in slow:
        sock.close()


def test_f7_64_at_once_from_one_address_are_not_too_many(server):
    server.limits = ""
    server.start()

    def ask(i):
        if i % 2:
            return server.gemini("/a/one", timeout=30).status == 20
        return b"llama" in server.gopher("/a/one", timeout=30)
    with concurrent.futures.ThreadPoolExecutor(64) as pool:
        assert all(pool.map(ask, range(1000 // SLOW)))


def test_f5_g70_500_idle_connections_from_many_addresses(server):
    server.start()
    idle = []
    for i in range(500):
        sock = socket.socket()
        sock.bind((f"127.0.{1 + i // 250}.{1 + i % 250}", 0))
        sock.connect(("127.0.0.1",
                      server.gopher_port if i % 2 else server.gemini_port))
        idle.append(sock)
    both_are_quick(server, 1)
    for sock in idle:
        sock.close()


def test_f7_2000_requests_64_at_once_give_the_same_bytes_every_time(server):
    server.limits = "per_address = 0"
    server.start()
    gemini, gopher = server.gemini("/a/one").raw, server.gopher("/a/one")

    def ask(i):
        if i % 2:
            got = server.gemini("/a/one", timeout=30)
            return got.raw == gemini and got.close_notify
        return server.gopher("/a/one", timeout=30) == gopher
    with concurrent.futures.ThreadPoolExecutor(64) as pool:
        good = list(pool.map(ask, range(2000 // SLOW)))
    assert all(good)


def hello_of(server):
    inn, out = ssl.MemoryBIO(), ssl.MemoryBIO()
    sock = tls_context().wrap_bio(inn, out, server_hostname="localhost")
    with pytest.raises(ssl.SSLWantReadError):
        sock.do_handshake()
    return out.read()


def test_f8_500_resets_at_every_stage_leave_nothing_behind(server):
    server.write("static/big.bin", b"x" * 1_000_000)
    server.limits = "per_address = 0"
    server.start()
    both_are_quick(server, 1)
    hello = hello_of(server)
    before = {p: (descriptors(p), rss(p)) for p in everybody(server)}

    def stage(i):
        kind = i % 6
        if kind == 0:
            sock = server.connect_gopher()
        elif kind == 1:
            sock = server.connect_gopher()
            sock.sendall(b"/a/o")
        elif kind == 2:
            sock = server.connect_gemini()
            sock.sendall(hello[:len(hello) // 2])
        elif kind == 3:
            sock = server.connect_gemini()
            sock.sendall(hello)
            sock.recv(100)
        elif kind == 4:
            sock = server.connect_gopher()
            sock.sendall(b"/static/big.bin\r\n")
            sock.recv(100)
        else:
            sock = server.tls(server.connect_gemini())
            sock.sendall(server.url("/static/big.bin").encode() + b"\r\n")
            sock.recv(100)
        return sock
    for i in range(500):
        reset(stage(i))
    # and many at the same time
    held = [stage(i) for i in range(300)]
    for sock in held:
        reset(sock)
    until(lambda: server.status()["chasqui_connections"] == 0, 10)
    both_are_quick(server, 1)
    assert sorted(before) == sorted(everybody(server))

    def returned():
        return all(descriptors(p) <= d + 4 and
                   (SANITIZED or rss(p) <= 1.25 * m + 8192)
                   for p, (d, m) in before.items())
    until(returned, 5)


def test_f10_3000_requests_leave_memory_steady(server):
    server.workers = 1
    server.start()

    def ask(n):
        for i in range(n):
            if i % 10:
                server.gopher("/a/one" if i % 2 else "/")
            else:
                server.gemini("/")
    ask(600)
    (pid,) = server.worker_pids()
    before = rss(pid)
    ask(3000 // SLOW)
    assert SANITIZED or rss(pid) <= 1.1 * before + 8192


def test_f11_idle_it_sleeps(server):
    server.start()
    server.gemini("/")
    time.sleep(1.5)
    pids = everybody(server)
    before = cpu(pids)
    time.sleep(3)
    assert cpu(pids) - before < 0.1


def test_f12_out_of_descriptors_it_neither_dies_nor_spins(server):
    server.workers = 1
    server.limits = "per_address = 0"
    server.start(preexec_fn=lambda: resource.setrlimit(
        resource.RLIMIT_NOFILE, (64, 64)))
    before = len(server.log())
    hogs = [server.connect_gopher() for _ in range(150)]
    pids = everybody(server)
    used = cpu(pids)
    time.sleep(2)
    assert cpu(pids) - used < 1.2 * SLOW
    assert len(server.log()) - before < 100_000
    # Who has waited longest gives way to a reader.
    assert b"llama" in server.gopher("/a/one", timeout=8)
    begun = time.monotonic()
    for sock in hogs:
        sock.close()
    both_are_quick(server, 8, 1)
    assert time.monotonic() - begun < 8 * SLOW
    assert everybody(server) == pids


def test_f12_files_can_be_opened_while_connections_take_all_the_rest(server):
    server.workers = 1
    server.write("static/big.bin", b"x" * 5_000_000)
    server.limits = "per_address = 0"
    server.start(preexec_fn=lambda: resource.setrlimit(
        resource.RLIMIT_NOFILE, (64, 64)))
    hogs = []
    for _ in range(8):
        sock = server.connect_gopher()
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        sock.sendall(b"/static/big.bin\r\n")
        hogs.append(sock)
    idle = [server.connect_gopher() for _ in range(60)]
    assert b"llama" in server.gopher("/a/one", timeout=8)
    for sock in hogs + idle:
        sock.close()


def test_f13_a_log_that_nobody_reads_or_that_is_full_stops_nothing(server):
    read, write = os.pipe()
    server.configure()
    server.process = subprocess.Popen(
        [CHASQUI, "serve", "-c", server.conf], stderr=write,
        stdin=subprocess.DEVNULL)
    os.close(write)
    got = b""
    while b": ready" not in got:
        got += os.read(read, 4096)
    # full: nobody reads on
    for i in range(600):
        server.gopher("/" + "x" * 900)
    assert server.gemini("/a/one").status == 20
    # closed
    os.close(read)
    both_are_quick(server, 1, 3)
    assert server.stop() == 0


def test_f13_f31_a_full_log_device_stops_nothing(server):
    server.top = 'log = "/dev/full"\n'
    server.start(wait=False)

    def answers():
        try:
            return server.gemini("/a/one").status == 20
        except OSError:
            return False
    until(answers)
    both_are_quick(server, 1, 3)


def body(n):
    """An article whose every line tells which version it is of."""
    return f"# Version {n}\n\n" + f"this is {n}\n\n" * 200


def versions(text):
    return set(re.findall(r"(?:Version|this is) (\d+)", text))


def test_f22_atomic_rewrites_are_seen_whole_and_soon(server):
    server.write("articles/moving.md", body(0))
    server.start()
    halt = threading.Event()
    wrong = []

    def read():
        while not halt.is_set():
            got = server.gopher("/a/moving.txt").decode()
            lines = got.count("this is")
            if len(versions(got)) != 1 or lines != 200:
                wrong.append((versions(got), lines, got[:200]))
    threads = [threading.Thread(target=read) for _ in range(3)]
    for t in threads:
        t.start()
    slowest = 0
    try:
        for n in range(1, 12):
            server.write("articles/moving.md", body(n))
            begun = time.monotonic()
            until(lambda: f"Version {n}" in server.gemini("/").text, 2)
            slowest = max(slowest, time.monotonic() - begun)
    finally:
        halt.set()
        for t in threads:
            t.join()
    assert not wrong, wrong[0]
    assert slowest < 2 * SLOW


def test_f23_an_editor_that_truncates_and_writes_slowly(server):
    server.write("articles/moving.md", body(0))
    server.start()
    halt = threading.Event()
    wrong, seen = [], set()

    def read():
        while not halt.is_set():
            got = server.gemini("/a/moving")
            seen.add(got.status)
            if got.status == 20 and (got.text.count("this is") != 200 or
                                     len(versions(got.text)) != 1):
                wrong.append(got.text)
    threads = [threading.Thread(target=read) for _ in range(2)]
    for t in threads:
        t.start()
    text = body(1).encode()
    with open(server.capsule / "articles" / "moving.md", "wb",
              buffering=0) as f:
        for i in range(0, len(text), 100):
            f.write(text[i:i + 100])
            time.sleep(0.03)
    try:
        until(lambda: "Version 1" in server.gemini("/a/moving").text, 2)
    finally:
        halt.set()
        for t in threads:
            t.join()
    assert not wrong, wrong[0]
    assert seen <= {20, 40}


def test_f24_same_size_and_time_but_other_content(server):
    path = server.write("articles/same.md", "# Aaaa\n\nfirst\n")
    stamp = path.stat()
    server.start()
    server.write("articles/same.md", "# Bbbb\n\nother\n")
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert path.stat().st_size == stamp.st_size
    until(lambda: "Bbbb" in server.gemini("/archive/").text +
          server.gemini("/").text + server.gemini("/a/same").text, 2)
    assert "other" in server.gemini("/a/same").text


def test_f25_deleting_adding_and_300_at_once_reach_every_index(server):
    server.start()
    (server.capsule / "articles" / "two.md").unlink()
    until(lambda: "Two" not in server.gemini("/").text, 2)
    assert "Two" not in server.gemini("/t/sea/").text
    assert "Two" not in server.gemini("/atom.xml").text
    assert "Two" not in server.gemini("/search?second").text
    assert server.gemini("/a/two").status in (51, 52)
    for i in range(300):
        server.write(f"articles/many{i}.md",
                     f"---\ntitle: Many {i}\ndate: 2024-06-{1 + i % 28:02}\n"
                     f"topics: [Burst]\n---\n\nword{i}\n")
    until(lambda: server.gemini("/a/many299").status == 20 and
          "300 articles" in server.gemini("/t/burst/").text, 5)
    assert "Many 7" in server.gemini("/search?word7").text


def broken_files(server):
    articles = server.capsule / "articles"
    server.write("articles/broken.md", "---\ntitle: [\n---\n\ntext\n")
    server.write("articles/latin.md", b"# Latin \xe9\xff\n\ntext\n")
    server.write("articles/nul.md", b"# Nul\0\n\nte\0xt\n")
    server.write("articles/huge.md", b"# Huge\n\n" + b"word " * 1_000_000)
    server.write("articles/deep.md", ">" * 100_000 + " x\n")
    server.write("articles/binary.md", os.urandom(100_000))
    server.write("articles/odd name \n\t\x7f.md", "# Odd\n\ntext\n")
    os.mkfifo(articles / "fifo.md")
    os.symlink("loop.md", articles / "loop.md")
    os.symlink(".", articles / "self")
    os.symlink("/etc/passwd", articles / "out.md")
    os.symlink("/etc", articles / "etc")
    os.symlink("/etc/passwd", server.capsule / "static" / "passwd.txt")
    (articles / ".hidden.md").write_text("# Hidden\n")


def test_f26_f27_broken_files_affect_nobody_else(server):
    broken_files(server)
    server.start()
    server.write("articles/later.md", "# Later\n")
    until(lambda: server.gemini("/a/later").status == 20, 2)
    both_are_quick(server, 1)
    for url in ("/", "/archive/", "/atom.xml", "/search?root"):
        text = server.gemini(url).text
        assert "root:" not in text and "Hidden" not in text
    for path in ("/a/out", "/a/etc/passwd", "/static/passwd.txt",
                 "/static/../../etc/passwd", "/a/.hidden", "/a/hidden"):
        got = server.gemini(path)
        assert got.status in (51, 52, 59), path
        assert b"root:" not in server.gopher(path)
    log = server.log()
    for name in ("huge.md", "broken.md"):
        assert 1 <= log.count(name) <= 2, name
    assert all(ord(c) >= 32 or c == "\n" for c in log)


@pytest.mark.skipif(os.geteuid() != 0, reason="wants to become another user")
def test_f28_an_unreadable_file_is_its_own_trouble(server):
    server.top = 'user = "nobody"\n'
    for folder in [server.folder, *server.folder.parents]:
        if str(folder).startswith("/tmp/"):
            folder.chmod(0o755)
    server.start()
    path = server.capsule / "articles" / "one.md"
    path.chmod(0)

    # An error, or the last good text.
    assert server.gemini("/a/one").status in (20, 40)
    assert server.gemini("/a/two").status == 20
    path.chmod(0o644)
    until(lambda: server.gemini("/a/one").status == 20, 2)
    assert b"llama" in server.gemini("/a/one").raw


def mount(*args):
    return subprocess.run(["mount", *args], capture_output=True).returncode == 0


@pytest.fixture
def small_disk(tmp_path):
    """A file system of its own, of 2 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() != 0 or not mount("-t", "tmpfs", "-o", "size=2m", "tmpfs",
                                      folder):
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", folder])


def fill_up(folder):
    path = folder / "filler"
    with open(path, "wb", buffering=0) as f:
        try:
            while f.write(b"x" * 512):
                pass
        except OSError:
            pass
    return path


def test_f29_read_only_content_and_state_are_served(server, small_disk):
    server.start()
    certificate = server.gemini("/").certificate
    server.stop()
    shutil.copytree(server.folder / "state", small_disk / "state",
                    ignore=lambda d, names: [n for n in names if "sock" in n])
    shutil.copytree(server.capsule, small_disk / "capsule")
    assert mount("-o", "remount,ro", small_disk)
    server.state = small_disk / "state"
    server.capsule = small_disk / "capsule"
    server.start()
    assert server.gemini("/").certificate == certificate
    both_are_quick(server, 1, 3)
    until(lambda: "Three" in server.gemini("/").text)
    assert "held in memory" in server.log()


@pytest.mark.parametrize("damage", ["garbage", "cut", "missing", "empty"])
def test_f30_a_damaged_index_is_rebuilt(server, damage):
    server.start()
    until(lambda: "Three" in server.gemini("/").text)
    server.stop()
    index = server.state / "index" / "localhost.db"
    for extra in index.parent.glob("*-wal"):
        extra.unlink()
    data = index.read_bytes()
    if damage == "garbage":
        index.write_bytes(os.urandom(len(data)))
    elif damage == "cut":
        index.write_bytes(data[:len(data) // 2])
    elif damage == "empty":
        index.write_bytes(b"")
    else:
        index.unlink()
    begun = time.monotonic()
    server.start()
    until(lambda: "Three" in server.gemini("/").text and
          server.gemini("/a/one").status == 20, 10)
    assert time.monotonic() - begun < 10 * SLOW


@pytest.mark.parametrize("whole", [False, True])
def test_f30_an_index_that_is_removed_while_it_runs_comes_back(server, whole):
    server.start()
    if whole:
        shutil.rmtree(server.state / "index")
    else:
        for path in (server.state / "index").iterdir():
            path.unlink()
    server.write("articles/later.md", "# Later\n")

    def recovered():
        got = server.gemini("/")
        return got.status == 20 and "Later" in got.text and "Three" in got.text
    until(recovered, 15)


def test_f30_a_whole_state_folder_that_is_removed_comes_back(server):
    server.start()
    until(lambda: "Three" in server.gemini("/").text)
    shutil.rmtree(server.state)

    def recovered():
        return (server.state / "lock").exists() and \
            (server.state / "status.sock").exists() and \
            server.gemini("/").status == 20
    until(recovered, 15)
    assert server.status_text().startswith("chasqui")
    again = subprocess.run([CHASQUI, "serve", "-c", server.conf],
                           capture_output=True, text=True, timeout=10 * SLOW)
    assert again.returncode == 3
    assert "another server" in again.stderr


def test_f31_a_full_disk_stops_nobody_from_reading(server, small_disk):
    server.state = small_disk / "state"
    server.start()
    both_are_quick(server, 1, 2)
    filler = fill_up(small_disk)
    for i in range(40):
        server.write(f"articles/more{i}.md",
                     f"# More {i}\n\n" + "many words here\n" * 200)
    server.wait_log("full", 10)
    both_are_quick(server, 1, 3)
    assert len(server.log()) < 100_000
    filler.unlink()
    until(lambda: server.gemini("/a/more39").status == 20, 15)


def test_f31_a_disk_that_is_full_at_the_start_too(server, small_disk):
    server.state = small_disk / "state"
    fill_up(small_disk)
    server.start()
    until(lambda: "Three" in server.gemini("/").text)
    both_are_quick(server, 1, 2)


def test_f32_timers_do_not_follow_the_clock(server):
    """The clock cannot be set here: but nobody's timer asks it."""
    server.start()
    for pid in server.children():
        for info in pathlib.Path("/proc", str(pid), "fdinfo").iterdir():
            assert "clockid: 0" not in info.read_text()  # CLOCK_REALTIME


def test_killed_under_load_only_the_killed_workers_connections_are_lost(
        server):
    server.limits = "per_address = 0"
    server.start()
    with Load(server, 6) as load:
        for pid in server.children():
            os.kill(pid, signal.SIGKILL)
            time.sleep(0.4)
    assert len(load.failures) <= 6, load.failures
    assert load.done > 50 / SLOW
    assert load.slowest < 3 * SLOW
    both_are_quick(server, 1, 3)


def test_a_capsule_that_is_unmounted_and_back_is_served_again(
        server, tmp_path):
    folder = tmp_path / "mounted"
    folder.mkdir()
    if os.geteuid() != 0 or not mount("--bind", server.capsule, folder):
        pytest.skip("nothing can be mounted here")
    real = server.capsule
    server.capsule = folder
    try:
        server.start()
        assert server.gemini("/a/one").status == 20
        assert subprocess.run(["umount", "-l", folder]).returncode == 0
        time.sleep(1.5)
        assert server.gemini("/static/note.txt").status != 20
        # Who is started meanwhile does not die of it.
        for pid in server.worker_pids():
            os.kill(pid, signal.SIGKILL)
        until(lambda: server.gemini("/a/one").status in (40, 42, 51, 52))
        assert mount("--bind", real, folder)
        until(lambda: server.gemini("/a/one").status == 20 and
              server.gemini("/static/note.txt").status == 20, 8)
    finally:
        subprocess.run(["umount", "-l", folder])


def test_f25_a_renamed_file_answers_at_its_old_address(server):
    server.start()
    until(lambda: "Three" in server.gemini("/").text)
    articles = server.capsule / "articles"
    (articles / "three.md").rename(articles / "drei.md")
    until(lambda: server.gemini("/a/drei").status == 20)
    until(lambda: server.gemini("/a/three").status == 31)
    assert server.gemini("/a/three").meta == "/a/drei"
    assert b"Three" in server.gopher("/a/three")
    server.stop()
    (articles / "drei.md").rename(articles / "tres.md")
    server.start()
    until(lambda: server.gemini("/a/three").meta == "/a/tres")
    assert server.gemini("/a/drei").meta == "/a/tres"
