"""Pages that lynx, elinks and w3m wrote as text: bylines and addresses."""
import os
import pathlib
import re
import shutil
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))

FIRST = ("The harbour board said on Monday that the dredger stays in its yard "
         "for a month. Nobody knows why, and the pilots ask for an answer "
         "before the spring tides come.")
SECOND = ("The light at the end of the pier went out on Tuesday night, and the "
          "keeper, who is eighty, climbed up to it by himself with a lamp.")

LYNX = """   [1]Skip to content

                                    Harbour

   [2]The Dredger Stays

   By Ann Lee | June 11, 2021

   The harbour board said on Monday that the dredger stays in its yard for
   a month. Nobody knows why, and the pilots ask for an answer before the
   spring tides come.

   [3]The Light Is Out

   12 June 2021

   The light at the end of the pier went out on Tuesday night, and the
   keeper, who is eighty, climbed up to it by himself with a lamp.

References

   Visible links:
   1. https://h.example/#content
   2. https://h.example/dredger/
   3. https://h.example/light/
"""
ELINKS = LYNX.replace("Visible links:", "Visible links")
W3M = (LYNX.replace("References\n\n   Visible links:\n", "References:\n\n")
       .replace("   1. h", "[1] h").replace("   2. h", "[2] h")
       .replace("   3. h", "[3] h"))


def imported(source, folder):
    r = subprocess.run([BUILD / "chasqui", "import", source, folder],
                       capture_output=True, text=True, timeout=60)
    assert r.returncode == 0, r.stderr
    found = {}
    for path in (folder / "articles").rglob("*.md"):
        head, _, body = path.read_text()[4:].partition("\n---\n")
        fields = dict(re.findall(r'^(\w+): "?(.*?)"?$', head, re.M))
        fields["head"] = head
        found[fields["title"]] = fields, body.strip().replace("\\", "")
    return found


@pytest.mark.parametrize("text", [LYNX, ELINKS, W3M], ids=["lynx", "elinks",
                                                            "w3m"])
def test_a_dump_gives_authors_dates_and_addresses(tmp_path, text):
    (tmp_path / "d.txt").write_text(text)
    found = imported(tmp_path / "d.txt", tmp_path / "c")
    assert sorted(found) == ["The Dredger Stays", "The Light Is Out"]
    first, body = found["The Dredger Stays"]
    assert body == FIRST
    assert first["source"] == "https://h.example/dredger/"
    assert first["date"] == "2021-06-11" and '"Ann Lee"' in first["head"]
    second, body = found["The Light Is Out"]
    assert body == SECOND
    assert second["source"] == "https://h.example/light/"
    assert second["date"] == "2021-06-12"
    assert "Harbour" in first["head"]


def test_a_byline_right_below_its_headline_is_one_too(tmp_path):
    (tmp_path / "d.txt").write_text(
        f"Harbour\n\nThe Dredger Stays\nBy Ann Lee\n\n{FIRST}\n\n"
        f"The Light Is Out\n\n{SECOND}\n")
    found = imported(tmp_path / "d.txt", tmp_path / "c")
    assert '"Ann Lee"' in found["The Dredger Stays"][0]["head"]
    assert found["The Dredger Stays"][1] == FIRST


@pytest.mark.skipif(shutil.which("lynx") is None, reason="lynx is not here")
def test_what_lynx_writes_today_is_read(tmp_path):
    (tmp_path / "p.html").write_text(
        "<html><body><h1>Harbour</h1><h2><a href='https://h.example/d/'>The "
        f"Dredger Stays</a></h2><p>By Ann Lee, June 11, 2021</p><p>{FIRST}</p>"
        "<h2><a href='https://h.example/l/'>The Light Is Out</a></h2>"
        f"<p>{SECOND}</p></body></html>")
    text = subprocess.run(["lynx", "-dump", tmp_path / "p.html"],
                          capture_output=True, text=True).stdout
    (tmp_path / "d.txt").write_text(text)
    found = imported(tmp_path / "d.txt", tmp_path / "c")
    first, body = found["The Dredger Stays"]
    assert body == FIRST and first["source"] == "https://h.example/d/"
    assert first["date"] == "2021-06-11" and '"Ann Lee"' in first["head"]
    assert found["The Light Is Out"][1] == SECOND
