"""The rooms of src/ look downwards only, and no two modules need each other.

rooms.py BUILD ROOM...: the rooms lowest first, as the Makefile lists them.
Includes are read from the sources, what a module really needs from its object
file (nm), so that a cycle shows even where only a declaration was repeated.
"""

import pathlib
import re
import subprocess
import sys

# What the importer may use beside its own rooms; these two stand alone.
IMPORT_USES = ["base", "text", "page", "markdown", "capsule/fm", "capsule"]
APART = {"gempub": [], "picture": []}
# A library that meets bytes of strangers is linked by one program alone.
LIBRARIES = {"libxml/": "import", "curl/": "import", "cjson/": "import",
             "zip.h": "gempub", "gd.h": "picture", "cmark.h": "markdown"}
ALSO = {"cmark.h": "import/",  # writes Markdown with cmark's renderer
        "zip.h": "import/core/unzip"}
MOST_MODULES = 28  # in a folder: what can be taken in at a look

problems = []


def say(text):
    problems.append(text)


def room_of(path):
    return str(pathlib.PurePath(path).parent)


def includes(path):
    return re.findall(r'^#include (["<])(.+?)[">]', path.read_text(), re.M)


def allowed_rooms(room, server, importer):
    if room in APART:
        return [room] + APART[room]
    if room in importer:
        return IMPORT_USES + importer[:importer.index(room) + 1]
    return server[:server.index(room) + 1]


def check_includes(src, server, importer):
    for path in sorted(src.rglob("*.[ch]")):
        name = str(path.relative_to(src))
        room = room_of(name)
        if room not in server and room not in importer and room not in APART:
            say(f"{path}: no room of that name; see ROOMS in the Makefile")
            continue
        may = allowed_rooms(room, server, importer)
        for kind, header in includes(path):
            if kind == '"' and room_of(header) not in may:
                say(f'{path} must not include "{header}"')
            for library, home in LIBRARIES.items():
                if kind == "<" and header.startswith(library) \
                        and name.split("/")[0] != home \
                        and not name.startswith(ALSO.get(library, "\0")):
                    say(f"{path} must not include <{header}>: "
                        f"only {home} does")


def check_sizes(src):
    for folder in sorted({p.parent for p in src.rglob("*.c")}):
        count = len(list(folder.glob("*.c")))
        if count > MOST_MODULES:
            say(f"{folder} has {count} modules; {MOST_MODULES} can be seen "
                "at a look")


def needs(build, src):
    """module -> the modules whose symbols its object file asks for"""
    objects = [build / p.with_suffix(".o") for p in sorted(src.rglob("*.c"))]
    out = subprocess.run(["nm", "-A", "-P", *map(str, objects)], check=True,
                         capture_output=True, text=True).stdout
    owner, asks = {}, {}
    for line in out.splitlines():
        place, symbol, kind = line.split()[:3]
        module = place.rstrip(":").removeprefix(str(build) + "/")
        asks.setdefault(module, set())
        if kind == "U":
            asks[module].add(symbol)
        elif kind.isupper() and symbol != "main":
            owner[(module.split("/")[1] in ("import", *APART), symbol)] = module
            owner.setdefault(symbol, module)
    graph = {}
    for module, symbols in asks.items():
        apart = module.split("/")[1] in ("import", *APART)
        found = {owner.get((apart, s)) or owner.get(s) for s in symbols}
        graph[module] = found - {None, module}
    return graph


def cycles(graph):
    """Tarjan's strongly connected components of more than one module."""
    index, low, stack, result, counter = {}, {}, [], [], [0]

    def visit(node):
        index[node] = low[node] = counter[0]
        counter[0] += 1
        stack.append(node)
        for other in sorted(graph.get(node, ())):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            part = []
            while True:
                part.append(stack.pop())
                if part[-1] == node:
                    break
            if len(part) > 1:
                result.append(sorted(part))

    sys.setrecursionlimit(10000)
    for node in sorted(graph):
        if node not in index:
            visit(node)
    return result


def main():
    build, rooms = pathlib.Path(sys.argv[1]), sys.argv[2:]
    server = [r for r in rooms if r.split("/")[0] != "import"]
    importer = [r for r in rooms if r.split("/")[0] == "import"]
    src = pathlib.Path("src")
    check_includes(src, server, importer)
    check_sizes(src)
    for part in cycles(needs(build, src)):
        say("need each other: " + " ".join(
            m.removeprefix("src/").removesuffix(".o") for m in part))
    for problem in problems:
        print(f"rooms: {problem}")
    if not problems:
        print("rooms: every include looks downwards, no two modules need "
              "each other")
    return 1 if problems else 0


sys.exit(main())
