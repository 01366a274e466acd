-- 人口数为负。
--
-- @en        A negative population.
-- @severity  fail
-- @table     population
-- @field     population_total
-- @todo_zh   请改为 0 或正整数,不清楚则留空。
-- @todo_en   Make it 0 or more, or leave it empty if unknown.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

select
    source_name,
    source_row,
    area_code as subject,
    least(population_total, children_age_0, children_age_1, children_age_2)::text as found
from population
where
    least(population_total, children_age_0, children_age_1, children_age_2) < 0
order by source_name, source_row
