#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/conf.h"
#include "base/problem.h"

/* clang-format off */
static cfg_opt_t part_keys[] = {
	CFG_INT("size", 1, CFGF_NONE),
	CFG_END()
};

static char none[] = "{}";

static cfg_opt_t keys[] = {
	CFG_STR("name", "nobody", CFGF_NONE),
	CFG_STR_LIST("list", none, CFGF_NONE),
	CFG_SEC("part", part_keys, CFGF_MULTI | CFGF_TITLE),
	CONF_PAIRS("pairs"),
	CONF_END
};
/* clang-format on */

static int
check_size(cfg_t *cfg, cfg_opt_t *opt)
{
	static const struct conf_number numbers[] = { { "size", 1, 9 } };

	return conf_check_number(cfg, opt, numbers, 1);
}

static const struct conf_check checks[] = { { "part|size", check_size } };
static const struct conf_syntax syntax = { .keys = keys,
	.checks = checks,
	.nchecks = 1 };
static const struct conf_syntax unchecked = { .keys = keys };

static cfg_t *
parse(const char *text, struct problem *why)
{
	return conf_parse(&syntax, text, strlen(text), why);
}

static void
assert_refused(const char *text, size_t line, const char *says)
{
	struct problem why = { 0 };

	assert_null(parse(text, &why));
	assert_int_equal(why.line, line);
	assert_non_null(strstr(why.sentence, says));
	assert_null(parse(text, NULL));
}

static void
a_byte_order_mark_and_a_missing_line_end_do_not_matter(void **state)
{
	cfg_t *cfg = parse("\xEF\xBB\xBFname = \"x\"", NULL);

	(void)state;
	assert_non_null(cfg);
	assert_string_equal(cfg_getstr(cfg, "name"), "x");
	cfg_free(cfg);
}

static void
an_empty_text_has_all_defaults(void **state)
{
	cfg_t *cfg = conf_parse(&unchecked, NULL, 0, NULL);

	(void)state;
	assert_non_null(cfg);
	assert_string_equal(cfg_getstr(cfg, "name"), "nobody");
	cfg_free(cfg);
}

static void
the_first_mistake_is_told_with_its_line(void **state)
{
	(void)state;
	assert_refused("name = \"x\"\nnmae = \"y\"\nsize = 1\n", 2, "nmae");
	assert_refused("part \"a\" {\nsize = 10\n}\n", 2,
	    "size is 10: want 1 to 9");
	assert_refused("part \"a\" {\nsize = 0\n}\nx\n", 2, "size is 0");
}

static void
comments_change_no_line(void **state)
{
	static const char *const comments[] = { "# one\n", "# one\n\n# two\n",
		"// one\n", "/* one */\n", "/* one\n * two */\n",
		"name = \"x\" # one\n", "name = x#one\n", "# it's \"one\n",
		"name = \"a\\\"#b\" /* c */\n", "name = 'x' // one\n" };
	char text[200];

	(void)state;
	for (size_t i = 0; i < sizeof comments / sizeof *comments; i++) {
		size_t line = 1;

		for (const char *s = comments[i]; *s != '\0'; s++)
			line += *s == '\n';
		snprintf(text, sizeof text, "%snmae = y\n", comments[i]);
		assert_refused(text, line, "nmae");
		snprintf(text, sizeof text, "%s\n\nnmae = y\n\n", comments[i]);
		assert_refused(text, line + 2, "nmae");
	}
}

static void
comments_may_stand_anywhere_but_in_strings(void **state)
{
	cfg_t *cfg = parse("name = /* a */ \"#x//y/*z*/\" # b\n"
			   "list = { one, # c\n two /* d */, three // e\n}\n"
			   "# it's the end\n"
			   "part 'it\\'s # one' { size = 3 }\n",
	    NULL);

	(void)state;
	assert_non_null(cfg);
	assert_string_equal(cfg_getstr(cfg, "name"), "#x//y/*z*/");
	assert_int_equal(cfg_size(cfg, "list"), 3);
	assert_string_equal(cfg_getnstr(cfg, "list", 1), "two");
	assert_string_equal(cfg_title(cfg_getnsec(cfg, "part", 0)),
	    "it's # one");
	cfg_free(cfg);
}

static void
what_is_open_at_the_end_is_told_at_the_last_line(void **state)
{
	(void)state;
	assert_refused("part \"a\" {\nsize = 3\n", 2,
	    "the section part is not closed");
	assert_refused("name = \"x\n\n", 2, "ends inside");
	assert_refused("name = \"x\"\n/* y\n", 2, "ends inside");
	assert_refused("name = \"x\" # a\n\n/* y\n/* z\n", 4, "ends inside");
	assert_refused("# a\npart \"a\" { # b\nsize = 3\n# c\n", 4,
	    "the section part is not closed");
}

static void
a_nul_byte_is_no_text(void **state)
{
	struct problem why = { 0 };

	(void)state;
	assert_null(conf_parse(&unchecked, "name\0", 5, &why));
	assert_non_null(strstr(why.sentence, "NUL"));
}

static void
a_section_of_pairs_has_keys_of_its_own(void **state)
{
	cfg_t *cfg = parse("pairs { \"a\" = \"b/c\" # d\n '/e f/' = \"g=h\"\n"
			   " i = j }\nname = x\n",
	    NULL);
	cfg_t *pairs = cfg_getsec(cfg, "pairs");

	(void)state;
	assert_int_equal(cfg_num(pairs), 3);
	assert_string_equal(cfg_opt_name(cfg_getnopt(pairs, 1)), "/e f/");
	assert_string_equal(cfg_opt_getnstr(cfg_getnopt(pairs, 0), 0), "b/c");
	assert_string_equal(cfg_opt_getnstr(cfg_getnopt(pairs, 2), 0), "j");
	assert_string_equal(cfg_getstr(cfg, "name"), "x");
	cfg_free(cfg);
	assert_refused("pairs {\na b = c\n}\n", 2, "missing equal sign");
	assert_refused("pairs {\na = }\n", 2, "unexpected");
	assert_refused("pairs {\na = { b }\n}\n", 2, "unexpected");
	assert_refused("pairs {\na = b\n", 2, "the file ends inside");
	assert_refused("pairs { a = b }\nnmae = c\n", 2, "is 'name' meant?");
}

/* ---- all mistakes -------------------------------------------------------- */

struct told {
	char text[1000];
	size_t n;
};

static void
note(void *ctx, const struct problem *found)
{
	struct told *t = ctx;
	size_t len = strlen(t->text);

	(void)snprintf(t->text + len, sizeof t->text - len, "%zu %s\n",
	    found->line, found->sentence);
	t->n++;
}

static void
assert_mistakes(const char *text, const char *all)
{
	struct told t = { 0 };
	cfg_t *cfg = conf_mistakes(&syntax, text, strlen(text), note, &t);

	assert_string_equal(t.text, all);
	cfg_free(cfg);
}

static void
every_mistake_is_told_once(void **state)
{
	(void)state;
	assert_mistakes("name = \"x\"\n", "");
	assert_mistakes(
	    "part a { size = 0 }\npart b { size = many\n size = 10 }\n"
	    "nmae = \"x\" # a remark\nname = \"y\"\n",
	    "1 size is 0: want 1 to 9\n"
	    "2 invalid integer value for option 'size'\n"
	    "3 size is 10: want 1 to 9\n"
	    "4 'nmae' is unknown: is 'name' meant?\n");
}

static void
what_is_right_is_read_besides(void **state)
{
	static const char text[] = "part a { size = 12 }\nnmae = \"x\"\n"
				   "name = \"y\"\npart b { size = 3 }\n";
	struct told t = { 0 };
	cfg_t *cfg = conf_mistakes(&syntax, text, strlen(text), note, &t);

	(void)state;
	assert_int_equal(t.n, 2);
	assert_string_equal(cfg_getstr(cfg, "name"), "y");
	assert_int_equal(cfg_size(cfg, "part"), 2);
	assert_int_equal(cfg_getint(cfg_getnsec(cfg, "part", 0), "size"), 1);
	assert_int_equal(cfg_getint(cfg_getnsec(cfg, "part", 1), "size"), 3);
	cfg_free(cfg);
}

static void
an_unknown_section_is_passed_over_with_all_in_it(void **state)
{
	(void)state;
	assert_mistakes(
	    "colour {\n a = \"}\"\n b { }\n}\npart a { siez = 1 }\n",
	    "1 no such option 'colour'\n"
	    "5 'siez' is unknown: is 'size' meant?\n");
	assert_mistakes("lsit = {\"a\",\n \"b\"}\nnam = 3\n",
	    "1 'lsit' is unknown: is 'list' meant?\n"
	    "3 'nam' is unknown: is 'name' meant?\n");
}

static void
a_key_of_another_section_is_told_where_it_belongs(void **state)
{
	struct problem why = { 0 };

	(void)state;
	assert_mistakes("size = 3\npart a { name = \"x\" pairs { a = b } }\n",
	    "1 no such option 'size' here: it belongs in part { ... }\n"
	    "2 no such option 'name' here: it belongs outside of all "
	    "sections\n"
	    "2 no such option 'pairs' here: it belongs outside of all "
	    "sections\n");
	assert_null(conf_parse(&syntax, "size = 3\n", 9, &why));
	assert_string_equal(why.sentence,
	    "no such option 'size' here: it belongs in part { ... }");
}

static void
a_mistake_in_a_section_of_pairs_is_told_with_the_others(void **state)
{
	(void)state;
	assert_mistakes("pairs { a = b\n c }\nnmae = x\n",
	    "2 missing equal sign after option 'c'\n"
	    "3 'nmae' is unknown: is 'name' meant?\n");
}

static void
what_leaves_the_rest_without_meaning_is_the_last(void **state)
{
	struct told t = { 0 };
	static const char text[] = "part a { size = 0 }\nname = \"x\n";

	(void)state;
	cfg_free(conf_mistakes(&unchecked, text, strlen(text), note, &t));
	assert_true(t.n >= 1);
	assert_mistakes("part a {\n size = 0\n",
	    "2 size is 0: want 1 to 9\n"
	    "2 the section part is not closed: '}' is missing\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_byte_order_mark_and_a_missing_line_end_do_not_matter),
		cmocka_unit_test(an_empty_text_has_all_defaults),
		cmocka_unit_test(the_first_mistake_is_told_with_its_line),
		cmocka_unit_test(comments_change_no_line),
		cmocka_unit_test(comments_may_stand_anywhere_but_in_strings),
		cmocka_unit_test(
		    what_is_open_at_the_end_is_told_at_the_last_line),
		cmocka_unit_test(a_section_of_pairs_has_keys_of_its_own),
		cmocka_unit_test(a_nul_byte_is_no_text),
		cmocka_unit_test(every_mistake_is_told_once),
		cmocka_unit_test(what_is_right_is_read_besides),
		cmocka_unit_test(
		    an_unknown_section_is_passed_over_with_all_in_it),
		cmocka_unit_test(
		    a_key_of_another_section_is_told_where_it_belongs),
		cmocka_unit_test(
		    a_mistake_in_a_section_of_pairs_is_told_with_the_others),
		cmocka_unit_test(
		    what_leaves_the_rest_without_meaning_is_the_last),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
