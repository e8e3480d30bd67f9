"""What capsule(5) shows can be pasted and works."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

BUILD = Path(os.environ.get("BUILD", "build")).resolve()
MANUAL = Path("man/capsule.5")


def examples():
    """The literal displays of EXAMPLES, as a reader copies them."""
    text = MANUAL.read_text().split(".Sh EXAMPLES\n")[1].split("\n.Sh ")[0]
    shown = re.findall(r"^\.Bd -literal.*?\n(.*?)^\.Ed$", text, re.M | re.S)
    return [s.replace("\\e", "\\") for s in shown]


def run(command, folder, stdin=""):
    return subprocess.run(
        ["sh", "-eu", "-c", command], input=stdin, text=True, timeout=60,
        cwd=folder, capture_output=True,
        env={**os.environ, "PATH": f"{BUILD}:{os.environ['PATH']}"})


def test_the_first_example_makes_a_capsule_and_shows_its_article(tmp_path):
    done = run(examples()[0], tmp_path)
    assert done.returncode == 0 and done.stderr == ""
    assert done.stdout == ("After two years the first ship has come in.\n\n"
                           "* Berth 1: open\n* Berth 2: in autumn\n\n"
                           "=> https://harbour.example/plan in autumn\n")
    assert (tmp_path / "gazette/capsule.conf").exists()


def test_the_front_matter_of_the_others_can_be_read(tmp_path):
    others = [e for e in examples()[1:] if e[:3] in ("---", "+++")]
    assert len(others) == 2
    for example in others:
        done = run("chasqui render --to text -", tmp_path, example + "Text.\n")
        assert done.returncode == 0 and done.stderr == ""
        assert done.stdout.endswith("Text.\n")


def test_the_capsule_conf_of_the_others_can_be_read(tmp_path):
    confs = [e for e in examples()[1:] if "source " in e]
    assert len(confs) == 1
    (tmp_path / "capsule").mkdir()
    (tmp_path / "capsule/capsule.conf").write_text(confs[0])
    (tmp_path / "x.conf").write_text(
        'state = "state"\ncapsule "localhost" { root = "capsule" }\n')
    done = run("chasqui check -q -c x.conf", tmp_path)
    assert done.returncode == 0 and done.stderr == ""


def test_every_key_of_the_configuration_is_described():
    source = Path("src/capsule/capsule.c").read_text()
    keys = re.findall(r'^\tCFG_\w+\("(\w+)"', source, re.M)
    assert len(keys) > 15
    for key in keys:
        assert re.search(rf"^\.It Cm {key}\b", MANUAL.read_text(), re.M), key


def test_every_key_of_front_matter_is_described():
    source = Path("src/capsule/fm/fm_key.c").read_text()
    table = source.split("known[] = {")[1].split("};")[0]
    keys = re.findall(r'^\t\{ "(\w+)"', table, re.M)
    assert len(keys) > 40
    for key in keys:
        assert re.search(rf"\bCm (.* )?{key}\b", MANUAL.read_text()), key


@pytest.mark.skipif(not shutil.which("mandoc"), reason="no mandoc here")
def test_a_reader_sees_each_key_as_it_is_written():
    page = re.sub(".\b", "", subprocess.run(
        ["mandoc", "-T", "utf8", "-O", "width=400", MANUAL], check=True,
        capture_output=True, text=True).stdout)
    source = Path("src/capsule/capsule.c").read_text()
    keys = re.findall(r'^\tCFG_(?!SEC)\w+\("(\w+)"', source, re.M)
    assert "title" in keys and "url" in keys
    for key in keys:
        assert re.search(rf"^ {{5,}}{key}( {{2,}}|$)", page, re.M), key
    assert '     source "name" { ... }\n' in page
    assert 'sections = {"Peru", "Labour"}' in page
