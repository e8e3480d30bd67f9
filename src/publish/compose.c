#include "publish/compose.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "capsule/capsule.h"
#include "capsule/fm/fm_split.h"
#include "capsule/fm/yaml_write.h"
#include "capsule/front_matter.h"
#include "markdown/from_gemtext.h"
#include "markdown/markdown.h"
#include "page/page.h"
#include "page/summary.h"
#include "text/ascii.h"

#define TITLE_MAX    100   /* characters of a title that is made up */
#define TITLE_WITHIN 32768 /* bytes of the text that it is looked for in */
#define WRAPPED      64    /* bytes of a line that editors leave as it is */
/* A path that tells nothing: what is known then, the text itself says. */
#define NO_PATH "0.md"

/* ---- bytes to lines ------------------------------------------------------ */

static int
check_bytes(const char *s, size_t len, struct problem *why)
{
	const char *nul = memchr(s, '\0', len);
	size_t valid = utf8_valid_run(s, len);

	if (nul != NULL)
		return problem_set(why, problem_line(s, (size_t)(nul - s)),
		    "it holds a NUL byte");
	if (valid < len)
		return problem_set(why, problem_line(s, valid),
		    "it is not UTF-8");
	return 0;
}

/* CRLF and CR become LF, and the last line has one; no byte order mark. */
static void
take_lines(struct buf *out, const char *s, size_t len)
{
	size_t start = out->len;

	if (len >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0) {
		s += 3;
		len -= 3;
	}
	for (size_t i = 0; i < len; i++) {
		if (s[i] != '\r')
			buf_addc(out, s[i]);
		else if (i + 1 == len || s[i + 1] != '\n')
			buf_addc(out, '\n');
	}
	if (out->len > start && out->data[out->len - 1] != '\n')
		buf_addc(out, '\n');
}

/* The head of the text, or of the file that it replaces, and its body. */
static void
join_parts(const struct compose *c, struct buf *out)
{
	struct buf lines = { 0 };
	struct fm_split head, old;

	take_lines(&lines, c->text, c->len);
	fm_split_find(&head, buf_str(&lines), lines.len);
	if (head.kind == FM_NONE && c->old != NULL) {
		fm_split_find(&old, c->old, c->old_len);
		if (old.kind != FM_NONE) {
			take_lines(out, c->old, old.body);
			buf_addc(out, '\n');
		}
	}
	if (lines.len > 0)
		buf_add(out, lines.data, head.body);
	if (c->gemtext)
		markdown_from_gemtext(out, buf_str(&lines) + head.body,
		    lines.len - head.body);
	else if (lines.len > 0)
		buf_add(out, lines.data + head.body, lines.len - head.body);
	buf_free(&lines);
}

/* ---- front matter -------------------------------------------------------- */

/* The first doubt is what is told. */
static void
note_doubt(void *ctx, const struct problem *found)
{
	struct problem *first = ctx;

	if (first->sentence[0] == '\0')
		*first = *found;
}

/* Read it as the indexer will, and take every doubt for a fault. */
static int
read_strictly(struct front_matter *f, const struct buf *text, const char *path,
    struct problem *why)
{
	struct problem doubt = { 0 };
	int result = front_matter_read(f, text->data, text->len, path,
	    note_doubt, &doubt, why);

	if (result == 0 && doubt.sentence[0] != '\0')
		return problem_set(why, doubt.line, "%s", doubt.sentence);
	return result;
}

/* A head that is being written, in the form of the one that is there. */
struct fields {
	struct buf text;
	const char *equals; /* between key and value */
};

static void
add_field(struct fields *f, const char *key, const char *value)
{
	buf_addf(&f->text, "%s%s", key, f->equals);
	yaml_write_text(&f->text, value, strlen(value));
	buf_addc(&f->text, '\n');
}

/* A list in the form that YAML and TOML share. */
static void
add_authors(struct fields *f, const struct fm_names *names)
{
	buf_addf(&f->text, "author%s[", f->equals);
	for (size_t i = 0; i < names->n; i++) {
		buf_adds(&f->text, i > 0 ? ", " : "");
		yaml_write_text(&f->text, names->name[i],
		    strlen(names->name[i]));
	}
	buf_adds(&f->text, "]\n");
}

/* The date as front matter is written with it. */
static void
add_date(struct fields *f, const struct date *d)
{
	static const char key[] = "date: ";
	struct front_matter only;
	struct buf head = { 0 };
	const char *line;

	front_matter_begin(&only);
	only.date = *d;
	front_matter_write(&only, &head);
	line = strstr(buf_str(&head), key);
	if (line != NULL) {
		line += sizeof key - 1;
		buf_addf(&f->text, "date%s%.*s\n", f->equals,
		    (int)strcspn(line, "\n"), line);
	}
	buf_free(&head);
	front_matter_free(&only);
}

/*
 * Does the first line's text go on in the second?  An editor that wraps lines
 * would have left the next word in it where there was room.
 */
static bool
goes_on(const char *s, size_t len, size_t line)
{
	size_t word = 0;

	while (line + 1 + word < len && !is_space(s[line + 1 + word]))
		word++;
	return word > 0 && line + 1 + word > WRAPPED &&
	       strchr(".!?", s[line - 1]) == NULL;
}

/* The words of a text's first line, or where it has none, of the next prose. */
static const char *
first_words(struct arena *a, const char *s, size_t len)
{
	struct page page = { 0 };
	struct buf words = { 0 }, title = { 0 };
	const char *end;
	size_t line;

	trim(&s, &len);
	if (len == 0)
		return "";
	if (len > TITLE_WITHIN)
		len = TITLE_WITHIN;
	end = memchr(s, '\n', len);
	line = end != NULL ? (size_t)(end - s) : len;
	markdown_add(&page, s, line, &(struct markdown){ 0 });
	page_words(&page, &words);
	summary_cut(buf_str(&words), words.len, TITLE_MAX, &title);
	if (title.len > 0 && title.len == words.len && goes_on(s, len, line))
		buf_adds(&title, " ...");
	if (title.len == 0) {
		markdown_add(&page, s, len, &(struct markdown){ 0 });
		summary_of_page(&page, TITLE_MAX, &title);
	}
	page_free(&page);
	buf_free(&words);
	return buf_keep(&title, a);
}

/* Date and authors: those that the replaced file had, else of today. */
static void
add_origin(const struct compose *c, const char *below, bool date, bool authors,
    struct fields *fields)
{
	const struct front_matter_how how = { .path = below,
		.dates = c->dates };
	struct front_matter old;

	if (c->old == NULL) {
		if (date)
			buf_addf(&fields->text, "date%s%s\n", fields->equals,
			    c->now);
		if (authors)
			add_field(fields, "author", c->name);
		return;
	}
	(void)front_matter_read_by(&old, c->old, c->old_len, &how, NULL);
	if (date && old.date.known)
		add_date(fields, &old.date);
	if (authors && old.authors.n > 0)
		add_authors(fields, &old.authors);
	front_matter_free(&old);
}

/* What an article lacks, as lines of front matter. */
static void
missing_fields(const struct compose *c, const struct buf *text,
    const struct fm_split *head, const char *below, struct fields *fields)
{
	struct front_matter says, all;
	const char *title;

	(void)front_matter_read(&says, text->data, text->len, NO_PATH, NULL,
	    NULL, NULL);
	(void)front_matter_read(&all, text->data, text->len, below, NULL, NULL,
	    NULL);
	if (strcmp(says.title, "0") == 0) {
		title = first_words(&says.arena, text->data + head->body,
		    text->len - head->body);
		if (title[0] != '\0')
			add_field(fields, "title", title);
	}
	add_origin(c, below, !all.date.known, all.authors.n == 0, fields);
	if (c->slug[0] != '\0' && strcmp(says.slug, "0") == 0 &&
	    strcmp(all.slug, c->slug) != 0)
		add_field(fields, "slug", c->slug);
	front_matter_free(&says);
	front_matter_free(&all);
}

/* Where the first field of a head stands: behind its opening line. */
static size_t
first_field(const struct buf *text, const struct fm_split *head)
{
	return head->kind == FM_NONE ? 0 : (size_t)(head->text - text->data);
}

static void
add_missing(const struct compose *c, const char *below, struct buf *text)
{
	struct fields fields = { .equals = ": " };
	struct buf whole = { 0 };
	struct fm_split head;
	size_t at;

	fm_split_find(&head, text->data, text->len);
	if (head.kind == FM_TOML)
		fields.equals = " = ";
	missing_fields(c, text, &head, below, &fields);
	at = first_field(text, &head);
	if (fields.text.len > 0) {
		buf_add(&whole, text->data, at);
		if (head.kind == FM_NONE)
			buf_addf(&whole, "---\n%s---\n\n",
			    buf_str(&fields.text));
		else
			buf_add(&whole, fields.text.data, fields.text.len);
		buf_add(&whole, text->data + at, text->len - at);
		buf_free(text);
		*text = whole;
	}
	buf_free(&fields.text);
}

/* ---- the whole ----------------------------------------------------------- */

static int
check_notice(const struct buf *text, struct problem *why)
{
	const struct front_matter_how how = { .dates = &date_rules_none };
	struct notice n;
	int result = notice_read(&n, text->data, text->len, &how, why);

	notice_free(&n);
	return result;
}

static int
check_front(const struct buf *text, const char *below, struct problem *why)
{
	struct front_matter f;
	int result = read_strictly(&f, text, below, why);

	front_matter_free(&f);
	return result;
}

/* A letter is no article: its head is as editors like it. */
static int
check_head(const struct compose *c, const struct buf *text, const char *below,
    struct problem *why)
{
	if (c->kind == TARGET_NOTICE)
		return check_notice(text, why);
	if (c->kind == TARGET_LETTER)
		return 0;
	return check_front(text, below, why);
}

int
compose_text(const struct compose *c, struct buf *out, struct problem *why)
{
	const char *slash = strchr(c->path, '/');
	const char *below = slash != NULL ? slash + 1 : c->path;
	struct buf text = { 0 };
	bool article = c->kind == TARGET_ARTICLE || c->kind == TARGET_NEW;
	int result = check_bytes(c->text, c->len, why);

	if (result == 0) {
		buf_add(&text, "", 0); /* not NULL: the readers want a text */
		join_parts(c, &text);
		result = check_head(c, &text, below, why);
	}
	if (result == 0 && article) {
		add_missing(c, below, &text);
		/* what was added must not have broken what was there */
		result = check_front(&text, below, why);
	}
	if (result == 0)
		buf_add(out, text.data, text.len);
	buf_free(&text);
	return result;
}
