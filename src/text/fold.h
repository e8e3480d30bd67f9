#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

/*
 * What a reader's terminal can show (capsule.conf: fold and charset).
 * Punctuation folded means: curly quotes to " and ', dashes to - and --, the
 * ellipsis to ..., NBSP and other blanks to a space, bullets to *; letters
 * stay.  ASCII and Latin-1 mean transliteration of Latin letters besides
 * (e for é; ss ß, oe œ, o ø ...); letters of other scripts stay UTF-8 in
 * ASCII, and are '?' in Latin-1.  There is no '?' for a Latin letter.
 */
enum charset { CHARSET_UTF8, CHARSET_LATIN1, CHARSET_ASCII };

/* Append s with its punctuation folded. */
void fold_punctuation(struct buf *out, const char *s, size_t len);
/*
 * Append s with punctuation folded and Latin letters as ASCII; what has no
 * Latin form is kept as it is.  Used by slugs, search keys and CHARSET_ASCII.
 */
void fold_ascii(struct buf *out, const char *s, size_t len);
/*
 * As fold_ascii(), but keep the letters that ISO 8859-1 has.  The result is
 * still UTF-8, so that columns can be counted; fold_to_latin1() is last.
 */
void fold_latin1(struct buf *out, const char *s, size_t len);
/*
 * Append a finished text in bytes of ISO 8859-1, and nothing else: what has no
 * form there is '?', since a reader's terminal would show two encodings in one
 * text as neither.
 */
void fold_to_latin1(struct buf *out, const char *s, size_t len);
/*
 * Are two lines the same but for what typing makes different: quotes, dashes,
 * backquotes, blanks at the end?
 */
bool fold_alike(const char *a, const char *b);

#endif
