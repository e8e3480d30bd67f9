#ifndef SITE_PARTS_STATUS_H
#define SITE_PARTS_STATUS_H

/*
 * How an answer turned out, in the statuses of the Gemini protocol and by the
 * names of its specification.  The other protocols find their own form for
 * each.  Spec: Gemini protocol, "Status codes"; gemini.md M12 to M20.
 */
enum status {
	STATUS_INPUT = 10,
	STATUS_SENSITIVE_INPUT = 11,
	STATUS_SUCCESS = 20,
	STATUS_REDIRECT_TEMPORARY = 30,
	STATUS_REDIRECT_PERMANENT = 31,
	STATUS_TEMPORARY_FAILURE = 40,
	STATUS_SERVER_UNAVAILABLE = 41,
	STATUS_CGI_ERROR = 42, /* here: something broke on our side */
	STATUS_PROXY_ERROR = 43,
	STATUS_SLOW_DOWN = 44,
	STATUS_PERMANENT_FAILURE = 50,
	STATUS_NOT_FOUND = 51,
	STATUS_GONE = 52,
	STATUS_PROXY_REQUEST_REFUSED = 53,
	STATUS_BAD_REQUEST = 59,
	STATUS_CERTIFICATE_REQUIRED = 60,
	STATUS_CERTIFICATE_NOT_AUTHORISED = 61,
	STATUS_CERTIFICATE_NOT_VALID = 62,
};

/* What the first digit says; a client may go by that alone. */
enum status_class {
	STATUS_CLASS_INPUT = 1,
	STATUS_CLASS_SUCCESS,
	STATUS_CLASS_REDIRECT,
	STATUS_CLASS_TEMPORARY_FAILURE,
	STATUS_CLASS_PERMANENT_FAILURE,
	STATUS_CLASS_CERTIFICATE,
};

static inline enum status_class
status_class(enum status status)
{
	return (enum status_class)(status / 10);
}

#endif
