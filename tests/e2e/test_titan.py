"""Publishing from a client: Titan uploads, editing, history, and nobody else."""

import os
import pathlib
import re
import shutil
import signal
import ssl
import subprocess
import tempfile
import threading
import time

import pytest

from conftest import (CHASQUI, SANITIZED, Server, check_log, end, read_tls,
                      redated, tls_context, until)

WHO = {"ana": ("author", "Ana Torres"), "ben": ("author", "Ben Quispe"),
       "eva": ("editor", "Eva Redaktion"), "adm": ("admin", "Adam Admin")}


def make_certificate(folder, name, *options):
    """(crt, key) of a new client certificate, and its fingerprint."""
    run = subprocess.run([CHASQUI, "cert", "client", name, "-o", folder,
                          *options], capture_output=True, text=True, check=True)
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    print_ = re.search(r"fingerprint +([0-9a-f]{64})", run.stdout)[1]
    return (folder / f"{slug}.crt", folder / f"{slug}.key"), print_


class People:
    """Clients with certificates, and the file that lists them."""

    def __init__(self, folder):
        self.folder = folder
        self.certificates, self.prints, self.contexts = {}, {}, {}
        lines = ["# who may publish\n"]
        for who, (role, name) in WHO.items():
            self.add(who)
            lines.append(f"{role} {self.prints[who]} {name}\n")
        self.add("stranger")
        self.file = folder / "publishers"
        self.file.write_text("".join(lines))

    def add(self, who):
        self.certificates[who], self.prints[who] = \
            make_certificate(self.folder, who)
        self.contexts[who] = tls_context(
            [str(f) for f in self.certificates[who]])

    def of(self, who):
        return self.contexts[who] if who else tls_context()


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    return People(tmp_path_factory.mktemp("people"))


def allow(server, people, extra=""):
    server.capsule_keys = f'publishers = "{people.file}"\n{extra}'
    server.limits = "per_address = 0"
    server.people = people
    return server


@pytest.fixture
def titan(server, people):
    return allow(server, people).start()


# ---- wire formats ------------------------------------------------------------

def lagrange(server, path, body, mime="text/plain", token=""):
    """mime, size, token, and the body right behind the line."""
    params = f";mime={mime};size={len(body)}"
    if token:
        params += f";token={token}"
    return f"{server.titan_url(path)}{params}\r\n".encode() + body


def token_first(server, path, body, mime="text/markdown", token=""):
    """As titan.sh and other shell clients: token, mime, size."""
    return (f"{server.titan_url(path)};token={token};mime={mime};"
            f"size={len(body)}\r\n").encode() + body


def size_first(server, path, body, mime="text/markdown", token=""):
    return (f"{server.titan_url(path)};size={len(body)};mime={mime}\r\n"
            ).encode() + body


WIRE = [lagrange, token_first, size_first]


def titan_url(server, path):
    return f"titan://{server.host}:{server.gemini_port}{path}"


Server.titan_url = titan_url


def send(server, raw, who="eva", timeout=10):
    return server.gemini(raw=raw, context=server.people.of(who),
                         timeout=timeout)


def upload(server, path, body, who="eva", wire=lagrange, **how):
    if isinstance(body, str):
        body = body.encode()
    return send(server, wire(server, path, body, **how), who)


def delete(server, path, who="eva"):
    return send(server, f"{server.titan_url(path)};size=0\r\n".encode(), who)


def source(server, url, who="eva"):
    """Follow ;edit as Lagrange does; (reply, address of the upload)."""
    if url.startswith("/"):
        url = server.titan_url(url)
    url += ";edit"
    for _ in range(6):
        reply = send(server, url.encode() + b"\r\n", who)
        if reply.status not in (30, 31):
            break
        url = reply.meta
    return reply, url.removesuffix(";edit")


def path_of(url):
    return re.sub(r"^\w+://[^/]+", "", url)


def leads_to(server, reply):
    assert reply.status == 30, reply.header
    assert reply.meta.startswith(f"gemini://{server.host}:"), reply.meta
    return path_of(reply.meta)


def files(server):
    """All files of the capsule, without the history and what is empty."""
    found = {}
    for path in sorted(server.capsule.rglob("*")):
        name = str(path.relative_to(server.capsule))
        if path.is_file() and not name.startswith("history/") \
                and path.stat().st_size:
            found[name] = path.read_bytes()
    return found


def versions(server, path):
    folder = server.capsule / "history" / path
    return sorted(p for p in folder.glob("*Z")) if folder.exists() else []


# ---- new, edit, delete -------------------------------------------------------

@pytest.mark.parametrize("wire", WIRE)
def test_a_new_article_is_live_on_both_protocols_within_a_second(titan, wire):
    begun = time.monotonic()
    reply = upload(titan, "/a/harbour", "# The harbour opens\n\nA zebra came.\n",
                   wire=wire)
    path = leads_to(titan, reply)
    assert path == "/a/harbour"
    page = titan.gemini(path)
    assert page.status == 20 and "A zebra came." in page.text
    assert b"A zebra came." in titan.gopher(path)
    for list_ in ("/", "/author/eva-redaktion/", "/atom.xml"):
        assert "The harbour opens" in titan.gemini(list_).text
    assert "The harbour opens" in titan.gemini("/search?zebra").text
    assert b"The harbour opens" in titan.gopher("/search\tzebra")
    assert time.monotonic() - begun < (1 if not SANITIZED else 9)
    text = (titan.capsule / "articles/harbour.md").read_text()
    assert re.match(r"---\ndate: 20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ\n"
                    r'author: "Eva Redaktion"\n---\n\n# The harbour opens\n',
                    text), text


def test_a_new_article_is_named_by_its_title(titan):
    text = "# Ships of the year\n\nText\n"
    assert leads_to(titan, upload(titan, "/a/new", text)) == \
        "/a/ships-of-the-year"
    assert leads_to(titan, upload(titan, "/a/new", text)) == \
        "/a/ships-of-the-year-2"
    assert leads_to(titan, upload(titan, "/a/new", "Just a line.\n")) == \
        "/a/just-a-line"


@pytest.mark.parametrize("text, title, rest", [
    ("Rain at last.\n\nIt *rained*.\n", "Rain at last.", "It rained."),
    ("Rain at last\nIt rained.\n", "Rain at last", "It rained."),
    ("Rain.\n", "Rain.", ""),
    # a title that was cut from a longer text takes nothing out of it
    ("Rain " * 30 + "fell.\n", ("Rain " * 19).strip() + " ...",
     "Rain " * 30 + "fell."),
])
def test_a_first_line_that_became_the_title_is_not_read_twice(
        titan, text, title, rest):
    path = leads_to(titan, upload(titan, "/a/rain", text))
    page = titan.gemini(path).text
    head, words, *_ = page.split("\n\n")
    assert head.startswith(f"# {title}\n")
    if rest:
        assert words == rest
    assert page.count(title) == 1
    text_form = " ".join(titan.gopher(path + ".txt").decode().split())
    assert text_form.count(title) == 1
    assert titan.gemini("/").text.count(title) == 1, "nor in lists"
    source_ = (titan.capsule / "articles/rain.md").read_text()
    assert source_.endswith("\n---\n\n" + text), "the text stays as it was"


@pytest.mark.parametrize("wire", WIRE)
def test_an_article_is_replaced_and_its_old_version_kept(titan, wire):
    old = (titan.capsule / "articles/one.md").read_bytes()
    reply = upload(titan, "/a/one", old.replace(b"llama", b"alpaca"), wire=wire)
    assert leads_to(titan, reply) == "/a/one"
    assert "alpaca" in titan.gemini("/a/one").text
    assert b"alpaca" in titan.gopher("/a/one")
    kept = versions(titan, "articles/one.md")
    assert [v.read_bytes() for v in kept] == [old]
    by = (kept[0].with_name(kept[0].name + ".by")).read_text().splitlines()
    assert by[0] == "replaced" and by[1] == "Eva Redaktion"
    assert by[2] == titan.people.prints["eva"] and by[3] == "127.0.0.1"


def test_a_text_without_front_matter_keeps_that_of_the_article(titan):
    leads_to(titan, upload(titan, "/a/one", "All new text.\n"))
    text = (titan.capsule / "articles/one.md").read_text()
    assert text == ("---\ntitle: One\ndate: 2024-05-01\ntopics: [Peru]\n---\n\n"
                    "All new text.\n")
    assert "All new text." in titan.gemini("/a/one").text


def test_deleting_puts_it_into_the_history(titan):
    old = (titan.capsule / "articles/two.md").read_bytes()
    assert leads_to(titan, delete(titan, "/a/two")) == "/"
    assert not (titan.capsule / "articles/two.md").exists()
    assert titan.gemini("/a/two").status in (51, 52)
    assert [v.read_bytes() for v in versions(titan, "articles/two.md")] == [old]
    assert delete(titan, "/a/two").status == 51


def test_gemtext_becomes_markdown_that_reads_the_same(titan):
    text = ("# A *title*\n\nLine one\nline two\n\n=> gemini://x.example/ A link\n"
            "* item\n> quote\n```\ncode *x*\n```\n")
    path = leads_to(titan, upload(titan, "/a/gem", text, mime="text/gemini"))
    page = titan.gemini(path).text
    for line in ("Line one\nline two", "=> gemini://x.example/ A link",
                 "* item", "> quote", "```\ncode *x*\n```"):
        assert line in page, page
    assert "A *title*" in page


def test_pages_topics_notice_and_files_are_published(titan):
    assert leads_to(titan, upload(titan, "/contact", "# Contact\n\nWrite.\n")) \
        == "/contact"
    assert "Write." in titan.gemini("/contact").text
    assert leads_to(titan, upload(titan, "/t/peru/", "All about Peru.\n")) \
        == "/t/peru/"
    until(lambda: "All about Peru." in titan.gemini("/t/peru/").text)
    assert leads_to(titan, upload(titan, "/notice", "We move on Friday.\n",
                                  who="adm")) == "/"
    until(lambda: "We move on Friday." in titan.gemini("/").text)
    assert delete(titan, "/notice", who="adm").status == 30
    until(lambda: "We move on Friday." not in titan.gemini("/").text)
    png = b"\x89PNG\r\n\x1a\n" + bytes(200000)
    assert leads_to(titan, upload(titan, "/static/img/x.png", png, who="adm",
                                  mime="image/png")) == "/static/img/x.png"
    assert titan.gemini("/static/img/x.png").body == png


def test_a_bundle_is_made_and_filled(titan):
    upload(titan, "/a/trip/index.md", "# A trip\n\n![map](map.png)\n", who="ana")
    png = b"\x89PNG\r\n\x1a\n" + b"map"
    reply = upload(titan, "/a/trip/map.png", png, who="ana", mime="image/png")
    assert leads_to(titan, reply) == "/a/trip/map.png"
    assert titan.gemini("/a/trip/map.png").body == png
    assert upload(titan, "/a/one/map.png", png, mime="image/png").status == 59


def test_readers_see_no_difference_while_nothing_is_published(server, people):
    server.people = people
    server.start()
    before = [server.gemini(path).raw for path in ("/", "/a/one", "/t/peru/")]
    gopher = server.gopher("/")
    allow(server, people)
    server.configure()
    server.reload()
    until(lambda: (server.capsule / "notice.md").exists())
    until(lambda: me(server, "eva").status == 20)
    assert [server.gemini(path).raw
            for path in ("/", "/a/one", "/t/peru/")] == before
    assert server.gopher("/") == gopher


def test_without_publishers_nothing_is_taken(started):
    started.people = None
    reply = started.gemini(raw=lagrange(started, "/a/x", b"text"))
    assert reply.status == 59
    assert "publisher" not in started.status_text()
    assert not (started.capsule / "history").exists()


# ---- the source --------------------------------------------------------------

def test_the_source_is_given_with_a_version_that_the_upload_carries(titan):
    reply, url = source(titan, "/a/one")
    assert reply.status == 20 and reply.meta.startswith("text/markdown")
    assert reply.body == (titan.capsule / "articles/one.md").read_bytes()
    path = path_of(url)
    assert path.startswith("/a/one") and path != "/a/one"
    again = reply.body.replace(b"llama", b"vicuna")
    assert leads_to(titan, upload(titan, path, again)) == "/a/one"
    assert "vicuna" in titan.gemini("/a/one").text


def test_two_editors_do_not_overwrite_each_other(titan):
    first, url = source(titan, "/a/one")
    assert upload(titan, path_of(url), first.body + b"\nMine.\n").status == 30
    now = (titan.capsule / "articles/one.md").read_bytes()
    reply = upload(titan, path_of(url), first.body + b"\nYours.\n", who="adm")
    assert reply.status == 50, reply.header
    link = re.search(r"gemini://\S+", reply.meta)[0]
    assert (titan.capsule / "articles/one.md").read_bytes() == now
    assert path_of(link).startswith("/me/articles/one.md@")
    shown = titan.gemini(link, context=titan.people.of("adm"))
    assert shown.status == 20 and "+Mine." in shown.text, shown.raw
    assert titan.gemini(link).status == 60
    assert titan.gemini(link, context=titan.people.of("stranger")).status == 61
    assert titan.gemini(link, context=titan.people.of("ana")).status == 61


def test_the_source_is_for_those_who_may_edit(titan):
    assert source(titan, "/a/one", who=None)[0].status == 60
    assert source(titan, "/a/one", who="stranger")[0].status == 61
    assert source(titan, "/a/one", who="ana")[0].status == 61
    assert source(titan, "/a/nothing")[0].status == 51
    assert source(titan, "/about")[0].body == b"# About\n\nWho we are.\n"


# ---- who may -----------------------------------------------------------------

def test_certificates_decide(titan):
    before = files(titan)
    reply = upload(titan, "/a/x", "text", who=None)
    assert reply.status == 60
    reply = upload(titan, "/a/x", "text", who="stranger")
    assert reply.status == 61
    assert titan.people.prints["stranger"] in reply.meta
    assert files(titan) == before


def test_an_expired_certificate_is_told_so(titan, tmp_path):
    new, key = tmp_path / "new.crt", tmp_path / "old.key"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=old",
                    "-keyout", key, "-out", new], check=True,
                   capture_output=True)
    crt = redated(new, key, -1, tmp_path / "old.crt")
    context = tls_context([crt, str(key)])
    reply = titan.gemini(raw=lagrange(titan, "/a/x", b"text"), context=context)
    assert reply.status == 62


def test_an_author_writes_his_own_articles_only(titan):
    path = leads_to(titan, upload(titan, "/a/mine", "# Mine\n\nOne.\n", "ana"))
    assert leads_to(titan, upload(titan, path, "Two.\n", "ana")) == path
    before = files(titan)
    assert upload(titan, path, "Three.\n", "ben").status == 61
    assert upload(titan, "/a/one", "Four.\n", "ana").status == 61
    assert delete(titan, path, "ben").status == 61
    assert delete(titan, "/a/one", "ben").status == 61
    assert upload(titan, "/about", "Five.\n", "ana").status == 61
    assert upload(titan, "/t/peru", "Six.\n", "ana").status == 61
    assert upload(titan, "/static/x.txt", "Seven.\n", "ana").status == 61
    assert upload(titan, "/static/x.txt", "Eight.\n", "eva").status == 61
    assert upload(titan, "/notice", "Nine.\n", "eva").status == 61
    # nor does he sign in another's name, or give his own away
    assert upload(titan, "/a/other",
                  "---\ntitle: T\nauthor: Ben Quispe\n---\nText\n",
                  "ana").status == 61
    assert upload(titan, path,
                  "---\ntitle: T\nauthor: Ben Quispe\n---\nText\n",
                  "ana").status == 61
    assert files(titan) == before
    assert delete(titan, path, "ana").status == 30


def test_a_token_is_wanted_besides(server, people):
    allow(server, people, 'upload_token = "open sesame"\n').start()
    assert upload(server, "/a/x", "text").status == 61
    assert upload(server, "/a/x", "text", token="open").status == 61
    assert upload(server, "/a/x", "text", token="open%20sesame").status == 30
    assert upload(server, "/a/x", "text", token="open%20sesame",
                  wire=token_first).status == 30
    server.stop()
    assert "token=" in server.log() and "sesame" not in server.log()


def test_publishers_are_read_again_at_sighup(titan, people, tmp_path):
    copy = tmp_path / "publishers"
    titan.capsule_keys = f'publishers = "{copy}"'
    copy.write_text(people.file.read_text())
    titan.configure()
    titan.reload()
    assert upload(titan, "/a/x", "text", "stranger").status == 61
    copy.write_text(copy.read_text() +
                    f"editor {people.prints['stranger']} Some One\n")
    titan.reload()
    until(lambda: upload(titan, "/a/x", "text", "stranger").status == 30)
    copy.write_text(copy.read_text() + "boss 0123 Nobody\n")
    titan.reload()
    assert f"{copy}:7" in titan.log()
    assert upload(titan, "/a/x", "more", "stranger").status == 30


# ---- a visitor's own page ----------------------------------------------------

def me(server, who, path="/me"):
    return server.gemini(path, context=server.people.of(who))


def test_me_tells_who_the_visitor_is(titan):
    assert me(titan, None).status == 60
    page = me(titan, "stranger")
    assert page.status == 20 and titan.people.prints["stranger"] in page.text
    assert "titan:" not in page.text and "stranger" in page.text
    page = me(titan, "ana").text
    assert titan.people.prints["ana"] in page
    assert "Ana Torres" in page and "author" in page
    assert f"=> {titan.titan_url('/a/new')} New article" in page
    assert titan.gopher("/me")[:1] == b"3"


def test_me_lists_drafts_and_own_articles_to_edit(titan):
    draft = "---\ntitle: Not yet\ndraft: true\n---\nText\n"
    assert leads_to(titan, upload(titan, "/a/later", draft, "ana")) == "/me"
    upload(titan, "/a/mine", "# My own\n\nText\n", "ana")
    until(lambda: "Not yet" in me(titan, "ana").text)
    page = me(titan, "ana").text
    assert f"=> {titan.titan_url('/a/mine;edit')} Edit: My own" in page
    url = re.search(r"=> (titan://\S+) Edit: Not yet \(draft\)", page)[1]
    reply, again = source(titan, url.removesuffix(";edit"), "ana")
    assert reply.status == 20 and b"Not yet" in reply.body
    done = reply.body.replace(b"draft: true\n", b"")
    assert leads_to(titan, upload(titan, path_of(again), done, "ana")) == \
        "/a/later"
    assert "Not yet" in titan.gemini("/a/later").text
    assert "Not yet" not in me(titan, "ben").text


def test_a_draft_is_found_by_its_address_too(titan):
    draft = "---\ntitle: Not yet\ndraft: true\n---\nText\n"
    upload(titan, "/a/later", draft, "ana")
    assert source(titan, "/a/later", "ana")[0].status == 20
    assert source(titan, "/a/later", "ben")[0].status == 61
    assert leads_to(titan, upload(titan, "/a/later", "Text\n", "ana")) == "/me"


def test_edit_links_are_shown_to_those_who_may_and_to_nobody_else(titan):
    upload(titan, "/a/mine", "# My own\n\nText\n", "ana")
    link = titan.titan_url("/a/mine;edit")
    plain = titan.gemini("/a/mine").raw
    assert link.encode() not in plain
    for who in ("ana", "eva", "adm"):
        assert link in me(titan, who, "/a/mine").text
    for who in ("ben", "stranger"):
        assert me(titan, who, "/a/mine").raw == plain
    assert link.encode() not in titan.gopher("/a/mine")


# ---- what is refused ---------------------------------------------------------

@pytest.mark.parametrize("line", [
    ";mime=text/plain", ";size=", ";size=x", ";size=-1",
    ";size=99999999999999999999", ";size=5;size=6", "?q;size=5",
    ";size=1;token=" + "a" * 1100, ";edit;size=5"])
def test_a_line_that_is_not_right_is_refused_with_a_sentence(titan, line):
    raw = f"{titan.titan_url('/a/x')}{line}\r\nhello".encode()
    reply = send(titan, raw)
    assert reply.status in (50, 59) and len(reply.meta) > 20, reply.header


@pytest.mark.parametrize("path", [
    "/", "/a/", "/search", "/capsule.conf", "/.git/config",
    "/static/../capsule.conf", "/static/.git/hooks/post-commit", "/2024/",
    "/atom.xml", "/%2e%2e/x", "/t/", "/history/x.md"])
def test_only_a_publishers_paths_are_written(titan, path):
    before = files(titan)
    assert upload(titan, path, "text", who="adm").status in (50, 59), path
    assert files(titan) == before


def test_a_fault_in_the_front_matter_changes_nothing(titan):
    before = files(titan)
    reply = upload(titan, "/a/one", "---\ntitle: T\ndate: 2024-99-99\n---\nx\n")
    assert reply.status == 50
    assert "articles/one.md:3:" in reply.meta and "2024-99-99" in reply.meta
    assert upload(titan, "/a/y", "---\ntitle: [\n---\nx\n").status == 50
    reply = upload(titan, "/a/new", "---\ntitle: T\ndate: soon\n---\nx\n")
    assert reply.status == 50 and "articles/new.md:3:" in reply.meta
    assert upload(titan, "/a/y", b"\xff\xfe bytes").status == 50
    assert files(titan) == before


def test_the_days_of_an_upload_follow_capsule_conf_while_it_runs(server, people):
    at = time.strftime("%Y-%m-%d %H:%M", time.gmtime(time.time() + 3600))
    text = f"---\ntitle: T\ndate: {at}\n---\nText.\n"
    server.write("capsule.conf", 'timezone = "Etc/GMT+12"\n')
    titan = allow(server, people).start()
    assert leads_to(titan, upload(titan, "/a/early", text)) == "/me"
    server.write("capsule.conf", 'language = "es"\ntimezone = "Etc/GMT-14"\n')
    until(lambda: b"lang=es" in titan.gemini("/").header, 15)
    assert leads_to(titan, upload(titan, "/a/late", text)) == "/a/late"


def test_an_image_is_an_image(titan):
    before = files(titan)
    for path, mime in (("/static/x.png", "image/png"),
                       ("/static/x.png", "text/plain"),
                       ("/static/x.jpg", "image/jpeg")):
        assert upload(titan, path, b"<html>no</html>", "adm",
                      mime=mime).status == 59
    assert upload(titan, "/a/x", b"text", mime="image/png").status == 59
    assert upload(titan, "/a/x", b"text",
                  mime="text/plain%3bcharset%3dutf-16").status == 59
    assert files(titan) == before


def test_what_is_too_large_is_refused_before_its_body_is_read(server, people):
    allow(server, people, "upload_size = 50000\n").start()
    for who, path, size in (("eva", "/a/x", 50001),
                            ("adm", "/static/x.bin", 100000000)):
        with server.tls(server.connect_gemini(),
                        people.of(who)) as sock:
            sock.sendall(f"{server.titan_url(path)};size={size}\r\n".encode())
            raw, _ = read_tls(sock)
            assert raw.startswith(b"59 ") and b"50000" in raw
    assert upload(server, "/a/x", b"a " * 25000).status == 30


@pytest.mark.parametrize("path,who", [("/a/one", "eva"),
                                      ("/static/note.txt", "adm")])
def test_cut_anywhere_nothing_changes(titan, path, who):
    body = b"# Cut\n\n" + b"some words of it\n" * 600
    raw = lagrange(titan, path, body)
    before = files(titan)
    for n in range(0, len(raw) - 1, 1000):
        with titan.tls(titan.connect_gemini(), titan.people.of(who)) as sock:
            sock.sendall(raw[:n])
    with titan.tls(titan.connect_gemini(), titan.people.of(who)) as sock:
        sock.sendall(raw[:-1])
    assert upload(titan, "/a/probe", "# Probe\n").status == 30
    after = files(titan)
    del after["articles/probe.md"]
    assert after == before
    assert not versions(titan, "articles/one.md")


def test_an_upload_may_come_byte_by_byte(titan):
    raw = lagrange(titan, "/a/bytes", b"# Bytes\n\nOne by one.\n")
    with titan.tls(titan.connect_gemini(), titan.people.of("eva")) as sock:
        for i in range(len(raw)):
            sock.sendall(raw[i:i + 1])
        answer, clean = read_tls(sock)
    assert answer.startswith(b"30 ") and clean
    assert "One by one." in titan.gemini("/a/bytes").text


def test_a_body_longer_than_its_size_is_refused(titan):
    before = files(titan)
    raw = lagrange(titan, "/a/one", b"# Long\n") + b"more of it"
    assert send(titan, raw).status in (50, 59)
    assert files(titan) == before


def test_a_body_that_ends_early_is_told_so(titan):
    raw = lagrange(titan, "/a/one", b"# Short\n\nmissing")[:-3]
    with titan.connect_gemini() as plain:
        sock = titan.tls(plain, titan.people.of("eva"))
        sock.sendall(raw)
        try:
            plain2 = sock.unwrap()  # close_notify, and the answer still comes
        except (ssl.SSLError, OSError):
            plain2 = None
        del plain2
    assert "missi" not in titan.gemini("/a/one").text


def test_a_slow_body_is_not_waited_for(server, people):
    server.limits = "request_timeout = 1"
    allow(server, people)
    server.limits = "per_address = 0\nrequest_timeout = 1"
    server.start()
    with server.tls(server.connect_gemini(), people.of("eva")) as sock:
        sock.sendall(f"{server.titan_url('/a/x')};size=1000\r\n".encode())
        begun = time.monotonic()
        raw, _ = read_tls(sock)
        assert raw.startswith(b"59 "), raw
        assert 0.5 < time.monotonic() - begun < 8


def test_a_whole_body_has_upload_timeout(server, people):
    allow(server, people, "upload_timeout = 2\n").start()
    with server.tls(server.connect_gemini(), people.of("adm")) as sock:
        sock.sendall(f"{server.titan_url('/static/x.bin')};size=5000000\r\n"
                     .encode())
        begun = time.monotonic()
        raw = b""
        sock.settimeout(0.2)
        while time.monotonic() - begun < 10 and not raw:
            try:
                sock.sendall(bytes(1000))
                raw = sock.recv(1000)
            except (TimeoutError, ssl.SSLWantReadError):
                continue
            except OSError:
                break
        assert raw.startswith(b"59 "), raw
        assert time.monotonic() - begun > 1.5


# ---- many, and broken --------------------------------------------------------

def test_a_hundred_at_once_are_all_there_each_whole(titan):
    replies = {}

    def one(i):
        body = f"# Article {i}\n\n" + f"line of {i}\n" * 200
        replies[i] = upload(titan, f"/a/parallel-{i}", body,
                            who="eva" if i % 2 else "ana",
                            wire=WIRE[i % 3])

    threads = [threading.Thread(target=one, args=(i,)) for i in range(100)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(replies) == list(range(100))
    for i, reply in replies.items():
        assert leads_to(titan, reply) == f"/a/parallel-{i}"
        text = (titan.capsule / f"articles/parallel-{i}.md").read_text()
        assert text.endswith(f"# Article {i}\n\n" + f"line of {i}\n" * 200)
    assert not list(titan.capsule.rglob(".*"))


def publisher(server):
    return int(re.search(r"publisher +process (\d+)",
                         server.status_text())[1])


def test_a_publisher_that_is_killed_leaves_nothing_and_is_replaced(titan):
    before = files(titan)
    pid = publisher(titan)
    with titan.tls(titan.connect_gemini(), titan.people.of("eva")) as sock:
        raw = lagrange(titan, "/a/one", b"# Half\n\n" + b"words\n" * 10000)
        sock.sendall(raw[:30000])
        until(lambda: len(os.listdir(f"/proc/{pid}/fd")) > 0)
        time.sleep(0.2)
        os.kill(pid, signal.SIGKILL)
        raw, _ = read_tls(sock)
        assert raw.startswith(b"40 "), raw
    assert files(titan) == before
    assert not list(titan.capsule.rglob(".*"))
    until(lambda: upload(titan, "/a/after", "# After\n").status == 30)
    assert publisher(titan) != pid


def test_a_reload_does_not_disturb_an_upload(titan):
    body = b"# Long\n\n" + b"a line of the text\n" * 10000
    raw = lagrange(titan, "/a/long", body)
    with titan.tls(titan.connect_gemini(), titan.people.of("eva")) as sock:
        for i in range(0, len(raw), 50000):
            sock.sendall(raw[i:i + 50000])
            if i in (0, 100000):
                titan.reload()
                assert upload(titan, f"/a/meanwhile-{i}", "# M\n").status == 30
        answer, _ = read_tls(sock)
    assert answer.startswith(b"30 "), answer
    assert titan.gemini("/a/long").status == 20


def test_a_capsule_that_is_read_only_says_so(server, people):
    allow(server, people).start()
    if os.geteuid() == 0:
        run = subprocess.run(["mount", "--bind", server.capsule,
                              server.capsule], capture_output=True)
        if run.returncode:
            pytest.skip("no mounts here")
        try:
            subprocess.run(["mount", "-o", "remount,ro,bind",
                            server.capsule], check=True)
            server.reload()
            time.sleep(1.5)
            reply = upload(server, "/a/x", "# X\n")
            assert reply.status in (40, 50), reply.header
            assert server.gemini("/a/one").status == 20
        finally:
            subprocess.run(["umount", "-l", server.capsule], check=True)
    else:
        for folder in ("articles", "history"):
            (server.capsule / folder).chmod(0o555)
        try:
            assert upload(server, "/a/x", "# X\n").status in (40, 50)
            assert server.gemini("/a/one").status == 20
        finally:
            for folder in ("articles", "history"):
                (server.capsule / folder).chmod(0o755)


def test_a_full_disk_changes_nothing(tmp_path, people):
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "none", disk],
                      capture_output=True).returncode:
        pytest.skip("no mounts here")
    try:
        server = Server(tmp_path / "server")
        server.capsule = disk
        server.fill()
        allow(server, people).start()
        before = files(server)
        try:
            reply = upload(server, "/static/big.bin", bytes(800000), "adm",
                           mime="application/octet-stream")
            assert reply.status == 40, reply.header
            assert files(server) == before
            assert not list(disk.rglob(".*"))
            filler = disk / "static" / "filler"
            fd = os.open(filler, os.O_WRONLY | os.O_CREAT)
            with pytest.raises(OSError):
                while True:
                    os.write(fd, bytes(4096))
            os.close(fd)
            before = files(server)
            reply = upload(server, "/a/one", b"# One\n" * 1000)
            assert reply.status == 40, reply.header
            assert files(server) == before
            filler.unlink()
            assert upload(server, "/a/one", b"# One\n\nNew\n").status == 30
        finally:
            end(server)
            check_log(server)
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


@pytest.mark.skipif(SANITIZED, reason="it keeps what is freed")
def test_memory_does_not_grow_with_the_body(server, people):
    allow(server, people, "upload_size = 300000000\n").start()

    def peak(pid):
        with open(f"/proc/{pid}/status") as f:
            return int(re.search(r"VmHWM:\s+(\d+)", f.read())[1])

    pids = [publisher(server), *server.worker_pids()]
    upload(server, "/static/small.bin", bytes(4000000), "adm",
           mime="application/octet-stream")
    before = [peak(p) for p in pids]
    with server.tls(server.connect_gemini(), people.of("adm")) as sock:
        sock.sendall((f"{server.titan_url('/static/big.bin')};size=60000000;"
                      "mime=application/octet-stream\r\n").encode())
        for _ in range(60):
            sock.sendall(bytes(1000000))
        raw, _ = read_tls(sock)
        assert raw.startswith(b"30 "), raw
    assert (server.capsule / "static/big.bin").stat().st_size == 60000000
    for pid, old in zip(pids, before):
        assert peak(pid) - old < 4000


# ---- from a shell ------------------------------------------------------------

def chasqui(server, *words, who=None, env=None, check=True):
    environ = dict(os.environ, XDG_DATA_HOME=str(server.folder / "data"),
                   **(env or {}))
    environ.pop("CHASQUI_CERT", None)
    words = [str(w) for w in words]
    if who:
        words[1:1] = ["--cert", str(server.people.certificates[who][0])]
    run = subprocess.run([CHASQUI, *words], capture_output=True, text=True,
                         env=environ, timeout=60)
    if check:
        assert run.returncode == 0, run.stderr
    return run


def test_publish_and_fetch_from_a_shell(titan, tmp_path):
    text = tmp_path / "2024-05-01-the-ferry.md"
    text.write_text("# The ferry\n\nIt sails.\n")
    note = tmp_path / "note.md"
    note.write_text("# A note\n\nShort.\n")
    to = titan.titan_url("/a/")
    run = chasqui(titan, "publish", "--to", to, text, note, who="eva")
    assert run.stdout.split() == [titan.url("/a/the-ferry"),
                                  titan.url("/a/note")]
    page = chasqui(titan, "fetch", titan.url("/a/the-ferry")).stdout
    assert "It sails." in page
    gopher = f"gopher://{titan.host}:{titan.gopher_port}/0/a/the-ferry.txt"
    assert "It sails." in chasqui(titan, "fetch", gopher).stdout
    run = chasqui(titan, "fetch", "-H", titan.url("/a/note"))
    assert run.stdout.startswith("20 text/gemini")
    run = chasqui(titan, "fetch", titan.url("/a/nothing"), check=False)
    assert run.returncode == 1 and ": 51 " in run.stderr
    run = chasqui(titan, "publish", "--to", to, text, who="stranger",
                  check=False)
    assert run.returncode == 1 and ": 61 " in run.stderr
    run = chasqui(titan, "publish", "--delete", titan.url("/a/note"),
                  who="eva")
    assert titan.gemini("/a/note").status in (51, 52)


def test_a_bundle_is_published_from_a_shell(titan, tmp_path):
    text = tmp_path / "index.md"
    text.write_text("# A trip\n\n![the map](map.png)\n")
    picture = tmp_path / "map.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"map")
    run = chasqui(titan, "publish", "--to", titan.titan_url("/a/trip/"), text,
                  picture, who="eva")
    assert run.stdout.split() == [titan.url("/a/trip"),
                                  titan.url("/a/trip/map.png")]
    assert titan.gemini("/a/trip/map.png").body == picture.read_bytes()


def test_publish_knows_this_machines_server(titan, tmp_path):
    text = tmp_path / "at-home.md"
    text.write_text("# At home\n")
    run = chasqui(titan, "publish", "-c", titan.conf, text, who="eva")
    assert run.stdout.strip() == titan.url("/a/at-home")


def test_edit_uses_the_editor_and_tells_a_conflict(titan, tmp_path):
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nsed -i s/llama/guanaco/ "$1"\n')
    editor.chmod(0o755)
    run = chasqui(titan, "edit", titan.url("/a/one"), who="eva",
                  env={"VISUAL": "", "EDITOR": str(editor)})
    assert run.stdout.strip() == titan.url("/a/one")
    assert "guanaco" in titan.gemini("/a/one").text
    run = chasqui(titan, "edit", titan.url("/a/one"), who="eva",
                  env={"EDITOR": "true", "VISUAL": ""})
    assert "nothing was changed" in run.stderr
    # somebody else is quicker
    other = tmp_path / "other.md"
    other.write_text("Other text\n")
    editor.write_text(f'#!/bin/sh\necho mine >>"$1"\n{CHASQUI} publish --cert '
                      f'{titan.people.certificates["adm"][0]} -k none --to '
                      f'{titan.titan_url("/a/one")} {other} >/dev/null\n')
    run = chasqui(titan, "edit", titan.url("/a/one"), who="eva", check=False,
                  env={"EDITOR": str(editor), "VISUAL": ""})
    assert run.returncode == 1 and ": 50 " in run.stderr
    kept = re.search(r"kept in (\S+)", run.stderr)[1]
    with open(kept) as f:
        assert f.read().endswith("mine\n")
    os.unlink(kept)
    os.rmdir(os.path.dirname(kept))
    assert "Other text" in titan.gemini("/a/one").text


def test_a_server_is_trusted_by_what_it_showed_first(titan, people):
    hosts = titan.folder / "data" / "chasqui" / "known_hosts"
    chasqui(titan, "fetch", titan.url("/"))
    line = hosts.read_text()
    assert line.startswith(f"{titan.host}:{titan.gemini_port} ")
    chasqui(titan, "fetch", titan.url("/"))
    assert hosts.read_text() == line
    forged = re.sub(r" [0-9a-f]{64} ", " " + "0" * 64 + " ", line)
    hosts.write_text("# mine\n" + forged)
    run = chasqui(titan, "fetch", titan.url("/"), check=False)
    assert run.returncode == 3 and "another certificate" in run.stderr
    assert hosts.read_text() == "# mine\n" + forged
    hosts.write_text("# mine\n" + re.sub(r" \d+\n", " 5\n", forged))
    chasqui(titan, "fetch", titan.url("/"))
    assert hosts.read_text() == "# mine\n" + line
    chasqui(titan, "fetch", "-k", "none", titan.url("/"))


def test_log_diff_and_revert(titan):
    old = (titan.capsule / "articles/one.md").read_text()
    upload(titan, "/a/one", "Second text\n")
    upload(titan, "/a/one", "Third text\n", "adm")
    log = chasqui(titan, "log", "-c", titan.conf, "/a/one").stdout.splitlines()
    assert len(log) == 2
    assert "Adam Admin" in log[0] and "Eva Redaktion" in log[1]
    assert "127.0.0.1" in log[0]
    assert titan.people.prints["eva"][:16] in log[1]
    assert chasqui(titan, "log", "-c", titan.conf).stdout.splitlines() == log
    first = log[1].split()[0]
    diff = chasqui(titan, "diff", "-c", titan.conf, "articles/one.md",
                   first).stdout
    assert "+Third text" in diff and "-The *first* article" in diff
    diff = chasqui(titan, "diff", "-c", titan.conf, "/a/one").stdout
    assert "-Second text" in diff and "+Third text" in diff
    chasqui(titan, "revert", "-c", titan.conf, "/a/one", first)
    assert (titan.capsule / "articles/one.md").read_text() == old
    until(lambda: "llama" in titan.gemini("/a/one").text)
    assert len(versions(titan, "articles/one.md")) == 3
    # once more: it is as it was
    run = chasqui(titan, "revert", "-c", titan.conf, "/a/one", first)
    assert run.stdout == "" and "nothing was changed" in run.stderr
    assert len(versions(titan, "articles/one.md")) == 3
    run = chasqui(titan, "revert", "-c", titan.conf, "/a/one", "1999",
                  check=False)
    assert run.returncode == 1
    # what was deleted comes back
    delete(titan, "/a/two")
    when = chasqui(titan, "log", "-c", titan.conf,
                   "articles/two.md").stdout.split()[0]
    chasqui(titan, "revert", "-c", titan.conf, "articles/two.md", when)
    until(lambda: titan.gemini("/a/two").status == 20)


def test_log_and_diff_tell_a_name_that_nothing_has(titan):
    for name in ("/a/nope", "articles/nope.md", "/nowhere/articles/one.md",
                 "articles"):
        run = chasqui(titan, "log", "-c", titan.conf, name, check=False)
        assert run.returncode == 1 and run.stdout == ""
        assert run.stderr.startswith(f"{name}: is no file of ")
    run = chasqui(titan, "log", "-c", titan.conf, "/a/one")
    assert run.stdout == run.stderr == ""  # nothing has replaced it yet
    run = chasqui(titan, "diff", "-c", titan.conf, "/a/one", check=False)
    assert run.returncode == 1
    assert run.stderr.endswith("history holds no version of it\n")


def test_history_is_limited_by_size_and_age(server, people):
    allow(server, people, "history_size = 3000\n").start()
    for i in range(8):
        upload(server, "/a/one", f"{i} " + "x" * 1000 + "\n")
    until(lambda: len(versions(server, "articles/one.md")) <= 2, 5)
    server.capsule_keys = server.capsule_keys.replace("history_size = 3000",
                                                      "history_days = 1")
    server.configure()
    server.reload()
    old = versions(server, "articles/one.md")[0]
    old.rename(old.with_name("20200101T000000.000Z"))
    until(lambda: upload(server, "/a/two", "New\n").status == 30)
    until(lambda: not (old.parent / "20200101T000000.000Z").exists(), 5)


def test_publishers_and_the_line_of_a_new_one(titan, tmp_path):
    shown = chasqui(titan, "publishers", "-c", titan.conf).stdout
    for who, (role, name) in WHO.items():
        assert re.search(rf"{role} +{titan.people.prints[who]} +{name}", shown)
    run = chasqui(titan, "cert", "client", "Nina Neu", "-o", tmp_path,
                  "--role", "editor")
    line = run.stdout.splitlines()[-1]
    assert re.fullmatch(r"editor [0-9a-f]{64} Nina Neu", line)
    run = chasqui(titan, "cert", "client", "x", "--role", "boss", check=False)
    assert run.returncode == 2


# ---- letters -----------------------------------------------------------------

LETTER = "I saw it too.\n=> gemini://evil.example/ click\n# Big\n\nSo long"


def quoted(text):
    return "".join(f"%{b:02X}" for b in text.encode())


def letter(server, who, text, slug="one"):
    return server.gemini(f"/letter/{slug}" + (f"?{quoted(text)}" if text else ""),
                         context=server.people.of(who))


def test_letters_are_off_unless_configured(titan):
    assert letter(titan, "stranger", "Hello").status == 51
    assert "letter" not in titan.gemini("/a/one").text
    assert not list((titan.capsule / "letters").glob("**/*.md"))


def test_a_letter_waits_for_an_editor_and_is_shown_as_text(server, people):
    allow(server, people, "letters = true\n").start()
    assert "=> /letter/one " in server.gemini("/a/one").text
    assert letter(server, None, "").status == 60
    assert letter(server, "stranger", "").status == 10
    assert letter(server, "stranger", "x", "nothing").status == 51
    assert letter(server, "stranger", "x" * 1000).status == 59
    reply = letter(server, "stranger", LETTER)
    assert reply.status == 20 and "Thank you" in reply.text
    written = list((server.capsule / "letters/one").glob("*.md"))
    assert len(written) == 1
    text = written[0].read_text()
    assert "status: new\n" in text and people.prints["stranger"] in text
    assert "I saw it too" not in server.gemini("/a/one").text
    # an editor finds it, and accepts it by Titan
    page = me(server, "eva").text
    url = re.search(r"=> (titan://\S+);edit \S+ stranger, I saw it too", page)[1]
    reply, again = source(server, url, "eva")
    assert reply.status == 20
    assert source(server, url, "ana")[0].status == 61
    done = reply.body.replace(b"status: new", b"status: accepted")
    assert leads_to(server, upload(server, path_of(again), done)) == "/me"
    shown = server.gemini("/a/one").text
    assert "## Letters" in shown and "I saw it too." in shown
    assert "— stranger, 20" in shown
    assert "\n=> gemini://evil" not in shown and "\n# Big" not in shown
    gopher = server.gopher("/a/one").decode()
    assert "I saw it too." in gopher and "evil.example\t" not in gopher


def test_a_letter_is_accepted_by_moving_its_file(server, people):
    allow(server, people, "letters = true\n").start()
    for i in range(3):
        assert letter(server, "stranger", f"Letter {i}").status == 20
        time.sleep(0.01)
    assert letter(server, "stranger", "One more").status == 40
    assert letter(server, "ben", "Of another").status == 20
    folder = server.capsule / "letters/one"
    (folder / "accepted").mkdir()
    for path in sorted(folder.glob("*.md")):
        if "Of another" not in path.read_text():
            path.rename(folder / "accepted" / path.name)
    shown = server.gemini("/a/one").text
    assert "Of another" not in shown
    places = [shown.index(f"Letter {i}") for i in range(3)]
    assert places == sorted(places)
    assert "Letter 2" in server.gemini("/a/one.txt").text


# ---- confined ----------------------------------------------------------------

@pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes another user")
def test_publishing_works_as_an_unprivileged_user(tmp_path_factory, people):
    # below a folder that everybody may pass through
    folder = pathlib.Path(tempfile.mkdtemp(prefix="chasqui-user-"))
    folder.chmod(0o755)
    server = Server(folder)
    server.fill()
    try:
        shutil.copy(people.file, folder / "publishers")
        allow(server, people)
        server.capsule_keys = f'publishers = "{folder}/publishers"'
        server.top = 'user = "nobody"'
        subprocess.run(["chown", "-R", "nobody", server.capsule], check=True)
        server.start()
        with open(f"/proc/{publisher(server)}/status") as f:
            assert not re.search(r"^Uid:\s+0\b", f.read(), re.M)
        assert upload(server, "/a/one", "As nobody\n").status == 30
        assert upload(server, "/a/new", "# New\n").status == 30
        assert upload(server, "/notice", "Note\n", "adm").status == 30
        assert upload(server, "/static/x/y.txt", "text", "adm").status == 30
        assert delete(server, "/a/two").status == 30
        assert len(versions(server, "articles/one.md")) == 1
    finally:
        end(server)
        check_log(server)
        shutil.rmtree(folder)


def test_the_capsules_own_folder_is_out_of_reach(titan):
    (titan.capsule / ".git/hooks").mkdir(parents=True)
    before = (titan.capsule / "capsule.conf").read_bytes()
    for path in ("/capsule.conf", "/.git/hooks/x",
                 "/static/..%2Fcapsule.conf", "/pages/../capsule.conf"):
        assert upload(titan, path, "x", "adm").status in (50, 59), path
    (titan.capsule / "static/out").symlink_to("..")
    (titan.capsule / "static/etc").symlink_to(titan.folder)
    assert upload(titan, "/static/etc/x.txt", "x", "adm").status in (40, 50, 59)
    assert not (titan.folder / "x.txt").exists()
    if not SANITIZED:
        reply = upload(titan, "/static/out/new.txt", "x", "adm")
        assert reply.status in (40, 50, 59), reply.header
        assert not (titan.capsule / "new.txt").exists()
    assert (titan.capsule / "capsule.conf").read_bytes() == before
