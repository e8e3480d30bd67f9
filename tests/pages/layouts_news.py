"""Newspapers and broadcasters."""
from layouts import layout

layout("hashed class names, column after column", "en", """{HEAD}{OG}{LD}</head>
<body><div id="app"><div class="css-1wa7u5r"><header class="css-1tkjpmn">
<div class="css-10h"><button>Menu</button><a href="/">The Ferry</a></div>{MENU}
</header><main id="site-content"><article id="story" class="css-1vxca1d">
<div id="top-wrapper" class="css-mjoij0"><p>Advertisement</p><a href="#after">
SKIP ADVERTISEMENT</a></div><header class="css-1sgfwdp"><p class="css-1xmwp">
Harbours</p><h1 class="css-1l8bu">{T}</h1><p class="css-w6ymp8">⟦{S}⟧</p>
<div class="css-1f"><div><span>Share full article</span></div><div>412</div></div>
</header><figure class="css-sidecar"><picture><img src="/1.jpg" alt=""></picture>
<figcaption class="css-13o0c9t"><span aria-hidden="true">{CAP}</span><span
class="css-1ly73wi"><span>Credit...</span><span>{A} for The Ferry</span></span>
</figcaption></figure><div class="css-1r"><p class="css-1nkgi">By <a href="/a">{A}
</a></p><div class="css-8atqhb"><time datetime="{ISO}">{D}</time></div></div>
<section name="articleBody" class="meteredContent css-1r7ky0e">
<div class="css-s99gbd StoryBodyCompanionColumn"><div class="css-53u6y8">
<p class="css-at9mc1">{P}</p><p class="css-at9mc1">{P}</p></div><aside></aside>
</div><div class="css-ad"><p>Advertisement</p><a href="#x">SKIP ADVERTISEMENT</a>
</div><div class="css-s99gbd StoryBodyCompanionColumn"><div class="css-53u6y8">
<p class="css-at9mc1">{P}</p><h2 class="css-1g">{H}</h2><p class="css-at9mc1">{P}
</p></div></div><div class="css-1h"><section><h2>{newsletter}</h2><p>{subscribe}
</p><a href="/nl">Get it sent to your inbox</a>.</section></div>
<div class="css-s99gbd StoryBodyCompanionColumn"><div class="css-53u6y8">
<p class="css-at9mc1">{P}</p><p class="css-at9mc1">{P}</p></div></div></section>
<div class="bottom-of-article"><div class="css-y1"><p>{BIO} <span class="css-more">
<a href="/by/a">More about {A}</a></span></p></div><div>A version of this article
appears in print on , Section A, Page 4 of the edition with the headline: {T}.
<a href="/reprints">Order Reprints</a> | <a href="/sub">Subscribe</a></div></div>
</article></main><section><h2>More in Harbours</h2>{CARDS}</section><nav><p>© 2024
The Ferry</p></nav></div></div></body></html>""")

layout("rich links and figures between paragraphs", "en", """{HEAD}{OG}</head><body>
<a href="#maincontent" class="dcr-skip">Skip to main content</a><header>{MENU}
</header><main><article class="dcr-1"><div data-gu-name="headline"><h1>{T}</h1>
</div><div data-gu-name="standfirst"><div class="dcr-s"><p>⟦{S}⟧</p></div></div>
<aside data-gu-name="meta"><address aria-label="Contributor info"><a rel="author"
href="/a">{A}</a></address><details><summary>{D}</summary>Last modified on {D}
</details><div><a href="/share">Share</a></div></aside><div data-gu-name="media">
<figure><img src="/m.jpg" alt=""><figcaption>{CAP} Photograph: {A}/The Ferry
</figcaption></figure></div><div data-gu-name="body" id="maincontent"><div
class="article-body-commercial-selector article-body-viewer-selector"><p
class="dcr-p">{P}</p><figure data-spacefinder-role="richLink" class=" element
element-rich-link"><gu-island name="RichLink"><div><a href="/n">{R} Read more</a>
</div></gu-island></figure><p>{P}</p><p>{P}</p><figure id="sign-up" data-x="inline">
<a href="#skip">skip past newsletter promotion</a><aside><h2>{newsletter}</h2><p>
{subscribe}</p></aside><p id="skip" tabindex="0">after newsletter promotion</p>
</figure><h2>{H}</h2><p>{P}</p><blockquote class="quoted"><p>{P}</p></blockquote>
<p>{P}</p></div></div><div data-gu-name="submeta"><h2>Explore more on these topics
</h2><ul><li><a href="/tone/news">Harbours</a></li><li><a href="/t">Tides</a></li>
<li><a href="/u">news</a></li></ul><a href="/reuse">Reuse this content</a></div>
</article><section><h2>More on this story</h2>{CARDS}</section><section><h2>Most
viewed</h2>{LINKS}</section></main><footer>{FOOT}</footer></body></html>""")

layout("text blocks with image sources in words", "en", """{HEAD}{OG}{LD}</head><body>
<div id="main-wrapper"><nav>{MENU}</nav><main id="main-content"><article>
<header data-component="headline-block"><h1 id="main-heading">{T}</h1></header>
<div data-component="byline-block"><div>{A}</div><div>Harbour correspondent</div>
<time>{D}</time></div><div data-component="image-block"><figure><div><span><img
src="/i.jpg" alt=""></span></div><p><span>Image source, </span>Harbour Pictures</p>
<figcaption><span>Image caption, </span><p>{CAP}</p></figcaption></figure></div>
<div data-component="text-block"><div><p><b>{P}</b></p></div></div><div
data-component="text-block"><p>{P}</p></div><div data-component="text-block"><p>{P}
</p></div><div data-component="subheadline-block"><h2>{H}</h2></div><div
data-component="text-block"><p>{P}</p><p>{P}</p></div><div
data-component="unordered-list-block"><ul><li>⟦Boats left on Friday, before the
rain⟧</li><li>⟦The kiosk stayed open all night⟧</li></ul></div><div
data-component="links-block"><h2>More on this story</h2>{LINKS}</div><div
data-component="text-block"><p>{P}</p></div><div data-component="topic-list">
<h2>Related topics</h2><ul><li><a href="/topics/1">Harbours</a></li><li><a
href="/topics/2">Tides</a></li></ul></div></article><div data-component="related">
{CARDS}</div></main><footer>{FOOT}</footer></div></body></html>""")

layout("catchers between paragraphs, the rest for subscribers", "fr", """{HEAD}{OG}
</head><body><header>{MENU}</header><main><section class="zone zone--article"><header
class="article__header"><h1 class="article__title">{T}</h1><p class="article__desc">
⟦{S}⟧</p><section class="article__status"><span class="meta__author">Par {A}</span>
<p class="meta__publisher">Publié le {D} à 08h30 <span>Temps de Lecture 3 min.</span>
</p></section></header><section class="article__wrapper"><article
class="article__content old__article-content-single"><figure class="article__media">
<img src="/m.jpg" alt=""><figcaption class="article__legend" aria-hidden="true">{CAP}
<span class="article__credit">{A} POUR LE BAC</span></figcaption></figure><p
class="article__paragraph">{P}</p><p class="article__paragraph">{P}</p><section
class="catcher catcher--favoris"><div class="catcher__content"><p
class="catcher__desc"><span>Lire aussi :</span> <a href="/n">{R}</a></p></div>
</section><p class="article__paragraph">{P}</p><h2 class="article__sub-title">{H}
</h2><p class="article__paragraph">{P}</p><section class="inread"><h4
class="inread__title">Newsletter</h4><p>« Le Bac »</p><p>{subscribe}</p><a
href="/nl">S’inscrire</a></section><p class="article__paragraph">{P}</p></article>
<section class="article__reactions"><h4>L’espace des contributions est réservé aux
abonnés.</h4><p>Abonnez-vous pour accéder à cet espace d’échange et contribuer à la
discussion.</p><a href="/abo">S’abonner</a></section></section></section><section>
<h4>Dans la même rubrique</h4>{CARDS}</section></main><footer>{FOOT}</footer></body>
</html>""")

layout("a body by a region's name, archived in", "es", """{HEAD}{OG}</head><body>
<header class="x"><div>{MENU}</div></header><article id="main-content" class="a
_g _g-lg _g-o"><header class="a_e"><div class="a_e_txt"><a href="/k">PUERTOS</a><h1
class="a_t">{T}</h1><h2 class="a_st">⟦{S}⟧</h2></div><figure class="a_e_m"><img
src="/m.jpg" alt=""><figcaption class="a_m_p"><span>{CAP}</span><span
class="a_m_m">{A}</span></figcaption></figure></header><div class="a_md"><div
class="a_md_a"><a href="/a">{A}</a></div><div class="a_md_f">{D} - 08:30<abbr
title="COT">COT</abbr></div><div class="w_rs"><a href="/w">Compartir en Whatsapp</a>
<a href="/f">Compartir en Facebook</a><a href="#c">2 comentarios</a></div></div><div
class="a_c clearfix" data-dtm-region="articulo_cuerpo"><p class="">{P}</p><p>{P}</p>
<section class="b b-d"><header class="b_h"><h2>Más información</h2></header>{CARDS}
</section><p>{P}</p><h3 class="">{H}</h3><p>{P}</p><p>{P}</p><p><i>Sigue toda la
información de Puertos en </i><a href="https://www.facebook.com/barco"><i>Facebook</i></a><i> y </i><a
href="https://x.com/barco"><i>X</i></a><i>, o en </i><a href="/nl"><i>nuestra newsletter semanal</i>
</a>.</p></div><section class="w_comm"><h3>Comentarios</h3><p>Normas</p></section>
<aside class="b b-fr"><div class="b_h"><h2>Sobre la firma</h2></div><p>{BIO}</p>
</aside><section class="b"><h2>Archivado En</h2><ul><li><a href="/noticias/1">Río
</a></li><li><a href="/noticias/2">Balsas</a></li></ul></section></article><section>
<h2>Últimas noticias</h2>{LINKS}</section><footer>{FOOT}</footer></body></html>""")

layout("utility classes only", "de", """{HEAD}{OG}</head><body class="font-sans
text-black"><div class="flex lg:px-24"><header data-area="header"><nav>{MENU}</nav>
</header><main id="Inhalt"><article aria-label="{T}"><header class="lg:mb-48
md:mb-32"><h2><span class="block text-primary-base">Hochwasser</span><span
class="align-middle">{T}</span></h2><div class="RichText RichText--sans leading-loose
lg:text-xl">⟦{S}⟧</div><div class="text-s">Von <a href="/autor">{A}</a></div>
<time datetime="{ISO}">{D}, 08.30 Uhr</time></header><div data-area="body"><figure>
<img src="/b.jpg" alt=""><figcaption><p>{CAP}</p><span>Foto: {A} / Die Fähre</span>
</figcaption></figure><section class="relative"><div data-sara-click-el="body_element"
class="relative"><div class="RichText lg:mt-32"><p>{P}</p><p>{P}</p></div></div>
<div data-area="related_articles" class="md:my-24"><section class="border"><h3>Mehr
zum Thema</h3>{LINKS}</section></div><div class="RichText"><p>{P}</p><h3>{H}</h3><p>
{P}</p><p>{P}</p></div></section></div><footer><div><span class="font-sansUI
font-bold">AMO/dpa</span></div><div><a href="/feedback">Feedback</a></div></footer>
</article><section data-area="block>topic:recommendations"><h2>Mehr lesen über</h2>
{LINKS}</section></main></div><footer>{FOOT}</footer></body></html>""")

layout("chapters by class, read-also lines in bold", "it", """{HEAD}{OG}</head><body>
<div id="fb-root"></div><header>{MENU}</header><main><div class="container"><h1
class="title-art-hp is-medium">{T}</h1><p class="summary-art is-large">⟦{S}⟧</p>
<p class="is-last-update">{D} | 08:30</p><div class="body-article"><div
class="content"><p class="chapter-paragraph">{P}</p><p class="chapter-paragraph">{P}
</p><p class="chapter-paragraph"><b>Leggi anche:</b></p><ul><li><a href="/n/1">{R}
</a></li><li><a href="/n/2">{R}</a></li></ul><h4 class="title-paragraph">{H}</h4><p
class="chapter-paragraph">{P}</p><p class="chapter-paragraph">{P}</p><p
class="chapter-paragraph">{P}</p></div><div class="bck-signature">{D}</div><p
class="riproduzione">© RIPRODUZIONE RISERVATA</p></div></div><div
class="partecipa"><a href="/c">Leggi e commenta</a></div></main><section>{CARDS}
</section><footer>{FOOT}</footer></body></html>""")

layout("a gallery and a list of read-more in the body", "pt", """{HEAD}{OG}</head>
<body><header><div>{MENU}</div></header><main id="conteudo"><article
class="c-news"><header class="c-content-head"><h1 class="c-content-head__title">{T}
</h1><h2 class="c-content-head__subtitle">⟦{S}⟧</h2></header><div
class="c-more-options"><time>{D} às 8h30</time><div>ouvir o texto</div><button>
Diminuir fonte</button><button>Aumentar fonte</button></div><div
class="c-signature"><strong class="c-signature__author">{A}</strong><dl><dd
class="c-signature__location">Porto</dd></dl></div><div class="c-news__content"><div
class="c-news__body" data-news-content-text><p>{P}</p><p>{P}</p><div class="gallery
widget-gallery"><h4>Veja imagens da draga</h4><figure><img src="/1.jpg" alt=""/>
<figcaption>{CAP} - {A}/O Barco</figcaption></figure><a href="#">Voltar</a><a
href="#">Ver novamente</a></div><p>{P}</p><div class="rs_skip c-advertising">
PUBLICIDADE</div><div class="c-button-list"><h3>LEIA MAIS</h3>{LINKS}</div><h3>{H}
</h3><p>{P}</p><p>{P}</p></div></div><div class="c-topics"><h4>Tópicos</h4><ul><li>
<a href="/folha-topicos/agua">água</a></li><li><a href="/t/b">balsa</a></li></ul>
</div></article><section class="block"><h4>Comentários</h4><p>Os comentários não
representam a opinião do jornal; a responsabilidade é do autor da mensagem.</p>
</section><section>{CARDS}</section></main><footer>{FOOT}</footer></body></html>""")

layout("a live page of dated entries", "en", """{HEAD}{OG}<script
type="application/ld+json">{{"@type":"LiveBlogPosting","headline":{T:json},
"datePublished":"{ISO}"}}</script></head><body><header>{MENU}</header><main><h1>{T}
</h1><p class="standfirst">⟦{S}⟧</p><div class="live-status">Live</div><div
id="liveblog-body"><article id="block-1"><header><time>⟦10.42 GMT⟧</time><h2>{H}</h2>
</header><p>{P}</p><p>{P}</p><div class="share"><a href="/f">Facebook</a></div>
</article><article id="block-2"><header><time>⟦10.15 GMT⟧</time><h2>{H}</h2></header>
<p>{P}</p></article><article id="block-3"><header><time>⟦09.50 GMT⟧</time><h2>{H}</h2>
</header><p>{P}</p><p>{P}</p></article></div></main><aside>{CARDS}</aside><footer>
{FOOT}</footer></body></html>""")

layout("a teaser before a wall, the whole in JSON-LD", "en", """{HEAD}{OG}<script
type="application/ld+json">[{{"@type":"NewsArticle","headline":{T:json},
"isAccessibleForFree":"False","articleBody":{BODY:json}}}]</script></head><body>
<header>{MENU}</header><main><article><h1>{T}</h1><div class="intro"><p>The first
lines are free to read for all who come by, and then it ends in the middle of</p>
</div><div class="subscribe-wall"><h2>To read on, subscribe</h2><p>{subscribe}</p>
<a href="/s">Subscribe</a></div></article></main><footer>{FOOT}</footer></body>
</html>""")

layout("a story that only the page's script holds", "en", """{HEAD}{OG}</head><body>
<div id="__next"><div class="spinner">Loading</div></div><script id="__NEXT_DATA__"
type="application/json">{{"props":{{"pageProps":{{"menu":["Home","Sport"],"article":
{{"id":17,"title":{T:json},"author":"{A}","content":{HTML:json}}},"related":[{{
"title":"Other","teaser":"A line or two about another story, as teasers are."}}]}}}}}}
</script></body></html>""")

layout("quotes pulled out and said again", "en", """{HEAD}{OG}</head><body><header>
{MENU}</header><article><h1>{T}</h1><div class="byline">By {A}</div><div
class="story"><p>{P}</p><p>{P}</p><aside class="pullquote"><p>“We have seen worse”
</p></aside><p>⟦“We have seen worse,” said the owner of the kiosk on the last day,
and she poured the coffee away, which was cold by then.⟧</p><div
class="pull-quote"><blockquote>she poured the coffee away, which was cold
</blockquote></div><p>{P}</p><blockquote><p>⟦The board regrets what was said on
Friday, and will say so in writing.⟧</p></blockquote><p>{P}</p></div></article>
<footer>{FOOT}</footer></body></html>""")

layout("labels between paragraphs, no names anywhere", "en", """{HEAD}{OG}</head><body>
<div><a href="/">The Ferry</a></div><div>{MENU}</div><div><div><div>{T}</div>
<h1>{T}</h1><div>By {A}</div><div>{D}</div><div>{SHARE}</div><p>{P}</p><p>{P}</p><p>
<strong>READ MORE: <a href="/n/9">{R}</a></strong></p><p>{P}</p><p><a href="/n/8">
<strong>{R}</strong></a></p><p>{P}</p><p>ADVERTISEMENT</p><p>{P}</p><p>Follow The
Ferry on <a href="https://www.facebook.com/ferry">Facebook</a> and <a href="https://twitter.com/ferry">Twitter</a>.</p><p>Tags: <a
href="/tag/1">Harbour</a>, <a href="/tag/2">Tide</a></p></div><div><h3>You may also
like</h3>{CARDS}</div><div>{LINKS}</div></div><div>{FOOT}</div></body></html>""")

layout("an audio player, key points and a correction", "en", """{HEAD}{OG}</head><body>
<header>{MENU}</header><main><article><h1>{T}</h1><div class="audio-player"><span>
Listen to this article</span><span>4 min</span><button>Play</button></div><div
class="key-points"><h3>⟦Key points⟧</h3><ul><li>⟦The dredger stays where it is for
now⟧</li><li>⟦Nobody knows yet who will pay for the dyke⟧</li></ul></div><p>{P}</p>
<p>{P}</p><p>{P}</p><h2>{H}</h2><p>{P}</p><p>{P}</p><p><em>⟦Correction: an earlier
version of this article gave a wrong number of sacks.⟧</em></p></article></main>
<footer>{FOOT}</footer></body></html>""")

layout("questions and answers", "de", """{HEAD}{OG}</head><body><header>{MENU}</header>
<main><article><header><h1>{T}</h1><p class="intro">⟦{S}⟧</p></header><p><strong>⟦Frau
Aldana, bleibt der Bagger?⟧</strong></p><p>{P}</p><p><strong>⟦Und wer bezahlt?⟧
</strong></p><p>{P}</p><p><strong>⟦Wie lange noch?⟧</strong><br>⟦Das weiß niemand,
und wer es sagt, der lügt.⟧</p><p>{P}</p><p>{P}</p></article></main><footer>{FOOT}
</footer></body></html>""")

layout("a table of results within the story", "en", """{HEAD}{OG}</head><body><header>
{MENU}</header><div class="content"><h1>{T}</h1><p>{P}</p><table><thead><tr><th>⟦Bank⟧
</th><th>⟦Sacks⟧</th></tr></thead><tbody><tr><td>⟦North⟧</td><td>⟦412⟧</td></tr><tr>
<td>⟦South⟧</td><td>⟦388⟧</td></tr></tbody></table><p>{P}</p><p>{P}</p><h3>{H}</h3>
<ol><li>⟦Measure the channel at low water, twice.⟧</li><li>⟦Write it into the book
of the year.⟧</li></ol><p>{P}</p></div><div class="right">{LINKS}{CARDS}</div><div
class="bottom">{FOOT}</div></body></html>""")

layout("a story in slides with a picture each", "en", """{HEAD}{OG}</head><body><header>
{MENU}</header><main><article><h1>{T}</h1><p>{P}</p><section><h2>⟦1. The chapel
steps⟧</h2><figure><img src="/1.jpg" alt=""><figcaption>{CAP}</figcaption></figure><p>
{P}</p></section><section><h2>⟦2. The kiosk⟧</h2><figure><img src="/2.jpg" alt="">
</figure><p>{P}</p></section><section><h2>⟦3. The upper bridge⟧</h2><figure><img
src="/3.jpg" alt=""></figure><p>{P}</p></section><div class="pagination"><a
href="?p=2">2</a> <a href="?p=3">3</a> <a href="?p=2">Next</a></div></article></main>
<footer>{FOOT}</footer></body></html>""")

layout("an agency's text with dateline and editors", "en", """{HEAD}{OG}</head><body>
<header>{MENU}</header><main><div class="Page-content"><bsp-story-page><h1
class="Page-headline">{T}</h1><div class="Page-byline">By {A}</div><div>Updated {D}
</div><div class="RichTextStoryBody RichTextBody"><p>⟦PORT HALE, North Bank (FP) —⟧
{P}</p><p>{P}</p><div class="Advertisement"></div><p>{P}</p><div class="HTMLModule"><p>
{P}</p></div><div class="PageListStandardE"><h3>Related Stories</h3>{CARDS}</div><p>
{P}</p><p>⟦___⟧</p><p>⟦Associated writers in three villages contributed to this
report.⟧</p></div><div class="Tags"><a href="/hub/a">Harbour</a></div><div
class="Page-authorInfo"><a href="/a">{A}</a><div>{BIO}</div></div></bsp-story-page>
</div></main><footer>{FOOT}</footer></body></html>""")
