#include "import/article/label_line.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "text/ascii.h"
#include "text/slug.h"

#define LOOKED_AT 60 /* bytes of a line; its first words decide */

/*
 * As slugs, so that case and accents do not matter; what ends in '$' is the
 * whole line, the others may go on at a word's end.
 */
static const char *const links[] = { "related$", "more$", "watch$", "listen$",
	"related-articles", "related-posts", "related-stories",
	"related-content", "related-news", "related-links", "related-topics",
	"related-coverage", "related-reading", "related-video", "read-also",
	"read-more", "read-next", "people-are-also-reading$",
	"others-are-reading$", "people-also-read$", "readers-also-read$",
	"what-others-are-reading$", "andere-lesen-auch", "leser-lesen-auch",
	"otros-lectores-leyeron", "les-lecteurs-ont-aussi", "read-this",
	"read-the-full", "also-read", "also-see", "see-more", "more-from",
	"more-on$", "more-on-this", "more-stories", "more-news",
	"more-like-this", "more-in", "keep-reading", "you-may-also",
	"you-may-like", "you-might-also", "you-might-like", "recommended",
	"trending", "most-read", "most-popular", "popular-posts", "popular-now",
	"recent-posts", "latest-news", "latest-stories", "latest-posts",
	"top-stories", "up-next", "dont-miss", "editors-picks", "lee-tambien",
	"leer-tambien", "lea-tambien", "lea-ademas", "lee-ademas", "lee-mas",
	"leer-mas", "mira-tambien", "vea-tambien", "ver-tambien",
	"te-puede-interesar", "te-recomendamos", "tambien-te-puede",
	"tambien-puede", "puede-leer", "le-puede-interesar", "mas-noticias",
	"mas-en$", "mas-sobre", "mas-informacion$", "noticias-relacionadas",
	"notas-relacionadas", "articulos-relacionados", "contenido-relacionado",
	"entradas-relacionadas", "relacionado$", "relacionados$",
	"relacionadas$", "lo-mas-leido", "leia-tambem", "leia-mais",
	"veja-tambem", "veja-mais", "saiba-mais", "lire-aussi", "a-lire-aussi",
	"sur-le-meme-sujet", "articles-similaires", "articles-lies",
	"articles-connexes", "a-decouvrir", "lesen-sie-auch", "lesen-sie-hier",
	"lies-auch", "auch-interessant", "mehr-zum-thema", "mehr-dazu$",
	"mehr-zu$", "mehr-lesen", "mehr-aus", "das-konnte-sie",
	"das-konnte-dich", "das-koennte-sie", "das-koennte-dich",
	"weitere-artikel", "weitere-beitrage", "weitere-beitraege",
	"weitere-informationen$", "weitere-themen", "weitere-meldungen",
	"weitere-nachrichten", "weiterlesen", "zum-thema$", "ahnliche-artikel",
	"ahnliche-beitrage", "aehnliche-artikel", "aehnliche-beitraege",
	"verwandte-artikel", "verwandte-beitrage", "verwandte-themen",
	"passend-zum-thema", "meistgelesen", "leggi-anche", "leggi-tutto",
	"potrebbe-interessarti", "potrebbero-interessarti",
	"articoli-correlati", "lees-ook", "lees-meer", "gerelateerd",
	"gerelateerde", "zobacz-takze", "czytaj-takze", "czytaj-rowniez",
	"las-ocksa", "dans-la-meme-rubrique", "sur-le-meme-theme",
	"voir-aussi$", "a-voir-aussi", "lire-egalement", "lire-plus", "a-lire$",
	"leggi-tutte", "guarda-anche", "per-approfondire", "ver-mas$",
	"mas-de$", "notas-de-interes", "te-puede-gustar", "recomendados$",
	"confira-tambem", "ler-mais", "relacionadas-a", "more-to-explore",
	"more-to-read", "read-on$", "next-read", "in-this-series",
	"siehe-auch$", "auch-lesen", "mehr-uber$", "mehr-ueber$", "lesetipps",
	"lesetipp", "lesen-sie-mehr", "lesen-sie-dazu", "lasaa-myos",
	"les-ogsa", "las-mer", "las-aven", "laes-ogsa", "lue-myos",
	"przeczytaj-takze", "polecamy", "cititi-si", "devamini-oku",
	"ilgili-haberler", "a-voir-egalement", "voir-egalement",
	"a-lire-egalement", "also-on", "tambien-en$", "themen-folgen",
	"empfehlungen-der-redaktion", "nachster-artikel", "naechster-artikel",
	"nachster-beitrag", "naechster-beitrag", "vorheriger-artikel",
	"vorheriger-beitrag", "other-stories", "other-articles",
	"similar-posts", "similar-articles", "similar-stories",
	"previous-article", "previous-post", "previous-story", "next-article$",
	"next-post$", "next-story$", "what-to-read-next", "latest$",
	"in-this-story$", "les-plus-lus", "articles-recents",
	"derniers-articles", "lire-la-suite", "dans-le-meme-dossier",
	"mas-leidas", "mas-vistas", "ultimas-noticias", "articulo-anterior",
	"articulo-siguiente", "siguiente-articulo", "mais-lidas", "mais-vistas",
	"ultime-notizie", "i-piu-letti", "meer-nieuws", "meer-over$",
	"relaterade-artiklar", "relaterte-artikler", "relaterede-artikler",
	"aiheeseen-liittyvat", "czytaj-tez", "zobacz-rowniez", "zobacz-tez",
	"podobne-artykuly", "souvisejici-clanky", "souvisejici$",
	"mohlo-by-vas", "ctete-take", "kapcsolodo-cikkek", "benzer-haberler",
	"bai-viet-lien-quan", "tin-lien-quan", "berita-terkait",
	"artikel-terkait", "baca-juga", "articole-similare", "citeste-si",
	"procitajte-i", "povezane-vijesti", NULL };
static const char *const comments[] = { "comments$", "comment$",
	"comments-are-closed", "comments-are-disabled", "comments-off",
	"no-comments", "add-a-comment", "add-comment", "add-your-comment",
	"post-a-comment", "post-comment", "leave-a-comment", "leave-a-reply",
	"leave-a-response", "leave-your-comment", "leave-comment",
	"write-a-comment", "view-comments", "show-comments",
	"view-all-comments", "load-comments", "join-the-conversation",
	"join-the-discussion", "join-the-debate", "have-your-say",
	"what-do-you-think$", "one-thought-on", "reader-comments", "responses$",
	"replies$", "your-email-address-will-not-be",
	"please-log-in-to-comment", "please-login-to-comment",
	"you-must-be-logged-in", "this-site-uses-akismet", "comentarios$",
	"comentario$", "deja-un-comentario", "deja-tu-comentario",
	"deja-una-respuesta", "dejar-un-comentario", "dejar-una-respuesta",
	"dejanos-tu-comentario", "un-comentario", "anadir-un-comentario",
	"agregar-comentario", "escribe-un-comentario", "publicar-un-comentario",
	"deixe-um-comentario", "deixe-uma-resposta", "kommentare$",
	"kommentar$", "kommentar-schreiben", "kommentar-verfassen",
	"kommentar-abgeben", "kommentar-hinterlassen", "kommentare-anzeigen",
	"keine-kommentare", "schreibe-einen-kommentar",
	"schreiben-sie-einen-kommentar", "hinterlasse-einen-kommentar",
	"hinterlasse-eine-antwort", "einen-kommentar-schreiben",
	"antwort-hinterlassen", "ein-kommentar$", "diskutieren-sie",
	"ihre-meinung", "deine-meinung", "commentaires$", "commentaire$",
	"laisser-un-commentaire", "laissez-un-commentaire",
	"ajouter-un-commentaire", "poster-un-commentaire",
	"ecrire-un-commentaire", "aucun-commentaire", "reagir$", "commenti$",
	"commento$", "lascia-un-commento", "lascia-una-risposta",
	"nessun-commento", "reacties$", "reageer$", "geef-een-reactie",
	"geen-reacties", "komentarze$", "dodaj-komentarz", "trackbacks$",
	"trackback-url", "pingbacks$", "lesermeinungen$", "lesermeinung$",
	"leserkommentare$", "discussion-about-this", "log-in-to-comment",
	"comments-for-this-thread", "comments-policy", "join-our-discussion",
	"forum$", "talkback$", "talkbacks$", "kommentoi", "kommentarer$",
	"yorumlar$", "yorum-yap", "schreiben-sie-den-ersten-kommentar",
	"be-the-first-to-comment", "be-the-first-to-reply", "soyez-le-premier",
	"se-el-primero-en-comentar", "seja-o-primeiro-a-comentar", NULL };
static const char *const topics[] = { "filed-under", "posted-in",
	"pubblicato-in", "published-in", "posted-under", "categories$",
	"category$", "tagged$", "tagged-with", "tagged-as", "tags$", "tag$",
	"topics$", "topics-in", "labels$", "keywords$", "more-about$",
	"explore-more", "etiquetas$", "etiqueta$", "etiquetado$",
	"etiquetado-como", "temas$", "temas-de", "temas-relacionados", "tema$",
	"archivado-en", "categorias$", "categoria$", "palabras-clave",
	"publicado-en", "en-este-articulo$", "palavras-chave", "marcadores$",
	"topicos$", "assuntos$", "schlagworte$", "schlagworter$",
	"schlagwoerter$", "schlagwort$", "stichworte$", "stichworter$",
	"themen$", "verschlagwortet", "kategorie$", "kategorien$",
	"abgelegt-unter", "veroffentlicht-in", "veroffentlicht-unter",
	"mots-cles$", "mots-clefs$", "sujets$", "etiquettes$", "etiquette$",
	"classe-dans", "publie-dans", "categories-de", "argomenti$",
	"etichette$", "trefwoorden$", NULL };
static const char *const author[] = { "about-the-author", "about-the-authors",
	"about-the-writer", "about-author", "more-by-this-author",
	"view-all-posts", "view-more-posts", "sobre-el-autor",
	"sobre-la-autora", "acerca-del-autor", "acerca-de-la-autora",
	"ver-todas-las-entradas", "sobre-o-autor", "sobre-a-autora",
	"uber-den-autor", "uber-die-autorin", "ueber-den-autor",
	"ueber-die-autorin", "zum-autor$", "zur-person$", "autor-in$",
	"a-propos-de-lauteur", "a-propos-des-auteurs",
	"informazioni-sullautore", "over-de-auteur", "alle-beitrage-von",
	"alle-beitraege-von", "alle-artikel-von", NULL };
static const char *const calls[] = { "share$", "share-this", "share-on",
	"share-via", "share-article", "share-story", "share-your", "sharing",
	"tweet-this", "tweet$", "pin-it", "email-this", "like-this$",
	"like-loading", "follow-us", "follow-me", "follow-on", "find-us-on",
	"click-to-share", "click-to-email", "click-here-to-sign",
	"click-here-to-subscribe", "subscribe$", "subscribe-to",
	"subscribe-now", "subscribe-for", "subscribe-via", "sign-up$",
	"sign-up-for", "sign-up-to", "sign-up-here", "signup", "get-the-latest",
	"get-our-newsletter", "get-breaking-news", "get-more-news",
	"already-a-subscriber", "already-registered", "join-our-newsletter",
	"join-our-mailing", "join-us-on", "download-our-app",
	"download-the-app", "support-our-journalism", "support-us$", "donate$",
	"become-a-member", "log-in-to", "register-to", "enjoyed-this",
	"enjoy-this", "thanks-for-reading", "continue-reading-your",
	"contact-us-at", "got-a-tip", "have-a-tip", "send-us-a-tip",
	"if-you-enjoyed-this", "if-you-liked-this", "compartir$",
	"compartir-en", "compartir-esto", "comparte$", "comparte-esto",
	"comparte-en", "comparta", "comparteix", "siguenos", "sigue-nos",
	"siganos", "suscribete", "suscribase", "inscribete", "registrate",
	"recibe-nuestro", "recibe-las", "me-gusta$", "me-gusta-esto", "unete-a",
	"compartilhe", "compartilhar$", "siga-nos", "assine", "inscreva-se",
	"teilen$", "teilen-mit", "teilen-sie", "artikel-teilen",
	"beitrag-teilen", "seite-teilen", "jetzt-teilen", "folgen-sie",
	"folge-uns", "folgt-uns", "newsletter$", "newsletter-abonnieren",
	"abonnieren$", "abonnieren-sie", "jetzt-abonnieren", "jetzt-anmelden",
	"gefallt-mir", "gefaellt-mir", "hat-ihnen-der-artikel", "drucken$",
	"partager", "partagez", "suivez-nous", "abonnez-vous", "inscrivez-vous",
	"condividi", "seguici", "iscriviti", "deel-dit", "deel$", "delen$",
	"volg-ons", "udostepnij", "share-full-article", "share-the-article",
	"gift-this-article", "give-this-article", "sigue-toda-la",
	"sigue-nuestro", "ready-for-more$", "join-our-whatsapp",
	"join-our-telegram", "sign-up-today", "rejoignez-nous",
	"telechargez-lapplication", "siga-o", "siga-a-nossa", "entre-no-nosso",
	"receba-no", "participe-do", "jetzt-folgen", "contact-the-author",
	"contact-the-writer", "contact-the-reporter", "auf-facebook-teilen",
	"auf-twitter-teilen", "auf-whatsapp-teilen", "bei-facebook-teilen",
	"per-e-mail-teilen", "artikel-drucken", "beitrag-drucken",
	"seite-drucken", "like-us-on", "imprimer-cet-article", "imprimer$",
	"envoyer-par-e-mail", "envoyer-a-un-ami", "dela-pa", "del-pa",
	"jaa-facebookissa", "sdilet-na", "fehler-melden", "fehler-gefunden",
	"found-an-error", "rate-this", "rate-the-article",
	"vota-questo-articolo", "vota-este-articulo", "califica-este-articulo",
	"valora-este-articulo", "notez-cet-article", "avalie-este-artigo",
	"artikel-bewerten", "beitrag-bewerten", "jump-to-recipe",
	"jump-to-video", "print-recipe", "pin-recipe", "save-recipe",
	"tried-this-recipe", "made-this-recipe", "did-you-make-this",
	"zum-rezept$", "rezept-drucken", "ir-a-la-receta", "imprimir-receta",
	"aller-a-la-recette", "imprimer-la-recette", "vai-alla-ricetta",
	"stampa-la-ricetta", "get-local-news", "not-the-answer-youre",
	"diesen-artikel-bewerten", "copy-link$", "link-kopieren",
	"copier-le-lien", "copiar-enlace", "copiar-link", NULL };
static const char *const notices[] = { "advertisement", "advertisment",
	"advertising$", "sponsored$", "sponsored-content", "story-continues",
	"article-continues", "this-story-continues", "scroll-to-continue",
	"continue-reading-below", "continues-below", "publicidad$", "anuncio$",
	"anuncios$", "contenido-patrocinado", "la-nota-continua",
	"publicidade$", "continua-apos", "continua-depois", "anzeige$",
	"werbung$", "publicite$", "pubblicita$", "advertentie$", "reklama$",
	"sorted-by$", "sort-by$", "sortiert-nach$", "sortieren-nach$",
	"ordenar-por$", "trier-par$", "ordina-per$", "print$", "print-this",
	"print-article", "printer-friendly", "print-friendly", "email$",
	"e-mail$", "imprimir", "permalink$", "back-to-top", "to-the-top",
	"nach-oben", "zum-seitenanfang", "zuruck-zur", "zurueck-zur",
	"volver-arriba", "haut-de-page", "retour-en-haut", "skip-to",
	"all-rights-reserved", "todos-los-derechos", "todos-os-direitos",
	"alle-rechte-vorbehalten", "tous-droits-reserves", "tutti-i-diritti",
	"copyright", "report-a-typo", "report-an-error", "report-a-mistake",
	"loading$", "post-navigation$", "beitragsnavigation$",
	"navegacion-de-entradas$", "navigation-de-larticle", "skip-past",
	"skip-advertisement", "skip-ad", "after-newsletter-promotion",
	"a-version-of-this-article", "a-version-of-this-story",
	"order-reprints", "riproduzione-riservata", "reproduction-interdite",
	"toute-reproduction", "nachdruck-verboten", "reuse-this-content",
	"edit-this-page", "list-of-1-items", "list-of-2-items",
	"list-of-3-items", "list-of-4-items", "end-of-list$",
	"listen-to-this-article", "listen-to-article", "listen-to-this-story",
	"ouvir-o-texto$", "ecouter-larticle", "artikel-anhoren",
	"ascolta-larticolo", "escuchar-noticia", "temps-de-lecture",
	"prohibida-la-reproduccion", "proibida-a-reproducao",
	"the-views-expressed", "views-expressed", "the-opinions-expressed",
	"opinions-expressed", "las-opiniones-expresadas",
	"as-opinioes-expressas", "le-opinioni-espresse",
	"les-opinions-exprimees", "disclaimer$",
	"empfohlener-redaktioneller-inhalt", "empfohlener-externer-inhalt",
	"externer-inhalt$", "mit-ihrer-zustimmung-wird",
	"mit-deiner-zustimmung-wird", "contenu-externe$", "contenido-externo$",
	"this-content-is-hosted", "this-content-is-not-available", "load-more$",
	"mehr-laden$", "charger-plus$", "cargar-mas$", "zur-startseite$",
	"startseite$", "zur-ubersicht$", NULL };

/*
 * The same in scripts that slugs do not have, as they are written; what ends
 * in '$' is the whole line but for a number or a colon behind it.
 */
static const char *const links_as_written[] = { "関連記事", "関連ニュース",
	"あわせて読みたい", "合わせて読みたい", "おすすめ記事", "相关阅读",
	"相关新闻", "相關新聞", "延伸閱讀", "延伸阅读", "推荐阅读", "관련기사",
	"관련 기사", "이 기자의 기사", "많이 본 뉴스", "اقرأ أيضا",
	"اقرأ المزيد", "مواضيع ذات صلة", "أخبار ذات صلة", "Читайте также",
	"ЧИТАЙТЕ ТАКЖЕ", "Читать также", "Материалы по теме", "По теме$",
	"Читайте також", "קראו גם", "עוד בנושא", "Διαβάστε επίσης", "यह भी पढ़ें",
	"इसे भी पढ़ें", "Σχετικά άρθρα", "Похожие статьи", "Похожие материалы",
	"Другие новости", "相关文章", "推荐文章", "相關文章", "おすすめ$",
	"おすすめの記事", "관련 뉴스", "مقالات ذات صلة", "مواضيع متعلقة",
	"مقالات متعلقة", "כתבות נוספות", "כתבות קשורות", NULL };
static const char *const comments_as_written[] = { "コメント$", "评论$",
	"評論$", "留言$", "网友评论", "댓글$", "تعليقات$", "التعليقات$",
	"תגובות$", "Комментарии$", "Коментарі$", "Σχόλια$", NULL };
static const char *const calls_as_written[] = { "Подпис", "Поделиться$",
	"Следите за", "Підпис", "Поділитися$", "シェア$", "ツイート$", "分享$",
	"공유$", "شارك$", "تابعونا", "שתפו$", "Поделиться в", "Печать$",
	"分享到", "分享至", NULL };
static const char *const notices_as_written[] = { "责任编辑", "責任編輯",
	"编辑：", "編輯：", "文章来源", "無断転載", "版权所有", "版權所有",
	"무단 전재", "무단전재", "저작권자", "المصدر", "Реклама$", "広告$",
	"广告$", "廣告$", "광고$", NULL };
static const char *const none_as_written[] = { NULL };

static const struct {
	enum label kind;
	const char *const *slugs, *const *as_written;
	const char *why;
} kinds[] = {
	{ LABEL_LINKS, links, links_as_written, "links to other articles" },
	{ LABEL_COMMENTS, comments, comments_as_written, "comments" },
	{ LABEL_TOPICS, topics, none_as_written, "the article's topics" },
	{ LABEL_AUTHOR, author, none_as_written, "about the author" },
	{ LABEL_CALL, calls, calls_as_written,
	    "an invitation to share or sign up" },
	{ LABEL_NOTICE, notices, notices_as_written, "a notice" },
};

#define KINDS (sizeof kinds / sizeof kinds[0])

const char *
label_reason(enum label kind)
{
	for (size_t i = 0; i < KINDS; i++)
		if (kinds[i].kind == kind)
			return kinds[i].why;
	return "no part of the text";
}

static bool
begins(const char *slug, const char *label)
{
	size_t n = strlen(label);

	if (label[n - 1] == '$')
		return strlen(slug) == n - 1 &&
		       strncmp(slug, label, n - 1) == 0;
	return strncmp(slug, label, n) == 0 &&
	       (slug[n] == '\0' || slug[n] == '-');
}

/* "12 comments", "3 responses to the dredger stays". */
static const char *
past_number(const char *slug)
{
	size_t digits = strspn(slug, "0123456789");

	return digits > 0 && slug[digits] == '-' ? slug + digits + 1 : slug;
}

/* "Comments (12)", "Kommentare: 3". */
static void
cut_number(char *slug)
{
	size_t n = strlen(slug);

	while (n > 0 && is_digit(slug[n - 1]))
		n--;
	if (n > 0 && slug[n] != '\0' && slug[n - 1] == '-')
		slug[n - 1] = '\0';
}

#define BEFORE_COLON 30 /* bytes of a label that a colon ends */

/* "RELATED: The dredger stays", "Tags: harbour, tide". */
static enum label
before_colon(const char *line)
{
	size_t len = strcspn(line, ":");
	char slug[SLUG_SIZE];

	if (line[len] == '\0' || len > BEFORE_COLON)
		return LABEL_NONE;
	slug_latin(slug, line, len);
	for (size_t k = 0; k < KINDS; k++)
		for (size_t i = 0; kinds[k].slugs[i] != NULL; i++)
			if (kinds[k].kind != LABEL_COMMENTS &&
			    begins(slug, kinds[k].slugs[i]))
				return kinds[k].kind;
	return LABEL_NONE;
}

/* Words of other scripts at the beginning of a line. */
static enum label
as_written(const char *line)
{
	for (size_t k = 0; k < KINDS; k++)
		for (size_t i = 0; kinds[k].as_written[i] != NULL; i++) {
			const char *label = kinds[k].as_written[i];
			size_t n = strlen(label);
			bool whole = label[n - 1] == '$';

			n -= whole;
			if (strncmp(line, label, n) == 0 &&
			    (!whole ||
				line[n + strspn(line + n, " ():0123456789")] ==
				    '\0'))
				return kinds[k].kind;
		}
	return LABEL_NONE;
}

/* "5 responses to The dredger stays": a number is in front of these. */
static bool
is_counted(const char *slug)
{
	static const char *const comments_on[] = { "responses-to",
		"thoughts-on", "replies-to", "comments-on", "gedanken-zu",
		"kommentare-zu", "antworten-auf", "antworten-zu",
		"comentarios-en", "comentarios-para", "respuestas-a",
		"pensamientos-sobre", "commentaires-sur", "reponses-a",
		"commenti-su", "risposte-a", "respostas-para",
		"comentarios-sobre", "reacties-op", "gedachten-over",
		"komentarzy-do", NULL };

	for (size_t i = 0; comments_on[i] != NULL; i++)
		if (begins(slug, comments_on[i]))
			return true;
	return false;
}

bool
label_is_rights(const char *line)
{
	static const char *const signs[] = { "©", "ⓒ", "℗", "(c) ", "(C) " };
	static const char copyright[] = "copyright ";
	bool said = strncasecmp(line, copyright, sizeof copyright - 1) == 0;

	if (said)
		line += sizeof copyright - 1;
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
		if (strncmp(line, signs[i], strlen(signs[i])) == 0)
			return said || *line != '(' ||
			       strpbrk(line, "0123456789") != NULL;
	return said && is_digit(*line);
}

enum label
label_line(const char *line)
{
	char slug[SLUG_SIZE];
	const char *bare;
	size_t len = strlen(line);

	slug_latin(slug, line, len < LOOKED_AT ? len : LOOKED_AT);
	cut_number(slug);
	bare = past_number(slug);
	if (bare > slug && is_counted(bare))
		return LABEL_COMMENTS;
	for (size_t k = 0; k < KINDS; k++)
		for (size_t i = 0; kinds[k].slugs[i] != NULL; i++)
			if (begins(slug, kinds[k].slugs[i]) ||
			    (bare > slug && kinds[k].kind == LABEL_COMMENTS &&
				begins(bare, kinds[k].slugs[i])))
				return kinds[k].kind;
	if ((unsigned char)line[0] >= 0x80)
		return as_written(line);
	return before_colon(line);
}
