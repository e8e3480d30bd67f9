"""Links as the builders of static sites have them lead to the article, when
it is served and in `check`."""
import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))


@pytest.fixture
def capsule(tmp_path):
    root = tmp_path / "c"
    (root / "articles" / "blog").mkdir(parents=True)
    (root / "articles" / "_posts").mkdir()
    (root / "capsule.conf").write_text(
        'title = "T"\nweb = "https://web.example/"\n')
    head = "---\ntitle: {}\ndate: 2021-06-11\ntopics: [X]\n---\n\nWords.\n"
    (root / "articles/blog/hello.md").write_text(head.format("Hello"))
    (root / "articles/_posts/2021-06-11-other.md").write_text(
        head.format("Other"))
    (root / "articles/blog/named.md").write_text(
        head.format("Named\nslug: another-name"))
    (tmp_path / "chasqui.conf").write_text(
        f'state = "{tmp_path}/state"\n'
        'gemini { listen = {"127.0.0.1:19650"} }\ngopher { listen = {} }\n'
        f'capsule "localhost" {{ root = "{root}" }}\n')
    return tmp_path


def run(*args):
    return subprocess.run([BUILD / "chasqui", *map(str, args)],
                          capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("link, target", [
    ("/blog/hello/", "hello.gmi"),
    ("/blog/hello", "hello.gmi"),
    ("/blog/hello.html", "hello.gmi"),
    ("/2021/06/11/other/", "other.gmi"),
    ("/some/where/other.html", "other.gmi"),
    ("/blog/named/", "another-name.gmi"),
    ('{{< ref "hello" >}}', "hello.gmi"),
    ('{{< relref "blog/hello.md" >}}', "hello.gmi"),
    ('{{< ref "/blog/named" >}}', "another-name.gmi"),
    ("{% post_url 2021-06-11-other %}", "other.gmi"),
    ("{% link _posts/2021-06-11-other.md %}", "other.gmi"),
    ("{{ site.baseurl }}{% link _posts/2021-06-11-other.md %}", "other.gmi"),
    ("hello", "hello.gmi"),
    ("/gone/elsewhere/", "https://web.example/gone/elsewhere/"),
    ("/feed.xml", "https://web.example/feed.xml"),
])
def test_a_link_leads_to_the_article_that_is_meant(capsule, link, target):
    page = capsule / "c" / "articles" / "blog" / "page.md"
    page.write_text("---\ntitle: Page\ndate: 2021-06-12\ntopics: [X]\n---\n\n"
                    f"A [label]({link}).\n")
    conf = capsule / "chasqui.conf"
    check = run("check", "-c", conf)
    assert check.returncode == 0, check.stdout + check.stderr
    out = capsule / "out"
    assert run("export", "-c", conf, "--to", "gemini", out).returncode == 0
    text = (out / "a" / "page.gmi").read_text()
    assert f"=> {target} label" in text


def test_a_link_to_nothing_is_told(capsule):
    page = capsule / "c" / "articles" / "blog" / "page.md"
    page.write_text("---\ntitle: Page\ndate: 2021-06-12\ntopics: [X]\n---\n\n"
                    'A [label]({{< ref "nowhere" >}}).\n')
    check = run("check", "-c", capsule / "chasqui.conf")
    assert check.returncode == 1
    assert "page.md:7: the link to 'nowhere' leads to nothing" in (
        check.stdout + check.stderr)
