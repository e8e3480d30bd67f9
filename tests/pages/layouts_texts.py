"""Longer texts: documents, chapters, notes, encyclopedias."""
from layouts import layout

layout("a document in preformatted pages", "en", """{HEAD}</head><body><div class="noprint"
style="height: 6px;"></div><span class="pre noprint docinfo">[<a href="/d">Docs</a>] [<a
href="/t">txt</a>]</span><br><pre>
⟦Network Working Group                      A. Moss
Request for Comments: 99999⟧

                      ⟦{T}⟧

{P}

{P}
<span class="grey">Moss                       [Page 1]</span>
</pre><hr class="noprint"><pre class="newpage">
<span class="h2"><a name="s1">⟦1.  Introduction⟧</a></span>

{P}

{P}
</pre><br><span class="noprint"><small>Html markup produced by a script</small></span></body></html>""")

layout("a chapter with notes before and after it", "en", """{HEAD}</head><body><div id="outer"><header
id="header">{MENU}</header><div id="main"><ul class="work navigation actions"><li><a href="/w">Entire
Work</a></li><li><a href="/n">Next Chapter →</a></li></ul><div class="wrapper"><dl class="work meta
group"><dt>Rating:</dt><dd>General</dd><dt>Language:</dt><dd>English</dd></dl></div><div
id="workskin"><div class="preface group"><h2 class="title heading">{T}</h2><h3 class="byline
heading"><a rel="author" href="/u">{A}</a></h3></div><div id="chapters" role="article"><h3
class="landmark heading">Chapter Text</h3><div class="userstuff"><p>{P}</p><p>{P}</p><p>* * *</p><p>
{P}</p><p>{P}</p><p>{P}</p></div></div></div><div id="feedback"><h3>Actions</h3><ul class="actions">
<li><a href="#main">↑ Top</a></li><li><a href="/k">Kudos</a></li></ul><h3>Comments</h3></div></div>
<div id="footer">{FOOT}</div></div></body></html>""".replace("<p>* * *</p>", "<p>⟦* * *⟧</p>"))

layout("a weekly with boxes of comments", "en", """{HEAD}</head><body><div class="topnav-container">
{MENU}</div><div class="maincolumn flexcol"><div class="middlecolumn"><div class="PageHeadline"><h1>
{T}</h1></div><div class="ArticleText"><div class="FeatureByline">By <b>{A}</b><br>{D}<br></div><p>
{P}</p><p>{P}</p><h4>{H}</h4><p>{P}</p><p>{P}</p><br clear="all"><table class="IndexEntries"><tr><td
colspan="2">Index entries for this article</td></tr><tr><td><a href="/k">Kernel</a></td></tr></table>
<br clear="all"><hr width="60%" align="left"><p>(<a href="/login">Log in</a> to post comments)</p><a
name="Comments"></a><details class="CommentBox" open=""><summary class="CommentTitle"><h3
class="CommentTitle">{T}</h3><p class="CommentPoster"> Posted {D} 15:05 UTC by <b>tomferry</b> [<a
href="/c">Link</a>]</p></summary><div class="FormattedComment"><p>{C}</p></div></details></div></div>
</div></body></html>""")

layout("an encyclopedia's page in sections that fold", "de", """{HEAD}</head><body><div
class="header-container"><a href="/">Wiki</a></div><main id="content"><div class="pre-content
heading-holder"><h1 id="section_0">{T}</h1><ul id="page-actions"><li><a href="/e">Bearbeiten</a></li>
<li><a href="/w">Beobachten</a></li></ul></div><div id="bodyContent" class="content"><div
class="mw-parser-output"><section class="mf-section-0"><p>{P}</p><p>{P}</p></section><h2
class="section-heading"><span class="mw-headline">{H}</span><span class="mw-editsection"><a href="/e">
Bearbeiten</a></span></h2><section class="mf-section-1 collapsible-block"><p>{P}</p><figure><img
src="/1.jpg" alt=""><figcaption>{CAP}</figcaption></figure><p>{P}</p></section><h2
class="section-heading"><span class="mw-headline">⟦Einzelnachweise⟧</span></h2><section><ol
class="references"><li><span class="reference-text">⟦Bericht des Hafenrats, Seite 41.⟧</span></li></ol>
</section></div></div></main><footer>{FOOT}</footer></body></html>""")

layout("health advice in sections with pages", "en", """{HEAD}{OG}</head><body><header>{MENU}</header>
<div class="page-content"><article class="article"><header><h1>{T}</h1><div class="reviewed">Medically
Reviewed by <a href="/r">{A}, MD</a> on {D}</div></header><div class="article-body"><div
class="article-page active-page" data-page="1"><section><p>{P}</p><h2>{H}</h2><p>{P}</p><ul><li>⟦Sleep
when the ferry sleeps⟧</li><li>⟦Drink the water of the upper well, not of the lower one⟧</li></ul>
</section></div><div class="article-page" data-page="2"><section><h2>{H}</h2><p>{P}</p></section></div>
</div><div class="article-continues-pagination"><a href="?page=2">Continue</a></div></article></div>
<footer>{FOOT}</footer></body></html>""")

layout("a shared document", "es", """{HEAD}</head><body class="doc-content"><div
id="header"><div id="title">{T}</div><div id="interval"><span>Actualizado cada 5 minutos</span></div>
</div><div id="contents"><div class="doc-content"><h1 class="c4"><span class="c2">{T}</span></h1><p
class="c1"><span class="c0">{P}</span></p><p class="c1"><span class="c0"></span></p><p class="c1"><span
class="c0">{P}</span></p><h2 class="c5"><span>{H}</span></h2><p class="c1"><span class="c0">{P}</span>
</p><ol class="c6 lst-kix"><li class="c1"><span class="c0">⟦Medir el canal dos veces al día⟧</span></li>
</ol></div></div><div id="footer"><span>Publicado mediante un editor</span> – <a href="/r">Informar de un
uso inadecuado</a></div></body></html>""")

layout("steps of a repair with notes", "en", """{HEAD}</head><body><div id="nav">{MENU}</div><div
id="body_contents"><h1>{T}</h1><p>⟦{S}⟧</p><div class="section steps"><h3>⟦Part 1: Drain the pump⟧</h3>
<ol class="steps_list_2"><li><div class="step_num">1</div><div class="step"><b class="whb">⟦Open the
lower valve.⟧</b> {P}</div></li><li><div class="step_num">2</div><div class="step"><b class="whb">⟦Wait
for the tide.⟧</b> {P}</div></li></ol></div><div id="qa"><h2>Community Q&amp;A</h2><p>Ask a question, and
it may be answered here by those who have tried it.</p></div><div class="section relatedwikihows"><h2>
You Might Also Like</h2>{CARDS}</div></div><div id="footer">{FOOT}</div></body></html>""")
