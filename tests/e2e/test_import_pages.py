"""Saved pages in the manner of many sites: the same article, and the same
list of articles, in the markup of themes as they are found."""
import os
import pathlib
import re
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))

TITLE = "La dragadora sigue en el astillero"
PROSE = [
    "La dragadora que debía abrir el canal sigue en el astillero, dijo ayer "
    "la junta del puerto, y nadie sabe cuándo saldrá de allí.",
    "«No hay fecha», dijo el capitán, «y sin fecha no hay obra, ni trabajo "
    "para los estibadores, ni barcos grandes en la bahía».",
    "El canal tiene hoy seis metros de fondo, dos menos que hace diez años, "
    "y los pesqueros entran sólo con la marea alta.",
    "Según la ley, la obra debía empezar en abril; el contrato, firmado en "
    "enero, prevé multas por cada semana de retraso.",
]
JUNK = ["Inicio", "Deportes", "Facebook", "Twitter", "Suscríbase al boletín",
        "Todos los derechos reservados", "Qué vergüenza de junta",
        "Otra nota del puerto", "Sube la marea", "Acepto las cookies",
        "Publicidad aquí"]

NAV = ('<ul><li><a href="/">Inicio</a></li><li><a href="/d">Deportes</a></li>'
       '<li><a href="/c">Cultura</a></li></ul>')
SHARE = ('<ul><li><a href="https://f.example/s">Facebook</a></li>'
         '<li><a href="https://t.example/s">Twitter</a></li></ul>')
RELATED = ('<ul><li><a href="/o">Otra nota del puerto</a></li>'
           '<li><a href="/m">Sube la marea</a></li></ul>')
COMMENT = "<p>Qué vergüenza de junta, no sabe nada y nunca supo nada.</p>"
P = "".join(f"<p>{p}</p>\n" for p in PROSE)

WORDPRESS = f"""<!DOCTYPE html>
<html lang="es-PE"><head><meta charset="UTF-8">
<title>{TITLE} – La Gaceta</title>
<link rel="canonical" href="https://gaceta.example/2021/06/dragadora/" />
<meta property="og:type" content="article">
<meta property="og:site_name" content="La Gaceta">
<meta property="og:title" content="{TITLE} - La Gaceta">
<meta property="og:image" content="https://gaceta.example/d.jpg">
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[
{{"@type":"Article","@id":"https://gaceta.example/2021/06/dragadora/#article",
"author":{{"name":"Ana Quispe","@id":"https://gaceta.example/#/p/1"}},
"headline":"{TITLE}","datePublished":"2021-06-11T13:30:00+00:00",
"articleSection":["Puerto"],"inLanguage":"es-PE"}},
{{"@type":"WebPage","url":"https://gaceta.example/2021/06/dragadora/"}},
{{"@type":"WebSite","name":"La Gaceta"}},
{{"@type":"Person","@id":"https://gaceta.example/#/p/1","name":"Ana Quispe"}}
]}}</script><style>.x{{color:red}}</style></head>
<body class="post-template-default single single-post has-sidebar">
<a class="skip-link screen-reader-text" href="#c">Saltar al contenido</a>
<header id="masthead" class="site-header"><p class="site-title">
<a href="/" rel="home">La Gaceta</a></p><nav class="main-navigation">{NAV}</nav>
</header>
<div id="content" class="site-content"><main id="main">
<article id="post-7" class="post-7 post type-post status-publish hentry
 category-social tag-newsletter">
<header class="entry-header"><h1 class="entry-title">{TITLE}</h1>
<div class="entry-meta"><span class="posted-on"><time class="entry-date"
 datetime="2021-06-11T08:30:00-05:00">11 de junio de 2021</time></span>
<span class="byline"> por <span class="author vcard"><a class="url fn n"
 href="/author/ana">Ana Quispe</a></span></span></div></header>
<div class="entry-content">{P}
<div class="sharedaddy sd-sharing-enabled"><h3>Comparte</h3>{SHARE}</div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3>Relacionado</h3>{RELATED}
</div></div>
<footer class="entry-footer"><span class="tags-links">Etiquetado
<a href="/tag/canal" rel="tag">Canal</a></span></footer></article>
<nav class="navigation post-navigation">{RELATED}</nav>
<div id="comments" class="comments-area"><h2>Un comentario</h2>{COMMENT}</div>
</main><aside id="secondary" class="widget-area"><section class="widget">
<p>Suscríbase al boletín</p></section></aside></div>
<footer id="colophon" class="site-footer">Todos los derechos reservados</footer>
<div id="cookie-notice">Acepto las cookies</div></body></html>"""

GHOST = f"""<!DOCTYPE html><html lang="es"><head><meta charset="utf-8">
<title>{TITLE}</title>
<meta property="article:published_time" content="2021-06-11T13:30:00.000Z">
<meta property="article:tag" content="Puerto">
<meta name="author" content="Ana Quispe">
<link rel="canonical" href="https://gaceta.example/2021/06/dragadora/"></head>
<body class="post-template"><div class="viewport">
<header class="gh-head"><nav class="gh-head-menu">{NAV}</nav></header>
<main><article class="article post tag-puerto">
<header class="article-header gh-canvas">
<a class="article-tag" href="/tag/puerto">Puerto</a>
<h1 class="article-title">{TITLE}</h1>
<div class="article-byline"><h4 class="author-name"><a href="/a">Ana Quispe</a>
</h4><time datetime="2021-06-11">Jun 11, 2021</time></div></header>
<section class="gh-content gh-canvas">{P}</section></article>
<section class="article-comments gh-canvas">{COMMENT}</section></main>
<section class="footer-cta"><form><p>Suscríbase al boletín</p><input></form>
</section><aside class="read-more-wrap">{RELATED}</aside>
<footer class="site-footer"><div>Todos los derechos reservados</div></footer>
</div></body></html>"""

DRUPAL = f"""<!DOCTYPE html><html lang="es" dir="ltr"><head>
<meta charset="utf-8"><title>{TITLE} | La Gaceta</title>
<link rel="canonical" href="https://gaceta.example/2021/06/dragadora/">
</head><body class="path-node page-node-type-article">
<div role="navigation">{NAV}</div>
<div class="region region-content"><h1 class="page-title">
<span class="field field--name-title">{TITLE}</span></h1>
<article role="article" class="node node--type-article node--view-mode-full">
<footer class="node__meta"><div class="node__submitted">Por
<span class="field--name-uid"><a rel="author" href="/u/2">Ana Quispe</a></span>
, 11 junio 2021</div></footer>
<div class="node__content"><div class="clearfix text-formatted field
 field--name-body field--type-text-with-summary field__item">{P}</div>
<div class="field field--name-field-tags"><div class="field__label">Tags</div>
<a href="/t/1" rel="tag">Puerto</a></div>
<section class="field field--name-comment comment-wrapper">{COMMENT}</section>
</div></article></div>
<div class="region region-sidebar-second"><div class="block">{RELATED}</div>
</div><footer class="site-footer">Todos los derechos reservados</footer>
</body></html>"""

PLAIN = f"""<html><head><title>{TITLE}</title></head><body>
<h1>{TITLE}</h1>
<p><i>Por Ana Quispe, 11 de junio de 2021</i></p>
{P}
<hr></body></html>"""

BR = "<br><br>\n".join(PROSE)
TABLES = f"""<HTML><HEAD><TITLE>La Gaceta: {TITLE}</TITLE>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-1"></HEAD>
<BODY BGCOLOR="#ffffff"><TABLE WIDTH=760 BORDER=0><TR><TD COLSPAN=3>
<A HREF="/">Inicio</A> | <A HREF="/d">Deportes</A> | <A HREF="/c">Cultura</A>
</TD></TR><TR><TD WIDTH=150 VALIGN=top><A HREF="/o">Otra nota del puerto</A><BR>
<A HREF="/m">Sube la marea</A><BR><A HREF="/x">Más</A></TD>
<TD WIDTH=460 VALIGN=top><FONT SIZE=5><B>{TITLE}</B></FONT><BR>
<FONT SIZE=2>Por Ana Quispe - 11 de junio de 2021</FONT><BR><BR>
<FONT FACE="Arial">{BR}</FONT></TD>
<TD WIDTH=150 VALIGN=top><A HREF="/p">Publicidad aquí</A></TD></TR>
<TR><TD COLSPAN=3><FONT SIZE=1>Todos los derechos reservados</FONT></TD></TR>
</TABLE></BODY></HTML>"""

AD = '<div class="ads-container"><p>Publicidad aquí</p></div>'
NEWS = f"""<!doctype html><html lang="es"><head><meta charset="utf-8">
<title>{TITLE} | PUERTO | EL DIARIO</title>
<meta property="og:title" content="{TITLE}">
<meta property="og:description" content="La junta no sabe cuándo saldrá.">
<meta property="og:url" content="https://gaceta.example/2021/06/dragadora/">
<script type="application/ld+json">[{{"@type":"NewsArticle",
"headline":"{TITLE}","datePublished":"2021-06-11T08:30:00-05:00",
"author":[{{"@type":"Person","name":"Ana Quispe"}}],
"keywords":["Puerto","Canal"]}}]</script></head><body>
<div class="header-wrap"><div class="main-menu">{NAV}</div></div>
<div class="layout"><div class="story-header"><h1 class="story-title">{TITLE}
</h1><h2 class="bajada">La junta admite que el canal seguirá cerrado.</h2>
<div class="social-bar">{SHARE}</div>
<p class="firma">Ana Quispe</p><p class="fecha">11/06/2021 08:30</p></div>
<div class="story-contents"><div class="cuerpo-nota">
<p>{PROSE[0]}</p><p>{PROSE[1]}</p>{AD}
<p><strong>LEE TAMBIÉN: <a href="/o">Otra nota del puerto</a></strong></p>
<p>{PROSE[2]}</p>
<div class="notas-relacionadas"><h4>Te puede interesar</h4>{RELATED}</div>
<p>{PROSE[3]}</p></div></div>
<div class="comentarios">{COMMENT}</div></div>
<div class="newsletter-box">Suscríbase al boletín</div>
<div class="pie">Todos los derechos reservados</div></body></html>"""

DIVS = "".join(f'<div class="Qa{i}">{p}</div>' for i, p in enumerate(PROSE))
UNNAMED = f"""<!doctype html><html><head><meta charset=utf-8>
<title>{TITLE}</title><meta property="og:site_name" content="La Gaceta"></head>
<body><div class="a1"><div class="a2"><a href="/">Inicio</a>
<a href="/d">Deportes</a></div><div class="a3"><div class="a4"><h1>{TITLE}</h1>
<div class="b1">Por Ana Quispe</div><div class="b2">11 de junio de 2021</div>
{DIVS}</div><div class="a5"><a href="/o">Otra nota del puerto</a>
<a href="/m">Sube la marea</a></div></div></div></body></html>"""

ARTICLES = {"wordpress": WORDPRESS, "ghost": GHOST, "drupal": DRUPAL,
            "plain": PLAIN, "tables": TABLES, "news": NEWS,
            "unnamed": UNNAMED}


def run(*args):
    return subprocess.run([BUILD / "chasqui", "import", *map(str, args)],
                          capture_output=True, text=True, timeout=60)


def imported(folder):
    found = []
    for path in sorted(folder.rglob("*.md")):
        head, _, body = path.read_text()[4:].partition("\n---\n")
        body = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", body)
        found.append((head, body.strip()))
    return found


@pytest.mark.parametrize("theme", ARTICLES)
def test_an_article_is_found_in_its_page(tmp_path, theme):
    page = tmp_path / "page.html"
    page.write_bytes(ARTICLES[theme].encode(
        "cp1252" if theme == "tables" else "utf-8"))
    r = run(page, tmp_path / "c")
    assert r.returncode == 0, r.stderr
    (found,) = imported(tmp_path / "c")
    head, body = found
    assert f'title: "{TITLE}"' in head
    assert "date: 2021-06-11" in head
    assert '- "Ana Quispe"' in head
    assert "partial" not in head
    paragraphs = [re.sub(r"\s+", " ", p).strip()
                  for p in re.split(r"\n\n", body)]
    for p in PROSE:
        assert p in paragraphs
    if theme == "news":
        assert paragraphs.pop(0) == \
            "## La junta admite que el canal seguirá cerrado."
    assert paragraphs == PROSE, "nothing else"
    if "canonical" in ARTICLES[theme] or "og:url" in ARTICLES[theme]:
        assert 'source: "https://gaceta.example/2021/06/dragadora/"' in head
    if "Puerto\"" in ARTICLES[theme] or "Puerto</a>" in ARTICLES[theme]:
        assert '- "Puerto"' in head
    for junk in JUNK:
        assert junk not in body
    if "lang=" in ARTICLES[theme]:
        assert 'lang: "es' in head


# ---- pages that list articles ------------------------------------------------

ENTRIES = [(f"Headline number {w} of the harbour", f"https://h.example/{i}/",
            f"The excerpt of the {w} article, which says in one sentence what "
            f"it is about and who said it to whom on that day.",
            f"2021-06-{11 - i:02}")
           for i, w in enumerate(["one", "two", "three", "four", "five"])]
MONTH = {"06": "June"}


def words(day):
    return f"June {int(day[8:])}, {day[:4]}"


def wp_entry(i, e):
    title, url, excerpt, day = e
    return f"""<article id="post-{i}" class="post-{i} post type-post hentry
 category-peru tag-promo"><header class="entry-header">
<h2 class="entry-title"><a href="{url}" rel="bookmark">{title}</a></h2>
<div class="entry-meta">Posted on <a href="{url}"><time class="entry-date"
 datetime="{day}T10:00:00+00:00">{words(day)}</time></a> by
<a href="/author/a">Ana Quispe</a></div></header>
<div class="entry-summary"><p>{excerpt}
<a class="more-link" href="{url}">Continue reading
<span class="screen-reader-text">"{title}"</span></a></p></div>
<footer class="entry-footer"><span class="cat-links">
<a href="/c/peru" rel="category tag">Peru</a></span></footer></article>"""


def card(i, e):
    title, url, excerpt, day = e
    return f"""<div class="card"><a class="card-link" href="{url}">
<img src="/i/{i}.jpg" alt="Picture {i}"><div class="card-body">
<span class="card-category">Peru</span><h3 class="card-title">{title}</h3>
<p class="card-text">{excerpt}</p><span class="date">{words(day)}</span></div>
</a></div>"""


def flat(i, e):
    title, url, excerpt, day = e
    return (f'<h3><a href="{url}">{title}</a></h3>\n<p>{words(day)}</p>\n'
            f'<p>{excerpt}</p>\n')


def old(i, e):
    title, url, excerpt, day = e
    return (f'<TR><TD><A HREF="{url}"><B>{title}</B></A><BR>'
            f'<FONT SIZE=1>{words(day)}</FONT><BR>{excerpt} '
            f'<A HREF="{url}">Read more</A></TD></TR>')


def nested(i, e):
    title, url, excerpt, day = e
    return f"""<li class="td_module_10"><div class="td-module-thumb">
<a href="{url}" title="{title}"><img src="/i/{i}.jpg" alt=""></a></div>
<div class="item-details"><h3 class="entry-title td-module-title">
<a href="{url}">{title}</a></h3><div class="td-module-meta-info">
<span class="td-post-author-name"><a href="/a">Ana Quispe</a> - </span>
<time datetime="{day}T10:00:00Z">{words(day)}</time></div>
<div class="td-excerpt">{excerpt}</div></div></li>"""


def listing(entry, before="", after="", top="<h1>Peru</h1>"):
    body = "".join(entry(i, e) for i, e in enumerate(ENTRIES))
    return f"""<!doctype html><html lang="en"><head><meta charset=utf-8>
<title>Peru – The Harbour</title></head><body class="archive category">
<header class="site-header"><nav><ul><li><a href="/">Home</a></li></ul></nav>
</header>{top}<div class="list">{before}{body}{after}</div>
<nav class="pagination"><a href="/2">2</a> <a href="/3">3</a></nav>
<aside class="widget-area"><h2><a href="/s">Most read this week</a></h2>
<p>Something else entirely, which is not one of the articles here.</p></aside>
<footer>Copyright The Harbour</footer></body></html>"""


LISTS = {
    "wordpress": listing(wp_entry,
                         top='<h1 class="page-title">Category: Peru</h1>'),
    "cards": listing(card),
    "flat": listing(flat),
    "tables": listing(old, "<TABLE>", "</TABLE>"),
    "magazine": listing(nested, "<ul>", "</ul>"),
}


@pytest.mark.parametrize("theme", LISTS)
def test_a_page_of_headlines_gives_partial_articles(tmp_path, theme):
    page = tmp_path / "page.html"
    page.write_text(LISTS[theme])
    r = run(page, tmp_path / "c")
    assert r.returncode == 0, r.stderr
    found = {}
    for head, body in imported(tmp_path / "c"):
        found[re.search(r'title: "(.*)"', head)[1]] = (head, body)
    assert set(found) == {e[0] for e in ENTRIES}
    for title, url, excerpt, day in ENTRIES:
        head, body = found[title]
        assert re.sub(r"\s+", " ", body) == excerpt
        assert f'source: "{url}"' in head
        assert f"date: {day}" in head
        assert "partial: true" in head
        assert '- "Peru"' in head
        if theme in ("wordpress", "magazine"):
            assert '- "Ana Quispe"' in head


def test_an_article_fills_the_file_of_its_excerpt(tmp_path):
    listed = tmp_path / "list.html"
    listed.write_text(LISTS["flat"])
    title, url = ENTRIES[0][:2]
    whole = tmp_path / "article.html"
    whole.write_text(PLAIN.replace("<head>", "<head><meta charset=utf-8>"
                                   f'<link rel="canonical" href="{url}">'))
    assert run(listed, tmp_path / "c").returncode == 0
    r = run(whole, tmp_path / "c")
    assert "0 new, 1 changed" in r.stderr
    r = run(listed, tmp_path / "c")
    assert "0 changed, 5 unchanged" in r.stderr
    assert sum(PROSE[2] in body for _, body in imported(tmp_path / "c")) == 1
