-- Deploy aquascene:content/functions/index_search to pg
-- requires: content/tables/generated_content
-- requires: content/functions/search_config
-- requires: content/functions/split_runs

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content._search_words(
    title    text,
    summary  text,
    body     text,
    language text
)
returns tsvector
language plpgsql
immutable                                   -- not parallel safe: a block that may fail
set search_path = pg_catalog, pg_temp
set client_min_messages = warning           -- no notice for each word that is too long to index
as $function$
declare
    _config constant regconfig := content.search_config(_search_words.language);
    _length integer := 1000000;
    _words  tsvector;
begin
    -- A tsvector holds 1 MB. No article comes near; of what does, the beginning is searched.
    loop
        begin
            _words := setweight(to_tsvector(_config, content._split_runs(
                                    left(_search_words.title, _length))), 'A')
                         || setweight(to_tsvector(_config, content._split_runs(
                                       left(coalesce(_search_words.summary, ''), _length))), 'B')
                      || setweight(to_tsvector(_config, content._split_runs(
                                       left(_search_words.body, _length))), 'D');
            exit;
        exception
            when program_limit_exceeded then
                _length := _length / 2;
        end;
    end loop;
    return _words;
end;
$function$;

comment on function content._search_words is
$$Returns the weighted words of title (A), summary (B) and text (D) to search for.

language: ISO 639-1 code. Of a text too long for a tsvector, the beginning counts. Errors: none.$$;

create or replace function content._index_search()
returns trigger
language plpgsql
volatile
security definer                            -- its helper is granted to nobody
set search_path = pg_catalog, pg_temp
as $function$
begin
    -- Not a generated column: with a row trigger before update, PostgreSQL computes those anew at
    -- every change of a status.
    new.search := content._search_words(new.title, new.summary, new.content, new.language);
    new.title_words := ts_filter(new.search, '{a}');
    return new;
end;
$function$;

comment on function content._index_search is
$$Trigger, before insert or update of title, summary, text or language for each row: keeps the
words to search for. Errors: none.$$;

create trigger index_search
    before insert or update of title, summary, content, language on content.generated_content
    for each row execute function content._index_search();

revoke execute on function content._search_words from public;
revoke execute on function content._index_search from public;

commit;
