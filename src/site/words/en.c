#include "site/words/languages.h"

/* English */
/* Long phrases are broken in two; each entry begins with its [WORD_...]. */
/* NOLINTBEGIN(bugprone-suspicious-missing-comma) */
const char *const words_en[WORDS] = {
	[WORD_FRONT_PAGE] = "Front page",
	[WORD_SEARCH] = "Search",
	[WORD_SEARCH_ARTICLES] = "Search titles and articles",
	[WORD_SEARCH_TOPIC] = "Search in this topic",
	[WORD_ALL_TOPICS] = "All topics",
	[WORD_ALL_TITLES] = "Titles of all articles",
	[WORD_AUTHORS] = "Authors",
	[WORD_ALL_PAGES] = "All pages",
	[WORD_DIGEST] = "Daily digest",
	[WORD_FEED] = "Atom feed",
	[WORD_FEED_TOPIC] = "Atom feed of this topic",
	[WORD_FEED_AUTHOR] = "Atom feed of this author",
	[WORD_FEED_DIGEST] = "Atom feed of the daily digest",
	[WORD_OVER_GEMINI] = "These pages over Gemini",
	[WORD_ORIGINAL_SITE] = "The original web site",
	[WORD_STATIC_COPY] =
	    "A copy to keep or to pass on: search and feeds are left out.",
	[WORD_LIVE_SITE] = "The archive itself, with search and feeds",

	[WORD_NEWEST] = "Newest articles",
	[WORD_LATEST_IN] = "Latest in {1}",
	[WORD_TOPICS] = "Topics by number of articles",
	[WORD_ARTICLE] = "1 article",
	[WORD_ARTICLES] = "{1} articles",
	[WORD_MORE_THAN] = "More than {1} articles",
	[WORD_NEWEST_FIRST] = "{1}, newest first.",
	[WORD_PAGE_OF] = "Page {1} of {2}.",
	[WORD_NEXT_PAGE] = "Next page ({1} of {2})",
	[WORD_PREVIOUS_PAGE] = "Previous page ({1} of {2})",
	[WORD_FIRST_PAGE] = "First page",
	[WORD_LAST_PAGE] = "Last page ({1} of {2})",
	[WORD_TITLES_ONLY] = "Titles only",
	[WORD_ALL_IN_ONE] = "All of it in one page",
	[WORD_TO_TAKE_ALONG] = "To take along",
	[WORD_WITH_EXCERPTS] = "With excerpts",
	[WORD_PART_OF] = "Part of: {1}",
	[WORD_WITHIN] = "Subtopic: {1}",
	[WORD_DIGEST_OF] = "Daily digest of {1}",
	[WORD_AND_MORE] = "{1} and {2} more",
	[WORD_ARCHIVE] = "Archive",
	[WORD_MONTH_OF] = "{1} {2}",
	[WORD_JANUARY] = "January",
	[WORD_FEBRUARY] = "February",
	[WORD_MARCH] = "March",
	[WORD_APRIL] = "April",
	[WORD_MAY] = "May",
	[WORD_JUNE] = "June",
	[WORD_JULY] = "July",
	[WORD_AUGUST] = "August",
	[WORD_SEPTEMBER] = "September",
	[WORD_OCTOBER] = "October",
	[WORD_NOVEMBER] = "November",
	[WORD_DECEMBER] = "December",

	[WORD_AS_TEXT] = "This article as plain text",
	[WORD_PAGE_AS_TEXT] = "This page as plain text",
	[WORD_ORIGINAL] = "Original",
	[WORD_ORIGINAL_PICTURE] = "original",
	[WORD_BOOK_BEING_MADE] =
	    "This book is being made; please ask again in a moment",
	[WORD_ORIGINAL_ON] = "Original on {1}",
	[WORD_OLDER] = "Older: {1}",
	[WORD_NEWER] = "Newer: {1}",
	[WORD_OLDER_IN] = "Older in {1}: {2}",
	[WORD_NEWER_IN] = "Newer in {1}: {2}",
	[WORD_RELATED] = "Related",
	[WORD_MORE_BY] = "More by {1}",
	[WORD_TOPIC_IS] = "Topic: {1}",
	[WORD_TOPIC] = "Topic",
	[WORD_UPDATED] = "updated {1}",
	[WORD_LENGTH] = "{1} words, {2} min",
	[WORD_EXCERPT_OF] =
	    "Only an excerpt is held here; the whole article: {1}",
	[WORD_EXCERPT_ALONE] = "Only an excerpt of this article is held here.",
	[WORD_LICENSE] = "License: {1}",
	[WORD_IMAGE] = "image",
	[WORD_LINKS] = "Links",
	[WORD_TABLE] = "Table",

	[WORD_SEARCH_PROMPT] = "Search: words, \"a phrase\", -excluded",
	[WORD_SEARCH_FOR] = "Search: {1}",
	[WORD_SEARCH_IN] = "Search in {1}: {2}",
	[WORD_FOUND_NOTHING] = "No article has these words.",
	[WORD_NO_WORDS] =
	    "There is nothing to look for here: signs alone find not"
	    "hing. Type a word or a number.",
	[WORD_SEARCH_HELP] = "Try fewer or other words, or only the beginning "
			     "of one. Accents and capitals make no difference.",
	[WORD_SEARCH_SYNTAX] =
	    "Quotes keep a \"phrase\" together, and -word leaves articles out.",
	[WORD_SEARCH_FILTERS] = "To narrow the search: {1}.",
	[WORD_FILTER_TOPIC] = "topic",
	[WORD_FILTER_AUTHOR] = "author",
	[WORD_FILTER_YEAR] = "year",
	[WORD_SEARCH_CUT] = "The search took too long, so the oldest articles "
			    "were not looked at. More words make it quicker.",
	[WORD_SEARCH_SOME] =
	    "Not every word that begins like the last one was looked for; with "
	    "more letters of it nothing is missed.",
	[WORD_GROWING] = "The archive is still being taken in; "
			 "not every article is here yet.",
	[WORD_IN_TITLE] = "in the title",
	[WORD_NEXT_FOUND] = "Next page ({1})",
	[WORD_PREVIOUS_FOUND] = "Previous page ({1})",

	[WORD_ME_TITLE] = "Your certificate",
	[WORD_ME_FINGERPRINT] = "Fingerprint: {1}",
	[WORD_ME_NAME] = "Name: {1}",
	[WORD_ME_ROLE] = "Role: {1}",
	[WORD_ROLE_AUTHOR] = "author",
	[WORD_ROLE_EDITOR] = "editor",
	[WORD_ROLE_ADMIN] = "administrator",
	[WORD_ME_UNKNOWN] =
	    "This certificate is not on the list of those who publish here; "
	    "its fingerprint can be sent to the editors.",
	[WORD_NEW_ARTICLE] = "New article",
	[WORD_DRAFTS] = "Drafts",
	[WORD_YOUR_ARTICLES] = "Your articles",
	[WORD_EDIT] = "Edit: {1}",
	[WORD_EDIT_THIS] = "Edit this article",
	[WORD_DIFFERENCES] = "What changed: {1}",
	[WORD_NO_DIFFERENCES] = "Nothing changed.",
	[WORD_LETTERS] = "Letters",
	[WORD_LETTER_WRITE] = "Write a letter about this article",
	[WORD_LETTER_PROMPT] = "Your letter, 900 bytes at most",
	[WORD_LETTER_THANKS] =
	    "Thank you: your letter has arrived. It is shown when an editor "
	    "has accepted it.",

	[WORD_NOT_FOUND] =
	    "There is nothing at this address; try the front page",
	[WORD_SHARED_NAME] = "Several articles have this name",
	[WORD_REMOVED] = "This article was removed by its publisher for good",
	[WORD_NOT_READY] =
	    "The archive is being prepared; try again in a moment",
	[WORD_BEING_WRITTEN] =
	    "This article is being saved; try again in a moment",
	[WORD_UNREADABLE] =
	    "This page cannot be read now; please try again later",
	[WORD_BAD_QUERY] =
	    "The search words could not be read; type them again",

	[WORD_BAD_REQUEST] =
	    "This address could not be read; check how it is written",
	[WORD_NOT_OURS] =
	    "This server does not serve that address; check the name",
	[WORD_TOO_LATE] =
	    "The request did not arrive in time; please try again",
	[WORD_TOO_MANY] =
	    "Too many readers just now; please try again in a minute",
	[WORD_SLOW_DOWN] = "Too many requests from your address; please wait",
	[WORD_FAILED] = "Something went wrong on this server; try again later",
	[WORD_CERTIFICATE_NEEDED] =
	    "For members: open it again with your certificate",
	[WORD_CERTIFICATE_ELSEWHERE] =
	    "For members: open it over Gemini with your certificate",
	[WORD_CERTIFICATE_UNKNOWN] =
	    "Your certificate is not on the list; ask the editors",
	[WORD_CERTIFICATE_EXPIRED] =
	    "Your certificate is not valid today; use another one",
	[WORD_BAD_LINK] =
	    "A link of this kind cannot be followed; please go back",
	[WORD_LEADS_OUT] = "This link leads out of Gopher",
	[WORD_NOT_THE_WEB] =
	    "This is a Gopher server, not a web site; read it here",

	[WORD_UPLOADS_NONE] = "This server takes no uploads",
	[WORD_UPLOAD_LINE] = "This upload cannot be read: {1}",
	[WORD_UPLOAD_NOWHERE] = "Nothing can be published at this address",
	[WORD_PUBLISHER_NEEDED] = "To publish here, choose your certificate",
	[WORD_PUBLISHER_UNKNOWN] =
	    "Not on the list; send the editors your fingerprint: {1}",
	[WORD_UPLOAD_TOKEN] = "The token is missing or is not the right one",
	[WORD_UPLOAD_ROLE] = "This is for others to change; your role is: {1}",
	[WORD_UPLOAD_NOT_YOURS] = "This article is by somebody else",
	[WORD_UPLOAD_TOO_LARGE] = "Too large: {1} bytes are the most",
	[WORD_UPLOAD_LENGTH] = "More or fewer bytes came than the size says",
	[WORD_UPLOAD_MEDIA] = "What came is not what its name or type says",
	[WORD_UPLOAD_FAULT] = "Nothing was changed; {1}",
	[WORD_UPLOAD_CONFLICT] = "The text was changed meanwhile; compare: {1}",
	[WORD_UPLOAD_FAILED] = "It could not be written: {1}",
	[WORD_UPLOAD_AGAIN] =
	    "It could not be published just now; please try again",
	[WORD_LETTER_LONG] = "This letter is too long: 900 bytes are the most",
	[WORD_LETTER_MANY] = "Enough letters for today; please write tomorrow",
};
/* NOLINTEND(bugprone-suspicious-missing-comma) */
