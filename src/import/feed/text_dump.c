#include "import/feed/text_dump.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "import/core/item.h"
#include "import/feed/dump_byline.h"
#include "import/feed/dump_links.h"
#include "import/html/commonmark.h"
#include "text/ascii.h"
#include "text/slug.h"
#include "text/utf8_write.h"

/*
 * A dump is read in three steps: lines to paragraphs, paragraphs to sections
 * (a heading and the prose below it), and sections to items by what they say.
 */

#define HEADLINE_MAX 160 /* bytes; longer lines are prose */
#define EXCERPT_MIN  80  /* bytes; an excerpt is longer than a button */

struct para {
	const char *text; /* in the dump's arena: lines joined by one space */
	size_t len, line;
	size_t next;     /* the line after its last */
	const char *url; /* where its first link leads, or NULL */
};

struct section {
	const struct para *head; /* NULL: prose before any heading */
	const struct para *body; /* npara of them follow each other */
	size_t nbody;
};

struct dump {
	struct arena arena;
	struct dump_links links; /* owned */
	struct para *paras;
	size_t nparas, cap;
	const struct intake *in;
	const char *topic;
	size_t articles;
	struct buf notice; /* what the appeal says, to find it said again */
	bool have_notice;
};

/* ---- lines to paragraphs ---- */

static bool
ends_sentence(const char *s, size_t len)
{
	static const char *const ends[] = { ".", "!", "?", "…", ".”", ".\"",
		"!”", "?”", ".)", ":", "’", "”", NULL };

	for (size_t i = 0; ends[i] != NULL; i++) {
		size_t n = strlen(ends[i]);

		if (len >= n && memcmp(s + len - n, ends[i], n) == 0)
			return true;
	}
	return false;
}

/*
 * A short line that stands right below a finished sentence, and ends in none
 * itself, was slipped in by somebody else: link spam of a hacked site.
 */
static bool
is_slipped_in(const struct para *above, const char *line, size_t len)
{
	return above->len >= EXCERPT_MIN && len < HEADLINE_MAX / 2 &&
	       ends_sentence(above->text, above->len) &&
	       !ends_sentence(line, len);
}

/* One line as clean text: NBSP is a plain space. */
static const char *
tidy_line(struct dump *d, const char *s, size_t *len, const char **url)
{
	struct buf spaced = { 0 }, clean = { 0 };
	const char *text;
	char *line;

	*url = NULL;
	for (size_t i = 0; i < *len;) {
		if (*len - i >= 2 && memcmp(s + i, "\xC2\xA0", 2) == 0) {
			buf_addc(&spaced, ' ');
			i += 2;
		} else {
			buf_addc(&spaced, s[i++]);
		}
	}
	utf8_clean(&clean, buf_str(&spaced), spaced.len);
	text = buf_str(&clean);
	*len = clean.len;
	trim(&text, len);
	line = arena_strndup(&d->arena, text, *len);
	if (d->links.n > 0) {
		*url = dump_links_take(&d->links, line);
		text = line;
		*len = strlen(line);
		trim(&text, len);
		line = arena_strndup(&d->arena, text, *len);
	}
	buf_free(&spaced);
	buf_free(&clean);
	return line;
}

static struct para *
new_para(struct dump *d, size_t line)
{
	if (d->nparas == d->cap) {
		size_t cap = d->cap ? d->cap * 2 : 64;

		d->paras = arena_grow(&d->arena, d->paras,
		    d->cap * sizeof *d->paras, cap * sizeof *d->paras);
		d->cap = cap;
	}
	d->paras[d->nparas] = (struct para){ .text = "", .line = line };
	return &d->paras[d->nparas++];
}

static void
split_paragraphs(struct dump *d, const char *text, size_t len)
{
	const char *end = text + len;
	struct para *open = NULL;
	size_t line = 0;

	if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
		text += 3;
	while (text < end) {
		const char *nl = memchr(text, '\n', (size_t)(end - text));
		size_t n = (size_t)((nl ? nl : end) - text);
		const char *url, *s = tidy_line(d, text, &n, &url);

		line++;
		text = nl ? nl + 1 : end;
		if (n == 0) {
			open = NULL;
		} else if (open == NULL || (open->next == open->line + 1 &&
					       dump_byline(s, n, NULL))) {
			open = new_para(d, line);
			open->text = s;
			open->len = n;
			open->url = url;
		} else if (d->links.n == 0 && is_slipped_in(open, s, n)) {
			d->in->skipped(d->in->ctx, line, s,
			    "a line slipped in behind an excerpt");
		} else {
			open->text =
			    arena_printf(&d->arena, "%s %s", open->text, s);
			open->len = strlen(open->text);
		}
		if (open != NULL)
			open->next = line + 1;
	}
}

/* ---- paragraphs to sections ---- */

/* Do most of the longer words begin with a capital? */
static bool
is_title_case(const char *s, size_t len)
{
	size_t words = 0, capital = 0;

	for (size_t i = 0; i < len;) {
		size_t start = i;

		while (i < len && s[i] != ' ')
			i++;
		if (i - start > 3) {
			words++;
			capital += (unsigned char)s[start] < 'a' ||
				   (unsigned char)s[start] > 'z';
		}
		while (i < len && s[i] == ' ')
			i++;
	}
	return words > 0 && capital * 3 >= words * 2;
}

/* One line that reads like a headline rather than like a sentence. */
static bool
is_headline(const struct para *p)
{
	if (p->len > HEADLINE_MAX || p->next != p->line + 1 ||
	    dump_byline(p->text, p->len, NULL))
		return false;
	switch (p->text[p->len - 1]) {
	case '.':
	case ',':
	case ';':
	case ':':
		return false;
	case '!':
		return is_title_case(p->text, p->len);
	default:
		return true;
	}
}

static bool
begins_with(const char *s, const char *with)
{
	return strncasecmp(s, with, strlen(with)) == 0;
}

static bool
is_skip_link(const struct para *p)
{
	return p->len < 40 && begins_with(p->text, "skip to ");
}

/* The next section from *i on; *i moves behind it. */
static struct section
next_section(const struct dump *d, size_t *i)
{
	struct section s = { 0 };

	if (is_headline(&d->paras[*i]))
		s.head = &d->paras[(*i)++];
	s.body = &d->paras[*i];
	while (*i < d->nparas && !is_headline(&d->paras[*i])) {
		s.nbody++;
		(*i)++;
	}
	return s;
}

/* ---- sections to items ---- */

static bool
mentions(const char *text, const char *const *words)
{
	for (; *words != NULL; words++)
		if (strcasestr(text, *words) != NULL)
			return true;
	return false;
}

/* The section as one line of text, heading first. */
static void
section_words(const struct section *s, struct buf *out)
{
	if (s->head != NULL)
		buf_adds(out, s->head->text);
	for (size_t i = 0; i < s->nbody; i++)
		buf_addf(out, " %s", s->body[i].text);
}

static const char *const money[] = { "fundrais", "donat", "support us",
	"support our work", "become a member", NULL };
static const char *const mail[] = { "sign up", "subscribe", "newsletter",
	"daily digest", NULL };
static const char *const to_reader[] = { "you ", "your ", "you’", "you'",
	"keep ", NULL };

/* An appeal speaks to the reader, and names its purpose in its heading. */
static bool
appeals(const struct section *s, const char *const *purpose)
{
	struct buf words = { 0 };
	bool is;

	if (s->head == NULL || !mentions(s->head->text, purpose))
		return false;
	section_words(s, &words);
	is = mentions(buf_str(&words), to_reader);
	buf_free(&words);
	return is;
}

/* How many of the paragraphs below a headline say who wrote it and when. */
static size_t
bylines(const struct section *s)
{
	size_t n = 0;

	while (n < s->nbody && n < 2 &&
	       dump_byline(s->body[n].text, s->body[n].len, NULL))
		n++;
	return n;
}

/* Hand over a section's text under a kind and identity of its own. */
static void
give(struct dump *d, const struct section *s, enum item_kind kind,
    const char *slug, size_t weight)
{
	struct item it;
	struct front_matter *f = &it.front;
	char made[SLUG_SIZE];
	size_t first = 0;

	item_init(&it);
	it.kind = kind;
	it.line = s->head->line;
	f->title = arena_strdup(&f->arena, s->head->text);
	if (slug == NULL) {
		slug_make(made, s->head->text, s->head->len);
		slug = made;
	}
	f->slug = arena_strdup(&f->arena, slug);
	f->partial = kind == ITEM_ARTICLE;
	f->weight = (long)weight;
	if (kind == ITEM_ARTICLE && d->topic != NULL) {
		f->topics.name = arena_calloc(&f->arena, 1, sizeof(char *));
		f->topics.name[0] = arena_strdup(&f->arena, d->topic);
		f->topics.n = 1;
	}
	it.identity = arena_printf(&f->arena, "text:%s:%s",
	    d->topic != NULL ? d->topic : "", s->head->text);
	if (kind == ITEM_NOTICE) { /* a notice shows no title of its own */
		buf_adds(&it.markdown, "## ");
		commonmark_text(&it.markdown, s->head->text, s->head->len);
	}
	if (kind == ITEM_ARTICLE) {
		first = bylines(s);
		for (size_t i = 0; i < first; i++)
			dump_byline(s->body[i].text, s->body[i].len, f);
		if (s->head->url != NULL)
			f->source = arena_strdup(&f->arena, s->head->url);
	}
	for (size_t i = first; i < s->nbody; i++) {
		if (it.markdown.len > 0)
			buf_addc(&it.markdown, '\n');
		commonmark_text(&it.markdown, s->body[i].text, s->body[i].len);
	}
	d->in->item(d->in->ctx, &it);
	item_free(&it);
}

/* An appeal for money: the first is the notice, repeats are left out. */
static void
give_notice(struct dump *d, const struct section *s)
{
	struct buf words = { 0 };

	section_words(s, &words);
	if (!d->have_notice) {
		give(d, s, ITEM_NOTICE, "notice", 0);
		d->have_notice = true;
		buf_adds(&d->notice, buf_str(&words));
	} else {
		bool again = strcmp(buf_str(&d->notice), buf_str(&words)) == 0;
		const char *why =
		    again ? "the same appeal once more"
			  : "another appeal; the first is the notice";

		d->in->skipped(d->in->ctx, s->head->line, s->head->text, why);
		for (size_t i = 0; i < s->nbody; i++)
			d->in->skipped(d->in->ctx, s->body[i].line,
			    s->body[i].text, why);
	}
	buf_free(&words);
}

static void
skip_section(struct dump *d, const struct section *s, const char *why)
{
	if (s->head != NULL)
		d->in->skipped(d->in->ctx, s->head->line, s->head->text, why);
	for (size_t i = 0; i < s->nbody; i++)
		d->in->skipped(d->in->ctx, s->body[i].line, s->body[i].text,
		    why);
}

static bool
has_excerpt(const struct section *s)
{
	size_t first = bylines(s);

	return s->head != NULL && s->nbody > first &&
	       s->body[first].len >= EXCERPT_MIN;
}

static void
take_section(struct dump *d, const struct section *s)
{
	if (appeals(s, money))
		give_notice(d, s);
	else if (appeals(s, mail) && s->nbody > 0)
		give(d, s, ITEM_PAGE, "digest-by-mail", 0);
	else if (has_excerpt(s))
		give(d, s, ITEM_ARTICLE, NULL, ++d->articles);
	else
		skip_section(d, s, "not a headline with an excerpt");
}

/* The page's own heading: alone, before the first headline with an excerpt. */
static void
take_page_heading(struct dump *d, const struct section *s)
{
	if (d->topic == NULL)
		d->topic = s->head->text;
	else if (strcasecmp(d->topic, s->head->text) != 0)
		d->in->skipped(d->in->ctx, s->head->line, s->head->text,
		    "the page's heading; the topic was given");
}

size_t
text_dump_read(const char *text, size_t len, const char *topic,
    const struct intake *in)
{
	struct dump d = { .in = in, .topic = topic };
	bool heading = false;

	dump_links_read(&d.links, text, len);
	split_paragraphs(&d, text, d.links.end);
	for (size_t i = 0; i < d.nparas;) {
		struct section s;

		if (is_skip_link(&d.paras[i])) {
			in->skipped(in->ctx, d.paras[i].line, d.paras[i].text,
			    "a link for screen readers");
			i++;
			continue;
		}
		s = next_section(&d, &i);
		if (s.head != NULL && s.nbody == 0 && !heading &&
		    d.articles == 0) {
			heading = true;
			take_page_heading(&d, &s);
		} else {
			take_section(&d, &s);
		}
	}
	buf_free(&d.notice);
	arena_free(&d.arena);
	dump_links_free(&d.links);
	return d.articles;
}
