-- Deploy aquascene:content/functions/normalize_text to pg
-- requires: content/functions/stream_safe

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content.normalize_text(body text)
returns text
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
declare
    -- Short lines that pages put around every article, in the languages of most pages.
    _boilerplate constant text :=
        '^[ \t]*(share (this|on|via)|tweet( this)?[ \t]*$|print( this)?[ \t]*$|e-?mail this|'
        'follow us|like us on|subscribe( to| now|[ \t]*$)|sign (up|in)( for| to|[ \t]*$)|log in|'
        'newsletter[ \t]*$|advertisement|sponsored|all rights reserved|©|\(c\)|copyright |'
        'related (articles|posts|stories)|you may also like|read (more|next)|continue reading|'
        'leave a (comment|reply)|[0-9]* ?comments?[ \t]*$|skip to|back to top|'
        '(we|this site) uses? cookies|accept (all )?cookies|cookie (policy|settings)|'
        'privacy policy|'
        'terms of (use|service)|tags?:|filed under|posted (in|by|on)|table of contents[ \t]*$|'
        'teilen|drucken[ \t]*$|anzeige[ \t]*$|werbung[ \t]*$|weiterlesen|zum inhalt|'
        'alle rechte vorbehalten|newsletter abonnieren|lesen sie auch|das könnte sie|'
        'partager|imprimer[ \t]*$|publicité|tous droits réservés|lire (aussi|la suite)|'
        's''abonner|compartir|publicidad|todos los derechos|leer más|suscríbete|'
        'condividi|pubblicità|tutti i diritti|leggi anche|compartilh|todos os direitos|leia mais|'
        'delen|advertentie|lees (meer|ook)|поделиться|реклама|все права|читайте также)';
    _text text := lower(normalize_text.body);
begin
    if _text like E'%\n%' then
        -- Fewer than 80 characters: a paragraph that begins so is text.
        _text := regexp_replace(_text, _boilerplate || '[^\n]{0,60}$', '', 'gn');
    end if;
    if octet_length(_text) = length(_text) then
        return btrim(regexp_replace(_text, '[^a-z0-9]+', ' ', 'g'));
    end if;

    -- What is not seen parts no words: soft hyphen, zero-width characters, marks of direction.
    _text := regexp_replace(normalize(content._stream_safe(_text), nfc),
                            '[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]',
                            '', 'g');
    -- Han and kana are written without spaces: each character is a word.
    if _text ~ '[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]' then
        _text := regexp_replace(_text, '([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])', ' \1 ', 'g');
    end if;
    return btrim(regexp_replace(_text, '[^[:alnum:]]+', ' ', 'g'));
end;
$function$;

comment on function content.normalize_text is
$$Returns a text in the form in which duplicates are equal: lower case, Unicode NFC, without
invisible characters, punctuation and the lines that pages put around an article (share buttons,
copyright notices …), one space between words; each Han or kana character is a word.

body: any text; null gives null. Errors: none.$$;

revoke execute on function content.normalize_text from public;
grant execute on function content.normalize_text to aquascene_reader, aquascene_worker;

commit;
