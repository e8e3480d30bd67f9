#include "import/article/page_junk.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "import/core/item.h"
#include "import/html/page_tree.h"
#include "text/slug.h"

/* What elements are for. */
static const struct {
	const char *name, *why;
} elements[] = {
	{ "nav", "navigation" },
	{ "dialog", "a banner" },
	{ "form", "a form" },
	{ "button", "a button" },
	{ "select", "a form" },
	{ "input", "a form" },
	{ "aside", "beside the text" },
};

static const struct {
	const char *role, *why;
} roles[] = {
	{ "navigation", "navigation" },
	{ "banner", "the page's header" },
	{ "contentinfo", "the page's footer" },
	{ "complementary", "beside the text" },
	{ "search", "a form" },
	{ "dialog", "a banner" },
	{ "alertdialog", "a banner" },
};

/* What authors of themes call it, in class and id: names and words. */
static const struct {
	const char *marks, *why;
} called[] = {
	{ "comments comment comment-wrapper comment-section comments-section "
	  "commentarea comment-list commentlist comments-area respond disqus "
	  "disqus_thread comentarios post-comments fb-comments comment-respond "
	  "webmentions comment-form",
	    "comments" },
	{ "share sharing sharedaddy addtoany addthis social sociallinks "
	  "shareaholic heateor compartir compartilhar partager redes "
	  "redes-sociales sharethis a2a_kit printfriendly sharer",
	    "share buttons" },
	{ "related relateds jp-relatedposts yarpp relacionado relacionados "
	  "relacionada relacionadas outbrain taboola recommended "
	  "recommendations recomendados trending most-read mas-leidas "
	  "mas-leidos masleidas lomasleido lo-mas-leido most-popular "
	  "popular-posts also-read read-next readnext more-stories "
	  "more-articles post-navigation nav-links prev-next "
	  "notas-relacionadas "
	  "te-puede-interesar further-reading crp_related rp4wp",
	    "links to other articles" },
	{ "newsletter newsletters subscribe subscription suscripcion "
	  "suscribete suscribirse boletin optin mc4wp mailchimp sign-up signup "
	  "mailing-list email-signup",
	    "an invitation to sign up" },
	{ "donate donation donations donar donaciones fundraiser fundraising "
	  "paywall appeal support-us membership",
	    "an appeal" },
	{ "ad ads adsbygoogle advert advertisement advertising advertorial "
	  "publicidad anuncio anuncios sponsor sponsored sponsors promo promos "
	  "promotion teads dfp adslot ad-slot banner-ad werbung anzeige "
	  "publicite",
	    "advertising" },
	{ "cookie cookies consent gdpr popup modal overlay lightbox banner "
	  "toast snackbar",
	    "a banner" },
	{ "nav navbar navigation menu submenu breadcrumb breadcrumbs migas "
	  "migas-de-pan pagination pager paginacion paginate toolbar skip "
	  "skip-link skiplink topbar site-header masthead page-header-nav "
	  "megamenu offcanvas toc-toggle",
	    "navigation" },
	{ "sidebar widget widgets widget-area sidebar-primary barra-lateral "
	  "rail secondary",
	    "beside the text" },
	{ "site-footer page-footer colophon footer-widgets copyright",
	    "the page's footer" },
	{ "author-box authorbox author-bio about-author author-info "
	  "author-card post-author-box",
	    "about the author" },
	{ "tag-links tags-links tags taglist tag-list post-tags entry-tags "
	  "etiquetas entry-footer post-footer cat-links entry-utility "
	  "postmetadata tag-container tagcloud",
	    "the article's topics" },
	{ "sr-only screen-reader-text visually-hidden visuallyhidden noprint "
	  "hidden-print print-only",
	    "hidden text" },
};

static bool
is_hidden(struct arena *a, const xmlNode *n)
{
	const char *style = tree_attribute(a, n, "style");

	return xmlHasProp((xmlNode *)n, (const xmlChar *)"hidden") != NULL ||
	       strcasestr(style, "display:none") != NULL ||
	       strcasestr(style, "display: none") != NULL;
}

/* A header or footer of the page, not of an article or a quote. */
static bool
is_of_page(const xmlNode *n)
{
	static const char *const own[] = { "article", "blockquote", "figure",
		"main", NULL };

	for (n = n->parent; n != NULL; n = n->parent)
		if (tree_is_one(n, own))
			return false;
	return true;
}

/* Words and pictures of a text, and what the page cannot be without. */
static bool
is_never_junk(const xmlNode *n)
{
	static const char *const kept[] = { "html", "body", "main", "p", "h1",
		"h2", "h3", "h4", "h5", "h6", "img", "figure", "picture",
		"figcaption", "b", "i", "em", "strong", "br", "td", "tr",
		"tbody", "blockquote", "pre", "code", NULL };

	return n->type != XML_ELEMENT_NODE || tree_is_one(n, kept);
}

const char *
page_junk_reason(struct arena *a, const xmlNode *n)
{
	const char *role = tree_attribute(a, n, "role");
	const char *marks = tree_marks(a, n);

	if (is_never_junk(n))
		return NULL;
	for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++)
		if (tree_is(n, elements[i].name))
			return elements[i].why;
	if (tree_is(n, "header") && is_of_page(n))
		return "the page's header";
	if (tree_is(n, "footer") && is_of_page(n))
		return "the page's footer";
	for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
		if (strcasecmp(role, roles[i].role) == 0)
			return roles[i].why;
	if (tree_marked(marks, "hentry h-entry type-post type-page"))
		return NULL;
	for (size_t i = 0; i < sizeof called / sizeof called[0]; i++)
		if (tree_marked(marks, called[i].marks))
			return called[i].why;
	return is_hidden(a, n) ? "hidden text" : NULL;
}

void
page_junk_drop_one(xmlNode *n, const char *why, const struct intake *in)
{
	struct buf text = { 0 };
	long line = xmlGetLineNo(n);

	tree_text(n, &text);
	if (in != NULL && text.len > 0)
		in->skipped(in->ctx, line > 0 ? (size_t)line : 0,
		    buf_str(&text), why);
	buf_free(&text);
	tree_drop(n);
}

static bool
is_most(const xmlNode *root, const xmlNode *n, const char *why)
{
	size_t all = tree_weight(root)->text;

	return strcmp(why, "comments") != 0 && all > 200 &&
	       tree_weight(n)->text > all / 2;
}

static bool
holds(const xmlNode *n, const xmlNode *kept)
{
	return kept != NULL && tree_within(n, kept);
}

void
page_junk_drop(struct arena *a, xmlNode *root, const xmlNode *const keep[2],
    const struct intake *in)
{
	xmlNode *n = root;

	while (n != NULL) {
		const char *why = page_junk_reason(a, n);
		xmlNode *next;

		if (why == NULL || is_most(root, n, why) || holds(n, keep[0]) ||
		    holds(n, keep[1])) {
			n = tree_next(root, n, true);
			continue;
		}
		next = tree_next(root, n, false);
		page_junk_drop_one(n, why, in);
		n = next;
	}
}

bool
page_junk_is_label(const char *line)
{
	/* as slugs: case and accents do not matter */
	static const char *const labels[] = { "related", "read-also",
		"read-more", "also-read", "see-also", "more-from", "more-on",
		"more-stories", "you-may-also", "you-might-also", "recommended",
		"further-reading", "lee-tambien", "leer-tambien", "lea-tambien",
		"lee-ademas", "lee-mas", "vea-tambien", "ver-tambien",
		"te-puede-interesar", "te-recomendamos", "tambien-te-puede",
		"tambien-puede", "mas-noticias", "mas-en", "mas-sobre",
		"noticias-relacionadas", "notas-relacionadas",
		"articulos-relacionados", "relacionado", "relacionados",
		"relacionadas", "le-puede-interesar", "leia-tambem",
		"leia-mais", "veja-tambem", "saiba-mais", "lire-aussi",
		"a-lire-aussi", "articles-similaires", "lesen-sie-auch",
		"mehr-zum-thema", "das-konnte-sie", "leggi-anche",
		"potrebbe-interessarti", "lees-ook", "share-this", "share-on",
		"compartir", "comparte", "siguenos", "follow-us", "like-this",
		"filed-under", "tagged", "tags", "etiquetas", "temas",
		"categorias", "schlagworte", "print-this", "advertisement",
		"publicidad", "suscribete", "subscribe-to", "sign-up-for",
		"click-to-share", "comments-are-closed", "leave-a-comment",
		"leave-a-reply", "deja-un-comentario", "deja-una-respuesta",
		NULL };
	char slug[SLUG_SIZE];
	size_t len = strlen(line);

	slug_make(slug, line, len < 60 ? len : 60);
	for (size_t i = 0; labels[i] != NULL; i++) {
		size_t n = strlen(labels[i]);

		if (strncmp(slug, labels[i], n) == 0 &&
		    (slug[n] == '\0' || slug[n] == '-'))
			return true;
	}
	return false;
}
