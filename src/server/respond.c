#include "server/respond.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/log.h"
#include "capsule/picture.h"
#include "page/place.h"
#include "publish/judge.h"
#include "site/book_page.h"
#include "site/parts/reply.h"
#include "site/site.h"
#include "site/words/words.h"
#include "text/percent.h"
#include "text/url.h"

/* A file up to this size is sent with its header, in one piece. */
#define SMALL_FILE 65536
/* How often Gopher follows a redirect by itself. */
#define MOST_HOPS 5

struct capsule_answers {
	const struct config_capsule *conf;
	struct site *site;        /* owned; NULL: its folder is not there */
	struct capsule_info away; /* what is said of it then */
	const struct responder *all;
};

struct responder {
	const struct config *config;
	struct arena arena; /* owns URLs and the names below */
	struct capsule_answers *capsules;
	size_t n;
	struct served_names names; /* of all capsules */
	bool uploads;
	int orders; /* a pipe to who makes books, or -1 */
};

/* ---- making ------------------------------------------------------------- */

/* Where nobody makes books, or too many are wanted, the packet is lost. */
static void
order_book(void *ctx, const struct book_order *order)
{
	const struct capsule_answers *k = ctx;
	char line[BOOK_ORDER_SIZE];
	size_t len = book_order_write(order, k->conf->name, line);

	if (len > 0 && k->all->orders != -1)
		(void)!write(k->all->orders, line, len);
}

/*
 * A folder that is not there now (unmounted) keeps nobody from reading other
 * capsules; when it is back, the supervisor starts new workers.
 */
static void
open_capsule(struct responder *a, struct capsule_answers *k, const char *index)
{
	const struct config_public *gopher = &k->conf->public[PROTOCOL_GOPHER];
	struct site_options how = {
		.root = k->conf->root,
		.index = index,
		.article_size = a->config->limits.article_size,
		.pictures = picture_folder(&a->arena, a->config->state),
		.books = book_folder(&a->arena, a->config->state),
		.order = order_book,
		.order_ctx = k,
		.gemini_url = k->conf->public[PROTOCOL_GEMINI].url,
		.gopher_url = gopher->url,
		.hides = k->conf->nzones > 0 ? config_in_zone : NULL,
		.hides_ctx = k->conf,
		.gopher_tls_port = gopher->tls ? gopher->port : 0,
		.publishes = k->conf->uploads.publishers->n > 0,
		.letters = k->conf->uploads.rules.letters,
		.types = &a->config->types,
	};
	struct problem why = { 0 };

	k->away = (struct capsule_info){ .title = k->conf->name,
		.language = "en",
		.gemini_url = how.gemini_url,
		.gopher_url = how.gopher_url,
		.web = "" };
	k->site = site_new(&how, &why);
	if (k->site == NULL)
		log_problem(NULL, &why);
}

/* Every host name and every port that a request may name. */
static void
name_all(struct responder *a)
{
	const struct config *c = a->config;
	size_t nhosts = c->ncapsules, n = 0;
	const char **hosts;
	unsigned *ports;

	for (size_t i = 0; i < c->ncapsules; i++)
		nhosts += c->capsules[i].naliases;
	hosts = arena_calloc(&a->arena, nhosts, sizeof *hosts);
	for (size_t i = 0; i < c->ncapsules; i++) {
		hosts[n++] = c->capsules[i].name;
		for (size_t j = 0; j < c->capsules[i].naliases; j++)
			hosts[n++] = c->capsules[i].aliases[j];
	}
	ports = arena_calloc(&a->arena, c->nlisten + c->npublic_ports,
	    sizeof *ports);
	a->names = (struct served_names){ .hosts = hosts,
		.nhosts = n,
		.ports = ports,
		.addresses = c->answer_addresses };
	for (size_t i = 0; i < c->nlisten; i++)
		if (c->listen[i].protocol->accepts != NULL)
			ports[a->names.nports++] =
			    address_port(&c->listen[i].at);
	for (size_t i = 0; i < c->npublic_ports; i++)
		ports[a->names.nports++] = c->public_ports[i];
}

struct responder *
responder_new(const struct config *config, const char *const *indexes,
    int orders)
{
	struct responder *a = xcalloc(1, sizeof *a);

	a->config = config;
	a->orders = orders;
	a->n = config->ncapsules;
	a->capsules = xcalloc(a->n, sizeof *a->capsules);
	name_all(a);
	for (size_t i = 0; i < a->n; i++) {
		a->capsules[i].conf = &config->capsules[i];
		a->uploads |= config_publishes(&config->capsules[i]);
		a->capsules[i].all = a;
		open_capsule(a, &a->capsules[i], indexes[i]);
	}
	return a;
}

void
responder_free(struct responder *a)
{
	if (a == NULL)
		return;
	for (size_t i = 0; i < a->n; i++)
		site_free(a->capsules[i].site);
	free(a->capsules);
	arena_free(&a->arena);
	free(a);
}

void
responder_keep(struct responder *a)
{
	for (size_t i = 0; i < a->n; i++)
		if (a->capsules[i].site != NULL)
			site_keep(a->capsules[i].site);
}

bool
responder_take_uploads(const struct responder *a)
{
	return a->uploads;
}

/* ---- which capsule ------------------------------------------------------ */

static struct capsule_answers *
capsule_of(struct responder *a, const struct config_capsule *conf)
{
	return &a->capsules[conf - a->config->capsules];
}

/* The capsule that a request names, or NULL: it is not for us (M5, M8). */
static struct capsule_answers *
asked_capsule(struct responder *a, const struct config_listen *at,
    struct request *req)
{
	const struct config_capsule *named;

	if (at->protocol->accepts == NULL)
		return capsule_of(a, at->capsule);
	if (req->port == 0)
		req->port = address_port(&at->at);
	if (!at->protocol->accepts(req, &a->names))
		return NULL;
	named = config_capsule_of(a->config, req->host);
	return capsule_of(a, named == NULL ? at->capsule : named);
}

static const struct capsule_info *
info_of(const struct capsule_answers *k)
{
	return k->site != NULL ? site_info(k->site) : &k->away;
}

/* ---- who asks ----------------------------------------------------------- */

/* Whom does the capsule's list take him for, while his certificate is valid? */
static void
recognise(const struct capsule_answers *k, struct identity *who)
{
	const struct publisher *p =
	    publishers_find(k->conf->uploads.publishers, who->fingerprint);
	int64_t now = (int64_t)time(NULL);

	who->role = ROLE_NONE;
	if (p == NULL || now < who->not_before || now > who->not_after)
		return;
	who->role = p->role;
	(void)snprintf(who->name, sizeof who->name, "%s", p->name);
}

/* ---- may this reader see it --------------------------------------------- */

static bool
listed(const struct config_zone *zone, const char *fingerprint)
{
	if (zone->nfingerprints == 0)
		return true;
	for (size_t i = 0; i < zone->nfingerprints; i++)
		if (strcmp(zone->fingerprints[i], fingerprint) == 0)
			return true;
	return false;
}

/* M20: 60, 61 and 62 with a sentence; true when the site may be asked. */
static bool
may_see(const struct capsule_answers *k, const struct request *req,
    struct reply *r)
{
	const struct identity *who = &req->identity;
	const char *language = info_of(k)->language;
	int64_t now = (int64_t)time(NULL);

	for (size_t i = 0; i < k->conf->nzones; i++) {
		const struct config_zone *zone = &k->conf->zones[i];

		if (!config_zone_has(zone, req->path))
			continue;
		if (who->fingerprint[0] == '\0')
			reply_say(r, STATUS_CERTIFICATE_REQUIRED, "%s",
			    words(language, WORD_CERTIFICATE_NEEDED));
		else if (now < who->not_before || now > who->not_after)
			reply_say(r, STATUS_CERTIFICATE_NOT_VALID, "%s",
			    words(language, WORD_CERTIFICATE_EXPIRED));
		else if (!listed(zone, who->fingerprint))
			reply_say(r, STATUS_CERTIFICATE_NOT_AUTHORISED, "%s",
			    words(language, WORD_CERTIFICATE_UNKNOWN));
		else
			continue;
		return false;
	}
	return true;
}

/* ---- the answer --------------------------------------------------------- */

/* For a protocol without redirects: look at the new address at once. */
static bool
follow(const struct reply *r, struct request *req)
{
	if (status_class(r->status) != STATUS_CLASS_REDIRECT ||
	    r->meta[0] != '/' || strlen(r->meta) >= sizeof req->path)
		return false;
	percent_decode(req->path, r->meta, strlen(r->meta), true);
	return true;
}

static void
ask_following(struct capsule_answers *k, const struct protocol *protocol,
    struct request *req, const struct place *place, struct reply *r)
{
	for (int hop = 0;; hop++) {
		if (!may_see(k, req, r))
			return;
		site_answer(k->site, req, place, r);
		if (protocol->readers_redirect || hop == MOST_HOPS ||
		    !follow(r, req))
			return;
		reply_free(r);
		reply_init(r);
	}
}

/* Where the capsule is by this protocol, and how it looks. */
static struct place
place_of(struct capsule_answers *k, const struct protocol *protocol)
{
	const struct config_public *at = &k->conf->public[protocol->row];
	struct place place = { .scheme = protocol->name,
		.host = at->host,
		.port = at->port };

	if (k->site != NULL && protocol->styled)
		place.style = site_style(k->site);
	return place;
}

/* A file that shrinks meanwhile gives what is there. */
static void
take_small_file(struct response *out)
{
	struct reply *r = &out->reply;
	size_t left = (size_t)r->size;

	buf_reserve(&out->bytes, left + 1);
	while (left > 0) {
		ssize_t n = read(r->fd, out->bytes.data + out->bytes.len, left);

		if (n <= 0)
			break;
		out->bytes.len += (size_t)n;
		left -= (size_t)n;
	}
	close(r->fd);
	r->fd = -1;
}

/* Lay out what the site said; what is only needed for that is freed. */
static void
write_reply(struct capsule_answers *k, const struct protocol *protocol,
    const struct request *req, struct response *out)
{
	struct reply *r = &out->reply;
	struct place place = place_of(k, protocol);

	protocol->write(req, r, &place, info_of(k), &out->bytes);
	page_free(&r->page);
	buf_free(&r->body);
	if (r->fd != -1 && r->size <= SMALL_FILE)
		take_small_file(out);
}

void
responder_ask(struct responder *a, const struct config_listen *at,
    struct request *req, bool insist, struct response *out)
{
	struct capsule_answers *k = asked_capsule(a, at, req);
	struct place place;

	if (k == NULL || k->site == NULL) {
		responder_refuse(a, at, k == NULL ? REFUSE_HOST : REFUSE_FAILED,
		    out);
		return;
	}
	out->bytes = (struct buf){ 0 };
	out->capsule = k->conf->name;
	reply_init(&out->reply);
	recognise(k, &req->identity);
	if (req->asked == ASK_PAGE) {
		place = place_of(k, at->protocol);
		ask_following(k, at->protocol, req, &place, &out->reply);
	} else {
		out->reply.status = req->asked == ASK_BAD_URL
					? STATUS_BAD_REQUEST
					: STATUS_SUCCESS;
	}
	if (insist)
		out->reply.later = false;
	if (!out->reply.later)
		write_reply(k, at->protocol, req, out);
}

void
responder_refuse(struct responder *a, const struct config_listen *at,
    enum refusal what, struct response *out)
{
	struct capsule_answers *k = capsule_of(a, at->capsule);
	struct place place = place_of(k, at->protocol);

	out->bytes = (struct buf){ 0 };
	out->capsule = "-";
	reply_init(&out->reply);
	out->reply.status = refusals[what].status;
	at->protocol->refuse(what, &place, info_of(k), &out->bytes);
}

/* ---- uploads ------------------------------------------------------------ */

static void
begin_response(struct response *out, const char *capsule)
{
	out->bytes = (struct buf){ 0 };
	out->capsule = capsule;
	reply_init(&out->reply);
}

const struct config_capsule *
responder_judge(struct responder *a, const struct config_listen *at,
    struct titan *t, const struct identity *who, struct response *out)
{
	struct request req = t->req;
	struct target target;
	struct capsule_answers *k;

	memcpy(req.scheme, "gemini", sizeof "gemini");
	k = asked_capsule(a, at, &req);
	if (k == NULL) {
		responder_refuse(a, at, REFUSE_HOST, out);
		return NULL;
	}
	begin_response(out, k->conf->name);
	if (judge_upload(&k->conf->uploads.rules, info_of(k)->language, t, who,
		(int64_t)time(NULL), &target, &out->reply) == 0)
		return k->conf;
	write_reply(k, at->protocol, &req, out);
	return NULL;
}

void
responder_refuse_upload(struct responder *a, const struct config_listen *at,
    enum status status, enum word w, const char *with, struct response *out)
{
	static const struct request none = { .asked = ASK_PAGE };
	struct capsule_answers *k = capsule_of(a, at->capsule);
	struct arena arena = { 0 };

	begin_response(out, k->conf->name);
	reply_say(&out->reply, status, "%s",
	    words_with(&arena, info_of(k)->language, w,
		with != NULL ? with : "", NULL));
	write_reply(k, at->protocol, &none, out);
	arena_free(&arena);
}

void
responder_pass(const struct config_capsule *capsule, struct buf *answer,
    struct response *out)
{
	begin_response(out, capsule->name);
	out->bytes = *answer;
	*answer = (struct buf){ 0 };
	out->reply.status = STATUS_CGI_ERROR;
	if (out->bytes.len > 2)
		out->reply.status = (enum status)(
		    (out->bytes.data[0] - '0') * 10 + out->bytes.data[1] - '0');
}

void
response_free(struct response *out)
{
	buf_free(&out->bytes);
	reply_free(&out->reply);
}
