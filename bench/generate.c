/*
 * A plausible archive of any size, the same for the same seed.
 *
 *     generate ARTICLES FOLDER [SEED]
 *
 * Articles of about 3 kB: front matter, paragraphs with emphasis and links,
 * headings, a list, a quotation.  Words are made of syllables, as frequent as
 * the words of a language are (by Zipf's law); dates run over fifteen years,
 * topics and authors are of unequal sizes.  For benches of search: about one
 * article in three holds the word "common", one in 10,000 "rareword", and a
 * hundred of all "seldomword".
 */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "text/date.h"

#define WORDS   30000
#define TOPICS  60
#define AUTHORS 300
#define DAYS    (15 * 365)

static uint64_t state;
static char words[WORDS][24];

/* xorshift64*: the same on every machine. */
static uint32_t
chance(uint32_t below)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (uint32_t)((state * 2685821657736338717u) >> 33) % below;
}

/*
 * A rank below n, where rank k comes up about as often as 1/(k+1): each
 * doubling of the rank is as likely as the one before.
 */
static uint32_t
zipf(uint32_t n)
{
	uint32_t doublings = 0, first, k;

	while (2u << doublings <= n)
		doublings++;
	first = 1u << chance(doublings + 1);
	k = first - 1 + chance(first);
	return k < n ? k : chance(n);
}

static void
make_words(void)
{
	static const char *const onset[] = { "b", "c", "d", "f", "g", "h", "j",
		"l", "m", "n", "p", "qu", "r", "s", "t", "v", "br", "pr", "st",
		"tr", "ch", "pl", "gr", "\u00F1" };
	static const char *const rhyme[] = { "a", "e", "i", "o", "u", "an",
		"en", "in", "on", "ar", "er", "or", "as", "es", "\u00E9",
		"\u00F3", "al", "el", "ent", "ion" };

	for (size_t i = 0; i < WORDS; i++) {
		size_t syllables = i < 60 ? 1 : i < 1500 ? 2 : 2 + chance(2);

		for (size_t k = 0; k < syllables; k++) {
			size_t len = strlen(words[i]);

			snprintf(words[i] + len, sizeof words[i] - len, "%s%s",
			    onset[chance(sizeof onset / sizeof *onset)],
			    rhyme[chance(sizeof rhyme / sizeof *rhyme)]);
		}
	}
}

static void
add_words(struct buf *out, size_t n)
{
	while (n-- > 0)
		buf_addf(out, "%s%s", words[zipf(WORDS)], n > 0 ? " " : "");
}

static void
add_sentence(struct buf *out)
{
	size_t start = out->len;

	add_words(out, 5 + chance(8));
	if (out->data[start] >= 'a' && out->data[start] <= 'z')
		out->data[start] = (char)(out->data[start] - 'a' + 'A');
	switch (chance(12)) {
	case 0:
		buf_addf(out, ", *%s*,", words[zipf(WORDS)]);
		break;
	case 1:
		buf_addf(out, " ([%s](https://news.example/%s))",
		    words[zipf(WORDS)], words[zipf(WORDS)]);
		break;
	case 2:
		buf_adds(out, " \u2014");
		break;
	}
	buf_addc(out, ' ');
	add_words(out, 3 + chance(8));
	buf_adds(out, ". ");
}

static void
add_paragraph(struct buf *out)
{
	for (size_t n = 3 + chance(4); n > 0; n--)
		add_sentence(out);
	buf_adds(out, "\n\n");
}

static void
add_body(struct buf *out, size_t number, size_t all)
{
	size_t end = out->len + 2200 + chance(1400);

	if (chance(3) == 0)
		buf_adds(out, "A common beginning. ");
	if (number % 10000 == 77)
		buf_adds(out, "Here stands a rareword. ");
	if (all >= 100 && number % (all / 100) == 33)
		buf_adds(out, "Here stands a seldomword. ");
	add_paragraph(out);
	while (out->len < end) {
		switch (chance(8)) {
		case 0:
			buf_adds(out, "## ");
			add_words(out, 3);
			buf_adds(out, "\n\n");
			break;
		case 1:
			for (size_t n = 2 + chance(4); n > 0; n--) {
				buf_adds(out, "- ");
				add_words(out, 6);
				buf_addc(out, '\n');
			}
			buf_addc(out, '\n');
			break;
		case 2:
			buf_adds(out, "> ");
			break;
		}
		add_paragraph(out);
	}
}

static void
add_article(struct buf *out, size_t number, size_t all, const struct date *date)
{
	char stamp[DATE_SIZE];
	size_t n = 1 + chance(3);

	buf_adds(out, "---\ntitle: \"");
	add_words(out, 3 + chance(5));
	buf_addf(out, " %zu\"\ndate: %s\nauthor: Author %u\ntopics: [", number,
	    date_stamp(date, stamp), 1 + (unsigned)zipf(AUTHORS));
	while (n-- > 0)
		buf_addf(out, "Topic %u%s", 1 + (unsigned)zipf(TOPICS),
		    n > 0 ? ", " : "");
	buf_addf(out, "]\nsource: https://www.example.org/%d/%s-%zu.html\n",
	    date->year, words[chance(WORDS)], number);
	buf_adds(out, "---\n\n");
	add_body(out, number, all);
}

static void
die(const char *what)
{
	fprintf(stderr, "generate: %s: %s\n", what, strerror(errno));
	exit(3);
}

static void
make_folder(const char *path)
{
	if (mkdir(path, 0755) == -1 && errno != EEXIST)
		die(path);
}

static void
put(const char *path, const struct buf *text)
{
	FILE *f = fopen(path, "w");

	if (f == NULL || fwrite(text->data, 1, text->len, f) != text->len ||
	    fclose(f) == EOF)
		die(path);
}

static void
make_article(struct buf *text, const char *folder, size_t number, size_t all)
{
	char path[4096];
	struct date d = date_of_seconds(
	    1200000000 + (int64_t)chance(DAYS) * 86400 + chance(86400));

	snprintf(path, sizeof path, "%s/articles/%04d", folder, d.year);
	make_folder(path);
	snprintf(path, sizeof path, "%s/articles/%04d/%02d", folder, d.year,
	    d.month);
	make_folder(path);
	snprintf(path, sizeof path, "%s/articles/%04d/%02d/%06zu-%s.md", folder,
	    d.year, d.month, number, words[chance(1000)]);
	buf_clear(text);
	add_article(text, number, all, &d);
	put(path, text);
}

static void
make_rest(struct buf *text, const char *folder)
{
	char path[4096];

	buf_clear(text);
	buf_adds(text, "title = \"The Generated Gazette\"\nitems = 15\n"
		       "web = \"https://www.example.org/\"\n");
	snprintf(path, sizeof path, "%s/capsule.conf", folder);
	put(path, text);
	snprintf(path, sizeof path, "%s/pages", folder);
	make_folder(path);
	buf_clear(text);
	buf_adds(text, "# About\n\nAll of this was made by a program.\n");
	snprintf(path, sizeof path, "%s/pages/about.md", folder);
	put(path, text);
}

int
main(int argc, char **argv)
{
	struct buf text = { 0 };
	char path[4096];
	size_t n;

	if (argc < 3 || argc > 4) {
		fprintf(stderr, "usage: generate ARTICLES FOLDER [SEED]\n");
		return 2;
	}
	n = (size_t)strtoull(argv[1], NULL, 10);
	state = 88172645463325252u +
		(argc > 3 ? (uint64_t)strtoull(argv[3], NULL, 10) : 0);
	make_words();
	make_folder(argv[2]);
	snprintf(path, sizeof path, "%s/articles", argv[2]);
	make_folder(path);
	make_rest(&text, argv[2]);
	for (size_t i = 1; i <= n; i++)
		make_article(&text, argv[2], i, n);
	buf_free(&text);
	return 0;
}
