"""The bench: what Chasqui costs, as ratios in one run.

A floor server of the same making (libevent, OpenSSL) answers fixed bytes;
both are loaded in turn, round by round, and the smallest CPU time of a
request counts.  Prints one table with every goal, and writes docs/bench.txt
and docs/bench.svg.

    python3 run.py BUILD-FOLDER [--quick]
"""
import argparse
import contextlib
import os
import pathlib
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import archive  # noqa: E402
import export  # noqa: E402
import floods  # noqa: E402
import peers  # noqa: E402

TICK_US = 1e6 / os.sysconf("SC_CLK_TCK")
ROUNDS, GEMINI, GOPHER = 5, 1200, 6000


# ---- processes ---------------------------------------------------------------

def family(pid):
    """A process and its children."""
    found = [pid]
    for path in pathlib.Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = path.read_text().rpartition(")")[2].split()
            if int(fields[1]) == pid:
                found.append(int(path.parent.name))
    return found


def cpu_us(pid):
    """User and system time of one process's threads: ns from schedstat."""
    used = 0
    for thread in pathlib.Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):
            used += int((thread / "schedstat").read_text().split()[0])
    return used / 1e3


def cpu_of(pids):
    return sum(cpu_us(p) for p in pids)


def pss_kb(pid):
    text = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(text.split("Pss:")[1].split()[0])


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    """Chasqui, serving folders; its workers by name of their process."""

    LIMITS = ("limits { connections = 5000 per_address = 5000 "
              "request_timeout = 60 }\n")

    def __init__(self, build, folder, capsule, workers=1, limits=LIMITS,
                 keys=""):
        """capsule: a folder, or those of many by their names."""
        if not isinstance(capsule, dict):
            capsule = {"localhost": capsule}
        self.build, self.folder = build, folder
        self.gemini, self.gopher = free_port(), free_port()
        self.conf = folder / f"conf-{workers}-{self.gemini}"
        self.state = folder / "state"
        self.conf.write_text(
            f'state = "{self.state}"\nworkers = {workers}\nrequests = "none"\n'
            f'log = "{folder}/log"\n'
            f'gemini {{ listen = {{"127.0.0.1:{self.gemini}"}} }}\n'
            f'gopher {{ listen = {{"127.0.0.1:{self.gopher}"}} '
            f'capsule = "{next(iter(capsule))}" }}\n{limits}'
            + "".join(f'capsule "{name}" {{ root = "{root}" {keys} }}\n'
                      for name, root in capsule.items()))

    def start(self):
        since = time.monotonic()
        self.process = subprocess.Popen(
            [self.build / "chasqui", "serve", "-c", self.conf],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while self.process.poll() is None:
            with contextlib.suppress(OSError):
                if self.ask("/static/fixed.txt"):
                    break
            time.sleep(0.002)
        else:
            sys.exit("bench: the server does not start")
        self.first_answer = time.monotonic() - since
        return self

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()

    @staticmethod
    def connect(port):
        return socket.create_connection(("127.0.0.1", port), 10)

    def ask(self, selector):
        with self.connect(self.gopher) as s:
            s.sendall(selector.encode() + b"\r\n")
            return s.makefile("rb").read()

    def wait_for(self, selector, wanted, limit=120):
        """Seconds until an answer holds what is wanted."""
        since = time.monotonic()
        while wanted not in self.ask(selector):
            if time.monotonic() - since > limit:
                sys.exit(f"bench: {selector} never said {wanted}")
            time.sleep(0.02)
        return time.monotonic() - since

    def workers(self):
        """The processes that listen, not the indexer: those that answer."""
        answering, before = [], {p: cpu_us(p) for p in self.family()}
        for _ in range(300):
            self.ask("/static/fixed.txt")
        for pid, used in before.items():
            if cpu_us(pid) - used > 1000:
                answering.append(pid)
        return answering

    def family(self):
        return family(self.process.pid)

    def settle(self, limit=60):
        """Wait for the indexer, who tidies up behind a first scan: its work
        is not a request's."""
        until, calm = time.monotonic() + limit, 0
        before = cpu_of(self.family())
        while calm < 3 and time.monotonic() < until:
            time.sleep(0.4)
            now = cpu_of(self.family())
            calm = calm + 1 if now - before < 5000 else 0
            before = now


class Floor:
    def __init__(self, build, protocol, answer, cert, *more):
        self.port = free_port()
        words = [build / "bench/floor", protocol, str(self.port), answer]
        if protocol == "gemini":
            words += ["-c", cert.with_suffix(".crt"), "-k",
                      cert.with_suffix(".key")]
        self.process = subprocess.Popen([*words, *more])
        for _ in range(500):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            time.sleep(0.01)

    def family(self):
        return [self.process.pid]

    def stop(self):
        self.process.kill()
        self.process.wait()


# ---- load --------------------------------------------------------------------

class Load:
    """One kind of request to one server, and the least that it cost."""

    def __init__(self, build, server, protocol, port, line, resume=False):
        self.words = [build / "bench/load", protocol, str(port)]
        self.line, self.resume = line, resume
        self.server = server
        self.count = GEMINI if protocol == "gemini" else GOPHER
        self.best = float("inf")
        self.failed, self.longest_us, self.resumed = 0, 0, 0

    def run(self, at_once, count):
        return subprocess.run(
            [*self.words, str(at_once), str(count), self.line,
             *(["resume"] if self.resume else [])],
            capture_output=True, text=True).stdout.split()

    def answers(self):
        said = self.run(1, 1)
        return len(said) > 2 and said[:2] == ["1", "0"] and int(said[2]) > 999

    def round(self, at_once=64, count=None):
        count = count or self.count
        pids = self.server.family()
        before = cpu_of(pids)
        said = self.run(at_once, count)
        used = (cpu_of(pids) - before) / count
        self.best = min(self.best, used)
        self.failed += int(said[1])
        self.longest_us = max(self.longest_us, int(said[6]))
        self.resumed = int(said[7])
        self.median_us = int(said[4])
        return used


# ---- the table ---------------------------------------------------------------

class Table:
    def __init__(self):
        self.rows = []

    def add(self, what, value, goal, unit="", better=min):
        """goal None: only told.  better: min (at most) or max (at least)."""
        met = None if goal is None else (
            value <= goal if better is min else value >= goal)
        self.rows.append((what, value, unit, goal, better, met))
        print(self.line(self.rows[-1]), flush=True)

    @staticmethod
    def line(row):
        what, value, unit, goal, better, met = row
        wanted = "" if goal is None else \
            f"{'at most' if better is min else 'at least'} {goal:.4g}{unit}"
        verdict = {None: "", True: "met", False: "NOT MET"}[met]
        return f"{what:<66}{value:>10.2f}{unit:<4}{wanted:<18} {verdict}".rstrip()

    def text(self):
        return "\n".join(map(self.line, self.rows)) + "\n"

    def svg(self):
        """Bars of value against goal, for the rows that have one."""
        rows = [r for r in self.rows if r[3]]
        height, out = 22, []
        for i, (what, value, unit, goal, better, met) in enumerate(rows):
            share = value / goal if better is min else goal / max(value, 1e-9)
            y, long = 34 + i * height, min(share, 1.6) * 240
            out.append(
                f'<text x="8" y="{y + 13}">{what}</text>'
                f'<rect x="400" y="{y + 2}" width="{long:.1f}" height="14" '
                f'fill="{"#2a7f62" if met else "#b3452c"}"/>'
                f'<text x="{408 + long:.1f}" y="{y + 13}">'
                f'{value:.2f}{unit}</text>')
        tall = 44 + len(rows) * height
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="880" '
            f'height="{tall}" font-family="sans-serif" font-size="12">\n'
            f'<rect width="880" height="{tall}" fill="#fff"/>'
            '<text x="8" y="20" font-weight="bold">Measured against the goal '
            '(the line; shorter is better)</text>\n' + "\n".join(out) +
            f'\n<line x1="640" x2="640" y1="28" y2="{tall - 6}" '
            'stroke="#333" stroke-dasharray="4 3"/>\n</svg>\n')


# ---- what is measured ----------------------------------------------------------

STORIES = 500


def small_capsule(folder):
    """An article of 6 kB ("/a/story"), 500 of 1 to 16 kB ("/a/tale-7"), and
    40 of a topic."""
    capsule = folder / "capsule"
    articles = capsule / "articles"
    articles.mkdir(parents=True)
    (capsule / "static").mkdir()
    (articles / "story.md").write_text(archive.story(STORIES, 6000))
    for i in range(STORIES):
        (articles / f"tale-{i}.md").write_text(
            archive.story(i, 1000 + 15000 * i // STORIES))
    for i in range(40):
        name, text = archive.article(i, 40, "Everything")
        (articles / pathlib.Path(name).name).write_text(text)
    shutil.copy(articles / "story.md", capsule / "static/fixed.txt")
    return capsule


def in_turn(folder, form):
    """The stories' request lines, for the load: a word of its command line."""
    path = folder / f"lines{len(list(folder.glob('lines*')))}"
    order = [i * 7 % STORIES for i in range(STORIES)]
    path.write_text("".join(form.format(i) + "\n" for i in order))
    return f"@{path}"


def fixed_answers(build, folder, article):
    """What a floor answers: the article as text, and as gemtext."""
    gem, txt = folder / "answer.gmi", folder / "answer.txt"
    gem.write_bytes(b"20 text/gemini\r\n" + subprocess.run(
        [build / "chasqui", "render", "--to", "gemtext", article],
        capture_output=True, check=True).stdout)
    shutil.copy(article, txt)
    return gem, txt


def requests(build, folder, table, rounds):
    capsule = small_capsule(folder)
    server = Server(build, folder, capsule).start()
    server.wait_for("/t/", f"Stories ({STORIES + 1})".encode())
    server.settle()
    gem, txt = fixed_answers(build, folder, capsule / "articles/story.md")
    cert = server.state / "certificates/localhost"
    own = ("-a", capsule / "articles")
    floors = {
        "gemini": Floor(build, "gemini", gem, cert),
        "gemini, cmark": Floor(build, "gemini", gem, cert, *own),
        "gopher": Floor(build, "gopher", txt, cert),
        "gopher, parse": Floor(build, "gopher", txt, cert, *own, "-p"),
        "gopher, cmark": Floor(build, "gopher", txt, cert, *own),
    }
    story = "gemini://localhost/a/story"
    stories = in_turn(folder, "gemini://localhost/a/tale-{}")
    menus = in_turn(folder, "/a/tale-{}")
    texts = in_turn(folder, "/a/tale-{}.txt")

    def floor(name, line, **kw):
        return Load(build, floors[name], name.split(",")[0],
                    floors[name].port, line, **kw)

    def gemini(line, **kw):
        return Load(build, server, "gemini", server.gemini, line, **kw)

    def gopher(line):
        return Load(build, server, "gopher", server.gopher, line)

    loads = {
        "floor, Gemini": floor("gemini", story),
        "floor with cmark, Gemini": floor("gemini, cmark", story),
        "floor with cmark, Gemini, 500": floor("gemini, cmark", stories),
        "Gemini article": gemini(story),
        "Gemini articles, 500": gemini(stories),
        "floor, Gemini resumed": floor("gemini", story, resume=True),
        "Gemini article, resumed": gemini(story, resume=True),
        "Gemini articles, 500, resumed": gemini(stories, resume=True),
        "floor, Gopher": floor("gopher", "/a/story"),
        "floor with cmark, Gopher": floor("gopher, cmark", "/a/story"),
        "Gopher article": gopher("/a/story"),
        "Gopher article as text": gopher("/a/story.txt"),
        "floor that only parses, Gopher, 500": floor("gopher, parse", menus),
        "floor with cmark, Gopher, 500": floor("gopher, cmark", menus),
        "Gopher articles, 500": gopher(menus),
        "Gopher articles as text, 500": gopher(texts),
        "Gopher static text": gopher("/static/fixed.txt"),
        "Gopher topic page": gopher("/t/everything"),
    }
    for _ in range(rounds):
        for load in loads.values():
            load.round()
    for name, load in loads.items():
        table.add(f"{name}: CPU of a request", load.best, None, " us")
    for name, of, goal in (
            ("floor with cmark, Gemini", "floor, Gemini", None),
            ("Gemini article", "floor, Gemini", 1.25),
            ("Gemini articles, 500", "floor, Gemini", 1.25),
            ("Gemini article, resumed", "floor, Gemini resumed", 1.30),
            ("Gemini articles, 500, resumed", "floor, Gemini resumed", 1.30),
            ("floor with cmark, Gopher", "floor, Gopher", None),
            ("Gopher article", "floor, Gopher", 3.2),
            ("Gopher article", "floor with cmark, Gopher", 1.5),
            ("Gopher article as text", "floor with cmark, Gopher", 1.4),
            ("Gopher articles, 500", "floor with cmark, Gopher, 500", 1.5),
            ("Gopher articles as text, 500", "floor with cmark, Gopher, 500",
             1.4),
            ("Gopher articles, 500", "floor that only parses, Gopher, 500",
             None),
            ("Gopher static text", "floor, Gopher", 1.6),
            ("Gopher topic page", "floor, Gopher", 2.5)):
        table.add(f"{name} / {of}", loads[name].best / loads[of].best, goal)
    table.add("answers lost, 64 at once",
              sum(load.failed for load in loads.values()), 0)
    ours = [load for name, load in loads.items() if "floor" not in name]
    table.add("longest answer, 64 at once",
              max(load.longest_us for load in ours) / 1e6, 0.9, " s")
    others(build, folder, table, cert, gem, txt, loads["floor, Gemini"].best,
           loads["floor, Gopher"].best)
    for f in floors.values():
        f.stop()
    server.stop()
    idle(server, table)
    table.add("first answer after start, small capsule",
              min(restart(server) for _ in range(3)) * 1e3, 50, " ms")
    two_workers(build, folder, table)


def others(build, folder, table, cert, gem, txt, gemini, gopher):
    """The same answers as files, from other servers, by the same floors.  The
    key is one that the bench has made and throws away."""
    root = folder / "peers"
    root.mkdir()
    text = gem.read_bytes().partition(b"\n")[2]
    (root / "answer.gmi").write_bytes(text)
    shutil.copy(txt, root / "answer.txt")
    for path in (folder, root, *root.iterdir()):
        path.chmod(0o755)
    logs = folder / "logs"
    logs.mkdir()
    logs.chmod(0o777)
    for end in ("crt", "key"):
        shutil.copy(cert.with_suffix(f".{end}"), logs / f"cert.{end}")
        (logs / f"cert.{end}").chmod(0o644)
    for name, protocol, line, command in peers.installed():
        port = free_port()
        peer = peers.Peer(command({"folder": logs, "root": root, "port": port,
                                   "cert": logs / "cert"}), port)
        load = Load(build, peer, protocol, port, line)
        best = float("inf")
        if peer.wait(lambda: load.answers()):
            for _ in range(3):
                before = peers.ended_us(peer.process.pid)
                own = peer_round(load, 300)
                ended = peers.ended_us(peer.process.pid) - before
                best = min(best, own + ended / 300)
        peer.stop()
        if best == float("inf"):
            print(f"{name} is installed, but does not answer")
            continue
        floor = gemini if protocol == "gemini" else gopher
        table.add(f"{name}, a file: CPU of a request", best, None, " us")
        table.add(f"{name}, a file / floor", best / floor, None)


def peer_round(load, count):
    """CPU time of a request in the processes that live on."""
    pids = family(load.server.process.pid)
    before = {p: cpu_us(p) for p in pids}
    load.run(8, count)
    used = 0
    for p in pids:
        with contextlib.suppress(OSError):
            used += cpu_us(p) - before[p]
    return used / count


def restart(server):
    server.start().stop()
    return server.first_answer


def idle(server, table, count=1000):
    """Proportional memory of idle connections, handshake done, in a worker
    that has just begun."""
    ctx = ssl.create_default_context()
    ctx.check_hostname, ctx.verify_mode = False, ssl.CERT_NONE
    for name, port, tls, goal in (("plain", server.gopher, False, 2.5),
                                  ("TLS", server.gemini, True, 20)):
        server.start()
        (worker,) = server.workers()[:1]
        before, held = pss_kb(worker), []
        for _ in range(count):
            s = socket.create_connection(("127.0.0.1", port))
            held.append(ctx.wrap_socket(s, server_hostname="localhost")
                        if tls else s)
        time.sleep(0.3)
        after = pss_kb(worker)
        table.add(f"idle connection, {name}", (after - before) / count, goal,
                  " kB")
        if tls:
            table.add("worker with 1,000 idle TLS connections", after / 1024,
                      32, " MB")
        for s in held:
            s.close()
        server.stop()


def two_workers(build, folder, table):
    """What two workers can do against one.  The client shares the two cores, so
    its part is discounted: a core does as many requests as fit into its time,
    so two workers do twice as many, less what a request costs more with two.
    As the kernel deals out connections by chance, the busier one's share is
    told too."""
    servers = {}
    for n in (1, 2):
        own = folder / f"workers-{n}"
        own.mkdir()
        servers[n] = Server(build, own, folder / "capsule", n).start()
    loads = {n: Load(build, s, "gemini", s.gemini,
                     "gemini://localhost/a/story")
             for n, s in servers.items()}
    for s in servers.values():
        s.settle()
    busier = []
    for _ in range(ROUNDS):
        for n, load in loads.items():
            pids = servers[n].family()
            before = {p: cpu_us(p) for p in pids}
            load.round(count=2 * GEMINI)
            used = [cpu_us(p) - before[p] for p in pids]
            if n == 2:
                busier.append(max(used) / sum(used))
    for n, load in loads.items():
        table.add(f"Gemini article, {n} worker{'s'[:n - 1]}: CPU of a request",
                  load.best, None, " us")
        servers[n].stop()
    table.add("share of the busier of two workers", sorted(busier)[2], None)
    table.add("two workers against one, client discounted",
              2 * loads[1].best / loads[2].best, 1.8, "", max)


def conversion(build, folder, table):
    generated = folder / "generated"
    generated.mkdir()
    subprocess.run([build / "bench/generate", "300", generated], check=True)
    blog = HERE.parent.parent / "shared/samples/blog"
    for name, root in (("blog", blog), ("generated", generated)):
        files = sorted(root.rglob("*.md"))
        if not files:
            continue
        run = subprocess.run([build / "bench/convert", "40", *files],
                             capture_output=True, text=True, check=True)
        for line in run.stdout.splitlines()[2:]:
            fields = line.split()
            table.add(f"conversion, {name} {' '.join(fields[:2])} / "
                      "cmark's parse", float(fields[-3]), float(fields[-1]))


def page_costs(build, server, pages, rounds=3):
    loads = {name: Load(build, server, "gopher", server.gopher, selector)
             for name, selector in pages.items()}
    for _ in range(rounds):
        for load in loads.values():
            load.round(at_once=1, count=400)
    return loads


def hard_searches():
    """Questions that take long: all of the archive has to be looked through,
    or very many words are asked for."""
    words = archive.WORDS
    return {
        "a common word": words[0],
        "five common words": " ".join(words[:5]),
        "a phrase": f'"{words[0]} {words[1]}"',
        "a phrase that is not there": f'"{" ".join(words[:5])}"',
        "a prefix of one letter": "h",
        "a prefix of two letters": "st",
        "all without what all have": f"{words[0]} -map",
        "one without another": f"{words[0]} -{words[1]}",
        "filters": f"topic:north-harbour topic:south-islands {words[3]}",
        "10 kB of words": " ".join(words * 26),
    }


def head(path):
    with path.open("rb") as f:
        return f.read(15)


def turns(build, server, capsule, table, size):
    """How long a worker's longest turn is when it searches, in which nobody
    else is served: its own time, as a wait has the whole machine in it."""
    index, = (p for p in server.state.rglob("*")
              if p.is_file() and head(p) == b"SQLite format 3")
    hard = hard_searches()
    run = subprocess.run([build / "bench/search", capsule, index],
                         input="\n".join(hard.values()) + "\n",
                         capture_output=True, text=True, check=True)
    longest = 0
    for name, line in zip(hard, run.stdout.splitlines()):
        turn, _, whole = line.split()
        longest = max(longest, int(turn) / 1e3)
        table.add(f"search, {name}", int(turn) / 1e3, None, " ms")
        if whole != "whole":
            print("  (older articles were not looked at)")
    table.add(f"longest turn of any search, {size} articles", longest, 10,
              " ms")


def waits(build, server, table):
    """And how long others do wait for their answers meanwhile, told only: the
    longest of 150, the smallest of rounds."""
    def longest(question):
        asking = question and subprocess.Popen(
            [build / "bench/load", "gopher", str(server.gopher), "1",
             "1000000", f"/search\t{question}"], stdout=subprocess.DEVNULL)
        other = Load(build, server, "gopher", server.gopher,
                     "/static/fixed.txt")
        best = float("inf")
        for _ in range(8):
            other.longest_us = 0
            other.round(at_once=1, count=150)
            best = min(best, other.longest_us / 1e3)
        if asking:
            asking.kill()
            asking.wait()
        return best

    table.add("longest wait of others, nobody searches", longest(None), None,
              " ms")
    table.add("longest wait of others, any search",
              max(map(longest, hard_searches().values())), None, " ms")


def changes(server, capsule, table, size):
    path = capsule / "articles/2012/06"
    path = sorted(path.glob("*.md"))[0]
    path.write_text(path.read_text().replace(
        "title: ", "title: Changed Just Now "))
    live = server.wait_for("/search\tchanged just now", b"Changed Just Now",
                           20)
    table.add(f"changed file live, {size} articles", live, 1, " s")


def archives(build, folder, table, sizes):
    costs = {}
    for size in sizes:
        where = folder / f"archive-{size}"
        capsule = where / "capsule"
        archive.make(size, capsule)
        (capsule / "static").mkdir()
        (capsule / "static/fixed.txt").write_text("fixed\n")
        last = (size + 14) // 15
        server = Server(build, where, capsule).start()
        scan = server.wait_for("/t/", f"Everything ({size})".encode())
        scan_cpu = cpu_of(server.family()) / 1e6
        server.settle()
        server.stop()
        server.start()
        again = server.first_answer
        server.wait_for("/t/", f"Everything ({size})".encode())
        server.settle()
        worker = server.workers()[0]
        costs[size] = page_costs(build, server, {
            "front": "/",
            "topic, first page": "/t/everything",
            "topic, last page": f"/t/everything/{last}",
            "month": "/2012/06",
            "search, rare word": "/search\tquetzalcoatlus",
            "search, common word": "/search\tharbour",
        })
        if size == max(sizes):
            table.add(f"first scan, {size} articles", scan, 30, " s")
            table.add(f"first scan, {size} articles: CPU time", scan_cpu, None,
                      " s")
            table.add(f"first answer, {size} unchanged articles", again, 1,
                      " s")
            changes(server, capsule, table, size)
            turns(build, server, capsule, table, size)
            waits(build, server, table)
        table.add(f"worker, {size} articles", pss_kb(worker) / 1024, None,
                  " MB")
        server.stop()
        shutil.rmtree(where)
    small, middle, large = (costs[s] for s in sizes)
    for name in large:
        table.add(f"{name}: CPU of a request, {sizes[2]} articles",
                  large[name].best, None, " us")
        # a month of the small archive has an article, and here a full page
        table.add(f"{name}: {sizes[2]} / {sizes[0]} articles",
                  large[name].best / small[name].best,
                  None if name == "month" else 2)
    table.add("month / topic, first page",
              large["month"].best / large["topic, first page"].best, 1.5)
    table.add(f"topic page: {sizes[2]} / {sizes[1]} articles",
              large["topic, first page"].best /
              middle["topic, first page"].best, 1.5)
    table.add("topic page: last / first",
              large["topic, last page"].best /
              large["topic, first page"].best, 1.5)


def under_floods(build, folder, table):
    where = folder / "floods"
    where.mkdir()
    capsule = small_capsule(where)
    (capsule / "static/big.bin").write_bytes(bytes(4_000_000))
    floods.heavy_articles(capsule)
    certificate = floods.publisher(build, where)
    server = Server(build, where, capsule, 2,
                    'proxy { trust = {"127.0.0.2"} }\n',
                    f'publishers = "{where}/publishers"').start()
    server.wait_for("/a/heavy-0", b"Heavy 0")
    server.settle()
    floods.measure(build, server, certificate, table)
    server.stop()


def watches(pids):
    """Folders that these processes watch."""
    n = 0
    for pid in pids:
        for path in pathlib.Path(f"/proc/{pid}/fdinfo").iterdir():
            with contextlib.suppress(OSError):
                n += path.read_text().count("inotify wd:")
    return n


def many_capsules(build, folder, table, count):
    """Many small capsules in one server, by SNI."""
    where = folder / "many"
    articles = [archive.article(i, 100, "Everything") for i in range(100)]
    roots = {}
    for i in range(count):
        roots[f"c{i}.example"] = root = where / f"c{i}"
        for name, text in articles:
            path = root / "articles" / name.replace("story", f"c{i}")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        (root / "static").mkdir()
        (root / "static/fixed.txt").write_text("fixed\n")
    alone = folder / "alone"
    alone.mkdir()
    one = Server(build, alone, {"c0.example": roots["c0.example"]}).start()
    server = Server(build, where, roots).start()
    one.settle()
    server.settle(180)
    own = f"{count} capsules of 100 articles"
    table.add(f"{own}: CPU time of the first start",
              cpu_of(server.family()) / 1e6, None, " s")
    server.stop()
    server.start()
    table.add(f"{own}: first answer after a start", server.first_answer,
              None, " s")
    server.settle(30)
    pids = server.family()
    table.add(f"{own}: folders watched", watches(pids), None)
    table.add(f"{own}: all processes", sum(map(pss_kb, pids)) / 1024, None,
              " MB")
    name = sorted(pathlib.Path(roots["c0.example"]).rglob("*.md"))[50].stem
    slug = name.partition("-c0-")[2]
    lines = where / "lines"
    lines.write_text("".join(
        f"gemini://c{i}.example/a/c{i}-{slug}\n" for i in range(count)))
    loads = {
        "of one capsule alone": Load(build, one, "gemini", one.gemini,
                                     f"gemini://c0.example/a/c0-{slug}"),
        "of each in turn": Load(build, server, "gemini", server.gemini,
                                f"@{lines}"),
    }
    for _ in range(4):
        for load in loads.values():
            load.round(count=max(GEMINI, count))
    for name, load in loads.items():
        table.add(f"{own}: a page {name}", load.best, None, " us")
    alone, each = (load.best for load in loads.values())
    table.add(f"{own}: a page of each / of one alone", each / alone, 2)
    table.add(f"{own}: answers lost",
              sum(load.failed for load in loads.values()), 0)
    table.add(f"{own}: all processes, all asked",
              sum(map(pss_kb, pids)) / 1024, None, " MB")
    server.stop()
    one.stop()
    shutil.rmtree(where)


def imports(build, table, megabytes):
    """An export is read in constant memory, whatever its size."""
    posts, seconds, peak = export.measure(build, megabytes)
    table.add(f"memory to import {megabytes} MB of WordPress", peak, 64, " MB")
    table.add("import of it, a second of CPU", megabytes / seconds, None,
              " MB")
    table.add("posts imported, a second of CPU", posts / seconds, None)


def main():
    words = argparse.ArgumentParser()
    words.add_argument("build", type=pathlib.Path)
    words.add_argument("--quick", action="store_true",
                       help="fewer rounds, a tenth of the archive")
    words = words.parse_args()
    build, table = words.build.resolve(), Table()
    sizes = (100, 1000, 10000 if words.quick else 100000)
    with tempfile.TemporaryDirectory(prefix="chasqui-bench-") as tmp:
        folder = pathlib.Path(tmp)
        conversion(build, folder, table)
        requests(build, folder, table, 2 if words.quick else ROUNDS)
        archives(build, folder, table, sizes)
        under_floods(build, folder, table)
        many_capsules(build, folder, table, 100 if words.quick else 1000)
    imports(build, table, 30 if words.quick else 300)
    if not words.quick:
        docs = HERE.parent / "docs"
        docs.mkdir(exist_ok=True)
        (docs / "bench.txt").write_text(table.text())
        (docs / "bench.svg").write_text(table.svg())
    missed = [row[0] for row in table.rows if row[5] is False]
    print(f"{len(missed)} goals not met" + (": " + "; ".join(missed)
                                            if missed else ""))


if __name__ == "__main__":
    main()
