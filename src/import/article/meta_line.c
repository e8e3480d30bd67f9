#include "import/article/meta_line.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "import/core/day_words.h"
#include "text/ascii.h"
#include "text/slug.h"

#define LINE_MAX_LEN   160 /* bytes; longer ones are prose */
#define NAME_MAX_LEN   80  /* bytes of a name; a longer one is a sentence */
#define NAME_WORDS_MAX 6   /* of a person or an agency */

/* What stands before a name. */
static const char *const by[] = { "by ", "por ", "par ", "von ", "di ", "per ",
	"door ", "written by ", "posted by ", "published by ", "story by ",
	"submitted by ", "asked by ", "answered by ", "escrito por ",
	"publicado por ", "scritto da ", "pubblicato da ", "geschrieben von ",
	"verfasst von ", "écrit par ", "publié par ", "postado por ",
	"texto: ", "texto de ",
	"autor: ", "autora: ", "author: ", "authors: ", "auteur : ", "auteur: ",
	"redacción: ", "by: ", "por: ", "von: ", "par : ", NULL };

/* Words that stand around dates and names, and say nothing by themselves. */
static const char fillers[] =
    " published publish posted post on updated update last modified date "
    "publicado publicada actualizado actualizada el fecha publie le mis a jour "
    "veroffentlicht am aktualisiert stand pubblicato il aggiornato publicado "
    "em atualizado at a las la hrs hr h hs am pm uhr min mins minute minutes "
    "minutos minuto minuten read reading de lectura lesezeit lettura leitura "
    "comment comments comentario comentarios commentaires kommentare no "
    "share shares views vistas leave leer time in by est edt pet gmt utc "
    "cst pst cet a-m p-m et ct mt pt edt cdt mdt pdt mst bst ist sgt aest "
    "original first ago hace vor il y a fa atras ha geleden "
    "second seconds hour hours hrs day days week weeks month months year years "
    "yesterday today just now segundo segundos hora horas dia dias semana "
    "semanas mes meses ano anos ayer hoy ontem hoje sekunde sekunden stunde "
    "stunden tag tage tagen woche wochen monat monate monaten jahr jahre "
    "jahren gestern heute heure heures jour jours semaine semaines mois ans "
    "hier aujourdhui ora ore giorno giorni settimana settimane mese mesi "
    "anni ieri oggi uur dagen dag weken gisteren vandaag ";

/* Of these, those that count from the day on which the page was read. */
static const char *const relative[] = { "-ago", "hace-", "vor-", "il-y-a-",
	"-fa", "-atras", "ha-", "-geleden", "yesterday", "today", "ayer", "hoy",
	"ontem", "hoje", "gestern", "heute", "hier", "aujourdhui", "ieri",
	"oggi", "gisteren", "vandaag", "just-now", NULL };
/* And those that count what is of no use in a copy. */
static const char *const counted[] = { "min-read", "mins-read", "minute-read",
	"minutes-read", "-lesezeit", "lesezeit-", "-lectura", "-de-lecture",
	"-lettura", "-leitura", "-views", "-vistas", "-shares", "-comments",
	"-comentarios", "-kommentare", "-commentaires", "no-comments",
	"leave-comment", NULL };

static bool
is_filler(const char *slug)
{
	char key[SLUG_SIZE + 2];
	size_t n = strlen(slug);

	key[0] = ' ';
	memcpy(key + 1, slug, n);
	memcpy(key + 1 + n, " ", 2);
	return strstr(fillers, key) != NULL || day_words_is_weekday(slug);
}

static void
trim_edges(const char **s, size_t *len)
{
	static const char edges[] = " \t.,;:|-/()[]";

	while (*len > 0 && strchr(edges, **s) != NULL && **s != '\0')
		(*s)++, (*len)--;
	while (*len > 0 && strchr(edges, (*s)[*len - 1]) != NULL)
		(*len)--;
}

/* A letter of a script that slugs do not have: it is a word, unknown to us. */
static bool
has_other_letter(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];

		if ((c >= 0xCD && c <= 0xDF) || c == 0xE0 || c == 0xE1 ||
		    (c >= 0xE4 && c <= 0xED))
			return true;
	}
	return false;
}

/* Nothing but fillers and numbers. */
static bool
says_nothing(const char *s, size_t len)
{
	for (size_t i = 0; i < len;) {
		size_t from = i;
		char slug[SLUG_SIZE];

		while (i < len && s[i] != ' ')
			i++;
		slug_latin(slug, s + from, i - from);
		if (slug[0] == '\0' && has_other_letter(s + from, i - from) &&
		    !day_words_is_joint(s + from, i - from))
			return false;
		if (slug[0] != '\0' &&
		    strspn(slug, "0123456789-") < strlen(slug) &&
		    !is_filler(slug))
			return false;
		while (i < len && s[i] == ' ')
			i++;
	}
	return true;
}

/* ---- people ---- */

static const char *
past_by(const char *s, size_t *len)
{
	for (size_t i = 0; by[i] != NULL; i++) {
		size_t n = strlen(by[i]);

		if (*len > n && strncasecmp(s, by[i], n) == 0) {
			*len -= n;
			return s + n;
		}
	}
	return s;
}

static bool
has_capital(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (is_upper(s[i]) || (unsigned char)s[i] >= 0x80)
			return true;
	return false;
}

static bool
is_particle(const char *s, size_t len)
{
	static const char *const particles[] = { "de", "del", "la", "las",
		"los", "da", "do", "dos", "van", "von", "der", "den", "y", "e",
		"and", "et", "und", "&", "con", "with", "for", "the", "of",
		"para", NULL };

	for (size_t i = 0; particles[i] != NULL; i++)
		if (strlen(particles[i]) == len &&
		    strncasecmp(s, particles[i], len) == 0)
			return true;
	return false;
}

/* A few words, each with a capital; how many, or 0: this is no name. */
static size_t
name_words(const char *s, size_t len)
{
	size_t words = 0, capitals = 0;

	if (len == 0 || !has_capital(s, 1) || memchr(s, '?', len) != NULL ||
	    memchr(s, '!', len) != NULL)
		return has_capital(s, len) && len < 30 &&
			       memchr(s, ' ', len) == NULL
			   ? 1
			   : 0;
	for (size_t i = 0; i < len;) {
		size_t from = i;

		while (i < len && s[i] != ' ')
			i++;
		words++;
		if (has_capital(s + from, i - from))
			capitals++;
		else if (!is_particle(s + from, i - from))
			return 0;
		while (i < len && s[i] == ' ')
			i++;
	}
	return words <= 3 * NAME_WORDS_MAX ? capitals : 0;
}

/* Where the next name of a list ends; *gap: bytes of what parts them. */
static size_t
name_end(const char *s, size_t len, size_t *gap)
{
	static const char *const gaps[] = { ", and ", " and ", " y ", " & ",
		" et ", " und ", ", ", "; ", " | ", " · ", " • ", " / ", " – ",
		" — ", NULL };

	for (size_t at = 0; at < len; at++)
		for (size_t i = 0; gaps[i] != NULL; i++) {
			*gap = strlen(gaps[i]);
			if (len - at > *gap &&
			    memcmp(s + at, gaps[i], *gap) == 0)
				return at;
		}
	*gap = 0;
	return len;
}

bool
meta_line_is_role(const char *s)
{
	static const char roles[] =
	    " writer reporter editor correspondent contributor columnist "
	    "journalist producer photographer staff freelance critic analyst "
	    "chief director redakteur redakteurin redaktion korrespondent "
	    "korrespondentin autor autorin reporterin redactor redactora "
	    "periodista corresponsal colaborador colaboradora editora "
	    "journaliste correspondante correspondant redacteur redactrice "
	    "giornalista redazione ";
	char slug[SLUG_SIZE], key[SLUG_SIZE + 2];
	const char *last;

	if (slug_latin(slug, s, strlen(s)) == 0)
		return false;
	last = strrchr(slug, '-');
	(void)snprintf(key, sizeof key, " %s ", last != NULL ? last + 1 : slug);
	return strstr(roles, key) != NULL;
}

/* Medium and its like have a button behind the name. */
static void
drop_button(const char *name, size_t *len)
{
	static const char *const buttons[] = { " Follow", " Following",
		" Seguir", " Folgen", " Suivre", " Segui", " Volgen" };

	for (size_t i = 0; i < sizeof buttons / sizeof buttons[0]; i++) {
		size_t n = strlen(buttons[i]);

		if (*len > n && strncmp(name + *len - n, buttons[i], n) == 0)
			*len -= n;
	}
}

void
meta_line_people(struct arena *a, struct fm_names *list, const char *s,
    size_t len)
{
	struct day_words day;

	if (day_words_find(s, len, "", &day))
		len = day.from;
	trim_edges(&s, &len);
	s = past_by(s, &len);
	while (len > 0) {
		size_t gap, n = name_end(s, len, &gap);
		const char *name = s;
		size_t nname = n;

		trim_edges(&name, &nname);
		drop_button(name, &nname);
		if (nname > 0 && nname <= NAME_MAX_LEN &&
		    !says_nothing(name, nname) &&
		    !meta_line_is_role(arena_strndup(a, name, nname)))
			fm_names_add(a, list, name, nname);
		s += n + gap;
		len -= n + gap;
	}
}

/* ---- the line ---- */

/* "Ada Moss ada@ferry.example" */
static void
drop_mail(const char *s, size_t *len)
{
	const char *blank = memrchr(s, ' ', *len);
	size_t at = blank != NULL ? (size_t)(blank - s) : *len;

	if (memchr(s + at, '@', *len - at) != NULL)
		*len = at;
}

/* "Ana Quispe on": words at the end that lead to a date. */
static void
drop_fillers(const char *s, size_t *len)
{
	while (*len > 0) {
		const char *blank = memrchr(s, ' ', *len);
		char slug[SLUG_SIZE];
		size_t at;

		if (blank == NULL)
			return;
		at = (size_t)(blank - s);
		slug_latin(slug, blank + 1, *len - at - 1);
		if (slug[0] == '\0' || !is_filler(slug))
			return;
		*len = at;
		trim_edges(&s, len);
	}
}

/* A name as people give themselves where they log in. */
static bool
is_login(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!is_lower(s[i]) && !is_digit(s[i]) && s[i] != '_' &&
		    s[i] != '.' && s[i] != '-')
			return false;
	return len > 1 && len < 30;
}

/*
 * Is a piece between two separators a byline?  apart: it may be a bare name,
 * since a date stands in the line and a separator between them.
 */
static bool
take_piece(struct arena *a, const char *s, size_t len, bool dated, bool apart,
    struct meta_line *out)
{
	const char *name;
	size_t n, words;

	trim_edges(&s, &len);
	if (says_nothing(s, len))
		return true;
	n = len;
	name = past_by(s, &n);
	drop_mail(name, &n);
	drop_fillers(name, &n);
	words = name_words(name, n);
	/* "submitted by", not "by noon" */
	if (words == 0 && dated && name - s >= 10 && is_login(name, n))
		words = 1;
	if (words == 0 || words > 3 * NAME_WORDS_MAX || n > 100)
		return false;
	/* without "by": only people beside a date, with two names or three */
	if (name == s &&
	    (!apart || words < 2 || words > 3 || memchr(s, ',', len) != NULL))
		return false;
	meta_line_people(a, &out->authors, name, n);
	return true;
}

static size_t
piece_end(const char *s, size_t len, size_t *gap)
{
	static const char *const gaps[] = { "|", "·", "•", "—", " – ", " - ",
		" / ", NULL };

	for (size_t at = 0; at < len; at++)
		for (size_t i = 0; gaps[i] != NULL; i++) {
			*gap = strlen(gaps[i]);
			if (len - at >= *gap &&
			    memcmp(s + at, gaps[i], *gap) == 0)
				return at;
		}
	*gap = 0;
	return len;
}

/* The pieces before (or behind) the date; the nearest one touches it. */
static bool
take_pieces(struct arena *a, const char *s, size_t len, bool dated, bool behind,
    struct meta_line *out)
{
	bool first = true;

	while (len > 0) {
		size_t gap, n = piece_end(s, len, &gap);
		bool touches = behind ? first : gap == 0;

		if (!take_piece(a, s, n, dated, dated && !touches, out))
			return false;
		s += n + gap;
		len -= n + gap;
		first = false;
	}
	return true;
}

/* Does it say nothing but one of these, and numbers? */
static bool
is_only(const char *s, size_t len, const char *const *words)
{
	char slug[SLUG_SIZE];

	if (!says_nothing(s, len) || slug_latin(slug, s, len) == 0)
		return false;
	for (size_t i = 0; words[i] != NULL; i++)
		if (strstr(slug, words[i]) != NULL)
			return true;
	return false;
}

bool
meta_line_read(struct arena *a, const char *s, size_t len, const char *lang,
    struct meta_line *out)
{
	struct day_words day = { .from = len, .to = len };
	bool dated, sound;

	*out = (struct meta_line){ .date = { .known = false } };
	if (len > LINE_MAX_LEN)
		return false;
	dated = day_words_find(s, len, lang, &day);
	if (dated)
		out->date = day.date;
	else
		day.from = day.to = len;
	sound = take_pieces(a, s, day.from, dated, false, out) &&
		take_pieces(a, s + day.to, len - day.to, dated, true, out);
	out->relative = !dated && is_only(s, len, relative);
	if (!sound || (!dated && out->authors.n == 0 && !out->relative &&
			  !is_only(s, len, counted))) {
		*out = (struct meta_line){ .date = { .known = false } };
		return false;
	}
	return true;
}
