"""Pictures that an import or a mirror keeps in their small form alone."""

import shutil
import subprocess

import pytest

from conftest import BUILD, SANITIZED
import pictures
from test_mirror import (ONE, Mirror, feed, item, png, run_import, shown,
                         mirror, site)  # noqa: F401 (fixtures)

pytestmark = [
    pytest.mark.skipif(not (BUILD / "chasqui-picture").exists(),
                       reason="no picture library here"),
    pytest.mark.skipif(SANITIZED, reason="a sanitizer needs more than the "
                                         "256 MB that the program may have")]

SMALL_ALONE = 'images = "keep"\nkeep_original = false\n'


@pytest.fixture(scope="module")
def photograph():
    data = pictures.wide_photograph(2000, 1500)
    assert len(data) > 600000  # more than images_max
    return data


def kept_in(root):
    return sorted(p for p in (root / "static").rglob("*") if p.is_file())


def test_the_small_form_alone_is_kept(site, mirror, photograph):
    site.pages["/feed"] = feed(item(1, shown()), item(2, shown()))
    site.pages["/boat.png"] = photograph
    mirror.follow(f"{site.url}/feed", top=SMALL_ALONE)
    assert "2 pictures kept, 0 linked" in mirror.run()
    small, = kept_in(mirror.root)
    kind, width, height = pictures.size_of(small.read_bytes())
    assert small.suffix == ".jpg" and kind == "jpeg"
    assert small.stat().st_size <= 60000
    assert width <= 1024 and height * 4 == width * 3
    path = small.relative_to(mirror.root)
    assert f"![A boat](/{path})" in mirror.read(ONE)
    assert site.paths().count("/boat.png") == 1
    site.pages["/feed"] = feed(item(1, shown() + " Again."))
    mirror.run()
    assert "/boat.png" not in site.paths(), "it is here already"


def test_picture_max_and_picture_grey_are_followed(site, mirror, photograph):
    site.pages["/feed"] = feed(item(1, shown()))
    site.pages["/boat.png"] = photograph
    mirror.follow(f"{site.url}/feed",
                  top=SMALL_ALONE + "picture_max = 15\npicture_grey = true\n")
    mirror.run()
    small, = kept_in(mirror.root)
    assert small.stat().st_size <= 15000


def test_a_picture_that_is_small_enough_is_kept_as_it_is(site, mirror):
    site.pages["/feed"] = feed(item(1, shown()))
    site.pages["/boat.png"] = png(5000)
    mirror.follow(f"{site.url}/feed", top=SMALL_ALONE)
    assert "1 picture kept" in mirror.run()
    assert kept_in(mirror.root)[0].read_bytes() == png(5000)


HUGE = pictures.png_of(65535, 65535, b"x" * 100)


@pytest.mark.parametrize("data", [
    HUGE, b"\x89PNG\r\n\x1a\nbroken" * 9000, b"BM" + b"x" * 70000],
    ids=["65,535 by 65,535 pixels", "broken", "of another kind"])
def test_one_that_cannot_be_made_small_is_kept_as_it_is_and_named(
        site, tmp_path, mirror, data):
    site.pages["/feed"] = feed(item(1, shown()))
    site.pages["/boat.png"] = data
    mirror.follow(f"{site.url}/feed", top=SMALL_ALONE)
    said = mirror.run()
    assert f"{site.url}/boat.png: no small form: " in said
    assert "1 picture kept" in said
    assert kept_in(mirror.root)[0].read_bytes() == data
    r = run_import("--images", "keep", "--keep-original", "no",
                   f"{site.url}/feed", tmp_path / "c")
    assert r.returncode == 1
    assert f"{site.url}/boat.png: no small form: " in r.stderr


def test_one_that_is_too_large_to_keep_and_cannot_be_small_stays_a_link(
        site, mirror, photograph):
    site.pages["/feed"] = feed(item(1, shown()))
    site.pages["/boat.png"] = photograph[:600000]
    mirror.follow(f"{site.url}/feed", top=SMALL_ALONE)
    assert "0 pictures kept, 1 linked" in mirror.run()
    assert f"![A boat (600 KB)]({site.url}/boat.png)" in mirror.read(ONE)
    assert site.paths().count("/boat.png") == 1
    site.pages["/feed"] = feed(item(1, shown() + " Again."))
    assert "0 pictures kept, 1 linked" in mirror.run()
    assert "/boat.png" not in site.paths(), "it was tried already"
    site.pages["/boat.png"] = photograph
    mirror.follow(f"{site.url}/feed", top=SMALL_ALONE + "picture_max = 50\n")
    site.pages["/feed"] = feed(item(1, shown() + " And again."))
    assert "1 picture kept, 0 linked" in mirror.run(), "other rules, new trial"


def test_an_import_follows_the_capsule_and_its_options_more(
        site, tmp_path, photograph):
    site.pages["/feed"] = feed(item(1, shown()))
    site.pages["/boat.png"] = photograph
    for name, conf, options, most in (
            ("a", SMALL_ALONE, [], 60000),
            ("b", SMALL_ALONE, ["--picture-max", "20"], 20000),
            ("c", "keep_original = off\npicture_max = 15\n",
             ["--images", "keep"], 15000),
            ("d", "", ["--images", "keep", "--keep-original", "no"], 60000)):
        root = tmp_path / name
        root.mkdir()
        (root / "capsule.conf").write_text(conf)
        r = run_import(*options, f"{site.url}/feed", root)
        assert r.returncode == 0 and "1 picture kept" in r.stderr, r.stderr
        small, = kept_in(root)
        assert small.stat().st_size <= most, name
    root = tmp_path / "e"
    root.mkdir()
    (root / "capsule.conf").write_text(SMALL_ALONE)
    run_import("--keep-original", "yes", "--images-max", "100000",
               f"{site.url}/feed", root)
    assert kept_in(root)[0].read_bytes() == photograph


def test_without_the_program_pictures_are_kept_and_that_is_told_once(
        site, tmp_path):
    site.pages["/feed"] = feed(
        item(1, shown()), item(2, shown().replace("/boat", "/crane")))
    site.pages["/boat.png"] = site.pages["/crane.png"] = png(70000)
    alone = tmp_path / "bin"
    alone.mkdir()
    for program in ("chasqui", "chasqui-import"):
        shutil.copy(BUILD / program, alone / program)
    r = subprocess.run([alone / "chasqui", "import", "--images", "keep",
                        "--keep-original", "no", f"{site.url}/feed",
                        tmp_path / "c"],
                       capture_output=True, text=True, timeout=60)
    assert "2 pictures kept" in r.stderr
    assert r.stderr.count("chasqui-picture: cannot be started: "
                          "pictures are kept as they are") == 1
    assert {p.read_bytes() for p in kept_in(tmp_path / "c")} == {png(70000)}


@pytest.mark.parametrize("words", [["--keep-original", "never"],
                                   ["--picture-max", "0"],
                                   ["--picture-grey", "green"]])
def test_values_that_make_no_sense_are_refused(tmp_path, words):
    r = run_import(*words, "http://localhost:1/feed", tmp_path / "c")
    assert r.returncode == 2 and f"{words[0]} is '{words[1]}': want " \
        in r.stderr
