#include "proto/http_compat.h"

#include <string.h>

#include "base/buf.h"
#include "site/words/words.h"
#include "text/ascii.h"
#include "text/markup.h"
#include "text/scheme.h"
#include "text/url.h"

/* ---- HTML ---------------------------------------------------------------- */

/* s between two pieces of markup. */
static void
add_between(struct buf *out, const char *before, const char *s,
    const char *after)
{
	buf_adds(out, before);
	markup_escape(out, s, strlen(s));
	buf_adds(out, after);
}

/* One paragraph that is a link; none without an address. */
static void
add_link(struct buf *out, const char *label, const char *url)
{
	if (url[0] == '\0')
		return;
	add_between(out, "<p>", label, "");
	add_between(out, label[0] == '\0' ? "<a href=\"" : ": <a href=\"", url,
	    "\">");
	add_between(out, "", url, "</a></p>\n");
}

/* Down to the first paragraph, which is the sentence. */
static void
begin_page(struct buf *out, const struct capsule_info *head,
    const char *redirect, const char *sentence)
{
	buf_adds(out, "<!DOCTYPE html>\n");
	add_between(out, "<html lang=\"", head->language, "\">\n");
	buf_adds(out, "<meta charset=\"utf-8\">\n");
	if (redirect != NULL)
		add_between(out, "<meta http-equiv=\"refresh\" content=\"1; ",
		    redirect, "\">\n");
	add_between(out, "<title>", head->title, "</title>\n");
	add_between(out, "<h1>", head->title, "</h1>\n");
	add_between(out, "<p>", sentence, ":</p>\n");
}

static void
end_page(struct buf *out)
{
	buf_adds(out, "</html>\n");
}

/* ---- HTTP ---------------------------------------------------------------- */

/* The length of the method in front of a blank, 0 when it is none. */
static size_t
method(const char *line, size_t len)
{
	size_t n = 0;

	while (n < len && is_upper(line[n]))
		n++;
	return n < len && line[n] == ' ' ? n : 0;
}

bool
http_compat_is_request(const char *line, size_t len, bool *head_only)
{
	static const char version[] = " HTTP/1.";
	const size_t tail = sizeof version; /* with one digit behind */
	size_t verb = method(line, len);

	if (verb == 0 || len < verb + 1 + tail ||
	    memcmp(line + len - tail, version, tail - 1) != 0)
		return false;
	*head_only = verb == 4 && memcmp(line, "HEAD", 4) == 0;
	return true;
}

void
http_compat_http(bool head_only, const struct capsule_info *head,
    struct buf *out)
{
	struct buf page = { 0 };

	begin_page(&page, head, NULL, words(head->language, WORD_NOT_THE_WEB));
	add_link(&page, "Gopher", head->gopher_url);
	add_link(&page, "Gemini", head->gemini_url);
	add_link(&page, words(head->language, WORD_ORIGINAL_SITE), head->web);
	end_page(&page);
	buf_addf(out,
	    "HTTP/1.0 200 OK\r\n"
	    "Content-Type: text/html; charset=utf-8\r\n"
	    "Content-Length: %zu\r\n"
	    "Connection: close\r\n"
	    "\r\n",
	    page.len);
	if (!head_only)
		buf_add(out, page.data, page.len);
	buf_free(&page);
}

/* ---- "URL:" -------------------------------------------------------------- */

bool
http_compat_may_lead(const char *url)
{
	struct url u;

	url_split(&u, url, strlen(url));
	return u.scheme_len > 0 &&
	       (scheme_may(u.scheme, u.scheme_len) & SCHEME_BROWSER) != 0;
}

void
http_compat_url_page(const char *url, const struct capsule_info *head,
    struct buf *out)
{
	struct buf safe = { 0 }, refresh = { 0 };

	url_encode(&safe, url, strlen(url));
	buf_addf(&refresh, "url=%s", buf_str(&safe));
	begin_page(out, head, refresh.data,
	    words(head->language, WORD_LEADS_OUT));
	add_link(out, "", buf_str(&safe));
	end_page(out);
	buf_free(&safe);
	buf_free(&refresh);
}
