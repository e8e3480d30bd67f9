#include "proto/gopher.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "capsule/address.h"
#include "page/gophermap.h"
#include "page/item_type.h"
#include "page/page.h"
#include "page/place.h"
#include "page/plain.h"
#include "proto/http_compat.h"
#include "site/words/words.h"
#include "text/percent.h"
#include "text/url.h"

/* ---- the request --------------------------------------------------------- */

/* A field of the line, between TABs; at NULL when there is none. */
struct field {
	const char *at;
	size_t len;
};

/*
 * The line without its end.  A CR counts as part of the end only before an LF
 * (G1); PARSE_BAD as soon as byte 1,025 shows that it is too long (G3).
 */
static enum parse
line_end(const char *in, size_t len, bool ended, size_t *end, const char **why)
{
	size_t seen = len < REQUEST_MAX + 2 ? len : REQUEST_MAX + 2;
	const char *lf = memchr(in, '\n', seen);

	*end = len;
	if (lf != NULL) {
		*end = (size_t)(lf - in);
		if (*end > 0 && in[*end - 1] == '\r')
			--*end;
	} else if (!ended &&
		   (len <= REQUEST_MAX ||
		       (len == REQUEST_MAX + 1 && in[REQUEST_MAX] == '\r'))) {
		return PARSE_MORE;
	}
	if (*end <= REQUEST_MAX)
		return PARSE_OK;
	*why = "longer than 1024 bytes";
	return PARSE_BAD;
}

/* Take the first field off the line. */
static struct field
next_field(const char **line, size_t *len)
{
	struct field f = { *line, *len };
	const char *tab;

	if (f.at == NULL)
		return f;
	tab = memchr(f.at, '\t', f.len);
	if (tab != NULL)
		f.len = (size_t)(tab - f.at);
	*line = tab != NULL ? tab + 1 : NULL;
	*len -= tab != NULL ? f.len + 1 : f.len;
	return f;
}

static bool
begins(struct field f, const char *with)
{
	size_t len = strlen(with);

	return f.len >= len && memcmp(f.at, with, len) == 0;
}

/* The address of "URL:x" and "/URL:x" (G10). */
static bool
take_url(struct request *req, struct field selector)
{
	if (begins(selector, "/")) {
		selector.at++;
		selector.len--;
	}
	if (!begins(selector, "URL:"))
		return false;
	memcpy(req->query, selector.at + 4, selector.len - 4);
	req->asked =
	    http_compat_may_lead(req->query) ? ASK_URL_PAGE : ASK_BAD_URL;
	req->has_query = true;
	memcpy(req->path, "/", 2);
	return true;
}

/* Can it name anything?  G8; the path begins with '/'. */
static bool
names_nothing(const char *path)
{
	static const char known[] = PATH_KNOWN; /* the one name with a dot */

	if (strncmp(path, known, sizeof known - 1) == 0)
		path += sizeof known - 2;
	return strstr(path, "//") != NULL || strstr(path, "/.") != NULL ||
	       strchr(path, '\\') != NULL;
}

static void
drop_final_slash(char *path)
{
	size_t len = strlen(path);

	if (len > 1 && path[len - 1] == '/')
		path[len - 1] = '\0';
}

/* curl writes "/search?words" (G36); NULL, or why they are refused. */
static const char *
take_question(struct request *req)
{
	char *mark = strchr(req->path, '?');
	char search[REQUEST_MAX + 2];
	size_t len;

	if (mark == NULL)
		return NULL;
	*mark = '\0';
	memcpy(search, req->path, sizeof search);
	drop_final_slash(search);
	if (item_type(search, NULL) != '7') {
		*mark = '?';
		return NULL;
	}
	req->has_query = true;
	len = percent_decode(req->query, mark + 1, strlen(mark + 1), false);
	return percent_words(req->query, len, sizeof req->query);
}

/* The one path that all spellings of a selector have (G2). */
static const char *
take_path(struct request *req, struct field selector)
{
	size_t slash = begins(selector, "/") ? 0 : 1;
	const char *why;

	req->path[0] = '/';
	memcpy(req->path + slash, selector.at, selector.len);
	why = take_question(req);
	if (names_nothing(req->path))
		memcpy(req->path, GOPHER_NOWHERE, sizeof GOPHER_NOWHERE);
	drop_final_slash(req->path);
	return why;
}

/* Is a field exactly a Gopher+ marker?  G41 */
static bool
is_plus_marker(struct field f)
{
	return f.len == 1 && memchr("+!$", f.at[0], 3) != NULL;
}

/* Words behind a TAB, as they stand; other addresses take none (G35, G37). */
static const char *
take_words(struct request *req, struct field typed)
{
	if (typed.at == NULL || item_type(req->path, NULL) != '7' ||
	    is_plus_marker(typed))
		return NULL;
	memcpy(req->query, typed.at, typed.len);
	req->query[typed.len] = '\0';
	req->has_query = true;
	return percent_words(req->query, typed.len, sizeof req->query);
}

/* Every field, the ones that are not used too (G7); words may be Latin-1. */
static const char *
line_fault(const char *line, size_t len)
{
	struct field f = next_field(&line, &len);
	const char *why = percent_fault(f.at, f.len);

	while (why == NULL && line != NULL) {
		f = next_field(&line, &len);
		if (utf8_valid(f.at, f.len))
			why = percent_fault(f.at, f.len);
		for (size_t i = 0; why == NULL && i < f.len; i++)
			if ((unsigned char)f.at[i] < 0x20 || f.at[i] == 0x7F)
				why = "a control character";
	}
	return why;
}

/* Fill req from the line; NULL, or why it is refused. */
static const char *
take_line(struct request *req, const char *line, size_t len)
{
	struct field selector, second;
	const char *why = line_fault(line, len);

	if (why != NULL)
		return why;
	if (http_compat_is_request(line, len, &req->head_only)) {
		req->asked = ASK_HTTP;
		memcpy(req->path, "/", 2);
		return NULL;
	}
	selector = next_field(&line, &len);
	second = next_field(&line, &len);
	if (take_url(req, selector))
		return NULL;
	why = take_path(req, selector);
	if (selector.len == 0 && second.len == 1 && second.at[0] == '$')
		req->asked = ASK_INFO;
	return why != NULL ? why : take_words(req, second);
}

enum parse
gopher_parse(const char *in, size_t len, bool ended, struct request *req,
    const char **why)
{
	struct request r = { .scheme = "gopher" };
	size_t end = 0;
	enum parse result;

	if (len == 0)
		in = ""; /* not NULL, whatever was given */
	result = line_end(in, len, ended, &end, why);

	if (result != PARSE_OK)
		return result;
	*why = take_line(&r, in, end);
	if (*why != NULL)
		return PARSE_BAD;
	*req = r;
	return PARSE_OK;
}

/* ---- the answer ---------------------------------------------------------- */

/* The final dot belongs to the protocol, not to the look (G15). */
static void
write_menu(const struct page *p, const struct place *place, struct buf *out)
{
	gophermap_write(p, place, out);
	buf_adds(out, ".\r\n");
}

static void
way_on(struct page *p, const char *path, const char *label)
{
	page_link(p, path, label)->tight = true;
}

/*
 * An error (G30): a menu of the sentence and the ways on, whose first line
 * becomes type 3.  A sentence too long for one line goes on in 'i' lines.
 */
static void
write_error(const char *sentence, const struct reply *reply,
    const struct place *place, const struct capsule_info *head, struct buf *out)
{
	struct page p = { 0 };
	size_t start = out->len;

	page_text(&p, sentence);
	if (reply != NULL && reply->onward[0] != '\0')
		way_on(&p, reply->onward, reply->onward_label);
	way_on(&p, "/", words(head->language, WORD_FRONT_PAGE));
	write_menu(&p, place, out);
	out->data[start] = '3';
	page_free(&p);
}

/* A search without words (G37); the prompt is the hint. */
static void
write_prompt(const struct request *req, const struct reply *reply,
    const struct place *place, const struct capsule_info *head, struct buf *out)
{
	struct page p = { 0 };

	page_search(&p, req->path, words(head->language, WORD_SEARCH_ARTICLES));
	page_text(&p, reply->meta);
	page_link(&p, "/", words(head->language, WORD_FRONT_PAGE));
	write_menu(&p, place, out);
	page_free(&p);
}

static void
write_success(const struct reply *reply, const struct place *place,
    struct buf *out)
{
	if (reply->type != NULL)
		buf_add(out, reply->body.data, reply->body.len);
	else if (reply->plain)
		plain_write(&reply->page, place, out);
	else
		write_menu(&reply->page, place, out);
}

static void
write_page(const struct request *req, const struct reply *reply,
    const struct place *place, const struct capsule_info *head, struct buf *out)
{
	const char *sentence = reply->meta;

	if (req->part > 0)
		buf_adds(out, "\r\n");
	switch (status_class(reply->status)) {
	case STATUS_CLASS_INPUT:
		write_prompt(req, reply, place, head, out);
		return;
	case STATUS_CLASS_SUCCESS:
		write_success(reply, place, out);
		return;
	case STATUS_CLASS_REDIRECT:
		/* A redirect that led nowhere: its META is an address. */
		sentence = "";
		break;
	case STATUS_CLASS_CERTIFICATE: /* no Gopher client has one */
		sentence = words(head->language, WORD_CERTIFICATE_ELSEWHERE);
		break;
	case STATUS_CLASS_TEMPORARY_FAILURE:
	case STATUS_CLASS_PERMANENT_FAILURE:
		break;
	}
	if (sentence[0] == '\0')
		sentence = words(head->language, WORD_NOT_FOUND);
	write_error(sentence, reply, place, head, out);
}

/*
 * The answer to the "$" probe for the front menu: what makes gopher(1) go on
 * in plain Gopher.  Spec: Gopher+, "+INFO"; G40.
 */
static void
write_info(const struct place *place, const struct capsule_info *head,
    struct buf *out)
{
	buf_adds(out, "+-2\r\n+INFO: ");
	gophermap_line(out, '1', head->title, "", place);
}

void
gopher_write(const struct request *req, const struct reply *reply,
    const struct place *place, const struct capsule_info *head, struct buf *out)
{
	switch (req->asked) {
	case ASK_PAGE:
		write_page(req, reply, place, head, out);
		return;
	case ASK_URL_PAGE:
		http_compat_url_page(req->query, head, out);
		return;
	case ASK_BAD_URL:
		write_error(words(head->language, WORD_BAD_LINK), NULL, place,
		    head, out);
		return;
	case ASK_INFO:
		write_info(place, head, out);
		return;
	case ASK_HTTP:
		http_compat_http(req->head_only, head, out);
		return;
	}
}

void
gopher_refuse(enum refusal what, const struct place *place,
    const struct capsule_info *head, struct buf *out)
{
	write_error(words(head->language, refusals[what].sentence), NULL, place,
	    head, out);
}

const struct protocol gopher_protocol = {
	.name = "gopher",
	.client = "lynx",
	.row = PROTOCOL_GOPHER,
	.port = GOPHER_PORT,
	.line_max = REQUEST_MAX + 2, /* G3 */
	.styled = true,
	.parse = gopher_parse,
	.write = gopher_write,
	.refuse = gopher_refuse,
};
