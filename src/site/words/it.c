#include "site/words/languages.h"

/* Italian */
/* Long phrases are broken in two; each entry begins with its [WORD_...]. */
/* NOLINTBEGIN(bugprone-suspicious-missing-comma) */
const char *const words_it[WORDS] = {
	[WORD_FRONT_PAGE] = "Pagina iniziale",
	[WORD_SEARCH] = "Cerca",
	[WORD_SEARCH_ARTICLES] = "Cerca nei titoli e negli articoli",
	[WORD_SEARCH_TOPIC] = "Cerca in questo argomento",
	[WORD_ALL_TOPICS] = "Tutti gli argomenti",
	[WORD_ALL_TITLES] = "Titoli di tutti gli articoli",
	[WORD_AUTHORS] = "Autori",
	[WORD_ALL_PAGES] = "Tutte le pagine",
	[WORD_DIGEST] = "Rassegna del giorno",
	[WORD_FEED] = "Feed Atom",
	[WORD_FEED_TOPIC] = "Feed Atom di questo argomento",
	[WORD_FEED_AUTHOR] = "Feed Atom di questo autore",
	[WORD_FEED_DIGEST] = "Feed Atom della rassegna del giorno",
	[WORD_OVER_GEMINI] = "Queste pagine via Gemini",
	[WORD_ORIGINAL_SITE] = "Il sito web originale",
	[WORD_STATIC_COPY] = "Una copia da conservare o passare ad altri: "
			     "senza ricerca né feed.",
	[WORD_LIVE_SITE] = "L’archivio stesso, con ricerca e feed",

	[WORD_NEWEST] = "Articoli più recenti",
	[WORD_LATEST_IN] = "Ultimi articoli: {1}",
	[WORD_TOPICS] = "Argomenti per numero di articoli",
	[WORD_ARTICLE] = "1 articolo",
	[WORD_ARTICLES] = "{1} articoli",
	[WORD_MORE_THAN] = "Più di {1} articoli",
	[WORD_NEWEST_FIRST] = "{1}, dal più recente al più vecchio.",
	[WORD_PAGE_OF] = "Pagina {1} di {2}.",
	[WORD_NEXT_PAGE] = "Pagina successiva ({1} di {2})",
	[WORD_PREVIOUS_PAGE] = "Pagina precedente ({1} di {2})",
	[WORD_FIRST_PAGE] = "Pagina 1",
	[WORD_LAST_PAGE] = "Ultima pagina ({1} di {2})",
	[WORD_TITLES_ONLY] = "Solo titoli",
	[WORD_ALL_IN_ONE] = "Tutto in una pagina",
	[WORD_TO_TAKE_ALONG] = "Da portare con sé",
	[WORD_WITH_EXCERPTS] = "Con estratti",
	[WORD_PART_OF] = "Fa parte di: {1}",
	[WORD_WITHIN] = "Comprende: {1}",
	[WORD_DIGEST_OF] = "Rassegna del giorno, {1}",
	[WORD_AND_MORE] = "{1} e {2} in più",
	[WORD_ARCHIVE] = "Archivio",
	[WORD_MONTH_OF] = "{1} {2}",
	[WORD_JANUARY] = "gennaio",
	[WORD_FEBRUARY] = "febbraio",
	[WORD_MARCH] = "marzo",
	[WORD_APRIL] = "aprile",
	[WORD_MAY] = "maggio",
	[WORD_JUNE] = "giugno",
	[WORD_JULY] = "luglio",
	[WORD_AUGUST] = "agosto",
	[WORD_SEPTEMBER] = "settembre",
	[WORD_OCTOBER] = "ottobre",
	[WORD_NOVEMBER] = "novembre",
	[WORD_DECEMBER] = "dicembre",

	[WORD_AS_TEXT] = "Questo articolo come testo semplice",
	[WORD_PAGE_AS_TEXT] = "Questa pagina come testo semplice",
	[WORD_ORIGINAL] = "Originale",
	[WORD_ORIGINAL_PICTURE] = "originale",
	[WORD_BOOK_BEING_MADE] =
	    "Questo libro è in preparazione; riprovate fra un momento",
	[WORD_ORIGINAL_ON] = "Originale su {1}",
	[WORD_OLDER] = "Precedente: {1}",
	[WORD_NEWER] = "Successivo: {1}",
	[WORD_OLDER_IN] = "Precedente in {1}: {2}",
	[WORD_NEWER_IN] = "Successivo in {1}: {2}",
	[WORD_RELATED] = "Vedi anche",
	[WORD_MORE_BY] = "Altri articoli di {1}",
	[WORD_TOPIC_IS] = "Argomento: {1}",
	[WORD_TOPIC] = "Argomento",
	[WORD_UPDATED] = "aggiornato il {1}",
	[WORD_LENGTH] = "{1} parole, {2} min",
	[WORD_EXCERPT_OF] =
	    "Qui si trova solo un estratto; l’articolo intero: {1}",
	[WORD_EXCERPT_ALONE] =
	    "Qui si trova solo un estratto di questo articolo.",
	[WORD_LICENSE] = "Licenza: {1}",
	[WORD_IMAGE] = "immagine",
	[WORD_LINKS] = "Collegamenti",
	[WORD_TABLE] = "Tabella",

	[WORD_SEARCH_PROMPT] = "Cercare: parole, \"frase esatta\", -esclusa",
	[WORD_SEARCH_FOR] = "Ricerca: {1}",
	[WORD_SEARCH_IN] = "Ricerca in {1}: {2}",
	[WORD_FOUND_NOTHING] = "Nessun articolo contiene queste parole.",
	[WORD_NO_WORDS] =
	    "Qui non c’è nulla da cercare: i soli segni non trovano "
	    "nulla. Scrivete una parola o un numero.",
	[WORD_SEARCH_HELP] =
	    "Provate con meno parole, con altre o solo con l’inizio di una. "
	    "Accenti e maiuscole non contano.",
	[WORD_SEARCH_SYNTAX] =
	    "Le virgolette cercano una \"frase esatta\" e -parola esclude "
	    "articoli.",
	[WORD_SEARCH_FILTERS] = "Per restringere la ricerca: {1}.",
	[WORD_FILTER_TOPIC] = "argomento",
	[WORD_FILTER_AUTHOR] = "autore",
	[WORD_FILTER_YEAR] = "anno",
	[WORD_SEARCH_CUT] =
	    "La ricerca è durata troppo e gli articoli più vecchi non sono "
	    "stati esaminati. Con più parole è più veloce.",
	[WORD_SEARCH_SOME] =
	    "Non sono state cercate tutte le parole che iniziano come "
	    "l’ultima; con più lettere non ne manca nessuna.",
	[WORD_GROWING] = "L’archivio è ancora in lettura; "
			 "non ci sono ancora tutti gli articoli.",
	[WORD_IN_TITLE] = "nel titolo",
	[WORD_NEXT_FOUND] = "Pagina successiva ({1})",
	[WORD_PREVIOUS_FOUND] = "Pagina precedente ({1})",

	[WORD_ME_TITLE] = "Il suo certificato",
	[WORD_ME_FINGERPRINT] = "Impronta: {1}",
	[WORD_ME_NAME] = "Nome: {1}",
	[WORD_ME_ROLE] = "Ruolo: {1}",
	[WORD_ROLE_AUTHOR] = "autore",
	[WORD_ROLE_EDITOR] = "redattore",
	[WORD_ROLE_ADMIN] = "amministratore",
	[WORD_ME_UNKNOWN] =
	    "Questo certificato non è nell’elenco di chi pubblica qui; la "
	    "sua impronta può essere inviata alla redazione.",
	[WORD_NEW_ARTICLE] = "Nuovo articolo",
	[WORD_DRAFTS] = "Bozze",
	[WORD_YOUR_ARTICLES] = "I suoi articoli",
	[WORD_EDIT] = "Modifica: {1}",
	[WORD_EDIT_THIS] = "Modifica questo articolo",
	[WORD_DIFFERENCES] = "Che cosa è cambiato: {1}",
	[WORD_NO_DIFFERENCES] = "Non è cambiato nulla.",
	[WORD_LETTERS] = "Lettere",
	[WORD_LETTER_WRITE] = "Scrivi una lettera su questo articolo",
	[WORD_LETTER_PROMPT] = "La sua lettera, al massimo 900 byte",
	[WORD_LETTER_THANKS] =
	    "Grazie: la sua lettera è arrivata. Apparirà quando la "
	    "redazione l’avrà accettata.",

	[WORD_NOT_FOUND] =
	    "Qui non c’è nulla; la pagina iniziale porta a tutto",
	[WORD_SHARED_NAME] = "Più articoli hanno questo nome",
	[WORD_REMOVED] = "Articolo ritirato dall’editore; non tornerà",
	[WORD_NOT_READY] =
	    "L’archivio è in preparazione; riprovate tra un momento",
	[WORD_BEING_WRITTEN] =
	    "L’articolo viene salvato ora; riprovate tra un momento",
	[WORD_UNREADABLE] =
	    "La pagina ora non è leggibile; riprovate più tardi",
	[WORD_BAD_QUERY] = "Le parole non sono leggibili; scrivetele di nuovo",

	[WORD_BAD_REQUEST] =
	    "L’indirizzo non è leggibile; controllate come è scritto",
	[WORD_NOT_OURS] =
	    "L’indirizzo è di un altro server; controllate il nome",
	[WORD_TOO_LATE] = "La richiesta non è arrivata in tempo; riprovate",
	[WORD_TOO_MANY] =
	    "Troppi lettori in questo momento; riprovate tra un minuto",
	[WORD_SLOW_DOWN] = "Troppe richieste dal vostro indirizzo; un momento",
	[WORD_FAILED] = "Qualcosa non ha funzionato qui; riprovate più tardi",
	[WORD_CERTIFICATE_NEEDED] =
	    "Solo per i membri: aprite con il vostro certificato",
	[WORD_CERTIFICATE_ELSEWHERE] =
	    "Solo per i membri: aprite via Gemini con il certificato",
	[WORD_CERTIFICATE_UNKNOWN] =
	    "Il certificato non è nell’elenco; scrivete alla redazione",
	[WORD_CERTIFICATE_EXPIRED] =
	    "Il certificato oggi non è valido; usatene un altro",
	[WORD_BAD_LINK] =
	    "Un collegamento così non si può seguire; tornate indietro",
	[WORD_LEADS_OUT] = "Questo collegamento esce da Gopher",
	[WORD_NOT_THE_WEB] =
	    "Questo è un server Gopher, non un sito; leggetelo qui",

	[WORD_UPLOADS_NONE] = "Su questo server non si può pubblicare",
	[WORD_UPLOAD_LINE] = "Questo invio non è leggibile: {1}",
	[WORD_UPLOAD_NOWHERE] =
	    "A questo indirizzo non si può pubblicare nulla",
	[WORD_PUBLISHER_NEEDED] =
	    "Per pubblicare qui, scelga il suo certificato",
	[WORD_PUBLISHER_UNKNOWN] =
	    "Non in elenco; invii l’impronta alla redazione: {1}",
	[WORD_UPLOAD_TOKEN] = "Il token manca o non è quello giusto",
	[WORD_UPLOAD_ROLE] = "Questo lo cambiano altri; il suo ruolo: {1}",
	[WORD_UPLOAD_NOT_YOURS] = "Questo articolo è di un’altra persona",
	[WORD_UPLOAD_TOO_LARGE] = "Troppo grande: {1} byte al massimo",
	[WORD_UPLOAD_LENGTH] =
	    "Sono arrivati più o meno byte di quelli annunciati",
	[WORD_UPLOAD_MEDIA] =
	    "Il contenuto non è ciò che dice il nome o il tipo",
	[WORD_UPLOAD_FAULT] = "Non è stato cambiato nulla; {1}",
	[WORD_UPLOAD_CONFLICT] =
	    "Il testo è cambiato nel frattempo; confronti: {1}",
	[WORD_UPLOAD_FAILED] = "Non è stato possibile scrivere: {1}",
	[WORD_UPLOAD_AGAIN] = "Ora non si è potuto pubblicare; riprovi",
	[WORD_LETTER_LONG] = "La lettera è troppo lunga: al massimo 900 byte",
	[WORD_LETTER_MANY] = "Abbastanza lettere per oggi; scriva domani",
};
/* NOLINTEND(bugprone-suspicious-missing-comma) */
