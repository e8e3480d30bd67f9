#include "import/feed/wxr_post.h"

#include <string.h>

#include "import/core/xml.h"
#include "text/slug.h"

#define LOST       "\uFFFD" /* of a byte that could not be read */
#define ZONE_MAX_S (14 * 3600)
#define ZONE_STEP  (15 * 60) /* no zone of today differs by less, in seconds */

/* Elements of an item by local name; the two "encoded" have other spaces. */
static const struct {
	const char *name;
	enum wxr_field field;
} fields[] = {
	{ "title", WXR_TITLE },
	{ "link", WXR_LINK },
	{ "guid", WXR_GUID },
	{ "creator", WXR_CREATOR },
	{ "post_id", WXR_ID },
	{ "post_parent", WXR_PARENT },
	{ "post_name", WXR_NAME },
	{ "post_type", WXR_TYPE },
	{ "status", WXR_STATUS },
	{ "post_password", WXR_PASSWORD },
	{ "post_date", WXR_DATE },
	{ "post_date_gmt", WXR_DATE_GMT },
	{ "post_modified", WXR_MODIFIED },
	{ "post_modified_gmt", WXR_MODIFIED_GMT },
	{ "pubDate", WXR_PUB_DATE },
	{ "attachment_url", WXR_URL },
	{ "menu_order", WXR_ORDER },
};

static const struct {
	const char *key;
	enum wxr_field field;
} metas[] = {
	{ "_thumbnail_id", WXR_THUMBNAIL },
	{ "_wp_attachment_image_alt", WXR_ALT },
	{ "footnotes", WXR_FOOTNOTES },
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

const char *
wxr_said(struct wxr_post *p, enum wxr_field f)
{
	return buf_str(&p->field[f]);
}

bool
wxr_says(struct wxr_post *p, enum wxr_field f, const char *word)
{
	const char *said = wxr_said(p, f);
	size_t n = strcspn(said, LOST), len = strlen(LOST);

	if (said[n] == '\0')
		return strcmp(said, word) == 0;
	return strncmp(said, word, n) == 0 && n <= strlen(word) &&
	       (strcmp(said + n + len, word + n) == 0 ||
		   (word[n] != '\0' &&
		       strcmp(said + n + len, word + n + 1) == 0));
}

void
wxr_child_text(const xmlNode *n, const char *name, struct buf *out)
{
	for (const xmlNode *c = n->children; c != NULL; c = c->next)
		if (xml_is(c, name)) {
			xml_text(c, out);
			return;
		}
}

/* <wp:postmeta>: a key and a value. */
static void
read_meta(struct wxr_post *p, const xmlNode *n)
{
	struct buf key = { 0 };

	wxr_child_text(n, "meta_key", &key);
	for (size_t i = 0; i < COUNT(metas); i++)
		if (strcmp(buf_str(&key), metas[i].key) == 0)
			wxr_child_text(n, "meta_value",
			    &p->field[metas[i].field]);
	buf_free(&key);
}

/* Both texts are called "encoded": by either mark, as one may be damaged. */
static bool
is_excerpt(const xmlNode *n)
{
	if (n->ns == NULL)
		return strncmp((const char *)n->name, "excerpt:", 8) == 0;
	return xml_in(n, "/excerpt") ||
	       (n->ns->prefix != NULL &&
		   strcmp((const char *)n->ns->prefix, "excerpt") == 0);
}

static void
read_field(struct wxr_post *p, const xmlNode *n)
{
	if (xml_is(n, "encoded"))
		xml_text(n,
		    &p->field[is_excerpt(n) ? WXR_EXCERPT : WXR_CONTENT]);
	else if (xml_is(n, "postmeta"))
		read_meta(p, n);
	for (size_t i = 0; i < COUNT(fields); i++)
		if (xml_is(n, fields[i].name) &&
		    p->field[fields[i].field].len == 0)
			xml_text(n, &p->field[fields[i].field]);
}

void
wxr_post_read(struct wxr_post *p, const xmlNode *item, size_t line)
{
	*p = (struct wxr_post){ .node = item, .line = line };
	for (const xmlNode *c = item->children; c != NULL; c = c->next)
		if (c->type == XML_ELEMENT_NODE)
			read_field(p, c);
}

void
wxr_post_free(struct wxr_post *p)
{
	for (int f = 0; f < WXR_FIELDS; f++)
		buf_free(&p->field[f]);
}

const char *
wxr_slug(struct arena *a, struct wxr_post *p)
{
	char slug[SLUG_SIZE];

	if (slug_make(slug, wxr_said(p, WXR_NAME), p->field[WXR_NAME].len) == 0)
		slug_make(slug, wxr_said(p, WXR_TITLE),
		    p->field[WXR_TITLE].len);
	return arena_strdup(a, slug);
}

/* ---- dates ---- */

static struct date
read_date(struct wxr_post *p, enum wxr_field f)
{
	const struct buf *b = &p->field[f];
	struct date d = { .known = false };

	/* WordPress has no date as zeros */
	if (b->len > 0 && strncmp(b->data, "0000", 4) != 0)
		date_parse(&d, b->data, b->len);
	return d;
}

/* A moment of GMT as the site's clock showed it. */
static struct date
in_zone(const struct date *gmt, const struct date *local)
{
	int64_t zone = local->seconds - gmt->seconds;
	struct date d = *local;

	if (!local->known || zone % ZONE_STEP != 0 || zone > ZONE_MAX_S ||
	    zone < -ZONE_MAX_S)
		return *gmt;
	d.seconds = gmt->seconds;
	d.zone_s = (int)zone;
	return d;
}

struct date
wxr_date(struct wxr_post *p)
{
	struct date gmt = read_date(p, WXR_DATE_GMT);
	struct date local = read_date(p, WXR_DATE);

	if (gmt.known)
		return in_zone(&gmt, &local);
	return local.known ? local : read_date(p, WXR_PUB_DATE);
}

struct date
wxr_modified(struct wxr_post *p)
{
	struct date gmt = read_date(p, WXR_MODIFIED_GMT);
	struct date local = read_date(p, WXR_MODIFIED);

	return gmt.known ? in_zone(&gmt, &local) : local;
}
