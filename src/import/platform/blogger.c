#include "import/platform/blogger.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "import/core/item.h"
#include "import/core/xml.h"
#include "import/feed/feed.h"

bool
blogger_is(const struct sniff *head)
{
	return atom_is(head) &&
	       (sniff_holds(head, "schemas.google.com/g/2005#kind") ||
		   sniff_holds(head, "schemas.google.com/blogger/2018") ||
		   sniff_holds(head, "<blogger:type>"));
}

/*
 * What kind of entry it is, "" if it does not say: behind the '#' of a
 * category in exports until 2024, in an element of its own since then.
 */
static void
kind_of(const xmlNode *entry, struct buf *kind)
{
	for (const xmlNode *c = entry->children; c != NULL; c = c->next) {
		struct buf term = { 0 };
		const char *at = NULL;

		if (xml_is(c, "type") && kind->len == 0)
			xml_text(c, kind);
		if (xml_is(c, "category") && xml_attribute(c, "term", &term))
			at = strstr(term.data, "/blogger/2008/kind#");
		if (at != NULL) {
			buf_clear(kind);
			buf_adds(kind, strchr(at, '#') + 1);
		}
		buf_free(&term);
	}
}

/* <app:control><app:draft>yes</app:draft>, <blogger:status>DRAFT */
static void
status_of(const xmlNode *entry, struct buf *status)
{
	for (const xmlNode *c = entry->children; c != NULL; c = c->next) {
		if (xml_is(c, "status"))
			xml_text(c, status);
		if (!xml_is(c, "control"))
			continue;
		for (const xmlNode *d = c->children; d != NULL; d = d->next)
			if (xml_is(d, "draft"))
				xml_text(d, status);
	}
}

static const char *
judge(const xmlNode *entry, struct item *it)
{
	static const struct {
		const char *kind, *why;
	} kinds[] = {
		{ "post", NULL },
		{ "page", NULL },
		{ "comment", "a comment" },
		{ "template", "the blog's template" },
		{ "settings", "a setting of the blog" },
	};
	struct buf kind = { 0 }, status = { 0 };
	const char *why = "neither a post nor a page";

	kind_of(entry, &kind);
	status_of(entry, &status);
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (strcasecmp(buf_str(&kind), kinds[i].kind) == 0)
			why = kinds[i].why;
	if (strcasecmp(buf_str(&kind), "page") == 0)
		it->kind = ITEM_PAGE;
	if (strcasecmp(buf_str(&status), "yes") == 0 ||
	    strcasecmp(buf_str(&status), "draft") == 0 ||
	    strcasecmp(buf_str(&status), "scheduled") == 0)
		it->front.draft = true;
	if (strcasestr(buf_str(&status), "trash") != NULL)
		why = "in the trash";
	buf_free(&kind);
	buf_free(&status);
	return why;
}

int
blogger_read(struct source *s, const struct reading *how,
    const struct intake *in, struct problem *why)
{
	return feed_read_judged(s, how, in, judge, why);
}
