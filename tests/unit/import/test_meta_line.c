#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "import/article/meta_line.h"

/* "date; author; author", or NULL: the line says something else. */
static const struct {
	const char *line, *says;
} cases[] = {
	{ "By Ana Quispe | June 11, 2021 | 4 min read",
	    "2021-06-11; Ana Quispe" },
	{ "By Medea Benjamin and Leonardo Flores, Progressive.org",
	    "; Medea Benjamin; Leonardo Flores; Progressive.org" },
	{ "Por Vijay Prashad", "; Vijay Prashad" },
	{ "By teleSUR", "; teleSUR" },
	{ "Publicado el 11 de junio de 2021", "2021-06-11; " },
	{ "June 11, 2021", "2021-06-11; " },
	{ "viernes 11 de junio de 2021, 14:05 hrs", "2021-06-11; " },
	{ "Ana Quispe · 11 June 2021", "2021-06-11; Ana Quispe" },
	{ "Von Anna Schmidt, 11. Juni 2021", "2021-06-11; Anna Schmidt" },
	{ "Posted on June 11, 2021 by Ana Quispe", "2021-06-11; Ana Quispe" },
	{ "June 11, 2021 - No comments", "2021-06-11; " },
	{ "BY ANA QUISPE", "; ANA QUISPE" },
	{ "Posted by Ana Quispe on June 11, 2021", "2021-06-11; Ana Quispe" },
	{ "Submitted by pat on Mon, 06/21/2021 - 10:00", "2021-06-21; pat" },
	{ "By noon on June 11, 2021", NULL },
	{ "By Ana Quispe, Staff Writer", "; Ana Quispe" },
	{ "By Ana Quispe ana@ferry.example", "; Ana Quispe" },
	{ "Scritto da Ana Quispe", "; Ana Quispe" },
	{ "Updated 10:15 AM ET, June 11, 2021", "2021-06-11; " },
	{ "3 days ago", "; " },
	{ "hace 2 horas", "; " },
	{ "4 min read", "; " },
	{ "Встреча в Киеве 5 июня 2021 года", NULL },
	/* prose, headlines */
	{ "By tomorrow the harbour will be closed", NULL },
	{ "On June 6, 2021 Peru elected a president", NULL },
	{ "Lima, Peru, June 11, 2021", NULL },
	{ "Por qué el Perú votó así", NULL },
	{ "What Happened On June 11, 2021?", NULL },
	{ "Ana Quispe", NULL },
	{ "Read more", NULL },
	{ "", NULL },
};

static void
a_line_of_date_and_names_is_told_from_others(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena a = { 0 };
		struct buf says = { 0 };
		struct meta_line m;
		char day[DATE_SIZE];
		bool is = meta_line_read(&a, cases[i].line,
		    strlen(cases[i].line), "", &m);

		if (is != (cases[i].says != NULL))
			fail_msg("%s", cases[i].line);
		if (is) {
			buf_adds(&says,
			    m.date.known ? date_day(&m.date, day) : "");
			buf_adds(&says, m.authors.n == 0 ? "; " : "");
			for (size_t k = 0; k < m.authors.n; k++)
				buf_addf(&says, "; %s", m.authors.name[k]);
			assert_string_equal(buf_str(&says), cases[i].says);
		}
		buf_free(&says);
		arena_free(&a);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_of_date_and_names_is_told_from_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
