#include "site/words/languages.h"

/* French */
/* Long phrases are broken in two; each entry begins with its [WORD_...]. */
/* NOLINTBEGIN(bugprone-suspicious-missing-comma) */
const char *const words_fr[WORDS] = {
	[WORD_FRONT_PAGE] = "Page d’accueil",
	[WORD_SEARCH] = "Rechercher",
	[WORD_SEARCH_ARTICLES] = "Rechercher dans les titres et les articles",
	[WORD_SEARCH_ARCHIVE] = "Rechercher dans ces archives",
	[WORD_ALL_TOPICS] = "Tous les thèmes",
	[WORD_ALL_MONTHS] = "Tous les articles par mois",
	[WORD_ALL_TITLES] = "Titres de tous les articles",
	[WORD_AUTHORS] = "Auteurs",
	[WORD_DIGEST] = "Revue du jour",
	[WORD_FEED] = "Flux Atom",
	[WORD_FEED_TOPIC] = "Flux Atom de ce thème",
	[WORD_FEED_AUTHOR] = "Flux Atom de cet auteur",
	[WORD_FEED_DIGEST] = "Flux Atom de la revue du jour",
	[WORD_OVER_GEMINI] = "Ces pages par Gemini",
	[WORD_ORIGINAL_SITE] = "Le site web d’origine",
	[WORD_STATIC_COPY] =
	    "Une copie à garder ou à partager : sans recherche ni flux.",
	[WORD_LIVE_SITE] = "L’archive elle-même, avec recherche et flux",

	[WORD_NEWEST] = "Articles récents",
	[WORD_TOPICS] = "Thèmes",
	[WORD_ARTICLE] = "1 article",
	[WORD_ARTICLES] = "{1} articles",
	[WORD_NEWEST_FIRST] = "{1}, du plus récent au plus ancien.",
	[WORD_PAGE_OF] = "Page {1} sur {2}.",
	[WORD_NEXT_PAGE] = "Page suivante ({1} sur {2})",
	[WORD_PREVIOUS_PAGE] = "Page précédente ({1} sur {2})",
	[WORD_FIRST_PAGE] = "Première page",
	[WORD_LAST_PAGE] = "Dernière page ({1} sur {2})",
	[WORD_TITLES_ONLY] = "Titres seuls",
	[WORD_WITH_EXCERPTS] = "Avec extraits",
	[WORD_PART_OF] = "Fait partie de : {1}",
	[WORD_WITHIN] = "Comprend : {1}",
	[WORD_EARLIER] = "Avant : {1}",
	[WORD_LATER] = "Après : {1}",
	[WORD_DIGEST_OF] = "Revue du jour, {1}",
	[WORD_ARCHIVE] = "Archives",
	[WORD_MONTH_OF] = "{1} {2}",
	[WORD_JANUARY] = "Janvier",
	[WORD_FEBRUARY] = "Février",
	[WORD_MARCH] = "Mars",
	[WORD_APRIL] = "Avril",
	[WORD_MAY] = "Mai",
	[WORD_JUNE] = "Juin",
	[WORD_JULY] = "Juillet",
	[WORD_AUGUST] = "Août",
	[WORD_SEPTEMBER] = "Septembre",
	[WORD_OCTOBER] = "Octobre",
	[WORD_NOVEMBER] = "Novembre",
	[WORD_DECEMBER] = "Décembre",

	[WORD_AS_TEXT] = "Cet article en texte brut",
	[WORD_PAGE_AS_TEXT] = "Cette page en texte brut",
	[WORD_ORIGINAL] = "Original",
	[WORD_ORIGINAL_PICTURE] = "original",
	[WORD_BOOK_BEING_MADE] =
	    "Ce livre est en préparation ; redemandez-le dans un moment",
	[WORD_ORIGINAL_ON] = "Original sur {1}",
	[WORD_OLDER] = "Plus ancien : {1}",
	[WORD_NEWER] = "Plus récent : {1}",
	[WORD_RELATED] = "À lire aussi : {1}",
	[WORD_TOPIC_IS] = "Thème : {1}",
	[WORD_TOPIC] = "Thème",
	[WORD_UPDATED] = "mis à jour le {1}",
	[WORD_EXCERPT_OF] =
	    "Seul un extrait se trouve ici ; l’article entier : {1}",
	[WORD_EXCERPT_ALONE] = "Seul un extrait de cet article se trouve ici.",
	[WORD_LICENSE] = "Licence : {1}",

	[WORD_SEARCH_PROMPT] = "Saisissez des mots, une \"phrase\" ou -sans",
	[WORD_SEARCH_FOR] = "Recherche : {1}",
	[WORD_FOUND] = "Articles trouvés, du plus récent au plus ancien.",
	[WORD_FOUND_NOTHING] = "Aucun article ne contient ces mots.",
	[WORD_SEARCH_HELP] =
	    "Essayez moins de mots, d’autres mots ou seulement le début d’un "
	    "mot. Les accents et les majuscules ne comptent pas.",
	[WORD_SEARCH_SYNTAX] =
	    "Les guillemets gardent une \"phrase\" entière et -mot écarte des "
	    "articles ; topic:peru, author:garate et year:2021 restreignent la "
	    "recherche.",
	[WORD_SEARCH_CUT] =
	    "La recherche a duré trop longtemps et les articles les plus "
	    "anciens n’ont pas été consultés. Avec plus de mots, elle est plus "
	    "rapide.",
	[WORD_SEARCH_SOME] =
	    "Tous les mots qui commencent comme le dernier n’ont pas été "
	    "cherchés ; avec plus de lettres, aucun ne manque.",
	[WORD_SEARCH_GROWING] = "L’archive est encore en cours de lecture ; "
				"tous les articles n’ont pas été consultés.",
	[WORD_SEARCH_AGAIN] = "Nouvelle recherche",
	[WORD_IN_TITLE] = "dans le titre",
	[WORD_NEXT_FOUND] = "Page suivante ({1})",
	[WORD_PREVIOUS_FOUND] = "Page précédente ({1})",

	[WORD_ME_TITLE] = "Votre certificat",
	[WORD_ME_FINGERPRINT] = "Empreinte : {1}",
	[WORD_ME_NAME] = "Nom : {1}",
	[WORD_ME_ROLE] = "Rôle : {1}",
	[WORD_ROLE_AUTHOR] = "auteur",
	[WORD_ROLE_EDITOR] = "rédacteur",
	[WORD_ROLE_ADMIN] = "administrateur",
	[WORD_ME_UNKNOWN] =
	    "Ce certificat n’est pas sur la liste de ceux qui publient ici "
	    "; son empreinte peut être envoyée à la rédaction.",
	[WORD_NEW_ARTICLE] = "Nouvel article",
	[WORD_DRAFTS] = "Brouillons",
	[WORD_YOUR_ARTICLES] = "Vos articles",
	[WORD_EDIT] = "Modifier : {1}",
	[WORD_EDIT_THIS] = "Modifier cet article",
	[WORD_DIFFERENCES] = "Ce qui a changé : {1}",
	[WORD_NO_DIFFERENCES] = "Rien n’a changé.",
	[WORD_LETTERS] = "Lettres",
	[WORD_LETTER_WRITE] = "Écrire une lettre sur cet article",
	[WORD_LETTER_PROMPT] = "Votre lettre, 900 octets au plus",
	[WORD_LETTER_THANKS] =
	    "Merci : votre lettre est arrivée. Elle paraîtra quand la "
	    "rédaction l’aura acceptée.",

	[WORD_NOT_FOUND] = "Il n’y a rien ici ; la page d’accueil mène à tout",
	[WORD_SHARED_NAME] = "Plusieurs articles portent ce nom",
	[WORD_REMOVED] = "Article retiré par son éditeur ; il ne reviendra pas",
	[WORD_NOT_READY] =
	    "Archives en préparation ; réessayez dans un instant",
	[WORD_BEING_WRITTEN] =
	    "Cet article s’enregistre ; réessayez dans un instant",
	[WORD_UNREADABLE] =
	    "Page illisible pour le moment ; réessayez plus tard",
	[WORD_BAD_QUERY] =
	    "Les mots cherchés sont illisibles ; ressaisissez-les",

	[WORD_BAD_REQUEST] =
	    "Adresse illisible ; vérifiez comment elle est écrite",
	[WORD_NOT_OURS] =
	    "Cette adresse est d’un autre serveur ; vérifiez son nom",
	[WORD_TOO_LATE] =
	    "La demande est arrivée trop tard ; veuillez réessayer",
	[WORD_TOO_MANY] =
	    "Trop de lecteurs à présent ; réessayez dans une minute",
	[WORD_SLOW_DOWN] =
	    "Trop de demandes de votre adresse ; patientez un instant",
	[WORD_FAILED] = "Erreur sur ce serveur ; veuillez réessayer plus tard",
	[WORD_CERTIFICATE_NEEDED] =
	    "Réservé aux membres : ouvrez par Gemini avec certificat",
	[WORD_CERTIFICATE_UNKNOWN] =
	    "Votre certificat n’est pas inscrit ; écrivez-nous",
	[WORD_CERTIFICATE_EXPIRED] =
	    "Votre certificat n’est pas valable ce jour ; changez-en",
	[WORD_BAD_LINK] = "Un tel lien ne peut être suivi ; revenez en arrière",
	[WORD_LEADS_OUT] = "Ce lien mène hors de Gopher",
	[WORD_NOT_THE_WEB] =
	    "Ceci est un serveur Gopher, pas un site ; lisez-le ici",

	[WORD_UPLOADS_NONE] = "Rien ne peut être publié sur ce serveur",
	[WORD_UPLOAD_LINE] = "Cet envoi est illisible : {1}",
	[WORD_UPLOAD_NOWHERE] = "Rien ne peut être publié à cette adresse",
	[WORD_PUBLISHER_NEEDED] =
	    "Pour publier ici, choisissez votre certificat",
	[WORD_PUBLISHER_UNKNOWN] =
	    "Hors liste ; envoyez l’empreinte à la rédaction : {1}",
	[WORD_UPLOAD_TOKEN] = "Le jeton manque ou n’est pas le bon",
	[WORD_UPLOAD_ROLE] = "D’autres peuvent le changer ; votre rôle : {1}",
	[WORD_UPLOAD_NOT_YOURS] = "Cet article est de quelqu’un d’autre",
	[WORD_UPLOAD_TOO_LARGE] = "Trop grand : {1} octets au plus",
	[WORD_UPLOAD_LENGTH] = "Il est venu plus ou moins d’octets qu’annoncé",
	[WORD_UPLOAD_MEDIA] = "Le contenu n’est pas ce que dit son nom ou type",
	[WORD_UPLOAD_FAULT] = "Rien n’a été changé ; {1}",
	[WORD_UPLOAD_CONFLICT] =
	    "Le texte a changé entre-temps ; comparez : {1}",
	[WORD_UPLOAD_FAILED] = "L’écriture a échoué : {1}",
	[WORD_UPLOAD_AGAIN] = "La publication a échoué ; veuillez réessayer",
	[WORD_LETTER_LONG] =
	    "Cette lettre est trop longue : 900 octets au plus",
	[WORD_LETTER_MANY] = "Assez de lettres pour aujourd’hui ; à demain",
};
/* NOLINTEND(bugprone-suspicious-missing-comma) */
