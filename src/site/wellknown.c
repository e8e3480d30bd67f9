#include <string.h>

#include "base/buf.h"
#include "site/pages.h"
#include "site/static_file.h"
#include "text/utf8_write.h"

/* Begin a generated text; lines end as the protocol's texts do (G21). */
static void
begin(struct context *ctx)
{
	ctx->r->status = STATUS_SUCCESS;
	ctx->r->type = "text/plain";
}

static void
line(struct context *ctx, const char *key, const char *value)
{
	struct buf clean = { 0 };

	utf8_clean(&clean, value, strlen(value));
	buf_adds(&ctx->r->body, key);
	if (context_by_gopher(ctx) && ctx->capsule->charset == CHARSET_LATIN1)
		fold_to_latin1(&ctx->r->body, buf_str(&clean), clean.len);
	else
		buf_add(&ctx->r->body, clean.data, clean.len);
	buf_adds(&ctx->r->body, context_by_gopher(ctx) ? "\r\n" : "\n");
	buf_free(&clean);
}

/* ---- robots.txt ---------------------------------------------------------- */

/* R1: every page is found without the search, which costs the server most. */
static const char *const kept_out[] = { "archiver", "indexer", "researcher",
	"webproxy" };

void
robots(struct context *ctx)
{
	static_file_send(ctx, "static/robots.txt");
	if (ctx->r->status != STATUS_NOT_FOUND)
		return;
	begin(ctx);
	for (size_t i = 0; i < sizeof kept_out / sizeof *kept_out; i++) {
		line(ctx, "User-agent: ", kept_out[i]);
		line(ctx, "Disallow: ", "/search");
		line(ctx, "", "");
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
caps(struct context *ctx)
{
	const struct capsule *c = ctx->capsule;

	static_file_send(ctx, "static/caps.txt");
	if (ctx->r->status != STATUS_NOT_FOUND)
		return;
	begin(ctx);
	for (size_t i = 0; i < sizeof fixed_caps / sizeof *fixed_caps; i++)
		line(ctx, fixed_caps[i][0], fixed_caps[i][1]);
	line(ctx, "ServerDescription=", c->title);
	line(ctx, "ServerDefaultEncoding=", encodings[c->charset]);
	if (ctx->how->gopher_tls_port != 0) {
		buf_addf(&ctx->r->body, "ServerTLSPort=%u",
		    ctx->how->gopher_tls_port);
		line(ctx, "", "");
	}
	line(ctx, "ServerAdmin=", c->author[0] != '\0' ? c->author : c->title);
}

/* ---- favicon.txt --------------------------------------------------------- */

void
favicon(struct context *ctx)
{
	if (ctx->capsule->favicon[0] == '\0')
		return;
	begin(ctx);
	utf8_clean(&ctx->r->body, ctx->capsule->favicon,
	    strlen(ctx->capsule->favicon));
}
