"""Words that would like to be code. `RAN` is set by any of them that gets its way."""

from __future__ import annotations

_DO = "window.ran=1"
_LONG = 6_000

PAYLOADS = (
    f"<script>{_DO}</script>",
    f"<img src=x onerror={_DO} data-xss>",
    f"<svg/onload={_DO} data-xss>",
    f"<svg><animate onbegin={_DO} attributeName=x dur=1s data-xss></svg>",
    f'"><img src=x onerror={_DO} data-xss>',
    f"' autofocus onfocus={_DO} data-xss x='",
    f"</textarea></option></title><script>{_DO}</script>",
    "</style><style data-xss>*{display:none!important}</style>",
    f"<iframe srcdoc='<script>parent.{_DO}</script>' data-xss></iframe>",
    "<base href=https://xss.example.org/ data-xss><form action=https://xss.example.org/ data-xss>",
    f"javascript:{_DO}//",
    f"JaVaScRiPt://example.org/%0a{_DO}",
    f"java\tscript:{_DO}",
    f"data:text/html,<script>{_DO}</script>",
    f"vbscript:{_DO}",
    "https://example.org@xss.example.org/",
    "ada@example.org?bcc=xss@example.org&body=1",
    "+1;ext=*21*1#,,555",
    f"{{{{constructor.constructor('{_DO}')()}}}}",
    f"${{{_DO}}}#{{{_DO}}}<%= {_DO} %>",
    "red;background:url(https://xss.example.org/c)}*{display:none",
    f"&lt;img src=x onerror={_DO}&gt;&#60;script&#62;",
    f"[a](javascript:{_DO}) ![b](https://xss.example.org/p.png) <javascript:{_DO}>",
    "__proto__",
    "constructor",
    '{"__proto__":{"polluted":1}}',
    "\u202egpj.exe\u2066\u200f\u061c",
    "Z\u0351\u0352\u0357\u035b\u0363algo\ufeff\u200b",
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:xss",
    '=HYPERLINK("https://xss.example.org")',
    "'; DROP TABLE event; --",
    "W" * _LONG,
)
"""None holds U+0000: neither an envelope nor an HTML field can. `TYPED` has one."""

TYPED = (*PAYLOADS, "nul\0nul")
