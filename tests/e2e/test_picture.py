"""chasqui-picture: the program that makes small pictures, from outside."""

import random
import resource
import subprocess

import pytest

from conftest import BUILD, SANITIZED
import pictures

PROGRAM = BUILD / "chasqui-picture"
MAX = 60000

pytestmark = [
    pytest.mark.skipif(not PROGRAM.exists(), reason="no picture library here"),
    pytest.mark.skipif(SANITIZED, reason="a sanitizer needs more than the "
                                         "256 MB that the program may have")]


def small(data, limit=MAX, *words):
    run = subprocess.run([PROGRAM, str(limit), *words], input=data,
                         capture_output=True, timeout=60)
    return run.returncode, run.stdout, run.stderr.decode()


@pytest.fixture(scope="module")
def photograph():
    return pictures.wide_photograph(3000, 2000)


@pytest.fixture(scope="module")
def jpeg(photograph):
    status, out, _ = small(photograph)
    assert status == 0
    return out


def test_a_photograph_becomes_a_jpeg_that_fits(photograph):
    assert len(photograph) > 2 * MAX
    for limit in (MAX, 20000, 3000):
        status, out, why = small(photograph, limit)
        assert (status, why) == (0, "")
        kind, width, height = pictures.size_of(out)
        assert kind == "jpeg" and 0 < len(out) <= limit
        assert width <= 1024 and abs(width / height - 1.5) < 0.05


def test_what_is_small_enough_stays_as_it_is():
    assert small(pictures.png(60, 40, pictures.photograph)) == (0, b"", "")


def test_a_long_picture_of_few_bytes_is_made_shorter():
    chart = pictures.png(1500, 100, pictures.chart)
    assert len(chart) < MAX
    status, out, _ = small(chart)
    assert status == 0 and pictures.size_of(out) == ("png", 1024, 68)


def test_line_art_and_what_is_transparent_stay_png():
    status, out, _ = small(pictures.png(1200, 900, pictures.chart))
    assert status == 0 and pictures.size_of(out)[0] == "png"

    def hole(x, y):
        return (*pictures.photograph(x, y), 0 if x < 100 else 255)
    status, out, _ = small(pictures.png(300, 200, hole, alpha=True), 50000)
    assert status == 0 and pictures.size_of(out)[0] == "png"
    assert out[25] == 6 or b"tRNS" in out


def test_grey_is_grey_and_smaller(photograph):
    colour, grey = small(photograph)[1], small(photograph, MAX, "grey")[1]
    assert grey and grey != colour


@pytest.mark.parametrize("order", [b"II", b"MM"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_as_its_camera_was_held(jpeg, orientation, order):
    status, out, why = small(pictures.turned(jpeg, orientation, order),
                             4 * len(jpeg))
    assert (status, why) == (0, "")
    if orientation == 1:
        assert out == b""
        return
    assert b"Exif" not in out
    _, width, height = pictures.size_of(jpeg)
    lies = orientation >= 5
    assert pictures.size_of(out)[1:] == ((height, width) if lies
                                         else (width, height))


def test_of_an_animation_the_first_frame_is_taken():
    status, out, why = small(pictures.gif(1100, 20, frames=3))
    assert (status, why) == (0, "")
    assert pictures.size_of(out) == ("png", 1024, 18)


HOSTILE = {
    "65,535 by 65,535 pixels": pictures.png_of(65535, 65535, b"\0" * 100),
    "a bomb": pictures.png_of(5900, 5900, b""),
    "no pixels": pictures.png_of(0, 10, b""),
    "words": b"Not a picture at all, just words of some length.",
    "nothing": b"",
    "an endless segment": b"\xff\xd8" + b"\xff" * 100000,
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>" * 3,
    "a huge gif": b"GIF89a" + b"\xff" * 60,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_taken_is_told_in_a_sentence(name):
    status, out, why = small(HOSTILE[name])
    assert status == 1 and out == b""
    assert why.endswith("\n") and 10 < len(why) < 80 and why.count("\n") == 1


def test_cut_anywhere_it_is_refused_or_still_a_picture(jpeg):
    """A decoder may show the part that came; it must not die of it."""
    for n in range(0, len(jpeg), 997):
        status, out, why = small(jpeg[:n], 20000)
        assert status in (0, 1), why
        if out:
            assert pictures.size_of(out)[1] <= 1024


def test_a_hundred_broken_ones_end_well_and_soon(jpeg):
    random.seed(19)
    sources = [jpeg, pictures.png(200, 200, pictures.chart),
               pictures.gif(50, 40, 2)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for i in range(100):
        data = bytearray(random.choice(sources))
        for _ in range(random.randint(1, 20)):
            data[random.randrange(len(data))] = random.randrange(256)
        status, out, why = small(bytes(data), 2000)
        assert status in (0, 1) and len(out) <= 2000, (i, status, why)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime - before.ru_utime < 60


def test_it_is_confined_before_it_reads_a_byte():
    run = subprocess.Popen([PROGRAM, "1000"], stdin=subprocess.PIPE,
                           stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        run.stdin.write(b"x")
        run.stdin.flush()
        status = ""
        while "Seccomp:\t2" not in status:
            with open(f"/proc/{run.pid}/status") as f:
                status = f.read()
        with open(f"/proc/{run.pid}/limits") as f:
            limits = f.read()
        assert f"{256 << 20}" in limits
    finally:
        run.kill()
        run.wait()
