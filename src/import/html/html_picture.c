#include "import/html/html_picture.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "import/html/page_tree.h"
#include "import/html/srcset.h"
#include "text/url.h"

const char *
html_address(struct arena *a, const char *base, const char *ref)
{
	const char *url = ref;

	while (*url == ' ' || *url == '\t' || *url == '\n' || *url == '\r')
		url++;
	if (*url == '\0' || *url == '#' || *url == '{' || *url == '[' ||
	    strncasecmp(url, "about:", 6) == 0 ||
	    !url_may_link(url, strlen(url)))
		return "";
	if (base != NULL && *base != '\0')
		url = url_resolve(a, base, url);
	return url_encoded(a, url, strlen(url));
}

/* ---- pictures ---- */

bool
html_picture_is(const xmlNode *n)
{
	static const char *const names[] = { "img", "amp-img", "amp-anim",
		NULL };

	return tree_is_one(n, names);
}

/* Names of what stands in a picture's place until it is loaded. */
bool
html_picture_is_stand_in(const char *url)
{
	static const char *const names[] = { "spacer.gif", "blank.gif",
		"placeholder.", "transparent.", "lazyload.", "lazy-load.",
		"1x1.", "grey.gif", "gray.gif", "pixel.gif", "clear.gif",
		"trans.gif", "empty.gif", "dot.gif", "loading.gif",
		"loader.gif", "blank.png", "spacer.png", "pixel.png", NULL };

	for (size_t i = 0; names[i] != NULL; i++)
		if (strstr(url, names[i]) != NULL)
			return true;
	return false;
}

static bool
is_found(const char *url)
{
	return *url != '\0' && !html_picture_is_stand_in(url);
}

/* Does an address name a file that is a picture? */
static bool
is_picture_name(const char *url)
{
	static const char *const ends[] = { ".jpg", ".jpeg", ".png", ".gif",
		".webp", ".avif", ".JPG", NULL };

	if (*url != '/' && strncmp(url, "http", 4) != 0)
		return false;
	for (size_t i = 0; ends[i] != NULL; i++)
		if (strstr(url, ends[i]) != NULL)
			return true;
	return false;
}

/*
 * The first picture that a script is told of in an attribute: {"default":
 * {"src": "//a.example/b.jpg"}}, or [/small.jpg, (small)], [/large.jpg, ...].
 */
static const char *
told_to_script(struct arena *a, const char *value)
{
	static const char parts[] = "\"'[]{}(), \t\r\n";

	while (*(value += strspn(value, parts)) != '\0') {
		size_t len = strcspn(value, parts);
		struct buf token = { 0 };
		const char *url;

		for (size_t i = 0; i < len; i++)
			if (value[i] != '\\') /* JSON may write "\/" */
				buf_addc(&token, value[i]);
		url = buf_keep(&token, a);
		if (is_picture_name(url))
			return url;
		value += len;
	}
	return "";
}

/* Where a picture really is, in an attribute that a script reads. */
static const char *
late_url(struct arena *a, xmlNode *n, const char *base)
{
	static const char *const lazy[] = { "data-src", "data-lazy-src",
		"data-original", "data-orig-file", "data-lazy", "data-img-src",
		"data-hi-res-src", "data-full-src", "data-image", "data-url",
		"data-original-src", "data-native-src", "data-delayed-url",
		NULL };
	const char *url = "";

	for (size_t i = 0; *url == '\0' && lazy[i] != NULL; i++) {
		const char *value = tree_attribute(a, n, lazy[i]);

		if (*value == '{' || *value == '[')
			value = told_to_script(a, value);
		url = html_address(a, base, value);
	}
	return url;
}

/* The same where no known attribute has it: any that names a picture. */
static const char *
any_late_url(struct arena *a, xmlNode *n, const char *base)
{
	for (const xmlAttr *t = n->properties; t != NULL; t = t->next) {
		const char *name = (const char *)t->name, *url;

		if (strncmp(name, "data-", 5) != 0)
			continue;
		url = told_to_script(a, tree_attribute(a, n, name));
		if (is_found(url))
			return html_address(a, base, url);
	}
	return "";
}

static void
read_sets(struct srcset *best, struct arena *a, const xmlNode *n)
{
	static const char *const names[] = { "data-srcset", "data-lazy-srcset",
		"data-src-set", "srcset" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		srcset_read(best, a, tree_attribute(a, n, names[i]));
}

/* libxml2 knows no <source>: what stands behind one is within it. */
static xmlNode *
picture_around(const xmlNode *n)
{
	xmlNode *p = n->parent;

	while (tree_is(p, "source"))
		p = p->parent;
	return tree_is(p, "picture") ? p : NULL;
}

/*
 * What the page offers in several sizes; of a <picture>'s sources those of
 * types that every picture viewer knows, the others where there are no such.
 */
static struct srcset
best_of_sets(struct arena *a, const xmlNode *n)
{
	struct srcset best = { "", 0 }, modern = { "", 0 };
	xmlNode *around = picture_around(n);

	read_sets(&best, a, n);
	for (xmlNode *s = around; s != NULL; s = tree_next(around, s, true)) {
		const char *type = tree_attribute(a, s, "type");
		bool is_modern = strcmp(type, "image/webp") == 0 ||
				 strcmp(type, "image/avif") == 0;

		if (tree_is(s, "source"))
			read_sets(is_modern ? &modern : &best, a, s);
	}
	return *best.url != '\0' ? best : modern;
}

/* Is it larger than what the page shows where there is no choice? */
static bool
is_larger(struct arena *a, const xmlNode *n, const struct srcset *set)
{
	long width = strtol(tree_attribute(a, n, "width"), NULL, 10);

	return set->width != SRCSET_UNSAID &&
	       (width <= 0 || set->width > (size_t)width);
}

const char *
html_picture_url(struct arena *a, xmlNode *n, const char *base)
{
	struct srcset set = best_of_sets(a, n);
	const char *chosen = html_address(a, base, set.url);
	const char *url = late_url(a, n, base);

	if (*url == '\0')
		url = html_address(a, base, tree_attribute(a, n, "src"));
	if (is_found(chosen) && (!is_found(url) || is_larger(a, n, &set)))
		return chosen;
	if (!is_found(url)) {
		const char *late = any_late_url(a, n, base);

		url = *late != '\0' ? late : url;
	}
	return url;
}

/* ---- what is embedded ---- */

/* Players that are named by an id instead of an address. */
static const struct {
	const char *element, *attribute, *prefix;
} players[] = {
	{ "lite-youtube", "videoid", "https://www.youtube.com/watch?v=" },
	{ "amp-youtube", "data-videoid", "https://www.youtube.com/watch?v=" },
	{ "lite-vimeo", "videoid", "https://vimeo.com/" },
	{ "amp-vimeo", "data-videoid", "https://vimeo.com/" },
	{ "amp-dailymotion", "data-videoid",
	    "https://www.dailymotion.com/video/" },
	{ "amp-twitter", "data-tweetid", "https://twitter.com/i/status/" },
	{ "amp-instagram", "data-shortcode", "https://www.instagram.com/p/" },
	{ "amp-facebook", "data-href", "" },
	{ "amp-soundcloud", "data-trackid",
	    "https://api.soundcloud.com/tracks/" },
};

static const char *
player_url(struct arena *a, xmlNode *n, const char *base)
{
	for (size_t i = 0; i < sizeof players / sizeof players[0]; i++) {
		const char *id;

		if (!tree_is(n, players[i].element))
			continue;
		id = tree_attribute(a, n, players[i].attribute);
		if (*id != '\0')
			return html_address(a, base,
			    arena_printf(a, "%s%s", players[i].prefix, id));
	}
	return "";
}

/* Frames that show nothing of the article: advertising, buttons, forms. */
static bool
is_service(const char *url)
{
	static const char *const parts[] = { "doubleclick.net",
		"googlesyndication.com", "googletagmanager.com",
		"amazon-adsystem.com", "facebook.com/plugins",
		"platform.twitter.com/widgets", "/recaptcha", "disqus.com",
		"taboola.com", "outbrain.com", "addthis.com", "sharethis.com",
		"accounts.google.com", "list-manage.com", "adserver",
		"scorecardresearch.com", NULL };

	for (size_t i = 0; parts[i] != NULL; i++)
		if (strstr(url, parts[i]) != NULL)
			return true;
	return false;
}

const char *
html_embed_url(struct arena *a, xmlNode *n, const char *base)
{
	static const char *const names[] = { "src", "data-src", "data-lazy-src",
		"data-litespeed-src", "data-src-fg", "data", NULL };
	const char *url = player_url(a, n, base);

	for (size_t i = 0; *url == '\0' && names[i] != NULL; i++)
		url = html_address(a, base, tree_attribute(a, n, names[i]));
	return is_service(url) ? "" : url;
}
