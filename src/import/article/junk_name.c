#include "import/article/junk_name.h"

#include <stddef.h>

#include "import/html/page_tree.h"

const char junk_name_hidden[] = "hidden text";

/* What authors of themes call it, in class and id: names and words. */
static const struct {
	const char *marks, *why;
	enum junk_trust trust;
} called[] = {
	{ "talkbacks talkback lesermeinungen lesermeinung "
	  "leserkommentare usercomments discussion-list commentthread "
	  "hyvor-talk remark42 hypercomments cackle postcomments "
	  "komentarze comentaris opiniones-lectores comments comment "
	  "commentarea commentlist respond disqus comentarios "
	  "comentario kommentare kommentar commentaires commenti "
	  "reacties webmentions livefyre coral viafoura spotim openweb "
	  "pluck trackbacks pingbacks utterances giscus isso commento "
	  "cusdis",
	    "comments", SURE },
	{ "share-bar-wrapper article-tools article-tool post-tools "
	  "story-tools tool-bar article__tools social-bar sharedaddy "
	  "addtoany addthis sociallinks shareaholic heateor sharethis "
	  "a2a_kit printfriendly sharer ssba shariff sharebar "
	  "sharebuttons share-buttons share-bar share-links share-tools "
	  "social-share social-links social-icons social-buttons "
	  "socialshare social-media-links social-sharing post-share "
	  "article-share entry-share sharing-buttons share-icons "
	  "jp-likes-widget essb_links",
	    "share buttons", SURE },
	{ "share sharing shares social compartir compartilhar partager "
	  "teilen redes socials shareline",
	    "share buttons", HINT },
	{ "more-on more-on-this more-about catcher more-info more_info "
	  "relatedlinks relatednews read-also readalso lire-aussi "
	  "liraussi siehe-auch sieheauch lees-ook leggi-anche leia-mais "
	  "leia-tambem saiba-mais lea-tambien lea-mas mais-lidas "
	  "plus-lus meistgelesen link-box linkbox rel-links "
	  "pageliststandarde yarpp outbrain taboola ob-widget zergnet "
	  "revcontent mgid relatedposts relatedarticles relatedcontent "
	  "most-read mostread mas-leidas mas-leidos masleidas "
	  "lomasleido lo-mas-leido most-popular mostpopular "
	  "popular-posts recent-posts recentposts latest-posts "
	  "latest-news also-read read-next readnext read-more-wrap "
	  "more-stories more-articles more-news post-navigation "
	  "nav-links prev-next post-nav nav-single navigation-post "
	  "nav-below nav-above te-puede-interesar further-reading rp4wp "
	  "wp-block-latest-posts upnext up-next you-may-like rich-link "
	  "element-rich-link readmore-links seealso see-also-links "
	  "related relateds relacionado relacionados relacionada "
	  "relacionadas recommended recommendations recomendados "
	  "recommendation trending teaser-list verwandt correlati "
	  "gerelateerd",
	    "links to other articles", SURE },
	{ "nl-box subscribe-wall subscription-wall infolettre "
	  "newsletter newsletters suscripcion suscribete suscribirse "
	  "boletin optin opt-in mc4wp mailchimp sign-up signup "
	  "mailing-list subscribe-box subscribe-form "
	  "subscription-widget subscribe-widget subscription-form "
	  "jetpack_subscription_widget",
	    "an invitation to sign up", SURE },
	{ "subscribe subscription abo suscribir", "an invitation to sign up",
	    HINT },
	{ "donate donation donations donar donaciones fundraiser "
	  "fundraising support-us contributions epic",
	    "an appeal", SURE },
	{ "paywall membership appeal piano regwall meter", "an appeal", HINT },
	{ "adsbygoogle advert adverts advertisement advertisements "
	  "advertorial publicidad anuncio anuncios sponsored-links dfp "
	  "adslot ad-slot ad-unit ad-container ad-wrapper adwrapper "
	  "ad-placeholder ads-container google-ad gpt-ad div-gpt-ad "
	  "banner-ad werbung anzeige publicite reklama adbox adunit "
	  "ad-label textads code-block-ad",
	    "advertising", SURE },
	{ "ad ads advertising sponsor sponsored sponsors promo promos "
	  "promotion promoted teads cta",
	    "advertising", HINT },
	{ "cookie cookies consent gdpr onetrust cmp qc-cmp2-container "
	  "didomi snackbar toast",
	    "a banner", SURE },
	{ "popup modal overlay lightbox banner flyout interstitial", "a banner",
	    HINT },
	{ "step_num paging pagenav pagenavi page-links votecell "
	  "hash-link edit-this-page theme-edit-this-page breadcrumb "
	  "breadcrumbs migas brotkrumen pagination pager paginacion "
	  "paginate skip skiplink site-header page-header-nav megamenu "
	  "offcanvas navbar menu-item sub-menu submenu main-menu "
	  "main-navigation site-navigation mw-jump-link editsection "
	  "navbox catlinks mw-navigation sphinxsidebar wy-nav-side "
	  "headerlink mw-indicators printfooter sistersitebox toc "
	  "table-of-contents lwptoc toctitle",
	    "navigation", SURE },
	{ "bottom-bar footer-bar footerbar foot-nav site-info siteinfo "
	  "impressum-links pie-de-pagina rodape site-footer page-footer "
	  "colophon footer-widgets footer-wrapper global-footer",
	    "the page's footer", SURE },
	{ "nav navigation menu toolbar topbar masthead", "navigation", HINT },
	{ "right-column rightcolumn right-col rightcol col-right "
	  "rightrail rightside column-right colonne-droite "
	  "rechte-spalte derecha side sidecol lateral sidebar widget "
	  "widgets rail secondary aside",
	    "beside the text", HINT },
	{ "copyright footer", "the page's footer", HINT },
	{ "author-bio-box about-the-author user-info author_bio "
	  "author__bio writer-bio article-author-bio contributor-bio "
	  "story-author-bio authorinfo author-box authorbox author-bio "
	  "authorbio about-author author-info author-card "
	  "post-author-box author-description author-profile bio-box "
	  "saboxplugin-wrap abh_box m-a-box autor-box autorenbox",
	    "about the author", SURE },
	/* within a text, where a page is of several pieces */
	{ "p-author dt-published dt-updated post-signature", "by whom and when",
	    SURE },
	/* WP Recipe Maker, Tasty Recipes and Mediavine Create */
	{ "wprm-recipe-print wprm-recipe-pin wprm-recipe-jump "
	  "wprm-recipe-rating wprm-call-to-action tasty-recipes-buttons "
	  "tasty-recipes-rating mv-create-print-button mv-create-pinterest",
	    "a button", SURE },
	{ "article-source story-topics topic-list topics-list "
	  "article__tags post__tags entry__tags news-tags tagbox "
	  "tag-links tags-links taglist tag-list post-tags entry-tags "
	  "article-tags etiquetas cat-links entry-utility postmetadata "
	  "tag-container tagcloud tag-cloud post-categories "
	  "article-topics topic-tags story-tags schlagworte",
	    "the article's topics", SURE },
	{ "tags", "the article's topics", HINT },
	{ "sr-only screen-reader-text visually-hidden visuallyhidden "
	  "u-screen-reader assistive-text element-invisible offscreen "
	  "screenreader clip-hidden noprint hidden-print print-only "
	  "noscreen",
	    junk_name_hidden, SURE },
	{ "hidden d-none hide invisible", junk_name_hidden, HINT },
};

/* What else is called like one of these, and is none. */
static const char harmless[] =
    " elementor-widget elementor-widget-container elementor-widget-wrap "
    "widget-content blog widget-wrap fusion-text comments-open "
    "comments-closed comment-status comments-enabled nav-previous-off "
    "pf-content social-media-embed embed-social no-sidebar full-width "
    "admonition callout note-box infobox ";

struct junk_verdict
junk_name_judge(const char *marks)
{
	if (tree_marked(marks, "hentry h-entry type-post type-page") ||
	    tree_marked(marks, harmless))
		return (struct junk_verdict){ NULL, SURE };
	for (size_t i = 0; i < sizeof called / sizeof called[0]; i++)
		if (tree_marked(marks, called[i].marks))
			return (struct junk_verdict){ called[i].why,
				called[i].trust };
	return (struct junk_verdict){ NULL, SURE };
}
