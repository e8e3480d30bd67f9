"""What `chasqui import` tells people: on standard error, and in a report."""
import os
import pathlib
import subprocess

import pytest

from terminal import need_program, need_terminal

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))

ITEM = """<item><title>Picture {0}</title><wp:post_type>attachment</wp:post_type>
<wp:post_id>{0}</wp:post_id><wp:status>inherit</wp:status></item>
"""
POST = """<item><title>Kept {0}</title><wp:post_type>post</wp:post_type>
<wp:post_id>9{0}</wp:post_id><wp:status>publish</wp:status>
<content:encoded>Text.</content:encoded></item>
"""


def run(*args):
    return subprocess.run(
        [BUILD / "chasqui", "import", *map(str, args)],
        capture_output=True, text=True, timeout=60)


@pytest.fixture
def export(tmp_path):
    items = "".join(ITEM.format(i) for i in range(30)) + POST.format(1)
    path = tmp_path / "export.xml"
    path.write_text(
        '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel>{items}</channel></rss>")
    return path


def test_of_one_reason_twenty_lines_are_shown_and_all_counted(export, tmp_path):
    r = run(export, tmp_path / "c")
    assert r.returncode == 0
    assert r.stderr.count("left out (an attachment)") == 20
    assert "chasqui: 30 left out: an attachment" in r.stderr
    assert "1 new" in r.stderr and "; 30 left out" in r.stderr
    assert "\r" not in r.stderr, "progress is for terminals"


def test_the_report_has_every_line(export, tmp_path):
    r = run("--report", tmp_path / "r", export, tmp_path / "c")
    lines = (tmp_path / "r").read_text().splitlines()
    assert r.returncode == 0
    for i in range(30):
        assert any(line.endswith(f"left out (an attachment): Picture {i}")
                   for line in lines)
    assert "articles/kept-1.md: new" in lines
    assert lines[-1] in r.stderr


def test_progress_is_shown_on_a_terminal(export, tmp_path):
    need_terminal()
    need_program("script", "bsdutils")
    r = subprocess.run(
        ["script", "-qec",
         f"{BUILD}/chasqui import {export} {tmp_path}/c", "/dev/null"],
        capture_output=True, text=True, timeout=60,
        stdin=subprocess.DEVNULL)
    assert "export.xml: " in r.stdout and " taken, " in r.stdout


@pytest.mark.parametrize("args, status", [
    (["--help"], 0),
    (["--version"], 0),
    ([], 2),
    (["only-a-capsule"], 2),
    (["--from", "mystery", "x", "y"], 2),
    (["--nonsense", "x", "y"], 2),
    (["/no/such/file", "{tmp}/c"], 3),
    (["{tmp}", "{tmp}/c"], 3),
    (["{tmp}/empty", "{tmp}/c"], 1),
    (["{tmp}/export.xml", "/proc/nowhere"], 3),
    (["--report", "/proc/nowhere/r", "{tmp}/export.xml", "{tmp}/c"], 3),
    (["{tmp}/export.xml", "{tmp}/c"], 0),
])
def test_the_exit_status_says_what_happened(export, tmp_path, args, status):
    (tmp_path / "empty").write_text("")
    r = run(*(a.format(tmp=tmp_path) for a in args))
    assert r.returncode == status, r.stderr
    assert (r.stdout if status == 0 and args[0][0] == "-" else r.stderr)


def test_help_names_every_option_and_format():
    said = run("--help").stdout
    for word in ("--from", "--topic", "--report", "--dry-run", "--help",
                 "wxr", "rss", "atom", "json", "text"):
        assert word in said
