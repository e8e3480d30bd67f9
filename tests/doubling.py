#!/usr/bin/python3
"""A text twice as long costs no more than three times as much.

Some 400 patterns of what an author may write a hundred thousand times are
rendered in two lengths; the CPU time of the process is measured, so that
other work on the machine does not count.  A pattern fails when cost more than
triples at a size that takes long enough to be measured, three times in a row.
"""
import concurrent.futures
import itertools
import os
import resource
import subprocess
import sys

CHASQUI = os.path.join(os.environ.get("BUILD", "build"), "chasqui")
FORMS = ("gemtext", "gophermap", "text")
SIZE = 64 * 1024  # bytes, and twice as many
SMALL = 0.06      # seconds: what costs no more is not worth a judgement
SECONDS = 20      # and no pattern of this length takes so long
FACTOR = 3.0

# What is repeated: alone, before a letter, and on lines of its own; a note
# behind it wakes the pass before cmark.
ATOMS = [
    # brackets and links
    "[", "![", "]", "](", "](x", "[a](", "[a](x", "[a](<", "[a]: <b\n",
    "[a](x)", "![a](x)", "[![a](x)](y)", "[a][b]", "[a]: x\n", "[a]",
    "[[", "[[a|", "[[a]]", "![[", "![[a.png]]",
    # notes
    "[^", "[^a]", "[^a]: x\n", "[^a] ", "^[", "^[a", "^[a]", "^[a ^[b",
    # marks
    "*", "**a", "*a_", "_a ", "*a **b ", "***a*", "~", "~~", "~a", "~a~",
    "^", "^a", "^a^", "==a", "`", "``a", "`a``b", "\\", "\\`", "漢**字**",
    # entities and addresses
    "&", "&#x", "&amp", "&amp;", "http://", "https://a ", "https://a)",
    "a:", "a@b", "<http://", "<a@",
    # HTML
    "<", "<a", "<a b='", "<a href=x>", "</a>", "<a href=x>b</a>", "<!--",
    "<!--x-->", "<![CDATA[", "<?", "<!A", "<div>", "</div>", "<p>", "<ul>",
    "<li>", "<ol start=9>", "<blockquote>", "<h1>", "<br>", "<table><tr><td>",
    "<sup>", "<sub>", "<sup>a</sup>", "<sub>a b</sub>", "<img src=x>",
    "<img alt='", "<pre>", "<script>", "<iframe src=x>", "<s>",
    # blocks
    "> ", ">", "- ", "* ", "+ ", "1. ", "1) ", "> - ", "-", "- - ", "* - ",
    "=", "#", "# a\n", "a\n=\n", "---\n", "* * *\n", "```\n", "~~~\n", "\t",
    "    a\n", "\n", "a\n", "a  \n", "- a\n", "> a\n", "1. a\n",
    " - a\n\n", "a\n: b\n", ": b\n", ":::\n", "::: a\n", "> [!note] a\n",
    # tables
    "|", "a|b\n", "|-|\n", "a|b\n-|-\n", "a|b\n-|-\nc|d\n\n", "\\|",
    # shortcodes
    "{", "{{", "{{<", "{{< a", "{{< a >}}", "{%", "{% a", "{% a %}",
    "{% raw %}", "{% comment %}", "{{ a", "{{ site.a }}", "{#a}", "{.a",
    "{: .a}", "{: a=", "a {#b}\n", "[a b=x", "[a b=\"", "[a b=x]", "[/a]",
    "[a][/a]", "[code]\n", "[/code]\n", "{% highlight a %}\n",
    # letters
    "é", "漢", "\u200b", "👨‍👩‍👧", "e\u0301", "עברית ", "\ue000", "\ue001",
    "\xa0", "\ufeff", "a", "word ", "\r", "\0",
]


def patterns():
    """name, and what makes a text of so many bytes"""
    note = "\n\na [^note]\n\n[^note]: b\n"
    for atom in ATOMS:
        yield (f"{atom!r}", lambda n, atom=atom: repeat(atom, n) + note)
        yield (f"{atom!r} a", lambda n, atom=atom: repeat(atom + "a", n))
        line = atom.rstrip("\n") + "\n"
        yield (f"{atom!r} line", lambda n, line=line: repeat(line, n) + note)
    for atom in ("[", "`", "*", "<a href=x>", "[^a]", "https://a ", "\\|", "|",
                 "<sup>", "{{", "![a](x) "):
        yield (f"{atom!r} in a table",
               lambda n, atom=atom: "a|b\n-|-\n" + repeat(atom + "|c\n", n))
        yield (f"{atom!r} in a cell",
               lambda n, atom=atom: "a|b\n-|-\n" + repeat(atom, n) + "|c\n")
    yield from GROWING.items()


def repeat(unit, n):
    return unit * max(1, n // len(unit.encode()))


def counted(unit):
    """The unit with a number in it, again and again."""
    def make(n):
        out, size = [], 0
        for i in itertools.count():
            out.append(unit.replace("%", str(i)))
            size += len(out[-1])
            if size >= n:
                return "".join(out)
    return make


def root(n):
    return int(n ** 0.5)


GROWING = {
    "runs of backquotes": lambda n: "".join(
        "`" * i + "a" for i in range(1, root(2 * n))),
    "quotes in lines": lambda n: (">" * root(n) + "a\n") * root(n),
    "lists in lists": lambda n: "".join(
        "  " * i + "- a\n" for i in range(root(n))),
    "deep lines below a list": lambda n: repeat("- ", n // 2) + "a\n" +
    repeat("\n", n // 2),
    "markers then a note": lambda n: repeat("- ", n) + "a [^b]",
    "opened and shut": lambda n: repeat("[", n // 2) + repeat("]", n // 2),
    "images opened and shut": lambda n: repeat("![", n // 2) +
    repeat("](x)", n // 2),
    "emphasis opened and shut": lambda n: repeat("*a ", n // 2) +
    repeat("b*", n // 2),
    "definitions": counted("[a%]: /b%\n"),
    "definitions and uses": counted("[a%]: /b%\n\n[a%]\n\n"),
    "notes": counted("a[^n%]\n\n[^n%]: b\n\n"),
    "notes on notes": counted("[^n%]: [^n0%]\n\n"),
    "notes unused": counted("[^n%]: b\n"),
    "notes of another case": counted("[^nA%]: b\n\na[^Na%]\n\n"),
    "links in a line": counted("[a%](/b%) "),
    "addresses in a line": counted("https://a%.example/ "),
    "links in lines": counted("[a%](/b%)\n\n"),
    "shortcodes of all names": counted("[a% b=c] [/a%] "),
    "shut shortcodes alone": counted("[/a%]"),
    "tags of all names": counted("<a%>"),
    "a wide table": lambda n: repeat("a|", n // 3) + "\n" +
    repeat("-|", n // 3) + "\n" + repeat("b|", n // 3) + "\n",
    "a long table": lambda n: "a|b\n-|-\n" + repeat("c|d\n", n),
    "a square table": lambda n: repeat("a|", root(n)) + "\n" +
    repeat("-|", root(n)) + "\n" + (repeat("b|", root(n)) + "\n") * root(n),
    "a table below a paragraph": lambda n: repeat("a\n", n) + "a|b\n-|-\nc|d\n",
    "headings of tables": lambda n: repeat("a|b\n", n) + "-|-\n",
    "one long word": lambda n: "a" * n,
    "one long word of wide letters": lambda n: "漢" * (n // 3),
    "one long line of code": lambda n: "    " + "a" * n,
    "marks of combining": lambda n: "e" + "\u0301" * (n // 2),
    "an unclosed fence": lambda n: "```\n" + repeat("a\n", n),
    "scripts in a line": lambda n: repeat("a <script> b ", n),
    "scripts in blocks": lambda n: repeat("<script>\n\n", n),
    "raised in links": lambda n: repeat("[<sup>a](x)", n),
    "raised around links": lambda n: repeat("<sup>[a b](x)</sup>", n),
    "raised around all": lambda n: "<sup>" + repeat("[a](x) ", n) + "</sup>",
    "items of HTML": lambda n: repeat("<ul><li>a\n", n),
    "quotes of HTML": lambda n: repeat("<blockquote>a\n", n),
    "a title again": lambda n: repeat("# a\n\n", n),
    "front matter without end": lambda n: "---\n" + repeat("a: b\n", n),
}


def cost(form, text):
    """CPU seconds of rendering it; SECONDS when it took longer."""
    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    p = subprocess.Popen([CHASQUI, "render", "--to", form],
                         stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                         stderr=subprocess.DEVNULL, preexec_fn=limit)
    try:
        p.stdin.write(text)
        p.stdin.close()
    except BrokenPipeError:
        pass
    _, status, used = os.wait4(p.pid, 0)
    p.returncode = status
    if os.WIFSIGNALED(status):
        return SECONDS
    return used.ru_utime + used.ru_stime


def judge(name, make, form, size=SIZE):
    """None, or a sentence: how much more twice as much cost."""
    for _ in range(3):
        twice = cost(form, make(2 * size).encode())
        if twice < SMALL:
            return None
        once = cost(form, make(size).encode())
        if twice < FACTOR * once:
            return None
    return f"{name} as {form}: {once:.3f} s, twice as long {twice:.3f} s"


def main():
    # a writer of its own for each in turn, all three for those that grow
    work = [(name, make, form) for i, (name, make) in enumerate(patterns())
            for j, form in enumerate(FORMS)
            if (name in GROWING or i % 3 == j) and
            (len(sys.argv) < 2 or sys.argv[1] in name)]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = [f for f in pool.map(lambda w: judge(*w), work) if f]
    for f in found:
        print("doubling:", f)
    names = len({name for name, _, _ in work})
    print(f"doubling: {names} patterns, {len(found)} failed")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
