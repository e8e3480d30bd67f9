"""Pages on which prose stands that is not the article's."""
from layouts import layout

layout("a disclaimer below everything, without a name", "en", """{HEAD}{OG}</head><body><div
class="h">{MENU}</div><div class="main"><h1>{T}</h1><p>{P}</p><p>{P}</p><p>{P}</p><p>{P}</p></div><div
class="bottom"><p>The information on this site is for your general guidance only, and no liability is
taken for what you make of it.</p><p>Prices, tides and times may change without notice; ask at the
kiosk before you leave.</p></div></body></html>""")

layout("who the writer is, in a column in front", "en", """{HEAD}{OG}</head><body><div
class="banner">{MENU}</div><div class="cols"><div class="left-column"><h3>About me</h3><p>{X}</p><p>
{X}</p><h3>Archive</h3><ul><li><a href="/1">March</a></li></ul></div><div class="centre"><h2><a
href="/{SLUG}">{T}</a></h2><p>{P}</p><p>{P}</p><p>{P}</p></div></div><div class="f">{FOOT}</div></body>
</html>""")

layout("plans to choose from below the text", "de", """{HEAD}{OG}{LD}</head><body><header>{MENU}
</header><main><article><h1>{T}</h1><p>{P}</p><p>{P}</p><p>{P}</p></article><div class="offers"><h3>
Wählen Sie Ihr Angebot</h3><p>Alle Artikel auf der Website und in der App, jederzeit kündbar.</p><p>Das
gedruckte Blatt an jedem Werktag im Briefkasten, dazu alles andere.</p><a href="/abo">Zum Angebot</a>
</div></main><footer>{FOOT}</footer></body></html>""")

layout("remarks with a name and a time, and nothing to press", "en", """{HEAD}{OG}</head><body><div
class="x0">{MENU}</div><div class="x1"><h1>{T}</h1><p>{P}</p><p>{P}</p><p>{P}</p></div><div class="x2">
<div class="x3"><b>tomferry</b> <small>{D}, 08:30</small><p>{C}</p></div><div class="x3"><b>Marit</b>
<small>{D}, 09:12</small><p>{C}</p></div><div class="x3"><b>oldpilot</b> <small>{D}, 11:40</small><p>
{C}</p></div></div><div class="x9">{FOOT}</div></body></html>""")

layout("what is on this week, beside the text", "en", """{HEAD}{OG}</head><body><header>{MENU}</header>
<div class="row"><div class="col-md-8"><h1>{T}</h1><p>{P}</p><p>{P}</p><p>{P}</p><p>{P}</p></div><div
class="col-md-4"><h3>Events</h3><div class="ev"><b>Friday</b><p>Bread and coffee at the kiosk, for all
who carried sacks in March.</p></div><div class="ev"><b>Sunday</b><p>The choir sings on the chapel
steps, if the water allows it.</p></div></div></div><footer>{FOOT}</footer></body></html>""")

layout("a letter to sign up for, in front of the text", "fr", """{HEAD}{OG}</head><body><div
class="m0"><h2>Recevez nos nouvelles</h2><p>{subscribe}</p><p>En vous inscrivant, vous acceptez que vos
données soient utilisées pour vous écrire.</p><form><input type="email"><button>Envoyer</button></form>
</div><header>{MENU}</header><main><h1>{T}</h1><p>{P}</p><p>{P}</p><p>{P}</p><p>{P}</p></main><footer>
{FOOT}</footer></body></html>""")

layout("rules for comments between text and comments", "es", """{HEAD}{OG}</head><body><header>{MENU}
</header><article><h1>{T}</h1><p>{P}</p><p>{P}</p><p>{P}</p></article><div class="normas"><h4>
Comentarios</h4><p>Los comentarios son de quienes los escriben y no de este diario, que puede borrarlos
si ofenden a alguien.</p></div><div class="lista"><div><strong>Tomás</strong><p>{C}</p><a href="#">
Responder</a></div><div><strong>Marta</strong><p>{C}</p><a href="#">Responder</a></div></div><footer>
{FOOT}</footer></body></html>""")

layout("the whole in a frame of tables, with advice below", "it", """<html lang="it"><head><title>{T}
</title></head><body><center><table width="700"><tr><td><a href="/">home</a> <a href="/n">notizie</a>
</td></tr><tr><td><h1>{T}</h1>{P}<br><br>{P}<br><br>{P}<br><br>{P}</td></tr><tr><td><font size="1">Per
ogni informazione rivolgersi al chiosco, aperto dalle otto alle dodici.</font></td></tr></table>
</center></body></html>""")

layout("a summary of the day in a box at the top", "pt", """{HEAD}{OG}</head><body><div class="topo">
{MENU}</div><div class="ticker"><strong>Agora</strong> <a href="/1">{R}</a> <a href="/2">{R}</a></div>
<div class="corpo"><h1>{T}</h1><div class="resumo">⟦{S}⟧</div><div class="texto"><p>{P}</p><p>{P}</p><p>
{P}</p></div></div><div class="maisdois"><h3>Mais notícias</h3>{CARDS}</div><div class="base">{FOOT}
</div></body></html>""")

layout("help that is written for every page", "en", """{HEAD}</head><body><header>{MENU}</header><main>
<h1>{T}</h1><div class="prose"><p>{P}</p><p>{P}</p><p>{P}</p></div></main><div class="contact-panel"><h2>
Need help?</h2><p>Call the board between eight and noon, or come to the kiosk and ask for the dyke
master.</p></div><footer>{FOOT}</footer></body></html>""")

layout("a programme with names and times", "en", """{HEAD}{OG}</head><body><header>{MENU}</header><main>
<h1>{T}</h1><p>{P}</p><p>{P}</p><div class="talk"><b>⟦Ines Aldana⟧</b> <span>⟦09:30⟧</span><p>{P}</p>
</div><div class="talk"><b>⟦Jan Reed⟧</b> <span>⟦10:15⟧</span><p>{P}</p></div><div class="talk"><b>⟦Noor
Haddad⟧</b> <span>⟦11:00⟧</span><p>{P}</p></div></main><footer>{FOOT}</footer></body></html>""")
