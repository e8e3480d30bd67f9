"""chasqui status speaks of now."""

import os
import signal
import subprocess

import pytest

from conftest import CHASQUI, until

BROKEN = "---\ntitle: A: b\n---\nText.\n"


def test_problems_are_those_that_there_are_now(server):
    server.write("articles/broken.md", BROKEN)
    server.write("articles/other.md", BROKEN)
    server.start()
    text = server.status_text()
    assert "articles/broken.md:2: put the title between quotes" in text
    assert ", 2 problems" in text
    server.write("articles/broken.md", "---\ntitle: A\n---\nText.\n")
    (server.capsule / "articles/other.md").unlink()
    until(lambda: ", 0 problems" in server.status_text())
    assert "\nproblem" not in server.status_text()


def test_problems_outlive_a_restart(server):
    server.write("articles/broken.md", BROKEN)
    server.start()
    server.stop()
    server.start()
    assert "articles/broken.md:2: put the title" in server.status_text()


def test_a_reload_that_fails_is_a_problem_until_one_succeeds(server):
    server.start()
    good = server.conf.read_text()
    server.conf.write_text(good + "\ncolour = 1\n")
    server.signal(signal.SIGHUP)
    server.wait_log("not reloaded")
    server.conf.write_text(good)
    assert "no such option 'colour'" in server.status_text()
    server.reload()
    until(lambda: "colour" not in server.status_text())


def test_many_problems_are_counted_and_the_first_named(server):
    for n in range(40):
        server.write(f"articles/broken-{n:02}.md", BROKEN)
    server.start()
    text = server.status_text()
    assert "articles/broken-00.md" in text and "broken-39" not in text
    assert "and 24 more, which `chasqui check` names" in text


def test_waiting_ends_when_every_index_is_complete(server):
    for n in range(300):
        server.write(f"articles/{n}.md", f"---\ntitle: N{n}\n---\nText.\n")
    server.start(wait=False)
    until(lambda: (server.state / "status.sock").exists())
    run = subprocess.run([CHASQUI, "status", "--wait", "-c", server.conf],
                         capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    assert "so far" not in run.stdout and "303 articles" in run.stdout
    assert server.status()['chasqui_index_complete{capsule="localhost"}'] == 1
    server.wait_ready()


def test_a_socket_that_may_not_be_asked_is_said_so(server):
    if os.geteuid() != 0:
        pytest.skip("only root becomes another user")
    server.start()
    os.chmod(server.state, 0o700)
    run = subprocess.run(
        ["setpriv", "--reuid=65534", "--clear-groups", CHASQUI, "status", "-c",
         server.conf], capture_output=True, text=True)
    assert run.returncode in (2, 3) and "Permission denied" in run.stderr


def test_sources_are_told_with_their_last_success_next_try_and_reason(server):
    server.write("capsule.conf", '''timezone = "UTC"
source "news" { url = "https://news.example/feed" }
source "new" { url = "https://new.example/feed" }
''')
    notes = server.capsule / ".chasqui/sources"
    notes.parent.mkdir()
    notes.write_text("1623405600\t1623402000\t4102444800\tnews\tis busy\n")
    server.start()
    lines = server.status_text().splitlines()
    assert ("source       news of localhost: last success 2021-06-11 09:00, "
            "last tried 2021-06-11 10:00, next not before 2100-01-01 00:00: "
            "is busy") in lines
    assert "source       new of localhost: not followed yet" in lines


def test_the_heaviest_pages_and_pictures_are_named_with_their_sizes(server):
    for kb, name in ((2, "a"), (41, "b"), (3, "c"), (4, "d")):
        server.write(f"articles/{name}.md", "Words. " * (kb * 1000 // 7))
        picture = server.capsule / f"static/{name}.png"
        picture.parent.mkdir(exist_ok=True)
        picture.write_bytes(b"x" * kb * 1000)
    server.start()
    lines = [line for line in server.status_text().splitlines()
             if line.startswith("heaviest ")]
    assert lines == [
        f"heaviest     {path} of localhost: {what}"
        for path, what in (("articles/b.md", "page, 41 kB"),
                           ("articles/d.md", "page, 4 kB"),
                           ("articles/c.md", "page, 3 kB"),
                           ("static/b.png", "picture, 41 kB"),
                           ("static/d.png", "picture, 4 kB"),
                           ("static/c.png", "picture, 3 kB"))]
