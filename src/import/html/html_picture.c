#include "import/html/html_picture.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "import/html/page_tree.h"
#include "text/url.h"

const char *
html_address(struct arena *a, const char *base, const char *ref)
{
	struct buf encoded = { 0 };
	const char *url = ref;

	while (*url == ' ' || *url == '\t' || *url == '\n' || *url == '\r')
		url++;
	if (*url == '\0' || *url == '#' || *url == '{' || *url == '[' ||
	    strncasecmp(url, "about:", 6) == 0 ||
	    !url_may_link(url, strlen(url)))
		return "";
	if (base != NULL && *base != '\0')
		url = url_resolve(a, base, url);
	url_encode(&encoded, url, strlen(url));
	return buf_keep(&encoded, a);
}

/* ---- pictures ---- */

bool
html_picture_is(const xmlNode *n)
{
	static const char *const names[] = { "img", "amp-img", "amp-anim",
		NULL };

	return tree_is_one(n, names);
}

/* The first address of "a.jpg 400w, b.jpg 800w". */
static const char *
first_of_set(struct arena *a, xmlNode *n, const char *base)
{
	static const char *const names[] = { "data-srcset", "data-lazy-srcset",
		"srcset" };
	const char *set = "";

	for (size_t i = 0; *set == '\0' && i < sizeof names / sizeof names[0];
	     i++)
		set = tree_attribute(a, n, names[i]);
	set += strspn(set, " \t\r\n,");
	return html_address(a, base,
	    arena_strndup(a, set, strcspn(set, " \t\r\n")));
}

/* What stands in a picture's place until it is loaded. */
static bool
is_stand_in(const char *url)
{
	static const char *const names[] = { "spacer.gif", "blank.gif",
		"placeholder.", "transparent.", "lazyload.", "1x1.", "grey.gif",
		"pixel.gif", "clear.gif", NULL };

	for (size_t i = 0; names[i] != NULL; i++)
		if (strstr(url, names[i]) != NULL)
			return true;
	return false;
}

const char *
html_picture_url(struct arena *a, xmlNode *n, const char *base)
{
	static const char *const lazy[] = { "data-src", "data-lazy-src",
		"data-original", "data-orig-file", "data-lazy", "data-img-src",
		"data-hi-res-src", "data-full-src", "data-image", "data-url",
		"data-original-src", "data-native-src", "data-delayed-url",
		NULL };
	const char *url = "", *set;

	for (size_t i = 0; *url == '\0' && lazy[i] != NULL; i++)
		url = html_address(a, base, tree_attribute(a, n, lazy[i]));
	if (*url == '\0')
		url = html_address(a, base, tree_attribute(a, n, "src"));
	if (*url != '\0' && !is_stand_in(url))
		return url;
	set = first_of_set(a, n, base);
	return *set != '\0' ? set : url;
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
