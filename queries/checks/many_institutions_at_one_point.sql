-- 五家以上机构坐标完全相同。
-- The latest month only.
--
-- @en        Five or more institutions stand at exactly the same point.
-- @severity  warn
-- @table     institution
-- @field     longitude
-- @todo_zh   请核对,可能是用街道中心代替了地址。
-- @todo_en   Check: the centre of a street may stand for the address.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

select
    source_name,
    source_row,
    institution_name as subject,
    longitude || ', ' || latitude as found
from institution
where
    longitude is not null
    and latitude is not null
    and as_of = (select max(latest.as_of) from institution as latest)
qualify count(*) over (partition by longitude, latitude) >= 5
order by source_name, source_row
