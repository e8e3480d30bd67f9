"""The index of a million articles, on request: it takes 10 GB and minutes.

    python3 million.py BUILD-FOLDER [ARTICLES]

Makes the articles in BUILD-FOLDER/million (kept for the next time), an index of
them, and of 10,000; prints what the first scan costs, how large the index is,
how many segments a question opens, and how long questions take.
"""
import pathlib
import re
import sqlite3
import subprocess
import sys

BUILD = pathlib.Path(sys.argv[1])
ARTICLES = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
FEW = 10_000
QUESTIONS = {"a rare word": "rareword", "a common word": "common",
             "a word and its beginning": "common rarew",
             "a phrase that is not there": '"common rareword common"'}


def size(folder, pattern):
    return sum(p.stat().st_size for p in folder.glob(pattern) if p.is_file())


def prepare(articles):
    """The capsule's folder, its index made anew, and what was measured."""
    folder = BUILD / "million" / str(articles)
    capsule, index = folder / "capsule", folder / "index.db"
    if not (folder / "made").exists():
        capsule.mkdir(parents=True, exist_ok=True)
        subprocess.run([BUILD / "bench/generate", str(articles), capsule],
                       check=True)
        (folder / "made").touch()
    for old in folder.glob("index.db*"):
        old.unlink()
    run = subprocess.run([BUILD / "bench/archive", capsule, index], check=True,
                         capture_output=True, text=True)
    # a figure's first row counts: the scan's, not that of a later one
    figures = dict(reversed(re.findall(r"^ *(.*?) +([\d.]+) ms", run.stdout,
                                       re.M)))
    return capsule, index, figures


def searches(capsule, index):
    run = subprocess.run([BUILD / "bench/search", capsule, index], check=True,
                         input="\n".join(QUESTIONS.values()) + "\n",
                         capture_output=True, text=True)
    return [line.split() for line in run.stdout.splitlines()]


def segments(index):
    with sqlite3.connect(index) as db:
        return db.execute(
            "SELECT count(DISTINCT segid) FROM search_idx").fetchone()[0]


def row(name, value, goal=None):
    met = "" if goal is None else "met" if value <= goal else "NOT MET"
    print(f"{name:58} {value:10.2f} {'' if goal is None else goal:>8} {met}")


def main():
    few_capsule, few_index, _ = prepare(FEW)
    capsule, index, figures = prepare(ARTICLES)
    text = size(capsule, "articles/**/*.md")
    row("first scan, s of CPU",
        float(figures["its time of the processor"]) / 1000, 240)
    row("index, of the text", size(index.parent, "index.db") / text, 1.5)
    row("segments that a question opens", segments(index), 48)
    row("a new article, ms", float(figures["a new article, the newest"]), 1000)
    row("start with an unchanged index, s",
        float(figures["scan of what has not changed"]) / 1000, 3)
    for name, few, many in zip(QUESTIONS, searches(few_capsule, few_index),
                               searches(capsule, index)):
        row(f"search, {name}, ms", int(many[0]) / 1000, 20)
        if "word" in name and many[2] == "whole":
            row(f"search, {name}, of the same at {FEW}",
                int(many[0]) / int(few[0]), 3)
        elif many[2] != "whole":
            print("  (older articles were not looked at)")


main()
