#include "site/words/languages.h"

/* French */
/* Long phrases are broken in two; each entry begins with its [WORD_...]. */
/* NOLINTBEGIN(bugprone-suspicious-missing-comma) */
const char *const words_fr[WORDS] = {
	[WORD_FRONT_PAGE] = "Page d’accueil",
	[WORD_SEARCH] = "Rechercher",
	[WORD_SEARCH_ARTICLES] = "Rechercher dans les titres et les articles",
	[WORD_SEARCH_TOPIC] = "Rechercher dans ce thème",
	[WORD_ALL_TOPICS] = "Tous les thèmes",
	[WORD_ALL_TITLES] = "Titres de tous les articles",
	[WORD_AUTHORS] = "Auteurs",
	[WORD_ALL_PAGES] = "Toutes les pages",
	[WORD_DIGEST] = "Revue du jour",
	[WORD_FEED] = "Flux Atom",
	[WORD_FEED_TOPIC] = "Flux Atom de ce thème",
	[WORD_FEED_AUTHOR] = "Flux Atom de cet auteur",
	[WORD_FEED_DIGEST] = "Flux Atom de la revue du jour",
	[WORD_OVER_GEMINI] = "Ces pages par Gemini",
	[WORD_ORIGINAL_SITE] = "Le site web d’origine",
	[WORD_STATIC_COPY] =
	    "Une copie à garder ou à partager : sans recherche ni flux.",
	[WORD_LIVE_SITE] = "Les archives elles-mêmes, avec recherche et flux",

	[WORD_NEWEST] = "Articles récents",
	[WORD_LATEST_IN] = "Derniers articles : {1}",
	[WORD_TOPICS] = "Thèmes par nombre d’articles",
	[WORD_ARTICLE] = "1 article",
	[WORD_ARTICLES] = "{1} articles",
	[WORD_MORE_THAN] = "Plus de {1} articles",
	[WORD_NEWEST_FIRST] = "{1}, du plus récent au plus ancien.",
	[WORD_PAGE_OF] = "Page {1} sur {2}.",
	[WORD_NEXT_PAGE] = "Page suivante ({1} sur {2})",
	[WORD_PREVIOUS_PAGE] = "Page précédente ({1} sur {2})",
	[WORD_FIRST_PAGE] = "Première page",
	[WORD_LAST_PAGE] = "Dernière page ({1} sur {2})",
	[WORD_TITLES_ONLY] = "Titres seuls",
	[WORD_ALL_IN_ONE] = "Tout sur une seule page",
	[WORD_TO_TAKE_ALONG] = "À emporter",
	[WORD_WITH_EXCERPTS] = "Avec extraits",
	[WORD_PART_OF] = "Fait partie de : {1}",
	[WORD_WITHIN] = "Comprend : {1}",
	[WORD_DIGEST_OF] = "Revue du jour, {1}",
	[WORD_AND_MORE] = "{1} et {2} de plus",
	[WORD_ARCHIVE] = "Archives",
	[WORD_MONTH_OF] = "{1} {2}",
	[WORD_JANUARY] = "janvier",
	[WORD_FEBRUARY] = "février",
	[WORD_MARCH] = "mars",
	[WORD_APRIL] = "avril",
	[WORD_MAY] = "mai",
	[WORD_JUNE] = "juin",
	[WORD_JULY] = "juillet",
	[WORD_AUGUST] = "août",
	[WORD_SEPTEMBER] = "septembre",
	[WORD_OCTOBER] = "octobre",
	[WORD_NOVEMBER] = "novembre",
	[WORD_DECEMBER] = "décembre",

	[WORD_AS_TEXT] = "Cet article en texte brut",
	[WORD_PAGE_AS_TEXT] = "Cette page en texte brut",
	[WORD_ORIGINAL] = "Original",
	[WORD_ORIGINAL_PICTURE] = "original",
	[WORD_BOOK_BEING_MADE] =
	    "Ce livre est en préparation ; redemandez-le dans un moment",
	[WORD_ORIGINAL_ON] = "Original sur {1}",
	[WORD_OLDER] = "Plus ancien : {1}",
	[WORD_NEWER] = "Plus récent : {1}",
	[WORD_OLDER_IN] = "Plus ancien dans {1} : {2}",
	[WORD_NEWER_IN] = "Plus récent dans {1} : {2}",
	[WORD_RELATED] = "À lire aussi",
	[WORD_MORE_BY] = "Autres articles de {1}",
	[WORD_TOPIC_IS] = "Thème : {1}",
	[WORD_TOPIC] = "Thème",
	[WORD_UPDATED] = "mis à jour le {1}",
	[WORD_LENGTH] = "{1} mots, {2} min",
	[WORD_EXCERPT_OF] =
	    "Seul un extrait se trouve ici ; l’article entier : {1}",
	[WORD_EXCERPT_ALONE] = "Seul un extrait de cet article se trouve ici.",
	[WORD_LICENSE] = "Licence : {1}",
	[WORD_IMAGE] = "image",
	[WORD_LINKS] = "Liens",
	[WORD_TABLE] = "Tableau",

	[WORD_SEARCH_PROMPT] =
	    "Rechercher : mots, \"expression exacte\", -exclu",
	[WORD_SEARCH_FOR] = "Recherche : {1}",
	[WORD_SEARCH_IN] = "Recherche dans {1} : {2}",
	[WORD_FOUND_NOTHING] = "Aucun article ne contient ces mots.",
	[WORD_NO_WORDS] =
	    "Il n’y a rien à chercher ici : les signes seuls ne trou"
	    "vent rien. Saisissez un mot ou un nombre.",
	[WORD_SEARCH_HELP] =
	    "Essayez moins de mots, d’autres mots ou seulement le début d’un "
	    "mot. Les accents et les majuscules ne comptent pas.",
	[WORD_SEARCH_SYNTAX] =
	    "Les guillemets cherchent une \"expression exacte\" et -mot "
	    "écarte des articles.",
	[WORD_SEARCH_FILTERS] = "Pour restreindre la recherche : {1}.",
	[WORD_FILTER_TOPIC] = "thème",
	[WORD_FILTER_AUTHOR] = "auteur",
	[WORD_FILTER_YEAR] = "année",
	[WORD_SEARCH_CUT] =
	    "La recherche a duré trop longtemps et les articles les plus "
	    "anciens n’ont pas été consultés. Avec plus de mots, elle est plus "
	    "rapide.",
	[WORD_SEARCH_SOME] =
	    "Tous les mots qui commencent comme le dernier n’ont pas été "
	    "cherchés ; avec plus de lettres, aucun ne manque.",
	[WORD_GROWING] = "L’archive est encore en cours de lecture ; "
			 "tous les articles n’y sont pas encore.",
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
	    "Article en cours d’enregistrement ; réessayez bientôt",
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
	[WORD_TOO_MANY] = "Trop de lecteurs en ce moment ; réessayez bientôt",
	[WORD_SLOW_DOWN] =
	    "Trop de demandes de votre adresse ; patientez un instant",
	[WORD_FAILED] = "Erreur sur ce serveur ; veuillez réessayer plus tard",
	[WORD_CERTIFICATE_NEEDED] =
	    "Réservé aux membres : ouvrez avec votre certificat",
	[WORD_CERTIFICATE_ELSEWHERE] =
	    "Réservé aux membres : ouvrez par Gemini avec certificat",
	[WORD_CERTIFICATE_UNKNOWN] =
	    "Votre certificat n’est pas inscrit ; écrivez-nous",
	[WORD_CERTIFICATE_EXPIRED] =
	    "Certificat non valable aujourd’hui ; prenez-en un autre",
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
