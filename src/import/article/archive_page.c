#include "import/article/archive_page.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "import/article/meta_line.h"
#include "import/article/page_facts.h"
#include "import/article/page_junk.h"
#include "import/article/web_page.h"
#include "import/core/item.h"
#include "import/core/reading.h"
#include "import/html/html.h"
#include "import/html/page_tree.h"
#include "text/url.h"

#define ENTRIES_MAX 5000
#define EXCERPT_MIN 40   /* bytes without blanks */
#define TITLE_MAX   400  /* bytes; a longer one is no headline */
#define META_MAX    160  /* bytes of a line that tells date and byline */
#define WHOLE_MIN   2500 /* bytes of a text that is more than an excerpt */

/* A headline that is a link, and what belongs to it. */
struct entry {
	xmlNode *heading, *link;
	xmlNode *first, *last; /* siblings that hold it and its excerpt */
	size_t prose;          /* bytes of the excerpt */
};

struct list {
	struct arena arena;
	struct page_facts facts;
	xmlNode *root;
	struct entry *entry;
	size_t n, cap;
	size_t prose; /* of the whole page, what is no article aside */
	const struct intake *in;
	const struct reading *how;
};

/* ---- headlines ---- */

static bool
is_heading(const xmlNode *n)
{
	static const char *const names[] = { "h1", "h2", "h3", "h4", "h5", "h6",
		NULL };

	return tree_is_one(n, names);
}

/* Is all text of n in this link? */
static bool
is_all_link(const xmlNode *n)
{
	const struct weight *w = tree_weight(n);

	return w->links == 1 && w->linked > 0 && w->text == 0;
}

/* The link around n, at most a few elements up. */
static xmlNode *
link_around(xmlNode *n)
{
	for (int up = 0; n != NULL && up < 5; n = n->parent, up++)
		if (tree_is(n, "a"))
			return n;
	return NULL;
}

static bool
is_named_title(struct arena *a, const xmlNode *n)
{
	static const char *const holders[] = { "div", "p", "span", "a", "td",
		"strong", "b", NULL };

	return tree_is_one(n, holders) &&
	       tree_marked(tree_marks(a, n),
		   "entry-title post-title headline title titulo titular "
		   "card-title article-title story-title node-title "
		   "item-title news-title item__title card__title") &&
	       !tree_marked(tree_marks(a, n), "site-title page-title");
}

/* In old pages a headline is bold, and a link and nothing else. */
static bool
is_bold_link(const xmlNode *n)
{
	static const char *const bold[] = { "b", "strong", "font", "big",
		NULL };
	const xmlNode *p = n->parent;

	if (!tree_is_one(n, bold) || p == NULL || tree_is_one(p, bold) ||
	    tree_weight(n)->linked < 15 || tree_weight(n)->text > 0)
		return false;
	return is_all_link(n) ||
	       (tree_is(p, "a") &&
		   tree_weight(p)->linked == tree_weight(n)->linked);
}

static xmlNode *
link_of(struct list *l, xmlNode *n)
{
	const struct weight *w = tree_weight(n);
	xmlNode *link = NULL;

	if (w->text + w->linked == 0 || w->text + w->linked > TITLE_MAX)
		return NULL;
	if (is_heading(n) || is_named_title(&l->arena, n)) {
		link = tree_find(n, "a");
		if (link == NULL || w->text > w->linked)
			link = link_around(n);
	} else if (is_bold_link(n)) {
		link = tree_find(n, "a");
		if (link == NULL)
			link = n->parent;
	}
	return link != NULL && *tree_attribute(&l->arena, link, "href") != '\0'
		   ? link
		   : NULL;
}

/* A picture's caption or a button may repeat the headline's link. */
static bool
leads_where(struct list *l, const xmlNode *a, const xmlNode *b)
{
	return strcmp(tree_attribute(&l->arena, a, "href"),
		   tree_attribute(&l->arena, b, "href")) == 0;
}

static void
add_entry(struct list *l, xmlNode *heading, xmlNode *link)
{
	if (l->n == ENTRIES_MAX ||
	    (l->n > 0 && leads_where(l, l->entry[l->n - 1].link, link)))
		return;
	if (l->n == l->cap) {
		size_t cap = l->cap > 0 ? l->cap * 2 : 32;

		l->entry = arena_grow(&l->arena, l->entry,
		    l->cap * sizeof *l->entry, cap * sizeof *l->entry);
		l->cap = cap;
	}
	l->entry[l->n++] = (struct entry){ .heading = heading, .link = link };
}

/* What is no article, unless most of the page is in it. */
static bool
is_junk(struct list *l, const xmlNode *n)
{
	const struct weight *w = tree_weight(n), *all = tree_weight(l->root);

	return (w->text + w->linked) * 2 < all->text + all->linked &&
	       page_junk_reason(&l->arena, n) != NULL;
}

/* All headlines outside of what is no article. */
static void
find_headlines(struct list *l)
{
	xmlNode *n = l->root;

	while (n != NULL) {
		bool junk = is_junk(l, n);
		xmlNode *link = junk ? NULL : link_of(l, n);

		if (link != NULL)
			add_entry(l, n, link);
		n = tree_next(l->root, n,
		    !junk && link == NULL && !tree_is(n, "head"));
	}
}

/* ---- what belongs to a headline ---- */

/* Something that ends an entry whose text stands beside its headline. */
static bool
ends_entry(struct list *l, const xmlNode *n)
{
	const struct weight *w = tree_weight(n);

	return w->marks > 0 || is_heading(n) ||
	       page_junk_reason(&l->arena, n) != NULL ||
	       (w->links > 2 && w->linked > w->text);
}

static size_t
prose_between(const struct entry *e)
{
	const struct weight *h = tree_weight(e->heading);
	size_t prose = 0;

	for (const xmlNode *n = e->first; n != NULL; n = n->next) {
		prose += tree_weight(n)->text;
		if (n->type == XML_TEXT_NODE)
			for (const char *s = (const char *)n->content; *s; s++)
				prose += *s != ' ' && *s != '\n' && *s != '\t';
		/* a card is one link: its excerpt is linked text */
		if (tree_within(n, e->link) && tree_within(e->link, e->heading))
			prose += tree_weight(e->link)->linked;
		if (n == e->last)
			break;
	}
	return prose > h->text + h->linked && tree_within(e->link, e->heading)
		   ? prose - h->text - h->linked
		   : prose - (prose >= h->text ? h->text : prose);
}

/*
 * An entry's piece of the page grows up to where another one's headline
 * stands; where that leaves no excerpt, it is in what follows the headline.
 */
static void
take_piece(struct list *l, struct entry *e)
{
	xmlNode *n = e->heading;

	/* a card is one link, unless the link was never closed */
	if (tree_within(e->link, n) && tree_weight(e->link)->marks <= 1)
		n = e->link;
	while (n->parent != NULL && n->parent->type == XML_ELEMENT_NODE &&
	       !tree_is(n->parent, "body") &&
	       tree_weight(n->parent)->marks <= 1)
		n = n->parent;
	e->first = e->last = n;
	e->prose = prose_between(e);
	if (e->prose >= EXCERPT_MIN)
		return;
	for (n = e->last->next; n != NULL && !ends_entry(l, n); n = n->next)
		e->last = n;
	e->prose = prose_between(e);
}

/* Prose of the page that is not in navigation and the like. */
static size_t
page_prose(struct list *l)
{
	size_t prose = tree_weight(l->root)->text;
	xmlNode *n = l->root;

	while (n != NULL) {
		bool junk = is_junk(l, n);

		if (junk)
			prose -= tree_weight(n)->text;
		n = tree_next(l->root, n, !junk);
	}
	return prose;
}

static void
find_entries(struct list *l, const char *url)
{
	page_facts_read(&l->facts, &l->arena, l->root, url);
	tree_weigh(&l->arena, l->root);
	find_headlines(l);
	for (size_t i = 0; i < l->n; i++)
		tree_mark(l->entry[i].heading);
	for (size_t i = 0; i < l->n; i++)
		take_piece(l, &l->entry[i]);
	l->prose = page_prose(l);
}

/* ---- is it a list? ---- */

static bool
is_list(const struct list *l)
{
	size_t all = 0, most = 0, with = 0;

	for (size_t i = 0; i < l->n; i++) {
		all += l->entry[i].prose;
		with += l->entry[i].prose >= EXCERPT_MIN;
		if (l->entry[i].prose > most)
			most = l->entry[i].prose;
	}
	if (with < 2 || (with < 3 && !l->facts.is_list && l->facts.is_article))
		return false;
	if (l->facts.is_article && !l->facts.is_list)
		return with >= 3 && all * 5 >= l->prose * 4 && most * 2 <= all;
	return all * 2 >= l->prose &&
	       (most * 10 <= all * 7 || with >= 6 || l->facts.is_list);
}

bool
archive_page_is(xmlNode *root, const char *url)
{
	struct list l = { .root = root };
	bool is;

	find_entries(&l, url);
	is = is_list(&l);
	arena_free(&l.arena);
	return is;
}

/* ---- an entry becomes an item ---- */

static bool
is_more_link(const xmlNode *n, const char *line)
{
	static const char *const words[] = { "read more", "read the",
		"read full", "read on", "continue reading", "keep reading",
		"more", "full story", "leer más", "leer mas", "leer nota",
		"leer completo", "seguir leyendo", "sigue leyendo",
		"continuar leyendo", "ver más", "ver mas", "más información",
		"lire la suite", "lire plus", "en savoir plus", "weiterlesen",
		"mehr lesen", "mehr erfahren", "leia mais", "continue lendo",
		"saiba mais", "leggi tutto", "leggi di più", "continua",
		"lees meer", "[...]", "[…]", "...", "…", "»", "→", NULL };

	if (!tree_is(n, "a") || strlen(line) > 120)
		return false;
	for (size_t i = 0; words[i] != NULL; i++) {
		size_t len = strlen(words[i]);

		if (strncasecmp(line, words[i], len) == 0 &&
		    (line[len] == '\0' || strchr(" .:>[(", line[len]) ||
			(unsigned char)line[len] >= 0x80))
			return true;
	}
	return false;
}

static bool
is_topic(struct list *l, xmlNode *n)
{
	return tree_is(n, "a")
		   ? strstr(tree_attribute(&l->arena, n, "rel"), "tag") != NULL
		   : tree_weight(n)->text + tree_weight(n)->linked <= 60 &&
			 tree_marked(tree_marks(&l->arena, n),
			     "category categoria kicker volanta section-name "
			     "cat-links post-category entry-category eyebrow");
}

/* One element of an entry: what it tells is taken; true: it is to go. */
static bool
take_element(struct list *l, const struct entry *e, struct item *it, xmlNode *n,
    bool *cut)
{
	struct front_matter *f = &it->front;
	const struct weight *w = tree_weight(n);
	size_t shown = w->text + w->linked;
	struct meta_line m;
	const char *line;

	if (n == e->heading)
		return true;
	if (tree_within(n, e->heading))
		return false;
	if (tree_is(n, "time"))
		page_fact_date(&f->date,
		    tree_attribute(&l->arena, n, "datetime"));
	if (tree_is(n, "img") && *f->image == '\0') {
		const char *src = tree_attribute(&l->arena, n, "data-src");

		if (*src == '\0')
			src = tree_attribute(&l->arena, n, "src");
		if (*src != '\0' && url_may_link(src, strlen(src))) {
			f->image = url_resolve(&f->arena, l->facts.base, src);
			f->image_alt = arena_strdup(&f->arena,
			    tree_attribute(&l->arena, n, "alt"));
		}
	}
	if (tree_is(n, "img"))
		return true;
	if (shown == 0 || shown > META_MAX || n->type != XML_ELEMENT_NODE)
		return false;
	line = tree_line(&l->arena, n);
	if (is_more_link(n, line)) {
		*cut = true;
		return true;
	}
	if (is_topic(l, n)) {
		fm_names_split(&f->arena, &f->topics, line, ",|/");
		return true;
	}
	if (!meta_line_read(&f->arena, line, strlen(line), l->facts.lang, &m))
		return false;
	if (tree_find(n, "time") != NULL) /* it has the hour, too */
		page_fact_date(&f->date, tree_attribute(&l->arena,
					     tree_find(n, "time"), "datetime"));
	if (!f->date.known)
		f->date = m.date;
	if (f->authors.n == 0)
		f->authors = m.authors;
	return true;
}

/* Go through one piece of an entry, and take out what is no excerpt. */
static void
strip_piece(struct list *l, struct entry *e, struct item *it, xmlNode *piece,
    bool *cut)
{
	xmlNode *n = piece;

	while (n != NULL) {
		xmlNode *next = n == piece ? NULL : tree_next(piece, n, false);

		if (n != piece && take_element(l, e, it, n, cut)) {
			if (n == e->heading)
				e->heading = e->link = NULL;
			tree_drop(n);
			n = next;
		} else if (n != piece && !tree_within(n, e->heading) &&
			   page_junk_reason(&l->arena, n) != NULL) {
			page_junk_drop_one(n, page_junk_reason(&l->arena, n),
			    l->in);
			n = next;
		} else {
			n = tree_next(piece, n, true);
		}
	}
}

/* Without images and links to the same place, which the headline has. */
static void
unlink_card(xmlNode *link)
{
	xmlUnsetProp(link, (const xmlChar *)"href");
}

static void
add_topic(struct item *it, const char *page_topic)
{
	struct fm_names told = it->front.topics;

	it->front.topics = (struct fm_names){ NULL, 0 };
	if (*page_topic != '\0')
		fm_names_add(&it->front.arena, &it->front.topics, page_topic,
		    strlen(page_topic));
	for (size_t i = 0; i < told.n; i++)
		fm_names_add(&it->front.arena, &it->front.topics, told.name[i],
		    strlen(told.name[i]));
}

static void
give(struct list *l, size_t i, const char *topic)
{
	struct entry *e = &l->entry[i];
	struct item it;
	struct front_matter *f = &it.front;
	xmlNode *after = e->last->next, *n, *next;
	bool cut = false;
	const char *href = tree_attribute(&l->arena, e->link, "href");
	bool whole_link = tree_within(e->link, e->heading);

	item_init(&it);
	it.line = (size_t)xmlGetLineNo(e->heading);
	f->title = arena_strdup(&f->arena, tree_line(&l->arena, e->heading));
	f->source = url_resolve(&f->arena, l->facts.base, href);
	f->lang = web_page_lang(&f->arena, l->facts.lang);
	it.identity = arena_printf(&f->arena, "page:%s", f->source);
	if (whole_link && e->link != e->heading)
		unlink_card(e->link);
	for (n = e->first; n != NULL && n != after; n = next) {
		next = n->next;
		if (n == e->heading || take_element(l, e, &it, n, &cut))
			continue;
		strip_piece(l, e, &it, n, &cut);
		if (it.markdown.len > 0)
			buf_addc(&it.markdown, '\n');
		html_node_to_markdown(&it.markdown, n, l->facts.base);
	}
	f->partial = cut || item_is_cut(&it) || it.markdown.len < WHOLE_MIN;
	if (!f->date.known)
		f->weight = (long)i + 1;
	add_topic(&it, topic);
	l->in->item(l->in->ctx, &it);
	item_free(&it);
}

/* ---- the page ---- */

/* "Category: Peru", "Archivo de Perú": the page's own heading, bare. */
static const char *
bare(const char *heading)
{
	static const char *const prefixes[] = { "category: ", "tag: ",
		"topic: ", "category archives: ", "tag archives: ",
		"archives for ", "archive for ", "posts tagged ", "posts in ",
		"all posts in ", "categoría: ", "etiqueta: ", "archivo de ",
		"archivos de ",
		"tema: ", "sección: ", "catégorie : ", "étiquette : ",
		"kategorie: ", "schlagwort: ", "categoria: ", "section: " };

	for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
		if (strncasecmp(heading, prefixes[i], strlen(prefixes[i])) == 0)
			return heading + strlen(prefixes[i]);
	return heading;
}

/* The topic that the page's heading names: a heading that is no headline. */
static const char *
page_topic(struct list *l)
{
	if (l->how->topic != NULL)
		return l->how->topic;
	for (xmlNode *n = l->root; n != NULL; n = tree_next(l->root, n, true)) {
		bool own =
		    tree_is(n, "h1") || tree_marked(tree_marks(&l->arena, n),
					    "page-title archive-title");
		const char *line;

		for (size_t i = 0; own && i < l->n; i++)
			own = l->entry[i].heading != n;
		if (!own || tree_marked(tree_marks(&l->arena, n->parent),
				"site-header site-branding masthead logo"))
			continue;
		line = bare(tree_line(&l->arena, n));
		if (*line != '\0' && strlen(line) < 80 &&
		    strcasecmp(line, l->facts.site) != 0 &&
		    !tree_marked(tree_marks(&l->arena, n), "site-title"))
			return line;
	}
	return "";
}

/* What stands around the entries is told. */
static void
tell_rest(struct list *l, const char *topic)
{
	xmlNode *n = l->root;
	size_t i = 0; /* the entry that comes next */

	while (n != NULL) {
		const char *why = NULL, *line = "";

		if (i < l->n && n == l->entry[i].first) {
			n = tree_next(l->root, l->entry[i].last, false);
			i++;
			continue;
		}
		if (tree_weight(n)->marks == 0 && tree_is_block(n) &&
		    !tree_is(n, "head"))
			line = tree_line(&l->arena, n);
		if (*line != '\0' && strcmp(bare(line), topic) != 0) {
			why = page_junk_reason(&l->arena, n);
			l->in->skipped(l->in->ctx, (size_t)xmlGetLineNo(n),
			    line, why != NULL ? why : "outside of the entries");
		}
		n = tree_next(l->root, n, tree_weight(n)->marks > 0);
	}
}

size_t
archive_page_read(xmlNode *root, const char *url, const struct reading *how,
    const struct intake *in)
{
	struct list l = { .root = root, .how = how, .in = in };
	const char *topic;
	size_t n;

	find_entries(&l, url);
	topic = page_topic(&l);
	if (l.n > 0)
		tell_rest(&l, topic);
	for (size_t i = 0; i < l.n; i++)
		give(&l, i, topic);
	n = l.n;
	arena_free(&l.arena);
	return n;
}
