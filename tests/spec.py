"""The check-lists of docs/spec and the code that cites them agree.

A tag that is cited must be defined, and each rule must be cited by the code
that fulfils it or by a test; each golden file of tests/conversion belongs to a
rule of conversion.md, and each that a rule names is there.
"""

import pathlib
import re
import sys

SPEC = pathlib.Path("docs/spec")
CITING = ["src/**/*.[ch]", "tests/unit/**/*.[ch]", "tests/e2e/*.py",
          "tests/tools/*.c", "fuzz/**/*.[ch]"]
TAG = re.compile(r"\b([MGXFKSRTW]\d{1,2})\b")
# def test_f13_f31_a_full_log_device_stops_nothing
NAME = re.compile(r"^def test_((?:[a-z]\d{1,2}_)+)", re.M)
# "G11 to G19": those between are cited as well.
RANGE = re.compile(r"\b([MGXFKSRTW])(\d{1,2}) to \1(\d{1,2})\b")
# Places where such letters and digits are something else.
NOT_TAGS = re.compile(r"\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}|U\+[0-9A-F]+|"
                      r"\"[^\"\n]*\"|'[^'\n]*'|0x[0-9A-Fa-f]+")


def defined():
    tags = {}
    for path in sorted(SPEC.glob("*.md")):
        for tag in re.findall(r"^- \*\*([A-Z]\d{1,2})\*\*", path.read_text(),
                              re.M):
            if tag in tags:
                yield f"{path}: {tag} is defined in {tags[tag]} as well", None
            tags[tag] = path
    yield None, tags


def comments(path):
    text = path.read_text(errors="replace")
    if path.suffix == ".py":
        names = " ".join(NAME.findall(text)).replace("_", " ").upper()
        return names + "\n".join(re.findall(r'#.*|"""(?:.|\n)*?"""', text))
    return "\n".join(re.findall(r"/\*(?:.|\n)*?\*/", text))


def cited(tags):
    places = {}
    for pattern in CITING:
        for path in sorted(pathlib.Path(".").glob(pattern)):
            text = NOT_TAGS.sub(" ", comments(path))
            found = set(TAG.findall(text))
            for letter, first, last in RANGE.findall(text):
                found |= {f"{letter}{n}"
                          for n in range(int(first), int(last) + 1)} & tags
            for tag in found:
                places.setdefault(tag, path)
    return places


def golden_problems():
    book = (SPEC / "conversion.md").read_text()
    # A rule's files stand in parentheses at its end, or in the last column.
    lists = re.findall(r"\((`[a-z0-9` -]+`)\)$", book, re.M) + \
        re.findall(r"\| (`[a-z0-9` -]+`) \|$", book, re.M)
    named = set(re.findall(r"`([a-z0-9-]+)`", " ".join(lists)))
    there = {p.stem for p in pathlib.Path("tests/conversion").glob("*.md")}
    for name in sorted(there - named):
        yield f"tests/conversion/{name}.md belongs to no rule of conversion.md"
    for name in sorted(named - there):
        yield f"docs/spec/conversion.md: there is no golden file {name}"


def main():
    problems, tags = [], {}
    for problem, found in defined():
        if problem:
            problems.append(problem)
        else:
            tags = found
    places = cited(set(tags))
    for tag, path in sorted(places.items()):
        if tag not in tags:
            problems.append(f"{path} cites {tag}, which docs/spec has not")
    for tag, path in sorted(tags.items()):
        if tag not in places:
            problems.append(f"{path}: no code and no test cites {tag}")
    problems += golden_problems()
    for problem in problems:
        print(f"spec: {problem}")
    if not problems:
        print(f"spec: {len(tags)} rules, each cited")
    return 1 if problems else 0


sys.exit(main())
