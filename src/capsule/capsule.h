#ifndef CAPSULE_CAPSULE_H
#define CAPSULE_CAPSULE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/problem.h"
#include "text/date.h"
#include "text/fold.h"

/* A source that `chasqui mirror` follows. */
struct capsule_source {
	const char *name, *url, *topic;
	bool full; /* fetch each item's page for its whole text */
	long limit;
	long delay_s, timeout_s;
	bool robots;        /* obey the site's robots.txt */
	bool allow_private; /* addresses that are not of the Internet */
};

enum capsule_images {
	CAPSULE_IMAGES_LINK,
	CAPSULE_IMAGES_KEEP,
	CAPSULE_IMAGES_DROP
};

#define CAPSULE_CONF   "capsule.conf" /* in its folder, as is */
#define CAPSULE_NOTICE "notice.md"

/* A capsule's folder and its capsule.conf: capsule(5). */
struct capsule {
	struct arena arena; /* owns all strings */
	const char *root;   /* absolute path of the folder */
	int dir; /* descriptor of the folder, for file_open_below() */

	const char *title, *description, *language, *author, *license;
	const char *web; /* original site, "" or a URL ending in '/' */
	size_t items;    /* articles on a list page, 1 to 100 */
	int excerpt_lines;
	bool fold;
	enum charset charset;
	enum capsule_images images;
	long images_max_kb; /* of a picture that an import keeps */
	bool keep_original; /* an import keeps pictures as they are */
	size_t picture_max; /* kB of a small form of a picture */
	bool picture_grey;  /* small forms have no colours */
	bool listing;       /* folders of static/ without an index are listed */
	size_t feed_items;
	bool feed_whole; /* feed_content = "full": text, not summary */
	bool text_dot;
	bool text_articles;  /* Gopher menus lead to articles as texts */
	const char *favicon; /* one emoji, or "" */
	/* `timezone`, else the machine's; `dates`.  Days are local only where
	   the capsule names its zone: another machine must have the same. */
	struct date_rules dates;
	const char *const *sections; /* topics of the front page, by title */
	size_t nsections;
	const struct capsule_source *sources;
	size_t nsources;
};

/*
 * Open the folder and read its capsule.conf (all defaults when it has none).
 * Returns 0, or -1 with file and line; c is then as capsule_close() leaves it.
 */
int capsule_open(struct capsule *c, const char *root, struct problem *why);
/*
 * The same, but a capsule.conf that does not parse keeps nobody from the
 * articles: the defaults stand in for it, and why tells the mistake.  -1 only
 * when the folder cannot be opened.
 */
int capsule_open_or_defaults(struct capsule *c, const char *root,
    struct problem *why);
void capsule_close(struct capsule *c);
/*
 * The settings of c alone (its root and dir are left as they are) from the
 * text of a capsule.conf.  Returns 0, or -1 with the reason and line.
 */
int capsule_parse(struct capsule *c, const char *conf, size_t len,
    struct problem *why);

/* What may stand in a capsule.conf. */
struct conf_syntax;
extern const struct conf_syntax capsule_syntax;
/* Tell the sink every mistake of a capsule.conf. */
void capsule_mistakes(const char *conf, size_t len, problem_sink *sink,
    void *ctx);

struct front_matter_how; /* front_matter.h */

/* A site notice is shown from `from` until `until` (either may be unknown). */
struct notice {
	struct arena arena;
	const char *body; /* Markdown; points into the source */
	size_t len, line; /* line: of the body's first, counted from 1 */
	struct date from, until;
};

/*
 * Read a notice.md: front matter (`from`, `until`; none is fine) and text.
 * The day of an `until` without a time is the last one: the moment in n is
 * its end.  Returns 0, or -1 with reason and line when the front matter does
 * not parse, holds a bad date (nothing is then known of when to show it) or
 * says draft or the like.
 * how: its dates, and a sink that is told of other keys, and of a notice that
 * ends before it begins.  Always ended by notice_free(); src must live as long.
 */
int notice_read(struct notice *n, const char *src, size_t len,
    const struct front_matter_how *how, struct problem *why);
void notice_free(struct notice *n);

#endif
