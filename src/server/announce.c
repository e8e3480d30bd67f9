#include "server/announce.h"

#include <time.h>

#include "base/log.h"
#include "text/date.h"
#include "tls/certificate.h"
#include "tls/doubts.h"

void
announce_addresses(const struct listeners *l)
{
	char shown[ADDRESS_SIZE];

	for (size_t i = 0; i < l->n; i++)
		log_info("%s on %s", l->list[i].what.protocol->name,
		    address_show(&l->list[i].what.at, shown));
}

static void
warn(void *ctx, const struct problem *doubt)
{
	log_problem(NULL, doubt);
	stats_problem(ctx, doubt);
}

void
announce_certificates(const struct config *c, const struct tls *tls,
    struct stats *stats)
{
	char print[65], until[DATE_SIZE];

	for (size_t i = 0; i < c->ncapsules; i++) {
		const struct config_capsule *k = &c->capsules[i];
		const X509 *leaf = tls_certificate(tls, i);
		struct date d;

		if (leaf == NULL)
			continue;
		d = date_of_seconds(certificate_not_after(leaf));
		log_info("%s: certificate SHA-256 %s, valid until %s", k->name,
		    certificate_fingerprint(leaf, print), date_day(&d, until));
		certificate_doubts(leaf, k->certificate, k->names,
		    1 + k->naliases, (int64_t)time(NULL), warn, stats);
	}
}

void
announce_expiries(const struct config *c, const struct tls *tls, int64_t since,
    int64_t now, struct stats *stats)
{
	for (size_t i = 0; i < c->ncapsules; i++) {
		const X509 *leaf = tls_certificate(tls, i);

		if (leaf != NULL && certificate_expiry(leaf, now) !=
					certificate_expiry(leaf, since))
			certificate_doubt_expiry(leaf,
			    c->capsules[i].certificate, now, warn, stats);
	}
}

void
announce_how(const struct config *c)
{
	for (size_t p = 0; p < PROTOCOLS; p++)
		for (size_t i = 0; i < c->ncapsules; i++) {
			const char *url = c->capsules[i].public[p].url;

			if (url[0] != '\0')
				log_info("open %s    with: %s %s", url,
				    protocols[p]->client, url);
		}
}
