-- Times are milliseconds since 1970, truth values 0 and 1, ids and JSON text: the same SQL on SQLite and PostgreSQL.

create table organisation (
	id text primary key,
	kind text not null check (kind in ('MSP', 'CLIENT')),
	name text not null,
	msp_id text references organisation (id),
	version bigint not null default 1,
	created_at bigint not null,
	check ((kind = 'CLIENT') = (msp_id is not null))
);
create index organisation_msp on organisation (msp_id);

-- A person, or the machine behind an API key (then without email and password).
create table app_user (
	id text primary key,
	kind text not null check (kind in ('PERSON', 'MACHINE')),
	email text unique,
	name text not null,
	password_hash text,
	disabled integer not null default 0,
	-- Tokens issued before this moment are void.
	valid_from bigint not null default 0,
	-- The identity at a configured external issuer.
	issuer text,
	subject text,
	version bigint not null default 1,
	created_at bigint not null,
	unique (issuer, subject)
);

create table user_grant (
	user_id text not null references app_user (id),
	role text not null check (role in ('ADMIN', 'MSP', 'CLIENT')),
	organisation_id text references organisation (id),
	manager integer not null default 0,
	check ((role = 'ADMIN') = (organisation_id is null))
);
create unique index user_grant_once on user_grant (user_id, role, coalesce(organisation_id, ''));
create index user_grant_organisation on user_grant (organisation_id);

-- A sign-in. Access tokens name it; ended ones stay until no token can name them any more.
create table session (
	id text primary key,
	user_id text not null references app_user (id),
	created_at bigint not null,
	last_used_at bigint not null,
	-- When the sign-in ends unless it is used before.
	expires_at bigint not null,
	ended_at bigint,
	user_agent text,
	address text
);
create index session_by_user on session (user_id);

-- The refresh tokens of a sign-in: one unused, the used ones kept to notice a copy.
create table refresh_token (
	hash text primary key,
	session_id text not null references session (id),
	issued_at bigint not null,
	expires_at bigint not null,
	used_at bigint
);
create index refresh_token_session on refresh_token (session_id);

create table ticket (
	hash text primary key,
	user_id text not null references app_user (id),
	session_id text,
	token_issued_at bigint not null,
	token_expires_at bigint,
	expires_at bigint not null
);

create table invitation (
	id text primary key,
	hash text not null unique,
	email text not null,
	name text,
	role text not null,
	organisation_id text references organisation (id),
	manager integer not null default 0,
	invited_by text not null references app_user (id),
	created_at bigint not null,
	expires_at bigint not null,
	accepted_at bigint,
	revoked_at bigint
);
create index invitation_organisation on invitation (organisation_id);

create table api_key (
	id text primary key,
	hash text not null unique,
	prefix text not null,
	name text not null,
	user_id text not null references app_user (id),
	organisation_id text not null references organisation (id),
	created_by text not null references app_user (id),
	created_at bigint not null,
	expires_at bigint,
	last_used_at bigint,
	revoked_at bigint
);
create index api_key_organisation on api_key (organisation_id);
create index api_key_user on api_key (user_id);

create table engagement (
	id text primary key,
	msp_id text not null references organisation (id),
	client_id text not null references organisation (id),
	title text not null,
	status text not null check (status in ('open', 'on_hold', 'closed')),
	head bigint not null default 0,
	version bigint not null default 1,
	created_by text not null,
	created_at bigint not null,
	-- Of the newest event.
	updated_at bigint not null
);
create index engagement_msp on engagement (msp_id, updated_at);
create index engagement_client on engagement (client_id, updated_at);
create index engagement_updated on engagement (updated_at);

create table event (
	engagement_id text not null,
	seq bigint not null,
	type text not null,
	actor_id text not null,
	request_id text,
	-- The seq of the event that this one changes or removes.
	amends bigint,
	data text not null,
	-- Whether its frame may overtake other traffic, on whichever node it is sent.
	urgent integer not null default 0,
	at bigint not null,
	primary key (engagement_id, seq)
);
create unique index event_request on event (actor_id, request_id);
create index event_amends on event (engagement_id, amends) where amends is not null;

create table read_marker (
	user_id text not null,
	engagement_id text not null references engagement (id),
	seq bigint not null,
	at bigint not null,
	primary key (user_id, engagement_id)
);
create index read_marker_engagement on read_marker (engagement_id);

create table interaction_total (
	engagement_id text not null references engagement (id),
	kind text not null,
	total bigint not null,
	updated_at bigint not null,
	primary key (engagement_id, kind)
);

-- What an id was answered, so that a repetition counts once.
create table interaction_request (
	actor_id text not null,
	request_id text not null,
	engagement_id text not null,
	kind text not null,
	count bigint not null,
	total bigint not null,
	at bigint not null,
	primary key (actor_id, request_id)
);

create table alert (
	id text primary key,
	engagement_id text not null references engagement (id),
	seq bigint not null,
	severity text not null check (severity in ('info', 'warning', 'critical')),
	title text not null,
	detail text,
	dedup_key text,
	state text not null check (state in ('raised', 'acknowledged', 'resolved')),
	occurrences bigint not null default 1,
	-- Who raised, acknowledged and resolved it, on whose behalf at that time: a person as on the wire, as JSON.
	raised_by text not null,
	raised_at bigint not null,
	acknowledged_by text,
	acknowledged_at bigint,
	resolved_by text,
	resolved_at bigint,
	comment text,
	-- When somebody outside was told that nobody acknowledges it; before that, how often it was tried and when to try again.
	escalated_at bigint,
	escalation_attempts integer not null default 0,
	escalation_retry_at bigint
);
create index alert_engagement on alert (engagement_id, state);
create index alert_state on alert (state, raised_at);
create unique index alert_open on alert (engagement_id, dedup_key) where resolved_at is null and dedup_key is not null;
