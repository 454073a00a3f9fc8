-- The first schema. Names are the glossary's. Times are timestamptz, money is paise.

CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- ---------------------------------------------------------------- accounts

CREATE TABLE account (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    role text NOT NULL CHECK (role IN ('patient', 'doctor', 'admin')),
    locale text NOT NULL DEFAULT 'en' CHECK (locale IN ('en', 'hi')),
    time_zone text NOT NULL DEFAULT 'Asia/Kolkata',
    email_sealed bytea,
    email_index bytea UNIQUE,
    phone_sealed bytea,
    phone_index bytea UNIQUE,
    password_hash text,
    totp_sealed bytea,
    totp_last_step bigint NOT NULL DEFAULT 0,
    disabled_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE recovery_code (
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    code_hash bytea NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (account_id, code_hash)
);

CREATE TABLE patient (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    name text NOT NULL,
    relation text NOT NULL DEFAULT 'self'
        CHECK (relation IN ('self', 'spouse', 'child', 'parent', 'other')),
    birth_date date,
    gender text CHECK (gender IN ('female', 'male', 'other')),
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX patient_of_account ON patient (account_id, created_at);
CREATE UNIQUE INDEX patient_self ON patient (account_id) WHERE relation = 'self';

-- One sign-in: a browser's (with a cookie) or a program's (a family of refresh tokens).
CREATE TABLE session (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    cookie_hash bytea UNIQUE,
    contact_verified boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz
);
CREATE INDEX session_of_account ON session (account_id) WHERE revoked_at IS NULL;
CREATE INDEX session_revoked ON session (revoked_at) WHERE revoked_at IS NOT NULL;

CREATE TABLE refresh_token (
    token_hash bytea PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES session ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX refresh_token_of_session ON refresh_token (session_id);

CREATE TABLE signing_key (
    kid text PRIMARY KEY,
    private_sealed bytea NOT NULL,
    public_jwk jsonb NOT NULL,
    state text NOT NULL CHECK (state IN ('next', 'current', 'retired')),
    created_at timestamptz NOT NULL DEFAULT now(),
    retired_at timestamptz
);
CREATE UNIQUE INDEX signing_key_current ON signing_key (state) WHERE state = 'current';

-- ---------------------------------------------------------------- doctors

CREATE TABLE specialization (
    slug text PRIMARY KEY,
    name text NOT NULL,
    name_hi text NOT NULL,
    concerns text[] NOT NULL DEFAULT '{}'
);

CREATE TABLE city (
    slug text PRIMARY KEY,
    name text NOT NULL,
    name_hi text NOT NULL,
    state text NOT NULL,
    aliases text[] NOT NULL DEFAULT '{}'
);

-- A text as searches compare it: lower-case, unaccented, Devanagari in Latin letters (one for one,
-- so that trigrams forgive errors in it too, whatever the database's character type knows).
CREATE FUNCTION folded(said text) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$
    SELECT translate(lower(unaccent(said)),
        'कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसहळअआइईउऊऋएऐओऔऑऍािीुूृेैोौॉॅंँ०१२३४५६७८९्ः़' || U&'\200C\200D',
        'kkggnccjjnttddnttddnpfbbmyrlvssshlaaiiuureeoooeaiiuureeoooenn0123456789')
$$;

-- The words by which a specialization (its names and concerns) or a city is found, folded.
-- A search resolves its words here, so that a listing need not repeat them.
CREATE TABLE search_term (
    term text NOT NULL,
    field text NOT NULL CHECK (field IN ('specialization', 'city')),
    slug text NOT NULL,
    PRIMARY KEY (term, field, slug)
);
CREATE INDEX search_term_like ON search_term USING gin (term gin_trgm_ops);

CREATE TABLE doctor (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    account_id uuid UNIQUE REFERENCES account,
    name text NOT NULL,
    registration_number text NOT NULL UNIQUE,
    specialization text NOT NULL REFERENCES specialization,
    city text NOT NULL REFERENCES city,
    address text NOT NULL DEFAULT '',
    languages text[] NOT NULL,
    gender text NOT NULL CHECK (gender IN ('female', 'male', 'other')),
    experience_years int NOT NULL CHECK (experience_years BETWEEN 0 AND 80),
    rating_hundredths int CHECK (rating_hundredths BETWEEN 0 AND 500),
    rating_count int NOT NULL DEFAULT 0,
    bio text NOT NULL DEFAULT '',
    time_zone text NOT NULL DEFAULT 'Asia/Kolkata',
    code_policy text NOT NULL DEFAULT 'session' CHECK (code_policy IN ('session', 'always')),
    buffer_minutes int NOT NULL DEFAULT 0
        CHECK (buffer_minutes BETWEEN 0 AND 240 AND buffer_minutes % 5 = 0),
    notice_minutes int NOT NULL DEFAULT 0 CHECK (notice_minutes BETWEEN 0 AND 43200),
    horizon_days int NOT NULL DEFAULT 60 CHECK (horizon_days BETWEEN 1 AND 366),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX doctor_of_specialization ON doctor (specialization);
CREATE INDEX doctor_of_city ON doctor (city);

CREATE TABLE consultation_type (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    doctor_id uuid NOT NULL REFERENCES doctor ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('first_visit', 'follow_up', 'therapy')),
    name text NOT NULL,
    minutes int NOT NULL CHECK (minutes BETWEEN 5 AND 480 AND minutes % 5 = 0),
    fee_amount bigint NOT NULL CHECK (fee_amount BETWEEN 0 AND 100000000),
    fee_currency text NOT NULL DEFAULT 'INR' CHECK (fee_currency ~ '^[A-Z]{3}$'),
    modes text[] NOT NULL CHECK (modes <@ '{online,in_person}' AND cardinality(modes) > 0),
    is_default boolean NOT NULL DEFAULT false,
    active boolean NOT NULL DEFAULT true
);
CREATE INDEX consultation_type_of_doctor ON consultation_type (doctor_id);
CREATE UNIQUE INDEX consultation_type_default ON consultation_type (doctor_id)
    WHERE is_default AND active;

-- ---------------------------------------------------------------- schedules

-- A weekly session in local wall time. `breaks` is [{"starts": "13:00", "ends": "14:00"}, ...].
-- `ends` 24:00 is midnight at the end of the day. Weekdays are ISO: 1 is Monday.
CREATE TABLE schedule_rule (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    doctor_id uuid NOT NULL REFERENCES doctor ON DELETE CASCADE,
    weekday int NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    starts time NOT NULL,
    ends time NOT NULL CHECK (ends > starts),
    time_zone text NOT NULL,
    valid_from date NOT NULL DEFAULT '2000-01-01',
    valid_until date,
    modes text[] NOT NULL DEFAULT '{online,in_person}',
    breaks jsonb NOT NULL DEFAULT '[]',
    CHECK (valid_until IS NULL OR valid_until >= valid_from)
);
CREATE INDEX schedule_rule_of_doctor ON schedule_rule (doctor_id);

CREATE TABLE schedule_exception (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    doctor_id uuid NOT NULL REFERENCES doctor ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('leave', 'extra_hours')),
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
    modes text[] NOT NULL DEFAULT '{online,in_person}',
    note text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX schedule_exception_of_doctor ON schedule_exception (doctor_id, ends_at);

-- Read FOR SHARE by each confirm; locked and raised by whoever changes rules, leave, types,
-- approval or buffers, so that no booking slips between them.
CREATE TABLE doctor_booking (
    doctor_id uuid PRIMARY KEY REFERENCES doctor ON DELETE CASCADE,
    schedule_version bigint NOT NULL DEFAULT 1,
    approved boolean NOT NULL DEFAULT false
);

-- The first free start of a day, for the default consultation type, holds ignored. `mode` is
-- online, in_person or any. `bookable_until` is when its notice period begins.
CREATE TABLE doctor_free_day (
    doctor_id uuid NOT NULL REFERENCES doctor ON DELETE CASCADE,
    mode text NOT NULL,
    local_day date NOT NULL,
    first_free_at timestamptz NOT NULL,
    bookable_until timestamptz NOT NULL,
    PRIMARY KEY (doctor_id, mode, local_day)
);
CREATE INDEX doctor_free_day_by_day ON doctor_free_day (local_day, mode, first_free_at);
CREATE INDEX doctor_free_day_passing ON doctor_free_day (bookable_until);

-- Up to which local day a doctor's free days are worked out, and the local midnight at which the
-- horizon reaches another.
CREATE TABLE doctor_free_state (
    doctor_id uuid PRIMARY KEY REFERENCES doctor ON DELETE CASCADE,
    last_day date NOT NULL,
    due_at timestamptz NOT NULL
);
CREATE INDEX doctor_free_state_due ON doctor_free_state (due_at);

-- Doctors whose free days changed in a committed transaction; the worker empties it. A claim that
-- came or went has its start in `at`: only the days it can touch are worked out again.
CREATE TABLE free_day_change (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    doctor_id uuid NOT NULL,
    at timestamptz,
    noted_at timestamptz NOT NULL DEFAULT now()
);

-- What a search reads: one row an approved doctor, kept by the doctor's own transactions, and
-- its next_* columns by the worker that keeps doctor_free_day. `card` is the JSON that answers
-- show (json, not jsonb: kept and sent as it was written); `search_text` the unaccented name;
-- no rating is -1. After `next_until` the next_* columns are stale.
CREATE TABLE doctor_listing (
    doctor_id uuid PRIMARY KEY REFERENCES doctor ON DELETE CASCADE,
    card json NOT NULL,
    search_text text NOT NULL,
    specialization text NOT NULL,
    city text NOT NULL,
    languages text[] NOT NULL,
    gender text NOT NULL,
    modes text[] NOT NULL,
    fee_amount bigint NOT NULL,
    experience_years int NOT NULL,
    rating_hundredths int NOT NULL,
    next_available_at timestamptz NOT NULL DEFAULT 'infinity',
    next_online_at timestamptz NOT NULL DEFAULT 'infinity',
    next_in_person_at timestamptz NOT NULL DEFAULT 'infinity',
    next_until timestamptz NOT NULL DEFAULT 'infinity'
);
CREATE INDEX doctor_listing_until ON doctor_listing (next_until);
CREATE INDEX doctor_listing_next ON doctor_listing (next_available_at, doctor_id);
CREATE INDEX doctor_listing_next_online ON doctor_listing (next_online_at, doctor_id);
CREATE INDEX doctor_listing_next_in_person ON doctor_listing (next_in_person_at, doctor_id);
CREATE INDEX doctor_listing_fee ON doctor_listing (fee_amount, doctor_id);
CREATE INDEX doctor_listing_experience ON doctor_listing ((-experience_years), doctor_id);
CREATE INDEX doctor_listing_rating ON doctor_listing ((-rating_hundredths), doctor_id);
CREATE INDEX doctor_listing_specialization ON doctor_listing (specialization, next_available_at, doctor_id);
CREATE INDEX doctor_listing_city ON doctor_listing (city, next_available_at, doctor_id);
-- Rows change with their next_* columns; a pending list would be read through by every search.
CREATE INDEX doctor_listing_arrays ON doctor_listing USING gin (languages, modes)
    WITH (fastupdate = off);
CREATE INDEX doctor_listing_gender ON doctor_listing (gender, next_available_at, doctor_id);
CREATE INDEX doctor_listing_text ON doctor_listing USING gin (search_text gin_trgm_ops)
    WITH (fastupdate = off);

-- ---------------------------------------------------------------- booking

-- One party's exclusive use of a period: the guarantee against double booking. An empty period, which
-- would overlap nothing, is refused by WITHOUT OVERLAPS itself.
CREATE TABLE time_claim (
    party_id uuid NOT NULL,
    during tstzrange NOT NULL,
    appointment_id uuid NOT NULL,
    PRIMARY KEY (party_id, during WITHOUT OVERLAPS)
);
CREATE INDEX time_claim_of_appointment ON time_claim (appointment_id);
CREATE INDEX time_claim_end ON time_claim (upper(during));

CREATE TABLE appointment (
    id uuid NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    reference text NOT NULL,
    status text NOT NULL DEFAULT 'booked'
        CHECK (status IN ('booked', 'cancelled', 'completed', 'no_show')),
    doctor_id uuid NOT NULL,
    patient_id uuid NOT NULL,
    account_id uuid NOT NULL,
    consultation_type_id uuid NOT NULL,
    mode text NOT NULL CHECK (mode IN ('online', 'in_person')),
    fee_amount bigint NOT NULL,
    fee_currency text NOT NULL,
    time_zone text NOT NULL,
    reason_sealed bytea,
    version int NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, starts_at)
) PARTITION BY RANGE (starts_at);
CREATE INDEX appointment_of_doctor ON appointment (doctor_id, starts_at);
CREATE INDEX appointment_of_account ON appointment (account_id, starts_at);
CREATE INDEX appointment_of_patient ON appointment (patient_id, starts_at);

-- The way from an id to its partition, and the row that every transition locks first.
CREATE TABLE appointment_place (
    id uuid PRIMARY KEY,
    starts_at timestamptz NOT NULL
);

CREATE TABLE appointment_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    appointment_id uuid NOT NULL,
    version int NOT NULL,
    kind text NOT NULL CHECK (kind IN ('booked', 'moved', 'cancelled', 'completed', 'no_show')),
    actor_account_id uuid NOT NULL,
    actor_role text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    starts_at timestamptz NOT NULL,
    previous_starts_at timestamptz,
    note_sealed bytea
);
CREATE INDEX appointment_event_of ON appointment_event (appointment_id, version);

CREATE TABLE idempotency_key (
    account_id uuid NOT NULL,
    route text NOT NULL,
    key text NOT NULL,
    body_hash bytea NOT NULL,
    answer_sealed bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, key, route)
);
-- Rows come in the order of their age; a booking pays next to nothing for this.
CREATE INDEX idempotency_key_age ON idempotency_key USING brin (created_at);

-- Monthly partitions of appointment. Owned by the schema's owner, so that the processes' role
-- can make partitions without owning anything. Returns how many were made.
CREATE FUNCTION make_appointment_partitions(months_back int, months_ahead int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '2s' AS $$
DECLARE
    month date;
    name text;
    made int := 0;
BEGIN
    IF months_back NOT BETWEEN 0 AND 120 OR months_ahead NOT BETWEEN 0 AND 120 THEN
        RAISE EXCEPTION 'between 0 and 120 months';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('make_appointment_partitions'));
    FOR month IN SELECT generate_series(
        date_trunc('month', now() AT TIME ZONE 'UTC') - make_interval(months => months_back),
        date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => months_ahead),
        interval '1 month')::date
    LOOP
        name := 'appointment_' || to_char(month, 'YYYY_MM');
        CONTINUE WHEN to_regclass('public.' || name) IS NOT NULL;
        EXECUTE format('CREATE TABLE public.%I (LIKE public.appointment INCLUDING ALL)', name);
        EXECUTE format(
            'ALTER TABLE public.appointment ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
            name, to_char(month, 'YYYY-MM-DD') || ' 00:00:00+00',
            to_char(month + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
        made := made + 1;
    END LOOP;
    RETURN made;
END $$;
REVOKE ALL ON FUNCTION make_appointment_partitions FROM PUBLIC;

-- The first instant that no partition takes.
CREATE FUNCTION appointment_calendar_end() RETURNS timestamptz
LANGUAGE sql STABLE SET timezone = 'UTC' AS $$
    SELECT max((to_date(substring(inhrelid::regclass::text FROM '\d{4}_\d{2}$'), 'YYYY_MM')
                + interval '1 month')::timestamptz)
    FROM pg_inherits WHERE inhparent = 'public.appointment'::regclass
$$;
