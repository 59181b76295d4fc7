-- The words of a message as it reads now, without accents and split at punctuation, as the other database splits them.
create function message_words(data text) returns tsvector
language sql immutable parallel safe
as $$
	select to_tsvector('pg_catalog.simple', regexp_replace(
		translate(normalize(data::jsonb ->> 'text', NFKD), '!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~', repeat(' ', 32)),
		'[\u0300-\u036F]', '', 'g'))
$$;

create index event_search on event using gin (message_words(data)) where type = 'chat_message';
