-- The words of the messages as they read now. The index keeps no text of its own: an edited or deleted one is gone.
create virtual table message_search using fts5 (
	text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

-- Gives messages the whole numbers that the index needs. Never used twice, and kept by VACUUM, unlike row numbers.
create table message_key (
	id integer primary key autoincrement,
	engagement_id text not null,
	seq bigint not null,
	unique (engagement_id, seq)
);

create trigger event_message_said after insert on event when new.type = 'chat_message' begin
	insert into message_key (engagement_id, seq) values (new.engagement_id, new.seq);
	insert into message_search (rowid, text) values (last_insert_rowid(), json_extract(new.data, '$.text'));
end;

create trigger event_message_rewritten after update of data on event when new.type = 'chat_message' begin
	delete from message_search where rowid = (
		select id from message_key where engagement_id = new.engagement_id and seq = new.seq);
	insert into message_search (rowid, text)
		select id, json_extract(new.data, '$.text') from message_key
		where engagement_id = new.engagement_id and seq = new.seq;
end;

create trigger event_message_removed after delete on event when old.type = 'chat_message' begin
	delete from message_key where engagement_id = old.engagement_id and seq = old.seq;
end;

create trigger message_key_removed after delete on message_key begin
	delete from message_search where rowid = old.id;
end;
