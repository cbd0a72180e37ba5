-- Deploy aquascene:content/functions/count_words to pg
-- requires: content/grants/schema

begin;
set local role aquascene_owner;

create or replace function content.count_words(body text)
returns integer
language sql
immutable
parallel safe
begin atomic
    -- Han and kana are written without spaces: every character of them counts as a word.
    select regexp_count(body, '[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]')
           + regexp_count(
                 regexp_replace(body, '[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]',
                                ' ', 'g'),
                 '[[:alnum:]]+([''’-][[:alnum:]]+)*');
end;

comment on function content.count_words is
$$Returns the number of words of a text; each Han or kana character is one.

body: any text; null gives null. Errors: none.$$;

revoke execute on function content.count_words from public;
grant execute on function content.count_words to aquascene_reader, aquascene_worker;

commit;
