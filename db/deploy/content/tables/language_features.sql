-- Deploy aquascene:content/tables/language_features to pg
-- requires: content/grants/schema

begin;
set local role aquascene_owner;
set local search_path = pg_catalog, pg_temp;

create table content.language_features (
    feature  text collate "C" not null,
    language text             not null,
    weight   real             not null,

    primary key (feature, language) include (weight),
    constraint language_features_weight_is_positive check (weight > 0)
);

comment on table content.language_features is
$$What languages of one script are told apart by: frequent words, beginnings and ends of words, and
letters; read by content.detect_language.$$;
comment on column content.language_features.feature is
$$A word in lower case; xxx- and -xxx: the first and the last three letters of a word; 'x: a
letter; ~xx: letters side by side, where Danish and Norwegian are to be parted.$$;
comment on column content.language_features.language is
$$ISO 639-1 code of a language that has it.$$;
comment on column content.language_features.weight is
$$What finding it once says for the language: less, the more languages share it.$$;

grant select on content.language_features to aquascene_reader;

commit;
