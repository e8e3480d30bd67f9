#include "capsule/capsule.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/conf.h"
#include "base/file.h"
#include "base/utf8.h"
#include "capsule/fm/fm_names.h"
#include "text/url.h"
#include "text/zone.h"

#define CONF_MAX 1048576 /* bytes of capsule.conf */

/* libconfuse wants to be given it writable. */
static char no_list[] = "{}";

/* clang-format off */
static cfg_opt_t source_keys[] = {
	CFG_STR("url", "", CFGF_NONE),
	CFG_STR("topic", "", CFGF_NONE),
	CFG_BOOL("full", cfg_false, CFGF_NONE),
	CFG_INT("limit", 50, CFGF_NONE),
	CFG_INT("delay", 1, CFGF_NONE),
	CFG_INT("timeout", 20, CFGF_NONE),
	CFG_BOOL("robots", cfg_true, CFGF_NONE),
	CFG_BOOL("allow_private", cfg_false, CFGF_NONE),
	CFG_END()
};

static cfg_opt_t keys[] = {
	CFG_STR("title", "", CFGF_NONE),
	CFG_STR("description", "", CFGF_NONE),
	CFG_STR("language", "en", CFGF_NONE),
	CFG_STR("author", "", CFGF_NONE),
	CFG_STR("license", "", CFGF_NONE),
	CFG_STR("web", "", CFGF_NONE),
	CFG_INT("items", 15, CFGF_NONE),
	CFG_INT("excerpt_lines", 4, CFGF_NONE),
	CFG_BOOL("fold", cfg_true, CFGF_NONE),
	CFG_STR("charset", "utf-8", CFGF_NONE),
	CFG_STR("images", "link", CFGF_NONE),
	CFG_INT("images_max", 512, CFGF_NONE),
	CFG_BOOL("keep_original", cfg_true, CFGF_NONE),
	CFG_INT("picture_max", 60, CFGF_NONE),
	CFG_BOOL("picture_grey", cfg_false, CFGF_NONE),
	CFG_BOOL("listing", cfg_false, CFGF_NONE),
	CFG_INT("feed_items", 30, CFGF_NONE),
	CFG_STR("feed_content", "summary", CFGF_NONE),
	CFG_BOOL("text_dot", cfg_false, CFGF_NONE),
	CFG_STR("gopher_articles", "menu", CFGF_NONE),
	CFG_STR("favicon", "", CFGF_NONE),
	CFG_STR("timezone", "", CFGF_NONE),
	CFG_STR("dates", "", CFGF_NONE),
	CFG_STR_LIST("sections", no_list, CFGF_NONE),
	CFG_SEC("source", source_keys,
	    CFGF_MULTI | CFGF_TITLE | CFGF_NO_TITLE_DUPES),
	CONF_END
};
/* clang-format on */

static const struct conf_number numbers[] = {
	{ "items", 1, 100 },
	{ "excerpt_lines", 0, 20 },
	{ "images_max", 1, 100000 },
	{ "picture_max", 1, 10000 },
	{ "feed_items", 1, 200 },
	{ "limit", 1, 10000 },
	{ "delay", 0, 60 },
	{ "timeout", 1, 600 },
};

/* Words that stand for a choice. */
static const struct {
	const char *key, *word;
	int means;
} words[] = {
	{ "charset", "utf-8", CHARSET_UTF8 },
	{ "charset", "latin1", CHARSET_LATIN1 },
	{ "charset", "ascii", CHARSET_ASCII },
	{ "images", "link", CAPSULE_IMAGES_LINK },
	{ "images", "keep", CAPSULE_IMAGES_KEEP },
	{ "images", "drop", CAPSULE_IMAGES_DROP },
	{ "feed_content", "summary", false },
	{ "feed_content", "full", true },
	{ "gopher_articles", "menu", false },
	{ "gopher_articles", "text", true },
	{ "dates", "", DATE_UNTOLD },
	{ "dates", "dmy", DATE_DMY },
	{ "dates", "mdy", DATE_MDY },
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ---- checks of values, with the line at hand ------------------------------
 */

static int
check_number(cfg_t *cfg, cfg_opt_t *opt)
{
	return conf_check_number(cfg, opt, numbers, COUNT(numbers));
}

/* What the word stands for, or -1; the words there are, if wanted. */
static int
choice(const char *key, const char *word, struct buf *all)
{
	int found = -1;

	for (size_t i = 0; i < COUNT(words); i++) {
		if (strcmp(words[i].key, key) != 0)
			continue;
		if (strcmp(words[i].word, word) == 0)
			found = words[i].means;
		if (all != NULL)
			buf_addf(all, " %s", words[i].word);
	}
	return found;
}

static int
check_word(cfg_t *cfg, cfg_opt_t *opt)
{
	const char *word = cfg_opt_getnstr(opt, 0);
	struct buf all = { 0 };
	int found = choice(opt->name, word, &all);

	if (found == -1)
		cfg_error(cfg, "%s is '%s': want one of%s", opt->name, word,
		    buf_str(&all));
	buf_free(&all);
	return found == -1 ? -1 : 0;
}

static int
check_language(cfg_t *cfg, cfg_opt_t *opt)
{
	const char *s = cfg_opt_getnstr(opt, 0);
	size_t len = strspn(s, "abcdefghijklmnopqrstuvwxyz"
			       "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

	if (s[len] == '\0' && len >= 2 && len <= 35)
		return 0;
	cfg_error(cfg, "language is '%s': want one like en or es-PE", s);
	return -1;
}

/* A whole address on the web; "" is none. */
static int
check_address(cfg_t *cfg, cfg_opt_t *opt)
{
	const char *s = cfg_opt_getnstr(opt, 0);
	struct url u;

	url_split(&u, s, strlen(s));
	if (*s == '\0' ||
	    ((url_scheme_is(&u, "https") || url_scheme_is(&u, "http")) &&
		u.authority_len > 0))
		return 0;
	cfg_error(cfg, "%s is '%s': want an address with https:// or http://",
	    opt->name, s);
	return -1;
}

static int
check_favicon(cfg_t *cfg, cfg_opt_t *opt)
{
	const char *s = cfg_opt_getnstr(opt, 0);
	size_t len = strlen(s);

	if (len == 0 || (len <= 40 && (s[0] & 0x80) != 0 &&
			    utf8_valid(s, len) && utf8_columns(s, len) <= 2))
		return 0;
	cfg_error(cfg, "favicon is '%s': want one emoji", s);
	return -1;
}

static int
check_timezone(cfg_t *cfg, cfg_opt_t *opt)
{
	const char *s = cfg_opt_getnstr(opt, 0);
	struct problem why = { 0 };
	struct arena a = { 0 };
	bool known = *s == '\0' || zone_open(&a, s, &why) != NULL;

	arena_free(&a);
	if (!known)
		cfg_error(cfg, "timezone: %s", why.sentence);
	return known ? 0 : -1;
}

static int
check_source(cfg_t *cfg, cfg_opt_t *opt)
{
	cfg_t *source = cfg_opt_getnsec(opt, cfg_opt_size(opt) - 1);

	if (*cfg_getstr(source, "url") != '\0')
		return 0;
	cfg_error(cfg, "source \"%s\" has no url", cfg_title(source));
	return -1;
}

static const struct conf_check checks[] = {
	{ "language", check_language },
	{ "web", check_address },
	{ "items", check_number },
	{ "picture_max", check_number },
	{ "excerpt_lines", check_number },
	{ "charset", check_word },
	{ "images", check_word },
	{ "images_max", check_number },
	{ "feed_items", check_number },
	{ "feed_content", check_word },
	{ "gopher_articles", check_word },
	{ "favicon", check_favicon },
	{ "timezone", check_timezone },
	{ "dates", check_word },
	{ "source", check_source },
	{ "source|url", check_address },
	{ "source|limit", check_number },
	{ "source|delay", check_number },
	{ "source|timeout", check_number },
};

/* ---- from libconfuse's memory to ours -------------------------------------
 */

static const char *
text(struct capsule *c, cfg_t *cfg, const char *key)
{
	const char *s = cfg_getstr(cfg, key);

	return fm_clean_line(&c->arena, s, strlen(s));
}

/* A folder's address ends in '/'. */
static const char *
folder(struct capsule *c, const char *address)
{
	size_t len = strlen(address);

	if (len == 0 || address[len - 1] == '/')
		return address;
	return arena_printf(&c->arena, "%s/", address);
}

static void
take_sources(struct capsule *c, cfg_t *cfg)
{
	struct capsule_source *source;

	c->nsources = cfg_size(cfg, "source");
	source = arena_calloc(&c->arena, c->nsources, sizeof *source);
	c->sources = source;
	for (size_t i = 0; i < c->nsources; i++, source++) {
		cfg_t *s = cfg_getnsec(cfg, "source", (unsigned)i);
		const char *title = cfg_title(s);

		source->name = fm_clean_line(&c->arena, title, strlen(title));
		source->url = text(c, s, "url");
		source->topic = text(c, s, "topic");
		source->full = cfg_getbool(s, "full");
		source->limit = cfg_getint(s, "limit");
		source->delay_s = cfg_getint(s, "delay");
		source->timeout_s = cfg_getint(s, "timeout");
		source->robots = cfg_getbool(s, "robots");
		source->allow_private = cfg_getbool(s, "allow_private");
	}
}

static void
take_dates(struct capsule *c, cfg_t *cfg)
{
	const char *name = cfg_getstr(cfg, "timezone");

	c->dates.order =
	    (enum date_order)choice("dates", cfg_getstr(cfg, "dates"), NULL);
	c->dates.local = *name != '\0';
	c->dates.zone =
	    c->dates.local ? zone_open(&c->arena, name, NULL) : NULL;
	if (c->dates.zone == NULL) /* or its file went just now */
		c->dates.zone = zone_of_machine();
}

static void
take_sections(struct capsule *c, cfg_t *cfg)
{
	const char **topic;

	c->nsections = cfg_size(cfg, "sections");
	topic = arena_calloc(&c->arena, c->nsections, sizeof *topic);
	c->sections = topic;
	for (size_t i = 0; i < c->nsections; i++) {
		const char *s = cfg_getnstr(cfg, "sections", (unsigned)i);

		topic[i] = fm_clean_line(&c->arena, s, strlen(s));
	}
}

static void
take(struct capsule *c, cfg_t *cfg)
{
	c->title = text(c, cfg, "title");
	c->description = text(c, cfg, "description");
	c->language = text(c, cfg, "language");
	c->author = text(c, cfg, "author");
	c->license = text(c, cfg, "license");
	c->web = folder(c, text(c, cfg, "web"));
	c->items = (size_t)cfg_getint(cfg, "items");
	c->excerpt_lines = (int)cfg_getint(cfg, "excerpt_lines");
	c->fold = cfg_getbool(cfg, "fold");
	c->charset =
	    (enum charset)choice("charset", cfg_getstr(cfg, "charset"), NULL);
	c->images = (enum capsule_images)choice("images",
	    cfg_getstr(cfg, "images"), NULL);
	c->images_max_kb = cfg_getint(cfg, "images_max");
	c->keep_original = cfg_getbool(cfg, "keep_original");
	c->picture_max = (size_t)cfg_getint(cfg, "picture_max");
	c->picture_grey = cfg_getbool(cfg, "picture_grey");
	c->listing = cfg_getbool(cfg, "listing");
	c->feed_items = (size_t)cfg_getint(cfg, "feed_items");
	c->feed_whole =
	    choice("feed_content", cfg_getstr(cfg, "feed_content"), NULL) != 0;
	c->text_dot = cfg_getbool(cfg, "text_dot");
	c->text_articles = choice("gopher_articles",
			       cfg_getstr(cfg, "gopher_articles"), NULL) == 1;
	c->favicon = text(c, cfg, "favicon");
	take_dates(c, cfg);
	take_sections(c, cfg);
	take_sources(c, cfg);
}

/* ---- the whole ------------------------------------------------------------
 */

const struct conf_syntax capsule_syntax = { .keys = keys,
	.checks = checks,
	.nchecks = COUNT(checks),
	.file = CAPSULE_CONF };

int
capsule_parse(struct capsule *c, const char *conf, size_t len,
    struct problem *why)
{
	cfg_t *cfg = conf_parse(&capsule_syntax, conf, len, why);

	if (cfg == NULL)
		return -1;
	take(c, cfg);
	cfg_free(cfg);
	return 0;
}

void
capsule_mistakes(const char *conf, size_t len, problem_sink *sink, void *ctx)
{
	cfg_t *cfg = conf_mistakes(&capsule_syntax, conf, len, sink, ctx);

	if (cfg != NULL)
		cfg_free(cfg);
}

/* capsule.conf into conf, which stays empty when there is none. */
static int
read_conf(int dir, struct buf *conf, struct problem *why)
{
	struct stat st;
	int fd = file_open_below(dir, CAPSULE_CONF, false, &st);
	int failed;

	if (fd == -1)
		return errno == ENOENT ? 0
				       : problem_errno(why, "cannot be read");
	failed = buf_read_fd(conf, fd, CONF_MAX, why);
	close(fd);
	return failed;
}

static int
open_folder(struct capsule *c, const char *root, struct problem *why)
{
	char *real = NULL;

	*c = (struct capsule){ .dir = -1 };
	c->dir = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (c->dir != -1)
		real = realpath(root, NULL);
	if (real == NULL) {
		problem_errno(why, "the capsule's folder cannot be opened");
		problem_in(why, root);
		capsule_close(c);
		return -1;
	}
	c->root = arena_strdup(&c->arena, real);
	free(real);
	return 0;
}

/* The settings of an open capsule; on -1 it has none. */
static int
take_conf(struct capsule *c, struct problem *why)
{
	struct buf conf = { 0 };
	char file[sizeof why->file];
	int failed = read_conf(c->dir, &conf, why);

	if (failed == 0)
		failed = capsule_parse(c, buf_str(&conf), conf.len, why);
	if (failed == -1)
		problem_in(why,
		    file_join(file, sizeof file, c->root, CAPSULE_CONF));
	buf_free(&conf);
	return failed;
}

int
capsule_open(struct capsule *c, const char *root, struct problem *why)
{
	if (open_folder(c, root, why) == -1)
		return -1;
	if (take_conf(c, why) == 0)
		return 0;
	capsule_close(c);
	return -1;
}

int
capsule_open_or_defaults(struct capsule *c, const char *root,
    struct problem *why)
{
	if (open_folder(c, root, why) == -1)
		return -1;
	return take_conf(c, why) == 0 ? 0 : capsule_parse(c, "", 0, NULL);
}

void
capsule_close(struct capsule *c)
{
	if (c->dir != -1)
		close(c->dir);
	arena_free(&c->arena);
	*c = (struct capsule){ .dir = -1 };
}
