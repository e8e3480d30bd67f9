"""Kinds of saved pages that once went wrong in silence, each as small as it
can be: what stands in the article, what does not, and what it is filed as."""
import os
import pathlib
import re
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))
CASES = ROOT.parent / "shared" / "cases" / "import" / "pages"

A = ("The lighthouse keeper counted nine ships on Friday, two of them without "
     "a flag, and wrote all of it down in the long book.")
B = ("On Saturday the fog came in so thick that the horn was blown for eleven "
     "hours, and the keeper's brother had to take turns with him.")
C = ("By Sunday it was over: the ships had gone, the book was closed, and the "
     "lamp, which burns oil, was filled for another week.")
TEXT = f"<p>{A}</p><p>{B}</p><p>{C}</p>"
TITLE = "Nine ships and a horn"


def page(body, head=""):
    return (f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
            f"<title>{TITLE}</title>{head}</head><body>{body}</body></html>")


def article(inner, head=""):
    return page(f"<article><h1>{TITLE}</h1>{inner}</article>", head)


def cards(n, of="div"):
    return "".join(f'<{of} class="card"><h3><a href="/n/{i}">Another ship came '
                   f"by, number {i}</a></h3><p>What is told of ship number {i} "
                   f"fills a line or two, and no more than that.</p></{of}>"
                   for i in range(n))


STORY = ('<meta property="og:type" content="article"><script type='
         '"application/ld+json">{"@type":"NewsArticle","headline":"%s"}'
         "</script>" % TITLE)

# name: (the page, what is in the article, what is not)
ARTICLES = {
    "headings that lead to the page itself": (
        article(f'<p>{A}</p><h2><a href="#b">Saturday</a></h2><p>{B}</p>'
                f'<h2><a href="https://light.example/x#c">Sunday</a></h2>'
                f'<p>{C}</p><h2><a href="#d">More</a></h2><p>{A}</p>',
                '<link rel="canonical" href="https://light.example/x">'),
        [A, "Saturday", B, "Sunday", C], []),
    "a short item above many cards": (
        page(f"<h1>{TITLE}</h1><div><p>{A}</p></div><div>{cards(9)}</div>",
             STORY), [A], ["Another ship"]),
    "a list of things to buy": (
        article("<div class='post-content'><p>Where to stay while the horn is "
                "blown, told by those who have slept there, and paid.</p>"
                + "".join(f'<h2><a href="https://inn.example/{i}">Inn number '
                          f"{i}</a></h2><p>{x}</p>" for i, x in
                          enumerate((A, B, C))) + "</div>", STORY),
        ["Where to stay", "Inn number 2", C], []),
    "names within a sentence": (
        article(f'<p>The keeper, <a class="popup" href="/k">a former pilot</a>,'
                ' has a <span class="share">share of the oil</span>, as of '
                f'<span class="ad">AD 1811</span>.</p>{TEXT}'),
        ["a former pilot", "share of the oil", "AD 1811"], []),
    "parts in containers of their own": (
        page(f"<div id=root><h1>{TITLE}</h1>" + "<hr>".join(
            f"<section><div><div><p>{x}</p></div></div></section>"
            for x in (A, B, C)) + "</div>"), [A, B, C], []),
    "parts with numbers": (
        article(f'<div class="story-body-1"><p>{A}</p></div><div class="ad">Ad'
                f'</div><div class="story-body-2"><p>{B}</p><p>{C}</p></div>'),
        [A, B, C], ["Ad\n"]),
    "a wall that holds the second half": (
        article(f'<div class="article-body"><p>{A}</p><div class="paywall">'
                f"<p>{B}</p></div></div><p>{C}</p>"), [A, B, C], []),
    "hidden texts": (
        article(f"{TEXT}<p hidden>Unseen one.</p><p style='display : none'>"
                "Unseen two.</p><div style='visibility:hidden'>Unseen three."
                "</div><div aria-hidden=true>Unseen four.</div>"),
        [A, C], ["Unseen"]),
    "the only copy is hidden": (
        page(f"<h1>{TITLE}</h1><div style='display:none'>{TEXT}</div>"),
        [A, B, C], []),
    "a hidden copy for machines": (
        page(f"<div class='content'><h1>{TITLE}</h1><div>{TEXT}</div><div "
             f"style='display:none' itemprop=articleBody>{A} {B} {C}</div>"
             "</div>"), [A], [f"{A} {B}"]),
    "comments named like a body": (
        page(f"<div><h1>{TITLE}</h1><div class=text><p>{A}</p></div><div "
             f"id='comment-text' class='user-post-text'><p>I heard it. {B}</p>"
             f"<p>So did I, all night, twice. {C}</p></div></div>"),
        [A], ["I heard it"]),
    "a date in a table": (
        article(f"<table><tr><th>Built</th><td>3 May 1811</td></tr><tr><th>Lamp"
                f"</th><td>oil</td></tr></table>{TEXT}"),
        ["3 May 1811", A], ["date:"]),
    "formulas": (
        article('<p>It burns <span class="katex"><span class="katex-mathml">'
                "<math><semantics><msup><mi>r</mi><mn>2</mn></msup><annotation "
                'encoding="application/x-tex">r^2</annotation></semantics>'
                '</math></span><span class="katex-html" aria-hidden="true">r2'
                "</span></span> of oil, or <math><mfrac><mi>a</mi><mi>b</mi>"
                f"</mfrac></math> of it, or <span class=MathJax_Preview>c"
                "</span><script type='math/tex'>c_1</script>.</p>" + TEXT),
        ["$r^2$", "$\\\\frac{a}{b}$", "$c\\_1$"], ["r2", "previewc"]),
    "items that begin like labels": (
        article(f"<p>{A}</p><ul><li>Sign up for a bed <a href=/b>at the inn</a>"
                f"</li><li>Read more than one book</li></ul><p>{B}</p>"),
        ["Sign up for a bed", "Read more than one book"], []),
    "widgets all the way": (
        page("<main class='post-1 hentry'>" + "".join(
            '<div class="elementor-widget elementor-widget-text-editor"><div '
            f'class="elementor-widget-container">{x}</div></div>'
            for x in (f"<h1>{TITLE}</h1>", f"<p>{A}</p>",
                      f"<p>{B}</p>", f"<p>{C}</p>")) + "</main>"),
        [A, B, C], []),
    "a choice longer than the text": (
        page(f"<main><h1>{TITLE}</h1><div>{TEXT}</div></main><div><select>"
             + "".join(f"<option>Ships of the year {i}, all of them, in order"
                       "</option>" for i in range(60)) + "</select></div>"),
        [A, C], ["Ships of the year"]),
    "words that may be broken": (
        article(f"<p>The light&shy;house keep&#8203;er counted.</p>{TEXT}"),
        ["The lighthouse keeper counted."], []),
    "modifiers": (
        article("".join(f'<section class="Part Part--Ads"><h2>Day {i}</h2><p>'
                        f"{x}</p></section>" for i, x in enumerate((A, B, C)))),
        ["Day 1", A, B, C], []),
    "sections named by their headings": (
        article(f'<section id="sharing-the-horn"><h2>Sharing the horn</h2><p>'
                f'{A}</p></section><section id="related-lamps"><h2>Related '
                f"lamps</h2><p>{B}</p></section><p>{C}</p>"), [A, B, C], []),
    "a quoted message": (
        article(f'<p>{A}</p><div class="social-media-embed"><blockquote>Nine '
                f"ships. I counted.</blockquote></div><p>{B}</p>"),
        ["Nine ships. I counted."], []),
    "code with buttons and numbers": (
        article(f'{TEXT}<div class="code-toolbar"><pre class="language-sh">'
                "<code>make lamp</code></pre><div class=toolbar><button>Copy"
                "</button></div></div><table class=highlighttable><tr><td "
                "class=linenos><pre>7\n8</pre></td><td class=code><pre>oil = 1\n"
                "</pre></td></tr></table><div class=syntaxhighlighter><table>"
                "<tr><td class=gutter><div>9</div></td><td><div><div "
                "class=line>a</div><div class=line>b</div></div></td></tr>"
                "</table></div>"),
        ["``` sh\nmake lamp\n```", "``` \noil = 1\n```", "``` \na\nb\n```"],
        ["Copy", "\n7\n", "\n9\n"]),
    "ruby, spans and captions": (
        article("<p><ruby>灯<rt>tō</rt></ruby> is a lamp.</p>" + TEXT +
                "<table><tr><th>Day<th colspan=2>Ships<tr><td rowspan=2>Friday"
                "<td>2<td>tall<tr><td>7<td>low</table><figure><img src=/l.jpg "
                "alt='The lamp.'><figcaption>The lamp.</figcaption></figure>"),
        ["灯(tō) is a lamp.", "| Day | Ships |  |",
         "| Friday | 2 | tall |\n|  | 7 | low |", "![The lamp.]"],
        ["\nThe lamp."]),
    "what is embedded or late": (
        article(f'{TEXT}<iframe src="about:blank" data-lazy-src="https://v.exam'
                'ple/1"></iframe><lite-youtube videoid=a1></lite-youtube>'
                '<amp-img src="https://i.example/1.jpg" alt=One></amp-img><img '
                'data-src=\'{"src":"x"}\' src="https://i.example/2.jpg" alt=Two>'
                '<img src="data:image/gif;base64,R0" data-lazy="https://i.exampl'
                'e/3.jpg" alt=Three><video src="https://v.example/2"><p>Your '
                f"browser cannot.</p></video><p>{A}</p>"),
        ["https://v.example/1", "https://www.youtube.com/watch?v=a1",
         "![One](https://i.example/1.jpg)", "![Two](https://i.example/2.jpg)",
         "![Three](https://i.example/3.jpg)", "https://v.example/2"],
        ["about:", "browser cannot"]),
    "links within the page by its own address": (
        article(f'{TEXT}<p>See <a href="https://light.example/x#n">note</a>.'
                '</p>', '<link rel="canonical" href="https://light.example/x">'),
        ["See note."], ["#n"]),
    "an end of labels": (
        article(f"{TEXT}<p>Temas Relacionados</p><p><a href='/tag/mar' rel=tag>"
                "Mar</a></p><div class='author-details'><p>Ada Moss counts "
                "ships, and has done so for many years.</p></div><h3>3 Comments"
                "</h3><p>I heard it, too, the whole night, and so did mine.</p>"
                ), [A, C], ["Temas", "Mar\n", "counts ships", "I heard it"]),
    "a standfirst outside of the text": (
        page(f"<main><h1>{TITLE}</h1><h2 class=subtitle>A keeper writes it all "
             f"down.</h2><div class='article-body'>{TEXT}</div></main>"),
        ["A keeper writes it all down.\n\n" + A], []),
    "a text that only a script would draw": (
        page('<div id=app><p>Please turn on scripts.</p></div><script '
             'type="application/ld+json"><![CDATA[{"@type":"Article",'
             f'"headline":"{TITLE}","articleBody":"{A}\\n\\n{B}"}}]]></script>'),
        [A, B], ["turn on"]),
    "a headline with its banner": (
        page(f'<div class="headline"><span>Harbour</span><h1>{TITLE}</h1><div>'
             f"Advertisement</div></div><div>{TEXT}</div>"),
        [f'title: "{TITLE}"', A], ["Advertisement"]),
    "people last name first": (
        article(TEXT, '<meta name="citation_author" content="Moss, Ada"><meta '
                'name="citation_author" content="Reed, J. P.">'),
        ['  - "Ada Moss"\n  - "J. P. Reed"'], []),
    "a box of consent that is longer than the text": (
        page(f"<main><h1>{TITLE}</h1><p>{A}</p></main><div class=xq1><div><p>"
             "We and our partners store cookies on your device, and use "
             "personal data with your consent.</p><p>Some vendors claim a "
             "legitimate interest; see our privacy policy on cookies. You may "
             "withdraw your consent at any time, for each of the vendors.</p>"
             "</div></div>"), [A], ["our partners", "vendors"]),
    "sections whose headings are links": (
        page(f"<h1>{TITLE}</h1><p>{A}</p><p>{B}</p>" + "".join(
            f'<h2><a href="/more/{i}">Night {i}</a></h2><p>{C} {A}</p>'
            for i in range(3))), [A, "Night 2", C], []),
    "a box for each paragraph": (
        page(f"<div><h1>{TITLE}</h1>" + "".join(
            f'<div class="text ad-free"><p>{x}</p></div>'
            for x in (A, B, C, A, B, C)) + "</div>"), [A, B, C], []),
    "a headline that is a description": (
        article(TEXT, '<script type="application/ld+json">{"@type":"Article",'
                f'"headline":"{A} {B}","name":"{TITLE}"}}</script>'),
        [f'title: "{TITLE}"'], []),
    "a name with a button": (
        article(f'<div class="author-name">Ada Moss Follow</div>{TEXT}'),
        ['author:\n  - "Ada Moss"\n'], ["Follow"]),
    "verse above teasers": (
        page(f"<h1>{TITLE}</h1><div>" + "".join(
            f"<p>Ship {i} went by<br>with the wind</p>" for i in range(20))
            + f"</div><div>{cards(3)}</div>"),
        ["Ship 7 went by  \nwith the wind"], ["Another ship"]),
    "ingredients below a paragraph": (
        page(f"<div><h1>{TITLE}</h1><div><p>{A}</p></div><div><h2>Ingredients"
             "</h2><ul>" + "".join(f"<li>{i} spoons of oil</li>"
                                   for i in range(2, 9)) + "</ul></div></div>"),
        [A, "8 spoons of oil"], []),
    "lines too short for prose above a sentence that is none of it": (
        page(f'<h1>{TITLE}</h1><div class="entry-content"><p>Nine ships</p>'
             "<p>A horn at night</p><p>No lamp</p></div><div><p>Copied from "
             "another place, on July 1, 2024.</p></div>"),
        ["Nine ships", "No lamp"], ["Copied from"]),
    "headlines under a label that nobody knows": (
        article(f'{TEXT}<h4>Zzz</h4><ul><li><a href="/n/1">Another ship came by'
                '</a></li><li><a href="/n/2">And one more of them</a></li></ul>',
                '<meta property="og:type" content="article">'),
        [C], ["Zzz", "Another ship"]),
    "sources of other sites at the end": (
        article(f'{TEXT}<h4>Read in</h4><ul><li><a href="https://a.example/1">'
                'The long book of the lamp</a></li><li><a href="https://b.example'
                '/2">The short one of the horn</a></li></ul>',
                '<meta property="og:type" content="article">'),
        [C, "Read in", "The short one of the horn"], []),
    "a role and a button": (
        article(f'<div class="byline">By Ada Moss, Staff Writer</div>{TEXT}'),
        ['author:\n  - "Ada Moss"\n'], ["Staff Writer"]),
    "a Russian date": (
        article(f"<p>5 июня 2021 г.</p>{TEXT}"), ["date: 2021-06-05"],
        ["июня"]),
    "a Ukrainian date": (
        article(f"<p>17 Листопада 2020, 10:30</p>{TEXT}"),
        ["date: 2020-11-17"], ["Листопада"]),
    "a day that is none any more": (
        article(f"<p>3 days ago</p>{TEXT}"), [A], ["date:", "days ago"]),
    "a language on an outer element": (
        page(f'<div lang="pt"><h1>{TITLE}</h1>{TEXT}</div>').replace(
            '<html lang="en">', "<html>"), ['lang: "pt"'], []),
}


def run(tmp_path, html, *options):
    source = tmp_path / "page.html"
    source.write_text(html)
    done = subprocess.run([BUILD / "chasqui", "import", *options, source,
                           tmp_path / "c"], capture_output=True, text=True,
                          timeout=60)
    files = sorted((tmp_path / "c").glob("articles/**/*.md"))
    return done, [f.read_text() for f in files]


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_that_once_went_wrong(tmp_path, name):
    html, there, gone = ARTICLES[name]
    done, files = run(tmp_path, html)
    assert done.returncode == 0, done.stderr
    assert len(files) == 1
    for text in there:
        assert text in files[0]
    for text in gone:
        assert text not in files[0]


LISTS = {
    "one long post among short ones": (
        page("<main>" + "".join(
            f'<article class="hentry"><h2 class="entry-title"><a href="/p/{i}">'
            f"Post {i}</a></h2><div class='entry-content'>"
            f"{TEXT * (8 if i == 0 else 1)}</div></article>" for i in range(3))
            + "</main>"), ["Post 0", "Post 1", "Post 2"]),
    "headlines in headers of their own": (
        page("<header><a href=/>The Light</a></header><div>" + "".join(
            f'<div class="post"><header><h2><a href="/p/{i}">Post {i}</a></h2>'
            f"<time datetime=2024-03-0{i + 1}></time></header><div><p>{A}</p>"
            "</div></div>" for i in range(3)) + "</div>"),
        ["Post 0", "Post 1", "Post 2"]),
    "a widget that is the blog": (
        page('<div class="widget Blog">' + "".join(
            f'<div class="post hentry"><h3 class="post-title"><a href="/p/{i}">'
            f"Post {i}</a></h3><div class='post-body'><p>{A}</p></div></div>"
            for i in range(3)) + "</div><div><ul>" + "".join(
                f"<li><p>A saying for day {i}, which is long, and beside it.</p>"
                "</li>" for i in range(30)) + "</ul></div>"),
        ["Post 0", "Post 1", "Post 2"]),
    "a slider and a rail that repeat it": (
        page('<div class="slider">' + "".join(
            f'<div><h2><a href="/p/{i}">Post {i}</a></h2><p>{A[:60]}</p></div>'
            for i in range(2)) + "</div><main>" + "".join(
            f'<div class="item"><h2><a href="/p/{i}">Post {i}</a></h2><p>{A}</p>'
            "</div>" for i in range(4)) + '</main><div class="sidebar">'
            + "".join(f'<h4><a href="/q/{i}">Most read {i}</a></h4>'
                      for i in range(4)) + "</div>"),
        ["Post 0", "Post 1", "Post 2", "Post 3"]),
}


LISTS["sections and most read, without a name"] = (
    page('<div class="a"><h2 class="s"><a href="/port">Port</a></h2>' + "".join(
        f'<div class="b"><h3><a href="/p/{i}">Post {i}</a></h3><p>{A}</p></div>'
        for i in range(3)) + '</div><div class="c"><h5>Most read</h5><ol>'
        + "".join(f'<li><h4><a href="/q/{i}">Read {i}</a></h4></li>'
                  for i in range(4)) + "</ol></div>"),
    ["Post 0", "Post 1", "Post 2"])


LISTS["headlines named for a letter"] = (
    page("<div>" + "".join(
        f'<div class="post-preview"><a href="/p/{i}" class="post-preview-title '
        f'newsletter">Post {i}</a><div class="post-preview-description">{A}'
        "</div></div>" for i in range(3)) + "</div>"),
    ["Post 0", "Post 1", "Post 2"])


@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_once_went_wrong(tmp_path, name):
    html, titles = LISTS[name]
    done, files = run(tmp_path, html)
    assert done.returncode == 0, done.stderr
    found = sorted(re.search(r'^title: "(.*)"', f, re.M)[1] for f in files)
    assert found == titles


def test_a_line_of_date_author_and_topics_under_a_headline(tmp_path):
    _, files = run(tmp_path, page("".join(
        f'<div class="post"><h2><a href="/p/{i}">Titular {i}</a></h2><p>1{i} '
        'marzo, 2016 | <a href="/a" rel="author">Ada Moss</a> <a href="/c" '
        f'rel="category tag">Faro</a>, <a href="/d" rel="tag">Mar</a></p><p>{A}'
        "</p></div>" for i in range(3))))
    assert "date: 2016-03-11" in files[1]
    assert 'topics:\n  - "Faro"\n  - "Mar"\nauthor:\n  - "Ada Moss"' in files[1]
    assert "marzo" not in files[1]


def test_titles_without_texts_are_refused_with_a_hint(tmp_path):
    html = page("<ul>" + "".join(
        f'<li><h3><a href="/p/{i}">A headline, number {i}</a></h3><time>March '
        f"{i + 1}, 2024</time></li>" for i in range(8)) + "</ul>")
    done, files = run(tmp_path, html)
    assert done.returncode == 1 and not files
    assert "--from archive" in done.stderr
    done, files = run(tmp_path, html, "--from", "archive")
    assert done.returncode == 0 and len(files) == 8


def test_a_page_without_an_article_is_exit_1(tmp_path):
    done, files = run(tmp_path, page("<nav><a href=/>Home</a></nav>"))
    assert done.returncode == 1 and not files


def test_the_charset_of_a_script_is_not_the_page_s(tmp_path):
    source = tmp_path / "page.html"
    source.write_bytes(
        b'<html><head><script src=x.js charset="utf-8"></script><meta '
        b'http-equiv=Content-Type content="text/html; charset=iso-8859-2">'
        b"<title>\xa3\xf3d\xbc</title></head><body><h1>\xa3\xf3d\xbc</h1><p>"
        b"\xa3\xf3d\xbc stoi przy brzegu, a latarnik liczy statki, jeden po "
        b"drugim.</p></body></html>")
    subprocess.run([BUILD / "chasqui", "import", source, tmp_path / "c"],
                   check=True, capture_output=True, timeout=60)
    (made,) = (tmp_path / "c").glob("articles/**/*.md")
    assert "Łódź stoi przy brzegu" in made.read_text()


# file: (how many articles, what is in one of them, what is in none)
SHARED = {
    "03-self-linked-headings": (1, ["## The night", "## The council"], []),
    "04-short-article-many-cards": (1, ["The river rose"], ["Other story"]),
    "05-listicle": (1, ["The old kiosk", "as it did in spring"], []),
    "06-inline-class": (1, ["a retired pilot", "AD 1743"], []),
    "08-parts-in-wrappers": (1, ["The river rose", "in spring"], []),
    "10-paywall-class": (1, ["Nobody was hurt", "measured and drawn"], []),
    "11-hidden": (1, ["The river rose"], ["Hidden words"]),
    "12-hidden-microdata-copy": (1, ["The river rose"], ["500"]),
    "13-comments-marked-as-body": (1, ["The river rose"], ["My aunt"]),
    "15-date-cell": (1, ["7 May 1856"], ["date:"]),
    "17-math": (1, ["a≠0", "$x^2$"], ["x2"]),
    "19-list-items-as-labels": (1, ["Sign up for a seat",
                                    "Read more slowly"], []),
    "21-charset-of-script": (1, ["podniosła się"], []),
    "22-entry-header": (4, ["date: 2024-03-04"], []),
    "23-blogger-list": (4, ["The river rose"], ["Word of the day"]),
    "25-blog-with-one-long-post": (3, ["The long one"], []),
    "26-es-meta-line": (3, ["date: 2016-03-12", "Lorena Moss"], ["| "]),
    "28-elementor": (1, ["The river rose", "![The chapel]", "in spring"], []),
    "29-select-bigger-than-text": (1, ["The river rose"], ["Category of"]),
    "31-soft-hyphens": (1, ["The intermediate ferryman"], []),
    "33-modifier-ads": (1, ["The river rose", "in spring"], []),
    "35-jsonld-cdata": (1, ["date: 2024-03-01", "Ada Moss"], []),
    "37a-citation-author": (1, ['"Ada Moss"', '"J. P. Reed"'], []),
    "41-prism-code-toolbar": (1, ["``` sh\nmake install"], ["Copy"]),
    "43-lazy-embeds-amp": (1, ["embed/abc", "vimeo.com/video/1", "v=def",
                               "v=ghi", "amp.jpg"], ["about:"]),
    "40-constructs": (1, ["def a", "p = 1\nq = 2", "make install", "lazy.jpg",
                          "json.jpg", "big.jpg", "w.jpg", "| Tuesday | 1.7 | m |\n|  | 1.8 | m |"],
                      ["\n1\n2\n", "Copy", "%7B", "does not support",
                       "#fn1", "spacer.gif"]),
}


@pytest.mark.parametrize("name", SHARED)
def test_the_shared_inputs_that_failed(tmp_path, name):
    source = CASES / f"{name}.html"
    if not source.exists():
        pytest.skip(f"{source} is not here")
    count, there, gone = SHARED[name]
    done = subprocess.run([BUILD / "chasqui", "import", source, tmp_path],
                          capture_output=True, text=True, timeout=60)
    files = [f.read_text() for f in tmp_path.glob("articles/**/*.md")]
    assert done.returncode == 0 and len(files) == count, done.stderr
    for text in there:
        assert any(text in f for f in files), text
    for text in gone:
        assert not any(text in f for f in files), text
