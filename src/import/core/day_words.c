#include "import/core/day_words.h"

#include <string.h>
#include <strings.h>

#include "text/ascii.h"
#include "text/slug.h"

#define TOKENS_MAX 64 /* of a line that are looked at */

/* Names of months as slugs, the longer ones of many languages. */
static const struct {
	const char *names; /* between blanks */
	int month;
} months[] = {
	{ " january jan enero ene janeiro janvier janv januar januari jaenner "
	  "jaen gennaio gen gener "
	  "января янв январь січня січ січень ",
	    1 },
	{ " february feb febrero fevereiro fev fevrier fevr februar februari "
	  "febbraio febrer "
	  "февраля фев февр февраль лютого лют лютий ",
	    2 },
	{ " march mar marzo marco mars marz maerz mrz maart mrt marc "
	  "марта мар март березня бер березень ",
	    3 },
	{ " april apr abril abr avril avr aprile "
	  "апреля апр апрель квітня кві квіт квітень ",
	    4 },
	{ " may mayo maio mai maggio mag mei maig "
	  "мая май травня тра трав травень ",
	    5 },
	{ " june jun junio junho juin juni giugno giu juny "
	  "июня июн июнь червня чер черв червень ",
	    6 },
	{ " july jul julio julho juillet juil juli luglio lug juliol "
	  "июля июл июль липня лип липень ",
	    7 },
	{ " august aug agosto ago aout augustus agost "
	  "августа авг август серпня сер серп серпень ",
	    8 },
	{ " september sep sept septiembre setiembre set setembro septembre "
	  "settembre sett setembre "
	  "сентября сен сент сентябрь вересня вер вересень ",
	    9 },
	{ " october oct octubre outubro out octobre oktober okt ottobre ott "
	  "октября окт октябрь жовтня жов жовт жовтень ",
	    10 },
	{ " november nov noviembre novembro novembre "
	  "ноября ноя нояб ноябрь листопада лис лист листопад ",
	    11 },
	{ " december dec diciembre dic dezembro dez decembre dezember "
	  "dicembre desembre des "
	  "декабря дек декабрь грудня гру груд грудень ",
	    12 },
};

static const char weekdays[] =
    " понедельник вторник среда четверг пятница суббота воскресенье пн вт ср "
    "чт пт сб вс понеділок вівторок середа четвер субота неділя "
    "monday mon tuesday tue tues wednesday wed thursday thu thur thurs "
    "friday fri saturday sat sunday sun lunes lun martes miercoles mie jueves "
    "jue viernes vie sabado sab domingo dom segunda segunda-feira terca "
    "terca-feira quarta quarta-feira quinta quinta-feira sexta sexta-feira "
    "feira "
    "lundi mardi mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo "
    "di mi do fr sa so lunedi martedi mercoledi giovedi venerdi sabato "
    "domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag "
    "dilluns dimarts dimecres dijous divendres dissabte diumenge ";

/* Words that stand within a date, and within its time of day. */
static const char joiners[] =
    " de del of d the el le al den der a г года р року ";
static const char clock_words[] =
    " at a las la um as h hs hrs hr horas uhr am pm a-m p-m m t z utc gmt est "
    "edt cst cdt pst pdt cet cest pet ore alle в о об мск ";

/* Words that stand around dates, in scripts that have no slugs. */
static const char around[] =
    " опубликовано опубликована обновлено дата публикации автор просмотров "
    "комментариев время чтения минут мин опубліковано оновлено переглядів ";

struct token {
	size_t at, len;
	enum { NUMBER, WORD, SIGN } kind;
	int number;    /* up to 4 digits; -1: longer */
	size_t digits; /* of it */
	int month;     /* of a word; 0: none */
	char word[24]; /* a slug, or small Cyrillic; "" when it is longer */
	char sign;
};

struct line {
	const char *s;
	struct token t[TOKENS_MAX];
	size_t n;
};

static bool
among(const char *word, const char *list)
{
	char key[28];
	size_t n = strlen(word);

	if (n == 0 || n > 24)
		return false;
	key[0] = ' ';
	memcpy(key + 1, word, n);
	memcpy(key + 1 + n, " ", 2);
	return strstr(list, key) != NULL;
}

bool
day_words_is_weekday(const char *word)
{
	return among(word, weekdays);
}

/* ---- tokens ---- */

/* A letter, or a part of a character beyond ASCII. */
static bool
is_wordy(char c)
{
	return is_letter(c) || (unsigned char)c >= 0x80;
}

static int
month_of(const char *word)
{
	for (size_t i = 0; i < sizeof months / sizeof months[0]; i++)
		if (among(word, months[i].names))
			return months[i].month;
	return 0;
}

static void
read_number(struct token *t, const char *s)
{
	t->kind = NUMBER;
	t->digits = t->len;
	t->number = t->len > 4 ? -1 : 0;
	for (size_t i = 0; i < t->len && t->number != -1; i++)
		t->number = t->number * 10 + (s[i] - '0');
}

/* Russian and Ukrainian words as they are, in small letters. */
static bool
read_cyrillic(struct token *t, const char *s)
{
	size_t n = t->len;

	if (n >= sizeof t->word || (s[0] != '\xD0' && s[0] != '\xD1'))
		return false;
	for (size_t i = 0; i + 1 < n; i += 2) {
		unsigned char lead = (unsigned char)s[i];
		unsigned char c = (unsigned char)s[i + 1];

		if (lead == 0xD0 && c >= 0x90 && c <= 0x9F) {
			c = (unsigned char)(c + 0x20); /* А to П */
		} else if (lead == 0xD0 && c >= 0xA0 && c <= 0xAF) {
			lead = 0xD1; /* Р to Я */
			c = (unsigned char)(c - 0x20);
		} else if (lead == 0xD0 && c >= 0x80 && c <= 0x8F) {
			lead = 0xD1; /* Ё, І, Ї */
			c = (unsigned char)(c + 0x10);
		}
		t->word[i] = (char)lead;
		t->word[i + 1] = (char)c;
	}
	t->word[n - n % 2] = '\0';
	return true;
}

static void
read_word(struct token *t, const char *s)
{
	char slug[SLUG_SIZE];

	t->kind = WORD;
	if (read_cyrillic(t, s)) {
		t->month = month_of(t->word);
		return;
	}
	if (t->len < 40 && slug_latin(slug, s, t->len) > 0 &&
	    strlen(slug) < sizeof t->word)
		memcpy(t->word, slug, strlen(slug) + 1);
	t->month = month_of(t->word);
}

static void
split(struct line *l, const char *s, size_t len)
{
	size_t i = 0;

	l->s = s;
	l->n = 0;
	while (i < len && l->n < TOKENS_MAX) {
		struct token *t = &l->t[l->n];

		if (s[i] == ' ') {
			i++;
			continue;
		}
		*t = (struct token){ .at = i, .kind = SIGN, .sign = s[i] };
		if (is_digit(s[i])) {
			while (i < len && is_digit(s[i]))
				i++;
			t->len = i - t->at;
			read_number(t, s + t->at);
		} else if (is_wordy(s[i])) {
			while (i < len && is_wordy(s[i]))
				i++;
			t->len = i - t->at;
			read_word(t, s + t->at);
		} else {
			t->len = 1;
			i++;
		}
		l->n++;
	}
}

bool
day_words_is_joint(const char *s, size_t len)
{
	struct token t = { .len = len };

	return read_cyrillic(&t, s) &&
	       (among(t.word, joiners) || among(t.word, clock_words) ||
		   among(t.word, weekdays) || among(t.word, around));
}

/* ---- dates ---- */

static const struct token *
token(const struct line *l, size_t i)
{
	static const struct token none = { .kind = SIGN };

	return i < l->n ? &l->t[i] : &none;
}

static bool
is_sign(const struct line *l, size_t i, const char *signs)
{
	const struct token *t = token(l, i);

	return t->kind == SIGN && t->sign != '\0' &&
	       strchr(signs, t->sign) != NULL;
}

static bool
is_day(const struct token *t)
{
	return t->kind == NUMBER && t->digits <= 2 && t->number >= 1 &&
	       t->number <= 31;
}

static bool
is_year(const struct token *t)
{
	return t->kind == NUMBER && t->digits == 4 && t->number >= 1000;
}

/* Step over "of", "de", "th", commas and dots between parts of a date. */
static size_t
skip_joints(const struct line *l, size_t i)
{
	static const char ordinals[] = " st nd rd th er re o a ";

	while (is_sign(l, i, ".,'-/") || among(token(l, i)->word, joiners) ||
	       among(token(l, i)->word, ordinals))
		i++;
	return i;
}

/* "11 de junio de 2021" at token i; the token behind it, or 0. */
static size_t
day_month_year(const struct line *l, size_t i, struct date *d)
{
	const struct token *day = token(l, i), *month, *year;
	size_t k = skip_joints(l, i + 1);

	if (!is_day(day))
		return 0;
	month = token(l, k);
	k = skip_joints(l, k + 1);
	year = token(l, k);
	if (month->month == 0 || !is_year(year))
		return 0;
	*d = date_of_day(year->number, month->month, day->number);
	return k + 1;
}

/* "June 11th, 2021". */
static size_t
month_day_year(const struct line *l, size_t i, struct date *d)
{
	const struct token *month = token(l, i), *day, *year;
	size_t k = skip_joints(l, i + 1);

	if (month->month == 0)
		return 0;
	day = token(l, k);
	k = skip_joints(l, k + 1);
	year = token(l, k);
	if (!is_day(day) || !is_year(year))
		return 0;
	*d = date_of_day(year->number, month->month, day->number);
	return k + 1;
}

/* "2021-06-11", "2021/6/11". */
static size_t
year_month_day(const struct line *l, size_t i, struct date *d)
{
	const struct token *year = token(l, i), *month = token(l, i + 2),
			   *day = token(l, i + 4);

	if (!is_year(year) || !is_sign(l, i + 1, "-/.") ||
	    token(l, i + 3)->sign != token(l, i + 1)->sign || !is_day(day) ||
	    !is_day(month))
		return 0;
	*d = date_of_day(year->number, month->number, day->number);
	return i + 5;
}

/* "2021年6月11日": the signs between are letters to split(). */
static size_t
east_asian(const struct line *l, size_t i, struct date *d)
{
	static const char *const signs[] = { "年", "月", "日" };

	if (!is_year(token(l, i)) || !is_day(token(l, i + 2)) ||
	    !is_day(token(l, i + 4)))
		return 0;
	for (size_t k = 0; k < 3; k++) {
		const struct token *t = token(l, i + 1 + 2 * k);

		if (t->len < 3 || memcmp(l->s + t->at, signs[k], 3) != 0)
			return 0;
	}
	*d = date_of_day(token(l, i)->number, token(l, i + 2)->number,
	    token(l, i + 4)->number);
	return i + 6;
}

/* Whose dates begin with the month. */
static bool
month_first(const char *lang)
{
	return strcasecmp(lang, "en") == 0 || strcasecmp(lang, "en-us") == 0 ||
	       strcasecmp(lang, "en_us") == 0;
}

/* "11/06/2021", "11.6.2021", and what the United States mean by it. */
static size_t
numbers(const struct line *l, size_t i, const char *lang, struct date *d)
{
	const struct token *a = token(l, i), *b = token(l, i + 2),
			   *year = token(l, i + 4);
	bool swap = month_first(lang);

	if (!is_day(a) || !is_day(b) || !is_year(year) ||
	    !is_sign(l, i + 1, "/.-") ||
	    token(l, i + 3)->sign != token(l, i + 1)->sign)
		return 0;
	if (a->number > 12)
		swap = false;
	else if (b->number > 12)
		swap = true;
	else if (*lang == '\0' && a->number != b->number &&
		 !is_sign(l, i + 1, "."))
		return 0;
	*d = swap ? date_of_day(year->number, a->number, b->number)
		  : date_of_day(year->number, b->number, a->number);
	return i + 5;
}

/* "2021 г.", "2021 року". */
static size_t
skip_year_word(const struct line *l, size_t i)
{
	if (!among(token(l, i)->word, " г года р року "))
		return i;
	return is_sign(l, i + 1, ".") ? i + 2 : i + 1;
}

/* Behind the date: ", at 10:30 am". */
static size_t
skip_clock(const struct line *l, size_t i)
{
	size_t k = i;

	while (is_sign(l, k, ",-|") || among(token(l, k)->word, clock_words))
		k++;
	if (token(l, k)->kind != NUMBER || token(l, k)->digits > 2 ||
	    !(is_sign(l, k + 1, ":.") || token(l, k + 1)->word[0] == 'h'))
		return i;
	while (token(l, k)->kind == NUMBER || is_sign(l, k, ":.+Z") ||
	       among(token(l, k)->word, clock_words))
		k++;
	return k;
}

static size_t
date_at(const struct line *l, size_t i, const char *lang, struct date *d)
{
	size_t end;

	d->known = false;
	if ((end = day_month_year(l, i, d)) == 0 &&
	    (end = month_day_year(l, i, d)) == 0 &&
	    (end = year_month_day(l, i, d)) == 0 &&
	    (end = east_asian(l, i, d)) == 0)
		end = numbers(l, i, lang, d);
	return d->known ? end : 0;
}

bool
day_words_find(const char *s, size_t len, const char *lang,
    struct day_words *found)
{
	struct line l;

	split(&l, s, len);
	for (size_t i = 0; i < l.n; i++) {
		size_t end = date_at(&l, i, lang, &found->date), first = i;
		const struct token *last;

		if (end == 0)
			continue;
		end = skip_clock(&l, skip_year_word(&l, end));
		while (first > 0 && is_sign(&l, first - 1, ",."))
			first--;
		if (first > 0 && day_words_is_weekday(l.t[first - 1].word))
			first--;
		else
			first = i;
		if (first > 1 && is_sign(&l, first - 1, "-") &&
		    day_words_is_weekday(l.t[first - 2].word))
			first -= 2; /* "quarta-feira" */
		last = &l.t[end - 1];
		found->from = l.t[first].at;
		found->to = last->at + last->len;
		return true;
	}
	return false;
}
