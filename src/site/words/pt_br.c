#include "site/words/languages.h"

/* Brazilian Portuguese: what it says in other words than pt.c. */
/* NOLINTBEGIN(bugprone-suspicious-missing-comma) */
const char *const words_pt_br[WORDS] = {
	[WORD_SEARCH] = "Buscar",
	[WORD_SEARCH_ARTICLES] = "Buscar nos títulos e artigos",
	[WORD_SEARCH_TOPIC] = "Buscar neste tema",
	[WORD_STATIC_COPY] =
	    "Uma cópia para guardar ou compartilhar: sem busca nem feeds.",
	[WORD_LIVE_SITE] = "O próprio arquivo, com busca e feeds",
	[WORD_NEXT_PAGE] = "Próxima página ({1} de {2})",
	[WORD_WITH_EXCERPTS] = "Com trechos",
	[WORD_BOOK_BEING_MADE] =
	    "Este livro está sendo preparado; tente de novo daqui a pouco",
	[WORD_NEWER] = "Próximo: {1}",
	[WORD_NEWER_IN] = "Próximo em {1}: {2}",
	[WORD_EXCERPT_OF] = "Aqui há apenas um trecho; o artigo completo: {1}",
	[WORD_EXCERPT_ALONE] = "Aqui há apenas um trecho deste artigo.",
	[WORD_LINKS] = "Links",
	[WORD_SEARCH_PROMPT] = "Buscar: palavras, \"frase exata\", -excluída",
	[WORD_SEARCH_FOR] = "Busca: {1}",
	[WORD_SEARCH_IN] = "Busca em {1}: {2}",
	[WORD_FOUND_NOTHING] = "Nenhum artigo contém essas palavras.",
	[WORD_SEARCH_FILTERS] = "Para limitar a busca: {1}.",
	[WORD_SEARCH_CUT] =
	    "A busca demorou demais e os artigos mais antigos não foram "
	    "vistos. Com mais palavras é mais rápida.",
	[WORD_GROWING] = "O arquivo ainda está sendo lido; "
			 "ainda não estão aqui todos os artigos.",
	[WORD_NEXT_FOUND] = "Próxima página ({1})",
	[WORD_NOT_READY] =
	    "O arquivo está sendo preparado; tente daqui a pouco",
	[WORD_BEING_WRITTEN] =
	    "Este artigo está sendo gravado; tente daqui a pouco",
	[WORD_TOO_MANY] = "Há muitos leitores agora; tente daqui a um minuto",
	[WORD_SLOW_DOWN] = "Muitos pedidos do seu endereço; aguarde um momento",
	[WORD_CERTIFICATE_UNKNOWN] =
	    "Seu certificado não está na lista; fale conosco",
	[WORD_CERTIFICATE_EXPIRED] =
	    "Seu certificado não é válido hoje; use outro, por favor",
	[WORD_BAD_LINK] = "Não se pode seguir um link deste tipo; volte",
	[WORD_LEADS_OUT] = "Este link sai do Gopher",
	[WORD_NOT_THE_WEB] =
	    "Este é um servidor Gopher, não um site; leia-o aqui",
};
/* NOLINTEND(bugprone-suspicious-missing-comma) */
