#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "import/core/day_words.h"

/* The day's own words are set in braces. */
static const struct {
	const char *line, *lang, *day;
} cases[] = {
	{ "{June 11, 2021}", "", "2021-06-11" },
	{ "Posted on {Friday, June 11th, 2021 at 10:30 am} by X", "",
	    "2021-06-11" },
	{ "{Fri, 11 Jun 2021 10:30:00 GMT}", "", "2021-06-11" },
	{ "{11 de junio de 2021}", "", "2021-06-11" },
	{ "Lima, {viernes 11 de junio del 2021, 14:05 hrs} | Política", "",
	    "2021-06-11" },
	{ "{1er mai 2021}", "", "2021-05-01" },
	{ "Publié le {11 juin 2021 à 14h30}", "", "2021-06-11" },
	{ "{11. Juni 2021}, von Anna", "", "2021-06-11" },
	{ "{3. März 2021}", "", "2021-03-03" },
	{ "{terça-feira, 2 de março de 2021}", "", "2021-03-02" },
	{ "{11-jun-2021}", "", "2021-06-11" },
	{ "{junio 11, 2021}", "", "2021-06-11" },
	{ "{2021-06-11}", "", "2021-06-11" },
	{ "{2021/6/11}", "", "2021-06-11" },
	{ "{2021年6月11日} 星期五", "", "2021-06-11" },
	{ "{5 июня 2021 г.} в Москве", "", "2021-06-05" },
	{ "{17 Листопада 2020, 10:30}", "", "2020-11-17" },
	{ "{11 marzo, 2016}", "", "2016-03-11" },
	{ "{13/06/2021}", "", "2021-06-13" },
	{ "{06/13/2021}", "", "2021-06-13" },
	{ "{06/11/2021}", "en-US", "2021-06-11" },
	{ "{06/11/2021}", "es", "2021-11-06" },
	{ "{06.11.2021}", "", "2021-11-06" },
	{ "06/11/2021", "", "" },
	{ "In June 2021 nothing was said", "", "" },
	{ "30 February 2021", "", "" },
	{ "On June 6, 25 million Peruvians will elect", "", "" },
	{ "A total of 2021 boats", "", "" },
	{ "", "", "" },
};

static void
a_day_is_found_as_people_write_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char line[100] = "", day[DATE_SIZE];
		size_t n = 0, from = 0, to = 0;
		struct day_words found;
		bool is;

		for (const char *s = cases[i].line; *s != '\0'; s++)
			if (*s == '{')
				from = n;
			else if (*s == '}')
				to = n;
			else
				line[n++] = *s;
		is = day_words_find(line, n, cases[i].lang, &found);
		assert_int_equal(is, cases[i].day[0] != '\0');
		if (!is)
			continue;
		assert_string_equal(date_day(&found.date, day), cases[i].day);
		assert_int_equal(found.from, from);
		assert_int_equal(found.to, to);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_day_is_found_as_people_write_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
