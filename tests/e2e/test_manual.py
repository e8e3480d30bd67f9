"""chasqui.1 and the shells' completions say what the program says."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parents[2]
BUILD = Path(os.environ.get("BUILD", "build")).resolve()
PAGE = (HERE / "man/chasqui.1").read_text()
COMPLETIONS = [HERE / "conf/completion" / name
               for name in ("chasqui.bash", "_chasqui")]


def help_of(*words):
    return subprocess.run([BUILD / "chasqui", *words, "--help"], check=True,
                          capture_output=True, text=True).stdout


def commands():
    return re.findall(r"^  ([a-z]+) +", help_of(), re.M)


def options(command):
    return set(re.findall(r"--([a-z-]+)", help_of(command)))


@pytest.mark.parametrize("command", commands())
def test_the_manual_has_every_command_and_option(command):
    assert f".Ss chasqui {command}\n" in PAGE
    for option in options(command):
        assert f"Fl -{option}" in PAGE, option


@pytest.mark.parametrize("path", COMPLETIONS, ids=lambda p: p.name)
def test_completions_have_every_command_and_option(path):
    text = path.read_text()
    for command in commands():
        assert re.search(rf"\b{command}\b", text), command
        for option in options(command):
            assert f"--{option}" in text, (command, option)


@pytest.mark.parametrize("command", commands())
def test_the_synopsis_has_every_option_that_the_help_names(command):
    forms = re.findall(r"^ +(?:-(\w), +)?--([\w-]+)", help_of(command), re.M)
    synopsis = PAGE.split(".Sh SYNOPSIS\n")[1].split("\n.Sh ")[0]
    uses = "".join(use for use in synopsis.split(".Nm\n")
                   if re.match(rf"\.Cm {command}\b", use))
    for letter, name in forms:
        if name in ("help", "version"):
            continue
        assert f"Fl -{name}" in uses or (
            letter and re.search(rf"Fl \w*{letter}", uses)), name


@pytest.mark.skipif(not shutil.which("mandoc"), reason="no mandoc here")
def test_the_manual_has_no_fault():
    run = subprocess.run(["mandoc", "-Tlint", "-Wwarning",
                          HERE / "man/chasqui.1"], capture_output=True,
                         text=True)
    assert run.stdout == ""


def examples():
    section = PAGE.split(".Sh EXAMPLES")[1].split("\n.Sh ")[0]
    blocks = re.findall(r"^\.Bd .*\n((?:.*\n)*?)\.Ed$", section, re.M)
    return [block.replace(r"\e", "\\") for block in blocks]


def test_the_examples_work_when_pasted(tmp_path):
    script = "".join(block for block in examples() if "serve" not in block)
    run = subprocess.run(
        ["sh", "-ex"], input=script, cwd=tmp_path, text=True,
        capture_output=True,
        env={**os.environ, "PATH": f"{BUILD}:{os.environ['PATH']}"})
    assert run.returncode == 0, run.stderr
    assert "=> https://board.example/ harbour board" in run.stdout
    assert "[1] harbour board\n    https://board.example/" in run.stdout
    assert "fingerprint" in run.stdout
    assert (tmp_path / "problems.txt").read_text() == ""


BASH = """
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_chasqui
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.mark.parametrize("words,wanted", [
    (["re"], {"render", "revert"}),
    (["render", "--to", "gem"], {"gemtext"}),
    (["render", "--po"], {"--port"}),
    (["cert", ""], {"make", "show", "client"}),
    (["check", "--"], {"--config", "--json", "--quiet", "--help",
                      "--version"}),
])
def test_bash_completes(words, wanted):
    run = subprocess.run(["bash", "-c", BASH, "bash", COMPLETIONS[0],
                          "chasqui", *words], check=True, capture_output=True,
                         text=True)
    assert set(run.stdout.split()) == wanted


@pytest.mark.skipif(not shutil.which("zsh"), reason="no zsh here")
def test_zsh_reads_its_completion():
    subprocess.run(["zsh", "-n", COMPLETIONS[1]], check=True)
