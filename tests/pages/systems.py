"""Pages as publishing programs and large sites make them, in our own words:
each function returns the HTML of a Text's page and the paragraphs that are
its article."""
import json


def p(paragraphs, attributes=""):
    return "\n".join(f"<p{attributes}>{x}</p>" for x in paragraphs)


def links(t, tag="li", n=6, attributes=""):
    return "".join(f'<{tag}{attributes}><a href="/n/{i}">{title}</a></{tag}>'
                   for i, (title, _) in enumerate(t.related[:n]))


def cards(t, n=4, tag="div", kind="card"):
    return "".join(
        f'<{tag} class="{kind}"><a href="/n/{i}"><img src="/{i}.jpg" alt="">'
        f'</a><h3 class="{kind}__title"><a href="/n/{i}">{title}</a></h3>'
        f"<p>{excerpt}</p></{tag}>"
        for i, (title, excerpt) in enumerate(t.related[:n]))


def menu(t, attributes=' class="menu"'):
    names = [t.label["home"], "Sport", "Politik", "Kultur", "Opinion",
             "Video", "Podcast", "Archiv"]
    return f"<ul{attributes}>" + "".join(
        f'<li class="menu-item"><a href="/{i}">{n}</a></li>'
        for i, n in enumerate(names)) + "</ul>"


def share(t):
    return "".join(f'<a href="{to}https://ferry.example/">{name}</a> '
                   for name, to in (
                       ("Facebook", "https://www.facebook.com/sharer.php?u="),
                       ("Twitter", "https://twitter.com/intent/tweet?url="),
                       ("WhatsApp", "https://api.whatsapp.com/send?text="),
                       ("E-Mail", "mailto:?body=")))


def ld(t, kind="NewsArticle", **more):
    return ('<script type="application/ld+json">' + json.dumps({
        "@context": "https://schema.org", "@type": kind, "headline": t.title,
        "datePublished": t.iso, "author": {"@type": "Person",
                                           "name": t.author}, **more})
            + "</script>")


def head(t, site="The Ferry", sep=" | ", more="", og=True):
    meta = (f'<meta property="og:title" content="{t.title}">'
            f'<meta property="og:type" content="article">'
            f'<meta property="og:description" content="{t.standfirst}">'
            if og else "")
    return (f'<!DOCTYPE html><html lang="{t.language}"><head>'
            f'<meta charset="utf-8"><title>{t.title}{sep}{site}</title>'
            f'<link rel="canonical" href="https://ferry.example/{t.slug}">'
            f"{meta}{more}<style>.x{{color:red}}</style></head>")


def comments(t, item="li", text="p"):
    return "".join(f"<{item}><b>Reader {i}</b> <span>{t.date}</span>"
                   f"<{text}>{c}</{text}></{item}>"
                   for i, c in enumerate(t.comments))


def with_heads(t, tag="h2", ids=False):
    """The paragraphs with a heading before every third."""
    out, want = [], []
    for i, x in enumerate(t.paragraphs):
        if i % 3 == 2:
            h = t.heads[i // 3 % len(t.heads)]
            name = f' id="{h.lower().replace(" ", "-")}"' if ids else ""
            out.append(f"<{tag}{name}>{h}</{tag}>")
            want.append(h)
        out.append(f"<p>{x}</p>")
        want.append(x)
    return "\n".join(out), want


# ---- blogs ------------------------------------------------------------------

def wordpress_classic(t):
    return head(t, sep=" – ", og=False) + f"""<body class="single has-sidebar">
<div id="page"><header id="masthead" class="site-header"><h1 class="site-title">
<a href="/">The Ferry</a></h1><nav class="main-navigation">{menu(t)}</nav>
</header><div id="content"><div id="primary" class="content-area with-sidebar">
<article class="post hentry category-share"><header class="entry-header">
<h2 class="entry-title">{t.title}</h2><div class="entry-meta">
<a href="/{t.slug}"><time datetime="{t.iso}">{t.date}</time></a> <span
 class="author vcard"><a rel="author" href="/a">{t.author}</a></span></div>
</header><div class="entry-content">{p(t.paragraphs)}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">
{t.label["share"]}:</h3>{share(t)}</div><div id="jp-relatedposts">{cards(t)}
</div></div><footer class="entry-meta">{t.label["tags"]}
<a href="/tag/a" rel="tag">Port</a>, <a href="/tag/b" rel="tag">Tide</a>
</footer></article><nav class="nav-single"><span class="nav-previous"><a
 href="/p">← {t.related[0][0]}</a></span></nav><div id="comments"
 class="comments-area"><h2>4 {t.label["comments"]}</h2><ol class="commentlist">
{comments(t)}</ol><div id="respond"><h3>{t.label["reply"]}</h3><form><p>
<textarea></textarea></p></form></div></div></div><div id="secondary"
 class="widget-area"><aside class="widget"><h3>{t.label["related"]}</h3><ul>
{links(t)}</ul></aside><aside class="widget widget_text"><p>{t.comments[0]}</p>
</aside></div></div><footer class="site-footer">© 2024 The Ferry</footer>
</div></body></html>""", t.paragraphs


def wordpress_blocks(t):
    body, want = with_heads(t, "h2 class=wp-block-heading")
    body = body.replace("</h2 class=wp-block-heading>", "</h2>")
    return head(t, more=ld(t, "BlogPosting")) + f"""<body><div
 class="wp-site-blocks"><header class="wp-block-template-part">
<nav class="wp-block-navigation">{menu(t)}</nav></header>
<main class="wp-block-group"><h1 class="wp-block-post-title">{t.title}</h1>
<figure class="wp-block-post-featured-image"><img src="/f.jpg" alt=""></figure>
<div class="entry-content wp-block-post-content">
{body}<div class="wp-block-group has-background"><h4>{t.label["newsletter"]}
</h4><form><input type="email"></form></div>
<div class="wp-block-query"><ul class="wp-block-post-template">
{"".join(f'<li class="wp-block-post"><h3><a href="/n/{i}">{x}</a></h3></li>'
         for i, (x, _) in enumerate(t.related))}</ul></div></div>
<div class="wp-block-comments"><h2>{t.label["comments"]}</h2><ol>
{comments(t)}</ol></div></main><footer><p>{t.label["rights"]}</p></footer>
</div></body></html>""", want


def blogger(t):
    text = "<br><br>\n".join(t.paragraphs)
    return head(t, "The Ferry", ": ", og=False).replace(
        f"{t.title}: The Ferry", f"The Ferry: {t.title}") + f"""<body>
<div class="content-outer"><div class="header section"><div class="widget
 Header"><h1 class="title"><a href="/">The Ferry</a></h1></div></div>
<div class="main-outer"><div class="main section" id="main"><div class="widget
 Blog" id="Blog1"><div class="blog-posts hfeed"><h2 class="date-header"><span>
{t.date}</span></h2><div class="post hentry uncustomized-post-template">
<h3 class="post-title entry-title">{t.title}</h3><div
 class="post-body entry-content" itemprop="description articleBody">{text}
<div style="clear: both;"></div></div><div class="post-footer"><div
 class="post-footer-line"><span class="post-author vcard">{t.label["by"]}
 {t.author}</span> <div class="post-share-buttons goog-inline-block">{share(t)}
</div></div></div></div><div class="comments" id="comments"><h4>4
 {t.label["comments"]}:</h4>{comments(t, "dl", "dd")}</div></div></div></div>
<div class="column-right-outer"><aside><div class="sidebar section"><div
 class="widget BlogArchive"><h2>{t.label["related"]}</h2><ul>{links(t)}</ul>
</div><div class="widget Profile"><p>{t.bio}</p></div></div></aside></div>
</div></div></body></html>""", t.paragraphs


def medium(t):
    a, b = t.paragraphs[:4], t.paragraphs[4:]

    def section(x):
        return ('<section class="section section--body"><div class="section'
                '-divider"><hr class="section-divider"></div><div class="'
                'section-content"><div class="section-inner sectionLayout">'
                + p(x, ' class="graf graf--p"') + "</div></div></section>")
    return head(t, t.author, " – ", ld(t)) + f"""<body><div class="site-main">
<div class="metabar u-clearfix">{share(t)}</div><main><article
 class="postArticle"><header class="container"><div class="postMetaLockup">
<a class="ds-link" href="/@a">{t.author}</a><button>Follow</button><div
 class="postMetaInline"><time>Mar 1</time> · 4 {t.label["read"]}</div></div>
</header><div class="postArticle-content"><section class="section"><div
 class="section-content"><div class="section-inner"><h1 class="graf--h3">
{t.title}</h1></div></div></section>{section(a)}{section(b)}</div><footer
 class="container"><ul class="tags"><li><a href="/tag/port">Port</a></li></ul>
</footer></article><div class="u-backgroundGrayLightest"><h4>More from
 {t.author}</h4>{cards(t)}</div></main></div></body></html>""", t.paragraphs


def medium_new(t):
    """Classes that a build made, the body beside the byline."""
    def part(x):
        return f'<p class="pw-post-body-paragraph mk ml gu">{x}</p>'
    return head(t, t.author, " | ", ld(t)) + f"""<body><div id="root"><div
 class="a b c"><div class="d e"><a href="/signin">Sign in</a><a href="/up">Get
 started</a></div><article><div class="l"><div class="ab ca"><h1
 class="pw-post-title lw lx">{t.title}</h1><div class="mb"><a rel="author"
 href="/@x"><p class="be b">{t.author}</p></a><p class="be"><button>Follow
</button></p><span>5 {t.label["read"]}</span><span>·</span><span>Mar 1, 2024
</span></div><div class="pw-multi-vote-icon"><p>217</p></div><div><div
 role="separator"></div></div>{"".join(map(part, t.paragraphs))}</div></div>
</article><div class="ab"><div class="mc"><a href="/tag/p"><div>Port</div></a>
</div><div class="nn"><p>Written by {t.author}</p><p>{t.bio}</p></div><div><h2>
More from {t.author}</h2>{cards(t, 4, "article", "x")}</div></div></div></div>
</body></html>""", t.paragraphs


def substack(t):
    return head(t, more=ld(t)) + f"""<body><div class="main-menu">{menu(t)}
</div><div class="container"><div class="single-post"><article
 class="typography newsletter-post post"><div class="post-header"><h1
 class="post-title published">{t.title}</h1><h3 class="subtitle">
{t.standfirst}</h3><div class="byline-wrapper"><a href="/@a">{t.author}</a>
<div class="post-date">{t.date}</div></div></div><div
 class="available-content"><div class="body markup">{p(t.paragraphs[:5])}
<div class="subscription-widget-wrap"><div class="subscription-widget show
-subscribe"><p>{t.label["subscribe"]}</p><form><input></form></div></div>
{p(t.paragraphs[5:])}</div></div></article></div><div class="post-footer">
{share(t)}</div><div class="comments-section"><h4>{t.label["comments"]}</h4>
{comments(t, "div")}</div><div class="portable-archive">{cards(t)}</div>
</div></body></html>""", [t.standfirst] + t.paragraphs


def ghost(t):
    body, want = with_heads(t, ids=True)
    return head(t, more=ld(t, "Article")) + f"""<body class="post-template">
<div class="gh-viewport"><header id="gh-navigation">{menu(t)}</header>
<main class="gh-main"><article class="gh-article post"><header
 class="gh-article-header gh-canvas"><h1 class="gh-article-title">{t.title}</h1>
<p class="gh-article-excerpt">{t.standfirst}</p><div class="gh-article-meta">
<h4 class="gh-article-author-name"><a href="/a">{t.author}</a></h4><time
 datetime="{t.iso}">{t.date}</time></div></header><section
 class="gh-content gh-canvas">{body}<div class="kg-card kg-signup-card"><h2>
{t.label["newsletter"]}</h2><p>{t.label["subscribe"]}</p><form></form></div>
</section></article></main><section class="gh-container"><h2>
{t.label["related"]}</h2><div class="gh-feed">{cards(t, 4, "article", "gh-card")}
</div></section><footer class="gh-footer">{t.label["rights"]}</footer></div>
</body></html>""", [t.standfirst] + want


def jekyll(t):
    body, want = with_heads(t, ids=True)
    return head(t, og=False) + f"""<body><header class="site-header"><a
 class="site-title" href="/">The Ferry</a><nav>{menu(t)}</nav></header><main
 class="page-content"><div class="wrapper"><article class="post h-entry"
 itemscope itemtype="http://schema.org/BlogPosting"><header class="post-header">
<h1 class="post-title p-name" itemprop="name headline">{t.title}</h1><p
 class="post-meta"><time class="dt-published" datetime="{t.iso}">{t.date}</time>
</p></header><div class="post-content e-content" itemprop="articleBody">{body}
</div><a class="u-url" href="/{t.slug}" hidden></a></article></div></main>
<footer class="site-footer"><p>{t.bio}</p></footer></body></html>""", want


def hugo(t):
    body, want = with_heads(t, ids=True)
    return head(t, og=False) + f"""<body><div class="wrapper"><header>{menu(t)}
</header><main><div class="breadcrumbs"><a href="/">{t.label["home"]}</a> »
 <a href="/posts">Posts</a></div><article class="single"><h1>{t.title}</h1>
<div class="post-meta"><span>{t.date}</span>&nbsp;·&nbsp;<span>3
 {t.label["read"]}</span>&nbsp;·&nbsp;{t.author}</div><div class="toc"><details>
<summary>Contents</summary><ul>{"".join(f'<li><a href="#{i}">{h}</a></li>'
                                        for i, h in enumerate(t.heads))}
</ul></details></div><div>{body}</div></article><ul class="post-tags"><li><a
 href="/tags/port">port</a></li></ul><nav class="paginav"><a href="/p">«
 {t.related[0][0]}</a><a href="/q">{t.related[1][0]} »</a></nav></main>
<footer>Powered by Hugo</footer></div></body></html>""", want


# ---- content management -----------------------------------------------------

def drupal(t):
    return head(t, og=False) + f"""<body class="path-node"><a href="#main"
 class="visually-hidden focusable skip-link">Skip to main content</a><div
 class="layout-container"><header role="banner">{menu(t)}</header><main
 role="main"><div class="layout-content"><div class="region-content"><h1
 class="page-title"><span>{t.title}</span></h1><article role="article"
 class="node node--type-article"><footer class="node__meta"><div
 class="node__submitted">{t.label["by"]} <span><a href="/u">{t.author}</a>
</span>, {t.date}</div></footer><div class="node__content"><div
 class="field field--name-body text-formatted">{p(t.paragraphs)}</div><div
 class="field field--name-field-tags"><div class="field__label">Tags</div><div
 class="field__items"><a href="/tag/1">Port</a></div></div><section
 class="field--name-comment comment-wrapper"><h2 class="title">
{t.label["comments"]}</h2>{comments(t, "article")}</section></div></article>
</div></div><aside class="layout-sidebar-second" role="complementary"><div
 class="block-views">{links(t)}<p>{t.comments[1]}</p></div></aside></main>
<footer role="contentinfo"><p>{t.label["rights"]}</p></footer></div></body>
</html>""", t.paragraphs


def joomla(t):
    return head(t, og=False) + f"""<body class="com_content view-article"><div
 class="body"><div class="container"><div class="row-fluid"><main id="content"
 class="span9"><div class="moduletable"><ul class="breadcrumb"><li><a href="/">
{t.label["home"]}</a></li></ul></div><div class="item-page" itemscope><div
 class="page-header"><h2 itemprop="headline">{t.title}</h2></div><dl
 class="article-info muted"><dt>Details</dt><dd class="createdby"><span
 itemprop="author">{t.author}</span></dd><dd class="published"><time
 datetime="{t.iso}" itemprop="datePublished">{t.date}</time></dd><dd
 class="hits">Hits: 312</dd></dl><div itemprop="articleBody">{p(t.paragraphs)}
</div><ul class="pager pagenav"><li class="next"><a href="/n">Next</a></li></ul>
</div></main><div id="aside" class="span3"><div class="well"><h3
 class="page-header">{t.label["related"]}</h3><ul class="latestnews">{links(t)}
</ul></div></div></div></div></div></body></html>""", t.paragraphs


def typo3(t):
    body, want = with_heads(t, "h3")
    return head(t, og=False) + f"""<body><div id="c1" class="frame
 frame-default frame-type-menu">{menu(t)}</div><div class="news news-single">
<div class="article" itemscope><div class="header"><h3 itemprop="headline">
{t.title}</h3></div><div class="footer"><p><span class="news-list-date"><time
 datetime="{t.iso}">{t.date}</time></span></p></div><div class="teaser-text"
 itemprop="description"><p>{t.standfirst}</p></div><div class="news-text-wrap"
 itemprop="articleBody">{body}</div><div class="news-related-wrap"><div
 class="news-related"><h4>{t.label["related"]}</h4><ul>{links(t)}</ul></div>
</div></div></div><div class="frame frame-type-text" id="c9"><header><h2>
{t.label["home"]}</h2></header><p>{t.comments[2]}</p></div></body></html>""", \
        [t.standfirst] + want


def squarespace(t):
    half = len(t.paragraphs) // 2

    def block(x):
        return ('<div class="sqs-block html-block sqs-block-html"><div '
                f'class="sqs-block-content">{p(x)}</div></div>')
    return head(t, more=ld(t, "Article")) + f"""<body><div id="siteWrapper">
<header id="header" class="header theme-col--primary">{menu(t)}</header><main
 id="page"><article class="sections"><section class="page-section"><div
 class="blog-item-wrapper"><article class="h-entry entry hentry"><div
 class="blog-item-top-wrapper"><div class="blog-meta-section"><time
 class="dt-published">{t.date}</time></div><h1 class="entry-title"
 itemprop="headline">{t.title}</h1></div><div class="blog-item-content
 e-content"><div class="sqs-layout sqs-grid-12"><div class="row sqs-row"><div
 class="col sqs-col-12">{block(t.paragraphs[:half])}<div class="sqs-block
 image-block"><figure><img data-src="/i.jpg" alt="x"></figure></div>
{block(t.paragraphs[half:])}</div></div></div></div></article></div></section>
<section id="itemPagination" class="item-pagination"><a href="/n">
{t.related[0][0]}</a></section></article></main></div></body></html>""", \
        t.paragraphs


def wix(t):
    lines = "".join(f'<div data-breakout="normal" class="Bx-s3"><div><p '
                    f'class="xZ1 a0" id="viewer-{i}"><span class="vk">{x}'
                    "</span></p></div></div><div><div class=e></div></div>"
                    for i, x in enumerate(t.paragraphs))
    return head(t, more=ld(t, "BlogPosting")) + f"""<body><div
 id="SITE_CONTAINER"><header id="SITE_HEADER" class="x3">{menu(t)}</header>
<main id="PAGES_CONTAINER"><div data-hook="post"><article class="k0"><div
 class="post-header"><ul><li><span>{t.author}</span></li><li><span
 data-hook="time-ago">Mar 1, 2024</span></li><li>3 {t.label["read"]}</li></ul>
</div><h1 data-hook="post-title"><span>{t.title}</span></h1><section
 data-hook="post-description"><div class="ricos"><div data-id="content-viewer">
{lines}</div></div></section><div class="post-footer">{share(t)}<span>12 views
</span></div></article><section data-hook="recent-posts"><h2>
{t.label["related"]}</h2>{cards(t)}</section><div data-hook="comments"><h3>
{t.label["comments"]}</h3>{comments(t, "div", "div")}</div></div></main><footer
 id="SITE_FOOTER">©2024 by The Ferry</footer></div></body></html>""", \
        t.paragraphs


def elementor(t):
    def widget(x, kind="text-editor"):
        return (f'<div class="elementor-element elementor-widget elementor-'
                f'widget-{kind}"><div class="elementor-widget-container">{x}'
                "</div></div>")
    return head(t, more=ld(t, "Article")) + f"""<body class="single
 elementor-page"><div class="elementor elementor-location-header">
{widget(menu(t), "nav-menu")}</div><div class="elementor
 elementor-location-single"><section class="elementor-section"><div
 class="elementor-container"><div class="elementor-column"><div
 class="elementor-widget-wrap">{widget(f"<h1>{t.title}</h1>", "theme-post-title")}
{widget("".join(widget(f"<p>{x}</p>") for x in t.paragraphs),
        "theme-post-content")}{widget(share(t), "share-buttons")}</div></div>
<div class="elementor-column">{widget(f"<h4>{t.label['related']}</h4>"
                                      + cards(t, 4, "article", "elementor-post"),
                                      "posts")}</div></div></section></div>
<div class="elementor elementor-popup-modal" style="display:none">
{widget(f"<p>{t.label['subscribe']}</p>")}</div></body></html>""", t.paragraphs


def divi(t):
    def module(x):
        return ('<div class="et_pb_module et_pb_text"><div class="et_pb_text_'
                f'inner">{p(x)}</div></div>')
    n = len(t.paragraphs) // 3
    rows = "".join(f'<div class="et_pb_row"><div class="et_pb_column">'
                   f"{module(t.paragraphs[i:i + n])}</div></div>"
                   for i in range(0, len(t.paragraphs), n))
    return head(t) + f"""<body><div id="page-container"><header
 id="main-header">{menu(t)}</header><div id="et-main-area"><div
 id="main-content"><div class="container"><div id="content-area"><div
 id="left-area"><article class="et_pb_post post hentry"><div
 class="et_post_meta_wrapper"><h1 class="entry-title">{t.title}</h1><p
 class="post-meta">{t.label["by"]} <span class="author vcard">{t.author}</span>
 | <span class="published">{t.date}</span></p></div><div class="entry-content">
<div class="et-l et-l--post"><div class="et_pb_section">{rows}</div></div></div>
</article></div><div id="sidebar"><div class="et_pb_widget widget_recent">
<ul>{links(t)}</ul></div></div></div></div></div></div></div></body>
</html>""", t.paragraphs


# ---- news -------------------------------------------------------------------

def arc(t):
    return head(t, more=ld(t)) + f"""<body><div id="fusion-app"><header
 class="page-header">{menu(t)}</header><main><div class="grid"><div
 class="headline-wrapper"><h1 class="headline" data-qa="headline">{t.title}</h1>
<h2 class="subheadline">{t.standfirst}</h2></div><div class="byline"
 data-qa="author-byline">{t.label["by"]} <a href="/a">{t.author}</a></div><div
 class="display-date">{t.date}</div><article class="article-body-wrapper"><div
 class="teaser-content">{p(t.paragraphs[:2], ' class="default__Text"')}</div>
<div class="arcad-feature-custom"><div class="ad">{t.label["ad"]}</div></div>
<div class="remainder-content paywall">{p(t.paragraphs[2:6])}<div
 class="interstitial-link"><i>[<a href="/n">{t.related[0][0]}</a>]</i></div>
{p(t.paragraphs[6:])}</div></article><div class="author-bio-block"><p>{t.bio}
</p></div><div class="more-from-section"><h4>{t.label["related"]}</h4>
{cards(t)}</div></div></main><footer>{menu(t)}</footer></div></body>
</html>""", [t.standfirst] + t.paragraphs


def times(t):
    def companion(x):
        return ('<div class="css-53u6y8 StoryBodyCompanionColumn"><div><p '
                f'class="css-at9 evys1">{x}</p></div></div>')
    ad = ('<div><div class="css-8atqhb" id="story-ad-1-wrapper"><div '
          'class="ad"><p>Advertisement</p><a href="#after">SKIP '
          "ADVERTISEMENT</a></div></div></div>")
    text = "".join(companion(x) + (ad if i % 3 == 1 else "")
                   for i, x in enumerate(t.paragraphs))
    return head(t, "The Times", " - ", ld(t)) + f"""<body><div id="app"><div>
<header class="css-1f">{menu(t)}</header></div><main id="site-content"><div>
<article id="story" class="css-1vxca1d"><header class="css-1"><h1
 class="css-9" data-testid="headline">{t.title}</h1><p
 id="article-summary" class="css-w6">{t.standfirst}</p><div class="css-2">
<p>{t.label["by"]} <span class="byline-prefix">{t.author}</span></p><time
 datetime="{t.iso}">{t.date}</time></div></header><section name="articleBody"
 class="meteredContent css-1r7ky0e">{text}</section><div
 class="bottom-of-article"><p>{t.bio}</p></div><div>{share(t)}</div></article>
</div><div id="gateway-content"><p>{t.label["subscribe"]}</p></div></main>
<nav class="css-17">{menu(t)}</nav></div></body></html>""", \
        [t.standfirst] + t.paragraphs


def broadcaster(t):
    def block(x):
        return ('<div data-component="text-block" class="ssrcss-1"><div '
                f'class="ssrcss-7"><p class="ssrcss-1q">{x}</p></div></div>')
    links_block = ('<div data-component="links-block"><section><h2>More on '
                   f"this story</h2><ul>{links(t, n=3)}</ul></section></div>")
    picture = ('<div data-component="image-block"><figure><div><img src="/1.jpg"'
               ' alt="The river"></div><figcaption>The river at noon'
               "</figcaption></figure></div>")
    text = "".join(map(block, t.paragraphs[:5])) + picture + "".join(
        map(block, t.paragraphs[5:]))
    return head(t, "News", " - ", ld(t)) + f"""<body><div id="main-wrapper">
<header role="banner">{menu(t)}</header><main id="main-content"><article
 class="ssrcss-p"><header><h1 id="main-heading">{t.title}</h1><div
 data-component="byline-block"><div>{t.label["by"]} {t.author}</div><time
 datetime="{t.iso}">{t.date}</time></div></header>{text}{links_block}<div
 data-component="tags"><h2>Related Topics</h2><ul><li><a href="/topics/1">Port
</a></li></ul></div></article><div class="ssrcss-s"><h2>Top stories</h2>
{cards(t, 6)}</div></main><footer role="contentinfo">{menu(t)}</footer></div>
</body></html>""", t.paragraphs


def cable(t):
    body = "".join(f'<div class="zn-body__paragraph">{x}</div>'
                   for x in t.paragraphs)
    return head(t, "News", " - ", og=True) + f"""<body><div class="nav--plain">
{menu(t)}</div><article class="pg-rail pg-rail-tall"><div class="l-container">
<h1 class="pg-headline">{t.title}</h1><div class="metadata"><p
 class="metadata__byline"><span class="metadata__byline__author">{t.label["by"]}
 {t.author}</span></p><p class="update-time">Updated 10:15 AM ET, March 1,
 2024</p></div></div><div class="pg-rail-tall__wrapper"><div
 class="pg-side-of-rail pg-rail-tall__side"><div class="pg-rail-tall__body"
 itemprop="articleBody"><section class="zn zn-body-text zn-body"
 id="body-text"><div class="l-container"><div class="el__leafmedia"><p
 class="zn-body__paragraph speakable"><cite class="el-editorial-source">(News)
</cite>{t.standfirst}</p></div><div class="el__embedded el__embedded--standard
 related-content"><h4>{t.related[0][0]}</h4></div>{body}</div></section></div>
</div><div class="pg-rail pg-rail-tall__rail"><h2>{t.label["related"]}</h2>
{cards(t)}</div></div></article><footer class="l-footer">{menu(t)}</footer>
</body></html>""", [t.standfirst] + t.paragraphs


def regional(t):
    """A chain of regional papers: the article is what subscribers see."""
    return head(t, more=ld(t)) + f"""<body><div id="site-container"><header
 class="tnt-section-header">{menu(t)}</header><div id="main-page-container">
<article class="asset has-featured-image"><header class="asset-header"><h1
 class="headline"><span itemprop="headline">{t.title}</span></h1><div
 class="meta"><ul class="list-inline"><li class="byline"><span
 itemprop="author">{t.author}</span></li><li class="visible-print">
<time>{t.date}</time></li></ul></div></header><div id="asset-content"
 class="asset-content row"><div class="col-md-8"><div class="share-container
 content-above hidden-print">{share(t)}</div><div class="asset-masonry
 main-asset">{"".join(f'<figure><img src="/{i}.jpg" alt=""><figcaption><p>'
                      'River, by hand.</p></figcaption></figure>'
                      for i in range(2))}</div><div itemprop="articleBody"
 id="article-body" class="asset-body subscriber-premium">
{"".join(f'<div class="subscriber-preview"><p>{x}</p></div>'
         for x in t.paragraphs[:2])}<div class="inline-asset inline-editorial"
><div class="card"><h4><a href="/n/3">{t.related[3][0]}</a></h4></div></div>
{"".join(f'<div class="subscriber-only"><p>{x}</p></div>'
         for x in t.paragraphs[2:])}</div><div class="asset-tags"><ul
 class="list-inline"><li><h3>Tags</h3></li><li><a href="/search?k=port">Port
</a></li></ul></div><div class="block asset-comments"><h3>
{t.label["comments"]}</h3>{comments(t, "div")}</div></div><div
 class="col-md-4 rail">{cards(t)}</div></div></article></div></div></body>
</html>""", t.paragraphs


def weekly(t):
    """A German paper: pages of an article, a box of facts, a wall."""
    body = "".join(f'<p class="paragraph article__item">{x}</p>'
                   + ('<aside class="article-embed"><div class="ad">Anzeige'
                      "</div></aside>" if i == 3 else "")
                   for i, x in enumerate(t.paragraphs))
    return head(t, more=ld(t)) + f"""<body><header class="header"><nav
 class="nav">{menu(t)}</nav></header><main class="main main--article"><article
 class="article article--padded" role="article"><div class="article-header"><h1>
<span class="article-heading__kicker">Hafen</span>: <span
 class="article-heading__title">{t.title}</span></h1><div class="summary">
{t.standfirst}</div><div class="byline">{t.label["by"]} <a rel="author"
 href="/a">{t.author}</a></div><div class="metadata"><time datetime="{t.iso}">
{t.date}</time></div></div><div class="article-body article-body--article">
<div class="article-page">{body}</div></div><nav class="article-tags"><h2>
{t.label["tags"]}</h2><ul><li><a href="/thema/hafen">Hafen</a></li></ul></nav>
<div class="newsletter-signup"><p>{t.label["subscribe"]}</p></div></article>
<section class="comment-section" id="comments"><h2>4 {t.label["comments"]}</h2>
{comments(t, "article")}</section></main><section class="print-archive">
{cards(t)}</section></body></html>""", [t.standfirst] + t.paragraphs


def tabloid(t):
    """Everything at once: bars, boxes, endless teasers with pictures."""
    text = "".join(f'<p class="mol-para-with-font"><font size="1.2">{x}</font>'
                   "</p>" + (f'<div class="mol-img-group"><img data-src="/{i}.j'
                             f'pg" alt=""><p class="imageCaption">{t.caption}'
                             "</p></div>" if i == 4 else "")
                   for i, x in enumerate(t.paragraphs))
    return head(t, "Daily", " | ", ld(t)) + f"""<body><div class="page-header
">{menu(t)}</div><div id="content" class="alpha"><div
 class="article-text wide"><h1>{t.title}</h1><ul class="mol-bullets-with-font">
<li><strong>{t.standfirst}</strong></li></ul><p class="author-section
 byline-plain">{t.label["by"]} <a href="/a" class="author">{t.author}</a></p>
<p class="byline-section"><span class="article-timestamp">Published: 08:30,
 {t.date}</span></p><div id="shareLinks">{share(t)}</div><div
 itemprop="articleBody">{text}</div><div class="column-content cleared
 related-carousel"><h3>{t.label["related"]}</h3>{cards(t, 6)}</div><div
 id="reader-comments"><h3>{t.label["comments"]}</h3>{comments(t, "div")}</div>
</div></div><div class="beta"><div class="puff"><h3>TODAY'S HEADLINES</h3>
{cards(t, 6, "li", "link-xogrox")}</div></div></body></html>""", \
        t.paragraphs + [t.standfirst]


def agency(t):
    """Hashed classes, the text right in the article, a consent bar."""
    half = len(t.paragraphs) // 2
    return head(t, more=ld(t)) + f"""<body><div id="root"><div class="App"><div
 class="banner-1x"><p>{t.label["cookies"]}</p><button>OK</button></div><div
 class="Nav-0-2-1">{menu(t, "")}</div><div class="Body"><div
 class="Article" data-key="article"><div class="CardHeadline"><h1
 class="Component-heading-0-2-22">{t.title}</h1><span
 class="Component-bylines-0-2-23">{t.label["by"]} {t.author}</span><span
 class="Timestamp" title="{t.iso}">March 1, 2024 GMT</span></div><div
 class="Carousel"><div class="imageInner"><img src="/1.jpg" alt=""></div></div>
{p(t.paragraphs[:half])}<div class="ad-placeholder"><span>ADVERTISEMENT</span>
</div>{p(t.paragraphs[half:])}<p>___</p></div><div class="hub-peek"><div><a
 href="/x">{t.related[0][0]}</a></div>{cards(t)}</div></div></div></div></body>
</html>""", t.paragraphs


def amp(t):
    body = "".join(f"<p>{x}</p>" for x in t.paragraphs[:4]) + \
        '<amp-img src="/a.jpg" width="6" height="4" alt="River"></amp-img>' + \
        '<amp-ad type="x"><div>Ad</div></amp-ad>' + p(t.paragraphs[4:])
    return head(t, more=ld(t)).replace("<html", "<html amp") + f"""<body>
<amp-sidebar id="s">{menu(t)}</amp-sidebar><header class="amp-wp-header"><a
 href="/">The Ferry</a></header><article class="amp-wp-article"><header
 class="amp-wp-article-header"><h1 class="amp-wp-title">{t.title}</h1><div
 class="amp-wp-meta amp-wp-byline"><span>{t.author}</span></div><div
 class="amp-wp-meta amp-wp-posted-on"><time datetime="{t.iso}">{t.date}</time>
</div></header><div class="amp-wp-article-content">{body}</div><footer
 class="amp-wp-article-footer"><div class="amp-wp-meta amp-wp-tax-category">
{t.label["tags"]} <a href="/c">Port</a></div></footer></article><amp-next-page
></amp-next-page></body></html>""", t.paragraphs


def endless(t):
    """The next stories stand below the one that was asked for."""
    others = "".join(
        f'<article class="story"><h2 class="story-title">{title}</h2><div '
        f'class="story-text">{p([t.sentences(2) for _ in range(6)])}</div>'
        "</article>" for title, _ in t.related[:2])
    return head(t, more=ld(t)) + f"""<body><div class="masthead">{menu(t)}</div>
<div class="stream"><article class="story"><h1 class="story-title">{t.title}</h1>
<div class="story-meta">{t.author} · {t.date}</div><div class="story-text">
{p(t.paragraphs)}</div></article>{others}</div></body></html>""", t.paragraphs


# ---- others -----------------------------------------------------------------

def mediawiki(t):
    edit = ('<span class="mw-editsection"><span>[</span><a href="/e">edit</a>'
            "<span>]</span></span>")
    body, want = with_heads(t)
    body = body.replace("</h2>", edit + "</h2>")
    body = body.replace("</p>", '<sup class="reference"><a href="#n1">[1]</a>'
                        "</sup></p>", 1)
    return head(t, "The Free Ferry", " - ", og=False) + f"""<body
 class="mediawiki"><div id="mw-page-base"></div><div id="content" class="mw-body"
 role="main"><h1 id="firstHeading">{t.title}</h1><div id="bodyContent"><div
 id="siteSub" class="noprint">From the free ferry</div><a class="mw-jump-link"
 href="#n">Jump to navigation</a><div id="mw-content-text"><div
 class="mw-parser-output">{body}<div class="navbox" role="navigation"><ul>
{links(t)}</ul></div></div></div><div id="catlinks" class="catlinks"><a
 href="/c">Categories</a>: <ul><li><a href="/c/1">Ports</a></li></ul></div>
</div></div><div id="mw-navigation"><div id="mw-head">{menu(t)}</div></div>
<footer id="footer" class="mw-footer"><ul><li>This page was last edited on 1
 March 2024, at 08:30.</li></ul></footer></body></html>""", \
        [w.replace(t.paragraphs[0], t.paragraphs[0] + " [1]") for w in want]


def sphinx(t):
    body, want = with_heads(t, ids=True)
    body = body.replace("</h2>", '<a class="headerlink" href="#x" title="Link">'
                        "¶</a></h2>")
    return head(t, "Ferry 1.0 documentation", " — ", og=False) + f"""<body
 class="wy-body-for-nav"><div class="wy-grid-for-nav"><nav class="wy-nav-side">
<div class="wy-menu"><p class="caption">Contents</p><ul>{links(t)}</ul></div>
</nav><section class="wy-nav-content-wrap"><div class="wy-nav-content"><div
 class="rst-content"><div role="navigation"><ul class="wy-breadcrumbs"><li><a
 href="/">Docs</a> »</li><li>{t.title}</li></ul></div><div role="main"
 class="document" itemscope><div itemprop="articleBody"><section
 id="sharing-the-water"><h1>{t.title}<a class="headerlink" href="#t">¶</a></h1>
{body}</section></div></div><footer><div class="rst-footer-buttons"
 role="navigation"><a href="/n" rel="next">Next</a></div><div
 role="contentinfo"><p>© Copyright 2024, The Ferry.</p></div>Built with Sphinx
</footer></div></div></section></div></body></html>""", want


def discourse(t):
    def post(n, x):
        return (f'<div id="post_{n}" itemprop="comment" class="topic-body '
                f'crawler-post"><div class="crawler-post-meta"><span '
                f'class="creator"><a href="/u/r{n}">r{n}</a></span><time>'
                f"{t.date}</time></div><div class=post itemprop=text><p>{x}</p>"
                "</div></div>")
    first = ('<div itemprop="articleBody text" class="post">'
             + p(t.paragraphs) + "</div>")
    return head(t, "The Ferry Forum", " - ", og=True) + f"""<body
 class="crawler"><header><a href="/">The Ferry Forum</a></header><div
 id="main-outlet" class="wrap"><div id="topic-title"><h1><a href="/t/1">
{t.title}</a></h1><div class="topic-category"><span>Port</span></div></div>
<div itemscope itemtype="http://schema.org/DiscussionForumPosting"><div
 id="post_1" class="topic-body crawler-post"><div class="crawler-post-meta">
<span class="creator"><a href="/u/a">{t.author}</a></span><time
 datetime="{t.iso}">{t.date}</time></div>{first}</div>
{"".join(post(i + 2, c) for i, c in enumerate(t.comments))}</div></div><footer>
<ul><li><a href="/">Home</a></li></ul></footer></body></html>""", t.paragraphs


def tables(t):
    text = "<br><br>\n".join(t.paragraphs)
    nav = "<br>".join(f'<a href="/n/{i}">{x}</a>'
                      for i, (x, _) in enumerate(t.related))
    return f"""<html><head><title>The Ferry: {t.title}</title></head><body
 bgcolor=white><table width=760><tr><td colspan=3><a href=/>Home</a> | <a
 href=/a>Archive</a></td></tr><tr><td width=150 valign=top><font size=2>{nav}
</font></td><td valign=top><font size=5><b>{t.title}</b></font><br><font
 size=2>{t.label["by"]} {t.author}<br>{t.date}</font><p><font face=Arial>{text}
</font></td><td width=120><font size=1>{t.label["ad"]}</font></td></tr><tr><td
 colspan=3 align=center><font size=1>{t.label["rights"]}</font></td></tr>
</table></body></html>""", t.paragraphs


def soup(t):
    """Divs without a name, comments without one either."""
    def line(x):
        return f"<div>{x}</div>"
    return head(t, og=False) + f"""<body><div><div><a href="/">Home</a><a
 href="/b">Blog</a></div><div><h1>{t.title}</h1><div>{t.date}</div><div>
{"".join(map(line, t.paragraphs))}</div><div>{t.label["share"]}: {share(t)}
</div><div><h3>{t.label["comments"]} (4)</h3>{comments(t, "div", "div")}</div>
</div><div>{t.label["rights"]}</div></div></body></html>""", t.paragraphs


def release(t):
    """A press release: a place and a day before the text, contacts below."""
    return head(t, "Newswire", " - ", og=False) + f"""<body><div
 class="topbar">{menu(t)}</div><div class="container"><section
 class="release-body container"><div class="row"><div class="col-lg-10"><h1>
{t.title}</h1><p class="mb-no">{t.date}</p>{p(t.paragraphs)}</div></div>
</section><section class="share-widget">{share(t)}</section><section
 class="more-from"><h2>{t.label["related"]}</h2>{cards(t)}</section></div>
<footer>{menu(t)}</footer></body></html>""", t.paragraphs


def modal(t):
    """Saved with the article open above the list that it was opened from."""
    return head(t, og=True) + f"""<body class="modal-open"><div id="app"
 aria-hidden="true"><nav>{menu(t)}</nav><div class="grid">{cards(t, 6)}</div>
</div><div class="ReactModalPortal"><div class="modal overlay" role="dialog"
 aria-modal="true"><div class="modal-content"><button>×</button><h1>{t.title}
</h1><div class="modal-body">{p(t.paragraphs)}</div></div></div></div></body>
</html>""", t.paragraphs


SYSTEMS = [wordpress_classic, wordpress_blocks, blogger, medium, medium_new,
           substack, ghost, jekyll, hugo, drupal, joomla, typo3, squarespace,
           wix, elementor, divi, arc, times, broadcaster, cable, regional,
           weekly, tabloid, agency, amp, endless, mediawiki, sphinx,
           discourse, tables, soup, release, modal]
