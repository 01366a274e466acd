-- 现代码在本次变更之前(或同月)已经变更。
--
-- @en        A successor had itself changed before, or in the same month.
-- @severity  fail
-- @table     area_successor
-- @field     changed_on
-- @todo_zh   请核对变更日期;同月的连续变更请直接写到最后的代码。
-- @todo_en   Check the months; for changes of the same month give the last code at once.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

select distinct
    area_successor.source_name,
    area_successor.source_row,
    coalesce(area_successor.former_name, area_successor.former_code) as subject,
    strftime(area_successor.changed_on, '%Y-%m') as found
from area_successor
inner join area_successor as later on area_successor.area_code = later.former_code
where
    later.changed_on <= area_successor.changed_on
    and area_successor.former_code <> area_successor.area_code
order by area_successor.source_name, area_successor.source_row
