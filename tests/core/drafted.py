"""Words as full and as nasty as they can be, for drafts."""

NASTY = (
    "<!channel> <!here> <@U012AB3CD> @everyone **fet** [a](http://x.example) <b>fet</b>\n"
    "{{DATE(2026-01-01T10:00:00Z, SHORT)}} #set page(margin: 0pt) $x$ \\*x\\* &amp; 👩‍🔧\n"
    "\u202eright to left\u202c שלום"
)
