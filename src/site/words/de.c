#include "site/words/languages.h"

/* German */
/* Long phrases are broken in two; each entry begins with its [WORD_...]. */
/* NOLINTBEGIN(bugprone-suspicious-missing-comma) */
const char *const words_de[WORDS] = {
	[WORD_FRONT_PAGE] = "Startseite",
	[WORD_SEARCH] = "Suchen",
	[WORD_SEARCH_ARTICLES] = "Titel und Artikel durchsuchen",
	[WORD_SEARCH_TOPIC] = "In diesem Thema suchen",
	[WORD_ALL_TOPICS] = "Alle Themen",
	[WORD_ALL_TITLES] = "Titel aller Artikel",
	[WORD_AUTHORS] = "Autoren",
	[WORD_ALL_PAGES] = "Alle Seiten",
	[WORD_DIGEST] = "Tagesüberblick",
	[WORD_FEED] = "Atom-Feed",
	[WORD_FEED_TOPIC] = "Atom-Feed zu diesem Thema",
	[WORD_FEED_AUTHOR] = "Atom-Feed dieses Autors",
	[WORD_FEED_DIGEST] = "Atom-Feed des Tagesüberblicks",
	[WORD_OVER_GEMINI] = "Diese Seiten über Gemini",
	[WORD_ORIGINAL_SITE] = "Die ursprüngliche Website",
	[WORD_STATIC_COPY] =
	    "Eine Kopie zum Aufbewahren und Weitergeben: ohne Suche und Feeds.",
	[WORD_LIVE_SITE] = "Das Archiv selbst, mit Suche und Feeds",

	[WORD_NEWEST] = "Neueste Artikel",
	[WORD_LATEST_IN] = "Neues zum Thema {1}",
	[WORD_TOPICS] = "Themen nach Artikelzahl",
	[WORD_ARTICLE] = "1 Artikel",
	[WORD_ARTICLES] = "{1} Artikel",
	[WORD_MORE_THAN] = "Mehr als {1} Artikel",
	[WORD_NEWEST_FIRST] = "{1}, der neueste zuerst.",
	[WORD_PAGE_OF] = "Seite {1} von {2}.",
	[WORD_NEXT_PAGE] = "Nächste Seite ({1} von {2})",
	[WORD_PREVIOUS_PAGE] = "Vorige Seite ({1} von {2})",
	[WORD_FIRST_PAGE] = "Erste Seite",
	[WORD_LAST_PAGE] = "Letzte Seite ({1} von {2})",
	[WORD_TITLES_ONLY] = "Nur Titel",
	[WORD_ALL_IN_ONE] = "Alles auf einer Seite",
	[WORD_TO_TAKE_ALONG] = "Zum Mitnehmen",
	[WORD_WITH_EXCERPTS] = "Mit Auszügen",
	[WORD_PART_OF] = "Teil von: {1}",
	[WORD_WITHIN] = "Dazu gehört: {1}",
	[WORD_DIGEST_OF] = "Tagesüberblick vom {1}",
	[WORD_AND_MORE] = "{1} und noch {2}",
	[WORD_ARCHIVE] = "Archiv",
	[WORD_MONTH_OF] = "{1} {2}",
	[WORD_JANUARY] = "Januar",
	[WORD_FEBRUARY] = "Februar",
	[WORD_MARCH] = "März",
	[WORD_APRIL] = "April",
	[WORD_MAY] = "Mai",
	[WORD_JUNE] = "Juni",
	[WORD_JULY] = "Juli",
	[WORD_AUGUST] = "August",
	[WORD_SEPTEMBER] = "September",
	[WORD_OCTOBER] = "Oktober",
	[WORD_NOVEMBER] = "November",
	[WORD_DECEMBER] = "Dezember",

	[WORD_AS_TEXT] = "Dieser Artikel als reiner Text",
	[WORD_PAGE_AS_TEXT] = "Diese Seite als reiner Text",
	[WORD_ORIGINAL] = "Original",
	[WORD_ORIGINAL_PICTURE] = "Original",
	[WORD_BOOK_BEING_MADE] = "Dieses Buch wird gerade erstellt; bitte "
				 "gleich noch einmal versuchen",
	[WORD_ORIGINAL_ON] = "Original auf {1}",
	[WORD_OLDER] = "Älter: {1}",
	[WORD_NEWER] = "Neuer: {1}",
	[WORD_OLDER_IN] = "Älter in {1}: {2}",
	[WORD_NEWER_IN] = "Neuer in {1}: {2}",
	[WORD_RELATED] = "Verwandte Artikel",
	[WORD_MORE_BY] = "Mehr von {1}",
	[WORD_TOPIC_IS] = "Thema: {1}",
	[WORD_TOPIC] = "Thema",
	[WORD_UPDATED] = "aktualisiert am {1}",
	[WORD_LENGTH] = "{1} Wörter, {2} Min.",
	[WORD_EXCERPT_OF] =
	    "Hier liegt nur ein Auszug; vollständiger Artikel: {1}",
	[WORD_EXCERPT_ALONE] = "Hier liegt nur ein Auszug dieses Artikels.",
	[WORD_LICENSE] = "Lizenz: {1}",
	[WORD_IMAGE] = "Bild",
	[WORD_LINKS] = "Verweise",
	[WORD_TABLE] = "Tabelle",

	[WORD_SEARCH_PROMPT] =
	    "Suchen: Wörter, \"genaue Wortfolge\", -ausgeschlossen",
	[WORD_SEARCH_FOR] = "Suche: {1}",
	[WORD_SEARCH_IN] = "Suche in {1}: {2}",
	[WORD_FOUND_NOTHING] = "Kein Artikel enthält diese Wörter.",
	[WORD_NO_WORDS] =
	    "Hier gibt es nichts zu suchen: Zeichen allein finden ni"
	    "chts. Bitte ein Wort oder eine Zahl eingeben.",
	[WORD_SEARCH_HELP] =
	    "Versuchen Sie es mit weniger oder anderen Wörtern oder nur mit "
	    "einem Wortanfang. Akzente und Großschreibung spielen keine Rolle.",
	[WORD_SEARCH_SYNTAX] =
	    "Anführungszeichen suchen eine \"genaue Wortfolge\", -wort "
	    "schließt Artikel aus.",
	[WORD_SEARCH_FILTERS] = "Zum Eingrenzen: {1}.",
	[WORD_FILTER_TOPIC] = "thema",
	[WORD_FILTER_AUTHOR] = "autor",
	[WORD_FILTER_YEAR] = "jahr",
	[WORD_SEARCH_CUT] =
	    "Die Suche dauerte zu lange; die ältesten Artikel wurden nicht "
	    "mehr durchsucht. Mit mehr Wörtern geht es schneller.",
	[WORD_SEARCH_SOME] =
	    "Nicht alle Wörter, die wie das letzte beginnen, wurden gesucht; "
	    "mit mehr Buchstaben fehlt keines.",
	[WORD_GROWING] = "Das Archiv wird noch eingelesen; "
			 "es sind noch nicht alle Artikel da.",
	[WORD_IN_TITLE] = "im Titel",
	[WORD_NEXT_FOUND] = "Nächste Seite ({1})",
	[WORD_PREVIOUS_FOUND] = "Vorige Seite ({1})",

	[WORD_ME_TITLE] = "Ihr Zertifikat",
	[WORD_ME_FINGERPRINT] = "Fingerabdruck: {1}",
	[WORD_ME_NAME] = "Name: {1}",
	[WORD_ME_ROLE] = "Rolle: {1}",
	[WORD_ROLE_AUTHOR] = "Autor",
	[WORD_ROLE_EDITOR] = "Redakteur",
	[WORD_ROLE_ADMIN] = "Administrator",
	[WORD_ME_UNKNOWN] =
	    "Dieses Zertifikat steht nicht auf der Liste derer, die hier "
	    "veröffentlichen; sein Fingerabdruck kann der Redaktion "
	    "geschickt werden.",
	[WORD_NEW_ARTICLE] = "Neuer Artikel",
	[WORD_DRAFTS] = "Entwürfe",
	[WORD_YOUR_ARTICLES] = "Ihre Artikel",
	[WORD_EDIT] = "Bearbeiten: {1}",
	[WORD_EDIT_THIS] = "Diesen Artikel bearbeiten",
	[WORD_DIFFERENCES] = "Was sich geändert hat: {1}",
	[WORD_NO_DIFFERENCES] = "Es hat sich nichts geändert.",
	[WORD_LETTERS] = "Leserbriefe",
	[WORD_LETTER_WRITE] = "Einen Leserbrief zu diesem Artikel schreiben",
	[WORD_LETTER_PROMPT] = "Ihr Brief, höchstens 900 Bytes",
	[WORD_LETTER_THANKS] =
	    "Danke: Ihr Brief ist angekommen. Er erscheint, sobald die "
	    "Redaktion ihn annimmt.",

	[WORD_NOT_FOUND] =
	    "Hier ist nichts; die Startseite führt zu allen Artikeln",
	[WORD_SHARED_NAME] = "Mehrere Artikel tragen diesen Namen",
	[WORD_REMOVED] =
	    "Dieser Artikel wurde vom Herausgeber auf Dauer entfernt",
	[WORD_NOT_READY] =
	    "Das Archiv wird vorbereitet; gleich erneut versuchen",
	[WORD_BEING_WRITTEN] =
	    "Der Artikel wird gespeichert; gleich erneut versuchen",
	[WORD_UNREADABLE] =
	    "Die Seite ist gerade nicht lesbar; bitte später versuchen",
	[WORD_BAD_QUERY] =
	    "Die Suchwörter waren nicht lesbar; bitte neu eingeben",

	[WORD_BAD_REQUEST] =
	    "Diese Adresse ist nicht lesbar; bitte Schreibweise prüfen",
	[WORD_NOT_OURS] =
	    "Die Adresse gehört zu einem anderen Server; Namen prüfen",
	[WORD_TOO_LATE] =
	    "Die Anfrage kam nicht rechtzeitig; bitte erneut versuchen",
	[WORD_TOO_MANY] =
	    "Gerade zu viele Leser; bitte in einer Minute versuchen",
	[WORD_SLOW_DOWN] =
	    "Zu viele Anfragen von Ihrer Adresse; bitte etwas warten",
	[WORD_FAILED] =
	    "Hier ging etwas schief; bitte später noch mal versuchen",
	[WORD_CERTIFICATE_NEEDED] =
	    "Nur für Mitglieder: bitte mit Ihrem Zertifikat öffnen",
	[WORD_CERTIFICATE_ELSEWHERE] =
	    "Nur für Mitglieder: über Gemini mit Zertifikat öffnen",
	[WORD_CERTIFICATE_UNKNOWN] =
	    "Ihr Zertifikat steht nicht auf der Liste; bitte anfragen",
	[WORD_CERTIFICATE_EXPIRED] =
	    "Ihr Zertifikat gilt heute nicht; ein anderes verwenden",
	[WORD_BAD_LINK] =
	    "So ein Verweis führt nirgendwohin; bitte zurückgehen",
	[WORD_LEADS_OUT] = "Dieser Verweis führt aus Gopher hinaus",
	[WORD_NOT_THE_WEB] =
	    "Ein Gopher-Server, keine Website; hier ist er zu lesen",

	[WORD_UPLOADS_NONE] =
	    "Auf diesem Server kann man nichts veröffentlichen",
	[WORD_UPLOAD_LINE] = "Diese Sendung ist nicht lesbar: {1}",
	[WORD_UPLOAD_NOWHERE] = "Unter dieser Adresse kann nichts erscheinen",
	[WORD_PUBLISHER_NEEDED] =
	    "Zum Veröffentlichen bitte Ihr Zertifikat wählen",
	[WORD_PUBLISHER_UNKNOWN] =
	    "Nicht auf der Liste; Fingerabdruck an Redaktion: {1}",
	[WORD_UPLOAD_TOKEN] = "Das Token fehlt oder ist nicht das richtige",
	[WORD_UPLOAD_ROLE] = "Das dürfen nur andere ändern; Ihre Rolle: {1}",
	[WORD_UPLOAD_NOT_YOURS] = "Dieser Artikel ist von jemand anderem",
	[WORD_UPLOAD_TOO_LARGE] = "Zu groß: höchstens {1} Bytes sind erlaubt",
	[WORD_UPLOAD_LENGTH] =
	    "Es kamen mehr oder weniger Bytes als angekündigt",
	[WORD_UPLOAD_MEDIA] = "Der Inhalt passt nicht zu seinem Namen oder Typ",
	[WORD_UPLOAD_FAULT] = "Nichts wurde geändert; {1}",
	[WORD_UPLOAD_CONFLICT] =
	    "Der Text wurde inzwischen geändert; siehe {1}",
	[WORD_UPLOAD_FAILED] = "Es ließ sich nicht schreiben: {1}",
	[WORD_UPLOAD_AGAIN] =
	    "Es ging gerade nicht; bitte noch einmal versuchen",
	[WORD_LETTER_LONG] = "Der Brief ist zu lang: höchstens 900 Bytes",
	[WORD_LETTER_MANY] = "Genug Briefe für heute; bitte morgen schreiben",
};
/* NOLINTEND(bugprone-suspicious-missing-comma) */
