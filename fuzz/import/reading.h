/*
 * Read bytes in one format, and check what comes of each item: an identity,
 * and front matter that is read again as it was.
 */
#ifndef FUZZ_READING_H
#define FUZZ_READING_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/xmlerror.h>

#include "base/buf.h"
#include "base/problem.h"
#include "base/utf8.h"
#include "capsule/front_matter.h"
#include "import/core/item.h"
#include "import/core/source.h"
#include "import/format.h"

static inline void
must(bool holds, const char *rule, const char *text)
{
	if (holds)
		return;
	fprintf(stderr, "reading: %s: '%s'\n", rule, text);
	abort();
}

static inline const char *
past_blanks(const char *s)
{
	while (*s == ' ' || strncmp(s, "\xC2\xA0", 2) == 0)
		s += *s == ' ' ? 1 : 2;
	return s;
}

/* The same, but for the blanks between words. */
static inline bool
same_words(const char *a, const char *b)
{
	for (;;) {
		a = past_blanks(a);
		b = past_blanks(b);
		if (*a == '\0' || *a != *b)
			return *a == *b;
		a++, b++;
	}
}

static inline void
check_item(void *ctx, struct item *it)
{
	struct buf head = { 0 };
	struct front_matter again;
	struct problem why = { .file = "" };
	int rc;

	(void)ctx;
	must(*it->identity != '\0', "an item has an identity", "");
	must(utf8_valid(buf_str(&it->markdown), it->markdown.len),
	    "Markdown is UTF-8", buf_str(&it->markdown));
	front_matter_write(&it->front, &head);
	must(utf8_valid(buf_str(&head), head.len), "front matter is UTF-8",
	    buf_str(&head));
	rc = front_matter_read(&again, buf_str(&head), head.len, "articles/x",
	    NULL, NULL, &why);
	/* it has limits of its own: a line may be too long for it */
	if (rc == 0 && *it->front.title != '\0')
		must(same_words(again.title, it->front.title),
		    "the title is read again", again.title);
	front_matter_free(&again);
	buf_free(&head);
}

static inline void
check_topic(void *ctx, const struct item_topic *topic)
{
	(void)ctx;
	must(*topic->title != '\0', "a topic has a title", "");
}

static inline void
check_skipped(void *ctx, size_t line, const char *what, const char *why)
{
	(void)ctx, (void)line;
	must(*why != '\0', "what is left out has a reason", what);
}

static inline void
hush(void *ctx, const char *fmt, ...)
{
	(void)ctx, (void)fmt;
}

static inline void
read_as(const char *format, const void *data, size_t size)
{
	const struct reading how = { .chosen = true };
	const struct intake in = { check_item, check_topic, check_skipped, NULL,
		NULL, NULL };
	struct buf body = { 0 };
	struct problem why = { .file = "" };
	struct source s;

	xmlSetGenericErrorFunc(NULL, hush);
	buf_add(&body, data, size);
	source_of_buf(&s, "input", "https://a.example/b/c", &body);
	format_named(format)->read(&s, &how, &in, &why);
	source_close(&s);
}

#endif
