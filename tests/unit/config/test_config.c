#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config/config.h"

#define CAPSULE "capsule \"localhost\" { root = \"/\" }\n"

static struct config *
good(const char *text)
{
	struct problem why = { 0 };
	struct config *c = config_parse(text, "x.conf", "/etc/gazette", &why);

	if (c == NULL)
		print_error("%s:%zu: %s\n", why.file, why.line, why.sentence);
	assert_non_null(c);
	return c;
}

static void
a_capsule_alone_leaves_every_default(void **state)
{
	struct config *c = good(CAPSULE);
	char shown[ADDRESS_SIZE];

	(void)state;
	assert_string_equal(c->state, CHASQUI_STATE);
	assert_true(c->workers >= 1);
	assert_string_equal(c->user, "");
	assert_string_equal(c->log, "stderr");
	assert_true(c->sandbox);
	assert_int_equal(c->nlisten, 2);
	assert_string_equal(address_show(&c->listen[0].at, shown), "[::]:1965");
	assert_ptr_equal(c->listen[0].protocol, &gemini_protocol);
	assert_string_equal(address_show(&c->listen[1].at, shown), "[::]:70");
	assert_ptr_equal(c->listen[1].protocol, &gopher_protocol);
	assert_true(c->listen[1].tls);
	assert_true(c->gopher_tls);
	assert_int_equal(c->limits.connections, 8192);
	assert_int_equal(c->limits.per_address, 64);
	assert_int_equal(c->limits.request_timeout, 10);
	assert_int_equal(c->limits.write_timeout, 30);
	assert_int_equal(c->limits.article_size, 1048576);
	assert_int_equal(c->limits.rate, 0);
	assert_int_equal(c->ntrust, 0);
	assert_false(c->answer_addresses);
	assert_int_equal(c->ncapsules, 1);
	assert_ptr_equal(c->listen[1].capsule, c->capsules);
	assert_true(c->capsules->made);
	assert_string_equal(c->capsules->public[PROTOCOL_GEMINI].url,
	    "gemini://localhost/");
	assert_string_equal(c->capsules->public[PROTOCOL_GOPHER].url,
	    "gopher://localhost/");
	assert_int_equal(c->capsules->uploads.publishers->n, 0);
	assert_int_equal(c->capsules->uploads.rules.size, 10485760);
	assert_int_equal(c->capsules->uploads.timeout, 300);
	assert_false(c->capsules->uploads.rules.letters);
	config_free(c);
}

static void
relative_paths_are_the_files_neighbours(void **state)
{
	struct config *c = good("state = \"state\"\nlog = \"x.log\"\n"
				"ticket_keys = \"keys\"\n"
				"capsule \"a.example\" { root = \"/\"\n"
				"certificate = \"a.crt\" key = \"/k/a.key\" }");

	(void)state;
	assert_string_equal(c->state, "/etc/gazette/state");
	assert_string_equal(c->log, "/etc/gazette/x.log");
	assert_string_equal(c->ticket_keys, "/etc/gazette/keys");
	assert_string_equal(c->capsules->certificate, "/etc/gazette/a.crt");
	assert_string_equal(c->capsules->key, "/k/a.key");
	assert_false(c->capsules->made);
	config_free(c);
}

static void
every_key_is_taken_over(void **state)
{
	struct config *c = good(
	    "workers = 3 user = \"www\" requests = \"none\"\n"
	    "log_addresses = \"prefix\" sandbox = false metrics = \"/m\"\n"
	    "gemini { listen = {\"127.0.0.1:11965\", \"[::1]:11965\"}\n"
	    "  public_ports = {1965, 443} answer_addresses = true }\n"
	    "gopher { listen = {\"127.0.0.1:7070\"} tls = false\n"
	    "  capsule = \"B.example\" }\n"
	    "limits { connections = 10 per_address = 2 request_timeout = 3\n"
	    "  write_timeout = 4 article_size = 5000 rate = 6 burst = 7 }\n"
	    "proxy { trust = {\"10.0.0.0/8\", \"::1\"} }\n"
	    "capsule \"a.example\" { root = \"/\" }\n"
	    "capsule \"b.example\" { root = \"/tmp\"\n"
	    "  aliases = {\"WWW.b.example.\"} gopher_host = \"g.example\"\n"
	    "  gopher_port = 70\n"
	    "  zone \"/members/\" { fingerprints = {\n"
	    "  \"SHA256:AB:cd:0123456789012345678901234567890123456789"
	    "01234567890123456789\"} } }\n");
	const struct config_capsule *b = &c->capsules[1];

	(void)state;
	assert_int_equal(c->workers, 3);
	assert_string_equal(c->user, "www");
	assert_string_equal(c->requests, "none");
	assert_int_equal(c->log_addresses, IP_PREFIX);
	assert_false(c->sandbox);
	assert_string_equal(c->metrics, "/m");
	assert_int_equal(c->nlisten, 3);
	assert_int_equal(c->npublic_ports, 2);
	assert_int_equal(c->public_ports[1], 443);
	assert_string_equal(b->public[PROTOCOL_GEMINI].url,
	    "gemini://b.example/");
	assert_true(c->answer_addresses);
	assert_false(c->gopher_tls);
	assert_ptr_equal(c->listen[2].capsule, b);
	assert_false(c->listen[2].tls);
	assert_int_equal(c->limits.connections, 10);
	assert_int_equal(c->limits.per_address, 2);
	assert_int_equal(c->limits.request_timeout, 3);
	assert_int_equal(c->limits.write_timeout, 4);
	assert_int_equal(c->limits.article_size, 5000);
	assert_int_equal(c->limits.rate, 6);
	assert_int_equal(c->limits.burst, 7);
	assert_int_equal(c->ntrust, 2);
	assert_string_equal(b->aliases[0], "www.b.example");
	assert_string_equal(b->public[PROTOCOL_GOPHER].url,
	    "gopher://g.example/");
	assert_string_equal(c->capsules->public[PROTOCOL_GOPHER].url, "");
	assert_string_equal(b->zones[0].path, "/members/");
	assert_int_equal(b->zones[0].nfingerprints, 1);
	assert_int_equal(strlen(b->zones[0].fingerprints[0]), 64);
	assert_memory_equal(b->zones[0].fingerprints[0], "abcd0123", 8);
	assert_ptr_equal(config_capsule_of(c, "www.b.example"), b);
	assert_null(config_capsule_of(c, "c.example"));
	config_free(c);
}

static void
a_capsule_has_gopher_ports_of_its_own(void **state)
{
	struct config *c = good(
	    "gemini { listen = {} }\n"
	    "gopher { listen = {\"127.0.0.1:70\"} capsule = \"a.example\" }\n"
	    "capsule \"a.example\" { root = \"/\" }\n"
	    "capsule \"b.example\" { root = \"/\"\n"
	    "  gopher { listen = {\"127.0.0.1:7071\", \"[::1]:7071\"} } }\n"
	    "capsule \"c.example\" { root = \"/\" }\n");
	const struct config_capsule *k = c->capsules;

	(void)state;
	assert_int_equal(c->nlisten, 3);
	assert_ptr_equal(c->listen[0].capsule, &k[0]);
	assert_ptr_equal(c->listen[1].capsule, &k[1]);
	assert_ptr_equal(c->listen[2].capsule, &k[1]);
	assert_string_equal(k[0].public[PROTOCOL_GOPHER].url,
	    "gopher://a.example/");
	assert_string_equal(k[1].public[PROTOCOL_GOPHER].url,
	    "gopher://b.example:7071/");
	assert_string_equal(k[2].public[PROTOCOL_GOPHER].url, "");
	assert_string_equal(k[0].public[PROTOCOL_GEMINI].url, "");
	config_free(c);
}

static void
what_is_wrong_is_named_with_its_line(void **state)
{
	static const struct {
		const char *text;
		size_t line;
		const char *says;
	} cases[] = {
		{ CAPSULE "nonsense = 1\n", 2, "nonsense" },
		{ CAPSULE "\nworkers = many\n", 3, "" },
		{ CAPSULE "workers = 257\n", 2, "workers is 257" },
		{ CAPSULE "workers = -1\n", 2, "workers is -1" },
		{ CAPSULE "log_addresses = \"some\"\n", 2, "full, prefix" },
		{ CAPSULE "gemini {\n listen = {\"localhost:1965\"}\n}\n", 3,
		    "localhost:1965" },
		{ CAPSULE "gemini {\n listen = {\"[::]:1965\",\n\n"
			  "\"x\"}\n}\n",
		    5, "'x'" },
		{ CAPSULE "gemini {\n public_ports = {0}\n}\n", 3,
		    "public_ports is 0" },
		{ CAPSULE "proxy { trust = {\"everybody\"} }\n", 2,
		    "everybody" },
		{ CAPSULE "types {\n gpub = zip\n}\n", 4,
		    "types: \"gpub\" = \"zip\" is no media type" },
		{ CAPSULE "types { \"/a/\" = a/b }\n", 2, "is no parameter" },
		{ CAPSULE "limits {\n\nconnections = 0\n}\n", 4,
		    "connections is 0" },
		{ CAPSULE "limits { article_size = 99999999999999999999 }\n", 2,
		    "" },
		{ "capsule \"a\" { root = \"/\"\n"
		  "gopher { listen = {\"[::]:70\"} } }\n",
		    0, "[::]:70 is listened on twice" },
		{ CAPSULE "gopher {\ncapsule = \"other\"\n}\n", 3, "other" },
		{ "capsule \"x\" {\n}\n", 2, "has no root" },
		{ "\ncapsule \"x\" { root = \"/does/not/exist\" }\n", 2,
		    "/does/not/exist" },
		{ "capsule \"x\" {\n root = \"/dev/null\"\n}\n", 2,
		    "not a folder" },
		{ "capsule \"\" { root = \"/\" }\n", 1, "host name" },
		{ "capsule \"a b\" { root = \"/\" }\n", 1, "host name" },
		{ "capsule \"a:1965\" { root = \"/\" }\n", 1, "host name" },
		{ "capsule \"a..b\" { root = \"/\" }\n", 1, "host name" },
		{ "capsule \"-a\" { root = \"/\" }\n", 1, "host name" },
		{ "capsule \"a-.b\" { root = \"/\" }\n", 1, "host name" },
		{ "capsule \"x234567890123456789012345678901234567890"
		  "123456789012345678901234\" { root = \"/\" }\n",
		    1, "host name" },
		{ "capsule \"a\" { root = \"/\" certificate = \"x\" }\n", 1,
		    "both" },
		{ "capsule \"a\" { root = \"/\"\n aliases = {\"\"} }\n", 2,
		    "host name" },
		{ "capsule \"a\" { root = \"/\"\n"
		  "gopher_host = \"a\\tb\" }\n",
		    2, "host name" },
		{ "capsule \"a\" { root = \"/\"\n zone \"x\" { } }\n", 2,
		    "zone" },
		{ "capsule \"a\" { root = \"/\"\n"
		  "zone \"/x\" { fingerprints = {\"12\"} } }\n",
		    2, "fingerprint" },
		{ CAPSULE CAPSULE, 2, "localhost" },
		{ CAPSULE "gemini { listen = {\"[::]:1965\"\n", 2, "" },
		{ CAPSULE "gemini {\n\n", 3, "gemini is not closed" },
		{ CAPSULE "log = \"x\n\n", 3, "" },
		{ CAPSULE "}\n", 2, "" },
		{ CAPSULE "gemini\n", 2, "" },
		{ CAPSULE "workers 3\n", 2, "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct problem why = { 0 };
		struct config *c =
		    config_parse(cases[i].text, "x.conf", "/", &why);

		if (c != NULL || why.line != cases[i].line ||
		    strstr(why.sentence, cases[i].says) == NULL)
			print_error("case %zu: %s:%zu: %s\n", i, why.file,
			    why.line, why.sentence);
		assert_null(c);
		assert_string_equal(why.file, "x.conf");
		assert_int_equal(why.line, cases[i].line);
		assert_non_null(strstr(why.sentence, cases[i].says));
		assert_true(why.sentence[0] != '\0');
	}
}

static void
what_only_the_whole_shows_is_refused_too(void **state)
{
	static const char *const bad[] = {
		"",
		"# nothing\n",
		CAPSULE "gemini { listen = {} } gopher { listen = {} }\n",
		CAPSULE "state = \"\"\n",
		CAPSULE "gemini { listen = {\"[::]:1965\", \"[::]:1965\"} }\n",
		CAPSULE "gopher { listen = {\"[::]:1965\"} }\n",
		CAPSULE
		"capsule \"b\" { root = \"/\" aliases={\"LOCALHOST\"} }",
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct problem why = { 0 };

		assert_null(config_parse(bad[i], "x.conf", "/", &why));
		assert_true(why.sentence[0] != '\0');
	}
}

static void
note_mistake(void *ctx, const struct problem *found)
{
	assert_string_not_equal(found->sentence, "");
	++*(size_t *)ctx;
}

static void
what_is_right_beside_any_mistake_is_there(void **state)
{
	static const char text[] =
	    "workers = -3\nlimits { article_size = 1 }\n"
	    "gemini { listen = {\"x\", \"[::]:1965\"} }\n"
	    "capsule \"a b\" { root = \"/\" aliases = {\"c d\"}\n"
	    " zone \"x\" { fingerprints = {\"zz\"} } }\n"
	    "capsule \"c.example\" { root = \"/nowhere\" }\n"
	    "types { \"gpub\" = \"a/b\" x }\n";
	size_t told = 0;
	struct config *c =
	    config_parse_mistakes(text, "x.conf", "/", note_mistake, &told);

	(void)state;
	assert_int_equal(told, 9);
	assert_non_null(c);
	assert_int_equal(c->limits.article_size, 1048576);
	assert_int_equal(c->ncapsules, 2);
	assert_string_equal(c->capsules[0].root, "/");
	assert_string_equal(c->capsules[1].name, "c.example");
	assert_true(config_uses_tls(c));
	config_free(c);
}

static void
a_type_without_its_value_ends_nobodys_look(void **state)
{
	static const char *const texts[] = { "types { x = }",
		"types { \"x\" = \"a", "types { a = \"b/c\" x = {1} }" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		size_t told = 0;

		config_free(config_parse_mistakes(texts[i], "x.conf", "/",
		    note_mistake, &told));
		assert_true(told > 0);
	}
}

static void
a_path_is_that_of_the_folder_it_leads_to(void **state)
{
	static const char *const paths[][2] = {
		{ "c", "/etc/chasqui/c" },
		{ "./c//", "/etc/chasqui/c" },
		{ "../c", "/etc/c" },
		{ "../..///c/d/", "/c/d" },
		{ "../../../../c", "/c" },
		{ "..c", "/etc/chasqui/..c" },
		{ "/x/../c", "/x/../c" },
		{ "c/../d", "/etc/chasqui/c/../d" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		char text[200];
		struct config *c;

		(void)snprintf(text, sizeof text,
		    "metrics = \"%s\"\ncapsule x { root = \"/\" }\n",
		    paths[i][0]);
		c = config_parse(text, "x.conf", "/etc/chasqui", NULL);
		assert_non_null(c);
		assert_string_equal(c->metrics, paths[i][1]);
		assert_string_equal(c->capsules[0].root, "/");
		config_free(c);
	}
}

static void
a_file_is_read_from_its_own_folder(void **state)
{
	char dir[] = "/tmp/chasqui-config-XXXXXX", path[64], want[64];
	struct problem why = { 0 };
	struct config *c;
	FILE *f;

	(void)state;
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/x.conf", dir);
	f = fopen(path, "w");
	/* as some editors begin every text */
	fputs("\xEF\xBB\xBF", f);
	fputs("state = \"here\"\ncapsule \"a\" { root = \".\" }\n", f);
	fclose(f);
	c = config_read(path, &why);
	assert_non_null(c);
	snprintf(want, sizeof want, "%s/here", dir);
	assert_string_equal(c->state, want);
	config_free(c);
	unlink(path);
	assert_null(config_read(path, &why));
	assert_string_equal(why.file, path);
	rmdir(dir);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_capsule_alone_leaves_every_default),
		cmocka_unit_test(relative_paths_are_the_files_neighbours),
		cmocka_unit_test(every_key_is_taken_over),
		cmocka_unit_test(a_capsule_has_gopher_ports_of_its_own),
		cmocka_unit_test(what_is_wrong_is_named_with_its_line),
		cmocka_unit_test(what_only_the_whole_shows_is_refused_too),
		cmocka_unit_test(what_is_right_beside_any_mistake_is_there),
		cmocka_unit_test(a_type_without_its_value_ends_nobodys_look),
		cmocka_unit_test(a_path_is_that_of_the_folder_it_leads_to),
		cmocka_unit_test(a_file_is_read_from_its_own_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
