#ifndef CONFIG_CONFIG_H
#define CONFIG_CONFIG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/problem.h"
#include "config/address.h"
#include "page/own_types.h"
#include "proto/protocol.h"
#include "publish/rules.h"

/*
 * chasqui.conf, read and checked: chasqui.conf(5).  All paths are absolute,
 * all strings live in the configuration's arena; "" where nothing was said.
 */

#define CONFIG_CERTIFICATES "certificates" /* below state: those we make */

/* A part of a capsule that needs a client certificate. */
struct config_zone {
	const char *path; /* "/members/" */
	/* SHA-256, 64 lower-case hex digits each; none: any certificate */
	const char *const *fingerprints;
	size_t nfingerprints;
};

/* Who may publish from a client, and how much: docs/publishing.md. */
struct config_uploads {
	struct publish_rules rules;
	struct publishers *publishers; /* the rules' */
	const char *file;              /* where they are listed, or "" */
	unsigned timeout;              /* seconds, for a whole body */
};

/* How readers reach a capsule by a protocol. */
struct config_public {
	const char *host; /* what links and menus print; never "" */
	unsigned port;
	const char *url; /* "gopher://host:7070/"; "": it is not served so */
	bool tls;        /* also, or only, through TLS */
};

struct config_capsule {
	const char *name;           /* host name: lower case, ASCII */
	const char *root;           /* the capsule's folder */
	const char *const *aliases; /* as name */
	size_t naliases;
	const char *const *names; /* the name, then the aliases */
	/* PEM files; when `made`, below state and made when missing */
	const char *certificate, *key;
	bool made;
	struct config_public public[PROTOCOLS];
	const struct config_zone *zones;
	size_t nzones;
	struct config_uploads uploads;
	bool allow_private; /* may its mirror ask private addresses? */
};

/* An address that is listened on. */
struct config_listen {
	struct address at;
	const struct protocol *protocol;
	const struct config_capsule *capsule; /* asked where none is named */
	bool tls; /* taken, where it does not come first anyway */
};

struct config_limits {
	unsigned connections;     /* of the whole server at once */
	unsigned per_address;     /* 0: no limit */
	unsigned request_timeout; /* seconds, in all: handshake, request */
	unsigned write_timeout;   /* seconds without progress */
	size_t article_size;      /* bytes */
	size_t files_most;        /* of a capsule's archive */
	unsigned rate;  /* requests a second for each address; 0: any */
	unsigned burst; /* requests at once, when rate is set */
};

struct config {
	struct arena arena;   /* owns all that is pointed to below */
	const char *file;     /* the file itself */
	const char *folder;   /* where it stands: relative paths begin there */
	const char *state;    /* folder */
	unsigned workers;     /* at least 1: "one for each core" is counted */
	const char *user;     /* "": stay who we are */
	const char *log;      /* "stderr", "syslog" or a file */
	const char *requests; /* the requests' log: a file, "log" or "none" */
	enum ip_show log_addresses;
	bool sandbox;
	const char *ticket_keys; /* file, or "": kept in state */
	const char *metrics;     /* file, or "": none */

	const struct config_listen *listen; /* at least one */
	size_t nlisten;
	const unsigned *public_ports; /* Gemini's; also ours in a URL */
	size_t npublic_ports;
	bool answer_addresses; /* a Gemini URL may name our address */
	/* What each protocol shows where no capsule is named. */
	const struct config_capsule *usual[PROTOCOLS];
	bool gopher_tls;

	struct config_limits limits;
	struct own_types types;      /* of files, before what names say */
	const struct network *trust; /* whose PROXY header is believed */
	size_t ntrust;

	struct config_capsule *capsules; /* at least one */
	size_t ncapsules;
};

/*
 * Read a file.  NULL with file, line and sentence for anything that is not
 * right: syntax, unknown keys, bad values, a capsule's root that is no folder.
 */
struct config *config_read(const char *path, struct problem *why);
/*
 * For a person who mends it: tell the sink every mistake of a file that
 * config_read() refuses.  What is left of it is good for looking at its
 * capsules alone, whose folders may not be there; NULL: nothing is.
 */
struct config *config_mistakes(const char *path, problem_sink *sink, void *ctx);
/* Both from memory; relative paths are taken from the given folder. */
struct config *config_parse(const char *text, const char *path,
    const char *folder, struct problem *why);
struct config *config_parse_mistakes(const char *text, const char *path,
    const char *folder, problem_sink *sink, void *ctx);
void config_free(struct config *c);

/* The capsule of a host name (lower case, no final dot), or NULL. */
const struct config_capsule *config_capsule_of(const struct config *c,
    const char *host);

/* Does anything get written to this capsule: uploads, or letters? */
bool config_publishes(const struct config_capsule *k);

/* Does any port take TLS? */
bool config_uses_tls(const struct config *c);

/* Can it matter to a capsule who its reader is?  Zones, and publishing. */
bool config_asks_who(const struct config_capsule *k);

/* Is this path in the zone?  "/members/" is also "/members", "/members.txt". */
bool config_zone_has(const struct config_zone *zone, const char *path);
/* Of any of a struct config_capsule's: an index_hider. */
bool config_in_zone(const void *capsule, const char *path);

#endif
