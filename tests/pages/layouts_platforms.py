"""Platforms of many countries, and the content managers of the small web."""
from layouts import layout

layout("an account's article in a messenger", "zh", """<!DOCTYPE html><html lang="zh-CN"><head><meta
charset="utf-8"><title>{T}</title><meta property="og:title" content="{T}"><meta property="og:type"
content="article"></head><body id="activity-detail" class="zh_CN mm_appmsg"><div id="js_article"
class="rich_media"><div class="rich_media_inner"><div id="page-content" class="rich_media_area_primary"><div
class="rich_media_area_primary_inner"><div id="img-content" class="rich_media_wrp"><h1
class="rich_media_title" id="activity-name">{T}</h1><div id="meta_content" class="rich_media_meta_list"><span
class="rich_media_meta rich_media_meta_text">{A}</span><span class="rich_media_meta_nickname"><a
href="javascript:void(0);" id="js_name">渡船</a></span><em id="publish_time"
class="rich_media_meta rich_media_meta_text">{D} 08:30</em></div><div class="rich_media_content"
id="js_content" style="visibility: hidden; opacity: 0;"><section data-role="outer"><section
style="text-align:center"><img data-src="https://mmbiz.example/1.jpg" data-type="jpeg"></section><p
style="line-height:2em"><span style="font-size:15px">{P}</span></p><section><section><p>{P}</p></section>
</section><p><br></p><p><span>{P}</span></p><section><strong>{H}</strong></section><p>{P}</p></section></div>
<div class="rich_media_tool"><span>阅读原文</span><span>阅读 1万+</span><span>在看</span></div></div></div></div>
<div class="rich_media_area_extra"><div class="reward_area"><a>喜欢作者</a></div></div></div></div><div
class="qr_code_pc_outer"><p>微信扫一扫关注该公众号</p></div></body></html>""")

layout("a Korean blog in components", "ko", """{HEAD}{OG}</head><body><div id="whole-body"><div
id="head-skin">{MENU}</div><div id="content-area"><div id="post-area"><div id="post_1"
class="post-back"><table class="post-body"><tr><td class="bcc"><div id="post-view7"><div
class="se-viewer"><div class="se-component se-documentTitle"><div class="blog2_series"><a
href="/c">일상</a></div><div class="pcol1"><div class="se-module se-module-text se-title-text"><p
class="se-text-paragraph"><span class="se-fs- se-ff-">{T}</span></p></div></div><div
class="blog2_container"><span class="nick"><a href="/b">{A}</a></span><span class="se_publishDate">2024. 3.
 7. 8:30</span><a class="_copyUrl">URL 복사</a> <a class="_neighbor">이웃추가</a></div></div><div
class="se-main-container"><div class="se-component se-text"><div class="se-module se-module-text"><p
class="se-text-paragraph"><span class="se-ff-nanumgothic">{P}</span></p><p class="se-text-paragraph"><span>
&#8203;</span></p><p class="se-text-paragraph"><span>{P}</span></p></div></div><div
class="se-component se-image"><div class="se-module-image"><a><img class="se-image-resource"
data-lazy-src="/1.jpg" src="/1_blur.jpg"></a></div></div><div class="se-component se-text"><div
class="se-module se-module-text"><p class="se-text-paragraph"><span>{P}</span></p><p
class="se-text-paragraph"><span>{P}</span></p></div></div></div></div></div><div
class="post-btn"><a>공감 12</a> <a>댓글 3</a></div><div class="wrap_tag"><a href="/t">#나루터</a></div></td></tr>
</table></div></div></div><div id="blog-menu">{LINKS}</div></div></body></html>""")

layout("engineers' blogs: hubs, votes and complexity", "ru", """{HEAD}{OG}</head><body><div id="app"><div
class="tm-layout"><header class="tm-header">{MENU}</header><main class="tm-layout__container"><div
class="tm-page"><div class="tm-article-presenter"><article class="tm-article-presenter__content"><div
class="tm-article-presenter__header"><div class="tm-article-snippet"><div
class="tm-article-snippet__meta"><span class="tm-user-info"><a class="tm-user-info__username"
href="/u">ada</a></span> <time datetime="{ISO}">7 мар 2024 в 08:30</time></div><h1
class="tm-title tm-title_h1"><span>{T}</span></h1><div class="tm-article-snippet__stats"><span
class="tm-article-complexity__label">Простой</span> <span class="tm-article-reading-time__label">5
 мин</span> <span class="tm-icon-counter__value">4.2K</span></div><div
class="tm-publication-hubs"><a href="/h">Переправы *</a> <a href="/h2">Научпоп</a></div></div></div><div
data-gallery-root class="tm-article-body"><div class="article-formatted-body
 article-formatted-body_version-2"><div xmlns="http://www.w3.org/1999/xhtml"><p>{P}</p><h2>⟦Ночь
 паводка⟧</h2><p>{P}</p><details class="spoiler"><summary>⟦Подробнее о замерах⟧</summary><div
class="spoiler__content"><p>{P}</p></div></details><pre><code class="python">⟦depth = measure(9)⟧</code></pre>
<p>{P}</p></div></div></div><div class="tm-article-presenter__meta"><div class="tm-separated-list"><span
class="tm-separated-list__title">Теги:</span><ul><li><a href="/t">паром</a></li></ul></div><div
class="tm-separated-list"><span class="tm-separated-list__title">Хабы:</span><ul><li><a
href="/h">Переправы</a></li></ul></div></div></article></div><div
class="tm-article-sticky-panel"><span title="Всего голосов 12">+12</span> <span>Комментарии 3</span></div>
<div class="tm-article-comments-list"><section><div class="tm-comment"><a>tom</a> <time>7 мар 2024 в
 09:10</time><div class="tm-comment__body-content"><p>{C}</p></div><button>Ответить</button></div><div
class="tm-comment"><a>rita</a> <time>7 мар 2024 в 10:15</time><div
class="tm-comment__body-content"><p>{C}</p></div><button>Ответить</button></div></section></div></div></main>
<footer>{FOOT}</footer></div></div></body></html>""")

layout("notes for sale in Japan: hearts, a wall and a profile", "ja", """{HEAD}{OG}</head><body><div
id="__nuxt"><header class="o-navbarPrimary">{MENU}</header><div class="p-article"><article
class="p-article__content"><figure class="o-noteEyecatch"><img src="/1.jpg" alt=""></figure><h1
class="o-noteContentHeader__title">{T}</h1><div class="o-noteContentHeader__creatorInfo"><a
href="/ada"><img src="/a.png" alt="">{A}</a><time datetime="{ISO}">2024年3月7日 08:30</time></div><div
class="o-noteContentHeader__status"><button>スキ 24</button></div><div class="note-common-styles__textnote-body"
data-name="body"><p name="1">{P}</p><p name="2">{P}</p><h2 name="3">⟦七週間の記録⟧</h2><p name="4">{P}</p><figure
name="5"><img src="/2.jpg" alt=""><figcaption></figcaption></figure><p name="6">{P}</p><p name="7"><br></p></div>
<div class="o-noteSupport"><p>いただいたチップは取材費に使わせていただきます。</p><button>チップで応援する</button></div><div
class="m-tagList"><ul><li><a href="/hashtag/x">#渡し船</a></li></ul></div><div class="p-article__footer"><div
class="o-creatorProfile"><a href="/ada">{A}</a><div class="a-button">フォロー</div><div
class="m-profileDescription">川辺の町で記事を書いています。渡し船と橋の話が多めです。</div></div></div></article><section
class="o-relatedNotes"><h2>こちらもおすすめ</h2>{LINKS}</section></div><footer>{FOOT}</footer></div></body></html>""")

layout("a page that anybody writes without an account", "en", """<!DOCTYPE html><html><head><meta
charset="utf-8"><title>{T} – Sheet</title><meta property="og:title" content="{T}"><meta property="og:type"
content="article"></head><body><div class="tl_page_wrap"><div class="tl_page"><main class="tl_article"><header
class="tl_article_header" dir="auto"><h1>{T}</h1><address><a rel="author">{A}</a><!-- --><time
datetime="{ISO}">{D}</time></address></header><article id="_tl_editor"
class="tl_article_content"><h1>{T}<br></h1><address>{A}<br></address><p>{P}</p><figure><div
class="figure_wrapper"><img src="/file/1.jpg"></div><figcaption dir="auto"></figcaption></figure><p>{P}</p><h3
id="x">{H}</h3><p>{P}</p><aside>⟦Nobody owns a river, and nobody pays for it.⟧</aside><p>{P}</p><hr></article><div
id="_tl_link_tooltip" class="tl_link_tooltip"></div><aside class="tl_article_buttons"><div
class="account account_top"></div><button id="_edit_button">Edit</button><button>Publish</button><div
class="error_msg"></div></aside></main></div><div class="tl_page_footer"><div id="_report_button">Report
content on this page</div></div></div></body></html>""")

layout("an association's pages in its own French system", "fr", """{HEAD}<meta name="generator"
content="SPIP 4"></head><body id="top" class="pas_surlignable page_article"><div class="page"><div
class="header" role="banner"><p id="logo_site_spip"><a rel="start home" href="/"><strong
id="nom_site_spip">The Ferry</strong></a></p><div class="formulaire_spip formulaire_recherche"><form><label>
Rechercher :</label><input></form></div></div><div class="nav" id="nav" role="navigation">{MENU}</div><div
class="main"><div class="wrapper hentry" id="content" role="main"><p class="arbo"><a
href="/">{home}</a> &gt; <a href="/rubrique1">Le port</a> &gt; <strong class="on">{T}</strong></p><div
class="cartouche"><h1 class="crayon article-titre-7 entry-title">{T}</h1><p class="info-publi"><abbr
class="published" title="{ISO}">{D}</abbr><span class="sep">, </span><span class="auteurs">par <span
class="vcard author"><a class="url fn spip_in" href="/auteur1">{A}</a></span></span></p></div><div
class="crayon article-chapo-7 chapo"><p>⟦{S}⟧</p></div><div class="crayon article-texte-7 texte
 entry-content"><p>{P}</p><div class="spip_document_3 spip_document spip_documents"><figure
class="spip_doc_inner"><img src="IMG/jpg/1.jpg" alt=""></figure></div><h2 class="spip">{H}</h2><p>{P}</p><ul
class="spip"><li>⟦la drague, depuis sept semaines⟧</li><li>⟦le bac de nuit⟧</li></ul><p>{P}</p><p>{P}</p></div>
<div class="notes"><h2>⟦Notes⟧</h2><p>⟦1 Mesure faite au pont d’amont.⟧</p></div><div class="liste
 documents_joints"><h2>Documents joints</h2><a href="/IMG/pdf/plan.pdf">Plan (PDF - 1.2 Mo)</a></div><a
id="forum"></a><div class="comments"><h2>Vos commentaires</h2><ul class="comments-ul"><li
class="comment-item"><div class="comment-message"><div class="comment-meta">Le 8 mars, par Rita</div><p>{C}</p>
</div></li></ul></div></div></div><div class="aside secondary" role="complementary"><h2>Dans la même
 rubrique</h2>{LINKS}</div><div class="footer"><p>{rights} | Plan du site | <a href="/spip.php?page=login">Se
 connecter</a></p></div></div></body></html>""")

layout("a university's portal of viewlets", "pt", """{HEAD}<meta name="generator" content="Plone"></head><body
class="template-newsitem_view portaltype-news-item"><div id="portal-top"><p class="hiddenStructure"><a
accesskey="2" href="#content">Ir para o conteúdo</a></p>{MENU}</div><div id="portal-breadcrumbs"><span
id="breadcrumbs-you-are-here">Você está aqui:</span> <a href="/">Página Inicial</a> / <span>{T}</span></div>
<div id="portal-columns"><div id="portal-column-content"><div id="viewlet-above-content"></div><div
id="content"><div id="viewlet-above-content-title"></div><h1 id="parent-fieldname-title"
class="documentFirstHeading">{T}</h1><div class="documentByLine"><span
class="documentAuthor">por <a href="/author/a">{A}</a></span> — <span class="documentPublished"><span>publicado
</span> 07/03/2024 08h30</span>, <span class="documentModified"><span>última modificação</span> 08/03/2024
 09h15</span></div><p id="parent-fieldname-description" class="documentDescription">⟦{S}⟧</p><div
id="content-core"><div class="newsImageContainer"><a href="/i"><img class="newsImage" src="/1.jpg" alt=""></a><p
class="discreet">{CAP}</p></div><div id="parent-fieldname-text"><p>{P}</p><p>{P}</p><p>{P}</p><p>{P}</p></div>
</div><div id="viewlet-below-content-body"><div class="documentActions"><a href="javascript:this.print();">
Imprimir</a> <a href="/sendto_form">Enviar</a></div><div id="category" class="documentByLine">registrado em:
<a href="/t">Porto</a></div><div class="visualClear"></div></div></div></div><div id="portal-column-one"><dl
class="portlet portletNavigationTree"><dt class="portletHeader">Navegação</dt><dd>{LINKS}</dd></dl></div></div>
<div id="portal-footer">{FOOT}</div></body></html>""")

layout("a wiki of flat files", "de", """<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{T}
 [The Ferry]</title><meta name="generator" content="DokuWiki"></head><body><div id="dokuwiki__site"><div
id="dokuwiki__top" class="site dokuwiki mode_show tpl_dokuwiki"><div id="dokuwiki__header"><ul
class="a11y skip"><li><a href="#dokuwiki__content">zum Inhalt springen</a></li></ul><h1><a href="/">The
 Ferry</a></h1><div class="tools">{MENU}</div><div class="breadcrumbs"><div class="trace"><span
class="bchead">Zuletzt angesehen:</span> <a href="/start">start</a></div></div></div><div
class="wrapper group"><div id="dokuwiki__content"><div class="pageId"><span>hafen:bagger</span></div><div
class="page group"><div id="dw__toc" class="dw__toc"><h3 class="toggle">Inhaltsverzeichnis</h3><div><ul
class="toc"><li class="level1"><div class="li"><a href="#a">{T}</a></div></li><li class="level1"><div
class="li"><a href="#b">Messungen</a></div></li></ul></div></div><h1 class="sectionedit1" id="a">{T}</h1><div
class="level1"><p>{P}</p><p>{P}</p></div><div class="secedit editbutton_section"><form
class="button btn_secedit"><button>Bearbeiten</button></form></div><h2 id="b">⟦Messungen⟧</h2><div
class="level2"><p>{P}</p><div class="table sectionedit3"><table class="inline"><tr><th>⟦Tag⟧</th><th>⟦Tiefe⟧
</th></tr><tr><td>⟦Montag⟧</td><td>⟦neun Meter⟧</td></tr></table></div><p>{P}</p></div></div><div
class="docInfo"><bdi>hafen/bagger.txt</bdi> · Zuletzt geändert: 2024/03/07 08:30 von <bdi>ada</bdi></div></div>
<div id="dokuwiki__pagetools"><h3 class="a11y">Seiten-Werkzeuge</h3><div class="tools"><ul><li><a
href="?do=edit">Zeige Quelltext</a></li><li><a href="?do=revisions">Ältere Versionen</a></li><li><a
href="?do=backlink">Links hierher</a></li></ul></div></div></div><div id="dokuwiki__footer"><div
class="license">Falls nicht anders bezeichnet, ist der Inhalt dieses Wikis unter der folgenden Lizenz
 veröffentlicht: CC BY 4.0</div></div></div></div></body></html>""")

layout("a weblog of 2004 with an extended entry", "en", """<html><head><title>The Ferry: {T}</title></head><body
class="layout-two-column-right"><div id="container"><div id="banner"><h1><a href="/" accesskey="1">The
Ferry</a></h1><h2>What the river brings</h2></div><div class="content"><p align="right"><a
href="/a/p.html">&laquo; {R}</a> | <a href="/">Main</a> | <a href="/a/q.html">{R} &raquo;</a></p><h2>{D}</h2><h3>
{T}</h3><p>{P}</p><p>{P}</p><a name="more"></a><p>{P}</p><p>{P}</p><p class="posted">Posted by {A} at March 7,
2024 08:30 AM</p><h2><a name="trackbacks"></a>TrackBack</h2><p>TrackBack URL for this entry:<br>
http://ferry.example/cgi-bin/mt-tb.cgi/7</p><h2><a name="comments"></a>Comments</h2><div
id="c1"><p>{C}</p></div><p class="posted">Posted by: Rita at March 7, 2024 09:12 AM</p><div
id="c2"><p>{C}</p></div><p class="posted">Posted by: Tom at March 8, 2024 10:02 AM</p><h2>Post a comment</h2>
<form><p>Thanks for signing in. Now you can comment.</p><textarea></textarea></form></div></div></body></html>
""")

layout("a journal among friends", "ru", """{HEAD}{OG}</head><body class="entry-page"><div
class="s-header">{MENU}</div><div class="b-singlepost"><article class="b-singlepost-wrapper hentry"><h1
class="b-singlepost-title entry-title">{T}</h1><p class="b-singlepost-standout"><time
class="b-singlepost-author-date">7 марта, 2024</time></p><div class="b-singlepost-author"><a
href="https://ada.journal.example/">ada_moss</a></div><ul class="b-singlepost-prefs"><li><strong>Настроение:</strong>
 задумчивое</li><li><strong>Музыка:</strong> тишина</li></ul><div class="b-singlepost-bodywrapper"><article
class="b-singlepost-body entry-content">{P}<br><br>{P}<br><br><a name="cutid1"></a>{P}<br><br>{P}</article></div>
<div class="b-singlepost-tags"><span>Tags:</span> <a href="/tag/x">река</a></div></article><div
class="b-linkbar"><ul><li>Поделиться</li><li>Пожаловаться</li></ul></div></div><div id="comments"
class="b-grove"><div class="b-leaf"><span>rita</span> <time>March 7 2024, 09:12:33 UTC</time><div
class="b-leaf-article">{C}</div><a>Ответить</a></div><div class="b-leaf"><span>tom</span> <time>March 7 2024,
10:12:33 UTC</time><div class="b-leaf-article">{C}</div><a>Ответить</a></div></div><footer>{FOOT}</footer></body>
</html>""")

layout("a short blog with notes of those who passed it on", "en", """{HEAD}{OG}</head><body class="permalink-page
 text-page"><header><h1><a href="/">The Ferry</a></h1><p>{BIO}</p></header><section id="posts"><article
class="post text"><div class="post-content"><h2 class="title">{T}</h2><div class="body-text"><p>{P}</p><p>{P}</p>
<blockquote>{P}</blockquote><p>{P}</p></div></div><div class="post-meta"><a href="/post/7">{D}</a> <span>14
 notes</span> <a href="/tagged/port">#port</a> <a href="/tagged/tide">#tide</a></div></article><div
class="notes-wrapper"><ol class="notes"><li class="note like"><a>rita</a> liked this</li><li
class="note reblog"><a>tom</a> reblogged this from ferry and added: <blockquote>{C}</blockquote></li><li
class="note like"><a>jan</a> liked this</li><li class="note original_post"><a>ferry</a> posted this</li></ol></div>
</section><footer>{FOOT}</footer></body></html>""")

layout("a help centre's answer and what it asks below", "en", """{HEAD}{OG}</head><body><a
class="skip-navigation" href="#main-content">Skip to main content</a><header class="header">{MENU}</header><main
role="main"><div class="container"><nav class="sub-nav"><ol class="breadcrumbs"><li><a href="/hc">Help
Center</a></li><li><a href="/hc/s">Tickets</a></li></ol><form role="search"><input></form></nav><div
class="article-container"><aside class="article-sidebar"><div class="collapsible-sidebar"><h3>Articles in this
section</h3>{LINKS}</div></aside><article id="main-content" class="article"><header class="article-header"><h1
class="article-title">{T}</h1><div class="article-author"><div class="article-meta"><a href="/u">{A}</a><ul
class="meta-group"><li class="meta-data"><time>{D}</time></li><li>Updated</li></ul></div></div><button>Follow
</button></header><section class="article-info"><div class="article-content"><div
class="article-body"><p>{P}</p><h2 id="h_01">{H}</h2><ol><li>⟦Go to the kiosk and name your ticket.⟧</li><li>⟦Wait
until the pilot has seen it.⟧</li></ol><p>{P}</p><div class="callout"><p>⟦<strong>Note:</strong> goats need a ticket
of their own.⟧</p></div><p>{P}</p></div><div class="article-attachments"><ul><li><a href="/a.pdf">tide.pdf</a>
 (300 KB)</li></ul></div></div></section><footer><div class="article-footer"><ul class="share"><li><a
href="https://www.facebook.com/share.php?u=x">Facebook</a></li></ul></div><div class="article-votes"><span
class="article-votes-question">Was this article helpful?</span><button>Yes</button><button>No</button><small
class="article-votes-count">12 out of 14 found this helpful</small></div><div
class="article-more-questions">Have more questions? <a href="/hc/requests/new">Submit a request</a></div><div
class="article-return-to-top"><a href="#article-container">Return to top</a></div></footer><div
class="article-relatives"><section class="related-articles"><h2>Related articles</h2>{LINKS}</section></div></article>
</div></div></main><footer>{FOOT}</footer></body></html>""")

layout("a journal's paper with abstract, figures and references", "en", """{HEAD}<meta name="citation_title"
content="{T}"><meta name="citation_author" content="Moss, Ada"><meta name="citation_publication_date"
content="2024/03/07"></head><body><header>{MENU}</header><div class="article-page"><div
class="article__front"><div class="journal">The Ferry Studies <b>12</b>, 44 (2024)</div><h1
class="article__headline">{T}</h1><ul class="contrib-group"><li><a href="/a">{A}</a><sup>1</sup></li></ul><div
class="aff">1 School of Rivers, Upper Village</div><div class="doi"><a
href="https://doi.org/10.5555/12345">https://doi.org/10.5555/12345</a></div></div><section
class="abstract"><h2>⟦Abstract⟧</h2><p>{P}</p></section><section class="body"><h2>⟦1 Introduction⟧</h2><p>{P}</p><h2>
⟦2 Method⟧</h2><p>{P}</p><figure id="fig1"><img src="/f1.png" alt=""><figcaption>{CAP}</figcaption></figure><p>{P}</p>
<h2>⟦3 What remains⟧</h2><p>{P}</p></section><section class="ref-list"><h2>⟦References⟧</h2><ol><li>⟦Reed J. The night
of the flood. Upper Village Press; 2019.⟧</li><li>⟦Haddad N. Depths of a channel. J. Rivers 2021; 4: 12–19.⟧</li></ol>
</section><aside class="sidebar"><h3>Cited by</h3>{LINKS}</aside></div><footer>{FOOT}</footer></body></html>""")

layout("a parliament's record, speech by speech", "en", """{HEAD}</head><body><header>{MENU}</header><main><div
class="primary-content"><div class="title-block"><h1>{T}</h1><p class="date">{D}</p></div><div
class="debate"><div class="contribution"><h3 class="member"><a href="/m/1">⟦The Minister for Harbours (Ada
Moss)⟧</a></h3><p>{P}</p><p>{P}</p></div><div class="contribution"><h3 class="member"><a href="/m/2">⟦Jan Reed
(Upper Village)⟧</a></h3><p>{P}</p></div><div class="contribution"><h3 class="member"><a href="/m/1">⟦Ada
Moss⟧</a></h3><p>{P}</p></div><div class="procedural"><p>⟦Question put and agreed to.⟧</p></div></div></div><aside
class="share-this"><a href="https://twitter.com/intent/tweet?url=x">Share this debate</a></aside></main><footer>
{FOOT}</footer></body></html>""")
