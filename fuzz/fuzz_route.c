#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "index/scan.h"
#include "page/gemtext.h"
#include "page/gophermap.h"
#include "page/place.h"
#include "page/plain.h"
#include "site/parts/reply.h"
#include "site/parts/request.h"
#include "site/site.h"

/*
 * Any path and query against a small site: the first byte says how it is asked
 * for, a TAB parts path and query.  The site is the example capsule, with an
 * index of its own, taken in once.
 */

static const struct style style = { .fold = true };
static const struct place places[] = {
	{ .scheme = "gemini", .host = "localhost", .port = 1965 },
	{ .scheme = "gopher",
	    .host = "localhost",
	    .port = 70,
	    .style = &style },
};

static struct site *
small_site(void)
{
	static char folder[] = "/tmp/chasqui-fuzz-XXXXXX", index[64];
	const struct site_options how = {
		.root = "capsule",
		.index = index,
		.article_size = 1 << 20,
		.gemini_url = "gemini://localhost/",
		.gopher_url = "",
	};
	struct problem why = { 0 };
	struct site *site;
	struct scan *scan;
	bool more = true;

	if (mkdtemp(folder) == NULL)
		abort();
	snprintf(index, sizeof index, "%s/index", folder);
	scan = scan_new(how.root, index, how.article_size, NULL, NULL, &why);
	while (scan != NULL && more && scan_all(scan, &more, &why) == 0)
		;
	scan_free(scan);
	site = site_new(&how, &why);
	if (more || site == NULL)
		abort(); /* not in the project's folder? */
	return site;
}

static void
lay_out(const struct reply *r, const struct place *place)
{
	struct buf out = { 0 };

	if (r->status == 20 && r->type == NULL) {
		gemtext_write(&r->page, place, &out);
		gophermap_write(&r->page, place, &out);
		plain_write(&r->page, place, &out);
	}
	if (r->status == 51 && r->meta[0] == '\0')
		abort(); /* every error is a sentence */
	buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct site *site;
	struct request req = { .path = "/" };
	struct reply r;
	const struct place *place = &places[size > 0 && (data[0] & 1)];
	const char *in = (const char *)data + 1, *tab;

	if (site == NULL)
		site = small_site();
	/* What a parser lets through: UTF-8 without NUL, within its limits. */
	if (size < 1 || size > REQUEST_MAX || !utf8_valid(in, size - 1) ||
	    memchr(in, '\0', size - 1) != NULL)
		return 0;
	tab = memchr(in, '\t', size - 1);
	req.has_query = tab != NULL;
	snprintf(req.path, sizeof req.path, "/%.*s",
	    (int)(tab != NULL ? tab - in : (long)size - 1), in);
	if (tab != NULL)
		snprintf(req.query, sizeof req.query, "%.*s",
		    (int)(in + size - 1 - tab - 1), tab + 1);
	reply_init(&r);
	site_answer(site, &req, place, &r);
	lay_out(&r, place);
	reply_free(&r);
	return 0;
}
