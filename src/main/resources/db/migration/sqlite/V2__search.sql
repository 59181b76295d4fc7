-- The words of the messages as they read now, under the row numbers of their events. The index keeps no text of its
-- own: an edited or deleted one is gone. (Rows of event are only ever added, so VACUUM has nothing to renumber.)
create virtual table message_search using fts5 (
	text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

-- Up to which row of event messages are in the index. New ones follow a moment later, many at once: one by one, inside
-- the transaction that stores them, they would cost more than storing them.
create table message_indexed (
	only integer primary key check (only = 1),
	last bigint not null
);

-- What is in the index already leaves it with the text.
create trigger event_message_rewritten after update of data on event
when new.type = 'chat_message' and new.rowid <= (select last from message_indexed) begin
	delete from message_search where rowid = new.rowid;
	insert into message_search (rowid, text)
		select new.rowid, json_extract(new.data, '$.text') where json_extract(new.data, '$.text') is not null;
end;
