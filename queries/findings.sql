-- What the checks found when this release was built (校验发现), warnings only.
--
-- @grain   row_number
-- @column  row_number   row
-- @column  severity     text
-- @column  title_zh     text
-- @column  title_en     text
-- @column  source_name  text
-- @column  source_row   row
-- @column  subject      text
-- @column  found        text

select
    row_number() over (order by check_name, source_name, source_row, subject) as row_number,
    severity,
    title_zh,
    title_en,
    source_name,
    source_row,
    subject,
    found
from finding
order by row_number
