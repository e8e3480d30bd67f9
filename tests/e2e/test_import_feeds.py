"""Feeds of every kind: what a well-tried parser expects of them is what an
import brings in, wherever our model has the field."""
import html
import json
import os
import pathlib
import re
import subprocess
import unicodedata

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))
SAMPLES = ROOT.parent / "shared" / "samples" / "feeds" / "testdata" / "parser"

# Feeds whose expectation is not ours, each with the reason.
EXPLAINED = {
    # Several links: we take the first, that parser the last.
    "rdf_item_links.xml", "rss_channel_item_links.xml",
}


def words(text):
    """The words of a text, tags, entities and Markdown's marks aside."""
    text = re.sub(r"<!--.*?-->|<(script|style)\b.*?</\1>", " ", text, flags=re.S)
    text = re.sub(r"<[^>]*>", " ", html.unescape(text))
    text = html.unescape(text)
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
    return re.findall(r"\w+", unicodedata.normalize("NFC", text))


def imported(source, folder):
    run = subprocess.run([BUILD / "chasqui", "import", source, folder],
                         capture_output=True, text=True, timeout=60)
    assert run.returncode in (0, 1), run.stderr
    found = []
    for path in sorted(folder.rglob("*.md")):
        if ".chasqui" in path.parts:
            continue
        head, _, body = path.read_text()[3:].partition("\n---\n")
        fields, last = {}, None
        for line in head.strip().split("\n"):
            if line.startswith("  - "):
                fields[last].append(json.loads(line[4:]))
            else:
                last, _, value = line.partition(":")
                value = value.strip()
                fields[last] = json.loads(value) if value[:1] == '"' else (
                    value or [])
        fields["body"] = body
        found.append(fields)
    return found


def texts(entry, *names):
    for name in names:
        value = entry.get(name)
        if isinstance(value, dict):
            value = value.get("value")
        if value:
            return value
    return ""


def disagreement(want, got):
    """What of an expected entry our article does not say; None: all is there."""
    title = texts(want, "title")
    if words(title) and words(got.get("title", "")) != words(title):
        return f"title {title!r}"
    link = want.get("link") or next(
        (l["href"] for l in want.get("links", []) if isinstance(l, dict)
         and l.get("rel", "alternate") == "alternate" and l.get("href")), "")
    if link and not got.get("source", "").rstrip("/").endswith(
            link.strip().rstrip("/")):
        return f"link {link!r}"
    for name, field in (("publishedParsed", "date"), ("pubDateParsed", "date"),
                        ("updatedParsed", "updated")):
        moment = want.get(name)
        if moment and field == "date" and got.get("date", "")[:10] != \
                moment[:10]:
            return f"{name} {moment!r}"
    people = [a.get("name", "") for a in want.get("authors") or []]
    for name in people:
        if words(name) and not any(
                set(words(a)) <= set(words(name))
                for a in got.get("authors", [])):
            return f"author {name!r}"
    topics = [c.get("label") or c.get("term") or c.get("value") or ""
              for c in want.get("categories") or []]
    for topic in topics:
        if words(topic) and words(topic) not in [
                words(t) for t in got.get("topics", [])]:
            return f"category {topic!r}"
    content = texts(want, "content", "description", "summary")
    body = " ".join(words(got["body"]))
    if words(content) and " ".join(words(content)) not in body:
        return f"content {content!r}"
    return None


def compare(source, folder):
    want = json.loads(source.with_suffix(".json").read_text())
    entries = want.get("entries", want.get("items")) or []
    got = imported(source, folder)
    if len(entries) == 1 and len(got) == 1:
        return disagreement(entries[0], got[0])
    says = [e for e in entries if texts(e, "title", "description", "content",
                                        "summary", "link")]
    if len(got) < len(says):
        return f"{len(got)} of {len(says)} entries"
    return None


@pytest.mark.skipif(not SAMPLES.exists(), reason=f"{SAMPLES} is not here")
@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_feeds_agree_with_a_well_tried_parser(kind, tmp_path):
    sources = sorted(p for p in (SAMPLES / kind).glob("*.xml")
                     if p.with_suffix(".json").exists())
    wrong = {}
    for i, source in enumerate(sources):
        why = compare(source, tmp_path / str(i))
        if why and source.name not in EXPLAINED:
            wrong[source.name] = why
    assert len(sources) > 100
    assert wrong == {}
