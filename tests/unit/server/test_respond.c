#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/tempfile.h"
#include "index/index.h"
#include "index/scan.h"
#include "proto/gemini.h"
#include "server/respond.h"

#define MINE "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static char dir[64];
static struct config *config;
static struct responder *answers;

static void
put(const char *path, const char *text)
{
	char full[256];

	snprintf(full, sizeof full, "%s/%s", dir, path);
	assert_int_equal(file_write(full, text, strlen(text), 0644, NULL), 0);
}

static void
make_folder(const char *path)
{
	char full[256];

	snprintf(full, sizeof full, "%s/%s", dir, path);
	assert_int_equal(file_make_folder(full, 0755, NULL), 0);
}

static void
no_problem(void *ctx, const struct problem *found)
{
	(void)ctx;
	print_error("%s: %s\n", found->file, found->sentence);
}

/* Its index file, which holds all that there is now. */
static const char *
index_all(size_t i)
{
	const struct config_capsule *k = &config->capsules[i];
	const char *path = index_path(&config->arena, dir, k->name);
	struct scan *s =
	    scan_new(k->root, path, 1 << 20, no_problem, NULL, NULL);
	bool more = true;

	assert_non_null(s);
	while (more)
		assert_int_equal(scan_all(s, &more, NULL), 0);
	scan_free(s);
	return path;
}

static int
set_up(void **state)
{
	char text[1024];
	struct problem why = { 0 };
	const char *indexes[2];

	(void)state;
	snprintf(dir, sizeof dir, "/tmp/chasqui-ask-XXXXXX");
	assert_non_null(mkdtemp(dir));
	make_folder("a/articles");
	make_folder("a/static");
	make_folder("a/pages/members");
	make_folder("b");
	put("a/capsule.conf", "title = \"Gazette A\"\n");
	put("b/capsule.conf", "title = \"Gazette B\"\n");
	put("a/articles/one.md",
	    "---\ntitle: One\naliases: [/old]\n---\ntext\n");
	put("a/static/small.txt", "small\n");
	put("a/pages/members/list.md", "# The list\n");
	put("a/pages/any.md", "# Any certificate\n");
	snprintf(text, sizeof text,
	    "state = \"state\"\n"
	    "gemini { listen = {\"127.0.0.1:11965\"} public_ports = {1965} }\n"
	    "gopher { listen = {\"127.0.0.1:7070\"} capsule = \"b.example\" }\n"
	    "capsule \"a.example\" { root = \"a\" aliases = "
	    "{\"www.a.example\"}\n"
	    "zone \"/members/\" { fingerprints = {\"" MINE "\"} }\n"
	    "zone \"/any\" { } }\n"
	    "capsule \"b.example\" { root = \"b\" }\n");
	config = config_parse(text, "x.conf", dir, &why);
	assert_non_null(config);
	for (size_t i = 0; i < 2; i++) {
		indexes[i] = index_all(i);
	}
	answers = responder_new(config, indexes, -1);
	assert_non_null(answers);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	responder_free(answers);
	config_free(config);
	return tempfile_remove(dir);
}

static struct response
ask_as(const char *url, const struct identity *who)
{
	char line[1100];
	int len = snprintf(line, sizeof line, "%s\r\n", url);
	struct request req;
	struct response a;
	const char *why;

	assert_int_equal(gemini_parse(line, (size_t)len, false, &req, &why),
	    PARSE_OK);
	if (who != NULL)
		req.identity = *who;
	responder_ask(answers, &config->listen[0], &req, true, &a);
	return a;
}

static bool
holds(const struct response *a, const char *words)
{
	return a->bytes.len > 0 && strstr(a->bytes.data, words) != NULL;
}

/* M5, M8 */
static void
the_host_of_the_url_chooses_the_capsule(void **state)
{
	static const struct {
		const char *url;
		enum status status;
		const char *says;
	} cases[] = {
		{ "gemini://a.example:11965/", 20, "Gazette A" },
		{ "gemini://www.a.example:11965/", 20, "Gazette A" },
		{ "gemini://B.example.:11965/", 20, "Gazette B" },
		{ "gemini://b.example:1965/", 20, "Gazette B" },
		{ "gemini://b.example/", 20, "Gazette B" },
		{ "gemini://b.example:1966/", 53, "53 " },
		{ "gemini://c.example:11965/", 53, "53 " },
		{ "gemini://127.0.0.1:11965/", 53, "53 " },
		{ "https://a.example/", 53, "53 " },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct response a = ask_as(cases[i].url, NULL);

		if (a.reply.status != cases[i].status)
			print_error("%s: %d\n", cases[i].url,
			    (int)a.reply.status);
		assert_int_equal(a.reply.status, cases[i].status);
		assert_true(holds(&a, cases[i].says));
		response_free(&a);
	}
}

static enum status
status_of(const char *path, const char *fingerprint, int64_t from,
    int64_t until)
{
	struct identity who = { .not_before = from, .not_after = until };
	char url[256];
	struct response a;
	enum status status;

	snprintf(who.fingerprint, sizeof who.fingerprint, "%s", fingerprint);
	snprintf(url, sizeof url, "gemini://a.example%s", path);
	a = ask_as(url, &who);
	status = a.reply.status;
	response_free(&a);
	return status;
}

/* M20 */
static void
a_zone_wants_a_certificate_that_it_knows_and_that_is_valid(void **state)
{
	int64_t now = time(NULL);
	const char *other = "ff" MINE;
	char unknown[65];

	(void)state;
	snprintf(unknown, sizeof unknown, "%.64s", other);
	assert_int_equal(status_of("/members/list", "", 0, 0), 60);
	assert_int_equal(status_of("/members", "", 0, 0), 60);
	assert_int_equal(status_of("/members/list.txt", "", 0, 0), 60);
	assert_int_equal(status_of("/members.txt", "", 0, 0), 60);
	assert_int_equal(status_of("/members/list", unknown, now - 9, now + 9),
	    61);
	assert_int_equal(status_of("/members/list", MINE, now - 9, now - 5),
	    62);
	assert_int_equal(status_of("/members/list", MINE, now + 5, now + 9),
	    62);
	assert_int_equal(status_of("/members/list", MINE, now - 9, now + 9),
	    20);
	assert_int_equal(status_of("/membership", "", 0, 0), 51);
	assert_int_equal(status_of("/any", "", 0, 0), 60);
	assert_int_equal(status_of("/any", unknown, now - 9, now + 9), 20);
	assert_int_equal(status_of("/a/one", "", 0, 0), 20);
}

static void
a_small_file_follows_its_header_in_one_piece(void **state)
{
	struct response a = ask_as("gemini://a.example/static/small.txt", NULL);

	(void)state;
	assert_int_equal(a.reply.status, 20);
	assert_int_equal(a.reply.fd, -1);
	assert_true(holds(&a, "20 text/plain"));
	assert_true(holds(&a, "\r\nsmall\n"));
	response_free(&a);
}

static void
a_large_file_is_left_open(void **state)
{
	static char large[70000];
	struct response a;

	(void)state;
	memset(large, 'x', sizeof large - 1);
	put("a/static/large.txt", large);
	a = ask_as("gemini://a.example/static/large.txt", NULL);
	assert_int_equal(a.reply.status, 20);
	assert_int_not_equal(a.reply.fd, -1);
	assert_int_equal(a.reply.size, sizeof large - 1);
	response_free(&a);
}

static void
gopher_asks_its_own_capsule(void **state)
{
	struct request req;
	struct response a;
	const char *why;

	(void)state;
	assert_int_equal(gopher_protocol.parse("\r\n", 2, false, &req, &why),
	    PARSE_OK);
	responder_ask(answers, &config->listen[1], &req, true, &a);
	assert_string_equal(a.capsule, "b.example");
	assert_true(holds(&a, "Gazette B"));
	assert_true(holds(&a, "\tb.example\t7070\r\n"));
	response_free(&a);
}

/* G20: for the log and the figures. */
static void
a_link_that_is_refused_is_no_success(void **state)
{
	static const struct {
		const char *line;
		enum status status;
	} cases[] = {
		{ "URL:https://x.example/\r\n", 20 },
		{ "URL:javascript:x\r\n", 59 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct request req;
		const char *why;
		struct response a;

		assert_int_equal(gopher_protocol.parse(cases[i].line,
				     strlen(cases[i].line), false, &req, &why),
		    PARSE_OK);
		responder_ask(answers, &config->listen[1], &req, true, &a);
		assert_int_equal(a.reply.status, cases[i].status);
		response_free(&a);
	}
}

static void
refusals_need_no_site(void **state)
{
	struct response a;

	(void)state;
	for (int what = REFUSE_BAD; what <= REFUSE_FAILED; what++) {
		responder_refuse(answers, &config->listen[0],
		    (enum refusal)what, &a);
		assert_int_equal(a.reply.status, atoi(a.bytes.data));
		response_free(&a);
		responder_refuse(answers, &config->listen[1],
		    (enum refusal)what, &a);
		assert_int_equal(a.bytes.data[0], '3');
		response_free(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_host_of_the_url_chooses_the_capsule),
		cmocka_unit_test(
		    a_zone_wants_a_certificate_that_it_knows_and_that_is_valid),
		cmocka_unit_test(a_small_file_follows_its_header_in_one_piece),
		cmocka_unit_test(a_large_file_is_left_open),
		cmocka_unit_test(gopher_asks_its_own_capsule),
		cmocka_unit_test(a_link_that_is_refused_is_no_success),
		cmocka_unit_test(refusals_need_no_site),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
