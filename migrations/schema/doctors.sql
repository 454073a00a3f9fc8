-- Doctors, their consultation types, and the tables that a search reads.

-- Needed for searches that tolerate spelling mistakes and accents.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- ---------------------------------------------------------------- reference lists, filled by `amrutam migrate`

-- A branch of Ayurveda. `concerns` are the words that patients use for what it treats.
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

-- Folds a text for comparison in searches: lower case, no accents, Latin letters, one spelling for each sound. A name in Devanagari
-- is thus found by its Latin spelling, and one Latin spelling by another (Kshirsagar, Ksheersagar, क्षीरसागर). Both sides of every
-- comparison are folded. Devanagari is replaced letter by letter, so that trigrams tolerate spelling mistakes in Devanagari too,
-- whatever the database's LC_CTYPE supports.
CREATE FUNCTION folded(said text) RETURNS text
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
BEGIN RETURN (
    WITH latin AS (
        SELECT translate(
            -- A consonant letter that another consonant letter follows directly, without a vowel sign or virama, has the
            -- vowel a: शर्मा is sharma.
            regexp_replace(replace(replace(lower(unaccent(said)), 'ृ', 'रि'), 'ऋ', 'रि'),
                '([क-ह]़?)(?=[क-ह])', '\1' || 'a', 'g'),
            'कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसहळअआइईउऊएऐओऔऑऍािीुूेैोौॉॅंँ०१२३४५६७८९्ः़' || U&'\200C\200D',
            'kkggnccjjnttddnttddnpfbbmyrlvssshlaaiiuueeoooeaiiuueeoooenn0123456789') AS text
    ), sounds AS (
        -- Gives one spelling to aspirated consonants and similar sounds, which people write in
        -- different ways.
        SELECT translate(replace(regexp_replace(text, '([kgcjtdbs])h', '\1', 'g'), 'ph', 'f'), 'wzq', 'vjk') AS text
        FROM latin
    )
    -- Long vowels and double letters also get one spelling, and so does ऋ at the beginning of a
    -- word: people write it ri in the north and ru in the west.
    SELECT regexp_replace(regexp_replace(replace(replace(text, 'ee', 'i'), 'oo', 'u'), '([a-z])\1+', '\1', 'g'),
        '\mru', 'ri', 'g') FROM sounds);
END $$;

-- The folded words by which a specialization (its name and concerns) or a city is found. A search looks up its words here, so that
-- doctor_listing need not repeat them.
CREATE TABLE search_term (
    term text NOT NULL,
    field text NOT NULL CHECK (field IN ('specialization', 'city')),
    slug text NOT NULL,
    PRIMARY KEY (term, field, slug)
);
CREATE INDEX search_term_like ON search_term USING gin (term gin_trgm_ops);

-- ---------------------------------------------------------------- doctors

-- A physician's profile and settings. Nobody can book before an administrator has approved the doctor (doctor_booking in
-- schedules.sql).
CREATE TABLE doctor (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    -- The account that the doctor signs in with; NULL if the doctor does not sign in.
    account_id uuid UNIQUE REFERENCES account,
    name text NOT NULL,
    registration_number text NOT NULL UNIQUE,
    specialization text NOT NULL REFERENCES specialization,
    city text NOT NULL REFERENCES city,
    languages text[] NOT NULL,
    gender text NOT NULL CHECK (gender IN ('female', 'male', 'other')),
    experience_years int NOT NULL CHECK (experience_years BETWEEN 0 AND 80),
    -- The rating in hundredths of a star; NULL if the doctor is not rated.
    rating_hundredths int CHECK (rating_hundredths BETWEEN 0 AND 500),
    rating_count int NOT NULL DEFAULT 0,
    bio text NOT NULL DEFAULT '',
    -- Academic degrees, such as BAMS, MD (Panchakarma).
    qualifications text NOT NULL DEFAULT '',
    time_zone text NOT NULL DEFAULT 'Asia/Kolkata',
    -- Which bookings need a code of their own. `session`: only those in a session that has not verified the patient's address;
    -- `always`: all bookings.
    code_policy text NOT NULL DEFAULT 'session' CHECK (code_policy IN ('session', 'always')),
    -- The pause after each consultation.
    buffer_minutes int NOT NULL DEFAULT 0
        CHECK (buffer_minutes BETWEEN 0 AND 240 AND buffer_minutes % 5 = 0),
    -- The least time between a booking and its start, in minutes, and the number of days ahead that can be booked.
    notice_minutes int NOT NULL DEFAULT 0 CHECK (notice_minutes BETWEEN 0 AND 43200),
    horizon_days int NOT NULL DEFAULT 60 CHECK (horizon_days BETWEEN 1 AND 366),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    -- The doctor's own meeting link for online visits; shown only to patients with an appointment, the doctor and administrators.
    meeting_url text CONSTRAINT doctor_meeting_url
        CHECK (meeting_url LIKE 'https://%' AND length(meeting_url) <= 500),
    -- The minutes before the start in which patients can no longer move or cancel, and the number of days after a visit in which
    -- a follow-up is offered.
    change_notice_minutes int NOT NULL DEFAULT 0,
    follow_up_days int NOT NULL DEFAULT 30,
    -- Minutes between starts on the grid; NULL: the minutes of the default consultation type plus the pause.
    slot_step_minutes int CHECK (slot_step_minutes BETWEEN 5 AND 720 AND slot_step_minutes % 5 = 0),
    -- When an administrator withdrew the approval; NULL before the first approval and while approved.
    suspended_at timestamptz,
    CONSTRAINT doctor_changes
        CHECK (change_notice_minutes BETWEEN 0 AND 43200 AND follow_up_days BETWEEN 1 AND 366)
);
CREATE INDEX doctor_of_specialization ON doctor (specialization);
CREATE INDEX doctor_of_city ON doctor (city);
CREATE INDEX doctor_by_name ON doctor (name, id);

-- A consultation type of a doctor. At most one active type of each doctor is the default. A type is deactivated, not deleted,
-- because appointments refer to it.
CREATE TABLE consultation_type (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    doctor_id uuid NOT NULL REFERENCES doctor ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('first_visit', 'follow_up', 'therapy')),
    name text NOT NULL,
    minutes int NOT NULL CHECK (minutes BETWEEN 5 AND 480 AND minutes % 5 = 0),
    -- The fee in minor units of the currency (paise).
    fee_amount bigint NOT NULL CHECK (fee_amount BETWEEN 0 AND 100000000),
    fee_currency text NOT NULL DEFAULT 'INR' CHECK (fee_currency ~ '^[A-Z]{3}$'),
    modes text[] NOT NULL CHECK (modes <@ '{online,in_person}' AND cardinality(modes) > 0),
    is_default boolean NOT NULL DEFAULT false,
    active boolean NOT NULL DEFAULT true
);
CREATE INDEX consultation_type_of_doctor ON consultation_type (doctor_id);
CREATE UNIQUE INDEX consultation_type_default ON consultation_type (doctor_id)
    WHERE is_default AND active;

-- A doctor's photo in the form in which it is sent: a square WebP that the platform has encoded.
CREATE TABLE doctor_photo (
    doctor_id uuid PRIMARY KEY REFERENCES doctor ON DELETE CASCADE,
    -- A hash of the image, which is part of the photo's URL, so that browsers can cache it without limit.
    version text NOT NULL,
    image bytea NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);

-- Returns the path of a doctor's photo; NULL if there is none.
CREATE FUNCTION photo_url(p_doctor uuid) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT '/v1/doctors/' || doctor_id || '/photo/' || version || '.webp'
        FROM doctor_photo WHERE doctor_id = p_doctor);
END $$;

-- The secret URL from which other programs read a doctor's calendar. The URL is found by its token's hash; the sealed token is
-- used to show the URL to the doctor again.
CREATE TABLE calendar_link (
    doctor_id uuid PRIMARY KEY REFERENCES doctor ON DELETE CASCADE,
    token_hash bytea NOT NULL UNIQUE,
    token_sealed bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

-- ---------------------------------------------------------------- search

-- The search index: one row for each approved doctor with a default type. Transactions that change a doctor update the row; the
-- worker that maintains doctor_free_day updates the next_* columns.
CREATE TABLE doctor_listing (
    doctor_id uuid PRIMARY KEY REFERENCES doctor ON DELETE CASCADE,
    -- The doctor's entry in the answer of a search. The type is json instead of jsonb, so that the entry is sent as it was written.
    card json NOT NULL,
    -- The doctor's folded name.
    search_text text NOT NULL,
    specialization text NOT NULL,
    -- The slug of the city where the doctor sees patients in person. If there are several such cities, the doctor's own city is
    -- preferred; if there is none, this is the doctor's own city.
    city text NOT NULL,
    -- All cities where the doctor sees patients in person, if there are several; otherwise empty.
    cities text[] NOT NULL DEFAULT '{}',
    languages text[] NOT NULL,
    gender text NOT NULL,
    modes text[] NOT NULL,
    -- Fee of the default consultation type, in minor units (paise).
    fee_amount bigint NOT NULL,
    experience_years int NOT NULL,
    -- The rating in hundredths of a star; -1 if the doctor is not rated.
    rating_hundredths int NOT NULL,
    -- The starts of the first free slots (holds are ignored): of any mode, online, and in person; infinity if there is none.
    -- After next_until these columns are stale, and a search reads doctor_free_day instead.
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
CREATE INDEX doctor_listing_cities ON doctor_listing USING gin (cities)
    WITH (fastupdate = off) WHERE cities <> '{}';
-- Without fastupdate: the next_* columns change often, and every search would read a long pending list.
CREATE INDEX doctor_listing_arrays ON doctor_listing USING gin (languages, modes)
    WITH (fastupdate = off);
CREATE INDEX doctor_listing_gender ON doctor_listing (gender, next_available_at, doctor_id);
CREATE INDEX doctor_listing_text ON doctor_listing USING gin (search_text gin_trgm_ops)
    WITH (fastupdate = off);
