#include "site/words/languages.h"

/* Spanish */
/* Long phrases are broken in two; each entry begins with its [WORD_...]. */
/* NOLINTBEGIN(bugprone-suspicious-missing-comma) */
const char *const words_es[WORDS] = {
	[WORD_FRONT_PAGE] = "Portada",
	[WORD_SEARCH] = "Buscar",
	[WORD_SEARCH_ARTICLES] = "Buscar en títulos y artículos",
	[WORD_SEARCH_TOPIC] = "Buscar en este tema",
	[WORD_ALL_TOPICS] = "Todos los temas",
	[WORD_ALL_TITLES] = "Títulos de todos los artículos",
	[WORD_AUTHORS] = "Autores",
	[WORD_ALL_PAGES] = "Todas las páginas",
	[WORD_DIGEST] = "Resumen diario",
	[WORD_FEED] = "Canal Atom",
	[WORD_FEED_TOPIC] = "Canal Atom de este tema",
	[WORD_FEED_AUTHOR] = "Canal Atom de este autor",
	[WORD_FEED_DIGEST] = "Canal Atom del resumen diario",
	[WORD_OVER_GEMINI] = "Estas páginas por Gemini",
	[WORD_ORIGINAL_SITE] = "El sitio web original",
	[WORD_STATIC_COPY] =
	    "Una copia para guardar o compartir: sin búsqueda ni canales.",
	[WORD_LIVE_SITE] = "El archivo en línea, con búsqueda y canales",

	[WORD_NEWEST] = "Artículos más recientes",
	[WORD_LATEST_IN] = "Lo último en {1}",
	[WORD_TOPICS] = "Temas por número de artículos",
	[WORD_ARTICLE] = "1 artículo",
	[WORD_ARTICLES] = "{1} artículos",
	[WORD_MORE_THAN] = "Más de {1} artículos",
	[WORD_NEWEST_FIRST] = "{1}, del más reciente al más antiguo.",
	[WORD_PAGE_OF] = "Página {1} de {2}.",
	[WORD_NEXT_PAGE] = "Página siguiente ({1} de {2})",
	[WORD_PREVIOUS_PAGE] = "Página anterior ({1} de {2})",
	[WORD_FIRST_PAGE] = "Página 1",
	[WORD_LAST_PAGE] = "Última página ({1} de {2})",
	[WORD_TITLES_ONLY] = "Solo títulos",
	[WORD_ALL_IN_ONE] = "Todo en una sola página",
	[WORD_TO_TAKE_ALONG] = "Para llevar",
	[WORD_WITH_EXCERPTS] = "Con extractos",
	[WORD_PART_OF] = "Parte de: {1}",
	[WORD_WITHIN] = "Incluye: {1}",
	[WORD_DIGEST_OF] = "Resumen diario del {1}",
	[WORD_AND_MORE] = "{1} y {2} más",
	[WORD_ARCHIVE] = "Archivo",
	[WORD_MONTH_OF] = "{1} de {2}",
	[WORD_JANUARY] = "enero",
	[WORD_FEBRUARY] = "febrero",
	[WORD_MARCH] = "marzo",
	[WORD_APRIL] = "abril",
	[WORD_MAY] = "mayo",
	[WORD_JUNE] = "junio",
	[WORD_JULY] = "julio",
	[WORD_AUGUST] = "agosto",
	[WORD_SEPTEMBER] = "septiembre",
	[WORD_OCTOBER] = "octubre",
	[WORD_NOVEMBER] = "noviembre",
	[WORD_DECEMBER] = "diciembre",

	[WORD_AS_TEXT] = "Este artículo como texto sin formato",
	[WORD_PAGE_AS_TEXT] = "Esta página como texto sin formato",
	[WORD_ORIGINAL] = "Original",
	[WORD_ORIGINAL_PICTURE] = "original",
	[WORD_BOOK_BEING_MADE] =
	    "Este libro se está preparando; inténtelo en un momento",
	[WORD_ORIGINAL_ON] = "Original en {1}",
	[WORD_OLDER] = "Anterior: {1}",
	[WORD_NEWER] = "Siguiente: {1}",
	[WORD_OLDER_IN] = "Anterior en {1}: {2}",
	[WORD_NEWER_IN] = "Siguiente en {1}: {2}",
	[WORD_RELATED] = "Relacionados",
	[WORD_MORE_BY] = "Más de {1}",
	[WORD_TOPIC_IS] = "Tema: {1}",
	[WORD_TOPIC] = "Tema",
	[WORD_UPDATED] = "actualizado el {1}",
	[WORD_LENGTH] = "{1} palabras, {2} min",
	[WORD_EXCERPT_OF] =
	    "Aquí solo hay un extracto; el artículo completo: {1}",
	[WORD_EXCERPT_ALONE] = "Aquí solo hay un extracto de este artículo.",
	[WORD_LICENSE] = "Licencia: {1}",
	[WORD_IMAGE] = "imagen",
	[WORD_LINKS] = "Enlaces",
	[WORD_TABLE] = "Tabla",

	[WORD_SEARCH_PROMPT] = "Buscar: palabras, \"frase exacta\", -excluida",
	[WORD_SEARCH_FOR] = "Búsqueda: {1}",
	[WORD_SEARCH_IN] = "Búsqueda en {1}: {2}",
	[WORD_FOUND_NOTHING] = "Ningún artículo contiene estas palabras.",
	[WORD_NO_WORDS] =
	    "Aquí no hay nada que buscar: los signos solos no encuen"
	    "tran nada. Escriba una palabra o un número.",
	[WORD_SEARCH_HELP] =
	    "Pruebe con menos palabras, con otras o solo con el comienzo de "
	    "una. Los acentos y las mayúsculas no importan.",
	[WORD_SEARCH_SYNTAX] =
	    "Las comillas buscan una \"frase exacta\" y -palabra excluye "
	    "artículos.",
	[WORD_SEARCH_FILTERS] = "Para limitar la búsqueda: {1}.",
	[WORD_FILTER_TOPIC] = "tema",
	[WORD_FILTER_AUTHOR] = "autor",
	[WORD_FILTER_YEAR] = "año",
	[WORD_SEARCH_CUT] =
	    "La búsqueda duró demasiado y no se revisaron los artículos más "
	    "antiguos. Con más palabras es más rápida.",
	[WORD_SEARCH_SOME] = "No se buscaron todas las palabras que empiezan "
			     "como la última; con más letras no falta ninguna.",
	[WORD_GROWING] = "El archivo todavía se está incorporando; "
			 "aún no están aquí todos los artículos.",
	[WORD_IN_TITLE] = "en el título",
	[WORD_NEXT_FOUND] = "Página siguiente ({1})",
	[WORD_PREVIOUS_FOUND] = "Página anterior ({1})",

	[WORD_ME_TITLE] = "Su certificado",
	[WORD_ME_FINGERPRINT] = "Huella: {1}",
	[WORD_ME_NAME] = "Nombre: {1}",
	[WORD_ME_ROLE] = "Función: {1}",
	[WORD_ROLE_AUTHOR] = "autor",
	[WORD_ROLE_EDITOR] = "editor",
	[WORD_ROLE_ADMIN] = "administrador",
	[WORD_ME_UNKNOWN] =
	    "Este certificado no está en la lista de quienes publican aquí; "
	    "su huella puede enviarse a la redacción.",
	[WORD_NEW_ARTICLE] = "Artículo nuevo",
	[WORD_DRAFTS] = "Borradores",
	[WORD_YOUR_ARTICLES] = "Sus artículos",
	[WORD_EDIT] = "Editar: {1}",
	[WORD_EDIT_THIS] = "Editar este artículo",
	[WORD_DIFFERENCES] = "Qué cambió: {1}",
	[WORD_NO_DIFFERENCES] = "No cambió nada.",
	[WORD_LETTERS] = "Cartas",
	[WORD_LETTER_WRITE] = "Escribir una carta sobre este artículo",
	[WORD_LETTER_PROMPT] = "Su carta, 900 bytes como máximo",
	[WORD_LETTER_THANKS] =
	    "Gracias: su carta ha llegado. Se mostrará cuando la redacción "
	    "la acepte.",

	[WORD_NOT_FOUND] =
	    "Aquí no hay nada; la portada lleva a todos los artículos",
	[WORD_SHARED_NAME] = "Varios artículos llevan este nombre",
	[WORD_REMOVED] = "Artículo retirado definitivamente por sus editores",
	[WORD_NOT_READY] =
	    "El archivo se está preparando; inténtelo en un momento",
	[WORD_BEING_WRITTEN] =
	    "Este artículo se está guardando; inténtelo en un momento",
	[WORD_UNREADABLE] =
	    "Esta página no se puede leer ahora; vuelva más tarde",
	[WORD_BAD_QUERY] =
	    "No se pudieron leer las palabras; escríbalas de nuevo",

	[WORD_BAD_REQUEST] =
	    "No se pudo leer esta dirección; revise cómo está escrita",
	[WORD_NOT_OURS] =
	    "Esta dirección es de otro servidor; compruebe el nombre",
	[WORD_TOO_LATE] = "La petición no llegó a tiempo; inténtelo de nuevo",
	[WORD_TOO_MANY] =
	    "Hay demasiados lectores ahora; inténtelo en un minuto",
	[WORD_SLOW_DOWN] =
	    "Demasiadas peticiones desde su dirección; espere un poco",
	[WORD_FAILED] = "Algo falló en este servidor; inténtelo más tarde",
	[WORD_CERTIFICATE_NEEDED] =
	    "Solo para miembros: ábralo con su certificado",
	[WORD_CERTIFICATE_ELSEWHERE] =
	    "Solo para miembros: ábralo por Gemini con su certificado",
	[WORD_CERTIFICATE_UNKNOWN] =
	    "Su certificado no está en la lista; consúltenos",
	[WORD_CERTIFICATE_EXPIRED] =
	    "Su certificado no es válido hoy; utilice otro, por favor",
	[WORD_BAD_LINK] =
	    "No se puede seguir un enlace de este tipo; vuelva atrás",
	[WORD_LEADS_OUT] = "Este enlace sale de Gopher",
	[WORD_NOT_THE_WEB] =
	    "Este es un servidor Gopher, no un sitio web; se lee aquí",

	[WORD_UPLOADS_NONE] = "En este servidor no se puede publicar",
	[WORD_UPLOAD_LINE] = "Este envío no se puede leer: {1}",
	[WORD_UPLOAD_NOWHERE] = "En esta dirección no se puede publicar nada",
	[WORD_PUBLISHER_NEEDED] = "Para publicar aquí, elija su certificado",
	[WORD_PUBLISHER_UNKNOWN] =
	    "No está en la lista; envíe a la redacción la huella: {1}",
	[WORD_UPLOAD_TOKEN] = "Falta la palabra clave o no es la correcta",
	[WORD_UPLOAD_ROLE] = "Esto lo cambian otros; su función es: {1}",
	[WORD_UPLOAD_NOT_YOURS] = "Este artículo es de otra persona",
	[WORD_UPLOAD_TOO_LARGE] = "Demasiado grande: {1} bytes como máximo",
	[WORD_UPLOAD_LENGTH] = "Llegaron más o menos bytes de los anunciados",
	[WORD_UPLOAD_MEDIA] =
	    "Lo que llegó no es lo que dicen su nombre o tipo",
	[WORD_UPLOAD_FAULT] = "No se cambió nada; {1}",
	[WORD_UPLOAD_CONFLICT] = "El texto cambió entretanto; compare: {1}",
	[WORD_UPLOAD_FAILED] = "No se pudo escribir: {1}",
	[WORD_UPLOAD_AGAIN] = "No se pudo publicar ahora; inténtelo de nuevo",
	[WORD_LETTER_LONG] =
	    "La carta es demasiado larga: 900 bytes como máximo",
	[WORD_LETTER_MANY] = "Basta de cartas por hoy; escriba mañana",
};
/* NOLINTEND(bugprone-suspicious-missing-comma) */
