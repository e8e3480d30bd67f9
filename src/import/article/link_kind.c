#include "import/article/link_kind.h"

#include <string.h>
#include <strings.h>

#include "import/html/page_tree.h"

/* Parts of an address that say it, the first that fits. */
static const struct {
	const char *part;
	enum link_kind kind;
} parts[] = {
	{ "facebook.com/sharer", LINK_SHARE },
	{ "facebook.com/dialog", LINK_SHARE },
	{ "twitter.com/intent", LINK_SHARE },
	{ "twitter.com/share", LINK_SHARE },
	{ "x.com/intent", LINK_SHARE },
	{ "linkedin.com/share", LINK_SHARE },
	{ "linkedin.com/cws/share", LINK_SHARE },
	{ "pinterest.com/pin/", LINK_SHARE },
	{ "api.whatsapp.com", LINK_SHARE },
	{ "whatsapp://send", LINK_SHARE },
	{ "wa.me/", LINK_SHARE },
	{ "t.me/share", LINK_SHARE },
	{ "reddit.com/submit", LINK_SHARE },
	{ "plus.google.com/share", LINK_SHARE },
	{ "mailto:?", LINK_SHARE },
	{ "#comment", LINK_SHARE },
	{ "#respond", LINK_SHARE },
	{ "/tag/", LINK_TOPIC },
	{ "/tags/", LINK_TOPIC },
	{ "/category/", LINK_TOPIC },
	{ "/categories/", LINK_TOPIC },
	{ "/topic/", LINK_TOPIC },
	{ "/topics/", LINK_TOPIC },
	{ "/label/", LINK_TOPIC },
	{ "/search/label/", LINK_TOPIC },
	{ "/author/", LINK_TOPIC },
	{ "/authors/", LINK_TOPIC },
	{ "/autor/", LINK_TOPIC },
	{ "/autores/", LINK_TOPIC },
	{ "/auteur/", LINK_TOPIC },
	{ "/tema/", LINK_TOPIC },
	{ "/temas/", LINK_TOPIC },
	{ "/etiqueta/", LINK_TOPIC },
	{ "/thema/", LINK_TOPIC },
};

/* Networks in which a path of one name is somebody's own place. */
static const char *const networks[] = { "facebook.com/", "twitter.com/",
	"//x.com/", "instagram.com/", "//t.me/", "telegram.me/",
	"youtube.com/c/", "youtube.com/channel/", "youtube.com/@",
	"youtube.com/user/", "whatsapp.com/channel/", "linkedin.com/company/",
	"linkedin.com/in/", "tiktok.com/@", "threads.net/@", "vk.com/",
	"bsky.app/profile/", "news.google.com/publications/", NULL };

static bool
is_profile(const char *href)
{
	for (size_t i = 0; networks[i] != NULL; i++) {
		const char *at = strstr(href, networks[i]);
		size_t len;

		if (at == NULL)
			continue;
		at += strlen(networks[i]);
		len = strcspn(at, "/?#");
		return len > 0 && (at[len] != '/' || at[len + 1] == '\0');
	}
	return false;
}

enum link_kind
link_kind_of(struct arena *a, const xmlNode *link)
{
	const char *href = tree_attribute(a, link, "href");

	if (strstr(tree_attribute(a, link, "rel"), "tag") != NULL)
		return LINK_TOPIC;
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		if (strstr(href, parts[i].part) != NULL)
			return parts[i].kind;
	if (strncasecmp(href, "mailto:", 7) == 0)
		return LINK_MAIL;
	if (strcmp(href, "#") == 0 || *href == '\0' ||
	    strncasecmp(href, "javascript:", 11) == 0)
		return LINK_NOWHERE;
	if (*href == '#')
		return LINK_FRAGMENT;
	return is_profile(href) ? LINK_PROFILE : LINK_OTHER;
}
