"""`make install`: every file of it, and a server that is started from it.

The Debian package in a clean system is tried by tests/deb.sh.
"""

import os
import re
import shutil
import stat
import subprocess

import pytest

import conftest
from conftest import BUILD, ROOT, SANITIZED, Server, end

pytestmark = pytest.mark.skipif(SANITIZED, reason="done with the plain build")

PROGRAMS = ["usr/local/bin/chasqui",
            "usr/local/libexec/chasqui/chasqui-gempub",
            "usr/local/libexec/chasqui/chasqui-import",
            "usr/local/libexec/chasqui/chasqui-picture"]
UNITS = ["chasqui.service", "chasqui.socket", "chasqui-mirror.service",
         "chasqui-mirror.timer"]
# Where files of the source folder go, as they are.
SAME = {
    "usr/local/share/bash-completion/completions/chasqui":
        "conf/completion/chasqui.bash",
    "usr/local/share/zsh/vendor-completions/_chasqui":
        "conf/completion/_chasqui",
    "usr/local/share/doc/chasqui/examples/haproxy.cfg": "conf/haproxy.cfg",
    "usr/local/share/doc/chasqui/examples/logrotate": "conf/logrotate",
    "usr/local/lib/sysusers.d/chasqui.conf": None,
    "usr/local/lib/tmpfiles.d/chasqui.conf": None,
    "usr/local/etc/chasqui/chasqui.conf": None,
}


def install(folder, *options, **variables):
    env = {k: v for k, v in os.environ.items() if k not in
           ("BUILD", "MAKEFLAGS", "MAKELEVEL", "PREFIX")}
    run = subprocess.run(["make", "-s", "-C", ROOT, "install", *options],
                         env=env | variables | {"DESTDIR": str(folder)},
                         capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("installed")
    install(folder)
    return folder


def expected():
    files = dict(SAME)
    for name in PROGRAMS + [f"usr/local/lib/systemd/system/{u}" for u in UNITS]:
        files[name] = None
    for page in (ROOT / "man").glob("*.[1-8]"):
        files[f"usr/local/share/man/man{page.suffix[1:]}/{page.name}"] = (
            f"man/{page.name}")
    for path in (ROOT / "capsule").rglob("*"):
        if path.is_file():
            name = path.relative_to(ROOT)
            files[f"usr/local/share/chasqui/{name}"] = str(name)
    return files


def test_every_file_is_there_and_no_other(installed):
    found = {str(p.relative_to(installed)) for p in installed.rglob("*")
             if not p.is_dir()}
    assert found == set(expected())


def test_files_are_what_they_should_be(installed):
    for name, source in expected().items():
        path = installed / name
        mode = stat.S_IMODE(path.lstat().st_mode)
        assert mode == (0o755 if name in PROGRAMS else 0o644), name
        if source is not None:
            assert path.read_bytes() == (ROOT / source).read_bytes(), name


def test_all_units_are_installed(installed):
    there = {p.name for p in (ROOT / "conf").iterdir()
             if p.suffix in (".service", ".socket", ".timer")}
    assert there == set(UNITS)


def test_files_name_the_places_that_were_chosen(installed):
    for name in expected():
        if re.search(r"systemd|tmpfiles|sysusers|etc/", name):
            text = (installed / name).read_text()
            assert not re.search(r"(?<!local)/etc/chasqui|/usr/bin/",
                                 text), name
    unit = installed / "usr/local/lib/systemd/system/chasqui.service"
    assert "ExecStart=/usr/local/bin/chasqui serve\n" in unit.read_text()
    run = subprocess.run([installed / PROGRAMS[0], "serve", "--help"],
                         capture_output=True, text=True, check=True)
    assert "/usr/local/etc/chasqui/chasqui.conf" in run.stdout


@pytest.mark.parametrize("prefix, units", [
    ("/usr/local", "usr/local/lib/systemd/system"),
    ("/usr", "usr/lib/systemd/system"),
    ("/opt/x", "etc/systemd/system")])
def test_unit_state_and_user_agree_wherever_it_goes(tmp_path, prefix, units):
    # only what /opt/x is told at build time is looked for in the program, so
    # that one build is enough
    build = prefix == "/opt/x"
    install(tmp_path, *([] if build else ["-o", "all"]), PREFIX=prefix,
            BUILD=str(tmp_path / "build" if build else BUILD))
    unit = (tmp_path / units / "chasqui.service").read_text()
    # systemd makes this folder writable for the unit, and for it alone
    assert "StateDirectory=chasqui\n" in unit
    assert f"ExecStart={prefix}/bin/chasqui serve\n" in unit
    if build:
        program = tmp_path / "opt/x/bin/chasqui"
        usage = subprocess.run([program, "serve", "--help"], check=True,
                               capture_output=True, text=True).stdout
        assert "/opt/x/etc/chasqui/chasqui.conf" in usage
        assert b"/var/lib/chasqui\0" in program.read_bytes()
    tmpfiles = [p for p in tmp_path.rglob("tmpfiles.d/chasqui.conf")]
    assert len(tmpfiles) == 1
    assert "d /var/lib/chasqui 0750 chasqui chasqui" in tmpfiles[0].read_text()
    # where systemd looks: below /usr, /usr/local and /etc
    assert tmpfiles[0].is_relative_to(tmp_path / units.split("/systemd")[0])


def test_a_state_folder_of_ones_own_may_be_written_by_the_unit(tmp_path):
    install(tmp_path, "-o", "all", localstatedir="/data", BUILD=str(BUILD))
    unit = (tmp_path / "usr/local/lib/systemd/system/chasqui.service")
    assert "ReadWritePaths=/data/lib/chasqui\n" in unit.read_text()
    assert "StateDirectory" not in unit.read_text()


def test_the_next_steps_are_told_where_it_is_not_a_package(tmp_path):
    env = {k: v for k, v in os.environ.items() if k not in
           ("BUILD", "MAKEFLAGS", "MAKELEVEL", "DESTDIR")}
    run = subprocess.run(
        ["make", "-s", "-C", ROOT, "install", "-o", "all",
         f"PREFIX={tmp_path}/opt",
         f"UNITDIR={tmp_path}/u", f"SYSUSERSDIR={tmp_path}/s",
         f"TMPFILESDIR={tmp_path}/t", f"BUILD={BUILD}"],
        env=env, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    for command in (f"systemd-sysusers {tmp_path}/s/chasqui.conf",
                    f"systemd-tmpfiles --create {tmp_path}/t/chasqui.conf",
                    "systemctl daemon-reload", "chasqui check"):
        assert command in run.stdout


def test_an_installed_configuration_is_not_written_over(tmp_path):
    install(tmp_path)
    conf = tmp_path / "usr/local/etc/chasqui/chasqui.conf"
    conf.write_text("# mine\n")
    install(tmp_path)
    assert conf.read_text() == "# mine\n"


def test_a_server_is_started_from_it_and_read(installed, tmp_path, monkeypatch):
    monkeypatch.setattr(conftest, "CHASQUI", installed / PROGRAMS[0])
    s = Server(tmp_path)
    s.capsule = installed / "usr/local/share/chasqui/capsule"
    s.start()
    try:
        assert "The Andean Relay" in s.gemini("/").text
        assert b"The Andean Relay" in s.gopher("")
        # Its helpers are found, although all of it was moved.
        for command in (["import", "--help"],
                        ["export", "-c", s.conf, "--to", "gempub",
                         tmp_path / "x.gpub"]):
            subprocess.run([installed / PROGRAMS[0], *command], check=True,
                           capture_output=True)
        assert (tmp_path / "x.gpub").read_bytes().startswith(b"PK")
        assert s.stop() == 0
    finally:
        end(s)


# ---- systemd ----------------------------------------------------------------

analyze = pytest.mark.skipif(not shutil.which("systemd-analyze"),
                             reason="no systemd-analyze here")


@analyze
def test_systemd_finds_no_fault_in_the_units(installed, tmp_path):
    for unit in UNITS:
        text = (installed / "usr/local/lib/systemd/system" / unit).read_text()
        (tmp_path / unit).write_text(
            text.replace("/usr/local/", f"{installed}/usr/local/"))
    run = subprocess.run(
        ["systemd-analyze", "verify", "--man=no",
         *[tmp_path / unit for unit in UNITS]], capture_output=True, text=True)
    ours = [line for line in (run.stdout + run.stderr).splitlines()
            if "chasqui" in line]
    assert ours == []


@analyze
@pytest.mark.parametrize("unit", ["chasqui.service", "chasqui-mirror.service"])
def test_exposure_is_what_the_documentation_says(unit):
    version = subprocess.run(["systemd-analyze", "--version"],
                             capture_output=True, text=True).stdout
    if "systemd 252 " not in version:
        pytest.skip("the figures are those of Debian 12's systemd")
    run = subprocess.run(["systemd-analyze", "security", "--offline=true",
                          ROOT / "conf" / unit], capture_output=True, text=True)
    measured = re.search(r"exposure level for \S+: ([\d.]+)", run.stdout)
    if measured is None:
        pytest.skip("systemd-analyze cannot do it here: " + run.stderr)
    said = re.search(rf"^\| {re.escape(unit)} \| ([\d.]+) \|",
                     (ROOT / "docs/operating.md").read_text(), re.M)
    assert measured[1] == said[1]


# ---- the manual, and what shells complete -----------------------------------

@pytest.mark.skipif(not shutil.which("mandoc"), reason="no mandoc here")
@pytest.mark.parametrize("page", sorted(p.name for p in
                                        (ROOT / "man").glob("*.[1-8]")))
def test_manuals_have_no_fault(page):
    run = subprocess.run(["mandoc", "-Tlint", ROOT / "man" / page],
                         capture_output=True, text=True)
    # Pages refer to one another, and are not installed here.
    faults = [line for line in (run.stdout + run.stderr).splitlines()
              if "referenced manual not found" not in line
              and "mandoc.db" not in line]
    assert faults == []


def program(*words):
    return subprocess.run([conftest.CHASQUI, *words, "--help"], check=True,
                          capture_output=True, text=True).stdout


COMMANDS = re.findall(r"^  ([a-z]+) +", program(), re.M)


def long_options(text):
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text))


def bash(*words):
    """What bash offers for the last one of the words."""
    script = ('source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))\n'
              '_chasqui; printf "%s\\n" "${COMPREPLY[@]}"')
    return subprocess.run(
        ["bash", "--norc", "-c", script, "bash",
         ROOT / "conf/completion/chasqui.bash", "chasqui", *words],
        capture_output=True, text=True, check=True,
        env=os.environ | {"PATH": f"{conftest.BUILD}:{os.environ['PATH']}"},
    ).stdout.split()


@pytest.mark.parametrize("command", COMMANDS)
def test_bash_completes_all_options(command):
    assert set(bash(command, "--")) == long_options(program(command))


def test_bash_completes_commands_and_values():
    assert set(bash("")) == set(COMMANDS) | {"--help", "--version"}
    assert set(bash("re")) == {"render", "revert"}
    assert set(bash("render", "--to", "")) == {"gemtext", "gophermap", "text"}
    assert set(bash("cert", "")) == {"make", "show", "client"}
    formats = re.findall(r"^  ([a-z]+)  ", program("import"), re.M)
    assert formats and set(bash("import", "--from", "")) == set(formats)


def zsh(*words):
    """What the completion says to zsh's own _describe and _arguments."""
    script = ('_describe() { print -rl -- "${(P@)2}" }\n'
              '_arguments() { print -rl -- "$@" }\n'
              'complete() { source "$file" }\n'
              'file=$1; shift; words=("$@"); CURRENT=$#; complete')
    return subprocess.run(
        ["zsh", "-f", "-c", script, "zsh", ROOT / "conf/completion/_chasqui",
         "chasqui", *words], capture_output=True, text=True, check=True).stdout


@pytest.mark.skipif(not shutil.which("zsh"), reason="no zsh here")
def test_zsh_completes_all_commands_and_options():
    offered = re.findall(r"^([a-z]+):", zsh(""), re.M)
    assert set(offered) == set(COMMANDS)
    for command in COMMANDS:
        assert long_options(zsh(command, "--")) == long_options(
            program(command)), command
