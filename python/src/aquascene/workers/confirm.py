"""The mails that ask an address to confirm a subscription."""

from __future__ import annotations

from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from aquascene.database import Row

_SUBJECTS = {
    "subscribe": "Please confirm your subscription",
    "change_email": "Please confirm your new address",
}
_POLICY = SMTP.clone(cte_type="7bit")
_templates = Environment(
    loader=PackageLoader("aquascene"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
)


def compose(request: Row) -> bytes:
    """Return the mail for a row of newsletter.claim_confirmations, ready to be handed over.

    Raises ValueError or LookupError for an address that no message can be addressed to.
    """
    subject = _SUBJECTS[request["kind"]]
    context = {
        **request,
        "subject": subject,
        "until": request["expires_at"].astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC"),
    }
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(request["from_name"], addr_spec=request["from_email"])
    message["To"] = Address(addr_spec=request["email"])
    message["Subject"] = subject
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = make_msgid(domain=request["from_email"].rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_templates.get_template("mail/confirm.txt").render(context))
    message.add_alternative(
        _templates.get_template("mail/confirm.html").render(context), subtype="html"
    )
    return message.as_bytes()
