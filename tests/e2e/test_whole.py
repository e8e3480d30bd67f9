"""A day, a month, a topic in one request: every article in full."""

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from conftest import SANITIZED, patience, until

N = 60


def articles(n):
    for i in range(n):
        yield (f"articles/day/a{i:02}.md",
               f"---\ntitle: Article {i:02}\ndate: 2024-06-15T10:{i:02}:00Z\n"
               f"author: A. One\ntopics: [Big]\n---\n\n# Inside {i}\n\n"
               f"Words of {i}, with a [link](https://m.example/{i}).\n")


@pytest.fixture
def day(server):
    server.fill(dict(articles(N)))
    server.start()
    until(lambda: f"{N} " in server.gemini("/t/big/").text)
    return server


@pytest.mark.parametrize("path", ["/digest/2024-06-15/all", "/t/big/all",
                                  "/2024/06/all"])
def test_one_request_gives_every_article_and_the_headlines(day, path):
    reply = day.gemini(path)
    assert reply.status == 20 and reply.meta.startswith("text/gemini")
    assert reply.close_notify
    text = reply.text
    heads = re.findall(r"^=> (/a/\S+) 2024-06-15 (.*)$", text, re.M)
    assert len(heads) == 50 and heads[0] == ("/a/a59", "Article 59")
    titles = re.findall(r"^## (Article \d+)$", text, re.M)
    assert titles == [title for _, title in heads]
    assert len(re.findall(r"^2024-06-15 - A\. One$", text, re.M)) == 50
    assert len(re.findall(r"^### Inside", text, re.M)) == 50
    assert "Words of 59, with a link.\n\n=> https://m.example/59 link (m.example)\n" in text
    assert "\n=> /a/a59 Article 59\n" in text
    assert "\n\n\n" not in text and "\r" not in text
    assert text.count("\n# ") + text.startswith("# ") == 1
    assert f"=> {path}/2 " in text
    second = day.gemini(path + "/2").text
    assert re.findall(r"^## (Article \d+)$", second, re.M) == [
        f"Article {i:02}" for i in reversed(range(10))]
    assert day.gemini(path + "/3").status == 51
    # the list's own page leads there
    assert f"=> {path} " in day.gemini(path[:-3]).text


def test_as_text_on_both_protocols(day):
    text = day.gemini("/digest/2024-06-15/all.txt")
    assert text.status == 20 and text.meta.startswith("text/plain")
    menu = day.gopher("/digest/2024-06-15").decode()
    assert "\t/digest/2024-06-15/all.txt\t" in menu
    data = day.gopher("/digest/2024-06-15/all.txt").decode()
    assert data.count("Words of") == 50 and "\t" not in data
    assert re.search(r"\r\nArticle 59\r\n-+\r\n", data)
    assert not re.search(r"(?<!\r)\n", data) and data.endswith("\r\n")
    assert not data.endswith(".\r\n.\r\n")


@pytest.mark.parametrize("path", ["/digest/2024-06-15/", "/t/big/",
                                  "/2024/06/"])
def test_on_gopher_every_page_is_reached_as_the_text_that_it_is(day, path):
    listed = day.gopher(path).decode()
    first = re.search(r"^0[^\t]*\t(\S+/all\.txt)\t", listed, re.M)[1]
    assert f"\t{path}all\t" not in listed
    text = day.gopher(first).decode()
    at = f"gopher://localhost:{day.gopher_port}/0{path}all/2.txt\r\n"
    assert at in text and "/1" + path + "all" not in text
    second = day.gopher(f"{path}all/2.txt").decode()
    assert not second.endswith(".\r\n")
    assert re.findall(r"\r\n(Article \d+)\r\n-+\r\n", second) == [
        f"Article {i:02}" for i in reversed(range(10))]
    assert day.gopher(f"{path}all/2").decode() == second, "as it was linked"
    # on Gemini a page of text leads to the next page of text
    assert f"{path}all/2.txt" in day.gemini(f"{path}all.txt").text
    assert day.gemini(f"{path}all/2.txt").meta.startswith("text/plain")


def test_what_is_no_such_page_is_not_found(day):
    for path in ("/digest/2024-06-15/all/0", "/digest/2024-06-15/all/x",
                 "/digest/2024-06-15/allx", "/t/big/all/3.txt",
                 "/t/big/all/.txt", "/t/big/all.txt/2", "/t/big/all2.txt",
                 "/t/big/all/2.txt.txt", "/t/big/all/00000000000000002",
                 "/2024/06/all/.txt", "/digest/1999-01-01/all",
                 "/2024/06/all/99", "/2024/all", "/t/nope/all"):
        assert day.gemini(path).status == 51, path


def test_the_same_request_gives_the_same_bytes(day):
    one = day.gemini("/t/big/all").body
    assert all(day.gemini("/t/big/all").body == one for _ in range(3))


def test_readers_of_small_pages_do_not_wait_for_large_ones(server):
    """Ten megabytes made in turns: memory stays, and others are answered."""
    line = "word " * 18000 + "\n\n"
    server.fill({f"articles/l{i:02}.md": f"---\ntitle: L{i}\ndate: 2024-07-01\n"
                 f"topics: [Large]\n---\n\n" + line * 2 for i in range(50)})
    server.workers = 1
    server.start()
    until(lambda: "50 " in server.gemini("/t/large/").text, 20)
    server.gemini("/t/large/all")
    memory = largest_worker(server)
    asked = 0
    longest = 0.0
    with ThreadPoolExecutor(1) as pool:
        large = pool.submit(server.gemini, "/t/large/all", timeout=60)
        while not large.done() and asked < 200:
            begun = time.monotonic()
            assert b"llama" in server.gopher("/a/one.txt")
            longest = max(longest, time.monotonic() - begun)
            asked += 1
        assert len(large.result().body) > 5 << 20
    assert asked > 0 and longest < patience(2)
    if not SANITIZED:  # which keeps what is freed
        assert largest_worker(server) < memory + (8 << 10)


def largest_worker(server):
    sizes = []
    for pid in server.worker_pids():
        with open(f"/proc/{pid}/status") as f:
            sizes.append(int(re.search(r"VmRSS:\s+(\d+)", f.read())[1]))
    return max(sizes)
