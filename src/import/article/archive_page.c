#include "import/article/archive_page.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "import/article/archive_find.h"
#include "import/article/meta_line.h"
#include "import/article/page_facts.h"
#include "import/article/page_junk.h"
#include "import/article/page_title.h"
#include "import/core/item.h"
#include "import/core/reading.h"
#include "import/html/html.h"
#include "import/html/html_picture.h"
#include "import/html/page_tree.h"
#include "import/html/tree_weight.h"
#include "text/url.h"

#define META_MAX  160  /* bytes of a line that tells date and byline */
#define WHOLE_MIN 2500 /* bytes of a text that is more than an excerpt */

struct list {
	struct arena arena;
	struct page_facts facts;
	struct entries found;
	const struct intake *in;
	const struct reading *how;
};

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

static void
take_picture(struct list *l, struct front_matter *f, xmlNode *n)
{
	const char *url = html_picture_url(&l->arena, n, l->facts.base);

	if (*f->image != '\0' || *url == '\0')
		return;
	f->image = arena_strdup(&f->arena, url);
	f->image_alt =
	    arena_strdup(&f->arena, tree_attribute(&l->arena, n, "alt"));
}

/* What a link in a line of meta data is by its rel. */
static bool
has_rel(struct list *l, const xmlNode *n, const char *rel)
{
	return tree_is(n, "a") &&
	       strstr(tree_attribute(&l->arena, n, "rel"), rel) != NULL;
}

/*
 * "11 marzo, 2016 | Lorena Moss Agua, Puente": the line without its links to
 * author and topics, which have nothing between them that parts them.
 */
static const char *
without_known_links(struct list *l, xmlNode *n)
{
	struct buf text = { 0 };
	const char *line;
	size_t len;

	for (xmlNode *c = n; c != NULL;) {
		bool known = has_rel(l, c, "tag") || has_rel(l, c, "author");

		if (c->type == XML_TEXT_NODE)
			tree_add_text(&text, (const char *)c->content);
		else if (tree_is_block(c))
			buf_addc(&text, ' ');
		c = tree_next(n, c, !known);
	}
	line = fm_clean_line(&l->arena, buf_str(&text), text.len);
	buf_free(&text);
	len = strlen(line);
	while (len > 0 && strchr(" ,|/", line[len - 1]) != NULL)
		len--;
	return arena_strndup(&l->arena, line, len);
}

static void
take_known_links(struct list *l, struct front_matter *f, xmlNode *n)
{
	for (xmlNode *c = n; c != NULL; c = tree_next(n, c, true)) {
		const char *name = tree_line(&l->arena, c);

		if (has_rel(l, c, "tag"))
			fm_names_add(&f->arena, &f->topics, name, strlen(name));
		else if (has_rel(l, c, "author"))
			fm_names_add(&f->arena, &f->authors, name,
			    strlen(name));
	}
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
	if (html_picture_is(n)) {
		take_picture(l, f, n);
		return true;
	}
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
	line = without_known_links(l, n);
	if (*line != '\0' &&
	    !meta_line_read(&f->arena, line, strlen(line), l->facts.lang, &m))
		return false;
	take_known_links(l, f, n);
	if (*line == '\0')
		return true;
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
			   page_junk_reason(&l->arena, l->found.root, n) !=
			       NULL) {
			page_junk_drop_one(n,
			    page_junk_reason(&l->arena, l->found.root, n),
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
	struct entry *e = &l->found.entry[i];
	struct item it;
	struct front_matter *f = &it.front;
	xmlNode *after = e->last->next, *n, *next;
	bool cut = false;
	bool whole_link = tree_within(e->link, e->heading);

	item_init(&it);
	it.line = (size_t)xmlGetLineNo(e->heading);
	f->title = arena_strdup(&f->arena, tree_line(&l->arena, e->heading));
	f->source = arena_strdup(&f->arena, e->url);
	f->lang = page_fact_lang(&f->arena, l->facts.lang);
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

/* An entry that is no second one, and not beside the list, is given. */
static bool
take_entry(struct list *l, size_t i, const char *topic)
{
	const struct entry *e = &l->found.entry[i];

	if (e->stray)
		l->in->skipped(l->in->ctx, (size_t)xmlGetLineNo(e->heading),
		    tree_line(&l->arena, e->heading), "beside the list");
	if (e->stray || e->again)
		return false;
	give(l, i, topic);
	return true;
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
	for (xmlNode *n = l->found.root; n != NULL;
	     n = tree_next(l->found.root, n, true)) {
		bool own =
		    tree_is(n, "h1") || tree_marked(tree_marks(&l->arena, n),
					    "page-title archive-title");
		const char *line;

		for (size_t i = 0; own && i < l->found.n; i++)
			own = l->found.entry[i].heading != n;
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
	xmlNode *n = l->found.root;
	size_t i = 0; /* the entry that comes next */

	while (n != NULL) {
		const char *why = NULL, *line = "";

		if (i < l->found.n && n == l->found.entry[i].first) {
			n = tree_next(l->found.root, l->found.entry[i].last,
			    false);
			i++;
			continue;
		}
		if (tree_weight(n)->marks == 0 && tree_is_block(n) &&
		    !tree_is(n, "head"))
			line = tree_line(&l->arena, n);
		if (*line != '\0' && strcmp(bare(line), topic) != 0) {
			why = page_junk_reason(&l->arena, l->found.root, n);
			l->in->skipped(l->in->ctx, (size_t)xmlGetLineNo(n),
			    line, why != NULL ? why : "outside of the entries");
		}
		n = tree_next(l->found.root, n, tree_weight(n)->marks > 0);
	}
}

/* The heading that shows the page's title and leads nowhere. */
static const xmlNode *
heading_of(const struct page_facts *facts, xmlNode *root)
{
	struct page_title title;

	page_title_find(&title, facts, root);
	return title.heading != NULL && tree_find(title.heading, "a") == NULL &&
		       !tree_is(title.heading->parent, "a")
		   ? title.heading
		   : NULL;
}

enum page_kind
archive_page_kind(xmlNode *root, const char *url)
{
	struct arena a = { 0 };
	struct page_facts facts;
	struct entries found;
	enum page_kind kind;

	page_facts_read(&facts, &a, root, url);
	archive_find(&found, &a, root, &facts, heading_of(&facts, root));
	kind = archive_kind(&found);
	arena_free(&a);
	return kind;
}

size_t
archive_page_read(xmlNode *root, const char *url, const struct reading *how,
    const struct intake *in)
{
	struct list l = { .how = how, .in = in };
	const char *topic;
	size_t n;

	page_facts_read(&l.facts, &l.arena, root, url);
	archive_find(&l.found, &l.arena, root, &l.facts,
	    heading_of(&l.facts, root));
	topic = page_topic(&l);
	n = l.found.n;
	if (n > 0)
		tell_rest(&l, topic);
	archive_mark_strays(&l.found);
	for (size_t i = 0; i < l.found.n; i++)
		n -= !take_entry(&l, i, topic);
	arena_free(&l.arena);
	return n;
}
