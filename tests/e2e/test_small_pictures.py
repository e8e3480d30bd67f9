"""Pictures that fit a slow line: made in the background, led to first."""

import os
import re

import pytest

from conftest import BUILD, SANITIZED, until
import pictures

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
    import shutil
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
