"""Every command line of README.md and docs/operating.md is run here.

Commands that want a network, another machine or systemd are listed in
NOT_RUN, with what stands in for them; a line that is neither run nor listed
does not exist.  Paths of the system lead into a folder for each machine that
the text speaks of (```sh on=NAME), and `chasqui` is what `make install` put
there.
"""

import http.server
import os
import re
import shutil
import signal
import subprocess
import threading

import pytest

from conftest import BUILD, ROOT, SANITIZED, free_port, until

# What is tried is the text, not the programs: once is enough.
pytestmark = pytest.mark.skipif(SANITIZED, reason="done with the plain build")

EXPORT = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The Harbour Gazette</title>
<link>https://gazette.example</link><wp:wxr_version>1.2</wp:wxr_version>
<item><title>The Crane Is Back</title>
<link>https://gazette.example/2024/05/crane/</link>
<dc:creator>ana</dc:creator>
<content:encoded><![CDATA[<p>It stands on <b>the quay</b> again.</p>]]>
</content:encoded>
<wp:post_id>1</wp:post_id><wp:post_date>2024-05-20 10:00:00</wp:post_date>
<wp:post_name>crane</wp:post_name><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type>
<category domain="category" nicename="estuary"><![CDATA[Estuary]]></category>
</item></channel></rss>
"""

FEED = """<?xml version="1.0"?><rss version="2.0"><channel>
<title>The Harbour Gazette</title><link>https://gazette.example/</link>
<item><title>A Ferry At Night</title>
<link>https://gazette.example/2024/06/ferry/</link>
<pubDate>Sat, 01 Jun 2024 10:00:00 +0000</pubDate>
<category>Estuary</category>
<description>&lt;p&gt;It leaves at eleven.&lt;/p&gt;</description></item>
</channel></rss>
"""

# Lines that are not run: a pattern, why, and what stands in for them.
NOT_RUN = [
    (r"make test", "it is what runs this", "dry_run"),
    (r"make deb", "a minute of building: make deb-test runs it", "dry_run"),
    (r"sudo apt install \./build/deb/", "the system is not ours", "install"),
    (r"sudo apt install haproxy", "the system is not ours", None),
    (r"sudo ufw allow \d+/tcp", "the firewall is not ours", None),
    (r"sudo systemctl (re)?start chasqui", "no systemd", "restart"),
    (r"sudo systemctl reload chasqui", "no systemd", "reload"),
    (r"sudo systemctl stop chasqui", "no systemd", "stop"),
    (r"sudo systemctl enable --now chasqui(-mirror)?\.(timer|socket)",
     "no systemd", None),
    (r"sudo systemctl reload haproxy", "no systemd", None),
    (r"sudo chown -R chasqui:chasqui /", "there is no such user", None),
    (r"sudo chown root:chasqui /", "there is no such user", None),
    (r"(sudo )?rsync -a .* (one|two)\.example:/", "other machines", "rsync"),
    (r"scp old\.example:", "another machine", "fetch"),
    (r"echo .* socat stdio", "a running HAProxy: test_haproxy.py", None),
    (r"amfora gemini://", "real clients: test_clients.py", None),
    (r"lynx gopher://", "real clients: test_clients.py", None),
]


# ---- the text ---------------------------------------------------------------

def fenced(text):
    """(words after ```, lines) of each block between fences."""
    for indent, info, block in re.findall(
            r"^( *)```(.*)\n((?:.*\n)*?)\1```$", text, re.M):
        yield info, [line.removeprefix(indent)
                     for line in block.splitlines()]


def indented(text):
    """Blocks that are indented by four columns, outside of lists."""
    text = re.sub(r"^ *```(?:.*\n)*? *```$", "", text, flags=re.M)
    for block in re.findall(r"(?:^    .*\n)+", text, re.M):
        yield [line[4:] for line in block.splitlines()]


def commands(lines):
    """Lines that belong together: heredocs, and what is continued."""
    whole, end = [], None
    for line in lines:
        whole.append(line)
        here = re.search(r"<<'(\w+)'", line)
        if end is None and here:
            end = here[1]
        elif line == end:
            end = None
        if end is None and not re.search(r"[\\|]$", line):
            yield "\n".join(whole)
            whole = []
    assert not whole, whole


def operating():
    """(machine, command) in the order of the tutorial."""
    for info, lines in fenced((ROOT / "docs/operating.md").read_text()):
        words = info.split()
        if words[:1] == ["sh"]:
            where = words[1].removeprefix("on=") if words[1:] else "here"
            for command in commands(lines):
                yield where, command


def readme():
    for lines in indented((ROOT / "README.md").read_text()):
        yield from commands(lines)


def not_run(command):
    """The stand-in's name, or None when there is none; False: it is run."""
    for pattern, _, stand_in in NOT_RUN:
        if re.match(pattern, command):
            return stand_in
    return False


# ---- the machines -----------------------------------------------------------

class Machine:
    """A folder that stands for a machine's file system, and its server."""

    def __init__(self, folder, name, world):
        self.root = folder / name
        self.home = self.root / "home"
        self.name, self.world = name, world
        self.gemini_port, self.gopher_port = free_port(), free_port()
        self.process = None
        for sub in "home", "bin", "srv", "etc/haproxy", "var/lib/chasqui":
            (self.root / sub).mkdir(parents=True)
        self.tool("sudo", 'case $1 in -u) shift 2 ;; esac\nexec "$@"\n')

    def tool(self, name, text):
        path = self.root / "bin" / name
        path.write_text("#!/bin/sh\n" + text)
        path.chmod(0o755)

    def install(self, _=None):
        run = subprocess.run(["make", "-s", "-C", ROOT, "install"],
                             env=self.world.env | {"DESTDIR": str(self.root)},
                             capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        (self.root / "etc/chasqui").mkdir(exist_ok=True)
        # The ports and the folder are this machine's, the rest is as written.
        ports = "" if self.name in ("one", "two") else f"""
gemini {{ listen = {{"127.0.0.1:{self.gemini_port}"}} public_ports = {{1965}} }}
gopher {{ listen = {{"127.0.0.1:{self.gopher_port}"}} }}
"""
        (self.root / "more.conf").write_text(
            f'state = "{self.root}/var/lib/chasqui"\nworkers = 1\n{ports}')
        self.tool("chasqui", f"""
real={self.root}/usr/local/bin/chasqui
case "$1 $2" in
import* | render* | preview* | "cert client") exec $real "$@" ;;
esac
command=$1
shift
cat {self.root}/more.conf {self.root}/etc/chasqui/chasqui.conf |
    sed -e '/^user *=/d' -e 's/^capsule .*{{$/& allow_private = true/' \
        >{self.root}/whole.conf
exec $real $command -c {self.root}/whole.conf "$@"
""")

    def translate(self, text):
        """The same command, of this folder and of these ports."""
        text = text.replace("/usr/share/", "/usr/local/share/")
        text = re.sub(r"(?<![\w.:/])/(?=(etc|srv|var|usr)/)",
                      f"{self.root}/", text)
        text = text.replace("-C / ", f"-C {self.root} ")
        for name, address in ("one", "10.0.0.11"), ("two", "10.0.0.12"):
            m = self.world.machines.get(name, self)
            text = text.replace(f"{address}:1965", f"127.0.0.1:{m.gemini_port}")
            text = text.replace(f"{address}:70", f"127.0.0.1:{m.gopher_port}")
        text = text.replace("https://gazette.example/feed/", self.world.feed)
        text = text.replace("gazette.example:1965",
                            f"127.0.0.1:{self.gemini_port}")
        return text.replace("gopher://gazette.example/",
                            f"gopher://127.0.0.1:{self.gopher_port}/")

    def run(self, command, cwd=None, env={}):
        env = self.world.env | env
        env["PATH"] = f"{self.root}/bin:{env['PATH']}:/usr/sbin"
        run = subprocess.run(
            ["bash", "-eu", "-o", "pipefail", "-c", self.translate(command)],
            cwd=cwd or self.home, env=env, capture_output=True, text=True,
            stdin=subprocess.DEVNULL, timeout=60)
        assert run.returncode == 0, f"{command}\n{run.stdout}{run.stderr}"
        return run.stdout

    # ---- what stands in for commands

    def dry_run(self, command):
        subprocess.run(["make", "-n", "-C", ROOT, *command.split()[1:]],
                       env=self.world.env, check=True, capture_output=True)

    def log(self):
        return (self.root / "serve.log").read_text()

    def stop(self, _=None):
        if self.process is not None:
            self.process.terminate()
            assert self.process.wait(10) == 0, self.log()
            self.process = None

    def restart(self, _=None):
        self.stop()
        with open(self.root / "serve.log", "wb") as log:
            self.process = subprocess.Popen(
                [self.root / "bin/chasqui", "serve"], stdout=log, stderr=log,
                env=self.world.env)
        until(lambda: self.process.poll() is not None or
              ": ready" in self.log(), 10)
        assert self.process.poll() is None, self.log()

    def reload(self, _=None):
        before = self.log().count("reloaded")
        self.process.send_signal(signal.SIGHUP)
        until(lambda: self.log().count("reloaded") > before)

    def rsync(self, command):
        """What rsync would do between two machines, with `cp`."""
        m = re.match(r"(?:sudo )?rsync -a (?:--\S+ )*(\S+) (\w+)\.example:(\S+)$",
                     command)
        other = self.world.machine(m[2])
        self.run(f"mkdir -p {other.root}{m[3]}; cp -a {m[1]}"
                 f"{'.' if m[1].endswith('/') else ''} {other.root}{m[3]}")

    def fetch(self, command):
        name = command.split(":")[1].split()[0]
        shutil.copy(self.world.machine("here").home / name, self.home)

    def do(self, command):
        stand_in = not_run(command)
        if stand_in is False:
            return self.run(command)
        if stand_in is not None:
            getattr(self, stand_in)(command)
        return ""


class Feed(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        found = self.path == "/feed/"
        body = FEED.encode() if found else b""
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class World:
    """All machines, and the site on the web."""

    def __init__(self, folder):
        self.folder, self.machines = folder, {}
        self.env = {k: v for k, v in os.environ.items() if k not in
                    ("BUILD", "MAKEFLAGS", "MAKELEVEL", "DESTDIR", "PREFIX")}
        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Feed)
        self.feed = f"http://127.0.0.1:{self.http.server_address[1]}/feed/"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def machine(self, name):
        if name not in self.machines:
            self.machines[name] = Machine(self.folder, name, self)
            if name in ("one", "two", "front"):
                self.machines[name].install()
        return self.machines[name]

    def end(self):
        for m in self.machines.values():
            if m.process is not None:
                m.process.kill()
                m.process.wait()
        self.http.shutdown()
        self.http.server_close()


@pytest.fixture
def world(tmp_path):
    w = World(tmp_path)
    yield w
    w.end()


# ---- tests ------------------------------------------------------------------

def test_from_an_export_to_several_machines(world):
    """docs/operating.md, from its first line to its last."""
    here = world.machine("here")
    (here.home / "export.xml").write_text(EXPORT)
    world.machine("one"), world.machine("two")
    said = {}
    for name, command in operating():
        if "haproxy -c" in command and not shutil.which(
                "haproxy", path=os.environ["PATH"] + ":/usr/sbin"):
            continue
        said[name, command] = world.machine(name).do(command)

    def output(start, name="here"):
        found = [out for (where, command), out in said.items()
                 if where == name and command.startswith(start)]
        assert found, start
        return found[0]

    # The front page of step 6, on both protocols.
    page = output("printf 'gemini://")
    assert page.startswith("20 text/gemini")
    assert "The Harbour Gazette" in page and "The Crane Is Back" in page
    assert "The Crane Is Back" in output("curl -sS gopher://")
    # The mirror brought what is new, and it is served everywhere.
    for name in "here", "one", "two":
        m = world.machine(name)
        page = m.run(f"curl -sS gopher://127.0.0.1:{m.gopher_port}/")
        assert "A Ferry At Night" in page and "The Crane Is Back" in page
    # Readers of the new machine see the old one's certificate.
    shown = [re.findall(r"[0-9a-f]{64}", output("sudo chasqui cert show gaz", m))
             for m in ("here", "new")]
    assert shown[0]
    # It was renewed in between: the key is the same.
    assert set(shown[0]) & set(shown[1])
    # Two ticket keys after a change, the fresh one in front.
    keys = (here.root / "etc/chasqui/tickets").read_bytes()
    assert len(keys) == 160 and keys[:80] != keys[80:]
    assert (here.home / "public_gemini/index.gmi").exists()
    assert (here.home / "alice.key").exists()


@pytest.fixture
def tree(tmp_path):
    """The source folder, where configuration and capsule can be changed."""
    top = tmp_path / "source"
    top.mkdir()
    for entry in ROOT.iterdir():
        if entry.name in ("conf", "capsule"):
            shutil.copytree(entry, top / entry.name,
                            ignore=shutil.ignore_patterns("state"))
        elif entry.name not in ("build", ".git"):
            (top / entry.name).symlink_to(entry)
    (top / "build").symlink_to(BUILD)
    return top


def make_run(world, tree):
    """`make run`, on ports that are free."""
    gemini, gopher = free_port(), free_port()
    conf = tree / "conf/example.conf"
    conf.write_text(re.sub(r"\[::1\]:\d+", "[::1]:0", conf.read_text())
                    .replace(', "[::1]:0"', "")
                    .replace(":1965", f":{gemini}")
                    .replace(":7070", f":{gopher}"))
    log = tree / "run.log"
    with open(log, "wb") as out:
        run = subprocess.Popen(["make", "run"], cwd=tree, env=world.env,
                               stdout=out, stderr=out, start_new_session=True)
    try:
        until(lambda: run.poll() is not None or b": ready" in log.read_bytes(),
              20)
        assert run.poll() is None, log.read_text()
        page = subprocess.run(["curl", "-sS", f"gopher://127.0.0.1:{gopher}/"],
                              capture_output=True, text=True).stdout
        assert "The Andean Relay" in page
    finally:
        os.killpg(run.pid, signal.SIGINT)
        run.wait(15)


def test_the_readme(world, tree):
    here = world.machine("here")
    (tree / "export.xml").write_text(EXPORT)
    for command in readme():
        if command == "make run":
            make_run(world, tree)
        elif not_run(command) is False:
            here.run(command, tree, {"DESTDIR": str(here.root)})
        else:
            here.do(command)
    assert (here.root / "usr/local/bin/chasqui").exists()
    assert list((tree / "CAPSULE/articles").rglob("*.md"))


def test_no_command_hides_in_a_block_that_is_not_run():
    for name in "README.md", "docs/operating.md":
        for info, lines in fenced((ROOT / name).read_text()):
            for line in lines:
                if not info.startswith("sh"):
                    assert not re.match(r"\s*(sudo )?(make|\S*chasqui) \w",
                                        line), line
                elif name == "README.md":
                    raise AssertionError("blocks of the README are indented")


def test_what_is_listed_as_not_run_is_there():
    lines = [c for _, c in operating()] + list(readme())
    for pattern, _, _ in NOT_RUN:
        assert any(re.match(pattern, line) for line in lines), pattern


def test_files_and_headings_that_are_linked_exist():
    for name in "README.md", "docs/operating.md":
        page = ROOT / name
        text = page.read_text()
        headings = {re.sub(r"[^\w -]", "", h).strip().lower().replace(" ", "-")
                    for h in re.findall(r"^#+ (.*)$", text, re.M)}
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if target.startswith("#"):
                assert target[1:] in headings, target
            elif "://" not in target:
                assert (page.parent / target).exists(), target


SCALE = {"us": 1e-6, "ms": 1e-3, "s": 1, "kB": 1e3, "MB": 1e6, "times": 1}


def measured(row):
    """The value of a row of docs/bench.txt, in seconds or bytes."""
    m = re.search(rf"^{re.escape(row)}\s+([\d.]+) ?(us|ms|s|kB|MB)?\b",
                  (ROOT / "docs/bench.txt").read_text(), re.M)
    assert m, row
    return float(m[1]) * SCALE[m[2] or "times"]


def agrees(said, with_):
    """Within a factor of 1.5: another machine, and some rounding."""
    return with_ / 1.5 < said < with_ * 1.5


def test_figures_are_those_of_the_bench():
    text = (ROOT / "docs/operating.md").read_text()
    rows = re.findall(r"^\| .* \| ([\d.]+) (\S+)(?: of CPU)? \| (.*) \|$",
                      text, re.M)
    assert len(rows) >= 8
    for value, unit, row in rows:
        assert agrees(float(value) * SCALE[unit], measured(row)), row


# What the text of "How much it carries" and of "Backups" concludes from them.
CONCLUDED = [
    (r"\*\*([\d,]+) articles a second over Gemini\*\*",
     lambda: 1 / measured("Gemini article: CPU of a request")),
    (r"\*\*([\d,]+) over Gopher\*\*",
     lambda: 1 / measured("Gopher article: CPU of a request")),
    (r"peak requests a second / ([\d,]+) for each core of Gemini",
     lambda: 1 / measured("Gemini article: CPU of a request")),
    (r"([\d,]+) kB for each open connection",
     lambda: measured("idle connection, TLS") / 1e3),
    (r"8,192 connections ([\d,]+) MB",
     lambda: 8192 * measured("idle connection, TLS") / 1e6),
    (r"100,000 of them take ([\d,]+) seconds",
     lambda: measured("first scan, 100000 articles")),
]


@pytest.mark.parametrize("pattern, figure", CONCLUDED,
                         ids=[pattern for pattern, _ in CONCLUDED])
def test_what_is_concluded_from_the_bench_follows_from_it(pattern, figure):
    text = " ".join((ROOT / "docs/operating.md").read_text().split())
    [said] = re.findall(pattern, text)
    assert agrees(float(said.replace(",", "")), figure())
