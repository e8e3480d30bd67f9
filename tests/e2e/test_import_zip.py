"""Exports as they come: in a zip file, of which nothing gets out of hand."""
import json
import os
import signal
import stat
import subprocess
import time
import zipfile

import pytest

from test_import_kinds import ATOM, BUILD, RSS, articles, page, story
from test_mirror import site  # noqa: F401 (fixture)

TABLE = ("post_id,post_date,is_published,email_sent_at,type,audience,title,"
         "subtitle,podcast_url\n"
         "1.one,2023-05-06T07:08:09.000Z,true,,newsletter,everyone,One,Sub,\n")
GHOST = json.dumps({"db": [{"meta": {}, "data": {"posts": [
    {"id": "1", "title": "One", "slug": "one", "status": "published",
     "html": "<p>Words.</p>", "published_at": "2023-05-06T07:08:09Z"}]}}]})
PACKED = zipfile.ZIP_DEFLATED


@pytest.fixture
def temporary(tmp_path):
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


@pytest.fixture
def run(tmp_path, temporary):
    """Import, and look that nothing is left behind."""
    def one(*args, **more):
        r = subprocess.run(
            [BUILD / "chasqui", "import", *map(str, args)],
            capture_output=True, timeout=60,
            env={**os.environ, "TMPDIR": str(temporary)}, **more)
        r.stderr = r.stderr.decode()
        assert list(temporary.iterdir()) == []
        return r
    return one


def pack(path, files, **more):
    with zipfile.ZipFile(path, "w", PACKED, **more) as z:
        for name, text in files.items():
            z.writestr(name, text)
    return path


def unpacked(path, files):
    for name, text in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text)
    return path


MEDIUM = {"README.html": "<p>Your archive</p>",
          "posts/2019-03-07_One.html": story("One", "<p>Short.</p>"),
          "posts/draft_Two.html": story("Two", "<p>Not yet.</p>"),
          "posts/picture.png": "no picture"}
SUBSTACK = {"posts.csv": TABLE, "posts/1.one.html": "<p>Words.</p>",
            "email_list.csv": "ada@ferry.example"}


@pytest.mark.parametrize("files", [MEDIUM, SUBSTACK])
def test_a_zip_file_is_taken_as_its_folder_is(tmp_path, run, files):
    folder = unpacked(tmp_path / "folder", files)
    whole = run(folder, tmp_path / "plain")
    packed = run(pack(tmp_path / "x.zip", files), tmp_path / "packed")
    assert packed.returncode == whole.returncode == 0, packed.stderr
    assert articles(tmp_path / "packed") == articles(tmp_path / "plain")
    again = run(folder, tmp_path / "packed")
    assert "0 new, 0 changed" in again.stderr
    below = {f"export-7/{name}": text for name, text in files.items()}
    r = run(pack(tmp_path / "b.zip", below), tmp_path / "below")
    assert articles(tmp_path / "below") == articles(tmp_path / "plain"), r


@pytest.mark.parametrize("name, text", [
    ("a.wordpress.2024-03-07.000.xml", RSS), ("site.ghost.json", GHOST),
    ("Takeout/Blogger/Blogs/The Ferry/feed.atom", ATOM)])
def test_a_feed_or_an_export_in_it_is_found(tmp_path, run, name, text):
    more = {"Takeout/archive_browser.html": page()} \
        if name.startswith("Takeout") else {}
    r = run(pack(tmp_path / "x.zip", {name: text, **more}), tmp_path / "c")
    assert r.returncode == 0, r.stderr
    assert len(articles(tmp_path / "c")) == 1


def test_saved_pages_are_taken_with_the_zip_file_s_name(tmp_path, run):
    files = {"one.html": page(), "two.html": "<p>x</p>",
             "one_files/frame.html": page()}
    r = run(pack(tmp_path / "x.zip", files), tmp_path / "c")
    assert list(articles(tmp_path / "c")) == ["the-dredger-stays-in-its-yard"]
    assert f"{tmp_path}/x.zip/two.html: " in r.stderr
    assert "frame" not in r.stderr and "temporary" not in r.stderr


def test_pages_in_all_folders_are_taken_and_what_is_not_is_told(tmp_path, run):
    files = {"index.html": story("First", "<p>One.</p>"),
             "2020/05/a.html": story("Second", "<p>Two.</p>"),
             "export.xml": RSS, "2020/manifest.json": "{}"}
    r = run(pack(tmp_path / "x.zip", files), tmp_path / "c")
    assert r.returncode == 0, r.stderr
    assert sorted(articles(tmp_path / "c")) == ["first", "second"]
    for name in ("export.xml", "2020/manifest.json"):
        assert f"what is taken: unpack and name it): {name}\n" in r.stderr
    files = {"posts/a.html": files["index.html"],
             "about.html": files["2020/05/a.html"]}
    r = run(pack(tmp_path / "y.zip", files), tmp_path / "posts")
    assert list(articles(tmp_path / "posts")) == ["first"]
    assert "unpack and name it): about.html\n" in r.stderr


def test_dots_and_backslashes_in_names_lose_nothing(tmp_path, run):
    names = ["./a/x.html", ".\\b\\x.html", "c/./x.html", "././d/./x.html"]
    r = run(pack(tmp_path / "x.zip", {
        name: story(f"Number {i}", "<p>Short.</p>")
        for i, name in enumerate(names)}), tmp_path / "c")
    assert r.returncode == 0, r.stderr
    assert len(articles(tmp_path / "c")) == len(names)


def test_it_may_come_by_standard_input_or_the_web(tmp_path, run, site):
    path = pack(tmp_path / "x.zip", MEDIUM)
    r = run("-", tmp_path / "c", input=path.read_bytes())
    assert r.returncode == 0 and len(articles(tmp_path / "c")) == 2, r.stderr
    site.pages["/x.zip"] = path.read_bytes()
    r = run(f"{site.url}/x.zip", tmp_path / "web")
    assert r.returncode == 0 and len(articles(tmp_path / "web")) == 2, r.stderr


def test_no_name_leads_out_of_it(tmp_path, run):
    good = story("One", "<p>Short.</p>")
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as z:
        for name in ("../../out.html", "/out.html", "posts/../../../out.html",
                     "..\\..\\out.html",
                     "a/" * 40 + "deep.html", "posts/good.html",
                     "__MACOSX/posts/._good.html"):
            z.writestr(name, good)
        link = zipfile.ZipInfo("posts/link.html")
        link.create_system = 3
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        z.writestr(link, "/etc/passwd")
    r = run(tmp_path / "x.zip", tmp_path / "c")
    assert r.returncode == 0, r.stderr
    assert list(articles(tmp_path / "c")) == ["one"]
    assert r.stderr.count("(its name leads out of the zip file): ") == 4
    assert r.stderr.count("(its name is none of a file): ") == 1
    assert "(is a link): posts/link.html" in r.stderr
    assert not list(tmp_path.rglob("out.html"))


def encrypted(data):
    """The flag of encryption set in every header."""
    data = bytearray(data)
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        found = data.find(mark)
        while found != -1:
            data[found + at] |= 1
            found = data.find(mark, found + 4)
    return bytes(data)


def test_what_is_encrypted_or_damaged_is_named(tmp_path, run):
    path = pack(tmp_path / "x.zip", {"one.html": page(),
                                     "two.html": page("<!-- two -->")})
    whole = path.read_bytes()
    path.write_bytes(encrypted(whole))
    r = run(path, tmp_path / "c")
    assert r.returncode == 1 and not (tmp_path / "c").exists()
    assert "left out (is encrypted): one.html" in r.stderr
    assert "x.zip: is a zip file without a page or an export" in r.stderr
    begin = whole.find(b"one.html") + len("one.html")
    path.write_bytes(whole[:begin + 40] + b"\xff" * 9 + whole[begin + 49:])
    r = run(path, tmp_path / "c")
    assert r.returncode == 1 and len(articles(tmp_path / "c")) == 1
    assert "one.html: is damaged: " in r.stderr
    path.write_bytes(whole[:-30])
    r = run(path, tmp_path / "c")
    assert r.returncode == 1 and "is a zip file without its end" in r.stderr


def test_a_file_twice_is_taken_once_and_told(tmp_path, run):
    with pytest.warns(UserWarning), \
            zipfile.ZipFile(tmp_path / "x.zip", "w") as z:
        z.writestr("one.html", page())
        z.writestr("one.html", page())
    r = run(tmp_path / "x.zip", tmp_path / "c")
    assert r.returncode == 1 and len(articles(tmp_path / "c")) == 1
    assert "one.html: cannot be unpacked: File exists" in r.stderr


def test_what_is_made_to_fill_a_disk_is_refused(tmp_path, run):
    page_of_a = "<p>" + "a" * (20 << 20)
    r = run(pack(tmp_path / "x.zip", {"1.html": page_of_a}), tmp_path / "c")
    assert r.returncode == 1 and not (tmp_path / "c").exists()
    assert "holds 200 times its size" in r.stderr
    inner = pack(tmp_path / "inner.zip", MEDIUM).read_bytes()
    r = run(pack(tmp_path / "y.zip", {"1.html": inner}), tmp_path / "c")
    assert r.returncode == 1
    assert "y.zip/1.html: is a zip file in a zip file" in r.stderr


def test_a_size_that_is_not_true_is_no_way_round_the_limit(tmp_path, run):
    path = pack(tmp_path / "x.zip", {"1.html": "<p>" + "a" * (20 << 20)})
    data = bytearray(path.read_bytes())
    for mark, at in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        found = data.find(mark)
        data[found + at:found + at + 4] = (1000).to_bytes(4, "little")
    path.write_bytes(data)
    r = run(path, tmp_path / "c")
    assert r.returncode == 1 and not (tmp_path / "c").exists()
    assert "1.html: is " in r.stderr


def test_more_files_than_an_export_has_are_refused(tmp_path, run):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as z:
        for i in range(200001):
            z.writestr(f"{i}", "")
    r = run(tmp_path / "x.zip", tmp_path / "c")
    assert r.returncode == 1
    assert "is a zip file of more than 200000 files" in r.stderr


@pytest.mark.parametrize("sig", [signal.SIGTERM, signal.SIGINT])
def test_a_run_that_is_ended_leaves_nothing_behind(tmp_path, temporary, sig):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    p = subprocess.Popen(
        [BUILD / "chasqui", "import", pack(tmp_path / "x.zip", MEDIUM), pipe,
         tmp_path / "c"], stderr=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(temporary)})
    until = time.monotonic() + 30
    while not (tmp_path / "c" / "articles").exists():
        assert time.monotonic() < until
        time.sleep(0.02)
    assert list(temporary.iterdir()) != []
    p.send_signal(sig)
    assert p.wait(30) == -sig
    p.stderr.close()
    assert list(temporary.iterdir()) == []


def test_nor_does_one_that_is_ended_as_it_begins(tmp_path, temporary):
    for i in range(60):
        p = subprocess.Popen(
            [BUILD / "chasqui", "import", "-", tmp_path / "c"],
            stdin=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={**os.environ, "TMPDIR": str(temporary)})
        time.sleep(i / 10000)
        p.terminate()
        assert p.wait(30) == -signal.SIGTERM
        p.stdin.close()
        assert list(temporary.iterdir()) == []
