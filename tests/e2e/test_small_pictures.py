"""Pictures that fit a slow line: made in the background, led to first."""

import os
import random
import re
import shutil
import subprocess
import zipfile
import zlib

import pytest

from conftest import BUILD, CHASQUI, SANITIZED, export, until
import pictures
from test_picture import HOSTILE

pytestmark = [
    pytest.mark.skipif(not (BUILD / "chasqui-picture").exists(),
                       reason="no picture library here"),
    pytest.mark.skipif(SANITIZED, reason="a sanitizer needs more than the "
                                         "256 MB that the program may have")]

TEXT = ("---\ntitle: Boat\ndate: 2024-05-04\n---\n\n"
        "![Boat on the quay]({})\n\nWords.\n")


@pytest.fixture(scope="module")
def photograph():
    return pictures.wide_photograph(2000, 1500)


def put(server, path, data, age=10):
    """As a file that nobody writes any more."""
    full = server.capsule / path
    full.parent.mkdir(parents=True, exist_ok=True)
    full.write_bytes(data)
    now = os.stat(full).st_mtime - age
    os.utime(full, (now, now))


def links(text):
    return re.findall(r"^=> (\S+) (.*)$", text, re.M)


def small_of(server, url="/a/boat"):
    """The first picture's small form, once there is one."""
    def found():
        text = server.gemini(url).text
        return [l for l in links(text) if l[0].startswith("/pictures/")]
    return until(found, 20)[0]


def test_a_page_leads_to_the_small_form_first_and_says_both_sizes(
        server, photograph):
    put(server, "static/boat.png", photograph)
    server.write("articles/boat.md", TEXT.format("/static/boat.png"))
    server.start()
    url, label = small_of(server)
    size = re.fullmatch(r"Boat on the quay \[image, (\d+) kB\]", label)
    assert size and int(size[1]) <= 60
    text = server.gemini("/a/boat").text
    original = f"=> /static/boat.png original, {len(photograph) / 1e6:.1f} MB"
    if len(photograph) < 995000:
        original = f"=> /static/boat.png original, {len(photograph) // 1000}"
    assert f"=> {url} {label}\n{original}" in text
    reply = server.gemini(url)
    assert reply.meta == "image/jpeg" and 0 < len(reply.body) <= 60000
    assert pictures.size_of(reply.body)[1] <= 1024
    menu = server.gopher("/a/boat").decode()
    assert f"IBoat on the quay [image, {size[1]} kB]\t{url}\t" in menu
    assert "original, " in menu
    assert server.gopher(url) == reply.body
    plain = server.gopher("/a/boat.txt").decode()
    assert url in plain


def test_pictures_of_a_bundle_have_small_forms_too(server, photograph):
    put(server, "articles/boat/quay.jpg", photograph)
    server.write("articles/boat/index.md", TEXT.format("quay.jpg"))
    server.start()
    assert small_of(server)
    assert "=> /a/boat/quay.jpg original, " in server.gemini("/a/boat").text


def test_settings_are_followed_and_what_nobody_wants_goes(server, photograph):
    put(server, "static/boat.png", photograph)
    server.write("articles/boat.md", TEXT.format("/static/boat.png"))
    server.start()
    first = small_of(server)[0]
    server.write("capsule.conf", "picture_max = 20\npicture_grey = true\n")
    second = until(lambda: [l for l in links(server.gemini("/a/boat").text)
                            if l[0].startswith("/pictures/")
                            and l[0] != first], 20)[0][0]
    assert len(server.gemini(second).body) <= 20000
    folder = server.folder / "state" / "pictures"
    until(lambda: len([p for p in folder.iterdir()
                       if p.name[0] != "."]) == 2, 20)
    (server.capsule / "static" / "boat.png").unlink()
    until(lambda: not list(folder.iterdir()), 20)
    assert server.gemini(second).status == 51


def test_a_picture_that_cannot_be_read_is_linked_as_it_is_and_named(
        server, photograph):
    put(server, "static/broken.png", photograph[:5000] + b"x" * 70000)
    put(server, "static/boat.png", photograph)
    server.write("articles/boat.md", TEXT.format("/static/boat.png"))
    server.write("articles/broken.md",
                 "---\ntitle: Broken\n---\n\n![Bad](/static/broken.png)\n")
    server.start()
    small_of(server)
    until(lambda: "broken.png: no small form: " in server.log(), 10)
    assert ("=> /static/broken.png Bad [image, 75 kB]" in
            server.gemini("/a/broken").text)
    assert server.log().count("broken.png") == 1
    assert "broken.png" in server.status_text()


def test_without_the_helper_it_serves_as_before(server, photograph,
                                                tmp_path, monkeypatch):
    import conftest
    alone = tmp_path / "bin"
    alone.mkdir()
    shutil.copy(BUILD / "chasqui", alone / "chasqui")
    monkeypatch.setattr(conftest, "CHASQUI", alone / "chasqui")
    put(server, "static/boat.png", photograph)
    server.write("articles/boat.md", TEXT.format("/static/boat.png"))
    server.start()
    until(lambda: "pictures are served as they are" in server.log(), 10)
    assert "=> /static/boat.png Boat on the quay [image, " in \
        server.gemini("/a/boat").text
    assert server.log().count("cannot be started") == 1


def test_names_that_are_no_small_forms_lead_to_nothing(server):
    server.start()
    for name in ("x.jpg", "../index/x", "0" * 64, "0" * 64 + ".jpg",
                 "0" * 64 + ".png/", ""):
        assert server.gemini("/pictures/" + name).status in (51, 59), name


def fuzzed(n):
    """A picture with some of its bytes changed, whose kind still shows."""
    chance = random.Random(n)
    data = bytearray(pictures.png(300, 200, pictures.photograph) if n % 2 else
                     pictures.gif(250, 200, 2))
    for _ in range(chance.randint(1, 20)):
        data[chance.randrange(16, len(data))] = chance.randrange(256)
    return bytes(data)


def bombs():
    """Few bytes that say little of themselves and unpack to very much."""
    much = zlib.compress(bytes(200 << 20), 9)
    head = pictures.png(60, 40, pictures.photograph)
    return {
        "pixels.png": pictures.png_of(60, 40, much),
        "words.png": head[:33] + pictures.chunk(b"zTXt", b"x\0\0" + much) +
        head[33:],
        "profile.png": head[:33] + pictures.chunk(b"iCCP", b"x\0\0" + much) +
        head[33:],
        "many.png": pictures.png_of(6000, 6000, zlib.compress(
            bytes(6000 * 18001), 9)),
    }


def checked(server):
    """What `check` says of pictures that cannot be read, by name."""
    run = subprocess.run([CHASQUI, "check", "-c", server.conf],
                         capture_output=True, text=True, timeout=300)
    return dict(re.findall(r"static/(\S+):1: no small form: (.*)",
                           run.stderr))


def test_hostile_pictures_harm_nothing_and_are_named(server, photograph):
    """Damaged, of wrong types, bombs, and a hundred with broken bytes."""
    names = {name.replace(" ", "-").replace(",", "") + ".png": data
             for name, data in HOSTILE.items()}
    names["cut.png"] = photograph[:100000]
    names["wrong.jpg"] = b"%PDF-1.4\n" * 9000
    names |= bombs()
    names |= {f"fuzzed-{n}.png": fuzzed(n) for n in range(100)}
    for name, data in names.items():
        put(server, f"static/{name}", data)
    put(server, "static/zzz.png", photograph)
    server.write("articles/boat.md", TEXT.format("/static/zzz.png"))
    server.write("articles/many.md", "---\ntitle: Many\n---\n\n" + "\n\n".join(
        f"![{name}](/static/{name})" for name in names))
    server.start()

    def seen_to():
        server.gemini("/a/many")
        return "/pictures/" in server.gemini("/a/boat").text
    until(seen_to, 120)
    log = server.log()
    named = set(re.findall(r"static/(\S+): no small form: ", log))
    assert {"65535-by-65535-pixels.png", "a-bomb.png", "nothing.png",
            "svg.png", "wrong.jpg", "cut.png"} <= named
    assert "was ended by signal" not in log
    assert "another one takes its place" not in log
    # each has a link still: to its small form, or as it is
    links_of = [url for url, _ in links(server.gemini("/a/many").text)]
    for name in names:
        if name in named:
            assert f"/static/{name}" in links_of
    # what the server has refused, and nothing else, is named by `check`
    large = {name for name in named if len(names[name]) >= 1000}
    assert set(checked(server)) == large
    server.stop()
    assert set(checked(server)) == large


def test_check_looks_into_pictures_without_a_server(server, photograph):
    put(server, "static/broken.png", photograph[:5000] + b"x" * 70000)
    put(server, "static/boat.png", photograph)
    put(server, "static/wrong.jpg", b"words " * 1000)
    server.configure()
    said = checked(server)
    assert set(said) == {"broken.png", "wrong.jpg"}
    assert said["wrong.jpg"] == "this is no JPEG, PNG, GIF or WebP picture"


def test_a_zone_elsewhere_hides_no_small_picture(server, photograph):
    put(server, "static/boat.png", photograph)
    server.write("articles/boat.md", TEXT.format("/static/boat.png"))
    server.capsule_keys = 'zone "/a/one" { }'
    server.start()
    url, _ = small_of(server)
    assert server.gemini(url).meta == "image/jpeg"


def test_exports_and_books_use_the_small_forms(server, photograph, tmp_path):
    put(server, "static/boat.png", photograph)
    put(server, "articles/quay/boat.png", photograph)
    server.write("articles/quay/index.md",
                 TEXT.format("boat.png") + "\n![](/static/boat.png)\n")
    server.start()
    until(lambda: server.gemini("/a/quay").text.count("=> /pictures/") == 2,
          20)
    small = small_of(server, "/a/quay")[0].lstrip("/")
    tree = tmp_path / "tree"
    assert export(server, "gemini", tree).returncode == 0
    text = (tree / "a/quay.gmi").read_text()
    assert f"=> ../{small} Boat on the quay [image, " in text
    assert re.search(r"^=> quay/boat.png .*original, 9", text, re.M)
    for name in small, "a/quay/boat.png", "static/boat.png":
        assert (tree / name).stat().st_size > 0
    # what is taken along over a slow line has them alone
    for form, options in (("gempub", []), ("gempub", ["--month", "2024-05"]),
                          ("epub", [])):
        book = tmp_path / "book"
        run = export(server, form, book, *options)
        assert run.returncode == 0, run.stderr
        with zipfile.ZipFile(book) as z:
            assert [n for n in z.namelist()
                    if n.endswith((".png", ".jpg"))] == [small]
            page = next(n for n in z.namelist() if n.startswith("a/quay."))
            assert "original" not in z.read(page).decode()
        assert book.stat().st_size < 80000
