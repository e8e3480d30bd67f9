#ifndef SITE_WORDS_WORDS_H
#define SITE_WORDS_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Every phrase that a reader of a generated page or an error sees, in the
 * capsule's language (M21); English where a language is not known.  A language
 * is one file and one row in languages.h; what a regional one lacks is its
 * language's.
 *
 * {1} and {2} stand for what words_with() puts there; the comment says what.
 */
enum word {
	/* ---- ways to go ---------------------------------------------------
	 */
	WORD_FRONT_PAGE,      /* "Front page" */
	WORD_SEARCH,          /* "Search" */
	WORD_SEARCH_ARTICLES, /* "Search titles and articles" */
	WORD_SEARCH_TOPIC,    /* "Search in this topic" */
	WORD_ALL_TOPICS,      /* "All topics" */
	WORD_ALL_TITLES,      /* "Titles of all articles" */
	WORD_AUTHORS,         /* "Authors" */
	WORD_ALL_PAGES,       /* "All pages" */
	WORD_DIGEST,          /* "Daily digest" */
	WORD_FEED,            /* "Atom feed" */
	WORD_FEED_TOPIC,      /* "Atom feed of this topic" */
	WORD_FEED_AUTHOR,     /* "Atom feed of this author" */
	WORD_FEED_DIGEST,     /* "Atom feed of the daily digest" */
	WORD_OVER_GEMINI,     /* "These pages over Gemini" */
	WORD_ORIGINAL_SITE,   /* "The original web site" */
	WORD_STATIC_COPY,     /* an export's remark: what it does without */
	WORD_LIVE_SITE,       /* "The archive itself, with search and feeds" */

	/* ---- lists --------------------------------------------------------
	 */
	WORD_NEWEST,        /* "Newest articles" */
	WORD_LATEST_IN,     /* "Latest in {1}"  a topic */
	WORD_TOPICS,        /* "Topics by number of articles" */
	WORD_ARTICLE,       /* "1 article" */
	WORD_ARTICLES,      /* "{1} articles" */
	WORD_MORE_THAN,     /* "More than {1} articles" */
	WORD_NEWEST_FIRST,  /* "{1}, newest first."  WORD_ARTICLES */
	WORD_PAGE_OF,       /* "Page {1} of {2}." */
	WORD_NEXT_PAGE,     /* "Next page ({1} of {2})" */
	WORD_PREVIOUS_PAGE, /* "Previous page ({1} of {2})" */
	WORD_FIRST_PAGE,    /* "First page" */
	WORD_LAST_PAGE,     /* "Last page ({1} of {2})" */
	WORD_TITLES_ONLY,   /* "Titles only" */
	WORD_TO_TAKE_ALONG, /* before the names of a book's forms */
	WORD_ALL_IN_ONE,    /* all articles of a list in full */
	WORD_WITH_EXCERPTS, /* "With excerpts" */
	WORD_PART_OF,       /* "Part of: {1}"  the wider topic */
	WORD_WITHIN,        /* "Subtopic: {1}" */
	WORD_DIGEST_OF,     /* "Daily digest of {1}"  a day */
	WORD_AND_MORE,      /* "{1} and {2} more"  a day's headline */
	WORD_ARCHIVE,       /* "Archive" */
	WORD_MONTH_OF,      /* "{1} {2}"  WORD_JANUARY, year */
	WORD_JANUARY,       /* and so on, as inside a line */
	WORD_FEBRUARY,
	WORD_MARCH,
	WORD_APRIL,
	WORD_MAY,
	WORD_JUNE,
	WORD_JULY,
	WORD_AUGUST,
	WORD_SEPTEMBER,
	WORD_OCTOBER,
	WORD_NOVEMBER,
	WORD_DECEMBER,

	/* ---- an article ---------------------------------------------------
	 */
	WORD_AS_TEXT,          /* "This article as plain text" */
	WORD_PAGE_AS_TEXT,     /* "This page as plain text" */
	WORD_ORIGINAL,         /* "Original" */
	WORD_BOOK_BEING_MADE,  /* 41 */
	WORD_ORIGINAL_PICTURE, /* "original", of a picture with a small form */
	WORD_ORIGINAL_ON,      /* "Original on {1}"  a host */
	WORD_OLDER,            /* "Older: {1}"  a title, a month or a day */
	WORD_NEWER,            /* "Newer: {1}" */
	WORD_OLDER_IN,         /* "Older in {1}: {2}"  a topic, a title */
	WORD_NEWER_IN,         /* "Newer in {1}: {2}" */
	WORD_RELATED,          /* "Related"  a heading */
	WORD_MORE_BY,          /* "More by {1}"  an author */
	WORD_TOPIC_IS,         /* "Topic: {1}"  a topic's title */
	WORD_TOPIC,            /* "Topic" */
	WORD_UPDATED,          /* "updated {1}"  a day */
	WORD_LENGTH,           /* "{1} words, {2} min" */
	WORD_EXCERPT_OF,       /* "Only an excerpt is held here; the whole
				  article: {1}"  an address */
	WORD_EXCERPT_ALONE, /* the same without one, a sentence with its dot */
	WORD_LICENSE,       /* "License: {1}" */
	WORD_IMAGE,         /* "image"  in "[image: a boat]" */
	WORD_LINKS,         /* "Links"  above a text's addresses */
	WORD_TABLE,         /* "Table" */

	/* ---- search -------------------------------------------------------
	 */
	WORD_SEARCH_PROMPT,  /* Gemini's prompt: what can be typed */
	WORD_SEARCH_FOR,     /* "Search: {1}"  the words */
	WORD_SEARCH_IN,      /* "Search in {1}: {2}"  a topic, the words */
	WORD_FOUND_NOTHING,  /* no article has these words */
	WORD_NO_WORDS,       /* a question of signs alone */
	WORD_SEARCH_HELP,    /* how to find more */
	WORD_SEARCH_SYNTAX,  /* what else can be typed */
	WORD_SEARCH_FILTERS, /* "To narrow the search: {1}."  examples */
	WORD_FILTER_TOPIC,   /* "topic"  the key in "topic:peru" */
	WORD_FILTER_AUTHOR,  /* "author" */
	WORD_FILTER_YEAR,    /* "year" */
	WORD_SEARCH_CUT,     /* older articles were not looked at */
	WORD_SEARCH_SOME,    /* not all words that begin like the last one */
	WORD_GROWING,        /* not all articles are in the index yet */
	WORD_IN_TITLE,       /* "in the title" */
	WORD_NEXT_FOUND,     /* "Next page ({1})" */
	WORD_PREVIOUS_FOUND, /* "Previous page ({1})" */

	/* ---- for those who publish, and letters
	 * ------------------------------
	 */
	WORD_ME_TITLE,       /* "Your certificate" */
	WORD_ME_FINGERPRINT, /* "Fingerprint: {1}" */
	WORD_ME_NAME,        /* "Name: {1}" */
	WORD_ME_ROLE,        /* "Role: {1}"  one of the next three */
	WORD_ROLE_AUTHOR,
	WORD_ROLE_EDITOR,
	WORD_ROLE_ADMIN,
	WORD_ME_UNKNOWN,     /* the certificate is not on the list */
	WORD_NEW_ARTICLE,    /* "New article" */
	WORD_DRAFTS,         /* "Drafts" */
	WORD_YOUR_ARTICLES,  /* "Your articles" */
	WORD_EDIT,           /* "Edit: {1}"  a title */
	WORD_EDIT_THIS,      /* "Edit this article" */
	WORD_DIFFERENCES,    /* "What changed: {1}"  a path */
	WORD_NO_DIFFERENCES, /* there are none */
	WORD_LETTERS,        /* "Letters" */
	WORD_LETTER_WRITE,   /* "Write a letter about this article" */
	WORD_LETTER_PROMPT,  /* Gemini's prompt: what can be typed */
	WORD_LETTER_THANKS,  /* it has arrived, and waits for an editor */

	/* ---- sentences of errors: M21, without a final dot, one menu line --
	 */
	WORD_NOT_FOUND,     /* 51 */
	WORD_REMOVED,       /* 52 */
	WORD_SHARED_NAME,   /* a title: several articles have this name */
	WORD_NOT_READY,     /* 40: there is no index yet */
	WORD_BEING_WRITTEN, /* 40: the article's file */
	WORD_UNREADABLE,    /* 40: a file cannot be read */
	WORD_BAD_QUERY,     /* 59 */

	/* ---- what the protocols say by themselves, as above ---------------
	 */
	WORD_BAD_REQUEST,           /* 59 */
	WORD_NOT_OURS,              /* 53 */
	WORD_TOO_LATE,              /* 59: the request did not come in time */
	WORD_TOO_MANY,              /* 41 */
	WORD_SLOW_DOWN,             /* Gopher's 44 */
	WORD_FAILED,                /* 42 */
	WORD_CERTIFICATE_NEEDED,    /* 60 */
	WORD_CERTIFICATE_ELSEWHERE, /* the same, said over Gopher */
	WORD_CERTIFICATE_UNKNOWN,   /* 61 */
	WORD_CERTIFICATE_EXPIRED,   /* 62: or is not valid yet */
	WORD_BAD_LINK,              /* Gopher: an address that is not led to */
	WORD_LEADS_OUT,             /* above one that is; a colon follows */
	WORD_NOT_THE_WEB,           /* to web browsers; a colon follows */

	/* ---- answers to uploads and letters, as above ----------------------
	 */
	WORD_UPLOADS_NONE,      /* 59 */
	WORD_UPLOAD_LINE,       /* 59: {1} says why, in English */
	WORD_UPLOAD_NOWHERE,    /* 59 */
	WORD_PUBLISHER_NEEDED,  /* 60 */
	WORD_PUBLISHER_UNKNOWN, /* 61: {1} is the certificate's fingerprint */
	WORD_UPLOAD_TOKEN,      /* 61 */
	WORD_UPLOAD_ROLE,       /* 61: {1} is the role */
	WORD_UPLOAD_NOT_YOURS,  /* 61 */
	WORD_UPLOAD_TOO_LARGE,  /* 59: {1} is a number */
	WORD_UPLOAD_LENGTH,     /* 59 */
	WORD_UPLOAD_MEDIA,      /* 59 */
	WORD_UPLOAD_FAULT,      /* 50: {1} is a file, a line and a reason */
	WORD_UPLOAD_CONFLICT,   /* 50: {1} is an address */
	WORD_UPLOAD_FAILED,     /* 40: {1} says why, in English */
	WORD_UPLOAD_AGAIN,      /* 40 */
	WORD_LETTER_LONG,       /* 59 */
	WORD_LETTER_MANY,       /* 40 */

	WORDS
};

struct arena;

/*
 * The phrase in a language ("es", "es-PE": the first part decides), with its
 * {1} and {2} as they are.  A static string.
 */
const char *words(const char *language, enum word w);
/* Are there phrases in this language? */
bool words_known(const char *language);
/*
 * The phrase with {1} and {2} filled in; two may be NULL where there is no
 * {2}.  In the arena.
 */
const char *words_with(struct arena *a, const char *language, enum word w,
    const char *one, const char *two);
/* "1 article", "48 articles". */
const char *words_articles(struct arena *a, const char *language, size_t n);

/* "junio de 2021", as inside a line; a title begins with a capital. */
const char *words_month(struct arena *a, const char *language, int year,
    int month);
const char *words_month_title(struct arena *a, const char *language, int year,
    int month);

/* The languages that are known, for tests: NULL beyond the last. */
const char *words_language(size_t i);

#endif
