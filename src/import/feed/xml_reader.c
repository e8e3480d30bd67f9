#include "import/feed/xml_reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "import/core/source.h"
#include "import/feed/xml_bytes.h"
#include "import/feed/xml_tag.h"
#include "import/feed/xml_tree.h"
#include "text/ascii.h"

#define TAG_MAX    (256u << 10) /* bytes of a tag */
#define WHOLE_MAX  (256u << 20) /* bytes of a document that is kept */
#define FIELD_MAX  1024         /* bytes of a name, a number, a slug */
#define MARKUP_MAX 16           /* bytes of "<![CDATA[" and a mark */

struct xml_reader {
	struct xml_bytes bytes; /* owned, as is what follows */
	struct xml_tree tree;
	struct buf window; /* bytes that are being read, from at on */
	size_t at, read;
	size_t cut_line;
};

struct xml_reader *
xml_reader_new(struct source *s, const char *said,
    const struct xml_shape *shape, const struct intake *in)
{
	struct xml_reader *r = xcalloc(1, sizeof *r);

	xml_bytes_begin(&r->bytes, s, said);
	xml_tree_begin(&r->tree, shape, in, &r->bytes, s->name);
	return r;
}

void
xml_reader_free(struct xml_reader *r)
{
	if (r == NULL)
		return;
	xml_bytes_end(&r->bytes);
	xml_tree_free(&r->tree);
	buf_free(&r->window);
	free(r);
}

size_t
xml_reader_line(const struct xml_reader *r)
{
	return r->tree.done_line;
}

size_t
xml_reader_cut(const struct xml_reader *r)
{
	return r->cut_line;
}

/* ---- bytes ---- */

/* Have so many bytes at hand, if there are; returns how many there are. */
static size_t
have(struct xml_reader *r, size_t n)
{
	while (r->window.len - r->at < n) {
		if (r->at > 0) {
			memmove(r->window.data, r->window.data + r->at,
			    r->window.len - r->at);
			buf_cut(&r->window, r->window.len - r->at);
			r->at = 0;
		}
		if (!xml_bytes_more(&r->bytes, &r->window))
			break;
	}
	return r->window.len - r->at;
}

static const char *
here(struct xml_reader *r)
{
	return buf_str(&r->window) + r->at;
}

static void
go_on(struct xml_reader *r, size_t n)
{
	const char *s = here(r), *end = s + n;

	while ((s = memchr(s, '\n', (size_t)(end - s))) != NULL) {
		s++;
		r->tree.line++;
	}
	r->at += n;
	r->read += n;
}

/* The next n bytes are text; line by line, so that each knows its own. */
static void
take_text(struct xml_reader *r, size_t n)
{
	while (n > 0) {
		const char *s = here(r), *nl = memchr(s, '\n', n);
		size_t len = nl != NULL ? (size_t)(nl - s) + 1 : n;

		xml_tree_text(&r->tree, s, len);
		go_on(r, len);
		n -= len;
	}
}

/* ---- markup ---- */

/* What a search for this byte, or for any of markup ('<'), stops at. */
static const char *
stops(const struct xml_reader *r, char c)
{
	static const char *const sets[][2] = {
		{ "<&]" XML_MARKS_UTF8, "<&]" XML_MARKS_SINGLE },
		{ "]" XML_MARKS_UTF8, "]" XML_MARKS_SINGLE },
		{ "-" XML_MARKS_UTF8, "-" XML_MARKS_SINGLE },
	};
	size_t i = 0;

	while (sets[i][0][0] != c)
		i++;
	return sets[i][r->bytes.single];
}

/* The end of a section at hand, of which there are so many bytes: or 0. */
static size_t
ends_here(struct xml_reader *r, size_t len, const char *close)
{
	const char *s = here(r);
	size_t found = xml_begins(s, len, close, r->bytes.marks);

	/* a damaged one is taken for it only where markup follows */
	if (found > 0 && strncmp(s, close, strlen(close)) != 0 &&
	    s[found] != '<' && s[found] != '\n')
		return 0;
	return found;
}

/* Take all up to this end as text, or pass it over. */
static void
until(struct xml_reader *r, const char *close, bool as_text)
{
	size_t left;

	while ((left = have(r, MARKUP_MAX)) > 0) {
		size_t n = strcspn(here(r), stops(r, close[0]));
		size_t found = n == 0 ? ends_here(r, left, close) : 0;

		if (found > 0) {
			go_on(r, found);
			return;
		}
		n += n == 0;
		if (as_text)
			take_text(r, n);
		else
			go_on(r, n);
	}
}

/* "<!DOCTYPE x [...]>" and what else is declared. */
static void
pass_declaration(struct xml_reader *r)
{
	size_t brackets = 0;
	bool told = false;
	char c;

	go_on(r, 2);
	while (have(r, MARKUP_MAX) > 0) {
		go_on(r, strcspn(here(r), "[]<>"));
		if (have(r, MARKUP_MAX) == 0)
			return;
		c = *here(r);
		if (brackets == 0 && c == '<')
			return; /* its '>' was lost */
		if (!told && brackets > 0 &&
		    strncmp(here(r), "<!ENTITY", 8) == 0) {
			xml_tree_tell(&r->tree, r->tree.line,
			    "entities are declared, which are not taken", "");
			told = true;
		}
		brackets += c == '[';
		brackets -= c == ']' && brackets > 0;
		go_on(r, 1);
		if (c == '>' && brackets == 0)
			return;
	}
}

/* "<?php ... ?>": what has lost its end is over where a tag begins. */
static void
pass_instruction(struct xml_reader *r)
{
	go_on(r, 2);
	while (have(r, 2) > 0) {
		size_t n = strcspn(here(r), "?<");

		go_on(r, n);
		if (have(r, 2) == 0 || *here(r) == '<')
			return;
		if (here(r)[1] == '>') {
			go_on(r, 2);
			return;
		}
		go_on(r, 1);
	}
}

/* The tag at hand, whole; 0: there is none. */
static size_t
whole_tag(struct xml_reader *r, bool *cut)
{
	size_t had = 0, n = have(r, 1);

	for (;;) {
		size_t len = xml_tag_len(here(r), n, r->bytes.marks, cut);

		if (len > 0)
			return len;
		had = n;
		n = have(r, n + 1);
		if (n == had || n > TAG_MAX)
			return 0;
	}
}

/*
 * A start tag whose '>' was lost: "<title\xFFWords</title>".  What follows
 * the mark is text.
 */
static size_t
shorten(char *name, const char *marks)
{
	char *mark = strpbrk(name, marks);

	if (mark == NULL || mark == name)
		return 0;
	*mark = '\0';
	return (size_t)(mark - name) + 1;
}

static void
start_tag(struct xml_reader *r, const char *s, size_t len, bool cut)
{
	char name[XML_NAME_SIZE];
	size_t skip = s[0] == '<', n, kept;
	bool closed = !cut && len > 2 && s[len - 2] == '/';

	n = skip + xml_tag_name(s + skip, len - skip, name);
	/* "<\xFFtitle>" in the place of "</title>" */
	if (strchr(r->bytes.marks, name[0]) != NULL && name[0] != '\0' &&
	    strcmp(name + 1, xml_tree_innermost(&r->tree)) == 0) {
		xml_tree_end(&r->tree, name + 1);
		go_on(r, len);
		return;
	}
	if (name[0] != '\0' && strchr(r->bytes.marks, name[0]) != NULL &&
	    skip == 0)
		memmove(name, name + 1, strlen(name));
	if (cut && (kept = shorten(name, r->bytes.marks)) > 0) {
		xml_tree_start(&r->tree, name, "", 0);
		go_on(r, skip + kept);
		return;
	}
	/* "<guid\xFFisPermaLink=": the mark was a blank */
	if (s[n] == '=' && (kept = shorten(name, r->bytes.marks)) > 0)
		n = skip + kept;
	xml_tree_start(&r->tree, name, s + n, len - n - closed);
	go_on(r, len);
	if (closed)
		xml_tree_close(&r->tree);
}

/* Does a name begin here, or the mark of one that is damaged? */
static bool
begins_name(char c)
{
	return is_letter(c) || c == '_' || c == ':' || c == XML_LOST ||
	       c == XML_CONTROL || (unsigned char)c >= 0x80;
}

/* A tag; false when the '<' is text. */
static bool
take_tag(struct xml_reader *r)
{
	const char *s = here(r);
	/* "<\xFF/title>" is an end tag, too */
	size_t slash =
	    s[1] != '/' && s[2] == '/' && strchr(r->bytes.marks, s[1]) != NULL
		? 2
		: 1;
	bool cut, closing = s[slash] == '/';
	char name[XML_NAME_SIZE];
	size_t len;

	if (!closing && !begins_name(s[1]))
		return false;
	len = whole_tag(r, &cut);
	if (len == 0)
		return false;
	if (cut && strcspn(here(r), r->bytes.marks) > len) {
		xml_tree_tell(&r->tree, r->tree.line,
		    "a '<' that begins no tag in",
		    xml_tree_innermost(&r->tree));
		return false;
	}
	if (!closing) {
		start_tag(r, here(r), len, cut);
		return true;
	}
	xml_tag_name(here(r) + slash + 1, len - slash - 1, name);
	xml_tree_end(&r->tree, name);
	go_on(r, len);
	return true;
}

/* '<': of a comment, a section, a declaration, a tag, or of a text. */
static void
take_markup(struct xml_reader *r)
{
	size_t n = have(r, MARKUP_MAX), len;
	const char *s = here(r);

	if ((len = xml_begins(s, n, "<![CDATA[", r->bytes.marks)) > 0) {
		go_on(r, len);
		until(r, "]]>", true);
	} else if ((len = xml_begins(s, n, "<!--", r->bytes.marks)) > 0) {
		go_on(r, len);
		until(r, "-->", false);
	} else if (n > 1 && s[1] == '?') {
		pass_instruction(r);
	} else if (n > 1 && s[1] == '!') {
		pass_declaration(r);
	} else if (n < 2 || !take_tag(r)) {
		take_text(r, 1);
	}
}

/* ---- a byte that was lost in the midst of markup ---- */

/* Is there an end tag for what may be a start tag without its '<'? */
static bool
ends_soon(struct xml_reader *r)
{
	char name[XML_NAME_SIZE];
	struct buf tag = { 0 };
	size_t n = have(r, FIELD_MAX);
	bool found;

	xml_tag_name(here(r) + 1, n - 1, name);
	buf_addf(&tag, "</%s>", name);
	found = memmem(here(r), n < FIELD_MAX ? n : FIELD_MAX, tag.data,
		    tag.len) != NULL;
	buf_free(&tag);
	return found;
}

/* The '<' of a tag was lost: take the tag; false when it is text. */
static bool
take_headless(struct xml_reader *r)
{
	size_t n = have(r, XML_NAME_SIZE + 2), len;
	const char *s = here(r), *own = xml_tree_innermost(&r->tree);
	bool cut;

	if ((len = xml_begins(s, n, "<![CDATA[", r->bytes.marks)) > 0) {
		go_on(r, len);
		until(r, "]]>", true);
		return true;
	}
	if (n > strlen(own) + 2 && s[1] == '/' && *own != '\0' &&
	    strncmp(s + 2, own, strlen(own)) == 0 &&
	    s[2 + strlen(own)] == '>') {
		xml_tree_end(&r->tree, own);
		go_on(r, strlen(own) + 3);
		return true;
	}
	if (n < 3 || !begins_name(s[1]) || !is_letter(s[1]) ||
	    strspn(buf_str(&r->tree.text), " \t\n") < r->tree.text.len ||
	    !(xml_tree_holds_elements(&r->tree) || ends_soon(r)))
		return false;
	len = whole_tag(r, &cut);
	if (len == 0 || cut)
		return false;
	start_tag(r, here(r), len, cut);
	return true;
}

/* ---- the stream ---- */

/* One step: a stretch of text or a piece of markup; false at the end. */
static bool
step(struct xml_reader *r)
{
	const char *s;
	size_t n = have(r, MARKUP_MAX), len;

	if (n == 0)
		return false;
	s = here(r);
	len = strcspn(s, stops(r, '<'));
	if (len > 0) {
		take_text(r, len);
		return true;
	}
	if (*s == '<') {
		take_markup(r);
		return true;
	}
	if (*s == '&') {
		have(r, XML_NAME_SIZE);
		len = xml_reference(here(r), have(r, 1), &r->tree.text);
		if (len > 0)
			go_on(r, len);
		else
			take_text(r, 1);
		return true;
	}
	if (*s != ']' && take_headless(r))
		return true;
	if (strncmp(here(r), "]]>", 3) == 0)
		xml_tree_tell(&r->tree, r->tree.line, "\"]]>\" in",
		    xml_tree_innermost(&r->tree));
	take_text(r, 1);
	return true;
}

xmlNode *
xml_reader_next(struct xml_reader *r)
{
	struct xml_tree *t = &r->tree;

	if (t->done != NULL) {
		xmlUnlinkNode(t->done);
		xmlFreeNode(t->done);
	}
	t->done = NULL;
	while (t->done == NULL && step(r))
		;
	if (t->done == NULL)
		r->cut_line = xml_tree_finish(t);
	return t->done;
}

xmlDoc *
xml_reader_whole(struct xml_reader *r)
{
	r->tree.keep = true;
	while (step(r))
		if (r->read > WHOLE_MAX) {
			xml_tree_tell(&r->tree, r->tree.line,
			    "more than 256 MB, the rest is left out", "");
			break;
		}
	r->cut_line = xml_tree_finish(&r->tree);
	return r->tree.doc;
}
