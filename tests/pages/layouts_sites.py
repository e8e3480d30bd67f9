"""Blogs, comments, boards, manuals, and pages that name nothing."""
from layouts import layout

layout("comments without a name for them", "en", """{HEAD}{OG}</head><body><div
class="a1">{MENU}</div><div class="a2"><h1>{T}</h1><div class="a3"><p>{P}</p><p>{P}</p>
<p>{P}</p></div><div class="a4"><div class="a5"><span>tomferry</span> <span>2 days ago
</span><p>{C}</p><a href="#">Reply</a> <a href="#">Report</a></div><div class="a5"><span>
Marit</span> <span>2 days ago</span><p>{C}</p><a href="#">Reply</a> <a href="#">Report
</a></div><div class="a5"><span>oldpilot</span> <span>1 day ago</span><p>{C}</p><a
href="#">Reply</a> <a href="#">Report</a></div></div></div><div class="a9">{FOOT}</div>
</body></html>""")

layout("more comments than article", "en", """{HEAD}{OG}</head><body><header>{MENU}
</header><div class="post"><h1>{T}</h1><div class="body"><p>{P}</p><p>{P}</p></div></div>
<ul class="thread"><li><b>tomferry</b> says:<br>{D} at 8:30<p>{C}</p></li><li><b>Marit</b>
says:<br>{D} at 9:01<p>{C}</p></li><li><b>oldpilot</b> says:<br>{D} at 9:40<p>{C}</p>
</li><li><b>kiosk</b> says:<br>{D} at 10:12<p>{C}</p></li><li><b>Reed</b> says:<br>{D} at
11:30<p>{C}</p></li><li><b>Noor</b> says:<br>{D} at 12:00<p>{C}</p></li></ul><footer>{FOOT}
</footer></body></html>""")

layout("each comment an article", "de", """{HEAD}{OG}</head><body><header>{MENU}</header>
<main><article class="single"><header><h1>{T}</h1></header><section><p>{P}</p><p>{P}</p>
<p>{P}</p></section></article><section><h2>3 Gedanken zu „{T}“</h2><article><footer><b>Tom
</b> sagt: <time>{D} um 8:30</time></footer><div><p>{C}</p></div><a href="#r">Antworten</a>
</article><article><footer><b>Marit</b> sagt: <time>{D}</time></footer><div><p>{C}</p></div>
<a href="#r">Antworten</a></article><article><footer><b>Jan</b> sagt: <time>{D}</time>
</footer><div><p>{C}</p></div><a href="#r">Antworten</a></article></section></main><footer>
{FOOT}</footer></body></html>""")

layout("readers' opinions under another name", "de", """{HEAD}{OG}</head><body><div
id="kopf">{MENU}</div><div id="inhalt"><h1>{T}</h1><p>{P}</p><p>{P}</p><p>{P}</p><p>{P}</p>
</div><div id="lesermeinungen"><h3>Lesermeinungen</h3><div><b>fischer44</b> | {D}<p>{C}</p>
<span>Antworten</span> <span>Melden</span></div><div><b>Deichgraf</b> | {D}<p>{C}</p>
<span>Antworten</span> <span>Melden</span></div></div><div id="fuss">{FOOT}</div></body>
</html>""")

layout("a sidebar longer than the text", "en", """{HEAD}{OG}</head><body><div class="top">
{MENU}</div><div class="wrap"><div class="left"><h1>{T}</h1><div class="when">{D}</div><p>
{P}</p><p>{P}</p></div><div class="right"><div class="box"><h4>About this site</h4><p>{X}
{X}</p></div><div class="box"><h4>Latest</h4>{CARDS}</div><div class="box"><h4>From the
letters</h4><p>{C}</p><p>{C}</p><p>{C}</p></div></div></div><div class="end">{FOOT}</div>
</body></html>""")

layout("three lines and no more", "en", """{HEAD}{OG}</head><body><header>{MENU}</header>
<main><article><h1>{T}</h1><p>⟦The night ferry did not run on Friday.⟧</p><p>⟦The board
said it was the fog, and asked for patience.⟧</p></article><aside><h2>Latest</h2>{CARDS}
</aside></main><footer>{FOOT}</footer></body></html>""")

layout("divs for paragraphs, and one for the rest", "en", """{HEAD}{OG}</head><body><div
class="hd">{MENU}</div><div class="cnt"><div class="ttl"><h1>{T}</h1></div><div
class="txt"><div>{P}</div><div>{P}</div><div><br></div><div>{P}</div><div>{P}</div><div>{P}
</div></div><div class="bio">{BIO}</div><div class="rel"><div>Keep reading</div>{CARDS}
</div></div><div class="ft">{FOOT}</div></body></html>""")

layout("a cookie notice in front, without a name", "en", """{HEAD}{OG}</head><body><div><div>
<p>{cookies}</p><p>By clicking Accept you agree to the use of cookies; see our privacy
policy and the list of partners who use cookies.</p><button>Accept</button><button>Reject
</button></div></div><div>{MENU}</div><div><h1>{T}</h1><p>{P}</p><p>{P}</p><p>{P}</p></div>
<div>{FOOT}</div></body></html>""")

layout("an infobox beside the article", "en", """{HEAD}</head><body><div id="content"><h1>{T}
</h1><div id="bodyContent"><table class="infobox"><tr><th>⟦Length⟧</th><td>⟦41 m⟧</td></tr>
<tr><th>⟦Built⟧</th><td>⟦1931, at Hale⟧</td></tr></table><p>{P}<sup><a href="#n1">[1]</a>
</sup></p><div id="toc" class="toc"><h2>Contents</h2><ul><li><a href="#a">1 {heads}</a>
</li></ul></div><h2><span id="a">{H}</span><span class="mw-editsection">[<a
href="/e">edit</a>]</span></h2><p>{P}</p><ul><li>⟦The first dredger was sold for scrap.⟧
</li></ul><p>{P}</p></div></div><div id="panel">{MENU}</div><div id="ftr">{FOOT}</div></body>
</html>""".replace("{heads}", "History"))

layout("a manual's page", "en", """{HEAD}</head><body><nav class="navbar">{MENU}</nav><div
class="main-wrapper"><aside class="theme-doc-sidebar"><ul><li><a href="/d/1">Install</a>
</li><li><a href="/d/2">Configure</a></li></ul></aside><main><div class="row"><div
class="col"><article><nav class="breadcrumbs"><a href="/d">Docs</a></nav><div
class="theme-doc-markdown markdown"><header><h1>{T}</h1></header><p>{P}</p><h2>{H}<a
class="hash-link" href="#x">​</a></h2><p>{P}</p><pre><code>⟦ferry --list --all⟧</code></pre>
<table><tr><th>⟦Option⟧</th><th>⟦Meaning⟧</th></tr><tr><td>⟦--all⟧</td><td>⟦show every ferry
of the day⟧</td></tr></table><p>{P}</p></div><footer><a href="/edit">Edit this page</a>
</footer></article><nav class="pagination-nav"><a href="/d/1">Previous Install</a><a
href="/d/3">Next Run</a></nav></div><div class="col--3"><ul><li><a href="#x">On this page
</a></li></ul></div></div></main></div><footer>{FOOT}</footer></body></html>""")

layout("a letter sent by post and kept on the web", "en", """{HEAD}{OG}</head><body><div
class="main"><div class="nav-bar">{MENU}</div><article class="newsletter-post post"><div
class="post-header"><h1 class="post-title published">{T}</h1><h3 class="subtitle">⟦{S}⟧</h3>
<div class="byline-wrapper"><a href="/@a">{A}</a><div>{D}</div></div></div><div
class="available-content"><div class="body markup"><p>{P}</p><div
class="subscription-widget-wrap"><div class="preamble"><p>{subscribe}</p></div><form><input
type="email"></form></div><p>{P}</p><h2>{H}</h2><p>{P}</p><blockquote><p>{P}</p></blockquote>
<div class="captioned-image-container"><figure><img src="/1.jpg"><figcaption
class="image-caption">{CAP}</figcaption></figure></div><p class="button-wrapper"><a
class="button primary" href="/share"><span>Share</span></a></p><p>{P}</p></div></div><div
class="post-footer"><a>12 Likes</a></div></article><div class="comments-section"><h4>
Discussion about this post</h4><div><p>{C}</p></div></div><div><h4>Ready for more?</h4>
</div></div></body></html>""")

layout("a phone's version", "en", """<!doctype html><html amp lang="en"><head><meta
charset="utf-8"><title>{T}</title>{LD}</head><body><header><amp-img src="/l.png"></amp-img>
</header><amp-sidebar id="s">{MENU}</amp-sidebar><main><article><h1>{T}</h1><p
class="byline">{A}</p><amp-img src="/1.jpg" width="9" height="9"></amp-img><p
class="caption">{CAP}</p><p>{P}</p><amp-ad type="x"></amp-ad><p>{P}</p><p>{P}</p>
<amp-social-share type="email"></amp-social-share><p>{P}</p></article><section><h2>Up next
</h2>{LINKS}</section></main><amp-consent><div><p>{cookies}</p></div></amp-consent><footer>
{FOOT}</footer></body></html>""")

layout("a recipe", "en", """{HEAD}{OG}</head><body><header>{MENU}</header><main><article
class="recipe"><h1>{T}</h1><p>{P}</p><div class="wprm-recipe-container"><h2>⟦Ingredients⟧
</h2><ul><li>⟦2 eels, cleaned⟧</li><li>⟦1 onion, cut small⟧</li><li>⟦half a litre of
cider⟧</li></ul><h2>⟦Method⟧</h2><ol><li>⟦Cut the eels into pieces as long as a finger.⟧
</li><li>⟦Fry the onion until it is yellow, then add the cider and the eels.⟧</li></ol>
</div><p>{P}</p></article><section class="related"><h3>More recipes</h3>{CARDS}</section>
</main><footer>{FOOT}</footer></body></html>""")

layout("answers that open when touched", "en", """{HEAD}</head><body><header>{MENU}</header>
<main><h1>{T}</h1><p>{P}</p><div class="accordion"><h3><button>⟦When does the night ferry
run?⟧</button></h3><div class="panel"><p>{P}</p></div><h3><button>⟦Who may come
aboard?⟧</button></h3><div class="panel"><p>{P}</p></div></div><details><summary>⟦What does
it cost?⟧</summary><p>{P}</p></details></main><footer>{FOOT}</footer></body></html>""")

layout("a press release with what the firm is", "en", """{HEAD}</head><body><div class="h">
{MENU}</div><div class="release"><h1>{T}</h1><h4>⟦{S}⟧</h4><p><b>⟦HALE, March 7 –⟧</b> {P}
</p><p>{P}</p><p>{P}</p><p><b>⟦About the Harbour Board⟧</b></p><p>{P}</p></div><div
class="pager"><a href="/p">← Previous release</a> <a href="/n">Next release →</a></div><div>
{FOOT}</div></body></html>""")

layout("a post with tags and neighbours below it", "es", """{HEAD}</head><body><div
id="cab"><a href="/">El Barco</a>{MENU}</div><div id="cont"><div class="entrada"><h2><a
href="/{SLUG}">{T}</a></h2><small>{D} por {A}</small><p>{P}</p><p>{P}</p><p>{P}</p><p>{P}
</p><p class="meta">Publicado en <a href="/category/rio">Río</a> | <a href="#c">3
comentarios</a></p></div><div><a href="/a">« {R}</a> <a href="/b">{R} »</a></div><h3>3
respuestas a «{T}»</h3><ol><li><cite>Tomás</cite> dice:<br><small>{D} a las 8:30</small><p>
{C}</p></li><li><cite>Marta</cite> dice:<br><small>{D}</small><p>{C}</p></li></ol></div>
<div id="lat">{LINKS}</div><div id="pie">{FOOT}</div></body></html>""")

layout("shared buttons as words in the text's box", "en", """{HEAD}{OG}</head><body><header>
{MENU}</header><div class="story-wrap"><h1>{T}</h1><ul><li><a href="#">Share</a></li><li><a
href="#">Tweet</a></li><li><a href="#">Email</a></li><li><a href="#">Print</a></li></ul><p>
{P}</p><p>{P}</p><p>{P}</p><ul><li><a href="/topic/1">Harbour</a></li><li><a
href="/topic/2">Tide</a></li></ul><ul><li><a href="#">Share</a></li><li><a href="#">Tweet
</a></li></ul><p>Contact {A} at <a href="mailto:a@ferry.example">a@ferry.example</a></p>
</div><footer>{FOOT}</footer></body></html>""")

layout("sections that fill the screen", "en", """{HEAD}{OG}</head><body><div class="page">
<section class="hero"><h1>{T}</h1><p>⟦{S}⟧</p></section><section class="block block-text">
<div class="inner"><p>{P}</p><p>{P}</p></div></section><section class="block block-image">
<img src="/1.jpg" alt=""></section><section class="block block-text"><div class="inner">
<h2>{H}</h2><p>{P}</p></div></section><section class="block block-quote"><div
class="inner"><blockquote>{P}</blockquote></div></section><section class="block
block-text"><div class="inner"><p>{P}</p><p>{P}</p></div></section><section class="block
block-next"><h3>Next</h3>{CARDS}</section></div><footer>{FOOT}</footer></body></html>""")

layout("a question and its answers on a board", "en", """{HEAD}</head><body><header>{MENU}
</header><div id="content"><h1><a href="/q/1">{T}</a></h1><div id="mainbar"><div
class="question"><div class="votecell">12</div><div class="postcell"><div
class="s-prose"><p>{P}</p><p>{P}</p></div><div class="post-taglist"><a href="/tags/a"
rel="tag">ferry</a></div><div class="user-info">asked {D} <a href="/u">{A}</a></div></div>
</div><div id="answers"><h2>2 Answers</h2><div class="answer"><div class="votecell">9</div>
<div class="s-prose"><p>{P}</p><p>{P}</p></div></div></div></div><div id="sidebar"><h4>
Linked</h4>{LINKS}</div></div><footer>{FOOT}</footer></body></html>""")

layout("the next stories below the first", "en", """{HEAD}{OG}{LD}</head><body><header>{MENU}
</header><div class="feed"><div class="item"><h1>{T}</h1><div class="c"><p>{P}</p><p>{P}</p>
<p>{P}</p><p>{P}</p></div></div><div class="item"><h1>{R}</h1><time>{D}</time><div class="c"><p>{C}</p><p>{C}
</p></div></div></div><footer>{FOOT}</footer></body></html>""")
