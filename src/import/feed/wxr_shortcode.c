#include "import/feed/wxr_shortcode.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "import/feed/wxr_content.h"
#include "import/feed/wxr_tag.h"
#include "import/images/picture_file.h"
#include "text/ascii.h"
#include "text/markup.h"
#include "text/percent.h"

#define MISSES_MAX 1000 /* searches for an end of a post that may fail */
#define OPEN_MAX   64   /* names of tags whose closing tags are to go */

struct expansion {
	const struct wxr_refs *refs;
	struct buf *html;
	size_t misses;
	char open[OPEN_MAX][WXR_NAME_SIZE];
	size_t nopen;
};

/* A known shortcode: what stands between its tags is text, len 0 if nothing. */
typedef void expander(struct expansion *e, const struct wxr_tag *t,
    const char *text, size_t len);

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ---- pieces of HTML ---- */

static void
add_link(struct buf *out, const char *url, size_t len, const char *text,
    size_t ntext)
{
	buf_adds(out, "<a href=\"");
	markup_escape(out, url, len);
	buf_adds(out, "\">");
	if (ntext > 0)
		buf_add(out, text, ntext);
	else
		markup_escape(out, url, len);
	buf_adds(out, "</a>");
}

static void
add_link_alone(struct buf *out, const char *url, size_t len)
{
	buf_adds(out, "\n\n<p>");
	add_link(out, url, len, "", 0);
	buf_adds(out, "</p>\n\n");
}

static bool
is_address(const char *s)
{
	return strncasecmp(s, "http://", 7) == 0 ||
	       strncasecmp(s, "https://", 8) == 0 ||
	       (s[0] == '/' && s[1] != '\0' && s[1] != '*') ||
	       strncasecmp(s, "mailto:", 7) == 0;
}

/* ---- the shortcodes we know ---- */

/* [gallery ids="1,2"]: each picture with its caption. */
static void
gallery(struct expansion *e, const struct wxr_tag *t, const char *text,
    size_t len)
{
	const struct wxr_refs *refs = e->refs;
	struct buf ids = { 0 };
	const char *s;

	(void)text, (void)len;
	if (!wxr_tag_attribute(t, "ids", &ids) &&
	    !wxr_tag_attribute(t, "include", &ids) &&
	    !wxr_tag_attribute(t, "images", &ids))
		refs->pictures(refs->ctx, &ids);
	for (s = buf_str(&ids); *s != '\0';) {
		size_t n = strspn(s, "0123456789");
		char id[24];

		if (n > 0 && n < sizeof id) {
			memcpy(id, s, n);
			id[n] = '\0';
			buf_adds(e->html, "\n\n<figure>");
			refs->find(refs->ctx, id, e->html);
			buf_adds(e->html, "</figure>\n\n");
		}
		s += n;
		s += strcspn(s, "0123456789");
	}
	buf_free(&ids);
}

/* [caption caption="..."]picture text[/caption]: the picture, then its text. */
static void
caption(struct expansion *e, const struct wxr_tag *t, const char *text,
    size_t len)
{
	struct buf said = { 0 };

	wxr_tag_attribute(t, "caption", &said);
	buf_adds(e->html, "\n\n<figure>");
	buf_add(e->html, text, len);
	if (said.len > 0) {
		buf_adds(e->html, "<figcaption>");
		buf_add(e->html, said.data, said.len);
		buf_adds(e->html, "</figcaption>");
	}
	buf_adds(e->html, "</figure>\n\n");
	buf_free(&said);
}

/* The addresses that it names: [audio mp3=...], [embed]URL[/embed]. */
static void
media(struct expansion *e, const struct wxr_tag *t, const char *text,
    size_t len)
{
	static const char *const names[] = { "src", "url", "mp3", "m4a", "ogg",
		"wav", "mp4", "m4v", "webm", "ogv", "flv", "link" };
	struct buf url = { 0 }, bare = { 0 };

	for (size_t i = 0; i < COUNT(names); i++) {
		buf_clear(&url);
		if (wxr_tag_attribute(t, names[i], &url) && url.len > 0)
			add_link_alone(e->html, url.data, url.len);
	}
	wxr_tag_value(t, &bare);
	if (is_address(buf_str(&bare)))
		add_link_alone(e->html, bare.data, bare.len);
	while (len > 0 && is_space(*text))
		text++, len--;
	while (len > 0 && is_space(text[len - 1]))
		len--;
	buf_clear(&url);
	buf_add(&url, text, len);
	if (is_address(buf_str(&url)) && strpbrk(url.data, " <\n") == NULL)
		add_link_alone(e->html, url.data, url.len);
	else
		buf_add(e->html, text, len);
	buf_free(&url);
	buf_free(&bare);
}

/* [youtube ID], [vimeo 123], or an address as for all media. */
static void
film(struct expansion *e, const struct wxr_tag *t, const char *text, size_t len)
{
	const char *site = strcasecmp(t->name, "vimeo") == 0
			       ? "https://vimeo.com/"
			       : "https://www.youtube.com/watch?v=";
	struct buf id = { 0 }, url = { 0 };

	if (!wxr_tag_attribute(t, "id", &id))
		wxr_tag_value(t, &id);
	if (id.len > 0 && !is_address(id.data) &&
	    strcspn(id.data, " /=\"") == id.len) {
		buf_addf(&url, "%s%s", site, id.data);
		add_link_alone(e->html, url.data, url.len);
	} else {
		media(e, t, text, len);
	}
	buf_free(&id);
	buf_free(&url);
}

/*
 * Source code, as it is: what an editor has escaped once ("&lt;?php", with no
 * '<' beside it) is shown as its writer meant it.
 */
static void
code(struct expansion *e, const struct wxr_tag *t, const char *text, size_t len)
{
	struct buf lang = { 0 };
	bool escaped = memchr(text, '<', len) == NULL;

	if (!wxr_tag_attribute(t, "language", &lang) &&
	    !wxr_tag_attribute(t, "lang", &lang) &&
	    strcasecmp(t->name, "code") != 0 &&
	    strncasecmp(t->name, "source", 6) != 0 &&
	    strncasecmp(t->name, "cc", 2) != 0 &&
	    strcasecmp(t->name, "crayon") != 0)
		buf_adds(&lang, t->name);
	while (len > 0 && (*text == '\n' || *text == '\r'))
		text++, len--;
	buf_adds(e->html, "\n\n<pre><code");
	if (lang.len > 0) {
		buf_adds(e->html, " class=\"language-");
		markup_escape(e->html, lang.data, lang.len);
		buf_addc(e->html, '"');
	}
	buf_addc(e->html, '>');
	if (escaped)
		buf_add(e->html, text, len);
	else
		markup_escape(e->html, text, len);
	buf_adds(e->html, "</code></pre>\n\n");
	buf_free(&lang);
}

static const char *const galleries[] = { "gallery", "playlist", "vc_gallery",
	NULL };
static const char *const captions[] = { "caption", "wp_caption", NULL };
static const char *const media_names[] = { "embed", "audio", "video",
	"soundcloud", "bandcamp", "instagram", "tweet", "twitter", "facebook",
	"slideshare", "googlemaps", "dailymotion", NULL };
static const char *const films[] = { "youtube", "vimeo", NULL };
static const char *const codes[] = { "code", "sourcecode", "source", "crayon",
	"cc", "ccb", "php", "html", "css", "js", "javascript", "python", "java",
	"sql", "xml", "bash", "ruby", "perl", "cpp", "csharp", "plain", NULL };

/* closes: it is one only with a closing tag, else text. */
static const struct known {
	const char *const *names;
	expander *expand;
	bool closes;
} known[] = {
	{ galleries, gallery, false },
	{ captions, caption, false },
	{ media_names, media, false },
	{ films, film, false },
	{ codes, code, true },
};

static const struct known *
known_as(const char *name)
{
	for (size_t i = 0; i < COUNT(known); i++)
		for (size_t n = 0; known[i].names[n] != NULL; n++)
			if (strcasecmp(known[i].names[n], name) == 0)
				return &known[i];
	return NULL;
}

/* ---- those we do not ---- */

/* Page builders keep words of the page in attributes. */
static bool
is_builders(const char *name)
{
	static const char *const begins[] = { "et_pb_", "vc_", "fusion_", "av_",
		"cs_", "mk_", "us_", "ult_", "nectar_", "elementor" };

	for (size_t i = 0; i < COUNT(begins); i++)
		if (strncasecmp(name, begins[i], strlen(begins[i])) == 0)
			return true;
	return false;
}

static void
add_words(struct expansion *e, const struct wxr_tag *t)
{
	static const char *const names[] = { "title", "heading", "header",
		"subhead", "subheading", "text", "quote", "caption", "label",
		"question", "author" };

	for (size_t i = 0; i < COUNT(names); i++) {
		struct buf words = { 0 };

		if (wxr_tag_attribute(t, names[i], &words) && words.len > 0) {
			buf_adds(e->html, "\n\n<p>");
			buf_add(e->html, words.data, words.len);
			buf_adds(e->html, "</p>\n\n");
		}
		buf_free(&words);
	}
}

/* Visual Composer: "url:https%3A%2F%2Fa.example|title:A". */
static void
unpack_address(struct buf *url)
{
	struct buf plain = { 0 };

	if (strncmp(buf_str(url), "url:", 4) != 0)
		return;
	buf_reserve(&plain, url->len);
	plain.len = percent_decode(plain.data, url->data + 4,
	    strcspn(url->data + 4, "|"), false);
	buf_free(url);
	*url = plain;
}

static void
add_picture(struct expansion *e, const struct wxr_tag *t, const char *url)
{
	struct buf alt = { 0 };

	if (!wxr_tag_attribute(t, "alt", &alt))
		wxr_tag_attribute(t, "title", &alt);
	buf_adds(e->html, "\n\n<p><img src=\"");
	markup_escape(e->html, url, strlen(url));
	buf_adds(e->html, "\" alt=\"");
	markup_escape(e->html, buf_str(&alt), alt.len);
	buf_adds(e->html, "\"></p>\n\n");
	buf_free(&alt);
}

/* Its addresses; true when the text between its tags became a link. */
static bool
add_addresses(struct expansion *e, const struct wxr_tag *t, const char *text,
    size_t len)
{
	static const char *const names[] = { "url", "link", "href", "src",
		"button_url", "link_url", "image_url", "image", "video_url",
		"audio", "file" };
	struct buf url = { 0 }, label = { 0 };
	bool linked = false;

	if (!wxr_tag_attribute(t, "button_text", &label))
		wxr_tag_attribute(t, "title", &label);
	for (size_t i = 0; i < COUNT(names); i++) {
		buf_clear(&url);
		if (!wxr_tag_attribute(t, names[i], &url))
			continue;
		unpack_address(&url);
		if (strcmp(names[i], "image") == 0 && url.len > 0 &&
		    strspn(url.data, "0123456789") == url.len) {
			e->refs->find(e->refs->ctx, url.data, e->html);
		} else if (!is_address(buf_str(&url))) {
			continue;
		} else if (picture_address(buf_str(&url))) {
			add_picture(e, t, url.data);
		} else if (!linked && len > 0) {
			add_link(e->html, url.data, url.len, text, len);
			linked = true;
		} else {
			buf_adds(e->html, "\n\n<p>");
			add_link(e->html, url.data, url.len, buf_str(&label),
			    label.len);
			buf_adds(e->html, "</p>\n\n");
		}
	}
	buf_free(&url);
	buf_free(&label);
	return linked;
}

/* Look for the end of a tag; looking again and again must stay linear. */
static const char *
find_close(struct expansion *e, const char *s, const char *end,
    const char *name)
{
	const char *close =
	    e->misses > MISSES_MAX ? NULL : wxr_tag_close(s, end, name);

	e->misses += close == NULL;
	return close;
}

/* Does the text between two tags have neither tags nor paragraphs? */
static bool
is_label(const char *s, size_t len)
{
	return len < 200 && memchr(s, '[', len) == NULL &&
	       memmem(s, len, "\n\n", 2) == NULL &&
	       memmem(s, len, "<p", 2) == NULL &&
	       memmem(s, len, "<a", 2) == NULL &&
	       memmem(s, len, "<img", 4) == NULL;
}

/* "[tab]one[/tab][tab]two[/tab]": what is parted there may have no blank. */
static void
part(struct expansion *e, const char *after, const char *end)
{
	if (end - after > 1 && after[0] == '[' && is_letter(after[1]))
		buf_adds(e->html, "\n\n");
}

/* A plugin's tag; returns what follows, or NULL when it is text. */
static const char *
unknown(struct expansion *e, const struct wxr_tag *t, const char *after,
    const char *end)
{
	const char *close;
	size_t before;
	bool label;

	for (size_t i = 0; t->closing && i < e->nopen; i++)
		if (strcasecmp(e->open[i], t->name) == 0) {
			part(e, after, end);
			return after;
		}
	if (t->closing || (t->nattributes > 0 && !is_space(*t->attributes) &&
			      *t->attributes != '/'))
		return NULL; /* "[n=25]" */
	close = find_close(e, after, end, t->name);
	if (close == NULL && !wxr_tag_is_plugins(t))
		return NULL;
	e->refs->dropped(e->refs->ctx, t->name);
	if (is_builders(t->name))
		add_words(e, t);
	label = close != NULL && is_label(after, (size_t)(close - after));
	before = e->html->len;
	if (add_addresses(e, t, after, label ? (size_t)(close - after) : 0))
		return close + strlen(t->name) + 3;
	/* a tab, a toggle or a spoiler is headed; a link has its label */
	if (close != NULL && !is_builders(t->name) && e->html->len == before)
		add_words(e, t);
	if (e->nopen < OPEN_MAX)
		memcpy(e->open[e->nopen++], t->name, WXR_NAME_SIZE);
	return after;
}

/* ---- the text ---- */

/* Expand the tag at s; returns what follows, or NULL when it is text. */
static const char *
expand(struct expansion *e, const char *s, const char *end)
{
	struct wxr_tag t;
	const struct known *k;
	const char *after, *close;

	if (!wxr_tag_read(s, (size_t)(end - s), &t))
		return NULL;
	after = s + t.len;
	k = known_as(t.name);
	if (k == NULL)
		return unknown(e, &t, after, end);
	if (t.closing)
		return k->closes ? NULL : after;
	close = find_close(e, after, end, t.name);
	if (close == NULL && k->closes)
		return NULL;
	k->expand(e, &t, after, close != NULL ? (size_t)(close - after) : 0);
	return close != NULL ? close + strlen(t.name) + 3 : after;
}

/* "[[gallery]]" shows "[gallery]"; returns what follows, else NULL. */
static const char *
escaped_tag(const char *s, const char *end, struct buf *html)
{
	struct wxr_tag t;

	if (end - s < 4 || s[1] != '[' ||
	    !wxr_tag_read(s + 1, (size_t)(end - s - 1), &t) ||
	    s + 1 + t.len >= end || s[1 + t.len] != ']')
		return NULL;
	buf_add(html, s + 1, t.len);
	return s + t.len + 2;
}

/* Where the markup at s ends, in which no bracket is a shortcode's. */
static const char *
past_markup(struct expansion *e, const char *s, const char *end)
{
	static const struct {
		const char *open, *close;
	} kinds[] = { { "<!--", "-->" }, { "<pre", "</pre>" },
		{ "<code", "</code>" }, { "<script", "</script>" },
		{ "<style", "</style>" }, { "<textarea", "</textarea>" } };
	const char *close;

	for (size_t i = 0; i < COUNT(kinds) && e->misses <= MISSES_MAX; i++) {
		if (strncasecmp(s, kinds[i].open, strlen(kinds[i].open)) != 0)
			continue;
		close = strcasestr(s, kinds[i].close);
		if (close != NULL)
			return close + strlen(kinds[i].close);
		e->misses++;
	}
	if (!is_letter(s[1]) && s[1] != '/' && s[1] != '!')
		return s + 1;
	close = s + 1 + strcspn(s + 1, "<>");
	return close < end && *close == '>' ? close + 1 : s + 1;
}

void
wxr_shortcodes(const char *s, size_t len, const struct wxr_refs *refs,
    struct buf *html)
{
	struct expansion e = { .refs = refs, .html = html };
	const char *end = s + len;

	while (s < end) {
		const char *at = s + strcspn(s, "[<"), *after = NULL;

		buf_add(html, s, (size_t)(at - s));
		if (at >= end)
			return;
		if (*at == '<') {
			after = past_markup(&e, at, end);
			buf_add(html, at, (size_t)(after - at));
			s = after;
			continue;
		}
		after = escaped_tag(at, end, html);
		if (after == NULL)
			after = expand(&e, at, end);
		if (after == NULL) {
			buf_addc(html, '[');
			after = at + 1;
		}
		s = after;
	}
}
