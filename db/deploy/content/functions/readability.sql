-- Deploy aquascene:content/functions/readability to pg
-- requires: content/functions/count_words
-- requires: content/functions/prose
-- requires: content/functions/readability_formula

-- PostgreSQL builds a regular expression's automaton anew for each match: several small expressions
-- are quicker than one large one, and single words are looked up in a hashed list. But it keeps
-- only 32 expressions compiled: a statement whose functions use more compiles each for each row.
begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create or replace function content._count_sentences(prose text, language text)
returns integer
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
    select
        -- A mark, what closes after it, and then no small letter; or the end of a paragraph
        regexp_count(_count_sentences.prose,
                     '[.!?…؟۔।]+["''”’»)\]]*( +["''“‘„«»(¿¡\[]*[^ \na-zß-öø-ÿа-џ]| *\n| *$)'
                     '|[^.!?…؟۔।。！？｡"''”’»)\] \n]["''”’»)\] ]*(\n|$)')
        + case when octet_length(_count_sentences.prose) > length(_count_sentences.prose)
               then regexp_count(_count_sentences.prose, '[。！？｡]+') else 0 end
        -- But not: initials, titles, numbered things
        - regexp_count(' ' || _count_sentences.prose,
                       '[ .("''“„«]([a-hj-zA-HJ-ZÄÖÜа-яА-Я]|[MD]rs?|Ms|Mme|Mlle|Prof|Dott|Sig'
                       '|Sra?|Dra|Hr|Gen|Col|Lt|Rev|Hon|St|Mt|vs|approx|bzw|ca|vgl|ggf|evtl|inkl'
                       '|dhr|mevr|drs|им|ул|проф)\.(?= +["“„«]?[A-ZÀ-ÞА-Я0-9])'
                       '|[ (](Nos?|Nr|Figs?|Vol|Art|Abb|Bd|Kap|[Pp]p|Ch|Sec|Eq|Jan|Feb|Mar|Apr|Jun'
                       '|Jul|Aug|Sept?|Oct|Nov|Dec|núm|pág|стр|рис|гл)\.(?= +[0-9])')
        - case when _count_sentences.language = any ('{cs,da,de,et,fi,hr,hu,lv,nb,no,pl,sk,sl}')
               then regexp_count(_count_sentences.prose, ' [0-9]{1,2}\.(?= +[A-ZÀ-Þ])')
               else 0 end;
$function$;

comment on function content._count_sentences is
$$Returns the number of sentences: marks that end one, and paragraphs that end without a mark.

prose: as from content._prose. language: ISO 639-1; some write ordinals with a full stop.
Errors: none.$$;

create or replace function content._syllables(words text, language text)
returns integer
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
declare
    _words text := _syllables.words;
begin
    -- The silent u of que, gui …
    if _syllables.language = any ('{es,it,pt}') then
        _words := replace(replace(replace(_words, 'qu', 'q'), 'gue', 'ge'), 'gui', 'gi');
    elsif _syllables.language = 'de' then
        _words := replace(_words, 'qu', 'q');
    end if;

    return case _syllables.language
        when 'en' then
            regexp_count(_words, '[aeiouy]+')
            -- An e at the end is silent, with d or s as well, and so is one before an ending.
            - regexp_count(_words, '([bcdfghjkmnpqstvwxz]|[aeiouy]l|[aeouy]r)e ')
            - regexp_count(_words, '([bcfghjkmnpqsvwxz]|[aeiouyl]l|[aeouyr]r)ed '
                                   '|([bdfjkmnpqtvw]|[aeiouyr]l|[aeou]r|th)es ')
            - regexp_count(_words, '([bcdfghkmnpstvz]|[aeou]r)e(ly |ment|ful|less|ness)'
                                   '|[gq]ue[sd]? |''re |[aeiouy][bcdfghkmnprtvw]e''s ')
            -- Vowels side by side that are two syllables
            + regexp_count(_words, '[bdfhkmnprv]ia|[bdkmprvw]io|iu[ms] '
                                   '|[bdhmprv]ien[ct]|[cdrux]iet|scien|[lrs]ier ')
            -- and syllables without a vowel
            + regexp_count(_words, '[^qg ]u(a|e[nl])|[dnrtl]eo[^pu]|poe[mt]|[aeou]y[aou]'
                                   '|[aou]ye[^ds ]|[aeiouyhlrt]ying |[aeiou]ing'
                                   '|ism|[sd]n''t |[tdnsc]''ll |[td]''(d|ve) ')
            -- Abbreviations are read by their letters.
            + regexp_count(_words, ' [bcdfghjklmnpqrstvwxz][bcdfghjklmpqrstvwxz]+ ')
            -- Common words with a syllable more, or fewer, than the rules say. The lists stand in
            -- the statement, where they are hashed: a variable would be gone through for each word.
            + (select coalesce(sum(case
                   when w.word = any (
                       '{the,she,he,me,be,we,our,ours,ourselves,hour,hours,flour,sour,area,
                        areas,idea,ideas,maybe,anyone,uk,usa,eu,ok,dna,ceo,fbi,seo,bed,fed,
                        shed,wed,cement,recipe,recipes,cafe,naked,wicked,create,creates,
                        created,creating,creation,creations,creative,creativity,creator,
                        creators,recreation,reality,realize,realized,realise,realised,
                        realistic,react,reaction,reactions,nuclear,european,museum,museums,
                        theater,theaters,theatre,geography,geographic,geology,client,clients,
                        giant,giants,alien,aliens,alliance,reliable,reliability,appreciate,
                        appreciated,associate,associated,association,associations,negotiate,
                        negotiations,lion,lions,chaos,rhythm,ruin,ruins,ruined,suicide,fluid,
                        fluids,continuous,linear,ratio,argue,argued,argues,genuine,
                        extraordinary,cooperation,coordinate,coordinator,triumph,studying,
                        simultaneously,nevertheless,heavier,happier,easiest,earliest,
                        barriers,carriers,suppliers}'::text[]) then 1
                   when w.word = any (
                       '{dr,st,ms,cm,km,kg,th,nd,rd,sh,hm,hmm,mt,lbs,something,sometimes,
                        sometime,somebody,somewhere,somewhat,somehow,someday,therefore,
                        thereby,whereby,business,businesses,businessman,everything,
                        everybody,everyday,everywhere,several,interest,interests,
                        interested,interesting,evening,evenings,especially,basically,
                        typically,specifically,automatically,practically,temperature,
                        temperatures,vegetable,vegetables,marriage,marriages,carriage,
                        behavior,behaviour,behaviors,genius,awesome,catholic,wednesday,
                        chocolate,diamond,diamonds,prayer,prayers,desperate,valuable,
                        household,households,warehouse,safety,lifetime,lifestyle,
                        homework,homemade,livestock,baseball,facebook,framework,
                        elsewhere,guidelines,timeline,pipeline,baseline,milestone,
                        likewise,forecast,widespread,wireless,privilege,bizarre,
                        limestone,spacecraft,gateway,driveway,opera,averaged,dismissed,
                        recovery,requirement,requirements,laboratory,elementary,
                        differently,moreover,colonel,decorative,forehead,notebook}'::text[]) then -1
               end), 0)::integer
                 from unnest(string_to_array(_words, '  ')) as w (word))
        when 'de' then
            regexp_count(_words, 'aa|ai|au|äu|ay|ee|ei|eu|ey|ie|oo|ou|[aeiouyäöüéèà]')
            + regexp_count(_words, '[nlrtd]ien |ient|milie|linie|folie|eum ')
        when 'fr' then
            regexp_count(_words, '[aeiouyàâäéèêëîïôöùûüœæ]+')
            + regexp_count(_words, '[aeoéuœ][éèëï]|é[aâioôu]|ée[^ s]|oo|pays|[bcdfgptv][lr]i[aeoé]'
                                   '|[^qgoe ]u[aeé][^usx ]|[^ ]ou[aeé][^su ]')
            -- A mute e at the end of a word that has another vowel
            - regexp_count(_words, '[aeiouyàâäéèêëîïôöùûüœæ][^ aeiouyàâäéèêëîïôöùûüœæ]*'
                                   '([^ aeiouyàâäéèêëîïôöùûüœæ]|[qg]u)es? ')
        when 'es' then
            regexp_count(_words, '[iuü]?[aeoáéó]([iu]|y )?|[íúiuü]+| y ')
        when 'it' then
            regexp_count(_words, '[iu]?[aeoàèéòó][iu]?|i?[ùú]|[ìí]|[iu]+| y ')
            + regexp_count(_words, ' [dmstvz][iu][aeo] ')
        when 'nl' then
            regexp_count(_words, 'aai|eau|eeu|ieu|oei|ooi|aa|ai|au|ee|ei|eu|ie|ij|oe|oi|oo|ou|ui|uu'
                                 '|[aeiouyáàâäéèêëíìîïóòôöúùûü]')
        when 'pt' then
            regexp_count(_words, 'ã[eio]|õe|gua|[aeoáàâãéêóôõ][iu]?|[íú]|[iu]+')
            -- The weak end of história, água
            - regexp_count(_words, '[áéíóúâêô][^ aeiouáàâãéêíóôõú]*([^ aeiouáàâãéêíóôõú]i'
                                   '|[^ aeiouáàâãéêíóôõúgq]u)[aeo]s? ')
        when 'ru' then
            length(_words) - length(translate(_words, 'аеёиоуыэюя', ''))
    end
        -- One for a number, and for what else has no vowel
        + regexp_count(_words, ' [^aeiouyà-öø-ÿœа-џ ]+ ');
end;
$function$;

comment on function content._syllables is
$$Returns the number of syllables of words by the spelling rules of their language; null for a
language without rules here.

words: in lower case, two spaces before, between and after them, one within a compound. language:
en, de, fr, es, it, nl, pt or ru. Errors: none.$$;

create or replace function content._reading_ease(body text, language text)
returns numeric
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
declare
    _language  constant text := split_part(translate(lower(_reading_ease.language), '_', '-'),
                                           '-', 1);
    _prose     constant text := content._prose(_reading_ease.body);
    _text      text := lower(_prose);
    _words     numeric;
    _sentences numeric;
    _syllables numeric;
begin
    if content.readability_formula(_language) not like '%fallback%' then
        if octet_length(_text) > length(_text) then
            _text := translate(_text, E'’ʼ‑\u00AD\u200B\u200C\u200D\uFEFF', '''''-');
        end if;
        -- Two spaces between words; in a compound, one
        _text := btrim(regexp_replace(
            replace(_text, '--', '  '),
            '[''-]*[^a-z0-9ß-öø-ÿœа-џ''-][^a-z0-9ß-öø-ÿœа-џ]*', '  ', 'g'),
            ' ''-');
        if _text <> '' then
            _text := '  ' || replace(_text, '-', ' ') || '  ';
            _words := (length(_text) - length(replace(_text, '  ', ''))) / 2 - 1;
            _sentences := greatest(content._count_sentences(_prose, _language), 1);
            _syllables := content._syllables(_text, _language);
            return case _language
                       when 'en' then 206.835 - 1.015 * _words / _sentences
                                      - 84.6 * _syllables / _words
                       when 'de' then 180 - _words / _sentences - 58.5 * _syllables / _words
                       when 'fr' then 207 - 1.015 * _words / _sentences
                                      - 73.6 * _syllables / _words
                       when 'es' then 206.84 - 1.02 * _words / _sentences
                                      - 60 * _syllables / _words
                       when 'it' then 217 - 1.3 * _words / _sentences - 60 * _syllables / _words
                       when 'nl' then 206.84 - 0.93 * _words / _sentences
                                      - 77 * _syllables / _words
                       when 'pt' then 248.835 - 1.015 * _words / _sentences
                                      - 84.6 * _syllables / _words
                       when 'ru' then 206.835 - 1.3 * _words / _sentences
                                      - 60.1 * _syllables / _words
                   end;
        end if;
    end if;

    _words := content.count_words(_prose);
    if _words > 0 then
        _sentences := greatest(content._count_sentences(_prose, _language), 1);
        return 140 - 2 * _words / _sentences - 8 * length(_prose) / _words;
    end if;
    return null;
end;
$function$;

comment on function content._reading_ease is
$$Returns the reading ease of a text as its formula gives it, which may be under 0 or over 100; null
for a text without words.

body: the text. language: ISO 639-1, with or without a region. Errors: none.$$;

create or replace function content.readability(body text, language text)
returns integer
language plpgsql
immutable
security definer                            -- its parts are granted to nobody
parallel safe
set search_path = pg_catalog, pg_temp
as $function$
declare
    _ease constant numeric := content._reading_ease(readability.body, readability.language);
begin
    -- greatest and least pass nulls over
    return case when _ease is not null then greatest(0, least(100, round(_ease))) end;
end;
$function$;

comment on function content.readability is
$$Returns the reading ease of a text from 0 (hard) to 100 (easy); null for a text without words.

body: plain text, Markdown or HTML; headings, code, tables, addresses and marks do not count, nor
does what follows the first 50,000 characters. language: ISO 639-1. With W words a sentence and S
syllables a word, the formulas are:
en: 206.835 - 1.015 W - 84.6 S (Flesch 1948).
de: 180 - W - 58.5 S (Amstad 1978).
fr: 207 - 1.015 W - 73.6 S (Kandel and Moles 1958; 209 - 1.15 W - 68 S is also told of them).
es: 206.84 - 1.02 W - 60 S (Fernández Huerta 1959; his text says sentences in 100 words for W, which
cannot be meant).
it: 217 - 1.3 W - 60 S (Franchina and Vacca 1972, revised by them in 1986).
nl: 206.84 - 0.93 W - 77 S (Douma 1960).
pt: 248.835 - 1.015 W - 84.6 S (Martins and others 1996).
ru: 206.835 - 1.3 W - 60.1 S (Oborneva 2006; 206.836 - 1.52 W - 65.14 S is also told of her).
Others, and texts that are not in the letters of these: 140 - 2 W - 8 C with C characters a word,
comparable only within a language; see content.readability_formula. Errors: none.$$;

revoke execute on function content._count_sentences from public;
revoke execute on function content._syllables from public;
revoke execute on function content._reading_ease from public;
revoke execute on function content.readability from public;
grant execute on function content.readability to aquascene_reader, aquascene_worker;

commit;
