"""What every command has in common, and the commands that serve nothing."""

import os
import stat
import subprocess
from pathlib import Path

import pytest

BUILD = Path(os.environ.get("BUILD", "build"))
CHASQUI = BUILD / "chasqui"
COMMANDS = ["check", "render", "preview", "new", "import", "mirror", "export",
            "cert", "publish", "edit", "fetch", "publishers", "log", "diff",
            "revert"]

DONE, PROBLEMS, USAGE, SYSTEM = 0, 1, 2, 3


def chasqui(*words, stdin=b""):
    return subprocess.run([CHASQUI, *words], input=stdin, timeout=60,
                          capture_output=True)


def one_line(err):
    assert err.endswith(b"\n") and err.count(b"\n") == 1, err
    return err.decode()


# ---- what all have -----------------------------------------------------------

def test_help_names_every_command():
    run = chasqui("--help")
    assert run.returncode == DONE and run.stderr == b""
    for command in COMMANDS:
        assert f"\n  {command} " in run.stdout.decode()


@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_version_is_one_line(command):
    run = chasqui(*([command] if command else []), "--version")
    assert run.returncode == DONE
    assert run.stdout.startswith(b"chasqui ") and run.stdout.count(b"\n") == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_shows_its_usage(command):
    run = chasqui(command, "--help")
    assert run.returncode == DONE and run.stderr == b""
    assert f"chasqui {command}" in run.stdout.decode().splitlines()[0]
    assert chasqui("help", command).stdout == run.stdout


def test_help_of_a_command_that_there_is_not_says_so():
    run = chasqui("help", "chekc")
    assert run.returncode == USAGE
    assert "is 'check' meant?" in one_line(run.stderr)


@pytest.mark.parametrize("words", [
    [], ["rendr"], ["render"], ["render", "--to"], ["render", "--to", "pdf"],
    ["render", "--to", "text", "--colour"], ["render", "-x"],
    ["render", "--to", "text", "--port", "0"],
    ["render", "--to", "text", "--port", "7o"],
    ["render", "--to", "text", "--host", "a b"],
    ["preview"], ["preview", "a", "b"],
    ["new"], ["new", " "], ["new", "a", "b"], ["new", "--topic", "", "a"],
    ["mirror", "operand"], ["cert"], ["cert", "break"], ["cert", "client"],
    ["cert", "client", "--days", "x", "me"],
])
def test_wrong_usage_is_one_line_and_status_2(words):
    run = chasqui(*words)
    assert run.returncode == USAGE and run.stdout == b""
    assert one_line(run.stderr).startswith("chasqui: ")


@pytest.mark.parametrize("words", [["mirror"], ["cert", "show"],
                                   ["new", "A title"]])
def test_a_configuration_that_is_not_there_is_named(words, tmp_path):
    path = tmp_path / "none.conf"
    run = chasqui(*words, "-c", path)
    assert run.returncode == USAGE
    assert one_line(run.stderr).startswith(f"{path}: ")


def test_a_full_device_is_status_3():
    with open("/dev/full", "wb") as full:
        run = subprocess.run([CHASQUI, "render", "--to", "text"], input=b"x",
                             stdout=full, stderr=subprocess.PIPE)
    assert run.returncode == SYSTEM
    assert b"standard output" in run.stderr


# ---- render ------------------------------------------------------------------

ARTICLE = """---
title: Not shown
---
# Harbour

See the “map” [here](map.md) and [there](https://m.example/a).
"""


def test_render_writes_the_body_alone_with_its_levels():
    run = chasqui("render", "--to", "gemtext", stdin=ARTICLE.encode())
    assert run.returncode == DONE and run.stderr == b""
    assert run.stdout.decode() == (
        "# Harbour\n"
        "\n"
        "See the “map” here and there.\n"
        "\n"
        "=> /a/map here\n"
        "=> https://m.example/a there\n")


def test_render_writes_a_menu_with_crlf_and_a_final_dot():
    run = chasqui("render", "--to", "gophermap", "-", stdin=ARTICLE.encode())
    assert run.stdout.decode() == (
        "iHarbour\t\terror.host\t1\r\n"
        "i=======\t\terror.host\t1\r\n"
        "i\t\terror.host\t1\r\n"
        "iSee the \"map\" here [1] and there [2].\t\terror.host\t1\r\n"
        "i\t\terror.host\t1\r\n"
        "1[1] here\t/a/map\tlocalhost\t70\r\n"
        "h[2] there\tURL:https://m.example/a\tlocalhost\t70\r\n"
        ".\r\n")


def test_render_takes_host_and_port():
    run = chasqui("render", "--to", "gophermap", "--host", "G.Example.",
                  "--port=7070", stdin=b"[a](/t/x/)\n")
    assert run.stdout == b"1a\t/t/x/\tg.example\t7070\r\n.\r\n"


def test_render_writes_text_with_line_feeds():
    run = chasqui("render", "--to", "text", stdin=ARTICLE.encode())
    text = run.stdout.decode()
    assert "\r" not in text and text.startswith("Harbour\n=======\n\nSee the")
    assert "    https://m.example/a\n" in text


def test_render_joins_files_with_a_blank_line(tmp_path):
    for name in "ab":
        (tmp_path / name).write_text(f"Text {name}\n")
    files = [tmp_path / "a", tmp_path / "b"]
    assert chasqui("render", "--to", "gemtext", *files).stdout == \
        b"Text a\n\nText b\n"
    menu = chasqui("render", "--to", "gophermap", *files).stdout
    assert menu.count(b"\r\n.\r\n") == 1 and menu.endswith(b".\r\n")


@pytest.mark.parametrize("form,empty", [
    ("gemtext", b""), ("text", b""), ("gophermap", b".\r\n")])
def test_nothing_renders_as_nothing(form, empty):
    run = chasqui("render", "--to", form, stdin=b"")
    assert (run.returncode, run.stdout) == (DONE, empty)


def test_render_names_a_file_that_is_not_there_and_goes_on(tmp_path):
    (tmp_path / "b.md").write_text("Text\n")
    run = chasqui("render", "--to", "gemtext", tmp_path / "a.md",
                  tmp_path / "b.md")
    assert run.returncode == SYSTEM and run.stdout == b"Text\n"
    assert one_line(run.stderr).startswith(f"{tmp_path}/a.md: ")


def test_render_tells_the_line_of_a_fault_in_front_matter(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: x\ntopics: [\n---\nThe body\n")
    run = chasqui("render", "--to", "gemtext", path)
    assert run.returncode == PROBLEMS and run.stdout == b"The body\n"
    name, line, _ = one_line(run.stderr).split(":", 2)
    assert name == str(path) and 2 <= int(line) <= 4


def test_render_refuses_more_than_16_mib(tmp_path):
    path = tmp_path / "a.md"
    line = b"0123456789 and so on\n"
    path.write_bytes(line * ((16 << 20) // len(line)))
    run = chasqui("render", "--to", "gemtext", path)
    assert run.returncode == DONE and len(run.stdout) > 16_000_000
    with path.open("ab") as more:
        more.write(line)
    run = chasqui("render", "--to", "gemtext", path)
    assert run.returncode == PROBLEMS and run.stdout == b""
    assert one_line(run.stderr).startswith(f"{path}: ")


# ---- cert --------------------------------------------------------------------

@pytest.fixture
def conf(tmp_path):
    (tmp_path / "capsule").mkdir()
    conf = tmp_path / "chasqui.conf"
    conf.write_text('state = "state"\n'
                    'capsule "gazette.example" { root = "capsule" '
                    'aliases = {"www.gazette.example"} }\n')
    return conf


def shown(run, key):
    return [line.split(None, 1)[1] for line in run.stdout.decode().splitlines()
            if line.split()[0] == key]


def openssl_fingerprint(path):
    out = subprocess.run(["openssl", "x509", "-in", path, "-noout",
                          "-fingerprint", "-sha256"], check=True,
                         capture_output=True).stdout.decode()
    return out.split("=")[1].strip().replace(":", "").lower()


def test_cert_make_and_show_agree_with_openssl(conf):
    assert chasqui("cert", "show", "-c", conf).returncode == PROBLEMS
    made = chasqui("cert", "make", "-c", conf)
    assert made.returncode == DONE, made.stderr
    [path] = shown(made, "file")
    assert shown(made, "fingerprint") == [openssl_fingerprint(path)]
    assert shown(made, "names") == ["gazette.example, www.gazette.example"]
    key = Path(path).with_suffix(".key")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    again = chasqui("cert", "make", "-c", conf)
    show = chasqui("cert", "show", "-c", conf, "gazette.example")
    assert made.stdout == again.stdout == show.stdout
    by_file = chasqui("cert", "show", path)
    assert shown(by_file, "fingerprint") == shown(show, "fingerprint")


def test_a_renewed_certificate_keeps_its_key(conf):
    made = chasqui("cert", "make", "-c", conf)
    renewed = chasqui("cert", "make", "--renew", "-c", conf)
    assert renewed.returncode == DONE, renewed.stderr
    assert shown(made, "key") == shown(renewed, "key")
    assert shown(made, "fingerprint") != shown(renewed, "fingerprint")


def test_a_certificate_that_others_signed_is_not_renewed(conf, tmp_path):
    chasqui("cert", "make", "-c", conf)
    state = conf.parent / "state" / "certificates"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout",
         tmp_path / "ca.key", "-out", tmp_path / "ca.crt", "-subj", "/CN=CA"],
        check=True, capture_output=True)
    subprocess.run(
        ["openssl", "req", "-new", "-key", state / "gazette.example.key",
         "-subj", "/CN=gazette.example", "-out", tmp_path / "x.csr"],
        check=True, capture_output=True)
    subprocess.run(
        ["openssl", "x509", "-req", "-in", tmp_path / "x.csr", "-CA",
         tmp_path / "ca.crt", "-CAkey", tmp_path / "ca.key", "-CAcreateserial",
         "-out", state / "gazette.example.crt"], check=True,
        capture_output=True)
    before = (state / "gazette.example.crt").read_bytes()
    run = chasqui("cert", "make", "--renew", "-c", conf)
    assert run.returncode == SYSTEM and b"signed by somebody else" in run.stderr
    assert (state / "gazette.example.crt").read_bytes() == before


def test_cert_names_a_capsule_that_is_not_configured(conf):
    run = chasqui("cert", "show", "-c", conf, "other.example")
    assert run.returncode == USAGE
    assert "other.example" in one_line(run.stderr)


def test_cert_client_makes_a_pair_and_replaces_none(tmp_path):
    run = chasqui("cert", "client", "--days", "30", "--out", tmp_path,
                  "M. Öström")
    assert run.returncode == DONE, run.stderr
    crt, key = tmp_path / "m-ostrom.crt", tmp_path / "m-ostrom.key"
    assert shown(run, "fingerprint") == [openssl_fingerprint(crt)]
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    before = crt.read_bytes()
    again = chasqui("cert", "client", "--out", tmp_path, "M. Öström")
    assert again.returncode == SYSTEM and crt.read_bytes() == before


# ---- import ------------------------------------------------------------------

def test_import_hands_its_words_to_the_program_beside(tmp_path):
    dump = tmp_path / "page.txt"
    dump.write_text("A topic\n\nA title\n\nAn excerpt of it, long enough.\n")
    run = chasqui("import", "--dry-run", dump, tmp_path / "capsule")
    assert b"would be: " in run.stderr, run.stderr
    assert not (tmp_path / "capsule").exists()


# ---- preview -------------------------------------------------------------------

PREVIEWED = ("---\ntitle: A Title\nauthor: A. One\n---\n"
           "See [the map](https://m.example/) " + "and more " * 20 +
           "\n\n- “one”\n\n```\n" + "x" * 200 + "\n```\n")


def preview(tmp_path, columns):
    article = tmp_path / "2021-06-11-x.md"
    article.write_text(PREVIEWED)
    run = subprocess.run([CHASQUI, "preview", article], capture_output=True,
                         text=True, timeout=60,
                         env={**os.environ, "COLUMNS": str(columns)})
    assert run.returncode == DONE and run.stderr == ""
    return run.stdout


def test_preview_shows_one_reader_below_the_other_at_80_columns(tmp_path):
    text = preview(tmp_path, 80)
    gemini, gopher = (part.splitlines() for part in text.split("\nGopher -"))
    assert gemini[0].startswith("Gemini ---")
    assert gemini[1:3] == ["# A Title", "2021-06-11 - A. One"]
    assert gopher[1:3] == ["A Title", "======="]
    assert "=> the map" in gemini and "(h) [1] the map" in gopher
    assert "* “one”" in gemini and '  * "one"' in gopher
    assert max(map(len, text.splitlines())) <= 80


def test_preview_marks_what_is_cut_and_folds_no_line_twice(tmp_path):
    text = preview(tmp_path, 80)
    gemini, gopher = (part.splitlines() for part in text.split("\nGopher -"))
    assert "x" * 79 + "…" in gemini
    # the server's own lines of 67 columns, and no short rest of one
    more = [line for line in gopher if line.endswith("and more")]
    assert len(more) == 2 and all(len(line) > 55 for line in more)


def test_preview_shows_both_beside_each_other_on_a_wide_terminal(tmp_path):
    rows = [row.split(" |") for row in preview(tmp_path, 160).splitlines()]
    left = [row[0].rstrip() for row in rows]
    right = [row[1].strip() for row in rows]
    assert left[:4] == ["Gemini", "", "# A Title", "2021-06-11 - A. One"]
    assert right[:4] == ["Gopher", "", "A Title", "======="]


# ---- what helps ----------------------------------------------------------------

@pytest.mark.parametrize("words,meant", [
    (["rendr"], "'render'"), (["statsu"], "'status'"),
    (["check", "--jsno"], "'--json'"), (["serve", "--confg"], "'--config'"),
])
def test_a_typing_error_in_a_command_or_option_is_asked_about(words, meant):
    run = chasqui(*words)
    assert run.returncode == USAGE
    assert f"is {meant} meant?" in run.stderr.decode()


@pytest.mark.parametrize("words", [
    ["new"], ["check", "--none"], ["status", "x"], ["render"], ["cert", "mak"],
    ["render", "--to", "text", "--host", "x"], ["cert", "show", "--renew"],
    ["cert", "client", "-r", "x"], ["cert", "make", "--days", "3"],
])
def test_a_mistake_of_usage_is_one_line_that_names_the_help(words):
    run = chasqui(*words)
    assert run.returncode == USAGE and run.stdout == b""
    [line] = run.stderr.decode().splitlines()
    assert line.endswith(f"see 'chasqui {words[0]} --help'")


@pytest.mark.parametrize("command", [["render", "--to", "text"], ["preview"]])
@pytest.mark.parametrize("file", ["/", "/none/of/these.md"])
def test_the_same_mistake_has_the_same_exit_status(command, file):
    assert chasqui(*command, file).returncode == SYSTEM
