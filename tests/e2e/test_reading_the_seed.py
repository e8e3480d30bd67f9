"""The main job: a saved page is imported, served, and read on both protocols."""
import os
import re
import shutil
import signal
import subprocess
import threading

import pytest

from conftest import CHASQUI, until
from test_import import SEED, need, seed_entries

FOLDED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-",
                        "—": "--", "…": "...", "\xa0": " "})


def one_line(text):
    return re.sub(r"\s+", " ", text).strip()


@pytest.fixture
def seeded(server):
    shutil.rmtree(server.capsule)
    run = subprocess.run([CHASQUI, "import", "--topic", "Peru", need(SEED),
                          server.capsule], capture_output=True, timeout=60)
    assert run.returncode == 0, run.stderr
    server.start()
    until(lambda: b"(15)" in server.gopher("/t"))
    return server


def gemini_entries(text):
    """(address, title, excerpt) of each entry of a list page."""
    found = re.findall(r"^=> (/a/\S+) (.+)\n(.+)$", text, re.M)
    return [(a, t, e) for a, t, e in found]


def menu_lines(raw):
    assert raw.endswith(b"\r\n.\r\n")
    lines = [line.split("\t") for line in
             raw.decode().removesuffix(".\r\n").split("\r\n")[:-1]]
    assert all(len(fields) == 4 for fields in lines), lines
    return lines


def test_the_topic_page_on_gemini_is_the_seed_entry_by_entry(seeded):
    page = seeded.gemini("/t/peru/")
    assert page.status == 20 and page.close_notify
    shown, wanted = gemini_entries(page.text), seed_entries()
    assert len(shown) == 15
    for (address, title, excerpt), (headline, whole) in zip(shown, wanted):
        assert title == headline
        cut = excerpt.removesuffix("...").removesuffix(" ...").strip()
        assert one_line(whole).startswith(one_line(cut)[:200])
        article = seeded.gemini(address)
        assert article.status == 20
        assert article.text.startswith(f"# {headline}\n")
        assert one_line(whole) in one_line(article.text)


def test_the_topic_page_on_gopher_is_the_seed_entry_by_entry(seeded):
    lines = menu_lines(seeded.gopher("/t/peru"))
    titles, open_title = [], False
    for fields in lines:
        kind, text = fields[0][0], fields[0][1:]
        if kind == "1" and fields[1].startswith("/a/"):
            titles.append([text, fields[1]])
            open_title = True
        elif kind == "i" and open_title and text and not text.startswith(" "):
            titles[-1][0] += " " + text
        else:
            open_title = False
    wanted = seed_entries()
    assert [t for t, _ in titles] == [w[0].translate(FOLDED) for w in wanted]
    for (_, selector), (_, whole) in zip(titles, wanted):
        text = seeded.gopher(selector + ".txt").decode()
        assert one_line(whole).translate(FOLDED) in one_line(text)


def test_search_ignores_accents_on_both_protocols(seeded):
    asked = seeded.gemini("/search")
    assert asked.status == 10
    hits = seeded.gemini("/search?peru%20libre").text
    menu = seeded.gopher("/search\tperu libre").decode()
    for title, excerpt in seed_entries():
        if "Perú Libre" in excerpt:
            assert title in hits
            assert title.translate(FOLDED)[:40] in menu


def links_of(server, path):
    """Local addresses on a Gemini page, which must be a good one."""
    page = server.gemini(path)
    assert page.status == 20, (path, page.header)
    if not page.meta.startswith("text/gemini"):
        return page.body.decode("utf-8", "replace"), []
    assert len(re.findall(r"^# ", page.text, re.M)) == 1, path
    assert "\n\n\n" not in page.text and "\r" not in page.text, path
    found = re.findall(r"^=> (/\S*)", page.text, re.M)
    return page.text, [a for a in found if not a.startswith("/search")]


def items_of(server, kind, selector):
    """Local items of a Gopher answer, which must be a good one."""
    raw = server.gopher(selector)
    assert not raw.startswith(b"3"), (selector, raw[:80])
    if kind != "1":
        return raw.decode("utf-8", "replace"), []
    lines = menu_lines(raw)
    assert all(len(f[0]) <= 68 for f in lines), selector
    mine = [(f[0][0], f[1]) for f in lines
            if f[3] == str(server.gopher_port) and f[0][0] not in "h7"]
    return raw.decode(), mine


def test_every_page_is_reached_and_what_was_left_out_is_nowhere(seeded):
    texts, seen, queue = [], {"/"}, ["/"]
    while queue:
        text, found = links_of(seeded, queue.pop())
        texts.append(text)
        queue += [a for a in found if a not in seen]
        seen |= set(found)
    menus, queue = {("1", "/")}, [("1", "/")]
    while queue:
        text, found = items_of(seeded, *queue.pop())
        texts.append(text)
        queue += [i for i in found if i not in menus]
        menus |= set(found)
    assert sum(a.startswith("/a/") for a in seen) == 15
    whole = "\n".join(texts)
    for gone in ("assetto corsa mods", "Skip to content"):
        assert gone not in whole
    assert "Sign up for our daily email digest" in whole
    front = seeded.gemini("/").text
    assert front.count("Due to the attacks on our fiscal sponsor") == 1


def test_lynx_curl_and_openssl_read_it(seeded):
    def output(*words, **kw):
        return subprocess.run(words, capture_output=True, timeout=30,
                              **kw).stdout.decode()

    gopher = f"gopher://127.0.0.1:{seeded.gopher_port}"
    title = "Fujimori Also Cried Fraud In 2016"
    assert title in output("lynx", "-dump", "-width=100", f"{gopher}/1/t/peru")
    assert title in output("curl", "-s", f"{gopher}/1/t/peru")
    article = "/a/fujimori-also-cried-fraud-in-2016"
    assert output("curl", "-s", f"{gopher}/0{article}.txt").startswith(title)
    for path, wanted in (("/", "Newest articles"), ("/t/peru/", title),
                         (article, f"# {title}")):
        got = output(
            "openssl", "s_client", "-quiet", "-ign_eof", "-connect",
            f"127.0.0.1:{seeded.gemini_port}", "-servername", "localhost",
            input=seeded.url(path).encode() + b"\r\n")
        assert got.startswith("20 text/gemini") and wanted in got


def test_a_hundred_readers_at_once_while_a_worker_is_killed(seeded):
    whole = {"gemini": seeded.gemini("/t/peru/").raw,
             "gopher": seeded.gopher("/t/peru")}
    wrong, ready = [], threading.Barrier(101)

    def read(i):
        ready.wait()
        for _ in range(3):
            try:
                got = seeded.gemini("/t/peru/").raw if i % 2 else \
                    seeded.gopher("/t/peru")
            except OSError:
                continue  # who was at the killed worker knows that he was
            if got and got != whole["gemini" if i % 2 else "gopher"] and \
                    not whole["gemini" if i % 2 else "gopher"].startswith(got):
                wrong.append(got[:80])

    threads = [threading.Thread(target=read, args=(i,)) for i in range(100)]
    for t in threads:
        t.start()
    ready.wait()
    os.kill(seeded.worker_pids()[0], signal.SIGKILL)
    for t in threads:
        t.join()
    assert not wrong
    until(lambda: seeded.gopher("/t/peru") == whole["gopher"])


@pytest.mark.parametrize("name, content", [
    ("broken.md", b"---\ntitle: [a\n---\nText.\n"),
    ("invalid.md", b"# T\n\n\xff\xfe bytes\n"),
    ("nul.md", b"# T\n\nA \x00 byte\n"),
    ("huge.md", b"# T\n\n" + b"word " * 1100000),
], ids=["broken", "invalid", "nul", "huge"])
def test_a_bad_article_harms_no_other_and_is_named(server, name, content):
    (server.capsule / "articles" / name).write_bytes(content)
    server.start()
    until(lambda: b"llama" in server.gopher("/a/one"))
    assert server.gemini("/a/two").status == 20
    check = subprocess.run([CHASQUI, "check", "-c", server.conf],
                           capture_output=True, text=True, timeout=60)
    assert check.returncode == 1
    assert re.search(rf"{name}:\d+: ", check.stderr)
