"""Clients that want to hold what belongs to all: none of them may.

What is measured is counted, or CPU time; readers are only asked to be answered
at all while it goes on.
"""

import hashlib
import os
import pathlib
import re
import select
import socket
import sqlite3
import subprocess
import time
import urllib.parse

import pytest

from conftest import (BUILD, CHASQUI, SANITIZED, SLOW, read_all, tls_context,
                      until)
from test_faults import cpu
from test_titan import make_certificate

TOOLS = BUILD / "tests" / "tools"


def tool(name, *args):
    """Run one of tests/tools; it ends by itself.  Its figures by their names."""
    done = subprocess.run([TOOLS / name, *map(str, args)], check=True,
                          capture_output=True, text=True, timeout=60)
    words = done.stdout.split()
    return dict(zip(words[::2], map(int, words[1::2])))


def begin(name, *args):
    return subprocess.Popen([TOOLS / name, *map(str, args)],
                            stdout=subprocess.DEVNULL)


@pytest.mark.parametrize("version", ["1.3", "1.2"])
@pytest.mark.parametrize("protocol", ["gemini", "gopher"])
def test_handshake_after_handshake_holds_no_worker(server, version, protocol):
    server.workers = 1
    server.start()
    port = getattr(server, f"{protocol}_port")
    flood = begin("tls_flood", port, version, 4, 3)
    answered = 0
    while flood.poll() is None:
        assert server.gemini("/a/one").status == 20
        answered += 1
    assert answered > 5
    assert server.status()['chasqui_limits_total{kind="flood"}'] > 0


@pytest.mark.parametrize("version", ["1.3", "1.2"])
def test_who_goes_on_shaking_hands_is_cut_after_a_few_times(server, version):
    server.start()
    sent = tool("tls_flood", server.gemini_port, version, 1, 2)
    assert sent["cut"] > 0
    # What is in the socket's buffers when it is cut is counted as sent.
    cut = server.status()['chasqui_limits_total{kind="flood"}']
    until(lambda: server.status()["chasqui_connections"] == 0)
    assert cut >= sent["cut"] - 1


def hold(server, connections, addresses, seconds=8, networks=0):
    """Slow readers who hold on; when all of them have asked."""
    server.write("static/big.bin", bytes(4_000_000))
    server.start()
    run = subprocess.Popen(
        [TOOLS / "slow_readers", str(server.gopher_port), "/static/big.bin",
         str(connections), str(addresses), str(seconds), str(networks)],
        stdout=subprocess.PIPE, text=True)
    assert run.stdout.readline() == "holding\n"
    return run


def ask_from(server, address, selector):
    sock = socket.socket()
    sock.bind((address, 0))
    sock.connect(("127.0.0.1", server.gopher_port))
    sock.sendall(selector + b"\r\n")
    return sock


def gopher_from(server, address, selector=b"/a/one"):
    with ask_from(server, address, selector) as sock:
        return read_all(sock)


@pytest.mark.parametrize("workers", [2, 4])
@pytest.mark.parametrize("addresses, networks", [(60, 0), (30, 25)])
def test_slow_readers_from_many_addresses_give_way_to_others(
        server, addresses, networks, workers):
    """Honest readers are answered at once: from an address of their own, and
    from one that slow readers have filled."""
    server.workers = workers
    server.limits = "connections = 600 per_address = 12"
    server.trust = 'trust = {"127.0.0.2"}'
    slow = hold(server, 900, addresses, networks=networks)
    time.sleep(1.2)  # who came a second ago gives no way
    assert server.status()["chasqui_connections"] > 300
    begun = time.monotonic()
    for _ in range(20):
        asked = time.monotonic()
        assert server.gemini("/a/one").status == 20
        assert b"llama" in server.gopher("/a/one")
        assert b"llama" in gopher_from(server, "127.1.0.1")
        assert time.monotonic() - asked < 2 * SLOW
    assert time.monotonic() - begun < 10 * SLOW
    figures = server.status()
    assert figures["chasqui_connections"] <= 600
    assert figures['chasqui_limits_total{kind="dropped"}'] > 0
    slow.terminate()
    slow.wait()


def test_a_64_of_ipv6_is_one_reader(server):
    server.limits = "per_address = 8"
    server.trust = 'trust = {"127.0.0.2"}'
    slow = hold(server, 120, 1, networks=2)
    until(lambda: server.status()["chasqui_connections"] <= 24, 5)
    assert server.status()["chasqui_connections"] == 24
    slow.terminate()
    slow.wait()


def test_after_a_reload_there_are_no_more_connections_than_before(server):
    server.limits = "connections = 40 per_address = 0"
    server.write("static/big.bin", bytes(4_000_000))
    server.start()

    def slow():
        sock = server.connect_gopher()
        sock.sendall(b"/static/big.bin\r\n")
        return sock

    def open_now():
        return server.status()["chasqui_connections"]

    def dropped():
        return server.status()['chasqui_limits_total{kind="dropped"}']
    held = [slow() for _ in range(30)]
    # by chance one worker has more than its half of 40: there some gave way
    until(lambda: open_now() >= 25)
    server.reload()
    until(lambda: "ending" in server.status_text())
    time.sleep(1.1)  # who came a second ago gives no way
    was = dropped()
    held += [slow() for _ in range(16)]
    until(lambda: dropped() > was)
    until(lambda: open_now() <= 40)
    assert server.gemini("/a/one").status == 20
    for sock in held:
        sock.close()


def test_one_address_holds_no_more_than_its_share(server):
    server.limits = "per_address = 16"
    slow = hold(server, 200, 1)

    def open_now():
        return server.status()["chasqui_connections"]
    until(lambda: open_now() <= 16, 5)
    # They are counted until they are closed, not until their answers left.
    for _ in range(10):
        assert open_now() <= 16
        time.sleep(0.05)
    slow.communicate(timeout=30)


def ready(socks):
    return select.select(socks, [], [], 0)[0]


def start_with_a_heavy_page(server):
    """One worker, which knows by now that /a/heavy costs much."""
    server.workers = 1
    server.write("articles/heavy.md", "# Heavy\n\n" +
                 ("- " * 500 + "a [^b]\n\n") * (400_000 // 1010))
    server.start()
    until(lambda: b"Heavy" in server.gopher("/a/heavy"))


@pytest.mark.parametrize("protocol", ["gemini", "gopher"])
def test_who_asks_for_little_does_not_wait_for_all_who_ask_for_much(
        server, protocol):
    start_with_a_heavy_page(server)
    asking = [server.connect_gopher() for _ in range(12)]
    for sock in asking:
        sock.sendall(b"/a/heavy\r\n")
    ask = server.gemini if protocol == "gemini" else server.gopher
    before = len(ready(asking))
    ask("/a/one")
    # of those a turn each at accepting, at the handshake and at asking
    assert len(ready(asking)) - before <= 5
    for sock in asking:
        assert b"Heavy" in read_all(sock)
        sock.close()


def test_who_asks_for_much_waits_for_one_turn_of_each_other_reader(server):
    start_with_a_heavy_page(server)
    asking = [ask_from(server, "127.1.0.1", b"/a/heavy") for _ in range(16)]
    before = len(ready(asking))
    assert b"Heavy" in gopher_from(server, "127.1.0.2", b"/a/heavy")
    # of those a turn each at accepting and at asking, and one of the lap
    assert len(ready(asking)) - before <= 5
    for sock in asking:
        assert b"Heavy" in read_all(sock)
        sock.close()


def was_dropped(sock):
    """Closed without an answer."""
    try:
        return sock in ready([sock]) and not sock.recv(1, socket.MSG_PEEK)
    except ConnectionResetError:
        return True


def test_who_waits_for_turns_gives_way_when_the_server_is_full(server):
    server.limits = "connections = 100 per_address = 0"
    start_with_a_heavy_page(server)
    asking = [ask_from(server, "127.1.0.1", b"/a/heavy") for _ in range(98)]
    single = ask_from(server, "127.1.0.3", b"/a/heavy")
    time.sleep(1.2)  # who came a second ago gives no way
    assert not any(map(was_dropped, asking))
    # as many more as there are, so that those who have their answers are not
    # enough; they ask for nothing yet
    more = [socket.create_connection(("127.0.0.1", server.gopher_port))
            for _ in range(90)]
    until(lambda: any(map(was_dropped, asking)))
    assert b"llama" in gopher_from(server, "127.1.0.2")
    assert b"Heavy" in read_all(single)
    for sock in asking + more + [single]:
        sock.close()


# ---- what costs too much for its size, or stands where it should not ---------

def cpu_of_rendering(path):
    """Seconds of processor time."""
    run = subprocess.Popen([CHASQUI, "render", "--to", "gemtext", path],
                           stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(run.pid, 0)
    run.returncode = status
    assert status == 0
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize("text", ["- " * 500_000 + "a [^b]\n",
                                  "[a b=x" * 166_666 + "\n",
                                  "> " * 500_000 + "a\n",
                                  "*a **b " * 150_000 + "\n"],
                         ids=["lists", "brackets", "quotes", "emphasis"])
def test_a_megabyte_of_anything_is_rendered_in_bounded_time(tmp_path, text):
    path = tmp_path / "odd.md"
    path.write_text(text)
    assert cpu_of_rendering(path) < 3 * SLOW


def test_a_feed_of_odd_articles_is_made_in_bounded_time(server):
    server.write("capsule.conf", 'feed_content = "full"\n')
    for i in range(10):
        server.write(f"articles/odd{i}.md", f"# Odd {i}\n\n" +
                     ("- " * 500 + "a [^b]\n\n") * 300)
    server.start()
    until(lambda: "Odd 9" in server.gemini("/a/odd9").text, 20)
    before = cpu(server.worker_pids())
    assert b"Odd 9" in server.gemini("/atom.xml", timeout=30).body
    assert cpu(server.worker_pids()) - before < 2 * SLOW


def test_a_walk_takes_a_folder_once_and_many_names_of_a_file_are_cheap(server):
    articles = server.capsule / "articles"
    for i in range(15):
        folder = articles / f"folder{i}"
        folder.mkdir(parents=True)
        for j in range(20):
            (folder / f"loop{j}").symlink_to("..")
            (folder / f"side{j}").symlink_to(f"../folder{j % 15}")
    first = server.write("articles/first.md", "# First\n\ntext\n")
    for i in range(1000):
        os.link(first, articles / f"link{i}.md")
    server.start()
    server.write("articles/later.md", "# Later\n")
    until(lambda: server.gemini("/a/later").status == 20, 10)
    assert cpu([server.indexer()]) < 5 * SLOW


BESIDE = ["index.md~", "index.md.bak", "index.md.orig", ".index.md.swp",
          "index.md.tmp", "#index.md#", ".hidden"]


@pytest.mark.parametrize("name", BESIDE)
def test_what_an_editor_leaves_in_a_bundle_is_nobodys_to_read(server, name):
    server.write("articles/trip/index.md", "# Trip\n\nSee [map](map.txt).\n")
    server.write("articles/trip/map.txt", "a map\n")
    (server.capsule / "articles/trip" / name).write_text("SECRET\n")
    server.start()
    until(lambda: server.gemini("/a/trip/map.txt").status == 20)
    quoted = urllib.parse.quote(name)
    assert server.gemini(f"/a/trip/{quoted}").status in (51, 59)
    for selector in (f"/a/trip/{name}", f"/a/trip/{quoted}"):
        assert b"SECRET" not in server.gopher(selector)


def test_files_of_a_draft_bundle_are_nobodys_to_read(server):
    server.write("articles/trip/index.md", "# Trip\n\ntext\n")
    server.write("articles/trip/next/index.md",
                 "---\ntitle: Next\nstatus: draft\ndraft: true\n---\n\ntext\n")
    server.write("articles/trip/next/plan.txt", "SECRET\n")
    server.write("articles/trip/maps/old/one.txt", "a map\n")
    server.start()
    until(lambda: server.gemini("/a/trip").status == 20)
    assert server.gemini("/a/trip/maps/old/one.txt").body == b"a map\n"
    for path in ("/a/trip/next/plan.txt", "/a/next/plan.txt", "/a/next"):
        assert b"SECRET" not in server.gemini(path).body
        assert b"SECRET" not in server.gopher(path)


def test_a_huge_client_certificate_costs_the_handshake_and_no_more(
        server, tmp_path):
    crt, key = tmp_path / "huge.crt", tmp_path / "huge.key"
    names = ",".join(f"DNS:{i}.{'x' * 60}.example" for i in range(800))
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=huge",
                    "-addext", f"subjectAltName={names}", "-keyout", key,
                    "-out", crt], check=True, capture_output=True)
    server.capsule_keys = 'zone "/members/" { }'
    server.start()
    usual = tls_context(make_certificate(tmp_path, "Eva")[0])
    assert server.gemini("/a/one", context=usual).status == 20
    context = tls_context((crt, key))
    before = cpu(server.worker_pids())
    for _ in range(20):
        with pytest.raises(OSError), server.connect_gemini() as plain, \
                server.tls(plain, context) as sock:
            sock.sendall(server.url("/a/one").encode() + b"\r\n")
            if not sock.recv(100):
                raise ConnectionError
    assert cpu(server.worker_pids()) - before < 0.5 * SLOW
    assert server.gemini("/a/one").status == 20


def test_letters_that_turn_a_line_around_are_escaped_in_the_log(server):
    server.top = f'requests = "{server.folder}/requests"\n'
    server.start()
    server.gopher("/a/\u202egnp.exe")
    until(lambda: "gnp" in (server.folder / "requests").read_text())
    assert "\u202e" not in (server.folder / "requests").read_text()


def test_others_on_the_machine_read_no_index_and_no_status(started):
    until(lambda: started.gemini("/a/one").status == 20)
    index = started.state / "index"
    for path in [started.state, index, *index.iterdir(),
                 *started.state.glob("*.sock")]:
        assert not path.lstat().st_mode & 0o007, path


def test_a_link_of_the_capsule_leads_around_no_zone(server):
    server.write("static/members/list.txt", "SECRET\n")
    server.write("articles/minutes.md", "# Minutes\n\nSECRET\n")
    (server.capsule / "static/open.txt").symlink_to("members/list.txt")
    (server.capsule / "static/folder").symlink_to("members")
    (server.capsule / "static/text.txt").symlink_to("../articles/minutes.md")
    server.write("static/more/open.txt", "open\n")
    (server.capsule / "static/also.txt").symlink_to("more/open.txt")
    server.capsule_keys = ('zone "/static/members/" { }\n'
                           'zone "/a/minutes" { }')
    server.start()
    until(lambda: server.gemini("/a/minutes").status == 60)
    for path in ("/static/open.txt", "/static/folder/list.txt",
                 "/static/text.txt", "/static/folder", "/static/members/"):
        assert b"SECRET" not in server.gemini(path).body, path
        assert b"SECRET" not in server.gopher(path), path
        assert b"SECRET" not in server.gopher(path, tls=True), path
    assert server.gemini("/static/also.txt").body == b"open\n"


def test_a_name_that_turns_the_terminal_around_is_escaped(server):
    server.fill()
    server.configure()
    server.write("articles/\u202egnp.md", "---\ntitle: [\n---\n\ntext\n")
    run = subprocess.run([CHASQUI, "check", "-c", server.conf],
                         capture_output=True, text=True)
    assert "gnp.md" in run.stdout + run.stderr
    assert "\u202e" not in run.stdout + run.stderr


# ---- what is imported ---------------------------------------------------------

def bring(source, capsule):
    """Import it in 200 MB of addresses (a child's peak would begin with what
    pytest has); what was said, and seconds of processor time."""
    limit = [] if SANITIZED else ["prlimit", "--as=200000000"]
    run = subprocess.Popen([*limit, BUILD / "chasqui-import", "import", source,
                            capsule], stdout=subprocess.PIPE,
                           stderr=subprocess.STDOUT, text=True)
    said = run.stdout.read()
    run.stdout.close()
    _, status, used = os.wait4(run.pid, 0)
    run.returncode = status
    return said, used.ru_utime + used.ru_stime


FEED = ('<rss version="2.0"><channel><title>t</title><link>http://h/</link>'
        "<item><title>a</title><link>http://h/a</link><guid>g1</guid>"
        "<description>some words</description></item></channel></rss>")


def test_an_imports_own_notes_name_no_file_outside(tmp_path):
    source, capsule = tmp_path / "feed.xml", tmp_path / "capsule"
    victim = tmp_path / "victim"
    victim.write_text("ORIGINAL\n")
    source.write_text(FEED)
    bring(source, capsule)
    notes = sqlite3.connect(capsule / ".chasqui/imported")
    with notes:
        changed = notes.execute(
            "update imported set path = '../victim', written = ?, beside = ''",
            (hashlib.sha256(victim.read_bytes()).hexdigest(),))
        assert changed.rowcount == 1
    notes.close()
    source.write_text(FEED.replace("some words", "other words"))
    bring(source, capsule)
    assert victim.read_text() == "ORIGINAL\n"


@pytest.mark.parametrize("folder", ["articles", ".chasqui"])
def test_an_import_writes_through_no_link(tmp_path, folder):
    source, capsule = tmp_path / "feed.xml", tmp_path / "capsule"
    outside = tmp_path / "outside"
    source.write_text(FEED)
    capsule.mkdir()
    outside.mkdir()
    (capsule / folder).symlink_to("../outside")
    bring(source, capsule)
    assert not list(outside.iterdir())


def test_entities_of_an_export_make_nothing_of_little(tmp_path):
    source = tmp_path / "lol.xml"
    grow = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">'
                   for i in range(1, 9))
    source.write_text(
        f'<!DOCTYPE rss [<!ENTITY l0 "lol">{grow}]>'
        '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/">'
        "<channel><wp:wxr_version>1.2</wp:wxr_version><item><title>&l8;"
        "</title></item></channel></rss>")
    said, cpu_s = bring(source, tmp_path / "capsule")
    assert "entities" in said
    assert cpu_s < 2 * SLOW


def test_a_tag_of_very_many_attributes_is_read_in_bounded_time(tmp_path):
    source = tmp_path / "attributes.html"
    many = " ".join(f"a{i}=b" for i in range(125_000))
    source.write_text(f"<html><body><article><h1>t</h1><p {many}>x</p>"
                      "</article></body></html>")
    assert bring(source, tmp_path / "capsule")[1] < 3 * SLOW


# ---- keys ---------------------------------------------------------------------

def memory(pid):
    """Everything that is mapped into a process."""
    with open(f"/proc/{pid}/mem", "rb") as mem:
        for line in pathlib.Path(f"/proc/{pid}/maps").read_text().splitlines():
            places, rights = line.split()[:2]
            begin, end = (int(x, 16) for x in places.split("-"))
            if "r" not in rights or "[v" in line:
                continue
            try:
                mem.seek(begin)
                yield mem.read(end - begin)
            except (OSError, ValueError):
                pass


def holds(pid, secret):
    return any(secret in part for part in memory(pid))


@pytest.mark.skipif(SANITIZED, reason="its shadow memory is too much to read")
def test_the_indexer_holds_no_keys_after_reloads_neither(server):
    server.start()
    key = server.state / "certificates" / "localhost.key"
    text = subprocess.run(["openssl", "ec", "-in", key, "-noout", "-text"],
                          check=True, capture_output=True, text=True).stdout
    scalar = re.search(r"priv:\s+([0-9a-f:\s]+)pub", text)[1]
    scalar = bytes.fromhex(re.sub(r"[:\s]", "", scalar))[-32:]
    ticket = (server.state / "certificates" / "tickets").read_bytes()[16:80]
    for _ in range(3):
        # A number lies in memory with its lowest byte first.
        assert holds(server.worker_pids()[0], scalar[::-1])
        assert holds(server.worker_pids()[0], ticket)
        for secret in (scalar, scalar[::-1], ticket[:32], ticket[32:],
                       key.read_bytes().splitlines()[1]):
            assert not holds(server.indexer(), secret)
        server.reload()
        until(lambda: "ending" not in server.status_text(), 10)
