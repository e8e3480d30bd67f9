#include "import/article/page_consent.h"

#include <string.h>

#include "import/html/page_tree.h"
#include "import/html/tree_weight.h"

#define CONSENT_MIN   120  /* bytes; of less, it asks for nothing */
#define CONSENT_WORDS 5    /* of these words, at least */
#define CONSENT_EVERY 200  /* bytes in which one is said, on average */
#define CONSENT_MAX   8000 /* bytes; of more, it is the page */
#define CONSENT_DEPTH 5    /* elements below <html>: they stand at the ends */

bool
page_consent_is(struct arena *a, xmlNode *n)
{
	static const char *const words[] = { "cookie", "consent", "vendor",
		"legitimate interest", "personal data", "our partners",
		"privacy", "gdpr", "einwillig", "datenschutz", "unsere partner",
		"consentim", "nuestros socios", "privacidad", "consentement",
		"nos partenaires", "confidentialit", "consenso", NULL };
	size_t depth = 0, said = 0;
	const char *text;

	for (const xmlNode *p = n; p->parent != NULL; p = p->parent)
		depth++;
	if (depth > CONSENT_DEPTH || tree_weight(n)->prose < CONSENT_MIN ||
	    tree_weight(n)->text > CONSENT_MAX)
		return false;
	text = tree_line(a, n);
	for (size_t i = 0; words[i] != NULL; i++)
		for (const char *s = text; (s = strcasestr(s, words[i])); s++)
			said++;
	return said >= CONSENT_WORDS && said * CONSENT_EVERY > strlen(text);
}
