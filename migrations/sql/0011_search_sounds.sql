-- Words are compared by their sound: a name that is written in Devanagari is found by its Latin spelling, and a
-- Latin spelling by another (Kshirsagar, Ksheersagar, क्षीरसागर). Both sides of every comparison pass through here.
CREATE OR REPLACE FUNCTION folded(said text) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$
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
        '\mru', 'ri', 'g') FROM sounds
$$;

-- What is stored was folded by the function before; `amrutam migrate` fills in the terms of the reference lists.
DELETE FROM search_term;
UPDATE doctor_listing AS l SET search_text = folded(d.name) FROM doctor AS d WHERE d.id = l.doctor_id;
