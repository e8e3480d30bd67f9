#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <openssl/x509v3.h>

#include "base/arena.h"
#include "base/buf.h"
#include "capsule/publishers.h"
#include "cmd/cmd.h"
#include "config/config.h"
#include "text/date.h"
#include "text/slug.h"
#include "tls/certificate.h"
#include "tls/doubts.h"

#define CLIENT_DAYS 3650

enum { CONFIG, RENEW, DAYS, FOLDER, ROLE };

static const struct cmd_option options[] = {
	[CONFIG] = CMD_CONFIG,
	[RENEW] = { 'r', "renew", NULL, "make: a new one with the same key" },
	[DAYS] = { 'd', "days", "N",
	    "client: how long it is valid; ten years" },
	[FOLDER] = { 'o', "out", "DIR", "client: where its files go; here" },
	[ROLE] = { 0, "role", "ROLE",
	    "client: print the line for the list of publishers, too: author, "
	    "editor or admin" },
	{ 0 },
};

/* ---- describing ---------------------------------------------------------- */

static void
add_name(struct buf *out, const GENERAL_NAME *name)
{
	int type;
	const ASN1_STRING *value = GENERAL_NAME_get0_value(name, &type);
	char text[INET6_ADDRSTRLEN];
	const char *sep = out->len > 0 ? ", " : "";

	if (type == GEN_DNS) {
		buf_addf(out, "%s%.*s", sep, ASN1_STRING_length(value),
		    (const char *)ASN1_STRING_get0_data(value));
	} else if (type == GEN_IPADD &&
		   inet_ntop(ASN1_STRING_length(value) == 4 ? AF_INET
							    : AF_INET6,
		       ASN1_STRING_get0_data(value), text,
		       sizeof text) != NULL) {
		buf_addf(out, "%s%s", sep, text);
	}
}

/* The names that it is valid for; "" for a reader's. */
static void
add_names(struct buf *out, const X509 *leaf)
{
	GENERAL_NAMES *names =
	    X509_get_ext_d2i(leaf, NID_subject_alt_name, NULL, NULL);

	for (int i = 0; i < sk_GENERAL_NAME_num(names); i++)
		add_name(out, sk_GENERAL_NAME_value(names, i));
	GENERAL_NAMES_free(names);
}

static void
describe(const char *title, const char *file, const X509 *leaf)
{
	struct date from = date_of_seconds(certificate_not_before(leaf));
	struct date until = date_of_seconds(certificate_not_after(leaf));
	char hex[65], day[DATE_SIZE];
	struct buf names = { 0 };

	add_names(&names, leaf);
	printf("%s\n  file         %s\n", title, file);
	if (names.len > 0)
		printf("  names        %s\n", names.data);
	printf("  valid        %s", date_day(&from, day));
	printf(" to %s\n", date_day(&until, day));
	printf("  fingerprint  %s\n", certificate_fingerprint(leaf, hex));
	printf("  key          %s\n", certificate_key_fingerprint(leaf, hex));
	buf_free(&names);
}

/* Describe a file; what is not in order is said, too. */
static enum cmd_status
show(const char *title, const char *file)
{
	struct problem why = { 0 };
	struct certificate c;
	bool expired;

	if (certificate_read(&c, file, NULL, &why) == -1)
		return cmd_fail(CMD_PROBLEMS, &why);
	expired = certificate_not_after(c.leaf) < (int64_t)time(NULL);
	describe(title, file, c.leaf);
	certificate_free(&c);
	if (!expired)
		return CMD_DONE;
	problem_set(&why, 0, "has expired");
	problem_in(&why, file);
	return cmd_fail(CMD_PROBLEMS, &why);
}

/* ---- the capsules' ------------------------------------------------------- */

typedef enum cmd_status each(const struct cmd_call *call,
    const struct config_capsule *k);

/* Do it for the capsules that the operands name, or for all. */
static enum cmd_status
for_capsules(const struct cmd_call *call, each *what)
{
	struct config *c = cmd_config(call->given[CONFIG]);
	const char *const *names = call->operands + 1;
	enum cmd_status status = CMD_DONE;

	if (c == NULL)
		return CMD_USAGE;
	for (size_t i = 0; names[0] == NULL && i < c->ncapsules; i++)
		status = cmd_worst(status, what(call, &c->capsules[i]));
	for (; *names != NULL; names++) {
		const struct config_capsule *k = cmd_capsule(call, c, *names);

		status =
		    cmd_worst(status, k != NULL ? what(call, k) : CMD_USAGE);
	}
	config_free(c);
	return status;
}

/* A certificate that somebody else signed is not ours to replace. */
static int
check_ours(const struct config_capsule *k, struct problem *why)
{
	struct certificate c;
	bool ours;

	if (access(k->certificate, F_OK) == -1)
		return 0;
	if (certificate_read(&c, k->certificate, NULL, why) == -1)
		return -1;
	ours = certificate_is_own(c.leaf);
	certificate_free(&c);
	if (ours)
		return 0;
	problem_set(why, 0, "is signed by somebody else: renew it there");
	return problem_in(why, k->certificate);
}

/* Made beside the old one, with its key, and then put in its place. */
static int
renew(const struct config_capsule *k, struct problem *why)
{
	struct arena a = { 0 };
	struct certificate c = { 0 };
	const char *beside = arena_printf(&a, "%s.new", k->certificate);
	bool made;
	int result = check_ours(k, why);

	if (result == 0) {
		unlink(beside); /* what an interrupted renewal left */
		result = certificate_keep(&c, beside, k->key, k->names,
		    k->naliases + 1, true, &made, why);
	}
	if (result == 0 && rename(beside, k->certificate) == -1) {
		problem_errno(why, "cannot be replaced");
		result = problem_in(why, k->certificate);
	}
	certificate_free(&c);
	arena_free(&a);
	return result;
}

/* What has expired is as good as none, if we may make another. */
static bool
is_over(const struct config_capsule *k)
{
	struct certificate c;
	bool over;

	if (certificate_read(&c, k->certificate, NULL, NULL) == -1)
		return false;
	over =
	    certificate_expiry(c.leaf, (int64_t)time(NULL)) == EXPIRY_PASSED &&
	    certificate_is_own(c.leaf);
	certificate_free(&c);
	return over;
}

static int
keep(const struct config_capsule *k, struct problem *why)
{
	struct certificate c = { 0 };
	bool made;
	int result;

	if (is_over(k))
		return renew(k, why);
	result = certificate_keep(&c, k->certificate, k->key, k->names,
	    k->naliases + 1, true, &made, why);
	certificate_free(&c);
	return result;
}

static enum cmd_status
make_one(const struct cmd_call *call, const struct config_capsule *k)
{
	struct problem why = { 0 };

	if ((call->given[RENEW] != NULL ? renew(k, &why) : keep(k, &why)) == -1)
		return cmd_fail(CMD_SYSTEM, &why);
	return show(k->name, k->certificate);
}

static enum cmd_status
make(const struct cmd_call *call)
{
	return for_capsules(call, make_one);
}

static enum cmd_status
show_one(const struct cmd_call *call, const struct config_capsule *k)
{
	struct problem why = { 0 };

	(void)call;
	if (access(k->certificate, F_OK) == 0)
		return show(k->name, k->certificate);
	problem_set(&why, 0,
	    "is not there yet: `chasqui cert make` or the first start makes "
	    "it");
	problem_in(&why, k->certificate);
	return cmd_fail(CMD_PROBLEMS, &why);
}

/* Operands are capsules, or files where they have a '/' or a '.pem' form. */
static enum cmd_status
show_all(const struct cmd_call *call)
{
	enum cmd_status status = CMD_DONE;
	const char *const *file = call->operands + 1;

	if (file[0] == NULL || access(file[0], F_OK) == -1)
		return for_capsules(call, show_one);
	for (; *file != NULL; file++)
		status = cmd_worst(status, show(*file, *file));
	return status;
}

/* ---- a reader's ---------------------------------------------------------- */

static bool
days_of(const char *digits, long *days)
{
	char *end;

	*days = CLIENT_DAYS;
	if (digits == NULL)
		return true;
	*days = strtol(digits, &end, 10);
	return digits[0] != '\0' && *end == '\0' && *days >= 1 &&
	       *days <= 36500;
}

/* DIR/NAME.crt and DIR/NAME.key, neither of which may be there. */
static enum cmd_status
write_client(const struct certificate *c, const char *folder, const char *name)
{
	struct arena a = { 0 };
	struct problem why = { 0 };
	char slug[SLUG_SIZE];
	const char *crt, *key;
	enum cmd_status status;

	if (slug_make(slug, name, strlen(name)) == 0)
		memcpy(slug, "reader", sizeof "reader");
	crt = arena_printf(&a, "%s/%s.crt", folder, slug);
	key = arena_printf(&a, "%s/%s.key", folder, slug);
	if (access(crt, F_OK) == 0 || access(key, F_OK) == 0) {
		problem_set(&why, 0, "is there already");
		problem_in(&why, access(crt, F_OK) == 0 ? crt : key);
		status = cmd_fail(CMD_SYSTEM, &why);
	} else if (certificate_write(c, crt, key, &why) == -1) {
		status = cmd_fail(CMD_SYSTEM, &why);
	} else {
		status = show(name, crt);
	}
	arena_free(&a);
	return status;
}

static enum cmd_status
client(const struct cmd_call *call)
{
	const char *name = call->operands[1];
	const char *folder = call->given[FOLDER], *role = call->given[ROLE];
	struct problem why = { 0 };
	struct certificate c;
	char hex[65];
	enum cmd_status status;
	long days;

	if (call->noperands != 2)
		return cmd_usage("cert: client wants one NAME");
	if (!days_of(call->given[DAYS], &days))
		return cmd_usage("cert: '%s' is no number of days",
		    call->given[DAYS]);
	if (role != NULL && role_of(role) == ROLE_NONE)
		return cmd_usage("cert: '%s' is no role: want author, editor "
				 "or admin",
		    role);
	if (certificate_make_client(&c, name, days, &why) == -1)
		return cmd_fail(CMD_SYSTEM, &why);
	status = write_client(&c, folder != NULL ? folder : ".", name);
	if (status == CMD_DONE && role != NULL)
		printf("%s %s %s\n", role, certificate_fingerprint(c.leaf, hex),
		    name);
	certificate_free(&c);
	return status;
}

/* ---- which --------------------------------------------------------------- */

static const struct {
	const char *name;
	enum cmd_status (*run)(const struct cmd_call *call);
	unsigned takes; /* options: a bit for each row */
} actions[] = {
	{ "make", make, 1U << CONFIG | 1U << RENEW },
	{ "show", show_all, 1U << CONFIG },
	{ "client", client, 1U << DAYS | 1U << FOLDER | 1U << ROLE },
};

/* The first option that the action has no use for, or NULL. */
static const char *
idle_option(const struct cmd_call *call, unsigned takes)
{
	for (size_t i = 0; options[i].name != NULL; i++)
		if (call->given[i] != NULL && (takes & 1U << i) == 0)
			return options[i].name;
	return NULL;
}

static enum cmd_status
run(const struct cmd_call *call)
{
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
		if (strcmp(call->operands[0], actions[i].name) == 0) {
			const char *idle = idle_option(call, actions[i].takes);
			enum cmd_status status;

			if (idle != NULL)
				return cmd_usage("cert: --%s is not for %s",
				    idle, actions[i].name);
			status = actions[i].run(call);
			return cmd_worst(status, cmd_print("", 0));
		}
	return cmd_usage("cert: make, show or client, not '%s'",
	    call->operands[0]);
}

const struct cmd cmd_cert = {
	.name = "cert",
	.operands = "make|show [CAPSULE|FILE...]|client NAME",
	.help = "makes and shows certificates",
	.options = options,
	.least = 1,
	.most = -1,
	.run = run,
};
