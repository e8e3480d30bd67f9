#include "tls/doubts.h"

#include "text/date.h"

#define DAY 86400

/* Readers' TLS libraries refuse less. */
#define RSA_BITS_LEAST 2048
#define EC_BITS_LEAST  224

/* Where the doubts of one certificate go. */
struct telling {
	const X509 *leaf;
	const char *file;
	void (*tell)(void *ctx, const struct problem *doubt);
	void *ctx;
};

/* Add what mends it, and tell it. */
static void
tell(const struct telling *t, struct problem *doubt, const char *command)
{
	char sentence[sizeof doubt->sentence];

	(void)snprintf(sentence, sizeof sentence, "%s", doubt->sentence);
	if (certificate_is_own(t->leaf))
		problem_set(doubt, 0, "%s: `%s` mends it, with the same key",
		    sentence, command);
	else
		problem_set(doubt, 0, "%s: renew it where it was signed",
		    sentence);
	problem_in(doubt, t->file);
	t->tell(t->ctx, doubt);
}

bool
certificate_is_own(const X509 *leaf)
{
	return X509_NAME_cmp(X509_get_subject_name(leaf),
		   X509_get_issuer_name(leaf)) == 0;
}

/* ---- its days ------------------------------------------------------------ */

enum expiry
certificate_expiry(const X509 *leaf, int64_t now)
{
	int64_t left = certificate_not_after(leaf) - now;

	if (left <= 0)
		return EXPIRY_PASSED;
	if (left <= (int64_t)7 * DAY)
		return EXPIRY_7;
	if (left <= (int64_t)30 * DAY)
		return EXPIRY_30;
	return left <= (int64_t)60 * DAY ? EXPIRY_60 : EXPIRY_FAR;
}

static void
doubt_end(const struct telling *t, int64_t now)
{
	int64_t end = certificate_not_after(t->leaf), days;
	struct date date = date_of_seconds(end);
	struct problem doubt = { 0 };
	char day[DATE_SIZE];

	switch (certificate_expiry(t->leaf, now)) {
	case EXPIRY_FAR:
		return;
	case EXPIRY_PASSED:
		problem_set(&doubt, 0, "has expired on %s",
		    date_day(&date, day));
		tell(t, &doubt, "chasqui cert make");
		return;
	case EXPIRY_60:
	case EXPIRY_30:
	case EXPIRY_7:
		days = (end - now) / DAY;
		problem_set(&doubt, 0, "expires in %lld day%s, on %s",
		    (long long)days, days == 1 ? "" : "s",
		    date_day(&date, day));
		tell(t, &doubt, "chasqui cert make --renew");
		return;
	}
}

static void
doubt_begin(const struct telling *t, int64_t now)
{
	int64_t begin = certificate_not_before(t->leaf);
	struct date date = date_of_seconds(begin);
	struct problem doubt = { 0 };
	char day[DATE_SIZE];

	if (begin <= now)
		return;
	problem_set(&doubt, 0, "is not valid before %s", date_day(&date, day));
	tell(t, &doubt, "chasqui cert make --renew");
}

void
certificate_doubt_expiry(const X509 *leaf, const char *file, int64_t now,
    void (*f)(void *ctx, const struct problem *doubt), void *ctx)
{
	const struct telling t = { leaf, file, f, ctx };

	doubt_end(&t, now);
}

/* ---- its key and its names ----------------------------------------------- */

/* A short key is not mended by a certificate that has it, too. */
static void
doubt_key(const struct telling *t)
{
	const EVP_PKEY *key = X509_get0_pubkey(t->leaf);
	int bits = key == NULL ? 0 : EVP_PKEY_get_bits(key);
	bool rsa = key != NULL && EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA;
	int least = rsa ? RSA_BITS_LEAST : EC_BITS_LEAST;
	struct problem doubt = { 0 };

	if (bits >= least)
		return;
	problem_set(&doubt, 0,
	    "has a key of %d bits, and many readers' programs refuse fewer "
	    "than %d: remove it and its key, and `chasqui cert make` makes new "
	    "ones",
	    bits, least);
	problem_in(&doubt, t->file);
	t->tell(t->ctx, &doubt);
}

static void
doubt_names(const struct telling *t, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct problem doubt = { 0 };

		if (certificate_names(t->leaf, names[i]))
			continue;
		problem_set(&doubt, 0, "does not name %s", names[i]);
		tell(t, &doubt, "chasqui cert make --renew");
	}
}

void
certificate_doubts(const X509 *leaf, const char *file, const char *const *names,
    size_t n, int64_t now, void (*f)(void *ctx, const struct problem *doubt),
    void *ctx)
{
	const struct telling t = { leaf, file, f, ctx };

	doubt_begin(&t, now);
	doubt_end(&t, now);
	doubt_key(&t);
	doubt_names(&t, names, n);
}
