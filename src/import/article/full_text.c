#include "import/article/full_text.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "import/article/web_page.h"
#include "import/core/item.h"
#include "text/ascii.h"
#include "text/utf8_write.h"

#define HEAD_SIZE 4096u /* bytes in which a page names its encoding */

/* ---- encodings ---- */

/* What cannot be decoded becomes U+FFFD. */
static void
convert(iconv_t from, const struct buf *in, struct buf *out)
{
	char *s = in->data, piece[4096];
	size_t left = in->len;

	while (left > 0) {
		char *to = piece;
		size_t room = sizeof piece;
		size_t rc = iconv(from, &s, &left, &to, &room);

		buf_add(out, piece, sizeof piece - room);
		if (rc == (size_t)-1 && errno != E2BIG) {
			utf8_add(out, 0xFFFD);
			s++;
			left--;
		}
	}
}

/*
 * The server's word on the encoding counts where the page itself has none
 * and its bytes do not show it.
 */
static void
decode(struct buf *html, const char *charset)
{
	size_t head = html->len < HEAD_SIZE ? html->len : HEAD_SIZE;
	struct buf text = { 0 };
	iconv_t from;

	if (*charset == '\0' || html->len == 0 ||
	    utf8_valid(html->data, html->len) ||
	    memmem(html->data, head, "charset", 7) != NULL ||
	    memmem(html->data, head, "encoding", 8) != NULL)
		return;
	from = iconv_open("UTF-8", charset);
	if (from == (iconv_t)-1)
		return;
	convert(from, html, &text);
	iconv_close(from);
	buf_free(html);
	*html = text;
}

/* ---- merging ---- */

/* How many bytes of a text are words: a measure that no markup changes. */
static size_t
amount(const struct buf *text)
{
	size_t n = 0;

	for (size_t i = 0; i < text->len; i++)
		n += (unsigned char)text->data[i] >= 0x80 ||
		     is_alnum(text->data[i]);
	return n;
}

/* Copy a field that says nothing yet from the page's. */
static void
fill(struct arena *a, const char **field, const char *from)
{
	if (**field == '\0')
		*field = arena_strdup(a, from);
}

static void
fill_names(struct arena *a, struct fm_names *list, const struct fm_names *from)
{
	if (list->n > 0)
		return;
	for (size_t i = 0; i < from->n; i++)
		fm_names_add(a, list, from->name[i], strlen(from->name[i]));
}

static void
merge(struct item *it, struct item *page)
{
	struct front_matter *f = &it->front, *p = &page->front;
	struct buf own;

	if (f->image[0] == '\0')
		fill(&f->arena, &f->image_alt, p->image_alt);
	fill(&f->arena, &f->image, p->image);
	fill(&f->arena, &f->title, p->title);
	fill(&f->arena, &f->summary, p->summary);
	fill(&f->arena, &f->lang, p->lang);
	fill_names(&f->arena, &f->authors, &p->authors);
	fill_names(&f->arena, &f->topics, &p->topics);
	if (!f->date.known)
		f->date = p->date;
	if (!f->updated.known)
		f->updated = p->updated;
	if (amount(&page->markdown) < amount(&it->markdown))
		return;
	own = it->markdown;
	it->markdown = page->markdown;
	page->markdown = own;
	f->partial = false;
}

bool
full_text(struct item *it, struct buf *html, const char *charset,
    const char *url)
{
	struct item page;
	bool found;

	decode(html, charset);
	item_init(&page);
	found = web_page_item(&page, buf_str(html), html->len, url, NULL);
	if (found)
		merge(it, &page);
	item_free(&page);
	buf_free(html);
	return found;
}
