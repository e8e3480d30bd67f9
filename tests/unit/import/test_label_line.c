#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/article/label_line.h"

static const struct {
	const char *line;
	enum label is;
} cases[] = {
	{ "Related", LABEL_LINKS },
	{ "RELATED: The dredger stays", LABEL_LINKS },
	{ "Das könnte Sie auch interessieren", LABEL_LINKS },
	{ "Lea también: otra nota", LABEL_LINKS },
	{ "3 Comments", LABEL_COMMENTS },
	{ "Kommentare (12)", LABEL_COMMENTS },
	{ "5 Responses to The dredger", LABEL_COMMENTS },
	{ "Deja una respuesta", LABEL_COMMENTS },
	{ "Temas Relacionados", LABEL_TOPICS },
	{ "Tags: harbour, tide", LABEL_TOPICS },
	{ "Über den Autor", LABEL_AUTHOR },
	{ "Sign up for our newsletter", LABEL_CALL },
	{ "Partager", LABEL_CALL },
	{ "Écouter l’article", LABEL_NOTICE },
	{ "People are also reading…", LABEL_LINKS },
	{ "Vota questo articolo", LABEL_CALL },
	{ "Sorted by: Highest score", LABEL_NOTICE },
	{ "Informazioni sull'autore", LABEL_AUTHOR },
	{ "Advertisement", LABEL_NOTICE },
	{ "3 respuestas a «La draga sigue»", LABEL_COMMENTS },
	{ "Share full article", LABEL_CALL },
	{ "関連記事", LABEL_LINKS },
	{ "댓글 (12)", LABEL_COMMENTS },
	{ "Читайте также: Паром стоит", LABEL_LINKS },
	{ "责任编辑：李明", LABEL_NOTICE },
	/* what begins like one */
	{ "评论员说，水还在涨", LABEL_NONE },
	{ "Related to the warden by marriage, he spoke", LABEL_NONE },
	{ "Comments by the minister were brief", LABEL_NONE },
	{ "Tags on sheep are yellow", LABEL_NONE },
	{ "Vota este domingo la ciudad entera", LABEL_NONE },
	{ "Sort by colour, then by weight", LABEL_NONE },
	{ "See also", LABEL_NONE }, /* a chapter of encyclopedias */
	{ "Discussion: what the figures mean", LABEL_NONE },
	{ "", LABEL_NONE },
};

static void
labels_are_told_from_what_begins_like_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		if (label_line(cases[i].line) != cases[i].is)
			fail_msg("%s: %d", cases[i].line,
			    (int)label_line(cases[i].line));
}

static void
rights_are_no_sentence_on_them(void **state)
{
	static const char *const rights[] = { "© 2024 The Ferry",
		"(c) 2003 The Ferry", "Copyright © The Ferry",
		"COPYRIGHT 1999 The Ferry", "Copyright (c) 2001" };
	static const char *const sentences[] = { "Copyright is for lawyers.",
		"(c) the third point of three", "Copyright", "The © is a sign",
		"" };

	(void)state;
	for (size_t i = 0; i < sizeof rights / sizeof rights[0]; i++)
		if (!label_is_rights(rights[i]))
			fail_msg("%s", rights[i]);
	for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++)
		if (label_is_rights(sentences[i]))
			fail_msg("%s", sentences[i]);
}

static void
each_label_has_a_reason(void **state)
{
	(void)state;
	for (enum label k = LABEL_LINKS; k <= LABEL_NOTICE; k++)
		assert_true(label_reason(k)[0] != '\0');
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(labels_are_told_from_what_begins_like_them),
		cmocka_unit_test(rights_are_no_sentence_on_them),
		cmocka_unit_test(each_label_has_a_reason),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
