-- Which release this is, and of what (数据版本).
--
-- @grain   release_id
-- @column  release_id         code
-- @column  built_at           timestamp
-- @column  title_zh           text
-- @column  title_en           text
-- @column  source_zh          text
-- @column  source_en          text
-- @column  is_demonstration   yes_no
-- @column  map_review_number  text

select
    release_id,
    built_at,
    title_zh,
    title_en,
    source_zh,
    source_en,
    is_demonstration,
    map_review_number
from release
order by release_id
