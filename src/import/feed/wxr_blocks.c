#include "import/feed/wxr_blocks.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/buf.h"
#include "import/feed/wxr_content.h"
#include "text/markup.h"

#define PASSES_MAX 3          /* of reusable blocks within each other */
#define FILLED_MAX (4u << 20) /* bytes of a post with all filled in */

/* A comment of a block: <!-- wp:name {attributes} /--> */
struct block {
	const char *name; /* "embed", "acf/team", without "core/" */
	size_t nname;
	const char *attributes; /* JSON, or nattributes 0 */
	size_t nattributes;
	bool opens, closes;
	const char *end; /* what follows the comment */
};

/*
 * The block's comment at s, which begins with "<!--"; false: another comment.
 * No block's attributes hold a '<' or a line end; one whose "-->" is damaged
 * ends before those.
 */
static bool
read_block(const char *s, struct block *b)
{
	const char *at = s + 4 + strspn(s + 4, " "), *end;
	size_t len;

	*b = (struct block){ .opens = true };
	if (*at == '/') {
		b->opens = false;
		b->closes = true;
		at++;
	}
	if (strncmp(at, "wp:", 3) != 0)
		return false;
	at += 3;
	len = strcspn(at, "<\n");
	end = memmem(at, len, "-->", 3);
	b->end = end != NULL ? end + 3 : at + len;
	if (end == NULL)
		end = b->end;
	if (end[-1] == '/')
		b->closes = true;
	b->name = at;
	if (strncmp(at, "core/", 5) == 0)
		b->name += 5;
	b->nname = strcspn(b->name, " {\n<");
	if (b->name + b->nname > end)
		b->nname = (size_t)(end - b->name);
	b->attributes = memchr(at, '{', (size_t)(end - at));
	if (b->attributes != NULL)
		b->nattributes = (size_t)(end - b->attributes);
	return true;
}

static bool
is_called(const struct block *b, const char *name)
{
	return strlen(name) == b->nname &&
	       strncmp(b->name, name, b->nname) == 0;
}

/* ---- blocks that are filled in ---- */

typedef void filler(const cJSON *attributes, const struct wxr_refs *refs,
    struct buf *out);

static void
fill_reusable(const cJSON *attributes, const struct wxr_refs *refs,
    struct buf *out)
{
	const cJSON *ref = cJSON_GetObjectItem(attributes, "ref");
	char id[24];

	if (!cJSON_IsNumber(ref))
		return;
	(void)snprintf(id, sizeof id, "%.0f", ref->valuedouble);
	buf_adds(out, "\n\n");
	refs->block(refs->ctx, id, out);
	buf_adds(out, "\n\n");
}

static void
fill_embed(const cJSON *attributes, const struct wxr_refs *refs,
    struct buf *out)
{
	const cJSON *url = cJSON_GetObjectItem(attributes, "url");

	(void)refs;
	if (!cJSON_IsString(url))
		return;
	buf_adds(out, "\n\n<p><a href=\"");
	markup_escape(out, url->valuestring, strlen(url->valuestring));
	buf_adds(out, "\">");
	markup_escape(out, url->valuestring, strlen(url->valuestring));
	buf_adds(out, "</a></p>\n\n");
}

static void
fill_footnotes(const cJSON *attributes, const struct wxr_refs *refs,
    struct buf *out)
{
	cJSON *notes = cJSON_Parse(refs->footnotes);
	const cJSON *note;

	(void)attributes;
	if (!cJSON_IsArray(notes)) {
		cJSON_Delete(notes);
		return;
	}
	buf_adds(out, "\n\n<ol>");
	cJSON_ArrayForEach(note, notes)
	{
		const cJSON *text = cJSON_GetObjectItem(note, "content");

		buf_adds(out, "<li>");
		if (cJSON_IsString(text))
			buf_adds(out, text->valuestring);
		buf_adds(out, "</li>");
	}
	buf_adds(out, "</ol>\n\n");
	cJSON_Delete(notes);
}

/*
 * {"data":{"title":"Words","_title":"field_5f2a","count":"3"}}: numbers are
 * those of pictures and rows, keys with '_' name fields.
 */
static void
fill_fields(const cJSON *attributes, const struct wxr_refs *refs,
    struct buf *out)
{
	const cJSON *value;

	(void)refs;
	cJSON_ArrayForEach(value, cJSON_GetObjectItem(attributes, "data"))
	{
		const char *text = value->valuestring;

		if (!cJSON_IsString(value) || value->string == NULL ||
		    value->string[0] == '_' ||
		    text[strspn(text, "0123456789.")] == '\0')
			continue;
		buf_addf(out, "\n\n%s%s%s\n\n", *text == '<' ? "" : "<p>", text,
		    *text == '<' ? "" : "</p>");
	}
}

static const struct {
	const char *begins; /* the block's name, or what it begins with */
	bool whole;
	filler *fill;
} fillers[] = {
	{ "block", true, fill_reusable },
	{ "embed", true, fill_embed },
	{ "core-embed/", false, fill_embed },
	{ "footnotes", true, fill_footnotes },
	{ "acf/", false, fill_fields },
};

/* Fill a block in; true when there was something to be filled in again. */
static bool
fill(const struct block *b, const struct wxr_refs *refs, struct buf *out)
{
	cJSON *attributes;
	bool reusable = false;

	for (size_t i = 0; i < sizeof fillers / sizeof fillers[0]; i++) {
		if (fillers[i].whole ? !is_called(b, fillers[i].begins)
				     : strncmp(b->name, fillers[i].begins,
					   strlen(fillers[i].begins)) != 0)
			continue;
		attributes =
		    cJSON_ParseWithLength(b->attributes, b->nattributes);
		fillers[i].fill(attributes, refs, out);
		cJSON_Delete(attributes);
		reusable = fillers[i].fill == fill_reusable;
	}
	return reusable;
}

/* Is it to be filled in: alone, or a container of fields? */
static bool
is_filled(const struct block *b)
{
	return b->opens && (b->closes || strncmp(b->name, "acf/", 4) == 0);
}

static bool
fill_once(const char *s, const struct wxr_refs *refs, struct buf *out)
{
	const char *at = s;
	struct block b;
	bool again = false;

	while ((at = strstr(at, "<!--")) != NULL) {
		if (!read_block(at, &b)) {
			at += 4;
			continue;
		}
		if (is_filled(&b) && out->len < FILLED_MAX) {
			buf_add(out, s, (size_t)(at - s));
			again = fill(&b, refs, out) || again;
			s = at;
		}
		at = b.end;
		if (s < at && is_filled(&b))
			s = at;
	}
	buf_adds(out, s);
	return again;
}

void
wxr_blocks_fill(const char *content, const struct wxr_refs *refs,
    struct buf *out)
{
	struct buf text = { 0 };
	bool again = true;

	buf_adds(&text, content);
	for (int pass = 0; again && pass < PASSES_MAX; pass++) {
		struct buf filled = { 0 };

		again = fill_once(buf_str(&text), refs, &filled);
		buf_free(&text);
		text = filled;
	}
	buf_add(out, buf_str(&text), text.len);
	buf_free(&text);
}

/* ---- showing them ---- */

static void
add_classic(struct buf *out, const char *s, size_t len,
    void (*paragraphs)(struct buf *out, const char *text))
{
	struct buf text = { 0 };

	buf_add(&text, s, len);
	paragraphs(out, buf_str(&text));
	buf_free(&text);
}

void
wxr_blocks_show(struct buf *out, const char *s,
    void (*paragraphs)(struct buf *out, const char *text))
{
	size_t depth = 0;
	const char *at = s;
	struct block b;

	while ((at = strstr(at, "<!--")) != NULL) {
		if (!read_block(at, &b)) {
			at += 4;
			continue;
		}
		if (is_called(&b, "freeform")) { /* classic, in a block */
			at = b.end;
			continue;
		}
		if (depth == 0)
			add_classic(out, s, (size_t)(at - s), paragraphs);
		else
			buf_add(out, s, (size_t)(at - s));
		if (b.opens && !b.closes)
			depth++;
		else if (b.closes && !b.opens && depth > 0)
			depth--;
		s = at = b.end;
	}
	if (depth == 0)
		paragraphs(out, s);
	else
		buf_adds(out, s);
}
