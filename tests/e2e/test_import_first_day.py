"""What an import leaves: a capsule with a name, no folder for nothing, and
every picture that could not be had named."""
import hashlib
import http.server
import os
import pathlib
import sqlite3
import subprocess
import threading

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))


def run(*args):
    return subprocess.run([BUILD / "chasqui", "import", *map(str, args)],
                          capture_output=True, text=True, timeout=60)


def rss(title="The Gazette", body="x", link="https://g.example/blog/"):
    return (f"<rss version='2.0'><channel><title>{title}</title><link>{link}"
            "</link><language>en_us</language><description>News &amp; tides"
            "</description><item><title>A</title><guid>1</guid><description>"
            f"<![CDATA[{body}]]></description></item></channel></rss>")


def test_a_source_that_is_not_there_leaves_no_folder(tmp_path):
    r = run(tmp_path / "nope.xml", tmp_path / "c")
    assert r.returncode == 3
    assert "nope.xml: cannot be opened" in r.stderr
    assert not (tmp_path / "c").exists()


def test_a_capsule_without_a_configuration_gets_one(tmp_path):
    (tmp_path / "f").write_text(rss('The "Gazette" &amp; ${HOME} \\ Co.'))
    r = run(tmp_path / "f", tmp_path / "c")
    assert r.returncode == 0 and "capsule.conf is new" in r.stderr
    text = (tmp_path / "c" / "capsule.conf").read_text()
    assert 'language = "en-us"' in text
    assert 'web = "https://g.example/blog/"' in text
    assert 'description = "News & tides"' in text
    (tmp_path / "chasqui.conf").write_text(
        f'state = "{tmp_path}/state"\n'
        'gemini { listen = {"127.0.0.1:19650"} }\ngopher { listen = {} }\n'
        f'capsule "localhost" {{ root = "{tmp_path}/c" }}\n')
    check = subprocess.run([BUILD / "chasqui", "check", "-c",
                            tmp_path / "chasqui.conf"],
                           capture_output=True, text=True)
    assert "capsule.conf" not in check.stderr + check.stdout
    shown = subprocess.run(
        [BUILD / "chasqui", "export", "-c", tmp_path / "chasqui.conf",
         "--to", "gemini", tmp_path / "out"], capture_output=True, text=True)
    assert shown.returncode == 0, shown.stderr
    front = (tmp_path / "out" / "index.gmi").read_text()
    assert 'The "Gazette" & ${HOME} \\ Co.' in front


@pytest.mark.parametrize("january, july, zone", [
    ("-0500", "-0500", "Etc/GMT+5"), ("+0100", "+0200", "Europe/Berlin"),
    ("-0500", "-0400", "America/New_York"), ("+0100", "+0900", None),
    ("+0000", "+0000", None)])
def test_the_time_zone_is_that_of_the_dates(tmp_path, january, july, zone):
    def dated(month, offset):
        return (f"<item><title>{month}</title><guid>{month}</guid><pubDate>"
                f"11 {month} 2021 08:00:00 {offset}</pubDate><description>x"
                "</description></item>")

    (tmp_path / "f").write_text(
        "<rss version='2.0'><channel><title>T</title>"
        + dated("Jan", january) + dated("Jul", july) + "</channel></rss>")
    run(tmp_path / "f", tmp_path / "c")
    text = (tmp_path / "c" / "capsule.conf").read_text()
    assert (f'timezone = "{zone}"' in text) if zone else "timezone" not in text


def test_a_configuration_that_is_there_stays(tmp_path):
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "capsule.conf").write_text('title = "Mine"\n')
    (tmp_path / "f").write_text(rss())
    run(tmp_path / "f", tmp_path / "c")
    assert (tmp_path / "c" / "capsule.conf").read_text() == 'title = "Mine"\n'


def test_without_a_title_the_site_or_the_folder_gives_it(tmp_path):
    (tmp_path / "f").write_text("Harbour\n\nThe Light Is Out\n\n" +
                                "A long enough excerpt stands here, and ends. "
                                * 4)
    run(tmp_path / "f", tmp_path / "gazette")
    assert ('title = "gazette"'
            in (tmp_path / "gazette" / "capsule.conf").read_text())


def test_a_dry_run_writes_no_configuration(tmp_path):
    (tmp_path / "f").write_text(rss())
    run("-n", tmp_path / "f", tmp_path / "c")
    assert not (tmp_path / "c").exists()


class Pictures(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/good.png":
            self.answer(200, b"\x89PNG\r\n\x1a\n" + b"x" * 40)
        elif self.path == "/page.png":
            self.answer(200, b"<html>no picture</html>")
        else:
            self.answer(404, b"")

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def pictures():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pictures)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_pictures_that_cannot_be_had_are_named(tmp_path, pictures):
    body = "".join(f"<img src='{pictures}/{n}.png' alt='{n}'>"
                   for n in ("good", "page", "gone"))
    (tmp_path / "f").write_text(rss(body=body))
    r = run("--images", "keep", "--allow-private", "--report",
            tmp_path / "report", tmp_path / "f", tmp_path / "c")
    assert r.returncode == 1, r.stderr
    for said in (r.stderr, (tmp_path / "report").read_text()):
        assert f"{pictures}/gone.png: answers 404" in said
        assert f"{pictures}/page.png: is no picture of a known kind" in said
        assert "good.png" not in said
    assert len(list((tmp_path / "c" / "static").rglob("*.png"))) == 1


# ---- the capsule's own notes are not believed ----

def noted(folder, path):
    """Change what the notes say of the only item's file."""
    victim = folder / "victim" / "profile"
    with sqlite3.connect(folder / "c" / ".chasqui" / "imported") as notes:
        notes.execute("UPDATE imported SET path = ?, written = ?, beside = ''",
                      (path, hashlib.sha256(victim.read_bytes()).hexdigest()))


@pytest.fixture
def victim(tmp_path):
    (tmp_path / "victim").mkdir()
    (tmp_path / "victim" / "profile").write_text("ORIGINAL\n")
    yield tmp_path
    assert [p.name for p in (tmp_path / "victim").iterdir()] == ["profile"]
    assert (tmp_path / "victim" / "profile").read_text() == "ORIGINAL\n"


@pytest.mark.parametrize("path", [
    "../victim/profile", "articles/../../victim/profile", "capsule.conf",
    "static/../../victim/profile", "/etc/hostname", ".chasqui/fetched"])
def test_notes_that_name_another_file_write_to_none(victim, path):
    (victim / "f").write_text(rss())
    run(victim / "f", victim / "c")
    conf = (victim / "c" / "capsule.conf").read_text()
    noted(victim, path)
    (victim / "f").write_text(rss(body="changed"))
    run(victim / "f", victim / "c")
    assert (victim / "c" / "capsule.conf").read_text() == conf


@pytest.mark.parametrize("link", ["articles", ".chasqui"])
def test_an_import_never_writes_through_a_link(victim, link):
    (victim / "f").write_text(rss())
    (victim / "c").mkdir()
    (victim / "c" / link).symlink_to("../victim")
    r = run(victim / "f", victim / "c")
    assert r.returncode == 3, r.stderr
