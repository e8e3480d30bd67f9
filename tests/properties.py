#!/usr/bin/python3
"""What must hold for every Markdown text in each of the three forms.

CommonMark's own tree (cmark -t xml) says what a text consists of; then
every visible word must be kept in its order, every destination be
reachable, code be literal, no tag be left, and the output be well-formed.

The texts: tests/conversion, the example capsule, and, where they are, the
examples of CommonMark's specification and the blog of ../shared/samples.
"""
import concurrent.futures
import glob
import html
import os
import re
import subprocess
import sys
import unicodedata
import urllib.parse
import xml.etree.ElementTree as tree

CHASQUI = os.path.join(os.environ.get("BUILD", "build"), "chasqui")
SAMPLES = "../shared/samples"
NS = "{http://commonmark.org/xml/1.0}"
FORMS = ("gemtext", "gophermap", "text")

# Which texts break which rule, and why that is right.
EXPLAINED = {
    # two rules with a word between are front matter
    ("example 96", "keeps_words"),
    # the words of a shortcode that are not its text
    ("tests/conversion/shortcodes.md", "keeps_words"),
    ("tests/conversion/shortcode-code.md", "keeps_words"),
    ("tests/conversion/shortcode-links.md", "keeps_words"),
    # marks of other dialects, which cmark takes for text
    *((f"tests/conversion/{name}.md", "keeps_words") for name in (
        "attributes", "boxes", "callouts", "footnote-inline",
        "liquid-prose", "liquid-variables", "obsidian", "raised")),
    *((f"tests/conversion/{name}.md", "keeps_code") for name in (
        "boxes", "definition", "liquid-variables")),
    # "{#preliminary}" behind a heading is its anchor
    ("tests/conversion/anchors.md", "keeps_words"),
    (SAMPLES + "/blog/content/inside-rust/stage0-redesign/index.md",
     "keeps_words"),
}


# ---- what the text consists of ---------------------------------------------

FOLDS = str.maketrans({
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'",
    "‚": "'", "–": "-", "—": "--", "―": "--", "…": "...", "‐": "-", "‑": "-",
    "−": "-", "•": "*", "\u00ad": None, "\ufeff": None,
})


RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")


def clean(text):
    """As the program does it; controls and odd blanks are blanks."""
    text = re.sub("[⁰¹²³⁴-⁹₀-₉]+", lambda m: f" {m[0].translate(RAISED)} ", text)
    text = unicodedata.normalize("NFC", text.translate(FOLDS))
    return "".join(" " if unicodedata.category(c) in ("Cc", "Zs", "Zl", "Zp")
                   else c for c in text)


def words(text):
    return re.findall(r"[\w]+", clean(text))


def outside_code(lines):
    """Each line, and whether it stands outside of fenced code."""
    fence = None
    for line in lines:
        mark = re.match(r"[ >]*(```+|~~~+)", line)
        yield line, fence is None and not mark
        if mark and fence is None:
            fence = mark[1]
        elif mark and mark[1].startswith(fence):
            fence = None


def without_notes(text):
    """Notes at the end in the order of their references, without labels."""
    kept, notes, note, blank = [], {}, None, False
    for line, outside in outside_code(text.split("\n")):
        begins = outside and re.match(r" {0,3}\[\^([^\]\s]+)\]:\s*(.*)", line)
        if begins:
            note = notes.setdefault(begins[1], [])
            note += ["", begins[2]]
        elif note and line.strip() and blank and not re.match(" {4}|\t", line):
            note = None
        elif note:
            note.append(line.strip())
        if note is None:
            kept.append(line)
        blank = not line.strip()
    text = "\n".join(kept)
    order = sorted(notes, key=lambda label: text.find("[^%s]" % label) %
                   (len(text) + 1))
    for label in order:
        text += "\n".join(notes[label])
    for label in order:
        text = text.replace("[^%s]" % label, " ")
    return text


DELIMITERS = re.compile(r"[>\s]*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")


def without_tables(text):
    """Records say a table's words in another order: they are kept apart."""
    kept, cells, table = [], [], False
    for line, outside in outside_code(text.split("\n")):
        if outside and not table and kept and "|" in kept[-1] and \
                DELIMITERS.match(line):
            cells.append(kept.pop())
            table = True
        elif not line.strip():
            table = False
        if table:
            cells.append(line)
        else:
            kept.append(line)
    cells = html.unescape("\n".join(cells))
    cells = re.sub(r"\]\([^)]*\)|\]\[[^\]]*\]", " ", cells)
    return "\n".join(kept), [w.strip("_") for w in words(cells)]


class Source:
    """The words, destinations and code of one text, by CommonMark."""

    def __init__(self, name, markdown):
        self.name = name
        self.bytes = markdown
        text = without_notes(markdown.decode(errors="replace"))
        text, self.cells = without_tables(text)
        out = subprocess.run(["cmark", "--validate-utf8", "-t", "xml"],
                             input=text.encode(), stdout=subprocess.PIPE,
                             check=True).stdout
        # XML has no place for the controls that a text may have
        out = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", " ",
                     out.decode())
        out = re.sub("<!DOCTYPE[^>]*>|<\\?xml[^>]*>", "", out)
        self.text, self.links, self.code, self.tags = [], [], [], []
        self.walk(tree.fromstring(out))

    def walk(self, root):
        stack = [root]
        while stack:
            node = stack.pop()
            kind = node.tag.removeprefix(NS)
            text = node.text or ""
            if kind == "text":
                self.text.append(text)
            elif kind == "code":
                self.text.append(" " + text)
            elif kind == "code_block":
                self.code.append(text)
                self.text.append("\n" + text)
            elif kind in ("html_block", "html_inline"):
                self.tags += re.findall(r"</?[a-zA-Z][a-zA-Z0-9-]*", text)
            elif kind in ("link", "image"):
                self.links.append(node.get("destination"))
            # a number or a mark may stand at the edge of any of them
            if kind != "text":
                self.text.append(" ")
            stack.extend(reversed(node))

    def words(self):
        return words("".join(self.text))


# ---- the forms --------------------------------------------------------------

def render(form, source):
    run = subprocess.run([CHASQUI, "render", "--to", form, "-"],
                         input=source.bytes, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE)
    if run.returncode not in (0, 1):
        raise AssertionError("render: status %d" % run.returncode)
    return run.stdout.decode()


def menu_lines(out):
    return [line[1:].split("\t")[0] for line in out.split("\r\n")[:-2]]


def unfolded(lines):
    """Lines of a menu, the pieces of long code put together again."""
    whole, folded = [], False
    for line in lines:
        if folded:
            whole[-1] = whole[-1][:-1] + line.lstrip(" ")
        else:
            whole.append(line)
        folded = line.endswith("\\") and columns(line) > 65
    return whole


def visible(form, out):
    """All that is shown, as one word; of an item where it leads, too."""
    if form == "gophermap":
        out = "\n".join(unfolded(
            line[1:].removesuffix("\t\terror.host\t1")
            for line in out.split("\r\n")[:-2]))
    return re.sub(r"\s", "", clean(out))


def columns(text):
    # joined emoji are one; what follows the joiner takes no room
    text = re.sub("\u200d.|\ufe0f|[\U0001f3fb-\U0001f3ff]", "", text)
    return sum(0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else
               2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in text)


def check_gemtext(out):
    fenced, blank = False, True
    assert out == "" or out.endswith("\n"), "no end of the last line"
    for line in out.split("\n")[:-1]:
        if line.startswith("```"):
            assert not fenced or line == "```", "fence: " + line
            fenced, blank = not fenced, False
            continue
        if fenced:
            continue
        assert line or not blank, "two blank lines"
        blank = not line
        assert not re.search("[\x00-\x1f\x7f-\x9f]", line), "control: " + line
        if line.startswith("=>"):
            assert re.match(r"=> [!-~]+ \S", line), "link: " + line
        elif line.startswith("#"):
            assert re.match(r"#{1,3} \S", line), "heading: " + line
        elif line.startswith(">"):
            assert re.match(r">( |$)", line), "quote: " + line
    assert not fenced, "a fence is open"
    assert out == "" or not blank, "a blank line at the end"


def check_gophermap(out):
    assert out.endswith(".\r\n"), "no final dot"
    for line in out.split("\r\n")[:-2]:
        assert "\n" not in line and "\r" not in line, "line end: " + line
        assert re.match(r"[0179gIshi]", line), "type: " + line
        assert line.count("\t") == 3, "TABs: " + line
        display, selector, host, port = line[1:].split("\t")
        assert not re.search("[\x00-\x1f\x7f-\x9f]", display + selector)
        assert host and port.isdigit()
        assert columns(display) <= 67, "width: " + display
        if line[0] == "i":
            assert (selector, host, port) == ("", "error.host", "1")


def check_text(out):
    assert out == "" or out.endswith("\n"), "no end of the last line"
    for line in out.split("\n")[:-1]:
        assert not re.search("[\x00-\x1f\x7f-\x9f]", line), "control: " + line
        assert not line.startswith("."), "dot: " + line
        assert line == line.rstrip(" "), "blanks at the end: " + line
        assert columns(line) <= 67 or line.startswith("  ") or \
            re.match(r"([*>#0-9. \[\]a-z]* )?\S+$", line), "width: " + line


# ---- the properties ---------------------------------------------------------

def keeps_words(source, form, out):
    """All words, in their order; more may stand between."""
    have, at = visible(form, out), 0
    for word in source.words():
        found = have.find(word, at)
        assert found >= 0, "lost: " + word
        at = found + len(word)
    for word in source.cells:
        assert word in have, "lost from a table: " + word


def leads_nowhere(url):
    scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", url)
    return not url.strip() or url.startswith("#") or scheme and (
        len(scheme[1]) == 1 or scheme[1].lower() in
        ("javascript", "data", "vbscript", "file"))


def destination(url):
    """What of an address can be found again, however it is written."""
    parts = urllib.parse.urlsplit(url)
    if parts.scheme or parts.netloc:
        return urllib.parse.unquote(parts.path + parts.query +
                                    parts.fragment)
    path = parts.path
    if path.endswith(".md"):
        path = re.sub(r"(/index)?\.md$", "", path).rsplit("/", 1)[-1].lower()
        path = re.sub(r"^\d{4}-\d\d-\d\d-", "", path)
    return urllib.parse.unquote(re.sub(r"^(\.{0,2}/)*", "", path))


def keeps_links(source, form, out):
    plain = clean(urllib.parse.unquote(out)).replace("?", "").replace("#", "")
    for url in source.links:
        if leads_nowhere(url) or form == "gophermap" and \
                url.startswith("gopher:"):
            continue
        want = clean(destination(url)).replace("?", "").replace("#", "")
        assert want in plain, "no way to: " + url


def code_lines(form, out):
    if form == "gemtext":
        return out
    lines = out.split("\n")
    if form == "gophermap":
        lines = unfolded(menu_lines(out))
    return "\n".join(line.rstrip() for line in lines)


def expand(line):
    """TABs as blanks, and none at the end."""
    done = ""
    for part in line.split("\t"):
        if done:
            done += " " * (8 - columns(done[1:]) % 8)
        done = (done or "|") + part
    return done[1:].rstrip()


def keeps_code(source, form, out):
    have = code_lines(form, out)
    squeezed = re.sub(r"\s", "", have)
    for code in source.code:
        for line in code.split("\n")[:-1]:
            if form == "gemtext":
                line = " " + line if line.startswith("```") else line
            else:
                line = expand(line)
            if form == "gophermap" and columns(line) > 55:
                # folded: how far in it stands can't be told from here
                assert re.sub(r"\s", "", line) in squeezed, "code: " + line
            else:
                assert line in have, "code: " + line


def leaves_no_tag(source, form, out):
    shown = "".join(source.text)
    for tag in source.tags:
        assert tag not in out or tag in shown, "tag: " + tag


GRAMMAR = {"gemtext": check_gemtext, "gophermap": check_gophermap,
           "text": check_text}


def check(source):
    found = []
    for form in FORMS:
        out = render(form, source)
        for rule in (keeps_words, keeps_links, keeps_code, leaves_no_tag):
            try:
                rule(source, form, out)
            except AssertionError as error:
                found.append((rule.__name__, form, str(error)))
        try:
            GRAMMAR[form](out)
        except AssertionError as error:
            found.append(("grammar", form, str(error)))
    return source, found


# ---- all texts --------------------------------------------------------------

def body(markdown):
    """Without front matter, which has other tests."""
    return re.sub(rb"\A(\+\+\+|---)\n.*?\n\1\n", b"", markdown, flags=re.S)


def sources():
    for name in sorted(glob.glob("tests/conversion/*.md") +
                       glob.glob("capsule/**/*.md", recursive=True) +
                       glob.glob(SAMPLES + "/blog/**/*.md", recursive=True)):
        with open(name, "rb") as file:
            yield Source(name, body(file.read()))
    spec = SAMPLES + "/commonmark/spec.txt"
    if not os.path.exists(spec):
        print("properties: no", SAMPLES, "here: its texts are left out")
        return
    with open(spec, "rb") as file:
        examples = re.findall(rb"^`{32} example\n(.*?)^\.\n", file.read(),
                              re.S | re.M)
    for number, example in enumerate(examples, 1):
        yield Source("example %d" % number, example.replace("→".encode(),
                                                            b"\t"))


def main():
    failed = texts = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for source, found in pool.map(check, sources()):
            texts += 1
            for rule, form, error in found:
                if (source.name, rule) in EXPLAINED:
                    continue
                failed += 1
                print("properties: %s, %s, %s: %s" %
                      (source.name, form, rule, error[:160]))
    print("properties: %d texts in %d forms, %d failed" %
          (texts, len(FORMS), failed))
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
