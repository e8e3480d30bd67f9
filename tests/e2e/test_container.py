"""The Containerfile: built and run where an engine is, else read."""

import re
import shutil
import subprocess

import pytest

from conftest import ROOT, SANITIZED

TEXT = (ROOT / "Containerfile").read_text()
pytestmark = pytest.mark.skipif(SANITIZED, reason="done with the plain build")


def instructions():
    lines = "\n".join(line for line in TEXT.splitlines()
                      if not line.startswith("#"))
    return re.findall(r"^([A-Z]+) (.*)$", lines.replace("\\\n", " "), re.M)


def engine():
    for name in ("podman", "docker"):
        if shutil.which(name) and subprocess.run(
                [name, "info"], capture_output=True).returncode == 0:
            return name
    return None


def test_it_follows_the_rules_of_such_files():
    steps = instructions()
    stages = [text for word, text in steps if word == "FROM"]
    assert len(stages) == 2 and "AS build" in stages[0]
    for stage in stages:  # a name, a tag, and never the latest
        assert re.match(r"docker\.io/library/debian:\w+-slim", stage)
    words = [word for word, _ in steps]
    last = words[words.index("FROM", 1):]
    assert "ADD" not in words and "MAINTAINER" not in words
    assert last.index("USER") < last.index("ENTRYPOINT")
    assert ("USER", "chasqui") in steps
    assert ("EXPOSE", "1965 70") in steps
    for word, text in steps:
        if word == "RUN" and "apt-get install" in text:
            assert "apt-get update" in text
            assert "--no-install-recommends" in text and " -y" in text
        if word in ("ENTRYPOINT", "CMD", "VOLUME"):
            assert re.fullmatch(r'\[("[^"]+"(, )?)+\]', text.strip()), text
    runtime = TEXT.split("FROM")[-1]
    assert "rm -rf /var/lib/apt/lists/*" in runtime
    assert "-dev" not in runtime and "gcc" not in runtime


def test_it_brings_every_library_that_the_programs_ask_for():
    """By the names of Debian's packages for the libraries of the build."""
    from conftest import BUILD
    runtime = TEXT.split("FROM")[-1]
    needed = set()
    for program in ("chasqui", "chasqui-import", "chasqui-gempub",
                    "chasqui-picture"):
        out = subprocess.run(["objdump", "-p", BUILD / program],
                             capture_output=True, text=True, check=True).stdout
        needed |= set(re.findall(r"NEEDED +(\S+)", out))
    for library in sorted(needed - {"libc.so.6", "libm.so.6", "libz.so.1"}):
        stem = re.match(r"(lib[a-z0-9_]+?)(-|\.so|_)", library)[1]
        stem = {"libcrypto": "libssl", "libevent_openssl": "libevent-openssl",
                "libsqlite3": "libsqlite3"}.get(stem, stem)
        assert re.search(rf"\b{stem}", runtime), library


def test_its_configuration_is_right(tmp_path):
    from conftest import CHASQUI
    text = (ROOT / "conf/container.conf").read_text()
    (tmp_path / "capsule").mkdir()
    conf = tmp_path / "chasqui.conf"
    conf.write_text(text.replace("/srv/capsule", str(tmp_path / "capsule")) +
                    f'state = "{tmp_path}/state"\n')
    run = subprocess.run([CHASQUI, "check", "-c", conf], capture_output=True,
                         text=True)
    assert run.returncode == 0, run.stderr


@pytest.mark.skipif(engine() is None, reason="no container engine runs here")
def test_it_is_built_and_serves():
    name = engine()
    subprocess.run([name, "build", "-q", "-t", "chasqui-test", "."],
                   cwd=ROOT, check=True)
    out = subprocess.run([name, "run", "--rm", "chasqui-test", "check"],
                         capture_output=True, text=True)
    assert out.returncode == 0, out.stderr
