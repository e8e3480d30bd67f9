#include "archive/plain_line.h"

#include <string.h>

#include "archive/names.h"
#include "base/arena.h"
#include "base/buf.h"
#include "page/markdown.h"
#include "page/page.h"

/* Whatever comes behind a letter is in a paragraph. */
#define GUARD "x "

const char *
plain_line(struct arena *a, const char *line)
{
	struct markdown how = { 0 };
	struct page page = { 0 };
	struct buf b = { 0 };
	const char *plain;

	if (strpbrk(line, "*_`<&[\\~:{") == NULL)
		return line;
	buf_adds(&b, GUARD);
	buf_adds(&b, line);
	markdown_add(&page, b.data, b.len, &how);
	buf_clear(&b);
	page_words(&page, &b);
	plain = b.len > sizeof GUARD - 1 ? b.data + sizeof GUARD - 1 : "";
	plain = clean_line(a, plain, strlen(plain));
	buf_free(&b);
	page_free(&page);
	return plain;
}

static void
escape(struct buf *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (strchr("*_`<&[]\\~:{}!#^", *text) != NULL)
			buf_addc(out, '\\');
		buf_addc(out, *text);
	}
}

void
plain_line_escape(struct buf *out, const char *text)
{
	struct arena a = { 0 };

	if (strcmp(plain_line(&a, text), text) == 0)
		buf_adds(out, text);
	else
		escape(out, text);
	arena_free(&a);
}
