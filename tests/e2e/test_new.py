"""chasqui new: an article begins as a file with front matter."""

import os
import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

CHASQUI = Path(os.environ.get("BUILD", "build")) / "chasqui"
DONE, USAGE, SYSTEM = 0, 2, 3


@pytest.fixture
def capsule(tmp_path):
    root = tmp_path / "gazette"
    root.mkdir()
    (tmp_path / "chasqui.conf").write_text(
        f'state = "{tmp_path}"\n'
        'capsule "gazette.example" { root = "gazette" }\n'
        'capsule "other.example" { root = "." }\n')
    return root


def new(root, *words):
    return subprocess.run(
        [CHASQUI, "new", "-c", root.parent / "chasqui.conf", *words],
        capture_output=True, text=True, timeout=60)


def path_of(run):
    assert run.returncode == DONE, run.stderr
    assert "--draft" in run.stderr and run.stderr.count("\n") == 1
    assert run.stdout.endswith("\n") and run.stdout.count("\n") == 1
    return Path(run.stdout[:-1])


def test_the_file_is_named_by_day_and_title(capsule):
    path = path_of(new(capsule, "Harbour opens: «at last»"))
    assert path.parent == capsule / "articles"
    assert path.name in (f"{date.today()}-harbour-opens-at-last.md",)
    text = path.read_text()
    assert text.startswith('---\ntitle: "Harbour opens: «at last»"\ndate: ')
    assert text.endswith("\n---\n\n")
    assert "author" not in text and "topics" not in text


def test_a_path_leads_straight_to_the_file(capsule):
    folder = capsule.parent / "etc"
    folder.mkdir()
    (folder / "chasqui.conf").write_text(
        'state = "./state"\n'
        'capsule "gazette.example" { root = "..//gazette/" }\n')
    run = subprocess.run(
        [CHASQUI, "new", "-c", folder / ".." / "etc" / "chasqui.conf", "T"],
        capture_output=True, text=True, timeout=60)
    assert run.stdout == \
        f"{capsule}/articles/{date.today()}-t.md\n", run.stderr


def test_topic_and_author_are_filled_in(capsule):
    (capsule / "capsule.conf").write_text('author = "Ana Garate"\n')
    path = path_of(new(capsule, "--topic", "Latin America", "A title"))
    assert path.parent == capsule / "articles" / "latin-america"
    text = path.read_text()
    assert 'topics:\n  - "Latin America"\n' in text
    assert 'author:\n  - "Ana Garate"\n' in text


def test_no_article_is_ever_written_over(capsule):
    first = path_of(new(capsule, "Daily"))
    first.write_text("mine")
    second = path_of(new(capsule, "Daily"))
    third = path_of(new(capsule, "Daily"))
    assert first.read_text() == "mine"
    assert second.name == first.name.replace(".md", "-2.md")
    assert third.name == first.name.replace(".md", "-3.md")


def test_a_title_without_latin_letters_gets_a_number(capsule):
    path = path_of(new(capsule, "新聞"))
    assert re.fullmatch(r"\d{4}-\d\d-\d\d-\d{4}\.md", path.name)
    slug = re.search(r'^slug: "(.*)"$', path.read_text(), re.M).group(1)
    assert slug == path.name[:-3]


def test_a_broken_capsule_conf_is_named_with_its_line(capsule):
    (capsule / "capsule.conf").write_text('\ntitel = "x"\n')
    run = new(capsule, "A title")
    assert run.returncode == USAGE and run.stdout == ""
    assert run.stderr.startswith(f"{capsule}/capsule.conf:2: ")
    assert not (capsule / "articles").exists()


def test_what_the_system_refuses_is_status_3(capsule):
    (capsule / "articles").write_text("a file in the way")
    run = new(capsule, "A title")
    assert run.returncode == SYSTEM and run.stdout == ""
    assert "articles" in run.stderr and run.stderr.count("\n") == 1


def test_a_draft_is_kept_back_and_needs_no_warning(capsule):
    run = new(capsule, "--draft", "A title")
    assert run.returncode == DONE and run.stderr == ""
    assert "\ndraft: true\n" in Path(run.stdout[:-1]).read_text()
