"""The words of the pages, in English and German. English is the key; what is missing stays so."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_GERMAN: Mapping[str, str] = {
    "Archive": "Archiv",
    "Articles": "Artikel",
    "At what time": "Zu welcher Uhrzeit",
    "Choose an hour of the day.": "Bitte eine Uhrzeit wählen.",
    "Choose at least one day.": "Bitte mindestens einen Tag wählen.",
    "Choose a time zone of the list.": "Bitte eine Zeitzone der Liste wählen.",
    "Choose one of these.": "Bitte eines davon wählen.",
    "Choose up to fifty subjects.": "Bitte höchstens fünfzig Themen wählen.",
    "Community": "Gemeinschaft",
    "Confirm": "Bestätigen",
    "Confirmed": "Bestätigt",
    "Count what I open and read, to choose better articles for me.": (
        "Zählt, was ich öffne und lese, um bessere Artikel für mich zu wählen."
    ),
    "E-mail address": "E-Mail-Adresse",
    "Equipment reviews": "Technik im Test",
    "Every day": "Jeden Tag",
    "Every two weeks": "Alle zwei Wochen",
    "Feed of the articles": "Feed der Artikel",
    "First name (if you like)": "Vorname (wenn Sie mögen)",
    "Fish": "Fische",
    "Form": "Form",
    "Friday": "Freitag",
    "Get the newsletter": "Den Newsletter bekommen",
    "Hardscape": "Steine und Wurzeln",
    "How often": "Wie oft",
    "If this address can get the newsletter, a mail with a link is on its way to it. "
    "Follow the link to confirm.": (
        "Wenn diese Adresse den Newsletter bekommen kann, ist eine Mail mit einem Link unterwegs. "
        "Folgen Sie ihm, um zu bestätigen."
    ),
    "In your words (if you like)": "In Ihren Worten (wenn Sie mögen)",
    "Is this right?": "Ist das richtig?",
    "Issue": "Ausgabe",
    "It is not about what I care for": "Es geht nicht um das, was mich interessiert",
    "Last name (if you like)": "Nachname (wenn Sie mögen)",
    "Leave the newsletter?": "Den Newsletter abbestellen?",
    "Link expired": "Link abgelaufen",
    "Links of this kind are good for some time only. Use the one in the newest mail, or sign up "
    "again to get another.": (
        "Solche Links gelten nur einige Zeit. Nehmen Sie den aus der neuesten Mail, oder melden "
        "Sie sich noch einmal an, um einen neuen zu bekommen."
    ),
    "Look into your mail": "Sehen Sie in Ihre Mail",
    "Monday": "Montag",
    "More": "Mehr",
    "More was sent than this form can have.": (
        "Es wurde mehr gesendet, als dieses Formular haben kann."
    ),
    "No article has these words. Their titles read alike:": (
        "Kein Artikel enthält diese Wörter. Ähnliche Titel:"
    ),
    "No more issues will be sent to this address. Thank you for having read us.": (
        "An diese Adresse geht keine Ausgabe mehr. Danke, dass Sie uns gelesen haben."
    ),
    "Not at all for now": "Vorerst gar nicht",
    "Not found": "Nicht gefunden",
    "Nothing found.": "Nichts gefunden.",
    "Nothing there after some minutes? Look among the spam, or sign up again.": (
        "Nach einigen Minuten nichts da? Sehen Sie im Spam nach, oder melden Sie sich noch einmal "
        "an."
    ),
    "Nothing was sent yet.": "Es wurde noch nichts verschickt.",
    "Nothing ticked means everything.": "Nichts angekreuzt heißt: alles.",
    "Nothing was saved yet: please look at the marked field.": (
        "Es wurde noch nichts gespeichert: bitte sehen Sie das markierte Feld an."
    ),
    "On which days": "An welchen Tagen",
    "Once a month": "Einmal im Monat",
    "Once a week": "Einmal in der Woche",
    "One click confirms that this address is yours and that you want what you asked for.": (
        "Ein Klick bestätigt, dass dies Ihre Adresse ist und dass Sie möchten, worum Sie gebeten "
        "haben."
    ),
    "One click, and no more issues will be sent to this address.": (
        "Ein Klick, und an diese Adresse geht keine Ausgabe mehr."
    ),
    "Or choose what you get, and how often": "Oder wählen, was Sie bekommen, und wie oft",
    "Pass my address on to the partners who are named in the privacy notice.": (
        "Meine Adresse darf an die Partner gehen, die in der Datenschutzerklärung stehen."
    ),
    "Plain text": "Nur Text",
    "Plant care": "Pflanzenpflege",
    "Please sign up again: a mail with a link will follow.": (
        "Bitte melden Sie sich noch einmal an: eine Mail mit einem Link folgt."
    ),
    "Please try again": "Bitte noch einmal versuchen",
    "Please try again in a minute": "Bitte in einer Minute noch einmal versuchen",
    "Saturday": "Samstag",
    "Save": "Speichern",
    "Saved.": "Gespeichert.",
    "Search": "Suchen",
    "Send me offers of the editors and their partners, too.": (
        "Schickt mir auch Angebote der Redaktion und ihrer Partner."
    ),
    "Send me the newsletter again": "Schickt mir den Newsletter wieder",
    "Send me the newsletter by e-mail. I can leave at any time, by a link in each issue.": (
        "Schickt mir den Newsletter per E-Mail. Ich kann ihn jederzeit abbestellen, mit einem Link "
        "in jeder Ausgabe."
    ),
    "Something else": "Etwas anderes",
    "Something on our side is not running at the moment. Nothing you did was lost or changed.": (
        "Bei uns läuft gerade etwas nicht. Nichts ging verloren, und nichts wurde geändert."
    ),
    "Subscribe": "Anmelden",
    "Sunday": "Sonntag",
    "Thank you": "Danke",
    "That cannot be done here": "Das geht hier nicht",
    "That was a bit fast": "Das war etwas schnell",
    "That was too much": "Das war zu viel",
    "The link is damaged, or what it led to is gone. Please use it exactly as it was sent.": (
        "Der Link ist beschädigt, oder das Ziel gibt es nicht mehr. Bitte nehmen Sie ihn genau so, "
        "wie er geschickt wurde."
    ),
    "The newsletter goes to this address from now on.": (
        "Der Newsletter geht von jetzt an an diese Adresse."
    ),
    "There is nothing here": "Hier ist nichts",
    "There is too much of it": "Es ist zu viel",
    "There were too many requests from your network. Please try again in a minute.": (
        "Aus Ihrem Netz kamen zu viele Anfragen. Bitte versuchen Sie es in einer Minute wieder."
    ),
    "This address gets no newsletter at the moment. You can choose all the same.": (
        "Diese Adresse bekommt zurzeit keinen Newsletter. Wählen können Sie trotzdem."
    ),
    "This address gets the newsletter again.": "Diese Adresse bekommt den Newsletter wieder.",
    "This address gets the newsletter from now on.": (
        "Diese Adresse bekommt von jetzt an den Newsletter."
    ),
    "This is no e-mail address. Write it as in ada@example.com.": (
        "Das ist keine E-Mail-Adresse. Schreiben Sie sie wie ada@example.com."
    ),
    "This link is not valid (any more)": "Dieser Link gilt nicht (mehr)",
    "This text has changed. Please read it again.": (
        "Dieser Text hat sich geändert. Bitte lesen Sie ihn noch einmal."
    ),
    "Thursday": "Donnerstag",
    "Time zone": "Zeitzone",
    "Too many requests": "Zu viele Anfragen",
    "Too much": "Zu viel",
    "Tuesday": "Dienstag",
    "Unsubscribe": "Abbestellen",
    "Unsubscribed": "Abbestellt",
    "Was it a mistake?": "War es ein Versehen?",
    "We send a mail with a link first. Only who follows it gets the newsletter.": (
        "Wir schicken zuerst eine Mail mit einem Link. Nur wer ihm folgt, bekommt den Newsletter."
    ),
    "Wednesday": "Mittwoch",
    "What about": "Worüber",
    "Why? You need not say.": "Warum? Sie müssen es nicht sagen.",
    "What we do with what you tell us: the privacy notice": (
        "Was wir mit Ihren Angaben tun: die Datenschutzerklärung"
    ),
    "With pictures and layout": "Mit Bildern und Gestaltung",
    "Without this nothing is sent.": "Ohne das wird nichts geschickt.",
    "You agree to this": "Dem stimmen Sie zu",
    "You are back": "Sie sind wieder dabei",
    "You are unsubscribed": "Sie sind abgemeldet",
    "Your newsletter": "Ihr Newsletter",
    "A name has 100 characters at most.": "Ein Name hat höchstens 100 Zeichen.",
    "I never signed up": "Ich habe mich nie angemeldet",
}


def translator(language: str) -> Callable[[str], str]:
    """Return what turns an English text of these pages into a language, de or en."""
    known = _GERMAN if language == "de" else {}
    return lambda text: known.get(text, text)
