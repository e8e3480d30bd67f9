#ifndef INDEX_TOKENIZER_H
#define INDEX_TOKENIZER_H

#include <stddef.h>

/*
 * The words of a text as search sees them: runs of letters and digits, in
 * small letters, without accents, Latin letters as ASCII ("Łódź" is "lodz",
 * "Straße" is "strasse").  In scripts that are written without spaces (Chinese,
 * Japanese, Thai ...; Korean too, whose endings stick to its words) each
 * character is a word by itself, and a question's word a phrase of them.
 *
 * A word that begins with TOKEN_MARK goes to the next blank, as it stands: the
 * keys that filters ask for.
 */
#define TOKEN_MARK "\xEE\x80\x80" /* U+E000, of the private use area */
#define TOKEN_MAX  64             /* bytes of a word; the rest is left out */

/* start and end: in the text.  Another result than 0 ends the call. */
typedef int token_sink(void *ctx, const char *token, size_t len, size_t start,
    size_t end);
/* Any bytes.  Returns 0, or what the sink returned. */
int tokenizer_each(const char *text, size_t len, token_sink *sink, void *ctx);

/* Make them known to FTS5 on this connection, as "chasqui". 0, or an error. */
struct sqlite3;
int tokenizer_register(struct sqlite3 *db);

#endif
