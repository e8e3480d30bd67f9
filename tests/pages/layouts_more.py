"""What makes an extractor lose text: forms around all, columns, many first
headings, names that mean something else; and more of what it should leave."""
from layouts import layout

layout("a form around the whole page", "en", """{HEAD}</head><body><form id="aspnetForm"
method="post" action="x.aspx"><input type="hidden" name="__VIEWSTATE" value="dDw"><div
id="top">{MENU}</div><div id="ctl00_Content"><span id="ctl00_Title"><h1>{T}</h1></span><span
id="ctl00_Date">{D}</span><div id="ctl00_Body"><p>{P}</p><p>{P}</p><p>{P}</p><p>{P}</p></div>
</div><div id="ctl00_Footer">{FOOT}</div></form></body></html>""")

layout("two columns of one text", "en", """{HEAD}</head><body><div id="mast">{MENU}</div><h1>
{T}</h1><div class="columns"><div class="col-left"><p>{P}</p><p>{P}</p><p>{P}</p></div><div
class="col-right"><p>{P}</p><p>{P}</p><p>{P}</p></div></div><div id="foot">{FOOT}</div>
</body></html>""")

layout("a first heading for every part", "en", """{HEAD}{OG}</head><body><div
class="nav">{MENU}</div><div class="doc"><div class="part"><h1>{T}</h1><p>{P}</p><p>{P}</p>
</div><div class="part"><h1>{H}</h1><p>{P}</p><p>{P}</p></div><div class="part"><h1>{H}</h1>
<p>{P}</p></div></div><div class="foot">{FOOT}</div></body></html>""")

layout("wrappers named after what they also hold", "en", """{HEAD}{OG}</head><body
class="has-sidebar comments-open"><div id="page-with-sidebar"><header>{MENU}</header><div
class="article-share-wrapper"><div class="content-widget-area"><h1>{T}</h1><div
class="newsletter-article"><p>{P}</p><p>{P}</p><div class="related-text-block"><p>{P}</p></div>
<p>{P}</p></div></div></div></div><footer>{FOOT}</footer></body></html>""")

layout("paragraphs as a builder's pieces", "de", """{HEAD}{OG}</head><body><header>{MENU}
</header><main><article class="node node--type-article"><h1>{T}</h1><div
class="field field--name-field-paragraphs"><div class="field__item"><div class="paragraph
paragraph--type--text"><div class="text-formatted"><p>{P}</p><p>{P}</p></div></div></div><div
class="field__item"><div class="paragraph paragraph--type--quote"><blockquote>{P}</blockquote>
</div></div><div class="field__item"><div class="paragraph paragraph--type--image"><img
src="/1.jpg" alt=""></div></div><div class="field__item"><div class="paragraph
paragraph--type--text"><div class="text-formatted"><h2>{H}</h2><p>{P}</p></div></div></div><div
class="field__item"><div class="paragraph paragraph--type--teaser"><h3>Lesen Sie auch</h3><a
href="/n">{R}</a></div></div><div class="field__item"><div class="paragraph
paragraph--type--text"><div class="text-formatted"><p>{P}</p></div></div></div></div></article>
</main><footer>{FOOT}</footer></body></html>""")

layout("lines of a diary under dates", "en", """{HEAD}</head><body><div class="m">{MENU}</div>
<div class="t"><h1>{T}</h1><p>{P}</p><h3>⟦7 May 1856⟧</h3><p>{P}</p><h3>⟦9 May 1856⟧</h3><p>{P}
</p><h3>⟦12 May 1856⟧</h3><p>{P}</p></div><div class="f">{FOOT}</div></body></html>""")

layout("a transcript with speakers", "en", """{HEAD}{OG}</head><body><header>{MENU}</header>
<main><h1>{T}</h1><div class="transcript"><p><b>⟦ANA ROJAS, HOST:⟧</b></p><p>{P}</p><p><b>⟦
JAN REED, BYLINE:⟧</b> {P}</p><p><b>⟦(SOUNDBITE OF ENGINE)⟧</b></p><p>⟦ROJAS: And then it
stopped?⟧</p><p>⟦REED: It stopped, and nobody said a word.⟧</p><p>{P}</p></div><p>Copyright ©
2024 The Ferry. All rights reserved.</p></main><footer>{FOOT}</footer></body></html>""")

layout("clauses with numbers", "en", """{HEAD}</head><body><div id="hd">{MENU}</div><div
id="law"><h1>{T}</h1><p>⟦1. Nobody may board the ferry before it has come to rest.⟧</p><p>⟦2.
(a) A dog is carried free of charge;⟧</p><p>⟦(b) a goat is not.⟧</p><p>⟦3. The pilot decides,
and what he decides is written down.⟧</p><p>{P}</p><p>{P}</p></div><div id="ft">{FOOT}</div>
</body></html>""")

layout("an office's page with a question at its end", "en", """{HEAD}</head><body><a
href="#content">Skip to main content</a><div role="region" aria-label="Cookies"><p>{cookies}</p>
<button>Accept</button></div><header role="banner">{MENU}</header><div><ol><li><a href="/">Home
</a></li><li><a href="/b">Boats and bridges</a></li></ol></div><main id="content"
role="main"><div><h1>{T}</h1></div><div class="govspeak"><p>{P}</p><h2>{H}</h2><p>{P}</p><ul>
<li>⟦a boat longer than four metres⟧</li><li>⟦a raft that carries goats⟧</li></ul><p>{P}</p></div>
<div><p>Published {D}</p></div><div class="feedback"><h2>Is this page useful?</h2><button>Yes
</button><button>No</button></div></main><footer role="contentinfo">{FOOT}</footer></body></html>
""")

layout("cards with excerpts between paragraphs", "es", """{HEAD}{OG}{LD}</head><body><header>{MENU}
</header><article><h1>{T}</h1><div class="cuerpo"><p>{P}</p><p>{P}</p><div class="nota-int"><a
href="/n/1"><img src="/1.jpg" alt=""></a><div><a href="/n/1"><h4>{R}</h4></a><p>{X}</p></div></div>
<p>{P}</p><p>{P}</p><p><b>Mira también: <a href="/n/3">{R}</a></b></p><p>{P}</p></div></article>
<footer>{FOOT}</footer></body></html>""")

layout("buttons of all sorts above the text", "en", """{HEAD}{OG}</head><body><header>{MENU}
</header><main><h1>{T}</h1><div><span>By {A}</span> <span>{D}</span></div><div><a href="#">Save
</a><a href="#">Print</a><a href="#">A</a><a href="#">A</a><a href="#">A</a></div><div>5 min read
</div><div><p>{P}</p><p>{P}</p><p>{P}</p><div><span>Rate this article</span><a href="#">1</a><a
href="#">2</a><a href="#">3</a><a href="#">4</a><a href="#">5</a></div></div></main><footer>
{FOOT}</footer></body></html>""")

layout("text with more links than words", "en", """{HEAD}{OG}</head><body><header>{MENU}</header>
<main><article><h1>{T}</h1><p>⟦The <a href="/a">harbour board</a> met on <a href="/b">Thursday
evening</a> with <a href="/c">the dyke master</a> and <a href="/d">three of the pilots</a>, as <a
href="/e">we wrote in March</a>.⟧</p><p>{P}</p><p>⟦See <a href="/f">the plans of the new dyke</a>,
<a href="/g">the bill that nobody wants</a> and <a href="/h">a letter by the owner of the
kiosk</a>.⟧</p><p>{P}</p></article></main><footer>{FOOT}</footer></body></html>""")

layout("a whole post in a quotation", "fr", """{HEAD}</head><body><div id="h">{MENU}</div><div
class="post"><h2><a href="/{SLUG}">{T}</a></h2><blockquote><p>{P}</p><p>{P}</p><p>{P}</p>
</blockquote><p>{P}</p></div><div id="f">{FOOT}</div></body></html>""")

layout("chapters on pages of one file", "en", """{HEAD}{OG}</head><body><header>{MENU}</header>
<div class="story"><h1>{T}</h1><div class="page" id="page1"><p>{P}</p><p>{P}</p></div><div
class="page" id="page2"><p>{P}</p><p>{P}</p></div><div class="page" id="page3"><p>{P}</p></div>
<div><a href="#1">1</a> <a href="#2">2</a> <a href="#3">3</a></div></div><footer>{FOOT}</footer>
</body></html>""")

layout("the teaser first, the rest behind a wall's name", "de", """{HEAD}{OG}</head><body><header>
{MENU}</header><main><article><h1>{T}</h1><div class="teaser-text"><p>{P}</p><p>{P}</p></div><div
class="premium-content"><p>{P}</p><p>{P}</p><p>{P}</p></div></article><div class="aboshop"><h3>
Jetzt weiterlesen</h3><p>{subscribe}</p><a href="/abo">Abonnieren</a></div></main><footer>{FOOT}
</footer></body></html>""")

layout("elements of the site's own making", "en", """{HEAD}{OG}</head><body><x-header>{MENU}
</x-header><x-article><x-headline><h1>{T}</h1></x-headline><x-body><x-paragraph><p>{P}</p>
</x-paragraph><x-paragraph><p>{P}</p></x-paragraph><x-ad>Advertisement</x-ad><x-paragraph><p>{P}
</p></x-paragraph><x-paragraph><p>{P}</p></x-paragraph></x-body></x-article><x-footer>{FOOT}
</x-footer></body></html>""")

layout("a wall of teasers below one short text", "fr", """{HEAD}{OG}</head><body><header>{MENU}
</header><div class="video-page"><div class="player"><video src="/v.mp4"></video></div><h1>{T}</h1>
<p>{P}</p></div><div class="grid"><div class="tile"><a href="/n/1"><h2>{R}</h2></a><p>{X}</p></div>
<div class="tile"><a href="/n/2"><h2>{R}</h2></a><p>{X}</p></div><div class="tile"><a
href="/n/3"><h2>{R}</h2></a><p>{X}</p></div><div class="tile"><a href="/n/4"><h2>{R}</h2></a><p>
{X}</p></div></div><footer>{FOOT}</footer></body></html>""")

layout("who writes, told at the top", "en", """{HEAD}{OG}{LD}</head><body><header>{MENU}</header>
<main><article><h1>{T}</h1><div class="author-top"><img src="/a.jpg" alt=""><div><a href="/author/a">
{A}</a></div><div>{BIO}</div></div><div class="article-text"><p>{P}</p><p>{P}</p><p>{P}</p><p>{P}
</p></div></article></main><footer>{FOOT}</footer></body></html>""")

layout("sources at the end", "de", """{HEAD}{OG}</head><body><header>{MENU}</header><main><article>
<h1>{T}</h1><p>{P}</p><p>{P}</p><p>{P}</p><h2>⟦Quellen⟧</h2><ul><li><a
href="https://a.example/1">⟦Bericht des Hafenrats über das Jahr⟧</a></li><li><a
href="https://b.example/2">⟦Messungen an der oberen Brücke⟧</a></li></ul></article></main><footer>
{FOOT}</footer></body></html>""")

layout("verse with a note", "en", """{HEAD}</head><body><div class="n">{MENU}</div><div class="p"><h1>
{T}</h1><p>⟦The ferry goes at seven<br>the ferry goes at eight⟧</p><p>⟦the pilot looks to heaven<br>
and says that it is late⟧</p><p>⟦The goat looks at the water<br>the water at the goat⟧</p><p><i>{P}
</i></p></div><div class="z">{FOOT}</div></body></html>""")

layout("a page for the phone drawn as lists", "en", """{HEAD}{OG}</head><body><ul class="menu"><li><a
href="/">{home}</a></li></ul><div class="art"><h1>{T}</h1><ul class="paras"><li>{P}</li><li>{P}</li>
<li>{P}</li><li>{P}</li></ul></div><div class="bot">{FOOT}</div></body></html>""")

layout("Portuguese in ISO-8859-1, remarks below", "pt", """<html><head><meta http-equiv="Content-Type"
content="text/html; charset=iso-8859-1"><title>{T}</title></head><body><div id="cima">{MENU}</div>
<div id="materia"><h1>{T}</h1><p class="assinatura">{A}</p><p>{P}</p><p>{P}</p><p>{P}</p><p>{P}</p>
</div><div id="x1"><h3>Comentários (2)</h3><p><b>Tomás</b>: {C}</p><p><b>Rita</b>: {C}</p></div><div
id="baixo">{FOOT}</div></body></html>""", "iso-8859-1")

layout("photographs with sentences between them", "it", """{HEAD}{OG}</head><body><header>{MENU}
</header><main><article><h1>{T}</h1><p>{P}</p><figure><img src="/1.jpg" alt=""><figcaption>{CAP}
</figcaption></figure><p>{P}</p><figure><img src="/2.jpg" alt=""></figure><p>{P}</p><p>{P}</p>
<div class="gallery-nav"><a href="?f=1">‹ precedente</a> <a href="?f=3">successiva ›</a></div>
</article></main><footer>{FOOT}</footer></body></html>""")

layout("text that shows only after a click", "en", """{HEAD}{OG}</head><body><header>{MENU}</header>
<main><article><h1>{T}</h1><div class="body"><p>{P}</p><p>{P}</p><div class="collapsed" id="more"><p>
{P}</p><p>{P}</p></div><button>Show more</button></div></article></main><footer>{FOOT}</footer>
</body></html>""")

layout("a story from a wire with a table of scores in front", "es", """{HEAD}{OG}</head><body><header>
{MENU}</header><main><h1>{T}</h1><div class="copy"><table><tr><th>⟦Equipo⟧</th><th>⟦Puntos⟧</th></tr>
<tr><td>⟦Orilla Norte⟧</td><td>⟦31⟧</td></tr><tr><td>⟦Orilla Sur⟧</td><td>⟦28⟧</td></tr></table><p>
{P}</p><p>{P}</p><p>{P}</p></div></main><div class="lateral">{CARDS}</div><footer>{FOOT}</footer>
</body></html>""")

layout("an opinion with the paper's note below", "en", """{HEAD}{OG}{LD}</head><body><header>{MENU}
</header><main><article><div class="kicker">Opinion</div><h1>{T}</h1><div class="dek">⟦{S}⟧</div><div
class="meta"><a href="/author/a">{A}</a><time>{D}</time></div><p>{P}</p><p>{P}</p><p>{P}</p><p>{P}</p>
<p><em>The views expressed in this article are the author’s own and do not necessarily reflect The
Ferry’s editorial stance.</em></p></article></main><footer>{FOOT}</footer></body></html>""")

layout("a board's first post and its replies", "en", """{HEAD}</head><body><div id="nav">{MENU}</div>
<h1>{T}</h1><div class="posts"><div class="p" id="p1"><div class="u">ada<br>Posts: 412</div><div
class="m"><p>{P}</p><p>{P}</p><p>{P}</p></div><div><a href="#">Quote</a> <a href="#">Reply</a></div>
</div><div class="p" id="p2"><div class="u">tom<br>Posts: 3</div><div class="m"><p>⟦{C}⟧</p></div>
<div><a href="#">Quote</a> <a href="#">Reply</a></div></div></div><div id="ft">{FOOT}</div></body>
</html>""")

layout("the story first, the same site's news in the same list", "en", """{HEAD}{OG}</head><body>
<header>{MENU}</header><div class="list"><div class="entry"><h1>{T}</h1><p>{P}</p><p>{P}</p><p>{P}</p>
</div><div class="entry"><h3><a href="/n/1">{R}</a></h3><p>{X}</p></div><div class="entry"><h3><a
href="/n/2">{R}</a></h3><p>{X}</p></div><div class="entry"><h3><a href="/n/3">{R}</a></h3><p>{X}</p>
</div></div><footer>{FOOT}</footer></body></html>""")

layout("Japanese lines in Shift_JIS in cells", "ja", """<html><head><meta http-equiv="Content-Type"
content="text/html; charset=x-sjis"><title>{T}</title></head><body><table><tr><td valign="top"><a
href="/">トップ</a><br><a href="/n">ニュース</a><br><a href="/l">リンク</a></td><td><h3>{T}</h3>
<table><tr><td>{P}<br>{P}<br><br>{P}<br>{P}</td></tr></table></td></tr></table><hr><div align="right">
管理人：<a href="mailto:a@b.example">Ada</a></div></body></html>""", "shift_jis")

layout("what came before, in a box named for it", "ru", """{HEAD}{OG}</head><body><header><a
href="/">Паром</a><a href="/n">Новости</a></header><div class="article"><h1
class="article__title">{T}</h1><div class="article__info">7 марта 2024, 08:30</div><div
class="article__text"><p>{P}</p><p>{P}</p><div class="article__inline-item"><a href="/n/1"><span>
{R}</span></a></div><p>{P}</p><p>{P}</p><p>Читайте РБК Паром в <a href="https://t.me/parom">Telegram
</a>.</p></div><div class="article__tags"><a href="/tags/1">вода</a></div></div><footer>{FOOT}</footer>
</body></html>""")

layout("a text under a name for boxes, told to machines", "en", """{HEAD}{OG}<script
type="application/ld+json">{{"@type":"NewsArticle","headline":{T:json},"articleBody":{TOLD:json}}}
</script></head><body><header>{MENU}</header><main><h1>{T}</h1><p>{X}</p></main><div
class="newsletter-signup"><p>{P}</p><p>{P}</p><p>{P}</p><p>{P}</p><p>{P}</p><p>{P}</p><p>{P}</p><p>
{P}</p><p>{P}</p></div><div class="comments"><p>{C}</p><p>{C}</p><p>{C}</p><p>{C}</p></div><footer>
{FOOT}</footer></body></html>""")
