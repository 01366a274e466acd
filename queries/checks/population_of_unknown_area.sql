-- 人口所属区域不在行政区划表中。
--
-- @en        A population belongs to an area that is not in the area table.
-- @severity  fail
-- @table     population
-- @field     area_code
-- @todo_zh   请核对代码,或把该区域列入行政区划表。
-- @todo_en   Check the code, or list the area in the area table.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

select
    population.source_name,
    population.source_row,
    population.area_code as subject,
    coalesce(population.area_code, '') as found
from population
where
    not exists (
        select 1
        from area
        where area.area_code = population.area_code
    )
    -- What is left under a former code is asked about by itself.
    and not exists (
        select 1
        from area_successor
        where area_successor.former_code = population.area_code
    )
order by population.source_name, population.source_row
