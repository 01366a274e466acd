-- The titles of one institution (称号), with when and by which document they were granted.
--
-- @grain   row_number
-- @param   institution_id  text  of the institution
-- @column  row_number         row
-- @column  designation        text
-- @column  designation_level  text
-- @column  granted_on         date
-- @column  document           text

select
    row_number() over (order by granted_on, designation, designation_level, document) as row_number,
    designation,
    designation_level,
    granted_on,
    document
from designation
where institution_id = $institution_id
order by row_number
