-- Doctors, what can be booked with them, and what a search of doctors reads.

-- For searches that forgive typing errors and accents.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- ---------------------------------------------------------------- reference lists, filled by `amrutam migrate`

-- A branch of Ayurveda. `concerns` are the words in which patients describe what it treats.
CREATE TABLE specialization (
    slug text PRIMARY KEY,
    name text NOT NULL,
    name_hi text NOT NULL,
    concerns text[] NOT NULL DEFAULT '{}'
);

-- A city of India. `aliases` are its other names, such as Bombay.
CREATE TABLE city (
    slug text PRIMARY KEY,
    name text NOT NULL,
    name_hi text NOT NULL,
    state text NOT NULL,
    aliases text[] NOT NULL DEFAULT '{}'
);

-- Returns a text as searches compare it: in lower case, without accents, in Latin letters, and by its sound. A name that is
-- written in Devanagari is so found by its Latin spelling, and one Latin spelling by another (Kshirsagar, Ksheersagar,
-- क्षीरसागर). Both sides of every comparison pass through here. Devanagari is replaced letter by letter, so that trigrams
-- forgive errors in it too, whatever the database's character type knows.
CREATE FUNCTION folded(said text) RETURNS text
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
BEGIN RETURN (
    WITH latin AS (
        SELECT translate(
            -- A consonant before another consonant has the vowel a: शर्मा is sharma.
            regexp_replace(replace(replace(lower(unaccent(said)), 'ृ', 'रि'), 'ऋ', 'रि'),
                '([क-ह]़?)(?=[क-ह])', '\1' || 'a', 'g'),
            'कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसहळअआइईउऊएऐओऔऑऍािीुूेैोौॉॅंँ०१२३४५६७८९्ः़' || U&'\200C\200D',
            'kkggnccjjnttddnttddnpfbbmyrlvssshlaaiiuueeoooeaiiuueeoooenn0123456789') AS text
    ), sounds AS (
        -- Aspirated consonants, sibilants, long vowels: people write them with and without.
        SELECT translate(replace(regexp_replace(text, '([kgcjtdbs])h', '\1', 'g'), 'ph', 'f'), 'wzq', 'vjk') AS text
        FROM latin
    )
    -- ऋ begins a word as ri in the north and as ru in the west.
    SELECT regexp_replace(regexp_replace(replace(replace(text, 'ee', 'i'), 'oo', 'u'), '([a-z])\1+', '\1', 'g'),
        '\mru', 'ri', 'g') FROM sounds);
END $$;

-- The words by which a specialization (its names and concerns) or a city is found, folded. A search resolves its words here,
-- so that a listing need not repeat them.
CREATE TABLE search_term (
    term text NOT NULL,
    field text NOT NULL CHECK (field IN ('specialization', 'city')),
    slug text NOT NULL,
    PRIMARY KEY (term, field, slug)
);
CREATE INDEX search_term_like ON search_term USING gin (term gin_trgm_ops);

-- ---------------------------------------------------------------- doctors

-- A physician's profile and the settings of their practice. Nobody books before an administrator has approved it
-- (doctor_booking in schedules.sql).
CREATE TABLE doctor (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    -- NULL for a doctor who does not sign in.
    account_id uuid UNIQUE REFERENCES account,
    name text NOT NULL,
    registration_number text NOT NULL UNIQUE,
    specialization text NOT NULL REFERENCES specialization,
    city text NOT NULL REFERENCES city,
    languages text[] NOT NULL,
    gender text NOT NULL CHECK (gender IN ('female', 'male', 'other')),
    experience_years int NOT NULL CHECK (experience_years BETWEEN 0 AND 80),
    -- NULL: not rated.
    rating_hundredths int CHECK (rating_hundredths BETWEEN 0 AND 500),
    rating_count int NOT NULL DEFAULT 0,
    bio text NOT NULL DEFAULT '',
    time_zone text NOT NULL DEFAULT 'Asia/Kolkata',
    -- When a booking needs a code of its own: unless the session has proved the patient's address, or always.
    code_policy text NOT NULL DEFAULT 'session' CHECK (code_policy IN ('session', 'always')),
    -- The pause after each consultation.
    buffer_minutes int NOT NULL DEFAULT 0
        CHECK (buffer_minutes BETWEEN 0 AND 240 AND buffer_minutes % 5 = 0),
    -- How long before its start a time can be booked at the latest, and how many days ahead.
    notice_minutes int NOT NULL DEFAULT 0 CHECK (notice_minutes BETWEEN 0 AND 43200),
    horizon_days int NOT NULL DEFAULT 60 CHECK (horizon_days BETWEEN 1 AND 366),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    -- Where online consultations take place; shown to those who have an appointment, never in public.
    meeting_url text CONSTRAINT doctor_meeting_url
        CHECK (meeting_url LIKE 'https://%' AND length(meeting_url) <= 500),
    -- How long before the start a patient moves or cancels at the latest, and for how many days after a visit a follow-up is
    -- offered.
    change_notice_minutes int NOT NULL DEFAULT 0,
    follow_up_days int NOT NULL DEFAULT 30,
    -- From one start of the grid to the next; NULL: the default consultation type's minutes and the pause after it.
    slot_step_minutes int CHECK (slot_step_minutes BETWEEN 5 AND 720 AND slot_step_minutes % 5 = 0),
    CONSTRAINT doctor_changes
        CHECK (change_notice_minutes BETWEEN 0 AND 43200 AND follow_up_days BETWEEN 1 AND 366)
);
CREATE INDEX doctor_of_specialization ON doctor (specialization);
CREATE INDEX doctor_of_city ON doctor (city);

-- What can be booked with a doctor. One active type of each doctor is the default. A type that has appointments is made
-- inactive, not deleted.
CREATE TABLE consultation_type (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    doctor_id uuid NOT NULL REFERENCES doctor ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('first_visit', 'follow_up', 'therapy')),
    name text NOT NULL,
    minutes int NOT NULL CHECK (minutes BETWEEN 5 AND 480 AND minutes % 5 = 0),
    -- In minor units of the currency (paise).
    fee_amount bigint NOT NULL CHECK (fee_amount BETWEEN 0 AND 100000000),
    fee_currency text NOT NULL DEFAULT 'INR' CHECK (fee_currency ~ '^[A-Z]{3}$'),
    modes text[] NOT NULL CHECK (modes <@ '{online,in_person}' AND cardinality(modes) > 0),
    is_default boolean NOT NULL DEFAULT false,
    active boolean NOT NULL DEFAULT true
);
CREATE INDEX consultation_type_of_doctor ON consultation_type (doctor_id);
CREATE UNIQUE INDEX consultation_type_default ON consultation_type (doctor_id)
    WHERE is_default AND active;

-- The secret address at which other programs read a doctor's calendar. It is found by its hash, and shown to the doctor again
-- from its seal.
CREATE TABLE calendar_link (
    doctor_id uuid PRIMARY KEY REFERENCES doctor ON DELETE CASCADE,
    token_hash bytea NOT NULL UNIQUE,
    token_sealed bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

-- ---------------------------------------------------------------- search

-- What a search reads: one row for each approved doctor. The doctor's own transactions keep it, and the worker that keeps
-- doctor_free_day keeps its next_* columns.
CREATE TABLE doctor_listing (
    doctor_id uuid PRIMARY KEY REFERENCES doctor ON DELETE CASCADE,
    -- The JSON that answers show: json, not jsonb, so that it is sent as it was written.
    card json NOT NULL,
    -- The name, folded.
    search_text text NOT NULL,
    specialization text NOT NULL,
    -- Where the doctor sees patients in person: the doctor's own city if it is one of those cities, or if there is none. The
    -- others, which few doctors have, are in other_cities.
    city text NOT NULL,
    other_cities text[] NOT NULL DEFAULT '{}',
    languages text[] NOT NULL,
    gender text NOT NULL,
    modes text[] NOT NULL,
    -- Of the default consultation type.
    fee_amount bigint NOT NULL,
    experience_years int NOT NULL,
    -- -1: not rated.
    rating_hundredths int NOT NULL,
    -- The first free times: of any mode, online, in person. After next_until they are stale.
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
CREATE INDEX doctor_listing_other_cities ON doctor_listing USING gin (other_cities)
    WITH (fastupdate = off) WHERE other_cities <> '{}';
-- Without fastupdate: rows change with their next_* columns, and every search would read through a pending list.
CREATE INDEX doctor_listing_arrays ON doctor_listing USING gin (languages, modes)
    WITH (fastupdate = off);
CREATE INDEX doctor_listing_gender ON doctor_listing (gender, next_available_at, doctor_id);
CREATE INDEX doctor_listing_text ON doctor_listing USING gin (search_text gin_trgm_ops)
    WITH (fastupdate = off);
