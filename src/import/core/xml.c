#include "import/core/xml.h"

#include <string.h>

#include "base/buf.h"
#include "import/core/source.h"
#include "text/ascii.h"

/* Drop a byte order mark and blanks from the first bytes of a document. */
static size_t
drop_leading(char *s, size_t len)
{
	size_t i = 0;

	if (len >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0)
		i = 3;
	while (i < len && is_space(s[i]))
		i++;
	memmove(s, s + i, len - i);
	return len - i;
}

/* XML has no control characters; exports have, from what was pasted. */
static void
blank_controls(char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)s[i] < 0x20 &&
		    strchr("\t\n\r", s[i]) == NULL)
			s[i] = ' ';
}

static int
read_more(void *ctx, char *out, int len)
{
	struct xml *x = ctx;
	long n;

	do {
		n = source_read(x->source, out, (size_t)len);
		if (n > 0 && !x->begun) {
			x->wide = memchr(out, '\0', (size_t)n) != NULL;
			n = (long)drop_leading(out, (size_t)n);
			x->begun = n > 0;
			if (n == 0)
				continue;
		}
		if (n > 0 && !x->wide)
			blank_controls(out, (size_t)n);
		return (int)n;
	} while (true);
}

static void
note_error(void *ctx, xmlError *e)
{
	struct xml *x = ctx;
	size_t len;

	if (e->level != XML_ERR_FATAL || x->fatal.sentence[0] != '\0')
		return;
	len = strcspn(e->message, "\n");
	problem_set(&x->fatal, e->line > 0 ? (size_t)e->line : 0,
	    "is not well-formed XML: %.*s", (int)len, e->message);
}

int
xml_open(struct xml *x, struct source *s, struct problem *why)
{
	*x = (struct xml){ .source = s };
	x->reader = xmlReaderForIO(read_more, NULL, x, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_COMPACT |
		XML_PARSE_BIG_LINES);
	if (x->reader == NULL)
		return problem_set(why, 0, "cannot be read as XML");
	xmlTextReaderSetStructuredErrorHandler(x->reader, note_error, x);
	return 0;
}

void
xml_close(struct xml *x)
{
	xmlFreeTextReader(x->reader);
	x->reader = NULL;
}

static int
say_fatal(const struct xml *x, struct problem *why)
{
	if (x->fatal.sentence[0] == '\0')
		problem_set(why, xml_line(x), "is not well-formed XML");
	else if (why != NULL)
		*why = x->fatal;
	return problem_in(why, x->source->name);
}

/* The reader's answer, with errors told; rc as xmlTextReaderRead() has it. */
static int
answer(const struct xml *x, int rc, struct problem *why)
{
	return rc == -1 ? say_fatal(x, why) : rc;
}

int
xml_next_element(struct xml *x, struct problem *why)
{
	int rc;

	do
		rc = xmlTextReaderRead(x->reader);
	while (rc == 1 &&
	       xmlTextReaderNodeType(x->reader) != XML_READER_TYPE_ELEMENT);
	return answer(x, rc, why);
}

xmlNode *
xml_expand(struct xml *x, struct problem *why)
{
	xmlNode *n = xmlTextReaderExpand(x->reader);

	if (n == NULL)
		say_fatal(x, why);
	return n;
}

int
xml_skip(struct xml *x, struct problem *why)
{
	int rc = xmlTextReaderNext(x->reader);

	while (rc == 1 &&
	       xmlTextReaderNodeType(x->reader) != XML_READER_TYPE_ELEMENT)
		rc = xmlTextReaderRead(x->reader);
	return answer(x, rc, why);
}

size_t
xml_line(const struct xml *x)
{
	int line = xmlTextReaderGetParserLineNumber(x->reader);

	return line > 0 ? (size_t)line : 0;
}

/* Where namespaces are not declared, libxml2 leaves "wp:x" as the name. */
static const char *
local_name(const xmlChar *name)
{
	const char *colon = strrchr((const char *)name, ':');

	return colon != NULL ? colon + 1 : (const char *)name;
}

bool
xml_is(const xmlNode *n, const char *local)
{
	return n->type == XML_ELEMENT_NODE &&
	       strcmp(local_name(n->name), local) == 0;
}

bool
xml_in(const xmlNode *n, const char *namespace_part)
{
	return n->ns != NULL && n->ns->href != NULL &&
	       strstr((const char *)n->ns->href, namespace_part) != NULL;
}

void
xml_text(const xmlNode *n, struct buf *out)
{
	xmlChar *text = xmlNodeGetContent(n);

	if (text != NULL)
		buf_adds(out, (const char *)text);
	xmlFree(text);
}

bool
xml_attribute(const xmlNode *n, const char *local, struct buf *out)
{
	for (const xmlAttr *a = n->properties; a != NULL; a = a->next)
		if (strcmp(local_name(a->name), local) == 0) {
			xml_text((const xmlNode *)a, out);
			return true;
		}
	return false;
}
