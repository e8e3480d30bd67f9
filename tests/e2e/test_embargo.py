"""An embargo holds, whatever the front matter looks like."""

from conftest import until

HELD = {
    "colon": "---\ntitle: Resignation: the minister leaves\ndraft: true\n---\n",
    "unclosed": "---\ntitle: X\ndraft: true\n\n",
    "toml": "++++++\ntitle = X\nprivate = true\n++++++\n",
    "json": '{"title": X: Y, "draft": true}\n',
    "indented": "---\ntitle: X\n draft: true\n---\n",
}
SCHEDULED = "---\ntitle: Y\ndate: 2099-01-01\ntopics: [A\n---\n"
DRAFT = "\n----\ntitle: Z\nstatus: pending\n----\n"


def test_nothing_of_an_embargo_is_served_listed_fed_or_found(server):
    for name, head in HELD.items():
        server.write(f"articles/{name}.md", head + "Under embargo.\n")
    server.write("articles/later.md", SCHEDULED + "Under embargo.\n")
    server.write("articles/pending.md", DRAFT + "Under embargo.\n")
    server.start()
    for name in [*HELD, "later", "pending"]:
        assert server.gemini(f"/a/{name}").status == 51
    assert "No article" in server.gemini("/search?embargo").text
    for path in ("/", "/archive/", "/atom.xml"):
        assert "Resignation" not in server.gemini(path).text
    status = server.status_text()
    assert ", 1 draft, 1 scheduled for 2099-01-01 00:00, 5 held back," in status
    log = server.logfile.read_text()
    for name in HELD:
        line = next(l for l in log.splitlines() if f"articles/{name}.md:" in l
                    and "not shown" in l)
        assert "cannot be read" in line


def test_a_mended_article_is_shown_and_no_longer_held_back(server):
    server.write("articles/colon.md", HELD["colon"] + "Text.\n")
    server.start()
    server.write("articles/colon.md",
                 "---\ntitle: 'Resignation: the minister leaves'\n---\nText.\n")
    until(lambda: server.gemini("/a/colon").status == 20)
    until(lambda: " 0 problems" in server.status_text())


def test_an_unlisted_article_is_served_by_its_address_alone(server):
    server.write("articles/quiet.md",
                 "---\ntitle: Quiet\nunlisted: true\ndate: 2024-06-01\n"
                 "topics: [Peru]\n---\nA word about an axolotl.\n")
    server.start()
    assert "axolotl" in server.gemini("/a/quiet").text
    for path in ("/", "/t/peru/", "/2024/06/", "/atom.xml", "/t/peru/atom.xml",
                 "/digest/2024-06-01"):
        assert "Quiet" not in server.gemini(path).text, path
    assert "Quiet" not in server.gemini("/search?axolotl").text


def test_an_unlisted_page_is_on_no_list_of_pages(server):
    server.write("pages/quiet.md", "---\ntitle: Quiet\nunlisted: true\n---\nx\n")
    server.write("pages/loud.md", "---\ntitle: Loud\n---\nx\n")
    server.start()
    assert server.gemini("/quiet").status == 20
    front = server.gemini("/").text
    assert "Loud" in front and "Quiet" not in front


def test_a_topic_text_and_a_notice_that_are_drafts_are_not_shown(server):
    server.write("topics/peru.md", "---\ntitle: Secret title\ndraft: true\n---\n"
                 "Secret text.\n")
    server.write("notice.md", "---\ndraft: true\n---\nSecret notice.\n")
    server.start()
    for path in ("/", "/t/", "/t/peru/"):
        reply = server.gemini(path)
        assert reply.status == 20 and "Secret" not in reply.text
    assert "notice.md:2: this says that the notice is not for readers" \
        in server.logfile.read_text()
    server.write("topics/peru.md", "---\ntitle: Known title\n---\nText.\n")
    until(lambda: "Known title" in server.gemini("/t/peru/").text)
