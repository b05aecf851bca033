-- The contract of readers, version 1: only additions within it. Every name here stays as it is.
CREATE VIEW v1_institution AS
SELECT i.institution_id, unitid, opeid, name, alias, street, city, state, zip, county, county_fips, latitude, longitude,
       phone, website, control, level, sector, locale, system_name, activity, closed_on, successor_unitid,
       period, listing, evidence, states, s.slug
FROM institution AS i LEFT JOIN institution_slug AS s ON s.institution_id = i.institution_id AND s.is_current;

CREATE VIEW v1_program AS
SELECT p.program_id, p.institution_id, p.unitid, p.cip, p.award_level, p.credential, p.name,
       i.name AS institution, i.city, i.state, i.zip, i.website AS institution_website, i.control,
       p.completions, p.completions_men, p.completions_women, p.completions_flag, p.zero_completions,
       p.period, p.listing, p.evidence, p.states,
       s.slug || '/' || replace(p.cip, '.', '-') || '-' || a.slug_word
       || CASE WHEN p.campus = '' THEN '' ELSE '-at-' || p.campus END AS slug,
       p.known_from, p.campus
FROM program AS p JOIN institution AS i ON i.institution_id = p.institution_id
LEFT JOIN institution_slug AS s ON s.institution_id = p.institution_id AND s.is_current
LEFT JOIN award_level AS a ON a.award_level = p.award_level;

CREATE VIEW v1_price AS
SELECT price_id, grain, institution_id, program_id, amount_min_cents, amount_max_cents, currency, basis, residency,
       student_level, kind, academic_year, imputation_flag, source, version_id, claim_field
FROM price;

CREATE VIEW v1_program_cost AS
SELECT program_id, grain, residency, academic_year, amount_cents, amount_max_cents, total_basis, includes_fees,
       credits, reason, parts
FROM program_cost
UNION ALL
SELECT p.program_id, 'institution', c.residency, c.academic_year, c.amount_cents, c.amount_max_cents, c.total_basis,
       c.includes_fees, c.credits, c.reason, c.parts
FROM program AS p JOIN level_cost AS c USING (institution_id, award_level)
WHERE NOT EXISTS (SELECT 1 FROM program_cost AS own WHERE own.program_id = p.program_id);

CREATE VIEW v1_institution_accreditation AS
SELECT accreditation_id, institution_id, agency, agency_name, status, is_current, starts_on, start_known, ended_on,
       next_review_on, grain, source, version_id
FROM institution_accreditation;

CREATE VIEW v1_program_accreditation AS
SELECT accreditation_id, program_id, institution_id, agency, status, counts_as_accredited, institution_words,
       program_words, level, field, until_year, review_year, how, listing, source, version_id, claim_field
FROM program_accreditation;

CREATE VIEW v1_program_status AS
SELECT status_id, program_id, agency, status, counts_as_accredited, valid_from, valid_until, known_from, known_until,
       basis, reason, level, field, source, version_id, claim_field
FROM program_status;

CREATE VIEW v1_statement AS
SELECT statement_id, thing_kind, thing_id, topic, field, position, value, state, unit, qualifiers, period, grain,
       source, listing, version_id, claim_field
FROM statement;

CREATE VIEW v1_program_occupation AS
SELECT p.program_id, p.cip, s.value AS soc, s.statement_id, s.source
FROM program AS p JOIN statement AS s ON s.thing_kind = 'cip' AND s.thing_id = p.cip AND s.field = 'occupation';

CREATE VIEW v1_value AS
WITH thing (thing_kind, thing_id, evidence) AS (
    SELECT 'program', program_id, evidence FROM program
    UNION ALL
    SELECT 'institution', institution_id, evidence FROM institution
), cited (thing_kind, thing_id, version_id, field, claim) AS (
    SELECT thing_kind, thing_id, spoken.key,
           CASE WHEN instr(named.value, '=') THEN substr(named.value, 1, instr(named.value, '=') - 1)
                ELSE named.value END,
           CASE WHEN instr(named.value, '=') THEN substr(named.value, instr(named.value, '=') + 1)
                ELSE named.value END
    FROM thing, json_each(thing.evidence) AS spoken
    JOIN citation_pattern ON pattern_id = spoken.value, json_each(citation_pattern.fields) AS named
    UNION ALL
    SELECT 'price', price_id, version_id, 'amount', claim_field FROM price
    UNION ALL
    SELECT 'statement', statement_id, version_id, field, claim_field FROM statement
    UNION ALL
    SELECT 'program_accreditation', accreditation_id, version_id, 'status', claim_field FROM program_accreditation
)
SELECT cited.thing_kind, cited.thing_id, cited.field, cited.claim,
       json_extract(r.claims, '$."' || cited.claim || '"[0]') AS value,
       CAST(coalesce(json_extract(r.claims, '$."' || cited.claim || '"[1]'),
                json_extract(r.claims, '$."' || cited.claim || '"[0]')) AS TEXT) AS words,
       coalesce(json_extract(r.claims, '$."' || cited.claim || '"[2]'), 'stated') AS state,
       g.source, g.kind AS record_kind, r.record_key, g.period, c.captured_at, c.url, c.capture_id,
       CASE WHEN g.member = '' THEN r.place
            WHEN substr(g.member, 1, 4) = 'csv:' OR substr(g.member, 1, 5) = 'xlsx:'
            THEN g.member || '#row=' || r.place
            ELSE 'zip:' || g.member || '#row=' || r.place END AS place,
       coalesce(json_extract(r.claims, '$."' || cited.claim || '"[3]'),
                json_extract(g.fields, '$."' || cited.claim || '".at')) AS at,
       json_extract(g.fields, '$."' || cited.claim || '".rule') AS rule,
       json_extract(g.fields, '$."' || cited.claim || '".version') AS rule_version,
       g.parser_version, r.version_id
FROM cited
JOIN source_record AS r ON r.version_id = cited.version_id
JOIN reading AS g ON g.reading_id = r.reading_id
JOIN capture AS c ON c.capture_id = g.capture_id;

CREATE VIEW v1_change AS
SELECT change_number, thing_kind, thing_id, field, old, new, cause, source, version_id, known_at, part, whole
FROM change;

CREATE VIEW v1_identity AS
SELECT thing_id, kind, anchor, minted_at, successor_id, retired_at, entered_at FROM identity;

CREATE VIEW v1_slug AS
SELECT 'institution' AS thing_kind, institution_id AS thing_id, slug, is_current, since FROM institution_slug
UNION ALL
SELECT 'program', p.program_id, s.slug || '/' || replace(p.cip, '.', '-') || '-' || a.slug_word
       || CASE WHEN p.campus = '' THEN '' ELSE '-at-' || p.campus END, s.is_current, s.since
FROM program AS p JOIN institution_slug AS s ON s.institution_id = p.institution_id
JOIN award_level AS a ON a.award_level = p.award_level;

CREATE VIEW v1_award_level AS
SELECT award_level, credential, label, slug_word FROM award_level;

CREATE VIEW v1_lead AS
SELECT source, kind, record_key, institution_id, program_id, how, score, version_id FROM record_link;

CREATE VIEW v1_discrepancy AS
SELECT thing_id, field, version_id, claim_field, value, chosen_version_id, chosen_value, rule FROM discrepancy;

CREATE VIEW v1_correction AS
SELECT thing_id, field, value, source_value, instead_of, state, who, decided_on, expires_on, evidence, version_id
FROM correction;

CREATE VIEW v1_source AS
SELECT name, title, publisher, home_url, gives, terms, terms_url, license, cadence, freshness_days, proof,
       verified_live, parser_version, captured_from, captured_until, captures, records FROM source;

CREATE VIEW v1_accuracy AS
SELECT kind, measure, value, low, high, cases, rule_version FROM accuracy;
