-- 3岁以下婴幼儿多于常住人口。
--
-- @en        More children under 3 than people.
-- @severity  fail
-- @table     population
-- @field     population_total
-- @todo_zh   请核对这一行的人口数。
-- @todo_en   Check the numbers of this row.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

select
    source_name,
    source_row,
    area_code as subject,
    (children_age_0 + children_age_1 + children_age_2) || ' > ' || population_total as found
from population
where
    children_age_0 + children_age_1 + children_age_2 > population_total
order by source_name, source_row
