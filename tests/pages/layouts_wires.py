"""Agencies, portals and tabloids of the years around 2020."""
from layouts import layout

layout("attributions and principles below the text", "en", """{HEAD}{OG}{LD}</head><body><div
id="content"><div class="SiteHeader_x">{MENU}</div><div class="StandardArticle_content"><div
class="ArticleHeader_content"><div class="ArticleHeader_channel"><a href="/k">Harbours</a></div>
<div class="ArticleHeader_date">{D} / 8:30 AM / a year ago</div><h1 class="ArticleHeader_headline">
{T}</h1></div><div class="StandardArticleBody_container"><div class="BylineBar_byline"><span><a
href="/j">{A}</a></span></div><p class="BylineBar_reading-time">2 Min Read</p><div
class="StandardArticleBody_body"><p>⟦PORT HALE (Ferry) -⟧ {P}</p><div
class="PrimaryAsset_container"><div class="Image_container"><figure><div><img src="/1.jpg" alt="">
</div><figcaption><div class="Image_caption"><span>{CAP}</span></div></figcaption></figure></div>
</div><p>{P}</p><p>{P}</p><h3>{H}</h3><p>{P}</p><div class="Slideshow_container"><div
class="Slideshow_caption">Slideshow ( 2 images )</div></div><p>{P}</p><div
class="Attribution_container"><div class="Attribution_attribution"><p class="Attribution_content">
⟦Reporting by {A}; Editing by Jan Reed⟧</p></div></div></div><div class="StandardArticleBody_trust">
<span>Our Standards:</span><a href="/p">The Ferry Trust Principles.</a></div></div></div><div
class="MoreFrom_container"><h3>More From Harbours</h3>{CARDS}</div></div><footer>{FOOT}</footer>
</body></html>""")

layout("paragraphs that are divs by name", "en", """{HEAD}{OG}</head><body class="pg"><div
class="nav--plain-header">{MENU}</div><article class="pg-rail-tall"><div class="l-container"><h1
class="pg-headline">{T}</h1><div class="metadata"><p class="metadata__byline">By <span>{A}</span>
</p><p class="update-time">Updated 0830 GMT {D} <span id="js-pagetop_video_source"></span></p>
</div><div class="pg-rail-tall__body" itemprop="articleBody"><section class="zn" id="body-text">
<div class="l-container"><div class="el__leafmedia el__leafmedia--sourced-paragraph"><p
class="zn-body__paragraph speakable">{P}</p></div><div class="zn-body__paragraph speakable">{P}
</div><div class="zn-body__paragraph">{P}</div><div class="ad ad--epic"><div>Advertisement</div>
</div><div class="zn-body__read-all"><div class="zn-body__paragraph">{P}</div><div
class="el__embedded el__embedded--standard"><div class="el__article--teaserimage"><a href="/n">
<img src="/2.jpg" alt=""></a><div class="cd__content"><h3><a href="/n">{R}</a></h3></div></div>
</div><div class="zn-body__paragraph">{P}</div><h3>{H}</h3><div class="zn-body__paragraph">{P}
</div></div><p class="zn-body__paragraph zn-body__footer">⟦Noor Haddad contributed to this
report.⟧</p></div></section></div></div><div class="pg-rail"><h2>Top stories</h2>{LINKS}</div>
</article><footer>{FOOT}</footer></body></html>""")

layout("bullets, captions as paragraphs, columns of celebrities", "en", """{HEAD}{OG}</head>
<body><div class="page-header">{MENU}</div><div id="content" class="article"><div class="alpha">
<div id="js-article-text" class="article-text wide"><h2>{T}</h2><ul class="mol-bullets-with-font">
<li><strong>⟦The dredger stays where it is for now, the board said⟧</strong></li><li><strong>⟦Forty
sacks were counted on the bank by noon⟧</strong></li></ul><p class="author-section byline-plain">
By <a class="author" href="/a">{A}</a> for the Ferry </p><p class="byline-section"><span
class="article-timestamp"><span>Published:</span> 08:30 GMT, {D} </span> | <span>Updated:</span>
09:10 GMT, {D}</p><div class="shareArticles"><div class="share-count">18 <span>shares</span></div>
<div class="comments-count">12 View comments</div></div><div itemprop="articleBody"><p
class="mol-para-with-font">{P}</p><p class="mol-para-with-font">{P}</p><div class="artSplitter
mol-img-group"><div class="mol-img"><div class="image-wrap"><img src="/1.jpg" alt=""></div></div>
<p class="imageCaption">{CAP}</p></div><p class="mol-para-with-font">{P}</p><div
class="related-carousel with-fb"><h3>RELATED ARTICLES</h3><ul><li><a href="/n/1">{R}</a><p>{X}</p>
</li></ul></div><p class="mol-para-with-font">{P}</p><p class="mol-para-with-font">{P}</p></div>
<div class="column-content cleared"><div class="shareArticles"><h3 class="social-links-title">
Share or comment on this article: <span class="title">{T}</span></h3></div></div></div></div><div
class="beta"><h2>Don’t miss</h2>{CARDS}</div></div><div class="page-footer">{FOOT}</div></body>
</html>""")

layout("loose text with boxes in its midst", "en", """{HEAD}{OG}</head><body><div class="top">
{MENU}</div><div class="_3lvqr"><div><h1 class="_23498">{T}</h1><div class="byline">{A} | Updated:
{D}, 08:30 IST</div></div><div class="_3WlLe clearfix">{P}<br><br>{P}<div
class="mgid_second_mrec"><div>Advertisement</div></div><br><br>{P}<div class="_1pbMJ"><a
href="/n">{R}</a></div><br><br><b>{H}</b><br><br>{P}<br><br>{P}</div><div class="_2Q">Download the
Ferry News App for latest news</div></div><div class="side">{LINKS}</div><div class="f">{FOOT}
</div></body></html>""")

layout("components in a list of content", "fr", """{HEAD}{OG}</head><body><header>{MENU}</header>
<main><header class="entry__header"><h1 class="headline__title">{T}</h1><div
class="headline__subtitle">⟦{S}⟧</div></header><div class="entry__body"><div
class="author-card">Par <a href="/a">{A}</a></div><div class="entry__text js-entry-text"><div
class="content-list-component yr-content-list-text text"><p>{P}</p><p>{P}</p></div><div
class="content-list-component image"><img src="/1.jpg" alt=""><div
class="image__caption">{CAP}</div></div><div class="content-list-component text"><p>{P}</p></div>
<div class="content-list-component text"><h3>{H}</h3></div><div class="content-list-component
text"><p>{P}</p><p>{P}</p></div><div class="content-list-component text"><p><em><strong>À voir
également sur Le Bac:</strong></em> <a href="/n">{R}</a></p></div></div></div></main><footer>
{FOOT}</footer></body></html>""")

layout("a portal with a button that says it goes on", "en", """{HEAD}{OG}{LD}</head><body><div
id="header">{MENU}</div><div class="caas-container"><article class="caas-container"><header
class="caas-header"><h1>{T}</h1></header><div class="caas-attr"><div
class="caas-attr-meta"><div class="caas-attr-item-author">{A}</div><div
class="caas-attr-time-style"><time>{D}</time> · 3 min read</div></div></div><div
class="caas-content-wrapper"><div class="caas-body"><p>{P}</p><p>{P}</p><div
class="caas-da">Ad</div><button class="link caas-button collapse-button">Story continues</button>
<p>{P}</p><p>{P}</p><p>{P}</p><p>Read more from The Ferry:</p><ul><li><p><a href="/n/1">{R}</a>
</p></li><li><p><a href="/n/2">{R}</a></p></li></ul></div></div></article></div><div
class="stream"><h2>Recommended Stories</h2>{CARDS}</div><footer>{FOOT}</footer></body></html>""")

layout("a sports paper's box of facts", "es", """{HEAD}{OG}</head><body><header class="ue-c-main-header">
{MENU}</header><main><article class="ue-c-article"><div class="ue-c-article__kicker">Balsas</div>
<h1 class="ue-c-article__headline">{T}</h1><p class="ue-c-article__standfirst">⟦{S}⟧</p><div
class="ue-c-article__bar"><ul class="ue-c-article__byline"><li>{A}</li></ul><div
class="ue-c-article__publishdate">Actualizado {D} - 08:30</div></div><div
class="ue-l-article__body ue-c-article__body"><p>{P}</p><p>{P}</p><section
class="ue-c-article__related-news"><header>Más noticias</header>{LINKS}</section><h2
class="ue-c-article__subheadline">{H}</h2><p>{P}</p><p>{P}</p><div
class="ue-c-article__trust"><a href="/t">Conforme a los criterios de</a></div></div><ul
class="ue-c-article__tags"><li><a href="/t/1">Balsa</a></li></ul></article><section
class="ue-c-comments"><h2>3 comentarios</h2><p>{C}</p></section></main><footer>{FOOT}</footer>
</body></html>""")

layout("headings as bold paragraphs, a kicker in the text", "de", """{HEAD}{OG}</head><body><div
id="kopfbereich">{MENU}</div><div id="mitte"><article><header><h1>{T}</h1><p
class="a-article-header__lead">⟦{S}⟧</p><ul class="a-article-header__service"><li>Lesezeit: 2
Min.</li><li>In Pocket speichern</li><li>Druckansicht</li><li>12 Kommentare lesen</li></ul></header>
<figure><img src="/1.jpg" alt=""><figcaption><p>(Bild: {A})</p></figcaption></figure><p><strong>{H}
</strong></p><p>{P}</p><p>{P}</p><a-collapse><p>Empfohlener redaktioneller Inhalt</p><p>Mit Ihrer
Zustimmung wird hier ein externes Video geladen.</p></a-collapse><p>{P}</p><div class="ad-label">
Anzeige</div><p>{P}</p><p>({A})</p><div class="teaser-footer"><a href="/forum">Kommentare lesen (12)
</a></div></article></div><div id="fuss">{FOOT}</div></body></html>""")

layout("a magazine with letters in large and numbers of notes", "en", """{HEAD}{OG}</head><body>
<header>{MENU}</header><main><article><h1>{T}</h1><p class="dek">⟦{S}⟧</p><div class="body"><p><span
class="dropcap">⟦A⟧</span>⟦ dredger that was old when it came, and nobody asked.⟧<sup><a href="#fn1"
id="r1">⟦1⟧</a></sup></p><p>{P}</p><p>{P}</p><hr><p>{P}</p><ol class="footnotes"><li id="fn1">⟦The
papers say 1931.⟧ <a href="#r1">↩</a></li></ol></div><div class="subscribe-inline"><p>{subscribe}</p>
<form><input type="email"></form></div></article><div class="more"><h2>More from this issue</h2>
{CARDS}</div></main><footer>{FOOT}</footer></body></html>""")

layout("an obituary in a narrow box", "en", """{HEAD}</head><body><table><tr><td>{MENU}</td><td><h2>
{T}</h2><p><i>{D}</i></p><p>{P}</p><p>{P}</p><p>{P}</p></td></tr></table><p align="center">[<a
href="/">Home</a>] [<a href="/up">Up</a>] [<a href="/next">Next</a>]</p></body></html>""")

layout("short posts of one day under one headline", "en", """{HEAD}{OG}</head><body><header>{MENU}
</header><main><article><header><h1>{T}</h1><div class="post-meta">{D} · {A}</div></header><div
class="post-body"><h2>⟦Bread⟧</h2><p>{P}</p><h2>⟦Sacks⟧</h2><p>{P}</p><blockquote
class="twitter-tweet"><p lang="en">⟦We have bread for all who carry⟧</p>⟦— Kiosk (@kiosk) <a
href="https://twitter.com/kiosk/status/1">March 7, 2024</a>⟧</blockquote><h2>⟦Boats⟧</h2><p>{P}</p>
</div><footer class="post-footer"><a href="/tag/a" rel="tag">harbour</a></footer></article><nav
class="post-nav"><a href="/p">{R}</a><a href="/n">{R}</a></nav></main><footer>{FOOT}</footer></body>
</html>""")

layout("the first paragraph in the header", "fr", """{HEAD}{OG}</head><body><header id="site">{MENU}
</header><article><header><h1>{T}</h1><p class="chapo">{P}</p></header><section><p>{P}</p><p>{P}
</p><p>{P}</p></section><footer><p>{BIO}</p></footer></article><footer>{FOOT}</footer></body></html>
""")

layout("tabs whose texts are all in the page", "en", """{HEAD}</head><body><header>{MENU}</header>
<main><h1>{T}</h1><ul class="tabs" role="tablist"><li><a href="#a" role="tab">⟦Overview⟧</a></li><li>
<a href="#b" role="tab">⟦History⟧</a></li></ul><div id="a" role="tabpanel"><p>{P}</p><p>{P}</p></div>
<div id="b" role="tabpanel"><p>{P}</p><p>{P}</p></div></main><footer>{FOOT}</footer></body></html>""")

layout("a wire page in Chinese with a note to editors", "zh", """{HEAD}{OG}</head><body><nav>
<a href="/">首頁</a><a href="/n">即時</a><a href="/p">政治</a></nav><main><h1>{T}</h1><div
class="updatetime">2024/3/7 08:30（3/7 09:10 更新）</div><div class="paragraph"><p>⟦（中渡社記者北岸7日電）⟧
{P}</p><p>{P}</p><p>{P}</p><p>{P}⟦（編輯：李明）1130307⟧</p></div><div class="moreArticle"><a
href="/n/1">{R}</a></div><div class="keywordTag"><a href="/t/1">#洪水</a></div></main><footer>本網站之
文字、圖片及影音，非經授權，不得轉載。</footer></body></html>""")
