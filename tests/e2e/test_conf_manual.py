"""chasqui.conf(5), conf/chasqui.conf and the code know the same keys."""

import getpass
import re
import shutil
import subprocess

import pytest

from conftest import CHASQUI, ROOT

PAGE = (ROOT / "man" / "chasqui.conf.5").read_text()
SAMPLE = (ROOT / "conf" / "chasqui.conf").read_text()
CODE = (ROOT / "src" / "config" / "config_keys.c").read_text()
KEYS = re.findall(r'CFG_(?:STR|INT|BOOL|STR_LIST|INT_LIST|SEC)\("(\w+)"', CODE)


needs_mandoc = pytest.mark.skipif(not shutil.which("mandoc"),
                                  reason="no mandoc here")


def shown(page):
    """A manual page as its reader sees it, no line folded."""
    run = subprocess.run(["mandoc", "-T", "utf8", "-O", "width=400",
                          ROOT / "man" / page], check=True,
                         capture_output=True, text=True)
    return re.sub(".\b", "", run.stdout)


def checked(text, folder):
    """What `chasqui check` says of a configuration, its roots made to exist.

    The package makes its user; here it is another one.
    """
    text = re.sub(r'(user *= *)"chasqui"', rf'\1"{getpass.getuser()}"', text)
    conf = folder / "x.conf"
    (folder / "root").mkdir(exist_ok=True)
    text = re.sub(r'root = "[^"]*"', f'root = "{folder}/root"', text)
    text = re.sub(r'(user *= *)"chasqui"', rf'\1"{getpass.getuser()}"', text)
    text = text.replace("/etc/chasqui/", f"{folder}/")
    for name in re.findall(rf'"{folder}/(\w+)\.crt"', text):
        subprocess.run([CHASQUI, "cert", "client", name], cwd=folder,
                       check=True, capture_output=True)
    (folder / "tickets").write_bytes(bytes(80))
    conf.write_text(text)
    run = subprocess.run([CHASQUI, "check", "-c", conf], capture_output=True,
                         text=True)
    return run.returncode, run.stderr + run.stdout


def test_keys_are_found():
    assert len(KEYS) > 25 and "root" in KEYS and "gemini" in KEYS


@pytest.mark.parametrize("key", KEYS)
def test_the_manual_and_the_sample_have_every_key(key):
    assert re.search(rf"(Cm|\.Ss) {key}\b", PAGE), key
    assert re.search(rf"\b{key}\b", SAMPLE), key


def test_the_sample_configuration_is_right_as_it_stands(tmp_path):
    status, said = checked(SAMPLE, tmp_path)
    assert status in (0, 1), said


def test_the_sample_configuration_is_right_with_every_comment_taken_off(
        tmp_path):
    lines = []
    for line in SAMPLE.splitlines():
        bare = re.sub(r"^(\s*)# ?", r"\1", line)
        if re.match(r"\s*#?\s*(\w+ = |\w+( \"\S+\")? \{|\}|\w+ \{)", line):
            lines.append(bare)
    text = "\n".join(lines)
    assert "public_ports" in text and "fingerprints" in text
    status, said = checked(text.replace("gopher_port = 0", ""), tmp_path)
    assert status in (0, 1), said + text


@pytest.mark.parametrize("example", re.findall(
    r"\.Bd -literal -offset indent\n((?:user|user +=).*?)\.Ed", PAGE, re.S))
def test_the_examples_of_the_manual_are_right(example, tmp_path):
    status, said = checked(example, tmp_path)
    assert status in (0, 1), said


SHOWN_VALUES = {"none": "{}", "gemini_listen": '{"[::]:1965"}',
                "gopher_listen": '{"[::]:70"}', "cfg_true": "true",
                "cfg_false": "false", "CHASQUI_STATE": '"/var/lib/chasqui"',
                "SCAN_FILES_MOST": "2000000"}
DEFAULTS = [(key, SHOWN_VALUES.get(value, value)) for key, value in re.findall(
    r'CFG_(?:STR|INT|BOOL|STR_LIST|INT_LIST)\("(\w+)", ([^,]+),', CODE)
    if key not in ("root", "fingerprints") and (key, value) != ("listen", "none")]


@needs_mandoc
@pytest.mark.parametrize("key, value", DEFAULTS)
def test_a_reader_sees_each_key_with_its_default_as_it_is_written(key, value):
    assert re.search(rf"^     (.*, )?{key} = {re.escape(value)}(,|$)",
                     shown("chasqui.conf.5"), re.M)


@needs_mandoc
@pytest.mark.parametrize("line", [
    'zone "/path" { fingerprints = {} }', "gopher { listen = {} }",
    'certificate = "", key = ""'])
def test_a_reader_sees_what_the_configuration_takes(line, tmp_path):
    assert f"     {line}\n" in shown("chasqui.conf.5")
    status, said = checked('state = "state"\ncapsule "localhost" { root = "r"\n'
                           + line.replace(", ", "\n") + "\n}\n", tmp_path)
    assert status in (0, 1), said


@needs_mandoc
def test_the_manual_has_no_fault():
    run = subprocess.run(["mandoc", "-T", "lint", "-W", "warning",
                          ROOT / "man" / "chasqui.conf.5"],
                         capture_output=True, text=True)
    assert run.stdout == ""
