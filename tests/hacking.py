"""HACKING.md names only what there is: files, functions, make's targets; and so
do the comments of src/, as far as files and functions go."""

import pathlib
import re
import sys

TEXT = pathlib.Path("HACKING.md").read_text()
SOURCES = {p: p.read_text() for p in pathlib.Path("src").rglob("*.[ch]")}
MAKEFILE = pathlib.Path("Makefile").read_text()


def missing():
    quoted = set(re.findall(r"`([^`\n]+)`", TEXT))
    for name in sorted(quoted):
        if re.fullmatch(r"\w+\(\)", name):
            pattern = re.compile(rf"^{name[:-2]}\(|\b{name[:-2]};|"
                                 rf"[ *]{name[:-2]}\(", re.M)
            if not any(pattern.search(text) for text in SOURCES.values()):
                yield f"there is no function {name}"
        elif re.fullmatch(r"[\w/]+\.[ch]", name):
            if not any(str(p).endswith("/" + name) for p in SOURCES):
                yield f"there is no file {name}"
        elif re.fullmatch(r"make [a-z-]+", name):
            if not re.search(rf"^[a-z -]*\b{name[5:]}\b[a-z -]*:", MAKEFILE,
                             re.M):
                yield f"there is no target {name}"
        elif re.fullmatch(r"[\w/]+/", name):
            if not pathlib.Path(name).is_dir() and \
                    not pathlib.Path("src", name).is_dir():
                yield f"there is no folder {name}"
    for room in re.findall(r"^\| ((?:`[\w/]+` ?)+) \|", TEXT, re.M):
        for name in re.findall(r"`([\w/]+)`", room):
            if not pathlib.Path("src", name).is_dir():
                yield f"there is no room {name}"


def stale():
    """Comments outlive what they speak of."""
    code = {p: re.sub(r"/\*.*?\*/", " ", text, flags=re.S)
            for p, text in SOURCES.items()}
    known = set(re.findall(r"\w+", " ".join(code.values())))
    files = [f"/{p}" for p in SOURCES]
    for path, text in sorted(SOURCES.items()):
        for comment in re.findall(r"/\*.*?\*/", text, re.S):
            for name in re.findall(r"\b([a-z]\w*_\w+)\(\)", comment):
                if name not in known and not name.startswith("u8_"):
                    yield f"{path} speaks of {name}(), which is not there"
            for name in re.findall(r"(?<![\w.<])([\w/]+\.[ch])\b", comment):
                if not any(f.endswith(f"/{name}") for f in files):
                    yield f"{path} speaks of {name}, which is not there"


problems = list(missing()) + list(stale())
for problem in problems:
    print(f"hacking: {problem}")
if not problems:
    print("hacking: every file, function and target is there")
sys.exit(1 if problems else 0)
