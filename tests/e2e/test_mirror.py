"""`chasqui mirror`, and importing from addresses, against a loopback site."""

import gzip
import http.server
import os
import pathlib
import re
import shutil
import signal
import socket
import struct
import subprocess
import threading
import time
import zlib

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))

HEAD = ('<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        "<title>The Harbour Gazette</title>")
TAIL = "</channel></rss>\n"


def item(n, text="The first ship has come in.", title=None):
    title = title or f"Ship {n}"
    return (f"<item><title>{title}</title><link>{{site}}/ship-{n}</link>"
            f"<guid>g{n}</guid><category>Harbour</category>"
            f"<pubDate>{n:02d} Jun 2021 08:00:00 GMT</pubDate>"
            f"<content:encoded><![CDATA[<p>{text}</p>]]></content:encoded>"
            "</item>")


def feed(*items):
    return HEAD + "".join(items) + TAIL


def page(text, title="Ship 1", more=""):
    words = "".join(f"<p>{text} Paragraph {i} says more of the ships that "
                    "came in, of their cargo, and of the tide.</p>"
                    for i in range(5))
    return (f"<!doctype html><html><head><title>{title}</title></head><body>"
            "<nav><a href=/>Home</a><a href=/about>About</a></nav>"
            f"<article><h1>{title}</h1>{words}{more}</article></body></html>")


def png(size):
    """A picture of about that many bytes."""
    def chunk(name, data):
        return (struct.pack(">I", len(data)) + name + data +
                struct.pack(">I", zlib.crc32(name + data)))
    return (b"\x89PNG\r\n\x1a\n" +
            chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(b"\0\0")) +
            chunk(b"tEXt", b"x" * size) + chunk(b"IEND", b""))


class Site:
    """A web site.  pages: path to an answer, a function of the request to
    one, or text.  An answer is status, fields, body."""

    def __init__(self):
        self.pages, self.asked, self.held = {}, [], threading.Event()
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self):
                site.asked.append((self.command, self.path, self.headers))
                page = site.pages.get(self.path, (404, {}, "no such page"))
                if callable(page):
                    page = page(self)
                if page is None:
                    return
                if isinstance(page, (str, bytes)):
                    page = (200, {}, page)
                status, fields, body = page
                if isinstance(body, str):
                    body = body.replace("{site}", site.url).encode()
                self.send_response(status)
                fields = {"Content-Length": str(len(body)), **fields}
                for name, value in fields.items():
                    if value is not None:
                        self.send_header(name, value)
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            do_GET = do_HEAD = answer

            def log_message(self, *args):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *args):
                pass # readers who go away

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever,
                         kwargs={"poll_interval": 0.02}, daemon=True).start()

    def paths(self, robots=False):
        """What was asked for since the last time, and is now forgotten."""
        asked = [p for _, p, _ in self.asked if robots or p != "/robots.txt"]
        self.asked.clear()
        return asked

    def last(self, path):
        return [f for _, p, f in self.asked if p == path][-1]

    def stop(self):
        self.held.set()
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def site():
    s = Site()
    yield s
    s.stop()


@pytest.fixture
def other():
    s = Site()
    yield s
    s.stop()


class Mirror:
    def __init__(self, folder):
        self.root = folder / "capsule"
        self.root.mkdir()
        self.conf = folder / "chasqui.conf"
        self.conf.write_text('state = "state"\n'
                             'capsule "localhost" { root = "capsule" '
                             'allow_private = true }\n')
        self.command = [BUILD / "chasqui", "mirror", "-c", self.conf]

    def follow(self, url, more="", top="", name="news"):
        self.configure(top + self.source(name, url, more))

    def source(self, name, url, more=""):
        return f'source "{name}" {{ url = "{url}" delay = 0 {more} }}\n'

    def configure(self, text):
        (self.root / "capsule.conf").write_text(text)

    def run(self, status=0, options=()):
        r = subprocess.run([*self.command, *options], capture_output=True,
                           text=True, timeout=60)
        assert r.returncode == status, r.stderr
        return r.stderr

    def files(self):
        return sorted(str(p.relative_to(self.root))
                      for p in self.root.glob("*/**/*")
                      if p.is_file() and ".chasqui" not in p.parts)

    def read(self, path):
        return (self.root / path).read_text()

    def snapshot(self):
        return {f: ((self.root / f).read_bytes(),
                    (self.root / f).stat().st_mtime_ns)
                for f in self.files()}


@pytest.fixture
def mirror(tmp_path):
    return Mirror(tmp_path)


ONE, TWO = "articles/2021/06/ship-1.md", "articles/2021/06/ship-2.md"


def conditional(text, etag='"v1"', modified="Fri, 11 Jun 2021 08:00:00 GMT"):
    """Answers 304 to who has it."""
    def answer(request):
        fields = {"ETag": etag, "Last-Modified": modified}
        if request.headers.get("If-None-Match") == etag:
            return 304, {**fields, "Content-Length": None}, ""
        return 200, fields, text
    return answer


# ---- feeds ----

def test_the_first_fetch_brings_every_item(site, mirror):
    site.pages["/feed"] = feed(item(1), item(2))
    mirror.follow(f"{site.url}/feed")
    said = mirror.run()
    assert mirror.files() == [ONE, TWO]
    text = mirror.read(ONE)
    assert 'title: "Ship 1"' in text and f"{site.url}/ship-1" in text
    assert "The first ship has come in." in text
    assert "chasqui: news: 2 new, 0 changed, 0 unchanged" in said
    assert re.search(r"; \d+ bytes fetched, \d+ bytes saved\n$", said)


def test_what_has_not_changed_is_not_transferred(site, mirror):
    site.pages["/feed"] = conditional(feed(item(1)))
    mirror.follow(f"{site.url}/feed")
    mirror.run()
    before = mirror.snapshot()
    said = mirror.run()
    asked = site.last("/feed")
    assert asked["If-None-Match"] == '"v1"'
    assert asked["If-Modified-Since"] == "Fri, 11 Jun 2021 08:00:00 GMT"
    assert "news: nothing new" in said
    saved = int(re.search(r"(\d+) bytes saved", said)[1])
    assert saved >= len(feed(item(1)))
    assert mirror.snapshot() == before


def test_a_site_that_knows_no_validators_changes_nothing_either(site, mirror):
    site.pages["/feed"] = feed(item(1), item(2))
    mirror.follow(f"{site.url}/feed")
    mirror.run()
    before = mirror.snapshot()
    assert "0 new, 0 changed, 2 unchanged" in mirror.run()
    assert mirror.snapshot() == before


def test_other_settings_are_a_reason_to_read_the_feed_again(site, mirror):
    site.pages["/feed"] = conditional(feed(item(1), item(2)))
    mirror.follow(f"{site.url}/feed", "limit = 1")
    assert "1 new" in mirror.run()
    assert mirror.files() == [TWO], "the newest is taken first"
    mirror.follow(f"{site.url}/feed", "limit = 2")
    assert "1 new, 0 changed, 1 unchanged" in mirror.run()


def test_the_topic_of_a_source_is_added(site, mirror):
    site.pages["/feed"] = feed(item(1))
    mirror.follow(f"{site.url}/feed", 'topic = "Peru"')
    mirror.run()
    topics = re.search(r"topics:.*?(?=\n\w|\n---)", mirror.read(ONE), re.S)[0]
    assert "Peru" in topics and "Harbour" in topics


def test_a_compressed_feed_counts_what_it_saves(site, mirror):
    plain = feed(*(item(n, "The tide. " * 100) for n in range(1, 9)))
    body = gzip.compress(plain.replace("{site}", site.url).encode())
    site.pages["/feed"] = 200, {"Content-Encoding": "gzip"}, body
    mirror.follow(f"{site.url}/feed")
    said = mirror.run()
    assert "gzip" in site.last("/feed")["Accept-Encoding"]
    assert "8 new" in said
    assert int(re.search(r"(\d+) bytes saved", said)[1]) > 6000


def test_a_changed_item_is_written_anew(site, mirror):
    site.pages["/feed"] = feed(item(1), item(2))
    mirror.follow(f"{site.url}/feed")
    mirror.run()
    site.pages["/feed"] = feed(item(1, "It has sunk."), item(2))
    assert "0 new, 1 changed, 1 unchanged" in mirror.run()
    assert "It has sunk." in mirror.read(ONE)


def test_an_item_that_was_edited_here_stays(site, mirror):
    site.pages["/feed"] = feed(item(1))
    mirror.follow(f"{site.url}/feed")
    mirror.run()
    mine = mirror.read(ONE) + "\nOur own words.\n"
    (mirror.root / ONE).write_text(mine)
    site.pages["/feed"] = feed(item(1, "It has sunk."))
    said = mirror.run()
    assert mirror.read(ONE) == mine
    assert "It has sunk." in mirror.read(ONE + ".new")
    assert f"{ONE}: edited here" in said and "1 beside an edited file" in said
    assert "1 unchanged, 0 beside" in mirror.run(), "it is said once"


def test_an_item_that_was_removed_here_stays_away(site, mirror):
    site.pages["/feed"] = feed(item(1))
    mirror.follow(f"{site.url}/feed")
    mirror.run()
    (mirror.root / ONE).unlink()
    site.pages["/feed"] = feed(item(1, "It has sunk."))
    mirror.run()
    assert mirror.files() == []


def test_an_item_that_the_feed_forgets_stays_here(site, mirror):
    site.pages["/feed"] = feed(item(1))
    mirror.follow(f"{site.url}/feed")
    mirror.run()
    site.pages["/feed"] = feed(item(2))
    mirror.run()
    assert mirror.files() == [ONE, TWO]


# ---- redirects ----

def test_a_move_for_good_is_remembered_until_it_fails(site, mirror):
    site.pages["/feed"] = 301, {"Location": "/new"}, ""
    site.pages["/new"] = conditional(feed(item(1)))
    mirror.follow(f"{site.url}/feed")
    assert f"has moved for good to {site.url}/new" in mirror.run()
    assert site.paths() == ["/feed", "/new"]
    assert "nothing new" in mirror.run()
    assert site.paths() == ["/new"]
    site.pages["/new"] = 410, {}, "gone"
    mirror.run(status=1)
    site.pages["/feed"] = feed(item(1), item(2))
    site.paths()
    assert "1 new" in mirror.run()
    assert site.paths() == ["/feed"]


def test_a_move_for_now_is_not_remembered(site, mirror):
    site.pages["/feed"] = 302, {"Location": "/now"}, ""
    site.pages["/now"] = feed(item(1))
    mirror.follow(f"{site.url}/feed")
    assert "moved" not in mirror.run()
    mirror.run()
    assert site.paths() == ["/feed", "/now"] * 2


def test_redirects_without_an_end_are_left(site, mirror):
    site.pages["/feed"] = 302, {"Location": "/feed"}, ""
    mirror.follow(f"{site.url}/feed")
    assert "redirects" in mirror.run(status=1)
    assert len(site.paths()) < 12


@pytest.mark.parametrize("target", [
    "file:///etc/passwd", "gopher://127.0.0.1:70/", "ftp://127.0.0.1/x"])
def test_redirects_to_other_schemes_are_refused(site, mirror, target):
    site.pages["/feed"] = 302, {"Location": target}, ""
    mirror.follow(f"{site.url}/feed", "allow_private = true")
    mirror.run(status=1)
    assert mirror.files() == []


@pytest.mark.parametrize("host", [
    "127.0.0.1", "localhost", "[::1]", "127.1", "2130706433", "0x7f000001",
    "0.0.0.0", "[::ffff:127.0.0.1]"])
def test_redirects_to_private_addresses_are_refused(site, other, mirror, host):
    other.pages["/secret"] = feed(item(1))
    site.pages["/feed"] = 301, {
        "Location": f"http://{host}:{other.port}/secret"}, ""
    mirror.follow(f"{site.url}/feed")
    assert "private address" in mirror.run(status=1)
    assert other.asked == [] and mirror.files() == []


def test_private_addresses_are_allowed_by_the_configuration(
        site, other, mirror):
    other.pages["/feed"] = feed(item(1))
    site.pages["/feed"] = 302, {"Location": f"{other.url}/feed"}, ""
    mirror.follow(f"{site.url}/feed", "allow_private = true")
    assert "1 new" in mirror.run()


def test_private_addresses_need_the_operators_word(site, mirror):
    site.pages["/feed"] = feed(item(1))
    mirror.conf.write_text(mirror.conf.read_text().replace("true", "false"))
    mirror.follow(f"{site.url}/feed", "allow_private = true")
    said = mirror.run(status=1)
    assert "private address" in said
    assert mirror.files() == [] and site.paths() == []


def test_names_of_private_addresses_are_none_that_are_named(site, mirror):
    """Only an address, or localhost, says that it is meant."""
    name = socket.gethostname()
    try:
        if not socket.gethostbyname(name).startswith("127."):
            pytest.skip("this machine's name is not its loopback address")
    except OSError:
        pytest.skip("this machine has no name")
    if name == "localhost":
        pytest.skip("this machine has no other name")
    site.pages["/feed"] = feed(item(1))
    mirror.follow(f"http://{name}:{site.port}/feed")
    assert "private address" in mirror.run(status=1)


# ---- what goes wrong ----

def unchanged_after(site, mirror, answer, more=""):
    """A run that fails, between two that do not; what it said."""
    site.pages["/feed"] = feed(item(1))
    mirror.follow(f"{site.url}/feed", more)
    mirror.run()
    before = mirror.snapshot()
    site.pages["/feed"] = answer
    said = mirror.run(status=1)
    assert mirror.snapshot() == before
    return said


@pytest.mark.parametrize("status", [400, 403, 404, 410, 500, 502, 504])
def test_an_error_changes_nothing(site, mirror, status):
    said = unchanged_after(site, mirror, (status, {}, feed(item(2))))
    assert f"{site.url}/feed: answers {status}" in said
    assert "news: not fetched, nothing changed" in said
    site.pages["/feed"] = feed(item(1), item(2))
    assert "1 new" in mirror.run()


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_wants_a_moment_gets_it(site, mirror, status):
    times = []

    def answer(request):
        times.append(time.monotonic())
        if len(times) == 1:
            return status, {"Retry-After": "1"}, ""
        return 200, {}, feed(item(1))

    site.pages["/feed"] = answer
    mirror.follow(f"{site.url}/feed")
    assert "1 new" in mirror.run()
    assert times[1] - times[0] >= 1


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_wants_long_is_left_alone_in_later_runs(
        site, mirror, status):
    said = unchanged_after(site, mirror, (status, {"Retry-After": "900"}, ""))
    assert f"answers {status}, and to ask again in 900 seconds" in said
    site.paths()
    said = mirror.run(status=1)
    assert "wants to be left alone for another" in said
    assert site.paths(robots=True) == []


def test_a_host_is_left_alone_even_before_anything_came(site, mirror):
    site.pages["/feed"] = 429, {"Retry-After": "3600"}, ""
    mirror.follow(f"{site.url}/feed")
    mirror.run(status=1)
    site.pages["/feed"] = feed(item(1))
    assert "left alone" in mirror.run(status=1)
    assert len(site.paths()) == 1 and mirror.files() == []


def test_a_person_may_ask_at_once_and_is_told_so(site, mirror):
    site.pages["/feed"] = 429, {"Retry-After": "3600"}, ""
    mirror.follow(f"{site.url}/feed")
    mirror.run(status=1)
    site.pages["/feed"] = feed(item(1))
    said = mirror.run(options=["--now"])
    assert "asked at once" in said and "1 new" in said
    assert mirror.files() == [ONE]


def test_a_dry_run_says_what_would_be_done_and_does_nothing(site, mirror):
    site.pages["/feed"] = conditional(feed(item(1), item(2)))
    mirror.follow(f"{site.url}/feed")
    said = mirror.run(options=["--dry-run"])
    assert "would be: 2 new" in said
    assert mirror.files() == [] and not (mirror.root / ".chasqui").exists()
    assert "2 new" in mirror.run()
    before = mirror.snapshot()
    site.pages["/feed"] = feed(item(1, "Another text."), item(2))
    assert "would be: 0 new, 1 changed, 1 unchanged" in mirror.run(
        options=["-n"])
    assert mirror.snapshot() == before
    assert "1 changed" in mirror.run()


def test_the_outcome_of_each_source_is_noted_for_the_status(site, mirror):
    site.pages["/feed"] = feed(item(1))
    mirror.follow(f"{site.url}/feed")
    before = int(time.time())
    mirror.run()
    tried, succeeded, later, name, reason = (
        mirror.read(".chasqui/sources").rstrip("\n").split("\t"))
    assert before <= int(tried) == int(succeeded) <= time.time()
    assert (later, name, reason) == ("0", "news", "")
    site.pages["/feed"] = 429, {"Retry-After": "3600"}, ""
    mirror.run(status=1)
    failed = mirror.read(".chasqui/sources").rstrip("\n").split("\t")
    assert failed[1] == succeeded and int(failed[2]) > time.time() + 3000
    assert "ask again in 3600 seconds" in failed[4]


def test_a_busy_host_that_does_not_say_how_long_is_left_alone(site, mirror):
    assert "it is busy" in unchanged_after(site, mirror, (503, {}, ""))
    site.paths()
    mirror.run(status=1)
    assert site.paths(robots=True) == []


def test_a_site_that_does_not_answer_is_given_up(site, mirror):
    def silent(request):
        site.held.wait(20)

    start = time.monotonic()
    said = unchanged_after(site, mirror, silent, "timeout = 1")
    assert "does not answer in time" in said
    assert time.monotonic() - start < 10


def test_an_answer_that_stops_in_the_middle_is_given_up(site, mirror):
    def stopping(request):
        request.send_response(200)
        request.send_header("Content-Length", "100000")
        request.end_headers()
        request.wfile.write(feed(item(2)).encode())
        request.wfile.flush()
        site.held.wait(20)

    said = unchanged_after(site, mirror, stopping, "timeout = 1")
    assert "does not answer in time" in said


def test_a_truncated_body_changes_nothing(site, mirror):
    body = feed(item(2))
    said = unchanged_after(
        site, mirror, (200, {"Content-Length": "100000"}, body))
    assert "ended before all of it was here" in said


@pytest.mark.parametrize("cut", [40, len(HEAD), -10, -len(TAIL)])
def test_a_feed_without_its_end_changes_nothing(site, mirror, cut):
    """As it comes from servers that do not say how long it is."""
    body = feed(item(1, "Cut."), item(2))[:cut]
    said = unchanged_after(site, mirror, (200, {"Content-Length": None}, body))
    assert "nothing is taken" in said


@pytest.mark.parametrize("body", [
    page("Log in to the wireless network of this hotel.", more="</rss>"),
    "Database error.\n\nTry again later.\n", "", '{"items": [{"id": "1"',
    "\0\0\0", "<rss></rss>"],
    ids=["a page", "words", "nothing", "half", "zeros", "none"])
def test_what_is_no_feed_changes_nothing(site, mirror, body):
    site.pages["/feed"] = feed(item(1))
    mirror.follow(f"{site.url}/feed")
    mirror.run()
    before = mirror.snapshot()
    site.pages["/feed"] = body
    subprocess.run(mirror.command, capture_output=True, timeout=60)
    assert {k: v for k, v in mirror.snapshot().items() if k in before} == before
    assert len(mirror.files()) <= 1


def test_a_body_beyond_the_limit_is_not_fetched(site, mirror):
    """What is announced is not begun, what is not is not finished."""
    big = 33 << 20
    said = unchanged_after(
        site, mirror, (200, {"Content-Length": str(big)}, HEAD))
    assert "is larger than" in said
    bomb = gzip.compress(HEAD.encode() + b" " * big)
    said = unchanged_after(
        site, mirror, (200, {"Content-Encoding": "gzip"}, bomb))
    assert "is larger than" in said


def test_a_connection_that_is_refused_changes_nothing(site, mirror):
    site.pages["/feed"] = feed(item(1))
    mirror.follow(f"{site.url}/feed")
    mirror.run()
    before = mirror.snapshot()
    site.stop()
    assert "cannot be fetched" in mirror.run(status=1)
    assert mirror.snapshot() == before


def test_a_source_that_fails_does_not_keep_the_others(site, other, mirror):
    site.pages["/feed"] = 500, {}, ""
    other.pages["/feed"] = feed(item(1))
    mirror.configure(mirror.source("bad", f"{site.url}/feed") +
                     mirror.source("worse", "http://127.0.0.1:1/feed") +
                     mirror.source("good", f"{other.url}/feed"))
    said = mirror.run(status=1)
    assert "bad: not fetched" in said and "worse: not fetched" in said
    assert "good: 1 new" in said and mirror.files() == [ONE]


def test_a_capsule_without_sources_has_nothing_to_do(mirror):
    assert mirror.run() == ""


# ---- robots.txt ----

def test_what_robots_txt_forbids_is_not_asked_for(site, mirror):
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /feed\n"
    site.pages["/feed"] = feed(item(1))
    mirror.follow(f"{site.url}/feed")
    said = mirror.run(status=1)
    assert f"is forbidden by {site.url}/robots.txt" in said
    assert site.paths(robots=True) == ["/robots.txt"]
    mirror.follow(f"{site.url}/feed", "robots = false")
    assert "1 new" in mirror.run()


def test_robots_txt_is_asked_for_once_a_day(site, mirror):
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /private\n"
    site.pages["/feed"] = feed(item(1))
    mirror.follow(f"{site.url}/feed")
    mirror.run()
    mirror.run()
    assert site.paths(robots=True) == ["/robots.txt", "/feed", "/feed"]


def test_a_robots_txt_that_cannot_be_read_forbids_all(site, mirror):
    site.pages["/robots.txt"] = 500, {}, ""
    site.pages["/feed"] = feed(item(1))
    mirror.follow(f"{site.url}/feed")
    assert "robots.txt cannot be read" in mirror.run(status=1)
    assert site.paths() == []


def test_hosts_get_their_pause(site, mirror):
    times = []
    site.pages["/feed"] = lambda r: (times.append(time.monotonic()) or
                                     (302, {"Location": "/new"}, ""))
    site.pages["/new"] = lambda r: (times.append(time.monotonic()) or
                                    (200, {}, feed(item(1))))
    mirror.configure(f'source "x" {{ url = "{site.url}/feed" delay = 1 '
                     "robots = false }\n")
    mirror.run()
    assert times[1] - times[0] >= 0.99


# ---- full text ----

def test_full_brings_the_text_of_the_pages(site, mirror):
    site.pages["/feed"] = feed(item(1, "Only the beginning ..."))
    site.pages["/ship-1"] = conditional(page("The whole story."), '"p1"')
    mirror.follow(f"{site.url}/feed", "full = true")
    assert "1 new" in mirror.run()
    text = mirror.read(ONE)
    assert "Paragraph 4" in text and "Only the beginning" not in text
    assert "About" not in text and "partial: true" not in text
    # a new version of the item: its page is asked for conditionally
    site.pages["/feed"] = feed(item(1, "Only a new beginning ..."))
    before = mirror.snapshot()
    site.paths()
    assert "1 unchanged" in mirror.run()
    assert site.last("/ship-1")["If-None-Match"] == '"p1"'
    assert mirror.snapshot() == before
    site.pages["/feed"] = feed(item(1, "Only the third beginning ..."))
    site.pages["/ship-1"] = conditional(page("The new story."), '"p2"')
    assert "1 changed" in mirror.run()
    assert "The new story." in mirror.read(ONE)


def test_pages_of_items_that_are_known_are_not_asked_for(site, mirror):
    site.pages["/feed"] = feed(item(1), item(2))
    site.pages["/ship-1"] = page("The whole story.")
    site.pages["/ship-2"] = page("The whole story.", "Ship 2")
    mirror.follow(f"{site.url}/feed", "full = true")
    mirror.run()
    site.paths()
    mirror.run()
    assert site.paths() == ["/feed"]


@pytest.mark.parametrize("named", ["", ' encoding="UTF-8"'])
def test_a_feed_has_the_servers_charset_where_it_names_no_true_one(
        site, mirror, named):
    text = feed(item(1, "Привет")).replace(' encoding="UTF-8"', named)
    site.pages["/feed"] = (200, {"Content-Type": "text/xml; charset=koi8-r"},
                           text.encode("koi8-r"))
    mirror.follow(f"{site.url}/feed")
    mirror.run()
    assert "Привет" in mirror.read(ONE)


def test_a_page_in_another_encoding_is_understood(site, mirror):
    site.pages["/feed"] = feed(item(1, "Only the beginning ..."))
    site.pages["/ship-1"] = (
        200, {"Content-Type": "text/html; charset=koi8-r"},
        page("Порт открыт.").encode("koi8-r"))
    mirror.follow(f"{site.url}/feed", "full = true")
    mirror.run()
    assert "Порт открыт." in mirror.read(ONE)


@pytest.mark.parametrize("answer", [
    (404, {}, ""), (200, {}, ""), conditional("<p>Nothing.")],
    ids=["missing", "empty", "no article"])
def test_without_its_page_an_item_has_the_feeds_words(site, mirror, answer):
    site.pages["/feed"] = feed(item(1, "Only the beginning ..."))
    site.pages["/ship-1"] = answer
    mirror.follow(f"{site.url}/feed", "full = true")
    mirror.run()
    assert "Only the beginning" in mirror.read(ONE)
    site.pages["/feed"] = feed(item(1, "Only a new beginning ..."))
    mirror.run()
    assert "Only a new beginning" in mirror.read(ONE)


def test_a_page_that_fails_is_asked_for_again(site, mirror):
    site.pages["/feed"] = conditional(feed(item(1, "Only the beginning ...")))
    site.pages["/ship-1"] = 500, {}, ""
    mirror.follow(f"{site.url}/feed", "full = true")
    mirror.run(status=1)
    assert "Only the beginning" in mirror.read(ONE)
    site.pages["/ship-1"] = page("The whole story.")
    assert "1 changed" in mirror.run()
    assert "The whole story." in mirror.read(ONE)
    site.paths()
    assert "nothing new" in mirror.run()


def test_a_page_that_fails_later_leaves_the_whole_text(site, mirror):
    site.pages["/feed"] = feed(item(1, "Only the beginning ..."))
    site.pages["/ship-1"] = page("The whole story.")
    mirror.follow(f"{site.url}/feed", "full = true")
    mirror.run()
    before = mirror.snapshot()
    site.pages["/feed"] = feed(item(1, "Only a new beginning ..."))
    site.pages["/ship-1"] = 500, {}, ""
    mirror.run(status=1)
    assert mirror.snapshot() == before


def test_a_page_of_a_private_host_is_not_fetched(site, other, mirror):
    other.pages["/ship-1"] = page("A secret.")
    site.pages["/feed"] = feed(item(1).replace("{site}", other.url))
    mirror.follow(f"{site.url}/feed", "full = true")
    assert "private address" in mirror.run()
    assert other.asked == []


# ---- pictures ----

def shown(path="/boat.png", alt="A boat"):
    return f"<img src='{path}' alt='{alt}'> came in."


def test_pictures_are_linked_with_their_size(site, mirror):
    site.pages["/feed"] = feed(item(1, shown()))
    site.pages["/boat.png"] = png(5000)
    mirror.follow(f"{site.url}/feed")
    mirror.run()
    assert f"![A boat (6 KB)]({site.url}/boat.png)" in mirror.read(ONE)
    assert [m for m, p, _ in site.asked if p == "/boat.png"] == ["HEAD"]


def test_pictures_are_kept_as_they_are(site, mirror):
    site.pages["/feed"] = feed(item(1, shown()), item(2, shown()))
    site.pages["/boat.png"] = png(5000)
    mirror.follow(f"{site.url}/feed", top='images = "keep"\n')
    assert "2 pictures kept, 0 linked" in mirror.run()
    kept = [f for f in mirror.files() if f.startswith("static/")]
    assert len(kept) == 1
    assert (mirror.root / kept[0]).read_bytes() == png(5000)
    assert f"![A boat](/{kept[0]})" in mirror.read(ONE)
    assert site.paths().count("/boat.png") == 1
    site.pages["/feed"] = feed(item(1, shown() + " Again."))
    mirror.run()
    assert "/boat.png" not in site.paths(), "it is here already"


def test_pictures_are_dropped(site, mirror):
    site.pages["/feed"] = feed(item(1, shown()))
    mirror.follow(f"{site.url}/feed", top='images = "drop"\n')
    mirror.run()
    assert "boat" not in mirror.read(ONE) and "came in." in mirror.read(ONE)
    assert site.paths() == ["/feed"]


def test_a_picture_that_is_too_large_stays_a_link(site, mirror):
    site.pages["/feed"] = feed(item(1, shown()))
    site.pages["/boat.png"] = png(5000)
    mirror.follow(f"{site.url}/feed", top='images = "keep" images_max = 4\n')
    assert "0 pictures kept, 1 linked" in mirror.run()
    assert f"![A boat (6 KB)]({site.url}/boat.png)" in mirror.read(ONE)
    assert mirror.files() == [ONE]


@pytest.mark.parametrize("answer", [
    (404, {}, ""), (200, {"Content-Type": "image/png"}, page("No picture.")),
    (302, {"Location": "file:///etc/passwd"}, "")])
def test_what_is_no_picture_is_not_kept(site, mirror, answer):
    site.pages["/feed"] = feed(item(1, shown()))
    site.pages["/boat.png"] = answer
    mirror.follow(f"{site.url}/feed", top='images = "keep"\n')
    mirror.run()
    assert mirror.files() == [ONE]
    assert f"![A boat]({site.url}/boat.png)" in mirror.read(ONE)


def test_a_pictures_address_cannot_lead_out_of_the_folder(site, mirror):
    path = "/..%2f..%2f..%2farticles/..%5cx.md"
    site.pages["/feed"] = feed(item(1, shown(path)))
    site.pages[path] = png(50)
    mirror.follow(f"{site.url}/feed", top='images = "keep"\n')
    mirror.run()
    others = [f for f in mirror.files() if f != ONE]
    assert len(others) == 1
    assert re.fullmatch(r"static/img/127-0-0-1/[a-z0-9-]+\.png", others[0])


def test_a_picture_that_fails_is_asked_for_again(site, mirror):
    site.pages["/feed"] = conditional(feed(item(1, shown())))
    site.pages["/boat.png"] = 500, {}, ""
    mirror.follow(f"{site.url}/feed", top='images = "keep"\n')
    mirror.run()
    assert f"![A boat]({site.url}/boat.png)" in mirror.read(ONE)
    site.pages["/boat.png"] = png(50)
    assert "1 changed" in mirror.run()
    assert "![A boat](/static/img/" in mirror.read(ONE)


# ---- cut short ----

@pytest.mark.parametrize("at", [1, 3, 5])
def test_a_run_that_is_killed_loses_nothing(site, mirror, at):
    items = [item(n, "Only the beginning ...") for n in range(1, 7)]
    boat = "<p><img src='/boat.png' alt='A boat'></p>"
    site.pages["/feed"] = conditional(feed(*items))
    site.pages["/boat.png"] = png(500)
    reached = threading.Event()

    def slow(request):
        reached.set()
        site.held.wait(20)

    for n in range(1, 7):
        site.pages[f"/ship-{n}"] = page("The whole story.", f"Ship {n}", boat)
    site.pages[f"/ship-{7 - at}"] = slow
    mirror.follow(f"{site.url}/feed", "full = true", 'images = "keep"\n')
    run = subprocess.Popen(mirror.command, stderr=subprocess.DEVNULL,
                           start_new_session=True)
    assert reached.wait(20)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    site.held.set()
    before = [f for f in mirror.files() if f.endswith(".md")]
    assert len(before) == at - 1
    site.pages[f"/ship-{7 - at}"] = page(
        "The whole story.", f"Ship {7 - at}", boat)
    site.paths()
    said = mirror.run()
    assert f"{7 - at} new, 0 changed, {at - 1} unchanged" in said
    asked = site.paths()
    assert len([p for p in asked if p.startswith("/ship-")]) == 7 - at
    assert len(mirror.files()) == 7
    # and what was written before is known as ours: a change replaces it
    site.pages["/feed"] = conditional(feed(*(
        item(n, "New.") for n in range(1, 7))), '"v2"')
    for n in range(1, 7):
        site.pages[f"/ship-{n}"] = page("The new story.", f"Ship {n}", boat)
    assert "6 changed" in mirror.run()
    assert len(mirror.files()) == 7


def test_what_is_remembered_can_be_damaged_or_deleted(site, mirror):
    site.pages["/feed"] = conditional(feed(item(1)))
    mirror.follow(f"{site.url}/feed")
    mirror.run()
    before = mirror.snapshot()
    fetched = mirror.root / ".chasqui/fetched"
    fetched.write_bytes(b"\xff" * 5000)
    assert "0 new, 0 changed, 1 unchanged" in mirror.run()
    fetched.unlink()
    assert "0 new, 0 changed, 1 unchanged" in mirror.run()
    assert mirror.snapshot() == before


# ---- import ----

def run_import(*args):
    return subprocess.run([BUILD / "chasqui", "import", *map(str, args)],
                          capture_output=True, text=True, timeout=60)


def test_an_address_is_imported_as_a_file_is(site, tmp_path):
    site.pages["/feed"] = feed(item(1), item(2))
    r = run_import(f"{site.url}/feed", tmp_path / "c")
    assert r.returncode == 0 and "2 new" in r.stderr
    assert (tmp_path / "c" / ONE).exists()
    assert "bytes fetched" in r.stderr
    assert site.paths(robots=True) == ["/feed"], "a person asks for it"
    r = run_import(f"{site.url}/feed", tmp_path / "c")
    assert r.returncode == 0 and "2 unchanged" in r.stderr


def test_an_article_is_imported_from_its_address(site, tmp_path):
    site.pages["/a/ship-1"] = 302, {"Location": "/a/b/ship-1"}, ""
    site.pages["/a/b/ship-1"] = page(
        "The whole story. <a href='crane'>A crane</a>")
    r = run_import("--topic", "Harbour", f"{site.url}/a/ship-1",
                   tmp_path / "c")
    assert r.returncode == 0, r.stderr
    text = (tmp_path / "c/articles/harbour/ship-1.md").read_text()
    assert f"({site.url}/a/b/crane)" in text, "links start where it was"


def test_a_dry_import_of_an_address_writes_nothing(site, tmp_path):
    site.pages["/feed"] = feed(item(1, shown()))
    r = run_import("--dry-run", "--images", "keep", f"{site.url}/feed",
                   tmp_path / "c")
    assert r.returncode == 0 and "would be: 1 new" in r.stderr
    assert not (tmp_path / "c").exists()
    assert site.paths() == ["/feed"]


def test_an_import_takes_pictures_as_the_capsule_has_it(site, tmp_path):
    site.pages["/feed"] = feed(item(1, shown()))
    site.pages["/boat.png"] = png(500)
    (tmp_path / "c").mkdir()
    (tmp_path / "c/capsule.conf").write_text('images = "keep"\n')
    r = run_import(f"{site.url}/feed", tmp_path / "c")
    assert r.returncode == 0 and "1 picture kept" in r.stderr
    assert list((tmp_path / "c/static/img").rglob("boat-*.png"))


def test_an_address_that_fails_is_a_problem_of_the_input(site, tmp_path):
    site.pages["/good"] = feed(item(1))
    r = run_import(f"{site.url}/none", f"{site.url}/good", tmp_path / "c")
    assert r.returncode == 1
    assert f"{site.url}/none: answers 404" in r.stderr
    assert (tmp_path / "c" / ONE).exists()


def test_an_import_does_not_follow_to_private_addresses(
        site, other, tmp_path):
    other.pages["/feed"] = feed(item(1))
    site.pages["/feed"] = 302, {"Location": f"{other.url}/feed"}, ""
    r = run_import(f"{site.url}/feed", tmp_path / "c")
    assert r.returncode == 1 and "private address" in r.stderr
    assert other.asked == []
    r = run_import("--allow-private", f"{site.url}/feed", tmp_path / "c")
    assert r.returncode == 0 and "1 new" in r.stderr


# ---- the timer ----

def test_the_units_are_sound(tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not here")
    units = []
    for unit in sorted((ROOT / "conf").glob("chasqui-mirror.*")):
        units.append(tmp_path / unit.name)
        units[-1].write_text(unit.read_text().replace(
            "/usr/bin/chasqui", str(BUILD / "chasqui")))
    assert len(units) == 2
    r = subprocess.run(["systemd-analyze", "verify", "--man=no", *units],
                       capture_output=True, text=True, timeout=60)
    said = [line for line in r.stderr.splitlines() if "chasqui" in line]
    assert r.returncode == 0 and said == []


@pytest.mark.parametrize("unit", ["chasqui.service",
                                  "chasqui-mirror.service"])
def test_a_unit_lets_the_programs_confine_themselves(unit):
    """Each takes its own limits, Landlock and seccomp; @resources has them."""
    lines = re.findall(r"^SystemCallFilter=(.*)$",
                       (ROOT / "conf" / unit).read_text(), re.M)
    allowed = " ".join(lines[lines.index("~@privileged @resources") + 1:])
    assert {"landlock_create_ruleset", "landlock_add_rule",
            "landlock_restrict_self", "seccomp", "prctl",
            "prlimit64"} <= set(allowed.split())


# ---- usage ----

@pytest.mark.parametrize("words", [
    [], ["--", "n", "http://x.example/"], ["--limit", "0", "n", "u", "c"],
    ["--delay", "x", "n", "u", "c"], ["--images", "eat", "n", "u", "c"],
    ["--unknown", "n", "u", "c"]])
def test_wrong_usage_is_refused(tmp_path, words):
    r = subprocess.run([BUILD / "chasqui-import", "mirror", *words],
                       capture_output=True, text=True, cwd=tmp_path)
    assert r.returncode == 2 and r.stderr
    assert list(tmp_path.iterdir()) == []
