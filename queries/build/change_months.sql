-- The months in which areas changed, in the order of time (变更月份).
--
-- @grain   changed_on
-- @column  changed_on  month

select distinct area_successor.changed_on
from area_successor
inner join former_area using (former_code)
order by area_successor.changed_on
