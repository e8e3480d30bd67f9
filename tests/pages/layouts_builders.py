"""Site builders, content managers of the years around 2024, and pages that
are no plain article: threads, live pages, questions, recipes."""
from layouts import layout

layout("a chain of papers: stacks, dividers and bracketed links", "en", """{HEAD}{OG}{LD}</head><body>
<div id="fusion-app" class="b-application"><header class="c-stack b-header-nav-chain">{MENU}</header>
<section class="b-main"><div class="c-stack b-right-rail__main"><h1 class="b-headline">{T}</h1><h2
class="b-subheadline">⟦{S}⟧</h2><div class="b-byline"><span>By</span> <a href="/author/a"
class="c-link">{A}</a></div><time class="b-date">{D} at 8:30 AM</time><div class="b-share-bar">
<button aria-label="Share on Facebook">Facebook</button><button>Copy link</button></div><figure
class="c-media-item"><img src="/1.jpg" alt=""><div class="c-media-item__fig-caption"><span
class="c-media-item__caption">{CAP}</span> <span class="c-media-item__credit">(Jan Reed)</span></div>
</figure><article class="b-article-body"><p class="c-paragraph">{P}</p><p class="c-paragraph">{P}</p>
<p class="interstitial-link block-margin-bottom"><a href="/n/1">[ {R} ]</a></p><p
class="c-paragraph">{P}</p><div class="c-ad"><div class="arcad">Advertisement</div></div><h3
class="c-heading">{H}</h3><p class="c-paragraph">{P}</p><p class="c-paragraph"><b>Related:</b> <a
href="/n/2">{R}</a></p><p class="c-paragraph">{P}</p><hr class="c-divider"></article><div
class="b-author-bio"><img src="/a.jpg" alt=""><h2 class="b-author-bio__author-name">{A}</h2><p
class="b-author-bio__description">{BIO}</p></div><div class="b-tag"><a href="/t/p">Port</a> <a
href="/t/q">Dredging</a></div></div><div class="b-right-rail__rail"><div class="b-top-table-list">
<h2>Most read</h2>{CARDS}</div></div></section><footer class="b-footer">{FOOT}</footer></div></body>
</html>""")

layout("Drupal of today: fields, grids and teasers of the same kind below", "de", """{HEAD}</head>
<body class="path-node page-node-type-page"><div class="dialog-off-canvas-main-canvas"><div id="page">
<header class="site-header" role="banner">{MENU}</header><main role="main"><div
class="region region--highlighted grid-full layout--pass--content-medium"><div
data-drupal-messages-fallback class="hidden messages-list"></div></div><div
class="region region--breadcrumb"><nav class="breadcrumb" role="navigation"><h2
class="visually-hidden">Pfadnavigation</h2><ol><li><a href="/">{home}</a></li><li>Hafen</li></ol></nav>
</div><div class="main-content__container container"><div class="region region--content-above"><h1
class="title page-title"><span class="field field--name-title">{T}</span></h1></div><div
class="region region--content grid-full" id="content"><article data-history-node-id="7"
class="node grid-full node--type-page node--view-mode-full"><div class="node__content grid-full"><div
class="field field--name-field-lead field--label-hidden field__item">⟦{S}⟧</div><div
class="text-content clearfix field field--name-body field--label-hidden"><p>{P}</p><p>{P}</p><h2>{H}</h2>
<p>{P}</p></div><div class="field field--name-field-bild"><div class="field__label">Bild</div><div
class="field__item"><img src="/1.jpg" alt=""></div></div><div
class="text-content field field--name-field-text-2"><p>{P}</p><p>{P}</p></div><div
class="field field--name-field-schlagworte field--label-inline"><div class="field__label">Schlagworte</div>
<div class="field__items"><div class="field__item"><a href="/t/1">Hafen</a></div><div
class="field__item"><a href="/t/2">Fähre</a></div></div></div></div></article><div
class="views-element-container block"><h2 class="block__title">Weitere Meldungen</h2><div
class="view-content"><div class="views-row"><article class="node node--type-page node--view-mode-teaser"><h2
class="node__title"><a href="/n/1">{R}</a></h2><div class="text-content field field--name-body"><p>{X}</p>
</div></article></div><div class="views-row"><article class="node node--type-page
 node--view-mode-teaser"><h2 class="node__title"><a href="/n/2">{R}</a></h2><div
class="text-content field field--name-body"><p>{X}</p></div></article></div></div></div></div></div></main>
<footer class="site-footer">{FOOT}</footer></div></div></body></html>""")

layout("a content construction kit: intro and full text, toolbar, ratings", "it", """<!DOCTYPE html><html
lang="it"><head><title>{T}</title><meta name="generator" content="Joomla! - Open Source Content
 Management"></head><body class="site com_k2 view-item"><div id="sp-header">{MENU}</div><div
id="k2Container" class="itemView"><span id="startOfPageId7"></span><div class="itemHeader"><span
class="itemDateCreated">7 marzo 2024</span><h2 class="itemTitle">{T}</h2><span class="itemAuthor">
Scritto da <a rel="author" href="/a">{A}</a></span></div><div class="itemToolbar"><ul><li><span
class="itemTextResizerTitle">dimensione font</span><a id="fontDecrease"><span>riduci dimensione
font</span></a><a id="fontIncrease"><span>aumenta la dimensione del font</span></a></li><li><a
class="itemPrintLink"><span>Stampa</span></a></li><li><a class="itemEmailLink"><span>Email</span></a>
</li></ul></div><div class="itemRatingBlock"><span>Vota questo articolo</span><ul><li>1</li><li>2</li>
<li>3</li><li>4</li><li>5</li></ul><div class="itemRatingLog">(0 Voti)</div></div><div class="itemBody">
<div class="itemIntroText"><p>{P}</p></div><div class="itemFullText"><p>{P}</p><p>{P}</p><p>{P}</p>
<p>{P}</p></div><div class="itemContentFooter"><span class="itemHits">Letto <b>312</b> volte</span>
<span class="itemDateModified">Ultima modifica il 8 marzo 2024</span></div></div><div
class="itemLinks"><div class="itemCategory"><span>Pubblicato in</span> <a href="/c">Porto</a></div></div>
<div class="itemAuthorBlock"><img src="/a.png" alt=""><div class="itemAuthorDetails"><h3
class="itemAuthorName"><a href="/a">{A}</a></h3><div class="itemAuthorDescription"><p>{BIO}</p></div>
</div></div><div class="itemAuthorLatest"><h3>Ultimi da {A}</h3>{LINKS}</div><div class="itemRelated"><h3>
Articoli correlati (da tag)</h3>{LINKS}</div><div class="itemNavigation"><span>Altro in questa
 categoria:</span><a href="/p">« {R}</a></div><div class="itemComments"><h3>Lascia un commento</h3>
<form><p>Assicurati di inserire (*) le informazioni necessarie ove indicato. Codice HTML non è
 permesso.</p><textarea></textarea></form></div></div><div id="sp-footer">{FOOT}</div></body></html>""")

layout("an authority's content elements, each a frame of its own", "de", """{HEAD}<meta name="generator"
content="TYPO3 CMS"></head><body id="p42" class="page-42 pagelevel-3"><a class="visually-hidden-focusable"
href="#page-content">Zum Hauptinhalt springen</a><header id="page-header">{MENU}</header><nav
class="breadcrumb-section"><p class="visually-hidden">Sie sind hier:</p><ol class="breadcrumb"><li><a
href="/">{home}</a></li><li>Hafen</li></ol></nav><main id="page-content"><!--TYPO3SEARCH_begin--><div
class="section"><div id="c101" class="frame frame-default frame-type-header"><div class="frame-inner"><div
class="frame-header"><h1 class="element-header"><span>{T}</span></h1><p class="element-subheader">{D}</p>
</div></div></div><div id="c102" class="frame frame-default frame-type-text"><div class="frame-container">
<div class="frame-inner"><p class="lead">{P}</p><p>{P}</p></div></div></div><div id="c103"
class="frame frame-type-textpic frame-background-light"><div class="frame-inner"><div
class="frame-header"><h2 class="element-header">{H}</h2></div><div class="textpic"><div
class="textpic-item textpic-gallery"><figure class="image"><img src="/1.jpg" alt=""><figcaption
class="caption">{CAP}</figcaption></figure></div><div class="textpic-item textpic-text"><p>{P}</p><p>{P}</p>
</div></div></div></div><div id="c104" class="frame frame-type-accordion"><div class="frame-inner"><div
class="accordion"><div class="accordion-item"><h4 class="accordion-header"><button
class="accordion-button collapsed">⟦Wie lange fährt die Fähre nicht?⟧</button></h4><div
class="accordion-collapse collapse"><div class="accordion-body"><p>{P}</p></div></div></div></div></div></div>
<div id="c105" class="frame frame-type-menu_related_pages"><div class="frame-inner"><h2
class="element-header">Verwandte Themen</h2>{LINKS}</div></div><div id="c106"
class="frame frame-type-text frame-contact"><div class="frame-inner"><h3>Ansprechpartner</h3><p>{A}<br>
Telefon 05 55 / 12-34<br><a href="mailto:a@ferry.example">E-Mail schreiben</a></p></div></div></div>
<!--TYPO3SEARCH_end--></main><footer id="page-footer">{FOOT}</footer></body></html>""")

layout("a builder's fluid blocks with a letter and a summary among them", "en", """{HEAD}{OG}</head><body
class="item-6 view-item"><div id="siteWrapper" class="clearfix site-wrapper"><div
class="floating-cart hidden"><a href="/cart">0</a></div><header id="header">{MENU}</header><main
id="page" class="container"><article class="sections" id="sections"><section
class="page-section layout-engine-section"><div class="content-wrapper"><div
class="blog-item-wrapper"><article id="article-" class="h-entry entry"><div
class="blog-item-inner-wrapper"><div class="blog-item-title"><h1 class="entry-title entry-title--large
 p-name">{T}</h1></div><div class="blog-meta-item"><span class="blog-item-author-date"><time>{D}</time>
Written By <a href="/a">{A}</a></span></div><div class="blog-item-content-wrapper"><div
class="blog-item-content e-content"><div class="sqs-layout fluid-engine"><div class="fe-block"><div
class="sqs-block html-block sqs-block-html" data-block-type="2"><div class="sqs-block-content"><div
class="sqs-html-content"><p class="sqsrte-large" style="white-space:pre-wrap;">{P}</p><p
style="white-space:pre-wrap;">{P}</p></div></div></div></div><div class="fe-block"><div
class="sqs-block newsletter-block"><div class="newsletter-form-wrapper"><header
class="newsletter-form-header"><h2>Subscribe</h2><p>{subscribe}</p></header><form><input><button>Sign
 Up</button></form><div class="newsletter-form-footnote"><p>We respect your privacy.</p></div></div></div>
</div><div class="fe-block"><div class="sqs-block html-block sqs-block-html"><div
class="sqs-block-content"><div class="sqs-html-content"><h3 style="white-space:pre-wrap;">{H}</h3><p>{P}
</p><p>{P}</p></div></div></div></div><div class="fe-block"><div class="sqs-block quote-block"><figure>
<blockquote><span>“</span>⟦Nobody owns a river, and nobody pays for it.⟧<span>”</span></blockquote><figcaption
class="source">⟦— Ines Aldana⟧</figcaption></figure></div></div><div class="fe-block"><div
class="sqs-block html-block"><div class="sqs-html-content"><p>{P}</p></div></div></div><div
class="fe-block"><div class="sqs-block summary-v2-block"><div class="summary-heading">Featured</div><div
class="summary-item"><a class="summary-title-link" href="/n/1">{R}</a><div
class="summary-excerpt"><p>{X}</p></div><a class="summary-read-more-link" href="/n/1">Read More →</a></div>
<div class="summary-item"><a class="summary-title-link" href="/n/2">{R}</a><div
class="summary-excerpt"><p>{X}</p></div><a class="summary-read-more-link" href="/n/2">Read More →</a></div>
</div></div></div></div></div><div class="blog-item-author-profile-wrapper"><div class="author-name">{A}
</div><p>{BIO}</p></div></div></article></div></div></section></article><section
class="item-pagination item-pagination--prev-next"><a href="/p"><div
class="item-pagination-prev-next">Previous</div><h2 class="item-pagination-title">{R}</h2></a><a
href="/q"><div class="item-pagination-prev-next">Next</div><h2 class="item-pagination-title">{R}</h2></a>
</section></main><footer class="sections">{FOOT}</footer></div></body></html>""")

layout("a builder's page of rich text, no article named", "es", """{HEAD}{OG}</head><body
class="responsive"><div id="SITE_CONTAINER"><div id="main_MF"><div id="BACKGROUND_GROUP"></div><header
id="SITE_HEADER">{MENU}</header><main id="PAGES_CONTAINER"><div id="masterPage"><div id="comp-k1"
class="comp-k1 wixui-rich-text" data-testid="richTextElement"><h1 class="font_2 wixui-rich-text__text"
style="font-size:40px"><span class="wixui-rich-text__text">{T}</span></h1></div><div id="comp-k2"
class="wixui-rich-text" data-testid="richTextElement"><p class="font_8 wixui-rich-text__text"><span
style="color:#777" class="wixui-rich-text__text">{D}</span></p></div><div id="comp-k3"
class="wixui-rich-text" data-testid="richTextElement"><p class="font_8 wixui-rich-text__text"><span
class="wixui-rich-text__text">{P}</span></p><p class="font_8 wixui-rich-text__text"><span
class="wixGuard wixui-rich-text__text">&#8203;</span></p><p class="font_8 wixui-rich-text__text"><span
class="wixui-rich-text__text">{P}</span></p></div><div id="comp-k4"><wow-image><img src="/1.jpg"
alt=""></wow-image></div><div id="comp-k5" class="wixui-rich-text" data-testid="richTextElement"><h2
class="font_4 wixui-rich-text__text">{H}</h2><p class="font_8 wixui-rich-text__text">{P}</p><p
class="font_8 wixui-rich-text__text">{P}</p></div><div id="comp-k6" class="wixui-button"><a
href="/contacto"><span class="StylableButton__label">Contáctenos</span></a></div><div id="comp-k7"
class="wixui-rich-text" data-testid="richTextElement"><p class="font_8 wixui-rich-text__text">{P}</p></div>
<div id="comp-k8" class="wixui-pro-gallery"><div><a href="/n/1"><img src="/2.jpg" alt=""><span>{R}</span>
</a></div><div><a href="/n/2"><img src="/3.jpg" alt=""><span>{R}</span></a></div></div></div></main><footer
id="SITE_FOOTER"><div class="wixui-rich-text"><p>Av. del Puerto 12</p><p>info@ferry.example</p></div>
{FOOT}</footer></div></div></body></html>""")

layout("sections of a designer's tool, related posts as items of a list", "en", """{HEAD}{OG}</head><body>
<div class="page-wrapper"><div data-collapse="medium" role="banner" class="navbar w-nav"><div
class="w-container">{MENU}<div class="w-nav-button"><div class="w-icon-nav-menu"></div></div></div></div>
<div class="main-wrapper"><section class="section_blog-hero"><div class="padding-global"><div
class="container-large"><a href="/blog" class="button-link w-inline-block"><div>All posts</div></a><h1
class="heading-style-h1">{T}</h1><p class="text-size-medium">⟦{S}⟧</p><div
class="blogpost-header_meta"><div>{A}</div><div>•</div><div>{D}</div><div>•</div><div>5 min read</div>
</div></div></div></section><section class="section_blog-content"><div class="content-grid"><div
class="blog-sidebar"><div class="toc"><div class="toc_title">On this page</div><a href="#a"
class="toc_link">The night of the flood</a></div><div class="cta-card"><h4>See it for yourself</h4><p>{subscribe}</p><a
href="/demo" class="button w-button">Book a demo</a></div></div><div class="text-rich-text w-richtext"><p>
{P}</p><p>‍</p><h2 id="a">⟦The night of the flood⟧</h2><p>{P}</p><figure class="w-richtext-align-fullwidth
 w-richtext-figure-type-image"><div><img src="/1.png" alt=""></div><figcaption>{CAP}</figcaption></figure>
<p>{P}</p><blockquote>{P}</blockquote><p>{P}</p><p>‍</p></div></div></section><section
class="section_cta"><div class="w-container"><h2>Start today</h2><p>{cookies}</p><a href="/up"
class="button w-button">Get started</a></div></section><section class="section_related-posts"><h2>More
from the blog</h2><div class="w-dyn-list"><div role="list" class="w-dyn-items"><div role="listitem"
class="w-dyn-item"><a href="/n/1" class="w-inline-block"><h3>{R}</h3><p>{X}</p></a></div><div
role="listitem" class="w-dyn-item"><a href="/n/2" class="w-inline-block"><h3>{R}</h3><p>{X}</p></a></div>
<div role="listitem" class="w-dyn-item"><a href="/n/3" class="w-inline-block"><h3>{R}</h3><p>{X}</p></a>
</div></div></div></section></div><footer class="footer_component">{FOOT}</footer></div></body></html>""")

layout("a blog's new theme: popular posts with long beginnings", "fr", """{HEAD}</head><body
class="container item-view version-1-3-3"><a class="skip-navigation" href="#main">Accéder au contenu
principal</a><div class="page"><div class="bg-photo-overlay"></div><div class="page_body"><header
class="centered-top-container"><div class="section" id="header"><div class="widget Header"
data-version="2"><h1><a href="/">The Ferry</a></h1><p>Nouvelles du port</p></div></div></header><main
class="centered-bottom" id="main" role="main"><div class="main section" id="page_body"><div
class="widget Blog" data-version="2" id="Blog1"><div class="blog-posts hfeed container"><article
class="post-outer-container"><div class="post-outer"><div class="post"><h3 class="post-title
 entry-title">{T}</h3><div class="post-header"><div class="post-header-line-1"><span
class="byline post-author vcard"><span class="post-author-label">Publié par</span> <span
class="fn">{A}</span></span> <span class="byline post-timestamp">le <a class="timestamp-link"
href="/{SLUG}"><time class="published" datetime="{ISO}">{D}</time></a></span></div></div><div
class="post-body entry-content float-container" id="post-body-7"><p>{P}</p><div
class="separator" style="clear: both;"><a href="/1.jpg"><img src="/1.jpg"></a></div><div>{P}</div><div>
<br></div><div>{P}</div><div><br></div><div>{P}</div><p>{P}</p></div><div class="post-bottom"><div
class="post-footer"><div class="byline post-labels"><span class="byline-label">Libellés</span> <a
href="/l/port" rel="tag">port</a></div></div><div class="post-share-buttons"><button>{share}</button><ul>
<li>Obtenir le lien</li><li>Facebook</li><li>X</li><li>Autres applications</li></ul></div></div></div></div>
<section class="comments embed" id="comments"><h3 class="title">Commentaires</h3><div
id="comment-holder"><ol><li class="comment"><cite class="user">Rita</cite><p
class="comment-content">{C}</p></li></ol></div><p class="comment-footer">Enregistrer un commentaire</p>
</section></article></div></div><div class="widget PopularPosts" data-version="2"><h3 class="title">Posts
les plus consultés</h3><div class="widget-content"><div class="post"><h3 class="post-title"><a
href="/n/1">{R}</a></h3><div class="snippet-container"><div class="popular-posts-snippet snippet-item">{X}
 {X}</div></div><a href="/n/1">Lire la suite</a></div><div class="post"><h3 class="post-title"><a
href="/n/2">{R}</a></h3><div class="snippet-container"><div class="popular-posts-snippet snippet-item">{X}
 {X}</div></div><a href="/n/2">Lire la suite</a></div></div></div></div></main><footer
class="footer section">{FOOT}</footer></div></div></body></html>""")

layout("a thread of one writer, strangers' answers below", "en", """{HEAD}<meta property="og:type"
content="article"></head><body class="h-feed"><div id="app"><div class="columns"><div
class="column-header"><button>Back</button></div><h1>{T}</h1><div class="thread"><div class="entry h-entry
 status status-self"><div class="status__info"><a class="p-author h-card" href="/@ada"><img src="/a.png"
alt=""><strong>{A}</strong> <span>@ada@ferry.example</span></a><a class="u-url" href="/@ada/1"><time
class="dt-published" datetime="{ISO}">{D}</time></a></div><div class="status__content e-content"><p>{P}</p>
<p>{P}</p></div><div class="status__action-bar"><a href="#">1 reply</a> <a href="#">12 boosts</a></div>
</div><div class="entry h-entry status status-self"><div class="status__info"><a class="p-author h-card"
href="/@ada"><strong>{A}</strong> <span>@ada@ferry.example</span></a><time
class="dt-published">{D}</time></div><div class="status__content e-content"><p>{P}</p></div><div
class="status__action-bar"><a href="#">1 reply</a> <a href="#">3 boosts</a></div></div><div
class="entry h-entry status status-self"><div class="status__info"><a class="p-author h-card"
href="/@ada"><strong>{A}</strong> <span>@ada@ferry.example</span></a><time
class="dt-published">{D}</time></div><div class="status__content e-content"><p>{P}</p><p>{P}</p></div><div
class="status__action-bar"><a href="#">0 replies</a></div></div></div><div class="replies"><h2>2
replies</h2><div class="entry h-entry p-comment h-cite"><div class="status__info"><a class="p-author
 h-card" href="https://b.example/@tom"><strong>Tom</strong> <span>@tom@b.example</span></a></div><div
class="status__content e-content"><p>{C}</p></div></div><div class="entry h-entry p-comment h-cite"><div
class="status__info"><a class="p-author h-card" href="https://c.example/@rita"><strong>Rita</strong>
<span>@rita@c.example</span></a></div><div class="status__content e-content"><p>{C}</p></div></div></div>
</div></div><footer>{FOOT}</footer></body></html>""")

layout("a thread rolled into one page", "en", """{HEAD}{OG}</head><body><nav class="navbar">{MENU}</nav>
<div class="container-main thread-container"><div class="thread-info"><h1 class="title">{T}</h1><a
href="/user/ada" class="screenName">@ada</a> <span class="thread-length">5 posts, 3 min read</span><div
class="dropdown"><button>Bookmark</button><button>Save as PDF</button></div></div><div
class="t-main"><div id="tweet_1" class="content-tweet allow-preview">{P}<sup class="tw-permalink"><i
class="far fa-link"></i></sup></div><div id="tweet_2" class="content-tweet allow-preview">{P}<span
class="entity-image"><img data-src="/1.jpg" src="/w.gif"></span><sup class="tw-permalink"></sup></div><div
id="tweet_3" class="content-tweet allow-preview">{P}<br><br>{P}</div><div id="tweet_4"
class="content-tweet allow-preview">⟦Whoever wants the figures finds them <a class="entity-url"
data-preview="true" href="https://ferry.example/figures">ferry.example/figures</a>, all of them.⟧</div><div
id="tweet_5" class="content-tweet allow-preview">{P}</div></div><div class="t-footer mt-3"><p>• • •</p><p>
Missing some post in this thread? You can try to force a refresh</p></div><div class="pl-keep">Keep
Current with {A}</div><div class="card"><p>Stay in touch and get notified when new unrolls are available
from this author!</p></div><div class="more-threads"><h3>More from @ada</h3><div
class="thread-row"><div class="thread-date">Mar 2</div><div class="thread-preview"><a
href="/n/1">{X}</a></div></div><div class="thread-row"><div class="thread-date">Feb 1</div><div
class="thread-preview"><a href="/n/2">{X}</a></div></div></div></div><footer>{FOOT}</footer></body></html>
""")

layout("a live page: key points, entries with writers and buttons", "en", """{HEAD}{OG}</head><body><header>
{MENU}</header><main><div class="live-header"><span class="live-badge">LIVE</span><h1>{T}</h1><p
class="live-updated">Last updated {D}</p></div><section class="key-points"><h2>⟦Key points⟧</h2><ul><li>⟦The
night ferry does not run before Friday⟧</li><li>⟦The upper bridge is open for bicycles alone⟧</li></ul>
</section><div class="ad-slot">{ad}</div><ol class="live-stream"><li class="live-entry" id="e3"><div
class="live-entry__meta"><time datetime="{ISO}">⟦8:30⟧</time></div><div class="live-entry__body"><h3>{H}
</h3><p>{P}</p><p>{P}</p></div><div class="live-entry__author"><img src="/a.jpg" alt=""><span>{A}</span>
</div><div class="live-entry__share"><button>{share}</button></div></li><li class="live-entry" id="e2"><div
class="live-entry__meta"><time datetime="{ISO}">⟦7:55⟧</time></div><div class="live-entry__body"><h3>{H}
</h3><p>{P}</p><blockquote class="twitter-tweet"><p>⟦Do not go near the dyke tonight.⟧</p>⟦— Harbour board
(@board)⟧</blockquote></div><div class="live-entry__share"><button>{share}</button></div></li><li
class="live-entry live-entry--sponsored"><p>{ad}</p></li><li class="live-entry" id="e1"><div
class="live-entry__meta"><time datetime="{ISO}">⟦7:10⟧</time></div><div class="live-entry__body"><h3>{H}
</h3><p>{P}</p><p>{P}</p></div><div class="live-entry__share"><button>{share}</button></div></li></ol>
<button class="load-more">Load older entries</button></main><aside><h2>Most viewed</h2>{LINKS}</aside>
<footer>{FOOT}</footer></body></html>""")

layout("a question with remarks under it and two answers", "en", """{HEAD}<meta property="og:type"
content="website"></head><body class="question-page"><header class="s-topbar">{MENU}</header><div
class="container"><div id="left-sidebar">{LINKS}</div><div id="content"><div itemprop="mainEntity"
itemscope itemtype="https://schema.org/Question"><div id="question-header"><h1
itemprop="name"><a href="/questions/7/{SLUG}" class="question-hyperlink">{T}</a></h1><a href="/ask"
class="s-btn">Ask Question</a></div><div class="d-flex"><div title="{D}"><span>Asked</span> <time
itemprop="dateCreated">{D}</time></div><div><span>Viewed</span> 2k times</div></div><div id="mainbar"><div
class="question js-question"><div class="votecell"><div itemprop="upvoteCount">12</div></div><div
class="postcell"><div class="s-prose js-post-body" itemprop="text"><p>{P}</p><pre><code>⟦ferry --night
 --port upper⟧</code></pre><p>{P}</p></div><div class="post-taglist"><a href="/t/f"
class="post-tag">ferry</a></div><div class="post-menu"><a href="/s">Share</a> <a href="/i">Improve this
 question</a> <button>Follow</button></div><div class="post-signature"><span>asked {D}</span> <a
href="/u">{A}</a> <span class="reputation-score">1,204</span></div></div><div class="comments"><ul
class="comments-list"><li class="comment"><span class="comment-copy">{C}</span> – <a
class="comment-user" href="/u/2">Tom</a></li></ul><a class="js-add-link">Add a comment</a></div></div><div
id="answers"><h2>2 Answers</h2><div class="s-select">Sorted by: Highest score (default)</div><div
class="answer accepted-answer" itemprop="acceptedAnswer" itemscope
itemtype="https://schema.org/Answer"><div class="votecell">31</div><div class="answercell"><div
class="s-prose js-post-body" itemprop="text"><p>{P}</p><p>{P}</p></div><div class="post-menu"><a
href="/s">Share</a> <a href="/i">Improve this answer</a></div><div class="post-signature">answered {D}
<a href="/u/3">Rita</a></div></div><div class="comments"><ul><li class="comment"><span
class="comment-copy">{C}</span></li></ul></div></div><div class="answer" itemscope
itemtype="https://schema.org/Answer"><div class="votecell">2</div><div class="answercell"><div
class="s-prose js-post-body" itemprop="text"><p>{P}</p></div><div class="post-signature">answered {D} <a
href="/u/4">Jan</a></div></div></div><h2 class="bottom-notice">Not the answer you're looking for? Browse
 other questions tagged <a href="/t/f">ferry</a>.</h2></div></div></div><div id="sidebar"><h4>Related</h4>
{LINKS}</div></div></div><footer>{FOOT}</footer></body></html>""")

layout("a cook's blog: story first, the recipe's card last", "en", """{HEAD}{OG}{LD}</head><body
class="single"><header class="site-header">{MENU}</header><div class="content-sidebar-wrap"><main
class="content"><article class="entry"><header class="entry-header"><p class="entry-meta">{D} by <a
href="/a">{A}</a> <a href="#respond">14 Comments</a></p><h1 class="entry-title">{T}</h1></header><div
class="entry-content"><div class="wprm-jump-buttons"><a href="#recipe"
class="wprm-recipe-jump">Jump to Recipe</a> <a class="wprm-recipe-print">Print Recipe</a></div><p
class="disclosure"><em>This post may contain affiliate links. Please read our disclosure policy.</em></p>
<p>{P}</p><p>{P}</p><h2>{H}</h2><p>{P}</p><p>{P}</p><div id="recipe"><div id="wprm-recipe-container-7"
class="wprm-recipe-container"><div class="wprm-recipe wprm-recipe-template-chic"><h2
class="wprm-recipe-name">⟦Eel in cider⟧</h2><div class="wprm-recipe-rating"><div
class="wprm-recipe-rating-details">5 from 12 votes</div></div><a class="wprm-recipe-print">Print</a> <a
class="wprm-recipe-pin">Pin Recipe</a><div class="wprm-recipe-summary">⟦What the pilots eat when the
water is too low.⟧</div><div class="wprm-recipe-times-container">⟦<span>Prep Time</span> <span>10</span>
<span>minutes</span> <span>Cook Time</span> <span>40</span> <span>minutes</span>⟧</div><div
class="wprm-recipe-ingredients-container"><h3>⟦Ingredients⟧</h3><ul class="wprm-recipe-ingredients"><li
class="wprm-recipe-ingredient">⟦<span class="amount">2</span> <span class="unit">kg</span> <span
class="name">eel</span> <span class="notes">cleaned</span>⟧</li><li class="wprm-recipe-ingredient">⟦<span
class="amount">1</span> <span class="name">onion</span>⟧</li><li class="wprm-recipe-ingredient">⟦<span
class="amount">500</span> <span class="unit">ml</span> <span class="name">cider</span>⟧</li></ul></div><div
class="wprm-recipe-instructions-container"><h3>⟦Instructions⟧</h3><ol class="wprm-recipe-instructions"><li><div
class="wprm-recipe-instruction-text">⟦Cut the eel into pieces as long as a finger.⟧</div></li><li><div
class="wprm-recipe-instruction-text">⟦Fry the onion until it is yellow, add the cider and then the
 eel.⟧</div></li></ol></div><div class="wprm-call-to-action"><span>Tried this recipe?</span> <span>Let us
 know how it was!</span></div></div></div></div></div><footer class="entry-footer"><p
class="entry-meta">Filed Under: <a href="/c">Fish</a></p></footer></article><section
class="author-box"><h4>About {A}</h4><p>{BIO}</p></section><h2>Reader Interactions</h2><div
class="entry-comments"><h3>Comments</h3><ol><li>Rita says <p>{C}</p></li></ol></div></main><aside
class="sidebar"><p>{BIO}</p></aside></div><footer>{FOOT}</footer></body></html>""")

layout("a workspace's page put on the web", "en", """<!DOCTYPE html><html class="notion-html"><head><title>
{T}</title><meta property="og:title" content="{T} | Built on Workspace"></head><body><div
class="notion-app-inner"><div class="notion-topbar"><div role="button">Search</div><div
role="button">Duplicate</div></div><div class="notion-frame"><div class="notion-scroller"><div
class="layout"><div class="notion-page-block"><div class="notranslate" contenteditable="false"
placeholder="Untitled"><h1>{T}</h1></div></div><div class="notion-page-content"><div data-block-id="1"
class="notion-selectable notion-text-block"><div><div contenteditable="false"
data-content-editable-leaf="true">{P}</div></div></div><div data-block-id="2"
class="notion-selectable notion-text-block"><div><div data-content-editable-leaf="true">{P}</div></div></div>
<div data-block-id="3" class="notion-selectable notion-sub_header-block"><div><h3
data-content-editable-leaf="true">{H}</h3></div></div><div data-block-id="4"
class="notion-selectable notion-callout-block"><div role="note"><div class="notion-emoji">💡</div><div
data-content-editable-leaf="true">{P}</div></div></div><div data-block-id="5"
class="notion-selectable notion-toggle-block"><div><div role="button" aria-label="Open"></div><div
data-content-editable-leaf="true">⟦What the board keeps quiet⟧</div><div>{P}</div></div></div><div
data-block-id="6" class="notion-selectable notion-text-block"><div><div
data-content-editable-leaf="true">{P}</div></div></div></div></div></div></div></div></body></html>""")

layout("a firm's blog with a form beside it and a banner in its midst", "es", """{HEAD}{OG}</head><body
class="hs-content-id-7 hs-blog-post"><div class="header-container-wrapper">{MENU}</div><div
class="body-container-wrapper"><div class="blog-post"><div class="blog-post__meta"><h1><span
id="hs_cos_wrapper_name" class="hs_cos_wrapper">{T}</span></h1><div class="blog-post__timestamp">{D}</div>
<div class="blog-post__author">{by} <a href="/a">{A}</a></div></div><div class="blog-post__body"><span
id="hs_cos_wrapper_post_body" class="hs_cos_wrapper hs_cos_wrapper_meta_field hs_cos_wrapper_type_rich_text"
data-hs-cos-type="rich_text"><p><span style="font-weight: 400;">{P}</span></p><!--more--><p><span
style="font-weight: 400;">{P}</span></p><p><span class="hs-cta-wrapper"><span class="hs-cta-node"><a
href="/guia">Descargue gratis nuestra guía del puerto</a></span></span></p><h2><span>{H}</span></h2><p>
<span>{P}</span></p><p>{P}</p><p>{P}</p></span></div><div class="blog-post__tags">{tags}: <a
href="/t">puerto</a></div><div class="blog-comments"><h3>{comments}</h3><div
id="comment-1" class="comment"><div class="comment-from"><h4>Rita</h4></div><div
class="comment-body"><p>{C}</p></div></div></div></div><div class="blog-related-posts"><h2>{related}</h2>
<article class="blog-related-posts__post"><a href="/n/1"><h3>{R}</h3></a><p>{X}</p></article><article
class="blog-related-posts__post"><a href="/n/2"><h3>{R}</h3></a><p>{X}</p></article></div></div><div
class="footer-container-wrapper"><form><label>Correo</label><input></form>{FOOT}</div></body></html>""")

layout("a town's paper whose body is for subscribers by name", "en", """{HEAD}{OG}{LD}</head><body
class="page-article"><header id="site-header-container">{MENU}</header><div id="main-page-container"><div
id="main-body-container"><article id="asset-7" class="asset story" itemscope><header
class="asset-header"><h1 class="headline"><span>{T}</span></h1><div class="meta"><span><ul
class="list-inline"><li><span class="tnt-byline">By {A} news@ferry.example</span></li><li><time
class="tnt-date">{D}</time></li><li>Updated 2 hrs ago</li><li>0</li></ul></span></div></header><div
class="asset-body"><div id="asset-content" class="asset-content subscriber-premium"><div
class="subscriber-preview"><p>{P}</p></div><div class="subscriber-preview"><p>{P}</p></div><div
class="tncms-region"><div class="tnt-ads">{ad}</div></div><div class="subscriber-only"><p>{P}</p></div>
<div class="subscriber-only"><p><strong>{H}</strong></p></div><div class="subscriber-only"><p>{P}</p></div>
<div class="inline-asset inline-editorial-list"><h3>People are also reading…</h3>{LINKS}</div><div
class="subscriber-only"><p>{P}</p></div><div class="subscriber-only"><p>⟦<em>Contact {A} at
 555-0134.</em>⟧</p></div></div><div class="asset-tagline"><div class="tagline"><p>Get local news delivered
to your inbox!</p><p>{subscribe}</p></div></div></div><div class="asset-tags"><h4>Tags</h4><a
href="/t">Port</a></div><div class="asset-author"><h4>{A}</h4><p>{BIO}</p></div></article><div
class="block related-content"><h3>Watch now</h3>{CARDS}</div></div></div><footer>{FOOT}</footer></body>
</html>""")
