"""An address, once given, stays: whatever becomes of other articles."""

import re
import shutil
import subprocess

import pytest

from conftest import CHASQUI, Server, check_log, end, until

DAYS = ["01", "08", "15", "22"]


@pytest.fixture
def server(tmp_path):
    """One with no article yet."""
    s = Server(tmp_path)
    yield s
    try:
        end(s)
    finally:
        check_log(s)


def weekly(server, day):
    server.write(f"articles/2021/05/{day}/weekly.md",
                 f"---\ntitle: Week of {day} May\ndate: 2021-05-{day}\n---\nx\n")


def addresses(server):
    return re.findall(r"^=> (/a/weekly\S*) ", server.gemini("/archive/titles")
                      .text, re.M)


def identities(server):
    return re.findall(r"<id>(.*?)</id>", server.gemini("/atom.xml").text)[1:]


def title(server, address):
    reply = server.gemini(address)
    if reply.status == 31:
        reply = server.gemini(reply.meta)
    return reply.text.partition("\n")[0]


def test_what_is_withdrawn_or_added_moves_no_other_article(server):
    for day in DAYS:
        weekly(server, day)
    server.start()
    had = {a: title(server, a) for a in addresses(server)}
    assert sorted(had) == [f"/a/weekly-2021-05-{day}" for day in DAYS]
    ids = identities(server)
    assert title(server, "/a/weekly") == "# Several articles have this name"
    (server.capsule / "articles/2021/05/01/weekly.md").unlink()
    weekly(server, "12")
    assert until(lambda: len(addresses(server)) == 4 and
                 "/a/weekly-2021-05-12" in addresses(server))
    assert server.gemini("/a/weekly-2021-05-01").status == 52
    for address, shown in had.items():
        if not address.endswith("01"):
            assert title(server, address) == shown
    assert set(ids[:-1]) < set(identities(server))
    # the shared name tells them all, on Gopher too
    assert server.gopher("/a/weekly").count(b"Week of") == 4


def test_two_servers_without_a_state_agree(server):
    for day in DAYS:
        weekly(server, day)
    weekly(server, "01")
    server.write("articles/b/weekly.md",
                 "---\ntitle: Another\ndate: 2021-05-01\n---\nx\n")
    server.start()
    before = addresses(server), identities(server)
    end(server)
    shutil.rmtree(server.state)
    server.start()
    assert (addresses(server), identities(server)) == before
    assert len(set(before[0])) == len(set(before[1])) == 5


def test_a_lone_article_has_the_short_address_and_the_long_ones_lead_there(
        server):
    weekly(server, "01")
    server.start()
    assert addresses(server) == ["/a/weekly"]
    reply = server.gemini("/a/weekly-2021-05-01")
    assert reply.status == 31 and reply.meta.endswith("/a/weekly")
    reply = server.gemini("/a/weekly-2021-05-01.txt")
    assert reply.status == 31 and reply.meta.endswith("/a/weekly.txt")
    assert server.gemini("/a/weekly-2021-05-02").status == 51


def test_a_file_names_its_identity_for_feeds(server):
    server.write("articles/a.md", "---\ntitle: A\ndate: 2021-05-01\n"
                 "id: urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a\n---\nx\n")
    server.write("articles/b.md", "---\ntitle: B\ndate: 2021-05-01\n"
                 "guid: post 12/b\n---\nx\n")
    server.write("articles/c#d.md",
                 "---\ntitle: C\ndate: 2021-05-01\n---\nx\n")
    server.start()
    assert sorted(re.sub(",.*:", ":", i) if "2021" in i else i
                  for i in identities(server)) == [
        "tag:localhost,2000:post%2012%2Fb", "tag:localhost:c-d",
        "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a"]


def test_check_proposes_the_line_that_keeps_a_changed_slug(server):
    text = "---\ntitle: A\ndate: 2021-05-01\ntopics: [T]\n{}---\nx\n"
    server.write("articles/a.md", text.format("slug: first\n"))
    server.start()
    server.write("articles/a.md", text.format("slug: second\n"))
    assert until(lambda: server.gemini("/a/first").status == 31)

    def check():
        return subprocess.run([CHASQUI, "check", "-c", server.conf],
                              capture_output=True, text=True).stderr
    assert until(lambda: "aliases: [/a/first]" in check())
    server.write("articles/a.md",
                 text.format("slug: second\naliases: [/a/first]\n"))
    assert until(lambda: "aliases: [/a/first]" not in check())
