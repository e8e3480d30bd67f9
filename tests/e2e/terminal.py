"""A terminal of 80 columns (or as wanted) and 24 rows, and what runs in it.

    with Terminal("lynx", ["lynx", url], folder) as t:
        t.shows("Gopher Menu")
        t.press("Down", "Enter")
        t.shows("# Title")
        t.keep("article")

Screens are read as text from tmux.  One that does not show what it should in
time is printed, and kept as build/screens/PROGRAM-failed.txt.
"""

import os
import pathlib
import pty
import re
import shutil
import subprocess
import tempfile
import time

import pytest

from conftest import BUILD, patience

SCREENS = BUILD / "screens"
COLUMNS, ROWS = 80, 24
TMUX = """set -g status off
set -g remain-on-exit on
set -g escape-time 0
set -g default-terminal screen
"""


def can_make_terminals():
    """Whether this machine (or chroot) gives out pseudo-terminals."""
    try:
        for end in pty.openpty():
            os.close(end)
    except OSError:
        return False
    return True


def need_terminal():
    if not can_make_terminals():
        pytest.skip("no pseudo-terminals here: /dev/pts is not mounted")


def need_program(name, package):
    if shutil.which(name) is None:
        pytest.skip(f"no {name} here: apt-get install {package}")


# A page that came before bombadillo knew its terminal's size is drawn empty, or
# not at all, until it is asked for again.
EMPTY = (r"Bombadillo \)\)\)[^\n]*\n(?:[ ]*\n){16,}(?:Loading\.\.\.\n)? +HST:",
         "R")

# amfora of Debian 13 was built with a viper that it does not know.
CRASHED = "amfora/client.Init()"

# What is not the page's: frames, sacc's margin, Emacs's mark of a broken row.
FRAMES = re.compile(r"[\u2500-\u2593]|^   \| ", re.M)
BROKEN = re.compile(r"\\\n")


def squeezed(text):
    """Words as a reader sees them, wherever the lines were broken."""
    return re.sub(r"\s+", " ", FRAMES.sub(" ", BROKEN.sub("", text)))


class Terminal:
    """One program on its own screen, with its own home folder."""

    def __init__(self, name, command, folder, scrolls=False, stuck=None,
                 columns=COLUMNS, **environment):
        need_terminal()
        need_program("tmux", "tmux")
        self.name = name
        self.scrolls = scrolls  # its pages run off the top: look there too
        self.stuck = stuck      # (screen, key): the key helps it on
        self.home = pathlib.Path(folder)
        self.at = tempfile.mkdtemp(prefix="tmux")  # a socket's path is short
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home / ".config"),
            "XDG_CACHE_HOME": str(self.home / ".cache"),
            "XDG_DATA_HOME": str(self.home / ".local/share"),
            "XDG_DOWNLOAD_DIR": str(self.home),
            "LC_ALL": "C.UTF-8", "PAGER": "cat", **environment}
        (pathlib.Path(self.at) / "conf").write_text(TMUX)
        self.tmux("-f", f"{self.at}/conf", "new-session", "-d", "-s", "s",
                  "-x", str(columns), "-y", str(ROWS), "--", *command)

    def tmux(self, *words):
        run = subprocess.run(["tmux", "-u", "-S", f"{self.at}/s", *words],
                             capture_output=True, text=True, timeout=60,
                             env=self.environment)
        assert run.returncode == 0, run.stderr
        return run.stdout

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.tmux("kill-server")
        shutil.rmtree(self.at)

    def text(self):
        """The 24 rows (and those above, if asked), without blank ends."""
        above = ["-S", "-"] if self.scrolls else []
        return self.tmux("capture-pane", "-p", *above, "-t", "s")

    def row_of(self, wanted):
        """The first row, counted from 1, that has these words."""
        for number, row in enumerate(self.text().split("\n"), 1):
            if wanted in squeezed(row):
                return number
        return ROWS + 1

    def keep(self, page):
        """Keep the screen for people, as text."""
        SCREENS.mkdir(parents=True, exist_ok=True)
        path = SCREENS / f"{self.name}-{page}.txt"
        path.write_text(self.text())
        return path

    def press(self, *keys):
        """Keys by tmux's names: Enter, Tab, C-x, Down, or a letter."""
        self.tmux("send-keys", "-t", "s", *keys)

    def type(self, text):
        self.tmux("send-keys", "-t", "s", "-l", text)

    def help_on(self, text, since):
        """Press the key when stuck for a second; when it got stuck."""
        if self.stuck is None or not re.search(self.stuck[0], text):
            return None
        if since is None or time.monotonic() < since + 1:
            return since or time.monotonic()
        self.press(self.stuck[1])
        return None

    def wait(self, condition, what, seconds=10):
        """Wait until condition(screen) holds, and return what it gave."""
        end = time.monotonic() + patience(seconds)
        since = None
        while True:
            text = self.text()
            found = condition(text)
            if found:
                return found
            if CRASHED in text.replace("\n", ""):
                pytest.skip(f"this {self.name} ends before it asks anything")
            since = self.help_on(text, since)
            if time.monotonic() > end:
                path = self.keep("failed")
                pytest.fail(f"{self.name} does not show {what} ({path}):\n"
                            + text, pytrace=False)
            time.sleep(0.05)

    def shows(self, *wanted, without=(), seconds=10):
        """Wait until all of wanted, and none of without, is on the screen."""
        def there(text):
            words = squeezed(text)
            return all(w in words for w in wanted) and \
                not any(w in words for w in without)
        self.wait(there, " and ".join(map(repr, wanted)), seconds)
        return squeezed(self.text())
