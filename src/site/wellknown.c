#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "site/pages.h"
#include "site/static_file.h"

/* Begin a generated text; lines end as the protocol's texts do (G21). */
static void
begin(struct visit *v)
{
	v->r->status = 20;
	v->r->type = "text/plain";
}

static void
line(struct visit *v, const char *key, const char *value)
{
	buf_adds(&v->r->body, key);
	utf8_clean(&v->r->body, value, strlen(value));
	buf_adds(&v->r->body, visit_by_gopher(v) ? "\r\n" : "\n");
}

/* ---- robots.txt ---------------------------------------------------------- */

/* R1: every page is found without the search, which costs the server most. */
static const char *const kept_out[] = { "archiver", "indexer", "researcher",
	"webproxy" };

void
robots(struct visit *v)
{
	static_file_send(v, "static/robots.txt");
	if (v->r->status != 51)
		return;
	begin(v);
	for (size_t i = 0; i < sizeof kept_out / sizeof *kept_out; i++) {
		line(v, "User-agent: ", kept_out[i]);
		line(v, "Disallow: ", "/search");
		line(v, "", "");
	}
}

/* ---- caps.txt ------------------------------------------------------------ */

/* G50; "Delimeter" is how the first of them wrote it. */
static const char *const fixed_caps[][2] = {
	{ "CAPS", "" },
	{ "", "" },
	{ "CapsVersion=", "1" },
	{ "ExpireCapsAfter=", "86400" },
	{ "", "" },
	{ "PathDelimeter=", "/" },
	{ "PathDelimiter=", "/" },
	{ "PathIdentity=", "." },
	{ "PathParent=", ".." },
	{ "PathParentDouble=", "FALSE" },
	{ "PathKeepPreDelimeter=", "FALSE" },
	{ "", "" },
	{ "ServerSoftware=", "Chasqui" },
};

static const char *const encodings[] = {
	[CHARSET_UTF8] = "UTF-8",
	[CHARSET_LATIN1] = "ISO-8859-1",
	[CHARSET_ASCII] = "US-ASCII",
};

void
caps(struct visit *v)
{
	const struct capsule *c = v->capsule;

	static_file_send(v, "static/caps.txt");
	if (v->r->status != 51)
		return;
	begin(v);
	for (size_t i = 0; i < sizeof fixed_caps / sizeof *fixed_caps; i++)
		line(v, fixed_caps[i][0], fixed_caps[i][1]);
	line(v, "ServerDescription=", c->title);
	line(v, "ServerDefaultEncoding=", encodings[c->charset]);
	if (v->how->gopher_tls_port != 0) {
		buf_addf(&v->r->body, "ServerTLSPort=%u",
		    v->how->gopher_tls_port);
		line(v, "", "");
	}
	line(v, "ServerAdmin=", c->author[0] != '\0' ? c->author : c->title);
}

/* ---- favicon.txt --------------------------------------------------------- */

void
favicon(struct visit *v)
{
	if (v->capsule->favicon[0] == '\0')
		return;
	begin(v);
	utf8_clean(&v->r->body, v->capsule->favicon,
	    strlen(v->capsule->favicon));
}
