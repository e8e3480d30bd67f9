#include "site/furniture.h"

#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/url.h"
#include "page/markdown.h"
#include "site/links.h"

/* ---- ways to go ---------------------------------------------------------- */

struct ways
ways_begin(struct page *p)
{
	return (struct ways){ .page = p };
}

struct ways
ways_below(struct page *p)
{
	return (struct ways){ .page = p, .begun = LOOK_ALL };
}

static void
add_way(struct page *p, const struct way *way, unsigned looks, bool tight)
{
	struct block *b;

	if (looks == 0)
		return;
	page_only(p, looks);
	b = way->search ? page_search(p, way->url, way->label)
			: page_link(p, way->url, way->label);
	b->tight = tight;
	b->full_text = way->full_text;
	page_only(p, LOOK_ALL);
}

/* The first link of a group may be another one in each look. */
void
ways_add(struct ways *w, const struct way *way)
{
	unsigned looks = way->looks != 0 ? way->looks : LOOK_ALL;

	add_way(w->page, way, looks & ~w->begun, false);
	add_way(w->page, way, looks & w->begun, true);
	w->begun |= looks;
}

void
ways_link(struct ways *w, unsigned looks, const char *url, const char *label)
{
	ways_add(w,
	    &(struct way){ .url = url, .label = label, .looks = looks });
}

void
ways_home(struct ways *w, struct visit *v)
{
	ways_link(w, LOOK_ALL, "/", visit_words(v, WORD_FRONT_PAGE));
}

/* ---- lines of text ------------------------------------------------------- */

void
furniture_text_title(struct visit *v, const char *title)
{
	v->r->status = 20;
	furniture_language(v, "");
	page_heading(&v->r->page, 1, title);
}

void
furniture_list_title(struct visit *v, const char *title)
{
	v->r->page.index = true;
	furniture_text_title(v, title);
}

void
furniture_line(struct visit *v, const char *text)
{
	page_text(&v->r->page, text)->tight = true;
}

void
furniture_add_text_form(struct visit *v, struct ways *ways, const char *url,
    enum word label)
{
	ways_add(ways, &(struct way){ .url = url,
			   .label = visit_words(v, label),
			   .looks = LOOK_MENU,
			   .full_text = true });
}

void
furniture_text_form(struct visit *v, const char *url, enum word label)
{
	struct ways ways = ways_below(&v->r->page);

	furniture_add_text_form(v, &ways, url, label);
}

void
furniture_language(struct visit *v, const char *language)
{
	size_t len = strlen(language);

	if (len == 0 || len >= sizeof v->r->lang)
		language = v->capsule->language;
	len = strlen(language);
	if (len < sizeof v->r->lang)
		memcpy(v->r->lang, language, len + 1);
}

void
furniture_entry(struct visit *v, const struct card *card, bool brief)
{
	struct entry e = {
		.url = arena_printf(v->arena, "/a/%s", card->slug),
		.title = card->title,
		.date = furniture_day(v, &card->date),
		.byline = card->authors,
		.excerpt = card->summary,
		.brief = brief,
	};

	page_entry(&v->r->page, &e)->tight = brief;
}

void
furniture_entry_with(struct visit *v, const struct card *card,
    const char *excerpt, const char *remark)
{
	struct card other = *card;

	other.summary = excerpt;
	if (remark[0] != '\0')
		other.authors = arena_printf(v->arena, "%s%s%s", card->authors,
		    card->authors[0] != '\0' ? " - " : "", remark);
	furniture_entry(v, &other, false);
}

const char *
furniture_counted(struct visit *v, const char *title, size_t n)
{
	return arena_printf(v->arena, "%s (%zu)", title, n);
}

const char *
furniture_month(struct visit *v, int year, int month)
{
	enum word name = (enum word)(WORD_JANUARY + month - 1);

	return visit_words_with(v, WORD_MONTH_OF, visit_words(v, name),
	    arena_printf(v->arena, "%04d", year));
}

const char *
furniture_day(struct visit *v, const struct date *d)
{
	char day[DATE_SIZE];

	return d->known ? arena_strdup(v->arena, date_day(d, day)) : "";
}

const char *
furniture_host(struct visit *v, const char *url)
{
	struct url u;
	const char *host, *at;
	size_t len;

	url_split(&u, url, strlen(url));
	if (!u.has_authority)
		return "";
	host = u.authority;
	len = u.authority_len;
	at = memrchr(host, '@', len);
	if (at != NULL) {
		len -= (size_t)(at + 1 - host);
		host = at + 1;
	}
	if (len > 0 && host[0] != '[') {
		const char *colon = memchr(host, ':', len);

		len = colon != NULL ? (size_t)(colon - host) : len;
	}
	return arena_strndup(v->arena, host, len);
}

bool
furniture_is_url(const char *s)
{
	struct url u;

	url_split(&u, s, strlen(s));
	return u.scheme_len > 0 && u.has_authority &&
	       url_may_link(s, strlen(s));
}

const char *
furniture_url(struct visit *v, const char *url)
{
	struct buf safe = { 0 };

	url_encode(&safe, url, strlen(url));
	return buf_keep(&safe, v->arena);
}

/* ---- texts from files ---------------------------------------------------- */

void
furniture_markdown(struct visit *v, struct page *p,
    const struct markdown_text *t)
{
	struct links links = {
		.index = v->index,
		.capsule = v->capsule,
		.path = t->path,
	};
	struct markdown how = {
		.base = t->base,
		.title = t->title,
		.images = v->capsule->images == CAPSULE_IMAGES_DROP
			      ? IMAGES_DROP
			      : IMAGES_LINK,
		.find = links_find,
		.find_ctx = &links,
	};

	markdown_add(p, t->text, t->len, &how);
}

int
furniture_read(struct visit *v, const char *path, struct buf *out)
{
	struct stat st;
	struct problem why = { 0 };
	int fd = file_open_below(v->capsule->dir, path, false, &st);
	int result;

	if (fd == -1)
		return -1;
	result = buf_read_fd(out, fd, v->how->article_size, &why);
	close(fd);
	return result;
}
