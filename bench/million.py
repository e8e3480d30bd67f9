"""The index of a million articles, on request: it takes 10 GB and minutes.

    python3 million.py BUILD-FOLDER [ARTICLES]

Makes the articles in BUILD-FOLDER/million (kept for the next time), an index of
them, and of 10,000; prints what the first scan costs, how large the index is,
how many segments a question opens, how long questions take, and how soon a
server that finds the index answers.
"""
import pathlib
import re
import sqlite3
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import run  # noqa: E402

BUILD = pathlib.Path(sys.argv[1]).resolve()
ARTICLES = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
FEW = 10_000
# the first two have a goal: so many times what it takes at FEW
QUESTIONS = {"a rare word (in 100 articles)": "seldomword",
             "a common word (in a third)": "common",
             "a word of one article in 10,000": "rareword",
             "a word and its beginning": "common rarew",
             "a phrase that is not there": '"common rareword common"'}


def size(folder, pattern):
    return sum(p.stat().st_size for p in folder.glob(pattern) if p.is_file())


def prepare(articles):
    """The capsule's folder, its index made anew, and what was measured."""
    folder = BUILD / "million" / str(articles)
    capsule, index = folder / "capsule", folder / "state/index/localhost.db"
    if not (folder / "made").exists():
        capsule.mkdir(parents=True, exist_ok=True)
        subprocess.run([BUILD / "bench/generate", str(articles), capsule],
                       check=True)
        (capsule / "static").mkdir()
        (capsule / "static/fixed.txt").write_text("fixed\n")
        (folder / "made").touch()
    index.parent.mkdir(parents=True, exist_ok=True)
    for old in index.parent.glob("localhost.db*"):
        old.unlink()
    measured = subprocess.run([BUILD / "bench/archive", capsule, index],
                              check=True, capture_output=True, text=True)
    # a figure's first row counts: the scan's, not that of a later one
    figures = dict(reversed(re.findall(r"^ *(.*?) +([\d.]+) ms",
                                       measured.stdout, re.M)))
    return capsule, index, figures


def searches(capsule, index):
    measured = subprocess.run([BUILD / "bench/search", capsule, index],
                              check=True, capture_output=True, text=True,
                              input="\n".join(QUESTIONS.values()) + "\n")
    return [line.split() for line in measured.stdout.splitlines()]


def segments(index):
    with sqlite3.connect(index) as db:
        return db.execute(
            "SELECT count(DISTINCT segid) FROM search_idx").fetchone()[0]


def served(capsule, table):
    """Start a server that finds the index, ask, and save an article."""
    folder = capsule.parent
    server = run.Server(BUILD, folder, capsule).start()
    table.add("start with an unchanged index: first list",
              server.first_answer + server.wait_for("/archive/", b"20"), 3,
              " s")
    path = next((capsule / "articles").glob("*/*/*.md"))
    was = path.read_text()
    server.wait_for("/", b"", 1)
    path.write_text(was.replace('title: "', 'title: "Changed Just Now ', 1))
    table.add("changed file live, its first scan still going on",
              server.wait_for("/search\tchanged just now",
                              b"Changed Just Now", 600), None, " s")
    path.write_text(was)
    server.settle(600)
    path.write_text(was.replace('title: "', 'title: "Saved Right Now ', 1))
    table.add("changed file live", server.wait_for(
        "/search\tsaved right now", b"Saved Right Now", 60), 1, " s")
    path.write_text(was)
    server.settle()
    server.stop()


def main():
    table = run.Table()
    few_capsule, few_index, _ = prepare(FEW)
    capsule, index, figures = prepare(ARTICLES)
    text = size(capsule, "articles/**/*.md")
    print(f"{ARTICLES} articles, {text / 1e6:.0f} MB")
    table.add("first scan: CPU time",
              float(figures["its time of the processor"]) / 1000,
              240 * ARTICLES / 1e6, " s")
    table.add("index, of the text", index.stat().st_size / text, 1.5)
    table.add("segments that a question opens", segments(index), 48)
    table.add("a new article",
              float(figures["a new article, the newest"]), 1000, " ms")
    table.add("scan of what has not changed",
              float(figures["scan of what has not changed"]) / 1000, None,
              " s")
    for name, few, many in zip(QUESTIONS, searches(few_capsule, few_index),
                               searches(capsule, index)):
        table.add(f"search, {name}", int(many[0]) / 1000,
                  10 if ARTICLES <= 100_000 else 20, " ms")
        goal = 3 if "(" in name else None
        table.add(f"search, {name}: of the same at {FEW}",
                  int(many[0]) / int(few[0]), goal)
        if many[2] != "whole":
            print("  (older articles were not looked at)")
    served(capsule, table)


if __name__ == "__main__":
    main()
