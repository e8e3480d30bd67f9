"""`chasqui import` on WordPress exports: shortcodes, blocks, dates, damage."""
import os
import pathlib
import re
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))


def item(content, title="T", number=1, kind="post", more=""):
    return (f"<item><title>{title}</title><wp:post_id>{number}</wp:post_id>"
            f"<wp:post_type>{kind}</wp:post_type>"
            "<wp:status>publish</wp:status><content:encoded><![CDATA["
            f"{content}]]></content:encoded>{more}</item>\n")


def export(*items):
    return ('<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" '
            'xmlns:wp="http://wordpress.org/export/1.2/"><channel>'
            "<wp:wxr_version>1.2</wp:wxr_version>\n" + "".join(items) +
            "</channel></rss>")


def run(*args):
    return subprocess.run([BUILD / "chasqui", "import", *map(str, args)],
                          capture_output=True, text=True, timeout=60)


def imported(folder, *args):
    r = run(*args, folder / "c")
    files = {p.stem: p.read_text() for p in (folder / "c").rglob("*.md")}
    return r, files


def body(folder, content, *others, more=""):
    """The body of one post of this content, and what was said."""
    (folder / "w.xml").write_text(export(item(content, more=more), *others))
    r, files = imported(folder, folder / "w.xml")
    assert r.returncode == 0, r.stderr
    return files["t"].split("\n---\n", 1)[1].strip(), r.stderr


def test_brackets_are_text_where_they_are_no_shortcodes(tmp_path):
    text, said = body(tmp_path, """<pre>a[href="x"] { }
ys = [x for x in xs if x == 1]</pre><p>A sample [n=25] gave [p = 0.03], as
<code>[video src="x"]</code> and [sic] and [1] and [/b].</p>""")
    for kept in ('a[href="x"] { }', "ys = [x for x in xs if x == 1]",
                 "\\[n=25\\] gave \\[p = 0.03\\]", '`[video src="x"]`',
                 "\\[sic\\] and \\[1\\] and \\[/b\\]"):
        assert kept in text
    assert "left out (" not in said


@pytest.mark.parametrize("name, language", [
    ('sourcecode language="php"', "php"), ("php", "php"), ("code", ""),
    ("cc", ""), ('crayon lang="php"', "php")])
def test_shortcodes_of_code_are_code(tmp_path, name, language):
    close = name.split()[0]
    text, _ = body(tmp_path, f'[{name}]\n<?php echo "a[1]";\n\n?>\n[/{close}]')
    assert text == f'``` {language}\n<?php echo "a[1]";\n\n?>\n```'


def test_code_that_was_escaped_once_is_shown_as_it_was_meant(tmp_path):
    text, _ = body(tmp_path, "[php]\nif (a &lt; b &amp;&amp; c)\n[/php]")
    assert text == "``` php\nif (a < b && c)\n```"


@pytest.mark.parametrize("shortcode, shown", [
    ("[youtube=https://youtu.be/zzz]", "<https://youtu.be/zzz>"),
    ("[youtube zzz]", "<https://www.youtube.com/watch?v=zzz>"),
    ("[embed]https://v.example/1[/embed]", "<https://v.example/1>"),
    ("[audio https://x.example/a.mp3]", "<https://x.example/a.mp3>"),
    ("[audio:https://x.example/a.mp3|titles=A]", "<https://x.example/a.mp3>"),
    ('[soundcloud url="https://s.example/1" /]', "<https://s.example/1>"),
    ('[button link="https://b.example/"]Press[/button]',
     "[Press](https://b.example/)"),
    ('[et_pb_image src="https://x.example/i.jpg" alt="An alt"]',
     "![An alt](https://x.example/i.jpg)"),
    ('[vc_btn title="Go" link="url:https%3A%2F%2Fg.example%2F|title:x"]',
     "Go\n\n[Go](https://g.example/)"),
    ('[et_pb_blurb title="A head"]Its words[/et_pb_blurb]',
     "A head\n\nIts words"),
])
def test_what_shortcodes_lead_to_stays(tmp_path, shortcode, shown):
    assert body(tmp_path, shortcode)[0] == shown


def test_a_shortcode_that_goes_is_named_once_a_post(tmp_path):
    text, said = body(
        tmp_path, '[su_note color="red"]a[/su_note] [su_note x="1"]b[/su_note]')
    assert text.split() == ["a", "b"]
    assert said.count("[su_note]") == 1


def test_a_line_that_ends_in_a_tag_breaks_as_others_do(tmp_path):
    text, _ = body(tmp_path, '<a href="https://a.example/">A</a>\n'
                             "<em>line</em>\nnext\n<div>box</div>\nend")
    assert text == ("[A](https://a.example/)  \n*line*  \nnext\n\nbox\n\nend")


def test_blocks_that_are_only_a_comment_are_filled_in(tmp_path):
    block = item("<p>Words of the block</p>", "Re", 9, "wp_block")
    text, said = body(tmp_path, """<!-- wp:embed {"url":"https://v.example/"} /-->
<!-- wp:block {"ref":9} /-->
<!-- wp:acf/team {"data":{"name":"Ann","_name":"field_1","rows":"2"}} /-->
<!-- wp:paragraph --><p>one</p><!-- /wp:paragraph --><!--nextpage-->
<p>Text<sup data-fn="u" class="fn"><a href="#u">1</a></sup></p>
<!-- wp:footnotes /-->""", block, more="<wp:postmeta><wp:meta_key>footnotes"
        '</wp:meta_key><wp:meta_value><![CDATA[[{"content":"The <em>note</em>'
        '","id":"u"}]]]></wp:meta_value></wp:postmeta>')
    for kept in ("<https://v.example/>", "Words of the block", "Ann", "one",
                 "Text<sup>1</sup>", "1.  The *note*"):
        assert kept in text
    assert "field_1" not in text and "wp:" not in text
    assert "a reusable block: it stands where it is used" in said


def test_reusable_blocks_that_hold_each_other_end(tmp_path):
    block = item('a<!-- wp:block {"ref":9} /--><!-- wp:block {"ref":9} /-->',
                 "Re", 9, "wp_block")
    assert "a" in body(tmp_path, '<!-- wp:block {"ref":9} /-->', block)[0]


def test_a_date_has_the_zone_of_the_site(tmp_path):
    def head(more):
        (tmp_path / "w.xml").write_text(export(item("x", more=more)))
        r, files = imported(tmp_path, tmp_path / "w.xml")
        return files["t"]

    local = "<wp:post_date>2020-03-03 22:06:07</wp:post_date>"
    gmt = "<wp:post_date_gmt>2020-03-04 03:06:07</wp:post_date_gmt>"
    assert "date: 2020-03-03T22:06:07-05:00" in head(local + gmt)


def test_a_bad_byte_is_told_with_its_line_and_costs_itself(tmp_path):
    data = export(item("one"), item("caf\u00e9 \u00e0 XX la", "Two", 2),
                  item("three", "Three", 3))
    (tmp_path / "w.xml").write_bytes(
        data.encode().replace(b"XX", b"\xe9"))
    r, files = imported(tmp_path, tmp_path / "w.xml")
    assert r.returncode == 0
    assert "café à \ufffd la" in files["two"] and "three" in files["three"]
    assert re.search(r"w\.xml:3: left out \(a byte that is no character", r.stderr)


def test_text_of_windows_in_an_export_is_read(tmp_path):
    (tmp_path / "w.xml").write_bytes(
        export(item("XX")).encode().replace(b"XX", b"\x93caf\xe9\x94"))
    _, files = imported(tmp_path, tmp_path / "w.xml")
    assert "“café”" in files["t"]


def test_entities_that_an_export_declares_are_not_taken(tmp_path):
    levels = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">\n'
                     for i in range(1, 8))
    (tmp_path / "w.xml").write_text(
        f'<!DOCTYPE rss [\n<!ENTITY l0 "lol">\n{levels}]>\n' +
        export(item("]]>&l7;<![CDATA[")))
    r, files = imported(tmp_path, tmp_path / "w.xml")
    assert r.returncode == 1
    assert "w.xml:2: is not well-formed XML: entities are declared" in r.stderr
    assert r.stderr.count("entities are declared") == 1
    assert len(files["t"]) < 1000


def test_what_stands_before_an_export_does_not_matter(tmp_path):
    notice = "<br />\n<b>Notice</b>: Undefined index in <b>x.php</b><br />\n"
    (tmp_path / "w.xml").write_text(
        notice + '<?xml version="1.0" encoding="UTF-9"?>\n' + export(item("x")))
    r, files = imported(tmp_path, "--from", "wxr", tmp_path / "w.xml")
    assert r.returncode == 0 and "t" in files


def test_two_posts_of_one_guid_and_link_are_two(tmp_path):
    more = "<link>https://b.example/</link><guid>https://b.example/?p=1</guid>"
    (tmp_path / "w.xml").write_text(export(
        item("one", "One", 1, more=more), item("two", "Two", 2, more=more)))
    for _ in range(2):
        r, files = imported(tmp_path, tmp_path / "w.xml")
        assert sorted(files) == ["one", "two"]
    assert "2 unchanged" in r.stderr


def test_other_types_and_taxonomies_are_taken_when_asked_for(tmp_path):
    more = ('<category domain="genre" nicename="sea">Sea</category>'
            '<category domain="category" nicename="uncategorized">'
            "Uncategorized</category>")
    (tmp_path / "w.xml").write_text(export(item("x", "B", 1, "book", more)))
    r, files = imported(tmp_path, tmp_path / "w.xml")
    assert files == {} and "neither a post nor a page" in r.stderr
    r, files = imported(tmp_path, "--types", "book,genre", tmp_path / "w.xml")
    assert "Sea" in files["b"] and "Uncategorized" not in files["b"]


def test_an_export_that_is_cut_off_keeps_what_is_whole(tmp_path):
    text = export(item("one"), item("two", "Two", 2))
    (tmp_path / "w.xml").write_text(text[:text.index("two]]")])
    r, files = imported(tmp_path, tmp_path / "w.xml")
    assert r.returncode == 1 and list(files) == ["t"]
    assert "w.xml:3: left out (the last item: the source stops" in r.stderr


def test_words_of_tabs_and_spoilers_are_kept_apart(tmp_path):
    text, said = body(tmp_path, '[tabs][tab title="One"]first[/tab]'
                      '[tab title="Two"]second[/tab][/tabs] [spoiler '
                      'title="Secret"]hidden[/spoiler] [dropcap]O[/dropcap]nce')
    assert text.split("\n\n")[:4] == ["One", "first", "Two", "second"]
    assert "Secret\n\nhidden" in text and "Once" in text
    assert "[tab]" in said and "[spoiler]" in said


def test_a_tag_that_closes_itself_is_a_shortcode(tmp_path):
    text, said = body(tmp_path, "before [table id=4 /] after [n=25 /]")
    assert text == "before after \\[n=25 /\\]" and "[table]" in said


def test_a_gallery_has_the_captions_of_its_pictures(tmp_path):
    picture = item("", "Boat", 11, "attachment", "<wp:attachment_url>"
                   "https://x.example/b.jpg</wp:attachment_url>")
    picture = picture.replace("</item>", "<excerpt:encoded><![CDATA[At <em>noon"
                              "</em>]]></excerpt:encoded></item>")
    text, _ = body(tmp_path, '[gallery ids="11"]', picture)
    assert text == "![Boat](https://x.example/b.jpg)\n\nAt *noon*"
