"""The archive follows its files: at once, whole, and with the same index.

HAMMER_SECONDS tells how long the readers hammer; 30 is what a release wants.
"""

import datetime
import multiprocessing
import os
import pathlib
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import threading
import time
import traceback
import xml.etree.ElementTree as ET

import pytest

from conftest import SLOW, Server, check_log, end, until

SECONDS = float(os.environ.get("HAMMER_SECONDS", "4"))
ATOM = "{http://www.w3.org/2005/Atom}"


def article(name, n, topics, lines=40, date="2024-05-01", **more):
    """Every line of it tells of which version it is."""
    front = "".join(f"{k}: {v}\n" for k, v in more.items())
    return (f"---\ntitle: {name} v{n}\ndate: {date}\n"
            f"topics: [{', '.join(topics)}]\nsummary: {name} is at v{n}\n"
            f"author: Author {name}\n{front}---\n\n" +
            f"{name} line v{n} hammerword\n\n" * lines)


def versions(text):
    return set(re.findall(r"\bv(\d+)\b", text))


# ---- how soon ----------------------------------------------------------------

def everywhere(slug, topic, author, day, word):
    """Where an article is to be seen, by address and what Gopher asks."""
    month = f"/{day[:4]}/{day[5:7]}/"
    return ["/", f"/t/{topic}/", f"/t/{topic}/titles", f"/t/{topic}/atom.xml",
            f"/author/{author}/", f"/author/{author}/atom.xml", month,
            "/archive/titles", f"/digest/{day}", "/atom.xml", "/digest/atom.xml",
            f"/search?{word}", f"/a/{slug}", f"/a/{slug}.txt"]


def shows(server, path, text):
    if text.encode() not in server.gemini(path).body:
        return False
    return text.encode() in server.gopher(path.replace("?", "\t"))


def test_a_saved_file_is_live_everywhere_within_a_second(server):
    server.start()
    slowest = {}
    for n, (name, save) in enumerate({
            "renamed into place": server.write,
            "written where it stands":
                lambda p, t: (server.capsule / p).write_text(t),
            "in a new folder":
                lambda p, t: server.write(p.replace("articles/",
                                                    "articles/2024/new/"), t),
    }.items()):
        for change in ("new", "changed"):
            title = f"Live {n} {change}"
            begun = time.monotonic()
            save(f"articles/live-{n}.md",
                 f"---\ntitle: {title}\ndate: 2024-08-0{n + 1}\n"
                 f"topics: [Newest]\nauthor: Pia {n}\n---\n\nword{n}x\n")
            for path in everywhere(f"live-{n}", "newest", f"pia-{n}",
                                   f"2024-08-0{n + 1}", f"word{n}x"):
                until(lambda: shows(server, path, title), 2.0)
            slowest[f"{change}, {name}"] = time.monotonic() - begun
    (server.capsule / "articles" / "live-0.md").unlink()
    begun = time.monotonic()
    for path in everywhere("live-0", "newest", "pia-0", "2024-08-01", "word0x"):
        until(lambda: b"Live 0" not in server.gemini(path).body and
              b"Live 0" not in server.gopher(path.replace("?", "\t")), 1.0)
    slowest["deleted"] = time.monotonic() - begun
    for name, seconds in slowest.items():
        print(f"{name}: {seconds * 1000:.0f} ms")
    # A busy machine may be late once.
    assert sorted(slowest.values())[-2] < 1.0 * SLOW, slowest
    assert max(slowest.values()) < 2.0 * SLOW, slowest


def utc(seconds):
    moment = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_what_is_due_comes_and_goes_at_its_time_without_a_touched_file(server):
    server.start()
    when = int(time.time()) + 3
    server.write("articles/later.md", f"---\ntitle: Scheduled\ndate: {utc(when)}"
                 "\ntopics: [Due]\n---\n\ntimeword\n")
    server.write("articles/old.md", "---\ntitle: Expiring\ndate: 2024-05-09\n"
                 f"expiryDate: {utc(when)}\ntopics: [Due]\n---\n\ntimeword\n")
    server.write("notice.md", f"---\nuntil: {utc(when)}\n---\n\nSoon over.\n")
    until(lambda: b"Soon over." in server.gopher("") and
          "Expiring" in server.gemini("/search?timeword").text)
    assert server.gemini("/a/later").status == 51
    assert time.time() < when
    lists = ("/", "/t/due/", "/atom.xml", "/search?timeword")
    seen = set()
    while time.time() < when:
        for path in lists:
            text = server.gemini(path).text
            if time.time() < when - 0.1:
                assert "Expiring" in text and "Scheduled" not in text
        seen.add("Soon over." in server.gemini("/").text)
        time.sleep(0.05)
    assert True in seen
    until(lambda: server.gemini("/a/later").status == 20, 1.0)
    late = time.time() - when
    for path in lists:
        text = server.gemini(path).text
        assert "Expiring" not in text and "Scheduled" in text, path
        got = server.gopher(path.replace("?", "\t"))
        assert b"Expiring" not in got and b"Scheduled" in got, path
    assert server.gemini("/a/old").status in (51, 52)
    assert "Soon over." not in server.gemini("/").text
    print(f"due: {late * 1000:.0f} ms late")
    assert late < 1.0 * SLOW


# ---- never half --------------------------------------------------------------

HALVES = {
    "articles/one.md": article("one", 2, ["Peru"]),
    "articles/fresh.md": article("fresh", 2, ["Peru"]),
    "topics/peru.md": "---\ntitle: Perú v2\n---\n\n" + "text v2\n\n" * 40,
    "pages/about.md": "# About v2\n\n" + "text v2\n\n" * 40,
    "notice.md": "Notice v2\n\n" * 40,
    "capsule.conf": 'title = "Gazette v2"\ndescription = "still v2"\n' +
                    "# x\n" * 400 + "items = 1\n",
}


def test_a_half_written_file_is_never_shown_however_slowly_it_is_written(
        server):
    for path, text in HALVES.items():
        if path != "articles/fresh.md":
            server.write(path, text.replace("v2", "v1").replace(
                "items = 1", "items = 2"))
    server.start()

    def check(wanted):
        front = server.gemini("/").text
        assert versions(re.search("^# .*", front)[0]) == wanted
        assert front.count("Notice v") == 40
        newest = re.findall("^=> /a/(.*)", front.split("## Latest in")[0],
                            re.M)
        assert len(newest) == (2 if wanted == {"1"} else 1)
        topic = server.gemini("/t/peru/").text
        assert topic.startswith(f"# Perú v{min(wanted)}\n")
        assert topic.count("text v") == 40
        about = server.gemini("/about").text
        assert about.startswith("# About v") and about.count("text v") == 40
        for text in (front, topic, about):
            assert len(versions(re.sub("^=> .*\n.*", "", text,
                                       flags=re.M))) == 1, text
        assert server.gemini("/a/fresh").status == (
            51 if wanted == {"1"} else 20)

    def check_one(status):
        got = server.gemini("/a/one")
        assert got.status in status
        if got.status == 20:
            # its topic's title is another file's, which may be older
            own = re.findall(r"^(?:# one|one line) (v\d)", got.text, re.M)
            assert len(own) == 41 and len(set(own)) == 1

    check({"1"})
    files = {p: open(server.capsule / p, "wb", buffering=0) for p in HALVES}
    for path, f in files.items():
        f.write(HALVES[path].encode()[:len(HALVES[path]) // 2])
    server.write("pages/other.md", "# Other\n")  # the index changes meanwhile
    server.write("topics/sea.md", "---\ntitle: Sea\n---\n")
    until(lambda: server.gemini("/other").status == 20)
    stop = time.monotonic() + 0.8
    while time.monotonic() < stop:
        check({"1"})
    # One read at the end: a worker would wait up to 2 s for the rest.
    reader = threading.Thread(target=check_one, args=({20},))
    reader.start()
    for path, f in files.items():
        f.write(HALVES[path].encode()[len(HALVES[path]) // 2:])
        f.close()
    until(lambda: "still v2" in server.gemini("/atom.xml").text and
          server.gemini("/a/fresh").status == 20, 1.0)
    check({"2"})
    reader.join()
    check_one({20})


def test_a_moved_article_is_never_missing_and_never_there_twice(server):
    server.write("articles/moving.md", article("moving", 1, ["Peru"]))
    server.write("articles/b/kept.md", "# Kept\n")
    server.start()
    wrong, halt = [], threading.Event()

    def read(gopher):
        while not halt.is_set():
            got = (server.gopher("/a/moving").decode() if gopher
                   else server.gemini("/a/moving").raw.decode())
            if got.count("moving line v1") != 40:
                wrong.append(got)
            got = server.gemini("/t/peru/").text
            if len(re.findall("^=> /a/moving ", got, re.M)) != 1 or \
                    "3 articles" not in got:
                wrong.append(got)
    readers = [threading.Thread(target=read, args=(i,)) for i in (0, 1)]
    for reader in readers:
        reader.start()
    articles = server.capsule / "articles"
    places = ["b/moving.md", "c/d/moving.md", "moving.md"]
    at = "moving.md"
    for n in range(9):
        to = places[n % 3]
        (articles / to).parent.mkdir(parents=True, exist_ok=True)
        (articles / at).rename(articles / to)
        at = to
        server.write("pages/mark.md", f"# Mark {n}\n")
        until(lambda: f"Mark {n}" in server.gemini("/").text)
        if n % 3 == 2:
            shutil.rmtree(articles / "c")
    halt.set()
    for reader in readers:
        reader.join()
    assert not wrong, wrong[0]


# ---- many at once ------------------------------------------------------------

def count_of(server, topic):
    found = re.search(r"^(\d+) article", server.gemini(f"/t/{topic}/").text,
                      re.M)
    return int(found[1]) if found else 0


def test_a_thousand_files_at_once_are_all_live_soon(server):
    many = 1000 // SLOW
    outside = server.folder / "outside"
    outside.mkdir()
    for i in range(many):
        (outside / f"many-{i}.md").write_text(
            article(f"many{i}", 1, ["Many"], 2, f"2024-06-{1 + i % 28:02}"))
    server.start()
    begun = time.monotonic()
    subprocess.run(["cp", "-r", outside, server.capsule / "articles" / "many"],
                   check=True)
    until(lambda: count_of(server, "many") == many, 10)
    print(f"1,000 copied: {time.monotonic() - begun:.2f} s")
    assert b"many9 line v1" in server.gopher("/a/many-9")
    assert len(re.findall(b"\r?\n1?\\S*many", server.gopher("/t/many"))) > 0

    # the folder is renamed, and renamed away: all at once for every reader
    counts, halt, wrong = set(), threading.Event(), []

    def read():
        while not halt.is_set():
            counts.add(count_of(server, "many"))
            slug = f"many-{random.randrange(many)}"
            if "line v1" not in server.gemini(f"/a/{slug}").text:
                wrong.append(slug)
    reader = threading.Thread(target=read)
    reader.start()
    folder = server.capsule / "articles" / "many"
    for name in ("a", "z", "many"):
        begun = time.monotonic()
        folder = folder.rename(folder.with_name(name))
        server.write("articles/mark.md", f"# Mark {name}\n")
        until(lambda: f"Mark {name}" in server.gemini("/a/mark").text and
              f"Mark {name}" in server.gemini("/search?mark").text, 10)
        print(f"1,000 renamed: {time.monotonic() - begun:.2f} s")
    halt.set()
    reader.join()
    assert counts == {many} and not wrong, (counts, wrong)
    shutil.move(folder, outside / "back")
    until(lambda: count_of(server, "many") == 0, 10)
    assert server.gemini("/a/many-7").status == 52


def test_an_overflow_of_the_kernels_queue_loses_nothing(server):
    server.write("topics/peru.md", "---\ntitle: Peru\n---\n")
    server.start()
    indexer = server.indexer()
    limit = int(pathlib.Path(
        "/proc/sys/fs/inotify/max_queued_events").read_text())
    os.kill(indexer, signal.SIGSTOP)
    try:
        junk = server.capsule / "articles" / ".junk"
        for _ in range(limit // 2):
            junk.touch()
            junk.unlink()
        server.write("articles/lost.md", article("lost", 1, ["Lost"]))
        server.write("articles/dir/lost-too.md", article("too", 1, ["Lost"]))
        server.write("topics/peru.md", "---\ntitle: Perú\n---\n")
        server.write("capsule.conf", 'title = "Overflown"\n')
        (server.capsule / "articles" / "two.md").unlink()
    finally:
        os.kill(indexer, signal.SIGCONT)
    until(lambda: count_of(server, "lost") == 2, 4)
    until(lambda: server.gemini("/a/two").status == 52 and
          server.gemini("/t/peru/").text.startswith("# Perú\n") and
          server.gemini("/").text.startswith("# Overflown\n"), 2)
    # and what comes afterwards is seen at once
    server.write("articles/dir/after.md", article("after", 1, ["After"]))
    until(lambda: count_of(server, "after") == 1, 1.0)


# ---- other ways to publish ---------------------------------------------------

def release(folder, n):
    for i in range(5):
        path = folder / "articles" / f"{n % 2}" / f"deployed-{i}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(f"deployed{i}", n, ["Release"],
                                date=f"2024-07-0{i + 1}"))
    (folder / "articles" / f"only-{n}.md").write_text(
        article("only", n, [f"Only {n}"]))
    (folder / "capsule.conf").write_text(f'title = "Release v{n}"\n')


@pytest.mark.parametrize("way", ["link", "rename", "articles"])
def test_an_atomic_deploy_is_one_state_after_another(server, way):
    """Another folder comes to the root's place, or to that of articles/."""
    releases = [server.folder / f"release-{n}" for n in range(3)]
    for n, folder in enumerate(releases):
        release(folder, n)
    shutil.rmtree(server.capsule)
    if way == "link":
        server.capsule.symlink_to(releases[0])
    else:
        shutil.copytree(releases[0], server.capsule)
    server.start()
    wrong, halt = [], threading.Event()

    def read():
        while not halt.is_set():
            topic = server.gemini("/t/release/")
            # below stands the capsule's name, which articles/ has not
            articles = topic.text.split("\n=> / ")[0]
            if len(versions(articles)) != 1 or "5 articles" not in articles:
                wrong.append(topic.raw)
            for i in range(5):
                got = server.gemini(f"/a/deployed-{i}")
                if got.status != 20 or got.text.count("line v") != 40:
                    wrong.append(got.raw)
    reader = threading.Thread(target=read)
    reader.start()
    for n in range(1, 3):
        begun = time.monotonic()
        if way == "link":
            beside = server.folder / "beside"
            beside.symlink_to(releases[n])
            beside.rename(server.capsule)
        elif way == "rename":
            server.capsule.rename(server.folder / f"before-{n}")
            releases[n].rename(server.capsule)
        else:
            articles = server.capsule / "articles"
            articles.rename(server.folder / f"before-{n}")
            (releases[n] / "articles").rename(articles)
        until(lambda: server.gemini(f"/a/only-{n}").status == 20 and
              f"v{n}" in server.gemini("/t/release/").text, 4)
        print(f"{way}: {time.monotonic() - begun:.2f} s")
        assert f"only-{n - 1}" not in server.gemini("/archive/titles").text
        if way != "articles":
            assert server.gemini("/").text.startswith(f"# Release v{n}\n")
        assert b"deployed3 line v%d" % n in server.gopher("/a/deployed-3")
    halt.set()
    reader.join()
    assert not wrong, wrong[0]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")
def test_a_git_checkout_is_followed(server):
    def git(*words):
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@y",
                        *words], cwd=server.capsule, check=True,
                       capture_output=True)
    git("init", "-q")
    for n in range(2):
        release(server.capsule, n)
        git("add", "-A")
        git("commit", "-qm", str(n))
        git("tag", f"r{n}")
        shutil.rmtree(server.capsule / "articles" / f"{n}")
        (server.capsule / "articles" / f"only-{n}.md").unlink()
    git("checkout", "-qf", "r0")
    server.start()
    for n in (1, 0):
        git("checkout", "-qf", f"r{n}")
        until(lambda: versions(server.gemini("/t/release/").text) == {str(n)}
              and server.gemini(f"/a/only-{n}").status == 20 and
              server.gemini("/").text.startswith(f"# Release v{n}\n"), 2)
        assert server.gemini(f"/a/only-{1 - n}").status in (51, 52)
    assert "git" not in server.gemini("/t/").text


def test_what_changes_while_it_reloads_is_not_lost(server):
    server.start()
    for n in range(5):
        server.write(f"articles/before-{n}.md", article("b", n, ["Reload"]))
        server.signal(signal.SIGHUP)
        server.write(f"articles/after-{n}.md", article("a", n, ["Reload"]))
        until(lambda: count_of(server, "reload") == 2 * n + 2, 2)


# ---- the hammer --------------------------------------------------------------

class Publisher:
    """Writes without a pause; every file tells of which version it is."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.n = 0
        self.random = random.Random(7)

    def put(self, path, text):
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name("." + target.name)
        beside.write_text(text)
        beside.rename(target)

    def place(self, path, text):
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)

    def slowly(self, path, text):
        """In four writes, and soon again."""
        with open(self.root / path, "wb", buffering=0) as f:
            data = text.encode()
            for i in range(0, len(data), len(data) // 4):
                f.write(data[i:i + len(data) // 4])
                time.sleep(0.01)

    def begin(self):
        for folder in ("articles", "pages", "topics"):
            (self.root / folder).mkdir(parents=True, exist_ok=True)
        self.settings()
        self.notice()
        self.topic()
        self.page()
        for i in range(10):
            self.put(f"articles/s-{i}.md", self.stable(i))
        self.put("articles/x/m.md", article("m", 0, ["Stable"]))
        for i in range(5):
            self.put(f"articles/deep/d-{i}.md", article(f"d{i}", 0, ["Deep"]))
        for i in range(8):
            self.put(f".outside/whole/w-{i}.md", article(f"w{i}", 0, ["Whole"]))
        self.put("articles/g.md", article("g", 0, ["Slow"]))

    def stable(self, i):
        return article(f"s{i}", self.n, ["Stable"],
                       date=f"2024-03-{1 + (i + self.n) % 9:02}")

    # -- one change each

    def rewrite(self):
        i = self.random.randrange(10)
        self.put(f"articles/s-{i}.md", self.stable(i))

    def move(self):
        at = next(self.root.glob("articles/[xyz]/m.md"))
        to = self.root / "articles" / self.random.choice("xyz") / "m.md"
        to.parent.mkdir(exist_ok=True)
        at.rename(to)

    def rename_folder(self):
        at = next(self.root.glob("articles/deep*"))
        at.rename(at.with_name("deeper" if at.name == "deep" else "deep"))

    def whole_folder(self):
        outside, inside = self.root / ".outside/whole", \
            self.root / "articles/whole"
        if inside.exists():
            inside.rename(outside)
        else:
            outside.rename(inside)

    def come_and_go(self):
        i = self.random.randrange(6)
        path = self.root / f"articles/t/c-{i}.md"
        if path.exists():
            path.unlink()
        else:
            self.place(f"articles/t/c-{i}.md",
                       article(f"c{i}", self.n, ["Volatile"]))

    def remove_folder(self):
        shutil.rmtree(self.root / "articles/t", ignore_errors=True)

    def rename(self):
        """Another name, another address; the old one is remembered."""
        at = next(self.root.glob("articles/r-*.md"), None)
        if at is None:
            self.put("articles/r-0.md", article("r", self.n, ["Volatile"]))
        else:
            at.rename(at.with_name(f"r-{self.n % 5}.md"))

    def breaks(self):
        self.put("articles/b.md", self.random.choice([
            "---\ntitle: [\n---\n\nbroken\n", "---\ntitle: never ends\n",
            "\0\0\0", article("b", self.n, ["Volatile"]), ""]))

    def in_place(self):
        self.place("articles/g.md", article("g", self.n, ["Slow"]))

    def same_slug(self):
        at = self.root / "articles/n/s-0.md"
        if at.exists():
            at.unlink()
        else:
            self.put("articles/n/s-0.md",
                     article("other", self.n, ["Volatile"], date="2024-09-01"))

    def settings(self):
        items = 4 if self.n % 2 else 7
        self.put("capsule.conf", f'title = "Gazette {items}"\n'
                 f'description = "items {items}"\nitems = {items}\n')

    def notice(self):
        if self.n % 5 == 4:
            (self.root / "notice.md").unlink(missing_ok=True)
        else:
            self.put("notice.md", f"Notice v{self.n}\n\n" * 10)

    def topic(self):
        self.slowly("topics/stable.md", f"---\ntitle: Stable v{self.n}\n---\n\n"
                    + f"topic text v{self.n}\n\n" * 20)

    def page(self):
        self.slowly("pages/about.md", f"# About v{self.n}\n\n" +
                    f"page text v{self.n}\n\n" * 20)

    def run(self, seconds):
        changes = [self.rewrite, self.rewrite, self.move, self.rename_folder,
                   self.whole_folder, self.come_and_go, self.come_and_go,
                   self.remove_folder, self.rename, self.breaks, self.in_place,
                   self.same_slug, self.settings, self.notice, self.topic,
                   self.page]
        stop = time.monotonic() + seconds
        while time.monotonic() < stop:
            self.n += 1
            self.random.choice(changes)()
            time.sleep(self.random.choice([0, 0.005, 0.02, 0.05]))


class Reader:
    """One who reads everything, and says what cannot be of one state."""

    def __init__(self, server, seed, by_gopher):
        self.server = server
        self.random = random.Random(seed)
        self.by_gopher = by_gopher
        self.wrong = []
        self.done = 0

    # -- what came

    def fetch(self, path):
        """(status, text without markup of links, raw text)."""
        self.done += 1
        if not self.by_gopher:
            got = self.server.gemini(path.replace(" ", "%20"))
            assert got.close_notify, path
            assert len(got.header) <= 1024 + 3
            if got.status != 20:
                assert got.body == b""
                return got.status, got.meta
            return got.status, got.body.decode()
        raw = self.server.gopher(path.replace("?", "\t")).decode()
        if raw.startswith("3"):
            error = raw.split("\t")[0]
            return (52 if "removed" in error else
                    51 if "There is nothing" in error else 40), error
        if ".txt" not in path and ".xml" not in path:
            assert raw.endswith("\r\n.\r\n"), path
            for line in raw.removesuffix(".\r\n").split("\r\n")[:-1]:
                assert len(line.split("\t")) == 4, (path, line)
        return 20, raw

    def must(self, path):
        status, text = self.fetch(path)
        assert status == 20, (path, status, text)
        return text

    # -- what it must be like

    def entries(self, text):
        """The (slug, title) of each article of a list, in its order."""
        if self.by_gopher:
            return re.findall(r"^1(.*?)\t/a/([^\t/]+)\t", text, re.M)
        return [(t, s) for s, t in
                re.findall(r"^=> /a/(\S+) (?:\d{4}-\d\d-\d\d )?(.*)", text, re.M)]

    def list_page(self, path, all_of=None):
        """A list: what it counts is there, each of one version, once."""
        status, text = self.fetch(path)
        if status == 51 and all_of is None:
            return
        assert status == 20, (path, status, text)
        entries = self.entries(text)
        slugs = [slug for _, slug in entries]
        assert len(set(slugs)) == len(slugs), text
        names = [title.split(" v")[0] for title, _ in entries]
        assert len(set(names)) == len(names), text
        count = int(re.search(r"^i?(\d+) article", text, re.M)[1])
        pages = re.search(r"Page 1 of (\d+)", text)
        pages = int(pages[1]) if pages else 1
        assert any(len(entries) == min(items, count) and
                   pages == -(-count // items) for items in (4, 7)), text
        assert all_of is None or count in all_of, text
        for title, _ in entries:
            if " v" in title:
                assert title.replace(" v", " is at v") in text, text

    def stable(self):
        path = self.random.choice([f"s-{i}" for i in range(10)] +
                                  [f"d-{i}" for i in range(5)] + ["m", "g"])
        text = self.must(f"/a/{path}" + self.random.choice(["", ".txt"]))
        if path == "s-0" and "Several articles have this name" in text:
            assert "s0 v" in text and "other v" in text, text
            return
        lines = re.findall(r"line v(\d+)", text)
        assert len(lines) == 40 and len(set(lines)) == 1, text
        assert f" v{lines[0]}" in text.split("line v")[0], text

    def volatile(self):
        path = self.random.choice(
            [f"c-{i}" for i in range(6)] + [f"r-{i}" for i in range(5)] +
            [f"w-{i}" for i in range(8)] + ["b"])
        status, text = self.fetch(f"/a/{path}")
        if path == "b":
            assert status == 20 or status in (51, 52)
        elif status == 20:
            assert len(re.findall(r"line v\d+", text)) == 40, text
        else:
            assert status in (51, 52) or (path[0] == "r" and status == 31), (
                path, status, text)

    def front(self):
        text = self.must("/")
        items = int(re.search(r"Gazette (\d)", text)[1])
        assert f"items {items}" in text
        newest = self.entries(text.split("Latest in ")[0])
        assert len(newest) == items, text
        notice = re.findall(r"Notice v(\d+)", text)
        assert len(set(notice)) <= 1 and len(notice) in (0, 10), text

    def topic_text(self):
        text = self.must("/t/stable/")
        lines = re.findall(r"topic text v(\d+)", text)
        title = re.search(r"Stable v(\d+)", text)[1]
        assert set(lines) == {title} and len(lines) in (20, 21), text

    def about(self):
        text = self.must("/about")
        lines = re.findall(r"page text v(\d+)", text)
        assert set(lines) == {re.search(r"About v(\d+)", text)[1]}, text
        assert len(lines) == 20, text

    def feed(self):
        path = self.random.choice(["/atom.xml", "/t/stable/atom.xml",
                                   "/digest/atom.xml"])
        root = ET.fromstring(self.must(path))
        assert root.tag == ATOM + "feed"
        for entry in root.findall(ATOM + "entry"):
            title = entry.find(ATOM + "title").text
            summary = entry.find(ATOM + "summary")
            if summary is not None and " v" in title:
                assert summary.text == title.replace(" v", " is at v")

    def search(self):
        text = self.must("/search?hammerword line")
        entries = self.entries(text)
        assert len(entries) >= (17 if self.by_gopher else 4), text
        slugs = [slug for _, slug in entries]
        assert len(set(slugs)) == len(slugs), text

    def once(self):
        self.random.choice([
            self.stable, self.stable, self.volatile, self.front, self.front,
            self.topic_text, self.about, self.feed, self.search,
            lambda: self.list_page("/t/stable/", range(11, 12)),
            lambda: self.list_page("/t/deep/", [5]),
            self.whole,
            lambda: self.list_page("/t/volatile/"),
            lambda: self.list_page("/2024/05/", range(6, 30)),
            lambda: self.must("/archive/"), lambda: self.must("/digest/"),
            lambda: self.must("/t/"), lambda: self.must("/author/"),
        ])()

    def whole(self):
        status, text = self.fetch("/t/whole/titles")
        assert status == 51 or re.search(r"^i?8 articles", text, re.M), text

    def run(self, halt):
        while not halt.is_set():
            try:
                self.once()
            except Exception:  # told by the test's own thread
                self.wrong.append(traceback.format_exc())


TABLES = ["file", "article", "list", "member", "mark", "alias", "own_page",
          "topic_text", "notice"]


def rows(server):
    """Every row of the index that follows from the files."""
    with sqlite3.connect(f"file:{server.state}/index/localhost.db?mode=ro",
                         uri=True) as db:
        return {t: sorted(db.execute(f"SELECT * FROM {t}"),
                          key=repr) for t in TABLES}


def pages(server):
    """Every page that is reached from the front page, without its port."""
    found, left = {}, ["/", "/author/", "/search?hammerword", "/t/volatile/"]
    while left:
        path = left.pop()
        if path in found:
            continue
        got = server.gemini(path)
        found[path] = got.raw.replace(b":%d/" % server.gemini_port, b"/")
        if got.meta.startswith("text/gemini"):
            left += [u for u in re.findall(r"^=> (/\S*)", got.text, re.M)
                     if not u.startswith("/search") and
                     # a book is named by its server's address, port and all
                     not u.endswith((".epub", ".gpub"))]
    return found


def beside(server, name):
    """A second server of the same files, whose index is new."""
    other = Server(server.folder / name)
    other.capsule.rmdir()
    other.capsule = server.capsule
    other.limits = server.limits
    return other.start()


def agree(server):
    """The index that followed the files, and one that is made of them now."""
    other = beside(server, "anew")
    try:
        until(lambda: rows(server) == rows(other), 3)
    except AssertionError:
        a, b = rows(server), rows(other)
        for table in TABLES:
            assert a[table] == b[table], table
    finally:
        mine, new = pages(server), pages(other)
        end(other)
        check_log(other)
    assert mine.keys() == new.keys()
    for path in mine:
        assert mine[path] == new[path], path


def test_readers_hammer_while_everything_changes(server):
    shutil.rmtree(server.capsule)
    server.capsule.mkdir()
    publisher = Publisher(server.capsule)
    publisher.begin()
    server.limits = "per_address = 0"
    server.start()
    halt = threading.Event()
    readers = [Reader(server, i, i % 2) for i in range(4)]
    threads = [threading.Thread(target=r.run, args=(halt,)) for r in readers]
    other = multiprocessing.get_context("fork").Process(
        target=publisher.run, args=(SECONDS,))
    other.start()
    for thread in threads:
        thread.start()
    other.join()
    halt.set()
    for thread in threads:
        thread.join()
    done = sum(r.done for r in readers)
    print(f"{done} answers while {SECONDS:g} s of changes")
    wrong = [e for r in readers for e in r.wrong]
    assert not wrong, f"{len(wrong)} wrong, the first: {wrong[0]}"
    assert other.exitcode == 0 and done > 50 * SECONDS / SLOW
    agree(server)
